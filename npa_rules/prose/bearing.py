"""Which conditions bear on a verdict, and whether each came out as the rule asks."""

from __future__ import annotations

from npa_rules.engines.ledger import Seen
from npa_rules.judge import Verdict
from npa_rules.model import tree
from npa_rules.model.rule import Rule, RuleSet
from npa_rules.model.tree import Condition

SETTLED = ("complies", "justified")
Weighed = tuple[Seen, bool | None]  # a leaf, and whether it came out as asked (`not` turned round)


def first_seen(verdict: Verdict) -> dict[str, Seen]:
    """The conditions of the rule itself as they came out, by id."""
    came: dict[str, Seen] = {}
    quiet = verdict.uninvoked()
    for seen in verdict.trace:
        if seen.rule == verdict.rule.key and (not quiet or seen.condition.id != quiet):
            came.setdefault(seen.condition.id, seen)
    return came


def bearing(verdict: Verdict, part: str) -> list[Weighed]:
    """The leaves of a part that bear on how it came out: a branch of `any` that another made needless does not."""
    top, came = verdict.rule.conditions().get(part), first_seen(verdict)
    found: list[Weighed] = []
    stack = [(top, False)] if top is not None else []
    while stack:
        node, turned = stack.pop(0)
        seen = came.get(node.id) if isinstance(node, Condition) else None
        if seen is None:
            continue
        out = turn(seen.truth, turned)
        if isinstance(node, tree.All | tree.Any):
            each = isinstance(node, tree.All) is not turned  # `not any` is `all not`
            parts = [(p, turned) for p in node.parts]
            if not each and out is not False:  # one is enough, or could be: what does not hold does not matter
                states = [(p, turn(s.truth, turned)) for p, _ in parts if (s := came.get(p.id)) is not None]
                parts = [(p, turned) for p, state in states if state is out]
            stack = parts + stack
        elif isinstance(node, tree.Not):
            stack = [(node.part, not turned), *stack]
        else:
            found.append((seen, out))
    return found


def turn(truth: bool | None, turned: bool) -> bool | None:
    """A truth, or its reverse."""
    return truth if not turned or truth is None else not truth


def marks(ruleset: RuleSet, verdict: Verdict) -> dict[tuple[str, str], str]:
    """`+`, `-` or `?` for each condition that a report shows, by rule and id; the others only explain how it was made.

    Own conditions: those that bear on the verdict. Of definitions: the limits that decided them.
    """
    found: dict[tuple[str, str], str] = {}
    signs = {True: "+", False: "-", None: "?"}
    settled = verdict.verdict in SETTLED
    for part in verdict.rule.conditions():
        if part == "excused_if" and verdict.truths.get("requires") is True:
            continue
        for seen, out in bearing(verdict, part):
            if out is not None or not settled:
                found.setdefault((seen.rule, seen.condition.id), signs[out])
    rows: dict[str, set[str]] = {}
    for seen in verdict.trace:
        key, rule = (seen.rule, seen.condition.id), ruleset.rules[seen.rule]
        if seen.rule == verdict.rule.key or key in found or not rule.derives or not limiting(seen.condition):
            continue
        if rule.key not in rows:
            rows[rule.key] = picked(rule)
        if seen.truth is True or (not settled and (seen.truth is None or seen.condition.id not in rows[rule.key])):
            found[key] = signs[seen.truth]
    return found


def limiting(node: Condition) -> bool:
    """Whether a condition compares with a figure that has a name."""
    if not isinstance(node, tree.Compare) or node.operator in ("equals", "not_equals"):
        return False
    return bool(getattr(node.right, "name", ""))


def picked(rule: Rule) -> set[str]:
    """The conditions that only pick a row of a table of figures: one that fails there is a row not taken."""
    tops = [v.node for v in (*rule.derives.values(), *rule.values.values()) if v.kind != "bool"]
    tables = [n for top in tops for n in tree.walk(top) if isinstance(n, tree.Table)]
    tests = [row.test for table in tables for row in table.rows if row.test is not None]
    nodes = [n for test in tests for n in tree.walk(test)]
    named = [rule.values[n.name].node for n in nodes if isinstance(n, tree.Value) and n.name in rule.values]
    nodes += [n for node in named for n in tree.walk(node)]
    return {n.id for n in nodes if isinstance(n, Condition)}
