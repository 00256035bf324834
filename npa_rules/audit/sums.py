"""The sums that a roll-up keeps: for each target what rows add surely, and what they add at least and at most."""

from __future__ import annotations

from collections import Counter
from typing import Any

import polars as pl

from npa_rules.engines.columns.facts import limits
from npa_rules.model.dictionary import FactType, Subject
from npa_rules.model.rollup import Measure

FAR = 2**62 // 1_000_000  # beyond it the sum over a batch of rows may overflow
Key = tuple[Any, ...]  # the keys of a target and its year; None where a row does not say
Flags = tuple[pl.Series, pl.Series]  # surely true; open


class Sums:
    """Sums by name; whole numbers of Python, so that none is too large. Of names that end in `<` the least is kept, of
    those that end in `>` the greatest."""

    def __init__(self) -> None:
        self._sums: Counter[str] = Counter()
        self._ends: dict[str, int] = {}

    def add(self, sums: dict[str, Any]) -> None:
        """Add the sums and ends of some rows."""
        for name, value in sums.items():
            if name[-1] not in "<>":
                self._sums[name] += value or 0
            elif value is not None:
                known, pick = self._ends.get(name, value), min if name[-1] == "<" else max
                self._ends[name] = pick(known, value)

    def of(self, name: str) -> int:
        return self._sums[name]

    def end(self, name: str) -> int | None:
        """The least or greatest; None where there was none."""
        return self._ends.get(name)


def gathered(frame: pl.DataFrame, names: list[str]) -> pl.DataFrame:
    """The rows of each combination of `names` together: how many, and sums and ends of the other columns."""
    others = [c for c in frame.columns if c not in names]
    how = [pl.min(c) if c[-1] == "<" else pl.max(c) if c[-1] == ">" else pl.sum(c) for c in others]
    return frame.group_by(names).agg(pl.len().alias("#rows"), *how)


def grown(
    subject: Subject, measure: Measure, rows: pl.DataFrame, counts: Flags, deducts: Flags
) -> dict[str, pl.Series]:
    """What each row adds to the difference (n) and to the sum before (b), least (l) and greatest (h), in its units.

    A row that may count adds nothing or that; `m` is for one whose owner or year is open: it may add nothing too.
    """
    names = [n for n in (measure.before, measure.after, measure.less) if n]
    before, after, less = (ends(subject, rows, n) for n in (measure.before, measure.after, measure.less))
    yes, open_ = counts
    gap, endless = gaps(subject, rows, names)
    frame = pl.DataFrame(
        {"bl": before[0], "bh": before[1], "al": after[0], "ah": after[1], "ll": less[0], "lh": less[1],
         "yes": yes, "open": open_, "less": deducts[0], "maybe": deducts[1], "gap": gap, "endless": endless}
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
        rows=may.cast(pl.Int64),
        open=(column("open") | (may & (column("gap") | column("maybe")))).cast(pl.Int64),
        endless=(may & column("endless")).cast(pl.Int64),
    )
    return {f"{measure.fact}|{n}": found[n] for n in found.columns}


def averaged(subject: Subject, measure: Measure, rows: pl.DataFrame, counts: Flags) -> dict[str, pl.Series]:
    """What each row adds to a mean: its figure or the bounds of it, apart for rows that count (y) and that may (o)."""
    low, high = ends(subject, rows, measure.of)
    gap, endless = gaps(subject, rows, [measure.of])
    frame = pl.DataFrame(
        {"low": low, "high": high, "yes": counts[0], "open": counts[1], "gap": gap, "endless": endless}
    )
    column = pl.col
    may = column("yes") | column("open")
    kept = {
        **{f"{end}{at}": pl.when(column(who)).then(column(end)) for end in ("low", "high") for at, who in FLAGS},
        **{f"low{at}<": pl.when(column(who)).then(column("low")) for at, who in FLAGS},
        **{f"high{at}>": pl.when(column(who)).then(column("high")) for at, who in FLAGS},
        **{f"rows{at}": column(who).cast(pl.Int64) for at, who in FLAGS},
        "rows": may.cast(pl.Int64),
        "open": (column("open") | (may & column("gap"))).cast(pl.Int64),
        "known": (may & ~column("gap")).cast(pl.Int64),
        "endless": (may & column("endless")).cast(pl.Int64),
    }
    found = frame.select(**kept)
    return {f"{measure.fact}|{n}": found[n] for n in found.columns}


FLAGS = (("y", "yes"), ("o", "open"))


def gaps(subject: Subject, rows: pl.DataFrame, names: list[str]) -> Flags:
    """For each row whether one of the figures is not given, and whether one of those has no bound on a side."""
    gap = pl.repeat(False, rows.height, dtype=pl.Boolean, eager=True)
    endless = gap
    for name in names:
        entry = subject.facts[name]
        missing = (
            rows[name].is_null()
            if name in rows.columns
            else ~pl.repeat(False, rows.height, dtype=pl.Boolean, eager=True)
        )
        gap = gap | missing
        if boundless(entry):
            endless = endless | missing
    return gap, endless


def ends(subject: Subject, rows: pl.DataFrame, name: str) -> tuple[pl.Series, pl.Series]:
    """The least and greatest of a fact in units of its column; by its bounds where it is not given."""
    if not name or name not in rows.columns:
        entry = subject.facts.get(name)
        low, high = limits(entry) if entry is not None and not boundless(entry) else (0, 0)
        return pl.Series([low] * rows.height, dtype=pl.Int64), pl.Series([high] * rows.height, dtype=pl.Int64)
    low, high = limits(subject.facts[name]) if not boundless(subject.facts[name]) else (0, 0)
    return rows[name].fill_null(low), rows[name].fill_null(high)


def boundless(entry: FactType) -> bool:
    """Whether a figure that is not given may be too great to be summed; rows without it are counted as endless."""
    low, high = limits(entry)
    return -low > FAR or high > FAR
