"""Facts of a higher subject from rows of a lower one, in the same pass that judges the rows.

Each condition of a roll-up becomes a rule about the rows, so that every engine says of each row whether it counts. A row
of which that is not known, or that may belong to any year or owner, gives a range: a figure between all that count
surely and all that may. A year of which there is no row is not zero: what is about it stays unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from npa_rules.audit.batch import codes_of
from npa_rules.audit.sums import Key, Sums, averaged, gathered, grown
from npa_rules.audit.targets import Target, Targets
from npa_rules.engines.columns import items as as_items
from npa_rules.engines.columns.frame import completed
from npa_rules.engines.frame import Frame
from npa_rules.engines.quantity import INF, NONE, Num, Quantity, Sym
from npa_rules.engines.reference import Run
from npa_rules.model.case import Item, Settings
from npa_rules.model.rollup import Measure, RollUp
from npa_rules.model.rule import Rule, RuleSet
from npa_rules.model.tree import Condition
from npa_rules.views import joined

MARK = "~rollup:"


def with_rollups(ruleset: RuleSet, rollups: list[RollUp]) -> RuleSet:
    """The rule set with a rule for each condition of these roll-ups; those that judge stay the same."""
    return joined(ruleset, [r for one in rollups for r in conditions(one)])


def conditions(rollup: RollUp) -> list[Rule]:
    """A rule that complies for a row that counts and is not met for one that does not."""
    found = []
    for measure in rollup.measures.values():
        for part, test in (("where", measure.where), ("less_where", measure.less_where)):
            if test is not None:
                found.append(asking(rollup, f"{MARK}{rollup.name}.{measure.fact}.{part}", test))
    return found or [asking(rollup, f"{MARK}{rollup.name}", None)]


def asking(rollup: RollUp, name: str, test: Condition | None) -> Rule:
    """A rule of no clause and no edition: nothing sets it aside."""
    from npa_rules.model.tree import All

    return Rule(
        id=name, slug=name, version="0", status="draft", edition="", file="", clauses=("",), label={"nl": "", "en": ""},
        applies_to=rollup.source, modality="norm", requires=test if test is not None else All(name, ()),
    )  # fmt: skip


class RollingUp:
    """Gathers one roll-up over all batches. `given` are facts of the target that the rows do not tell, such as its year."""

    def __init__(self, ruleset: RuleSet, rollup: RollUp, given: Mapping[str, Any], as_of: int) -> None:
        self.ruleset, self.rollup, self.given, self.as_of = ruleset, rollup, dict(given), as_of
        self.source, self.target = ruleset.subjects[rollup.source], ruleset.subjects[rollup.target]
        self.sums: dict[Key, Sums] = {}
        self.members: dict[Key, list[dict[str, dict[str, Any]]]] = {}

    # ---- gathering -------------------------------------------------------------------------------------------------
    def add(self, rows: pl.DataFrame, codes: pl.DataFrame) -> None:
        """Take the rows of a batch with the codes of all rules."""
        if not rows.height:
            return
        columns = [self.key(rows, name).alias(f"k{n}") for n, name in enumerate(self.rollup.keys.values())]
        frame = pl.DataFrame([*columns, self.year(rows).alias("year")])
        names = frame.columns
        wanted: dict[str, pl.Series] = {}
        for measure in self.rollup.measures.values():
            yes, open_ = self.truth(measure, "where", codes, rows.height)
            if measure.kind == "count":
                wanted |= {f"{measure.fact}|yes": yes.cast(pl.Int64), f"{measure.fact}|open": open_.cast(pl.Int64)}
            elif measure.kind == "growth":
                wanted |= grown(
                    self.source, measure, rows, (yes, open_), self.truth(measure, "less_where", codes, rows.height)
                )
            elif measure.kind in ("mean", "between"):
                wanted |= averaged(self.source, measure, rows, (yes, open_))
        frame = frame.with_columns([s.alias(n) for n, s in wanted.items()])
        for row in gathered(frame, names).iter_rows(named=True):
            sums = self.sums.setdefault(tuple(row[n] for n in names), Sums())
            sums.add({k: v for k, v in row.items() if k not in names})
        if any(m.kind in ("members", "sum") for m in self.rollup.measures.values()):
            for key, item in zip(
                frame.select(names).iter_rows(), as_items(self.source, completed(self.source, rows)), strict=True
            ):
                self.one(key, item)

    def key(self, rows: pl.DataFrame, name: str) -> pl.Series:
        """Whose each row is, by one key."""
        return rows[name] if name in rows.columns else pl.repeat(None, rows.height, dtype=pl.String, eager=True)

    def year(self, rows: pl.DataFrame) -> pl.Series:
        """The year of each row."""
        name = self.rollup.dated
        if name not in rows.columns:
            return pl.repeat(None, rows.height, dtype=pl.Int64, eager=True)
        return rows[name] if self.source.facts[name].kind == "number" else rows[name] // 10000

    def truth(self, measure: Measure, part: str, codes: pl.DataFrame, height: int) -> tuple[pl.Series, pl.Series]:
        """For each row whether a condition is true, and whether it is open: of a row that is not judged it is."""
        if (measure.where if part == "where" else measure.less_where) is None:
            never = pl.repeat(False, height, dtype=pl.Boolean, eager=True)
            return (~never if part == "where" else never), never  # nothing is deducted where nothing says so
        column = codes[f"{MARK}{self.rollup.name}.{measure.fact}.{part}"]
        yes, open_ = column.is_in(codes_of(("complies",))), column.is_in(codes_of(("undetermined",)))
        return yes.fill_null(False), open_.fill_null(True)

    def one(self, key: Key, item: Item) -> None:
        """What the reference evaluator says of a row: the fields of its members, and what it adds to sums."""
        frame = self.frame(item)
        found: dict[str, dict[str, Any]] = {}
        for measure in self.rollup.measures.values():
            if measure.kind == "members":
                values = {f: raw(frame.evaluate(node)) for f, node in measure.members.items()}
                found[measure.fact] = {f: v for f, v in values.items() if v is not None}
            elif measure.kind == "sum" and measure.sum is not None:
                said = measure.given is None or frame.truth(measure.given)[0] is True
                # a row that says nothing adds what a row of which nothing is known can add
                known = frame if said else self.frame(Item(self.source, item.key, {}))
                self.sums[key].add(summed(measure.fact, known.evaluate(measure.sum)))
        self.members.setdefault(key, []).append(found)

    def frame(self, item: Item) -> Frame:
        """What the reference evaluator says of one row."""
        rule = asking(self.rollup, f"{MARK}{self.rollup.name}.{item.key}", None)
        return Run(self.ruleset, [item], Settings(as_of=self.as_of)).frame(rule, item)

    # ---- the targets -----------------------------------------------------------------------------------------------
    def targets(self) -> list[Target]:
        """The items of the target, in the order of their keys; what is open in them is a range or left out."""
        return Targets(self).all()

    def items(self) -> list[Item]:
        """The items alone."""
        return [t.item for t in self.targets()]


def summed(fact: str, value: Quantity) -> dict[str, Any]:
    """What one row adds to a sum: its least and greatest, and the same if it may not count; sides that are endless."""
    sure = isinstance(value, Num) and not value.undefined and not value.absent
    low, high = (value.low, value.high) if isinstance(value, Num) and sure else (-INF, INF)
    below, above = low == -INF, high == INF
    low, high = 0 if below else low, 0 if above else high
    return {
        f"{fact}|low": low, f"{fact}|high": high, f"{fact}|least": min(low, 0), f"{fact}|most": max(high, 0),
        f"{fact}|below": int(below), f"{fact}|above": int(above), f"{fact}|open": int(below or above or low != high),
    }  # fmt: skip


def raw(value: Quantity) -> Any:
    """A quantity as a fact: known, a range, attested absent, or None for unknown."""
    if value is NONE:
        return NONE
    if isinstance(value, Num):
        if value.undefined or value.absent or (value.low, value.high) == (-INF, INF):
            return None
        return value.low if value.low == value.high else value
    if isinstance(value, Sym) and value.known and value.options is not None:
        (one,) = value.options
        return one
    return None
