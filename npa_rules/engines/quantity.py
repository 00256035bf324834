"""Values with doubt: a range of figures, a set of possible codes, a three-valued truth, and what is missing.

Arithmetic is exact (integers and fractions); the only floats are the two infinities that bound an unknown. Dates are
integers yyyymmdd, years and counts plain integers, codes of a scale their rank.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from fractions import Fraction

INF = math.inf
Figure = int | Fraction | float
Tokens = frozenset[str]
NOTHING: Tokens = frozenset()
Truth = tuple[bool | None, Tokens]  # None is unknown; the tokens say why, and are empty otherwise

TRUE: Truth = (True, NOTHING)
FALSE: Truth = (False, NOTHING)


class Num:
    """A figure between `low` and `high`. `absent`: it may be attested as none; `undefined`: it may not exist at all."""

    __slots__ = ("absent", "high", "low", "missing", "undefined")

    def __init__(
        self, low: Figure, high: Figure, missing: Tokens = NOTHING, absent: bool = False, undefined: bool = False
    ) -> None:
        self.low, self.high, self.missing = low, high, missing
        self.absent, self.undefined = absent, undefined

    @property
    def known(self) -> bool:
        return (self.low is self.high or self.low == self.high) and not self.absent and not self.undefined


class Sym:
    """A truth, code, text or set of codes: one of `options` (None: anything). `absent` as in `Num`."""

    __slots__ = ("absent", "missing", "options")

    def __init__(self, options: frozenset[object] | None, missing: Tokens = NOTHING, absent: bool = False) -> None:
        self.options, self.missing, self.absent = options, missing, absent

    @property
    def known(self) -> bool:
        return self.options is not None and len(self.options) == 1 and not self.absent


class Absent:
    """Attested: the source says that there is none."""

    __slots__ = ()
    missing: Tokens = NOTHING
    absent = True
    known = True


NONE = Absent()
Quantity = Num | Sym | Absent


def num(value: int | Fraction) -> Num:
    """A known figure."""
    return Num(value, value)


def sym(value: object) -> Sym:
    """A known code, text, truth or set of codes."""
    return Sym(frozenset((value,)))


def undefined(missing: Tokens) -> Num:
    """A figure that does not exist, or may not."""
    return Num(-INF, INF, missing, undefined=True)


def computed(low: Figure, high: Figure, *sources: Num) -> Num:
    """The result of a computation on `sources`; a known result is missing nothing."""
    broken = any(s.undefined or s.absent for s in sources)
    if broken:
        return undefined(union(s.missing for s in sources))
    return Num(low, low) if low is high or low == high else Num(low, high, union(s.missing for s in sources))


def union(sets: Iterable[Iterable[str]]) -> Tokens:
    """All tokens together."""
    return NOTHING.union(*sets)


def product(a: Figure, b: Figure) -> Figure:
    """a times b, where nothing times infinity is nothing."""
    return a * b if a and b else 0


def points(a: Num, b: Num) -> bool:
    """Whether both are one figure each: the common case, which needs no ends."""
    return a.low is a.high and b.low is b.high


def add(a: Num, b: Num) -> Num:
    low = a.low + b.low
    return computed(low, low if points(a, b) else a.high + b.high, a, b)


def subtract(a: Num, b: Num) -> Num:
    low = a.low - b.high
    return computed(low, low if points(a, b) else a.high - b.low, a, b)


def multiply(a: Num, b: Num) -> Num:
    if points(a, b):
        found = product(a.low, b.low)
        return computed(found, found, a, b)
    ends = [product(x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
    return computed(min(ends), max(ends), a, b)


def divide(a: Num, b: Num) -> Num:
    """Undefined where the divisor is, or may be, zero."""
    if b.low <= 0 <= b.high or a.undefined or b.undefined or a.absent or b.absent:
        return undefined(union((a.missing, b.missing)))
    if points(a, b):
        found = quotient(a.low, b.low)
        return computed(found, found, a, b)
    ends = [quotient(x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
    return computed(min(ends), max(ends), a, b)


def quotient(a: Figure, b: Figure) -> Figure:
    """a / b with b not zero; a finite figure over infinity is nothing."""
    if isinstance(b, float):
        return 0
    if isinstance(a, float):
        return a if b > 0 else -a
    return Fraction(a, b)


def share(part: Num, whole: Num) -> Num:
    """`part` in `whole` in percent, between 0 and 100.

    Undefined where the whole is, or may be, zero, and where the part is known to lie outside the whole: the facts then
    contradict each other. Of a part that only may lie outside, what lies inside counts.
    """
    outside = part.low > whole.high or part.high < 0
    if outside or whole.low <= 0 or part.undefined or whole.undefined or part.absent or whole.absent:
        return undefined(union((part.missing, whole.missing)))
    low = max(0, quotient(product(part.low, 100), whole.high))
    high = min(100, quotient(product(part.high, 100), whole.low))
    return computed(low, high, part, whole)


def rounded(value: Num, digits: int, how: str) -> Num:
    """Each end rounded in the given direction; rounding keeps order, so a range stays one."""

    def end(x: Figure) -> Figure:
        if x in (INF, -INF):
            return x
        scaled = Fraction(x) * 10**digits
        whole = {
            "round_half_up": math.floor(scaled + Fraction(1, 2)),
            "round_up": math.ceil(scaled),
            "round_down": math.floor(scaled),
        }[how]
        return Fraction(whole, 10**digits)

    return computed(end(value.low), end(value.high), value)


def extreme(which: str, values: list[Num]) -> Num:
    """The least or greatest of several figures."""
    pick = min if which == "min" else max
    return computed(pick(v.low for v in values), pick(v.high for v in values), *values)


def hull(values: list[Quantity], missing: Tokens) -> Quantity:
    """What all these possibilities have in common: one range or one set of options around them."""
    if len(values) == 1:
        return values[0]
    missing = union((missing, *(v.missing for v in values)))
    absent = any(v.absent for v in values)
    present = [v for v in values if v is not NONE]
    if not present:
        return NONE
    if all(isinstance(v, Num) for v in present):
        figures = [v for v in present if isinstance(v, Num)]
        low, high = min(v.low for v in figures), max(v.high for v in figures)
        broken = any(v.undefined for v in figures)
        return Num(low, high) if low == high and not broken and not absent else Num(low, high, missing, absent, broken)
    options: frozenset[object] | None = NOTHING
    for value in present:
        assert isinstance(value, Sym)
        options = None if options is None or value.options is None else options | value.options
    return Sym(options, missing if options is None or len(options) > 1 or absent else NOTHING, absent)


def negate(truth: Truth) -> Truth:
    """Kleene's not."""
    state, missing = truth
    return (None if state is None else not state), missing


