"""Mutants of a rule: one small change each, which its own cases must notice (`npa test --mutate`).

A comparison that is flipped or loses its equality, a limit moved by one unit, a date by one day, a conjunct dropped, a
connective swapped, an exception removed: a case that stands on each side of every limit fails for each of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from npa_rules.cases import Case, run_case
from npa_rules.model import tree
from npa_rules.model.record import Record
from npa_rules.model.rule import NamedValue, Rule, RuleSet
from npa_rules.model.tree import Node

FLIPPED = {
    "at_most": ("less_than", "at_least"),
    "less_than": ("at_most", "more_than"),
    "at_least": ("more_than", "at_most"),
    "more_than": ("at_least", "less_than"),
    "equals": ("not_equals",),
    "not_equals": ("equals",),
}
PARTS = ("when", "requires", "excused_if", "due")


class Mutant(Record):
    """A rule with one change, and what was changed."""

    what: str
    rule: Rule


def day(value: int, days: int) -> int:
    """yyyymmdd so many days later or earlier."""
    found = date(value // 10000, value // 100 % 100, value % 100) + timedelta(days=days)
    return found.year * 10000 + found.month * 100 + found.day


def rewritten(node: Any, target: Node, new: Node) -> Any:
    """The tree with one node, by identity, put in place of another."""
    if node is target:
        return new
    if isinstance(node, tuple):
        parts = tuple(rewritten(n, target, new) for n in node)
        return node if all(a is b for a, b in zip(node, parts, strict=True)) else parts
    if not isinstance(node, Node):
        return node
    changed: dict[str, Any] = {}
    names: tuple[str, ...] = type(node).__match_args__
    for name in names:
        old = getattr(node, name)
        put = rewritten(old, target, new) if isinstance(old, Node | tuple) else old
        if put is not old:
            changed[name] = put
    return node.but(**changed) if changed else node


def variants(node: Node) -> Iterator[tuple[str, Node]]:
    """The small changes of one node."""
    match node:
        case tree.Compare(name, operator, _, tree.Literal("bool", value)) if operator == "equals":
            yield f"{name}: {not value}", node.but(right=tree.Literal("bool", not value))
        case tree.Compare(name, operator, _, _):
            for other in FLIPPED[operator]:
                yield f"{name}: {other}", node.but(operator=other)
        case tree.All() | tree.Any():
            parts = node.parts
            if len(parts) > 1:
                swapped = tree.Any(node.id, parts) if isinstance(node, tree.All) else tree.All(node.id, parts)
                yield f"{node.id}: connective swapped", swapped
                for i, part in enumerate(parts):
                    yield f"{node.id}: without {part.id}", node.but(parts=(*parts[:i], *parts[i + 1 :]))
        case tree.Not(name, part):
            yield f"{name}: without not", part
        case tree.OneOf(name, _, codes, negated):
            yield f"{name}: {'one of' if negated else 'none of'}", node.but(negated=not negated)
            for i, code in enumerate(codes):
                if len(codes) > 1:
                    yield f"{name}: without {code.value}", node.but(codes=(*codes[:i], *codes[i + 1 :]))
        case tree.Literal("date", int() as value):
            for step in (-1, 1):
                yield f"{value}: {step:+} day", node.but(value=day(value, step))
        case tree.Literal("number", (int() | Fraction()) as value):
            unit = Fraction(1, Fraction(value).denominator)
            for sign in (-1, 1):
                moved = value + sign * unit
                yield f"{value} becomes {moved}", node.but(value=int(moved) if moved.denominator == 1 else moved)
        case tree.Literal("ordered", int() as rank):
            for step in (-1, 1):
                if rank + step >= 0:
                    yield f"rank {rank}: {step:+}", node.but(value=rank + step)


def reached(node: Node) -> Iterator[Node]:
    """A node and all below it; the digits of a rounding are no limit."""
    yield node
    rounding = isinstance(node, tree.Function) and node.name.startswith("round_")
    below = tree.children(node)[:1] if rounding else tree.children(node)
    for child in below:
        yield from reached(child)


def mutants(rule: Rule, *, yearly: bool = False) -> Iterator[Mutant]:
    """Every mutant of a rule. A year is judged on its last day: a term that begins or ends a day later is the same."""
    rule = rule.own()  # what a definition adds is tested with that definition
    for part in PARTS:
        head = getattr(rule, part)
        for node in reached(head) if head is not None else ():
            for what, new in variants(node):
                yield Mutant(f"{part} {what}", rule.but(**{part: rewritten(head, node, new)}))
    for group in ("values", "derives"):
        for name, value in getattr(rule, group).items():
            for node in reached(value.node):
                for what, new in variants(node):
                    put: dict[str, NamedValue] = {**getattr(rule, group)}
                    put[name] = value.but(node=rewritten(value.node, node, new))
                    yield Mutant(f"{group}.{name} {what}", rule.but(**{group: put}))
    if rule.excused_if is not None:
        yield Mutant("without excused_if", rule.but(excused_if=None))
    # where a later edition cut a rule off, its own last day is the agreed one
    for edge in ("since", "agreed_until" if rule.cut_by else "until"):
        if getattr(rule, edge):
            for step in (-1,) if yearly else (-1, 1):
                yield Mutant(f"{edge} {step:+} day", rule.but(**{edge: day(getattr(rule, edge), step)}))


def with_rule(ruleset: RuleSet, rule: Rule) -> RuleSet:
    """The rule set with one rule changed."""
    return ruleset.but(rules={**ruleset.rules, rule.key: rule})


def survivors(ruleset: RuleSet, rule: Rule, cases: list[Case]) -> tuple[int, list[str]]:
    """How many mutants a rule has, and those that its own cases do not notice."""
    alive: list[str] = []
    count = 0
    subject = ruleset.subjects[rule.applies_to]
    yearly = bool(subject.time) and subject.facts[subject.time].type == "year"
    for mutant in mutants(rule, yearly=yearly):
        count += 1
        changed = with_rule(ruleset, mutant.rule)
        if not any(_fails(case, mutant.rule, changed) for case in cases):
            alive.append(mutant.what)
    return count, alive


def _fails(case: Case, rule: Rule, ruleset: RuleSet) -> bool:
    try:
        return bool(run_case(Case(rule, case.number, case.line, case.items, case.settings, case.expected), ruleset)[0])
    except (AssertionError, TypeError, ValueError, KeyError, ZeroDivisionError):
        return True  # a change that cannot even be judged is noticed
