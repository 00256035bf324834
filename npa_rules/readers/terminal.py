"""What was read, for the terminal: the columns, what is missing and refused, and where."""

from __future__ import annotations

from npa_rules.errors import Diagnostic
from npa_rules.prose.format import figure
from npa_rules.readers.reading import Cell, Reading

WORDS = {
    "nl": {
        "read": "Gelezen", "sheet": "blad", "layout": "herkend als", "text": "tekst", "mark": "decimaalteken",
        "comma": "komma", "point": "punt", "mixed": "komma of punt", "rows": "rijen", "blank": "lege rijen overgeslagen",
        "broken": "rijen die niet te splitsen zijn", "marked": "rijen met een geweigerde cel",
        "outside": "rijen die over iets anders gaan",
        "undated": "niet beoordeeld om de datum (E920)", "so far": "tot nu toe", "columns": "Kolommen",
        "constant": "vaste waarde", "name": "naam", "label": "omschrijving", "synonym": "andere naam",
        "mapping": "koppeling", "missing": "leeg", "refused": "geweigerd", "unused": "Niet gebruikt",
        "unclaimed": "geen feit", "ignored": "overgeslagen op verzoek", "suggestion": "lijkt op",
        "personal": "Weggelaten persoonsgegevens", "cells": "Geweigerde cellen (gelden als niet gegeven)",
        "more": "en nog {}", "row": "rij", "members": "Leden van", "how": "via",
    },
    "en": {
        "read": "Read", "sheet": "sheet", "layout": "recognised as", "text": "text", "mark": "decimal mark",
        "comma": "comma", "point": "point", "mixed": "comma or point", "rows": "rows", "blank": "blank rows skipped",
        "broken": "rows that cannot be split", "marked": "rows with a refused cell",
        "outside": "rows about something else",
        "undated": "not judged for their date (E920)", "so far": "so far", "columns": "Columns",
        "constant": "constant", "name": "name", "label": "label", "synonym": "other name",
        "mapping": "mapping", "missing": "empty", "refused": "refused", "unused": "Not used",
        "unclaimed": "no fact", "ignored": "skipped on request", "suggestion": "looks like",
        "personal": "Personal data left out", "cells": "Refused cells (count as not given)",
        "more": "and {} more", "row": "row", "members": "Members of", "how": "by",
    },
}  # fmt: skip
MOST = 20  # refused cells that are shown


def letters(column: int) -> str:
    """The name of a column in a spreadsheet."""
    found = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def describe(reading: Reading, lang: str, most: int = MOST) -> str:
    """A reading as text in `nl` or `en`; at most `most` refusals are shown, all are counted."""
    words = WORDS[lang]

    def count(value: int) -> str:
        return figure(value, lang, 0)

    head = f"{words['read']}: {reading.file}"
    head += f", {words['sheet']} '{reading.sheet}'" if reading.sheet else ""
    head += f" ({reading.kind}"
    head += f", {reading.encoding}" if reading.encoding else ""
    head += f", {words['mark']}: {words[reading.mark]}" if reading.mark else ""
    lines = [head + ")"]
    if reading.layout:
        lines.append(f"  {words['layout']} {_layout(reading.layout, lang)}")
    told = [
        f"{words[n]}: {count(getattr(reading, n))}"
        for n in ("rows", "blank", "broken", "marked", "outside", "undated")
        if n == "rows" or getattr(reading, n)
    ]
    if reading.complete or reading.rows:
        lines.append("  " + "; ".join(told) + ("" if reading.complete else f" ({words['so far']})"))
    lines += ["", words["columns"]]
    name = [f"{letters(s.column) or '-'} {s.header}" for s in reading.columns]
    fact = [f"{s.fact}.{s.part}" if s.part else s.fact for s in reading.columns]
    wide, long = max(map(len, name), default=0), max(map(len, fact), default=0)
    for seen, left, right in zip(reading.columns, name, fact, strict=True):
        how = words["layout"] if seen.how == "layout" else words[seen.how]
        line = (
            f"  {left:<{wide}}  {right:<{long}}  {words['how']} {how}"
            if seen.how != "layout"
            else (f"  {left:<{wide}}  {right:<{long}}  {words['how']} layout")
        )
        line += f"; {count(seen.missing)} {words['missing']}" if seen.missing else ""
        line += f"; {count(seen.refused)} {words['refused']}" if seen.refused else ""
        lines.append(line)
    lines += _unused(reading, words)
    lines += [f"{words['personal']}: {', '.join(reading.personal)}"] if reading.personal else []
    if reading.warnings:
        lines += ["", *(_warning(w, lang) for w in reading.warnings)]
    if reading.cells:
        lines += ["", f"{words['cells']}: {count(reading.refused)}"]
        lines += [_cell(c, reading, words, lang) for c in reading.cells[:most]]
        if reading.refused > most:
            lines.append("  " + words["more"].format(count(reading.refused - most)))
        for code in dict.fromkeys(c.code for c in reading.cells[:most]):
            lines.append(f"  {code}: {_remedy(code, lang)}")
    for fact_name, inner in reading.members.items():
        lines += ["", f"{words['members']} {fact_name}", *("  " + t for t in describe(inner, lang, most).splitlines())]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _layout(name: str, lang: str) -> str:
    from npa_rules.readers.mapping import layouts

    return next((m.label[lang] for m in layouts() if m.name == name), name)


def _unused(reading: Reading, words: dict[str, str]) -> list[str]:
    lines: list[str] = []
    for why in ("unclaimed", "layout", "ignored"):
        mine = [u for u in reading.unused if u.why == why]
        if mine:
            title = words["unclaimed"] if why == "layout" else words[why]
            told = [f"{u.header} ({words['suggestion']} {u.suggestion})" if u.suggestion else u.header for u in mine]
            lines.append(f"{words['unused']} ({title}): {', '.join(told[:60])}")
    return ["", *lines] if lines else []


def _warning(found: Diagnostic, lang: str) -> str:
    place = f" ({found.line}:{found.column})" if found.line else ""
    return f"{found.code}{place}: {found.sentence(lang)}"


def _cell(cell: Cell, reading: Reading, words: dict[str, str], lang: str) -> str:
    place = f"{words['row']} {cell.row}" + (f", {letters(cell.column)} {cell.header}" if cell.header else "")
    shown = f" [{cell.text}]" if cell.text else ""
    return f"  {place}{shown}: {cell.code} {cell.diagnostic(reading.file).sentence(lang)}"


def _remedy(code: str, lang: str) -> str:
    from npa_rules.messages import CATALOGUE

    return CATALOGUE[code].remedy[lang]
