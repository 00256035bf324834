"""The next edition of a small agreement: every change is found, no other is reported, and the drafts load and lint."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from npa_rules.cli.main import run
from npa_rules.fingerprint import stream
from npa_rules.lint import lint
from npa_rules.load.fields import iso
from npa_rules.load.ruleset import load_sources
from npa_rules.messages import CATALOGUE
from npa_rules.recalibration.words import difference, figures_only, likeness
from tests.recalibration.agreement import CLAUSES, HEADS, laid_out, rewrapped, write_agreement

CODES = {"E905", "E906", "E907", "E908", "E909", "E910", "E911", "E912", "W901", "W902", "W905"}
FRESH = "Nieuw item: wie een kas wil bouwen, vraagt dat vooraf aan de tuincommissie"


def next_text() -> str:
    """A number, a date, a moved item, a removed and a new clause, a new heading, other lines throughout."""
    found = dict(CLAUSES)
    found["TUI-002"] = found["TUI-002"].replace("1.200", "1.350")
    found["TUI-004"] = found["TUI-004"].replace("1 maart 2032", "1 juni 2034")
    moved, gone = found.pop("TUI-009"), found.pop("TUI-014")
    assert gone
    order: dict[str, str] = {}
    for name, words in found.items():
        order[name] = words
        if name == "TUI-013":
            order["new"] = FRESH
        if name == "TUI-018":
            order["TUI-009"] = moved
    return rewrapped(laid_out(order, HEADS | {"TUI-019": "Nog een kopje"}), 44)


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    write_agreement(tmp_path)
    monkeypatch.setenv("NPA_RULES", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.txt").write_text(laid_out(CLAUSES), "utf-8")
    (tmp_path / "new.txt").write_text(next_text(), "utf-8")
    return tmp_path


def told(capsys, arguments: str) -> tuple[int, str, str]:
    code = run(arguments.split())
    return code, *capsys.readouterr()


START = "recalibrate tuinen-2033 --from tuinen-2030 --text new.txt --start 2034-01-01 --lang en"


def test_every_change_is_found_and_no_other(here, capsys):
    code, out, err = told(capsys, f"{START} --old-text old.txt --format json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    other = {c["was"]: c["status"] for c in found["clauses"] if c["status"] != "unchanged"}
    assert other == {"TUI-002": "changed", "TUI-004": "changed", "TUI-009": "moved", "TUI-014": "gone"}
    assert [" ".join(p["passage"].split()) for p in found["passages"]] == [f"{FRESH};"]
    assert found["headings"] == 1 and found["notes"] == 0
    by_id = {c["was"]: c for c in found["clauses"]}
    assert "[-1.200-] {+1.350+}" in by_id["TUI-002"]["difference"] and by_id["TUI-002"]["only_figures"]
    assert "[-maart 2032-] {+juni 2034+}" in by_id["TUI-004"]["difference"]
    assert by_id["TUI-004"]["only_figures"] is False


def test_the_drafts_load_and_lint(here, capsys):
    assert told(capsys, START)[0] == 0
    new = here / "rules/tuinen-2033"
    before = {p.relative_to(here / "rules/tuinen-2030") for p in (here / "rules/tuinen-2030").rglob("*.*")}
    after = {p.relative_to(new) for p in new.rglob("*.*")}
    assert before - after == {Path("early.yaml")} and after - before == {Path("checklist.yaml")}
    assert [d for d in lint(here) if d.code.startswith("E")] == []
    ruleset = load_sources(here).ruleset
    rules = ruleset.rules
    rent = rules["NPA-TUI-005-2033"]
    assert (rent.version, rent.status, rent.slug) == ("0.1.0", "draft", "npa-tui-005-2033")
    assert (rent.clauses, rent.since, rent.until) == (("TUI-005-2033",), 20340101, 20391231)
    assert rules["NPA-TUI-018-2033"].attested == "feast"
    assert rules["NPA-TUI-005"].since == 20300101
    text = (new / "costs/rent.yaml").read_text("utf-8")
    assert rent.replaces is not None
    assert (rent.replaces.rule, rent.replaces.change) == ("NPA-TUI-005", "unchanged")
    edition = ruleset.editions["tuinen-2033"]
    assert (edition.kind, edition.replaces, edition.published) == ("agreement", "tuinen-2030", None)
    assert iso(edition.recorded) == date.today().isoformat() and edition.signed is None
    assert "rule: NPA-TUI-003-2033" in text and "zie TUI-003-2033" in text


def test_no_word_of_the_text_is_written(here, capsys):
    told(capsys, f"{START} --old-text old.txt")
    for text in (next_text(), laid_out(CLAUSES)):
        signs = stream(text).signs
        shingles = {signs[i : i + 15] for i in range(len(signs) - 14)}
        for file in (here / "rules/tuinen-2033").rglob("*.*"):
            written = stream(file.read_text("utf-8")).signs
            assert not any(written[i : i + 15] in shingles for i in range(len(written) - 14)), file


def test_the_checklist_is_followed_to_completion(here, capsys):
    told(capsys, START)
    new = here / "rules/tuinen-2033"
    file = new / "checklist.yaml"
    listed = yaml.safe_load(file.read_text("utf-8"))
    assert {n for n, c in listed["clauses"].items() if c["decided"] is None} == {
        f"TUI-{n}-2033" for n in ("002", "004", "009", "014")
    }
    code, out, _ = told(capsys, "coverage --edition tuinen-2033 --lang en")
    assert code == 1 and "4 of 20 clauses still to decide: TUI-002-2033" in out and "1 of 1 new passages" in out
    code, out, _ = told(capsys, "coverage --edition tuinen-2033 --lang nl")
    assert "4 van 20 bepalingen nog te besluiten" in out and "manifest" in out
    for name, decided in {"002": "parameter", "004": "norm", "009": "moved", "014": "lapsed"}.items():
        listed["clauses"][f"TUI-{name}-2033"]["decided"] = decided
    listed["passages"]["P-001"] |= {"decided": "new", "clause": "TUI-021-2033"}
    listed["manifest"]["decided"] = "done"
    file.write_text(yaml.safe_dump(listed), "utf-8")
    code, out, err = told(capsys, "coverage --edition tuinen-2033 --lang en")
    assert (code, out) == (2, "") and err.count("error[E910]") == 2  # the register still says otherwise
    register = (new / "clauses.yaml").read_text("utf-8")
    register = re.sub(r"  TUI-014-2033: .*\n", "", register)
    register += "  TUI-021-2033: {citation: '1/b9', title: {nl: 'Kas', en: 'Greenhouse'}, kind: context, parties: [municipality]}\n"
    (new / "clauses.yaml").write_text(register, "utf-8")
    code, out, err = told(capsys, "coverage --edition tuinen-2033 --lang en")
    assert (code, err) == (0, "") and "everything is decided" in out
    code, out, _ = told(capsys, "coverage --edition tuinen-2033 --format json")
    assert code == 0 and json.loads(out)["checklist"]["complete"] is True


def test_the_new_edition_knows_its_own_text(here, capsys):
    told(capsys, START)
    prints = here / "rules/tuinen-2033/fingerprints.txt"
    assert "P-001 " in prints.read_text()
    code, out, _ = told(capsys, "source new.txt --edition tuinen-2033 --lang en")
    assert "20 clauses: 20 unchanged, 0 changed, 0 moved, 0 gone" in out  # one gone, one new passage
    assert code == 0


def test_without_a_text_everything_is_to_be_decided(here, capsys):
    code, out, _ = told(capsys, "recalibrate tuinen-2033 --from tuinen-2030 --lang nl")
    assert code == 0 and "alle 20 bepalingen" in out and "vanaf 2040-01-01" in out
    code, out, _ = told(capsys, "coverage --edition tuinen-2033 --lang nl")
    assert code == 1 and "20 van 20 bepalingen nog te besluiten" in out
    found = [r.replaces for r in load_sources(here).ruleset.rules.values() if r.edition == "tuinen-2033"]
    assert found and all(r is not None and (r.change, bool(r.note)) == ("norm", True) for r in found)


def test_shown_on_the_screen(here, capsys):
    for lang, words in (
        ("nl", ("Gewijzigd", "Niet gevonden", "1.350")),
        ("en", ("Changed", "Not found", "New passages")),
    ):
        out = told(capsys, f"{START} --old-text old.txt --out {lang}".replace("--lang en", f"--lang {lang}"))[1]
        assert all(w in out for w in words) and "kas wil bouwen" in out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("recalibrate tuinen-2033 --from tuinen-2031", "E702"),
        ("recalibrate tuinen-2030 --from tuinen-2030", "E908"),
        ("recalibrate andere-2033 --from tuinen-2030", "E908"),
        ("recalibrate Tuinen_2033 --from tuinen-2030", "E908"),
        ("recalibrate tuinen-2033 --from tuinen-2030 --start 1-1-2033", "E701"),
        ("recalibrate tuinen-2033 --from tuinen-2030 --out rules", "E907"),
        ("recalibrate tuinen-2033 --from tuinen-2030 --out old.txt/x", "E912"),
        ("recalibrate try-2 --from try --start 2040-01-01 --text new.txt", "E905"),
        ("recalibrate try-2 --from try", "E707"),
        ("recalibrate tuinen-2033", "E707"),
        ("source none.txt", "E102"),
        ("source old.txt TUI-099", "E702"),
        ("source old.txt --edition try", "E905"),
        ("source old.txt --edition tuinen-2000", "E702"),
        ("source rules/tuinen-2030/costs/rent.yaml", "E906"),
        ("coverage --edition tuinen-2000", "E702"),
    ],
)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_wrong(here, capsys, arguments, code, lang):
    status, out, err = told(capsys, f"{arguments} --lang {lang}")
    assert (status, out) == (2, "")
    assert err.startswith(f"{'fout' if lang == 'nl' else 'error'}[{code}]: ")
    assert err.rstrip().endswith(CATALOGUE[code].remedy[lang]) and "Traceback" not in err


def test_fingerprints_of_another_form(here, capsys):
    (here / "rules/tuinen-2030/fingerprints.txt").write_text("TUI-001 470785dc\n")
    status, out, err = told(capsys, "source old.txt --lang en")
    assert (status, out) == (2, "") and "error[E911]" in err


@pytest.mark.parametrize(
    ("old", "new", "code", "hint"),
    [
        ("found: changed, similarity: 9", "found: changed, similarity: 9", "", ""),
        ("decided: null}\npassages", "decided: laps}\npassages", "", ""),
        ("manifest: {decided: null}", "manifest: {decided: don}", "E909", "done"),
        ("found: gone, decided: null", "found: gone, decided: lapst", "E909", "lapsed"),
        ("decided: null, clause: null", "decided: new, clause: null", "E910", ""),
        ("found: unchanged, decided: unchanged", "found: unchanged, decidd: unchanged", "E201", "decided"),
    ],
)
def test_a_checklist_that_says_what_cannot_be(here, capsys, old, new, code, hint):
    told(capsys, START)
    file = here / "rules/tuinen-2033/checklist.yaml"
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    status, _, err = told(capsys, "coverage --edition tuinen-2033 --lang en")
    assert status == (2 if code else 1)
    assert (f"error[{code}]" in err and "checklist.yaml:" in err) if code else err == ""
    assert not hint or f"did you mean '{hint}'?" in err


def test_passages_with_their_warnings(here, capsys):
    code, out, err = told(capsys, "source new.txt TUI-002 tui-009 TUI-014 TUI-001 --lang en")
    assert code == 1
    assert "1.350 nieuwe" in " ".join(out.replace("|", "").split()) and "line 3" in out
    assert [re.findall(r"\[(W\d+)\]", line)[0] for line in err.splitlines() if line.startswith("warning")] == [
        "W901", "W905", "W902",
    ]  # fmt: skip
    assert "new.txt:" in err and "TUI-014 was not found" in err
    code, out, err = told(capsys, "source new.txt TUI-001 --lang nl --format markdown")
    assert (code, err) == (0, "") and "> Gemeente en tuinders" in out and "## TUI-001 Bepaling 1" in out
    code, out, _ = told(capsys, "source old.txt --format json")
    assert code == 0 and json.loads(out)["totals"] == {"unchanged": 20, "changed": 0, "moved": 0, "gone": 0}
    code, out, _ = told(capsys, "source new.txt --lang nl")
    assert code == 1 and out.endswith("20 bepalingen: 16 ongewijzigd, 2 gewijzigd, 1 verplaatst, 1 niet gevonden\n")


def test_words_side_by_side():
    assert (
        difference("de 2,5 meter\nbrede strook", "de 25 meter brede weg")
        == "de [-2,5-] {+25+} meter brede [-strook-] {+weg+}"
    )
    assert difference("huur-\nverhoging", "huurverhoging") == "huurverhoging"
    assert figures_only("elk jaar 2,5%", "elk jaar 3%") and not figures_only("elk jaar 2%", "ieder jaar 2%")
    assert not figures_only("gelijk", "gelijk") and likeness("een twee", "een twee") == 100
    assert likeness("een twee drie", "een drie drie") == 67 and likeness("een", "twee") == 1
