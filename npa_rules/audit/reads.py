"""What a rule looks at: itself, and through definitions, premises and clauses that set it aside.

It serves to know which rows are alike for a rule: rows with the same facts among these have the same outcome. A figure
that is only ever compared with fixed figures counts by the interval that it lies in.
"""

from __future__ import annotations

from fractions import Fraction

from npa_rules.engines.quantity import num, rounded
from npa_rules.model import tree
from npa_rules.model.dictionary import FactType, Subject
from npa_rules.model.record import OpenRecord, fresh
from npa_rules.model.rule import Rule, RuleSet
from npa_rules.model.tree import Node
from npa_rules.model.words import NUMERIC

MOST = 4_000  # figures that one side of a comparison may be; beyond that the other side counts exactly
Figures = frozenset[Fraction]


class Reads(OpenRecord):
    """The facts that an outcome can rest on; `steps` the figures with which one is compared, for those in `exact` none."""

    facts: set[str] = fresh(default_factory=set)
    exact: set[str] = fresh(default_factory=set)
    steps: dict[str, set[Fraction]] = fresh(default_factory=dict)
    derived: dict[str, set[str]] = fresh(default_factory=dict)  # a fact: those whose derived value it is compared with
    rules: set[str] = fresh(default_factory=set)

    def interval(self, name: str) -> set[Fraction] | None:
        """The figures between which a fact may be anything; None when it counts exactly."""
        return None if name in self.exact else self.steps.get(name, set())


def reads(ruleset: RuleSet, rule: Rule) -> Reads:
    """What the outcome of a rule can rest on, at most."""
    found = Reads()
    reader = _Reader(ruleset, ruleset.subjects[rule.applies_to], found)
    reader.rule(rule)
    for name in list(found.facts):
        entry = reader.subject.facts[name]
        found.facts |= reader.beside(entry)
    return found


