"""`npa source` and `npa recalibrate`: the user's own copy of the text."""

from __future__ import annotations

from pathlib import Path

import click

from npa_rules.cli.main import OK, VIOLATION, language, say_all
from npa_rules.cli.options import FORMS, LANGS


@click.command("source")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("clauses", nargs=-1)
@click.option("--edition", help="Editie / edition.")
@click.option("--format", "form", type=click.Choice(FORMS), default="text")
@click.option("--lang", type=click.Choice(LANGS), help="Taal / language.")
def source(file: Path, clauses: tuple[str, ...], edition: str | None, form: str, lang: str | None) -> int:
    """Toon bepalingen in uw eigen tekst. / Show clauses in your own copy of the text."""
    import json

    from npa_rules.load.compiled import load
    from npa_rules.load.places import data_folder
    from npa_rules.recalibration import show
    from npa_rules.recalibration.source import read_copy

    lang = language(lang)
    ruleset, folder = load(), Path(data_folder())
    chosen_edition = show.edition_of(ruleset, folder, edition)
    prints = show.fingerprints(folder, chosen_edition)
    names = show.chosen(ruleset, prints, clauses)
    copy, told = read_copy(file)
    every = show.found_in(prints, copy, chosen_edition)
    found = [every[n] for n in names]
    told += show.warnings(found, copy) if clauses else []
    if told:
        say_all(told, lang)
    register, passages = dict(ruleset.clauses), bool(clauses)
    if form == "json":
        entry = show.data(register, found, copy, chosen_edition, passages=passages)
        click.echo(json.dumps(entry, ensure_ascii=False, indent=1))
    else:
        render = show.markdown if form == "markdown" else show.text
        click.echo(render(register, found, copy, lang, passages=passages), nl=False)
    return OK if all(f.status == "unchanged" for f in found) else VIOLATION
