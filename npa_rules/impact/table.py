"""A table by the rules of both sides, through the columns engine: batch after batch, in flat memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import polars as pl

from npa_rules.audit.batch import ID, LINE
from npa_rules.audit.dates import Dates
from npa_rules.difference.sides import Side
from npa_rules.engines.columns.codes import decode, encode
from npa_rules.engines.columns.profile import Profile
from npa_rules.engines.columns.streams import Engine
from npa_rules.impact.dates import Gathered, keeps
from npa_rules.impact.facts import ready
from npa_rules.impact.pairs import SHOWN, Impact, Pair, Where
from npa_rules.impact.rows import Rows
from npa_rules.impact.sides import dated, observed
from npa_rules.model.dictionary import Subject
from npa_rules.model.rule import LAST
from npa_rules.model.words import VERDICTS
from npa_rules.views import confined

STEP = 256  # the codes of two sides as one number
OUTSIDE = encode("not_applicable", "outside_period")
Batches = Iterator[tuple[pl.DataFrame, pl.DataFrame]]  # the same rows, as each side reads them


class Half:
    """One side of an impact on one subject; `plan` comes with the first rows. Without rules there is nothing to judge."""

    def __init__(self, side: Side, whole: Side, subject: Subject, as_of: int) -> None:
        self.side, self.subject = side, subject
        self.ruleset = confined(whole.ruleset, side.rules.values())
        self.as_of = observed(whole, subject, as_of)
        self.to = dated(whole, subject)
        self.plan: Engine | None = None

    def judge(self, rows: pl.DataFrame) -> pl.DataFrame:
        """A code a row and rule of the side."""
        if not self.side.rules:
            return pl.DataFrame()
        if self.to is not None:
            name, day = self.to
            rows = rows.with_columns(pl.lit(day, pl.Int64).alias(name))
        if self.plan is None:
            profile = Profile.of(self.subject, rows)
            self.plan = Engine(self.ruleset, self.subject, self.as_of, "polars", profile)
        return self.plan.judge(self.plan.cleared(rows))


def of_table(
    impact: Impact,
    name: str,
    batches: Batches,
    rows: Rows | None = None,
    progress: Callable[[int], None] | None = None,
    file: str = "",
) -> list[Half]:
    """Judge every row on both sides and count what turned; the plans of both sides, for what they have to tell.

    `ready` must have paired the rules about the subject. `rows` gets every row of which a verdict turned.
    """
    sides, done = impact.sides[name], 0
    halves = [
        Half(
            side, whole, whole.ruleset.subjects[name] if side.rules else impact.two.ruleset.subjects[name], impact.as_of
        )
        for side, whole in zip(sides, (impact.one, impact.two), strict=True)
    ]
    watched = [dates(impact, side, name) for side in (impact.one, impact.two)]
    for before, after in batches:
        if watched[0] is not None:
            watched[0].look(before)
        out = watched[1].look(after) if watched[1] is not None and after.height else None
        if out is not None and out.any():
            before, after = before.filter(~out), after.filter(~out)
        codes = halves[0].judge(before), halves[1].judge(after)
        touched = pl.repeat(False, after.height, dtype=pl.Boolean, eager=True)
        turned = []
        for pair in impact.pairs[name]:
            mask = _pair(pair, *codes, after, halves[1].subject, done, file, dated=halves[1].to is not None)
            if mask is None:
                continue
            touched = touched | mask
            if rows is not None and mask.any():
                turned.append(_told(pair, *codes, after, mask, file))
        if rows is not None and turned:
            rows.put_all(turned)
        impact.touched += int(touched.sum())
        done += after.height
        impact.items[name] = done
        if progress is not None:
            progress(done)
    impact.items.setdefault(name, 0)
    gathered = Gathered()
    for number, watch in enumerate(watched):
        for found in watch.found() if watch is not None else ():
            first = [Where(i, n, file) for i, n in found.first]
            gathered.add(number, found.code, name, found.covered, found.count, first)
    impact.notes += gathered.notes()
    return halves


def dates(impact: Impact, side: Side, name: str) -> Dates | None:
    """Who looks at the dates of rows on a side; nobody where rows do not keep them, or the side knows no such subject."""
    if not keeps(impact) or side.whole is None or side.settings is None or name not in side.whole.subjects:
        return None
    return Dates(side.whole, side.whole.subjects[name], side.settings)


def _pair(
    pair: Pair, one: pl.DataFrame, two: pl.DataFrame, rows: pl.DataFrame, subject: Subject, done: int, file: str, *,
    dated: bool,
) -> pl.Series | None:  # fmt: skip
    """Count the verdicts of a pair; which rows turned, None where the pair has but one rule."""
    old = one[pair.old.id] if pair.old is not None else None
    new = two[pair.new.id] if pair.new is not None else None
    mine = _owned(pair, one, two)
    for codes, counts in ((old, pair.before), (new, pair.after)):
        if codes is not None:
            _add(counts, codes if mine is None else codes.filter(mine))
    if old is None or new is None:
        return None
    mask = (old // 16) != (new // 16)
    mask = mask if mine is None else mask & mine
    if not mask.any():
        return mask
    both = (old.cast(pl.UInt16) * STEP + new.cast(pl.UInt16)).alias("both")
    day = _days(rows, subject, dated=dated)
    for code, count in both.filter(mask).value_counts().iter_rows():
        (was, why), (now, since) = decode(code // STEP), decode(code % STEP)
        flip = pair.flip(was, now)
        flip.count += count
        flip.reasons.add((why, since))
        at = (both == code) & mask
        if day is None or (found := day.filter(at)).null_count():
            flip.days(0, LAST)
        else:
            low, high = int(found.min()), int(found.max())  # type: ignore[arg-type]
            flip.days(*((low * 10000 + 101, high * 10000 + 1231) if high < 10000 else (low, high)))
        first = at.arg_true().head(SHOWN)
        named = [Where(str(i), int(n), file) for i, n in rows[first].select(ID, LINE).iter_rows()]
        flip.rows = sorted([*flip.rows, *named], key=lambda w: w.line)[:SHOWN]
    return mask


def _add(counts: dict[str, int], codes: pl.Series) -> None:
    """Count codes by verdict."""
    names, found = [*VERDICTS], Counter(counts)
    for code, count in (codes // 16).value_counts().iter_rows():
        found[names[code]] += count
    counts.update(found)


def _owned(pair: Pair, one: pl.DataFrame, two: pl.DataFrame) -> pl.Series | None:
    """Which rows are of this pair, not of another that shares its counterpart; None for all (see `facts.owns`)."""
    if not pair.several:
        return None
    codes, shared = (two, pair.new) if pair.several == "new" else (one, pair.old)
    assert shared is not None
    out = {i: codes[i] == OUTSIDE for i in pair.among}
    mine = ~out[shared.id]
    if shared.id == pair.among[0]:
        every = out[shared.id]
        for series in out.values():
            every = every & series
        mine = mine | every
    return mine


def _days(rows: pl.DataFrame, subject: Subject, *, dated: bool) -> pl.Series | None:
    """The day or year of each row, where rows have their own."""
    return rows[subject.time] if subject.time and not dated and subject.time in rows.columns else None


def _told(
    pair: Pair, one: pl.DataFrame, two: pl.DataFrame, rows: pl.DataFrame, mask: pl.Series, file: str
) -> pl.DataFrame:
    """The rows that turned, with the codes of both sides."""
    assert pair.old is not None and pair.new is not None
    at = mask.arg_true()
    return pl.DataFrame(
        {
            "row": at.cast(pl.Int64),
            ID: rows[ID].gather(at).cast(pl.String),
            LINE: rows[LINE].gather(at).cast(pl.Int64),
            "file": pl.repeat(file, len(at), dtype=pl.String, eager=True),
            "rule_old": pl.repeat(pair.old.id, len(at), dtype=pl.String, eager=True),
            "rule_new": pl.repeat(pair.new.id, len(at), dtype=pl.String, eager=True),
            "clauses": pl.repeat("; ".join(pair.new.clauses), len(at), dtype=pl.String, eager=True),
            "old": one[pair.old.id].gather(at),
            "new": two[pair.new.id].gather(at),
        }
    )


__all__ = ["Batches", "Half", "of_table", "ready"]
