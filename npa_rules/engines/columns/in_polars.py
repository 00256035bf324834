"""Expressions and the steps of a sheet as Polars."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import and_, or_

import polars as pl

from npa_rules.engines.columns.expression import Expr
from npa_rules.engines.columns.sheet import ROW, ROWS, Gathering, Grouped, Lent, Level, Step

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
    "if": lambda test, a, b: pl.when(test).then(a).otherwise(b),
    "sum": lambda a: a.sum(),
    "any": lambda a: a.any(),
    "first": lambda a: a.first(),
    "last": lambda a: a.last(),
}


class Polars:
    """Prints each expression once."""

    def __init__(self) -> None:
        self._known: dict[Expr, pl.Expr] = {}

    def __call__(self, e: Expr) -> pl.Expr:
        found = self._known.get(e)
        if found is None:
            found = self._known[e] = self._print(e)
        return found

    def _print(self, e: Expr) -> pl.Expr:
        match e.op:
            case "col":
                return pl.col(e.value)
            case "lit":
                return pl.lit(e.value)
            case "number":
                return pl.lit(e.value, pl.Int64)
            case "wide_number":
                return pl.lit(e.value, pl.Int128)
            case "code":
                return pl.lit(e.value, pl.UInt8)
            case "no_text":
                return pl.lit(None, pl.String)
            case "filled":
                return self(e.args[0]).fill_null(e.value)
            case "not" if e.args[0].op == "and":  # some of them do not hold
                return reduce(or_, (self(~p) for p in e.args[0].args))
            case "contains":
                return self(e.args[0]).list.contains(pl.lit(e.value))
        return _OPERATORS[e.op](*map(self, e.args))


def compute(
    polars: Polars, steps: list[Step], rows: pl.DataFrame, lists: Members, outputs: dict[str, Expr]
) -> pl.DataFrame:
    """The outputs, which are expressions over kept columns, for these rows and the members of their lists."""
    homes = {ROWS: rows.lazy(), **{name: members.lazy() for name, members in lists.items()}}
    for step in steps:
        match step:
            case Level(home, columns):
                homes[home] = homes[home].with_columns(polars(e).alias(n) for n, e in columns.items())
            case Lent(home, names):
                found, homes[ROWS] = homes[home].collect(), homes[ROWS].collect().lazy()
                homes[home] = found.hstack(homes[ROWS].select(names).collect()[found[ROW]]).lazy()
            case Grouped():
                homes[step.group.source] = homes[step.group.source].collect().lazy()
                homes[step.home] = grouped(homes[step.group.source], step).lazy()
            case Gathering(home, columns):
                members = homes[home].collect()
                homes[home], there = members.lazy(), homes[ROWS].collect()
                made = members.group_by(ROW, maintain_order=True).agg(
                    polars(g.expression).alias(n) for n, g in columns.items()
                )
                joined = there.select(ROW).join(made, on=ROW, how="left", maintain_order="left")
                filled = joined.select(pl.col(n).fill_null(g.default) for n, g in columns.items())
                homes[ROWS] = there.hstack(filled).lazy()
    # the row, so that a fixed output has as many
    return homes[ROWS].select(ROW, *(polars(e).alias(n) for n, e in outputs.items())).collect()


def grouped(members: pl.LazyFrame, step: Grouped) -> pl.DataFrame:
    """Members by the value of one column, with sums, and running sums in its order."""
    group, key = step.group, f"{step.home}.key"
    found = (
        members.filter(pl.col(group.where))
        .group_by(ROW, pl.col(group.key).alias(key))
        .agg(pl.col(group.sums[n]).sum().alias(n) for n in step.sums)
        .sort(ROW, key)
    )
    running = found.with_columns(pl.col(n).cum_sum().over(ROW).alias(f"{n}~") for n in step.running)
    return running.with_columns(pl.lit(True).alias(f"{step.home}#")).collect()
