"""The reference evaluator: what a rule means. Every other engine must agree with it.

A `Run` judges rules about the items of one case file under one set of settings, in the order of judgement; a `Frame`
says what every node of a rule means for one item. What is computed once is kept, with its ledger.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any as Raw
from typing import TypeVar

from npa_rules.engines.frame import Frame, prefixed
from npa_rules.engines.ledger import Ledger, Noted, Read, Seen, Used
from npa_rules.engines.quantity import (
    FALSE,
    NOTHING,
    TRUE,
    Num,
    Quantity,
    Sym,
    Tokens,
    Truth,
    compare,
    every,
    negate,
    num,
    some,
)
from npa_rules.model import tree
from npa_rules.model.case import Happening, Item, Settings
from npa_rules.model.dictionary import Subject
from npa_rules.model.rule import Rule, RuleSet, deadline
from npa_rules.model.tree import Node
from npa_rules.model.words import BINDING

T = TypeVar("T")
Possible = list[tuple[str, str]]  # each verdict that can still come, with its reason


class Outcome:
    """What became of one rule on one item."""

    __slots__ = ("by", "item", "ledger", "missing", "possible", "remarks", "rule", "truths", "unfinished")

    def __init__(self, rule: Rule, item: Item, ledger: Ledger) -> None:
        self.rule, self.item, self.ledger = rule, item, ledger
        self.possible: Possible = []
        self.missing: Tokens = NOTHING
        self.by = ""  # the definition that suspended the rule
        self.unfinished = False  # the period that the item is about is not over
        self.truths: dict[str, bool | None] = {}
        self.remarks: list[str] = []

    @property
    def verdict(self) -> str:
        verdicts = {v for v, _ in self.possible}
        return verdicts.pop() if len(verdicts) == 1 else "undetermined"

    @property
    def reason(self) -> str:
        """Of several reasons for one verdict the last in the order of judgement; for an open one what keeps it open."""
        if self.verdict != "undetermined":
            return self.possible[-1][1]
        return "missing" if self.missing else "undefined"

    @property
    def verdicts(self) -> list[str]:
        return sorted({v for v, _ in self.possible})


class Run:
    """All rules on all items of one case file under one set of settings."""

    def __init__(self, ruleset: RuleSet, items: list[Item], settings: Settings) -> None:
        self.ruleset, self.items, self.settings = ruleset, items, settings
        self.ledger = Ledger()
        self._frames: dict[tuple[str, str], Frame] = {}
        self._known: dict[tuple[str, str, str], tuple[Raw, Ledger]] = {}
        self._given: dict[str, dict[str, Quantity]] = {}
        self._stand_ins: dict[str, Item] = {}

    def frame(self, rule: Rule, item: Item) -> Frame:
        self.note(Noted("rule", rule.key))
        return self._frame(rule, item)

    def _frame(self, rule: Rule, item: Item) -> Frame:
        """The same without a note: only to see which day an item is about."""
        key = (rule.key, item.key)
        if key not in self._frames:
            self._frames[key] = Frame(self, rule, item)
        return self._frames[key]

    def given(self, item: Item) -> dict[str, Quantity]:
        """The facts of an item that stand whatever rule looks at them."""
        return self._given.setdefault(item.key, {})

    def once(self, key: tuple[str, str, str], make: Callable[[], T]) -> T:
        """What `make` gives, computed once; its ledger becomes part of the present one each time."""
        if key not in self._known:
            before, self.ledger = self.ledger, Ledger()
            found = make()
            self._known[key] = found, self.ledger
            self.ledger = before
        value, ledger = self._known[key]
        self.note(ledger)
        return value  # type: ignore[no-any-return]  # the keys tell the kinds apart

    def ledgers(self, rule: str, names: set[str]) -> set[Ledger]:
        """The books of named values of a rule, in whatever version, as far as they were computed."""
        keys = {r.key for r in self.ruleset.versions(rule)}
        return {ledger for (r, _, name), (_, ledger) in self._known.items() if r in keys and name in names}

    def note(self, entry: Seen | Used | Read | Noted | Ledger) -> None:
        """Put something in the present ledger."""
        self.ledger.entries.append(entry)

    def presumed(self, holder: str, name: str) -> bool:
        """Whether a presumption may be used; notes that it was."""
        if not self.settings.presumptions or self.settings.probe == (holder, name):
            return False
        self.note(Used(holder, name))
        return True

    def judge(self, rule: Rule, item: Item) -> Outcome:
        """The verdict of one version of a rule, or what it can still become."""
        return self.once((rule.key, item.key, ""), lambda: self._judge(self.frame(rule, item)))

    def by_date(self, rule: str, item: Item) -> Outcome:
        """The verdict of a rule in the version that the date of the item asks for."""
        if rule not in self.ruleset.index.versions:
            return self.judge(self.ruleset.rules[rule], item)
        found = self.versions(rule, item)
        if len(found) == 1:
            return self.judge(found[0], item)
        return self.once((rule, item.key, "versions"), lambda: self._either(found, item))

    def versions(self, rule: str, item: Item) -> list[Rule]:
        """The versions that can judge an item: the one of its date; where that is open, all that it may be, newest first.

        Where none holds on the date, the last one before it says so, else the first one after it.
        """
        family = self.ruleset.versions(rule)
        if len(family) == 1:
            return [*family]
        date = self._frame(family[-1], item).date()
        known = self.settings.known_at
        windows = [(w, r) for r in reversed(family) if (w := self.ruleset.window(r, known)) is not None]
        found = [r for (since, until), r in windows if since <= date.high and date.low <= until]
        if found:
            return found
        before = [r for (_, until), r in windows if until < date.low]
        return before[:1] or [r for _, r in windows][-1:] or [family[-1]]

    def _either(self, versions: list[Rule], item: Item) -> Outcome:
        """What can come of an item whose date is open, and with it the version of the rule."""
        outcomes = [self.judge(r, item) for r in versions]
        outcome = Outcome(versions[0], item, self.ledger)
        for one in outcomes:
            outcome.possible += [p for p in one.possible if p not in outcome.possible]
            outcome.missing |= one.missing
            outcome.unfinished |= one.unfinished
        outcome.truths = outcomes[0].truths
        outcome.missing = outcome.missing | self._frame(versions[0], item).date().missing
        if outcome.verdict != "undetermined":
            outcome.missing = NOTHING
        return outcome

    def _judge(self, frame: Frame) -> Outcome:
        """The order of judgement: in force, law, suspended, when, requires, due, excused."""
        rule, outcome = frame.rule, Outcome(frame.rule, frame.item, self.ledger)
        possible, truths, missing = outcome.possible, outcome.truths, NOTHING
        gates: tuple[tuple[str, Callable[[], Truth]], ...] = (
            ("outside_period", frame.in_period),
            ("pending_law", frame.law_reached),
            ("suspended", lambda: negate(self._suspended(frame, outcome))),
            ("out_of_scope", lambda: frame.truth(rule.when) if rule.when is not None else TRUE),
        )
        for reason, gate in gates:
            state, tokens = gate()
            if reason == "out_of_scope":
                truths["when"] = state
            if state is not True:
                possible.append(("not_applicable", reason))
                missing |= tokens
            if state is False:
                return outcome
        assert rule.requires is not None
        met, tokens = frame.truth(rule.requires)
        truths["requires"] = met
        if met is True or (met is None and not rule.opposed):
            possible.insert(0, ("complies", "met"))
        if met is not True:
            missing |= tokens
            waits, tokens = self._pending(frame)
            if waits is not False:
                possible.append(("not_applicable", "pending"))
                missing |= tokens
            if waits is not True:
                excused, tokens = frame.truth(rule.excused_if) if rule.excused_if is not None else FALSE
                truths["excused_if"] = excused
                if excused is not False:
                    possible.append(("justified", "excused"))
                    missing |= tokens
                if excused is not True:
                    possible.append(("violates" if rule.modality in BINDING else "shortfall", "missed"))
        outcome.missing = missing if outcome.verdict == "undetermined" else NOTHING
        outcome.unfinished = frame.item.subject.closes and self.settings.as_of <= frame.date().low
        outcome.remarks = [r.name for r in rule.remarks if frame.truth(r.test)[0] is True]
        return outcome

    def gate(self, frame: Frame) -> Truth:
        """Whether a rule is in force, its law reached, and nothing sets it aside."""
        aside = self._suspended(frame, Outcome(frame.rule, frame.item, self.ledger))
        return every((frame.in_period(), frame.law_reached(), negate(aside)))

    def waits(self, frame: Frame) -> Truth:
        """Whether what is not met yet may still be met in time."""
        return self._pending(frame)

    # ---- suspension ------------------------------------------------------------------------------------------------
    def _suspended(self, frame: Frame, outcome: Outcome) -> Truth:
        """Whether a definition sets this rule aside; its leading clause decides, and a release its own edition only."""
        states: list[Truth] = []
        for other in self.ruleset.suspending():
            if other.suspends_fact:
                if frame.rule.edition != other.edition:
                    continue
            elif frame.rule.clauses[0] not in other.suspends or other.applies_to != frame.item.subject.name:
                continue
            same = other.applies_to == frame.item.subject.name
            states.append(self._set_aside(frame, other, [frame.item] if same else self._all_of(other.applies_to)))
            if states[-1][0] is True:
                outcome.by = other.id
            if states[-1][0] is None and other.presume is False and self.presumed("release", other.id):
                states[-1] = FALSE
        return some(states)

    def _all_of(self, kind: str) -> list[Item]:
        found = [i for i in self.items if i.subject.name == kind and not i.virtual]
        if not found and kind not in self._stand_ins:
            self._stand_ins[kind] = Item(self.ruleset.subjects[kind], "", {}, virtual=True)
        return found or [self._stand_ins[kind]]

    def _set_aside(self, frame: Frame, other: Rule, items: list[Item]) -> Truth:
        states = []
        for item in items:
            there = self.frame(other, item)
            holds: Truth = self.once((other.key, item.key, "when"), lambda there=there: switched(there))  # type: ignore[misc]
            named = self._releases(there, frame.rule) if other.suspends_fact else TRUE
            state, tokens = every((holds, named))
            prefix = "" if item is frame.item else f"{item.subject.name}."
            since = prefixed(there.evaluate(other.suspends_since), prefix) if other.suspends_since is not None else None
            dated = compare(self._falls_on(frame), "at_least", since) if since is not None else TRUE
            states.append(every(((state, frozenset(prefix + t for t in tokens)), dated)))
        return some(states)

    def _falls_on(self, frame: Frame) -> Num:
        """The day on which a rule bites: its deadline, else the date of the item."""
        last = deadline(frame.rule, frame.values)
        return frame.figure(last) if last is not None else frame.date()

    def _releases(self, there: Frame, rule: Rule) -> Truth:
        """Whether the clauses that a definition names, by a fact, hold the leading clause of a rule."""
        named = there.fact(there.rule.suspends_fact)
        if not isinstance(named, Sym) or named.options is None or len(named.options) != 1:
            return None, named.missing
        (codes,) = named.options
        assert isinstance(codes, frozenset)
        return TRUE if codes & {"all", rule.clauses[0]} else FALSE

    # ---- pending ---------------------------------------------------------------------------------------------------
    def _pending(self, frame: Frame) -> Truth:
        """Not met, and still to be met in time: the due date has not passed and nothing has been given up."""
        rule, due = frame.rule, TRUE
        if rule.due is not None:
            due = compare(num(self.settings.as_of), "at_most", frame.figure(rule.due))
        elif rule.attested and ahead(rule, frame.item.subject):
            due = compare(num(self.settings.as_of), "less_than", frame.date())
        elif not rule.due_open:
            return FALSE
        if due[0] is False:
            return FALSE
        assert rule.requires is not None
        if _lost(frame, rule.requires, hopeful=True):
            return FALSE
        if _lost(frame, rule.requires, hopeful=False):
            return every((due, (None, _unheard(frame, rule.requires))))
        return due


def ahead(rule: Rule, subject: Subject) -> bool:
    """Whether what must always hold waits for the date of the item: an agreement yet to be signed breaks nothing."""
    return bool(subject.time) and not subject.closes and not rule.due_open


def switched(frame: Frame) -> Truth:
    """Whether a definition that sets others aside holds for its item."""
    when = frame.truth(frame.rule.when) if frame.rule.when is not None else TRUE
    return every((frame.in_period(), frame.law_reached(), when))


def _lost(frame: Frame, node: Node, *, hopeful: bool) -> bool:
    """Whether what is required cannot come true any more: its event was dropped (or, not hopeful, not heard of)."""
    match node:
        case tree.Happened(_, event):
            raw = frame.item.facts.get(event)
            return raw.state == "dropped" if isinstance(raw, Happening) else not hopeful
        case tree.All(_, parts):
            return any(_lost(frame, p, hopeful=hopeful) for p in parts)
        case tree.Any(_, parts):
            return all(_lost(frame, p, hopeful=hopeful) for p in parts)
        case tree.Compare(_, "equals", tree.Value(name), tree.Literal("bool", True)):
            return _lost(frame, frame.values[name].node, hopeful=hopeful)
        case tree.Holds(_, value):
            return _lost(frame, value, hopeful=hopeful)
    return False


def _unheard(frame: Frame, node: Node) -> Tokens:
    nodes = tree.walk(node)
    nodes += [n for v in nodes if isinstance(v, tree.Value) for n in tree.walk(frame.values[v.name].node)]
    events = (n.event for n in nodes if isinstance(n, tree.Happened))
    return frozenset(e for e in events if e not in frame.item.facts)
