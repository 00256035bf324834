"""`npa source` and `npa recalibrate`: the user's own copy of the text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from npa_rules.cli.exits import OK, VIOLATION, language, say_all
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


@click.command("recalibrate")
@click.argument("new")
@click.option("--from", "old", help="De editie waarvan zij uitgaat / the edition it starts from.")
@click.option(
    "--text", "text_file", type=click.Path(path_type=Path), help="Uw kopie van de nieuwe tekst / the new text."
)
@click.option("--old-text", type=click.Path(path_type=Path), help="Uw kopie van de oude tekst / the old text.")
@click.option("--start", help="Eerste dag van de nieuwe editie / first day of the new edition.")
@click.option(
    "--out", type=click.Path(path_type=Path), help="Map (anders naast de regels) / folder (else beside the rules)."
)
@click.option("--assign", "given", multiple=True, help="ID=PASSAGE: een passage wordt een bepaling / becomes a clause.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text")
@click.option("--lang", type=click.Choice(LANGS), help="Taal / language.")
def recalibrate(new: str, old: str | None, given: tuple[str, ...], lang: str | None, **chosen: Any) -> int:
    """Begin de volgende editie. / Start the next edition."""
    from npa_rules.errors import Diagnostic, InputError

    if given and (old is not None or any(v is not None for k, v in chosen.items() if k != "form")):
        raise InputError([Diagnostic("E711", name="--assign")])
    if given:
        return _assigned(new, given, chosen["form"], language(lang))
    if old is None:
        raise InputError([Diagnostic("E707", name="--from")])
    return _started(new, old, language(lang), **chosen)


def _assigned(new: str, given: tuple[str, ...], form: str, lang: str) -> int:
    import json

    from npa_rules.load.compiled import load
    from npa_rules.load.places import data_folder
    from npa_rules.recalibration import report
    from npa_rules.recalibration.assign import assign

    done = assign(load(), Path(data_folder()), new, given)
    if form == "json":
        click.echo(json.dumps(dict(done), indent=1))
    else:
        click.echo(report.assigned(new, done, lang), nl=False)
    return OK


def _started(
    new: str,
    old: str,
    lang: str,
    *,
    text_file: Path | None,
    old_text: Path | None,
    start: str | None,
    out: Path | None,
    form: str,
) -> int:
    import json

    from npa_rules.cli.check import a_date
    from npa_rules.load.compiled import load
    from npa_rules.load.places import data_folder
    from npa_rules.recalibration import report
    from npa_rules.recalibration.recalibrate import prepare, write
    from npa_rules.recalibration.source import read_copy

    ruleset, folder = load(), Path(data_folder())
    copies, told = [], []
    for file in (text_file, old_text):
        copy, found = read_copy(file) if file is not None else (None, [])
        copies.append(copy)
        told += found
    done = prepare(ruleset, folder, (old, new), a_date(start, "--start"), *copies)
    written = write(done, folder, out if out is not None else folder / "rules" / new)
    if told:
        say_all(told, lang)
    if form == "json":
        click.echo(json.dumps(report.data(done, written), ensure_ascii=False, indent=1))
    else:
        click.echo(report.text(done, written, lang), nl=False)
    return OK
