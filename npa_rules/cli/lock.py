"""`npa lock`: write down what is published, so that it cannot change unnoticed."""

from __future__ import annotations

from pathlib import Path

import click

from npa_rules.cli.exits import OK, language
from npa_rules.cli.options import LANGS


@click.command("lock")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--release", is_flag=True, help="Leg ook concepten vast zoals ze zijn / lock drafts as they are too.")
@click.option("--lang", type=click.Choice(LANGS), help="Taal / language.")
def lock(folder: Path | None, release: bool, lang: str | None) -> int:
    """Leg gepubliceerde regels en cijfers vast. / Lock published rules and figures."""
    from npa_rules.load.ruleset import load_sources
    from npa_rules.lock import write

    total, new = write(load_sources(folder), release=release)
    told = {"nl": "{} vastgelegd, waarvan {} nieuw", "en": "{} locked, of which {} new"}[language(lang)]
    click.echo(told.format(total, new))
    return OK
