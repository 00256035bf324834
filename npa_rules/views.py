"""Rule sets made of a rule set: as if in force on every day, as known on a date, with the departures of a user in it.

A view is a rule set like any other: no evaluator knows of it. What it changes is written in its rules, figures and laws.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from npa_rules.model.case import Settings
from npa_rules.model.rule import ALWAYS, LAST, Law, Rule, RuleSet, index


def as_if(ruleset: RuleSet, chosen: Iterable[Rule], apart: Collection[str] = ()) -> RuleSet:
    """The rule set in which the chosen rules hold on every day, and no rule of the editions `apart` ever does.

    A chosen rule takes the place of all versions of its id. Where one chosen rule replaces another, the day between them
    stays: a maximum of 2025 and the one from 2026 on are one norm. Figures, laws and all other rules are as they were.
    """
    mine = {r.id: r for r in chosen}
    followed = {r.replaces.rule for r in mine.values() if r.replaces is not None}
    rules = {
        key: never(ruleset, rule) if rule.edition in apart else rule
        for key, rule in ruleset.rules.items()
        if rule.id not in mine
    }
    for rule in mine.values():
        follows = rule.replaces is not None and rule.replaces.rule in mine
        since, until = rule.since if follows else None, rule.until if rule.id in followed else None
        rules[rule.id] = plain(rule, since, until).but(earlier=False)
    return ruleset.but(rules=rules, index=index([*rules.values()]))


def known(ruleset: RuleSet, day: int) -> RuleSet:
    """The rule set as it was public on a day: judged plainly, it says what the whole one says by what was known then."""
    rules = {}
    for key, rule in ruleset.rules.items():
        window = ruleset.window(rule, day)
        rules[key] = never(ruleset, rule) if window is None else plain(rule, *window)
    figures = {n: s.but(periods=tuple(p for p in s.periods if p.public(day))) for n, s in ruleset.parameters.items()}
    judging = {s: tuple(r.key for r in ruleset.judging(s, day)) for s in ruleset.subjects}
    return ruleset.but(
        rules=rules,
        parameters=figures,
        laws={n: law_known(law, day) for n, law in ruleset.laws.items()},
        index=ruleset.index.but(judging={s: ids for s, ids in judging.items() if ids}, overtaken={}),
    )


def under(ruleset: RuleSet, settings: Settings) -> RuleSet:
    """The rule set with the readings and figures of the settings in the place of its own, by what they say was known.

    Judged plainly, it says what the whole one says under these settings.
    """
    rules = {**ruleset.rules} if settings.readings else {}
    for name, chosen in settings.readings.items():
        for rule in ruleset.versions(name):
            if chosen in rule.readings:
                rules[rule.key] = rule.but(values=rule.values | rule.readings[chosen].values)
    figures = {n: ruleset.parameters[n].but(periods=found) for n, found in settings.parameters.items()}
    made = (
        ruleset.but(rules=rules or ruleset.rules, parameters={**ruleset.parameters, **figures})
        if rules or figures
        else ruleset
    )
    return made if settings.known_at is None else known(made, settings.known_at)


def joined(ruleset: RuleSet, added: Iterable[Rule]) -> RuleSet:
    """The rule set with rules beside those that judge, which stay what they are."""
    more = [*added]
    judging = dict(ruleset.index.judging)
    for rule in more:
        judging[rule.applies_to] = (*judging.get(rule.applies_to, ()), rule.id)
    rules = {**ruleset.rules, **{r.id: r for r in more}}
    return ruleset.but(rules=rules, index=ruleset.index.but(judging=judging))


def confined(ruleset: RuleSet, rules: Iterable[Rule]) -> RuleSet:
    """The rule set in which only these rules judge; definitions and premises are as they were."""
    judging: dict[str, list[str]] = {}
    for rule in sorted(rules, key=lambda r: (r.edition != "statute", r.id)):
        judging.setdefault(rule.applies_to, []).append(rule.id)
    return ruleset.but(index=ruleset.index.but(judging={s: tuple(ids) for s, ids in judging.items()}, overtaken={}))


def plain(rule: Rule, since: int | None, until: int | None) -> Rule:
    """A rule that holds from one day to another (None: no bound), whatever comes after it."""
    last = None if until == LAST else until
    return rule.but(since=since or None, until=last, cut_by="", agreed_until=None, supersedes="")


def never(ruleset: RuleSet, rule: Rule) -> Rule:
    """A rule that holds on no day, as one that a later edition ended before its first day came."""
    home = rule.edition if rule.edition in ruleset.editions else next(iter(ruleset.editions), "")
    return rule.but(since=LAST, until=ALWAYS, cut_by=rule.cut_by or home, agreed_until=None, supersedes="")


def law_known(law: Law, day: int) -> Law:
    """A law as it was known on a day; one of which nothing was known was not in force until then, and open after it."""
    return law.known(day) or law.but(status="agreed", in_force=None, verified_on=day, stands_until=day)
