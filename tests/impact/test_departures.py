"""Dates that no edition covers, and departures of a user, in `npa impact`: on facts and on tables alike."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from npa_rules.cli.main import run
from tests.load.ruleset import write
from tests.test_overrides import DISAGREE, FIGURE, FOLDER, OWN_FILES, READING

HEAD = "id;signed_on;furnished;rent;base_rent;group\n"
ROWS = [("a", "2025-03-01", "false", "600", "580", "low"), ("b", "2025-03-01", "false", "590", "", "low"),
        ("c", "2024-03-01", "false", "490", "480", "low"), ("d", "2019-12-31", "false", "490", "480", "low"),
        ("e", "", "false", "490", "480", "low")]  # fmt: skip
FORMS = ["facts", "table"]


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A rule set of two folders that are the same, own rules, and lettings; d lies before the only edition."""
    monkeypatch.setenv("NPA_RULES", str(write(tmp_path / "one")))
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    home = tmp_path / "work"
    for name, text in OWN_FILES.items():
        (home / "own" / name).parent.mkdir(parents=True, exist_ok=True)
        (home / "own" / name).write_text(text, encoding="utf-8")
    (home / "t.csv").write_text(HEAD + "".join(";".join(r) + "\n" for r in ROWS), encoding="utf-8")
    monkeypatch.chdir(home)
    return home


def given(form: str, rows: list[tuple[str, ...]]) -> list[str]:
    names = HEAD.strip().split(";")
    if form == "table":
        pytest.importorskip("polars", reason="the extra `tables` is not installed")
        Path("t.csv").write_text(HEAD + "".join(";".join(r) + "\n" for r in rows), encoding="utf-8")
        return ["t.csv", "--subject", "letting"]
    lines = []
    for row in rows:
        facts = ", ".join(
            f"{n}: '{v}'" if n == "signed_on" else f"{n}: {v}" for n, v in zip(names[1:], row[1:], strict=True) if v
        )
        lines.append(f"- {{subject: letting, id: {row[0]}, facts: {{{facts}}}}}\n")
    Path("facts.yaml").write_text("".join(lines), encoding="utf-8")
    return ["facts.yaml"]


def told(capsys, *words: str, code: int, form: str = "json", lang: str = "en", as_of: str = "2026-01-01"):
    assert run(["impact", *words, "--format", form, "--as-of", as_of, "--lang", lang]) == code
    out, err = capsys.readouterr()
    return (json.loads(out) if form == "json" else out), err


def tally(found, side="new"):
    return {r[side]["id"]: r[f"verdicts_{side}"] for r in found["rules"] if r[side]}


