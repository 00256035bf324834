"""What passes through an audit: rows with their codes, what keeps them open, and who takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from npa_rules.model.dictionary import Subject
from npa_rules.model.record import Record
from npa_rules.model.rule import RuleSet
from npa_rules.model.words import REASONS, VERDICTS

if TYPE_CHECKING:
    import polars as pl

    from npa_rules.audit.summary import Summary

ID, LINE = "#id", "#line"
REPORTED = ("violates", "shortfall", "undetermined")  # what the long export names row by row
NOT_APPLICABLE = ("outside_period", "pending_law", "suspended", "out_of_scope", "pending")
MISSED = ("violates", "shortfall")


class Judging(Protocol):
    """Whatever gives codes for rows: `columns.Plan`, or the same on another engine."""

    ruleset: RuleSet
    subject: Subject
    as_of: int
    refused: dict[str, str]  # rules that are judged row by row, and why

    def judge(self, rows: pl.DataFrame) -> pl.DataFrame:
        """A code a row and rule of the subject (`columns.decode`)."""


class Batch(Record):
    """Some rows of the table, one after another.

    `codes` has a column a rule, in the order of the rule set. `findings` has a line for each pair of row and rule that
    is reported: `row` (its number in this batch), `rule`, `code`, and `missing`, a list of facts: null where it was not
    looked up; and `overrides`, the departures that may touch it (null: none) A code is null where the date of the row lies outside the
    editions: it has no verdict.
    """

    rows: pl.DataFrame
    codes: pl.DataFrame
    findings: pl.DataFrame


class Sink(Protocol):
    """Takes the batches of one run and leaves a file, or nothing at all."""

    def write(self, batch: Batch) -> None:
        """Take the next rows."""

    def close(self, summary: Summary) -> list[str]:
        """Put what was written in its place; the paths."""

    def abort(self) -> None:
        """Leave nothing behind; what stood in the place before stays."""


def codes_of(verdicts: tuple[str, ...]) -> list[int]:
    """The codes of these verdicts, whatever the reason."""
    return [list(VERDICTS).index(v) * 16 + n for v in verdicts for n in range(len(REASONS))]


def meanings() -> dict[int, tuple[str, str]]:
    """Verdict and reason of every code."""
    ways: dict[str, tuple[str, ...]] = {
        "complies": ("met",),
        "violates": ("missed",),
        "justified": ("excused",),
        "shortfall": ("missed",),
    }
    ways |= {"not_applicable": NOT_APPLICABLE, "undetermined": ("missing", "undefined")}
    reasons = list(REASONS)
    return {i * 16 + reasons.index(r): (v, r) for i, v in enumerate(VERDICTS) for r in ways[v]}
