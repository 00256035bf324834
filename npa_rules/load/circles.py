"""Circles: named values, definitions, premises and suspensions may not depend on themselves, by whatever detour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from npa_rules.load.rule_file import RuleFile
from npa_rules.model import tree
from npa_rules.model.dictionary import Subject
from npa_rules.model.rule import Rule

T = TypeVar("T", str, tuple[str, str])
Step = tuple[str, str]  # a rule, and the fact that it derives (empty: its verdict, or whether it sets others aside)


def report(files: list[RuleFile], subjects: Mapping[str, Subject]) -> None:
    """Findings about circles within a rule (E404) and between rules (E405), at the rule where they begin."""
    for file in files:
        _values(file)
    loop = circle(_needs([f.rule for f in files if not f.source.diagnostics], subjects))  # a broken file comes first
    if loop:
        names = [rule for rule, _ in loop]
        first = next(f for f in files if f.rule.id == names[0])
        told = [n for i, n in enumerate(names) if i in (0, len(names) - 1) or n != names[i - 1]]
        first.source.report("E405", first.root, names=" > ".join(told))


def _values(file: RuleFile) -> None:
    """The named values of one rule, as they are and under each reading."""
    rule = file.rule
    for reading, replaced in (("", {}), *((r.name, r.values) for r in rule.readings.values())):
        values = {**rule.values, **replaced}
        needs = {k: {n.name for n in tree.walk(v.node) if isinstance(n, tree.Value)} for k, v in values.items()}
        loop = circle(needs)
        if loop:
            home = file.root.mapping["readings"].mapping[reading] if reading else file.root
            file.source.report("E404", home.mapping["values"], names=" > ".join(loop))
            return


def _needs(rules: list[Rule], subjects: Mapping[str, Subject]) -> dict[Step, set[Step]]:
    """What must be known before each verdict and each derived fact."""
    makers: dict[tuple[str, str], set[Step]] = {}
    for rule in rules:
        for fact in rule.derives:
            makers.setdefault((rule.applies_to, fact), set()).add((rule.id, fact))
    asides = [r for r in rules if r.suspends or r.suspends_fact]
    found: dict[Step, set[Step]] = {}
    for rule in rules:
        subject = subjects.get(rule.applies_to)
        if subject is None:
            continue
        for fact in [*rule.derives] or [""]:
            wanted: set[Step] = set()
            for node in _nodes(rule, fact):
                if isinstance(node, tree.Premise):
                    wanted.add((node.rule, ""))
                elif isinstance(node, tree.Fact):
                    relation = subject.relations.get(node.of)
                    name = relation.to if relation is not None else rule.applies_to
                    timed = node.name in ("reference_date", "year_start")
                    wanted |= makers.get((name, subject.time if timed else node.name), set())
            if rule.since or rule.until or rule.needs_law or rule.until_law:
                wanted |= makers.get((rule.applies_to, subject.time), set())
            if rule.gives_verdict:
                wanted |= {(a.id, "") for a in asides if _sets_aside(a, rule)}
            found.setdefault((rule.id, fact), set()).update(wanted)  # what any version rests on counts for all
    return found


def _sets_aside(other: Rule, rule: Rule) -> bool:
    """Whether a definition may set a rule aside."""
    if other.suspends_fact:
        return other.edition == rule.edition
    return bool(rule.clauses) and rule.clauses[0] in other.suspends and other.applies_to == rule.applies_to


def _nodes(rule: Rule, fact: str) -> Iterator[tree.Node]:
    """Every node that one derived fact, or else the verdict of a rule, rests on, under any reading."""
    when: list[tree.Node] = [rule.when] if rule.when is not None else []
    tops = [*when, rule.derives[fact].node] if fact else [*rule.conditions().values()]
    tops += [n for n in (rule.due, rule.suspends_since) if n is not None]
    seen: set[str] = set()
    while tops:
        for node in tree.walk(tops.pop()):
            yield node
            names = [node.name] if isinstance(node, tree.Value) else []
            names += (
                [node.list] if isinstance(node, tree.Quantified | tree.Aggregate | tree.Edge | tree.Extreme) else []
            )
            for name in names:
                if name not in seen:
                    seen.add(name)
                    tops += [
                        v[name].node for v in (rule.values, *(r.values for r in rule.readings.values())) if name in v
                    ]


def circle(needs: Mapping[T, set[T]]) -> list[T]:
    """Names that lead back to themselves, in order; empty when there are none."""
    state: dict[T, int] = {}
    path: list[T] = []

    def visit(name: T) -> list[T]:
        if state.get(name) == 2 or name not in needs:
            return []
        if state.get(name) == 1:
            return path[path.index(name) :] + [name]  # noqa: RUF005  (of one type: names, or steps)
        state[name] = 1
        path.append(name)
        for other in sorted(needs[name]):
            loop = visit(other)
            if loop:
                return loop
        path.pop()
        state[name] = 2
        return []

    for name in needs:
        loop = visit(name)
        if loop:
            return loop
    return []
