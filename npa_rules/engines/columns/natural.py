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
    """One statement: the key and a code for each rule of every row."""
    said = DIALECTS[dialect]
    named = {"": "facts", **{n: f"facts_{n}" for n in plan.lists}}
    found = []
    for name, alias in named.items():
        if name not in tables:
            continue
        table, entries = tables[name], plan.subject.facts[name].members if name else plan.subject.facts
        key = _name(said, table.key)
        chosen = [f"{key} AS {_name(said, ROW)}"]
        if name:
            chosen.append(f"ROW_NUMBER() OVER (ORDER BY {key}) AS {_name(said, POSITION)}")
        else:
            chosen += [f"TRUE AS {_name(said, n)}" for n in tables if n]
        for entry in entries.values():
            for part in parts(entry) if entry.kind != "list" else ():
                if part in table.columns:
                    converted = _column(said, entry, part, scales)
                    chosen.append(f"{converted} AS {_name(said, f'{name}.{part}' if name else part)}")
        found.append(f"{alias} AS (\n  SELECT {', '.join(chosen)} FROM {table.name}\n)")
    body = plan.sql(dialect, named, tables[ROWS].key)
    chain = ",\n".join(found)
    return f"WITH {chain},\n{body.removeprefix('WITH ')}" if body.startswith("WITH ") else f"WITH {chain}\n{body}"


def _name(dialect: Dialect, column: str) -> str:
    q = dialect.quote
    return f"{q}{column.replace(q, q + q)}{q}"


def _column(dialect: Dialect, entry: FactType, part: str, scales: Mapping[str, Scale]) -> str:
    """A column of the warehouse as this engine reads it."""
    name, long = _name(dialect, part), dialect.types[LONG]
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
