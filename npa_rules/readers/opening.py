"""From a file to an opened table: what it is, which columns it has, and where the members of its lists are."""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from pathlib import Path

from npa_rules.errors import Diagnostic, InputError, nearest
from npa_rules.model.dictionary import Subject
from npa_rules.model.record import Record
from npa_rules.model.rule import RuleSet
from npa_rules.readers import sniff, vera
from npa_rules.readers.columns import Finder
from npa_rules.readers.csv_source import open_csv
from npa_rules.readers.json_source import open_json
from npa_rules.readers.mapping import Mapping, read_mapping
from npa_rules.readers.members import Members
from npa_rules.readers.parquet_source import open_parquet
from npa_rules.readers.query_source import open_duckdb, open_sqlite
from npa_rules.readers.raw import Raw
from npa_rules.readers.table import Table
from npa_rules.readers.template import OWN, SHEET
from npa_rules.readers.xlsx_source import open_xlsx


class Place(Record):
    """A second table with the members of a list: `--members projects=FILE:key`."""

    path: str
    key: str
    sheet: str | None = None
    mapping: str | None = None


def open_table(
    path: str | Path,
    ruleset: RuleSet,
    subject: Subject | str,
    mapping: str | Path | Mapping | None = None,
    query: str | None = None,
    sheet: str | None = None,
    *,
    members: MappingType[str, Place] | None = None,
    as_of: int | None = None,
) -> Table:
    """A table of facts about `subject`, opened and its columns recognised; no cell is converted yet.

    `mapping` is a mapping file, or what one holds; `query` is SQL for a DuckDB or SQLite file; `sheet` names a sheet of
    a workbook; `members` are second tables for facts that are lists. `as_of` (yyyymmdd) is the day on which a label must
    be valid, where the source says until when it is; without it every label counts.

    Raises `InputError` with every finding: no such file, a file that is no table or is damaged, no column that is
    known, two columns for one fact, a mapping that does not fit.
    """
    place, name = Path(path), str(path)
    if isinstance(subject, str):
        if subject not in ruleset.subjects:
            hint = nearest(subject, ruleset.subjects)
            raise InputError([Diagnostic("E305", name=subject[:60], suggestion=hint)])
        subject = ruleset.subjects[subject]
    found = sniff.kind(place, name)
    given = read_mapping(Path(mapping), subject) if isinstance(mapping, str | Path) else mapping
    finder = Finder(subject, given)
    lists = [e.name for e in subject.facts.values() if e.kind == "list"]
    raw = raw_of(place, name, found, query, sheet, finder, [*(n[:SHEET] for n in lists), *OWN])
    sides = dict(members or {})
    if found == "xlsx":
        sides = {**_own_sheets(name, raw, lists), **sides}
    table = Table(name, ruleset, subject, raw, given, as_of)
    sniff.check_name(place, found, table.reading)
    for fact, side in sides.items():
        add_members(table, fact, side)
    return table


def raw_of(
    place: Path, name: str, found: str, query: str | None, sheet: str | None, finder: Finder, lists: list[str]
) -> Raw:
    if found in ("sqlite", "duckdb"):
        if query is None:
            raise InputError([Diagnostic("E812", file=name)])
        return (open_sqlite if found == "sqlite" else open_duckdb)(place, name, query)
    if query is not None:
        raise InputError([Diagnostic("E813", file=name)])
    if sheet is not None and found != "xlsx":
        raise InputError([Diagnostic("E806", file=name, name=sheet[:60], allowed="-")])
    if found == "xlsx":
        return open_xlsx(place, name, sheet, finder, lists)
    if found == "parquet":
        return open_parquet(place, name)
    if found == "json":
        return vera.flat(open_json(place, name))
    return open_csv(place, name, finder)


def _own_sheets(name: str, raw: Raw, lists: list[str]) -> dict[str, Place]:
    """The sheets of a workbook that are named after a list: those of `npa template`."""
    return {
        fact: Place(name, "id", fact[:SHEET])
        for fact in lists
        if fact[:SHEET] in raw.others and fact[:SHEET] != raw.sheet
    }


def add_members(table: Table, fact: str, side: Place) -> None:
    """A second table whose rows are the members of a list."""
    entry = table.subject.facts.get(fact)
    if entry is None or entry.kind != "list":
        lists = [e.name for e in table.subject.facts.values() if e.kind == "list"]
        allowed = ", ".join(lists) or "-"
        raise InputError([Diagnostic("E815", name=fact[:60], allowed=allowed, suggestion=nearest(fact, lists))])
    if table.headers.id is None:  # the number of a row is no key
        raise InputError([Diagnostic("E834", file=table.name, name=fact)])
    inner = Subject(f"{table.subject.name}.{fact}", entry.label, "", False, {}, entry.members)
    path = Path(side.path)
    found = sniff.kind(path, side.path)
    mapping = read_mapping(Path(side.mapping), inner) if side.mapping else None
    mapping = (mapping or Mapping()).but(id=side.key)
    finder = Finder(inner, mapping)
    finder.keys = (side.key,)
    raw = raw_of(path, side.path, found, None, side.sheet, finder, [])
    if side.sheet is not None and side.path == table.name:
        raw.warnings = [w for w in raw.warnings if w[0] != "W809"]
    other = Table(side.path, table.ruleset, inner, raw, mapping, table.as_of)
    other.notices.keyed = True
    table.members[fact] = Members(entry, other)
    table.reading.members[fact] = other.reading
