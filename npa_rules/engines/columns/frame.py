"""Tables of facts, there and back, and the verdicts of all rules on them.

A fact is a column of its name: whole numbers for figures (see `facts.scale`), dates as yyyymmdd and ranks, booleans and
texts. Beside it `name#none` for attested absence; a set of codes has `name#given` and `name#has.CODE` (without a
closed list `name#codes`), an event
`name#state`, `name#date` and `name#holds.CODE`; a list is a column of structures with such fields.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import polars as pl

from npa_rules.engines.columns.facts import parts, scale
from npa_rules.engines.quantity import NONE
from npa_rules.model.case import Happening, Item
from npa_rules.model.dictionary import FactType, Subject
from npa_rules.model.rule import RuleSet

FIGURES = ("number", "date", "ordered")


# ---- facts as columns ----------------------------------------------------------------------------------------------
def kind(entry: FactType, part: str) -> pl.DataType:
    """The type of one column of an entry."""
    if entry.kind == "list":
        fields = [pl.Field(p, kind(f, p)) for f in entry.members.values() for p in parts(f)]
        return pl.List(pl.Struct(fields))
    detail = part.removeprefix(entry.name)
    if detail == "#date" or (entry.kind in FIGURES and not detail):
        return pl.Int64()
    if detail == "#state" or (entry.kind in ("code", "text") and not detail):
        return pl.String()
    return pl.List(pl.String()) if detail == "#codes" else pl.Boolean()


def cells(entry: FactType, value: Any) -> dict[str, Any]:
    """The columns of one entry for one value; `None` is not given."""
    name = entry.name
    found: dict[str, Any] = dict.fromkeys(parts(entry))
    if entry.may_be_none:
        found[f"{name}#none"] = value is NONE
    if entry.kind == "codes":
        found[f"{name}#given"] = value is not None and value is not NONE
    if value is None or value is NONE:
        return found
    if entry.kind in FIGURES:
        found[name] = figure(entry, value)
    elif entry.kind == "codes":
        closed: dict[str, Any] = {f"{name}#has.{c}": c in value for c in entry.codes}
        found |= closed or {f"{name}#codes": sorted(value)}
    elif entry.kind == "event":
        found |= {f"{name}#state": value.state, f"{name}#date": value.date}
        found |= {f"{name}#holds.{h}": held for h, held in value.holds.items()}
    elif entry.kind == "list":
        found[name] = [record(entry.members, member) for member in value]
    else:
        found[name] = value
    return found


def figure(entry: FactType, value: int | Fraction) -> int:
    """A figure in whole units of its column; one that would be cut is refused."""
    exact = Fraction(value) * scale(entry)
    if exact.denominator != 1:
        raise ValueError(f"{entry.name}: more decimals than the dictionary allows")
    return exact.numerator


def record(entries: dict[str, FactType], facts: dict[str, Any]) -> dict[str, Any]:
    """All columns of one set of entries."""
    found: dict[str, Any] = {}
    for name, entry in entries.items():
        found |= cells(entry, facts.get(name))
    return found


def frame(ruleset: RuleSet, items: list[Item]) -> pl.DataFrame:
    """Items of one subject as columns."""
    entries = items[0].subject.facts
    schema = {p: kind(e, p) for e in entries.values() for p in parts(e)}
    rows = [record(entries, i.facts) for i in items]
    return pl.DataFrame({n: pl.Series(n, [r[n] for r in rows], dtype=t) for n, t in schema.items()})


# ---- and back ------------------------------------------------------------------------------------------------------
def value(entry: FactType, row: dict[str, Any]) -> Any:
    """The value of one entry in a row of columns; `None` is not given."""
    name = entry.name
    if row.get(f"{name}#none"):
        return NONE
    if entry.kind == "codes":
        if not row[f"{name}#given"]:
            return None
        return frozenset([c for c in entry.codes if row[f"{name}#has.{c}"]] if entry.codes else row[f"{name}#codes"])
    if entry.kind == "event":
        holds = {h: row[f"{name}#holds.{h}"] for h in entry.holds if row[f"{name}#holds.{h}"] is not None}
        return Happening(row[f"{name}#state"], row[f"{name}#date"], holds) if row[f"{name}#state"] else None
    found = row[name]
    if found is None:
        return None
    if entry.kind == "list":
        return tuple(facts(entry.members, member) for member in found)
    if entry.kind != "number":
        return found
    exact = Fraction(found, scale(entry))
    return exact.numerator if exact.denominator == 1 else exact


def facts(entries: dict[str, FactType], row: dict[str, Any]) -> dict[str, Any]:
    """The facts in a row of columns."""
    found = {n: value(e, row) for n, e in entries.items()}
    return {n: v for n, v in found.items() if v is not None}


def items(subject: Subject, rows: pl.DataFrame) -> list[Item]:
    """The items of a table, as the reference evaluator wants them."""
    return [Item(subject, str(i), facts(subject.facts, row)) for i, row in enumerate(rows.iter_rows(named=True))]


def completed(subject: Subject, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with every column, those that were left out empty: what is not asked is not given."""
    schema = {p: kind(e, p) for e in subject.facts.values() for p in parts(e)}
    return rows.with_columns(pl.lit(None, t).alias(n) for n, t in schema.items() if n not in rows.columns)
