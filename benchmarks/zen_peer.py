"""The rules of a subject as expressions and as a decision graph of zen-engine, printed from the same tree.

Zen knows no unknown: every condition becomes two expressions, known true and known false, and a figure that is not
known is null. Ranges are left out, so zen leaves open what the reference evaluator can still decide.
"""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import zen

from npa_rules.model import tree
from npa_rules.model.dictionary import Subject
from npa_rules.model.rule import NamedValue, Rule, RuleSet
from npa_rules.model.tree import Condition, Node

OPERATORS = {"equals": "==", "not_equals": "!=", "at_most": "<=", "less_than": "<", "at_least": ">=", "more_than": ">"}
Rails = tuple[str, str]


def figure(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f"'{value}'"
    return repr(float(value)) if isinstance(value, Fraction) else str(value)


class ZenPrinter:
    """Prints the rules of one subject; `inline` puts definitions into the rules, else they become nodes of a graph."""

    def __init__(self, ruleset: RuleSet, subject: Subject, *, inline: bool) -> None:
        self.ruleset, self.subject, self.inline = ruleset, subject, inline
        self.nodes: list[tuple[str, list[tuple[str, str]]]] = []
        self.known: dict[str, str] = {}
        self.rails: dict[str, Rails] = {}
        self.rule: Rule | None = None
        self.values: dict[str, NamedValue] = {}

    def within(self, rule: Rule, make: Any, node: Node) -> Any:
        before = self.rule, self.values
        self.rule, self.values = rule, rule.values
        found = make(node)
        self.rule, self.values = before
        return found

    def node(self, key: str, text: str) -> str:
        if self.inline:
            return f"({text})"
        self.nodes.append((key, [(key, text)]))
        return key

    # ---- rules -----------------------------------------------------------------------------------------------------
    def verdict(self, rule: Rule) -> str:
        """One expression that gives the verdict."""
        key = "r_" + rule.id.replace("-", "_")
        if key in self.known:
            return self.known[key]
        gates = [self.period(rule), self.law(rule)]
        gates += [self.within(rule, self.truth, rule.when)] if rule.when is not None else []
        true, false = self.every(gates)
        met = self.within(rule, self.truth, rule.requires)
        excused = self.within(rule, self.truth, rule.excused_if) if rule.excused_if is not None else ("false", "true")
        text = (f"{false} ? 'not_applicable' : ({true} and {met[0]}) ? 'complies' : ({true} and {met[1]} and {excused[0]}) ? "
                f"'justified' : ({true} and {met[1]} and {excused[1]}) ? 'violates' : 'undetermined'")  # fmt: skip
        self.known[key] = self.node(key, text)
        return self.known[key]

    def date(self) -> str:
        return self.subject.time

    def period(self, rule: Rule) -> Rails:
        low, high, date = rule.since or 0, rule.until or 99999999, self.date()
        return (f"({date} != null and {date} >= {low} and {date} <= {high})",
                f"({date} != null and ({date} < {low} or {date} > {high}))")  # fmt: skip

    def law(self, rule: Rule) -> Rails:
        parts = []
        for name, wanted in ((rule.needs_law, True), (rule.until_law, False)):
            if name:
                law = self.ruleset.laws[name]
                not_yet = f"({self.date()} != null and {self.date()} <= {max(law.verified_on, law.stands_until)})"
                parts.append(("false", not_yet) if wanted else (not_yet, "false"))
        return self.every(parts)

    def every(self, parts: list[Rails]) -> Rails:
        true, false = " and ".join(t for t, _ in parts), " or ".join(f for _, f in parts)
        return (f"({true})" if parts else "true"), (f"({false})" if parts else "false")

    # ---- values ----------------------------------------------------------------------------------------------------
    def fact(self, name: str) -> str:
        if name not in self.known:
            entry = self.subject.facts[name]
            makers = self.ruleset.defining(self.subject.name, name)
            if entry.kind == "bool" and makers:
                true, false = self.fact_rails(name)
                self.known[name] = f"({true} ? true : {false} ? false : null)"
            elif makers:
                text = "null"
                for maker in reversed(makers):
                    gate = self.every([self.period(maker), self.law(maker)])
                    text = f"{gate[0]} ? {self.within(maker, self.value, maker.derives[name].node)} : {text}"
                self.known[name] = self.node(f"d_{name}", f"{name} != null ? {name} : {text}")
            elif entry.presume is not None:
                self.known[name] = f"({name} != null ? {name} : {figure(entry.presume)})"
            else:
                self.known[name] = name
        return self.known[name]

    def fact_rails(self, name: str) -> Rails:
        makers = self.ruleset.defining(self.subject.name, name)
        if not makers:
            text = self.fact(name)
            return f"({text} == true)", f"({text} == false)"
        if name not in self.rails:
            (maker,) = makers
            gates = [self.period(maker), self.law(maker)]
            gates += [self.within(maker, self.truth, maker.when)] if maker.when is not None else []
            period = self.every(gates)
            true, false = self.within(maker, self.flag, maker.derives[name].node)
            self.rails[name] = (
                self.node(f"t_{name}", f"({name} == true or ({name} == null and {period[0]} and {true}))"),
                self.node(f"f_{name}", f"({name} == false or ({name} == null and {period[0]} and {false}))"),
            )
        return self.rails[name]

    def value(self, node: Node) -> str:
        match node:
            case tree.Literal(_, value):
                return figure(value)
            case tree.Fact(name):
                return self.fact(name)
            case tree.Value(name):
                return self.value(self.values[name].node)
            case tree.Arithmetic(operator, left, right):
                return f"({self.value(left)} {operator} {self.value(right)})"
            case tree.Function(("min" | "max") as name, arguments):
                return f"{name}([{', '.join(self.value(a) for a in arguments)}])"
            case tree.Function("round_down", (value, tree.Literal(_, digits))):
                return f"(floor({self.value(value)} * {10 ** int(digits)}) / {10 ** int(digits)})"  # type: ignore[arg-type]
            case tree.Parameter(name, at, key):
                return self.parameter(name, at, key)
            case tree.Table(rows):
                text = "null"
                for row in reversed(rows):
                    then = self.value(row.then)
                    if row.test is None:
                        text = then
                    else:
                        true, false = self.truth(row.test)
                        text = f"({true} ? {then} : {false} ? {text} : null)"
                return text
            case tree.Holds(_, value):
                return self.value(value)
        raise TypeError(node)

    def parameter(self, name: str, at: Node | None, key: Node | None) -> str:
        series = self.ruleset.parameters[name]
        date = self.value(at) if at is not None else self.date()
        wanted = key.value if isinstance(key, tree.Literal) else ""
        text = "null"
        for period in series.periods:
            if period.key == wanted and period.other_value is None:
                value = figure(period.value)
                text = f"({date} >= {period.since} and {date} <= {period.until or 99999999}) ? {value} : {text}"
        return f"({text})"

    # ---- conditions ------------------------------------------------------------------------------------------------
    def truth(self, node: Node) -> Rails:
        match node:
            case tree.All(_, parts):
                return self.every([self.truth(p) for p in parts])
            case tree.Any(_, parts):
                false, true = self.every([self.truth(p)[::-1] for p in parts])  # type: ignore[misc]
                return true, false
            case tree.Not(_, part):
                return self.truth(part)[::-1]  # type: ignore[return-value]
            case tree.Holds(_, value):
                return self.truth(value)
            case tree.Value(name):
                return self.truth(self.values[name].node)
            case tree.Compare(_, "equals", left, tree.Literal("bool", wanted)):
                rails = self.flag(left)
                return rails if wanted else (rails[1], rails[0])
            case tree.Compare(_, operator, left, right):
                a, b = self.value(left), self.value(right)
                there = f"{a} != null" + ("" if isinstance(right, tree.Literal) else f" and {b} != null")
                test = f"{a} {OPERATORS[operator]} {b}"
                return f"({there} and {test})", f"({there} and not ({test}))"
            case tree.OneOf(_, left, codes, negated):
                a, options = self.value(left), ", ".join(figure(c.value) for c in codes)
                rails = (f"({a} != null and {a} in [{options}])", f"({a} != null and not ({a} in [{options}]))")
                return rails[::-1] if negated else rails  # type: ignore[return-value]
            case tree.Premise(_, rule, "", verdicts):
                text = self.verdict(self.ruleset.rules[rule])
                listed = ", ".join(figure(v) for v in sorted(verdicts))
                return f"({text} in [{listed}])", f"(not ({text} in [{listed}, 'undetermined']))"
            case tree.Premise(_, _, _, _, presume):
                return ("true", "false") if presume else ("false", "true")
        raise TypeError(node)

    def flag(self, node: Node) -> Rails:
        if isinstance(node, tree.Fact):
            return self.fact_rails(node.name)
        if isinstance(node, tree.Value):
            return self.flag(self.values[node.name].node)
        if isinstance(node, Condition):
            return self.truth(node)
        if isinstance(node, tree.Literal):
            return ("true", "false") if node.value else ("false", "true")
        text = self.value(node)
        return f"({text} == true)", f"({text} == false)"


def expressions(ruleset: RuleSet, subject: Subject) -> dict[str, Any]:
    """A compiled expression for each rule."""
    printer = ZenPrinter(ruleset, subject, inline=True)
    return {r.id: zen.compile_expression(printer.verdict(r)) for r in ruleset.judging(subject.name)}


def graph(ruleset: RuleSet, subject: Subject) -> Any:
    """A decision with a node for each definition and each rule."""
    printer = ZenPrinter(ruleset, subject, inline=False)
    for rule in ruleset.judging(subject.name):
        printer.verdict(rule)
    ends = [("in", "inputNode", None)]
    ends += [(key, "expressionNode", pairs) for key, pairs in printer.nodes]
    nodes = [
        {"id": key, "type": kind, "name": key, "position": {"x": 0, "y": 0}}
        | (
            {"content": {"expressions": [{"id": k, "key": k, "value": v} for k, v in pairs], "passThrough": True}}
            if pairs
            else {}
        )
        for key, kind, pairs in [*ends, ("out", "outputNode", None)]
    ]
    ids = [n["id"] for n in nodes]
    edges = [
        {"id": f"e{i}", "type": "edge", "sourceId": a, "targetId": b}
        for i, (a, b) in enumerate(zip(ids, ids[1:], strict=False))
    ]
    return zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))


def context(subject: Subject, facts: dict[str, Any]) -> dict[str, Any]:
    """Facts as zen takes them: floats for figures, null for what is not given."""
    return {name: float(v) if isinstance(v := facts.get(name), Fraction) else v for name in subject.facts}
