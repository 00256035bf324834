"""`npa sql`: the rules of a subject as one statement for a data warehouse."""

from __future__ import annotations

import time

import click

from npa_rules.cli.departures import Departing
from npa_rules.cli.exits import OK
from npa_rules.errors import Diagnostic, InputError, nearest


def sql(
    subject_name: str,
    dialect: str,
    table: str,
    key: str,
    members: tuple[str, ...],
    chosen: tuple[str, ...],
    as_of: str | None,
    known_at: str | None,
    departing: Departing,
) -> int:
    """Print the statement; the meaning of the codes stands above it as a comment."""
    from npa_rules.cli.check import a_date
    from npa_rules.cli.departures import HERE, departed
    from npa_rules.engines.columns import natural
    from npa_rules.engines.columns.codes import REASON_CODES, VERDICT_CODES
    from npa_rules.engines.columns.plan import Plan
    from npa_rules.load.fields import iso
    from npa_rules.report.deviations import Deviations
    from npa_rules.views import under

    on = a_date(as_of, "--as-of") or int(time.strftime("%Y%m%d"))
    whole, settings = departed((HERE,), departing, on, a_date(known_at, "--known-at"))
    ruleset = under(whole, settings)
    if subject_name not in ruleset.subjects:
        known = sorted(s for s in ruleset.subjects if ruleset.judging(s))
        hint = nearest(subject_name, known)
        raise InputError([Diagnostic("E706", name="SUBJECT", allowed=", ".join(known), suggestion=hint)])
    subject = ruleset.subjects[subject_name]
    own = natural.columns(subject.facts)
    tables = {"": natural.Table(table, key, tuple(c for c in own if not chosen or c in chosen))}
    unknown = [c for c in chosen if c not in own]
    if unknown:
        hint = nearest(unknown[0], own)
        raise InputError([Diagnostic("E706", name=f"--column {unknown[0]}", allowed="…", suggestion=hint)])
    for text in members:
        name, _, of = text.partition("=")
        lists = [e.name for e in subject.facts.values() if e.kind == "list"]
        if name not in lists or not of:
            hint = nearest(name, lists)
            raise InputError([Diagnostic("E706", name="--members", allowed=", ".join(lists) or "…", suggestion=hint)])
        tables[name] = natural.Table(of, key, natural.columns(subject.facts[name].members))
    plan = Plan(ruleset, subject, on, natural.profile(subject, tables))
    click.echo(f"-- npa-rules, {dialect}, {subject_name}, as of {on}, rules {ruleset.digest}")
    if settings.known_at is not None:
        click.echo(f"-- known at {iso(settings.known_at)}")
    for _, lines in Deviations(whole, settings, "en").closing(None):
        for line in lines:
            click.echo(f"-- {' '.join(line.split())}")  # a line of a user ends no comment
    click.echo("-- code = 16 * verdict + reason")
    click.echo(f"-- verdict: {', '.join(f'{c} {v}' for v, c in VERDICT_CODES.items())}")
    click.echo(f"-- reason: {', '.join(f'{c} {r}' for r, c in REASON_CODES.items())}")
    for rule, why in plan.refused.items():
        click.echo(f"-- {rule}: {why}")
    click.echo(natural.statement(plan, dialect, tables, ruleset.scales) + ";")
    return OK
