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
LAST = 99991231  # a day after all others
ALWAYS = 1  # a day before all others: since when a figure of a user is known
OWN = "own"  # the confidence of a figure of a user: not published by anybody


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


class Succession(Record):
    """Which rule a rule takes the place of, and how far it says something else."""

    rule: str
    change: str  # see CHANGES
    note: Text = fresh(default_factory=dict)  # the change in a sentence, for `npa diff`


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
    published: int | None = None  # when what the rule says became public; of its own, else of its edition
    recorded: int = 0  # when it entered this repository
    begun: int | None = None  # a day on which it held and so was public; none for a version with dates of its own
    supersedes: str = ""  # the version that holds no longer from the first day of this one
    replaces: Succession | None = None
    earlier: bool = False  # whether the rule set holds a later version
    cut_by: str = ""  # the later edition that ended it with its own edition, on `until`
    agreed_until: int | None = None  # its last day before that edition was there

    @property
    def key(self) -> str:
        """What tells the versions of a rule apart: the id, for an earlier version with its number."""
        return f"{self.id}@{self.version}" if self.earlier else self.id

    @property
    def known_from(self) -> int:
        """The first day on which it was public: published, else in force or recorded, whichever came first."""
        return self.published or min(d for d in (self.begun or self.recorded, self.recorded))

    def public(self, known_at: int | None) -> bool:
        """Whether it was public by a date (None: today)."""
        return known_at is None or self.known_from <= known_at

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
    measured: bool = False  # a statistic: not known before it was published, however early its period began
    supersedes: int | None = None  # the day on which the value that this one corrects was published (else recorded)

    def covers(self, date: int) -> bool:
        """Whether the value holds on a date (yyyymmdd)."""
        return self.since <= date and (self.until is None or date <= self.until)

    @property
    def known_from(self) -> int:
        """The first day on which it was public: published, in force or recorded, whichever came first.

        A correction and a statistic hold for days before anybody knew them: these are known when published, else recorded.
        """
        if self.supersedes is not None or self.measured:
            return self.published or self.recorded
        days = (self.published, None if self.inferred else self.since, self.recorded)
        return min(d for d in days if d)

    @property
    def known_by(self) -> str:
        """Which of the days counted: `published`, `in_force` or `recorded`."""
        named = {self.published: "published", self.since: "in_force"}
        return named.get(self.known_from, "recorded")

    def public(self, known_at: int | None) -> bool:
        """Whether it was public by a date (None: today)."""
        return known_at is None or self.known_from <= known_at


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


class LawStatus(Record):
    """How a law stood when somebody looked: `verified_on` is that day, `stands_until` how long it may be relied on."""

    status: str  # agreed | in_force | withdrawn
    in_force: int | None
    verified_on: int
    stands_until: int
    source: str
    published: int | None = None
    recorded: int = 0

    @property
    def known_from(self) -> int:
        """The first day on which it was public: published, in force, seen or recorded, whichever came first."""
        return min(d for d in (self.published, self.in_force, self.verified_on, self.recorded) if d)


class Law(Record):
    """A law that rules wait for, as it stands; `history` holds every status, the oldest first."""

    name: str
    label: Text
    status: str
    in_force: int | None
    verified_on: int
    stands_until: int
    source: str
    history: tuple[LawStatus, ...] = ()

    def known(self, known_at: int | None) -> Law | None:
        """The law as it was known on a date; None when nothing was known of it."""
        if known_at is None:
            return self
        found = [s for s in self.history if s.known_from <= known_at]
        if not found:
            return None
        last = found[-1]
        return self.but(
            status=last.status,
            in_force=last.in_force,
            verified_on=last.verified_on,
            stands_until=last.stands_until,
            source=last.source,
        )


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


class Clock(Record):
    """A recalibration that a clause promises: what is set anew, when first, and every how many years."""

    clause: str
    label: Text
    first_due: int
    years: int


class Edition(Record):
    """One version of the agreement, or the statute that it presupposes.

    `since` and `until` are the days on which its rules judge; `term` is what the parties agreed.
    """

    name: str
    label: Text
    since: int
    until: int | None
    sources: tuple[str, ...] = ()
    kind: str = "agreement"  # or statute: not one text but many, each with its own first day
    parties: tuple[str, ...] = ()
    term: tuple[int | None, int | None] = (None, None)
    signed: int | None = None
    published: int | None = None
    recorded: int = 0
    replaces: str = ""
    clocks: tuple[Clock, ...] = ()
    lapsed: dict[str, Text] = fresh(default_factory=dict)  # rules of the edition before it that end, with the reason

    def covers(self, low: int, high: int) -> bool:
        """Whether any day of a range lies in it."""
        return self.since <= high and (self.until is None or low <= self.until)

    def public(self, known_at: int | None) -> bool:
        """Whether it was public by a date: published, else begun."""
        return known_at is None or (self.published or self.since) <= known_at


