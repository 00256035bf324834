"""Numbers are as narrow as their bounds allow, and not narrower."""

from __future__ import annotations

import random

import pytest

pl = pytest.importorskip("polars")

from npa_rules.engines.columns.expression import Expr, col, lit, number, when  # noqa: E402
from npa_rules.engines.columns.in_polars import Polars, compute  # noqa: E402
from npa_rules.engines.columns.in_sql import DIALECTS, Sql  # noqa: E402
from npa_rules.engines.columns.sheet import ROW, Sheet  # noqa: E402
from npa_rules.engines.columns.widths import LIMITS, Widths  # noqa: E402

LEAST, GREATEST = LIMITS
COLUMNS = {"a": (0, 30_000), "b": (-50_000, 50_000), "c": (LEAST, GREATEST), "d": (LEAST, GREATEST + 1), "e": (1, 12)}


@pytest.mark.parametrize(
    ("expression", "bits"),
    [
        (col("a"), 32),
        (col("c"), 32),
        (col("d"), 64),
        (col("unknown"), 64),
        (col("a") + number(1), 32),
        (col("c") + number(1), 64),
        (number(0) - col("c"), 64),
        (-col("c"), 64),  # the least number has no counterpart
        (col("a") * number(71_582), 32),
        (col("a") * number(71_583), 64),  # 30,000 times that is one past the greatest
        (col("b") * col("b"), 64),
        ((col("a") * number(100_000)).floordiv(number(100_000)), 64),  # what lies in between counts
        (col("a").mod(number(7)), 32),
        (col("d").mod(number(7)) * number(GREATEST // 6), 64),  # `d` itself is wide
        (col("a").mod(number(10_000)) * number(100_000), 32),
        (col("a").mod(number(30_000)) * number(100_000), 64),
        (col("a").filled(GREATEST), 32),
        (col("a").filled(GREATEST + 1), 64),
        (when(col("a").given(), col("a"), number(10**12)), 64),
        (when(col("a").given(), number(1), number(2)), 32),
        (col("a").wide() * number(3, wide=True), 128),
        (number(5), 0),
        (number(GREATEST + 1), 64),
        (col("a") <= number(4), -1),
        (lit("x"), -1),
    ],
)
def test_as_wide_as_the_bounds_ask(expression, bits):
    assert Widths(COLUMNS, {}).bits(expression) == bits


def test_a_made_column_is_as_wide_as_what_it_is_made_of():
    widths = Widths(COLUMNS, {"_1": col("a") + number(1), "_2": col("_1") * col("_1")})
    assert widths.bits(col("_1")) == 32
    assert widths.bounds(col("_1")) == (1, 30_001)
    assert widths.bits(col("_2")) == 32  # 900,060,001
    assert widths.bits(col("_2") * number(3)) == 64


def made(rng: random.Random, depth: int) -> Expr:
    """A number out of the columns, by chance."""
    if depth == 0:
        name = rng.choice([*COLUMNS])
        plain = col(name).filled(rng.choice([0, 7, *COLUMNS[name]]))
        return rng.choice([plain, number(rng.choice([0, 1, -3, 100, 10**5, GREATEST, GREATEST + 1]))])
    a, b = made(rng, depth - 1), made(rng, depth - 1)
    how = rng.randrange(6)
    if how == 0:
        return a + b
    if how == 1:
        return a - b
    if how == 2:
        return col(rng.choice("abe")).filled(1) * (a if depth == 1 else col("e").filled(1))
    if how == 3:
        return a.floordiv(number(rng.choice([1, 3, 100_000])))
    return when((a <= b) if how == 4 else a.eq(b), a, b)


def value(e: Expr, row: dict[str, int | None]) -> int | bool | None:
    """By Python, whose numbers have no width."""
    parts = [value(a, row) for a in e.args]
    match e.op:
        case "col":
            return row[e.value]
        case "number":
            return e.value
        case "filled":
            return e.value if parts[0] is None else parts[0]
        case "if":
            return parts[1] if parts[0] else parts[2]
        case "not":
            return not parts[0]
    plain = {
        "add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b, "le": lambda a, b: a <= b,
        "eq": lambda a, b: a == b, "floordiv": lambda a, b: a // b,
    }  # fmt: skip
    return plain[e.op](*parts)


def test_narrow_numbers_are_those_of_python():
    rng = random.Random(20261124)
    rows = [
        {n: rng.choice([*b, None, rng.randint(*b), rng.randint(*b)]) for n, b in COLUMNS.items()} for _ in range(300)
    ]
    table = pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.Int64)).with_row_index(ROW)
    sheet, narrow = Sheet(), 0
    kept = [sheet.keep(made(rng, 1)) for _ in range(60)] + [sheet.keep(made(rng, 3)) for _ in range(200)]
    outputs = {f"o{n}": a + b for n, (a, b) in enumerate(zip(kept, reversed(kept), strict=True)) if a.roots or b.roots}
    widths = Widths(COLUMNS, sheet.made)
    found = compute(Polars(widths), sheet.steps(list(outputs.values()), []), table, {}, outputs)

    def whole(e: Expr) -> Expr:  # without columns of its own
        if e.op == "col" and e.value in sheet.made:
            return whole(sheet.made[e.value])
        return Expr(e.op, *map(whole, e.args), value=e.value) if e.args else e

    for name, expression in outputs.items():
        low, high = widths.bounds(expression) or (None, None)
        narrow += widths.bits(expression) == 32
        wanted = [value(whole(expression), row) for row in rows]
        assert found[name].to_list() == wanted, expression
        assert low is None or all(low <= w <= high for w in wanted)
    assert 10 < narrow < len(outputs) - 10  # both kinds came


def test_bare_numbers_in_sql_are_as_wide_as_what_they_stand_beside():
    duckdb = pytest.importorskip("duckdb")
    sql = Sql(DIALECTS["duckdb"], Sheet(), {"a": "long"})
    both = when(col("a") <= number(3), number(2), number(5))
    for expression in (col("a") + number(GREATEST), both * number(GREATEST), col("a").filled(7) * number(GREATEST)):
        (found, kind), *_ = duckdb.sql(
            f"SELECT {sql(expression)} AS x, typeof(x) FROM (SELECT CAST({GREATEST} AS BIGINT) AS a)"
        ).fetchall()
        assert kind == "BIGINT"
        assert found == value(expression, {"a": GREATEST})


def test_spark_divides_whole_numbers_as_such():
    """Its `/` makes floats of them, which are wrong above 2**53; 128 bits are decimals, which have no `DIV`."""
    sql = Sql(DIALECTS["spark"], Sheet(), {"a": "long"})
    assert " DIV " in sql(col("a").floordiv(number(3)))
    assert " / " not in sql(col("a").floordiv(number(3)))
    assert " / " in sql(col("a").wide().floordiv(number(3, wide=True)))
