"""Comparing values with doubt, as in `quantity.py`: decided when what they can be does not overlap."""

from __future__ import annotations

from collections.abc import Callable

from npa_rules.engines.columns.ends import NO, YES, NotPrintable, at_most, both, either, inverse, less, level
from npa_rules.engines.columns.expression import Expr
from npa_rules.engines.columns.truths import Truth, negate
from npa_rules.engines.columns.values import Codes, Options, Quantity, Range, Words, some_of


def compared(a: Quantity, operator: str, b: Quantity) -> Truth:
    """Decided when the ranges do not overlap. Comparing with what is absent is false, with what is undefined open."""
    if isinstance(a, Range) and isinstance(b, Range):
        state = figures(a, operator, b)
    else:
        words = {o for q in (a, b) if isinstance(q, Options) for o in q.may}
        if isinstance(a, Words) and isinstance(b, Words):
            raise NotPrintable("two texts compared")
        state = codes(some_of(a, words), some_of(b, words))
        state = negate(state) if operator == "not_equals" else state
    true = both(state.true, *(inverse(e) for q in (a, b) for e in (q.maybe, q.none)))
    return doubted(true, either(state.false, a.none, b.none), a, b)


def doubted(true: Expr, false: Expr, *sources: Quantity) -> Truth:
    """A truth about these; open without anything missing only where they are."""
    if not any(s.mute for s in sources):
        return Truth(true, false)
    return Truth(true, false, inverse(either(true, false, *(s.lacks for s in sources))))


def figures(a: Range, operator: str, b: Range) -> Truth:
    """Two ranges compared, absence left aside."""
    if operator in ("at_least", "more_than"):
        return figures(b, {"at_least": "at_most", "more_than": "less_than"}[operator], a)
    sound = inverse(either(a.broken, b.broken))
    if operator == "at_most":
        return Truth(both(sound, at_most(a.high, b.low)), both(sound, less(b.high, a.low)))
    if operator == "less_than":
        return Truth(both(sound, less(a.high, b.low)), both(sound, at_most(b.high, a.low)))
    if a.low is a.high and b.low is b.high and a.low.open is NO and b.low.open is NO:
        point = level(a.low, b.low)
        same = Truth(both(sound, point), both(sound, inverse(point)))
        return same if operator == "equals" else negate(same)
    apart = either(less(a.high, b.low), less(b.high, a.low))
    point = both(at_most(a.high, b.low), at_most(b.high, a.low))
    same = Truth(both(sound, point), both(sound, apart))
    return same if operator == "equals" else negate(same)


def codes(a: Options, b: Options) -> Truth:
    """Whether two codes are the same, absence left aside."""
    for one, other in ((a, b), (b, a)):
        if one.sure is not None and len(other.may) == 1 and (option := next(iter(other.may.items())))[1] is YES:
            return Truth(one.sure.get(option[0], NO), inverse(one.may.get(option[0], NO)))
    options = a.may.keys() | b.may.keys()
    together = [both(a.may.get(o, NO), b.may.get(o, NO)) for o in options]
    cross = [both(a.may.get(o, NO), b.may.get(p, NO)) for o in options for p in options if o != p]
    return Truth(inverse(either(*cross)), inverse(either(*together)))


def listed(value: Quantity, wanted: set[object], negated: bool) -> Truth:
    """Whether a code is one of these; absent is neither one of them nor none of them."""
    found = some_of(value, wanted)
    inside = either(*(m for o, m in found.may.items() if o in wanted))
    outside = either(*(m for o, m in found.may.items() if o not in wanted))
    if found.sure is not None:
        outside = inverse(either(*(s for o, s in found.sure.items() if o in wanted)))
    if negated:
        inside, outside = outside, inside
    sure = both(inverse(value.none), inverse(value.maybe))
    return doubted(both(inverse(outside), sure), either(value.none, both(inverse(inside), inverse(value.maybe))), value)


def present(value: Quantity) -> Truth:
    """True for a value, false for what is attested absent."""
    broken = value.broken if isinstance(value, Range) else NO
    unsure = either(value.lacks, broken, value.maybe)
    return doubted(both(inverse(value.none), inverse(unsure)), value.none, value)


def contained(value: Quantity, test: Callable[[Codes], Expr]) -> Truth:
    """A test on a set of codes."""
    if not isinstance(value, Codes):
        raise NotPrintable("no set of codes")
    inside = test(value)
    return Truth(both(value.there, inside), either(value.none, both(value.there, inverse(inside))))
