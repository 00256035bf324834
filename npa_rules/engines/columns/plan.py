"""The rules of one subject, printed for tables of facts: as Polars expressions that judge them here, and as SQL text."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import polars as pl

from npa_rules.engines.columns import facts
from npa_rules.engines.columns.codes import encode
from npa_rules.engines.columns.ends import NO, NotPrintable
from npa_rules.engines.columns.expression import BOOL, LONG, TEXT, Expr
from npa_rules.engines.columns.facts import Source, parts
from npa_rules.engines.columns.frame import completed, items, kind
from npa_rules.engines.columns.in_polars import Polars, compute
from npa_rules.engines.columns.in_sql import DIALECTS, POSITION, Query, Sql
from npa_rules.engines.columns.printer import Printer
from npa_rules.engines.columns.profile import EVERYTHING, Profile
from npa_rules.engines.columns.sheet import ROW, ROWS
from npa_rules.engines.columns.widths import Widths
from npa_rules.engines.reference import Run
from npa_rules.model.case import Settings
from npa_rules.model.dictionary import Subject
from npa_rules.model.rule import RuleSet

SLICE = 400_000  # rows at a time: what lies in between stays small


class Plan:
    """The rules of one subject, printed for one date of observation. `refused` says of the others why.

    The profile says what is known of the tables that it is for; without one they may hold anything.
    """

    def __init__(self, ruleset: RuleSet, subject: Subject, as_of: int, profile: Profile = EVERYTHING) -> None:
        self.ruleset, self.subject, self.as_of, self.profile = ruleset, subject, as_of, profile
        self.printer = Printer(ruleset, subject, as_of, Source(profile=profile))
        self.printed: dict[str, Expr] = {}
        self.refused: dict[str, str] = {}
        for rule in ruleset.judging(subject.name):
            try:
                self.printed[rule.id] = self.printer.verdict(rule)
            except NotPrintable as reason:
                self.refused[rule.id] = str(reason)
        self.clashes: dict[str, Expr] = {}
        for name in subject.facts:
            try:
                found = facts.clash(self.printer, name)
            except NotPrintable:  # a set of codes, or what no column holds: the given value stands
                continue
            self.clashes |= {name: found} if found is not NO else {}
        homes = {place.home for place in self.printer.sheet.places.values()}
        self.lists = [e.name for e in subject.facts.values() if e.kind == "list" and e.name in homes]
        self.sheet, self.outputs = self.printer.sheet.inlined(self.printed)
        self.steps = self.sheet.steps(list(self.outputs.values()), self.lists)
        self.polars = Polars(Widths(profile.bounds(subject), {**self.printer.sheet.made, **self.sheet.made}))

    @cached_property
    def reads(self) -> frozenset[str]:
        """The columns of rows that the rules look at; all that there are where a rule is judged row by row."""
        if self.refused:
            every = {p for e in self.subject.facts.values() for p in parts(e)}
            return frozenset(every if self.profile.columns is None else every & self.profile.columns)
        sheet = self.printer.sheet
        needed = sheet.needed([*self.printed.values(), *self.clashes.values()])
        own = {n for n in needed if n not in sheet.places}
        return frozenset(own | {name for name in self.lists if any(n.startswith(f"{name}.") for n in needed)})

    def serves(self, found: Profile) -> bool:
        """Whether it judges tables like this one: a column that it does not look at may be left out."""
        have, own = found.columns, self.profile.columns
        if own is not None and have is not None and have < own and self.reads.isdisjoint(own - have):
            found = found.but(columns=own, full=found.full | (self.profile.full - have))
        return self.profile.covers(found)

    def judge(self, rows: pl.DataFrame, found: Profile | None = None) -> pl.DataFrame:
        """A code (`decode`) per row and rule, those that are not printed judged row by row; `found`: of these rows.

        `ValueError` where a figure lies beyond its bounds, or the table beyond the profile.
        """
        found = Profile.of(self.subject, rows) if found is None else found
        if self.profile is EVERYTHING:
            rows = completed(self.subject, rows)
        elif not self.serves(found):
            raise ValueError("a table that the plan is not for")
        printed = [self._printed(part) for part in rows.iter_slices(SLICE)] or [self._printed(rows)]
        codes = pl.concat(printed).with_columns(self.by_reference(rows))
        return codes.select(r.id for r in self.ruleset.judging(self.subject.name))

    def clashing(self, rows: pl.DataFrame) -> dict[str, pl.Series]:
        """For each fact that is given though definitions make it: in which rows it is not what they make of it."""
        if not self.clashes:
            return {}
        steps = self.printer.sheet.steps(list(self.clashes.values()), self.lists)
        indexed = rows.with_row_index(ROW)
        found = compute(self.polars, steps, indexed, {n: members(indexed, n) for n in self.lists}, self.clashes)
        return {n: found[n] for n in self.clashes if found[n].any()}

    def _printed(self, rows: pl.DataFrame) -> pl.DataFrame:
        indexed = rows.with_row_index(ROW)
        lists = {name: members(indexed, name) for name in self.lists}
        return compute(self.polars, self.steps, indexed, lists, self.outputs)

    def sql(self, dialect: str, tables: Mapping[str, str], key: str | None = ROW) -> str:
        """One statement in a dialect (`DIALECTS`): the number (as `key`) and codes of every row of a table of facts.

        `tables`: the quoted name of the table of rows under `""`, and of each list's own. Tables of lists, and those of
        rows beside them, tell rows apart by `#row`; members have their place in `#pos`. Without a `key` there are only codes.
        """
        kinds: dict[str, str] = {}
        for entry in self.subject.facts.values():
            kinds |= {p: _SQL[kind(entry, p).base_type()] for p in parts(entry)}
            for field in entry.members.values():
                kinds |= {f"{entry.name}.{p}": _SQL[kind(field, p).base_type()] for p in parts(field)}
        query = Query(Sql(DIALECTS[dialect], self.sheet, kinds), {ROWS: tables[""]})
        for name in self.lists:
            query.enter(name, tables[name])
        keys = {} if key is None else {key: ROW}
        query.run(self.steps, keys.values(), self.outputs.values())
        return query.select(keys, self.outputs)

    def by_reference(self, rows: pl.DataFrame) -> list[pl.Series]:
        """The codes of the rules that are not printed, judged row by row."""
        if not self.refused:
            return []
        codes: dict[str, list[int]] = {r: [] for r in self.refused}
        settings = Settings(as_of=self.as_of)
        for item in items(self.subject, completed(self.subject, rows)):
            run = Run(self.ruleset, [item], settings)
            for rule, found in codes.items():
                outcome = run.by_date(rule, item)
                found.append(encode(outcome.verdict, outcome.reason))
        return [pl.Series(rule, found, dtype=pl.UInt8) for rule, found in codes.items()]


_SQL: dict[Any, str] = {pl.Int64: LONG, pl.String: TEXT, pl.Boolean: BOOL, pl.List: TEXT}


def members(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    """The members of a list of rows that are numbered by `ROW`, each with the number of its row and its place."""
    found = rows.lazy().select(ROW, name).filter(pl.col(name).list.len() > 0).explode(name)
    fields = pl.col(name).struct.unnest().name.prefix(f"{name}.")
    return found.select(ROW, fields, pl.lit(True).alias(f"{name}#")).with_row_index(POSITION).collect()


def judge(ruleset: RuleSet, subject: Subject, rows: pl.DataFrame | pl.LazyFrame, as_of: int) -> pl.DataFrame:
    """A code (`decode`) per row and rule of the subject; `Plan.refused` names those that are judged row by row."""
    table = rows.collect() if isinstance(rows, pl.LazyFrame) else rows
    return Plan(ruleset, subject, as_of, Profile.of(subject, table)).judge(table)
