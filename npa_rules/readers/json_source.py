"""JSON lines in blocks, and a JSON file with one object or a list of them.

Figures are taken as they are written: `702.10` is that text, never a binary figure. What is nested comes as its JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from npa_rules.errors import Diagnostic, InputError
from npa_rules.readers.csv_source import encoding, texts
from npa_rules.readers.raw import BROKEN, LINE, NUMBER, TRUTH, Raw

LARGEST = 512 * 1024 * 1024  # bytes of a JSON file that is not in lines


class Digits(str):
    """A figure as it is written in the file."""

    __slots__ = ()


def loads(text: str) -> Any:
    """JSON with its figures as text."""
    return json.loads(text, parse_float=Digits, parse_int=Digits, parse_constant=lambda _: None)


def told(value: Any) -> str | None:
    """A value as marked text."""
    if value is None:
        return None
    if isinstance(value, bool):
        return TRUTH + ("1" if value else "0")
    if isinstance(value, Digits):
        return NUMBER + value
    if isinstance(value, str):
        return value.strip().lstrip("\x01\x02\x03\x04") or None
    return json.dumps(value, ensure_ascii=False)


def blocks(path: Path, coding: str) -> Iterator[list[str]]:
    """The lines of a file, some at a time."""
    rest = ""
    for text in texts(path, coding):
        lines = (rest + text).split("\n")
        rest = lines.pop()
        yield lines
    if rest:
        yield [rest]


def objects(lines: list[str]) -> list[dict[str, Any] | None]:
    """The object of each line; None where a line is not one."""
    found: list[dict[str, Any] | None] = []
    for line in lines:
        try:
            value = loads(line)
        except (ValueError, RecursionError):
            value = None
        found.append(value if isinstance(value, dict) else None)
    return found


def open_json(path: Path, name: str) -> Raw:
    """JSON lines, or one object or a list when the whole is that."""
    coding = encoding(path)
    keys: dict[str, None] = {}
    some = False
    for lines in blocks(path, coding):
        full = [line for line in lines if line.strip()]
        found = objects(full[:1]) if not some else []
        if not some and found == [None]:
            return document(path, name, coding)
        some = some or bool(full)
        keys |= dict.fromkeys(names_of(full))
    if not some:
        raise InputError([Diagnostic("E801", file=name)])
    raw = Raw("jsonl", list(keys), lambda size: iter(()), warnings=[])
    raw.mark, raw.settle = "point", False
    raw.take = lambda size: batches(path, coding, raw, size)
    return raw


def names_of(lines: list[str]) -> list[str]:
    """Every key of some lines."""
    try:
        return pl.read_ndjson("\n".join(lines).encode(), infer_schema_length=None).columns if lines else []
    except pl.exceptions.PolarsError:
        return list(dict.fromkeys(k for found in objects(lines) if found for k in found))


def batches(path: Path, coding: str, raw: Raw, size: int) -> Iterator[pl.DataFrame]:
    """The objects as text columns."""
    raw.blank, at, held, rows = 0, 1, [], 0
    for lines in blocks(path, coding):
        full = [n for n, line in enumerate(lines) if line.strip()]
        raw.blank += len(lines) - len(full)
        numbers = [at + n for n in full]
        held.append(block_of([lines[n] for n in full], numbers, raw.names))
        at, rows = at + len(lines), rows + len(full)
        if rows >= size:
            joined = pl.concat(held)
            cut = rows - rows % size
            yield from joined.head(cut).iter_slices(size)
            held, rows = [joined.tail(rows - cut)], rows - cut
    if held and (left := pl.concat(held)).height:
        yield from left.iter_slices(size)


def block_of(lines: list[str], numbers: list[int], names: list[str]) -> pl.DataFrame:
    """Some lines as columns; a line that is no object is broken."""
    line = pl.Series(LINE, numbers, dtype=pl.Int64)
    if lines:
        try:
            found = pl.read_ndjson("\n".join(lines).encode(), schema=dict.fromkeys(names, pl.String))
        except pl.exceptions.PolarsError:
            found = None
        if found is not None and found.height == len(lines):
            found.columns = [str(n) for n in range(len(names))]
            stripped = [c.str.strip_chars() for c in found.get_columns()]
            empty = [pl.when(pl.col(s.name) != "").then(pl.col(s.name)) for s in stripped]
            return pl.DataFrame(stripped).with_columns(empty).with_columns(line, pl.lit(None, pl.Int64).alias(BROKEN))
    return rows_of(objects(lines), numbers, names)


def rows_of(found: list[dict[str, Any] | None], numbers: list[int], names: list[str]) -> pl.DataFrame:
    """Objects as columns."""
    cells = {str(n): [told(o.get(key)) if o is not None else None for o in found] for n, key in enumerate(names)}
    broken = [0 if o is None else None for o in found]
    return pl.DataFrame(
        [pl.Series(n, c, dtype=pl.String) for n, c in cells.items()]
        + [pl.Series(LINE, numbers, dtype=pl.Int64), pl.Series(BROKEN, broken, dtype=pl.Int64)]
    )


def document(path: Path, name: str, coding: str) -> Raw:
    """A file that is one JSON text: an object, or a list of them, numbered from 1."""
    if path.stat().st_size > LARGEST:
        raise InputError([Diagnostic("E805", file=name, limit=LARGEST // 1024 // 1024)])
    text = "".join(texts(path, coding))
    try:
        value = loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise InputError([Diagnostic("E804", file=name, problem="json", line=line, column=1)]) from None
    items = value if isinstance(value, list) else [value]
    found = [o if isinstance(o, dict) else None for o in items]
    if not any(found):
        raise InputError([Diagnostic("E801", file=name)])
    return from_objects(found)


def from_objects(found: list[dict[str, Any] | None]) -> Raw:
    """Objects as a table."""
    names = list(dict.fromkeys(k for o in found if o for k in o))

    def take(size: int) -> Iterator[pl.DataFrame]:
        for start in range(0, len(found), size):
            part = found[start : start + size]
            yield rows_of(part, [start + n + 1 for n in range(len(part))], names)

    raw = Raw("json", names, take, warnings=[])
    raw.mark, raw.settle = "point", False
    return raw