class _Reader:
    def __init__(self, ruleset: RuleSet, subject: Subject, found: Reads) -> None:
        self.ruleset, self.subject, self.found = ruleset, subject, found
        self._seen: set[tuple[str, str]] = set()

    def rule(self, rule: Rule) -> None:
        """A rule with all its parts, in every version, and what can set it aside."""
        if rule.id in self.found.rules:
            return
        self.found.rules.add(rule.id)
        self.fact(self.subject.time)
        for version in self.ruleset.versions(rule.id) if rule.id in self.ruleset.index.versions else (rule,):
            self.version(version)

    def version(self, rule: Rule) -> None:
        """One version of a rule with all its parts."""
        for node in (*rule.conditions().values(), *(d.node for d in rule.derives.values()), rule.due):
            self.node(rule, node)
        self.node(rule, rule.suspends_since)
        self.fact(rule.attested)
        self.fact(rule.suspends_fact)
        for other in self.ruleset.suspending():
            if other.applies_to == self.subject.name and (other.suspends_fact or rule.clauses[0] in other.suspends):
                self.rule(other)

    def fact(self, name: str, *, compared: bool = False) -> None:
        """A fact, and what stands in for it; a figure counts exactly unless it is only compared with fixed ones."""
        entry = self.subject.facts.get(name)
        if entry is None:
            return
        if not compared:
            self.found.exact.add(name)
        if name in self.found.facts:
            return
        self.found.facts.add(name)
        for maker in self.ruleset.defining(self.subject.name, name):
            self.rule(maker)
        for other in self.beside(entry):
            self.fact(other)
        if entry.part_of or entry.whole_of:
            self.found.exact.add(name)

    def beside(self, entry: FactType) -> set[str]:
        """The facts that bear on the value of another: parts and wholes, its qualifier, whether a list is whole."""
        names = {entry.part_of, entry.whole_of, entry.qualified_by[0] if entry.qualified_by else ""}
        if entry.kind == "list":
            names.add(f"{entry.name}_complete")
        return names - {""}

    def relation(self, name: str) -> None:
        """The keys by which a related item would be found; a table has no more of it."""
        for own in self.subject.relations[name].match:
            self.fact(own)

    def node(self, rule: Rule, node: Node | None) -> None:
        """A node with all below it."""
        match node:
            case None:
                return
            case tree.Compare(_, _, left, right, "number"):
                self.sides(rule, left, right)
                return
            case tree.Value(name):
                key = (rule.key, name)
                if key not in self._seen:
                    self._seen.add(key)
                    self.node(rule, rule.values[name].node)
                return
            case tree.Fact(name, of):
                self.fact(name) if not of else self.relation(of)
            case tree.Happened(_, event):
                self.fact(event)
            case tree.Premise(_, other, of):
                self.relation(of) if of else self.rule(self.ruleset.rules[other])
            case tree.Aggregate() | tree.Quantified() | tree.Extreme() | tree.Edge() | tree.Group():
                if node.list in rule.values:
                    self.node(rule, rule.values[node.list].node)
                self.fact(node.list)
        for child in tree.children(node):
            self.node(rule, child)

    def sides(self, rule: Rule, left: Node, right: Node) -> None:
        """Both sides of a comparison of figures."""
        for one, other in ((left, right), (right, left)):
            name = self.bare(rule, one)
            steps = self.fixed(rule, other, name) if name else None
            if name and steps is not None:
                self.fact(name, compared=True)
                self.found.steps.setdefault(name, set()).update(steps)
                self.node(rule, other)
                return
        self.node(rule, left)
        self.node(rule, right)

    def bare(self, rule: Rule, node: Node) -> str:
        """The figure that a node is, and nothing more; empty when it is something else."""
        while isinstance(node, tree.Value):
            node = rule.values[node.name].node
        entry = self.subject.facts.get(node.name) if isinstance(node, tree.Fact) and not node.of else None
        return entry.name if entry is not None and entry.kind == "number" else ""

    def fixed(self, rule: Rule, node: Node, name: str) -> Figures | None:
        """The figures that a node can be whatever the facts say; None when they are not known or too many."""
        match node:
            case tree.Literal("number", value):
                return frozenset([Fraction(value)])  # type: ignore[arg-type]
            case tree.Value(other):
                return self.fixed(rule, rule.values[other].node, name)
            case tree.Parameter(series, at):
                found = self.ruleset.parameters[series]
                if found.type not in NUMERIC:
                    return None
                on = at.value if isinstance(at, tree.Literal) and isinstance(at.value, int) else None
                periods = [p for p in found.periods if on is None or p.covers(on)]
                values = [p.value for p in periods] + [p.other_value for p in periods]
                return _figures([*values, found.low, found.high])
            case tree.Table(rows):
                parts = [self.fixed(rule, row.then, name) for row in rows]
                return _union(parts)
            case tree.Arithmetic(operator, left, right):
                return _combined(operator, self.fixed(rule, left, name), self.fixed(rule, right, name))
            case tree.Function(("min" | "max"), arguments):
                return _union([self.fixed(rule, a, name) for a in arguments])
            case tree.Function(how, (value, tree.Literal(_, int() as digits))):
                inner = self.fixed(rule, value, name)
                return inner and frozenset(Fraction(rounded(num(v), digits, how).low) for v in inner)
            case tree.Fact(other, ""):
                entry, makers = self.subject.facts.get(other), self.ruleset.defining(self.subject.name, other)
                if entry is None or entry.kind != "number" or not makers or entry.qualified_by:
                    return None
                self.found.derived.setdefault(name, set()).add(other)
                parts = [self.fixed(m, m.derives[other].node, name) for m in makers]
                return _union([*parts, _figures([entry.low, entry.high])])
        return None


def _figures(values: list[object]) -> Figures:
    return frozenset(Fraction(v) for v in values if isinstance(v, int | Fraction) and not isinstance(v, bool))


def _union(parts: list[Figures | None]) -> Figures | None:
    if any(p is None for p in parts):
        return None
    found = frozenset[Fraction]().union(*(p for p in parts if p is not None))
    return found if len(found) <= MOST else None


def _combined(operator: str, left: Figures | None, right: Figures | None) -> Figures | None:
    if left is None or right is None or len(left) * len(right) > MOST:
        return None
    if operator == "/":
        right -= {Fraction(0)}  # what may be divided by zero is open, whatever it is compared with
    zero = frozenset([Fraction(0)] if operator in "*/" else [])  # in the place of an end without a bound
    make = {"+": Fraction.__add__, "-": Fraction.__sub__, "*": Fraction.__mul__, "/": Fraction.__truediv__}[operator]
    return zero | frozenset(Fraction(make(a, b)) for a in left for b in right)
