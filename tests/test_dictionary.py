"""The dictionaries together: one thing one name, one name one thing, and where each fact is found."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from npa_rules.load.origins import read_origins
from npa_rules.load.source import open_source
from npa_rules.load.yaml_source import parse_yaml
from npa_rules.model.words import UNITS

ROOT = Path(__file__).resolve().parent.parent
SECTOR = ROOT.parent / "shared/sector-data"
COLUMN = re.compile(r"WOZ-bezitstabel(?: ([A-Z]{1,2}): (.+))?\Z")
FIELD = re.compile(r"VERA (\w+)\.(\w+)(?:: ([A-Z0-9]+(?:, [A-Z0-9]+)*))?\Z")


def entries(ruleset):
    """Every fact and every field of a list, with the path of each."""
    for subject in ruleset.subjects.values():
        for fact in subject.facts.values():
            yield f"{subject.name}.{fact.name}", fact
            for member in fact.members.values():
                yield f"{subject.name}.{fact.name}.{member.name}", member


@pytest.fixture(scope="module")
def origins():
    source = open_source(str(ROOT / "rules/origins.yaml"), private=False, name="rules/origins.yaml")
    return read_origins(source, parse_yaml(source))


def fields(ruleset) -> set[str]:
    """What the dictionaries name of registers: texts that are the same in both languages."""
    return {f["nl"] for _, entry in entries(ruleset) for f in entry.found_in if f["nl"] == f["en"]}


def test_every_document_and_register_is_used(ruleset, origins):
    told = {f["nl"] for _, entry in entries(ruleset) for f in entry.found_in}
    assert [c for c, label in origins.documents.items() if label["nl"] not in told] == []
    assert [r for r in origins.registers if not any(t.startswith(r) for t in told)] == []


def test_every_unit_has_a_label(ruleset):
    assert {entry.unit for _, entry in entries(ruleset)} - {""} == {*UNITS}


def test_names_of_registers_are_as_they_are_written_there(ruleset):
    """Literally, by the notes on the data of the sector; those stay outside the repository."""
    if not SECTOR.exists():
        pytest.skip(f"the notes on the data of the sector are not here ({SECTOR.name})")
    notes = (SECTOR / "sector.md").read_text("utf-8")
    plans = (SECTOR / "plans/kolommen-planregistraties.csv").read_text("utf-8")
    with (SECTOR / "vera/velden.csv").open(encoding="utf-8", newline="") as lines:
        known = {(r["klasse"], r["veld"]) for r in csv.DictReader(lines)}
    with (SECTOR / "vera/referentiedata-selectie.csv").open(encoding="utf-8", newline="") as lines:
        codes = {r["Code"] for r in csv.DictReader(lines, delimiter=";")}
    for text in fields(ruleset):
        register = text.split(" ")[0]
        if register == "VERA":
            match = FIELD.match(text)
            assert match is not None, text
            assert match.group(1, 2) in known or f"{match[1]}.{match[2]}" in notes, text
            assert {*(match[3] or "").split(", ")} - {""} <= codes, text
        elif register == "WOZ-bezitstabel":
            match = COLUMN.match(text)
            assert match is not None, text
            if match[1]:
                assert all(part in notes for part in match[2].split(", ")), text
                letter = rf"(?<![A-Z]){match[1]} "
                assert re.search(letter, notes[notes.index("### 3.1") : notes.index("### 3.2")]), text
        elif register in ("dVi", "dPi"):
            number = text.removeprefix(f"{register} ")
            assert re.search(rf"(?<![\d.]){re.escape(number)}(?![\d.]*\d)", notes), text
        elif register == "provinciale":
            _, _, columns = text.partition(": ")
            assert all(
                re.search(rf"\b{re.escape(c)}\b|[{{|_]{re.escape(c)}[|}}]", plans) for c in columns.split(" + ") if c
            ), text
        else:
            assert text in notes or text.split(" ", 1)[-1] in notes, text
