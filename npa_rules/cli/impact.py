"""`npa impact`: which verdicts on given facts turn between two editions, versions, dates, revisions or days of knowledge."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from npa_rules.cli.departures import departing, departure_options
from npa_rules.cli.exits import OK, VIOLATION, WRONG, language
from npa_rules.cli.options import LANGS
from npa_rules.cli.tables import LIBRARIES, concerned, opened, said, source_options, warned
from npa_rules.errors import Diagnostic, InputError, nearest
from npa_rules.model.record import Record

if TYPE_CHECKING:
    import polars as pl

    from npa_rules.impact.pairs import Impact
    from npa_rules.impact.rows import Rows
    from npa_rules.model.rule import RuleSet
    from npa_rules.readers import Table

TABLES = (".csv", ".tsv", ".xlsx", ".parquet", ".jsonl", ".ndjson", ".db", ".duckdb", ".sqlite")


class Asked(Record):
    """What the command line says."""

    old: str
    new: str
    files: tuple[str, ...]
    subject: str | None
    as_of: str | None
    known_at: str | None
    mapping: str | None
    query: str | None
    sheet: str | None
    members: tuple[str, ...]
    rows: str
    form: str
    config: str | None
    rules: tuple[str, ...]
    reading: tuple[str, ...]
    lang: str


@click.command("impact")
@click.argument("old")
@click.argument("new")
@click.argument("files", nargs=-1, required=True, metavar="TABLE|FACTS…")
@click.option("--subject", help="Onderwerp van de rijen van een tabel / what the rows of a table are about.")
@click.option("--as-of", help="Peildatum (jjjj-mm-dd) / date of observation (yyyy-mm-dd).")
@click.option("--known-at", help="Kennis van die datum, aan beide kanten / what was known then, on both sides.")
@source_options
@departure_options
@click.option("--rows", default="", help="Elk oordeel dat omslaat / every verdict that turns (.parquet, .csv).")
@click.option("--format", "form", type=click.Choice(("text", "json", "markdown")), default="text")
@click.option("--lang", type=click.Choice(LANGS), help="Taal / language.")
def impact_of(lang: str | None, **asked: Any) -> int:
    """Toon welke oordelen omslaan tussen OLD en NEW. / Show which verdicts turn between OLD and NEW."""
    from npa_rules.cli.commands import needs

    if asked["subject"] or asked["rows"]:
        needs("tables", *LIBRARIES)
    return impact(Asked(**asked, lang=language(lang)))


def impact(asked: Asked) -> int:
    """Judge both sides, say what turned; 1 when the second side brings violations."""
    from npa_rules.cli.check import a_date
    from npa_rules.impact.dates import finding
    from npa_rules.impact.facts import of_facts
    from npa_rules.impact.pairs import Impact
    from npa_rules.impact.sides import both

    as_of = a_date(asked.as_of, "--as-of") or int(time.strftime("%Y%m%d"))
    known_at = a_date(asked.known_at, "--known-at")
    tables = [f for f in asked.files if f.lower().endswith(TABLES)]
    if (tables and not asked.subject) or (asked.subject and len(asked.files) != 1):
        raise InputError([Diagnostic("E962", file=(tables or asked.files)[0])])
    apart = [departing(n, asked.files, asked, as_of) for n in (asked.old, asked.new)]
    one, two = both(asked.old, asked.new, as_of, known_at, (apart[0], apart[1]))
    found = Impact(one, two, as_of, known_at)
    rows: Rows | None = None
    if asked.rows:
        from npa_rules.impact.rows import Rows

        rows = Rows(asked.rows, found, asked.lang)
    try:
        if asked.subject:
            table(found, asked, rows)
        else:
            of_facts(found, asked.files, rows.one if rows is not None else None)
        if not any(found.pairs.values()):
            told = {"old": asked.old[:60], "new": asked.new[:60], "subjects": ", ".join(found.pairs)}
            raise InputError([Diagnostic("E963", **told)])  # type: ignore[arg-type]
    except BaseException:
        if rows is not None:
            rows.abort()
        raise
    written = rows.done() if rows is not None else ""
    for note in found.notes:
        said([finding(note, asked.files[0])], asked.lang)
    click.echo(shown(found, asked, written), nl=False)
    return WRONG if found.refused else VIOLATION if found.worse else OK


def shown(found: Impact, asked: Asked, written: str) -> str:
    """The report in the form asked for."""
    from npa_rules.impact import report

    if asked.form == "json":
        import json

        return json.dumps(report.data(found), ensure_ascii=False, indent=1) + "\n"
    return (report.markdown if asked.form == "markdown" else report.text)(found, asked.lang, written)


def table(found: Impact, asked: Asked, rows: Rows | None) -> None:
    """The rows of a table by both sides."""
    from npa_rules.audit.progress import Progress
    from npa_rules.impact.facts import ready
    from npa_rules.impact.table import of_table
    from npa_rules.readers import describe

    name = asked.subject or ""
    known = {n for s in (found.one, found.two) for n in s.ruleset.subjects}
    if name not in known:
        hint = nearest(name, known)
        raise InputError([Diagnostic("E706", name="--subject", allowed=", ".join(sorted(known)), suggestion=hint)])
    ready(found, name)
    if not found.pairs[name]:
        return
    sets = [s.ruleset if name in s.ruleset.subjects else None for s in (found.one, found.two)]
    readings = read(sets, asked, name, found.as_of)
    progress = Progress(None, asked.lang)
    try:
        plans = of_table(found, name, batches(*readings), rows, progress, asked.files[0])
    finally:
        progress.close()
    for reading in dict.fromkeys(t.reading for t in readings):
        click.echo(describe(reading, asked.lang), err=True)
    slow: dict[str, None] = {}
    for half in plans:
        if half.plan is not None:
            slow |= dict.fromkeys(half.plan.refused)
            warned(half.ruleset, half.plan, asked.lang)
    if slow:
        said([Diagnostic("W960", names=", ".join(slow))], asked.lang)


def read(sets: list[RuleSet | None], asked: Asked, name: str, as_of: int) -> tuple[Table, Table]:
    """The table as each side understands it: the same one where both have the same dictionary of the subject."""
    old, new = sets[0] or sets[1], sets[1] or sets[0]
    assert old is not None and new is not None
    second = opened(asked.files[0], new, name, asked, as_of)
    if old.subjects[name] == new.subjects[name]:
        return second, second
    return opened(asked.files[0], old, name, asked, as_of), second


def batches(one: Table, two: Table) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """The same rows as both sides read them."""
    if one is two:
        for rows in concerned(two):
            yield rows, rows
        return
    yield from zip(concerned(one), concerned(two), strict=True)
