"""Polars, DuckDB and the reference evaluator on the same generated rows: every code of every rule.

    python benchmarks/agreement.py [ROWS [REFERENCE [SPARK]]]

ROWS (1,000,000; ten million is meant too) of rent increases and of allocations, made by drawing every fact by itself
from generated ones, so that rows are seldom alike; facts are missing and figures lie beside their limits. Polars and
DuckDB judge all of them in batches, the reference REFERENCE of them (2,000), Spark the first SPARK (0). Prints how many
codes were compared and how many rows a second each engine judged; ends with an error at the first difference.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # the generators lie with the tests

from npa_rules.engines import columns
from npa_rules.engines.columns import streams
from npa_rules.engines.reference import Run
from npa_rules.load.ruleset import load_sources
from npa_rules.model.case import Settings
from npa_rules.model.dictionary import Subject
from npa_rules.model.rule import RuleSet
from tests.generate import many

ROOT = Path(__file__).resolve().parent.parent
AS_OF, BATCH, SEED = 20261124, 250_000, 5


def families(names: list[str]) -> dict[str, list[str]]:
    """Columns that belong to one fact are drawn together."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(name.partition("#")[0], []).append(name)
    return found


def batches(few: pl.DataFrame, rows: int) -> Iterator[pl.DataFrame]:
    """So many rows, the same ones each time."""
    for number, start in enumerate(range(0, rows, BATCH)):
        height = min(BATCH, rows - start)
        parts = [
            few.select(names).sample(height, with_replacement=True, shuffle=True, seed=SEED + 1000 * number + place)
            for place, names in enumerate(families(few.columns).values())
        ]
        yield pl.concat(parts, how="horizontal")


def compared(ruleset: RuleSet, subject: Subject, rows: int, few: int, spark: int) -> None:
    """One subject."""
    base = columns.frame(ruleset, many(ruleset, subject, 2_000))
    base = base.select(n for n in base.columns if base[n].null_count() < base.height)
    rules = ruleset.judging(subject.name)
    taken = dict.fromkeys(("polars", "duckdb"), 0.0)
    engines = {name: streams.Engine(ruleset, subject, AS_OF, name) for name in taken}
    for batch in batches(base, rows):
        found = {}
        for name, engine in engines.items():
            start = time.perf_counter()
            found[name] = engine.judge(batch)
            taken[name] += time.perf_counter() - start
        assert found["polars"].equals(found["duckdb"]), "Polars and DuckDB differ"
    sample = next(batches(base, BATCH)).sample(few, seed=SEED)
    codes = streams.Engine(ruleset, subject, AS_OF).judge(sample)
    for number, item in enumerate(columns.items(subject, columns.completed(subject, sample))):
        run = Run(ruleset, [item], Settings(as_of=AS_OF))
        for rule in rules:
            outcome = run.judge(rule, item)
            assert columns.decode(codes[rule.id][number]) == (outcome.verdict, outcome.reason), (rule.id, item.facts)
    if spark:
        first = next(batches(base, spark))
        told = streams.Engine(ruleset, subject, AS_OF, "spark").judge(first)
        assert told.equals(streams.Engine(ruleset, subject, AS_OF).judge(first)), "Polars and Spark differ"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    speeds = ", ".join(f"{name} {rows / spent:,.0f} rows a second" for name, spent in taken.items())
    print(f"{subject.name}: {rows * len(rules):,} codes alike on both, {few * len(rules):,} of them as the reference says"
          f"{f', {spark * len(rules):,} as Spark says' if spark else ''}; {speeds}; {peak:,.0f} MiB at most")  # fmt: skip


def main() -> None:
    given = [int(a) for a in sys.argv[1:]]
    rows, few, spark = given + [1_000_000, 2_000, 0][len(given) :]
    ruleset = load_sources(ROOT).ruleset
    for name in ("rent_increase", "allocation"):
        compared(ruleset, ruleset.subjects[name], rows, few, spark)


if __name__ == "__main__":
    main()
