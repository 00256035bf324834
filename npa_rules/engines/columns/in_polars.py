"""Expressions and the steps of a sheet as Polars."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import and_, or_

import polars as pl

from npa_rules.engines.columns.expression import Expr, col
from npa_rules.engines.columns.sheet import ROW, ROWS, Gathering, Grouped, Lent, Level, Step
from npa_rules.engines.columns.widths import Widths

Members = dict[str, pl.DataFrame]
_OPERATORS: dict[str, Callable[..., pl.Expr]] = {
    "and": lambda *parts: reduce(and_, parts),
    "not": lambda a: ~a,
    "eq": lambda a, b: a == b,
    "le": lambda a, b: a <= b,
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "neg": lambda a: -a,
    "floordiv": lambda a, b: a.floordiv(b),
    "mod": lambda a, b: a % b,
    "wide": lambda a: a.cast(pl.Int128),
    "given": lambda a: a.is_not_null(),
    "sum": lambda a: a.sum(),
    "any": lambda a: a.any(),
    "first": lambda a: a.first(),
    "last": lambda a: a.last(),
}


_NUMBERS = {32: pl.Int32(), 64: pl.Int64(), 128: pl.Int128()}
_EVEN = frozenset({"eq", "le", "add", "sub", "mul", "floordiv", "mod"})  # both sides have one width


class Polars:
    """Prints each expression once, as narrow as its numbers are."""

    def __init__(self, widths: Widths | None = None) -> None:
        self.widths = widths if widths is not None else Widths({}, {})
        self._known: dict[tuple[Expr, int], pl.Expr] = {}

    def __call__(self, e: Expr, bits: int = 0) -> pl.Expr:
        """The expression, with at least so many bits."""
        found = self._known.get((e, bits))
        if found is None:
            found = self._known[e, bits] = self._wide(e, bits)
        return found

    def _wide(self, e: Expr, bits: int) -> pl.Expr:
        if e.op == "number":
            return pl.lit(e.value, _NUMBERS[bits or 64])
        if bits > 32 == self.widths.bits(e):
            return self(e).cast(_NUMBERS[bits], wrap_numerical=True)
        return self._print(e)

    def _print(self, e: Expr) -> pl.Expr:
        match e.op:
            case "col":
                return pl.col(e.value)
            case "lit":
                return pl.lit(e.value)
            case "wide_number":
                return pl.lit(e.value, pl.Int128)
            case "code":
                return pl.lit(e.value, pl.UInt8)
            case "no_text":
                return pl.lit(None, pl.String)
            case "filled" if type(e.value) is int:
                bits = self.widths.bits(e)
                return self(e.args[0], bits).fill_null(pl.lit(e.value, _NUMBERS[bits]))
            case "filled":
                return self(e.args[0]).fill_null(e.value)
            case "not" if e.args[0].op == "and":  # some of them do not hold
                return reduce(or_, (self(~p) for p in e.args[0].args))
            case "contains":
                return self(e.args[0]).list.contains(pl.lit(e.value))
            case "if":
                bits = max(self.widths.bits(e), 0)
                return pl.when(self(e.args[0])).then(self(e.args[1], bits)).otherwise(self(e.args[2], bits))
        bits = 0
        if e.op in _EVEN:
            bits = max(*map(self.widths.bits, (e, *e.args)), 0)
        return _OPERATORS[e.op](*(self(a, bits) for a in e.args))

    def narrowed(self, home: pl.DataFrame) -> pl.LazyFrame:
        """A table whose columns are as narrow as this prints them."""
        names = [n for n in home.columns if n in self.widths.narrow]
        return home.lazy().with_columns(pl.col(names).cast(pl.Int32, wrap_numerical=True))

    def summed(self, name: str) -> pl.Expr:
        """A column of which sums are made."""
        return self(col(name), 64)

    def gathered(self, e: Expr) -> pl.Expr:
        """One value out of a column of members."""
        return _OPERATORS[e.op](self(e.args[0], 64))


def compute(
    polars: Polars, steps: list[Step], rows: pl.DataFrame, lists: Members, outputs: dict[str, Expr]
) -> pl.DataFrame:
    """The outputs, which are expressions over kept columns, for these rows and the members of their lists."""
    homes = {ROWS: polars.narrowed(rows), **{name: polars.narrowed(members) for name, members in lists.items()}}
    for step in steps:
        match step:
            case Level(home, columns):
                homes[home] = homes[home].with_columns(polars(e).alias(n) for n, e in columns.items())
            case Lent(home, names):
                found, homes[ROWS] = homes[home].collect(), homes[ROWS].collect().lazy()
                homes[home] = found.hstack(homes[ROWS].select(names).collect()[found[ROW]]).lazy()
            case Grouped():
                homes[step.group.source] = homes[step.group.source].collect().lazy()
                homes[step.home] = grouped(polars, homes[step.group.source], step).lazy()
            case Gathering(home, columns):
                members = homes[home].collect()
                homes[home], there = members.lazy(), homes[ROWS].collect()
                made = members.group_by(ROW, maintain_order=True).agg(
                    polars.gathered(g.expression).alias(n) for n, g in columns.items()
                )
                joined = there.select(ROW).join(made, on=ROW, how="left", maintain_order="left")
                filled = joined.select(pl.col(n).fill_null(g.default) for n, g in columns.items())
                homes[ROWS] = there.hstack(filled).lazy()
    # the row, so that a fixed output has as many
    return homes[ROWS].select(ROW, *(polars(e).alias(n) for n, e in outputs.items())).collect()


def grouped(polars: Polars, members: pl.LazyFrame, step: Grouped) -> pl.DataFrame:
    """Members by the value of one column, with sums, and running sums in its order."""
    group, key = step.group, f"{step.home}.key"
    found = (
        members.filter(pl.col(group.where))
        .group_by(ROW, polars.summed(group.key).alias(key))
        .agg(polars.summed(group.sums[n]).sum().alias(n) for n in step.sums)
        .sort(ROW, key)
    )
    running = found.with_columns(pl.col(n).cum_sum().over(ROW).alias(f"{n}~") for n in step.running)
    return running.with_columns(pl.lit(True).alias(f"{step.home}#")).collect()
