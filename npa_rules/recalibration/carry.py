"""Cases of a rule carried to its draft: with the dates moved so that the draft gives the verdict that the rule gave."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from npa_rules.cases import Case, read_cases, read_one, run_case
from npa_rules.engines.ledger import Seen
from npa_rules.errors import InputError
from npa_rules.judge import Verdict
from npa_rules.load.fields import iso, years_later
from npa_rules.load.rule_file import RuleFile
from npa_rules.load.source import Node, Source
from npa_rules.load.yaml_source import parse_yaml
from npa_rules.model.record import Record
from npa_rules.model.rule import Period, RuleSet
from npa_rules.recalibration.edits import Edit, edited, entries
from npa_rules.recalibration.shift import SCOPES, Shift
from npa_rules.report.data import exact


class Outcome(Record):
    """What a case came to: only what two days may not change."""

    verdict: str
    reason: str
    provisional: bool
    truths: frozenset[tuple[str, bool | None]]
    figures: dict[tuple[str, str, int], Period | None]

    @property
    def told(self) -> str:
        """The verdict, with the reason that tells one that does not apply from another; of a definition nothing."""
        return f"{self.verdict}:{self.reason}" if self.verdict == "not_applicable" else self.verdict


class Try(Record):
    """One way to carry a case, and what it came to."""

    how: str
    found: Outcome
    fits: bool
    edits: list[Edit]


class Left(Record):
    """A case that no moved day keeps: what it expects, what it came to with its days moved, and why."""

    case: int
    line: int
    expected: str
    now: str
    why: str  # see WHY


class Carried(Record):
    """The draft with its cases; `how` counts them by what was moved."""

    file: RuleFile
    text: str
    how: dict[str, int]
    left: tuple[Left, ...]


WHY = ("date", "figure", "law", "other")  # what its rule says of days, a figure or law of that day, or something else


def carried(old: RuleFile, old_set: RuleSet, draft: RuleFile, new_set: RuleSet) -> Carried:
    """The cases of a rule in its draft, each as the first of these under which the draft says what the rule said.

    All its dates moved by as many whole years as the draft begins later; only the days that it is about and on which it
    is judged; only the day that it is about; each of these with the figures that the rule read, as suppositions; the
    case as it is. A case that none of these fits stays as it is, fails, and is told as left.
    """
    before = read_cases(old, old_set)
    edits: list[Edit] = []
    how: dict[str, int] = {}
    left = []
    for number, node in enumerate(draft.cases, 1):
        wanted = _outcome(before[number - 1], old_set)[0]
        tries: list[Try] = []
        for one in _tried(old, draft, node, number, new_set, wanted):
            tries.append(one)
            if one.fits:
                break
        if tries and tries[-1].fits:
            edits += tries[-1].edits
            how[tries[-1].how] = how.get(tries[-1].how, 0) + 1
        else:
            left.append(_left(number, node, wanted, tries))
    text = edited(draft.source.text, edits)
    source = Source(draft.source.name, text, private=False)
    root = parse_yaml(source)
    listed = root.mapping.get("cases")
    cases = tuple(listed.sequence) if listed is not None else ()
    return Carried(draft.but(source=source, root=root, cases=cases), text, how, tuple(left))


def years(old: RuleFile, draft: RuleFile, old_set: RuleSet) -> list[int]:
    """By how many years a draft begins later than its rule; one more or less where that is not on the same day."""
    since = old.rule.since or old_set.editions[old.rule.edition].since
    step = (draft.rule.since or since) // 10000 - since // 10000
    same = (draft.rule.since or since) % 10000 == since % 10000
    return [step] if same else [step, step + 1, step - 1]


def _tried(old: RuleFile, draft: RuleFile, node: Node, number: int, ruleset: RuleSet, wanted: Outcome) -> Iterator[Try]:
    """Every way in which a case may be carried, the first one that fits last."""
    about = ruleset.subjects[draft.rule.applies_to]
    text, since = draft.source.text, draft.rule.since or 0
    supposed = []
    for step in years(old, draft, ruleset):
        for scope in SCOPES if step else ():
            shift = Shift(text, ruleset.subjects, about, scope, step, since)
            case = _read(draft, shift.case(node), number, ruleset)
            if case is None:
                continue
            found, differences = _outcome(case, ruleset)
            yield Try(scope, found, _same(found, wanted, differences), _edits(draft, node, shift, []))
            if None in found.figures.values() and "parameters" not in node.mapping:
                supposed.append((shift, case, found))
    for shift, case, found in supposed:
        figures, told = _figures(wanted, found, shift.years)
        if figures:
            now, differences = _outcome(case_with(case, figures), ruleset)
            yield Try("figures", now, _same(now, wanted, differences), _edits(draft, node, shift, told))
    case = _read(draft, node, number, ruleset)
    if case is not None:
        found, differences = _outcome(case, ruleset)
        yield Try("as it is", found, _same(found, wanted, differences), [])


def _left(number: int, node: Node, wanted: Outcome, tries: list[Try]) -> Left:
    """Why no moved day keeps a case, by the first that was tried."""
    found = tries[0].found if tries else wanted
    if None in found.figures.values():
        why = "figure"
    elif "pending_law" in (found.reason, wanted.reason) or found.reason == "law":
        why = "law"
    elif {found.reason, wanted.reason} & {"outside_period", "pending"}:
        why = "date"
    else:
        why = "other"
    return Left(number, node.line, wanted.told, found.told, why)


def case_with(case: Case, figures: dict[str, tuple[Period, ...]]) -> Case:
    """A case that supposes these figures."""
    settings = case.settings.but(parameters=case.settings.parameters | figures)
    return Case(case.rule, case.number, case.line, case.items, settings, case.expected)


def _read(draft: RuleFile, node: Node, number: int, ruleset: RuleSet) -> Case | None:
    """A case with other days; None where a fact may not have such a day."""
    before = len(draft.source.diagnostics)
    try:
        case = read_one(draft, node, number, ruleset)
    except InputError:
        case = None
    wrong = len(draft.source.diagnostics) > before
    del draft.source.diagnostics[before:]
    return None if wrong else case


def _outcome(case: Case, ruleset: RuleSet) -> tuple[Outcome, list[str]]:
    """What a case comes to, and where that differs from what it says."""
    differences, trace, verdict = run_case(case, ruleset)
    truths = _truths(trace, case.rule.key)
    if verdict is None:
        return Outcome("", "", False, truths, {}), differences
    return _of(verdict, truths), differences


def _of(verdict: Verdict, truths: frozenset[tuple[str, bool | None]]) -> Outcome:
    return Outcome(verdict.verdict, verdict.reason, bool(verdict.provisional), truths, dict(verdict.figures))


def _truths(trace: list[Seen], rule: str) -> frozenset[tuple[str, bool | None]]:
    return frozenset((s.condition.id, s.truth) for s in trace if s.rule == rule)


def _same(found: Outcome, wanted: Outcome, differences: list[str]) -> bool:
    """Whether the draft says of a case what the rule said, for the same reasons."""
    told = [(o.verdict, o.reason, o.provisional, o.truths) for o in (found, wanted)]
    return not differences and told[0] == told[1]


def _figures(wanted: Outcome, found: Outcome, step: int) -> tuple[dict[str, tuple[Period, ...]], list[str]]:
    """The figures that the rule read, for the days on which the draft reads them: as periods, and as they are written."""
    lacking = {name for (name, _, _), period in found.figures.items() if period is None}
    periods: dict[str, list[Period]] = {}
    for (name, key, on), period in sorted(wanted.figures.items(), key=lambda f: (f[0][0], f[0][2], f[0][1])):
        if name not in lacking or period is None or isinstance(period.value, bool | str):
            continue
        days = [d for d in (years_later(on, step), on) if (name, key, d) in found.figures]
        for on in days[:1]:
            periods.setdefault(name, []).append(Period(on, on, key, period.value, ""))
    told = []
    for name, listed in periods.items():
        told.append(f"{name}: [{', '.join(_written(p) for p in listed)}]")
    return {n: tuple(p) for n, p in periods.items()}, [f"parameters: {{{', '.join(told)}}}"] if told else []


def _written(period: Period) -> str:
    value: Any = period.value
    key = f"key: {period.key}, " if period.key else ""
    shown = exact(value) if isinstance(value, Fraction) else value
    return f"{{from: '{iso(period.since)}', until: '{iso(period.since)}', {key}value: {shown}}}"


def _edits(draft: RuleFile, node: Node, shift: Shift, more: list[str]) -> list[Edit]:
    """What changes in the file: the scalars that moved, and the entries that the case gets."""
    added = [*shift.added, *more]
    if not added:
        return shift.edits
    return [*shift.edits, entries(draft.source.text, node, added)]
