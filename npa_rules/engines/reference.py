"""The reference evaluator: what a rule means. Every other engine must agree with it.

A `Run` judges rules about the items of one case file under one set of settings; a `Frame` is one rule looking at one
item. Nothing is guessed: a missing fact is the range of what it can be, a truth may be unknown, and the tokens that
made it so travel with it until a false sibling in `all`, a true one in `any` or a deciding range drops them.
"""

from __future__ import annotations

from typing import Any as Raw

from npa_rules.engines.quantity import (
    FALSE,
    INF,
    NONE,
    NOTHING,
    TRUE,
    Absent,
    Num,
    Quantity,
    Sym,
    Tokens,
    Truth,
    add,
    compare,
    computed,
    divide,
    every,
    extreme,
    hull,
    multiply,
    negate,
    num,
    rounded,
    share,
    some,
    subtract,
    sym,
    undefined,
    union,
)
from npa_rules.load.fields import iso
from npa_rules.model import tree
from npa_rules.model.case import Happening, Item, Settings
from npa_rules.model.dictionary import FactType
from npa_rules.model.record import OpenRecord, fresh
from npa_rules.model.rule import NamedValue, ParameterSeries, Period, Rule, RuleSet
from npa_rules.model.tree import Condition, Node
from npa_rules.model.words import BINDING

ARITHMETIC = {"+": add, "-": subtract, "*": multiply, "/": divide}
Members = tuple[list[dict[str, Quantity]], Tokens]  # the members, and why there may be more


class Seen(OpenRecord):
    """One leaf as it came out: for explanations and for coverage."""

    rule: str
    condition: Condition
    truth: bool | None
    left: Quantity | None = None
    right: Quantity | None = None


class Outcome(OpenRecord):
    """What became of one rule on one item. `possible` pairs each verdict that can still come with its reason."""

    rule: Rule
    item: Item
    possible: list[tuple[str, str]]
    missing: Tokens = NOTHING
    provisional: set[str] = fresh(default_factory=set)
    by: str = ""  # the definition that suspended the rule
    truths: dict[str, bool | None] = fresh(default_factory=dict)
    remarks: list[str] = fresh(default_factory=list)

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
        self.used: set[tuple[str, str]] = set()  # presumptions: (item key or kind, name)
        self.rules: set[str] = set()  # rules looked at, definitions and premises too
        self.clauses: set[str] = set()  # clauses of table rows that decided
        self.figures: dict[tuple[str, str, int], Period | None] = {}  # parameters read: (name, key, date)
        self.trace: list[Seen] = []
        self._frames: dict[tuple[str, str], Frame] = {}
        self._outcomes: dict[tuple[str, str], Outcome] = {}

    def frame(self, rule: Rule, item: Item) -> Frame:
        key = (rule.id, item.key)
        if key not in self._frames:
            self.rules.add(rule.id)
            self._frames[key] = Frame(self, rule, item)
        return self._frames[key]

    def presumed(self, holder: str, name: str) -> bool:
        """Whether a presumption may be used; notes that it was."""
        if not self.settings.presumptions or self.settings.probe == (holder, name):
            return False
        self.used.add((holder, name))
        return True

    def judge(self, rule: Rule, item: Item) -> Outcome:
        """The order of judgement: in force, law, suspended, when, requires, due, excused."""
        key = (rule.id, item.key)
        if key not in self._outcomes:
            self._outcomes[key] = self._judge(self.frame(rule, item))
        return self._outcomes[key]

    def _judge(self, frame: Frame) -> Outcome:
        rule, missing, possible = frame.rule, NOTHING, []
        outcome = Outcome(rule, frame.item, [])
        gates = (
            ("outside_period", frame.in_period),
            ("pending_law", frame.law_reached),
            ("suspended", lambda: negate(frame.suspended(outcome))),
            ("out_of_scope", lambda: frame.truth(rule.when) if rule.when is not None else TRUE),
        )
        for reason, gate in gates:
            state, tokens = gate()
            if reason == "out_of_scope":
                outcome.truths["when"] = state
            if state is not True:
                possible.append(("not_applicable", reason))
                missing |= tokens
            if state is False:
                outcome.possible = possible
                return outcome
        assert rule.requires is not None
        met, tokens = frame.truth(rule.requires)
        outcome.truths["requires"] = met
        if met is not False:
            possible.insert(0, ("complies", "met"))
        if met is not True:
            missing |= tokens
            waits, tokens = frame.pending()
            if waits is not False:
                possible.append(("not_applicable", "pending"))
                missing |= tokens
            if waits is not True:
                excused, tokens = frame.truth(rule.excused_if) if rule.excused_if is not None else FALSE
                outcome.truths["excused_if"] = excused
                if excused is not False:
                    possible.append(("justified", "excused"))
                    missing |= tokens
                if excused is not True:
                    possible.append(("violates" if rule.modality in BINDING else "shortfall", "missed"))
        outcome.possible = possible
        outcome.missing = missing if outcome.verdict == "undetermined" else NOTHING
        outcome.provisional |= frame.provisional
        if frame.unfinished():
            outcome.provisional.add("period_not_over")
        outcome.remarks = [r.name for r in rule.remarks if frame.truth(r.test)[0] is True]
        return outcome


