"""`npa check`: facts to a report and an exit code."""

from __future__ import annotations

import os
import sys
import time

from npa_rules.cli.main import OK, OPEN, VIOLATION
from npa_rules.cli.options import Chosen
from npa_rules.editions import uncovered
from npa_rules.errors import Diagnostic, InputError, nearest
from npa_rules.facts.case_file import read_cases
from npa_rules.judge import Judge, Verdict, check_derived
from npa_rules.load.compiled import load
from npa_rules.load.fields import day
from npa_rules.model.case import Settings
from npa_rules.model.rule import RuleSet


def check(chosen: Chosen, lang: str) -> int:
    """Judge the facts of the files and print the report."""
    if not chosen.facts:
        raise InputError([Diagnostic("E703")])
    ruleset = load()
    settings = Settings(
        as_of=a_date(chosen.as_of, "--as-of") or int(time.strftime("%Y%m%d")),
        known_at=a_date(chosen.known_at, "--known-at"),
        presumptions=not chosen.no_presumptions,
        readings=chosen_readings(ruleset, chosen.reading),
    )
    names = chosen_rules(ruleset, chosen.only, chosen.edition)
    verdicts: list[Verdict] = []
    releases: set[str] = set()
    supposed: list[str] = []
    unjudged: set[str] = set()
    findings: list[Diagnostic] = []
    chain = None
    for case in read_cases(list(chosen.facts), ruleset):
        if len(case.items) > 1 and chain is None:
            from npa_rules.engines.chain import Chain

            chain = Chain(ruleset)
        mine = settings.but(parameters=dict(case.parameters))
        check_derived(ruleset, case.items, mine)
        findings += uncovered(ruleset, case.items, mine, names if chosen.edition else frozenset())
        judge = Judge(ruleset, case.items, mine, chain=chain)
        found = judge.all(names)
        verdicts += found
        judged = {v.item.key for v in found}
        unjudged |= {i.subject.name for i in case.items if i.key not in judged}
        releases |= judge.releases
        supposed += sorted(case.parameters)
    covered(findings, lang)
    nothing = Diagnostic("E704", subjects=", ".join(sorted(unjudged)))
    if not verdicts:
        raise InputError([nothing])
    if unjudged:  # beside others that are judged it may only be there to be referred to: said, not refused
        print(nothing.sentence(lang), file=sys.stderr)
    sys.stdout.write(rendered(ruleset, verdicts, settings, releases, supposed, chosen, lang))
    if any(v.verdict == "violates" for v in verdicts):
        return VIOLATION
    unsure = any(v.verdict == "undetermined" or v.provisional for v in verdicts)
    return OPEN if chosen.strict and unsure else OK


def covered(findings: list[Diagnostic], lang: str) -> None:
    """Refuse items whose date no edition covers; say once per subject what only a part of the rules covers."""
    refused = [f for f in findings if f.code.startswith("E")]
    if refused:
        raise InputError(refused)
    said: dict[str, int] = {}
    for finding in findings:
        said[finding.sentence(lang)] = said.get(finding.sentence(lang), 0) + 1
    for sentence, count in said.items():
        print(f"{sentence} ({count}x)" if count > 1 else sentence, file=sys.stderr)


def a_date(value: str | None, option: str) -> int | None:
    """A date option as yyyymmdd."""
    if value is None:
        return None
    found = day(value)
    if found is None:
        raise InputError([Diagnostic("E701", file=option, value=value[:40])])
    return found


def chosen_readings(ruleset: RuleSet, chosen: tuple[str, ...]) -> dict[str, str]:
    """`RULE=reading` options, checked."""
    found = {}
    for text in chosen:
        rule_id, _, name = text.partition("=")
        rule = ruleset.rules.get(rule_id)
        if rule is None:
            raise InputError([Diagnostic("E304", name=rule_id[:60], suggestion=nearest(rule_id, ruleset.rules))])
        if name not in rule.readings:
            raise InputError([Diagnostic("E312", name=name[:60], suggestion=nearest(name, rule.readings))])
        found[rule_id] = name
    return found


def chosen_rules(ruleset: RuleSet, only: tuple[str, ...], edition: str | None) -> frozenset[str]:
    """The names of `--only` and the rules of `--edition`; unknown ones are errors with a hint."""
    if edition is None and not only:
        return frozenset()
    known = {n for r in ruleset.rules.values() for n in (r.id, r.slug, *r.clauses, *r.tags)}
    for name in only:
        if name not in known:
            raise InputError([Diagnostic("E702", name=name[:60], suggestion=nearest(name, known))])
    if edition is not None and edition not in ruleset.editions:
        raise InputError([Diagnostic("E702", name=edition[:60], suggestion=nearest(edition, ruleset.editions))])
    if edition is None:
        return frozenset(only)
    mine = [r for r in ruleset.rules.values() if r.edition == edition]
    if only:
        mine = [r for r in mine if set(only) & {r.id, r.slug, *r.clauses, *r.tags}]
    return frozenset(r.id for r in mine) or frozenset({"-"})


def rendered(
    ruleset: RuleSet,
    verdicts: list[Verdict],
    settings: Settings,
    releases: set[str],
    supposed: list[str],
    chosen: Chosen,
    lang: str,
) -> str:
    """The report in the form asked for."""
    if chosen.format == "json":
        import json

        from npa_rules.report.data import build

        return json.dumps(build(ruleset, verdicts, settings, releases, supposed), ensure_ascii=False, indent=2) + "\n"
    if chosen.format == "markdown":
        from npa_rules.report.markdown import render

        return render(ruleset, verdicts, settings, releases, supposed, lang)
    from npa_rules.report.text import TextReport

    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    report = TextReport(ruleset, lang, colour=colour, explain=chosen.explain)
    return report.render(verdicts, settings, releases, supposed)
