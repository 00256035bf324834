"""`npa compare`: what turned, came and went between two reports, and what changed with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from npa_rules.cli.main import run
from tests.load.ruleset import FILES, PARAMETER, THIRD, write

CODES = {"E950", "E951", "E952", "E953", "E954"}
FACTS = """\
- subject: letting
  id: first
  facts: {signed_on: '2025-03-01', furnished: false, rent: 600, group: low}
- subject: letting
  id: second
  facts: {signed_on: '2025-04-01', furnished: false, rent: 500, persons: 3}
"""


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.setenv("NPA_RULES", str(write(tmp_path / "set")))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def made(here: Path, capsys, name: str, facts: str, *options: str, as_of: str = "2026-01-01") -> dict[str, Any]:
    (here / "facts.yaml").write_text(facts, encoding="utf-8")
    assert run(["check", "facts.yaml", "--format", "json", "--as-of", as_of, *options]) in (0, 1)
    out = capsys.readouterr().out
    (here / name).write_text(out, encoding="utf-8")
    return json.loads(out)


def compared(capsys, *options: str) -> dict[str, Any]:
    code = run(["compare", "old.json", "new.json", "--format", "json", *options])
    found = json.loads(capsys.readouterr().out)
    assert code == int(any(v["kind"] != "grounds" for v in found["verdicts"]))
    for lang in ("nl", "en"):
        for form in ("text", "markdown"):
            assert run(["compare", "old.json", "new.json", "--lang", lang, "--format", form, *options]) == code
            out, err = capsys.readouterr()
            assert err == "" and out
            assert form == "markdown" or max(map(len, out.splitlines())) <= 80
    return found


def rows(found: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [(v["kind"], v["subject_id"], v["rule"], v["was"], v["now"], sorted(v["why"])) for v in found["verdicts"]]


def test_the_same(here, capsys):
    made(here, capsys, "old.json", FACTS)
    made(here, capsys, "new.json", "# again\n" + FACTS, as_of="2026-06-30")
    found = compared(capsys)
    assert found["verdicts"] == [] and found["same"] == 4


def test_facts(here, capsys):
    made(here, capsys, "old.json", FACTS)
    made(here, capsys, "new.json", FACTS.replace("rent: 600", "rent: 650").replace("persons: 3", "persons: 4"))
    found = compared(capsys)
    assert rows(found) == [
        ("worse", "first", "NPA-TRY-1", "complies", "violates", ["facts"]),
        ("grounds", "second", "NPA-TRY-1", "complies", "complies", ["facts"]),
        ("grounds", "second", "NPA-TRY-3", "complies", "complies", ["facts"]),
    ]
    assert found["verdicts"][0]["why"]["facts"] == [{"what": "NPA-TRY-1: counted", "was": 600, "now": 650}]
    assert found["verdicts"][2]["why"]["facts"] == [{"what": "persons", "was": 3, "now": 4}]
    assert found["verdicts"][0]["sentence"]["en"].startswith("Violates") or found["verdicts"][0]["sentence"]["en"]


def test_better_and_figures(here, capsys):
    made(here, capsys, "old.json", FACTS.replace("rent: 600", "rent: 605"))
    write(here / "set", {PARAMETER: FILES[PARAMETER].replace("value: '600'", "value: '610'")})
    made(here, capsys, "new.json", FACTS.replace("rent: 600", "rent: 605"))
    found = compared(capsys)
    assert rows(found) == [("better", "first", "NPA-TRY-1", "violates", "complies", ["parameters"])]
    assert found["verdicts"][0]["why"]["parameters"] == [{"what": "rent_cap[low]", "was": 600, "now": 610}]
    assert run(["compare", "old.json", "new.json", "--lang", "nl"]) == 1
    assert "huurgrens, laag, € 600,00 → € 610,00" in " ".join(capsys.readouterr().out.replace("\u00a0", " ").split())


def test_date_of_the_subject(here, capsys):
    made(here, capsys, "old.json", FACTS.replace("'2025-03-01'", "'2024-12-31'"))
    made(here, capsys, "new.json", FACTS.replace("'2025-03-01'", "'2025-01-01'"))
    (row, *_) = rows(compared(capsys))
    assert row == ("better", "first", "NPA-TRY-1", "violates", "complies", ["parameters"])


def test_rules(here, capsys):
    made(here, capsys, "old.json", FACTS)
    write(here / "set", {THIRD: FILES[THIRD].replace("at_most: 4", "at_most: 2")})
    made(here, capsys, "new.json", FACTS)
    found = compared(capsys)
    assert ("worse", "second", "NPA-TRY-3", "complies", "violates", ["rules"]) in rows(found)
    assert [c["what"] for c in found["verdicts"][0]["why"]["rules"]] == ["NPA-TRY-3"]


def test_new_and_gone(here, capsys):
    made(here, capsys, "old.json", FACTS)
    text = FACTS.partition("- subject: letting\n  id: second")[0]
    write(
        here / "set",
        {"rules/try/other.yaml": FILES[THIRD].replace("TRY-3", "TRY-4").replace("slug: persons", "slug: other")},
    )
    made(
        here,
        capsys,
        "new.json",
        text + "- {subject: letting, id: third, facts: {}}\n- {subject: letting, id: x, facts: {}}\n",
    )
    found = {(r[0], r[1], r[2], *r[5]) for r in rows(compared(capsys))}
    assert ("new", "first", "NPA-TRY-4", "rules") in found
    assert ("new", "third", "NPA-TRY-1", "facts") in found
    assert ("gone", "second", "NPA-TRY-1", "facts") in found and len(found) == 9


def test_options(here, capsys):
    made(here, capsys, "old.json", FACTS)
    made(here, capsys, "new.json", FACTS, "--reading", "NPA-TRY-1=bare")
    found = compared(capsys)
    assert ("other", "first", "NPA-TRY-1", "complies", "undetermined", ["options"]) in rows(found)


def test_one_subject_under_two_ids(here, capsys):
    only = FACTS.partition("- subject: letting\n  id: second")[0]
    made(here, capsys, "old.json", only.replace("first", "north-2025"))
    made(here, capsys, "new.json", only.replace("first", "north-2026").replace("600", "601"))
    found = compared(capsys)
    assert found["paired"] == [{"subject": "letting", "old": "north-2025", "new": "north-2026"}]
    assert rows(found) == [("worse", "north-2026", "NPA-TRY-1", "complies", "violates", ["facts"])]


def test_pairs(here, capsys):
    made(here, capsys, "old.json", FACTS)
    made(here, capsys, "new.json", FACTS.replace("first", "one").replace("second", "two"))
    assert {r[0] for r in rows(compared(capsys))} == {"new", "gone"}
    found = compared(capsys, "--pair", "first=one")
    assert found["verdicts"] == [] and len(found["paired"]) == 2  # what is left can only be each other
    assert compared(capsys, "--pair", "first=one", "--pair", "second=two")["verdicts"] == []
    for wrong in ("first", "first=three", "none=one"):
        assert run(["compare", "old.json", "new.json", "--pair", wrong, "--lang", "en"]) == 2
        assert "[E954]" in capsys.readouterr().err


def test_the_date_of_observation(capsys, monkeypatch):
    """The real rules: a promise that is pending and then late."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.chdir(folder)
        here = Path(folder)
        facts = "subject: national_commitment\nid: rijk\nfacts: {}\n"
        made(here, capsys, "old.json", facts, as_of="2025-06-30")
        made(here, capsys, "new.json", facts, as_of="2034-12-31")
        found = compared(capsys)
        dated = [r for r in rows(found) if "date" in r[5]]
        assert dated and all(r[5] == ["date"] for r in dated)


