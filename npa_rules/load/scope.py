"""What names mean inside one rule: facts, named values, members, parameters; unknown ones are findings with a hint."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from npa_rules.errors import nearest
from npa_rules.load.fields import shown
from npa_rules.load.source import Node as Place
from npa_rules.load.source import Source
from npa_rules.model import tree
from npa_rules.model.dictionary import FactType, Scale, Subject
from npa_rules.model.record import OpenRecord, fresh
from npa_rules.model.rule import ParameterSeries
from npa_rules.model.tree import Literal, Node
from npa_rules.model.words import BUILT_IN


class Names(OpenRecord):
    """What the whole rule set defines, before the rules are read."""

    subjects: dict[str, Subject] = fresh(default_factory=dict)
    scales: dict[str, Scale] = fresh(default_factory=dict)
    parameters: dict[str, ParameterSeries] = fresh(default_factory=dict)
    laws: set[str] = fresh(default_factory=set)
    clauses: set[str] = fresh(default_factory=set)
    rules: dict[str, str] = fresh(default_factory=dict)  # id: subject
    judging: set[str] = fresh(default_factory=set)  # the ids of those that give a verdict
    local: set[str] = fresh(default_factory=set)  # the files of a user, beside the rule set
    local_clauses: set[str] = fresh(default_factory=set)
    successors: dict[str, str] = fresh(default_factory=dict)  # of editions: by which one each was replaced
    used: set[str] = fresh(default_factory=set)  # "fact:subject.name", "parameter:name", …


class Scope:
    """The names that a rule about `subject` may use."""

    def __init__(self, source: Source, names: Names, subject: Subject, values: dict[str, Place]) -> None:
        self.source, self.names, self.subject = source, names, subject
        self.values = values  # the places of the named values, for groups and kinds
        self.kinds: dict[str, str] = {}
        self.list: str = ""
        self.premises: list[str] = []

    # ---- facts -----------------------------------------------------------------------------------------------------
    def fact(self, name: str, place: Place | None, kind: str = "", of: Subject | None = None) -> FactType | None:
        subject = of or self.subject
        entry = subject.facts.get(name)
        if entry is None:
            hint = nearest(name, subject.facts)
            self.source.report("E301", place, name=shown(name), subject=subject.name, suggestion=hint)
            return None
        self.names.used.add(f"fact:{subject.name}.{name}")
        if kind and entry.kind != kind:
            self.source.report("E401", place, operator=kind, kind=entry.kind)
        return entry

    def fact_node(self, name: str, place: Place, of: str, of_place: Place | None) -> Node:
        if name in BUILT_IN and not of and (name != "year_start" or self.subject.yearly):
            return tree.Fact(name)
        other = self.related(of, of_place) if of else None
        if not of or of in self.subject.relations:
            self.fact(name, place, of=other)
        return tree.Fact(name, of)

    def related(self, of: str, place: Place | None) -> Subject:
        relation = self.subject.relations.get(of)
        if relation is None:
            hint = nearest(of, self.subject.relations)
            self.source.report("E306", place, name=shown(of), suggestion=hint)
            return self.subject
        return self.names.subjects.get(relation.to, self.subject)

    # ---- values, members, names in expressions ---------------------------------------------------------------------
    def value_node(self, name: str, place: Place) -> Node:
        if name not in self.values:
            self.source.report("E302", place, name=shown(name), suggestion=nearest(name, self.values))
        return tree.Value(name)

    def member_node(self, name: str, place: Place) -> Node:
        fields = self.fields()
        if not self.list or name not in fields:
            self.source.report("E309", place, name=shown(name), suggestion=nearest(name, fields))
        return tree.Member(name)

    def name_node(self, name: str, place: Place, position: int) -> Node:
        if name in self.values:
            return tree.Value(name)
        if self.list and name in self.fields():
            return tree.Member(name)
        if name in self.subject.facts:
            self.names.used.add(f"fact:{self.subject.name}.{name}")
            return tree.Fact(name)
        hint = nearest(name, [*self.values, *self.fields(), *self.subject.facts])
        line, column = self.source.within(place, position)
        self.source.at("E301", line, column, name=shown(name), subject=self.subject.name, suggestion=hint)
        return Literal("number", 0)

    @contextmanager
    def inside(self, name: str, place: Place | None) -> Iterator[None]:
        """The scope of the members of a list or of a group."""
        if (
            name
            and self.grouped(name) is None
            and (name not in self.subject.facts or self.subject.facts[name].type != "list")
        ):
            lists = [f.name for f in self.subject.facts.values() if f.type == "list"]
            self.source.report("E309", place, name=shown(name), suggestion=nearest(name, lists))
        self.names.used.add(f"fact:{self.subject.name}.{name}")
        before, self.list = self.list, name
        yield
        self.list = before

    def grouped(self, name: str) -> Place | None:
        place = self.values.get(name)
        return place.mapping.get("group") if place is not None else None

    def fields(self) -> dict[str, str]:
        """The fields of the list at hand with their kinds; for a group its key, sums and running sums."""
        group = self.grouped(self.list)
        listed = str(group.mapping["list"].value) if group is not None and "list" in group.mapping else self.list
        entry = self.subject.facts.get(listed)
        members = {n: m.kind for n, m in entry.members.items()} if entry is not None else {}
        if group is None:
            return members
        by = group.mapping.get("by")
        sums = [str(n.value) for n in group.mapping["sum"].sequence] if "sum" in group.mapping else []
        shown_fields = {str(by.value): "number"} if by is not None else {}
        return shown_fields | {n: "number" for s in sums for n in (s, f"{s}_so_far")}

    # ---- other names -----------------------------------------------------------------------------------------------
    def parameter(self, name: str, place: Place) -> ParameterSeries | None:
        series = self.names.parameters.get(name)
        if series is None:
            hint = nearest(name, self.names.parameters)
            self.source.report("E303", place, name=shown(name), suggestion=hint)
        self.names.used.add(f"parameter:{name}")
        return series

    def premise(self, rule: str, place: Place | None, of: str, of_place: Place | None) -> None:
        subject = self.related(of, of_place) if of else self.subject
        if rule and rule not in self.names.rules:
            self.source.report("E304", place, name=shown(rule), suggestion=nearest(rule, self.names.rules))
        elif rule and self.names.rules[rule] != subject.name:
            self.source.report("E402", place, left=subject.name, right=self.names.rules[rule])
        elif rule and rule not in self.names.judging:
            judging = ", ".join(
                r for r in self.names.rules if r in self.names.judging and self.names.rules[r] == subject.name
            )
            self.source.report("E204", place, value=shown(rule), allowed=judging)
        self.premises.append(rule)

    def clause(self, name: str, place: Place | None) -> None:
        if name not in self.names.clauses:
            self.source.report("E307", place, name=shown(name), suggestion=nearest(name, self.names.clauses))
        self.names.used.add(f"clause:{name}")

    # ---- kinds -----------------------------------------------------------------------------------------------------
    def entry(self, node: Node | None) -> FactType | None:
        """The dictionary entry behind a fact or member node."""
        if isinstance(node, tree.Fact):
            subject = self.subject
            if node.of and node.of in subject.relations:
                subject = self.names.subjects.get(subject.relations[node.of].to, subject)
            return subject.facts.get(node.name)
        if isinstance(node, tree.Member):
            entry = self.subject.facts.get(self.list)
            return entry.members.get(node.name) if entry is not None else None
        return None

    def kind(self, node: Node) -> str:
        """The kind of value a node gives; `?` where it cannot be told yet."""
        match node:
            case Literal(kind):
                return kind
            case tree.Fact("as_of" | "reference_date" | "year_start"):
                return "date"
            case tree.Fact() | tree.Member():
                entry = self.entry(node)
                return entry.kind if entry is not None else self.fields().get(getattr(node, "name", ""), "?")
            case tree.Value(name):
                return self.kinds.get(name, "?")
            case tree.Parameter(name):
                series = self.names.parameters.get(name)
                if series is None:
                    return "?"
                return {"date": "date", "bool": "bool", "text": "code", "ordered": "ordered"}.get(series.type, "number")
            case tree.Plus():
                return "date"
            case tree.Table(rows):
                kinds = {k for k in (self.kind(r.then) for r in rows) if k != "?"}
                return kinds.pop() if len(kinds) == 1 else "?"
            case tree.Edge(_, listed, of):
                before, self.list = self.list, listed
                kind = self.fields().get(of, "?")
                self.list = before
                return kind
            case tree.Condition():
                return "bool"
            case tree.Group():
                return "list"
        return "number"

    def rank(self, place: Place, left: Node | None) -> Literal:
        """The literal of an ordered scale, by its place on it."""
        entry = self.entry(left)
        scale = self.names.scales.get(entry.scale) if entry is not None else None
        if scale is None:
            return Literal("ordered", 0)
        text = str(place.value)
        if text not in scale.order:
            hint = nearest(text, scale.order)
            self.source.report("E408", place, code=shown(text), name=scale.name, suggestion=hint)
            return Literal("ordered", 0, scale.name)
        return Literal("ordered", scale.rank(text), scale.name)

    def code(self, value: str, place: Place, left: Node | None) -> None:
        """Complain about a code that the entry does not have."""
        entry = self.entry(left)
        if entry is not None and entry.codes and value not in entry.codes:
            hint = nearest(value, entry.codes)
            self.source.report("E408", place, code=shown(value), name=entry.name, suggestion=hint)