class Frame:
    """One rule looking at one item."""

    def __init__(self, run: Run, rule: Rule, item: Item) -> None:
        self.run, self.rule, self.item = run, rule, item
        self.settings, self.ruleset = run.settings, run.ruleset
        self.values: dict[str, NamedValue] = dict(rule.values)
        reading = self.settings.readings.get(rule.id, "")
        if reading in rule.readings:
            self.values |= rule.readings[reading].values
        self.member: dict[str, Quantity] | None = None
        self.provisional: set[str] = set()
        self._known: dict[str, Quantity] = {}
        self._grouped: dict[str, Members] = {}

    # ---- time, law, suspension -------------------------------------------------------------------------------------
    def date(self, read_on: str = "12-31") -> Num:
        """The date on which the item is judged: its time fact (a year: a day of it), else the date of observation."""
        subject = self.item.subject
        if not subject.time:
            return num(self.settings.as_of)
        time = self.fact(subject.time)
        assert isinstance(time, Num)
        if subject.facts[subject.time].type != "year":
            return time
        day = int(read_on.replace("-", ""))
        return Num(time.low * 10000 + day, time.high * 10000 + day, time.missing)

    def unfinished(self) -> bool:
        """Whether the period that the item is about is not over on the date of observation."""
        return self.item.subject.closes and bool(self.settings.as_of <= self.date().low)

    def in_period(self) -> Truth:
        date, parts = self.date(), []
        if self.rule.since is not None:
            parts.append(compare(date, "at_least", num(self.rule.since)))
        if self.rule.until is not None:
            parts.append(compare(date, "at_most", num(self.rule.until)))
        return every(parts)

    def law_reached(self) -> Truth:
        parts = [self.law(self.rule.needs_law)] if self.rule.needs_law else []
        if self.rule.until_law:
            parts.append(negate(self.law(self.rule.until_law)))
        return every(parts)

    def law(self, name: str) -> Truth:
        """Whether a law is in force on the date; a later date than was verified rests on a presumption, then on nothing."""
        law, date = self.ruleset.laws[name], self.date()
        start = self.settings.laws.get(name, law.in_force)
        if start is not None:
            return compare(date, "at_least", num(start))
        if law.status == "withdrawn" or date.high <= law.verified_on:
            return FALSE
        if date.high <= law.stands_until and self.run.presumed("law", name):
            return FALSE
        return None, date.missing | {f"law:{name}"}

    def suspended(self, outcome: Outcome) -> Truth:
        """Whether a definition sets this rule aside; its leading clause decides."""
        states: list[Truth] = []
        for other in self.ruleset.suspending():
            if not other.suspends_fact and self.rule.clauses[0] not in other.suspends:
                continue
            if other.suspends_fact and self.rule.edition == "statute":
                continue
            same = other.applies_to == self.item.subject.name
            if not same and not other.suspends_fact:
                continue
            state = self.set_aside_by(other, [self.item] if same else self.others(other.applies_to))
            if state[0] is True:
                outcome.by = other.id
            if state[0] is None and other.presume is False and self.run.presumed("release", other.id):
                state = FALSE
            states.append(state)
        return some(states)

    def others(self, kind: str) -> list[Item]:
        found = [i for i in self.run.items if i.subject.name == kind and not i.virtual]
        return found or [Item(self.ruleset.subjects[kind], "", {}, virtual=True)]

    def set_aside_by(self, other: Rule, items: list[Item]) -> Truth:
        states = []
        for item in items:
            frame = self.run.frame(other, item)
            switched = frame.truth(other.when) if other.when is not None else TRUE
            named = frame.releases(other, self.rule) if other.suspends_fact else TRUE
            state, tokens = every((switched, named))
            prefix = "" if item is self.item else f"{item.subject.name}."
            states.append((state, frozenset(prefix + t for t in tokens)))
        return some(states)

    def releases(self, other: Rule, rule: Rule) -> Truth:
        """Whether the clauses that a definition names, by a fact, hold the leading clause of a rule."""
        named = self.fact(other.suspends_fact)
        if not isinstance(named, Sym) or named.options is None or len(named.options) != 1:
            return None, named.missing
        (codes,) = named.options
        assert isinstance(codes, frozenset)
        return TRUE if codes & {"all", rule.clauses[0]} else FALSE

    def pending(self) -> Truth:
        """Not met, and still to be met in time: the due date has not passed and nothing has been given up."""
        due: Truth = TRUE
        if self.rule.due is not None:
            due = compare(num(self.settings.as_of), "at_most", self.figure(self.rule.due))
        elif not self.rule.due_open:
            return FALSE
        assert self.rule.requires is not None
        if self.attainable(self.rule.requires, hopeful=True) is False:
            return FALSE
        if self.attainable(self.rule.requires, hopeful=False) is False:
            return every((due, (None, self.unheard(self.rule.requires))))
        return due

    def attainable(self, node: Node, *, hopeful: bool) -> bool | None:
        """False when what is required cannot come true any more: events dropped (or, not hopeful, not heard of)."""
        match node:
            case tree.Happened(_, event):
                raw = self.item.facts.get(event)
                lost = raw is None and not hopeful if not isinstance(raw, Happening) else raw.state == "dropped"
                return False if lost else None
            case tree.All(_, parts):
                return False if any(self.attainable(p, hopeful=hopeful) is False for p in parts) else None
            case tree.Any(_, parts):
                return False if all(self.attainable(p, hopeful=hopeful) is False for p in parts) else None
            case tree.Compare(_, "equals", tree.Value(name), tree.Literal("bool", True)):
                return self.attainable(self.values[name].node, hopeful=hopeful)
            case tree.Holds(_, value):
                return self.attainable(value, hopeful=hopeful)
        return None

    def unheard(self, node: Node) -> Tokens:
        nodes = tree.walk(node)
        nodes += [n for v in nodes if isinstance(v, tree.Value) for n in tree.walk(self.values[v.name].node)]
        events = (n.event for n in nodes if isinstance(n, tree.Happened))
        return frozenset(e for e in events if e not in self.item.facts)

    # ---- facts -----------------------------------------------------------------------------------------------------
    def fact(self, name: str) -> Quantity:
        """A fact of the item: given, derived, presumed or unknown, in that order."""
        if name == "as_of":
            return num(self.settings.as_of)
        entry = self.item.subject.facts[name]
        raw = self.item.facts.get(name)
        if raw is None:
            makers = self.ruleset.defining(self.item.subject.name, name)
            if makers:
                return self.derived(entry, makers)
            if entry.presume is not None and self.run.presumed(self.item.key, name):
                return sym(entry.presume)
        if entry.qualified_by is not None:
            fact, wanted = entry.qualified_by
            given = self.item.facts.get(fact)
            if given != wanted:
                tokens = frozenset([fact] if given is None else []) | frozenset(
                    [name] if raw is None or given is not None else []
                )
                return unknown(entry, tokens, {})
        return quantity(entry, raw, name, self.item.facts)

    def derived(self, entry: FactType, makers: tuple[Rule, ...]) -> Quantity:
        """The value by the definition in force; where it is open which one is, what they have in common."""
        live: list[Quantity] = []
        doubt, certain = NOTHING, []
        for maker in makers:
            frame = self.run.frame(maker, self.item)
            when = frame.truth(maker.when) if maker.when is not None else TRUE
            otherwise = every((frame.in_period(), when))
            state, tokens = every((otherwise, frame.law_reached()))
            if state is False:
                continue
            live.append(frame.evaluate(maker.derives[entry.name].node))
            if state is True:
                return hull(live, doubt)
            doubt |= tokens
            certain += [maker] if otherwise[0] is True else []
        before, after = {m.until_law for m in certain} - {""}, {m.needs_law for m in certain} - {""}
        if not before & after:  # no law stands between two definitions, so perhaps none is in force
            live.append(unknown(entry, doubt or frozenset([entry.name]), {}))
        return hull(live, doubt)

    def related(self, name: str) -> Item:
        """The item that a relation points to; a virtual one, with the matching keys only, when the file has none."""
        relation = self.item.subject.relations[name]
        target = self.ruleset.subjects[relation.to]
        keys: dict[str, Raw] = {}
        for own, other in relation.match.items():
            value = self.item.facts.get(own)
            if value is not None and value is not NONE and self.item.subject.facts[own].type == "date":
                value = value // 10000 if target.facts[other].type == "year" else value
            keys[other] = value
        if None not in keys.values() and NONE not in keys.values():
            for item in self.run.items:
                if item.subject is target and all(item.facts.get(k) == v for k, v in keys.items()):
                    return item
        known = {k: v for k, v in keys.items() if v is not None}
        return Item(target, "", known, virtual=True)

    # ---- values ----------------------------------------------------------------------------------------------------
    def figure(self, node: Node) -> Num:
        value = self.evaluate(node)
        return value if isinstance(value, Num) else undefined(value.missing)

    def evaluate(self, node: Node) -> Quantity:
        """The value of a node."""
        match node:
            case tree.Literal("bool" | "code" | "text" | "codes", value):
                return sym(value)
            case tree.Literal(_, value):
                return num(value)  # type: ignore[arg-type]
            case tree.Fact(name, ""):
                return self.fact(name)
            case tree.Fact(name, of):
                return prefixed(Frame(self.run, self.rule, self.related(of)).fact(name), f"{of}.")
            case tree.Member(name):
                assert self.member is not None
                return self.member[name]
            case tree.Value(name):
                return self.named(name)
            case tree.Arithmetic(operator, left, right):
                return ARITHMETIC[operator](self.figure(left), self.figure(right))
            case tree.Function(("min" | "max") as name, arguments):
                return extreme(name, [self.figure(a) for a in arguments])
            case tree.Function(name, (value, tree.Literal(_, digits))):
                return rounded(self.figure(value), int(digits), name)  # type: ignore[arg-type]
            case tree.Share(of, whole):
                return share(self.figure(of), self.figure(whole))
            case tree.Plus(date, years):
                base = self.figure(date)
                return computed(base.low + years * 10000, base.high + years * 10000, base)
            case tree.Parameter():
                return self.parameter(node)
            case tree.Table(rows):
                return self.table(rows)
            case tree.Aggregate():
                return self.aggregate(node)
            case tree.Edge(name, listed, of):
                return self.edge(name, listed, of)
            case tree.Holds(_, value) if not isinstance(value, Condition):
                return self.evaluate(value)
            case Condition():
                state, missing = self.truth(node)
                return Sym(frozenset((True, False)) if state is None else frozenset((state,)), missing)
        raise TypeError(f"no value: {node!r}")

    def named(self, name: str) -> Quantity:
        if name not in self._known:
            member, self.member = self.member, None  # a named value never sees the member
            self._known[name] = self.evaluate(self.values[name].node)
            self.member = member
        return self._known[name]

    def table(self, rows: tuple[tree.Row, ...]) -> Quantity:
        live: list[tuple[tree.Row, Quantity]] = []
        doubt = NOTHING
        for row in rows:
            state, tokens = self.truth(row.test) if row.test is not None else TRUE
            if state is False:
                continue
            live.append((row, self.evaluate(row.then)))
            if state is True:
                break
            doubt |= tokens
        if len(live) == 1 and any(r.clause for r in rows):
            self.run.clauses.add(live[0][0].clause)  # empty: the row that decided has no clause of its own
        return hull([v for _, v in live], doubt)

    def parameter(self, node: tree.Parameter) -> Quantity:
        """The figure on its date; a date or category in doubt gives the range, a hole gives an unknown with its name."""
        series = self.ruleset.parameters[node.name]
        at = self.figure(node.at) if node.at is not None else self.date(series.read_on)
        key = self.evaluate(node.key) if node.key is not None else sym("")
        if not at.known:
            return blank(series, at.missing)
        assert isinstance(key, Sym)
        keys = key.options if key.options is not None else frozenset(series.keys)
        return hull([self.on(series, str(k), int(at.low)) for k in sorted(map(str, keys))], key.missing)

    def on(self, series: ParameterSeries, key: str, date: int) -> Quantity:
        known_at = self.settings.known_at
        periods = self.settings.parameters.get(series.name, series.periods)
        fits = [p for p in periods if p.key == key and p.covers(date)]
        if known_at is not None:
            fits = [p for p in fits if (p.published or p.recorded) <= known_at]
        token = f"parameter:{series.name}@{iso(date)}"
        self.run.figures[series.name, key, date] = fits[0] if fits else None
        if not fits:
            return blank(series, frozenset([token]))
        period = fits[0]
        if isinstance(period.value, str | bool):
            return sym(period.value)
        if period.other_value is not None:
            ends = sorted((period.value, period.other_value))
            return Num(ends[0], ends[1], frozenset([token]))
        return num(period.value)

    # ---- lists -----------------------------------------------------------------------------------------------------
    def members(self, name: str) -> Members:
        """The members of a list, or the rows of a group, and why there may be more of them."""
        value = self.values.get(name)
        if value is not None and isinstance(value.node, tree.Group):
            if name not in self._grouped:
                self._grouped[name] = self.group(value.node)
            return self._grouped[name]
        entry, raw = self.item.subject.facts[name], self.item.facts.get(name)
        if raw is None or raw is NONE:
            return [], frozenset([name]) if raw is None else NOTHING
        rows = [
            {f: quantity(e, m.get(f), f"{name}[{i}].{f}", m) for f, e in entry.members.items()}
            for i, m in enumerate(raw)
        ]
        whole = self.fact(f"{name}_complete")
        assert isinstance(whole, Sym)
        return rows, NOTHING if whole.options == frozenset((True,)) else whole.missing or frozenset([name])

    def group(self, node: tree.Group) -> Members:
        rows, more = self.members(node.list)
        doubtful = [r for r in rows if isinstance(r[node.by], Num) and not r[node.by].known]
        years = sorted({r[node.by].low for r in rows if isinstance(r[node.by], Num) and r[node.by].known})  # type: ignore[union-attr]
        found = []
        for year in years:
            row: dict[str, Quantity] = {node.by: Num(year, year)}
            for name in node.sums:
                row[name] = self.running(rows, node.by, name, year, more, exact=True)
                row[f"{name}_so_far"] = self.running(rows, node.by, name, year, more, exact=False)
            found.append(row)
        return found, union((more, *(r[node.by].missing for r in doubtful)))

    def running(
        self, rows: list[dict[str, Quantity]], by: str, name: str, year: Raw, more: Tokens, *, exact: bool
    ) -> Num:
        total = Num(0, INF, more) if more else num(0)
        for row in rows:
            key, amount = row[by], row[name]
            if not isinstance(key, Num) or not isinstance(amount, Num):
                continue
            state, _ = compare(key, "equals" if exact else "at_most", num(year))
            if state is None:
                amount = Num(min(0, amount.low), max(0, amount.high), amount.missing | key.missing)
            if state is not False:
                total = add(total, amount)
        return total

    def each(self, listed: str, where: Condition | None) -> tuple[list[Truth], Tokens]:
        rows, more = self.members(listed)
        states = []
        for row in rows:
            before, self.member = self.member, row
            states.append(self.truth(where) if where is not None else TRUE)
            self.member = before
        return states, more

    def aggregate(self, node: tree.Aggregate) -> Num:
        rows, _ = self.members(node.list)
        states, more = self.each(node.list, node.where)
        total = num(0)
        for row, (state, tokens) in zip(rows, states, strict=True):
            amount = row[node.of] if node.of else num(1)
            if state is False:
                continue
            if not isinstance(amount, Num):
                amount = undefined(amount.missing)
            if state is None:
                amount = Num(min(0, amount.low), max(0, amount.high), amount.missing | tokens)
            total = add(total, amount)
        if more:
            entry = self.item.subject.facts.get(node.list)
            field_ = entry.members.get(node.of) if entry is not None else None
            low = 0 if field_ is None or (field_.low is not None and field_.low >= 0) else -INF
            total = add(total, Num(low, INF, more))
        return total

    def edge(self, name: str, listed: str, of: str) -> Num:
        rows, more = self.members(listed)
        if not rows:
            return undefined(more)
        value = rows[0 if name == "first" else -1][of]
        assert isinstance(value, Num)
        if not more:
            return value
        group = self.values[listed].node if listed in self.values else None
        if not isinstance(group, tree.Group) or of != group.by:
            return Num(-INF, INF, more)
        low, high = (-INF, value.high) if name == "first" else (value.low, INF)
        return Num(low, high, value.missing | more)

    # ---- conditions ------------------------------------------------------------------------------------------------
    def truth(self, node: Node) -> Truth:
        """The truth of a condition, and what keeps it unknown."""
        match node:
            case tree.All(_, parts):
                return self.seen(node, every([self.truth(p) for p in parts]))
            case tree.Any(_, parts):
                return self.seen(node, some([self.truth(p) for p in parts]))
            case tree.Not(_, part):
                return self.seen(node, negate(self.truth(part)))
            case tree.Compare(_, operator, left, right, _):
                a, b = self.evaluate(left), self.evaluate(right)
                return self.seen(node, compare(a, operator, b), a, b)
            case tree.OneOf(_, left, codes, negated):
                a = self.evaluate(left)
                found = listed(a, codes)
                return self.seen(node, found if a is NONE or not negated else negate(found), a)
            case tree.Includes(_, left, code):
                a = self.evaluate(left)
                return self.seen(node, self.contained(a, lambda s: code in s), a)
            case tree.Within(_, left, allowed):
                a = self.evaluate(left)
                return self.seen(node, self.contained(a, lambda s: s <= allowed), a)
            case tree.Present(_, left, negated):
                a = self.evaluate(left)
                if a is NONE:
                    there = FALSE
                else:
                    there = (None, a.missing) if a.missing else TRUE
                return self.seen(node, negate(there) if negated else there, a)
            case tree.Quantified():
                return self.seen(node, self.quantified(node))
            case tree.Happened():
                return self.seen(node, self.happened(node))
            case tree.Premise():
                return self.seen(node, self.premise(node))
            case tree.Holds(_, value):
                return (
                    self.truth(value)
                    if isinstance(value, Condition)
                    else compare(self.evaluate(value), "equals", sym(True))
                )
        raise TypeError(f"no condition: {node!r}")

    def seen(self, node: Condition, truth: Truth, left: Quantity | None = None, right: Quantity | None = None) -> Truth:
        self.run.trace.append(Seen(self.rule.id, node, truth[0], left, right))
        return truth

    def contained(self, value: Quantity, test: Raw) -> Truth:
        if not isinstance(value, Sym):
            return FALSE
        if value.options is None or len(value.options) != 1 or value.absent:
            return None, value.missing
        (codes,) = value.options
        return TRUE if test(codes) else FALSE

    def quantified(self, node: tree.Quantified) -> Truth:
        rows, more = self.members(node.list)
        parts: list[Truth] = []
        for row in rows:
            before, self.member = self.member, row
            where = self.truth(node.where) if node.where is not None else TRUE
            has = self.truth(node.has)
            self.member = before
            parts.append(some((negate(where), has)) if node.name == "each" else every((where, has)))
        if more:
            parts.append((None, more))
        return every(parts) if node.name == "each" else some(parts)

    def happened(self, node: tree.Happened) -> Truth:
        raw = self.item.facts.get(node.event)
        if not isinstance(raw, Happening):
            return None, frozenset([node.event])
        if raw.state != "done":
            return FALSE
        when = num(raw.date) if raw.date else Num(-INF, self.settings.as_of, frozenset([f"{node.event}.date"]))
        parts = []
        if node.by is not None:
            parts.append(compare(when, "at_most", self.evaluate(node.by)))
        if node.not_before is not None:
            parts.append(compare(when, "at_least", self.evaluate(node.not_before)))
        for code in node.holds:
            held = raw.holds.get(code)
            parts.append((None, frozenset([f"{node.event}.holds.{code}"])) if held is None else (held, NOTHING))
        return every(parts)

    def premise(self, node: tree.Premise) -> Truth:
        """By the verdicts that the other rule can still give; a presumption on the leaf decides what they leave open."""
        stub = self.settings.verdicts.get(node.rule)
        if stub is not None:
            return (stub in node.verdicts), NOTHING
        target = self.related(node.of) if node.of else self.item
        outcome = self.run.judge(self.ruleset.rules[node.rule], target)
        self.provisional |= outcome.provisional
        can = {v for v, _ in outcome.possible}
        if outcome.verdict != "undetermined" or can <= node.verdicts or not can & node.verdicts:
            return (can <= node.verdicts), NOTHING
        if node.presume is not None:
            if self.run.presumed("premise", node.rule):
                self.provisional.add(node.rule)
                return node.presume, NOTHING
            if self.settings.probe == ("premise", node.rule):
                return None, frozenset([f"premise:{node.rule}"])
        prefix = f"{node.of}." if node.of else ""
        return None, frozenset(t if ":" in t else prefix + t for t in outcome.missing) or frozenset([node.rule])


