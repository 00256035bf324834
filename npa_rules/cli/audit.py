"""`npa audit`: every row of a table by every rule of its subject; files, a summary, and what follows for higher subjects."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from npa_rules.cli.departures import departed, departure_options
from npa_rules.cli.exits import OK, OPEN, VIOLATION, WRONG, language
from npa_rules.cli.options import LANGS
from npa_rules.cli.tables import LIBRARIES, concerned, opened, said, source_options, undated, warned
from npa_rules.errors import Diagnostic, InputError, nearest
from npa_rules.model.record import Record

if TYPE_CHECKING:
    import polars as pl

    from npa_rules.audit.higher import Higher
    from npa_rules.audit.near import Limit
    from npa_rules.audit.summary import Summary
    from npa_rules.engines.columns.streams import Engine
    from npa_rules.model.rule import RuleSet
    from npa_rules.readers import Table

ENGINES = ("polars", "duckdb", "spark")


class Asked(Record):
    """What the command line says."""

    table: str
    subject: str
    as_of: str | None
    known_at: str | None
    mapping: str | None
    save_mapping: str | None
    query: str | None
    sheet: str | None
    members: tuple[str, ...]
    engine: str
    wide: str
    long: str
    workbook: str
    form: str
    public: bool
    near: bool
    explain_rows: int | None
    roll_up: tuple[str, ...]
    given: tuple[str, ...]
    strict: bool
    config: str | None
    rules: tuple[str, ...]
    reading: tuple[str, ...]
    lang: str


@click.command("audit")
@click.argument("table")
@click.option("--subject", required=True, help="Onderwerp van de rijen / what the rows are about.")
@click.option("--as-of", help="Peildatum (jjjj-mm-dd) / date of observation (yyyy-mm-dd).")
@click.option("--known-at", help="Kennis van die datum / what was known on that date.")
@click.option("--save-mapping", help="Bewaar wat herkend is / keep what was recognised.")
@source_options
@departure_options
@click.option("--engine", type=click.Choice(ENGINES), default="polars", show_default=True)
@click.option("--wide", default="", help="Oordeel per rij en regel (.parquet, .csv) / verdict per row and rule.")
@click.option("--long", default="", help="Wat niet voldoet of open is (.parquet, .csv) / what is not met or open.")
@click.option("--xlsx", "workbook", default="", help="Werkmap voor lezers / workbook for readers.")
@click.option("--format", "form", type=click.Choice(("text", "json", "markdown")), default="text")
@click.option("--public", is_flag=True, help="Verberg aantallen onder 5 / mask counts below 5.")
@click.option("--near/--no-near", default=True, help="Afstand tot de grens / distance to the limit.")
@click.option(
    "--explain-rows", type=click.IntRange(0), help="Zoek bij zoveel open oordelen wat ontbreekt / look up so many."
)
@click.option("--roll-up", multiple=True, help="Hoger onderwerp, of 'all' / higher subject, or 'all'.")
@click.option("--given", multiple=True, help="GEGEVEN=WAARDE bij --roll-up / FACT=VALUE for --roll-up.")
@click.option("--strict", is_flag=True, help="Code 3 bij open oordelen / exit 3 when open.")
@click.option("--lang", type=click.Choice(LANGS), help="Taal / language.")
def audit_table(lang: str | None, **asked: Any) -> int:
    """Beoordeel elke rij van een tabel. / Judge every row of a table."""
    from npa_rules.cli.commands import needs

    needs("tables", *LIBRARIES)
    needs("spark", *(["pyspark"] if asked["engine"] == "spark" else []))
    return audit(Asked(**asked, lang=language(lang)))


def audit(asked: Asked) -> int:
    """Read, judge, write, say."""
    from npa_rules.audit.basis import Basis
    from npa_rules.audit.dates import Dates
    from npa_rules.audit.higher import judged, rolled_up
    from npa_rules.audit.near import fitted
    from npa_rules.audit.outputs import Outputs, sinks
    from npa_rules.audit.overruled import Overruled
    from npa_rules.audit.progress import Progress
    from npa_rules.audit.run import run
    from npa_rules.cli.check import a_date
    from npa_rules.engines.columns.profile import EVERYTHING, Profile
    from npa_rules.engines.columns.streams import Engine
    from npa_rules.readers import describe, save_mapping
    from npa_rules.views import under

    as_of = a_date(asked.as_of, "--as-of") or int(time.strftime("%Y%m%d"))
    ruleset, settings = departed((asked.table,), asked, as_of, a_date(asked.known_at, "--known-at"))
    known = [s for s in ruleset.subjects if ruleset.judging(s)]
    if asked.subject not in known:
        hint = nearest(asked.subject, known)
        raise InputError([Diagnostic("E706", name="--subject", allowed=", ".join(sorted(known)), suggestion=hint)])
    subject = ruleset.subjects[asked.subject]
    table = opened(asked.table, ruleset, subject.name, asked, as_of)
    if asked.save_mapping:
        save_mapping(Path(asked.save_mapping), subject.name, table.mapping())
    before: list[Diagnostic] = []
    if asked.form != "text" or asked.public or sys.stderr.isatty():  # what was recognised, before the work begins
        click.echo(describe(table.reading, asked.lang), err=True)
        before = table.reading.diagnostics()
    batches = concerned(table)
    first = next(batches, None)
    profile = Profile.of(subject, first) if first is not None else EVERYTHING
    added, rolling = rolled_up(under(ruleset, settings), subject.name, asked.roll_up, asked.given, as_of)

    def engine(rules: RuleSet) -> Engine:
        return Engine(rules, subject, as_of, asked.engine, profile)

    limits: list[Limit] = []
    unmeasured: list[Limit] = []
    if asked.near:
        plan, limits, unmeasured = fitted(engine, added, subject.name)
    else:
        plan = engine(added)

    def without(rules: RuleSet) -> Engine:
        return Engine(rules, subject, as_of, "polars", profile)

    basis = Basis(settings, Dates(ruleset, subject, settings))
    if basis.departs:
        basis.overruled = Overruled(without, ruleset, subject, settings)
    outputs = Outputs(asked.wide, asked.long, asked.workbook, public=asked.public)
    progress = Progress(None, asked.lang)

    def gather(rows: pl.DataFrame, codes: pl.DataFrame) -> None:
        for one in rolling:
            one.add(rows, codes)

    def all_batches() -> Iterator[pl.DataFrame]:
        for rows in chain([] if first is None else [first], batches):
            yield plan.cleared(rows)

    try:
        summary = run(
            plan, all_batches(), sinks(outputs, plan, asked.lang, basis), progress, limits=limits, unmeasured=unmeasured,
            explain_rows=asked.explain_rows, on_codes=gather if rolling else None, basis=basis,
        )  # fmt: skip
    finally:
        progress.close()
    warned(ruleset, plan, asked.lang)
    said(news(table, before, asked), asked.lang)
    sheet = table.reading.sheet
    place = f"{asked.table}[{sheet}]" if sheet else asked.table
    undated(summary.dates, place, subject.name, asked.lang, public=asked.public)
    table.reading.undated = summary.refused
    above = judged(ruleset, rolling, settings)
    for key, finding in above.dates.items() if above is not None else ():
        click.echo(f"{key}: {finding.render(asked.lang)}", err=True)
    sys.stdout.write(shown(ruleset, table, summary, above, asked))
    if summary.refused or (above is not None and above.uncovered):
        return WRONG
    found = {v.verdict for v in above.verdicts} if above is not None else set()
    found |= {v for v in ("violates", "undetermined") if any(r.count(v) for r in summary.rules)}
    if "violates" in found:
        return VIOLATION
    return OPEN if asked.strict and "undetermined" in found else OK


def news(table: Table, before: list[Diagnostic], asked: Asked) -> list[Diagnostic]:
    """Warnings and refusals of the whole table that were not said before it was read, where its reading is not printed."""
    from npa_rules.readers.terminal import MOST

    if asked.form == "text" and not asked.public:
        return []
    known = {repr(d) for d in before}
    found = [d for d in table.reading.diagnostics() if repr(d) not in known]
    rest = table.reading.refused - len(table.reading.cells) + max(0, len(found) - MOST)
    more = [Diagnostic("W812", file=table.name, count=rest)] if rest > 0 else []
    return found[:MOST] + more


def shown(ruleset: RuleSet, table: Table, summary: Summary, above: Higher | None, asked: Asked) -> str:
    """What was read, the summary, what was derived and the reports on it, in the form asked for.

    For the public only the verdicts of what was derived, and what was read is for the owner of the table, who sees it
    beside the output.
    """
    from npa_rules.audit import data, derived, text
    from npa_rules.audit.told import Teller
    from npa_rules.readers import describe
    from npa_rules.report.data import build
    from npa_rules.report.markdown import render
    from npa_rules.report.text import TextReport

    teller = Teller(ruleset, ruleset.subjects[asked.subject], asked.lang, public=asked.public)
    verdicts = above.verdicts if above is not None and not asked.public else []
    tables = derived.told(above.rolled, asked.lang, public=asked.public) if above is not None else []

    def reported(render: Callable[..., Any], *rest: str) -> Any:
        assert above is not None
        return render(ruleset, verdicts, above.settings, above.judge.releases, [], *rest)

    if asked.form == "json":
        found = data.data(ruleset, summary, public=asked.public)
        if above is not None:
            found["derived"] = derived.data(above.rolled, public=asked.public)
        if verdicts:
            found["report"] = reported(build)
        return json.dumps(found, ensure_ascii=False) + "\n"
    if asked.form == "markdown":
        report = "\n" + reported(render, asked.lang) if verdicts else ""
        return text.markdown(teller, summary) + (text.markdown_of(teller, tables) if above is not None else "") + report
    read = "" if asked.public else describe(table.reading, asked.lang) + "\n"
    report = "\n" + reported(lambda _, *told: TextReport(ruleset, asked.lang).render(*told)) if verdicts else ""
    return (
        read + text.text(teller, summary) + ("\n" + text.text_of(teller, tables) if above is not None else "") + report
    )
