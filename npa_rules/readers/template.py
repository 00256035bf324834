"""A table to fill in for one subject: xlsx with drop-down lists and notes, or CSV; `open_table` reads it back.

The header of a column is its label with the path of the fact in brackets, so that it is known whatever the label
becomes. An event has a column for its date or a word, one for its date alone, and one for each thing that it must hold;
a set of codes has a column for each code; a list has a sheet (or a file) of its own with the id of the row as key.
"""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from npa_rules.errors import Diagnostic, InputError
from npa_rules.model.dictionary import FactType, Scale, Subject
from npa_rules.model.record import Record
from npa_rules.model.rule import RuleSet
from npa_rules.model.words import TYPES
from npa_rules.prose.format import figure

ROWS = 2_000  # rows in which drop-down lists are offered
SHEET = 31  # characters of the name of a sheet
SAYS = {
    "nl": {
        "explained": "uitleg", "lists": "keuzelijsten", "id": "Uw eigen kenmerk van deze rij; geen persoonsgegeven.",
        "key": "Het kenmerk van de rij op het eerste blad waar dit bij hoort.", "yes": "ja", "no": "nee", "none": "geen",
        "dropped": "vervallen", "date": "datum", "unit": "Eenheid", "codes": "Keuzes", "found": "Te vinden in",
        "from": "van", "to": "tot en met", "decimals": "decimalen",
        "event": "De datum waarop het is gebeurd; of ja (datum onbekend), geen (niet gebeurd), vervallen (gaat niet door).",
        "list": "Het aantal regels op het blad '{}', of geen. Leeg en zonder regels daar is onbekend.",
        "blank": "Leeg is onbekend, nooit nul of nee.", "may": "Schrijf geen als de bron zegt dat er geen is.",
        "set": "Vul bij elke code ja of nee in, of laat ze alle leeg.",
        "head": ("kolom", "feit", "soort", "eenheid", "grenzen", "keuzes", "uitleg", "te vinden in"),
    },
    "en": {
        "explained": "explanation", "lists": "choices", "id": "Your own reference of this row; no personal data.",
        "key": "The reference of the row on the first sheet that this belongs to.", "yes": "yes", "no": "no",
        "none": "none", "dropped": "dropped", "date": "date", "unit": "Unit", "codes": "Choices", "found": "Found in",
        "from": "from", "to": "to", "decimals": "decimals",
        "event": "The date on which it was done; or yes (date unknown), none (not done), dropped (will not be done).",
        "list": "The number of rows on the sheet '{}', or none. Empty and without rows there is unknown.",
        "blank": "Empty is unknown, never zero or no.", "may": "Write none if the source says that there is none.",
        "set": "Fill in yes or no for each code, or leave all of them empty.",
        "head": ("column", "fact", "kind", "unit", "bounds", "choices", "explanation", "found in"),
    },
}  # fmt: skip
OWN = tuple(str(SAYS[lang][word]) for lang in SAYS for word in ("explained", "lists"))  # sheets that hold no rows


class Slot(Record):
    """One column to fill in: the path of a fact or of a part of it, its header, its drop-down list and its note."""

    entry: FactType
    part: str
    header: str
    choices: tuple[str, ...]
    note: str

    @property
    def path(self) -> str:
        """`fact` or `fact.part`."""
        return f"{self.entry.name}.{self.part}" if self.part else self.entry.name


def slots(entries: dict[str, FactType], scales: dict[str, Scale], lang: str) -> Iterator[Slot]:
    """The columns of a set of entries, in the order of the dictionary."""
    says = SAYS[lang]
    truths = (str(says["yes"]), str(says["no"]))
    for entry in entries.values():
        label, note = entry.label[lang], noted(entry, lang)
        if entry.kind == "event":
            yield Slot(entry, "", headed(label, entry.name), (), note)
            yield Slot(entry, "date", headed(f"{label}: {says['date']}", f"{entry.name}.date"), (), note)
            for code, text in entry.holds.items():
                yield Slot(
                    entry, f"holds.{code}", headed(f"{label}: {text[lang]}", f"{entry.name}.holds.{code}"), truths, note
                )
        elif entry.kind == "codes" and entry.codes:
            for code, text in entry.codes.items():
                yield Slot(
                    entry, f"has.{code}", headed(f"{label}: {text[lang]}", f"{entry.name}.has.{code}"), truths, note
                )
        else:
            yield Slot(entry, "", headed(label, entry.name), choices(entry, scales, lang), note)


def headed(label: str, path: str) -> str:
    """The header of a column."""
    return f"{label} ({path})"


def choices(entry: FactType, scales: dict[str, Scale], lang: str) -> tuple[str, ...]:
    """What a drop-down list offers."""
    says = SAYS[lang]
    found: tuple[str, ...] = ()
    if entry.kind == "bool":
        found = (str(says["yes"]), str(says["no"]))
    elif entry.kind == "ordered":
        found = scales[entry.scale].order
    elif entry.kind == "code" and entry.codes:
        found = tuple(t[lang] for t in entry.codes.values())
    return (*found, str(says["none"])) if found and entry.may_be_none else found


def noted(entry: FactType, lang: str) -> str:
    """What a reader of the header is told."""
    says, lines = SAYS[lang], []
    lines += [entry.help[lang]] if entry.help else []
    lines += [entry.judgement[lang]] if entry.judgement else []
    lines += [f"{says['unit']}: {unit(entry)}."] if unit(entry) else []
    if entry.kind == "event":
        lines.append(str(says["event"]))
    if entry.kind == "list":
        lines.append(str(says["list"]).format(entry.name[:SHEET]))
    if entry.kind == "codes" and entry.codes:
        lines.append(str(says["set"]))
    lines += [str(says["may"])] if entry.may_be_none else []
    lines.append(str(says["blank"]))
    return " ".join(lines)


