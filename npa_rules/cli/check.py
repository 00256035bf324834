"""`npa check`: facts to a report and an exit code."""

from __future__ import annotations

import os
import sys
import time

from npa_rules.cli.exits import OK, OPEN, VIOLATION
from npa_rules.cli.options import Chosen
from npa_rules.editions import uncovered
from npa_rules.errors import Diagnostic, InputError, nearest
from npa_rules.facts.case_file import CaseFile, read_cases
from npa_rules.judge import Judge, Verdict, check_derived
from npa_rules.load.compiled import load
from npa_rules.load.fields import day
from npa_rules.model.case import Settings
from npa_rules.model.record import OpenRecord, fresh
from npa_rules.model.rule import RuleSet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

CONFIG = "npa.toml"


class Judged(OpenRecord):
    """What a run of `npa check` found, before it is told."""

    ruleset: RuleSet
    settings: Settings
    cases: list[CaseFile]
    verdicts: list[Verdict] = fresh(default_factory=list)
    releases: set[str] = fresh(default_factory=set)
    supposed: list[str] = fresh(default_factory=list)
    unjudged: set[str] = fresh(default_factory=set)
    findings: list[Diagnostic] = fresh(default_factory=list)  # dates that only a part of the rules covers


def check(chosen: Chosen, lang: str) -> int:
    """Judge the facts of the files and print the report."""
    judged = as_asked(chosen)
    warned(judged.findings, lang)
    if not judged.verdicts:
        raise InputError([unjudged(judged)])
    if judged.unjudged:  # beside others that are judged it may only be there to be referred to: said, not refused
        print(unjudged(judged).sentence(lang), file=sys.stderr)
    sys.stdout.write(rendered(judged, chosen, lang))
    if any(v.verdict == "violates" for v in judged.verdicts):
        return VIOLATION
    unsure = any(v.verdict == "undetermined" or v.provisional for v in judged.verdicts)
    return OPEN if chosen.strict and unsure else OK


def as_asked(chosen: Chosen) -> Judged:
    """Judge the facts of the files as a command line asks."""
    if not chosen.facts:
        raise InputError([Diagnostic("E703")])
    as_of = a_date(chosen.as_of, "--as-of") or int(time.strftime("%Y%m%d"))
    config = chosen.config or config_above(chosen.facts)
    plan = None
    if config is not None or chosen.rules or chosen.reading:
        from npa_rules import overrides

        plan = overrides.plan(config, chosen.rules, as_of)
    ruleset = load(local=plan.local if plan is not None else ())
    settings = Settings(
        as_of=as_of,
        known_at=a_date(chosen.known_at, "--known-at"),
        presumptions=not chosen.no_presumptions,
        readings=chosen_readings(ruleset, chosen.reading),
    )
    if plan is not None:
        settings = overrides.settled(plan, ruleset, settings)
    names = chosen_rules(ruleset, chosen.only, chosen.edition)
    return perform(ruleset, settings, chosen.facts, names, edition=chosen.edition)


def perform(
    ruleset: RuleSet, settings: Settings, facts: tuple[str, ...], names: frozenset[str], *, edition: str | None = None
) -> Judged:
    """Judge the facts of the files under given settings; with overrides each verdict carries those that touch it.

    `names` are the rules asked for, those of `edition` where one was named. Raises `InputError` (E920) for items whose
    date no edition covers.
    """
    judged = Judged(ruleset, settings, read_cases(list(facts), ruleset))
    chain = None
    for case in judged.cases:
        if len(case.items) > 1 and chain is None:
            from npa_rules.engines.chain import Chain

            chain = Chain(ruleset)
        mine = settings.but(parameters=settings.parameters | case.parameters)
        check_derived(ruleset, case.items, mine, case.at)
        judged.findings += uncovered(ruleset, case.items, mine, names if edition else frozenset())
        judge = Judge(ruleset, case.items, mine, chain=chain)
        found = judge.all(names)
        if settings.overrides:
            from npa_rules.overrides import mark

            mark(judge, found)
        judged.verdicts += found
        about = {v.item.key for v in found}
        judged.unjudged |= {i.subject.name for i in case.items if i.key not in about}
        judged.releases |= judge.releases
        judged.supposed += sorted(case.parameters)
    refused = [f for f in judged.findings if f.code.startswith("E")]
    if refused:
        raise InputError(refused)
    return judged


