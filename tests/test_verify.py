"""`npa verify`: identical when nothing changed, and every tampering found with what it is."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from npa_rules.cli.main import run
from npa_rules.differences import entries
from npa_rules.receipt import KEY, body, digest, judged
from npa_rules.schema import build
from tests.load.ruleset import FILES, LAWS, PARAMETER, RULE, THIRD, write

CODES = {"E975"}
NEW = "rules/try/persons-2.yaml"
LATER = FILES[THIRD].replace("0.1.0", "0.2.0").replace("at_most: 4", "at_most: 3").replace(
    "modality: norm", "modality: norm\nin_force: {from: '2027-01-01'}\nsupersedes: '0.1.0'\npublished: '2026-10-01'\nrecorded: '2026-11-01'"
)  # fmt: skip

FACTS = """\
- subject: letting
  id: first
  facts: {signed_on: '2025-03-01', furnished: false, rent: 600.50, group: low}
- subject: letting
  id: second
  facts: {signed_on: '2025-04-01', furnished: false, rent: 500, persons: 3, rooms: [{area: 10}, {area: 12}]}
"""


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.setenv("NPA_RULES", str(write(tmp_path / "rule set")))
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(KEY, raising=False)
    (tmp_path / "facts.yaml").write_text(FACTS, encoding="utf-8")
    return tmp_path


def made(here, capsys, *options: str, facts: str = "facts.yaml", as_of: str = "2026-01-01") -> dict[str, Any]:
    """A report of the facts, kept in `report.json`."""
    assert run(["check", *facts.split(), "--format", "json", "--as-of", as_of, *options]) in (0, 1)
    found = json.loads(capsys.readouterr().out)
    (here / "report.json").write_text(json.dumps(found), encoding="utf-8")
    return found


def keep(here, report: dict[str, Any], *, honest: bool = False) -> None:
    """Keep an altered report; `honest`: with digests that fit, as a careful forger would."""
    if honest:
        receipt = report["receipt"]
        receipt |= {"verdicts": digest(judged(report["verdicts"])), "report": digest(body(report))}
        receipt["digest"] = digest({k: v for k, v in receipt.items() if k != "digest"})
    (here / "report.json").write_text(json.dumps(report), encoding="utf-8")


def verified(capsys, *options: str, facts: str = "facts.yaml") -> dict[str, Any]:
    """What `npa verify` says, with its exit code; the text is printed too, in both languages."""
    code = run(["verify", "report.json", *facts.split(), "--format", "json", *options])
    found = json.loads(capsys.readouterr().out)
    assert code == (0 if found["identical"] else 1)
    for lang, word in (("nl", "Identiek" if found["identical"] else "Verschilt"), ("en", "")):
        assert run(["verify", "report.json", *facts.split(), "--lang", lang, *options]) == code
        out, err = capsys.readouterr()
        assert out.startswith(word) and err == "" and max(map(len, out.splitlines())) <= 80
    return found


def causes(found: dict[str, Any]) -> dict[str, list[str]]:
    return {c["kind"]: [one["what"] for one in c["changes"]] for c in found["causes"]}


def turned(found: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [(v["subject_id"], v["rule"], v["was"], v["now"], v["because"]) for v in found["verdicts"]]


def test_identical(here, capsys):
    made(here, capsys)
    found = verified(capsys)
    assert found["identical"] and found["causes"] == found["verdicts"] == found["notes"] == []


def test_identical_whatever_the_form_of_the_facts(here, capsys):
    made(here, capsys)
    blocks = FACTS.split("- subject")
    (here / "facts.yaml").write_text(
        "# others first\n- subject" + blocks[2] + "- subject" + blocks[1], encoding="utf-8"
    )
    found = verified(capsys)
    assert found["identical"] and [n["kind"] for n in found["notes"]] == ["order"]


def test_identical_under_every_option(here, capsys):
    options = ("--known-at", "2025-12-31", "--only", "TRY-1", "--reading", "NPA-TRY-1=bare", "--no-presumptions")
    made(here, capsys, *options, "--edition", "try")
    assert verified(capsys)["identical"]
    made(here, capsys, "--known-at", "2024-01-31")
    assert verified(capsys)["identical"]


def test_identical_for_several_files_and_standard_input(here, capsys, monkeypatch):
    import io
    import types

    (here / "more.json").write_text('{"subject": "letting", "facts": {"persons": 5}}', encoding="utf-8")
    report = made(here, capsys, facts="facts.yaml more.json")
    assert {v["subject_id"] for v in report["verdicts"]} == {"first", "second", "more"}
    assert verified(capsys, facts="facts.yaml more.json")["identical"]
    assert not verified(capsys)["identical"]

    def typed():
        monkeypatch.setattr("sys.stdin", types.SimpleNamespace(buffer=io.BytesIO(FACTS.encode())))

    typed()
    made(here, capsys, facts="-")
    typed()
    assert run(["verify", "report.json", "-"]) == 0


# ---- the eight tamperings --------------------------------------------------------------------------------------------
def test_tampered_facts(here, capsys):
    made(here, capsys)
    (here / "facts.yaml").write_text(FACTS.replace("persons: 3", "persons: 6"), encoding="utf-8")
    found = verified(capsys)
    assert causes(found) == {"facts": ["letting second: persons"]}
    assert found["causes"][0]["changes"] == [{"what": "letting second: persons", "was": 3, "now": 6}]
    assert ("second", "NPA-TRY-3", "complies", "violates", ["facts"]) in turned(found)


def test_tampered_verdict(here, capsys):
    report = made(here, capsys)
    report["verdicts"][0]["verdict"] = "complies"
    keep(here, report)
    found = verified(capsys)
    assert causes(found) == {"altered": ["verdicts[letting first NPA-TRY-1].verdict"]}
    assert turned(found) == [("first", "NPA-TRY-1", "complies", "violates", ["altered"])]


def test_tampered_rule(here, capsys):
    made(here, capsys)
    write(here / "rule set", {RULE: FILES[RULE].replace("at_most: {value: cap}", "at_least: {value: cap}")})
    found = verified(capsys)
    assert causes(found) == {"rules": ["NPA-TRY-1"]}
    assert ("first", "NPA-TRY-1", "violates", "complies", ["rules"]) in turned(found)
    assert {v["rule"] for v in found["verdicts"]} == {"NPA-TRY-1"}


def test_tampered_parameter(here, capsys):
    made(here, capsys)
    write(here / "rule set", {PARAMETER: FILES[PARAMETER].replace("value: '600'", "value: '610'")})
    found = verified(capsys)
    assert found["causes"][0]["changes"] == [{"what": "rent_cap[low]@2025-03-01", "was": 600, "now": 610}]
    assert causes(found) == {"parameters": ["rent_cap[low]@2025-03-01"]}
    assert turned(found) == [("first", "NPA-TRY-1", "violates", "complies", ["parameters"])]


def test_tampered_date(here, capsys):
    report = made(here, capsys)
    keep(here, report | {"as_of": "2025-12-31"})
    assert causes(verified(capsys)) == {"altered": ["as_of"]}
    other = copy.deepcopy(report)
    other["receipt"]["asked"]["as_of"] = "2025-12-31"
    keep(here, other)
    assert causes(verified(capsys)) == {"altered": ["receipt.asked.as_of"]}


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("digest", "receipt.digest"),
        ("verdicts", "receipt.verdicts"),
        ("report", "receipt.report"),
        ("parameters", "receipt.parameters"),
        ("rules.digest", "receipt.rules.digest"),
        ("facts.cited", "receipt.facts.cited"),
    ],
)
def test_tampered_digest(here, capsys, path, place):
    report = made(here, capsys)
    home = report["receipt"]
    *above, last = path.split(".")
    for step in above:
        home = home[step]
    home[last] = "0" * 64
    keep(here, report)
    found = verified(capsys)
    assert place in causes(found)["altered"] and set(causes(found)) == {"altered"}
    assert found["verdicts"] == []


def test_tampered_order(here, capsys):
    report = made(here, capsys)
    report["verdicts"][0], report["verdicts"][1] = report["verdicts"][1], report["verdicts"][0]
    keep(here, report)
    found = verified(capsys)
    assert causes(found) == {"altered": ["verdicts[]"]} and found["verdicts"] == []


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), "remark"),
        (("verdicts", 1), "verdicts[letting first NPA-TRY-3].remark"),
        (("verdicts", 1, "source"), "verdicts[letting first NPA-TRY-3].source.remark"),
        (
            ("verdicts", 1, "conditions", 0, "left"),
            "verdicts[letting first NPA-TRY-3].conditions[NPA-TRY-3 few].left.remark",
        ),
        (("receipt",), "receipt.remark"),
        (("receipt", "facts"), "receipt.facts.remark"),
    ],
)
def test_tampered_with_an_extra_field(here, capsys, path, place):
    report = made(here, capsys)
    home: Any = report
    for step in path:
        home = home[step]
    home["remark"] = "fine"
    keep(here, report)
    assert causes(verified(capsys)) == {"altered": [place]}


# ---- more of the same ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", ["sentence.nl", "reason", "missing", "clauses", "reading", "modality", "rule_version"])
def test_any_field_of_a_verdict(here, capsys, path):
    report = made(here, capsys)
    home: Any = report["verdicts"][0]
    *above, last = path.split(".")
    for step in above:
        home = home[step]
    home[last] = ["x"] if isinstance(home[last], list) else "x"
    keep(here, report)
    (place,) = {p.partition("].")[2].split("[")[0] for p in causes(verified(capsys))["altered"]}
    assert place == path


def test_a_verdict_left_out(here, capsys):
    report = made(here, capsys)
    del report["verdicts"][0]
    keep(here, report)
    found = verified(capsys)
    assert causes(found) == {"altered": ["verdicts[letting first NPA-TRY-1]"]}
    assert [(v["kind"], v["now"]) for v in found["verdicts"]] == [("new", "violates")]


def test_a_forger_who_makes_the_digests_anew(here, capsys):
    report = made(here, capsys)
    report["verdicts"][0]["verdict"] = "complies"
    keep(here, report, honest=True)
    found = verified(capsys)
    assert causes(found) == {"altered": ["verdicts[letting first NPA-TRY-1].verdict"]}
    assert turned(found) == [("first", "NPA-TRY-1", "complies", "violates", ["altered"])]


def test_a_fact_that_is_shown_by_its_figure_only(here, capsys):
    made(here, capsys)
    (here / "facts.yaml").write_text(FACTS.replace("group: low", "group: high"), encoding="utf-8")
    found = verified(capsys)
    assert list(causes(found)) == ["facts"]
    assert turned(found)[0] == ("first", "NPA-TRY-1", "violates", "complies", ["facts"])


def test_a_fact_that_no_verdict_shows(here, capsys, monkeypatch):
    made(here, capsys)
    (here / "facts.yaml").write_text(FACTS.replace("area: 12", "area: 13"), encoding="utf-8")
    assert verified(capsys)["identical"]
    (here / "facts.yaml").write_text(FACTS, encoding="utf-8")
    monkeypatch.setenv(KEY, "secret")
    made(here, capsys)
    assert verified(capsys)["identical"]
    (here / "facts.yaml").write_text(FACTS.replace("area: 12", "area: 13"), encoding="utf-8")
    found = verified(capsys)
    assert causes(found) == {"facts": ["receipt.facts.sealed"]} and found["verdicts"] == []
    monkeypatch.setenv(KEY, "another")
    found = verified(capsys)
    assert found["identical"] and [n["kind"] for n in found["notes"]] == ["sealed"]


def test_subjects_that_came_and_went(here, capsys):
    made(here, capsys)
    (here / "facts.yaml").write_text(FACTS.replace("id: second", "id: third"), encoding="utf-8")
    found = verified(capsys)
    assert causes(found) == {"facts": ["letting second", "letting third"]}
    assert {v["kind"] for v in found["verdicts"]} == {"new", "gone"}
    assert all(v["because"] == ["facts"] for v in found["verdicts"])


def test_rules_that_came_and_went(here, capsys):
    made(here, capsys)
    path = here / "rule set" / THIRD
    path.unlink()
    found = verified(capsys)
    assert causes(found) == {"rules": ["NPA-TRY-3"]} and {v["kind"] for v in found["verdicts"]} == {"gone"}
    made(here, capsys)
    path.write_text(FILES[THIRD], encoding="utf-8")
    found = verified(capsys)
    assert causes(found) == {"rules": ["NPA-TRY-3"]} and {v["kind"] for v in found["verdicts"]} == {"new"}


def test_a_rule_that_changed_without_an_effect(here, capsys):
    made(here, capsys)
    write(here / "rule set", {THIRD: FILES[THIRD].replace("at_most: 4", "less_than: 5").replace("4}, v", "4}, v")})
    found = verified(capsys)
    assert causes(found) == {"rules": ["NPA-TRY-3"]}
    assert {v["kind"] for v in found["verdicts"]} <= {"differs"}


def test_a_later_version_that_does_not_bear_is_no_difference(here, capsys):
    """What judged is still there: a version for later days, or one that was not public yet, changes nothing."""
    for options in ((), ("--known-at", "2026-06-30")):
        made(here, capsys, *options)
        write(here / "rule set", {NEW: LATER})
        found = verified(capsys)
        assert found["identical"] and [n["kind"] for n in found["notes"]] == ["rule_files"]
        (here / "rule set" / NEW).unlink()


def test_a_later_version_that_judges_is_named(here, capsys):
    made(here, capsys)
    write(here / "rule set", {NEW: LATER.replace("from: '2027", "from: '2025").replace("at_most: 3", "at_most: 2")})
    found = verified(capsys)
    assert causes(found) == {"rules": ["NPA-TRY-3"]}
    assert ("second", "NPA-TRY-3", "complies", "violates", ["rules"]) in turned(found)
    (here / "rule set" / NEW).unlink()


def test_versions_are_told_apart_and_an_open_date_rests_on_all(here, capsys):
    write(here / "rule set", {NEW: LATER})
    (here / "facts.yaml").write_text("subject: letting\nid: first\nfacts: {persons: 3}\n", encoding="utf-8")
    report = made(here, capsys)
    rules = report["receipt"]["rules"]["rules"]
    Draft202012Validator(build()["report"]).validate(report)
    assert rules["NPA-TRY-3"].count("+") == 1 and "+" not in rules["NPA-TRY-1"]
    assert verified(capsys)["identical"]
    write(here / "rule set", {THIRD: FILES[THIRD].replace("at_most: 4", "at_most: 3")})
    assert causes(verified(capsys)) == {"rules": ["NPA-TRY-3"]}


def test_a_law_that_changed_counts_as_it_was_known(here, capsys):
    waiting = {
        RULE: FILES[RULE].replace("in_force: {from: '2024-01-01'", "in_force: {needs_law: new-act, from: '2024-01-01'")
    }
    news = (
        "      - {status: in_force, in_force: '2026-02-01', verified_on: '2026-02-01', stands_until: '2026-12-31',"
        " source: 'verzonnen', recorded: '2026-02-01'}\n"
    )
    for options, same in (((), False), (("--known-at", "2026-01-31"), True)):
        write(here / "rule set", waiting)
        made(here, capsys, *options)
        write(here / "rule set", waiting | {LAWS: FILES[LAWS] + news})
        found = verified(capsys)
        assert found["identical"] is same and causes(found) == ({} if same else {"laws": ["new-act"]})


def test_when_a_rule_became_public_counts_by_what_was_known(here, capsys):
    dated = FILES[THIRD].replace("modality: norm", "modality: norm\npublished: '2025-01-01'\nrecorded: '2026-01-01'")
    late = dated.replace("published: '2025-01-01'", "published: '2025-12-01'")
    for options, kind in (((), ""), (("--known-at", "2025-06-30"), "gone")):
        write(here / "rule set", {THIRD: dated})
        made(here, capsys, *options)
        write(here / "rule set", {THIRD: late})
        found = verified(capsys)
        assert causes(found) == ({"rules": ["NPA-TRY-3"]} if kind else {})
        assert {v["kind"] for v in found["verdicts"]} == ({kind} if kind else set())


def test_when_a_figure_became_public_counts_by_what_was_known(here, capsys):
    text = FILES[PARAMETER].replace("published: null", "published: '2024-12-01'")
    for options in ((), ("--known-at", "2025-06-30")):
        write(here / "rule set", {PARAMETER: text})
        made(here, capsys, *options)
        write(here / "rule set", {PARAMETER: text.replace("2024-12-01", "2024-11-01")})
        found = verified(capsys)
        assert set(causes(found)) == ({"parameters"} if options else set())
        assert {v["kind"] for v in found["verdicts"]} == ({"differs"} if options else set())


def test_facts_of_a_day_that_no_edition_covers_are_refused_again(here, capsys):
    made(here, capsys)
    (here / "facts.yaml").write_text(FACTS.replace("2025-03-01", "2019-03-01"), encoding="utf-8")
    for command in (["check", "facts.yaml"], ["verify", "report.json", "facts.yaml"]):
        assert run([*command, "--lang", "en"]) == 2
        out, err = capsys.readouterr()
        assert out == "" and "[E920]" in err and "facts.yaml:1:" in err


def test_rule_files_that_say_the_same(here, capsys):
    made(here, capsys)
    text = FILES[THIRD].replace("format: 1", "# a comment\nformat: 1").replace("Hoogste aantal", "Grootste aantal")
    write(here / "rule set", {THIRD: text})
    found = verified(capsys)
    assert found["identical"] and [n["kind"] for n in found["notes"]] == ["rule_files", "words"]  # the title


def test_another_engine_is_no_difference(here, capsys):
    report = made(here, capsys)
    report["receipt"]["engine"] = "npa-rules 0.0.9"
    keep(here, report, honest=True)
    assert causes(verified(capsys)) == {"altered": ["engine"]}  # its own head says another
    report["engine"] = "npa-rules 0.0.9 reference"
    report["receipt"]["libraries"]["python"] = "3.11.0"
    keep(here, report, honest=True)
    found = verified(capsys)
    assert found["identical"] and [n["kind"] for n in found["notes"]] == ["engine", "libraries"]
    report["verdicts"][0]["verdict"] = "complies"
    keep(here, report, honest=True)
    assert turned(verified(capsys))[0][-1] == ["engine"]


def test_every_difference_at_once(here, capsys):
    report = made(here, capsys)
    report["remark"] = 1
    keep(here, report)
    (here / "facts.yaml").write_text(FACTS.replace("rent: 500", "rent: 900"), encoding="utf-8")
    write(here / "rule set", {THIRD: FILES[THIRD].replace("at_most: 4", "at_most: 2")})
    found = causes(verified(capsys))
    assert found["rules"] == ["NPA-TRY-3"] and found["altered"] == ["remark"]
    assert found["facts"] == ["letting second: NPA-TRY-1: counted"]


# ---- what is no report -----------------------------------------------------------------------------------------------
BAD = {
    "not json": ("{", "E950", "report.json:1:2"),
    "twice": ('{"report": 1, "report": 1}', "E975", "report.json:1:15"),
    "not utf-8": (b'{"x": "\xe9"}', "E109", "report.json:1:8"),
    "half utf-16": (b"\xff\xfe{", "E109", "report.json:1:3"),
    "empty": (" \n", "E110", "report.json"),
    "deep": ("[" * 100000, "E112", "report.json"),
    "rather deep": ('{"report": 1, "verdicts": [], "x": ' + "[" * 45 + "]" * 45 + "}", "E112", "report.json"),
    "half a character": ('{"report": 1, "verdicts": [], "x": "\\ud800"}', "E950", "report.json:1:1"),
    "a million digits": ('{"report": ' + "1" * 1000000 + "}", "E950", "report.json:1:1"),
    "facts": ('{"subject": "letting", "facts": {}}', "E951", "report.json"),
    "list": ("[]", "E951", "report.json"),
    "odd entries": ('{"report": 1, "verdicts": [3]}', "E951", "report.json"),
    "no receipt": ('{"report": 1, "verdicts": []}', "E952", "report.json"),
    "empty receipt": ('{"report": 1, "verdicts": [], "receipt": {}}', "E952", "report.json"),
    "directory": (None, "E101", "report.json"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_no_report(here, capsys, name, lang):
    text, code, place = BAD[name]
    path = here / "report.json"
    if text is None:
        path.mkdir()
    else:
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    assert run(["verify", "report.json", "facts.yaml", "--lang", lang]) == 2
    out, err = capsys.readouterr()
    assert out == "" and f"[{code}]" in err and f"--> {place}" in err and "Traceback" not in err


@pytest.mark.parametrize("value", [None, 3, "2026-02-30", [], {}])
def test_receipts_of_another_shape_are_refused_or_found(here, capsys, value):
    report = made(here, capsys)
    for path in (
        ("asked", "as_of"),
        ("asked", "overrides"),
        ("asked", "known_at"),
        ("rules", "rules"),
        ("facts", "cited"),
    ):
        other = copy.deepcopy(report)
        home = other["receipt"]
        for step in path[:-1]:
            home = home[step]
        if home[path[-1]] == value:
            continue
        home[path[-1]] = value
        keep(here, other)
        code = run(["verify", "report.json", "facts.yaml", "--lang", "en"])
        out, err = capsys.readouterr()
        assert code in (1, 2), path
        assert "Traceback" not in err and ("[E952]" in err or "altered" in out)


def test_other_wrong_input(here, capsys):
    made(here, capsys)
    for arguments, code in ((["report.json"], "E703"), (["none.json", "facts.yaml"], "E102"), (["-", "-"], "E953")):
        assert run(["verify", *arguments, "--lang", "en"]) == 2
        assert f"[{code}]" in capsys.readouterr().err


def test_entries_of_one_id_in_two_files_are_kept_apart(here, capsys):
    (here / "b.yaml").write_text(FACTS.replace("persons: 3", "persons: 6"), encoding="utf-8")
    report = made(here, capsys, facts="facts.yaml b.yaml")
    assert len(entries(report)) == len(report["verdicts"])
    assert verified(capsys, facts="facts.yaml b.yaml")["identical"]


# ---- any change at all -----------------------------------------------------------------------------------------------
def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value of a report, of lists and mappings too."""
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(p for k, v in below for p in leaves(v, (*path, k)))]