class Index(Record):
    """Which rules judge a subject, derive a fact (`subject.fact`) or switch others off: keys only.

    `judging` holds the newest version of each rule, the others every version. `versions` names, for the rules that have
    more than one, all of them, oldest first. `overtaken` are the judging rules that a later edition ended before their
    first day came: they are only asked for by what was known before it.
    """

    judging: dict[str, tuple[str, ...]]
    defining: dict[str, tuple[str, ...]]
    suspending: tuple[str, ...]
    excusing: tuple[str, ...] = ()
    versions: dict[str, tuple[str, ...]] = fresh(default_factory=dict)
    overtaken: dict[str, tuple[str, ...]] = fresh(default_factory=dict)


def day_before(value: int) -> int:
    """The day before yyyymmdd."""
    from datetime import date, timedelta

    before = date(value // 10000, value // 100 % 100, value % 100) - timedelta(days=1)
    return before.year * 10000 + before.month * 100 + before.day


def number(version: str) -> tuple[int, ...]:
    """A version such as 1.10.0 in the order of versions."""
    return tuple(int(n) for n in version.split("."))


def index(rules: list[Rule]) -> Index:
    """The index of a list of rules; statute comes before the agreement."""
    judging: dict[str, list[str]] = {}
    defining: dict[str, list[str]] = {}
    versions: dict[str, list[str]] = {}
    overtaken: dict[str, list[str]] = {}
    for rule in sorted(rules, key=lambda r: (r.edition != "statute", r.id, number(r.version))):
        if rule.gives_verdict and not rule.earlier:
            never = bool(rule.cut_by) and (rule.since or 0) > (rule.until or LAST)
            (overtaken if never else judging).setdefault(rule.applies_to, []).append(rule.key)
        for fact in rule.derives:
            defining.setdefault(f"{rule.applies_to}.{fact}", []).append(rule.key)
        versions.setdefault(rule.id, []).append(rule.key)
    return Index(
        judging={k: tuple(v) for k, v in judging.items()},
        defining={k: tuple(v) for k, v in defining.items()},
        suspending=tuple(r.key for r in rules if r.suspends or r.suspends_fact),
        excusing=tuple(r.key for r in rules if r.excuses is not None),
        versions={k: tuple(v) for k, v in versions.items() if len(v) > 1},
        overtaken={k: tuple(v) for k, v in overtaken.items()},
    )


class RuleSet(OpenRecord):
    """Everything that judging needs; the mappings may build their entries when they are asked for.

    `rules` holds the newest version of a rule under its id, an earlier one under `ID@version`.
    """

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

    def but(self, **changed: object) -> RuleSet:
        """The same rule set with some parts changed; what was found in the old ones is not kept."""
        return super().but(**{"_defining": {}, "_suspending": [], **changed})

    def judging(self, subject: str, known_at: int | None = None) -> tuple[Rule, ...]:
        """The rules that give a verdict about a subject, each in its newest version.

        By what was known on a date they are those of which a version was public then.
        """
        found = [self.rules[i] for i in self.index.judging.get(subject, ())]
        if known_at is None:
            return tuple(found)
        found += [self.rules[i] for i in self.index.overtaken.get(subject, ())]
        found = [r for r in found if any(v.public(known_at) for v in self.versions(r.id))]
        return tuple(sorted(found, key=lambda r: (r.edition != "statute", r.id)))

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

    @property
    def ids(self) -> list[str]:
        """The ids of the rules, each once."""
        return [k for k in self.rules if "@" not in k]

    def newest(self, rule: str) -> Rule | None:
        """The newest version of a rule by its id; None for anything else."""
        return self.rules[rule] if "@" not in rule and rule in self.rules else None

    def readings(self, rule: str) -> list[str]:
        """The names of the readings of a rule, in whatever version; none for what is no rule."""
        known = self.versions(rule) if self.newest(rule) is not None else ()
        return [*dict.fromkeys(n for version in known for n in version.readings)]

    def reading(self, rule: str, name: str) -> Reading:
        """A reading of a rule as its newest version that has it says; `KeyError` where none has."""
        versions = self.versions(rule)
        return next((r for r in reversed(versions) if name in r.readings), versions[-1]).readings[name]

    def versions(self, rule: str) -> tuple[Rule, ...]:
        """Every version of a rule, oldest first."""
        return tuple(self.rules[k] for k in self.index.versions.get(rule, (rule,)))

    def window(self, rule: Rule, known_at: int | None = None) -> tuple[int, int] | None:
        """The first and last day on which a version holds, by what was known; None when it never does.

        It ends on the day before the first day of a version that supersedes it, whatever `until` says, and with its
        edition from when a later one that replaces it was public.
        """
        if not rule.public(known_at):
            return None
        since, until = rule.since or 0, rule.until or LAST
        if rule.cut_by and not self.editions[rule.cut_by].public(known_at):
            until = rule.agreed_until or LAST
        if rule.id in self.index.versions:
            for other in self.versions(rule.id):
                if other.supersedes and other.public(known_at) and self._overtakes(other, rule):
                    until = min(until, day_before(other.since) if other.since else 0)
        return (since, until) if since <= until else None

    def _overtakes(self, later: Rule, rule: Rule) -> bool:
        """Whether a version supersedes another, itself or by way of one that it supersedes."""
        named = {r.version: r.supersedes for r in self.versions(rule.id)}
        at = later.supersedes
        while at and at != rule.version:
            at = named.get(at, "")
        return at == rule.version
