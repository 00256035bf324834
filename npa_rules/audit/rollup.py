"""Facts of a higher subject from rows of a lower one, in the same pass that judges the rows.

Each condition of a roll-up becomes a rule about the rows, so that every engine says of each row whether it counts. A row
of which that is not known, or that may belong to any year or owner, gives a range: a figure between all that count
surely and all that may. A year of which there is no row is not zero: what is about it stays unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import polars as pl

from npa_rules.audit.batch import codes_of
from npa_rules.audit.sums import Sums, grown
from npa_rules.engines.columns import items as as_items
from npa_rules.engines.columns.frame import completed
from npa_rules.engines.quantity import INF, NONE, Num, Quantity, Sym
from npa_rules.engines.reference import Run
from npa_rules.model.case import Item, Settings
from npa_rules.model.rollup import Measure, RollUp
from npa_rules.model.rule import Rule, RuleSet
from npa_rules.model.tree import Condition
from npa_rules.views import joined

MARK = "~rollup:"
Key = tuple[Any, ...]  # the keys of a target and its year; None where a row does not say


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
        date = (
            rows[self.rollup.dated] // 10000
            if self.rollup.dated in rows.columns
            else pl.Series([None] * rows.height, dtype=pl.Int64)
        )
        frame = pl.DataFrame([*columns, date.alias("year")])
        names = frame.columns
        wanted: dict[str, pl.Series] = {}
        for measure in self.rollup.measures.values():
            if measure.kind == "count":
                yes, open_ = self.truth(measure, "where", codes, rows.height)
                wanted |= {f"{measure.fact}|yes": yes.cast(pl.Int64), f"{measure.fact}|open": open_.cast(pl.Int64)}
            elif measure.kind == "growth":
                wanted |= self.growth(measure, rows, codes)
        frame = frame.with_columns([s.alias(n) for n, s in wanted.items()])
        for row in frame.group_by(names).agg(pl.len().alias("#rows"), pl.exclude(names).sum()).iter_rows(named=True):
            key = tuple(row[n] for n in names)
            sums = self.sums.setdefault(key, Sums())
            sums.add({k: v for k, v in row.items() if k not in names})
        if any(m.kind == "members" for m in self.rollup.measures.values()):
            for key, item in zip(
                frame.select(names).iter_rows(), as_items(self.source, completed(self.source, rows)), strict=True
            ):
                self.members.setdefault(key, []).append(self.member(item))

    def key(self, rows: pl.DataFrame, name: str) -> pl.Series:
        return rows[name] if name in rows.columns else pl.Series([None] * rows.height, dtype=pl.String)

    def truth(self, measure: Measure, part: str, codes: pl.DataFrame, height: int) -> tuple[pl.Series, pl.Series]:
        """For each row whether a condition is true, and whether it is open."""
        if (measure.where if part == "where" else measure.less_where) is None:
            return pl.Series([True] * height), pl.Series([False] * height)
        column = codes[f"{MARK}{self.rollup.name}.{measure.fact}.{part}"]
        return column.is_in(codes_of(("complies",))), column.is_in(codes_of(("undetermined",)))

    def growth(self, measure: Measure, rows: pl.DataFrame, codes: pl.DataFrame) -> dict[str, pl.Series]:
        """For each row the least and greatest that it adds to the sum before and to the difference."""
        yes, open_ = self.truth(measure, "where", codes, rows.height)
        less, maybe = self.truth(measure, "less_where", codes, rows.height)
        return grown(self.source, measure, rows, (yes, open_), (less, maybe))

    def member(self, item: Item) -> dict[str, dict[str, Any]]:
        """The fields of the members that a row gives, by list."""
        rule = asking(self.rollup, f"{MARK}{self.rollup.name}.{item.key}", None)
        frame = Run(self.ruleset, [item], Settings(as_of=self.as_of)).frame(rule, item)
        found: dict[str, dict[str, Any]] = {}
        for measure in self.rollup.measures.values():
            if measure.kind == "members":
                values = {f: raw(frame.evaluate(node)) for f, node in measure.members.items()}
                found[measure.fact] = {f: v for f, v in values.items() if v is not None}
        return found

    # ---- the targets -----------------------------------------------------------------------------------------------
    def items(self) -> list[Item]:
        """The items of the target, in the order of their keys; what is open in them is a range or left out."""
        keys = [k for k in self.sums if None not in k[:-1]]
        owned = bool(keys)  # else no row says whose it is: they are one
        keys = keys or list(self.sums)
        whole = sorted({k[:-1] for k in keys}, key=str)
        found = []
        for owner in whole:
            years = sorted({k[-1] for k in self.sums if self.belongs(k[:-1], owner, owned) and k[-1] is not None})
            for year in years or [None]:
                found.append(self.item(owner, year, owned))
        return found

    def belongs(self, key: Key, owner: Key, owned: bool) -> bool:
        """Whether the rows of a key are surely of an owner."""
        return key == owner or not owned

    def item(self, owner: Key, year: int | None, owned: bool) -> Item:
        """One target."""
        facts: dict[str, Any] = dict(self.given)
        facts |= {name: v for name, v in zip(self.rollup.keys, owner, strict=True) if v is not None}
        time = self.target.time
        if year is not None and time:
            facts[time] = year
        for measure in self.rollup.measures.values():
            if measure.fact in self.given:
                continue
            if measure.kind == "fixed":
                facts[measure.fact] = measure.value
                continue
            sure, loose = self.parts(owner, None if year is None else year - measure.years_back, owned)
            if not sure:  # no row is about it: unknown, not zero
                continue
            if measure.kind == "members":
                facts[measure.fact] = self.listed(measure, sure)
                if loose:
                    facts[f"{measure.fact}_complete"] = False
                continue
            value = self.counted(measure, sure, loose) if measure.kind == "count" else self.share(measure, sure, loose)
            if value is not None:
                facts[measure.fact] = value
        self.fitted(facts)
        name = " ".join(str(p) for p in (*owner, year) if p is not None)
        return Item(self.target, name or self.target.name, facts)

    def parts(self, owner: Key, year: int | None, owned: bool) -> tuple[list[Key], list[Key]]:
        """The keys whose rows are surely of a target, and those whose rows may be."""
        sure, loose = [], []
        for key in self.sums:
            mine = self.belongs(key[:-1], owner, owned)
            might = mine or all(k is None or k == o for k, o in zip(key[:-1], owner, strict=True))
            if mine and key[-1] == year:
                sure.append(key)
            elif might and key[-1] in (year, None):
                loose.append(key)
        return sure, loose

    def counted(self, measure: Measure, sure: list[Key], loose: list[Key]) -> int | Num:
        """How many rows count: all that surely do, and at most those that may."""
        yes, open_ = f"{measure.fact}|yes", f"{measure.fact}|open"
        low = sum(self.sums[k].of(yes) for k in sure)
        high = low + sum(self.sums[k].of(open_) for k in sure)
        high += sum(self.sums[k].of(yes) + self.sums[k].of(open_) for k in loose)
        return low if low == high else Num(low, high, frozenset([measure.fact]))

    def share(self, measure: Measure, sure: list[Key], loose: list[Key]) -> Fraction | int | Num | None:
        """By how much a sum grew, in percent; None where it may be a sum of nothing."""
        ends = [0, 0, 0, 0]
        for keys, names in ((sure, ("nl", "nh", "bl", "bh")), (loose, ("ml", "mh", "", "mb"))):
            for key in keys:
                for place, name in enumerate(names):
                    ends[place] += self.sums[key].of(f"{measure.fact}|{name}") if name else 0
        low, high, least, most = ends
        if least <= 0:
            return None
        corners = [Fraction(100 * n, d) for n in (low, high) for d in (least, most)]
        if min(corners) == max(corners):
            exact = corners[0]
            return exact.numerator if exact.denominator == 1 else exact
        return Num(min(corners), max(corners), frozenset([measure.fact]))

    def listed(self, measure: Measure, sure: list[Key]) -> tuple[dict[str, Any], ...]:
        """The members of a list, a range named by its place."""
        rows = [m[measure.fact] for k in sure for m in self.members[k]]
        return tuple(
            {
                f: Num(v.low, v.high, frozenset([f"{measure.fact}[{n}].{f}"])) if isinstance(v, Num) else v
                for f, v in row.items()
            }
            for n, row in enumerate(rows)
        )

    def fitted(self, facts: dict[str, Any]) -> None:
        """A part is no more than its whole, a whole no less than its part."""
        for name, entry in self.target.facts.items():
            value, whole = facts.get(name), facts.get(entry.part_of)
            if value is None or whole is None or value is NONE or whole is NONE:
                continue
            (low, high), (least, most) = ends_of(value), ends_of(whole)
            facts[name] = between(name, low, min(high, most))
            facts[entry.part_of] = between(entry.part_of, max(least, low), most)


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


def ends_of(value: Any) -> tuple[Any, Any]:
    """The least and greatest that a fact can be."""
    return (value.low, value.high) if isinstance(value, Num) else (value, value)


def between(name: str, low: Any, high: Any) -> Any:
    """A figure between two, or the one that it is."""
    return low if low == high else Num(low, high, frozenset([name]))
