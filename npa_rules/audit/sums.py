"""The sums that a roll-up keeps: for each target what rows add surely, and what they add at least and at most."""

from __future__ import annotations

from collections import Counter
from typing import Any

import polars as pl

from npa_rules.engines.columns.facts import limits
from npa_rules.model.dictionary import Subject
from npa_rules.model.rollup import Measure

Flags = tuple[pl.Series, pl.Series]  # surely true; open


class Sums:
    """Sums by name; whole numbers of Python, so that none is too large."""

    def __init__(self) -> None:
        self._sums: Counter[str] = Counter()

    def add(self, sums: dict[str, Any]) -> None:
        """Add the sums of some rows."""
        for name, value in sums.items():
            self._sums[name] += int(value or 0)

    def of(self, name: str) -> int:
        return self._sums[name]


def grown(
    subject: Subject, measure: Measure, rows: pl.DataFrame, counts: Flags, deducts: Flags
) -> dict[str, pl.Series]:
    """What each row adds to the difference (n) and to the sum before (b), least (l) and greatest (h), in its units.

    A row that may count adds nothing or that; `m` is for one whose owner or year is open: it may add nothing too.
    """
    before, after, less = (ends(subject, rows, n) for n in (measure.before, measure.after, measure.less))
    yes, open_ = counts
    frame = pl.DataFrame(
        {"bl": before[0], "bh": before[1], "al": after[0], "ah": after[1], "ll": less[0], "lh": less[1],
         "yes": yes, "open": open_, "less": deducts[0], "maybe": deducts[1]}
    )  # fmt: skip
    column = pl.col
    off = column("less") | column("maybe")
    low_off = pl.when(off).then(column("lh")).otherwise(0)
    high_off = pl.when(column("less")).then(column("ll")).otherwise(0)
    low = column("al") - low_off - column("bh")
    high = column("ah") - high_off - column("bl")
    none = pl.lit(0, pl.Int64)
    may = column("yes") | column("open")
    found = frame.select(
        nl=pl.when(column("yes")).then(low).when(column("open")).then(pl.min_horizontal(low, none)).otherwise(none),
        nh=pl.when(column("yes")).then(high).when(column("open")).then(pl.max_horizontal(high, none)).otherwise(none),
        bl=pl.when(column("yes")).then(column("bl")).otherwise(none),
        bh=pl.when(may).then(column("bh")).otherwise(none),
        ml=pl.when(may).then(pl.min_horizontal(low, none)).otherwise(none),
        mh=pl.when(may).then(pl.max_horizontal(high, none)).otherwise(none),
        mb=pl.when(may).then(column("bh")).otherwise(none),
    )
    return {f"{measure.fact}|{n}": found[n] for n in found.columns}


def ends(subject: Subject, rows: pl.DataFrame, name: str) -> tuple[pl.Series, pl.Series]:
    """The least and greatest of a fact in units of its column; by its bounds where it is not given."""
    if not name or name not in rows.columns:
        entry = subject.facts.get(name)
        low, high = limits(entry) if entry is not None else (0, 0)
        return pl.Series([low] * rows.height, dtype=pl.Int64), pl.Series([high] * rows.height, dtype=pl.Int64)
    low, high = limits(subject.facts[name])
    return rows[name].fill_null(low), rows[name].fill_null(high)
