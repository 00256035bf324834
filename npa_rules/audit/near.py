"""How far rows are from a limit: each comparison of figures in what a rule requires becomes a rule of its own.

Such a rule asks whether both sides are within 1 % of the limit, or within 1 euro where they are amounts. It is judged
like any other, so that every engine answers it in the same pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TypeVar

from npa_rules.audit.batch import Judging
from npa_rules.model import tree
from npa_rules.model.record import Record
from npa_rules.model.rule import Rule, RuleSet
from npa_rules.model.tree import Condition, Node
from npa_rules.views import joined

P = TypeVar("P", bound=Judging)
MARK = "~near:"  # no rule id holds it
PERCENT = Fraction(1, 100)
EURO = 1
OPERATORS = ("at_most", "less_than", "at_least", "more_than")


class Limit(Record):
    """A comparison with a limit: the rule, the condition, the id of the rule that asks for nearness."""

    rule: str
    condition: str
    probe: str
    money: bool


def with_near(ruleset: RuleSet, subject: str) -> tuple[RuleSet, list[Limit]]:
    """The rule set with a rule for each limit of the rules of a subject; those that judge stay the same."""
    limits: list[Limit] = []
    added: list[Rule] = []
    for rule in ruleset.judging(subject):
        if rule.id.startswith("~"):  # asked for by a roll-up
            continue
        for number, one in enumerate(comparisons(rule)):
            probe = f"{MARK}{rule.id}#{number}"
            money = any(is_money(ruleset, rule, side) for side in (one.left, one.right))
            limits.append(Limit(rule.id, one.id, probe, money))
            added.append(
                rule.but(id=probe, requires=close(one, money), due=None, due_open=False, excused_if=None, remarks=(),
                         attested="", room={}, readings={}, default_reading="")
            )  # fmt: skip
    return joined(ruleset, added), limits


def fitted(make: Callable[[RuleSet], P], ruleset: RuleSet, subject: str) -> tuple[P, list[Limit], list[Limit]]:
    """A plan that measures nearness too; the limits that it measures, and those that no column can hold.

    Judging those row by row would cost more than all rules together, so they are named instead.
    """
    added, limits = with_near(ruleset, subject)
    plan = make(added)
    refused = [i for i in limits if i.probe in plan.refused]
    if refused:
        names = {i.probe for i in refused}
        plan = make(joined(ruleset, [added.rules[i.probe] for i in limits if i.probe not in names]))
    return plan, [i for i in limits if i not in refused], refused


def comparisons(rule: Rule) -> Iterator[tree.Compare]:
    """The comparisons of figures in what a rule requires; those with zero have no margin, those of members no row."""
    stack: list[Node] = [rule.requires] if rule.requires is not None else []
    seen: set[str] = set()
    while stack:
        node = stack.pop(0)
        match node:
            case tree.Compare(_, operator, _, right, "number") if operator in OPERATORS:
                if not (isinstance(right, tree.Literal) and right.value == 0):
                    yield node
            case tree.Compare(_, _, tree.Value(name), tree.Literal("bool", _)) if name not in seen:
                seen.add(name)
                stack.append(rule.values[name].node)
            case tree.All(_, parts) | tree.Any(_, parts):
                stack += parts
            case tree.Not(_, part):
                stack.append(part)
            case tree.Holds(_, value):
                stack.append(value)
            case tree.Value(name) if name not in seen:
                seen.add(name)
                stack.append(rule.values[name].node)


def close(one: tree.Compare, money: bool) -> Condition:
    """Whether the sides of a comparison are within the margin."""
    left, right, name = one.left, one.right, one.id

    def between(low: Node, high: Node, what: str) -> Condition:
        return tree.All(f"{name}~{what}", (
            tree.Compare(f"{name}~{what}_low", "at_least", left, low),
            tree.Compare(f"{name}~{what}_high", "at_most", left, high),
        ))  # fmt: skip

    less, more = tree.Literal("number", 1 - PERCENT), tree.Literal("number", 1 + PERCENT)
    scaled = tree.Arithmetic("*", right, less), tree.Arithmetic("*", right, more)
    share = tree.Any(f"{name}~percent", (
        between(scaled[0], scaled[1], "above_zero"),
        between(scaled[1], scaled[0], "below_zero"),  # the greater part of a figure below zero is the lower one
    ))  # fmt: skip
    if not money:
        return share
    euro = tree.Literal("number", EURO)
    return tree.Any(f"{name}~near", (
        share,
        between(tree.Arithmetic("-", right, euro), tree.Arithmetic("+", right, euro), "euro"),
    ))  # fmt: skip


def is_money(ruleset: RuleSet, rule: Rule, node: Node) -> bool:
    """Whether a side is an amount in euro, by the unit of the fact, the value or the figure."""
    match node:
        case tree.Value(name):
            value = rule.values[name]
            return value.unit.startswith("eur") or (not value.unit and is_money(ruleset, rule, value.node))
        case tree.Fact(name, ""):
            entry = ruleset.subjects[rule.applies_to].facts.get(name)
            return entry is not None and entry.unit.startswith("eur")
        case tree.Parameter(name):
            return ruleset.parameters[name].unit.startswith("eur")
    return False
