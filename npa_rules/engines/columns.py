"""Rules as Polars expressions: known true and known false as two expressions, figures as whole numbers.

A figure is a range of two ends, each a fraction of Int64 expressions with a positive denominator; comparisons multiply
crosswise, so nothing is rounded. The greatest magnitude of every expression is carried along, and a rule whose figures
might not fit 64 bits, or that uses what is not printed here, is refused (`NotPrintable`): it is judged row by row.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import polars as pl

from npa_rules.model import tree
from npa_rules.model.case import Item
from npa_rules.model.dictionary import FactType, Subject
from npa_rules.model.record import Record
from npa_rules.model.rule import NamedValue, ParameterSeries, Rule, RuleSet
from npa_rules.model.tree import Node
from npa_rules.model.words import BINDING, REASONS, VERDICTS

LIMIT = 2**63 - 1
VERDICT_CODES = {v: i for i, v in enumerate(VERDICTS)}
REASON_CODES = {r: i for i, r in enumerate(REASONS)}
YES, NO = pl.lit(True), pl.lit(False)


class NotPrintable(Exception):
    """The rule cannot be a column expression; the reference evaluator judges it row by row."""


class Truth(Record):
    """Known true and known false; never null."""

    true: pl.Expr
    false: pl.Expr


class End(Record):
    """number / by, with the greatest magnitude that each can have; `by` is positive."""

    number: pl.Expr
    by: pl.Expr
    most: int
    most_by: int
    positive: bool = False  # never below zero, by its bounds


class Range(Record):
    """A figure between two ends; `broken` where it does not exist, or may not."""

    low: End
    high: End
    broken: pl.Expr = NO


class Options(Record):
    """A code or truth: for each option whether it is possible."""

    may: dict[object, pl.Expr]


Quantity = Range | Options


def fits(most: int) -> int:
    if most > LIMIT:
        raise NotPrintable("a figure may not fit 64 bits")
    return most


def whole(value: int | Fraction) -> End:
    """A fixed figure."""
    exact = Fraction(value)
    return End(
        pl.lit(exact.numerator, pl.Int64),
        pl.lit(exact.denominator, pl.Int64),
        abs(exact.numerator),
        exact.denominator,
        exact >= 0,
    )


def scaled(expression: pl.Expr, scale: int, most: int, positive: bool) -> End:
    """A column of whole numbers that stand for `1/scale` each."""
    return End(expression.cast(pl.Int64), pl.lit(scale, pl.Int64), fits(most), scale, positive)


def crossed(a: End, b: End) -> tuple[pl.Expr, pl.Expr]:
    """Two ends as whole numbers that compare as the ends do."""
    fits(a.most * b.most_by), fits(b.most * a.most_by)
    return a.number * b.by, b.number * a.by


def at_most(a: End, b: End) -> pl.Expr:
    x, y = crossed(a, b)
    return x <= y


def less(a: End, b: End) -> pl.Expr:
    x, y = crossed(a, b)
    return x < y


def plus(a: End, b: End, sign: int = 1) -> End:
    x, y = crossed(a, b)
    most, by = a.most * b.most_by + b.most * a.most_by, a.most_by * b.most_by
    return End(x + y * sign, a.by * b.by, fits(most), fits(by), sign > 0 and a.positive and b.positive)


def times(a: End, b: End) -> End:
    return End(
        a.number * b.number, a.by * b.by, fits(a.most * b.most), fits(a.most_by * b.most_by), a.positive and b.positive
    )


def over(a: End, b: End) -> End:
    """a / b for b positive."""
    return End(a.number * b.by, a.by * b.number, fits(a.most * b.most_by), fits(a.most_by * b.most), a.positive)


def choose(test: pl.Expr, a: End, b: End) -> End:
    return End(
        pl.when(test).then(a.number).otherwise(b.number),
        pl.when(test).then(a.by).otherwise(b.by),
        max(a.most, b.most),
        max(a.most_by, b.most_by),
        a.positive and b.positive,
    )


def every(parts: list[Truth]) -> Truth:
    return Truth(pl.all_horizontal([p.true for p in parts]), pl.any_horizontal([p.false for p in parts]))


def some(parts: list[Truth]) -> Truth:
    return Truth(pl.any_horizontal([p.true for p in parts]), pl.all_horizontal([p.false for p in parts]))


def negate(truth: Truth) -> Truth:
    return Truth(truth.false, truth.true)


class Printer:
    """Prints the rules of one subject, for the observation date and with the presumptions of the dictionary."""

    def __init__(self, ruleset: RuleSet, subject: Subject) -> None:
        self.ruleset, self.subject = ruleset, subject
        self.values: dict[str, NamedValue] = {}
        self.rule: Rule | None = None
        self.stages: list[list[pl.Expr]] = []  # intermediate columns, each stage after the one before
        self._level: dict[str, int] = {}
        self._known: dict[object, Quantity] = {}

    def keep(self, expression: pl.Expr) -> pl.Expr:
        """An intermediate column, so that what is used twice is computed once."""
        roots = expression.meta.root_names()
        if not roots or expression.meta.is_column():
            return expression
        level = max(self._level.get(r, 0) for r in roots)
        name = f"_{len(self._level)}"
        self._level[name] = level + 1
        while len(self.stages) <= level:
            self.stages.append([])
        self.stages[level].append(expression.alias(name))
        return pl.col(name)

    def kept(self, value: Quantity) -> Quantity:
        if isinstance(value, Options):
            return Options({o: self.keep(m) for o, m in value.may.items()})
        ends = [
            End(self.keep(e.number), self.keep(e.by), e.most, e.most_by, e.positive) for e in (value.low, value.high)
        ]
        return Range(ends[0], ends[1], self.keep(value.broken))

    def verdict(self, rule: Rule) -> pl.Expr:
        """One 8-bit code per row: verdict and reason (`decode`)."""
        return self.coded(self.possible(rule)).alias(rule.id)

    # ---- judgement -------------------------------------------------------------------------------------------------
    def possible(self, rule: Rule) -> list[tuple[str, str, pl.Expr]]:
        """(verdict, reason, whether it can still come), in the order of judgement."""
        if rule.due is not None or rule.due_open or rule.requires is None:
            raise NotPrintable("due dates")
        before = self.rule, self.values
        self.rule, self.values = rule, dict(rule.values)
        alive, found = YES, []
        gates = (
            ("outside_period", self.in_period(rule)),
            ("pending_law", self.law_reached(rule)),
            ("out_of_scope", self.truth(rule.when) if rule.when is not None else Truth(YES, NO)),
        )
        for reason, gate in gates:
            found.append(("not_applicable", reason, alive & ~gate.true))
            alive = self.keep(alive & ~gate.false)
        met = self.truth(rule.requires)
        excused = self.truth(rule.excused_if) if rule.excused_if is not None else Truth(NO, YES)
        missed = "violates" if rule.modality in BINDING else "shortfall"
        found.append(("complies", "met", alive & ~met.false))
        found.append(("justified", "excused", alive & ~met.true & ~excused.false))
        found.append((missed, "missed", alive & ~met.true & ~excused.true))
        self.rule, self.values = before
        return [(v, r, self.keep(c)) for v, r, c in found]

    def coded(self, possible: list[tuple[str, str, pl.Expr]]) -> pl.Expr:
        kinds: dict[str, list[pl.Expr]] = {}
        for verdict, _, can in possible:
            kinds.setdefault(verdict, []).append(can)
        counted = pl.sum_horizontal([pl.any_horizontal(c).cast(pl.UInt8) for c in kinds.values()])
        code = pl.lit(encode("undetermined", "missing"), pl.UInt8)
        for verdict, reason, can in possible:  # of several reasons the last one stands
            code = pl.when((counted == 1) & can).then(pl.lit(encode(verdict, reason), pl.UInt8)).otherwise(code)
        return code

    def in_period(self, rule: Rule) -> Truth:
        parts = []
        for edge, operator in ((rule.since, "at_least"), (rule.until, "at_most")):
            if edge is not None:
                parts.append(self.compared(self.date(), operator, Range(whole(edge), whole(edge))))
        return every(parts) if parts else Truth(YES, NO)

    def law_reached(self, rule: Rule) -> Truth:
        parts = [self.law(rule.needs_law)] if rule.needs_law else []
        parts += [negate(self.law(rule.until_law))] if rule.until_law else []
        return every(parts) if parts else Truth(YES, NO)

    def law(self, name: str) -> Truth:
        law, date = self.ruleset.laws[name], self.date()
        if law.in_force is not None:
            return self.compared(date, "at_least", Range(whole(law.in_force), whole(law.in_force)))
        if law.status == "withdrawn":
            return Truth(NO, YES)
        return Truth(NO, at_most(date.high, whole(max(law.verified_on, law.stands_until))))

    def date(self) -> Range:
        time = self.subject.facts.get(self.subject.time)
        if time is None or time.type != "date":
            raise NotPrintable("no date")
        found = self.fact(time.name)
        assert isinstance(found, Range)
        return found

    # ---- facts -----------------------------------------------------------------------------------------------------
    def fact(self, name: str) -> Quantity:
        if name not in self._known:
            self._known[name] = self.kept(self._fact(name))
        return self._known[name]

    def _fact(self, name: str) -> Quantity:
        entry = self.subject.facts.get(name)
        if entry is None or entry.may_be_none or entry.qualified_by or entry.kind in ("codes", "event", "list"):
            raise NotPrintable(f"fact {name}")
        column = pl.col(name)
        makers = self.ruleset.defining(self.subject.name, name)
        other = self.derived(entry, makers) if makers else self.unknown(entry)
        if entry.kind in ("number", "date", "ordered"):
            assert isinstance(other, Range)
            scale = 10 ** (entry.decimals or 0) if entry.type != "percent" else 10**6
            low, high = self.bounds(entry)
            given = scaled(column.fill_null(0), scale, int(max(abs(low), abs(high)) * scale), low >= 0)
            there = column.is_not_null()
            return Range(choose(there, given, other.low), choose(there, given, other.high), ~there & other.broken)
        assert isinstance(other, Options)
        known = {o: (column == pl.lit(o)).fill_null(False) for o in other.may}
        if entry.presume is not None and not makers:
            return Options({o: k | (column.is_null() & pl.lit(o == entry.presume)) for o, k in known.items()})
        return Options({o: known[o] | (column.is_null() & m) for o, m in other.may.items()})

    def bounds(self, entry: FactType) -> tuple[Any, Any]:
        if entry.kind == "date":
            return 0, 99999999
        if entry.kind == "ordered":
            return 0, len(self.ruleset.scales[entry.scale].order)
        if entry.low is None or entry.high is None:
            raise NotPrintable(f"fact {entry.name} has no bounds")
        return entry.low, entry.high

    def unknown(self, entry: FactType) -> Quantity:
        if entry.kind in ("number", "date", "ordered"):
            low, high = self.bounds(entry)
            return Range(whole(low), whole(high))
        if entry.kind == "bool":
            return Options({True: YES, False: YES})
        if not entry.codes:
            raise NotPrintable(f"open text {entry.name}")
        return Options(dict.fromkeys(entry.codes, YES))

    def derived(self, entry: FactType, makers: tuple[Rule, ...]) -> Quantity:
        alive, rows, before, after = YES, [], set(), set()
        for maker in makers:
            saved = self.rule, self.values
            self.rule, self.values = maker, dict(maker.values)
            when = self.truth(maker.when) if maker.when is not None else Truth(YES, NO)
            gate = every([self.in_period(maker), when, self.law_reached(maker)])
            rows.append((self.keep(alive & ~gate.false), self.evaluate(maker.derives[entry.name].node)))
            alive = self.keep(alive & ~gate.true)
            before |= {maker.until_law} - {""}
            after |= {maker.needs_law} - {""}
            self.rule, self.values = saved
        covered = NO
        if before & after:  # a law stands between two definitions: one of them is in force where both periods hold
            pair = [m for m in makers if m.until_law in before & after or m.needs_law in before & after]
            covered = every([self.in_period(m) for m in pair]).true
        rows.append((alive & ~covered, self.unknown(entry)))
        return self.hull(rows)

    # ---- values ----------------------------------------------------------------------------------------------------
    def figure(self, node: Node) -> Range:
        value = self.evaluate(node)
        if not isinstance(value, Range):
            raise NotPrintable("a code as a figure")
        return value

    def evaluate(self, node: Node) -> Quantity:
        """The value of a node; named values and parameters are computed once per rule."""
        if not isinstance(node, tree.Value | tree.Parameter):
            return self._evaluate(node)
        key = (self.rule.id if self.rule is not None else "", node)
        if key not in self._known:
            self._known[key] = self.kept(self._evaluate(node))
        return self._known[key]

    def _evaluate(self, node: Node) -> Quantity:
        match node:
            case tree.Literal("bool" | "code" | "text", value):
                return Options({value: YES})
            case tree.Literal(_, (int() | Fraction()) as value):
                return Range(whole(value), whole(value))
            case tree.Fact(name, ""):
                return self.fact(name)
            case tree.Value(name):
                return self.evaluate(self.values[name].node)
            case tree.Arithmetic(operator, left, right):
                return self.arithmetic(operator, self.figure(left), self.figure(right))
            case tree.Function(("min" | "max") as name, arguments):
                return self.extreme(name, [self.figure(a) for a in arguments])
            case tree.Function(name, (value, tree.Literal(_, digits))):
                return self.rounded(self.figure(value), int(digits), name)  # type: ignore[arg-type]
            case tree.Parameter():
                return self.parameter(node)
            case tree.Table(rows):
                alive, live = YES, []
                for row in rows:
                    test = self.truth(row.test) if row.test is not None else Truth(YES, NO)
                    live.append((self.keep(alive & ~test.false), self.kept(self.evaluate(row.then))))
                    alive = self.keep(alive & ~test.true)
                return self.hull(live)
            case tree.Holds(_, value) if not isinstance(value, tree.Condition):
                return self.evaluate(value)
            case tree.Condition():
                truth = self.truth(node)
                return Options({True: ~truth.false, False: ~truth.true})
        raise NotPrintable(type(node).__name__)

    def arithmetic(self, operator: str, a: Range, b: Range) -> Range:
        broken = a.broken | b.broken
        if operator == "+":
            return Range(plus(a.low, b.low), plus(a.high, b.high), broken)
        if operator == "-":
            return Range(plus(a.low, b.high, -1), plus(a.high, b.low, -1), broken)
        if operator == "*" and a.low.positive and b.low.positive:
            return Range(times(a.low, b.low), times(a.high, b.high), broken)
        if operator == "*":
            ends = [times(x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
            return Range(self.pick("min", ends), self.pick("max", ends), broken)
        zero = ~(b.low.number > 0)  # a divisor that may be zero (or negative: not printed) leaves it open
        safe = [choose(zero, whole(1), e) for e in (b.low, b.high)]
        if a.low.positive:
            return Range(over(a.low, safe[1]), over(a.high, safe[0]), broken | zero)
        ends = [over(x, y) for x in (a.low, a.high) for y in safe]
        return Range(self.pick("min", ends), self.pick("max", ends), broken | zero)

    def pick(self, which: str, ends: list[End]) -> End:
        found = ends[0]
        for end in ends[1:]:
            found = choose(less(end, found) if which == "min" else less(found, end), end, found)
        return found

    def extreme(self, which: str, values: list[Range]) -> Range:
        broken = pl.any_horizontal([v.broken for v in values])
        return Range(self.pick(which, [v.low for v in values]), self.pick(which, [v.high for v in values]), broken)

    def rounded(self, value: Range, digits: int, how: str) -> Range:
        scale = 10**digits

        def end(e: End) -> End:
            number = e.number * scale
            fits(2 * e.most * scale + e.most_by)
            if how == "round_half_up":
                whole_ = (2 * number + e.by).floordiv(2 * e.by)
            elif how == "round_down":
                whole_ = number.floordiv(e.by)
            else:
                whole_ = -((-number).floordiv(e.by))
            return End(whole_, pl.lit(scale, pl.Int64), fits(e.most * scale + 1), scale, e.positive)

        return Range(end(value.low), end(value.high), value.broken)

    def parameter(self, node: tree.Parameter) -> Quantity:
        series = self.ruleset.parameters[node.name]
        at = self.figure(node.at) if node.at is not None else self.date()
        if node.key is not None and not isinstance(node.key, tree.Literal):
            raise NotPrintable("a category in doubt")
        key = str(node.key.value) if isinstance(node.key, tree.Literal) else ""
        dated = at.low.number == at.high.number
        dated = self.keep(dated)
        windows = []
        for period in series.periods:
            if period.key == key:
                until = 99991231 if period.until is None else period.until
                windows.append((dated & (at.low.number >= period.since) & (at.low.number <= until), period))
        if series.type == "bool":
            may = {o: ~pl.any_horizontal([w for w, _ in windows] or [NO]) for o in (True, False)}
            for window, period in windows:
                may[bool(period.value)] = may[bool(period.value)] | window
            return Options(may)  # type: ignore[arg-type]
        return self.series(series, windows)

    def series(self, series: ParameterSeries, windows: list[Any]) -> Range:
        if series.low is None or series.high is None:
            raise NotPrintable(f"parameter {series.name} has no bounds")
        low, high = whole(series.low), whole(series.high)
        for window, period in windows:
            ends = sorted([period.value, *([period.other_value] if period.other_value is not None else [])])
            low, high = choose(window, whole(ends[0]), low), choose(window, whole(ends[-1]), high)
        return Range(low, high)

    def hull(self, rows: list[tuple[pl.Expr, Quantity]]) -> Quantity:
        """What the live rows have in common; where none is live the first stands (no caller sees it)."""
        if all(isinstance(v, Options) for _, v in rows):
            may: dict[object, pl.Expr] = {}
            for live, value in rows:
                assert isinstance(value, Options)
                for option, can in value.may.items():
                    may[option] = may.get(option, NO) | (live & can)
            return Options(may)
        found: Range | None = None
        seen = NO
        for live, value in rows:
            if not isinstance(value, Range):
                raise NotPrintable("a table of different kinds")
            if found is None:
                found, seen = Range(value.low, value.high, live & value.broken), live
                continue
            first = live & ~seen
            low = choose(first | (live & less(value.low, found.low)), value.low, found.low)
            high = choose(first | (live & less(found.high, value.high)), value.high, found.high)
            kept = self.kept(Range(low, high, found.broken | (live & value.broken)))
            assert isinstance(kept, Range)
            found, seen = kept, self.keep(seen | live)
        assert found is not None
        return found

    # ---- conditions ------------------------------------------------------------------------------------------------
    def truth(self, node: Node) -> Truth:
        found = self._truth(node)
        return Truth(self.keep(found.true), self.keep(found.false))

    def _truth(self, node: Node) -> Truth:
        match node:
            case tree.All(_, parts):
                return every([self.truth(p) for p in parts])
            case tree.Any(_, parts):
                return some([self.truth(p) for p in parts])
            case tree.Not(_, part):
                return negate(self.truth(part))
            case tree.Compare(_, operator, left, right, _):
                return self.compared(self.evaluate(left), operator, self.evaluate(right))
            case tree.OneOf(_, left, codes, negated):
                value = self.evaluate(left)
                wanted = {c.value for c in codes}
                if not isinstance(value, Options):
                    raise NotPrintable("figures in a list")
                inside = pl.any_horizontal([NO, *(m for o, m in value.may.items() if o in wanted)])
                outside = pl.any_horizontal([NO, *(m for o, m in value.may.items() if o not in wanted)])
                return Truth(~inside, ~outside) if negated else Truth(~outside, ~inside)
            case tree.Premise():
                return self.premise(node)
            case tree.Holds(_, value):
                return (
                    self.truth(value)
                    if isinstance(value, tree.Condition)
                    else self.compared(self.evaluate(value), "equals", Options({True: YES}))
                )
        raise NotPrintable(type(node).__name__)

    def premise(self, node: tree.Premise) -> Truth:
        if node.of:  # a table of one subject holds no related ones
            if node.presume is None:
                raise NotPrintable("related subjects")
            return Truth(YES, NO) if node.presume else Truth(NO, YES)
        possible = self.possible(self.ruleset.rules[node.rule])
        inside = pl.any_horizontal([NO, *(c for v, _, c in possible if v in node.verdicts)])
        outside = pl.any_horizontal([NO, *(c for v, _, c in possible if v not in node.verdicts)])
        return Truth(~outside, ~inside)

    def compared(self, a: Quantity, operator: str, b: Quantity) -> Truth:
        if isinstance(a, Options) and isinstance(b, Options):
            options = a.may.keys() | b.may.keys()
            both = [a.may.get(o, NO) & b.may.get(o, NO) for o in options]
            cross = [a.may.get(o, NO) & b.may.get(p, NO) for o in options for p in options if o != p]
            same = Truth(~pl.any_horizontal([NO, *cross]), ~pl.any_horizontal([NO, *both]))
            return same if operator == "equals" else negate(same)
        if not isinstance(a, Range) or not isinstance(b, Range):
            raise NotPrintable("a code compared with a figure")
        if operator in ("at_least", "more_than"):
            return self.compared(b, {"at_least": "at_most", "more_than": "less_than"}[operator], a)
        sound = ~(a.broken | b.broken)
        if operator == "at_most":
            return Truth(sound & at_most(a.high, b.low), sound & less(b.high, a.low))
        if operator == "less_than":
            return Truth(sound & less(a.high, b.low), sound & at_most(b.high, a.low))
        apart = less(a.high, b.low) | less(b.high, a.low)
        point = at_most(a.high, b.low) & at_most(b.high, a.low)
        same = Truth(sound & point, sound & apart)
        return same if operator == "equals" else negate(same)


def encode(verdict: str, reason: str) -> int:
    """The 8-bit code of a verdict and its reason."""
    return VERDICT_CODES[verdict] * 16 + REASON_CODES[reason]


def decode(code: int) -> tuple[str, str]:
    """The reverse of `encode`."""
    return list(VERDICTS)[code // 16], list(REASONS)[code % 16]


def frame(ruleset: RuleSet, items: list[Item]) -> pl.DataFrame:
    """Items of one subject as columns: whole numbers for figures, dates and ranks, booleans and texts."""
    subject = items[0].subject
    columns: dict[str, pl.Series] = {}
    for name, entry in subject.facts.items():
        values = [i.facts.get(name) for i in items]
        if entry.kind in ("number", "date", "ordered"):
            scale = 10 ** (entry.decimals or 0) if entry.type != "percent" else 10**6
            columns[name] = pl.Series(name, [None if v is None else int(v * scale) for v in values], dtype=pl.Int64)
        elif entry.kind == "bool":
            columns[name] = pl.Series(name, values, dtype=pl.Boolean)
        elif entry.kind in ("code", "text"):
            columns[name] = pl.Series(name, values, dtype=pl.String)
    return pl.DataFrame(columns)


def judge(ruleset: RuleSet, subject: Subject, rows: pl.DataFrame | pl.LazyFrame) -> pl.DataFrame:
    """A code per row and rule of the subject; raises `NotPrintable` where a rule must be judged row by row."""
    printer = Printer(ruleset, subject)
    codes = [printer.verdict(r) for r in ruleset.judging(subject.name)]
    lazy = rows.lazy()
    for stage in printer.stages:
        lazy = lazy.with_columns(stage)
    return lazy.select(codes).collect()
