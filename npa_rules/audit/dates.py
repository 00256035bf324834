"""Rows whose date lies outside the editions, by the rule of `npa check`: each date is asked once, and not each row."""

from __future__ import annotations

import polars as pl

from npa_rules.audit.batch import ID, LINE
from npa_rules.editions import uncovered
from npa_rules.errors import Diagnostic
from npa_rules.model.case import Item, Settings
from npa_rules.model.dictionary import Subject
from npa_rules.model.record import OpenRecord, Record, fresh
from npa_rules.model.rule import RuleSet

SHOWN = 10  # rows that are named
REFUSED = "E920"


class Dated(Record):
    """What was found about the dates of some rows: a code (E920: not judged, W920 or W921), how many, and the first of them."""

    code: str
    covered: str  # the days of the editions
    count: int
    first: tuple[tuple[str, int], ...]  # id and line

    def diagnostic(self, file: str, subject: str) -> Diagnostic:
        """The finding as `npa check` has it, at the first of the rows."""
        line = self.first[0][1] if self.first else 0
        return Diagnostic(self.code, file=file, line=line, column=int(line > 0), subject=subject, covered=self.covered)


class _Found(OpenRecord):
    count: int = 0
    first: list[tuple[str, int]] = fresh(default_factory=list)


class Dates:
    """Looks at the dates of rows, batch after batch."""

    def __init__(self, ruleset: RuleSet, subject: Subject, settings: Settings) -> None:
        self.ruleset, self.subject, self.settings = ruleset, subject, settings
        self._codes: dict[int | None, tuple[str, str] | None] = {}
        self._found: dict[tuple[str, str], _Found] = {}

    def look(self, rows: pl.DataFrame) -> pl.Series | None:
        """Which rows have a date that no edition covers, and so get no verdict; None for none of them."""
        time = self.subject.time
        if not time or time not in rows.columns:
            told = self.of(None)
            return self._keep(rows, told, pl.repeat(True, rows.height, dtype=pl.Boolean, eager=True)) if told else None
        days = rows[time]
        groups: dict[tuple[str, str], list[int | None]] = {}
        for day in days.unique().to_list():
            told = self.of(day)
            if told is not None:
                groups.setdefault(told, []).append(day)
        refused = [
            mask
            for told, found in sorted(groups.items())
            if (mask := self._keep(rows, told, days.is_in(found, nulls_equal=True))) is not None
        ]
        return (
            refused[0] if len(refused) == 1 else pl.select(pl.any_horizontal(*refused)).to_series() if refused else None
        )

    def of(self, day: int | None) -> tuple[str, str] | None:
        """The code for a date as the column holds it, and the days that are covered; None where all is well."""
        if day not in self._codes:
            facts = {} if day is None or not self.subject.time else {self.subject.time: day}
            found = uncovered(self.ruleset, [Item(self.subject, "", facts)], self.settings)
            self._codes[day] = (found[0].code, str(found[0].values["covered"])) if found else None
        return self._codes[day]

    def _keep(self, rows: pl.DataFrame, told: tuple[str, str], mask: pl.Series) -> pl.Series | None:
        """Count rows; the mask where they get no verdict."""
        if not rows.height:
            return None
        found = self._found.setdefault(told, _Found())
        found.count += int(mask.sum())
        room = SHOWN - len(found.first)
        if room > 0:
            first = rows[mask.arg_true().head(room)]
            found.first += [(str(i), int(n)) for i, n in first.select(ID, LINE).iter_rows()]
        return mask if told[0] == REFUSED else None

    def found(self) -> tuple[Dated, ...]:
        """What was found so far, errors first."""
        return tuple(
            Dated(code, covered, one.count, tuple(one.first)) for (code, covered), one in sorted(self._found.items())
        )