def test_a_report_without_a_receipt(here, capsys):
    for name, rent in (("old.json", 600), ("new.json", 650)):
        data = made(here, capsys, name, FACTS.replace("rent: 600", f"rent: {rent}"))
        del data["receipt"], data["overrides"], data["disagreements"]
        (here / name).write_text(json.dumps(data), encoding="utf-8")
    assert rows(compared(capsys))[0][:5] == ("worse", "first", "NPA-TRY-1", "complies", "violates")


def test_wrong_input(here, capsys):
    made(here, capsys, "old.json", FACTS)
    (here / "new.json").write_text("[]", encoding="utf-8")
    assert run(["compare", "none.json", "new.json", "--lang", "en"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and "[E102]" in err and "[E951]" in err  # both at once
    assert run(["compare", "-", "-", "--lang", "nl"]) == 2
    assert "fout[E953]" in capsys.readouterr().err


def seen(capsys, lang: str, *options: str) -> str:
    """The text of a comparison on one line."""
    assert run(["compare", "old.json", "new.json", "--lang", lang, *options]) in (0, 1)
    return " ".join(capsys.readouterr().out.replace("\u00a0", " ").split())


def test_a_pair_may_not_swallow_another(here, capsys):
    """Two subjects of the old report for one of the new: refused, so that no verdict is lost."""
    made(here, capsys, "old.json", FACTS)
    made(here, capsys, "new.json", FACTS.replace("first", "one"))
    for pairs in (("first=second",), ("first=one", "second=one"), ("first=one", "first=one"), ("first=",), ("=one",)):
        options = [x for p in pairs for x in ("--pair", p)]
        assert run(["compare", "old.json", "new.json", *options, "--lang", "en"]) == 2
        assert "[E954]" in capsys.readouterr().err
    assert compared(capsys, "--pair", "first=one", "--pair", "second=second")["verdicts"] == []


def test_an_altered_report_is_said_to_be_one(here, capsys):
    report = made(here, capsys, "old.json", FACTS)
    made(here, capsys, "new.json", FACTS)
    assert compared(capsys)["altered"] == []
    report["verdicts"][0]["verdict"] = "violates"
    (here / "old.json").write_text(json.dumps(report), encoding="utf-8")
    assert compared(capsys)["altered"] == ["old"]
    assert "het oude verslag is na het maken gewijzigd" in seen(capsys, "nl")
    assert "the old report was altered" in seen(capsys, "en", "--format", "markdown")


def test_a_change_without_a_visible_cause_is_not_called_the_same(here, capsys):
    """Another fact that no verdict shows can open a reading or make a verdict provisional: it is told, not dropped."""
    old = made(here, capsys, "old.json", FACTS)
    for field, value in (("sensitive_to", ["bare"]), ("missing", ["rent"]), ("provisional", True), ("presumed", ["x"])):
        new = json.loads(json.dumps(old))
        new["verdicts"][0][field] = value if old["verdicts"][0][field] != value else []
        (here / "new.json").write_text(json.dumps(new), encoding="utf-8")
        assert rows(compared(capsys)) == [("grounds", "first", "NPA-TRY-1", "complies", "complies", [])]
    assert "uit de verslagen is niet te zien waardoor" in seen(capsys, "nl").lower()


def test_supposed_figures_are_an_option(here, capsys):
    made(here, capsys, "old.json", FACTS)
    new = json.loads((here / "old.json").read_text("utf-8"))
    new["supposed_parameters"], new["verdicts"][0]["verdict"] = ["rent_cap"], "violates"
    (here / "new.json").write_text(json.dumps(new), encoding="utf-8")
    (row,) = compared(capsys)["verdicts"]
    assert [c["what"] for c in row["why"]["options"]] == ["supposed_parameters[0]"]


@pytest.mark.parametrize(
    ("was", "now", "kind"),
    [
        ("violates", "shortfall", "other"),
        ("shortfall", "violates", "other"),
        ("not_applicable", "shortfall", "worse"),
        ("shortfall", "justified", "better"),
        ("violates", "undetermined", "other"),
        ("undetermined", "complies", "other"),
    ],
)
def test_worse_and_better(here, capsys, was, now, kind):
    for name, verdict in (("old.json", was), ("new.json", now)):
        report = made(here, capsys, name, FACTS)
        report["verdicts"][0]["verdict"] = verdict
        (here / name).write_text(json.dumps(report), encoding="utf-8")
    assert [r[0] for r in rows(compared(capsys))] == [kind]


def test_figures_that_are_none_do_not_stop_it(here, capsys):
    """Odd texts where a figure stands are shown as they are, and quickly."""
    old = made(here, capsys, "old.json", FACTS)
    for odd in ("1e999999999", "1/0", "1." + "1" * 5000, "\u0661", "inf", "nan", "-", ""):
        new = json.loads(json.dumps(old))
        new["verdicts"][0]["conditions"][1]["left"]["value"] = odd
        new["verdicts"][0]["parameters"][0]["value"] = odd
        (here / "new.json").write_text(json.dumps(new), encoding="utf-8")
        assert len(compared(capsys)["verdicts"]) == 1


EXAMPLE = Path(__file__).resolve().parent.parent / "examples/corporatiejaar.yaml"


def test_the_half_yearly_monitor(capsys, monkeypatch, tmp_path):
    """The real rules: labels for names, a date that is no fact, what became final, and what only the date changed."""
    monkeypatch.chdir(tmp_path)
    facts = EXAMPLE.read_text("utf-8")
    made(tmp_path, capsys, "old.json", facts, as_of="2026-06-30")
    made(tmp_path, capsys, "new.json", facts.replace("increase_pct: 3.4", "increase_pct: 3.9"), as_of="2027-02-01")
    found = {r[2]: r for r in rows(compared(capsys)) if "2026" in r[1]}
    assert found["STAT-RENT-SUM"][0] == "worse" and found["STAT-PT-SHARE"][0] == "grounds"
    for lang, words in {
        "nl": (
            "voldoet (voorlopig) → voldoet niet. [STAT-RENT-SUM]",
            "Feiten: huursomstijging 3,4% → 3,9%. Datum: beoordeeld op 30 juni 2026 → 1 februari 2027.",
            "Alleen door de datum:",
            "voldoet (voorlopig) → voldoet (2): STAT-DAEB-SHARE, NPA-BET-032",
        ),
        "en": (
            "complies (provisional) → violates. [STAT-RENT-SUM]",
            "Facts: rent-sum increase 3.4% → 3.9%. Date: judged on 30 June 2026 → 1 February 2027.",
            "By the date alone:",
            "complies (provisional) → complies (2): STAT-DAEB-SHARE, NPA-BET-032",
        ),
    }.items():
        told = seen(capsys, lang)
        assert all(w in told for w in words), [w for w in words if w not in told]
        assert "compared" not in told and "as_of" not in told
        assert len(seen(capsys, lang, "--format", "markdown")) > 1000
