"""Running the cases that stand beside the rules, and counting which conditions they have shown (`npa test`)."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import Any

from npa_rules.engines.ledger import Books, Seen
from npa_rules.engines.quantity import Num, Quantity, Sym
from npa_rules.engines.reference import Run, switched
from npa_rules.errors import Diagnostic, InputError, nearest
from npa_rules.facts.case_file import supposed
from npa_rules.facts.values import FactReader
from npa_rules.judge import Judge, Verdict
from npa_rules.load.fields import Fields, day, shown
from npa_rules.load.rule_file import RuleFile
from npa_rules.load.ruleset import Sources
from npa_rules.load.source import NUMBER, Node
from npa_rules.model import tree
from npa_rules.model.case import Item, Settings
from npa_rules.model.record import OpenRecord, Record, fresh
from npa_rules.model.rule import Rule, RuleSet
from npa_rules.model.words import BINDING
from npa_rules.standard import standard_cases

KEYS = [
    "facts",
    "as_of",
    "known_at",
    "related",
    "laws",
    "parameters",
    "verdicts",
    "reading",
    "presumptions",
    "verdict",
    "possible",
    "reason",
    "missing",
    "presumed",
    "sensitive_to",
    "derived",
    "switched_on",
    "provisional",
    "remarks",
    "room",
    "clauses",
]
EXPECTED = (
    "verdict", "possible", "reason", "missing", "presumed", "sensitive_to", "provisional", "remarks", "room", "clauses"
)  # fmt: skip
DEFAULT_AS_OF = 20261124
DEFAULT_TIME = 20260301  # the day or year of the items of standard cases, unless the rule begins later


class Case(OpenRecord):
    """One case of a rule file, typed."""

    rule: Rule
    number: int
    line: int
    items: list[Item]
    settings: Settings
    expected: dict[str, Any]

    @property
    def item(self) -> Item:
        return self.items[0]


class Failure(Record):
    """A case that did not come out as it says."""

    case: Case
    differences: list[str]
    verdict: Verdict | None

    def __str__(self) -> str:
        rule = self.case.rule
        return f"{rule.file}:{self.case.line} {rule.id} case {self.case.number}: {'; '.join(self.differences)}"


class Report(OpenRecord):
    """What a run of cases gave: findings per case, and what no case has shown."""

    rules: int = 0
    cases: int = 0
    failures: list[Failure] = fresh(default_factory=list)
    gaps: list[Diagnostic] = fresh(default_factory=list)


def read_cases(file: RuleFile, ruleset: RuleSet) -> list[Case]:
    """The cases of a rule file; findings go to its source, which is private no longer: these facts are invented."""
    found = [read_one(file, node, number, ruleset) for number, node in enumerate(file.cases, 1)]
    return found + _standard(file, ruleset, len(found))


def _standard(file: RuleFile, ruleset: RuleSet, before: int) -> list[Case]:
    """The standard cases of the attested shape, on an item of the rule's own period with the facts that it gives."""
    rule, subject = file.rule, ruleset.subjects[file.rule.applies_to]
    if not rule.attested:
        return []
    reader = FactReader(file.source, ruleset.scales)
    facts = reader.facts(subject, file.given) if file.given is not None else {}
    time = subject.facts.get(subject.time)
    day_ = max(rule.since or 0, DEFAULT_TIME)
    if time is not None and subject.time not in facts:
        facts[subject.time] = day_ // 10000 if time.type == "year" else day_
    stated = facts.get(subject.time)
    year = int(stated or 0) if time is not None and time.type == "year" else day_ // 10000
    found = []
    holds = tuple(subject.facts[rule.attested].holds)
    for number, one in enumerate(standard_cases(rule, holds, year, timeless=time is None), before + 1):
        mine = facts | ({rule.attested: one.event} if one.event is not None else {})
        item = Item(subject, one.name, mine, file.source.name, file.root.line)
        expected: dict[str, Any] = {"verdict": one.verdict, "reason": one.reason}
        if one.missing:
            expected["missing"] = list(one.missing)
        found.append(Case(rule, number, file.root.line, [item], Settings(as_of=one.as_of), expected))
    return found


