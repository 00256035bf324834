"""A source of rows before anything is read into them: names of columns, and batches of what the cells hold.

Columns of a batch are called `0`, `1`, … in the order of the names; a column is text, or typed where the source says so.
In text of sources whose cells are typed one by one a first character tells the type: `NUMBER`, `DAY`, `TRUTH`, `FAULT`.
`LINE` is the line or row where a user finds it, `BROKEN` the number of fields of a row that could not be split (else
null).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

import polars as pl

from npa_rules.model.record import OpenRecord, fresh

LINE, BROKEN = "#line", "#broken"
NUMBER, DAY, TRUTH, FAULT = "\x01", "\x02", "\x03", "\x04"
SAMPLE = 2_000  # rows in which decimal marks and personal data are looked for
HEADER_WITHIN = 20  # rows in which the header is looked for


class Choose(Protocol):
    """Finds the header among the first rows."""

    def __call__(self, rows: Sequence[Sequence[str]]) -> int:
        """Which row is the header."""

    def score(self, row: Sequence[str]) -> int:
        """How many cells of a row are known headers."""

    def found(self, rows: Sequence[Sequence[str]]) -> bool:
        """Whether one of the rows is surely a header."""


def joined(rows: Sequence[Sequence[str]], at: int, choose: Choose) -> tuple[list[str], int] | None:
    """The names of columns whose header takes two rows, and which row is the lower one; None where it takes one.

    Either below the header stands a row of names only, one of which is known where the upper is not, or above it a row
    with a name that is known where the header has none.
    """

    def known(text: str) -> bool:
        return bool(text and choose.score([text]))

    if at + 1 < len(rows) and len(rows[at + 1]) <= len(rows[at]):
        top, below = rows[at], rows[at + 1]
        # a row of data may have a word that is also a name, but not in every cell
        wins = [n for n, text in enumerate(below) if text and not known(top[n])]
        if wins and all(known(text) for text in below if text):
            return [below[n] if n in wins else text for n, text in enumerate(top)], at + 1
    if at and len(rows[at - 1]) <= len(rows[at]):
        top, below = rows[at - 1], rows[at]
        if any(known(text) and not below[n] for n, text in enumerate(top)):
            return [text or (top[n] if n < len(top) else "") for n, text in enumerate(below)], at
    return None


class Raw(OpenRecord):
    """One table. `take(size)` gives its batches; the count of blank rows is there when they are through."""

    kind: str
    names: list[str]
    take: Callable[[int], Iterator[pl.DataFrame]]
    sheet: str = ""
    header_line: int = 0
    encoding: str = ""
    separator: str = ""
    mark: str = "mixed"  # where no cell tells otherwise
    settle: bool = True  # whether the cells may tell
    blank: int = 0
    wanted: list[int] | None = None  # the columns to take; all when nothing is said
    sample: Callable[[int], Iterator[pl.DataFrame]] | None = None  # where `take` is dear
    others: tuple[str, ...] = ()  # other sheets
    warnings: list[tuple[str, dict[str, Any]]] = fresh(default_factory=list)


class Percentage(Decimal):
    """A figure that its cell shows with a percent sign."""


def cell(value: Any) -> str | None:
    """A typed value as marked text; text stays as it is, an empty one is nothing."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return value.lstrip("\x01\x02\x03\x04") or None
    if isinstance(value, bool):
        return TRUTH + ("1" if value else "0")
    if isinstance(value, int):
        return NUMBER + str(value)
    if isinstance(value, float):
        return NUMBER + plain(value)
    if isinstance(value, Percentage):
        return f"{NUMBER}{format(value, 'f')}%"
    if isinstance(value, Decimal):
        return NUMBER + format(value, "f")
    if isinstance(value, datetime):
        return DAY + value.isoformat()
    if isinstance(value, date):
        return DAY + value.isoformat()
    if isinstance(value, bytes):
        return FAULT
    return str(value)


def plain(value: float) -> str:
    """The shortest decimal text that is this binary figure, without an exponent."""
    if value != value or value in (float("inf"), float("-inf")):
        return "nan"
    text = format(Decimal(repr(value)), "f")
    return text.removesuffix(".0")


# error values of a spreadsheet as an export writes them, in English and Dutch, and a column that was too narrow
FAULTS = (
    r"^\s*(?:#(?:N/A|N/B|REF!|VERW!|VALUE!|WAARDE!|DIV/0!|DEEL/0!|NAME\?|NAAM\?|NUM!|GETAL!|NULL!|LEEG!|SPILL!|OVERLOOP!|"
    r"CALC!|BEREKENEN!)|#{3,})\s*$"
)
TYPED = ("xlsx", "sqlite", "json", "jsonl")  # kinds whose text may be marked


def framed(rows: Iterable[Sequence[Any]], lines: Sequence[int], width: int) -> pl.DataFrame:
    """Rows of typed values as one batch of marked text."""
    cells: list[list[str | None]] = [[] for _ in range(width)]
    for row in rows:
        for n in range(width):
            cells[n].append(cell(row[n]) if n < len(row) else None)
    series = [pl.Series(str(n), c, dtype=pl.String) for n, c in enumerate(cells)]
    line = pl.Series(LINE, lines, dtype=pl.Int64)
    return pl.DataFrame([*series, line, pl.Series(BROKEN, [None] * len(lines), dtype=pl.Int64)])