@pytest.mark.parametrize("honest", [False, True], ids=["digests left", "digests made anew"])
@pytest.mark.parametrize("seed", range(4))
def test_any_change_is_found_and_none_crashes(here, capsys, seed, honest):
    """Any value of a report replaced by any other: refused or found; with new digests at least no traceback."""
    import random

    rng = random.Random(f"{seed} {honest}")
    (here / "facts.yaml").write_text(FACTS, encoding="utf-8")
    report = made(here, capsys, "--reading", "NPA-TRY-1=bare")
    paths = leaves(report)[1:]
    for path in rng.sample(paths, 60):
        other = copy.deepcopy(report)
        home: Any = other
        for step in path[:-1]:
            home = home[step]
        home[path[-1]] = rng.choice(
            [v for v in (None, True, 7, "x", [], {}, ["x"], {"x": 1}, "2026-05-05") if v != home[path[-1]]]
        )
        try:
            keep(here, other, honest=honest)
        except (AttributeError, KeyError, TypeError):
            keep(here, other)  # there is no receipt to make anew
        code = run(["verify", "report.json", "facts.yaml", "--lang", "en"])
        out, err = capsys.readouterr()
        assert "Traceback" not in err and "internal error" not in err, (path, home[path[-1]])
        assert code in (1, 2) or honest, (path, home[path[-1]], out)
        assert run(["compare", "report.json", "report.json"]) in (0, 1, 2)
        capsys.readouterr()
