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
from tests.recalibration.agreement import CLAUSES, HEADS, laid_out, rewrapped, rule, write_agreement

CODES = {"E905", "E906", "E907", "E908", "E909", "E910", "E911", "E912", "W901", "W902", "W905"}
CODES |= {"E970", "E971", "E972", "E973", "E974", "E711"}
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
    assert by_id["TUI-004"]["passage"].endswith("vrije tuinen.")  # and not the heading below it


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
    listed["manifest"]["decided"] = "done"
    file.write_text(yaml.safe_dump(listed), "utf-8")
    code, out, err = told(capsys, "recalibrate tuinen-2033 --assign TUI-021-2033=P-001 --lang en")
    assert (code, err) == (0, "") and out.startswith(
        "P-001 is TUI-021-2033 now; put the clause into rules/tuinen-2033/"
    )
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
    code, out, _ = told(capsys, "source new.txt TUI-021-2033 --edition tuinen-2033 --lang en")
    assert code == 0 and "kas wil bouwen" in out


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
        ("recalibrate tuinen-2033 --from tuinen-2030 --assign TUI-021-2033=P-001", "E711"),
        ("recalibrate tuinen-2000 --assign TUI-021-2033=P-001", "E702"),
        ("recalibrate try --assign TUI-021-2033=P-001", "E905"),
        ("recalibrate tuinen-2030 --assign TUI-021=P-001", "E102"),
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


@pytest.mark.parametrize(
    ("given", "codes", "hint"),
    [
        ("TUI-021-2033", ["E971"], ""),
        ("kas=P-001", ["E971"], ""),
        ("TUI-021-2033=P-01", ["E972"], "P-001"),
        ("TUI-002-2033=P-001", ["E973"], ""),
        ("TUI-001=P-001", ["E973"], ""),
        ("TUI-021-2033=P-001 --assign TUI-022-2033=P-001", ["E972"], ""),
        ("TUI-021-2033=P-001 --assign TUI-003-2033=P-001 --assign x", ["E972", "E971"], ""),
    ],
)
def test_an_assignment_that_cannot_be_changes_nothing(here, capsys, given, codes, hint):
    told(capsys, START)
    files = [here / "rules/tuinen-2033" / n for n in ("fingerprints.txt", "checklist.yaml")]
    before = [f.read_bytes() for f in files]
    status, out, err = told(capsys, f"recalibrate tuinen-2033 --assign {given} --lang en")
    assert (status, out) == (2, "") and re.findall(r"error\[(E\d+)\]", err) == codes
    assert [f.read_bytes() for f in files] == before and (not hint or f"did you mean '{hint}'?" in err)


def test_a_clause_that_was_not_found_may_be_given_a_passage(here, capsys):
    told(capsys, START)
    assert (
        told(capsys, "recalibrate tuinen-2033 --assign TUI-014-2033=P-001 --format json")[1]
        == '{\n "TUI-014-2033": "P-001"\n}\n'
    )
    listed = yaml.safe_load((here / "rules/tuinen-2033/checklist.yaml").read_text("utf-8"))
    assert listed["passages"]["P-001"] == {"line": 49, "words": 13, "decided": "new", "clause": "TUI-014-2033"}
    assert told(capsys, "recalibrate tuinen-2033 --assign TUI-021-2033=P-001 --lang en")[0] == 2


FIXED = (
    "when: {id: early, fact: signed_on, on_or_before: '2032-12-31'}\nrequires: {id: built, fact: persons, at_least: 1}\n"
    "cases:\n"
    "  - {facts: {signed_on: '2031-01-01', persons: 1}, verdict: complies}  # nobody can move what is before a fixed day\n"
    "  - {facts: {signed_on: '2033-01-01', persons: 0}, verdict: not_applicable, reason: out_of_scope}\n"
    "  - {facts: {signed_on: '2031-01-01', persons: 0}, verdict: violates}\n"
    "  - {facts: {signed_on: '2031-01-01'}, verdict: undetermined}\n"
    "  - {facts: {persons: 0}, verdict: undetermined}\n"
)


