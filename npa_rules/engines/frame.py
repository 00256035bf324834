"""One rule looking at one item: the meaning of every node of the tree, with what keeps a result unknown.

Nothing is guessed: a missing fact is the range of what it can be, a truth may be unknown, and the tokens that made it
so travel with it until a false sibling in `all`, a true one in `any` or a deciding range drops them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from typing import Any as Raw

from npa_rules.engines.ledger import Noted, Read, Seen
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
from npa_rules.load.fields import iso, years_later
from npa_rules.model import tree
from npa_rules.model.case import Happening, Item
from npa_rules.model.case import keys as matching
from npa_rules.model.dictionary import FactType
from npa_rules.model.rule import NamedValue, ParameterSeries, Rule
from npa_rules.model.tree import Condition, Node
from npa_rules.model.words import VERDICTS

if TYPE_CHECKING:
    from npa_rules.engines.reference import Outcome, Run

EITHER: frozenset[object] = frozenset((True, False))
ARITHMETIC = {"+": add, "-": subtract, "*": multiply, "/": divide}
Member = dict[str, Quantity]
Members = tuple[list[Member], Tokens]  # the members, and why there may be more


class Frame:
    """One rule looking at one item, in one run."""

    def __init__(self, run: Run, rule: Rule, item: Item) -> None:
        self.run, self.rule, self.item = run, rule, item
        self.settings, self.ruleset = run.settings, run.ruleset
        self.values: dict[str, NamedValue] = rule.values
        reading = self.settings.readings.get(rule.id, "")
        if reading in rule.readings:
            self.values = self.values | rule.readings[reading].values
        self.member: Member | None = None
        self._dates: dict[str, Num] = {}
        self._given = run.given(item)

    # ---- time and law ----------------------------------------------------------------------------------------------
    def date(self, read_on: str = "12-31") -> Num:
        """The date on which the item is judged: its time fact (a year: a day of it), else the date of observation."""
        if read_on not in self._dates:
            self._dates[read_on] = self._date(read_on)
        return self._dates[read_on]

    def _date(self, read_on: str) -> Num:
        subject = self.item.subject
        if not subject.time:
            return num(self.settings.as_of)
        time = self.fact(subject.time)
        assert isinstance(time, Num)
        if subject.facts[subject.time].type != "year":
            return time
        day = int(read_on.replace("-", ""))
        return Num(time.low * 10000 + day, time.high * 10000 + day, time.missing)

    def in_period(self) -> Truth:
        since: Raw = self.rule.since or 0
        until: Raw = self.rule.until or INF
        if self.rule.id in self.ruleset.index.versions or self.rule.cut_by:
            window = self.ruleset.window(self.rule, self.settings.known_at)
            if window is None:
                return FALSE
            since, until = window
        elif not self.rule.public(self.settings.known_at):
            return FALSE
        elif not since and until == INF:
            return TRUE
        date = self.date()
        if date.low == date.high:
            return TRUE if since <= date.low <= until else FALSE
        return every((compare(date, "at_least", Num(since, since)), compare(date, "at_most", Num(until, until))))

    def law_reached(self) -> Truth:
        if not self.rule.needs_law and not self.rule.until_law:
            return TRUE
        parts = [self.law(self.rule.needs_law)] if self.rule.needs_law else []
        if self.rule.until_law:
            parts.append(negate(self.law(self.rule.until_law)))
        return every(parts)

    def law(self, name: str) -> Truth:
        """Whether a law is in force on the date; a later date than was verified rests on a presumption, then on nothing."""
        law, date = self.ruleset.laws[name].known(self.settings.known_at), self.date()
        start = self.settings.laws.get(name, law.in_force if law is not None else None)
        if start is not None:
            return compare(date, "at_least", num(start))
        if law is None:  # nothing was known of it, so on days that had passed it was not in force
            known_at = self.settings.known_at or 0
            return FALSE if date.high <= known_at else (None, date.missing | {f"law:{name}"})
        if law.status == "withdrawn" or date.high <= law.verified_on:
            return FALSE
        if date.high <= law.stands_until and self.run.presumed("law", name):
            return FALSE
        return None, date.missing | {f"law:{name}"}

    # ---- facts -----------------------------------------------------------------------------------------------------
    def fact(self, name: str) -> Quantity:
        """A fact of the item: given, derived, presumed or unknown, in that order."""
        if name in self._given:
            return self._given[name]
        if name == "as_of":
            return num(self.settings.as_of)
        if name == "reference_date":
            return self.date()
        if name == "year_start":
            return self.date("01-01")
        entry = self.item.subject.facts[name]
        raw = self.item.facts.get(name)
        if raw is None:
            makers = self.ruleset.defining(self.item.subject.name, name)
            if makers:
                return self.run.once(("fact", self.item.key, name), lambda: self.derived(entry, makers))
            if entry.presume is not None and self.run.presumed(self.item.key, name):
                return sym(entry.presume)
        if entry.qualified_by is not None:
            fact, wanted = entry.qualified_by
            given = self.item.facts.get(fact)
            if given != wanted:
                tokens = {fact} if given is None else set()
                tokens |= {name} if raw is None or given is not None else set()
                return unknown(entry, frozenset(tokens), {})
        self._given[name] = quantity(entry, raw, name, self.item.facts)
        return self._given[name]

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
        keys = matching(self.item, relation, target)
        if None not in keys.values() and NONE not in keys.values():
            for item in self.run.items:
                if item.subject is target and all(item.facts.get(k) == v for k, v in keys.items()):
                    return item
        known = {k: v for k, v in keys.items() if v is not None}
        return Item(target, "", known, virtual=True)

    # ---- values ----------------------------------------------------------------------------------------------------
    def evaluate(self, node: Node) -> Quantity:
        """The value of a node."""
        return VALUES.get(type(node), Frame.decided)(self, node)

    def decided(self, node: Node) -> Quantity:
        """A condition as a value."""
        if isinstance(node, tree.Holds) and not isinstance(node.value, Condition):
            return self.evaluate(node.value)
        state, missing = CONDITIONS[type(node)](self, node)
        return Sym(EITHER if state is None else frozenset((state,)), missing)

    def figure(self, node: Node) -> Num:
        value = self.evaluate(node)
        return value if isinstance(value, Num) else undefined(value.missing)

    def literal(self, node: tree.Literal) -> Quantity:
        if node.kind in ("bool", "code", "text", "codes"):
            return sym(node.value)
        return num(node.value)  # type: ignore[arg-type]

    def a_fact(self, node: tree.Fact) -> Quantity:
        if not node.of:
            return self.fact(node.name)
        return prefixed(self.run.frame(self.rule, self.related(node.of)).fact(node.name), f"{node.of}.")

    def a_member(self, node: tree.Member) -> Quantity:
        assert self.member is not None
        return self.member[node.name]

    def named(self, node: tree.Value) -> Quantity:
        """A named value is computed once, and never sees the member of a list."""

        def make() -> Quantity:
            member, self.member = self.member, None
            found = self.evaluate(self.values[node.name].node)
            self.member = member
            return found

        return self.run.once((self.rule.key, self.item.key, node.name), make)

    def arithmetic(self, node: tree.Arithmetic) -> Num:
        return ARITHMETIC[node.operator](self.figure(node.left), self.figure(node.right))

    def function(self, node: tree.Function) -> Num:
        if node.name in ("min", "max"):
            return extreme(node.name, [self.figure(a) for a in node.arguments])
        value, digits = node.arguments
        assert isinstance(digits, tree.Literal) and isinstance(digits.value, int)
        return rounded(self.figure(value), digits.value, node.name)

    def share(self, node: tree.Share) -> Num:
        return share(self.figure(node.of), self.figure(node.whole))

    def plus(self, node: tree.Plus) -> Num:
        base = self.figure(node.date)
        low, high = (e if e in (INF, -INF) else years_later(int(e), node.years) for e in (base.low, base.high))
        return computed(low, high, base)

    def table(self, node: tree.Table) -> Quantity:
        live: list[tuple[tree.Row, Quantity]] = []
        doubt = NOTHING
        for row in node.rows:
            state, tokens = self.truth(row.test) if row.test is not None else TRUE
            if state is False:
                continue
            live.append((row, self.evaluate(row.then)))
            if state is True:
                break
            doubt |= tokens
        if len(live) == 1 and any(r.clause for r in node.rows):
            self.run.note(Noted("clause", live[0][0].clause))  # empty: the row that decided has no clause of its own
        return hull([v for _, v in live], doubt)

    def parameter(self, node: tree.Parameter) -> Quantity:
        """The figure on its date; a date or category in doubt gives the range, a hole gives an unknown with its name."""
        series = self.ruleset.parameters[node.name]
        at = self.figure(node.at) if node.at is not None else self.date(series.read_on)
        if not at.known:
            return blank(series, at.missing)
        if node.key is None or isinstance(node.key, tree.Literal):
            return self.on(series, str(node.key.value) if node.key is not None else "", int(at.low))
        key = self.evaluate(node.key)
        assert isinstance(key, Sym)
        keys = key.options if key.options is not None else frozenset(series.keys)
        return hull([self.on(series, str(k), int(at.low)) for k in sorted(map(str, keys))], key.missing)

    def on(self, series: ParameterSeries, key: str, date: int) -> Quantity:
        known_at = self.settings.known_at
        periods = self.settings.parameters.get(series.name, series.periods)
        period = next((p for p in reversed(periods) if p.key == key and p.covers(date) and p.public(known_at)), None)
        self.run.note(Read(series.name, key, date, period))
        if period is not None and period.other_value is None:
            return sym(period.value) if isinstance(period.value, str | bool) else num(period.value)
        missing = frozenset([f"parameter:{series.name}@{iso(date)}"])
        if period is None:
            return blank(series, missing)
        low, high = sorted((period.value, period.other_value))
        return Num(low, high, missing)

    # ---- lists -----------------------------------------------------------------------------------------------------
    def members(self, name: str) -> Members:
        """The members of a list, or the rows of a group, and why there may be more of them."""
        value = self.values.get(name)
        if value is not None and isinstance(value.node, tree.Group):
            group = value.node
            return self.run.once((self.rule.key, self.item.key, name), lambda: self.group(group))
        entry, raw = self.item.subject.facts[name], self.item.facts.get(name)
        if raw is NONE:
            return [], NOTHING
        if raw is None:  # once given, it must be whole too
            return [], frozenset([name]) | (
                NOTHING if self.settings.presumptions else self.fact(f"{name}_complete").missing
            )
        rows = [
            {f: quantity(e, m.get(f), f"{name}[{i}].{f}", m) for f, e in entry.members.items()}
            for i, m in enumerate(raw)
        ]
        whole = self.fact(f"{name}_complete")
        assert isinstance(whole, Sym)
        return rows, NOTHING if whole.options == frozenset((True,)) else whole.missing or frozenset([name])

    def group(self, node: tree.Group) -> Members:
        """Rows by key in order, with sums and running sums; a member without a known key may belong to any."""
        rows, more = self.members(node.list)
        keys = [k for k in (r[node.by] for r in rows) if isinstance(k, Num)]
        found: list[Member] = []
        for year in sorted({k.low for k in keys if k.known}):
            row: Member = {node.by: Num(year, year)}
            for name in node.sums:
                row[name] = running(rows, node.by, name, "equals", year, more)
                row[f"{name}_so_far"] = running(rows, node.by, name, "at_most", year, more)
            found.append(row)
        return found, union((more, *(k.missing for k in keys if not k.known)))

    def each(self, rows: list[Member], condition: Condition | None) -> list[Truth]:
        """A condition for every member; true everywhere when there is none."""
        if condition is None:
            return [TRUE] * len(rows)
        before, states = self.member, []
        for self.member in rows:
            states.append(self.truth(condition))
        self.member = before
        return states

    def aggregate(self, node: tree.Aggregate) -> Num:
        rows, more = self.members(node.list)
        total = num(0)
        for row, (state, tokens) in zip(rows, self.each(rows, node.where), strict=True):
            if state is False:
                continue
            amount = row[node.of] if node.of else num(1)
            if not isinstance(amount, Num):
                amount = undefined(amount.missing)
            total = add(total, amount if state is True else perhaps(amount, tokens))
        if more:
            entry = self.item.subject.facts.get(node.list)
            field = entry.members.get(node.of) if entry is not None else None
            low = 0 if field is None or (field.low is not None and field.low >= 0) else -INF
            total = add(total, Num(low, INF, more))
        return total

    def extreme(self, node: tree.Extreme) -> Num:
        """The greatest or least figure over the members; one that may count widens the range to what the others give."""
        rows, more = self.members(node.list)
        before, figures = self.member, []
        for self.member in rows:
            figures.append(self.figure(node.of))
        self.member = before
        states = self.each(rows, node.where)
        counted = [f for f, (state, _) in zip(figures, states, strict=True) if state is not False]
        doubt = union((more, *(tokens for state, tokens in states if state is None)))
        if not counted or all(state is None for state, _ in states if state is not False):
            return undefined(doubt | union(f.missing for f in counted))
        found = extreme("max" if node.name == "greatest" else "min", counted)
        sure = [f for f, (state, _) in zip(figures, states, strict=True) if state is True]
        certain = extreme("max" if node.name == "greatest" else "min", sure)
        if node.name == "greatest":
            low, high = certain.low, INF if more else found.high
        else:
            low, high = -INF if more else found.low, certain.high
        broken = found.undefined or certain.undefined
        return computed(low, high, Num(low, high, doubt | found.missing, undefined=broken))

    def edge(self, node: tree.Edge) -> Num:
        """The first or last row's field; more rows may come before the first or after the last of a group."""
        rows, more = self.members(node.list)
        if not rows:
            return undefined(more)
        value = rows[0 if node.name == "first" else -1][node.of]
        assert isinstance(value, Num)
        if not more:
            return value
        named = self.values.get(node.list)
        if named is None or not isinstance(named.node, tree.Group) or node.of != named.node.by:
            return Num(-INF, INF, more)
        low, high = (-INF, value.high) if node.name == "first" else (value.low, INF)
        return Num(low, high, value.missing | more)

    # ---- conditions ------------------------------------------------------------------------------------------------
    def truth(self, node: Node) -> Truth:
        """The truth of a condition, and what keeps it unknown."""
        return CONDITIONS[type(node)](self, node)

    def seen(self, node: Condition, truth: Truth, left: Quantity | None = None, right: Quantity | None = None) -> Truth:
        self.run.ledger.entries.append(Seen(self.rule.key, node, truth[0], left, right))
        return truth

    def all(self, node: tree.All) -> Truth:
        return self.seen(node, every([CONDITIONS[type(p)](self, p) for p in node.parts]))

    def any(self, node: tree.Any) -> Truth:
        return self.seen(node, some([CONDITIONS[type(p)](self, p) for p in node.parts]))

    def negated(self, node: tree.Not) -> Truth:
        return self.seen(node, negate(self.truth(node.part)))

    def holds(self, node: tree.Holds) -> Truth:
        if isinstance(node.value, Condition):
            return self.truth(node.value)
        return compare(self.evaluate(node.value), "equals", sym(True))

    def compared(self, node: tree.Compare) -> Truth:
        left, right = self.evaluate(node.left), self.evaluate(node.right)
        return self.seen(node, compare(left, node.operator, right), left, right)

    def one_of(self, node: tree.OneOf) -> Truth:
        left = self.evaluate(node.left)
        found = listed(left, node.codes)
        return self.seen(node, negate(found) if node.negated and left is not NONE else found, left)

    def includes(self, node: tree.Includes) -> Truth:
        left = self.evaluate(node.left)
        return self.seen(node, contained(left, lambda codes: node.code in codes), left)

    def within(self, node: tree.Within) -> Truth:
        left = self.evaluate(node.left)
        return self.seen(node, contained(left, lambda codes: codes <= node.codes), left)

    def present(self, node: tree.Present) -> Truth:
        left = self.evaluate(node.left)
        unsure = left.missing or (isinstance(left, Num) and left.undefined) or (left.absent and left is not NONE)
        there: Truth = FALSE if left is NONE else (None, left.missing) if unsure else TRUE
        return self.seen(node, negate(there) if node.negated else there, left)

    def quantified(self, node: tree.Quantified) -> Truth:
        rows, more = self.members(node.list)
        pairs = zip(self.each(rows, node.where), self.each(rows, node.has), strict=True)
        rest: list[Truth] = [(None, more)] if more else []
        if node.name == "each":
            states = [some((negate(where), has)) for where, has in pairs]
            against = frozenset(i for i, (state, _) in enumerate(states) if state is False)
            return self.seen(node, every([*states, *rest]), Sym(frozenset((against,))) if against else None)
        return self.seen(node, some([*(every(pair) for pair in pairs), *rest]))

    def happened(self, node: tree.Happened) -> Truth:
        raw = self.item.facts.get(node.event)
        when = num(raw.date) if isinstance(raw, Happening) and raw.date else None
        last = self.bound(node, when) if when is not None else None
        lacking = [h for h in node.holds if isinstance(raw, Happening) and raw.holds.get(h) is False]
        return self.seen(node, self._happened(node), when, Sym(frozenset(lacking)) if lacking else last)

    def bound(self, node: tree.Happened, when: Num) -> Quantity | None:
        """The first or last day that a date misses, else the last one; none for a date that is still a plan."""
        if compare(when, "more_than", num(self.settings.as_of))[0] is True and node.not_before is not None:
            return None
        if node.not_before is not None:
            first = self.evaluate(node.not_before)
            if compare(when, "less_than", first)[0] is True:
                return first
        return self.evaluate(node.by) if node.by is not None else None

    def _happened(self, node: tree.Happened) -> Truth:
        raw = self.item.facts.get(node.event)
        ends = [self.evaluate(n) for n in (node.by, node.not_before) if n is not None]
        if not isinstance(raw, Happening):  # once heard of, it must be placed in time too
            return None, union(({node.event}, *(e.missing for e in ends)))
        if raw.state != "done":
            return FALSE
        when = num(raw.date) if raw.date else Num(-INF, self.settings.as_of, frozenset([f"{node.event}.date"]))
        parts = [compare(when, "at_most", num(self.settings.as_of))]  # a later date is a plan: not done yet
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
        known = stub is not None and stub != "undetermined"
        can = frozenset([stub] if known else VERDICTS) if stub is not None else self._verdicts(node)
        return self.seen(node, self._premise(node, can), Sym(can))

    def _premise(self, node: tree.Premise, can: frozenset[object]) -> Truth:
        if self.settings.probe == ("premise", node.rule):
            return None, frozenset([f"premise:{node.rule}"])
        if len(can) == 1 or can <= node.verdicts or not can & node.verdicts:
            return (can <= node.verdicts), NOTHING
        if node.presume is not None and self.run.presumed("premise", node.rule):
            self.run.note(Noted("provisional", node.rule))
            return node.presume, NOTHING
        prefix = f"{node.of}." if node.of else ""
        missing = self._judged(node).missing if node.rule not in self.settings.verdicts else NOTHING
        return None, frozenset(t if ":" in t else prefix + t for t in missing) or frozenset([node.rule])

    def _judged(self, node: tree.Premise) -> Outcome:
        return self.run.by_date(node.rule, self.related(node.of) if node.of else self.item)

    def _verdicts(self, node: tree.Premise) -> frozenset[object]:
        outcome = self._judged(node)
        if outcome.unfinished:
            self.run.note(Noted("provisional", node.rule))
        return frozenset(v for v, _ in outcome.possible)


