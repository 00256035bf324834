"""Ranges in columns do what `quantity.py` does, for every kind of doubt that a figure can have."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from npa_rules.engines import quantity
from npa_rules.engines.quantity import INF, NONE, NOTHING, Num

pl = pytest.importorskip("polars", reason="the extra `tables` (Polars) is not installed")
from npa_rules.engines.columns import arithmetic, compare, hull  # noqa: E402
from npa_rules.engines.columns.ends import NO, YES, End, both, inverse  # noqa: E402
from npa_rules.engines.columns.expression import Expr, col  # noqa: E402
from npa_rules.engines.columns.in_polars import Polars  # noqa: E402
from npa_rules.engines.columns.values import Range  # noqa: E402

COUNT, MOST = 3_000, 1_000
OPERATORS = ("equals", "not_equals", "at_most", "less_than", "at_least", "more_than")


def drawn(rng, positive, unbounded):
    """One figure: known, between two ends or open, perhaps undefined, perhaps or certainly absent."""
    if rng.random() < 0.05:
        return NONE
    pair = sorted(Fraction(rng.randint(0 if positive else -6, 12), rng.choice((1, 1, 2, 3))) for _ in range(2))
    low, high = (pair[0], pair[0]) if rng.random() < 0.4 else pair
    if unbounded and rng.random() < 0.2:
        high = INF
    if unbounded and not positive and rng.random() < 0.2:
        low = -INF
    missing = frozenset({"fact"}) if rng.random() < 0.6 else NOTHING
    if rng.random() < 0.08:
        return quantity.undefined(missing)
    return Num(low, high, missing, absent=rng.random() < 0.1)


def columns_of(name, values):
    """The columns of a list of figures, and the range that reads them."""
    cells = {f"{name}.{part}": [] for part in ("low", "low_by", "high", "high_by", "bottom", "top", *FLAGS)}
    for value in values:
        absent = value is NONE
        broken = not absent and value.undefined
        for side, open_, infinity in (("low", "bottom", -INF), ("high", "top", INF)):
            end = Fraction(0) if absent or getattr(value, side) in (INF, -INF) else Fraction(getattr(value, side))
            cells[f"{name}.{side}"].append(end.numerator)
            cells[f"{name}.{side}_by"].append(end.denominator)
            cells[f"{name}.{open_}"].append(not absent and not broken and getattr(value, side) == infinity)
        flags = (broken, absent, not absent and value.absent, bool(value.missing))
        for flag, state in zip(FLAGS, flags, strict=True):
            cells[f"{name}.{flag}"].append(state)
    return cells


FLAGS = ("broken", "none", "maybe", "lacks")


def ranged(name, positive, unbounded):
    """The range over such columns."""
    ends = [
        End(
            col(f"{name}.{side}"), col(f"{name}.{side}_by"), MOST, 10, positive,
            col(f"{name}.{open_}") if unbounded and not (positive and side == "low") else NO,
        )
        for side, open_ in (("low", "bottom"), ("high", "top"))
    ]  # fmt: skip
    return Range(*ends, *(col(f"{name}.{flag}") for flag in FLAGS), True)


def table(seed, *shapes):
    """Figures of so many operands, by the reference and as columns."""
    rng = random.Random(seed)
    values = {f"q{n}": [drawn(rng, *shape) for _ in range(COUNT)] for n, shape in enumerate(shapes)}
    cells = {}
    for name, drawn_ in values.items():
        cells |= columns_of(name, drawn_)
    return list(values.values()), pl.DataFrame(cells), [ranged(f"q{n}", *shape) for n, shape in enumerate(shapes)]


def figure(value):
    """As `Frame.figure`: what is absent is no figure."""
    return quantity.undefined(value.missing) if value is NONE else value


def as_figure(value):
    """As `Printer.figure`."""
    return value.but(broken=value.broken | value.none, none=NO)


def read(rows, found):
    """A range as rows of (undefined, low, high, missing)."""
    parts = {}
    for side in ("low", "high"):
        end = getattr(found, side)
        parts |= {side: end.number, f"{side}_by": end.by, f"{side}_open": end.open}
    parts |= {flag: getattr(found, flag) for flag in FLAGS}
    read_ = rows.select(
        **{n: Polars()(p) if isinstance(p, Expr) else pl.lit(p) for n, p in parts.items()}, row=pl.first()
    )
    for row in read_.iter_rows(named=True):
        low = -INF if row["low_open"] else Fraction(row["low"], row["low_by"])
        high = INF if row["high_open"] else Fraction(row["high"], row["high_by"])
        if row["none"]:
            yield "none"
        elif row["broken"]:
            yield "undefined", row["maybe"], row["lacks"]
        else:
            yield low, high, row["maybe"], row["lacks"]


def told(value):
    """A figure of the reference in the same words."""
    if value is NONE:
        return "none"
    if value.undefined:
        return "undefined", value.absent, bool(value.missing)
    return value.low, value.high, value.absent, bool(value.missing)


def same(rows, found, expected):
    """Every row is what the reference says."""
    for number, (ours, theirs) in enumerate(zip(read(rows, found), expected, strict=True)):
        assert ours == told(theirs), (number, rows.row(number, named=True))


ANY, COUNTED, ENDED = (False, True), (True, True), (False, False)  # (never negative, may lack an end)
SUMS = {"+": quantity.add, "-": quantity.subtract, "*": quantity.multiply, "/": quantity.divide}


@pytest.mark.parametrize(("operator", "left", "right"), [
    ("+", ANY, ANY), ("-", ANY, ANY), ("*", COUNTED, COUNTED), ("*", COUNTED, ANY), ("*", ANY, COUNTED),
    ("*", ENDED, ENDED), ("/", ANY, COUNTED), ("/", COUNTED, COUNTED),
])  # fmt: skip
def test_arithmetic(operator, left, right):
    (a, b), rows, (x, y) = table(1, left, right)
    expected = [SUMS[operator](figure(p), figure(q)) for p, q in zip(a, b, strict=True)]
    same(rows, arithmetic.arithmetic(operator, as_figure(x), as_figure(y)), expected)


@pytest.mark.parametrize("part", [ANY, COUNTED])
def test_share(part):
    (a, b), rows, (x, y) = table(2, part, COUNTED)
    expected = [quantity.share(figure(p), figure(q)) for p, q in zip(a, b, strict=True)]
    same(rows, arithmetic.share(as_figure(x), as_figure(y)), expected)


@pytest.mark.parametrize("which", ["min", "max"])
def test_least_and_greatest(which):
    values, rows, ranges = table(3, ANY, COUNTED, ENDED)
    expected = [quantity.extreme(which, [figure(v) for v in vs]) for vs in zip(*values, strict=True)]
    same(rows, arithmetic.extreme(which, [as_figure(r) for r in ranges], lambda e: e), expected)


@pytest.mark.parametrize("how", ["round_half_up", "round_up", "round_down"])
@pytest.mark.parametrize("digits", [0, 1])
def test_rounding(how, digits):
    (a,), rows, (x,) = table(4, ANY)
    same(rows, arithmetic.rounded(as_figure(x), digits, how), [quantity.rounded(figure(v), digits, how) for v in a])


@pytest.mark.parametrize("operator", OPERATORS)
def test_comparison(operator):
    (a, b), rows, (x, y) = table(5, ANY, ANY)
    truth = compare.compared(x, operator, y)
    found = rows.select(t=Polars()(truth.true), f=Polars()(truth.false), h=Polars()(truth.hollow)).rows()
    for (true, false, hollow), p, q in zip(found, a, b, strict=True):
        state, missing = quantity.compare(p, operator, q)
        assert (true, false, hollow) == (state is True, state is False, state is None and not missing), (p, q)


def test_hull():
    """Of one to three live rows, absent ones among them."""
    rng = random.Random(6)
    values, rows, ranges = table(6, ANY, COUNTED, ENDED)
    live = [[rng.random() < 0.6 for _ in ranges] for _ in range(COUNT)]
    live = [states if any(states) else [True, False, False] for states in live]
    doubts = [rng.random() < 0.5 for _ in range(COUNT)]
    rows = rows.with_columns(
        pl.Series("doubt", doubts), *(pl.Series(f"live{n}", [s[n] for s in live]) for n in range(3))
    )
    chosen = [
        [v for v, alive in zip(vs, states, strict=True) if alive]
        for vs, states in zip(zip(*values, strict=True), live, strict=True)
    ]
    tokens = [frozenset({"test"}) if doubt else NOTHING for doubt in doubts]
    expected = [quantity.hull(vs, t) for vs, t in zip(chosen, tokens, strict=True)]
    assert any(len(vs) > 1 and all(v is NONE for v in vs) for vs in chosen)
    found = hull.hull([(col(f"live{n}"), r) for n, r in enumerate(ranges)], col("doubt"), True, lambda e: e)
    same(rows, found, expected)


def test_fixed_truths_leave_no_expression():
    assert both(YES, YES) is YES
    assert both(col("a"), NO) is NO
    assert inverse(NO) is YES
