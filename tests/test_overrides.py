"""Departures of a user: shown everywhere, marked on exactly the verdicts that they touch, and refused when not said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from npa_rules.cli.main import run
from npa_rules.load.fields import iso
from npa_rules.messages import CATALOGUE, SUGGESTION
from tests.findings import place
from tests.load.ruleset import FILES, THIRD, write

FACTS = """\
- subject: letting
  id: first
  facts: {signed_on: '2025-03-01', furnished: false, rent: 600, base_rent: 580, group: low}
- subject: letting
  id: second
  facts: {signed_on: '2024-03-01', furnished: false, rent: 490, group: low}
- subject: letting
  id: third
  facts: {signed_on: '2025-03-01', furnished: true, persons: 3}
"""
READING = """\
[[reading]]
rule = "NPA-TRY-1"
reading = "bare"
who = "Corporatie Noord"
why = "zo afgesproken met de gemeente"
until = "2026-12-31"
"""
FIGURE = """\
[[parameter]]
parameter = "rent_cap"
key = "low"
value = 590.5
period = ["2025-01-01", "2025-12-31"]
who = "Regiotafel"
why = "besluit van 3 maart 2025"
until = 2026-06-30
"""
FOLDER = """\
[[rules]]
folder = "own"
who = "Gemeente Voorbeeld"
why = "woonvisie"
until = "2027-01-01"
"""
DISAGREE = """\
[[disagree]]
rule = "NPA-TRY-1"
reading = "whole"
party = "woonbond"
why = "servicekosten horen er niet in"
date = "2025-06-01"
"""
OWN = """\
format: 1
id: TOWN-RENT-1
slug: own-rent
version: 0.1.0
status: draft
clauses: [TOWN-1]
label: {nl: 'Huur ten hoogste 550', en: 'Rent at most 550'}
applies_to: letting
modality: norm
requires: {id: low_enough, fact: rent, at_most: {parameter: town_cap}}
cases:
  - {facts: {signed_on: '2025-03-01', rent: 550}, verdict: complies}
  - {facts: {signed_on: '2025-03-01', rent: 551}, verdict: violates}
  - {facts: {signed_on: '2025-03-01'}, verdict: undetermined, missing: [rent]}
"""
OWN_FILES = {
    "rent.yaml": OWN,
    "clauses.yaml": "format: 1\nedition: town\nclauses:\n  TOWN-1: {citation: 'visie 2', title: {nl: 'Huur', en: 'Rent'},"
    " kind: norm, parties: [municipality]}\n",
    "parameters/town_cap.yaml": "format: 1\nparameter: town_cap\nlabel: {nl: 'Eigen grens', en: 'Own cap'}\ntype: money\n"
    "unit: eur_per_month\nseries:\n  - {from: '2020-01-01', until: null, value: 550, source: 'visie',"
    " confidence: official, published: null, recorded: '2025-01-01'}\n",
}
DERIVES = """\
format: 1
id: TOWN-PERSONS
slug: own-persons
version: 0.1.0
status: draft
clauses: [TOWN-1]
label: {nl: 'Personen', en: 'Persons'}
applies_to: letting
modality: definition
derives: {persons: {table: [{if: {id: kept, fact: furnished, is_false: true}, then: 1}, {then: 5}]}}
cases:
  - {facts: {signed_on: '2025-03-01', furnished: true}, derived: {persons: 5}}
  - {facts: {signed_on: '2025-03-01', furnished: false}, derived: {persons: 1}}
  - {facts: {signed_on: '2025-03-01'}, derived: {persons: [1, 5]}}
