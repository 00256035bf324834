"""What is said of rows and tables as a whole: the decimal mark, the text of an id, rows about something else."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from npa_rules.readers.columns import Target, plain
from npa_rules.readers.figures import DECIMAL_COMMA, DECIMAL_POINT
from npa_rules.readers.mapping import Mapping
from npa_rules.readers.raw import Raw
from npa_rules.readers.words import as_text, fold, folded


def mark_of(raw: Raw, sample: pl.DataFrame | None, targets: Sequence[Target]) -> tuple[str, list[Target]]:
    """The decimal mark of the text in a table: what its first rows show, else what is usual for its kind.

    Beside it the columns that are read by what is usual while another mark would give other figures: `1.234` alone.
    """
    if sample is None or not raw.settle:
        return raw.mark, []
    comma = point = False
    for target in targets:
        cells = sample[str(target.index)]
        if cells.dtype == pl.String:
            bare = cells.str.replace_all(r"[€%\s\u00a0]|EUR|euro", "")
            comma = comma or bool(bare.str.contains(DECIMAL_COMMA).any())
            point = point or bool(bare.str.contains(DECIMAL_POINT).any())
    if comma and point:
        return "mixed", []
    if comma or point:
        return ("comma" if comma else "point"), []
    thousands = {"comma": r"^\s*-?[1-9]\d{0,2}\.\d{3}\s*$", "point": r"^\s*-?[1-9]\d{0,2},\d{3}\s*$"}.get(raw.mark)
    if thousands is None:
        return raw.mark, []
    guessed = [t for t in targets if bool(bare_text(sample, t).str.contains(thousands).any())]
    return raw.mark, guessed


def bare_text(sample: pl.DataFrame, target: Target) -> pl.Series:
    """The text of a column, without the signs of a currency."""
    cells = sample[str(target.index)]
    if cells.dtype != pl.String:
        return cells.clear().cast(pl.String)
    return cells.str.replace_all(r"[€\u00a0]|EUR|euro", "")


def plain_text(cells: pl.Series) -> pl.Series:
    """Cells as text to show or to keep as an id; an empty one is nothing."""
    if cells.dtype.is_nested():
        return pl.Series([None] * cells.len(), dtype=pl.String)
    found = as_text(cells).str.strip_chars("\x01\x02\x03\x04 \t\u00a0")
    return pl.select(pl.when(found != "").then(found)).to_series()


def outside_of(layout: Mapping | None, names: Sequence[str], cells: pl.DataFrame) -> pl.Series:
    """Rows that the layout says are about something else; a blank cell says nothing."""
    found = pl.repeat(False, cells.height, dtype=pl.Boolean, eager=True)
    texts = [plain(n) for n in names]
    for rule in layout.outside if layout is not None else ():
        if plain(rule.column) not in texts:
            continue
        text = fold(as_text(cells[str(texts.index(plain(rule.column)))]))
        if rule.when:
            found = found | text.is_in([folded(w) for w in rule.when]).fill_null(False)
        if rule.unless:
            found = found | (~text.is_in([folded(u) for u in rule.unless])).fill_null(False)
        if rule.like:
            found = found | (~text.str.contains(rule.like)).fill_null(False)
    return found
