"""Command lines that are wrong: exit code 2, a coded message in the language asked for, nothing on standard output."""

from __future__ import annotations

import subprocess
import sys
from typing import NamedTuple

import pytest

from npa_rules.cli.main import run
from npa_rules.messages import CATALOGUE, SUGGESTION
from tests.load.ruleset import FILES, THIRD, write

GOOD = "subject: letting\nid: x\nfacts: {signed_on: '2025-03-01', furnished: false, rent: 600, group: low}\n"


class Line(NamedTuple):
    """A command line with `FACTS` for a good file; `place` is what stands after the arrow."""

    name: str
    arguments: str
    code: str
    suggestion: str = ""
    place: str = ""
    facts: str = GOOD


LINES = [
    Line("directory", "check .", "E101", place="."),
    Line("no such file", "check none.yaml", "E102", place="none.yaml"),
    Line("path through a file", "check FACTS/b.yaml", "E103", place="facts.yaml/b.yaml"),
    Line("rule of a reading", "check FACTS --reading NPA-TYR-1=bare", "E304", "NPA-TRY-1"),
    Line("reading", "check FACTS --reading NPA-TRY-1=bear", "E312", "bare"),
    Line("subject of the rules", "rules list --subject leting", "E305", "letting"),
    Line("day that does not exist", "check FACTS --as-of 2026-02-30", "E701", place="--as-of"),
    Line("day in another form", "check FACTS --known-at=30-01-2026", "E701", place="--known-at"),
    Line("name to explain", "explain rent-cpa", "E702", "rent-cap"),
    Line("code to explain", "explain E7099", "E702", "E709"),
    Line("rule to show", "rules show NPA-TRY-11", "E702", "NPA-TRY-1"),
    Line("only", "check FACTS --only rent-cpa", "E702", "rent-cap"),
    Line("edition", "check FACTS --edition tri", "E702"),
    Line("no facts", "check", "E703"),
    Line("empty list", "check FACTS", "E703", place="facts.yaml:1:1", facts="[]\n"),
    Line("nothing judged", "check FACTS", "E704", facts="subject: owner\nid: x\nfacts: {dwellings: 3}\n"),
    Line("option", "check FACTS --formt json", "E705", "--format"),
    Line("option of a group", "rules --all", "E705"),
    Line("choice", "check FACTS --format jsno", "E706", "json"),
    Line("language", "check FACTS --lang=eng", "E706", "en"),
    Line("no value of an option", "check FACTS --as-of", "E707"),
    Line("no argument", "explain", "E707"),
    Line("command", "chek FACTS", "E708", "check"),
    Line("command of a group", "rules lst", "E708", "list"),
    Line("argument too many", "coverage FACTS", "E709"),
    Line("derived otherwise", "check FACTS", "E508", place="facts.yaml:3:63", facts=GOOD.replace("low}", "low, persons: 3}")),
    Line("fact", "check FACTS", "E501", "rent", "facts.yaml:3:9", "subject: letting\nid: x\nfacts: {rnt: 600}\n"),
]  # fmt: skip
CODES = {r.code for r in LINES} | {"E710", "W105", "W106"}


@pytest.fixture
def here(tmp_path, monkeypatch):
    """The small rule set as the rules, and a folder to work in."""
    monkeypatch.setenv("NPA_RULES", str(write(tmp_path)))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(capsys, lang: str, monkeypatch, arguments: str) -> tuple[int, str, str]:
    monkeypatch.setenv("NPA_LANG", lang)
    code = run(arguments.replace("FACTS", "facts.yaml").split())
    return code, *capsys.readouterr()


def test_a_fact_given_otherwise_is_shown_at_its_place(here, capsys, monkeypatch):
    """With its key and without its value; under another name, or of another kind of file, at its item."""
    facts = "- subject: letting\n  id: x\n  facts:\n    persons: 3\n    group: low\n"
    (here / "facts.yaml").write_text(facts)
    code, _, err = told(capsys, "nl", monkeypatch, "check FACTS")
    assert code == 2
    assert "  --> facts.yaml:5:5\n  |\n5 |     group: …\n  |     ^\n" in err