"""
CODES = {"E940", "E941", "E942", "E943", "E944", "E945", "E946", "E947", "E948", "E949"}


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.setenv("NPA_RULES", str(write(tmp_path / "set")))
    home = tmp_path / "work"
    home.mkdir()
    (home / "facts.yaml").write_text(FACTS, encoding="utf-8")
    monkeypatch.chdir(home)
    return home


def own(here: Path, **changed: str) -> None:
    """The folder of own rules, with files changed or added (`_` for `/` and `.yaml` left out)."""
    files = OWN_FILES | {f"{n.replace('_', '/', 1)}.yaml": t for n, t in changed.items()}
    for name, text in files.items():
        path = here / "own" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def report(capsys, *options: str, as_of: str = "2026-01-01", facts: str = "facts.yaml") -> dict[str, Any]:
    assert run(["check", facts, "--format", "json", "--as-of", as_of, *options]) in (0, 1)
    out, err = capsys.readouterr()
    assert err == ""
    return json.loads(out)


def text(capsys, lang: str, *options: str, form: str = "text", as_of: str = "2026-01-01") -> str:
    assert run(["check", "facts.yaml", "--format", form, "--lang", lang, "--as-of", as_of, *options]) in (0, 1)
    return capsys.readouterr().out


def touched(data: dict[str, Any]) -> set[tuple[str, str, str]]:
    return {(v["subject_id"], v["rule"], o) for v in data["verdicts"] for o in v["overrides"]}


def verdicts(data: dict[str, Any]) -> dict[tuple[str, str], str]:
    return {(v["subject_id"], v["rule"]): v["verdict"] for v in data["verdicts"]}


# ---- what overrides do and touch -------------------------------------------------------------------------------------
def test_nothing_without(here, capsys):
    data = report(capsys)
    assert data["overrides"] == data["disagreements"] == [] and touched(data) == set()
    assert "fwijking" not in text(capsys, "nl")


def test_a_reading(here, capsys):
    plain = verdicts(report(capsys))
    (here / "npa.toml").write_text(READING, encoding="utf-8")
    data = report(capsys)
    changed = {k for k, v in verdicts(data).items() if v != plain[k]}
    assert changed == {("second", "NPA-TRY-1")}  # its base rent is not given
    name = "reading:NPA-TRY-1=bare"
    assert touched(data) == {("first", "NPA-TRY-1", name), ("second", "NPA-TRY-1", name)}  # not the furnished one
    assert data["overrides"] == [
        {
            "id": name,
            "kind": "reading",
            "target": "NPA-TRY-1",
            "key": None,
            "reading": "bare",
            "value": None,
            "from": None,
            "through": None,
            "who": "Corporatie Noord",
            "why": "zo afgesproken met de gemeente",
            "until": "2026-12-31",
            "in_force": True,
        }
    ]


def test_a_figure(here, capsys):
    plain = verdicts(report(capsys))
    (here / "npa.toml").write_text(FIGURE, encoding="utf-8")
    data = report(capsys)
    assert {k for k, v in verdicts(data).items() if v != plain[k]} == {("first", "NPA-TRY-1")}
    assert touched(data) == {
        ("first", "NPA-TRY-1", "parameter:rent_cap[low]@20250101")
    }  # the second reads another date
    (entry,) = [v for v in data["verdicts"] if v["overrides"]]
    assert entry["parameters"] == [
        {
            "id": "rent_cap",
            "key": "low",
            "at": "2025-03-01",
            "value": "590.5",
            "other_value": None,
            "confidence": "own",
            "source": "Regiotafel",
        }
    ]


def test_a_figure_counts_whatever_was_known_when(here, capsys):
    (here / "npa.toml").write_text(FIGURE, encoding="utf-8")
    assert len(touched(report(capsys, "--known-at", "2020-01-01"))) == 1


def test_own_rules(here, capsys):
    own(here)
    plain = report(capsys)
    for options, config in ((("--rules", "own"), ""), ((), FOLDER)):
        (here / "npa.toml").write_text(config, encoding="utf-8") if config else None
        data = report(capsys, *options)
        assert verdicts(data).items() - verdicts(plain).items() == {
            (("first", "TOWN-RENT-1"), "violates"),
            (("second", "TOWN-RENT-1"), "complies"),
            (("third", "TOWN-RENT-1"), "undetermined"),
        }
        assert touched(data) == {(i, "TOWN-RENT-1", "rules:own") for i in ("first", "second", "third")}
    assert "[TOWN-RENT-1]" not in text(capsys, "nl") and "visie 2 (TOWN-1)" in text(capsys, "nl")
    assert "NPA visie" not in text(capsys, "nl")


def test_own_definitions_mark_what_they_change(here, capsys):
    own(here, persons=DERIVES)
    (here / "facts.yaml").write_text(FACTS.replace("persons: 3", "persons: 5"), encoding="utf-8")
    plain, data = report(capsys), report(capsys, "--rules", "own")
    rules = {"NPA-TRY-1", "NPA-TRY-3"}
    changed = {k for k, v in verdicts(data).items() if k[1] in rules and v != verdicts(plain)[k]}
    assert changed == {("first", "NPA-TRY-3"), ("second", "NPA-TRY-3")}
    assert {t[:2] for t in touched(data) if t[1] in rules} == changed  # the third gives its persons


def test_all_at_once(here, capsys):
    own(here)
    (here / "npa.toml").write_text(READING + FIGURE + FOLDER + DISAGREE, encoding="utf-8")
    data = report(capsys)
    assert len(touched(data)) == 6
    assert [o["kind"] for o in data["overrides"]] == ["rules", "reading", "parameter"]
    first = next(v for v in data["verdicts"] if v["rule"] == "NPA-TRY-1")
    assert first["overrides"] == ["reading:NPA-TRY-1=bare", "parameter:rent_cap[low]@20250101"]
    assert first["disagreed_by"] == []  # what is disagreed with is not the reading used


def test_the_command_line_counts_as_an_override(here, capsys):
    data = report(capsys, "--reading", "NPA-TRY-1=bare")
    (one,) = data["overrides"]
    assert (one["who"], one["why"], one["until"], one["in_force"]) == (None, None, None, True)
    assert len(touched(data)) == 2
    assert "2 oordelen met afwijking" in text(capsys, "nl", "--reading", "NPA-TRY-1=bare")
    assert "chosen on the command line" in text(capsys, "en", "--reading", "NPA-TRY-1=bare").replace("\n   ", "")


def test_the_default_reading_is_no_override(here, capsys):
    assert report(capsys, "--reading", "NPA-TRY-1=whole")["overrides"] == []
    (here / "npa.toml").write_text(READING, encoding="utf-8")
    data = report(capsys, "--reading", "NPA-TRY-1=whole")  # the command line comes first
    assert data["overrides"] == [] and touched(data) == set()


@pytest.mark.parametrize(
    ("as_of", "counts"), [("2026-06-30", True), ("2026-07-01", False)], ids=["last day", "day after"]
)
def test_expiry(here, capsys, as_of, counts):
    (here / "npa.toml").write_text(FIGURE, encoding="utf-8")
    data = report(capsys, as_of=as_of)
    assert [o["in_force"] for o in data["overrides"]] == [counts]
    assert bool(touched(data)) is counts
    assert verdicts(data)["first", "NPA-TRY-1"] == ("violates" if counts else "complies")
    for form in ("text", "markdown"):
        told = text(capsys, "nl", form=form, as_of=as_of)
        assert ("Verlopen, telt niet meer mee" in told) is not counts
        assert ("1 oordeel met afwijking" in told) is counts
        assert "Regiotafel" in told


def test_expired_rules_are_not_read(here, capsys):
    (here / "npa.toml").write_text(
        FOLDER.replace("2027-01-01", "2025-12-31"), encoding="utf-8"
    )  # there is no such folder
    assert [o["in_force"] for o in report(capsys)["overrides"]] == [False]


def test_a_disagreement_changes_nothing(here, capsys):
    plain = report(capsys)
    (here / "npa.toml").write_text(DISAGREE, encoding="utf-8")
    data = report(capsys)
    told = {(v["subject_id"], v["rule"]): v.pop("disagreed_by") for v in data["verdicts"]}
    assert all(v.pop("disagreed_by") == [] for v in plain["verdicts"])
    assert data["verdicts"] == plain["verdicts"] and data["overrides"] == []
    assert {k for k, v in told.items() if v == ["woonbond"]} == {(i, "NPA-TRY-1") for i in ("first", "second", "third")}
    assert data["disagreements"][0]["why"] == "servicekosten horen er niet in"
    for lang, words in (("nl", "is het oneens"), ("en", "disagrees")):
        assert words in text(capsys, lang) and words in text(capsys, lang, form="markdown")
        assert "servicekosten" in text(capsys, lang)


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("form", ["text", "markdown"])
def test_every_form_shows_every_override(here, capsys, lang, form):
    own(here)
    (here / "npa.toml").write_text(READING + FIGURE + FOLDER, encoding="utf-8")
    told = " ".join(text(capsys, lang, form=form).replace("\\", "").split())
    words = {"nl": "5 oordelen met afwijking", "en": "5 verdicts with an override"}
    assert words[lang] in told.split("Regel")[0].split("Rule")[0]  # at the top
    for part in ("Corporatie Noord", "Regiotafel", "Gemeente Voorbeeld", "besluit van 3 maart 2025", "woonvisie"):
        assert told.count(part) >= 1
    assert {"nl": "€ 590,50", "en": "€590.50"}[lang] in told.replace("\u00a0", " ")
    assert {"nl": "31 december 2026", "en": "31 December 2026"}[lang] in told
    assert told.count({"nl": "Afwijking", "en": "Override"}[lang]) >= 4
    if form == "text":
        assert max(map(len, text(capsys, lang).splitlines())) <= 80


def test_found_upwards_or_named(here, capsys, monkeypatch):
    (here / "npa.toml").write_text(READING, encoding="utf-8")
    deep = here / "a" / "b"
    deep.mkdir(parents=True)
    (deep / "facts.yaml").write_text(FACTS, encoding="utf-8")
    assert len(report(capsys, facts="a/b/facts.yaml")["overrides"]) == 1
    (here / "other.toml").write_text(FIGURE, encoding="utf-8")
    assert [o["kind"] for o in report(capsys, "--config", "other.toml")["overrides"]] == ["parameter"]
    (here / "a" / "npa.toml").write_text(FIGURE, encoding="utf-8")
    assert [o["kind"] for o in report(capsys, facts="a/b/facts.yaml")["overrides"]] == ["parameter"]
    assert run(["check", "facts.yaml", "a/b/facts.yaml", "--lang", "en"]) == 2
    err = capsys.readouterr().err
    assert "error[E944]" in err and "npa.toml" in err
    assert run(["check", "facts.yaml", "--config", "none.toml", "--lang", "en"]) == 2
    assert "[E102]" in capsys.readouterr().err


def test_verified_with_the_overrides_of_the_report(here, capsys):
    own(here)
    (here / "npa.toml").write_text(READING + FIGURE + FOLDER + DISAGREE, encoding="utf-8")
    data = report(capsys)
    (here / "r.json").write_text(json.dumps(data), encoding="utf-8")
    assert run(["verify", "r.json", "facts.yaml"]) == 0
    (here / "npa.toml").unlink()  # what a report was made with stands in it; only own rules must be there
    assert run(["verify", "r.json", "facts.yaml", "--rules", "own"]) == 0
    capsys.readouterr()
    assert run(["verify", "r.json", "facts.yaml", "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [c["kind"] for c in found["causes"]] == ["options"]
    assert {(v["rule"], v["kind"], *v["because"]) for v in found["verdicts"]} == {("TOWN-RENT-1", "gone", "options")}


# ---- npa.toml that is wrong ------------------------------------------------------------------------------------------
LONG = '"""\nrule = "no key here"\nzo"""'
WRONG = [
    ("syntax", READING.replace('rule = "NPA-TRY-1"', 'rule = ^NPA-TRY-1'), "E940", ""),
    ("not ended", READING + 'why = "', "E940", ""),
    ("key", READING.replace("why", "^wy"), "E201", "why"),
    ("table", READING.replace("[[reading]]", "[[^readin]]"), "E201", "reading"),
    ("single brackets", READING.replace("[[reading]]", "[^reading]"), "E941", ""),
    ("no who", READING.replace('who = "Corporatie Noord"\n', "").replace("[[reading]]", "[[^reading]]"), "E202", ""),
    ("no until", READING.replace('until = "2026-12-31"\n', "").replace("[[reading]]", "[[^reading]]"), "E202", ""),
    ("empty who", READING.replace('"Corporatie Noord"', '^" "'), "E942", ""),
    ("empty why", FIGURE.replace('"besluit van 3 maart 2025"', '^""'), "E942", ""),
    ("until is no day", READING.replace('"2026-12-31"', '^"2026-02-30"'), "E205", ""),
    ("until is a number", READING.replace('"2026-12-31"', "^2026"), "E205", ""),
    ("rule", READING.replace('"NPA-TRY-1"', '^"NPA-TYR-1"'), "E304", "NPA-TRY-1"),
    ("reading", READING.replace('"bare"', '^"bear"'), "E312", "bare"),
    ("parameter", FIGURE.replace('"rent_cap"', '^"rent_cup"'), "E303", "rent_cap"),
    ("category", FIGURE.replace('"low"', '^"lo"'), "E602", "low"),
    ("value is a text", FIGURE.replace("590.5", '^"much"'), "E107", ""),
    ("value with an exponent", FIGURE.replace("590.5", "^1e3"), "E107", ""),
    ("value out of bounds", FIGURE.replace("590.5", "^70000"), "E503", ""),
    ("period", FIGURE.replace('["2025-01-01", "2025-12-31"]', '^"2025"'), "E943", ""),
    ("period upside down", FIGURE.replace('["2025-01-01", "2025-12-31"]', '^["2025-12-31", "2025-01-01"]'), "E943", ""),
    ("period without days", FIGURE.replace('["2025-01-01", "2025-12-31"]', "^[]"), "E943", ""),
    ("date of a disagreement", DISAGREE.replace('"2025-06-01"', '^"juni"'), "E205", ""),
    ("disagreed reading", DISAGREE.replace('"whole"', '^"hole"'), "E312", "whole"),
    ("text over lines", READING.replace('"zo afgesproken met de gemeente"', LONG).replace('"bare"', '^"bear"'), "E312", "bare"),
    ("the second of two", FIGURE + READING.replace('"bare"', '^"bear"') + DISAGREE, "E312", "bare"),
]  # fmt: skip


@pytest.mark.parametrize("row", WRONG, ids=[r[0] for r in WRONG])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_wrong_config(here, capsys, row, lang):
    _, marked, code, suggestion = row
    words, line, column = place(marked)
    (here / "npa.toml").write_text(words, encoding="utf-8")
    assert run(["check", "facts.yaml", "--lang", lang]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("[E") == 1
    assert err.startswith(f"{'fout' if lang == 'nl' else 'error'}[{code}]: ")
    if line:
        assert f"--> npa.toml:{line}:{column}\n" in err
        assert words.split("\n")[line - 1].rstrip() in err
    assert (SUGGESTION[lang].format(suggestion) in err) == bool(suggestion)
    assert err.rstrip().endswith(CATALOGUE[code].remedy[lang])


def test_every_finding_at_once(here, capsys):
    (here / "npa.toml").write_text(
        READING.replace("bare", "bear") + FIGURE.replace("rent_cap", "rent_cup") + DISAGREE.replace("whole", "hole"),
        encoding="utf-8",
    )
    assert run(["check", "facts.yaml", "--lang", "en"]) == 2
    assert capsys.readouterr().err.count("error[") == 3


@pytest.mark.parametrize(
    "two", [READING * 2, FIGURE + FIGURE.replace("590.5", "591"), READING + READING.replace("Noord", "Zuid")]
)
def test_one_thing_overruled_twice(here, capsys, two):
    (here / "npa.toml").write_text(two, encoding="utf-8")
    assert run(["check", "facts.yaml", "--as-of", "2026-01-01", "--lang", "en"]) == 2
    assert "[E945]" in capsys.readouterr().err


@pytest.mark.parametrize(("first", "refused"), [("2025-12-31", True), ("2026-01-01", False)])
def test_two_values_that_meet_on_a_day(here, capsys, first, refused):
    """Both days of a period are part of it."""
    later = FIGURE.replace('["2025-01-01", "2025-12-31"]', f'["{first}"]')
    for text in (FIGURE + later, later + FIGURE):
        (here / "npa.toml").write_text(text, encoding="utf-8")
        assert (run(["check", "facts.yaml", "--as-of", "2026-01-01", "--lang", "en"]) == 2) is refused
        assert ("[E945]" in capsys.readouterr().err) is refused


def test_two_values_that_do_not_overlap(here, capsys):
    later = FIGURE.replace('["2025-01-01", "2025-12-31"]', '["2024-01-01", "2024-12-31"]').replace("590.5", "480")
    (here / "npa.toml").write_text(FIGURE + later, encoding="utf-8")
    assert {t[0] for t in touched(report(capsys))} == {"first", "second"}
    expired = READING.replace("2026-12-31", "2025-12-31")
    (here / "npa.toml").write_text(expired + READING, encoding="utf-8")
    assert [o["in_force"] for o in report(capsys)["overrides"]] == [False, True]


def test_the_default_and_another_reading_are_two(here, capsys):
    """The one that is the default anyway may not drop out before the two are seen to contradict each other."""
    (here / "npa.toml").write_text(READING + READING.replace('"bare"', '"whole"'), encoding="utf-8")
    assert run(["check", "facts.yaml", "--as-of", "2026-01-01", "--lang", "en"]) == 2
    assert "[E945]" in capsys.readouterr().err


def test_two_readings_on_the_command_line(here, capsys):
    options = ["--reading", "NPA-TRY-1=bare", "--reading", "NPA-TRY-1=whole"]
    assert run(["check", "facts.yaml", *options, "--lang", "nl"]) == 2
    err = capsys.readouterr().err
    assert "fout[E945]" in err and "reading:NPA-TRY-1=whole" in err
    assert len(report(capsys, *options[:2], *options[:2])["overrides"]) == 1


def test_two_folders_of_one_name(here, capsys):
    """A report knows a folder by its name: two of one name could not be told apart."""
    own(here)
    (here / "other/own").mkdir(parents=True)
    (here / "other/own/rent.yaml").write_text(OWN.replace("TOWN-RENT-1", "TOWN-RENT-2"), encoding="utf-8")
    assert run(["check", "facts.yaml", "--rules", "own", "--rules", "other/own", "--lang", "en"]) == 2
    assert "[E945]" in capsys.readouterr().err
    (here / "npa.toml").write_text(FOLDER, encoding="utf-8")
    for folder in ("own", "other/own"):
        assert run(["check", "facts.yaml", "--as-of", "2026-01-01", "--rules", folder, "--lang", "en"]) == 2
        assert "[E945]" in capsys.readouterr().err
    (here / "npa.toml").write_text(FOLDER.replace("2027-01-01", "2025-12-31"), encoding="utf-8")  # expired: one counts
    assert len(report(capsys, "--rules", "own")["overrides"]) == 2


@pytest.mark.parametrize("kind", ["reading", "parameter", "rules"])
def test_the_days_around_the_last(here, capsys, kind):
    """Yesterday, today and tomorrow, for every kind: shown always, counting through its last day."""
    own(here)
    texts = {"reading": READING, "parameter": FIGURE, "rules": FOLDER}
    text = texts[kind].replace("until = 2026-06-30", 'until = "2026-12-31"').replace("2027-01-01", "2026-12-31")
    (here / "npa.toml").write_text(text, encoding="utf-8")
    for as_of, counts in (("2026-12-30", True), ("2026-12-31", True), ("2027-01-01", False)):
        data = report(capsys, as_of=as_of)
        assert [o["in_force"] for o in data["overrides"]] == [counts], as_of
        assert bool(touched(data)) is counts
        (here / "r.json").write_text(json.dumps(data), encoding="utf-8")
        assert run(["verify", "r.json", "facts.yaml"]) == 0
        capsys.readouterr()


def test_a_linked_folder_of_own_rules_verifies(here, capsys):
    own(here)
    (here / "own").rename(here / "elsewhere")
    (here / "own").symlink_to(here / "elsewhere")
    (here / "r.json").write_text(json.dumps(report(capsys, "--rules", "own")), encoding="utf-8")
    assert run(["verify", "r.json", "facts.yaml", "--rules", "own"]) == 0


SUPPOSED = """\
subject: corporation_year
id: x
facts: {year: 2026, rent_sum_increase_pct: 5.0, rent_sum_measure: statutory}
parameters: {max_rent_sum_increase: [{from: '2026-01-01', value: 9}]}
"""


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_figure_of_the_facts_file_is_no_published_one(capsys, monkeypatch, tmp_path, lang):
    """Said before anything else, and at the figure itself; never as an official one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "facts.yaml").write_text(SUPPOSED, encoding="utf-8")
    options = ("--only", "NPA-BET-028")
    (entry,) = report(capsys, *options, as_of="2026-11-24")["verdicts"]
    assert [(p["value"], p["confidence"]) for p in entry["parameters"]] == [(9, "own")]
    words = {
        "nl": ("feitenbestand zelf geeft: hoogste huursomstijging", "eigen waarde, niet de gepubliceerde"),
        "en": ("facts file itself gives: highest rent-sum increase", "own value, not the published one"),
    }[lang]
    for form in ("text", "markdown"):
        told = " ".join(text(capsys, lang, *options, form=form, as_of="2026-11-24").replace("\\", "").split())
        assert words[0] in told.partition("5%")[0] and words[1] in told


