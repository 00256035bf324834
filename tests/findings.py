"""Tables of broken files: one edit each, with `^` where the finding must point, and what every finding must be."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from npa_rules.errors import Diagnostic, InputError
from npa_rules.load.ruleset import load_sources
from npa_rules.messages import CATALOGUE, SUGGESTION
from tests.load import ruleset


class Row(NamedTuple):
    """`new` takes the place of `old`, or is the whole file when there is no `old`; no `^`, no place in the file."""

    name: str
    file: str
    old: str
    new: str
    code: str
    suggestion: str = ""


def names(rows: list[Row]) -> list[str]:
    """The names of a table for pytest, each one its own."""
    found = [r.name for r in rows]
    assert len(set(found)) == len(found)
    return found


def place(text: str) -> tuple[str, int, int]:
    """A text without its mark, and the line and column where the mark stood."""
    before, mark, after = text.partition("^")
    if not mark:
        return text, 0, 0
    return before + after, before.count("\n") + 1, len(before) - before.rfind("\n")


def edited(row: Row, text: str = "") -> tuple[str, int, int]:
    """The text of the file after the edit of a row, and the place that it marks."""
    if row.old:
        assert text.count(row.old) == 1, row.name
        return place(text.replace(row.old, row.new))
    return place(row.new)


def load(folder: Path) -> list[Diagnostic]:
    """The findings of a rule set."""
    try:
        load_sources(folder)
    except InputError as error:
        return error.diagnostics
    return []


def broken(folder: Path, row: Row) -> tuple[list[Diagnostic], str, int, int]:
    """The findings of the small rule set with the edit of a row, and the text and place of the edit."""
    text, line, column = edited(row, ruleset.FILES.get(row.file, ""))
    return load(ruleset.write(folder, {row.file: text})), text, line, column


def check(found: Diagnostic, row: Row, text: str, line: int, column: int, *, private: bool = False) -> None:
    """One finding is all that it must be, in both languages."""
    assert (found.code, found.line, found.column) == (row.code, line, column), repr(found)
    assert found.file.endswith(row.file)
    assert found.suggestion == row.suggestion
    shown = text.split("\n")[line - 1].rstrip("\r") if line else ""
    if private and line:
        key, colon, _ = shown.partition(":")
        shown = f"{key}: …" if colon and re.fullmatch(r'[ -]*"?\w+"?', key) else "…"
    assert found.excerpt == shown[:160]
    readable(found)


def readable(found: Diagnostic) -> None:
    """A finding prints whole in both languages: a sentence without open places, where, what is there, what to do."""
    for lang in ("nl", "en"):
        told, sentence = found.render(lang), found.sentence(lang)
        assert sentence and not re.search(r"\{\w*\}", sentence)
        assert told.startswith(f"{'fout' if lang == 'nl' else 'error'}[") or found.code.startswith("W")
        assert f"[{found.code}]: {sentence}" in told
        assert told.endswith(CATALOGUE[found.code].remedy[lang])
        assert (f"  --> {found.place}" in told) == bool(found.file)
        assert found.excerpt in told
        assert (SUGGESTION[lang].format(found.suggestion) in told) == bool(found.suggestion)
    assert found.as_dict()["suggestion"] == (found.suggestion or None)
