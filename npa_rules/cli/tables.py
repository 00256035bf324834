"""What the commands about tables have in common: options, opening, and what they say of what was read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import click

from npa_rules.errors import Diagnostic, InputError

if TYPE_CHECKING:
    import polars as pl

    from npa_rules.audit.dates import Dated
    from npa_rules.engines.columns.streams import Engine
    from npa_rules.model.rule import RuleSet
    from npa_rules.readers import Place, Table

F = TypeVar("F", bound=Callable[..., Any])
LIBRARIES = ("polars", "duckdb", "openpyxl", "xlsxwriter")  # of the extra `tables`, as they are imported
SIZE = 200_000  # rows of a batch


class Source(Protocol):
    """What the options say of where a table is read."""

    @property
    def mapping(self) -> str | None: ...
    @property
    def query(self) -> str | None: ...
    @property
    def sheet(self) -> str | None: ...
    @property
    def members(self) -> tuple[str, ...]: ...


def source_options(command: F) -> F:
    """How a table is read."""
    for option in (
        click.option("--members", multiple=True, help="LIJST=BESTAND:SLEUTEL / LIST=FILE:KEY."),
        click.option("--sheet", help="Blad van de werkmap / sheet of the workbook."),
        click.option("--query", help="SQL voor een DuckDB- of SQLite-bestand / SQL for a DuckDB or SQLite file."),
        click.option("--mapping", help="Welke kolom welk gegeven is (YAML) / which column is which fact."),
    ):
        command = option(command)
    return command


def opened(file: str, ruleset: RuleSet, subject: str, asked: Source, as_of: int) -> Table:
    """The table that was asked for."""
    from npa_rules.readers import open_table

    members = dict(map(place, asked.members))
    return open_table(
        file, ruleset, subject, asked.mapping, asked.query, asked.sheet, members=members, as_of=as_of
    )  # fmt: skip


def place(text: str) -> tuple[str, Place]:
    """`LIST=FILE:KEY`."""
    from npa_rules.readers import Place

    name, _, rest = text.partition("=")
    path, _, key = rest.rpartition(":")
    if not (name and path and key):
        raise InputError([Diagnostic("E706", name="--members", allowed="LIST=FILE:KEY")])
    return name, Place(path, key)


def concerned(table: Table) -> Iterator[pl.DataFrame]:
    """The rows that are about the subject: a layout may say of others that they are not. Those are counted in the reading."""
    import polars as pl

    from npa_rules.engines.columns.streams import ahead
    from npa_rules.readers import OUTSIDE

    for rows in ahead(table.batches(SIZE)):
        yield rows.filter(~pl.col(OUTSIDE)) if rows[OUTSIDE].any() else rows


def warned(ruleset: RuleSet, engine: Engine, lang: str) -> None:
    """What the definitions make otherwise than the table says."""
    for name, count in engine.clashes.items():
        maker = ruleset.defining(engine.subject.name, name)[0].id
        said([Diagnostic("W820", name=name, count=count, rule=maker)], lang)


def undated(found: Sequence[Dated], file: str, subject: str, lang: str, *, public: bool = False) -> None:
    """What was found about the dates of rows, each finding once: the first rows, and how many there are."""
    from npa_rules.audit.circumstances import counted, named
    from npa_rules.audit.public import mark

    for one in found:
        finding = (one.but(first=()) if public else one).diagnostic(file, subject)
        told = (
            counted(mark(one.count), lang)
            if public
            else f"{counted(one.count, lang)}: {named(one.first, one.count, lang)}"
        )
        click.echo(f"{finding.render(lang)}\n  = {told}", err=True)


def said(findings: Sequence[Diagnostic], lang: str) -> None:
    """Findings beside the output."""
    for one in findings:
        click.echo(one.render(lang), err=True)
