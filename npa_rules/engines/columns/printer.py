"""Values and conditions of rules as columns: one printer sees one subject, on one date of observation."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction

from npa_rules.engines.columns import arithmetic, compare, facts, judgement, lists, parameters, values
from npa_rules.engines.columns.compare import compared
from npa_rules.engines.columns.ends import (
    NO,
    YES,
    End,
    NotPrintable,
    at_most,
    both,
    either,
    inverse,
    plus,
    times,
    whole,
)
from npa_rules.engines.columns.expression import Expr, number, when
from npa_rules.engines.columns.facts import Source
from npa_rules.engines.columns.hull import hull
from npa_rules.engines.columns.lists import Members
from npa_rules.engines.columns.sheet import Sheet
from npa_rules.engines.columns.truths import FALSE, TRUE, Truth, every, negate, some
from npa_rules.engines.columns.values import Options, Quantity, Range, exact
from npa_rules.load.fields import years_later
from npa_rules.model import tree
from npa_rules.model.dictionary import Subject
from npa_rules.model.rule import LAST, NamedValue, Rule, RuleSet
from npa_rules.model.tree import Node


class Printer:
    """Prints the rules of one subject, with the presumptions of the dictionary and the default readings."""

    def __init__(
        self,
        ruleset: RuleSet,
        subject: Subject,
        as_of: int,
        source: Source | None = None,
        sheet: Sheet | None = None,
    ) -> None:
        self.ruleset, self.subject, self.as_of = ruleset, subject, as_of
        self.source = source if source is not None else Source()
        self.sheet = sheet if sheet is not None else Sheet()
        self.values: dict[str, NamedValue] = {}
        self.lists: dict[object, Members] = {}
        self._rule = ""
        self._members: Members | None = None
        self._known: dict[object, Quantity] = {}
        self._possible: dict[str, judgement.Possible] = {}
        self._related: dict[str, Printer] = {}

    def verdict(self, rule: Rule) -> Expr:
        """One 8-bit code a row: verdict and reason (`decode`)."""
        return judgement.coded(self.possible(rule))

    def possible(self, rule: Rule) -> judgement.Possible:
        """What can become of a rule."""
        if rule.id in self.ruleset.index.versions:  # the date of each row chooses one
            raise NotPrintable("several versions")
        if rule.id not in self._possible:
            self._possible[rule.id] = judgement.judged(self, rule)
        return self._possible[rule.id]

    @contextmanager
    def within(self, rule: Rule) -> Iterator[None]:
        """Under the names of a rule, outside any list."""
        before = self._rule, self.values, self._members
        self._rule, self.values, self._members = rule.id, rule.values, None
        try:
            yield
        finally:
            self._rule, self.values, self._members = before

    @contextmanager
    def among(self, members: Members | None) -> Iterator[None]:
        """Seen from each member of a list."""
        before, self._members = self._members, members
        try:
            yield
        finally:
            self._members = before

    def related(self, name: str) -> Printer:
        """For the related subject, of which a table of this one holds no more than the keys."""
        if name not in self._related:
            relation = self.subject.relations[name]
            target = self.ruleset.subjects[relation.to]
            source = facts.relative(self, relation, target)
            self._related[name] = Printer(self.ruleset, target, self.as_of, source, self.sheet)
        return self._related[name]

    # ---- columns ---------------------------------------------------------------------------------------------------
    def keep(self, expression: Expr) -> Expr:
        """The expression as a column of its own."""
        return self.sheet.keep(expression)

    def settle(self, value: Quantity) -> Quantity:
        """A value whose parts are columns of their own."""
        return values.settle(value, self.keep)

    def settled(self, truth: Truth) -> Truth:
        """A truth whose parts are columns of their own."""
        return Truth(self.keep(truth.true), self.keep(truth.false), self.keep(truth.hollow))

    # ---- time and law ----------------------------------------------------------------------------------------------
    def date(self, read_on: str = "12-31") -> Range:
        """The date on which the item is judged: its time fact (a year: a day of it), else the date of observation."""
        if not self.subject.time:
            return exact(whole(self.as_of))
        time = self.fact(self.subject.time)
        if not isinstance(time, Range) or time.none is not NO or time.maybe is not NO:
            raise NotPrintable("a time that may be absent")
        if self.subject.facts[self.subject.time].type != "year":
            return time
        day = int(read_on.replace("-", ""))
        key = ("date", read_on)
        if key not in self._known:
            low, high = (plus(times(e, whole(10000)), whole(day)) for e in (time.low, time.high))
            self._known[key] = self.settle(time.but(low=low, high=high))
        found = self._known[key]
        assert isinstance(found, Range)
        return found

    def in_period(self, rule: Rule) -> Truth:
        """Whether the date lies in the period of a rule."""
        window = self.ruleset.window(rule)
        if window is None:
            return FALSE
        since, until = window
        if (since, until) == (0, LAST):
            return TRUE
        parts = [compared(self.date(), "at_least", exact(whole(since)))]
        if until != LAST:
            parts.append(compared(self.date(), "at_most", exact(whole(until))))
        return self.settled(every(parts))

    def law_reached(self, rule: Rule) -> Truth:
        """Whether the law that a rule waits for is in force, and the one that ends it is not."""
        parts = [self.law(rule.needs_law)] if rule.needs_law else []
        parts += [negate(self.law(rule.until_law))] if rule.until_law else []
        return self.settled(every(parts)) if parts else TRUE

    def law(self, name: str) -> Truth:
        """Whether a law is in force; a later date than was verified rests on a presumption, then on nothing."""
        law, date = self.ruleset.laws[name], self.date()
        if law.in_force is not None:
            return compared(date, "at_least", exact(whole(law.in_force)))
        if law.status == "withdrawn":
            return FALSE
        return Truth(NO, at_most(date.high, whole(max(law.verified_on, law.stands_until))))

    # ---- values ----------------------------------------------------------------------------------------------------
    def fact(self, name: str) -> Quantity:
        """A fact of the item, computed once."""
        key = ("fact", name)
        if key not in self._known:
            with self.among(None):
                self._known[key] = self.settle(facts.fact(self, name))
        return self._known[key]

    def figure(self, node: Node) -> Range:
        """A value as a figure; what is attested absent is none."""
        value = self.evaluate(node)
        if not isinstance(value, Range):
            raise NotPrintable("a code as a figure")
        if value.none is NO:
            return value
        return value.but(broken=either(value.broken, value.none), none=NO, mute=True)

    def evaluate(self, node: Node) -> Quantity:
        """The value of a node; named values and parameters are computed once per rule, outside any list."""
        if not isinstance(node, tree.Value | tree.Parameter) or self._inside(node):
            return self._evaluate(node)
        named = any(isinstance(n, tree.Value) for n in tree.walk(node))
        key = (self._rule if named else "", node)
        if key not in self._known:
            with self.among(None):
                self._known[key] = self.settle(self._evaluate(node))
        return self._known[key]

    def _inside(self, node: Node) -> bool:
        """Whether a node looks at the member of a list (a named value never does)."""
        return isinstance(node, tree.Parameter) and any(isinstance(n, tree.Member) for n in tree.walk(node))

    def _evaluate(self, node: Node) -> Quantity:
        match node:
            case tree.Literal("bool" | "code" | "text", value):
                return Options({value: YES})
            case tree.Literal(_, (int() | Fraction()) as value):
                return exact(whole(value))
            case tree.Fact(name, ""):
                return self.fact(name)
            case tree.Fact(name, of):
                return self.related(of).fact(name)
            case tree.Member(name):
                assert self._members is not None
                if name not in self._members.fields:
                    raise NotPrintable(f"field {name}")
                return self._members.fields[name]
            case tree.Value(name):
                return self.evaluate(self.values[name].node)
            case tree.Arithmetic("-", tree.Literal(_, int() as first), tree.Literal(_, int() as second)):
                return exact(whole(first - second))  # known to be above zero or not, as a divisor has to be
            case tree.Arithmetic(operator, left, right):
                return arithmetic.arithmetic(operator, self.figure(left), self.figure(right))
            case tree.Function(("min" | "max") as name, arguments):
                return arithmetic.extreme(name, [self.figure(a) for a in arguments], self.keep)
            case tree.Function(name, (value, tree.Literal(_, int() as digits))):
                return arithmetic.rounded(self.figure(value), digits, name)
            case tree.Share(of, whole_):
                return arithmetic.share(self.figure(of), self.figure(whole_))
            case tree.Plus(date, years):
                return self.plus(self.figure(date), years)
            case tree.Parameter():
                return parameters.parameter(self, node)
            case tree.Table(rows):
                return self.table(rows)
            case tree.Aggregate():
                return lists.aggregate(self, node)
            case tree.Edge():
                return lists.edge(self, node)
            case tree.Holds(_, value) if not isinstance(value, tree.Condition):
                return self.evaluate(value)
            case tree.Condition():
                truth = self.truth(node)
                may: dict[object, Expr] = {True: inverse(truth.false), False: inverse(truth.true)}
                lacks = NO if truth.true is YES or truth.false is YES else truth.lacks
                return Options(may, lacks=lacks, mute=truth.hollow is not NO)
        raise NotPrintable(type(node).__name__)

    def table(self, rows: tuple[tree.Row, ...]) -> Quantity:
        """The first row whose test holds; where that is open, what the rows that are left have in common."""
        alive, doubt, mute, live = YES, NO, False, []
        for row in rows:
            test = self.truth(row.test) if row.test is not None else TRUE
            live.append((self.keep(both(alive, inverse(test.false))), self.settle(self.evaluate(row.then))))
            doubt, mute = either(doubt, both(alive, test.lacks)), mute or test.hollow is not NO
            alive = self.keep(both(alive, inverse(test.true)))
        return hull(live, doubt, mute, self.keep)

    def plus(self, date: Range, years: int) -> Range:
        """A date so many years later; 29 February becomes 28 February where the year has none."""

        def end(e: End) -> End:
            if e.by != 1:
                raise NotPrintable("a date that is a fraction")
            if isinstance(e.number, int):
                return e.but(number=years_later(e.number, years))
            found = e.number + number(years * 10000)
            year = found.floordiv(number(10000))
            fourth, hundredth, again = (year.mod(number(n)).eq(number(0)) for n in (4, 100, 400))
            leap = fourth & (~hundredth | again)
            moved = when(found.mod(number(10000)).eq(number(229)) & ~leap, found - number(1), found)
            return e.but(number=moved, most=e.most + abs(years) * 10000)

        return arithmetic.computed(end(date.low), end(date.high), [date])

    # ---- conditions ------------------------------------------------------------------------------------------------
    def truth(self, node: Node) -> Truth:
        """The truth of a condition."""
        return self.settled(self._truth(node))

    def _truth(self, node: Node) -> Truth:
        match node:
            case tree.All(_, parts):
                return every([self.truth(part) for part in parts])
            case tree.Any(_, parts):
                return some([self.truth(part) for part in parts])
            case tree.Not(_, part):
                return negate(self.truth(part))
            case tree.Compare(_, operator, left, right, _):
                return compared(self.evaluate(left), operator, self.evaluate(right))
            case tree.OneOf(_, left, codes, negated):
                return self.one_of(self.evaluate(left), {c.value for c in codes}, negated)
            case tree.Includes(_, left, code):
                return compare.contained(self.evaluate(left), lambda found: found.has(code))
            case tree.Within(_, left, within):
                return compare.contained(self.evaluate(left), lambda found: inverse(found.beyond(within)))
            case tree.Present(_, left, negated):
                found = compare.present(self.evaluate(left))
                return negate(found) if negated else found
            case tree.Quantified():
                return lists.quantified(self, node)
            case tree.Happened():
                return judgement.happened(self, node)
            case tree.Premise():
                return judgement.premise(self, node)
            case tree.Holds(_, tree.Condition() as value):
                return self.truth(value)
            case tree.Holds(_, value):
                return compared(self.evaluate(value), "equals", Options({True: YES}))
        raise NotPrintable(type(node).__name__)

    def one_of(self, value: Quantity, wanted: set[object], negated: bool) -> Truth:
        """Whether a code or figure is one of these."""
        if not isinstance(value, Range):
            return compare.listed(value, wanted, negated)
        figures = [w for w in wanted if isinstance(w, int | Fraction)]
        found = some([compared(value, "equals", exact(whole(w))) for w in sorted(figures)])
        if not negated:
            return found
        return Truth(both(found.false, inverse(value.none)), either(found.true, value.none), found.hollow)