def unit(entry: FactType) -> str:
    """The unit of a fact, as the dictionary writes it."""
    return entry.unit.replace("_", " ")


def bounded(entry: FactType, lang: str) -> str:
    """The bounds and decimals of a fact."""
    if entry.kind != "number":
        return ""
    says = SAYS[lang]

    def shown(value: Any) -> str:
        return str(value) if entry.type == "year" else figure(value, lang)

    found = [f"{says['from']} {shown(entry.low)}"] if entry.low is not None else []
    found += [f"{says['to']} {shown(entry.high)}"] if entry.high is not None else []
    found += [f"{entry.decimals} {says['decimals']}"] if entry.decimals else []
    return " ".join(found)


def write(ruleset: RuleSet, subject: Subject, path: Path, lang: str) -> list[Path]:
    """Write the template; gives the files written (with CSV one for each list beside the first).

    Raises `InputError` when a file stands there already or cannot be written.
    """
    scales = dict(ruleset.scales)
    lists = [e for e in subject.facts.values() if e.kind == "list"]
    if path.suffix.lower() == ".csv":
        files = {path: subject.facts}
        files |= {path.with_name(f"{path.stem}-{e.name}.csv"): e.members for e in lists}
        for place in files:
            free(place)
        for place, entries in files.items():
            _csv(place, ["id", *(s.header for s in slots(entries, scales, lang))])
        return list(files)
    free(path)
    _replaced(path, lambda to: _xlsx(to, subject, lists, scales, lang))
    return [path]


def free(path: Path) -> None:
    """Refuse to write over what stands there: it may be filled in."""
    if path.exists():
        raise InputError([Diagnostic("E814", file=str(path))])


def _replaced(path: Path, make: Any) -> None:
    """Write beside the place and move it there: a file is whole or not there."""
    try:
        handle, name = tempfile.mkstemp(prefix=".npa-", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        try:
            make(Path(name))
            Path(name).chmod(0o644)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise InputError([Diagnostic("E103", file=str(path), reason=error.strerror or type(error).__name__)]) from None


def _csv(path: Path, header: list[str]) -> None:
    def make(to: Path) -> None:
        with to.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream, delimiter=";", lineterminator="\r\n").writerow(header)

    _replaced(path, make)


def _xlsx(path: Path, subject: Subject, lists: list[FactType], scales: dict[str, Scale], lang: str) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path))
    forms = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DDE6EE", "border": 1}),
        "date": book.add_format({"num_format": "dd-mm-yyyy"}),
        "money": book.add_format({"num_format": "#,##0.00"}),
        "text": book.add_format({"num_format": "@"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    says = SAYS[lang]
    pages = {subject.name[:SHEET]: (subject.facts, str(says["id"]))}
    pages |= {e.name[:SHEET]: (e.members, str(says["key"])) for e in lists}
    sheets = {name: book.add_worksheet(name) for name in pages}
    explained = book.add_worksheet(str(says["explained"]))
    options = book.add_worksheet(str(says["lists"]))
    options.hide()
    ranges: dict[tuple[str, ...], str] = {}
    rows: list[tuple[str, ...]] = []
    for name, (entries, key) in pages.items():
        sheet, columns = sheets[name], list(slots(entries, scales, lang))
        sheet.freeze_panes(1, 1)
        sheet.set_row(0, 75)
        sheet.write_string(0, 0, "id", forms["head"])
        sheet.write_comment(0, 0, key, {"x_scale": 2})
        sheet.set_column(0, 0, 18, forms["text"])
        for at, slot in enumerate(columns, 1):
            sheet.write_string(0, at, slot.header, forms["head"])
            sheet.write_comment(0, at, slot.note, {"x_scale": 2, "y_scale": 1.5})
            sheet.set_column(at, at, 20, forms[_form(slot)] if _form(slot) else None)
            if slot.choices:
                place = ranges.setdefault(slot.choices, _range(options, len(ranges), slot.choices, str(says["lists"])))
                rule = {"validate": "list", "source": place, "ignore_blank": True}
                sheet.data_validation(1, at, ROWS, at, rule)
            rows.append(explanation(slot, lang))
    explained.write_row(0, 0, list(says["head"]), forms["head"])
    for at, row in enumerate(rows, 1):
        for column, text in enumerate(row):
            explained.write_string(at, column, text, forms["wrap"])
    explained.set_column(0, 7, 28)
    explained.freeze_panes(1, 0)
    sheets[subject.name[:SHEET]].activate()
    book.close()


def _form(slot: Slot) -> str:
    """How the cells of a column are shown."""
    if slot.part == "date" or (slot.entry.kind in ("date", "event") and not slot.part):
        return "date"
    if slot.entry.type == "money":
        return "money"
    return "text" if slot.entry.kind in ("text", "code", "codes", "ordered") else ""


def _range(options: Any, column: int, words: tuple[str, ...], sheet: str) -> str:
    """Put a drop-down list on its sheet; gives where it stands."""
    from xlsxwriter.utility import xl_col_to_name

    for at, word in enumerate(words):
        options.write_string(at, column, word)
    name = xl_col_to_name(column)
    return f"='{sheet}'!${name}$1:${name}${len(words)}"


def explanation(slot: Slot, lang: str) -> tuple[str, ...]:
    """One row of the sheet that explains the columns."""
    entry = slot.entry
    kind = TYPES[entry.type][lang] if not slot.part else TYPES["date" if slot.part == "date" else "bool"][lang]
    told = ", ".join(slot.choices)
    return (
        slot.header,
        slot.path,
        kind,
        unit(entry),
        bounded(entry, lang),
        told,
        slot.note,
        "; ".join(f[lang] for f in entry.found_in),
    )
