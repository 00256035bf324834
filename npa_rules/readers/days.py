"""Cells to dates, as yyyymmdd."""

from __future__ import annotations

import polars as pl

from npa_rules.readers.figures import EITHER_DAY, FAULTY, FILLER, NO_DAY, Found, empty, first, refused
from npa_rules.readers.raw import DAY, FAULT, NUMBER

ISO = r"^\d{4}-\d{1,2}-\d{1,2}$"
DUTCH = r"^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}$"
COMPACT = r"^(?:19|20)\d{6}$"
TIMED = r"^(?:\d{4}-\d{2}-\d{2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})[T ](?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?$"
ZONED = r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$"
SLASHED = r"^(\d{1,2})/(\d{1,2})/\d{4}"
EARLIEST, LATEST = 19010101, 22001231  # what lies outside stands for no date: 1-1-1900, 31-12-9999, day 0 of a workbook
ZONE = "Europe/Amsterdam"  # a moment is a day of the Dutch calendar


def number(found: pl.Series) -> pl.Series:
    """Dates as yyyymmdd."""
    return (found.dt.year().cast(pl.Int64) * 10000 + found.dt.month().cast(pl.Int64) * 100 + found.dt.day()).cast(
        pl.Int64
    )


def month_first(cells: pl.Series) -> bool:
    """Whether a column has a date that only makes sense with the month first: `07/13/2025`."""
    if cells.dtype != pl.String:
        return False
    parts = cells.str.extract_groups(SLASHED)
    first_, second = (parts.struct.field(n).cast(pl.Int64, strict=False) for n in ("1", "2"))
    return bool(((first_ <= 12) & (second > 12) & (second <= 31)).any())


def day(cells: pl.Series, *, unsure: bool = False) -> Found:
    """The dates of one column: yyyy-mm-dd, dd-mm-yyyy, yyyymmdd, or a moment, whose Dutch day counts.

    `unsure`: the column has dates with the month first, so that one with slashes may be either where both could be.
    """
    value, bad = _day(cells)
    filler = ((value < EARLIEST) | (value > LATEST)).fill_null(False)
    if unsure and cells.dtype == pl.String:
        parts = cells.str.extract_groups(SLASHED)
        one, two = (parts.struct.field(n).cast(pl.Int64, strict=False) for n in ("1", "2"))
        bad = first(bad, refused((one <= 12) & (two <= 12) & (one != two), EITHER_DAY))
    bad = first(bad, refused(filler, FILLER))
    return empty(value, bad > 0), bad


def _day(cells: pl.Series) -> Found:
    if cells.dtype == pl.Date:
        return number(cells), refused(cells.is_null() & False, NO_DAY)
    if isinstance(cells.dtype, pl.Datetime):
        if cells.dtype.time_zone is not None:
            cells = cells.dt.convert_time_zone(ZONE)
        return number(cells.dt.date()), refused(cells.is_null() & False, NO_DAY)
    if cells.dtype != pl.String and not cells.dtype.is_integer():
        return pl.repeat(None, cells.len(), dtype=pl.Int64, eager=True), refused(cells.is_not_null(), NO_DAY)
    given = cells.cast(pl.String).str.strip_chars()
    text = given.str.strip_prefix(DAY)
    if text.str.starts_with(NUMBER).any():
        text = text.str.replace(f"^{NUMBER}((?:19|20)\\d{{6}})$", "$1")
    timed = text.str.contains(TIMED)
    if timed.any():
        text = pl.select(pl.when(timed).then(text.str.replace(r"[T ].*$", "")).otherwise(text)).to_series()
    iso, dutch, compact = (text.str.contains(p) for p in (ISO, DUTCH, COMPACT))
    shaped = pl.select(
        pl.coalesce(
            pl.when(iso).then(text).str.to_date("%Y-%m-%d", strict=False),
            pl.when(dutch).then(text.str.replace_all("[/.]", "-")).str.to_date("%d-%m-%Y", strict=False),
            pl.when(compact).then(text).str.to_date("%Y%m%d", strict=False),
        )
    ).to_series()
    zoned = text.str.contains(ZONED)
    if zoned.any():
        clean = (
            pl.select(pl.when(zoned).then(text))
            .to_series()
            .str.replace(" ", "T", literal=True)
            .str.replace(r"Z$", "+00:00")
        )
        clean = clean.str.replace(r"T(\d{2}:\d{2})([+-])", "T$1:00$2").str.replace(r"([+-]\d{2})(\d{2})$", "$1:$2")
        moments = clean.str.to_datetime("%Y-%m-%dT%H:%M:%S%.f%:z", strict=False, time_zone="UTC")
        local = moments.dt.convert_time_zone(ZONE).dt.date()
        shaped = pl.select(pl.coalesce(shaped, local)).to_series()
    fault = given.str.starts_with(FAULT)
    bad = first(refused(fault, FAULTY), refused(given.is_not_null() & shaped.is_null(), NO_DAY))
    return number(shaped), bad
