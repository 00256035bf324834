"""Arithmetic on ranges, exact, as in `quantity.py`: each end by itself, and broken where there may be no result."""

from __future__ import annotations

from npa_rules.engines.columns.ends import (
    NO,
    End,
    NotPrintable,
    Whole,
    above_zero,
    at_most,
    both,
    choose,
    column,
    either,
    higher,
    inverse,
    less,
    level,
    lower,
    negative,
    over,
    plus,
    product,
    times,
    total,
    whole,
)
from npa_rules.engines.columns.expression import Expr
from npa_rules.engines.columns.values import Keep, Range


def computed(low: End, high: End, sources: list[Range], broken: Expr = NO) -> Range:
    """The result of a computation: broken when a source is, or may be absent; a known one is missing nothing."""
    broken = either(broken, *(e for s in sources for e in (s.broken, s.maybe)))
    lacks = either(*(s.lacks for s in sources))
    if lacks is not NO:
        lacks = both(lacks, either(broken, spread(low, high)))
    return Range(low, high, broken, NO, NO, lacks, broken is not NO or any(s.mute for s in sources))


def spread(low: End, high: End) -> Expr:
    """More than one figure is possible."""
    return NO if low is high else either(low.open, high.open, inverse(level(low, high)))


def arithmetic(operator: str, a: Range, b: Range) -> Range:
    """Exact, as `quantity.add` and its siblings."""
    if operator == "+":
        return computed(plus(a.low, b.low), plus(a.high, b.high), [a, b])
    if operator == "-":
        return computed(plus(a.low, b.high, -1), plus(a.high, b.low, -1), [a, b])
    return multiplied(a, b) if operator == "*" else divided(a, b)


def multiplied(a: Range, b: Range) -> Range:
    """The least and greatest product of two ends; where one factor is never negative, the other one tells which."""
    if not a.low.positive:
        a, b = b, a
    if a.low.positive and b.low.positive:
        return computed(times(a.low, b.low), times(a.high, b.high), [a, b])
    if a.low.positive:
        low = choose(negative(b.low), times(a.high, b.low), times(a.low, b.low))
        high = choose(above_zero(b.high), times(a.high, b.high), times(a.low, b.high))
        return computed(low, high, [a, b])
    if any(e.open is not NO for e in (a.low, a.high, b.low, b.high)):
        raise NotPrintable("a product of two figures without bounds that can be negative")
    ends = [times(x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
    low = high = ends[0]
    for end in ends[1:]:
        low, high = choose(lower(end, low), end, low), choose(higher(end, high), end, high)
    return computed(low, high, [a, b])


def divisor(b: Range) -> tuple[Range, Expr]:
    """A divisor that is safe to use, and where it may be zero; one that can be negative is not printed."""
    if not b.low.positive:
        raise NotPrintable("a divisor that can be negative")
    zero = inverse(above_zero(b.low))
    low, high = choose(zero, whole(1), b.low), choose(zero, whole(1), b.high)
    return b.but(low=low, high=high), zero


def divided(a: Range, b: Range) -> Range:
    """Undefined where the divisor may be zero."""
    safe, zero = divisor(b)
    low = choose(negative(a.low), over(a.low, safe.low), over(a.low, safe.high))
    high = over(a.high, safe.low)
    if not a.low.positive:
        high = choose(above_zero(a.high), high, over(a.high, safe.high))
    return computed(low, high, [a, b], zero)


def share(part: Range, whole_: Range) -> Range:
    """In percent, between 0 and 100; undefined where the whole may be zero or the part is known to lie outside it."""
    safe, zero = divisor(whole_)
    below = NO if part.high.positive else less(part.high, whole(0))
    broken = either(zero, less(whole_.high, part.low), below)
    low, high = over(hundredfold(part.low), safe.high), over(hundredfold(part.high), safe.low)
    if not part.low.positive:
        low = choose(negative(low), whole(0), low)
    capped = either(high.open, inverse(at_most(high.but(open=NO), whole(100))))
    low = low.but(positive=True)
    return computed(low, choose(capped, whole(100), high), [part, whole_], broken)


def hundredfold(end: End) -> End:
    """A hundred times as much."""
    return times(end, whole(100))


def extreme(which: str, values: list[Range], keep: Keep) -> Range:
    """The least or greatest of several figures."""
    low, high = values[0].low, values[0].high
    for value in values[1:]:
        if which == "min":
            low = choose(keep(lower(value.low, low)), value.low, low)
            high = choose(keep(higher(high, value.high)), value.high, high)
        else:
            low = choose(keep(lower(low, value.low)), value.low, low)
            high = choose(keep(higher(value.high, high)), value.high, high)
    if which == "max" and any(v.low.positive for v in values):
        low = low.but(positive=True)
    return computed(low, high, values)


def rounded(value: Range, digits: int, how: str) -> Range:
    """Each end rounded in the given direction."""
    scale = 10**digits

    def end(e: End) -> End:
        most = 2 * (e.most * scale + e.most_by)
        n, by = product(e.number, scale, most), e.by
        if isinstance(n, int) and isinstance(by, int):
            found: Whole = (
                (2 * n + by) // (2 * by) if how == "round_half_up" else n // by if how == "round_down" else -(-n // by)
            )
        elif how == "round_half_up":
            twice = total(product(n, 2, most), by, most)
            found = column(twice, most).floordiv(column(product(by, 2, most), most))
        elif how == "round_down":
            found = column(n, most).floordiv(column(by, most))
        else:
            found = -(-column(n, most)).floordiv(column(by, most))
        return End(found, scale, e.most * scale + 1, scale, e.positive, e.open)

    return computed(end(value.low), end(value.high), [value])
