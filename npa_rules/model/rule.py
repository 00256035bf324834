"""Rules, readings, cases, parameters, laws, clauses and editions, and the rule set that holds them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from npa_rules.model.dictionary import Scale, Subject
from npa_rules.model.record import OpenRecord, Record, fresh
from npa_rules.model.rollup import RollUp
from npa_rules.model.tree import All, Any, Compare, Condition, Literal, Node, Table, Value
from npa_rules.model.words import Text

OPPOSITE = {"at_most": "more_than", "at_least": "less_than", "more_than": "at_most", "less_than": "at_least"}


class NamedValue(Record):
    """A named result of a rule, with the unit and label by which prose speaks of it."""

    node: Node
    kind: str = "number"
    unit: str = ""
    label: Text = fresh(default_factory=dict)


class Reading(Record):
    """A named interpretation: it replaces entries of `values` and nothing else."""

    name: str
    default: bool
    standing: str
    because: Text
    values: dict[str, NamedValue]


class Remark(Record):
    """Something to flag; never changes a verdict."""

    name: str
    test: Condition
    label: Text


class Excuse(Record):
    """Of a definition: the truth that it derives excuses every rule of this modality that this party owes."""

    fact: str
    modality: str
    owed_by: str


class Rule(Record):
    """One rule file, checked: the unit that gives a verdict."""

    id: str
    slug: str
    version: str
    status: str
    edition: str
    file: str
    clauses: tuple[str, ...]
    label: Text
    applies_to: str
    modality: str
    since: int | None = None  # yyyymmdd, inclusive
    until: int | None = None
    needs_law: str = ""
    until_law: str = ""
    when: Condition | None = None
    values: dict[str, NamedValue] = fresh(default_factory=dict)
    requires: Condition | None = None
    due: Node | None = None
    due_open: bool = False
    excused_if: Condition | None = None
    readings: dict[str, Reading] = fresh(default_factory=dict)
    derives: dict[str, NamedValue] = fresh(default_factory=dict)
    suspends: tuple[str, ...] = ()
    suspends_fact: str = ""  # a fact that names the clauses set aside
    suspends_since: Node | None = None  # and the date from which: facts of earlier days stay under them
    presume: bool | None = None
    excuses: Excuse | None = None
    excused_by: str = ""  # the definition whose truth was put under `excused_if`; the last part, where there are more
    remarks: tuple[Remark, ...] = ()
    attested: str = ""  # the event of the attested shape
    owed_by: tuple[str, ...] = ()  # the parties that owe it
    room: dict[str, NamedValue] = fresh(default_factory=dict)  # how far the norm is off: below zero, what is short
    outcomes: dict[str, Text] = fresh(default_factory=dict)
    tags: tuple[str, ...] = ()
    default_reading: str = ""  # the one that holds unless another is asked for; empty without readings
    row_clauses: tuple[str, ...] = ()  # those that a row of a table names: cited when it decides

    @property
    def gives_verdict(self) -> bool:
        """Whether the rule judges (definitions do not)."""
        return self.requires is not None

    def own(self) -> Rule:
        """The rule as its file has it, without the excuse that a definition adds."""
        if not self.excused_by:
            return self
        added = self.excused_if
        own = added.parts[0] if isinstance(added, Any) and added.id != self.excused_by else None
        return self.but(excused_if=own, excused_by="")

    @property
    def opposed(self) -> bool:
        """Whether `when` asks for the very opposite of `requires`: such a rule is never met, only excused."""
        wanted = self.requires
        if not isinstance(wanted, Compare) or self.when is None:
            return False
        contrary = wanted.left, OPPOSITE.get(wanted.operator), wanted.right
        return any((p.left, p.operator, p.right) == contrary for p in conjuncts(self.when) if isinstance(p, Compare))

    def conditions(self) -> dict[str, Condition]:
        """The top conditions by part, in the order of judgement."""
        parts = {"when": self.when, "requires": self.requires, "excused_if": self.excused_if}
        return {name: part for name, part in parts.items() if part is not None}


def conjuncts(condition: Condition) -> list[Condition]:
    """The parts that must all hold."""
    if not isinstance(condition, All):
        return [condition]
    return [c for part in condition.parts for c in conjuncts(part)]


def deadline(rule: Rule, values: Mapping[str, NamedValue]) -> Node | None:
    """The node of the day by which a rule must be met, if there is one.

    A fixed day before the rule is in force is none: what must hold from the first day on only waits for that day.
    """
    node = rule.due
    while isinstance(node, Value):
        node = values[node.name].node
    if isinstance(node, Table) and len(node.rows) == 1:
        node = node.rows[0].then
    if isinstance(node, Literal) and isinstance(node.value, int) and rule.since and node.value < rule.since:
        return None
    return rule.due


class Period(Record):
    """One value of a parameter over a window of dates, both ends included; `until` None is open."""

    since: int
    until: int | None
    key: str
    value: Fraction | int | str | bool
    source: str
    url: str = ""
    confidence: str = "official"
    published: int | None = None
    recorded: int = 0
    inferred: bool = False
    other_value: Fraction | int | None = None  # the figure of a contradicting source
    other_source: str = ""

    def covers(self, date: int) -> bool:
        """Whether the value holds on a date (yyyymmdd)."""
        return self.since <= date and (self.until is None or date <= self.until)

    def public(self, known_at: int | None) -> bool:
        """Whether it was public by a date: published or in force by then or, where the start is inferred, recorded."""
        if known_at is None:
            return True
        days = (self.published, None if self.inferred else self.since, self.recorded)
        return min(d for d in days if d) <= known_at


class ParameterSeries(Record):
    """A legal or agreed figure through time; `keys` are its categories, `read_on` its day for subjects that are years."""

    name: str
    label: Text
    type: str
    unit: str
    keys: dict[str, Text]
    low: Fraction | int | None
    high: Fraction | int | None
    read_on: str
    periods: tuple[Period, ...]
    scale: str = ""

    def last_day(self, key: str = "") -> int | None:
        """The last date with a value (for a key); None when there is none or the series is open."""
        ends = [p.until for p in self.periods if not key or p.key == key]
        return max((e for e in ends if e is not None), default=None) if None not in ends else None


class Law(Record):
    """The status of a law that rules wait for."""

    name: str
    label: Text
    status: str  # agreed | in_force | withdrawn
    in_force: int | None
    verified_on: int
    stands_until: int
    source: str


class Quantity(Record):
    """A figure that a clause names: a number, or a date as yyyymmdd."""

    value: int | Fraction
    unit: str


class Clause(Record):
    """One clause in the register: where it stands and what it is about, without its text."""

    id: str
    edition: str
    citation: str
    title: Text
    kind: str
    parties: tuple[str, ...] = ()
    subject: str = ""
    quantities: dict[str, Quantity] = fresh(default_factory=dict)
    undecided: Text = fresh(default_factory=dict)  # why no rule decides it, where it is no context
    note: Text = fresh(default_factory=dict)


class Edition(Record):
    """One version of the agreement, or the statute that it presupposes."""

    name: str
    label: Text
    since: int
    until: int | None
    sources: tuple[str, ...] = ()


class Index(Record):
    """Which rules judge a subject, derive a fact (`subject.fact`) or switch others off: ids only."""

    judging: dict[str, tuple[str, ...]]
    defining: dict[str, tuple[str, ...]]
    suspending: tuple[str, ...]
    excusing: tuple[str, ...] = ()


def index(rules: list[Rule]) -> Index:
    """The index of a list of rules; statute comes before the agreement."""
    judging: dict[str, list[str]] = {}
    defining: dict[str, list[str]] = {}
    for rule in sorted(rules, key=lambda r: (r.edition != "statute", r.id)):
        if rule.gives_verdict:
            judging.setdefault(rule.applies_to, []).append(rule.id)
        for fact in rule.derives:
            defining.setdefault(f"{rule.applies_to}.{fact}", []).append(rule.id)
    suspending = tuple(r.id for r in rules if r.suspends or r.suspends_fact)
    excusing = tuple(r.id for r in rules if r.excuses is not None)
    return Index(
        {k: tuple(v) for k, v in judging.items()}, {k: tuple(v) for k, v in defining.items()}, suspending, excusing
    )


class RuleSet(OpenRecord):
    """Everything that judging needs; the mappings may build their entries when they are asked for."""

    digest: str
    rules: Mapping[str, Rule]
    subjects: Mapping[str, Subject]
    scales: Mapping[str, Scale]
    parameters: Mapping[str, ParameterSeries]
    laws: Mapping[str, Law]
    clauses: Mapping[str, Clause]
    editions: Mapping[str, Edition]
    index: Index
    rollups: Mapping[str, RollUp] = fresh(default_factory=dict)
    _defining: dict[str, tuple[Rule, ...]] = fresh(default_factory=dict)
    _suspending: list[tuple[Rule, ...]] = fresh(default_factory=list)

    def judging(self, subject: str) -> tuple[Rule, ...]:
        """The rules that give a verdict about a subject."""
        return tuple(self.rules[i] for i in self.index.judging.get(subject, ()))

    def defining(self, subject: str, fact: str) -> tuple[Rule, ...]:
        """The definitions that derive a fact of a subject."""
        key = f"{subject}.{fact}"
        if key not in self._defining:
            self._defining[key] = tuple(self.rules[i] for i in self.index.defining.get(key, ()))
        return self._defining[key]

    def suspending(self) -> tuple[Rule, ...]:
        """The definitions that switch other rules off."""
        if not self._suspending:
            self._suspending.append(tuple(self.rules[i] for i in self.index.suspending))
        return self._suspending[0]
