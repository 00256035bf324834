"""Parquet, in slices: a slice decodes only the row groups that it needs, so memory does not grow with the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from npa_rules.errors import Diagnostic, InputError
from npa_rules.readers.raw import BROKEN, LINE, Raw


def open_parquet(path: Path, name: str) -> Raw:
    """The table of a Parquet file; its rows are counted from 1."""
    try:
        names = list(pl.read_parquet_schema(path))
        rows = int(pl.scan_parquet(path, glob=False).select(pl.len()).collect().item())
    except (pl.exceptions.PolarsError, OSError):
        raise InputError([Diagnostic("E804", file=name, problem="parquet")]) from None
    raw = Raw("parquet", names, lambda size: iter(()))
    raw.take = lambda size: slices(path, name, rows, raw, size)
    raw.mark = "mixed"
    return raw


def slices(path: Path, name: str, rows: int, raw: Raw, size: int) -> Iterator[pl.DataFrame]:
    """The rows, `size` at a time; damage within the file is found when it is reached."""
    asked = range(len(raw.names)) if raw.wanted is None else raw.wanted
    scan = pl.scan_parquet(path, glob=False).select(pl.col(raw.names[n]).alias(str(n)) for n in asked)
    for start in range(0, rows, size):
        try:
            found = scan.slice(start, size).collect()
        except (pl.exceptions.PolarsError, OSError):
            raise InputError([Diagnostic("E804", file=name, problem="parquet", line=start + 1, column=1)]) from None
        count = found.height if asked else min(size, rows - start)
        yield found.with_columns(
            pl.int_range(start + 1, start + 1 + count, dtype=pl.Int64, eager=True).alias(LINE),
            pl.lit(None, pl.Int64).alias(BROKEN),
        )
