"""The dictionaries together: one thing one name, one name one thing, and where each fact is found."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from pathlib import Path

import pytest

from npa_rules.load.origins import read_origins
from npa_rules.load.source import open_source
from npa_rules.load.yaml_source import parse_yaml
from npa_rules.model.dictionary import FactType
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


ROLES = {  # names of which the label says what they are in their list, or in their subject
    "name": "what a row or an item is called: a project, a site, a task, a municipality",
    "corporation": "the corporation that an item is about; in a list of projects the one that builds",
    "dwellings": "all dwellings of a row: planned ones in a programme, completed ones in a year",
    "social_rent": "the social rent of a row: beside all its dwellings it is a part of them",
}
PAIRS = {  # one label under two names
    frozenset(
        {"regional_social_rent_share_pct", "social_rent_share_pct"}
    ): "of the region itself, and of the region as a plan states it",
}


def by_name(ruleset) -> dict[str, list[tuple[str, FactType]]]:
    """Every entry by its bare name, whatever subject or list it stands in."""
    found = defaultdict(list)
    for path, entry in entries(ruleset):
        found[entry.name].append((path, entry))
    return found


def differing(ruleset, look) -> dict[str, list[str]]:
    """The names whose entries are not all the same to look at, with where they stand."""
    return {n: [p for p, _ in same] for n, same in by_name(ruleset).items() if len({look(e) for _, e in same}) > 1}


def frozen(labels) -> tuple:
    return tuple(sorted((code, *sorted(label.items())) for code, label in labels.items()))


def test_one_name_has_one_type_unit_and_codes(ruleset):
    look = differing(ruleset, lambda e: (e.type, e.unit, e.scale, frozen(e.codes), frozen(e.holds)))
    assert look == {}


def test_one_name_has_one_label(ruleset):
    found = differing(ruleset, lambda e: tuple(sorted(e.label.items())))
    assert {*found} == {*ROLES}, "a name that means the same has one label; a role has its reason in ROLES"


def test_one_name_is_presumed_alike(ruleset):
    assert differing(ruleset, lambda e: str(e.presume)) == {}


def test_one_label_has_one_name(ruleset):
    named = defaultdict(set)
    for _, entry in entries(ruleset):
        for lang in ("nl", "en"):
            named[lang, entry.label[lang].lower()].add(entry.name)
    doubled = {frozenset(names) for names in named.values() if len(names) > 1}
    assert doubled == {*PAIRS}


def test_every_fact_has_a_help_text(ruleset):
    """But whether a list is complete: that comes with every list and says it all in its label."""
    assert [p for p, e in entries(ruleset) if not e.help and not p.endswith("_complete")] == []


def test_labels_are_in_their_own_language(ruleset):
    english = re.compile(
        r"\b(the|this|that|and|not|with|without|which|of which|dwelling|dwellings|housing|rent)\b", re.I
    )
    dutch = re.compile(r"\b(het|een|niet|geen|wordt|deze|dit|van|woningen|gemeente|huur)\b")
    for path, entry in entries(ruleset):
        texts = [entry.label, entry.help, entry.judgement, *entry.codes.values(), *entry.holds.values()]
        for text in (t for t in texts if t):
            bare = re.sub(r"`[^`]*`|'[^']*'", " ", text["nl"])
            assert not english.search(bare), (path, text["nl"])
            assert not dutch.search(re.sub(r"`[^`]*`|'[^']*'|\"[^\"]*\"", " ", text["en"])), (path, text["en"])
