"""Tables of users (CSV, xlsx, Parquet, JSON lines, a query on DuckDB or SQLite) to columns of facts."""

from __future__ import annotations

from npa_rules.readers.describe import describe
from npa_rules.readers.mapping import Column, Mapping, read_mapping, save_mapping
from npa_rules.readers.reading import Cell, Reading, Seen, Unused
from npa_rules.readers.table import ID, OUTSIDE, REFUSED, Place, Table, open_table

__all__ = [
    "ID",
    "OUTSIDE",
    "REFUSED",
    "Cell",
    "Column",
    "Mapping",
    "Place",
    "Reading",
    "Seen",
    "Table",
    "Unused",
    "describe",
    "open_table",
    "read_mapping",
    "save_mapping",
]
