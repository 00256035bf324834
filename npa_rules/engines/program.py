"""The hot path: Python functions generated from the typed tree, for rows of facts that leave nothing open.

A function judges one subject in one window of dates, between two of which no figure, law or rule changes; what depends
on the date alone is folded away. It takes the short way through every condition, and says `ASK` for a rule as soon as
something it needs is unknown, absent or not printed here: then the reference evaluator judges. So it can be slower than
it might be, but it never says anything that the reference does not. Texts of rule files are constants of a function,
never part of its source.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from fractions import Fraction
from math import lcm
from typing import Any

from npa_rules.engines.quantity import NONE
from npa_rules.load.fields import next_day
from npa_rules.model import tree
from npa_rules.model.dictionary import FactType, Subject
from npa_rules.model.record import Record
from npa_rules.model.rule import LAST, NamedValue, Rule, RuleSet
from npa_rules.model.tree import Condition, Node
from npa_rules.model.words import BINDING, REASONS, VERDICTS

ASK = -1
CODES = {(v, r): i * 16 + j for i, v in enumerate(VERDICTS) for j, r in enumerate(REASONS)}
MEANING = {code: pair for pair, code in CODES.items()}
OPERATORS = {"equals": "==", "not_equals": "!=", "at_most": "<=", "less_than": "<", "at_least": ">=", "more_than": ">"}


class Ask(TypeError):
    """Something is not known: the reference evaluator must judge."""


class NotPrinted(Exception):
    """The node has no place in a generated function."""


def ask() -> Any:
    """Leave the rule to the reference evaluator."""
    raise Ask


class Unknown:
    """A fact that is to be unknown although it could be presumed: every look at it asks the reference."""

    __slots__ = ()

    def _ask(self, *_: object) -> Any:
        raise Ask

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = __hash__ = _ask


UNKNOWN = Unknown()


class Text(Record):
    """An expression: its source, what it gives (int of `scale`ths, exact, bool, code, codes), whether it may be None."""

    source: str
    kind: str
    scale: int = 1
    maybe: bool = False
    constant: bool = False


Readings = tuple[tuple[str, str], ...]  # (rule, reading)
Laws = tuple[tuple[str, bool | None], ...]  # which laws are taken for in force or not; None: unknown
NO_PREMISES: Mapping[str, Any] = {}


class Variant(Record):
    """What a program is for: which rules, under which readings, with which laws supposed."""

    rules: tuple[str, ...]
    readings: Readings = ()
    laws: Laws = ()


class Program:
    """The generated functions of one subject for one variant, by window of dates."""

    def __init__(self, ruleset: RuleSet, subject: Subject, variant: Variant, edges: list[int]) -> None:
        self.ruleset, self.subject, self.variant, self.edges = ruleset, subject, variant, edges
        self.time = subject.time
        self.yearly = bool(subject.time) and subject.facts[subject.time].type == "year"
        self._functions: dict[int, Callable[..., tuple[int, ...]]] = {}
        self._asking = (ASK,) * len(variant.rules)

    def codes(self, facts: dict[str, Any], as_of: int, premises: Mapping[str, Any] = NO_PREMISES) -> tuple[int, ...]:
        """A code for each rule (see `MEANING`), or `ASK`. `premises` says what to take for a presumed one."""
        date = facts.get(self.time) if self.time else as_of
        if date.__class__ is not int:
            return self._asking
        window = date if self.yearly else bisect_right(self.edges, date)
        function = self._functions.get(window)
        if function is None:
            function = self._functions[window] = Printer(self, date).function()
        return function(facts.get, as_of, premises.get)


def tops(rule: Rule) -> list[Node]:
    """The nodes at the head of a rule's parts."""
    found: list[Node] = [*rule.conditions().values()]
    found += [v.node for v in (*rule.values.values(), *rule.derives.values())]
    found += [v.node for r in rule.readings.values() for v in r.values.values()]
    return [*found, *([rule.due] if rule.due is not None else [])]