# ---- dates ---------------------------------------------------------------------------------------------------------
def test_facts_without_an_edition_are_refused(here, capsys):
    assert run(["impact", "../one", "../two", *given("facts", ROWS), "--lang", "en"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and "[E920]" in err and "facts.yaml:4:1" in err


@pytest.mark.parametrize(("lang", "words"), [("nl", "Niet beoordeeld"), ("en", "Not judged")])
def test_rows_without_an_edition_are_refused_and_the_others_judged(here, capsys, tmp_path, lang, words):
    table = given("table", ROWS)
    rows = tmp_path / "rows.csv"
    found, err = told(capsys, "../one", "../two", *table, "--rows", str(rows), code=2, lang=lang)
    assert err.count("[E920]") == 1 and "t.csv:5:1" in err and rows.exists()
    assert found["judged"] == {"letting": 4} and sum(tally(found)["NPA-TRY-1"].values()) == 4
    assert [(d["code"], d["side"], d["rows"], d["first"]) for d in found["dates"]] == [
        ("E920", "both", 1, [{"id": "d", "line": 5, "file": "t.csv"}])
    ]
    for form in ("text", "markdown"):
        out = " ".join(told(capsys, "../one", "../two", *table, code=2, form=form, lang=lang)[0].split())
        assert words in out and "E920" in out and "5 (d)" in out.replace("\\", "")


def test_where_dates_are_set_aside_nothing_is_refused(here, capsys):
    found, err = told(capsys, "try", "try", *given("table", ROWS), code=0)
    assert found["dates"] == [] and "E920" not in err and found["judged"] == {"letting": 5}


@pytest.mark.parametrize("form", FORMS)
def test_only_statute_is_said_as_check_does(form, tmp_path, monkeypatch, capsys):
    """On the shipped rules: a rent increase of 2036 is one of statute alone, by what is known on either day."""
    monkeypatch.chdir(tmp_path)
    if form == "table":
        pytest.importorskip("polars", reason="the extra `tables` is not installed")
        Path("t.csv").write_text("id;effective_date\none;01-07-2036\ntwo;01-07-2026\n", encoding="utf-8")
        files = ["t.csv", "--subject", "rent_increase"]
    else:
        Path("f.yaml").write_text(
            "- {subject: rent_increase, id: one, facts: {effective_date: '2036-07-01'}}\n"
            "- {subject: rent_increase, id: two, facts: {effective_date: '2026-07-01'}}\n", encoding="utf-8",
        )  # fmt: skip
        files = ["f.yaml"]
    found, err = told(capsys, "known:2026-06-01", "known:2026-11-24", *files, code=0, as_of="2026-11-24")
    assert err.count("[W920]") == 1
    assert [(d["code"], d["side"], d["rows"]) for d in found["dates"]] == [("W920", "both", 1)]
    assert found["dates"][0]["first"][0]["id"] == "one"
    found, err = told(capsys, "known:2024-12-01", "known:2026-11-24", *files, code=0, as_of="2026-11-24")
    assert [(d["code"], d["side"], d["rows"]) for d in found["dates"]] == [("W920", "old", 2), ("W920", "new", 1)]
    assert "npa-2025" not in found["dates"][0]["covered"], "which was not public then"


# ---- departures ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("form", FORMS)
def test_departures_count_on_both_sides(here, capsys, form):
    files = given(form, [r for r in ROWS if r[0] != "d"])
    bare, _ = told(capsys, "../one", "../two", *files, code=0)
    Path("npa.toml").write_text(READING + FIGURE + FOLDER + DISAGREE, encoding="utf-8")
    found, _ = told(capsys, "../one", "../two", *files, code=0)
    assert found["turned"] == 0
    for side in ("old", "new"):
        assert [o["kind"] for o in found[side]["overrides"]] == ["rules", "reading", "parameter"]
        assert found[side]["disagreements"][0]["party"] == "woonbond"
        assert "TOWN-RENT-1" in tally(found, side) and "TOWN-RENT-1" not in tally(bare, side)
        assert tally(found, side)["NPA-TRY-1"] != tally(bare, side)["NPA-TRY-1"]
    run(["check", *given("facts", [r for r in ROWS if r[0] != "d"]), "--as-of", "2026-01-01", "--format", "json"])
    checked = json.loads(capsys.readouterr().out)
    for rule, counts in tally(found).items():
        mine = [v["verdict"] for v in checked["verdicts"] if v["rule"] == rule]
        assert counts == {v: mine.count(v) for v in mine}, "as check judges with the same file"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("lang", "both"), [("nl", "Aan beide kanten"), ("en", "On both sides")])
def test_the_report_says_so(here, capsys, form, lang, both):
    files = given(form, [r for r in ROWS if r[0] != "d"])
    Path("npa.toml").write_text(READING + FIGURE + FOLDER, encoding="utf-8")
    for shape in ("text", "markdown"):
        out = " ".join(
            told(capsys, "../one", "../two", *files, code=0, form=shape, lang=lang)[0].replace("\\", "").split()
        )
        assert out.count(both) == 3
        for part in ("Corporatie Noord", "Regiotafel", "Gemeente Voorbeeld", "woonvisie"):
            assert part in out
    out, _ = told(capsys, "../one", "../two", *files, code=0, form="text", lang=lang, as_of="2026-12-31")
    assert {"nl": "Verlopen", "en": "Expired"}[lang] in out


@pytest.mark.parametrize("form", FORMS)
def test_a_folder_departs_by_its_own_file(here, capsys, form):
    """The second folder puts another figure in the place of the published one: that is what turns, and why."""
    files = given(form, [r for r in ROWS if r[0] != "d"])
    Path("../two/npa.toml").write_text(FIGURE, encoding="utf-8")
    found, _ = told(capsys, "../one", "../two", *files, code=1)
    assert found["old"]["overrides"] == [] and len(found["new"]["overrides"]) == 1
    (one,) = [r for r in found["rules"] if r["flips"]]
    assert one["new"]["id"] == "NPA-TRY-1" and [f["first"][0]["id"] for f in one["flips"]] == ["a"]
    assert [c["kind"] for c in one["causes"]] == ["figure"] and "590.50" in one["causes"][0]["text"]["en"]
    out, _ = told(capsys, "../one", "../two", *files, code=1, form="text")
    assert "../two: rent cap, low," in out and "On both sides" not in out


@pytest.mark.parametrize(
    "kind", [("known:2026-06-01", "known:2026-07-01"), ("2025-03-01", "2024-03-01"), ("try", "try")]
)
@pytest.mark.parametrize("form", FORMS)
def test_departures_and_other_sides(here, capsys, form, kind):
    """By knowledge, by dates and by editions the other reading counts on both sides."""
    files = given(form, [r for r in ROWS if r[0] != "d"])
    Path("npa.toml").write_text(FOLDER, encoding="utf-8")
    bare, _ = told(capsys, *kind, *files, code=0 if kind[0] != "2025-03-01" else 1)
    other, _ = told(capsys, *kind, *files, "--reading", "NPA-TRY-1=bare", code=0 if kind[0] != "2025-03-01" else 1)
    assert all(tally(bare, s)["NPA-TRY-1"] != tally(other, s)["NPA-TRY-1"] for s in ("old", "new"))
    assert other["old"]["overrides"][1]["id"] == "reading:NPA-TRY-1=bare"
    assert tally(bare, "new")["NPA-TRY-3"] == tally(other, "new")["NPA-TRY-3"]


def test_rows_of_turned_verdicts_carry_them(here, capsys, tmp_path):
    pl = pytest.importorskip("polars", reason="the extra `tables` is not installed")
    Path("../two/npa.toml").write_text(FIGURE, encoding="utf-8")
    rows = tmp_path / "rows.parquet"
    told(capsys, "../one", "../two", *given("table", ROWS[:3]), "--rows", str(rows), code=1)
    meta = json.loads(pl.read_parquet_metadata(rows)["npa-rules"])
    assert meta["old"]["overrides"] == [] and meta["new"]["overrides"][0]["who"] == "Regiotafel"
