"""The figures of an audit: how often each verdict came, why, what is missing, and how near the limits rows are.

Counts are of pairs: a row and a rule. Nothing here keeps a row.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from npa_rules.audit.basis import Basis, plain
from npa_rules.audit.batch import MISSED, codes_of, meanings
from npa_rules.audit.near import Limit
from npa_rules.model.record import OpenRecord, Record, fresh
from npa_rules.model.words import VERDICTS

if TYPE_CHECKING:
    import polars as pl

    from npa_rules.audit.batch import Batch, Judging
    from npa_rules.audit.dates import Dated
    from npa_rules.audit.overruled import Touched
    from npa_rules.model.case import Settings

_NUMBERED = re.compile(r"\[\d+\]")
_DATED = re.compile(r"@\d{4}-\d{2}-\d{2}\Z")


class Cell(Record):
    """How often a verdict came for a reason."""

    verdict: str
    reason: str
    count: int


class RuleCount(Record):
    """One rule over all rows."""

    rule: str
    cells: tuple[Cell, ...]  # none of them zero
    refused: str = ""  # why it was judged row by row; empty when it was not

    def count(self, verdict: str, reason: str = "") -> int:
        """How often a verdict came, for one reason or all."""
        return sum(c.count for c in self.cells if c.verdict == verdict and reason in ("", c.reason))

    @property
    def rows(self) -> int:
        return sum(c.count for c in self.cells)


class Near(Record):
    """How many rows lie at most 1 % (or 1 euro) from a limit, and how many of those on the wrong side."""

    rule: str
    condition: str
    money: bool
    within: int
    missed: int


class Lacking(Record):
    """A fact that keeps verdicts open: of how many pairs it is among what is missing, and of how many alone.

    Supplying it decides at most `named` of them; of `alone` nothing else is missing.
    """

    name: str
    named: int
    alone: int
    rules: tuple[str, ...]


class Summary(Record):
    """What an audit found."""

    subject: str
    as_of: int
    ruleset_digest: str
    rows: int
    rules: tuple[RuleCount, ...]
    near: tuple[Near, ...]
    no_limit: tuple[str, ...]  # rules whose requirement compares no figures
    unmeasured: tuple[str, ...]  # rules with a limit whose nearness no column can hold
    lacking: tuple[Lacking, ...]  # the fact that is missing most comes first
    explained: int  # open pairs for which was looked up what is missing
    left_out: int  # and those for which it was not
    settings: Settings  # what was known, and the departures of a user
    dates: tuple[Dated, ...] = ()  # rows whose date lies outside the editions, or that only a part of the rules covers
    touched: tuple[Touched, ...] = ()  # by departures
    overruled: int = 0  # verdicts that any departure may touch

    @property
    def refused(self) -> int:
        """Rows without a verdict: no edition covers their date."""
        return sum(d.count for d in self.dates if d.code.startswith("E"))


class Counting(OpenRecord):
    """The counts so far."""

    plan: Judging
    limits: list[Limit]
    unmeasured: tuple[str, ...] = ()
    basis: Basis | None = None
    rows: int = 0
    codes: dict[str, Counter[int]] = fresh(default_factory=dict)
    within: Counter[str] = fresh(default_factory=Counter)
    missed: Counter[str] = fresh(default_factory=Counter)
    named: Counter[str] = fresh(default_factory=Counter)
    alone: Counter[str] = fresh(default_factory=Counter)
    by: dict[str, set[str]] = fresh(default_factory=dict)

    def add(self, batch: Batch, probes: pl.DataFrame) -> None:
        """Count a batch; `probes` has the codes of the rules that ask for nearness."""
        import polars as pl

        self.rows += batch.rows.height
        for name in batch.codes.columns:
            found = batch.codes[name].value_counts()
            counter = self.codes.setdefault(name, Counter())
            for code, count in found.iter_rows():
                if code is not None:
                    counter[code] += count
        yes, wrong = codes_of(("complies",)), codes_of(MISSED)
        tests = []
        for limit in self.limits:
            near = probes[limit.probe].is_in(yes)
            tests.append((limit.probe, near.sum(), (near & batch.codes[limit.rule].is_in(wrong)).sum()))
        for probe, within, missed in tests:
            self.within[probe] += int(within or 0)
            self.missed[probe] += int(missed or 0)
        told = batch.findings.filter(pl.col("missing").list.len() > 0)
        grouped = told.group_by("rule", "missing").len()
        for rule, missing, count in grouped.iter_rows():
            names = {folded(t) for t in missing}
            for name in names:
                self.named[name] += count
                self.by.setdefault(name, set()).add(rule)
            if len(names) == 1:
                self.alone[names.pop()] += count

    def summary(self, explained: int, left_out: int) -> Summary:
        """The figures of the whole table."""
        plan, pairs, basis = self.plan, meanings(), self.basis or plain(self.plan)
        order = [r.id for r in plan.ruleset.judging(plan.subject.name) if r.id in self.codes]
        verdicts = list(VERDICTS)
        rules = []
        for name in order:
            cells = [Cell(*pairs[c], n) for c, n in sorted(self.codes[name].items()) if n]
            cells.sort(key=lambda c: verdicts.index(c.verdict))
            rules.append(RuleCount(name, tuple(cells), plan.refused.get(name, "")))
        near = [
            Near(i.rule, i.condition, i.money, self.within[i.probe], self.missed[i.probe])
            for i in self.limits
            if i.rule in self.codes
        ]
        lacking = [Lacking(n, c, self.alone[n], tuple(sorted(self.by[n]))) for n, c in self.named.items()]
        lacking.sort(key=lambda one: (-one.named, -one.alone, one.name))
        limited = {i.rule for i in self.limits}
        return Summary(
            subject=plan.subject.name,
            as_of=plan.as_of,
            ruleset_digest=plan.ruleset.digest,
            rows=self.rows,
            rules=tuple(rules),
            near=tuple(near),
            no_limit=tuple(r for r in order if r not in limited and r not in self.unmeasured),
            unmeasured=tuple(r for r in order if r in self.unmeasured),
            lacking=tuple(lacking),
            explained=explained,
            left_out=left_out,
            settings=basis.settings,
            dates=basis.dates.found() if basis.dates is not None else (),
            touched=basis.overruled.touched() if basis.overruled is not None else (),
            overruled=basis.overruled.verdicts if basis.overruled is not None else 0,
        )


def folded(token: str) -> str:
    """What is missing, whichever member of a list or date of a series it is."""
    return _DATED.sub("", _NUMBERED.sub("[]", token))
