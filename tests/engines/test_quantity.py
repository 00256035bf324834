"""The algebra of ranges holds every point: what is computed on ranges contains what is computed on figures in them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npa_rules.engines.quantity import (
    FALSE,
    INF,
    NONE,
    TRUE,
    Num,
    Sym,
    add,
    compare,
    divide,
    every,
    extreme,
    hull,
    multiply,
    negate,
    num,
    rounded,
    share,
    some,
    subtract,
    sym,
)

FIGURES = st.fractions(min_value=-1000, max_value=1000, max_denominator=100)
UNKNOWN = frozenset(["x"])
TRUTHS = st.sampled_from([TRUE, FALSE, (None, UNKNOWN)])
OPERATORS = {
    "equals": lambda a, b: a == b,
    "not_equals": lambda a, b: a != b,
    "at_most": lambda a, b: a <= b,
    "less_than": lambda a, b: a < b,
    "at_least": lambda a, b: a >= b,
    "more_than": lambda a, b: a > b,
}


@st.composite
def ranged(draw: st.DrawFn) -> tuple[Num, Fraction]:
    """A range, open at an end or not, and a figure in it."""
    low, point, high = sorted(draw(st.tuples(FIGURES, FIGURES, FIGURES)))
    if draw(st.booleans()):
        return num(point), point
    ends = draw(st.sampled_from([(low, high), (-INF, high), (low, INF), (-INF, INF)]))
    return Num(*ends, UNKNOWN), point


def holds(value: Num, point: Fraction) -> bool:
    return value.undefined or value.low <= point <= value.high


@given(ranged(), ranged())
def test_sums_differences_and_products_hold_their_points(a, b):
    (x, p), (y, q) = a, b
    assert holds(add(x, y), p + q)
    assert holds(subtract(x, y), p - q)
    assert holds(multiply(x, y), p * q)
    assert holds(extreme("min", [x, y]), min(p, q))
    assert holds(extreme("max", [x, y]), max(p, q))


@given(ranged(), ranged())
def test_quotients_hold_their_points_or_are_undefined(a, b):
    (x, p), (y, q) = a, b
    found = divide(x, y)
    if q == 0:
        assert found.undefined
    else:
        assert holds(found, p / q)


@given(ranged(), st.integers(0, 4), st.sampled_from(["round_half_up", "round_up", "round_down"]))
def test_rounding_holds_its_points_and_has_a_direction(a, digits, how):
    value, point = a
    exact = rounded(num(point), digits, how)
    assert holds(rounded(value, digits, how), exact.low)
    step = Fraction(1, 10**digits)
    assert (exact.low / step).denominator == 1
    if how == "round_up":
        assert 0 <= exact.low - point < step
    elif how == "round_down":
        assert 0 <= point - exact.low < step
    else:
        assert -step / 2 < point - exact.low + step and abs(point - exact.low) <= step / 2


@given(st.integers(0, 50), st.integers(0, 50))
def test_a_share_is_exact_and_of_nothing_undefined(part, rest):
    whole = part + rest
    found = share(num(part), num(whole))
    assert found.undefined if whole == 0 else found.low == found.high == Fraction(100 * part, whole)


@given(ranged(), ranged())
def test_a_share_holds_what_lies_inside_and_its_ends_are_in_order(a, b):
    (x, p), (y, q) = a, b
    found = share(x, y)
    if 0 <= p <= q and q > 0:
        assert holds(found, 100 * p / q)
    if q > 0 and not 0 <= p <= q and x.known and y.known:
        assert found.undefined
    assert found.undefined or 0 <= found.low <= found.high <= 100


@pytest.mark.parametrize(
    "part, whole", [(num(7), num(3)), (Num(7, INF, UNKNOWN), Num(1, 3, UNKNOWN)), (num(-1), num(3))]
)
def test_a_part_beyond_its_whole_contradicts_it(part, whole):
    """No share exists, so no target is reached by it; what a part may be besides does not count."""
    found = share(part, whole)
    assert found.undefined
    assert found.missing == part.missing | whole.missing
    assert compare(found, "at_least", num(30))[0] is None
    maybe = share(Num(2, 7, UNKNOWN), num(3))
    assert (maybe.low, maybe.high, maybe.undefined) == (Fraction(200, 3), 100, False)


@given(ranged(), ranged(), st.sampled_from(sorted(OPERATORS)))
def test_a_decided_comparison_holds_for_the_points(a, b, operator):
    (x, p), (y, q) = a, b
    state, missing = compare(x, operator, y)
    if state is not None:
        assert state is OPERATORS[operator](p, q)
        assert missing == frozenset()
    else:
        assert missing


@given(st.lists(TRUTHS, max_size=5))
def test_kleene(truths):
    states = [t[0] for t in truths]
    both = every(truths)[0]
    one = some(truths)[0]
    assert both is (False if False in states else None if None in states else True)
    assert one is (True if True in states else None if None in states else False)
    assert every([negate(t) for t in truths])[0] is negate(some(truths))[0]


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=3, unique=True), st.sampled_from("abc"))
def test_codes(options, wanted):
    value = Sym(frozenset(options), UNKNOWN)
    state, _ = compare(value, "equals", sym(wanted))
    assert state is (False if wanted not in options else True if len(options) == 1 else None)


@pytest.mark.parametrize("operator", sorted(OPERATORS))
def test_what_is_absent_compares_false_and_what_may_be_absent_never_true(operator):
    assert compare(NONE, operator, num(3))[0] is False
    maybe = Num(1, 2, UNKNOWN, absent=True)
    assert compare(maybe, operator, num(9))[0] is not True


def test_a_hull_remembers_why():
    found = hull([num(1), num(5)], UNKNOWN)
    assert (found.low, found.high, found.missing) == (1, 5, UNKNOWN)
    assert hull([num(4), num(4)], UNKNOWN).missing == frozenset()
    assert hull([num(4), NONE], UNKNOWN).absent


def test_a_hull_of_what_is_absent_is_absent():
    assert hull([NONE, NONE], UNKNOWN) is NONE
