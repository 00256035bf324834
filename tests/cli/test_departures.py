"""Every command says whether it reads `npa.toml`; those that do know the rules of the user."""

from __future__ import annotations

from pathlib import Path

import pytest

from npa_rules.cli.commands import cli
from npa_rules.cli.commands import rules as rules_group
from npa_rules.cli.main import run
from tests.load.ruleset import write
from tests.test_overrides import FOLDER, OWN_FILES, READING

NAMES = [*cli.commands, *(f"rules {n}" for n in rules_group.commands)]
EXPIRED = FOLDER.replace("2027-01-01", "2026-01-01")


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder below one with an `npa.toml` and own rules."""
    monkeypatch.setenv("NPA_RULES", str(write(tmp_path / "set")))
    home = tmp_path / "work"
    for name, text in OWN_FILES.items():
        (home / "own" / name).parent.mkdir(parents=True, exist_ok=True)
        (home / "own" / name).write_text(text, encoding="utf-8")
    (home / "npa.toml").write_text(FOLDER, encoding="utf-8")
    (home / "deep").mkdir()
    monkeypatch.chdir(home / "deep")
    return home


def said(capsys, line: str, code: int = 0) -> str:
    assert run([*line.split(), "--lang", "en"]) == code
    return capsys.readouterr().out


@pytest.mark.parametrize("name", [n for n in NAMES if n != "rules"])
def test_every_command_says_whether_it_reads_it(capsys, name):
    assert run([*name.split(), "--help"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "npa.toml" in out and ("Reads npa.toml" in out or "not read" in out or "where own rules are" in out)
    assert ("--config" in out) is ("Reads npa.toml" in out), "what is read can be named too"


@pytest.mark.parametrize(("line", "word"), [
    ("explain TOWN-RENT-1", "Rent at most 550"), ("explain own-rent", "Rent at most 550"), ("explain TOWN-1", "visie 2"),
    ("rules list", "TOWN-RENT-1"), ("rules show TOWN-RENT-1", "parameter: town_cap"),
])  # fmt: skip
def test_own_rules_are_known(here, capsys, line, word):
    assert word in said(capsys, line)
    (here / "npa.toml").rename(here / "other.toml")
    missing = run([*line.split(), "--lang", "en"])
    assert missing == (0 if line == "rules list" else 2) and word not in capsys.readouterr().out
    assert word in said(capsys, f"{line} --config ../other.toml") and word in said(capsys, f"{line} --rules ../own")


def test_expired_rules_are_not(here, capsys):
    (here / "npa.toml").write_text(EXPIRED, encoding="utf-8")
    assert "TOWN-RENT-1" not in said(capsys, "rules list")


def test_a_message_is_explained_whatever_is_wrong(here, capsys):
    (here / "npa.toml").write_text("[[rules]]\nfolder = 1\n", encoding="utf-8")
    assert "E941" in said(capsys, "explain E941")
    assert run(["explain", "NPA-TRY-1"]) == 2


def test_own_subjects_have_a_template(here, capsys):
    facts = here / "own" / "facts" / "stall.yaml"
    facts.parent.mkdir()
    facts.write_text(
        "format: 1\nsubject: stall\nlabel: {nl: 'Kraam', en: 'Stall'}\ntime: rented_on\nfacts:\n"
        "  rented_on: {type: date, label: {nl: 'Verhuurd op', en: 'Rented on'}}\n"
        "  meters: {type: number, unit: m2, label: {nl: 'Meters', en: 'Metres'}}\n", encoding="utf-8",
    )  # fmt: skip
    said(capsys, "template stall --out stall.csv")
    assert "Metres" in Path("stall.csv").read_text("utf-8")


def test_sql_departs_and_says_so(here, capsys):
    pytest.importorskip("polars", reason="the extra `tables` is not installed")
    (here / "npa.toml").write_text(READING + FOLDER, encoding="utf-8")
    line = "sql letting --table t --key id --as-of 2026-01-01"
    out = said(capsys, f"{line} --known-at 2026-06-01")
    assert '"TOWN-RENT-1"' in out and "-- known at 2026-06-01" in out
    assert "-- reading 'bare' of NPA-TRY-1 instead of 'whole'; by Corporatie Noord" in out
    (here / "npa.toml").unlink()
    bare = said(capsys, line)
    assert "TOWN-RENT-1" not in bare and "Corporatie" not in bare
    rows = [r for r in out.splitlines() if not r.startswith("--")]
    assert rows != bare.splitlines()[-len(rows) :], "another reading is another statement"


def test_a_line_of_a_user_ends_no_comment(here, capsys):
    pytest.importorskip("polars", reason="the extra `tables` is not installed")
    (here / "npa.toml").write_text(READING.replace("zo afgesproken", "zo\\nSELECT 1; --"), encoding="utf-8")
    out = said(capsys, "sql letting --table t --key id --as-of 2026-01-01")
    assert not any(r.startswith("SELECT 1") for r in out.splitlines())


def test_only_own_rules_by_their_edition(here, capsys):
    Path("f.yaml").write_text(
        "{subject: letting, id: a1, facts: {signed_on: '2025-03-01', rent: 560}}\n", encoding="utf-8"
    )
    out = said(capsys, "check f.yaml --edition local --as-of 2026-01-01 --format json", code=1)
    assert "TOWN-RENT-1" in out and '"NPA-TRY-1"' not in out
    out = said(capsys, "check f.yaml --edition try --as-of 2026-01-01 --format json")
    assert '"NPA-TRY-1"' in out and '"rule": "TOWN-RENT-1"' not in out
    assert run(["check", "f.yaml", "--edition", "locl", "--lang", "en"]) == 2
    assert "'local'" in capsys.readouterr().err