class Printer:
    """Prints one function."""

    def __init__(self, program: Program, date: int) -> None:
        self.ruleset, self.subject, self.variant = program.ruleset, program.subject, program.variant
        self.day, self.yearly, variant = date, program.yearly, program.variant
        self.readings, self.laws = dict(variant.readings), dict(variant.laws)
        self.lines: list[str] = []
        self.constants: dict[str, Any] = {"ask": ask, "F": Fraction, "NONE": NONE}
        self._names: dict[Any, str] = {}
        self._facts: dict[str, Text] = {}
        self._values: dict[tuple[str, str], Text] = {}
        self._codes: dict[str, str] = {}
        self.rule: Rule | None = None
        self.values: dict[str, NamedValue] = {}

    # ---- the function ----------------------------------------------------------------------------------------------
    def function(self) -> Callable[..., tuple[int, ...]]:
        """Print and compile."""
        codes = [self.code(self.ruleset.rules[r]) for r in self.variant.rules]
        body = [*self.lines, f"return ({', '.join(codes)},)"]
        source = "def judge(g, as_of, over):\n" + "\n".join(f"    {line}" for line in body)
        exec(compile(source, f"<{self.subject.name}>", "exec"), self.constants)  # the source holds names of ours only
        function: Callable[..., tuple[int, ...]] = self.constants["judge"]
        return function

    def constant(self, value: Any) -> str:
        """The name of a constant of the function."""
        key = (type(value), value)
        if key not in self._names:
            self._names[key] = f"K{len(self._names)}"
            self.constants[self._names[key]] = value
        return self._names[key]

    def keep(self, prefix: str, text: str, default: str) -> str:
        """A local with a value, or the default where something is not known."""
        name = f"{prefix}{len(self.lines)}"
        self.lines += [
            "try:",
            f"    {name} = {text}",
            "except (TypeError, ZeroDivisionError):",
            f"    {name} = {default}",
        ]
        return name

    def code(self, rule: Rule) -> str:
        """The local that holds the code of a rule, in the version of the day."""
        rule = self.version(rule)
        if rule.id not in self._codes:
            before = self.rule, self.values
            self.enter(rule)
            try:
                text = self.judged(rule)
            except NotPrinted:
                text = str(ASK)
            finally:
                self.rule, self.values = before
            simple = text.lstrip("-").isdigit()
            self._codes[rule.id] = text if simple else self.keep("r", text, str(ASK))
        return self._codes[rule.id]

    def version(self, rule: Rule) -> Rule:
        """The version of a rule that holds on the day; where none does, the one given."""
        for other in reversed(self.ruleset.versions(rule.id)) if rule.id in self.ruleset.index.versions else ():
            if self.in_period(other):
                return other
        return rule

    def enter(self, rule: Rule) -> None:
        self.rule, self.values = rule, rule.values
        if self.readings.get(rule.id) in rule.readings:
            self.values = rule.values | rule.readings[self.readings[rule.id]].values

    def judged(self, rule: Rule) -> str:
        """The order of judgement as one expression."""
        assert rule.requires is not None
        if not self.in_period(rule):
            return str(CODES["not_applicable", "outside_period"])
        law = self.law_reached(rule)
        if law is None:
            return str(ASK)
        if not law:
            return str(CODES["not_applicable", "pending_law"])
        missed = CODES["violates" if rule.modality in BINDING else "shortfall", "missed"]
        text = str(missed)
        if rule.excused_if is not None:
            text = f"({CODES['justified', 'excused']} if {self.truth(rule.excused_if)} else {text})"
        if rule.due_open:
            text = str(CODES["not_applicable", "pending"])
        elif rule.due is not None:
            text = f"({CODES['not_applicable', 'pending']} if as_of <= {self.plain(rule.due)} else {text})"
        text = f"({CODES['complies', 'met']} if {self.truth(rule.requires)} else {text})"
        if rule.when is not None:
            text = f"({text} if {self.scope(rule.when)} else {CODES['not_applicable', 'out_of_scope']})"
        for other in self.ruleset.suspending():
            if other.suspends_fact and rule.edition == other.edition and other.applies_to == self.subject.name:
                raise NotPrinted
            if rule.clauses[0] in other.suspends and other.applies_to == self.subject.name and self.in_period(other):
                law = self.law_reached(other)
                if law is None:
                    raise NotPrinted
                if not law:
                    continue
                aside = self.within(other, self.truth, other.when) if other.when is not None else "True"
                text = f"({CODES['not_applicable', 'suspended']} if {aside} else {text})"
        return text

    def scope(self, when: Condition) -> str:
        """Whether the rule bears on the case: one part that is false settles it, whatever the others miss."""
        if not isinstance(when, tree.All):
            return self.truth(when)
        parts = [self.truth(p) for p in when.parts]
        name = f"w{len(self.lines)}"
        self.lines += [
            "try:",
            f"    {name} = {' and '.join(parts)}",
            "except (TypeError, ZeroDivisionError):",
            f"    {name} = None",
        ]
        for part in parts[1:]:
            self.lines += [
                "    try:",
                f"        if not {part}: {name} = False",
                "    except (TypeError, ZeroDivisionError): pass",
            ]
        return f"({name} if {name} is not None else ask())"

    def within(self, rule: Rule, make: Callable[[Node], Any], node: Node) -> Any:
        """A node of another rule, under its names."""
        before = self.rule, self.values
        self.enter(rule)
        try:
            return make(node)
        finally:
            self.rule, self.values = before

    # ---- time and law: known while printing ------------------------------------------------------------------------
    def date(self, read_on: str = "12-31") -> int:
        return self.day * 10000 + int(read_on.replace("-", "")) if self.yearly else self.day

    def in_period(self, rule: Rule) -> bool:
        window = self.ruleset.window(rule)
        return window is not None and window[0] <= self.date() <= window[1]

    def law_reached(self, rule: Rule) -> bool | None:
        states = [self.law(rule.needs_law)] if rule.needs_law else []
        if rule.until_law:
            state = self.law(rule.until_law)
            states.append(None if state is None else not state)
        return False if False in states else None if None in states else True

    def law(self, name: str) -> bool | None:
        if name in self.laws:
            return self.laws[name]
        law = self.ruleset.laws[name]
        if law.in_force is not None:
            return self.date() >= law.in_force
        return False if law.status == "withdrawn" or self.date() <= max(law.verified_on, law.stands_until) else None

    # ---- facts -----------------------------------------------------------------------------------------------------
    def fact(self, name: str) -> Text:
        if name == "as_of":
            return Text("as_of", "int")
        if name not in self.subject.facts:
            raise NotPrinted
        if name not in self._facts:
            self._facts[name] = self._fact(self.subject.facts[name])
        return self._facts[name]

    def _fact(self, entry: FactType) -> Text:
        if entry.kind in ("list", "event"):
            raise NotPrinted
        local, kind, scale = f"f{len(self.lines)}", "int", 1
        self.lines.append(f"{local} = g({self.constant(entry.name)})")
        if entry.may_be_none:
            self.lines.append(f"if {local} is NONE: {local} = None")
        if entry.kind == "number":
            scale = 10 ** (6 if entry.decimals is None else entry.decimals)
            if scale > 1:
                self.lines.append(f"if {local}.__class__ is int: {local} *= {scale}")
                self.lines.append(
                    f"elif {local}.__class__ is F: {local} = {local}._numerator * ({scale} // {local}._denominator)"
                )
        elif entry.kind not in ("date", "ordered"):
            kind = {"bool": "bool", "codes": "codes"}.get(entry.kind, "code")
        if entry.qualified_by is not None:
            other, wanted = entry.qualified_by
            self.lines.append(f"if g({self.constant(other)}) != {self.constant(wanted)}: {local} = None")
        makers = self.ruleset.defining(self.subject.name, entry.name)
        if makers:
            return self.derived(entry, makers, Text(local, kind, scale, maybe=True))
        if entry.presume is not None:
            self.lines.append(f"if {local} is None: {local} = {self.constant(entry.presume)}")
        return Text(local, kind, scale, maybe=entry.presume is None)

    def derived(self, entry: FactType, makers: tuple[Rule, ...], given: Text) -> Text:
        """By the definition in force; `when` is asked of each in turn."""
        rows: list[tuple[str | None, Text]] = []
        for maker in makers:
            if not self.in_period(maker):
                continue
            law = self.law_reached(maker)
            if law is False:
                continue
            if law is None:
                return given
            try:
                test = self.within(maker, self.truth, maker.when) if maker.when is not None else None
                value: Text = self.within(maker, self.value, maker.derives[entry.name].node)
            except NotPrinted:
                return given
            rows.append((test, value))
            if test is None:
                break
        if not rows or rows[-1][0] is not None:
            rows.append((None, Text("ask()", "ask")))
        texts = self.alike([given, *(t for _, t in rows)])
        first = texts[0]
        found = self.chosen(list(zip((t for t, _ in rows), texts[1:], strict=True)))
        if first.source != given.source:  # a given value must be brought to the scale of the derived one
            self.lines += [f"if {given.source} is not None: {given.source} = {first.source}"]
        made = self.keep("d", found.source, "None")
        self.lines.append(f"if {given.source} is not None: {made} = {given.source}")
        return Text(made, first.kind, first.scale, maybe=True)

    # ---- values ----------------------------------------------------------------------------------------------------
    def value(self, node: Node) -> Text:
        """An expression for a value."""
        match node:
            case tree.Literal(("bool" | "code" | "text" | "codes") as kind, value):
                name = {"bool": "bool", "codes": "codes"}.get(kind, "code")
                return Text(str(value) if kind == "bool" else self.constant(value), name, constant=True)
            case tree.Literal(_, (int() | Fraction()) as value):
                return figure(value)
            case tree.Fact(name, ""):
                return self.fact(name)
            case tree.Value(name):
                return self.named(name)
            case tree.Arithmetic(operator, left, right):
                return self.arithmetic(operator, self.value(left), self.value(right))
            case tree.Function(("min" | "max") as name, arguments):
                texts = self.alike([self.value(a) for a in arguments])
                return Text(f"{name}({', '.join(t.source for t in texts)})", texts[0].kind, texts[0].scale)
            case tree.Function(name, (value, tree.Literal(_, int() as digits))):
                return rounded(self.value(value), digits, name)
            case tree.Parameter():
                return self.parameter(node)
            case tree.Table(rows):
                found: list[tuple[str | None, Text]] = []
                for row in rows:
                    found.append((self.truth(row.test) if row.test is not None else None, self.value(row.then)))
                texts = self.alike([t for _, t in found])
                return self.chosen([(test, text) for (test, _), text in zip(found, texts, strict=True)])
            case tree.Holds(_, value) if not isinstance(value, Condition):
                return self.value(value)
            case Condition():
                return Text(self.truth(node), "bool")
        raise NotPrinted

    def named(self, name: str) -> Text:
        assert self.rule is not None
        key = (self.rule.key, name)
        if key not in self._values:
            text = self.value(self.values[name].node)
            if not text.constant and self.uses(name) > 1:
                text = Text(self.keep("v", text.source, "None"), text.kind, text.scale, maybe=True)
            self._values[key] = text
        return self._values[key]

    def uses(self, name: str) -> int:
        """How often a value is named; what is named once stays where it is used, so that it waits until it is."""
        assert self.rule is not None
        heads = [
            *self.rule.conditions().values(),
            *(v.node for v in (*self.values.values(), *self.rule.derives.values())),
        ]
        return sum(isinstance(n, tree.Value) and n.name == name for head in heads for n in tree.walk(head))

    def plain(self, node: Node) -> str:
        text = self.value(node)
        if text.kind != "int" or text.scale != 1:
            raise NotPrinted
        return text.source

    def parameter(self, node: tree.Parameter) -> Text:
        series = self.ruleset.parameters[node.name]
        if node.at is not None and not isinstance(node.at, tree.Literal):
            raise NotPrinted
        if node.key is not None and not isinstance(node.key, tree.Literal):
            raise NotPrinted
        date = int(node.at.value) if isinstance(node.at, tree.Literal) else self.date(series.read_on)  # type: ignore[arg-type]
        key = str(node.key.value) if isinstance(node.key, tree.Literal) else ""
        fits = [p for p in series.periods if p.key == key and p.covers(date)]
        if not fits or fits[-1].other_value is not None:
            return Text("ask()", "ask")
        value = fits[-1].value  # a correction stands after what it corrects
        if isinstance(value, bool):
            return Text(str(value), "bool", constant=True)
        return Text(self.constant(value), "code", constant=True) if isinstance(value, str) else figure(value)

    def arithmetic(self, operator: str, a: Text, b: Text) -> Text:
        if "ask" in (a.kind, b.kind):
            return Text("ask()", "ask")
        if operator == "*" and a.kind == b.kind == "int":
            return Text(f"({a.source} * {b.source})", "int", a.scale * b.scale, constant=a.constant and b.constant)
        if operator == "/" and a.kind == b.kind == "int" and b.source.isdigit() and int(b.source):
            return Text(f"({a.source} * {b.scale})", "int", a.scale * int(b.source))
        if operator == "/":
            return Text(f"({exact(a)} / {exact(b)})", "exact")
        a, b = self.alike([a, b])
        return Text(f"({a.source} {operator} {b.source})", a.kind, a.scale)

    def alike(self, texts: list[Text]) -> list[Text]:
        """The same values in one kind and scale."""
        kinds = {t.kind for t in texts} - {"ask"}
        if kinds <= {"int"}:
            scale = lcm(*(t.scale for t in texts if t.kind == "int"))
            return [scaled(t, scale) if t.kind == "int" else Text(t.source, "int", scale) for t in texts]
        if kinds <= {"int", "exact"}:
            return [Text(exact(t) if t.kind != "ask" else t.source, "exact", maybe=t.maybe) for t in texts]
        if len(kinds) != 1:
            raise NotPrinted
        (kind,) = kinds
        return [t if t.kind != "ask" else Text(t.source, kind) for t in texts]

    def chosen(self, rows: list[tuple[str | None, Text]]) -> Text:
        """The value of the first row whose test holds."""
        source = rows[-1][1].source
        for test, text in reversed(rows[:-1]):
            source = f"({text.source} if {test} else {source})"
        last = rows[-1][1]
        return Text(source, last.kind, last.scale, maybe=any(t.maybe for _, t in rows))

    # ---- conditions ------------------------------------------------------------------------------------------------
    def truth(self, node: Node) -> str:
        """An expression that is true or false, or asks."""
        match node:
            case tree.All(_, parts):
                return "(" + " and ".join(self.truth(p) for p in parts) + ")"
            case tree.Any(_, parts):
                return "(" + " or ".join(self.truth(p) for p in parts) + ")"
            case tree.Not(_, part):
                return f"(not {self.truth(part)})"
            case tree.Holds(_, value) if isinstance(value, Condition):
                return self.truth(value)
            case tree.Holds(_, value):
                return sure(self.value(value))
            case tree.Compare(_, operator, left, right, _):
                return self.compared(operator, self.value(left), self.value(right))
            case tree.OneOf(_, left, codes, negated):
                text = self.value(left)
                if text.kind == "int":
                    wanted = [Fraction(c.value) * text.scale for c in codes]  # type: ignore[arg-type]
                    options: Any = frozenset(int(w) for w in wanted if w.denominator == 1)
                else:
                    options = frozenset(c.value for c in codes)
                return f"({sure(text)} {'not in' if negated else 'in'} {self.constant(options)})"
            case tree.Includes(_, left, code):
                return f"({self.constant(code)} in {sure(self.value(left))})"
            case tree.Within(_, left, allowed):
                return f"({sure(self.value(left))} <= {self.constant(allowed)})"
            case tree.Premise():
                return self.premise(node)
        raise NotPrinted

    def compared(self, operator: str, a: Text, b: Text) -> str:
        if "ask" in (a.kind, b.kind):
            return "ask()"
        if a.kind in ("int", "exact"):
            a, b = self.alike([a, b])
            if operator in ("equals", "not_equals"):
                return f"({sure(a)} {OPERATORS[operator]} {sure(b)})"
            return f"({a.source} {OPERATORS[operator]} {b.source})"
        if operator == "equals" and b.constant and b.kind == "bool":
            return sure(a) if b.source == "True" else f"(not {sure(a)})"
        return f"({sure(a)} {OPERATORS[operator]} {sure(b)})"

    def premise(self, node: tree.Premise) -> str:
        wanted = self.constant(frozenset(c for (v, _), c in CODES.items() if v in node.verdicts))
        if not node.of:
            code = self.code(self.ruleset.rules[node.rule])
            return f"({code} in {wanted})" if code.isdigit() else f"(({code} if {code} >= 0 else ask()) in {wanted})"
        # A row of one subject has no related ones: the premise is presumed, or outside its period and so not applicable.
        if node.presume is None or node.presume is not ("not_applicable" in node.verdicts):
            raise NotPrinted
        return f"(True if over({self.constant(node.rule)}, {node.presume}) else False)"


