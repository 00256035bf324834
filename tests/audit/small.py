"""Generated rows of the project's rules and the plan that judges them, for the tests of audits."""

from __future__ import annotations

from functools import cache

import polars as pl

from npa_rules.audit.near import fitted
from npa_rules.engines import columns
from npa_rules.model.case import Item
from npa_rules.model.rule import RuleSet
from tests.generate import many

AS_OF = 20261124


class Kept:
    """A sink that keeps what it was given."""

    def __init__(self, fail_after: int = 10**9) -> None:
        self.batches, self.closed, self.aborted, self.fail_after = [], False, False, fail_after

    def write(self, batch):
        if len(self.batches) >= self.fail_after:
            raise RuntimeError("sink")
        self.batches.append(batch)

    def close(self, summary):
        self.closed = True
        return []

    def abort(self):
        self.aborted = True


@cache
def rows(ruleset_digest: str, name: str, count: int) -> list[Item]:
    return many(SETS[ruleset_digest], SETS[ruleset_digest].subjects[name], count)


SETS: dict[str, RuleSet] = {}


def table(ruleset: RuleSet, name: str = "rent_increase", count: int = 600):
    """Items, the same as a table with ids and lines, the plan, and the limits that it measures."""
    SETS[ruleset.digest] = ruleset
    items = rows(ruleset.digest, name, count)
    subject = ruleset.subjects[name]
    plan, limits, unmeasured = fitted(lambda r: columns.Plan(r, subject, AS_OF), ruleset, name)
    frame = columns.frame(ruleset, items).with_columns(
        pl.Series("#id", [i.id for i in items]),
        pl.int_range(2, 2 + len(items), dtype=pl.Int64, eager=True).alias("#line"),
    )
    return items, frame, plan, limits, unmeasured
