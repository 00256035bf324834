"""Cells to codes, ranks, truths and texts."""

from __future__ import annotations

import polars as pl

from npa_rules.model.dictionary import FactType, Scale
from npa_rules.readers.figures import CUT, EXPONENT, FAULTY, NESTED, NO_CODE, NO_TRUTH, OBJECT, Found, first, refused
from npa_rules.readers.mapping import words
from npa_rules.readers.raw import DAY, FAULT, NUMBER, TRUTH

UNKNOWN = frozenset(
    "|-|--|?|onbekend|unknown|n.b.|nb|n.v.t.|nvt|n/a|null|nan|nog onbekend|niet bekend|not known|niet ingevuld".split(
        "|"
    )
)
NONE = frozenset(["geen", "none"])
EMPTY = frozenset(["geen", "none", "leeg", "empty", "[]"])
TRUE = frozenset(["ja", "j", "yes", "y", "true", "waar", "1", "1.0", "x", TRUTH + "1", NUMBER + "1"])
FALSE = frozenset(["nee", "n", "no", "false", "onwaar", "0", "0.0", TRUTH + "0", NUMBER + "0"])
LONG = 15  # digits that a number of a workbook keeps


def folded(text: str) -> str:
    """A text as it is compared: small letters, single spaces."""
    return " ".join(text.lower().split())


def fold(cells: pl.Series) -> pl.Series:
    """Cells as they are compared."""
    low = cells.cast(pl.String).str.to_lowercase().str.strip_chars()
    return low.str.replace_all(r"\s+", " ") if low.str.contains(r"\s\s|[\t\n\u00a0]").any() else low


def looked_up(cells: pl.Series, table: dict[str, object], kind: pl.DataType, code: int) -> Found:
    """Each cell by a table of folded texts; one that is not in it is refused."""
    text = fold(cells)
    value = text.replace_strict(table, default=None, return_dtype=kind) if table else text.clear(text.len()).cast(kind)
    known = text.is_in(list(table)).fill_null(True)
    fault = text.str.starts_with(FAULT)
    return value, first(refused(fault, FAULTY), refused(~known, code))


def truth(cells: pl.Series, values: dict[str, str]) -> Found:
    """Yes and no."""
    if cells.dtype == pl.Boolean:
        return cells, refused(cells.is_null() & False, NO_TRUTH)
    if cells.dtype.is_float():
        cells = cells.cast(pl.String).str.strip_suffix(".0")
    table: dict[str, object] = {**dict.fromkeys(TRUE, True), **dict.fromkeys(FALSE, False)}
    table |= {folded(k): {"true": True, "false": False}.get(v) for k, v in values.items()}
    return looked_up(cells, table, pl.Boolean(), NO_TRUTH)


def names(codes: dict[str, dict[str, str]], values: dict[str, str]) -> dict[str, object]:
    """What a cell can say for each code: the code, its words, its labels, and what a mapping adds."""
    found: dict[str, object] = {}
    for code, label in codes.items():
        found |= {folded(t): code for t in (*label.values(), code.replace("_", " "))}
    found |= {folded(c): c for c in codes}
    return found | {folded(k): v if v in codes else None for k, v in values.items()}


def code(cells: pl.Series, entry: FactType, values: dict[str, str]) -> Found:
    """Codes of a closed list."""
    return looked_up(as_text(cells), names(entry.codes, values), pl.String(), NO_CODE)


def rank(cells: pl.Series, scale: Scale, values: dict[str, str]) -> Found:
    """Places on a scale."""
    told = words().values.get(scale.name, {}) | values
    table: dict[str, object] = {folded(c): n for n, c in enumerate(scale.order)}
    table |= {folded(k): scale.order.index(v) if v in scale.order else None for k, v in told.items()}
    spaced = fold(as_text(cells)).str.replace_all(r"\s+\+", "+")
    return looked_up(spaced, table, pl.Int64(), NO_CODE)


def as_text(cells: pl.Series) -> pl.Series:
    """Cells as text, without the mark of their type."""
    if cells.dtype != pl.String:
        if cells.dtype.is_float():
            return cells.cast(pl.String).str.strip_suffix(".0")
        return cells.cast(pl.String, strict=False)
    if not cells.str.contains("^[\x01-\x03]").any():
        return cells
    return (
        cells.str.strip_prefix(NUMBER)
        .str.strip_prefix(DAY)
        .str.replace("^\x031$", "true")
        .str.replace("^\x030$", "false")
    )


def text(cells: pl.Series, values: dict[str, str]) -> Found:
    """Texts; what a spreadsheet cut (`1,23E+15`, or a number of more digits than it keeps) is refused."""
    if cells.dtype == pl.String:
        numbers = cells.str.contains(f"^{NUMBER}-?[0-9]{{{LONG + 1},}}")
    elif cells.dtype.is_float():
        numbers = cells.abs() >= 10.0**LONG
    else:
        numbers = pl.repeat(False, cells.len(), dtype=pl.Boolean, eager=True)
    found = as_text(cells).str.strip_chars()
    cut = found.str.contains(EXPONENT) & found.str.contains(r"[.,]|\d[eE]\+")
    fault = found.str.starts_with(FAULT)
    bad = first(refused(fault, FAULTY), refused(cut | numbers, CUT), refused(found.str.contains(OBJECT), NESTED))
    if values:
        table: dict[str, object] = {folded(k): None if v == "unknown" else v for k, v in values.items()}
        low = fold(found)
        given = low.is_in(list(table))
        other = low.replace_strict(table, default=None, return_dtype=pl.String)
        found = pl.select(pl.when(given).then(other).otherwise(found)).to_series()
    return pl.select(pl.when((bad == 0) & (found != "")).then(found)).to_series(), bad


def sets(cells: pl.Series, entry: FactType, values: dict[str, str]) -> tuple[dict[str, pl.Series], pl.Series]:
    """Sets of codes written in one cell, between `;`, `|` or `,`."""
    table, given = names(entry.codes, values), as_text(cells)
    found: dict[str, frozenset[str] | None] = {}
    wrong: set[str] = set()
    for one in given.unique().drop_nulls():
        held = parsed(one, table, closed=bool(entry.codes))
        found[one] = held
        if held is None:
            wrong.add(one)
    bad = refused(given.is_in(list(wrong)), NO_CODE) if wrong else refused(given.is_null() & False, NO_CODE)
    there = given.is_not_null() & (bad == 0)
    columns = {f"{entry.name}#given": there}
    if entry.codes:
        for c in entry.codes:
            held_in = {k: v is not None and c in v for k, v in found.items()}
            has = given.replace_strict(held_in, default=False, return_dtype=pl.Boolean) if held_in else there
            columns[f"{entry.name}#has.{c}"] = pl.select(pl.when(there).then(has)).to_series()
    else:
        listed = [sorted(found[v] or ()) if v is not None and found.get(v) is not None else None for v in given]
        columns[f"{entry.name}#codes"] = pl.Series(listed, dtype=pl.List(pl.String))
    return columns, bad


def parsed(cell: str, table: dict[str, object], *, closed: bool) -> frozenset[str] | None:
    """The codes in one cell; None when one of them is none of the list."""
    if folded(cell) in EMPTY:
        return frozenset()
    for marks in (";|\n", ";|\n,"):
        parts = [cell]
        for mark in marks:
            parts = [p for part in parts for p in part.split(mark)]
        parts = [p.strip() for p in parts if p.strip()]
        if not closed:
            if marks.endswith(","):
                return frozenset(parts)
            continue
        if all(table.get(folded(p)) for p in parts):
            return frozenset(str(table[folded(p)]) for p in parts)
    return None