def figure(value: int | Fraction) -> Text:
    """A fixed figure."""
    fraction = Fraction(value)
    return Text(str(fraction.numerator), "int", fraction.denominator, constant=True)


def scaled(text: Text, scale: int) -> Text:
    """The same figure in a finer scale."""
    factor = scale // text.scale
    source = text.source if factor == 1 else f"({text.source} * {factor})"
    return Text(source, "int", scale, text.maybe, text.constant)


def exact(text: Text) -> str:
    """A figure as a fraction."""
    return f"F({text.source}, {text.scale})" if text.kind == "int" else text.source


def rounded(text: Text, digits: int, how: str) -> Text:
    """A figure rounded in the given direction, in whole units of that many decimals."""
    unit = 10**digits
    if text.kind == "exact":
        half = {"round_half_up": " + F(1, 2)"}.get(how, "")
        source = (
            f"(-((-{text.source} * {unit}) // 1))" if how == "round_up" else f"(({text.source} * {unit}{half}) // 1)"
        )
        return Text(source, "int", unit)
    if text.kind != "int":
        raise NotPrinted
    number, by = f"{text.source} * {unit}", text.scale
    source = {
        "round_down": f"({number} // {by})",
        "round_up": f"(-(-{number} // {by}))",
        "round_half_up": f"((2 * {number} + {by}) // {2 * by})",
    }[how]
    return Text(source, "int", unit)


