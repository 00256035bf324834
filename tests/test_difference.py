"""`npa diff`: over the typed tree, in words, for editions, versions, dates and revisions; traced to clauses."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from npa_rules.cli.main import run
from npa_rules.difference import report
from npa_rules.difference.changes import Comparison
from npa_rules.difference.entries import entries
from npa_rules.difference.sides import Side, revision, sides
from npa_rules.difference.words import KINDS
from npa_rules.load.ruleset import load_sources
from npa_rules.meaning import of_rule, text, then
from tests.edits import EDITS, HARMLESS, START, edited
from tests.load.ruleset import write
from tests.test_documents import ROOT

CODES = {"E934", "E935"}


def changed(folder: Path, files: dict[str, str]) -> list[object]:
    """What differs from the small rule set."""
    one = load_sources(write(folder / "one", START)).ruleset
    two = load_sources(write(folder / "two", files)).ruleset
    return [e for e in entries(revision("one", one), revision("two", two)) if e.state != "unchanged"]


@pytest.mark.parametrize("edit", EDITS, ids=[e.name for e in EDITS])
def test_a_change_of_meaning_is_told(tmp_path, edit):
    (entry,) = changed(tmp_path, edited(edit))
    assert entry.state == ("figure" if edit.kind == "figure" else "changed")
    assert edit.kind in {c.kind for c in entry.changes} and {c.kind for c in entry.changes} <= {*KINDS}
    for lang, said in (("nl", edit.nl), ("en", edit.en)):
        texts = [c.text[lang].replace("\xa0", " ") for c in entry.changes]
        assert any(said in t for t in texts), texts


@pytest.mark.parametrize("edit", HARMLESS, ids=[e.name for e in HARMLESS])
def test_another_label_or_order_is_no_change(tmp_path, edit):
    assert changed(tmp_path, edited(edit)) == []


def test_rules_and_figures_that_come_and_go(tmp_path):
    from tests.edits import FULL

    one = load_sources(write(tmp_path / "one", START)).ruleset
    two = load_sources(write(tmp_path / "two")).ruleset
    sets = revision("one", one), revision("two", two)
    (gone,) = [e for e in entries(*sets) if e.state == "lapsed"]
    assert gone.old is not None and gone.old.id == "NPA-TRY-4" and FULL.endswith("full.yaml")
    (came,) = [e for e in entries(*reversed(sets)) if e.state == "new"]
    assert came.new is not None and came.new.id == "NPA-TRY-4"


def test_the_meaning_of_every_rule_can_be_told_and_read_back(ruleset):
    """What the lock keeps is the whole meaning: read back it is the same, and no comparison finds a difference."""
    for rule in ruleset.rules.values():
        data = json.loads(text(of_rule(rule)))
        again = then(rule, data)
        assert text(of_rule(again)) == text(data), rule.id
        assert (again.excused_by, again.excuses) == ("", rule.excuses)
        assert Comparison(ruleset, rule, ruleset, again).changes() == [], rule.id


def test_an_excuse_that_a_definition_gives_is_no_part_of_the_rules_that_it_excuses(ruleset):
    """A later definition of that kind changes no line of the lock but its own."""
    excused = [r for r in ruleset.rules.values() if r.excused_by]
    assert excused and all(of_rule(r) == of_rule(r.own()) for r in excused)
    (definition,) = {ruleset.rules[r.excused_by].id for r in excused}
    assert of_rule(ruleset.rules[definition])["excuses"] == ["finances_excuse_efforts", "effort", "municipality"]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_what_the_recalibration_of_2024_changed(lang, capsys):
    """The summary for a housing officer; every line stands under an entry that names clauses of the register."""
    assert run(["diff", "npa-2022", "npa-2025", "--lang", lang]) == 0
    told = capsys.readouterr().out
    assert told == (ROOT / f"examples/expected/diff-npa-2022-npa-2025.{lang}.txt").read_text("utf-8")
    assert all(len(x) <= 80 for x in told.splitlines())


def test_every_entry_is_traced_to_clauses(ruleset):
    one, two = sides("npa-2022", "npa-2025")
    found = entries(one, two)
    assert {e.state for e in found} == {"changed", "unchanged", "lapsed", "new"}
    for entry in found:
        rules = [r for r in (entry.old, entry.new) if r is not None]
        assert rules and all(c in ruleset.clauses for r in rules for c in r.clauses)
        if entry.state == "unchanged":
            assert {c.kind for c in entry.changes} <= {"figure"}, "'unchanged' says what the trees say"
    states = {e.new.id if e.new else e.old.id: e.state for e in found if e.new or e.old}
    assert states["NPA-BET-026"] == states["NPA-BET-028"] == states["NPA-DUU-012"] == states["NPA-DUU-032"] == "changed"
    assert states["NPA-BET-018"] == "lapsed" and states["NPA-BET-062"] == "unchanged" and states["NPA-BES-042"] == "new"
    (rent,) = [e for e in found if e.new and e.new.id == "NPA-BET-026"]
    assert any("2,6% (2023), 5,3% (2024) → 4,5% (2025)" in c.text["nl"] for c in rent.changes)


@pytest.mark.parametrize(("older", "newer"), [("npa-2022", "npa-2025"), ("2023-06-30", "2026-06-30")])
def test_either_side_may_be_the_later_one(older, newer):
    """The pairs are the same from both sides; what came from one side went from the other."""

    def seen(one: str, two: str) -> list[set[tuple[str, str, str]]]:
        found = [e for e in entries(*sides(one, two)) if e.state not in ("figure", "law")]
        names = [(e.state, e.old.id if e.old else "", e.new.id if e.new else "") for e in found]
        return [{n for n in names if n[0] not in ("new", "lapsed")}, {n for n in names if n[0] in ("new", "lapsed")}]

    there, back = seen(older, newer), seen(newer, older)
    assert there[0] == {(state, new, old) for state, old, new in back[0]} and there[0]
    turned = {"new": "lapsed", "lapsed": "new"}
    assert there[1] == {(turned[state], new, old) for state, old, new in back[1]} and there[1]


def test_of_the_later_side_first_the_note_is_told_of_the_other_way(capsys):
    assert run(["diff", "npa-2025", "npa-2022", "--lang", "en"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "The other way it was: The interim goal of 450,000 gas-free homes moves from 2030 to 2034." in told
    assert "date: was no later than 31 December 2034, is now no later than 31 December 2030" in told
    assert (
        "Clauses: DUU-012 → DUU-005 [NPA-DUU-012 → NPA-DUU-005]" in told
        and "figure: highest rent-sum increase: 3.6%" in told
    )


@pytest.mark.parametrize("name", ["npa-2022", "npa-2025", "statute", "NPA-BET-028", "2026-06-30", "."])
@pytest.mark.parametrize("form", ["text", "markdown"])
def test_the_same_twice_has_no_difference(name, form, capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    assert run(["diff", name, name, "--lang", "en", "--format", form]) == 0
    told = capsys.readouterr().out
    assert told.endswith("\n\nNo difference.\n") and len(told.splitlines()) <= 5


def test_a_rule_that_moved_is_told_as_moved(tmp_path):
    twin = edited(EDITS[0])[EDITS[0].file].replace(EDITS[0].new, EDITS[0].old)
    twin = twin.replace("id: NPA-TRY-4", "id: NPA-TRY-5").replace("1.0.0", "0.1.0")
    twin = twin.replace("modality: norm", "modality: norm\nreplaces: {rule: NPA-TRY-4, change: moved}", 1)
    twin = re.sub(r"slug: .*", "slug: moved", twin)
    one = load_sources(write(tmp_path / "one", START)).ruleset
    both = load_sources(write(tmp_path / "two", {**START, "rules/try/moved.yaml": twin})).ruleset
    old, new = revision("one", one), revision("two", both)
    new = Side("revision", new.label, both, {n: r for n, r in new.rules.items() if n != "NPA-TRY-4"})
    for a, b in ((old, new), (new, old)):
        (entry,) = [e for e in entries(a, b) if e.state != "unchanged"]
        assert (entry.state, entry.change) == ("moved", "moved")
        assert "Verplaatst (1)" in report.text(a, b, entries(a, b), "nl")


def test_two_dates(ruleset):
    found = entries(*sides("2026-06-30", "2026-07-01"))
    told = {e.title["en"]: [c.text["en"] for c in e.changes] for e in found if e.state == "figure"}
    assert told["Highest rent increase per dwelling"] == ["5% → 4.1%"]
    assert told["Low-rent threshold"] == ["€300.00 → €350.00"]
    assert [e for e in found if e.state in ("changed", "new", "lapsed")] == []
    before = entries(*sides("2024-12-31", "2025-01-01"))
    ids = {
        (e.old.id if e.old else "", e.new.id if e.new else "") for e in before if e.state in ("changed", "unchanged")
    }
    assert ("NPA-BET-061", "NPA-BET-062") in ids and ("NPA-BET-035", "NPA-BET-035") in ids


def test_two_versions(tmp_path, monkeypatch, capsys):
    from tests.edits import FULL_TEXT

    second = (
        FULL_TEXT.replace("1.0.0", "2.0.0").replace("expr: '800'", "expr: '810'").replace("2024-01-01", "2027-01-01")
    )
    second = second.replace("modality: norm", "modality: norm\nsupersedes: '1.0.0'")
    monkeypatch.setenv("NPA_RULES", str(write(tmp_path, {**START, "rules/try/full-2.yaml": second})))
    assert run(["diff", "NPA-TRY-4@1.0.0", "npa-try-4@2.0.0", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "cap: €800.00 → €810.00" in told and "[NPA-TRY-4 1.0.0 → NPA-TRY-4 2.0.0]" in told
    assert run(["rules", "list", "--lang", "en"]) == 0
    listed = capsys.readouterr().out
    assert "NPA-TRY-4@1.0.0" in listed and listed.count("NPA-TRY-4 ") == 1
    for name, version in (("NPA-TRY-4", "2.0.0"), ("NPA-TRY-4@1.0.0", "1.0.0"), ("NPA-TRY-4@2.0.0", "2.0.0")):
        assert run(["rules", "show", name]) == 0
        assert f"version: {version}" in capsys.readouterr().out
    assert run(["diff", "NPA-TRY-4@1.0.0", "NPA-TRY-4@3.0.0", "--lang", "en"]) == 2
    assert "[E934]" in capsys.readouterr().err


def git(folder, *words):
    subprocess.run(
        ["git", "-C", str(folder), "-c", "user.name=x", "-c", "user.email=x@example.org", *words],
        check=True,
        capture_output=True,
    )


def test_two_revisions(tmp_path, monkeypatch, capsys):
    folder = write(tmp_path / "project", START)
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "one")
    write(folder, edited(EDITS[0]))
    monkeypatch.setenv("NPA_RULES", str(folder))
    assert run(["diff", "HEAD", str(folder), "--lang", "nl", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    (entry,) = [e for e in found["entries"] if e["state"] == "changed"]
    assert entry["new"]["id"] == "NPA-TRY-4" and "€\xa0810,00" in entry["changes"][0]["text"]["nl"]
    (folder / "rules/laws.yaml").write_text("laws: []\n", "utf-8")
    git(folder, "commit", "-qam", "broken")
    write(folder, START)
    assert run(["diff", "HEAD", str(folder), "--lang", "nl"]) == 2
    assert "[E935]" in capsys.readouterr().err


@pytest.mark.parametrize("words", ["npa-2022 npa-2023", "npa-2022 2025-01-01", "--help-me x", "HEAD~100000 ."])
def test_what_cannot_be_compared(words, capsys):
    assert run(["diff", *words.split(), "--lang", "en"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and "error[E" in err


def test_markdown_has_every_title():
    one, two = sides("npa-2022", "npa-2025")
    found = entries(one, two)
    for lang in ("nl", "en"):
        told = report.markdown(one, two, found, lang)
        assert all(f"**{e.title[lang]}**" in told for e in found)
        whole = report.text(one, two, found, lang, every=True)
        assert whole.count("  - ") >= len(found)
