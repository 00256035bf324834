"""A block of text, which begins and ends with whole records, to columns.

Without quotes a line is a record: its separators are counted, and lines that have as many as they must are read by
Polars, only the columns that are asked for. With quotes Polars reads the block, and is believed when the separators and
ends of lines outside and inside the fields add up. Any other block is split record by record (`records`).
"""

from __future__ import annotations

import io
import re

import polars as pl

from npa_rules.readers.raw import BROKEN, LINE, Raw
from npa_rules.readers.records import fitted, records

SPACE = " \t\u00a0\u202f\u2007\u2009\u200b\ufeff"
AS_TEXT = r'^="(.*)"$'  # how an export keeps a spreadsheet from taking a text for a figure


def block_of(text: str, separator: str, width: int, line: int, raw: Raw) -> pl.DataFrame:
    """A block as text columns, blank rows counted and left out."""
    if '"' not in text and "\0" not in text and width > 1:
        return unquoted(text, separator, width, line, raw)
    found = quoted(text, separator, width, line, asked(raw, width))
    if found is None:
        found = irregular(text, separator, width, line)
    if '="' in text:
        found = trimmed(
            found.with_columns(pl.col(str(n)).str.replace(AS_TEXT, "$1") for n in asked(raw, width)),
            names_of(raw, width),
        )
    empty = pl.all_horizontal(*(pl.col(str(n)).is_null() for n in range(width)), pl.col(BROKEN).is_null())
    kept = found.filter(~empty)
    raw.blank += found.height - kept.height
    return kept.select(*(str(n) for n in asked(raw, width)), LINE, BROKEN)


def names_of(raw: Raw, width: int) -> list[str]:
    """Their names in a frame."""
    return [str(n) for n in asked(raw, width)]


def asked(raw: Raw, width: int) -> list[int]:
    """The columns that are asked for."""
    return list(range(width)) if raw.wanted is None else [n for n in raw.wanted if n < width]


def parsed(text: bytes, separator: str, width: int, *, columns: list[int] | None, quote: str | None) -> pl.DataFrame:
    """Text of rows of one width, as text columns."""
    names = [str(n) for n in range(width)]
    found = pl.read_csv(
        text,
        separator=separator,
        has_header=False,
        schema=dict.fromkeys(names, pl.String),
        columns=columns,
        quote_char=quote,
    )
    return found.select(str(n) for n in columns) if columns else found


def unquoted(text: str, separator: str, width: int, line: int, raw: Raw) -> pl.DataFrame:
    """A block without quotes."""
    mark, columns = re.escape(separator), asked(raw, width)
    lines = pl.read_lines(io.BytesIO(text.encode())).to_series().fill_null("")
    right = lines.str.count_matches(separator, literal=True) == width - 1
    filled = lines.str.contains(rf"[^{mark}\s\x{{a0}}]")
    good = right & filled
    numbers = pl.int_range(line, line + lines.len(), eager=True, dtype=pl.Int64)
    data = text.encode()
    if not good.all():
        raw.blank += int((~filled).sum())
        data = ("\n".join(lines.filter(good)) + "\n").encode()
    frame = pl.DataFrame(schema=dict.fromkeys((str(n) for n in columns), pl.String))
    if good.any():
        frame = parsed(data, separator, width, columns=columns or [0], quote=None).select(str(n) for n in columns)
    frame = trimmed(frame).with_columns(numbers.filter(good).alias(LINE), pl.lit(None, pl.Int64).alias(BROKEN))
    wrong = filled & ~right
    if not wrong.any():
        return frame
    cells: list[list[str | None]] = []
    broken: list[int | None] = []
    for one in lines.filter(wrong):
        fields = fitted(one.split(separator), width)
        cells.append([fields[n] for n in columns] if isinstance(fields, list) else [None] * len(columns))
        broken.append(None if isinstance(fields, list) else fields)
    other = pl.DataFrame(cells, schema=dict.fromkeys((str(n) for n in columns), pl.String), orient="row")
    marks = [numbers.filter(wrong).alias(LINE), pl.Series(BROKEN, broken, dtype=pl.Int64)]
    return pl.concat([frame, trimmed(other).with_columns(marks)]).sort(LINE)


def quoted(text: str, separator: str, width: int, line: int, columns: list[int]) -> pl.DataFrame | None:
    """A block with quotes, when it is certain that Polars splits it as it is meant; else None."""
    text = text.rstrip("\n") + "\n"
    mark = re.escape(separator)
    if "\0" in text or width == 1 or text.startswith("\n"):
        return None
    if pl.Series([text]).str.contains(rf'[^{mark}\n"]"[^{mark}\n"]')[0]:
        return None
    names = [str(n) for n in range(width)]
    try:
        found = parsed(text.encode(), separator, width, columns=None, quote='"')
    except pl.exceptions.PolarsError:
        return None
    inner = pl.repeat(0, found.height, dtype=pl.Int64, eager=True)
    if text.count("\n") != found.height:
        every = [pl.col(n).str.count_matches("\n", literal=True).fill_null(0) for n in names]
        inner = found.select(pl.sum_horizontal(*every)).to_series().cast(pl.Int64)
    within = [pl.col(n).str.count_matches(separator, literal=True).sum() for n in names]
    marks = text.count(separator) - int(found.select(pl.sum_horizontal(*within)).item() or 0)
    if marks != (width - 1) * found.height or text.count("\n") - int(inner.sum()) != found.height:
        return None
    begins = pl.int_range(line, line + found.height, eager=True, dtype=pl.Int64)
    if (inner > 0).any():
        swallowed = rf"\n[^\n]*(?:{mark}[^\n]*){{{width - 1}}}"
        if found.select(pl.any_horizontal(*(pl.col(n).str.contains(swallowed).any() for n in names))).item():
            return None
        begins = begins + pl.Series([0], dtype=pl.Int64).append(inner.head(-1)).cum_sum()
    kept = trimmed(found, [str(n) for n in columns])
    return kept.with_columns(begins.alias(LINE), pl.lit(None, pl.Int64).alias(BROKEN))


def trimmed(found: pl.DataFrame, names: list[str] | None = None) -> pl.DataFrame:
    """Without spaces around a text; what is then empty is nothing."""
    stripped = [(n, pl.col(n).str.strip_chars(SPACE)) for n in (found.columns if names is None else names)]
    return found.with_columns(pl.when(s != "").then(s).alias(n) for n, s in stripped)


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
    return trimmed(found).with_columns(
        pl.Series(LINE, lines, dtype=pl.Int64), pl.Series(BROKEN, broken, dtype=pl.Int64)
    )