VALUES: dict[type[Node], Callable[[Frame, Raw], Quantity]] = {
    tree.Literal: Frame.literal,
    tree.Fact: Frame.a_fact,
    tree.Member: Frame.a_member,
    tree.Value: Frame.named,
    tree.Arithmetic: Frame.arithmetic,
    tree.Function: Frame.function,
    tree.Share: Frame.share,
    tree.Plus: Frame.plus,
    tree.Table: Frame.table,
    tree.Parameter: Frame.parameter,
    tree.Aggregate: Frame.aggregate,
    tree.Extreme: Frame.extreme,
    tree.Edge: Frame.edge,
}
CONDITIONS: dict[type[Node], Callable[[Frame, Raw], Truth]] = {
    tree.All: Frame.all,
    tree.Any: Frame.any,
    tree.Not: Frame.negated,
    tree.Holds: Frame.holds,
    tree.Compare: Frame.compared,
    tree.OneOf: Frame.one_of,
    tree.Includes: Frame.includes,
    tree.Within: Frame.within,
    tree.Present: Frame.present,
    tree.Quantified: Frame.quantified,
    tree.Happened: Frame.happened,
    tree.Premise: Frame.premise,
}


def perhaps(amount: Num, doubt: Tokens) -> Num:
    """An amount that counts or does not: nothing is then possible too."""
    return Num(min(0, amount.low), max(0, amount.high), amount.missing | doubt)