def read_one(file: RuleFile, node: Node, number: int, ruleset: RuleSet) -> Case:
    """One written case; findings go to the source of its file."""
    source, rule = file.source, file.rule
    fields = Fields(source, node, KEYS)
    reader = FactReader(source, ruleset.scales)
    subject = ruleset.subjects[rule.applies_to]
    facts = fields.need("facts")
    items = [Item(subject, "case", reader.facts(subject, facts) if facts is not None else {}, source.name, node.line)]
    related = fields.get("related")
    for name, child in related.mapping.items() if related is not None else ():
        other = ruleset.subjects.get(name)
        if other is None:
            source.report(
                "E305",
                related.keys[name] if related else None,
                name=shown(name),
                suggestion=nearest(name, ruleset.subjects),
            )
            continue
        items.append(Item(other, name, reader.facts(other, child), source.name, child.line))
    laws = fields.get("laws")
    parameters = fields.get("parameters")
    verdicts = fields.get("verdicts")
    reader_of, _, reading = fields.text("reading").rpartition(":")  # of another rule: `RULE:reading`
    of = ruleset.rules.get(reader_of) if reader_of else rule
    known = of.readings if of is not None else {}
    if reading and reading not in known:
        hint = nearest(reading, known)
        source.report("E312", fields.get("reading"), name=reading, suggestion=hint)
    settings = Settings(
        as_of=fields.date("as_of") or DEFAULT_AS_OF,
        known_at=fields.date("known_at"),
        presumptions=fields.flag("presumptions") is not False,
        readings={reader_of or rule.id: reading} if reading else {},
        parameters=supposed(source, parameters, ruleset.parameters) if parameters is not None else {},
        laws={k: day(str(v.value)) for k, v in laws.mapping.items()} if laws is not None else {},
        verdicts={k: str(v.value) for k, v in verdicts.mapping.items()} if verdicts is not None else {},
    )
    _expectations(fields, rule)
    expected = {k: fields.get(k).plain() for k in (*EXPECTED, "derived", "switched_on") if fields.get(k) is not None}  # type: ignore[union-attr]
    return Case(rule, number, node.line, items, settings, expected)


def _expectations(fields: Fields, rule: Rule) -> None:
    """What a case expects has the form that it is compared in, and a definition is asked for what it derives."""
    for key in ("possible", "missing", "presumed", "sensitive_to", "clauses"):
        fields.strings(key)
    derived = fields.get("derived")
    if derived is not None and derived.kind != "map":
        fields.source.report("E203", derived, expected="map")
    for name, place in derived.keys.items() if derived is not None else ():
        if name not in rule.derives:
            hint = nearest(name, rule.derives)
            fields.source.report("E301", place, name=shown(name), subject=rule.applies_to, suggestion=hint)
    if not rule.gives_verdict and derived is None and fields.get("switched_on") is None:
        fields.source.report("E207", fields.node, keys="derived, switched_on")


def run_case(case: Case, ruleset: RuleSet) -> tuple[list[str], list[Seen], Verdict | None]:
    """The differences between what a case expects and what comes out."""
    definition = {"derived", "switched_on"} & set(case.expected)
    if definition and set(case.expected) - definition - {"missing"}:
        return [f"{', '.join(definition)}: a definition gives no verdict, so nothing else is tested"], [], None
    if "derived" in case.expected:
        return _derived(case, ruleset)
    if "switched_on" in case.expected:
        run = Run(ruleset, case.items, case.settings)
        frame = run.frame(case.rule, case.item)
        state = switched(frame)[0]
        letter = {True: "T", False: "F", None: "U"}[state]
        asked = case.expected["switched_on"]
        return ([] if letter == asked else [f"switched_on: {letter}, expected {asked}"]), Books(run.ledger).trace, None
    judge = Judge(ruleset, case.items, case.settings)
    verdict = judge.one(case.rule, case.item)
    differences = []
    for key in EXPECTED:
        if key in case.expected:
            want: Any = case.expected[key]
            got: Any = getattr(verdict, key)
            if key == "provisional":
                got = bool(got)
            if key == "room":
                got = {n: span(got[n]) for n in want if n in got}
                want = {n: [_figure(w) for w in (v if isinstance(v, list) else [v])] for n, v in want.items()}
            if isinstance(want, list):
                want, got = sorted(want), sorted(got)
            if want != got:
                differences.append(f"{key}: {got}, expected {want}")
    if differences and "verdict" in differences[0]:
        differences.append(f"(possible {verdict.possible}, missing {verdict.missing}, reason {verdict.reason})")
    return differences, verdict.trace, verdict


