"""zen-engine (compiled expressions, a decision graph) and CEL in C++, a row at a time, on the eleven rules of `algebra`."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from benchmarks.tables.algebra import RULES, Truth

Row = dict[str, Any]
Judge = Callable[[Row], list[int]]


def plain(name: str) -> str:
    """A name that these languages can read."""
    return name.replace("#", "__").replace(".", "_")


class Texts:
    """Pairs of texts; fixed truths leave nothing behind."""

    AND, OR, NOT = "and", "or", "not"

    def __init__(self) -> None:
        self.open = Truth("false", "false", self)

    def both(self, a: str, b: str) -> str:
        if "false" in (a, b):
            return "false"
        return b if a == "true" else a if b == "true" else f"({a} {self.AND} {b})"

    def either(self, a: str, b: str) -> str:
        if "true" in (a, b):
            return "true"
        return b if a == "false" else a if b == "false" else f"({a} {self.OR} {b})"

    def flag(self, name: str) -> Truth:
        return Truth(f"({plain(name)} == true)", f"({plain(name)} == false)", self)

    def given(self, name: str) -> Truth:
        return Truth(f"({plain(name)} != null)", f"({plain(name)} == null)", self)

    def equal(self, name: str, code: str) -> Truth:
        there = f"{plain(name)} != null"
        return Truth(f"({plain(name)} == '{code}')", f"({there} {self.AND} {plain(name)} != '{code}')", self)

    def at_most(self, a: str | int, b: str | int) -> Truth:
        x, y = (plain(v) if isinstance(v, str) else str(v) for v in (a, b))
        there = f" {self.AND} ".join(f"{plain(v)} != null" for v in (a, b) if isinstance(v, str))
        return Truth(f"({there} {self.AND} {x} <= {y})", f"({there} {self.AND} {x} > {y})", self)

    def verdict(
        self, alive: Truth | None, met: Truth, missed: int, pending: Truth | bool, excused: Truth | None
    ) -> str:
        alive = alive or Truth("true", "false", self)
        waits = pending if isinstance(pending, Truth) else Truth(str(pending).lower(), str(not pending).lower(), self)
        never = excused or Truth("false", "true", self)
        unmet = self.both(alive.true, met.false)
        late = self.both(unmet, waits.false)
        chain = [
            (self.either(alive.false, self.both(met.false, waits.true)), 4),
            (self.both(alive.true, met.true), 0),
            (self.both(late, never.true), 2),
            (self.both(late, never.false), missed),
        ]
        found = "5"
        for test, code in reversed(chain):
            found = found if test == "false" else f"({test} ? {code} : {found})"
        return found


class Cel(Texts):
    """The same in the Common Expression Language."""

    AND, OR, NOT = "&&", "||", "!"


def rows(frame: Any) -> list[Row]:
    """Rows with names that these languages can read."""
    return [{plain(k): v for k, v in row.items()} for row in frame.iter_rows(named=True)]


def zen_expressions(subject: str) -> Judge:
    """One compiled expression a rule."""
    import zen

    compiled = [zen.compile_expression(rule(Texts())) for rule in RULES[subject].values()]
    return lambda row: [int(c.evaluate(row)) for c in compiled]


def zen_graph(subject: str) -> Judge:
    """All rules in one node of a decision graph."""
    import zen

    keys = {rule.replace("-", "_"): made(Texts()) for rule, made in RULES[subject].items()}
    listed = [{"id": key, "key": key, "value": text} for key, text in keys.items()]
    kinds = (
        ("i", "inputNode", {}),
        ("x", "expressionNode", {"content": {"expressions": listed}}),
        ("o", "outputNode", {}),
    )
    nodes = [{"id": i, "type": kind, "name": i, "position": {"x": 0, "y": 0}} | more for i, kind, more in kinds]
    edges = [{"id": f"{a}{b}", "sourceId": a, "targetId": b, "type": "edge"} for a, b in (("i", "x"), ("x", "o"))]
    decision = zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))

    def judge(row: Row) -> list[int]:
        result = decision.evaluate(row)["result"]
        return [int(result[key]) for key in keys]

    return judge


def cel(subject: str, columns: list[str]) -> Judge:
    """One program a rule, all variables dynamic since each may be null."""
    from cel_expr_python import cel as c

    environment = c.NewEnv(variables={plain(name): c.Type.DYN for name in columns})
    programs = [environment.compile(rule(Cel())) for rule in RULES[subject].values()]

    def judge(row: Row) -> list[int]:
        activation = environment.Activation(row)
        return [p.eval(activation).plain_value() for p in programs]

    return judge
