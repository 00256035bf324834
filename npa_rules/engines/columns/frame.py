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

from npa_rules.engines.columns.codes import encode
from npa_rules.engines.columns.ends import NotPrintable
from npa_rules.engines.columns.expression import BOOL, LONG, TEXT, Expr
from npa_rules.engines.columns.facts import Source, limits, parts, scale
from npa_rules.engines.columns.in_polars import Polars, compute
from npa_rules.engines.columns.in_sql import DIALECTS, POSITION, Query, Sql
from npa_rules.engines.columns.printer import LONGEST, Printer
from npa_rules.engines.columns.sheet import ROW, ROWS
from npa_rules.engines.quantity import NONE
from npa_rules.engines.reference import Run
from npa_rules.model.case import Happening, Item, Settings
from npa_rules.model.dictionary import FactType, Subject
from npa_rules.model.rule import RuleSet

SLICE = 50_000  # rows at a time: what lies in between stays small
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


# ---- verdicts ------------------------------------------------------------------------------------------------------
class Plan:
    """The rules of one subject, printed for one date of observation. `refused` says of the others why.

    `given` are the columns that the table has (`columns_of`; `None`: all): what it has not folds away, unknown.
    """

    def __init__(
        self,
        ruleset: RuleSet,
        subject: Subject,
        as_of: int,
        longest: int = LONGEST,
        given: frozenset[str] | None = None,
    ) -> None:
        self.ruleset, self.subject, self.as_of, self.longest, self.given = ruleset, subject, as_of, longest, given
        self.printer = Printer(ruleset, subject, as_of, longest, Source(columns=given))
        self.printed: dict[str, Expr] = {}
        self.refused: dict[str, str] = {}
        for rule in ruleset.judging(subject.name):
            try:
                self.printed[rule.id] = self.printer.verdict(rule)
            except NotPrintable as reason:
                self.refused[rule.id] = str(reason)
        homes = {place.home for place in self.printer.sheet.places.values()}
        self.lists = [e.name for e in subject.facts.values() if e.kind == "list" and e.name in homes]
        self.steps = self.printer.sheet.steps(list(self.printed.values()), self.lists)
        self.polars = Polars()

    def judge(self, rows: pl.DataFrame) -> pl.DataFrame:
        """A code (`decode`) per row and rule, those that are not printed judged row by row."""
        rows = completed(self.subject, rows) if self.given is None else rows
        check(self.subject, rows)
        found = [self._printed(part) for part in rows.iter_slices(SLICE)] or [self._printed(rows)]
        codes = pl.concat(found).with_columns(self._by_reference(rows))
        return codes.select(r.id for r in self.ruleset.judging(self.subject.name))

    def _printed(self, rows: pl.DataFrame) -> pl.DataFrame:
        indexed = rows.with_row_index(ROW)
        lists = {name: members(indexed, name) for name in self.lists}
        return compute(self.polars, self.steps, indexed, lists, self.printed)

    def sql(self, dialect: str, tables: dict[str, str], keys: list[str]) -> str:
        """One statement in a dialect (`DIALECTS`): keys and codes of every row of a table in the layout of this module.

        `tables`: the quoted name of the table of rows under `""`, and of each list's own. Tables of lists, and those of
        rows beside them, tell rows apart by `#row`; members have their place in `#pos`.
        """
        kinds: dict[str, str] = {}
        for entry in self.subject.facts.values():
            kinds |= {p: _SQL[kind(entry, p).base_type()] for p in parts(entry)}
            for field in entry.members.values():
                kinds |= {f"{entry.name}.{p}": _SQL[kind(field, p).base_type()] for p in parts(field)}
        query = Query(Sql(DIALECTS[dialect], self.printer.sheet, kinds), {ROWS: tables[""]})
        for name in self.lists:
            query.enter(name, tables[name])
        query.run(self.steps)
        return query.select(keys, self.printed)

    def _by_reference(self, rows: pl.DataFrame) -> list[pl.Series]:
        if not self.refused:
            return []
        codes: dict[str, list[int]] = {r: [] for r in self.refused}
        settings = Settings(as_of=self.as_of)
        for item in items(self.subject, completed(self.subject, rows)):
            run = Run(self.ruleset, [item], settings)
            for rule, found in codes.items():
                outcome = run.judge(self.ruleset.rules[rule], item)
                found.append(encode(outcome.verdict, outcome.reason))
        return [pl.Series(rule, found, dtype=pl.UInt8) for rule, found in codes.items()]


_SQL: dict[Any, str] = {pl.Int64: LONG, pl.String: TEXT, pl.Boolean: BOOL, pl.List: TEXT}


def members(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    """The members of a list of rows that are numbered by `ROW`, each with the number of its row and its place."""
    found = rows.lazy().select(ROW, name).filter(pl.col(name).list.len() > 0).explode(name)
    fields = pl.col(name).struct.unnest().name.prefix(f"{name}.")
    return found.select(ROW, fields, pl.lit(True).alias(f"{name}#")).with_row_index(POSITION).collect()


def columns_of(rows: pl.DataFrame) -> frozenset[str]:
    """The columns of a table, those of members of its lists under the name of the list."""
    found = set(rows.columns)
    for name, type_ in rows.schema.items():
        if isinstance(type_, pl.List) and isinstance(type_.inner, pl.Struct):
            found |= {f"{name}.{field.name}" for field in type_.inner.fields}
    return frozenset(found)


def completed(subject: Subject, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with every column, those that were left out empty: what is not asked is not given."""
    schema = {p: kind(e, p) for e in subject.facts.values() for p in parts(e)}
    return rows.with_columns(pl.lit(None, t).alias(n) for n, t in schema.items() if n not in rows.columns)


def check(subject: Subject, rows: pl.DataFrame) -> None:
    """Every figure lies within its bounds: that results fit is proved from them."""
    tests, found = [], columns_of(rows)
    for name, entry in subject.facts.items():
        if name not in rows.columns:
            continue
        if entry.kind in FIGURES:
            tests.append((~pl.col(name).is_between(*limits(entry))).any().alias(name))
        for field in entry.members.values():
            if field.kind in FIGURES and f"{name}.{field.name}" in found:
                beyond = ~pl.element().struct.field(field.name).is_between(*limits(field))
                tests.append(pl.col(name).list.eval(beyond.any()).list.any().any().alias(f"{name}.{field.name}"))
    wrong = [n for n, beyond in rows.select(tests).row(0, named=True).items() if beyond] if tests else []
    if wrong:
        raise ValueError(f"out of bounds: {', '.join(wrong)}")


def longest(subject: Subject, rows: pl.DataFrame) -> int:
    """The members of the longest list, at least `LONGEST`; a power of ten, so that printing again is rare."""
    names = [e.name for e in subject.facts.values() if e.kind == "list" and e.name in rows.columns]
    found = max((rows[n].list.len().max() or 0 for n in names), default=0)
    room = LONGEST
    while room < found:  # type: ignore[operator]
        room *= 10
    return room


def judge(ruleset: RuleSet, subject: Subject, rows: pl.DataFrame | pl.LazyFrame, as_of: int) -> pl.DataFrame:
    """A code (`decode`) per row and rule of the subject; `Plan.refused` names those that are judged row by row."""
    table = rows.collect() if isinstance(rows, pl.LazyFrame) else rows
    return Plan(ruleset, subject, as_of, longest(subject, table), columns_of(table)).judge(table)
