"""Tables of users (CSV, xlsx, Parquet, JSON lines, a query on DuckDB or SQLite) to columns of facts.

    table = open_table('bezit.csv', ruleset, 'dwelling')
    for batch in table.batches():  # polars.DataFrame, at most 200,000 rows
        ...
    print(describe(table.reading, 'nl'))

The names are imported when they are first used: what needs no Polars (`readers.template`) does without it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from npa_rules.readers.mapping import Column, Mapping, read_mapping, save_mapping
    from npa_rules.readers.opening import Place, open_table
    from npa_rules.readers.reading import Cell, Reading, Seen, Unused
    from npa_rules.readers.table import ID, OUTSIDE, REFUSED, Table
    from npa_rules.readers.terminal import describe

HOMES = {
    "terminal": ("describe",),
    "mapping": ("Column", "Mapping", "read_mapping", "save_mapping"),
    "opening": ("Place", "open_table"),
    "reading": ("Cell", "Reading", "Seen", "Unused"),
    "table": ("ID", "OUTSIDE", "REFUSED", "Table"),
}

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


def __getattr__(name: str) -> object:
    """A name of the package, from the module where it lives."""
    for home, names in HOMES.items():
        if name in names:
            return getattr(import_module(f"npa_rules.readers.{home}"), name)
    raise AttributeError(name)