EXAMPLES = ["toewijzing.yaml", "huurverhogingen.yaml", "corporatiejaar.yaml", "woning.yaml", "programma.yaml"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_verdict_that_reads_a_figure_carries_its_override(ruleset, capsys, monkeypatch, tmp_path, name):
    """Under the real rules, through definitions and premises too, and where the figure put in its place is the same."""
    root = Path(__file__).resolve().parent.parent
    monkeypatch.chdir(tmp_path)
    (tmp_path / "facts.yaml").write_bytes((root / "examples" / name).read_bytes())
    plain = report(capsys, as_of="2026-11-24")
    read = {(p["id"], p["key"], p["at"]): p["value"] for v in plain["verdicts"] for p in v["parameters"]}
    assert read
    for (figure, key, at), value in sorted(read.items(), key=str):
        if value is None or isinstance(value, bool):
            continue
        dated = ruleset.parameters[figure].type == "date"
        told = f'"{iso(value)}"' if dated else value if isinstance(value, int) else f'"{value}"'
        lines = [f'parameter = "{figure}"', f"value = {told}", f'period = ["{at}", "{at}"]', 'who = "a"', 'why = "b"']
        lines += [f'key = "{key}"'] if key else []
        (tmp_path / "npa.toml").write_text(
            "\n".join(["[[parameter]]", *lines, 'until = "2027-12-31"']), encoding="utf-8"
        )
        data = report(capsys, as_of="2026-11-24")
        for entry in data["verdicts"]:
            reads = any((p["id"], p["key"], p["at"]) == (figure, key, at) for p in entry["parameters"])
            assert bool(entry["overrides"]) is reads, (figure, entry["rule"])


# ---- own rules that are wrong ----------------------------------------------------------------------------------------
LOCAL = {
    "id of the agreement": ({"rent": OWN.replace("TOWN-RENT-1", "NPA-RENT-1")}, "E949", "own/rent.yaml:2:5"),
    "id of the statute": ({"rent": OWN.replace("TOWN-RENT-1", "STAT-PT")}, "E949", "own/rent.yaml:2:5"),
    "id without a prefix": ({"rent": OWN.replace("TOWN-RENT-1", "rent")}, "E949", "own/rent.yaml:2:5"),
    "defines again": ({"rent": FILES["rules/try/group.yaml"].replace("NPA-TRY-2", "TOWN-2")}, "E948", "own/rent.yaml:11:3"),
    "sets aside": (
        {"rent": OWN.split("requires")[0].replace("norm", "definition") + "suspends: [TRY-1]\ncases:\n"
         + "  - {facts: {signed_on: '2025-03-01'}}\n" * 3},
        "E948",
        "own/rent.yaml:10:",
    ),
    "figure that is there": ({"parameters_rent_cap": FILES["rules/parameters/rent_cap.yaml"]}, "E947", "own/parameters/rent_cap.yaml:2:"),
    "dictionary that is there": ({"facts_owner": FILES["rules/facts/owner.yaml"]}, "E947", "own/facts/owner.yaml:2:"),
    "laws": ({"laws": FILES["rules/laws.yaml"]}, "E946", "own/laws.yaml"),
    "edition": ({"edition": FILES["rules/try/edition.yaml"]}, "E946", "own/edition.yaml"),
    "clause that is there": ({"clauses": FILES["rules/try/clauses.yaml"]}, "E310", "own/clauses.yaml:4:3"),
    "unknown fact": ({"rent": OWN.replace("fact: rent,", "fact: rnt,")}, "E301", "own/rent.yaml:10:"),
    "unknown key": ({"rent": OWN.replace("modality", "modalty")}, "E201", "own/rent.yaml:9:1"),
    "too few cases": ({"rent": OWN.rsplit("  - ", 1)[0]}, "E203", "own/rent.yaml:"),
}  # fmt: skip


@pytest.mark.parametrize("name", LOCAL)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_wrong_own_rules(here, capsys, name, lang):
    files, code, where = LOCAL[name]
    own(here, **files)
    for arguments in (["check", "facts.yaml", "--rules", "own"], ["lint", "--rules", "own"]):
        assert run([*arguments, "--lang", lang]) == 2
        err = capsys.readouterr().err
        assert f"[{code}]" in err and f"--> {where}" in err and "Traceback" not in err


def test_no_folder_and_no_rules(here, capsys):
    (here / "empty").mkdir()
    for folder in ("nowhere", "empty"):
        assert run(["check", "facts.yaml", "--rules", folder, "--lang", "en"]) == 2
        assert "[E102]" in capsys.readouterr().err


def test_own_rules_are_linted_and_tested(here, capsys):
    own(here)
    assert run(["lint", "--rules", "own", "--lang", "en"]) == 0
    assert capsys.readouterr().out == "0 errors, 0 warnings\n"
    assert run(["test", "--rules", "own", "--only", "TOWN-RENT-1", "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("1 rules, 3 cases, 0 failed")


def test_own_rules_are_read_again_after_a_change(here, capsys):
    own(here)
    assert verdicts(report(capsys, "--rules", "own"))["first", "TOWN-RENT-1"] == "violates"
    own(here, parameters_town_cap=OWN_FILES["parameters/town_cap.yaml"].replace("value: 550", "value: 6500"))
    assert verdicts(report(capsys, "--rules", "own"))["first", "TOWN-RENT-1"] == "complies"
    assert ("first", "TOWN-RENT-1") not in verdicts(report(capsys))
    assert (here.parent / "set" / THIRD).is_file()


def test_own_subjects(here, capsys):
    own(
        here,
        facts_garden="format: 1\nsubject: garden\nlabel: {nl: 'Tuin', en: 'Garden'}\nfacts:\n"
        "  area: {type: number, label: {nl: 'Oppervlakte', en: 'Area'}}\n",
        area=OWN.replace("TOWN-RENT-1", "TOWN-AREA").replace("own-rent", "own-area").replace("letting", "garden")
        .replace("fact: rent, at_most: {parameter: town_cap}", "fact: area, at_most: 550").replace("rent: 55", "area: 55")
        .replace("signed_on: '2025-03-01', ", "").replace("signed_on: '2025-03-01'", "").replace("[rent]", "[area]"),
    )  # fmt: skip
    (here / "garden.yaml").write_text("subject: garden\nid: g\nfacts: {area: 500}\n", encoding="utf-8")
    assert verdicts(report(capsys, "--rules", "own", facts="garden.yaml")) == {("g", "TOWN-AREA"): "complies"}


def test_the_example_of_the_readme(capsys, monkeypatch, tmp_path):
    """Under the real rules: what the README shows is accepted, and does what it says."""
    root = Path(__file__).resolve().parent.parent
    shown = (root / "README.md").read_text("utf-8").partition("```toml\n")[2].partition("```")[0]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "eigen-regels").mkdir()
    for name, words in (("a", OWN), ("clauses", OWN_FILES["clauses.yaml"])):
        words = words.replace("applies_to: letting", "applies_to: rent_increase").replace(
            "fact: rent,", "fact: rent_after,"
        )
        words = (
            words.replace("{parameter: town_cap}", "550")
            .replace("rent: 55", "rent_after: 55")
            .replace("[rent]", "[rent_after]")
        )
        (tmp_path / f"eigen-regels/{name}.yaml").write_text(
            words.replace("signed_on", "effective_date"), encoding="utf-8"
        )
    (tmp_path / "npa.toml").write_text(shown, encoding="utf-8")
    (tmp_path / "facts.yaml").write_bytes((root / "examples/huurverhoging.yaml").read_bytes())
    data = report(capsys, as_of="2026-11-24")
    assert [o["kind"] for o in data["overrides"]] == ["rules", "reading", "parameter"]
    assert {(r, o.partition(":")[0]) for _, r, o in touched(data)} >= {
        ("NPA-BET-034", "reading"),
        ("STAT-RENT-INCREASE", "parameter"),
        ("TOWN-RENT-1", "rules"),
    }
    assert data["disagreements"][0]["party"] == "woonbond"


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_verdict_outside_its_period_carries_its_override(here, capsys, lang):
    own(here, rent=OWN.replace("modality: norm\n", "modality: norm\nin_force: {from: '2026-01-01'}\n"))
    told = text(capsys, lang, "--rules", "own")
    assert told.count({"nl": "Afwijking: eigen regels uit 'own'", "en": "Override: own rules from 'own'"}[lang]) == 3
