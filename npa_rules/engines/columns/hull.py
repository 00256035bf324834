"""What several possibilities have in common: one range or one set of options around those that are live."""

from __future__ import annotations

from npa_rules.engines.columns.arithmetic import spread
from npa_rules.engines.columns.ends import NO, NotPrintable, both, choose, either, higher, inverse, lower, whole
from npa_rules.engines.columns.expression import Expr
from npa_rules.engines.columns.values import Keep, Options, Quantity, Range, kept


def hull(rows: list[tuple[Expr, Quantity]], doubt: Expr, mute: bool, keep: Keep) -> Quantity:
    """One value around all rows that are live; a single live one stands as it is. Where none is, no caller looks."""
    rows = [r for r in rows if r[0] is not NO] or rows[:1]
    if len(rows) == 1:
        return rows[0][1]
    seen, several, alone = NO, NO, NO
    for live, value in rows:
        several = keep(either(several, both(seen, live)))
        seen = keep(either(seen, live))
        alone = either(alone, both(live, inverse(value.none)))
    values = [v for _, v in rows]
    absent = keep(either(*(both(live, v.none) for live, v in rows)))
    none = keep(both(absent, inverse(alone)))
    maybe = keep(either(both(absent, alone), *(both(live, v.maybe) for live, v in rows)))
    lacks = keep(either(both(several, doubt), *(both(live, v.lacks) for live, v in rows)))
    mute = mute or any(v.mute for v in values)
    if all(isinstance(v, Options) for v in values):
        return _options(rows, lacks, several, Options({}, none, maybe, lacks, mute))
    if all(isinstance(v, Range) for v in values):
        return _range(rows, several, Range(whole(0), whole(0), NO, none, maybe, lacks, mute), keep)
    raise NotPrintable("a table of different kinds")


def _options(rows: list[tuple[Expr, Quantity]], lacks: Expr, several: Expr, found: Options) -> Options:
    may: dict[object, Expr] = {}
    for live, value in rows:
        assert isinstance(value, Options)
        for option, can in value.may.items():
            may[option] = either(may.get(option, NO), both(live, can))
    if lacks is not NO:
        many = either(*(both(a, b) for i, a in enumerate(may.values()) for b in list(may.values())[:i]))
        lacks = both(lacks, either(inverse(several), many, found.maybe))
    return found.but(may=may, lacks=lacks)


def _range(rows: list[tuple[Expr, Quantity]], several: Expr, found: Range, keep: Keep) -> Range:
    low = high = None
    broken, seen = NO, NO
    for live, value in rows:
        assert isinstance(value, Range)
        live = keep(both(live, inverse(value.none)))  # what is absent has no ends
        broken = either(broken, both(live, value.broken))
        if low is None or high is None:
            low, high, seen = value.low, value.high, live
            continue
        first = inverse(seen)
        low = kept(choose(keep(both(live, either(first, lower(value.low, low)))), value.low, low), keep)
        high = kept(choose(keep(both(live, either(first, higher(value.high, high)))), value.high, high), keep)
        seen = keep(either(seen, live))
    assert low is not None and high is not None
    broken = keep(broken)
    lacks = found.lacks
    if lacks is not NO:
        lacks = both(lacks, either(inverse(several), broken, found.maybe, spread(low, high)))
    return found.but(low=low, high=high, broken=broken, lacks=lacks)