@pytest.mark.parametrize("line", LINES, ids=[r.name for r in LINES])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_wrong_command_line(here, capsys, monkeypatch, line, lang):
    (here / "facts.yaml").write_text(line.facts)
    code, out, err = told(capsys, lang, monkeypatch, line.arguments)
    if line.arguments.endswith("--lang=eng"):
        lang = "en"  # what is nearly a language is taken for it in the message
    assert (code, out) == (2, "")
    assert err.startswith(f"{'fout' if lang == 'nl' else 'error'}[{line.code}]: ")
    assert (SUGGESTION[lang].format(line.suggestion) in err) == bool(line.suggestion)
    assert err.count("did you mean" if lang == "en" else "bedoelt u") == bool(line.suggestion)
    assert (f"  --> {line.place}\n" in err) if line.place else ("-->" not in err)
    assert err.rstrip().endswith(CATALOGUE[line.code].remedy[lang])
    assert not any(mark in err.splitlines()[0] for mark in "{}")


def test_judged(here, capsys, monkeypatch):
    (here / "facts.yaml").write_text(GOOD)
    assert told(capsys, "en", monkeypatch, "check FACTS --only rent-cap --as-of 2026-01-01")[0] == 0
    (here / "facts.yaml").write_text(GOOD.replace("600", "601"))
    assert told(capsys, "en", monkeypatch, "check FACTS --only rent-cap --as-of 2026-01-01")[0] == 1


@pytest.mark.parametrize("arguments", ["", "rules"])
def test_no_command_shows_the_help(here, capsys, monkeypatch, arguments):
    code, out, err = told(capsys, "nl", monkeypatch, arguments)
    assert code in (0, 2) and "Usage: npa" in out + err and "[E" not in err


def test_no_rules(here, capsys, monkeypatch):
    monkeypatch.setenv("NPA_RULES", str(here / "nowhere"))
    code, out, err = told(capsys, "en", monkeypatch, "rules list")
    assert (code, out) == (2, "") and "error[E102]" in err and "nowhere" in err


@pytest.mark.parametrize(
    ("code", "lang", "words"), [("W105", "nl", "'complies'"), ("W106", "en", "'few' is never true")]
)
def test_gaps_fail(here, capsys, monkeypatch, code, lang, words):
    first = "  - {facts: {signed_on: '2025-03-01', persons: 4}, verdict: complies}\n"
    write(here, {THIRD: FILES[THIRD].replace(first, "")})
    status, out, err = told(capsys, lang, monkeypatch, "test")
    assert status == 1 and "1 verdicts and 1 condition states" in out
    assert f"{THIRD}: {CATALOGUE[code].sentence[lang].split(chr(123))[0]}" in err and words in err


def test_pages(here, capsys, monkeypatch):
    assert told(capsys, "en", monkeypatch, "docs --out pages") == (0, "54 pages in pages\n", "")
    assert (here / "pages/nl/rules/NPA-TRY-1.html").is_file()
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    code, out, err = told(capsys, "en", monkeypatch, "docs --out other")
    assert (code, out) == (2, "") and "error[E710]" in err and "'docs'" in err


def test_lint_needs_no_schema_files(here, capsys, monkeypatch):
    assert told(capsys, "en", monkeypatch, "lint") == (0, "0 errors, 0 warnings\n", "")


def test_child_process_says_the_same(here):
    (here / "facts.yaml").write_text("subject: letting\nid: x\nfacts:\n  rent: veel\n")
    done = subprocess.run(
        [sys.executable, "-m", "npa_rules", "check", "facts.yaml", "--lang", "en"],
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error[E502]") and "facts.yaml:4:9" in done.stderr and "4 |   rent: …" in done.stderr
    assert "veel" not in done.stderr and "Traceback" not in done.stderr
