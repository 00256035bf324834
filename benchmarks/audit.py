"""What an audit costs beside judging: nearness, the wide table, and what is missing of open verdicts.

    python benchmarks/audit.py [ROWS]

ROWS (300,000) of rent increases and of allocations, one fact in twenty left out: once the generated rows of the tests,
which come again and again, and once with every rent and income another one. Prints seconds, rows a second, how many
open pairs there were and how many of them the reference evaluator had to be asked for, and the greatest memory so far.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # the generators lie with the tests

from npa_rules.audit import missing
from npa_rules.audit.near import fitted
from npa_rules.audit.outputs import Outputs, sinks
from npa_rules.audit.run import run
from npa_rules.engines import columns
from npa_rules.load.ruleset import load_sources
from npa_rules.model.rule import RuleSet
from tests.audit.small import AS_OF, made

ROOT = Path(__file__).resolve().parent.parent
SLICE = 50_000


def rows(ruleset: RuleSet, name: str, count: int, *, different: bool) -> pl.DataFrame:
    """So many rows; different ones have other cents in every amount."""
    few = columns.frame(ruleset, made(ruleset, name, 2_000))
    found = pl.concat([few] * -(-count // few.height)).head(count)
    if different:
        cents = pl.int_range(pl.len(), dtype=pl.Int64) % 99_991
        amounts = [n for n in found.columns if n in ("rent_before", "rent_after", "net_rent", "household_income")]
        found = found.with_columns([(pl.col(n) + cents).alias(n) for n in amounts])
    return found


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300_000
    ruleset = load_sources(ROOT).ruleset
    for name in ("rent_increase", "allocation"):
        subject = ruleset.subjects[name]
        for different in (False, True):
            table = rows(ruleset, name, count, different=different)
            plain = columns.Plan(ruleset, subject, AS_OF)
            plan, limits, out = fitted(lambda r, s=subject: columns.Plan(r, s, AS_OF), ruleset, name)
            told = {}
            for what in ("judging", "counts", "counts, nearness", "counts, nearness, wide table", "all"):
                asked = missing.Explainer.ask
                calls = [0]

                def counted(self, frame, wanted, asked=asked, calls=calls):  # type: ignore[no-untyped-def]
                    calls[0] += sum(map(len, wanted.values()))
                    return asked(self, frame, wanted)

                missing.Explainer.ask = counted  # type: ignore[method-assign]
                start = time.perf_counter()
                with tempfile.TemporaryDirectory() as folder:
                    if what == "judging":
                        for part in table.iter_slices(SLICE):
                            plain.judge(part)
                    else:
                        near = "nearness" in what or what == "all"
                        wide = f"{folder}/w.parquet" if "wide" in what or what == "all" else ""
                        summary = run(
                            plan if near else plain, table.iter_slices(SLICE),
                            sinks(Outputs(wide), plan if near else plain, "nl"),
                            limits=limits if near else (), unmeasured=out if near else (),
                            explain_rows=None if what == "all" else 0,
                        )  # fmt: skip
                told[what] = time.perf_counter() - start
                missing.Explainer.ask = asked  # type: ignore[method-assign]
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{name}, {count:,} rows, {'every amount another' if different else 'rows that come again'}:")
            for what, taken in told.items():
                print(f"  {what}: {taken:.2f} s, {count / taken:,.0f} rows a second")
            print(f"  {summary.explained:,} open pairs, {calls[0]:,} asked of the reference; {peak:,.0f} MiB at most")


if __name__ == "__main__":
    main()
