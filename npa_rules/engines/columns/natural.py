"""SQL over tables as a warehouse has them: amounts as decimals, dates as dates, labels as text, one column a fact.

A value that is none of its fact (more decimals than it may have, a label that is not on the scale) is not given: unknown.
"""

from __future__ import annotations

from collections.abc import Mapping

from npa_rules.engines.columns.expression import LONG
from npa_rules.engines.columns.facts import FIGURES, parts, scale
from npa_rules.engines.columns.in_sql import DIALECTS, POSITION, Dialect
from npa_rules.engines.columns.plan import Plan
from npa_rules.engines.columns.profile import Profile
from npa_rules.engines.columns.sheet import ROW, ROWS
from npa_rules.model.dictionary import FactType, Scale, Subject
from npa_rules.model.record import Record

ROUNDED = "0.000001"  # what a binary figure may be off and still be meant exactly


class Table(Record):
    """A table of the warehouse: its name as the statement writes it, its key, and the columns that it has."""

    name: str
    key: str
    columns: tuple[str, ...]


def profile(subject: Subject, tables: Mapping[str, Table]) -> Profile:
    """What is known of these tables: which facts they have. The table of rows stands under `""`, members by list."""
    found = set(tables[ROWS].columns) | {n for n in tables if n}
    for name, table in tables.items():
        if name:
            found |= {f"{name}.{column}" for column in table.columns}
    return Profile(columns=frozenset(found))


def columns(entries: Mapping[str, FactType]) -> tuple[str, ...]:
    """The columns that a table of these facts can have, lists apart."""
    return tuple(p for e in entries.values() if e.kind != "list" for p in parts(e))


def statement(plan: Plan, dialect: str, tables: Mapping[str, Table], scales: Mapping[str, Scale]) -> str:
    """One statement: the key and a code for each rule of every row.

    A row without members in the table of a list is one whose list is not given: unknown, not empty.
    """
    said = DIALECTS[dialect]
    alias = {"": "facts", **{n: f"facts_{n}" for n in plan.lists}}
    found = [f"{alias['']} AS (\n  {_rows(said, plan.subject, tables, scales)}\n)"]
    found += [
        f"{alias[name]} AS (\n  {_members(said, plan.subject.facts[name], tables[name], scales)}\n)"
        for name in plan.lists
    ]
    body = plan.sql(dialect, alias, tables[ROWS].key)
    chain = ",\n".join(found)
    return f"WITH {chain},\n{body.removeprefix('WITH ')}" if body.startswith("WITH ") else f"WITH {chain}\n{body}"


def _rows(said: Dialect, subject: Subject, tables: Mapping[str, Table], scales: Mapping[str, Scale]) -> str:
    table, q = tables[ROWS], said.named
    chosen = [f"r.{q(table.key)} AS {q(ROW)}", *_facts(said, "r", subject.facts, table, "", scales)]
    joined = [f"{table.name} r"]
    for number, name in enumerate(n for n in tables if n):
        key, one = q(tables[name].key), f"m{number}"
        chosen.append(f"(CASE WHEN ({one}.{key} IS NOT NULL) THEN TRUE END) AS {q(name)}")
        joined.append(f"(SELECT DISTINCT {key} FROM {tables[name].name}) {one} ON ({one}.{key} = r.{q(table.key)})")
    return f"SELECT {', '.join(chosen)} FROM {' LEFT JOIN '.join(joined)}"


def _members(said: Dialect, entry: FactType, table: Table, scales: Mapping[str, Scale]) -> str:
    q = said.named
    chosen = [f"m.{q(table.key)} AS {q(ROW)}", f"ROW_NUMBER() OVER (ORDER BY m.{q(table.key)}) AS {q(POSITION)}"]
    chosen += _facts(said, "m", entry.members, table, f"{entry.name}.", scales)
    return f"SELECT {', '.join(chosen)} FROM {table.name} m"


def _facts(
    said: Dialect, alias: str, entries: Mapping[str, FactType], table: Table, prefix: str, scales: Mapping[str, Scale]
) -> list[str]:
    """The columns of a table as this engine reads them."""
    pairs = [(e, p) for e in entries.values() if e.kind != "list" for p in parts(e) if p in table.columns]
    return [f"{_column(said, e, p, f'{alias}.{said.named(p)}', scales)} AS {said.named(prefix + p)}" for e, p in pairs]


def _column(dialect: Dialect, entry: FactType, part: str, name: str, scales: Mapping[str, Scale]) -> str:
    """A column of the warehouse as this engine reads it."""
    long = dialect.types[LONG]
    if part.endswith("#date") or (part == entry.name and entry.kind == "date"):
        day = f"EXTRACT(YEAR FROM {name}) * 10000 + EXTRACT(MONTH FROM {name}) * 100 + EXTRACT(DAY FROM {name})"
        return f"CAST(({day}) AS {long})"
    if part != entry.name or entry.kind not in FIGURES:
        return name
    if entry.kind == "ordered":
        ranks = scales[entry.scale]
        whens = " ".join(f"WHEN '{dialect.escape(c)}' THEN {ranks.rank(c)}" for c in ranks.order)
        return f"CAST((CASE {name} {whens} END) AS {long})"
    scaled = f"({name} * {scale(entry)})"
    return f"(CASE WHEN (ABS({scaled} - ROUND({scaled})) < {ROUNDED}) THEN CAST(ROUND({scaled}) AS {long}) END)"
