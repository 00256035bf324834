"""Which verdicts of a table departures of a user may have touched: counted per rule, and how many differ without them.

`npa check` follows the evaluation of each verdict; columns cannot. Here a verdict may rest on a departure when its rule
does (by its values, definitions and premises), the rule holds on the date of the row, and a figure is one of that date.
So every verdict of a rule in force that `npa check` would mark is counted, and some that came by another way; but not
those that it marks only for a remark, a day or another reading beside the verdict, of which a table says nothing.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from npa_rules.audit.batch import Judging
from npa_rules.engines.columns.codes import encode
from npa_rules.model.case import Settings
from npa_rules.model.dictionary import Subject
from npa_rules.model.override import Override
from npa_rules.model.record import OpenRecord, Record
from npa_rules.model.rule import RuleSet
from npa_rules.overrides import bared, owned
from npa_rules.rests import Rests, rests
from npa_rules.views import confined, under

OUTSIDE = encode("not_applicable", "outside_period")
Make = Callable[[RuleSet], Judging]
Marks = dict[str, list[tuple[str, pl.Series]]]  # by rule: the departures, each with the rows that it may touch


class Touched(Record):
    """Of one departure and one rule: how many verdicts may rest on it, and how many are others without it."""

    override: str
    rule: str
    rests: int
    turned: int


class _One(OpenRecord):
    """A departure in force: the rules that may rest on it (for which a date counts), and what judges without it."""

    override: Override
    rules: dict[str, bool]
    without: Judging | None


class Overruled:
    """Looks at the verdicts that rest on departures, batch after batch."""

    def __init__(self, make: Make, ruleset: RuleSet, subject: Subject, settings: Settings) -> None:
        """`ruleset` with the rules of the user in it, but without other departures; `make` gives an engine for one."""
        self.subject, self.settings = subject, settings
        self.verdicts = 0  # that may rest on any
        self._counts: dict[tuple[str, str], list[int]] = {}
        view = under(ruleset, settings)
        counting = [o for o in settings.overrides if not o.expired(settings.as_of)]
        bases = {}
        for rule in view.judging(subject.name) if counting else ():
            bases[rule.id] = [rests(view, version, aside=True) for version in view.versions(rule.id)]
        found = (_part(make, ruleset, view, subject, settings, o, bases) for o in counting)
        self.parts = [p for p in found if p is not None]

    def look(self, rows: pl.DataFrame, codes: pl.DataFrame) -> Marks:
        """Count the verdicts of a batch (null: none) and say which rows may be touched."""
        marks: Marks = {}
        for part in self.parts:
            without = part.without.judge(rows) if part.without is not None else None
            for rule, dated in part.rules.items():
                had = codes[rule]
                mask = (had != OUTSIDE).fill_null(False)
                if dated:
                    mask = mask & self._covered(rows, part.override)
                turned = pl.repeat(False, rows.height, dtype=pl.Boolean, eager=True)
                if without is not None and rule in without.columns:
                    turned = (had // 16 != without[rule] // 16).fill_null(False)
                    mask = mask | (had != without[rule]).fill_null(False)
                counts = self._counts.setdefault((part.override.id, rule), [0, 0])
                counts[0] += int(mask.sum())
                counts[1] += int(turned.sum())
                marks.setdefault(rule, []).append((part.override.id, mask))
        for found in marks.values():
            self.verdicts += int(pl.select(pl.any_horizontal(*(m for _, m in found))).to_series().sum() or 0)
        return marks

    def _covered(self, rows: pl.DataFrame, override: Override) -> pl.Series:
        """The rows whose date may lie in the window of a figure."""
        every = pl.repeat(True, rows.height, dtype=pl.Boolean, eager=True)
        time, period = self.subject.time, override.period
        if period is None:
            return every
        if not time:
            return every if period.covers(self.settings.as_of) else ~every
        if time not in rows.columns:
            return every
        yearly = self.subject.facts[time].type == "year"
        low, high = (rows[time] * 10000 + 101, rows[time] * 10000 + 1231) if yearly else (rows[time], rows[time])
        mask = high >= period.since
        return (mask if period.until is None else mask & (low <= period.until)).fill_null(True)

    def touched(self) -> tuple[Touched, ...]:
        """The counts so far, of rules with any."""
        return tuple(Touched(o, r, *counts) for (o, r), counts in self._counts.items() if any(counts))


def _part(
    make: Make, ruleset: RuleSet, view: RuleSet, subject: Subject, settings: Settings, override: Override,
    bases: dict[str, list[Rests]],
) -> _One | None:  # fmt: skip
    """A departure with the rules that may rest on it; None where there are none."""
    own = owned(ruleset, override)
    rules: dict[str, bool] = {}
    for rule, mine in bases.items():
        resting = [r for base in mine for r in base.rules.values()]
        if override.kind == "parameter":
            read = [s for base in mine if (s := base.series.get(override.target)) is not None]
            if read:  # another subject has a date of its own
                rules[rule] = not any(read) and all(r.applies_to == subject.name for r in resting)
        elif rule in own or {r.id for r in resting} & (own or {override.target}):
            rules[rule] = False
    if not rules:
        return None
    bare = bared(ruleset, settings, override)
    chosen = [view.rules[r] for r in rules if r not in own]
    without = make(confined(under(*bare), chosen)) if bare is not None and chosen else None
    return _One(override, rules, without)