def unjudged(judged: Judged) -> Diagnostic:
    """That no rule judges some of what is given."""
    return Diagnostic("E704", subjects=", ".join(sorted(judged.unjudged)))


def config_above(facts: tuple[str, ...]) -> str | None:
    """The `npa.toml` nearest above the facts files; two different ones are an error (E944)."""
    found: list[str] = []
    for folder in dict.fromkeys(os.path.dirname(os.path.abspath(f)) for f in facts):
        here, below = folder, ""
        while here != below:
            if os.path.isfile(os.path.join(here, CONFIG)):
                found.append(os.path.join(here, CONFIG))
                break
            here, below = os.path.dirname(here), here
    if len(set(found)) > 1:
        raise InputError([Diagnostic("E944", file=found[1], other=found[0])])
    if not found:
        return None
    try:
        return os.path.relpath(found[0])  # as a reader of a message knows it
    except ValueError:  # on another drive
        return found[0]


def warned(findings: list[Diagnostic], lang: str) -> None:
    """Say once per subject what only a part of the rules covers."""
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
    found: dict[str, str] = {}
    for text in chosen:
        rule_id, _, name = text.partition("=")
        if ruleset.newest(rule_id) is None:
            raise InputError([Diagnostic("E304", name=rule_id[:60], suggestion=nearest(rule_id, ruleset.ids))])
        readings = ruleset.readings(rule_id)
        if name not in readings:
            raise InputError([Diagnostic("E312", name=name[:60], suggestion=nearest(name, readings))])
        if found.setdefault(rule_id, name) != name:
            raise InputError([Diagnostic("E945", file="--reading", name=f"reading:{rule_id}={name}")])
    return found


def chosen_rules(ruleset: RuleSet, only: tuple[str, ...], edition: str | None) -> frozenset[str]:
    """The names of `--only` and the rules of `--edition`; unknown ones are errors with a hint."""
    if edition is None and not only:
        return frozenset()
    known = {n for r in ruleset.rules.values() for n in (r.id, r.slug, *r.clauses, *r.tags)}
    for name in only:
        if name not in known:
            raise InputError([Diagnostic("E702", name=name[:60], suggestion=nearest(name, known))])
    editions = {*ruleset.editions, *(r.edition for r in ruleset.rules.values())}  # own rules are of one that is no text
    if edition is not None and edition not in editions:
        raise InputError([Diagnostic("E702", name=edition[:60], suggestion=nearest(edition, editions))])
    if edition is None:
        return frozenset(only)
    mine = [r for r in ruleset.rules.values() if r.edition == edition]
    if only:
        mine = [r for r in mine if set(only) & {r.id, r.slug, *r.clauses, *r.tags}]
    return frozenset(r.id for r in mine) or frozenset({"-"})


def rendered(judged: Judged, chosen: Chosen, lang: str) -> str:
    """The report in the form asked for."""
    told = judged.ruleset, judged.verdicts, judged.settings, judged.releases, judged.supposed
    if chosen.format == "json":
        import json

        return json.dumps(as_data(judged, chosen), ensure_ascii=False, indent=2) + "\n"
    if chosen.format == "markdown":
        from npa_rules.report.markdown import render

        return render(*told, lang)
    from npa_rules.report.text import TextReport

    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    report = TextReport(judged.ruleset, lang, colour=colour, explain=chosen.explain)
    return report.render(judged.verdicts, judged.settings, judged.releases, judged.supposed)


def as_data(judged: Judged, chosen: Chosen) -> dict[str, Any]:
    """The report as plain data, with its receipt."""
    from npa_rules.receipt import Asked, sealed
    from npa_rules.report.data import build

    data = build(judged.ruleset, judged.verdicts, judged.settings, judged.releases, judged.supposed)
    asked = Asked(chosen.edition, tuple(sorted({*chosen.only})), judged.settings)
    return sealed(data, judged.ruleset, judged.verdicts, asked, [i for c in judged.cases for i in c.items])
