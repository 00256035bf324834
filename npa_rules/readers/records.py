"""Text to records, one by one: where a quote does not close or fields are missing, only that line is broken."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from npa_rules.readers.raw import HEADER_WITHIN, Choose

LONGEST = 200  # lines that one record may take
SEPARATORS = (";", "\t", ",", "|")


def records(text: str, separator: str, width: int | None = None) -> Iterator[tuple[int, list[str] | int]]:
    """Each record of a text, as its first line (from 0) and its fields, or how many fields a broken one has.

    With a `width` a quoted field may run over lines only if the record then has that many fields; else the line where
    the quote opens is broken and the next one is a record of its own.
    """
    lines = text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    at = 0
    while at < len(lines):
        line, taken = lines[at], 1
        if "\0" in line:
            yield at, line.count(separator) + 1
        elif '"' not in line:
            yield at, fitted(line.split(separator), width)
        else:
            found = split(line, separator)
            joined = line
            while found is None and taken < LONGEST and at + taken < len(lines):
                joined += "\n" + lines[at + taken]
                taken += 1
                if '"' in lines[at + taken - 1]:
                    found = split(joined, separator)
            whole_one = fitted(found, width) if found is not None else 0
            if taken > 1 and (not isinstance(whole_one, list) or swallows(whole_one, separator, width)):
                taken, whole_one = 1, line.count(separator) + 1
            yield at, whole_one or line.count(separator) + 1
        at += taken


def swallows(fields: list[str], separator: str, width: int | None) -> bool:
    """Whether a field over several lines holds a line that would be a record itself: two quotes that nobody closed."""
    if width is None or width < 2:
        return False
    return any(line.count(separator) >= width - 1 for field in fields for line in field.split("\n")[1:])


def fitted(fields: list[str], width: int | None) -> list[str] | int:
    """The fields of a record that has as many as it must, or is blank, or has empty ones too many; else their number."""
    if width is None or len(fields) == width:
        return fields
    if not any(f.strip() for f in fields):
        return [""] * width
    if len(fields) > width and not any(f.strip() for f in fields[width:]):
        return fields[:width]
    return len(fields)


def split(text: str, separator: str) -> list[str] | None:
    """The fields of one record; None when a quote is still open."""
    opened = re.sub(rf"(^|{re.escape(separator)})[ \t]+\"", r'\1"', text) if separator != "\t" else text
    try:
        rows = list(csv.reader(io.StringIO(opened, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        # a quote within a field that does not begin with one is a character like any other
        rows = list(csv.reader(io.StringIO(opened, newline=""), delimiter=separator))
        if opened.count('"') % 2 and not closed(opened, separator):
            return None
    return rows[0] if len(rows) == 1 else None


def closed(text: str, separator: str) -> bool:
    """Whether each field that begins with a quote ends with one."""
    at, end = 0, len(text)
    while at <= end:
        if text[at : at + 1] == '"':
            at += 1
            while True:
                at = text.find('"', at)
                if at < 0:
                    return False
                if text[at + 1 : at + 2] != '"':
                    break
                at += 2
        following = text.find(separator, at)
        if following < 0:
            return True
        at = following + 1
    return True


def separator_of(text: str, choose: Choose) -> str:
    """The character that splits the first records into known headers, else into the same number of fields."""
    best, most = ";", (0, 0.0, 0)
    for candidate in SEPARATORS:
        found = list(islice(records(text, candidate), 100))
        rows = [f for _, f in found if isinstance(f, list) and any(f)]
        if not rows:
            continue
        widths = [len(r) for r in rows]
        usual = max(set(widths), key=lambda w: (widths.count(w), w))
        share = widths.count(usual) / len(widths) if usual > 1 else 0.0
        known = max(choose.score([c.strip() for c in r]) if len(r) > 1 else 0 for r in rows[:HEADER_WITHIN])
        if (known, round(share, 1), usual) > most:
            best, most = candidate, (known, round(share, 1), usual)
    return best
