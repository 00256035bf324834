"""CSV as Dutch offices write it, in batches: whole records only, each with the line on which it begins.

Text that is regular is read by Polars. Where a block is not (a row with too few or too many fields, a quote that does
not close, a NUL), its records are split here, line by line, and a row that cannot be split is marked, never dropped.
That a block is regular is counted: as many separators as its rows must have, outside and inside quotes.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from npa_rules.errors import Diagnostic, InputError
from npa_rules.readers.blocks import block_of
from npa_rules.readers.raw import HEADER_WITHIN, Choose, Raw, joined
from npa_rules.readers.records import LONGEST, records, separator_of

BLOCK = 8 * 1024 * 1024  # bytes that are read at a time
WIDEST = 20_000


def encoding(path: Path) -> str:
    """The encoding of a text: by its mark, else UTF-8 when all of it is, else Windows-1252."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as stream:
        first = stream.read(4)
        if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        if first[1:2] == b"\0" and first[3:4] == b"\0" and first[0] and first[2]:
            return "utf-16-le"
        stream.seek(0)
        try:
            while block := stream.read(BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def texts(path: Path, coding: str) -> Iterator[str]:
    """The text in blocks, every end of a line `\\n`, without a byte-order mark."""
    decoder = codecs.getincrementaldecoder(coding)(errors="replace")
    ends = io.IncrementalNewlineDecoder(None, translate=True)
    first = True
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            text = ends.decode(decoder.decode(block))
            yield text.lstrip("\ufeff") if first else text
            first = False
        yield ends.decode(decoder.decode(b"", final=True), final=True)


def open_csv(path: Path, name: str, choose: Choose) -> Raw:
    """The table in a text file."""
    coding = encoding(path)
    head = ""
    for text in texts(path, coding):
        head += text
        if len(head) > 200_000:
            head = head[: head.rfind("\n", 0, 200_000) + 1] or head[:200_000]
            break
    if not head.strip(" \n\t;,\0"):
        raise InputError([Diagnostic("E801", file=name)])
    hint = re.match(r"\"?sep=(.)\"?\n", head, re.IGNORECASE)
    separator = hint.group(1) if hint else separator_of(head[hint.end() if hint else 0 :], choose)
    rows: list[list[str]] = []
    lines: list[int] = []
    for line, fields in records(head[hint.end() if hint else 0 :], separator):
        if isinstance(fields, list) and any(f.strip() for f in fields):
            rows.append([f.strip() for f in fields])
            lines.append(line + bool(hint))
        if len(rows) == HEADER_WITHIN:
            break
    if not rows:
        raise InputError([Diagnostic("E801", file=name)])
    at = choose(rows)
    below = joined(rows, at, choose)
    names, at = (rows[at], at) if below is None else below
    if len(names) > WIDEST:
        raise InputError([Diagnostic("E804", file=name, problem="columns")])
    head_lines = head.split("\n")
    quoted, after = 0, lines[at]
    for number in range(lines[at], len(head_lines)):  # the header itself may run over lines
        quoted += head_lines[number].count('"')
        after = number + 1
        if quoted % 2 == 0:
            break
    raw = Raw("csv", names, lambda size: iter(()), warnings=[])
    raw.header_line, raw.encoding, raw.separator = lines[at] + 1, coding, separator
    raw.mark = "point" if separator == "," else "comma"
    raw.take = lambda size: batches(path, coding, separator, names, after, raw, size)
    if below is not None:
        raw.warnings.append(
            ("W819", {"line": raw.header_line, "column": 1, "first": lines[at - 1] + 1, "second": raw.header_line})
        )
    if coding == "cp1252":
        raw.warnings.append(("W803", {}))
    return raw


def batches(
    path: Path, coding: str, separator: str, header: list[str], skip: int, raw: Raw, size: int
) -> Iterator[pl.DataFrame]:
    """The records after the header; blocks end where a record ends."""
    raw.blank, line, rest, held, rows = 0, 1, "", [], 0
    width = len(header)
    for block in texts(path, coding):
        rest += block
        if skip:
            cut = -1
            while skip and (cut := rest.find("\n", cut + 1)) >= 0:
                skip, line = skip - 1, line + 1
            if skip:
                rest = rest[rest.rfind("\n") + 1 :]
                continue
            rest = rest[cut + 1 :]
        cut = whole(rest)
        if not cut:
            continue
        part, rest = rest[:cut], rest[cut:]
        found = block_of(part, separator, width, line, raw)
        line += part.count("\n")
        held.append(found)
        rows += found.height
        if rows >= size:
            joined = pl.concat(held)
            full = rows - rows % size
            yield from joined.head(full).iter_slices(size)
            held, rows = [joined.tail(rows - full)], rows - full
    if rest and not skip:
        held.append(block_of(rest, separator, width, line, raw))
    if held and (left := pl.concat(held)).height:
        yield from left.iter_slices(size)


def whole(text: str) -> int:
    """Where the last record that is complete ends, by quotes that are closed; 0 when a block has none."""
    end = text.rfind("\n") + 1
    if '"' not in text:
        return end
    total, tries = text.count('"', 0, end), 0
    while end and total % 2 and tries < LONGEST:
        before = text.rfind("\n", 0, end - 1) + 1
        total -= text.count('"', before, end)
        end, tries = before, tries + 1
    # a quote that nobody closes would hold everything up: then lines are records
    return end or (text.rfind("\n") + 1 if len(text) > 4 * BLOCK else 0)