def sure(text: Text) -> str:
    """An expression that asks where it would be None."""
    if text.kind == "ask":
        return "ask()"
    return f"({text.source} if {text.source} is not None else ask())" if text.maybe else text.source


class Programs:
    """The programs of a rule set, made when they are asked for."""

    def __init__(self, ruleset: RuleSet) -> None:
        self.ruleset = ruleset
        self._programs: dict[tuple[object, ...], Program] = {}
        self._edges: dict[str, list[int]] = {}

    def of(self, subject: Subject, rules: tuple[str, ...] = (), readings: Readings = (), laws: Laws = ()) -> Program:
        """The program for these rules (none: all that judge the subject), readings and laws."""
        key = (subject.name, rules, readings, laws)
        if key not in self._programs:
            if subject.name not in self._edges:
                self._edges[subject.name] = edges(self.ruleset, subject)
            chosen = rules or tuple(r.id for r in self.ruleset.judging(subject.name))
            variant = Variant(chosen, readings, laws)
            self._programs[key] = Program(self.ruleset, subject, variant, self._edges[subject.name])
        return self._programs[key]


def edges(ruleset: RuleSet, subject: Subject) -> list[int]:
    """The dates on which something changes for a subject: rules, figures, laws."""
    rules = [r for r in ruleset.rules.values() if r.applies_to == subject.name]
    nodes = [n for r in rules for top in tops(r) for n in tree.walk(top)]
    spans = [ruleset.window(r) or (r.since, r.until) for r in rules]
    spans = [(s, u if u != LAST else None) for s, u in spans]
    for name in sorted({n.name for n in nodes if isinstance(n, tree.Parameter)}):
        spans += [(p.since, p.until) for p in ruleset.parameters[name].periods]
    for law in ruleset.laws.values():
        spans += [(law.in_force, law.verified_on), (None, law.stands_until)]
    return sorted({s for s, _ in spans if s} | {next_day(u) for _, u in spans if u})
