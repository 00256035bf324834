"""The commands, as click shows and reads them; each does its imports itself."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from npa_rules import __version__
from npa_rules.cli.departures import Departures, departure_options, own_options, ruleset_here
from npa_rules.cli.diff import diff
from npa_rules.cli.exits import OK, VIOLATION, WRONG, language, say_all
from npa_rules.cli.lock import lock
from npa_rules.cli.options import CHECK, LANGS, Chosen
from npa_rules.errors import Diagnostic, InputError, nearest


def invoke(arguments: list[str]) -> int:
    """Run a command line; mistakes in it become findings."""
    try:
        result = cli.main(args=arguments, prog_name="npa", standalone_mode=False)
    except click.UsageError as error:
        if type(error).__name__ == "NoArgsIsHelpError":  # click before 8.2 prints the help itself
            click.echo(error.message, err=True)
            return WRONG
        raise InputError([finding(error)]) from None
    except click.exceptions.Abort:
        return WRONG
    return result if isinstance(result, int) else OK


def finding(error: click.UsageError) -> Diagnostic:
    """A mistake in the command line as a finding, with a suggestion."""
    context = error.ctx
    if isinstance(error, click.NoSuchOption):
        known = [o for p in context.command.params for o in p.opts] if context is not None else []
        return Diagnostic("E705", name=error.option_name[:60], suggestion=nearest(error.option_name, known))
    if isinstance(error, click.BadParameter) and error.param is not None:
        allowed = getattr(error.param.type, "choices", ())
        if isinstance(error, click.MissingParameter):
            return Diagnostic("E707", name=error.param.human_readable_name)
        word = next(iter(re.findall(r"'([^']{1,60})'", error.message)), "")
        hint = nearest(word, allowed)
        return Diagnostic("E706", name=error.param.opts[0], allowed=", ".join(allowed) or "…", suggestion=hint)
    if isinstance(error, click.BadOptionUsage):
        return Diagnostic("E707", name=error.option_name[:60])
    if context is not None and isinstance(context.command, click.Group):
        word = next((w for w in re.findall(r"'([^']{1,60})'", error.message)), "")
        names = [*context.command.commands]
        return Diagnostic("E708", name=word, allowed=", ".join(names), suggestion=nearest(word, names))
    return Diagnostic("E709", problem=error.message[:80])


def version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    """What runs here."""
    if asked:
        from npa_rules.engines.chain import serving

        click.echo(f"npa-rules {__version__}; {serving()}")
        context.exit()


NO_COLUMNS = {
    "nl": "Niet nagegaan of elke regel in kolommen past: Polars (extra `tables`) is er niet.",
    "en": "Not checked whether every rule fits columns: Polars (the extra `tables`) is not installed.",
}
lang_option = click.option("--lang", type=click.Choice(LANGS), help="Taal / language.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=lambda *given: version(*given))
def cli() -> None:
    """Toets feiten aan de Nationale prestatieafspraken 2025-2035. / Check facts against the agreement."""


def with_options(command: Any) -> Any:
    """The options of `npa check`, from their one list."""
    for option in reversed(CHECK):
        kind = click.Choice(option.choices) if option.choices else None
        command = click.option(
            option.name,
            option.key,
            type=None if option.kind == "flag" else kind or str,
            is_flag=option.kind == "flag",
            multiple=option.kind == "many",
            default=option.default,
            help=f"{option.help['nl']} / {option.help['en']}",
        )(command)
    return command


@cli.command("check")
@click.argument("facts", nargs=-1)
@with_options
def check_facts(**chosen: Any) -> int:
    """Beoordeel feiten. / Judge facts."""
    from npa_rules.cli.check import check

    return check(Chosen(**chosen), language(chosen["lang"]))


@cli.command()
@click.argument("name")
@own_options
@lang_option
def explain(name: str, config: str | None, rules: tuple[str, ...], lang: str | None) -> int:
    """Leg een regel, bepaling, gegeven of foutcode uit. / Explain a rule, clause, fact or error code."""
    from npa_rules.explain import explain as page
    from npa_rules.messages import CATALOGUE

    ruleset = (
        None if name.upper() in CATALOGUE else ruleset_here(config, rules)
    )  # a message is explained whatever is wrong
    click.echo(page(name, language(lang), ruleset), nl=False)
    return OK


@cli.group()
def rules() -> None:
    """De regels. / The rules."""


@rules.command("list")
@click.option("--subject", help="Onderwerp / subject.")
@own_options
@lang_option
def list_rules(subject: str | None, config: str | None, rules: tuple[str, ...], lang: str | None) -> int:
    """Noem alle regels. / List every rule."""
    from npa_rules.explain import listing

    click.echo(listing(subject, language(lang), ruleset_here(config, rules)), nl=False)
    return OK


@rules.command("show")
@click.argument("name")
@own_options
@lang_option
def show_rule(name: str, config: str | None, rules: tuple[str, ...], lang: str | None) -> int:
    """Toon het bestand van een regel. / Show the file of a rule."""
    from npa_rules.explain import source_text

    click.echo(source_text(name, ruleset_here(config, rules)), nl=False)
    return OK


folder_argument = click.argument("folder", required=False, type=click.Path(path_type=Path))


rules_option = click.option(
    "--rules", multiple=True, help="Map met eigen regels erbij / folder with rules of your own."
)


@cli.command()
@folder_argument
@rules_option
@lang_option
def lint(folder: Path | None, rules: tuple[str, ...], lang: str | None) -> int:
    """Controleer de regelbestanden. / Check the rule files."""
    from npa_rules.lint import lint as findings
    from npa_rules.printable import installed, too_many

    found = findings(folder, rules)
    grave = ("E", "W112") if too_many(found) else ("E",)  # one rule row by row is a warning, many are an error
    errors = [d for d in found if d.code.startswith(grave)]
    say_all(found, language(lang)) if found else None
    if not installed():
        click.echo(NO_COLUMNS[language(lang)], err=True)
    click.echo(f"{len(errors)} errors, {len(found) - len(errors)} warnings")
    return WRONG if errors else OK


@cli.command("test")
@folder_argument
@rules_option
@click.option("--only", multiple=True, help="Alleen deze regel / only this rule.")
@click.option(
    "--mutate", is_flag=True, help="Verander elke regel en zie of zijn gevallen het merken / mutate each rule."
)
@lang_option
def test_rules(
    folder: Path | None, rules: tuple[str, ...], only: tuple[str, ...], mutate: bool, lang: str | None
) -> int:
    """Draai de gevallen bij de regels. / Run the cases beside the rules."""
    from npa_rules.cases import run_all
    from npa_rules.load.ruleset import load_sources

    sources = load_sources(folder, rules)
    report = run_all(sources, frozenset(only))
    for failure in report.failures:
        click.echo(str(failure), err=True)
    for gap in report.gaps:
        click.echo(f"{gap.file}: {gap.sentence(language(lang))}", err=True)
    verdicts = sum(g.code == "W105" for g in report.gaps)
    click.echo(
        f"{report.rules} rules, {report.cases} cases, {len(report.failures)} failed, "
        f"{verdicts} verdicts and {len(report.gaps) - verdicts} condition states without a case"
    )
    if mutate:
        mutated(sources, frozenset(only))
    return VIOLATION if report.failures or report.gaps else OK


def mutated(sources: Any, only: frozenset[str]) -> None:
    """Mutants per rule, with those that its cases did not notice."""
    from npa_rules.cases import read_cases
    from npa_rules.mutation import survivors

    total = killed = 0
    for file in sources.files.values():
        rule = file.rule
        if rule.attested or (only and not only & {rule.id, rule.slug, *rule.clauses}):
            continue
        count, alive = survivors(sources.ruleset, rule, read_cases(file, sources.ruleset))
        total, killed = total + count, killed + count - len(alive)
        if alive:
            click.echo(f"{rule.id}: {count - len(alive)} of {count} mutants noticed")
            for what in alive:
                click.echo(f"  {what}")
    share = 100 * killed / total if total else 100
    click.echo(f"{killed} of {total} mutants noticed ({share:.1f} %)")


@cli.command("coverage")
@click.option("--format", "form", type=click.Choice(("text", "json", "markdown")), default="text")
@click.option("--all", "every", is_flag=True, help="Noem elke bepaling / name every clause.")
@click.option("--edition", default="npa-2025", show_default=True, help="Editie / edition.")
@lang_option
def show_coverage(form: str, every: bool, edition: str, lang: str | None) -> int:
    """Toon welke regel elke bepaling beslist. / Show which rule decides each clause."""
    from npa_rules import coverage
    from npa_rules.load.ruleset import load_sources
    from npa_rules.recalibration import checklist

    sources = load_sources()
    found = coverage.coverage(sources, edition)
    if not found:
        raise InputError([Diagnostic("E702", name=edition[:60], suggestion=nearest(edition, sources.ruleset.editions))])
    still = checklist.read(
        sources.folder, edition, [c.clause.id for c in found], lambda rule: open_cases(sources, rule)
    )
    if form == "json":
        import json

        listed = {"checklist": checklist.data(still)} if still is not None else {}
        click.echo(json.dumps(coverage.data(sources, found) | listed, ensure_ascii=False, indent=1))
    elif form == "markdown":
        click.echo(coverage.markdown(found, language(lang)), nl=False)
    else:
        click.echo(coverage.text(found, language(lang), every=every), nl=False)
    if still is not None and form != "json":
        click.echo("\n" + checklist.told(still, language(lang)), nl=False)
    complete = still is None or still.complete
    return VIOLATION if not complete or any(c.status == "open" for c in found) else OK


def open_cases(sources: Any, rule: str) -> int:
    """How many cases of a rule fail, and verdicts and states of it no case shows."""
    from npa_rules.cases import run_all

    report = run_all(sources, frozenset({rule}))
    return len(report.failures) + len(report.gaps)


@cli.command("docs")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("site"), show_default=True)
@lang_option
def write_docs(out: Path, lang: str | None) -> int:
    """Schrijf een bladzijde per regel en bepaling. / Write a page per rule and clause."""
    needs("docs", "jinja2")
    from npa_rules.docs import build
    from npa_rules.load.ruleset import load_sources

    count = build(load_sources(), out)
    click.echo(f"{count} {'bladzijden in' if language(lang) == 'nl' else 'pages in'} {out}")
    return OK


@cli.command("sql")
@click.argument("subject")
@click.option("--dialect", type=click.Choice(("duckdb", "spark", "postgres")), default="duckdb", show_default=True)
@click.option("--table", required=True, help="Tabel, zoals de opdracht haar noemt / table, as the statement names it.")
@click.option("--key", required=True, help="Sleutelkolom / key column.")
@click.option("--members", multiple=True, help="LIJST=TABEL / LIST=TABLE.")
@click.option("--column", multiple=True, help="Kolom die er is (anders alle) / column that is there (else all).")
@click.option("--as-of", help="Peildatum (jjjj-mm-dd) / date of observation (yyyy-mm-dd).")
@click.option("--known-at", help="Kennis van die datum / what was known on that date.")
@departure_options
@lang_option
def print_sql(
    subject: str,
    dialect: str,
    table: str,
    key: str,
    members: tuple[str, ...],
    column: tuple[str, ...],
    as_of: str | None,
    known_at: str | None,
    config: str | None,
    rules: tuple[str, ...],
    reading: tuple[str, ...],
    lang: str | None,
) -> int:
    """Schrijf de regels als SQL voor een datapakhuis. / Print the rules as SQL for a data warehouse."""
    needs("tables", "polars")
    from npa_rules.cli.sql import sql

    return sql(subject, dialect, table, key, members, column, as_of, known_at, Departures(config, rules, reading))


def needs(extra: str, *modules: str) -> None:
    """`E710` names the extra that a command needs where a module of it is absent."""
    from importlib.util import find_spec

    if any(find_spec(m) is None for m in modules):
        raise InputError([Diagnostic("E710", name=extra)])


def from_files_of_their_own() -> None:
    """The commands that have more to say than fits here."""
    from npa_rules.cli.audit import audit_table
    from npa_rules.cli.impact import impact_of
    from npa_rules.cli.source import recalibrate, source

    for command in (audit_table, impact_of, recalibrate, source):
        cli.add_command(command)


from_files_of_their_own()


@cli.command("verify")
@click.argument("report")
@click.argument("facts", nargs=-1)
@rules_option
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text")
@lang_option
def verify_report(report: str, facts: tuple[str, ...], rules: tuple[str, ...], form: str, lang: str | None) -> int:
    """Voer een verslag opnieuw uit en vergelijk. / Perform a report again and compare."""
    from npa_rules.cli.verify import run

    return run(report, facts, rules, form, language(lang))


@cli.command("compare")
@click.argument("old")
@click.argument("new")
@click.option("--pair", multiple=True, help="OUD=NIEUW: hetzelfde onderwerp / the same subject under another id.")
@click.option("--format", "form", type=click.Choice(("text", "json", "markdown")), default="text")
@lang_option
def compare_reports(old: str, new: str, pair: tuple[str, ...], form: str, lang: str | None) -> int:
    """Leg twee verslagen naast elkaar. / Set two reports side by side."""
    from npa_rules.cli.compare import run

    return run(old, new, pair, form, language(lang))


@cli.command("template")
@click.argument("subject")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="FILE.xlsx | FILE.csv")
@own_options
@lang_option
def write_template(subject: str, out: Path | None, config: str | None, rules: tuple[str, ...], lang: str | None) -> int:
    """Schrijf een tabel om in te vullen. / Write a table to fill in."""
    from npa_rules.cli.template import template

    return template(subject, out, language(lang), ruleset_here(config, rules))


cli.add_command(diff)
cli.add_command(lock)


def about_departures() -> None:
    """Say under the help of every command whether it reads `npa.toml`."""
    told = {
        "beside": "Leest npa.toml naast of boven de feiten. / Reads npa.toml beside or above the facts.",
        "here": "Leest npa.toml in of boven deze map. / Reads npa.toml in or above this folder.",
        "rules": "Eigen regels gaan met --rules; npa.toml wordt niet gelezen. / Own rules go with --rules; npa.toml is not read.",
        "report": "Afwijkingen staan in het verslag; npa.toml zegt alleen waar eigen regels staan. / "
        "Overrides stand in the report; npa.toml only says where own rules are.",
        "": "Leest geen npa.toml. / Does not read npa.toml.",
    }
    how = {
        **dict.fromkeys(("check", "audit", "impact"), "beside"),
        **dict.fromkeys(("explain", "list", "show", "template", "sql"), "here"),
        **dict.fromkeys(("lint", "test"), "rules"),
        "verify": "report",
    }
    for name, command in {**cli.commands, **rules.commands}.items():
        if command is not rules:
            command.epilog = told[how.get(name, "")]


about_departures()
