"""A sheet of an Excel workbook, row by row; a formula counts by the value that was saved with it, never evaluated.

Two readers: calamine is ten times as fast and holds the sheet in memory; openpyxl streams it, knows formulas and error
values, and serves where a sheet is too large, has either, or calamine is not installed. Both give the same cells.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import polars as pl

from npa_rules.errors import Diagnostic, InputError, nearest
from npa_rules.model.record import OpenRecord, fresh
from npa_rules.readers.raw import HEADER_WITHIN, Choose, Percentage, Raw, framed, joined

LARGEST = 4 * 1024 * 1024 * 1024  # bytes that a workbook may unpack to
RATIO = 200  # times its size that a part may unpack to; a sheet of real data reaches some 30
SMALL = 8 * 1024 * 1024  # bytes below which the ratio does not matter
HELD = 256 * 1024 * 1024  # bytes of a sheet that may be held in memory
PART = 1024 * 1024
TAIL = 512  # bytes that two parts have in common, for what lies across their border
HIDDEN = re.compile(rb'<row [^>]*hidden="(?:1|true)"')
MERGED = re.compile(rb'<mergeCell ref="([A-Z0-9:]+)"')


def check_size(path: Path, name: str) -> list[zipfile.ZipInfo]:
    """The parts of a workbook; one that unpacks to far more than it is, or that is cut off, is refused unopened."""
    try:
        with zipfile.ZipFile(path) as box:
            parts = box.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise InputError([Diagnostic("E804", file=name, problem="xlsx")]) from None
    total = sum(p.file_size for p in parts)
    wild = any(p.file_size > SMALL and p.file_size > RATIO * max(p.compress_size, 1) for p in parts)
    if total > LARGEST or wild or len(parts) > 100_000:
        raise InputError([Diagnostic("E805", file=name, limit=LARGEST // 1024 // 1024)])
    return parts


def open_book(path: Path, name: str, *, values: bool = True) -> Any:
    """The workbook, streamed, with saved values or with formulas; as a stream, so that its name does not matter."""
    import openpyxl

    try:
        return openpyxl.load_workbook(path.open("rb"), read_only=True, data_only=values)
    except Exception:  # openpyxl raises what its parts raise: KeyError, ValueError, ParseError, BadZipFile
        raise InputError([Diagnostic("E804", file=name, problem="xlsx")]) from None


def open_xlsx(path: Path, name: str, sheet: str | None, choose: Choose, known: Sequence[str] = ()) -> Raw:
    """One sheet: the one asked for, else the first whose header is recognised, else the first with cells."""
    parts = {p.filename: p for p in check_size(path, name)}
    book = open_book(path, name)
    try:
        titles = [s.title for s in book.worksheets]
        if sheet is not None and sheet not in titles:
            hint = nearest(sheet, titles)
            told = ", ".join(titles[:20])
            raise InputError([Diagnostic("E806", file=name, name=sheet[:60], allowed=told, suggestion=hint)])
        chosen, top, lines = None, [], []
        seen = sorted(book.worksheets, key=lambda s: s.sheet_state != "visible")  # what nobody sees comes last
        for page in seen if sheet is None else [book[sheet]]:
            rows, numbers = beginning(page, name)
            if rows and (chosen is None or (not choose.found(top) and choose.found(rows))):
                chosen, top, lines = page, rows, numbers
        if chosen is None:
            raise InputError([Diagnostic("E801", file=name)])
        inner = str(chosen._worksheet_path).lstrip("/")
    finally:
        book.close()
    at = choose(top)
    below = joined(top, at, choose)
    names, at = (list(top[at]), at) if below is None else below
    while len(names) > 1 and not names[-1]:
        names.pop()
    raw = Raw("xlsx", names, lambda size: iter(()), warnings=[])
    raw.sheet, raw.header_line = chosen.title, lines[at]
    scan = scanned(path, name, inner)
    small = inner in parts and parts[inner].file_size <= HELD
    plain = not (scan.formulas or scan.faults or scan.percent)
    fast = small and plain and find_spec("python_calamine") is not None
    if below is not None:
        raw.warnings.append(("W819", {"line": lines[at], "column": 1, "first": lines[at - 1], "second": lines[at]}))
    if scan.hidden or chosen.sheet_state != "visible":
        raw.warnings.append(("W817", {}))
    if places := columns_of(scan, lines[at]):
        raw.warnings.append(("W816", {"places": ", ".join(places[:5]) + (", …" if len(places) > 5 else "")}))
    if scan.formulas:
        for number, column in formula_cells(path, chosen.title):
            raw.warnings.append(("W806", {"line": number, "column": column}))
    others = [t for t in titles if t != chosen.title and t not in known]
    if others and sheet is None:
        raw.warnings.append(("W809", {"names": ", ".join(o[:31] for o in others[:10])}))
    raw.others = tuple(titles)
    raw.take = lambda size: batches(path, name, fast, raw, size)
    raw.sample = lambda size: batches(path, name, False, raw, size)
    return raw


def beginning(page: Any, name: str) -> tuple[list[list[str]], list[int]]:
    """The first rows with content as text, and their numbers."""
    rows: list[list[str]] = []
    numbers: list[int] = []
    try:
        for number, row in enumerate(page.iter_rows(values_only=True), 1):
            texts = ["" if v is None else " ".join(str(v).split()) for v in row]
            if any(texts):
                rows.append(texts)
                numbers.append(number)
            if len(rows) == HEADER_WITHIN or number > 1_000:
                break
    except Exception:
        raise InputError([Diagnostic("E804", file=name, problem="xlsx")]) from None
    return rows, numbers


class Found(OpenRecord):
    """What the text of a sheet tells: formulas, error values, hidden rows, merged cells, a percentage among its forms."""

    formulas: bool = False
    faults: bool = False
    hidden: bool = False
    percent: bool = False
    merged: list[str] = fresh(default_factory=list)


def scanned(path: Path, name: str, inner: str) -> Found:
    """What a sheet has, looked for in its text."""
    found, tail = Found(), b""
    try:
        with zipfile.ZipFile(path) as box:
            percent = percentages(box.read("xl/styles.xml")) if "xl/styles.xml" in box.namelist() else None
            with box.open(inner) as stream:
                while part := stream.read(PART):
                    both = tail + part
                    found.formulas = found.formulas or b"<f>" in both or b"<f " in both
                    found.faults = found.faults or b't="e"' in both
                    found.percent = found.percent or (percent is not None and percent.search(both) is not None)
                    found.hidden = found.hidden or HIDDEN.search(both) is not None
                    found.merged += [r.decode("ascii", "replace") for r in MERGED.findall(both)]
                    tail = both[-TAIL:]
    except (zipfile.BadZipFile, OSError, EOFError, KeyError, ValueError, RuntimeError, zipfile.zlib.error):  # type: ignore[attr-defined]
        raise InputError([Diagnostic("E804", file=name, problem="xlsx")]) from None
    found.merged = list(dict.fromkeys(found.merged))
    return found


def percentages(styles: bytes) -> re.Pattern[bytes] | None:
    """How a cell looks in the text of a sheet whose form shows a figure times a hundred with a sign: 0.05 is 5 percent."""
    own = {
        n for n, code in re.findall(rb'<numFmt [^>]*numFmtId="(\d+)" [^>]*formatCode="([^"]*)"', styles) if b"%" in code
    }
    forms = re.search(rb"<cellXfs.*?</cellXfs>", styles, re.DOTALL)
    used = re.findall(rb'<xf [^>]*numFmtId="(\d+)"', forms.group()) if forms else []
    places = [str(n).encode() for n, form in enumerate(used) if form in own | {b"9", b"10"}]
    return re.compile(rb'<c [^>]*\bs="(?:' + b"|".join(places) + rb')"') if places else None


def columns_of(found: Found, header: int) -> list[str]:
    """Merged cells below the header that take more than one row: only the first of those rows has the value."""
    told = []
    for place in found.merged:
        ends = re.findall(r"[A-Z]+(\d+)", place)
        if len(ends) == 2 and ends[0] != ends[1] and int(ends[1]) > header:
            told.append(place)
    return told


def formula_cells(path: Path, title: str, most: int = 5) -> list[tuple[int, int]]:
    """The first cells with a formula, as row and column."""
    found: list[tuple[int, int]] = []
    book = open_book(path, path.name, values=False)
    try:
        for row in book[title].iter_rows():
            found += [(c.row, c.column) for c in row if c.data_type == "f"]
            if len(found) >= most:
                break
    finally:
        book.close()
    return found[:most]


def rows_of(path: Path, title: str, fast: bool) -> Iterator[tuple[int, Sequence[Any]]]:
    """Each row of a sheet with its number."""
    if fast:
        import python_calamine

        page = python_calamine.CalamineWorkbook.from_filelike(path.open("rb")).get_sheet_by_name(title)
        left = [None] * (page.start[1] if page.start else 0)
        for number, row in enumerate(page.iter_rows(), 1):
            yield number, [*left, *row]
        return
    book = open_book(path, path.name)
    try:
        for number, cells in enumerate(book[title].iter_rows(), 1):
            yield number, [value_of(c) for c in cells]
    finally:
        book.close()


def value_of(found: Any) -> Any:
    """The value of a cell; one that is shown as a percentage counts as what it shows."""
    if found.data_type == "e":
        return b""
    value = found.value
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in (found.number_format or ""):
        shown = Decimal(repr(value)) * 100
        return Percentage(shown) if shown.is_finite() else value
    return value


def batches(path: Path, name: str, fast: bool, raw: Raw, size: int) -> Iterator[pl.DataFrame]:
    """The rows under the header, blank ones counted and left out."""
    raw.blank, waiting = 0, 0
    held: list[Sequence[Any]] = []
    lines: list[int] = []
    width, part = len(raw.names), min(size, 20_000)
    try:
        for number, row in rows_of(path, raw.sheet, fast):
            if number <= raw.header_line:
                continue
            if not any(v is not None and v != "" and (not isinstance(v, str) or v.strip()) for v in row[:width]):
                waiting += 1
                continue
            raw.blank, waiting = raw.blank + waiting, 0  # blank rows after the last one are no rows
            held.append(row)
            lines.append(number)
            if len(held) == part:
                yield framed(held, lines, width)
                held, lines = [], []
    except InputError:
        raise
    except Exception:
        raise InputError([Diagnostic("E804", file=name, problem="xlsx")]) from None
    if held:
        yield framed(held, lines, width)
