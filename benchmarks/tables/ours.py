"""The table engine: batches of a Parquet file with facts in, the wide verdict table out, or counts.

`npa audit` does more beside that: it reads what users have, counts, and says what is missing (`benchmarks/audit.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.tables.facts import save
from benchmarks.tables.figures import AS_OF
from npa_rules.engines import columns
from npa_rules.engines.columns import streams
from npa_rules.engines.columns.profile import Profile
from npa_rules.model.rule import RuleSet

BATCH = 400_000  # rows that are read at a time


def batches(path: Path, size: int = BATCH, plans: Sequence[columns.Plan] = ()) -> Iterator[pl.DataFrame]:
    """A file in parts; no more of it than the last plan looks at."""
    every = pl.scan_parquet(path)
    for start in range(0, every.select(pl.len()).collect().item(), size):
        rows = every.select(n for n in every.collect_schema().names() if n in plans[-1].reads) if plans else every
        yield rows.slice(start, size).collect()


def judged(ruleset: RuleSet, name: str, path: Path, size: int = BATCH) -> Iterator[pl.DataFrame]:
    """Codes, a batch at a time."""
    subject, plans = ruleset.subjects[name], list[columns.Plan]()

    def planner(profile: Profile) -> columns.Plan:
        plans.append(columns.Plan(ruleset, subject, AS_OF, profile))
        return plans[-1]

    for _, codes in streams.on_polars(planner, subject, streams.ahead(batches(path, size, plans))):
        yield codes


def written(ruleset: RuleSet, name: str, path: Path, out: Path, size: int = BATCH) -> None:
    """The wide table."""
    save(judged(ruleset, name, path, size), out)


def counted(ruleset: RuleSet, name: str, path: Path, size: int = BATCH) -> dict[str, Counter[int]]:
    """How often each code comes, a rule."""
    total: dict[str, np.ndarray] = {}
    for codes in judged(ruleset, name, path, size):
        for series in codes:
            found = np.bincount(series.to_numpy(), minlength=96)
            total[series.name] = total.get(series.name, 0) + found
    return {rule: Counter({n: int(c) for n, c in enumerate(counts) if c}) for rule, counts in total.items()}


def statement(ruleset: RuleSet, name: str, table: str, profile: Profile, dialect: str) -> str:
    """Our SQL of the rules over a table (text that stands after FROM): codes only."""
    plan = columns.Plan(ruleset, ruleset.subjects[name], AS_OF, profile)
    return plan.sql(dialect, {"": table}, None)
