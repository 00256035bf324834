"""Ends of ranges as exact fractions of whole-number columns, and two-valued logic that folds what is fixed.

Nothing is rounded: comparisons multiply crosswise. The greatest magnitude of every number is carried along; what may
outgrow 64 bits is computed in 128, and what may outgrow those is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import lcm

from npa_rules.engines.columns.expression import Expr, lit, number, when
from npa_rules.model.record import Record

LIMIT = 2**63 - 1  # of a column that holds facts
WIDE = 10**38 - 1  # of an intermediate result: 128 bits, and the digits of a DECIMAL(38, 0)
YES, NO = lit(True), lit(False)  # recognised by identity, so that fixed truths leave no expression behind
Whole = int | Expr


class NotPrintable(Exception):
    """The rule cannot be a column expression; the reference evaluator judges it row by row."""


def fits(most: int) -> int:
    """A greatest magnitude that a column of 64 bits can hold; `NotPrintable` when it cannot."""
    if most > LIMIT:
        raise NotPrintable("a figure may not fit 64 bits")
    return most


# ---- truths --------------------------------------------------------------------------------------------------------
def both(*parts: Expr) -> Expr:
    """All parts hold: one operator over all, each once; a part beside its own reverse settles it."""
    found: dict[Expr, None] = {}
    for whole in parts:
        for part in whole.args if whole.op == "and" else (whole,):
            if part is NO or inverse(part) in found:
                return NO
            if part is not YES:
                found[part] = None
    rest, changed = [], False
    for part in found:
        if part.op == "not" and part.args[0].op == "and":
            left = _left(part, found)
            changed = changed or left is not part
            if left is NO:
                return NO
            if left is YES:
                continue
            rest.append(left)
        else:
            rest.append(part)
    if changed:
        rest = [*dict.fromkeys(rest)]
    return YES if not rest else rest[0] if len(rest) == 1 else Expr("and", *rest)


def _left(part: Expr, beside: dict[Expr, None]) -> Expr:
    """What a part still says beside the others: `not (a and b)` is nothing new beside `not a`, and `not b` beside `a`."""
    if part.op != "not" or part.args[0].op != "and":
        return part
    inner = part.args[0].args
    if any(inverse(p) in beside for p in inner):
        return YES
    rest = [p for p in inner if p not in beside]
    return part if len(rest) == len(inner) else inverse(both(*rest))


def either(*parts: Expr) -> Expr:
    """Some part holds. Only `and` and `not` are used, so that a truth and its reverse share their columns."""
    return inverse(both(*(inverse(p) for p in _filled(dict.fromkeys(parts)))))


def _filled(parts: dict[Expr, None]) -> list[Expr]:
    """A part that holds or is not given is one that holds where nothing is given."""
    missing = {p.args[0].args[0]: p for p in parts if p.op == "not" and p.args[0].op == "given"}
    found = [*parts]
    for column, gap in missing.items():
        for place, part in enumerate(found):
            plain = part.args[0] if part.op == "not" else part
            if (
                plain.op == "filled"
                and plain.value is (plain is not part)
                and column in (plain.args[0], *_of(plain.args[0]))
            ):
                other = plain.args[0].filled(not plain.value)
                found[place] = other if plain is part else ~other
                found.remove(gap)
                break
    return found


def _of(test: Expr) -> tuple[Expr, ...]:
    """The column that a test compares with a text: the test is null where the column is."""
    return test.args[:1] if test.op == "eq" and test.args[1].op == "lit" else ()


def inverse(part: Expr) -> Expr:
    """It does not hold."""
    return NO if part is YES else YES if part is NO else ~part


def fixed(truth: bool) -> Expr:
    """A truth that is the same in every row."""
    return YES if truth else NO


# ---- whole numbers -------------------------------------------------------------------------------------------------
def column(value: Whole, most: int) -> Expr:
    """A whole number as an expression that has room for `most`."""
    wide = most > LIMIT
    return number(value, wide=wide) if isinstance(value, int) else value.wide() if wide else value


def product(a: Whole, b: Whole, most: int) -> Whole:
    """a times b, of at most so much."""
    if most > WIDE:
        raise NotPrintable("a figure may not fit 128 bits")
    if isinstance(a, int) and isinstance(b, int):
        return a * b
    if isinstance(b, int):
        a, b = b, a
    if isinstance(a, int):
        assert isinstance(b, Expr)
        factor = a
        if a in (0, 1):
            return b if a else 0
        if most <= LIMIT and listed(b):
            return each(b, lambda n: number(n * factor))
        return column(b, most) * column(a, most)
    return column(a, most) * column(b, most)


def total(a: Whole, b: Whole, most: int) -> Whole:
    """a plus b, of at most so much."""
    if most > WIDE:
        raise NotPrintable("a figure may not fit 128 bits")
    if isinstance(a, int) and isinstance(b, int):
        return a + b
    if isinstance(a, int) and a == 0:
        return b
    return a if isinstance(b, int) and b == 0 else column(a, most) + column(b, most)


def smaller(a: Whole, b: Whole, most: int, *, strict: bool) -> Expr:
    """a < b, or a <= b."""
    if strict:
        return inverse(smaller(b, a, most, strict=False))
    if isinstance(a, int):
        limit = a
        return fixed(a <= b) if isinstance(b, int) else _each(b, lambda n: fixed(limit <= n), a, b, most)
    if isinstance(b, int):
        limit = b
        return _each(a, lambda n: fixed(n <= limit), a, b, most)
    return column(a, most) <= column(b, most)


def same(a: Whole, b: Whole, most: int) -> Expr:
    """a == b."""
    if isinstance(a, int) and isinstance(b, int):
        return fixed(a == b)
    return YES if a == b else column(a, most).eq(column(b, most))


def selected(test: Expr, a: Whole, b: Whole, most: int) -> Whole:
    """a where the test holds, else b."""
    if test is YES or (type(a) is type(b) and a == b):
        return a
    return b if test is NO else when(test, column(a, most), column(b, most))


def listed(e: Expr) -> bool:
    """Whether it is a choice among fixed numbers."""
    return e.op == "number" or (e.op == "if" and listed(e.args[1]) and listed(e.args[2]))


def each(e: Expr, change: Callable[[int], Expr]) -> Expr:
    """A choice among fixed numbers with each of them changed."""
    if e.op == "number":
        return change(e.value)
    test, then, otherwise = e.args[0], each(e.args[1], change), each(e.args[2], change)
    if then in (YES, NO) or otherwise in (YES, NO):
        return either(both(test, then), both(inverse(test), otherwise))
    return when(test, then, otherwise)


def _each(choice: Expr, change: Callable[[int], Expr], a: Whole, b: Whole, most: int) -> Expr:
    """A choice among fixed numbers compared with a fixed one is a matter of tests only."""
    return each(choice, change) if listed(choice) else column(a, most) <= column(b, most)


# ---- ends ----------------------------------------------------------------------------------------------------------
class End(Record):
    """number / by, with the greatest magnitude that each can have; `by` is positive.

    Where `open` holds there is no end: a low one is then minus infinity, a high one plus infinity.
    """

    number: Whole
    by: Whole
    most: int
    most_by: int
    positive: bool = False  # never below zero, by its bounds
    open: Expr = NO


def whole(value: int | Fraction) -> End:
    """A fixed figure."""
    exact = Fraction(value)
    return End(exact.numerator, exact.denominator, abs(exact.numerator), exact.denominator, exact >= 0)


def scaled(expression: Expr, scale: int, most: int, positive: bool) -> End:
    """A column of whole numbers that stand for `1/scale` each."""
    return End(expression, scale, fits(most), scale, positive)


def aligned(a: End, b: End) -> tuple[Whole, Whole, Whole, int, int]:
    """Two ends over one denominator: both numbers, the denominator, and the greatest of each."""
    if isinstance(a.by, int) and isinstance(b.by, int):
        by = lcm(a.by, b.by)
        up_a, up_b = by // a.by, by // b.by
        most = max(a.most * up_a, b.most * up_b)
        return product(a.number, up_a, a.most * up_a), product(b.number, up_b, b.most * up_b), by, most, by
    most_a, most_b = a.most * b.most_by, b.most * a.most_by
    most_by = a.most_by * b.most_by
    x, y = product(a.number, b.by, most_a), product(b.number, a.by, most_b)
    return x, y, product(a.by, b.by, most_by), max(most_a, most_b), most_by


def crossed(a: End, b: End) -> tuple[Whole, Whole, int]:
    """Two ends as whole numbers that compare as the ends do, and the greatest of them."""
    if isinstance(a.by, int) and isinstance(b.by, int):
        x, y, _, most, _ = aligned(a, b)
        return x, y, most
    most_a, most_b = a.most * b.most_by, b.most * a.most_by
    return product(a.number, b.by, most_a), product(b.number, a.by, most_b), max(most_a, most_b)


def at_most(a: End, b: End) -> Expr:
    """A high end at most a low one; never where either is open."""
    x, y, most = crossed(a, b)
    return both(inverse(a.open), inverse(b.open), smaller(x, y, most, strict=False))


def less(a: End, b: End) -> Expr:
    """A high end less than a low one; never where either is open."""
    x, y, most = crossed(a, b)
    return both(inverse(a.open), inverse(b.open), smaller(x, y, most, strict=True))


def level(a: End, b: End) -> Expr:
    """Two ends that are equal, were both there."""
    x, y, most = crossed(a, b)
    return same(x, y, most)


def plus(a: End, b: End, sign: int = 1) -> End:
    """a + b, or a - b of opposite ends."""
    x, y, by, most, most_by = aligned(a, b)
    y = product(y, sign, most)
    safe = sign > 0 and a.positive and b.positive
    return End(total(x, y, 2 * most), by, 2 * most, most_by, safe, either(a.open, b.open))


def times(a: End, b: End) -> End:
    """a times b, where nothing times infinity is nothing."""
    most, most_by = a.most * b.most, a.most_by * b.most_by
    unbounded = either(both(a.open, either(b.open, nonzero(b))), both(b.open, either(a.open, nonzero(a))))
    number, by = product(a.number, b.number, most), product(a.by, b.by, most_by)
    return End(number, by, most, most_by, a.positive and b.positive, unbounded)


def over(a: End, b: End) -> End:
    """a / b for b positive; a finite figure over infinity is nothing."""
    most, most_by = a.most * b.most_by, a.most_by * b.most
    number = selected(b.open, 0, product(a.number, b.by, most), most)
    by = selected(b.open, 1, product(a.by, b.number, most_by), most_by)
    return End(number, by, most, max(most_by, 1), a.positive, both(a.open, inverse(b.open)))


def nonzero(a: End) -> Expr:
    """The number of an end is not zero."""
    return fixed(a.number != 0) if isinstance(a.number, int) else a.number.ne(number(0))


def negative(a: End) -> Expr:
    """An end (open: a low one) lies below zero."""
    return NO if a.positive else either(a.open, smaller(a.number, 0, a.most, strict=True))


def above_zero(a: End) -> Expr:
    """An end (open: a high one) lies above zero."""
    return either(a.open, smaller(0, a.number, a.most, strict=True))


def choose(test: Expr, a: End, b: End) -> End:
    """a where the test holds, else b."""
    if test is YES or test is NO:
        return a if test is YES else b
    unbounded = either(both(test, a.open), both(inverse(test), b.open))
    if isinstance(a.by, int) and isinstance(b.by, int) and max(a.most, b.most) * lcm(a.by, b.by) <= LIMIT:
        x, y, by, most, most_by = aligned(a, b)
    else:
        x, y, most, most_by = a.number, b.number, max(a.most, b.most), max(a.most_by, b.most_by)
        by = selected(test, a.by, b.by, most_by)
    return End(selected(test, x, y, most), by, most, most_by, a.positive and b.positive, unbounded)


def lower(a: End, b: End) -> Expr:
    """Of two low ends: a lies below b (or is open)."""
    x, y, most = crossed(a, b)
    return either(a.open, both(inverse(b.open), smaller(x, y, most, strict=True)))


def higher(a: End, b: End) -> Expr:
    """Of two high ends: a lies above b (or is open)."""
    x, y, most = crossed(a, b)
    return either(a.open, both(inverse(b.open), smaller(y, x, most, strict=True)))
