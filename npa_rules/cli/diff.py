"""`npa diff`: what changed between two editions, versions, dates or revisions."""

from __future__ import annotations

import click

from npa_rules.cli.exits import OK, language
from npa_rules.cli.options import LANGS


@click.command("diff")
@click.argument("old")
@click.argument("new")
@click.option("--format", "form", type=click.Choice(("text", "json", "markdown")), default="text")
@click.option("--all", "every", is_flag=True, help="Noem elke nieuwe regel / name every new rule.")
@click.option("--lang", type=click.Choice(LANGS), help="Taal / language.")
def diff(old: str, new: str, form: str, every: bool, lang: str | None) -> int:
    """Toon wat er veranderde tussen twee edities, versies, data of revisies. / Show what changed between two of them."""
    from npa_rules.difference import report
    from npa_rules.difference.entries import entries
    from npa_rules.difference.sides import sides

    one, two = sides(old, new)
    found = entries(one, two)
    if form == "json":
        import json

        click.echo(json.dumps(report.data(one, two, found), ensure_ascii=False, indent=1))
    elif form == "markdown":
        click.echo(report.markdown(one, two, found, language(lang)), nl=False)
    else:
        click.echo(report.text(one, two, found, language(lang), every=every), nl=False)
    return OK
