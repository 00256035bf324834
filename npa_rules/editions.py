"""Which editions cover the date of an item: what no edition covers is judged by nothing, and must not look in order."""

from __future__ import annotations

from npa_rules.engines.quantity import INF
from npa_rules.engines.reference import Run
from npa_rules.errors import Diagnostic
from npa_rules.load.fields import iso
from npa_rules.model.case import Item, Settings
from npa_rules.model.rule import LAST, Edition, Rule, RuleSet


def uncovered(
    ruleset: RuleSet, items: list[Item], settings: Settings, only: frozenset[str] = frozenset()
) -> list[Diagnostic]:
    """Findings about items whose date lies outside the editions, in the order of the items.

    E920: no edition with rules about the subject covers the date, so nothing can be said. W920: statute covers it and
    the agreement does not. W921: an edition covers it, but no rule about the subject holds on the day. `only` are the
    ids of the rules that were asked for; then only what is wrong with all of them is said. A rule of the user that holds
    on the day covers it.
    """
    run = Run(ruleset, items, settings)
    found = [_one(ruleset, run, item, settings, only) for item in items]
    return [f for f in found if f is not None]


def _one(ruleset: RuleSet, run: Run, item: Item, settings: Settings, only: frozenset[str]) -> Diagnostic | None:
    name, known_at = item.subject.name, settings.known_at
    rules = [r for r in ruleset.judging(name, known_at) if not only or r.id in only]
    families = [v for r in rules for v in ruleset.versions(r.id)]
    if not families and (known_at is None or not ruleset.judging(name)):
        return None  # a subject without rules, or names that do not meet: said elsewhere
    low, high = _days(run, item, rules)
    holding = [r for r in families if _holds(ruleset, r, settings, low, high)]
    known = [e for e in _editions(ruleset, families, settings) if e.covers(int(low), int(high))]
    timeless = not item.subject.time and any(_timeless(r) for r in holding)
    own = any(r.edition not in ruleset.editions for r in holding)  # rules of the user belong to no edition
    if not known and not timeless and not own:
        return _finding("E920", ruleset, item, families, settings)
    if not holding:
        return _finding("W921", ruleset, item, families, settings)
    about = [ruleset.editions[n] for n in {r.edition for r in families} if n in ruleset.editions]
    agreed = any(e.kind == "agreement" for e in about)
    if not only and agreed and not timeless and known and all(e.kind == "statute" for e in known):
        return _finding("W920", ruleset, item, families, settings)
    return None


def _days(run: Run, item: Item, rules: list[Rule]) -> tuple[int, int]:
    """The first and last day that the date of an item can be."""
    any_rule = rules[0] if rules else run.ruleset.judging(item.subject.name)[0]
    date = run.frame(any_rule, item).date()
    return (0 if date.low == -INF else int(date.low)), (LAST if date.high == INF else int(date.high))


def _timeless(rule: Rule) -> bool:
    """Whether a rule has no first and no last day: a promise stands until it is kept or given up."""
    return rule.since is None and rule.until is None


def _holds(ruleset: RuleSet, rule: Rule, settings: Settings, low: int, high: int) -> bool:
    window = ruleset.window(rule, settings.known_at)
    return window is not None and window[0] <= high and low <= window[1]


def _editions(ruleset: RuleSet, rules: list[Rule], settings: Settings) -> list[Edition]:
    """The editions with rules about a subject, by their first day, as far as they were public."""
    names = {r.edition for r in rules}
    found = [e for n, e in ruleset.editions.items() if n in names and e.public(settings.known_at)]
    return sorted(found, key=lambda e: (e.kind == "statute", e.since))


def _finding(code: str, ruleset: RuleSet, item: Item, rules: list[Rule], settings: Settings) -> Diagnostic:
    covered = [
        f"{e.name} {iso(e.since)} - {iso(e.until) if e.until else '…'}" for e in _editions(ruleset, rules, settings)
    ]
    told = ", ".join(covered) or "-"
    column = 1 if item.line else 0
    return Diagnostic(code, file=item.file, line=item.line, column=column, subject=item.subject.name, covered=told)
