"""The rules printed as columns beside the reference evaluator row by row.

    python benchmarks/columns.py [ROWS [REFERENCE]]

The same generated facts for both, ROWS of them (100,000) for the columns, repeated from REFERENCE (2,000) that the
reference judges too, and the same verdicts first. Prints rows a second, all rules of the subject, and the ratio of the
two; asserts nothing about time. Printing the rules (once a table) is in the time of the columns.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import polars as pl
from timing import interleaved

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # the generators lie with the tests

from npa_rules.engines import columns
from npa_rules.engines.reference import Run
from npa_rules.load.ruleset import load_sources
from npa_rules.model.case import Item, Settings
from npa_rules.model.rule import RuleSet
from tests.generate import made, many
from tests.mutate import thinned

ROOT = Path(__file__).resolve().parent.parent
AS_OF = 20261124
SUBJECTS = ("allocation", "rent_increase", "corporation_year", "municipality_plan", "region")


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    few = int(sys.argv[2]) if len(sys.argv) > 2 else 2_000
    ruleset = load_sources(ROOT).ruleset
    for name in SUBJECTS:
        compare(ruleset, name, items(ruleset, name, few), rows)


def items(ruleset: RuleSet, name: str, count: int) -> list[Item]:
    """Generated facts of a subject, a tenth of them with facts left out."""
    subject, rng = ruleset.subjects[name], random.Random(3)
    if name in ("allocation", "rent_increase"):
        return many(ruleset, subject, count)
    whole = [Item(subject, str(n), made(rng, subject)) for n in range(count)]
    return [i for item in whole for i in thinned(rng, [item], rng.choice((0, 0.1)), AS_OF)]


def compare(ruleset: RuleSet, name: str, items: list[Item], rows: int) -> None:
    """One subject: the same verdicts first, then both times."""
    subject, settings, rules = ruleset.subjects[name], Settings(as_of=AS_OF), ruleset.judging(name)
    few = columns.frame(ruleset, items)
    many_ = pl.concat([few] * -(-rows // len(items))).head(rows)

    def reference() -> list[list[tuple[str, str]]]:
        found = []
        for item in items:
            run = Run(ruleset, [item], settings)
            outcomes = [run.judge(rule, item) for rule in rules]
            found.append([(o.verdict, o.reason) for o in outcomes])
        return found

    printed = columns.judge(ruleset, subject, few, AS_OF)
    assert [[columns.decode(c) for c in row] for row in printed.rows()] == reference()
    taken = interleaved(
        3, 1, columns=lambda: columns.judge(ruleset, subject, many_, AS_OF).height, reference=lambda: len(reference())
    )
    fast, slow = rows / taken["columns"], len(items) / taken["reference"]
    members = sum(len(v) for i in items for v in i.facts.values() if isinstance(v, tuple)) / len(items)
    lists = f", {members:.1f} members a row" if members else ""
    print(f"{name}, {len(rules)} rules{lists}: {fast:,.0f} rows a second, reference {slow:,.0f}: "
          f"{fast / slow:,.0f} times as many")  # fmt: skip


if __name__ == "__main__":
    main()
