"""CSV as Dutch offices write it, in batches: whole records only, each with the line on which it begins.

Text that is regular is read by Polars. Where a block is not (a row with too few or too many fields, a quote that does
not close, a NUL), its records are split here, line by line, and a row that cannot be split is marked, never dropped.
That a block is regular is counted: as many separators as its rows must have, outside and inside quotes.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from npa_rules.errors import Diagnostic, InputError
from npa_rules.readers.raw import BROKEN, HEADER_WITHIN, LINE, Choose, Raw

BLOCK = 8 * 1024 * 1024  # bytes that are read at a time
LONGEST = 200  # lines that one record may take
SEPARATORS = (";", "\t", ",", "|")
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
            if taken > 1 and not isinstance(whole_one, list):
                taken, whole_one = 1, line.count(separator) + 1
            yield at, whole_one or line.count(separator) + 1
        at += taken


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


def separator_of(text: str) -> str:
    """The character that splits the first records into the same number of fields, more than one."""
    best, score = ";", (0.0, 0)
    for candidate in SEPARATORS:
        widths = [len(f) if isinstance(f, list) else f for _, f in records(text, candidate) if f not in ([""], [])][
            :100
        ]
        if not widths or max(widths) < 2:
            continue
        usual = max(set(widths), key=lambda w: (widths.count(w), w))
        share = widths.count(usual) / len(widths) if usual > 1 else 0.0
        found = (share, usual)
        if found[0] > score[0] + 0.05 or (abs(found[0] - score[0]) <= 0.05 and found[1] > score[1] and score[0] < 0.95):
            best, score = candidate, found
    return best


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
    separator = hint.group(1) if hint else separator_of(head[hint.end() if hint else 0 :])
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
    names = [*rows[at], *[""] * (max(len(r) for r in rows[at:]) - len(rows[at]))] if usual(rows[at:]) else rows[at]
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
    if coding == "cp1252":
        raw.warnings.append(("W803", {}))
    return raw


def usual(rows: list[list[str]]) -> bool:
    """Whether all rows after a header have the same number of fields, more than the header."""
    widths = {len(r) for r in rows[1:]}
    return len(widths) == 1 and max(widths) > len(rows[0])


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


def block_of(text: str, separator: str, width: int, line: int, raw: Raw) -> pl.DataFrame:
    """A block as text columns, blank rows counted and left out."""
    found = regular(text, separator, width, line)
    if found is None:
        found = irregular(text, separator, width, line)
    names = [str(n) for n in range(width)]
    empty = pl.all_horizontal(*(pl.col(n).is_null() for n in names), pl.col(BROKEN).is_null())
    kept = found.filter(~empty)
    raw.blank += found.height - kept.height
    return kept


def regular(text: str, separator: str, width: int, line: int) -> pl.DataFrame | None:
    """A block whose rows all have `width` fields, read by Polars; None when that is not certain."""
    text = text.rstrip("\n") + "\n"
    if "\0" in text or width == 1 or text.startswith("\n"):
        return None
    quotes = '"' in text
    mark = re.escape(separator)
    if quotes and pl.Series([text]).str.contains(rf'[^{mark}\n"]"[^{mark}\n"]')[0]:
        return None
    names = [str(n) for n in range(width)]
    try:
        found = pl.read_csv(
            text.encode(),
            separator=separator,
            has_header=False,
            schema=dict.fromkeys(names, pl.String),
            quote_char='"' if quotes else None,
        )
    except pl.exceptions.PolarsError:
        return None
    ends, marks = text.count("\n"), text.count(separator)
    inner = None
    if quotes:
        every = [pl.col(n).str.count_matches("\n", literal=True).fill_null(0) for n in names]
        inner = found.select(pl.sum_horizontal(*every)).to_series()
        within = [pl.col(n).str.count_matches(separator, literal=True).sum() for n in names]
        marks -= int(found.select(pl.sum_horizontal(*within)).item() or 0)
        ends -= int(inner.sum())
        swallowed = rf"\n[^\n]*(?:{mark}[^\n]*){{{width - 1}}}"
        if (
            int(inner.sum())
            and found.select(pl.any_horizontal(*(pl.col(n).str.contains(swallowed).any() for n in names))).item()
        ):
            return None
    if marks != (width - 1) * found.height or ends != found.height:
        return None
    if inner is not None and int(inner.sum()):
        begins = (
            pl.Series([0]).append(inner.cast(pl.Int64).head(-1)).cum_sum()
            + line
            + pl.int_range(found.height, eager=True)
        ).alias(LINE)
    else:
        begins = pl.int_range(line, line + found.height, eager=True).alias(LINE)
    return trimmed(found, names).with_columns(begins.cast(pl.Int64), pl.lit(None, pl.Int64).alias(BROKEN))


def trimmed(found: pl.DataFrame, names: list[str]) -> pl.DataFrame:
    """Without spaces around a text; what is then empty is nothing."""
    if not names:
        return found
    stripped = [pl.col(n).str.strip_chars(" \t\u00a0\u202f") for n in names]
    return found.with_columns(pl.when(s != "").then(s) for s in stripped)


def irregular(text: str, separator: str, width: int, line: int) -> pl.DataFrame:
    """A block record by record; a broken one has its number of fields and nothing else."""
    names = [str(n) for n in range(width)]
    cells: list[list[str | None]] = []
    lines: list[int] = []
    broken: list[int | None] = []
    for at, fields in records(text, separator, width):
        if isinstance(fields, list):
            cells.append([*fields])
            broken.append(None)
        else:
            cells.append([None] * width)
            broken.append(fields)
        lines.append(line + at)
    found = pl.DataFrame(cells, schema=dict.fromkeys(names, pl.String), orient="row")
    return trimmed(found, names).with_columns(
        pl.Series(LINE, lines, dtype=pl.Int64), pl.Series(BROKEN, broken, dtype=pl.Int64)
    )