def _derived(case: Case, ruleset: RuleSet) -> tuple[list[str], list[Seen], Verdict | None]:
    run = Run(ruleset, case.items, case.settings)
    frame = run.frame(case.rule, case.item)
    differences: list[str] = []
    missing: set[str] = set()
    for name, want in case.expected["derived"].items():
        value = frame.derived(case.item.subject.facts[name], (case.rule,))
        missing |= value.missing
        got: list[object] = ["none"] if value.absent else []
        if isinstance(value, Num):
            got += ["undefined"] if value.undefined else [value.low] if value.known else [value.low, value.high]
        elif isinstance(value, Sym):
            got += sorted(value.options, key=str) if value.options is not None else ["?"]
        wanted = [w if isinstance(w, bool) else _figure(w) for w in (want if isinstance(want, list) else [want])]
        if list(map(str, got)) != list(map(str, sorted(wanted, key=str) if isinstance(value, Sym) else wanted)):
            differences.append(f"{name}: {' … '.join(map(str, got))}, expected {want}")
    if "missing" in case.expected and sorted(missing) != sorted(case.expected["missing"]):
        differences.append(f"missing: {sorted(missing)}, expected {case.expected['missing']}")
    return differences, Books(run.ledger).trace, None


def span(value: Quantity) -> list[object]:
    """A figure as its one or two ends, for comparison with what a case expects."""
    if not isinstance(value, Num) or value.undefined:
        return ["undefined"]
    return [value.low] if value.known else [value.low, value.high]


def _figure(value: object) -> object:
    return Fraction(value) if isinstance(value, str) and NUMBER.match(value) else value


def run_all(sources: Sources, only: frozenset[str] = frozenset()) -> Report:
    """Every case of every rule (or of those named), and what the cases of a rule leave unseen."""
    report = Report()
    problems: list[Diagnostic] = []
    for file in sources.files.values():
        rule = file.rule
        if only and not only & {rule.id, rule.slug, *rule.clauses}:
            continue
        report.rules += 1
        before = len(file.source.diagnostics)
        cases = read_cases(file, sources.ruleset)
        problems += file.source.diagnostics[before:]
        if len(file.source.diagnostics) > before:
            continue
        states: dict[str, set[bool | None]] = defaultdict(set)
        verdicts: set[str] = set()
        for case in cases:
            report.cases += 1
            differences, trace, verdict = run_case(case, sources.ruleset)
            if differences:
                report.failures.append(Failure(case, differences, verdict))
            for seen in trace:
                if seen.rule == rule.key:
                    states[seen.condition.id].add(seen.truth)
            if verdict is not None:
                verdicts.add(verdict.verdict)
        report.gaps += _gaps(rule, file, states, verdicts)
    if problems:
        raise InputError(problems)
    return report


def _gaps(rule: Rule, file: RuleFile, states: dict[str, set[bool | None]], verdicts: set[str]) -> list[Diagnostic]:
    found = []
    for name in sorted(reachable(rule) - verdicts):
        found.append(_gap(file, "W105", verdict=name))
    for condition in leaves(rule):
        for state, word in ((True, "true"), (False, "false"), (None, "unknown")):
            if rule.opposed and condition is rule.requires and state is True:
                continue  # `when` asks for the opposite
            if state not in states.get(condition.id, set()):
                found.append(_gap(file, "W106", id=condition.id, state=word))
    return found


def _gap(file: RuleFile, code: str, **values: object) -> Diagnostic:
    """What the cases leave unshown, at the place where a case would come."""
    file.source.report(code, file.root.keys.get("cases", file.root), **values)  # type: ignore[arg-type]
    return file.source.diagnostics.pop()


def reachable(rule: Rule) -> set[str]:
    """The verdicts that a rule can give, as far as its shape tells."""
    rule = rule.own()
    if rule.requires is None:
        return set()
    nodes = tree.walk(rule.requires)
    events = [n for v in rule.values.values() for n in tree.walk(v.node)] + nodes
    always_open = rule.due_open and not any(isinstance(n, tree.Happened) for n in events)  # only an event can be lost
    found = {"undetermined"} | (set() if always_open else {"violates" if rule.modality in BINDING else "shortfall"})
    found |= set() if rule.opposed else {"complies"}
    if rule.when is not None or rule.due is not None or rule.due_open or rule.since or rule.needs_law or not nodes:
        found.add("not_applicable")
    return found | ({"justified"} if rule.excused_if is not None else set())


def leaves(rule: Rule) -> list[tree.Condition]:
    """The leaf conditions of the judging parts of a rule and of its named values."""
    tops: list[tree.Node] = [*rule.own().conditions().values()]
    tops += [v.node for v in (*rule.values.values(), *rule.derives.values())]
    found = [n for top in tops for n in tree.walk(top) if isinstance(n, tree.Condition)]
    return [n for n in found if not isinstance(n, tree.All | tree.Any | tree.Not | tree.Holds)]