def test_cases_go_along_with_other_days_or_are_told(here, capsys):
    (here / "rules/tuinen-2030/fixed.yaml").write_text(rule("NPA-TUI-016", "TUI-016", FIXED), "utf-8")
    code, out, err = told(capsys, f"{START} --format json")
    assert (code, err) == (0, "")
    assert told(capsys, "test --only NPA-TUI-005-2033")[0] == 0
    rent = (here / "rules/tuinen-2033/costs/rent.yaml").read_text("utf-8")
    assert "{as_of: '2030-11-24', facts: {signed_on: '2035-01-01', rent: 45}, verdict: complies}" in rent
    assert rent.rstrip().split("\n")[-2].endswith("verdict: justified}  # a comment that stays")
    assert "signed_on: '2033-12-31'}, verdict: not_applicable, reason: outside_period}" in rent
    assert told(capsys, "test --only NPA-TUI-016-2033")[0] == 1
    found = json.loads(out)["cases"]
    assert found["carried"] == {"all": 12}
    (one,) = found["open"]
    assert one["rule"] == "NPA-TUI-016-2033" and {"complies", "violates", "early true"} <= {*one["unseen"]}
    told_of = {"case": 1, "line": 15, "expected": "complies", "now": "not_applicable:out_of_scope", "why": "other"}
    assert one["failing"][0] == told_of and [f["case"] for f in one["failing"]] == [1, 3, 4]
    draft, file = here / "rules/tuinen-2033/fixed.yaml", here / "rules/tuinen-2033/checklist.yaml"
    as_it_was = "  - {facts: {signed_on: '2031-01-01', persons: 1}, verdict: complies}  # nobody"
    assert draft.read_text("utf-8").split("\n")[14].startswith(as_it_was)
    _, out, _ = told(capsys, "coverage --edition tuinen-2033 --lang nl")
    assert "van 1 regels zijn nog gevallen aan te passen: NPA-TUI-016-2033" in out
    file.write_text(re.sub("(2033:\n    decided:) null", r"\1 done", file.read_text("utf-8")), "utf-8")
    code, _, err = told(capsys, "coverage --edition tuinen-2033 --lang en")
    assert code == 2 and "error[E974]" in err and "checklist.yaml:" in err
    changed = draft.read_text("utf-8").replace("'2032-12-31'}", "'2035-12-31'}").replace("'2031-01-01'", "'2035-01-01'")
    draft.write_text(changed, "utf-8")
    code, out, err = told(capsys, "coverage --edition tuinen-2033 --lang en")
    assert err == "" and "still to be adapted" not in out


def test_a_case_supposes_the_figure_that_its_rule_read(here, capsys):
    old = "requires: {id: high, fact: rent, at_least: {parameter: try_rent}}\ncases:\n"
    old += "  - {facts: {signed_on: '2031-01-01', rent: 300}, verdict: complies}\n"
    (here / "rules/tuinen-2030/figure.yaml").write_text(rule("NPA-TUI-016", "TUI-016", old), "utf-8")
    (here / "rules/parameters/try_rent.yaml").write_text(
        "format: 1\nparameter: try_rent\nlabel: {nl: 'Proef', en: 'Trial'}\ntype: money\nunit: eur_per_month\n"
        "bounds: [0, 5000]\nseries:\n  - {from: '2030-01-01', until: '2032-12-31', value: '250.50', source: 'verzonnen', "
        "confidence: official, published: null, recorded: '2026-01-01'}\n", "utf-8",
    )  # fmt: skip
    told(capsys, START)
    text = (here / "rules/tuinen-2033/figure.yaml").read_text("utf-8")
    assert "parameters: {try_rent: [{from: '2035-01-01', until: '2035-01-01', value: 250.50}]}" in text.replace(
        "250.5}", "250.50}"
    )
    assert "case 1" not in told(capsys, "test --only NPA-TUI-016-2033 --lang en")[2]


def test_a_draft_changes_no_verdict_of_the_edition_in_use(here, capsys):
    before = told(capsys, "test --only NPA-TUI-005")
    told(capsys, START)
    assert told(capsys, "test --only NPA-TUI-005") == before


def test_it_is_written_beside_the_rules_in_use(here, capsys, monkeypatch, tmp_path_factory):
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    text = here / "new.txt"
    code, out, _ = told(capsys, START.replace("new.txt", str(text)))
    assert code == 0 and str(here / "rules/tuinen-2033") in out and not [*Path.cwd().iterdir()]
    status, _, err = told(
        capsys,
        START.replace("tuinen-2033", "tuinen-2034").replace("new.txt", str(text)) + f" --out {here}/rules/tuinen-2033",
    )
    assert status == 2 and "error[E907]" in err


def test_all_of_it_is_written_or_nothing(here, capsys, monkeypatch):
    def full(self: Path, *given: object, **named: object) -> int:
        if self.name == "width.yaml" and ".npa-" in str(self):
            raise OSError(28, "No space left on device")
        return real(self, *given, **named)  # type: ignore[arg-type]

    real = Path.write_text
    before = sorted(here.rglob("*"))
    monkeypatch.setattr(Path, "write_text", full)
    status, out, err = told(capsys, START)
    assert (status, out) == (2, "") and "error[E912]" in err and "No space left" in err
    assert sorted(here.rglob("*")) == before


def test_drafts_that_do_not_load_are_not_written(here, capsys):
    file = here / "rules/tuinen-2030/costs/rent.yaml"
    text = file.read_text("utf-8")
    (here / "rules/tuinen-2030/twin.yaml").write_text(
        text.replace("id: NPA-TUI-005", "id: NPA-TUI-015-2033").replace("[TUI-005]", "[TUI-015]"), "utf-8"
    )
    (here / "rules/tuinen-2030/other.yaml").write_text(
        text.replace("id: NPA-TUI-005", "id: NPA-TUI-015").replace("[TUI-005]", "[TUI-015]"), "utf-8"
    )
    status, out, err = told(capsys, START)
    assert (status, out) == (2, "") and "error[E970]" in err and "error[E310]" in err
    assert not (here / "rules/tuinen-2033").exists()


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
