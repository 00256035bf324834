"""Legal and agreed figures as columns: one window of dates for each period of a series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from npa_rules.engines.columns.ends import (
    NO,
    YES,
    NotPrintable,
    both,
    choose,
    either,
    fixed,
    inverse,
    same,
    smaller,
    whole,
)
from npa_rules.engines.columns.expression import Expr
from npa_rules.engines.columns.facts import LAST_DAY
from npa_rules.engines.columns.hull import hull
from npa_rules.engines.columns.values import Options, Quantity, Range, kept
from npa_rules.model import tree
from npa_rules.model.rule import ParameterSeries, Period

if TYPE_CHECKING:
    from npa_rules.engines.columns.printer import Printer


def parameter(p: Printer, node: tree.Parameter) -> Quantity:
    """The figure on its date; a date or category in doubt gives the range, a hole gives an unknown."""
    series = p.ruleset.parameters[node.name]
    at = p.figure(node.at) if node.at is not None else p.date(series.read_on)
    if at.low.by != 1 or at.high.by != 1:
        raise NotPrintable("a date that is a fraction")
    open_ = either(at.low.open, at.high.open, at.broken, at.maybe)
    dated = p.keep(both(same(at.low.number, at.high.number, LAST_DAY), inverse(open_)))
    if node.key is None or isinstance(node.key, tree.Literal):
        return on(p, series, str(node.key.value) if node.key is not None else "", at, dated)
    key = p.evaluate(node.key)
    if not isinstance(key, Options) or any(e is not NO for e in (key.none, key.maybe)):
        raise NotPrintable("a category that is open")
    rows = [(m, p.settle(on(p, series, str(o), at, dated))) for o, m in sorted(key.may.items(), key=str)]
    found = hull(rows, key.lacks, key.mute, p.keep)
    return hull([(dated, found), (inverse(dated), blank(series, at))], NO, False, p.keep)


def on(p: Printer, series: ParameterSeries, key: str, at: Range, dated: Expr) -> Quantity:
    """The value of a series on a date; of periods that overlap the last one counts."""
    found, lacks = blank(series, at), either(dated, at.lacks)
    beyond, windows = found, []
    for period in series.periods:
        if period.key != key:
            continue
        until = LAST_DAY if period.until is None else period.until
        late = smaller(at.low.number, until, LAST_DAY, strict=False)
        window = p.keep(both(dated, smaller(period.since, at.low.number, LAST_DAY, strict=False), late))
        windows.append(window)
        lacks = selected(window, fixed(period.other_value is not None), lacks)
        found = entered(found, window, period)
    if isinstance(found, Range) and isinstance(beyond, Range) and not any(p.other_value for p in series.periods):
        low = kept(found.low, p.keep)  # one figure, so that both ends are the same in every period
        found = found.but(low=low, high=choose(p.keep(either(*windows)), low, beyond.high))
    return found.but(lacks=lacks, mute=at.mute)


def blank(series: ParameterSeries, at: Range) -> Quantity:
    """A parameter without a value: anything within its bounds."""
    if series.type == "bool":
        return Options({True: YES, False: YES}, lacks=at.lacks, mute=at.mute)
    if series.type in ("text", "code"):
        raise NotPrintable(f"parameter {series.name} as a word")
    low = whole(0).but(open=YES, positive=False) if series.low is None else whole(series.low)
    high = whole(0).but(open=YES) if series.high is None else whole(series.high)
    return Range(low, high, lacks=at.lacks, mute=at.mute)


def entered(found: Quantity, window: Expr, period: Period) -> Quantity:
    """A value with that of a period in its window."""
    if isinstance(found, Options):
        return found.but(may={o: selected(window, fixed(o == period.value), m) for o, m in found.may.items()})
    assert isinstance(found, Range) and not isinstance(period.value, str)
    ends = sorted([period.value, *([period.other_value] if period.other_value is not None else [])])
    low, high = choose(window, whole(ends[0]), found.low), choose(window, whole(ends[-1]), found.high)
    return found.but(low=low, high=high)


def selected(test: Expr, a: Expr, b: Expr) -> Expr:
    """One truth where the test holds, else another."""
    return either(both(test, a), both(inverse(test), b))
