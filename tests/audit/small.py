"""Generated rows of the project's rules and the plan that judges them, for the tests of audits."""

from __future__ import annotations

import random
from fractions import Fraction
from functools import cache
from typing import Any

import polars as pl

from npa_rules.audit.near import fitted
from npa_rules.engines import columns
from npa_rules.model.case import Item
from npa_rules.model.dictionary import FactType
from npa_rules.model.rule import RuleSet
from tests.generate import BEFORE, DATES, IAH, INCOMES, OFTEN, RENTS

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


def made(ruleset: RuleSet, name: str, count: int) -> list[Item]:
    """Rows near the limits, the same ones in every run and on every machine; one fact in twenty is left out."""
    subject = ruleset.subjects[name]
    derived = {f.partition(".")[2] for f in ruleset.index.defining}
    entries = [e for e in subject.facts.values() if e.name not in derived and e.type not in ("text", "event", "list")]
    return [Item(subject, f"row-{n}", drawn(n, entries, name)) for n in range(count)]


def drawn(number: int, entries: list[FactType], name: str) -> dict[str, Any]:
    """The facts of one row; a fact that joins the dictionary leaves the others as they are."""
    found: dict[str, Any] = {}
    for entry in entries:
        rng = random.Random(f"{name}-{number}-{entry.name}")
        if rng.random() < 0.05:
            continue
        if entry.type == "date":
            found[entry.name] = rng.choice(DATES[name])
        elif entry.type == "ordered":
            found[entry.name] = rng.choice([0, 4, 7, 8, 9, 11])
        elif entry.type == "bool":
            found[entry.name] = rng.random() < 0.8 if OFTEN.get(entry.name) else rng.random() < 0.2
        elif entry.type == "code":
            found[entry.name] = rng.choice(sorted(entry.codes))
        elif entry.type == "count":
            found[entry.name] = rng.choice([1, 1, 2, 2, 3, 5])
        elif entry.name.startswith("increase_for"):
            found[entry.name] = Fraction(rng.choice(["0", "0", "12.50", "40"]))
        else:
            figures = INCOMES if entry.name == "household_income" else IAH if entry.unit == "eur_per_year" else RENTS
            found[entry.name] = Fraction(rng.choice(BEFORE if entry.name.startswith("rent_") else figures))
    if "rent_before" in found and "rent_after" in found:
        rng = random.Random(f"{name}-{number}")
        cents = int(found["rent_before"] * Fraction(rng.choice(FACTORS)) * 100) + rng.randint(-1, 1)
        found["rent_after"] = Fraction(max(cents, 0), 100)
    return found


@cache
def rows(digest: str, name: str, count: int) -> list[Item]:
    return made(SETS[digest], name, count)


FACTORS = ("1.023", "1.031", "1.041", "1.05", "1.058", "1.0", "1.06", "1.2")
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
