"""A query on a DuckDB or SQLite file, which is opened to be read only."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import polars as pl

from npa_rules.errors import Diagnostic, InputError
from npa_rules.readers.raw import BROKEN, LINE, Raw, framed

ASKED = 20_000  # rows that are fetched at a time from SQLite


def failed(name: str, error: Exception) -> InputError:
    """What the database said, on one line."""
    said = " ".join(str(error).split())[:160]
    return InputError([Diagnostic("E811", file=name, problem=said)])


def open_sqlite(path: Path, name: str, query: str) -> Raw:
    """The rows of a query on SQLite, whose cells are typed one by one."""
    base = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    base.execute("pragma query_only = on")
    try:
        cursor = base.execute(query)
        names = [d[0] for d in cursor.description or ()]
    except sqlite3.Error as error:
        raise failed(name, error) from None
    if not names:
        raise failed(name, ValueError("no rows"))

    def take(size: int) -> Iterator[pl.DataFrame]:
        at = 0
        try:
            rows = base.execute(query)
            while part := rows.fetchmany(min(size, ASKED)):
                yield framed(part, range(at + 1, at + 1 + len(part)), len(names))
                at += len(part)
        except sqlite3.Error as error:
            raise failed(name, error) from None

    return Raw("sqlite", names, take, warnings=[])


def open_duckdb(path: Path, name: str, query: str) -> Raw:
    """The rows of a query on DuckDB, without access to anything but the file."""
    if find_spec("duckdb") is None:
        raise InputError([Diagnostic("E710", name="tables")])
    import duckdb

    locked: dict[str, Any] = {"enable_external_access": "false", "lock_configuration": "true"}
    try:
        base = duckdb.connect(str(path), read_only=True, config=locked)
        names = [str(d[0]) for d in base.execute(query).description or ()]
        base.execute("select 1").fetchall()
    except duckdb.Error as error:
        raise failed(name, error) from None

    def take(size: int) -> Iterator[pl.DataFrame]:
        at = 0
        try:
            stream = pl.scan_arrow_c_stream(base.sql(query)) if hasattr(pl, "scan_arrow_c_stream") else None
            found = stream.collect_batches(chunk_size=size) if stream is not None else [pl.DataFrame(base.sql(query))]
            for part in found:
                part.columns = [str(n) for n in range(len(names))]
                yield part.with_columns(
                    pl.int_range(at + 1, at + 1 + part.height, dtype=pl.Int64).alias(LINE),
                    pl.lit(None, pl.Int64).alias(BROKEN),
                )
                at += part.height
        except (duckdb.Error, pl.exceptions.PolarsError) as error:
            raise failed(name, error) from None

    return Raw("duckdb", names, take, warnings=[])
