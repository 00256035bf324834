"""What a rule rests on by what it is made of: other rules, figures and laws, whatever the facts are."""

from __future__ import annotations

from npa_rules.model import tree
from npa_rules.model.record import OpenRecord, fresh
from npa_rules.model.rule import Rule, RuleSet
from npa_rules.model.tree import Node


class Rests(OpenRecord):
    """Everything that a rule rests on: rules, figures (those that are read on a day of their own too), and laws."""

    rules: dict[str, Rule] = fresh(default_factory=dict)
    series: dict[str, bool] = fresh(default_factory=dict)  # whether it is read on another day than that of the item
    laws: dict[str, bool] = fresh(default_factory=dict)


def rests(ruleset: RuleSet, rule: Rule, *, aside: bool = False) -> Rests:
    """What a rule rests on by way of its values, definitions and premises; `aside`: what sets it aside too."""
    found = Rests()
    todo = [rule]
    while todo:
        one = todo.pop()
        if one.key in found.rules or ruleset.window(one) is None:
            continue
        found.rules[one.key] = one
        found.laws |= dict.fromkeys(filter(None, (one.needs_law, one.until_law)), True)
        for node in nodes(one):
            if isinstance(node, tree.Parameter):
                found.series[node.name] = found.series.get(node.name, False) or node.at is not None
            elif isinstance(node, tree.Premise):
                todo += ruleset.versions(node.rule)
            elif isinstance(node, tree.Fact):
                subject = ruleset.subjects[one.applies_to]
                about = subject.relations[node.of].to if node.of else subject.name
                todo += ruleset.defining(about, node.name)
        if aside:
            todo += [o for o in ruleset.suspending() if o.suspends_fact or one.clauses[0] in o.suspends]
    return found


def nodes(rule: Rule) -> list[Node]:
    """Every node that a rule comes by, named values where they are used."""
    parts = [*rule.conditions().values(), *(v.node for v in rule.derives.values()), rule.due, rule.suspends_since]
    todo: list[Node] = [p for p in parts if p is not None]
    found, known = [], set()
    while todo:
        for node in tree.walk(todo.pop()):
            found.append(node)
            names = [str(getattr(node, "list", ""))]
            names += [node.name] if isinstance(node, tree.Value) else []
            for name in names:
                if name in rule.values and name not in known:
                    known.add(name)
                    todo.append(rule.values[name].node)
    return found
