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


class Twofold(dict[str, Any]):
    """An object in which a key occurs twice, itself or below: which value is meant nobody knows."""


def object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object, marked when one of its keys occurs twice."""
    found = dict(pairs)
    inner = [i for _, v in pairs for i in (v if isinstance(v, list) else [v])]
    return Twofold(found) if len(found) < len(pairs) or any(isinstance(i, Twofold) for i in inner) else found


def loads(text: str) -> Any:
    """JSON with its figures as text; NaN is nothing, and what has no end is no figure."""
    return json.loads(
        text, parse_float=Digits, parse_int=Digits, parse_constant=lambda c: None if c == "NaN" else Digits(c),
        object_pairs_hook=object_of,
    )  # fmt: skip


def sound(value: Any) -> bool:
    """Whether a value is an object that can be read."""
    return isinstance(value, dict) and not isinstance(value, Twofold)


def doubled(lines: list[str], names: list[str]) -> list[int]:
    """Which lines have a key twice; only those in which a name stands twice are looked at."""
    text = pl.Series(lines, dtype=pl.String)
    often = pl.repeat(False, len(lines), dtype=pl.Boolean, eager=True)
    for name in names:
        often = often | (text.str.count_matches(json.dumps(name, ensure_ascii=False), literal=True) > 1)
    return [n for n in often.arg_true().to_list() if objects([lines[n]]) == [None]]


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
        found.append(value if sound(value) else None)
    return found


def open_json(path: Path, name: str) -> Raw:
    """JSON lines, or one object or a list when the whole is that."""
    coding = encoding(path)
    keys: dict[str, None] = {}
    some = False
    for lines in blocks(path, coding):
        full = [line for line in lines if line.strip()]
        if full and not some and not an_object(full[0]):
            return document(path, name, coding)
        some = some or bool(full)
        keys |= dict.fromkeys(names_of(full))
    if not some:
        raise InputError([Diagnostic("E801", file=name)])
    raw = Raw("jsonl", list(keys), lambda size: iter(()), warnings=[])
    raw.mark, raw.settle = "point", False
    raw.take = lambda size: batches(path, coding, raw, size)
    return raw


def an_object(line: str) -> bool:
    """Whether a line is an object, whatever its keys."""
    try:
        return isinstance(loads(line), dict)
    except (ValueError, RecursionError):
        return False


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
            whole = pl.DataFrame(stripped).with_columns(empty)
            broken = pl.Series(BROKEN, [None] * len(lines), dtype=pl.Int64)
            if twice := doubled(lines, names):
                broken = broken.scatter(twice, 0)
                whole = whole.with_columns(pl.when(broken.is_null()).then(pl.col(n)).alias(n) for n in whole.columns)
            return whole.with_columns(line, broken)
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
    found = [o if sound(o) else None for o in items]
    if not any(isinstance(o, dict) for o in items):
        raise InputError([Diagnostic("E801", file=name)])
    if not any(found):  # each has a key twice
        raise InputError([Diagnostic("E804", file=name, problem="json", line=1, column=1)])
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