def every(truths: Iterable[Truth]) -> Truth:
    """Kleene's and: false as soon as one is, whatever the others miss."""
    doubt: Tokens | None = None
    for state, missing in truths:
        if state is False:
            return FALSE
        if state is None:
            doubt = missing if doubt is None else doubt | missing
    return TRUE if doubt is None else (None, doubt)


def some(truths: Iterable[Truth]) -> Truth:
    """Kleene's or: true as soon as one is, whatever the others miss."""
    doubt: Tokens | None = None
    for state, missing in truths:
        if state is True:
            return TRUE
        if state is None:
            doubt = missing if doubt is None else doubt | missing
    return FALSE if doubt is None else (None, doubt)


def compare(a: Quantity, operator: str, b: Quantity) -> Truth:
    """Decided when the ranges do not overlap. Comparing with what is absent is false, with what is undefined unknown."""
    if a is NONE or b is NONE:
        return FALSE
    state: bool | None = None
    if a.__class__ is Num and b.__class__ is Num:
        if not a.undefined and not b.undefined:
            state = COMPARISONS[operator](a, b)
    else:
        assert isinstance(a, Sym) and isinstance(b, Sym)
        state = _compare_options(a, b)
        if operator == "not_equals" and state is not None:
            state = not state
    if state is not False and (a.absent or b.absent):  # absent makes it false, a value may not
        state = None
    return (None, a.missing | b.missing) if state is None else TRUE if state else FALSE


def _at_most(a: Num, b: Num) -> bool | None:
    return True if a.high <= b.low else False if a.low > b.high else None


def _less_than(a: Num, b: Num) -> bool | None:
    return True if a.high < b.low else False if a.low >= b.high else None


def _equals(a: Num, b: Num) -> bool | None:
    if a.high < b.low or b.high < a.low:
        return False
    return True if a.low == a.high == b.low == b.high else None


def _not_equals(a: Num, b: Num) -> bool | None:
    same = _equals(a, b)
    return None if same is None else not same


COMPARISONS: dict[str, Callable[[Num, Num], bool | None]] = {
    "equals": _equals,
    "not_equals": _not_equals,
    "at_most": _at_most,
    "less_than": _less_than,
    "at_least": lambda a, b: _at_most(b, a),
    "more_than": lambda a, b: _less_than(b, a),
}


def _compare_options(a: Sym, b: Sym) -> bool | None:
    if a.options is None or b.options is None:
        return None
    if not a.options & b.options:
        return False
    return True if len(a.options) == len(b.options) == 1 else None