def listed(value: Quantity, codes: tuple[tree.Literal, ...]) -> Truth:
    """Whether a value is one of these, however many it can still be."""
    if isinstance(value, Num):
        return some([compare(value, "equals", num(c.value)) for c in codes])  # type: ignore[arg-type]
    if not isinstance(value, Sym):
        return FALSE
    wanted = {c.value for c in codes}
    if value.options is not None and not value.options & wanted:
        return FALSE if not value.absent else (None, value.missing)
    if value.options is not None and value.options <= wanted and not value.absent:
        return TRUE
    return None, value.missing


def quantity(entry: FactType, raw: Raw, token: str, siblings: dict[str, Raw]) -> Quantity:
    """The typed value of one entry, or the range of what it can be."""
    if raw is None:
        return unknown(entry, frozenset([token]), siblings)
    if isinstance(raw, Absent):
        return raw
    return num(raw) if entry.kind in ("number", "date", "ordered") else sym(raw)


def unknown(entry: FactType, missing: Tokens, siblings: dict[str, Raw]) -> Quantity:
    """What an entry can be when nothing is given: its bounds, and its part or whole beside it."""
    absent = entry.may_be_none
    if entry.kind == "ordered":
        return Num(0, INF, missing, absent)
    if entry.kind in ("number", "date"):
        low: Raw = -INF if entry.low is None else entry.low
        high: Raw = INF if entry.high is None else entry.high
        whole, part = siblings.get(entry.part_of), siblings.get(entry.whole_of)
        if entry.part_of and whole is not None and whole is not NONE:
            high = min(high, whole)
        if entry.whole_of and part is not None and part is not NONE:
            low = max(low, part)
        return Num(low, high, missing, absent)
    if entry.kind == "bool":
        return Sym(frozenset((True, False)), missing, absent)
    return Sym(frozenset(entry.codes) if entry.kind == "code" and entry.codes else None, missing, absent)


def blank(series: ParameterSeries, missing: Tokens) -> Quantity:
    """A parameter without a value: anything within its bounds."""
    if series.type == "bool":
        return Sym(frozenset((True, False)), missing)
    if series.type in ("text", "code"):
        return Sym(None, missing)
    return Num(-INF if series.low is None else series.low, INF if series.high is None else series.high, missing)


def prefixed(value: Quantity, prefix: str) -> Quantity:
    """The same value with its missing facts named from where it is used."""
    tokens = frozenset(t if ":" in t else prefix + t for t in value.missing)
    if isinstance(value, Num):
        return Num(value.low, value.high, tokens, value.absent, value.undefined)
    return Sym(value.options, tokens, value.absent) if isinstance(value, Sym) else value