def running(rows: list[Member], by: str, name: str, operator: str, year: Raw, more: Tokens) -> Num:
    """The sum of a field over the members whose key equals a year, or is at most that year."""
    total = Num(0, INF, more) if more else num(0)
    for row in rows:
        key, amount = row[by], row[name]
        if not isinstance(key, Num) or not isinstance(amount, Num):
            continue
        state, _ = compare(key, operator, num(year))
        if state is not False:
            total = add(total, amount if state is True else perhaps(amount, key.missing))
    return total


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


def contained(value: Quantity, test: Callable[[Raw], bool]) -> Truth:
    """A test on a set of codes; unknown when the set is."""
    if not isinstance(value, Sym):
        return FALSE
    if value.options is None or len(value.options) != 1 or value.absent:
        return None, value.missing
    (codes,) = value.options
    return TRUE if test(codes) else FALSE


def quantity(entry: FactType, raw: Raw, token: str, siblings: dict[str, Raw]) -> Quantity:
    """The typed value of one entry, or the range of what it can be."""
    if raw is None:
        return unknown(entry, frozenset([token]), siblings)
    if isinstance(raw, Absent | Num):
        return raw  # a range: what rows that are partly unknown leave of a figure
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
            high = min(high, whole.high if isinstance(whole, Num) else whole)
        if entry.whole_of and part is not None and part is not NONE:
            low = max(low, part.low if isinstance(part, Num) else part)
        return Num(low, high, missing, absent)
    if entry.kind == "bool":
        return Sym(EITHER, missing, absent)
    return Sym(frozenset(entry.codes) if entry.kind == "code" and entry.codes else None, missing, absent)


def blank(series: ParameterSeries, missing: Tokens) -> Quantity:
    """A parameter without a value: anything within its bounds."""
    if series.type == "bool":
        return Sym(EITHER, missing)
    if series.type in ("text", "code"):
        return Sym(None, missing)
    return Num(-INF if series.low is None else series.low, INF if series.high is None else series.high, missing)


def prefixed(value: Quantity, prefix: str) -> Quantity:
    """The same value with its missing facts named from where it is used."""
    tokens = frozenset(t if ":" in t else prefix + t for t in value.missing)
    if isinstance(value, Num):
        return Num(value.low, value.high, tokens, value.absent, value.undefined)
    return Sym(value.options, tokens, value.absent) if isinstance(value, Sym) else value
