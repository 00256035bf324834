"""The two sides of an impact: what `npa diff` compares, made fit to judge facts, and `known:DATE`."""

from __future__ import annotations

from collections.abc import Callable

from npa_rules.difference.sides import Local, Side, holding, sides
from npa_rules.errors import Diagnostic, InputError
from npa_rules.load.compiled import load
from npa_rules.load.fields import day
from npa_rules.model.case import Settings
from npa_rules.model.dictionary import Subject
from npa_rules.model.record import Record
from npa_rules.model.rule import Rule, RuleSet
from npa_rules.prose.format import date
from npa_rules.views import as_if, under


class Departing(Record):
    """How a user departs from the rules of a side: the folders of own rules, and what puts the rest into settings."""

    local: Local = ()
    settle: Callable[[RuleSet, Settings], Settings] | None = None


NOT = Departing()
PREFIX = "known:"
SET_ASIDE = ("edition", "version")  # kinds whose rules are judged as if in force


def both(
    old: str, new: str, as_of: int, known_at: int | None, departing: tuple[Departing, Departing] = (NOT, NOT)
) -> tuple[Side, Side]:
    """Both sides; `InputError` E934 or E935 as in `npa diff`, E960 where knowledge dates are asked for otherwise."""
    dated = [n for n in (old, new) if n.lower().startswith(PREFIX)]
    days = [day(n[len(PREFIX) :]) for n in (old, new)] if dated else [known_at, known_at]
    if dated and (len(dated) == 1 or None in days or known_at is not None):
        raise InputError([Diagnostic("E960", name=f"{old} {new}"[:80])])
    local = departing[0].local, departing[1].local
    found = (by_then(days[0] or 0, local[0]), by_then(days[1] or 0, local[1])) if dated else sides(old, new, local)
    one, two = (judging(s, d, Settings(as_of, n)) for s, d, n in zip(found, departing, days, strict=True))
    return one, two


def by_then(day: int, local: Local) -> Side:
    """The rules of today as they were known on a day."""
    label = {"nl": f"bekend op {date(day, 'nl')}", "en": f"known on {date(day, 'en')}"}
    return Side("known", label, load(local=local), {})


def standing(ruleset: RuleSet) -> dict[str, Rule]:
    """Each rule in the newest version that holds on any day."""
    found = {i: [r for r in ruleset.versions(i) if ruleset.window(r) is not None] for i in ruleset.ids}
    return {i: versions[-1] for i, versions in found.items() if versions}


def judging(found: Side, departing: Departing, settings: Settings) -> Side:
    """A side with a rule set that judges by it, and by what was known and departs from it."""
    settings = departing.settle(found.ruleset, settings) if departing.settle is not None else settings
    found = found.but(whole=found.ruleset, settings=settings)
    ruleset, known_at = under(found.ruleset, settings), settings.known_at
    if found.kind in SET_ASIDE:
        chosen = [ruleset.rules[r.key] for r in found.rules.values()] if known_at is None else _then(ruleset, found)
        editions = {r.edition for r in chosen}
        if not any(_statutory(ruleset, e) for e in editions):
            others = [e for e in ruleset.editions if e not in editions and not _statutory(ruleset, e)]
            ruleset = as_if(ruleset, chosen, others if found.kind == "edition" else ())
        return found.but(ruleset=ruleset, rules={r.id: ruleset.rules[r.id] for r in chosen})
    return found.but(ruleset=ruleset, rules=standing(ruleset))


def _then(ruleset: RuleSet, found: Side) -> list[Rule]:
    """The rules of a side that were known."""
    return [r for r in standing(ruleset).values() if r.id in found.rules]


def _statutory(ruleset: RuleSet, edition: str) -> bool:
    """Whether an edition is statute: its rules have days of their own, which nobody sets aside."""
    return edition in ruleset.editions and ruleset.editions[edition].kind == "statute"


def about(found: Side, subject: Subject) -> Side:
    """The side for one subject: the rules that judge it, and the day on which an item is judged where sides are dates."""
    rules, on = found.rules, found.since
    if found.kind == "date":
        on = item_day(subject, found.since)
        rules = holding(found.ruleset, on)
    mine = {i: r for i, r in rules.items() if r.gives_verdict and r.applies_to == subject.name}
    return found.but(rules=mine, since=on, until=on if found.kind == "date" else found.until)


def item_day(subject: Subject, day: int) -> int:
    """The day on which an item of a date is judged: that of a year is its last one."""
    yearly = bool(subject.time) and subject.facts[subject.time].type == "year"
    return day // 10000 * 10000 + 1231 if yearly else day


def dated(found: Side, subject: Subject) -> tuple[str, int] | None:
    """The time fact that an item gets where the sides are dates, with its value; None where it keeps its own."""
    if found.kind != "date" or not subject.time:
        return None
    yearly = subject.facts[subject.time].type == "year"
    return subject.time, found.since // 10000 if yearly else found.since


def observed(found: Side, subject: Subject, as_of: int) -> int:
    """The day of observation; where the sides are dates, that date for what has no day of its own."""
    return found.since if found.kind == "date" and not subject.time else as_of
