"""Which facts keep an open verdict open: what the reference evaluator says, asked once for all rows that are alike.

Rows are alike for a rule when the facts that its outcome can rest on (`reads`) are the same, or lie in the same
interval where a figure is only compared with fixed figures. Rows with lists are asked for one by one.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import polars as pl

from npa_rules.audit.reads import Reads, reads
from npa_rules.engines.columns import items
from npa_rules.engines.columns.facts import parts, scale
from npa_rules.engines.columns.frame import completed
from npa_rules.engines.reference import Run
from npa_rules.model.case import Settings

if TYPE_CHECKING:
    from npa_rules.audit.batch import Judging

KEPT = 200_000  # answers of one rule that are remembered: flat memory, however long the table
Answer = tuple[str, ...]


class Explainer:
    """Answers for the open pairs of one run; `most` pairs at most are looked up (None: all)."""

    def __init__(self, plan: Judging, most: int | None = None) -> None:
        self.plan, self.most = plan, most
        self.ruleset, self.subject = plan.ruleset, plan.subject
        self.settings = Settings(as_of=plan.as_of)
        self.asked = 0  # pairs that the reference evaluator judged
        self.answered = 0
        self.left_out = 0
        self._reads: dict[str, Reads] = {}
        self._known: dict[str, dict[tuple[Any, ...], Answer]] = {}

    def missing(self, rows: pl.DataFrame, rule: str, numbers: list[int]) -> list[Answer | None]:
        """What is missing for a rule in each of these rows; None for those beyond `most`."""
        return self.answers(rows, {rule: numbers})[rule]

    def answers(self, rows: pl.DataFrame, open_: dict[str, list[int]]) -> dict[str, list[Answer | None]]:
        """The same for several rules, so that a row that many rules leave open is looked at once."""
        keys: dict[str, list[tuple[Any, ...]]] = {}
        wanted: dict[int, list[tuple[str, tuple[Any, ...]]]] = {}
        for rule, numbers in open_.items():
            room = len(numbers) if self.most is None else max(0, min(len(numbers), self.most - self.answered))
            self.answered += room
            self.left_out += len(numbers) - room
            keys[rule] = self.keys(rows, rule, numbers[:room])
            known, seen = self._known.setdefault(rule, {}), set()
            if len(known) > KEPT:
                known.clear()
            for key, number in zip(keys[rule], numbers, strict=False):
                if key not in known and key not in seen:
                    seen.add(key)
                    wanted.setdefault(number, []).append((rule, key))
        fresh = self.ask(rows, wanted)
        found: dict[str, list[Answer | None]] = {}
        for rule, numbers in open_.items():
            known, new = self._known[rule], fresh.get(rule, {})
            told: list[Answer | None] = [new[k] if k in new else known[k] for k in keys[rule]]
            found[rule] = [*told, *[None] * (len(numbers) - len(told))]
            if not self.lists(rule):
                known |= new
        return found

    def ask(
        self, rows: pl.DataFrame, wanted: dict[int, list[tuple[str, tuple[Any, ...]]]]
    ) -> dict[str, dict[Any, Answer]]:
        """What the reference evaluator says of these rows and rules, by rule and key."""
        found: dict[str, dict[Any, Answer]] = {}
        chosen = sorted(wanted)
        for number, item in zip(
            chosen, items(self.subject, completed(self.subject, rows[chosen])) if chosen else (), strict=True
        ):
            one = Run(self.ruleset, [item], self.settings)
            for rule, key in wanted[number]:
                self.asked += 1
                missing = one.by_date(rule, item).missing
                found.setdefault(rule, {})[key] = tuple(sorted(missing))
        return found

    def reads(self, rule: str) -> Reads:
        if rule not in self._reads:
            self._reads[rule] = reads(self.ruleset, self.ruleset.rules[rule])
        return self._reads[rule]

    def lists(self, rule: str) -> bool:
        """Whether a rule looks at members of a list."""
        return any(self.subject.facts[n].kind == "list" for n in self.reads(rule).facts)

    def keys(self, rows: pl.DataFrame, rule: str, numbers: list[int]) -> list[tuple[Any, ...]]:
        """What tells these rows apart for a rule."""
        if self.lists(rule):
            return [(n,) for n in numbers]
        found, columns = self.reads(rule), []
        for name in sorted(found.facts):
            entry = self.subject.facts[name]
            steps = found.interval(name) if entry.kind == "number" else None
            given = any(rows[d].null_count() < rows.height for d in found.derived.get(name, ()) if d in rows.columns)
            if steps is None or given:  # what is derived is given instead: it can be any figure
                columns += [rows[p].gather(numbers) for p in parts(entry) if p in rows.columns]
                continue
            if name in rows.columns:  # what the table lacks is missing in every row
                columns.append(placed(rows[name].gather(numbers), edges(steps, scale(entry))))
            columns += [rows[p].gather(numbers) for p in parts(entry)[1:] if p in rows.columns]
        if not columns:
            return [()] * len(numbers)
        return [*zip(*(_hashable(c) for c in columns), strict=True)]


def edges(steps: set[Fraction], units: int) -> list[int]:
    """Where the intervals begin, in units of the column: below a figure, the figure itself, above it."""
    found = set()
    for step in steps:
        exact = step * units
        found.add(math.ceil(exact))
        if exact.denominator == 1:
            found.add(exact.numerator + 1)
    return sorted(found)


def placed(values: pl.Series, starts: list[int]) -> pl.Series:
    """The number of the interval of each value."""
    return pl.Series([None if v is None else bisect_right(starts, v) for v in values.to_list()], dtype=pl.Int64)


def _hashable(column: pl.Series) -> list[Any]:
    found = column.to_list()
    return [tuple(v) if isinstance(v, list) else v for v in found] if isinstance(column.dtype, pl.List) else found
