"""Counts that may be published: none below 5, and none from which such a one can be computed.

A count of 1 to 4 is shown as `<5`. What stands beside it adds up with it to a total that is known, so further counts of
the same row are held back (`…`) until every hidden `<5` can still be anything from 1 to 4; where that cannot be
reached the whole row is held back. Zero is shown: it is nobody's.
"""

from __future__ import annotations

from collections.abc import Sequence

from npa_rules.audit.dates import Dated
from npa_rules.audit.overruled import Touched
from npa_rules.audit.summary import Lacking, Near, RuleCount, Summary
from npa_rules.model.record import Record

LEAST = 5
FEW, HELD = "<5", "…"
Shown = int | str
Pair = tuple[str, str]  # verdict and reason


class Row(Record):
    """One rule as it is shown."""

    rule: str
    cells: dict[Pair, Shown]
    verdicts: dict[str, Shown]
    refused: str


class View(Record):
    """A summary as it is shown: figures, or marks in the place of those that are held back."""

    rows: Shown
    rules: tuple[Row, ...]
    near: tuple[tuple[Near, Shown, Shown], ...]
    lacking: tuple[tuple[Lacking, Shown, Shown], ...]
    explained: Shown
    left_out: Shown
    dates: tuple[tuple[Dated, Shown], ...] = ()  # for the public without the rows
    touched: tuple[tuple[Touched, Shown, Shown], ...] = ()
    overruled: Shown = 0


def masked(counts: Sequence[int]) -> list[Shown]:
    """Counts whose sum is known, with what must not be seen held back."""
    few = [n for n in counts if 0 < n < LEAST]
    if not few:
        return list(counts)
    others = sorted((n, i) for i, n in enumerate(counts) if n >= LEAST)
    held: set[int] = set()
    total = sum(few)
    while not open_(len(few), len(held), total):
        if not others:
            return [HELD] * len(counts)
        count, place = others.pop(0)
        held.add(place)
        total += count
    return [HELD if i in held else FEW if 0 < n < LEAST else n for i, n in enumerate(counts)]


def open_(few: int, held: int, total: int) -> bool:
    """Whether each of `few` counts of 1 to 4 can be any of these, beside `held` counts of 5 or more, in a total."""
    least = few - 1 + LEAST * held
    most = None if held else (LEAST - 1) * (few - 1)
    return total - (LEAST - 1) >= least and (most is None or total - 1 <= most)


def view(summary: Summary, *, public: bool) -> View:
    """The summary as it is shown, masked when it is for the public."""
    rules = tuple(_row(r, public) for r in summary.rules)
    if not public:
        near = tuple((n, n.within, n.missed) for n in summary.near)
        lacking = tuple((i, i.named, i.alone) for i in summary.lacking)
        dates = tuple((d, d.count) for d in summary.dates)
        touched = tuple((t, t.rests, t.turned) for t in summary.touched)
        return View(
            summary.rows, rules, near, lacking, summary.explained, summary.left_out, dates, touched, summary.overruled
        )
    hidden = {r.rule: {p for p, n in r.cells.items() if isinstance(n, str)} for r in rules}
    shown_near: list[tuple[Near, Shown, Shown]] = []
    for near_ in summary.near:
        told = any(v != "not_applicable" for v, _ in hidden[near_.rule])
        shown_near.append((near_, *((HELD, HELD) if told else pair(near_.within, near_.missed))))
    shown_lacking: list[tuple[Lacking, Shown, Shown]] = []
    for one in summary.lacking:
        told = any(("undetermined", "missing") in hidden[r] for r in one.rules)
        shown_lacking.append((one, *((HELD, HELD) if told else pair(one.named, one.alone))))
    shown_touched: list[tuple[Touched, Shown, Shown]] = []
    for touch in summary.touched:
        others = {r.rule: r.rows for r in summary.rules}[touch.rule] - touch.rests
        told = bool(hidden[touch.rule]) or 0 < others < LEAST
        shown_touched.append((touch, *((HELD, HELD) if told else pair(touch.rests, touch.turned))))
    shown_dates = tuple((d.but(first=()), part(summary.rows, d.count)) for d in summary.dates)
    few = 0 < summary.refused < LEAST  # the counts of a rule add up to the rows with a verdict
    rows = HELD if few else mark(summary.rows)
    overruled: Shown = HELD if summary.touched else 0
    return View(
        rows, rules, tuple(shown_near), tuple(shown_lacking), HELD, HELD, shown_dates, tuple(shown_touched), overruled
    )


def _row(rule: RuleCount, public: bool) -> Row:
    counts = [c.count for c in rule.cells]
    shown: list[Shown] = masked(counts) if public else [*counts]
    if public and rule.rows < LEAST:
        shown = [HELD] * len(counts)
    cells: dict[Pair, Shown] = {(c.verdict, c.reason): n for c, n in zip(rule.cells, shown, strict=True)}
    verdicts: dict[str, Shown] = {}
    for verdict in dict.fromkeys(c.verdict for c in rule.cells):
        parts = [n for (v, _), n in cells.items() if v == verdict]
        whole = [n for n in parts if isinstance(n, int)]
        verdicts[verdict] = sum(whole) if len(whole) == len(parts) else parts[0] if len(parts) == 1 else HELD
    return Row(rule.rule, cells, verdicts, rule.refused)


def mark(count: int) -> Shown:
    """A count that stands alone."""
    return FEW if 0 < count < LEAST else count


def pair(whole: int, part: int) -> tuple[Shown, Shown]:
    """A count and a part of it: the rest can be computed too."""
    if all(n == 0 or n >= LEAST for n in (part, whole - part)):
        return whole, part
    return mark(whole) if whole < LEAST else HELD, HELD


def part(whole: int, count: int) -> Shown:
    """A part of a total that is known, where nobody may tell the rest either."""
    return HELD if count >= LEAST and 0 < whole - count < LEAST else mark(count)
