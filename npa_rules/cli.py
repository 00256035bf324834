"""The commands. Each does its imports itself, so that `npa check` starts fast."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from npa_rules import __version__
from npa_rules.errors import Diagnostic, InputError, InternalError, nearest

OK, VIOLATION, WRONG, OPEN, DISAGREE = range(5)
LANGS = ("nl", "en")


def language(chosen: str | None) -> str:
    """`--lang`, NPA_LANG, then the locale when it begins with nl or en, else nl."""
    for value in (chosen, *(os.environ.get(v) for v in ("NPA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"))):
        if value and value[:2].lower() in LANGS:
            return value[:2].lower()
    return "nl"


def run(arguments: list[str]) -> int:
    """Run a command line and give its exit code; no input makes it raise."""
    lang = language(arguments[arguments.index("--lang") + 1] if "--lang" in arguments[:-1] else None)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        result = cli.main(args=arguments, prog_name="npa", standalone_mode=False)
        return result if isinstance(result, int) else OK
    except InputError as error:
        say_all(error.diagnostics, lang)
        return WRONG
    except click.UsageError as error:
        click.echo(error.format_message(), err=True)
        return WRONG
    except click.exceptions.Abort:
        return WRONG
    except InternalError as error:
        click.echo(f"internal error: {error}", err=True)
        return DISAGREE
    except BrokenPipeError:
        sys.stderr.close()
        return OK


def say_all(diagnostics: list[Diagnostic], lang: str) -> None:
    """Every finding, worst first by place."""
    click.echo("\n\n".join(d.render(lang) for d in diagnostics[:200]), err=True)
    if len(diagnostics) > 200:
        click.echo(f"\n… {len(diagnostics) - 200}", err=True)


def a_date(value: str | None, option: str) -> int | None:
    """A date option as yyyymmdd."""
    from npa_rules.load.fields import day

    if value is None:
        return None
    found = day(value)
    if found is None:
        raise InputError([Diagnostic("E701", file=option, value=value[:40])])
    return found


lang_option = click.option("--lang", type=click.Choice(LANGS), help="Taal / language.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="npa-rules")
def cli() -> None:
    """Toets feiten aan de Nationale prestatieafspraken 2025-2035. / Check facts against the agreement."""


@cli.command()
@click.argument("facts", nargs=-1, type=click.Path(path_type=Path))
@click.option("--as-of", help="Peildatum / date of observation (yyyy-mm-dd).")
@click.option("--known-at", help="Kennis van die datum / what was known then (yyyy-mm-dd).")
@click.option("--edition", help="Alleen regels van deze editie / only rules of this edition.")
@click.option("--only", multiple=True, help="Alleen deze regel, bepaling of tag / only this rule, clause or tag.")
@click.option("--reading", multiple=True, help="REGEL=lezing / RULE=reading.")
@click.option("--format", "form", type=click.Choice(("text", "json", "markdown")), default="text")
@click.option("--explain", is_flag=True, help="Alle voorwaarden / every condition.")
@click.option(
    "--strict", is_flag=True, help="Code 3 bij open of voorlopige oordelen / exit 3 when open or provisional."
)
@click.option("--no-presumptions", is_flag=True, help="Niets aannemen / presume nothing.")
@lang_option
def check(
    facts: tuple[Path, ...],
    as_of: str | None,
    known_at: str | None,
    edition: str | None,
    only: tuple[str, ...],
    reading: tuple[str, ...],
    form: str,
    explain: bool,
    strict: bool,
    no_presumptions: bool,
    lang: str | None,
) -> int:
    """Beoordeel feiten. / Judge facts."""
    from npa_rules.facts.case_file import read_cases
    from npa_rules.judge import Judge, check_derived
    from npa_rules.load.compiled import load
    from npa_rules.model.case import Settings

    if not facts:
        raise InputError([Diagnostic("E703")])
    ruleset = load()
    today = date.today()
    observed = a_date(as_of, "--as-of") or today.year * 10000 + today.month * 100 + today.day
    known = a_date(known_at, "--known-at")
    readings = chosen_readings(ruleset, reading)
    names = chosen_rules(ruleset, only, edition)
    verdicts, releases, supposed = [], set(), []
    unjudged: list[str] = []
    settings = Settings(as_of=observed, known_at=known, presumptions=not no_presumptions, readings=readings)
    for case in read_cases(list(facts), ruleset):
        from dataclasses import replace

        mine = replace(settings, parameters=dict(case.parameters))
        check_derived(ruleset, case.items, mine)
        judge = Judge(ruleset, case.items, mine)
        found = judge.all(names)
        verdicts += found
        judged = {v.item.key for v in found}
        unjudged += [i.subject.name for i in case.items if i.key not in judged]
        releases |= judge.releases
        supposed += sorted(case.parameters)
    nothing = Diagnostic("E704", subjects=", ".join(sorted(set(unjudged))))
    if not verdicts:
        raise InputError([nothing])
    if unjudged:  # beside others that are judged it may only be there to be referred to: said, not refused
        click.echo(nothing.sentence(language(lang)), err=True)
    click.echo(rendered(ruleset, verdicts, settings, releases, supposed, form, language(lang), explain), nl=False)
    if any(v.verdict == "violates" for v in verdicts):
        return VIOLATION
    unsure = any(v.verdict == "undetermined" or v.provisional for v in verdicts)
    return OPEN if strict and unsure else OK


def chosen_readings(ruleset: Any, chosen: tuple[str, ...]) -> dict[str, str]:
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


def chosen_rules(ruleset: Any, only: tuple[str, ...], edition: str | None) -> frozenset[str]:
    """The names of `--only` and the rules of `--edition`; unknown ones are errors with a hint."""
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
    ruleset: Any,
    verdicts: list[Any],
    settings: Any,
    releases: set[str],
    supposed: list[str],
    form: str,
    lang: str,
    explain: bool,
) -> str:
    """The report in the form asked for."""
    if form == "json":
        import json

        from npa_rules.report.data import build

        return json.dumps(build(ruleset, verdicts, settings, releases, supposed), ensure_ascii=False, indent=2) + "\n"
    if form == "markdown":
        from npa_rules.report.markdown import render

        return render(ruleset, verdicts, settings, releases, supposed, lang)
    from npa_rules.report.text import TextReport

    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return TextReport(ruleset, lang, colour=colour, explain=explain).render(verdicts, settings, releases, supposed)


@cli.command()
@click.argument("name")
@lang_option
def explain(name: str, lang: str | None) -> int:
    """Leg een regel, bepaling of foutcode uit. / Explain a rule, clause or error code."""
    from npa_rules.explain import explain as page

    click.echo(page(name, language(lang)), nl=False)
    return OK


@cli.group()
def rules() -> None:
    """De regels. / The rules."""


@rules.command("list")
@click.option("--subject", help="Onderwerp / subject.")
@lang_option
def list_rules(subject: str | None, lang: str | None) -> int:
    """Noem alle regels. / List every rule."""
    from npa_rules.explain import listing

    click.echo(listing(subject, language(lang)), nl=False)
    return OK


@rules.command("show")
@click.argument("name")
@lang_option
def show_rule(name: str, lang: str | None) -> int:
    """Toon het bestand van een regel. / Show the file of a rule."""
    from npa_rules.explain import source_text

    click.echo(source_text(name), nl=False)
    return OK


@cli.command()
@lang_option
def lint(lang: str | None) -> int:
    """Controleer de regelbestanden. / Check the rule files."""
    from npa_rules.lint import lint as findings

    found = findings()
    errors = [d for d in found if d.code.startswith("E")]
    say_all(found, language(lang)) if found else None
    click.echo(f"{len(errors)} errors, {len(found) - len(errors)} warnings")
    return WRONG if errors else OK


@cli.command("test")
@click.option("--only", multiple=True, help="Alleen deze regel / only this rule.")
@click.option("--gaps", is_flag=True, help="Toon elke voorwaarde zonder geval / show every condition without a case.")
@lang_option
def test_rules(only: tuple[str, ...], gaps: bool, lang: str | None) -> int:
    """Draai de gevallen bij de regels. / Run the cases beside the rules."""
    from npa_rules.cases import run_all
    from npa_rules.load.ruleset import load_sources

    report = run_all(load_sources(), frozenset(only))
    for line in report.failures:
        click.echo(line, err=True)
    unshown = [d for d in report.gaps if d.code == "W105"]
    for gap in report.gaps if gaps else unshown:
        click.echo(f"{gap.file}: {gap.sentence(language(lang))}", err=True)
    click.echo(
        f"{report.rules} rules, {report.cases} cases, {len(report.failures)} failed, "
        f"{len(unshown)} verdicts and {len(report.gaps) - len(unshown)} condition states without a case"
    )
    return VIOLATION if report.failures or unshown else OK
