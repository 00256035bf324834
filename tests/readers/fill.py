"""Facts written as a user would write them into a template or a table of text."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from npa_rules.engines.quantity import NONE
from npa_rules.load.fields import iso
from npa_rules.model.case import Item
from npa_rules.model.rule import RuleSet
from npa_rules.prose.format import figure
from npa_rules.readers.template import SAYS, Slot, choices, slots

Cell = str | int | float | date | None


def decimal(value: int | Fraction, lang: str) -> str:
    """A figure with all its decimals."""
    return figure(Fraction(value), lang)


def cell(slot: Slot, value: Any, scales: dict[str, Any], lang: str) -> Cell:
    """What stands in the cell of a column for a value of its fact."""
    says, entry = SAYS[lang], slot.entry
    truth = {True: str(says["yes"]), False: str(says["no"])}
    if value is None:
        return None
    if entry.kind == "event":
        if slot.part == "date":
            return None if value.date is None else iso(value.date)
        if slot.part:
            held = value.holds.get(slot.part.partition(".")[2])
            return None if held is None else truth[held]
        return {"none": str(says["none"]), "dropped": str(says["dropped"])}.get(value.state, str(says["yes"]))
    if value is NONE:
        return str(says["none"])
    if entry.kind == "codes":
        return truth[slot.part.partition(".")[2] in value] if slot.part else "; ".join(sorted(value)) or "[]"
    if entry.kind == "list":
        return str(len(value)) if value else str(says["none"])
    if entry.kind == "number":
        return str(value) if entry.type == "year" else decimal(value, lang)
    if entry.kind == "date":
        year, month, day = iso(value).split("-")
        return f"{int(day)}-{int(month)}-{year}" if lang == "nl" else iso(value)
    if entry.kind == "bool":
        return truth[value]
    if entry.kind == "ordered":
        return str(scales[entry.scale].order[value])
    if entry.kind == "code" and entry.codes:
        return choices(entry, scales, lang)[list(entry.codes).index(value)]
    return str(value)


def typed(slot: Slot, value: Any, scales: dict[str, Any], lang: str) -> Cell:
    """The same as a spreadsheet keeps it: figures as binary figures, dates as dates."""
    if value is None or value is NONE:
        return cell(slot, value, scales, lang)
    if slot.entry.kind == "number":
        return int(value) if Fraction(value).denominator == 1 else float(value)
    day = (
        value
        if slot.entry.kind == "date"
        else value.date
        if slot.entry.kind == "event" and slot.part == "date"
        else None
    )
    return date.fromisoformat(iso(day)) if day is not None else cell(slot, value, scales, lang)


def rows(ruleset: RuleSet, items: list[Item], lang: str, cell: Any = cell) -> dict[str, list[list[Cell]]]:
    """The rows of each table, with their ids first: of the subject under "", of its lists under their names."""
    scales = dict(ruleset.scales)
    subject = items[0].subject
    columns = list(slots(subject.facts, scales, lang))
    found: dict[str, list[list[Cell]]] = {"": []}
    for number, item in enumerate(items):
        key = f"0{number}"
        found[""].append([key, *(cell(s, item.facts.get(s.entry.name), scales, lang) for s in columns)])
    for entry in subject.facts.values():
        if entry.kind == "list":
            inner = list(slots(entry.members, scales, lang))
            found[entry.name] = [
                [f"0{n}", *(cell(s, member.get(s.entry.name), scales, lang) for s in inner)]
                for n, item in enumerate(items)
                for member in item.facts.get(entry.name, ())
            ]
    return found


def fill_xlsx(path: Path, tables: dict[str, list[list[Cell]]], subject: str) -> None:
    """Write the rows below the headers of a template."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    for name, lines in tables.items():
        sheet = book[(name or subject)[:31]]
        for at, line in enumerate(lines, 2):
            for column, text in enumerate(line, 1):
                if text is not None:
                    sheet.cell(at, column, text)
    book.save(path)


def fill_csv(path: Path, lines: list[list[Cell]]) -> None:
    """Write the rows below the header of a template."""
    import csv

    with path.open("a", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";", lineterminator="\r\n").writerows(lines)
