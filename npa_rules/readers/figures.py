"""Cells to exact figures: whole numbers in the smallest unit of a fact, or a code that says why not.

A figure is read as decimal text. In a table with decimal commas a point groups thousands, and the reverse; a text that
says something else under either (`28,375` euro) is refused, never guessed at. Where the table has both, only a figure
that can mean one thing counts.

A binary figure (Parquet, a workbook) is the decimal figure that it is nearest to. It fits a fact with `d` decimals when
it lies within `NOISE` (or, where those lie wider, one binary figure) of a figure with `d` decimals: that is more than
arithmetic on such figures leaves behind (0.1 + 0.2), and far less than the smallest unit of any fact, 0.000001. Nothing
else is rounded.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import polars as pl

from npa_rules.engines.columns.facts import limits, scale
from npa_rules.model.dictionary import FactType, Scale
from npa_rules.readers.mapping import Column
from npa_rules.readers.raw import FAULT, NUMBER

NOISE = 1e-9
STEP = 2.0**-52  # of a figure: to the next binary one, above a million more than the noise
SAFE = 2**50  # below it, times a power of ten and back keeps a binary figure within half a unit
FAULTY, NO_FIGURE, UNCLEAR, CUT, BEYOND, FINE, NO_DAY, NO_CODE, NO_TRUTH = 817, 819, 820, 821, 822, 823, 824, 825, 826
NOT_NONE, IN_PART, ABOVE, OTHERWISE = 818, 827, 828, 829
FILLER, NESTED, EITHER_DAY = 835, 836, 837
OBJECT = r"^\{\".*\}$"  # of JSON

GROUPS = r"[1-9]\d{0,2}(?:P\d{3})+"  # P: the mark between thousands
SIGN, WHOLE = r"^-?", r"\d{1,60}"
EXPONENT = r"^-?\d+(?:[.,]\d+)?[eE][+-]?\d+$"
EITHER = r"^-?[1-9]\d{0,2}[.,]\d{3}$"  # thousands or decimals
COMMA = f"{SIGN}(?:{WHOLE}|{GROUPS.replace('P', '[.]')})(?:,\\d+)?$"
POINT = f"{SIGN}(?:{WHOLE}|{GROUPS.replace('P', ',')})(?:[.]\\d+)?$"
SPACED = f"{SIGN}{GROUPS.replace('P', chr(32))}(?:[.,]\\d+)?$"
DECIMAL_COMMA = r"^-?(?:\d+,(?:\d{1,2}|\d{4,})|0,\d+|\d{1,3}(?:\.\d{3})+,\d+)$"
DECIMAL_POINT = r"^-?(?:\d+\.(?:\d{1,2}|\d{4,})|0\.\d+|\d{1,3}(?:,\d{3})+\.\d+)$"
BEFORE, AFTER = r"^(?:€|EUR|eur|Eur|euro|Euro)\s*", r"\s*(?:€|EUR|eur|euro)$|,(?:-|--|=)$"

Found = tuple[pl.Series, pl.Series]  # values, and a code where a cell is refused, else 0


LONGEST = 2**63 - 1


def decimals(entry: FactType) -> int:
    """How many decimals the column of a fact holds."""
    return len(str(scale(entry))) - 1


def figure(
    cells: pl.Series, entry: FactType, mark: str, options: Column | None = None, *, signed: bool = False
) -> Found:
    """The figures of one column, in units of `facts.scale`; `signed`: percentages of it are written with their sign."""
    if options is not None and options.factor is not None and cells.dtype != pl.String:
        cells = cells.cast(pl.String).map_elements(lambda t: NUMBER + format_plain(t), return_dtype=pl.String)
    if cells.dtype == pl.String:
        value, bad = of_text(cells, entry, mark, options)
        if signed:  # beside 5% a bare 0,05 may be 5% too, and a bare 5 may be 500%
            bare = ~cells.str.contains("%", literal=True) & (value != 0)
            value, bad = empty(value, bare), first(bad, refused(bare, UNCLEAR))
    elif cells.dtype.is_float():
        value, bad = of_binary(cells.cast(pl.Float64), entry)
    elif cells.dtype.is_integer() or cells.dtype.is_decimal():
        value, bad = of_decimal(cells.cast(pl.String), decimals(entry))
    else:
        value, bad = pl.repeat(None, cells.len(), dtype=pl.Int64, eager=True), refused(cells.is_not_null(), NO_FIGURE)
    if options is not None and options.values:
        value = translated(value, entry, mark, options.values)
    low, high = limits(entry)  # of a fact of a user they may lie beyond what the column itself can hold
    low, high = max(low, -LONGEST), min(high, LONGEST)
    beyond = ~value.is_between(low, high)
    return empty(value, beyond), first(bad, refused(beyond, BEYOND))


def format_plain(text: str) -> str:
    """A binary figure's text without an exponent."""
    from decimal import Decimal

    return format(Decimal(text), "f") if "e" in text else text.removesuffix(".0")


def refused(where: pl.Series, code: int) -> pl.Series:
    """A code where a cell is refused."""
    return (where.fill_null(False).cast(pl.UInt16) * code).alias("code")


def first(*codes: pl.Series) -> pl.Series:
    """The first code of each cell that has one."""
    found = codes[0]
    for other in codes[1:]:
        if (other > 0).any():
            found = pl.select(pl.when(found > 0).then(found).otherwise(other)).to_series()
    return found


def empty(value: pl.Series, where: pl.Series) -> pl.Series:
    """Values, none where a condition holds."""
    where = where.fill_null(False)
    return pl.select(pl.when(~where).then(value)).to_series() if where.any() else value


def of_binary(cells: pl.Series, entry: FactType) -> Found:
    """Binary figures."""
    unit = scale(entry)
    if cells.is_nan().any():
        cells = empty(cells, cells.is_nan())
    near = (cells * unit).round(0, mode="half_away_from_zero")
    room = (cells.abs() * STEP).clip(lower_bound=NOISE)
    off = ((cells - near / unit).abs() > room) | ~cells.is_finite()
    large = near.abs() >= SAFE
    if large.any():
        wide = refused(large & (cells.abs() * unit >= 2.0**62), BEYOND)
        exact, bad = of_decimal(empty(cells, ~large | (wide > 0)).cast(pl.String), decimals(entry))
        small = pl.select(pl.when(~large).then(near)).to_series().cast(pl.Int64, strict=False)
        value = pl.select(pl.when(large).then(exact).otherwise(small)).to_series()
        code = first(wide, bad, refused(off & ~large, FINE))
        return empty(value, code > 0), code
    return empty(near.cast(pl.Int64, strict=False), off), refused(off, FINE)


def of_decimal(text: pl.Series, places: int) -> Found:
    """Text of the form `-1234.5`: with more decimals than the fact has it is refused."""
    fits = text.str.contains(rf"^-?\d{{1,15}}(?:\.\d{{0,{places}}}0*)?$")
    long = text.str.contains(r"^-?\d{16,}")
    fine = text.str.contains(r"^-?\d{1,15}\.\d+$") & ~fits
    other = text.is_not_null() & ~fits & ~long & ~fine
    kept = empty(text, ~fits)
    if places == 0:
        value = kept.str.replace(r"\..*$", "").cast(pl.Int64, strict=False)
    else:
        value = kept.str.to_decimal(scale=places).to_physical().cast(pl.Int64, strict=False)
    lost = kept.is_not_null() & value.is_null()
    code = first(refused(long | lost, BEYOND), refused(fine, FINE), refused(other, NO_FIGURE))
    return value, code


def cleaned(text: pl.Series, entry: FactType) -> pl.Series:
    """Text without the signs of currency and percentage that belong to the unit."""
    text = text.str.strip_chars()
    if not text.str.contains(r"[^0-9.,\x01-\x04-]|,-").any():
        return text
    text = text.str.replace(r"^[−–]", "-").str.replace_all("[\u00a0\u202f\u2007\u2009 ]", " ")
    if entry.type == "percent":
        text = text.str.replace(r"\s*%$", "")
    elif entry.unit.startswith("eur") or entry.type == "money":
        text = text.str.replace(r"^-\s*€\s*", "-").str.replace(BEFORE, "").str.replace(AFTER, "").str.strip_chars()
    spaced = text.str.contains(SPACED)
    if spaced.any():
        text = pl.select(pl.when(spaced).then(text.str.replace_all(" ", "", literal=True)).otherwise(text)).to_series()
    return text


def normal(text: pl.Series, entry: FactType, mark: str) -> Found:
    """Text as `-1234.5`, by the decimal mark of the table."""
    either = text.str.contains(EITHER)
    comma, point = text.str.contains(COMMA), text.str.contains(POINT)
    if mark == "mixed":
        sure_comma, sure_point = text.str.contains(DECIMAL_COMMA), text.str.contains(DECIMAL_POINT)
        unclear = either
        comma, point = comma & ~sure_point & ~either, point & ~sure_comma & ~either
    elif mark == "comma":
        # a comma with three digits after it: thousands to others, so decimals only where the fact can have three
        unclear = (text.str.contains(r"^-?[1-9]\d{0,2},\d{3}$") & (decimals(entry) < 3)) | (~comma & point)
        comma, point = comma & ~unclear, comma & False
    else:
        unclear = (text.str.contains(r"^-?[1-9]\d{0,2}[.]\d{3}$") & (decimals(entry) < 3)) | (~point & comma)
        comma, point = point & False, point & ~unclear
    found = text
    if comma.any():
        by_comma = text.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True)
        found = pl.select(pl.when(comma).then(by_comma).otherwise(found)).to_series()
    grouped = point & text.str.contains(",", literal=True) & ~comma
    if grouped.any():
        by_point = text.str.replace_all(",", "", literal=True)
        found = pl.select(pl.when(grouped).then(by_point).otherwise(found)).to_series()
    exponent = text.str.contains(EXPONENT)
    good = comma | point
    other = text.is_not_null() & ~good & ~unclear & ~exponent
    code = first(refused(exponent, CUT), refused(unclear & ~exponent, UNCLEAR), refused(other, NO_FIGURE))
    return empty(found, ~good), code


def of_text(cells: pl.Series, entry: FactType, mark: str, options: Column | None) -> Found:
    """Figures written as text, or marked as a number."""
    text = cleaned(cells, entry)
    marked = text.str.starts_with(NUMBER)
    if marked.any():
        plain = empty(text, ~marked).str.slice(1)
        rest, bad = normal(empty(text, marked), entry, mark)
        text = pl.select(pl.when(marked).then(plain).otherwise(rest)).to_series()
    else:
        plain, (text, bad) = text.clear(), normal(text, entry, mark)
    fault = cells.str.starts_with(FAULT)
    if (bad > 0).any():
        bad = first(refused(cells.str.contains(OBJECT), NESTED), bad)
    if options is not None and options.factor is not None:
        value, code = multiplied(text, entry, options.factor)
    else:
        value, code = of_decimal(text, decimals(entry))
        if plain.len() and (code > 0).any():  # a number of a workbook may carry noise, in text as in binary
            noisy = plain.cast(pl.Float64, strict=False)
            near, off = of_binary(empty(noisy, (code == 0) | ~marked), entry)
            value = pl.select(pl.when(near.is_not_null()).then(near).otherwise(value)).to_series()
            code = pl.select(pl.when(near.is_not_null()).then(0).when(off > 0).then(off).otherwise(code)).to_series()
    return value, first(refused(fault, FAULTY), bad, code.cast(pl.UInt16))


def multiplied(text: pl.Series, entry: FactType, factor: Fraction) -> Found:
    """Figures in another unit, exactly."""
    values: dict[str, int | None] = {}
    codes: dict[str, int] = {}
    for one in text.unique().drop_nulls():
        exact = Fraction(one) * factor * scale(entry) if len(one) < 40 else Fraction(1, 3)
        near = round(exact)
        fits = exact == near or ("." in one and abs(exact - near) < NOISE)
        values[one], codes[one] = (near if fits and abs(near) < 2**62 else None), (0 if fits else FINE)
    value = text.replace_strict(values, default=None, return_dtype=pl.Int64)
    return value, text.replace_strict(codes, default=0, return_dtype=pl.UInt16).fill_null(0)


def translated(value: pl.Series, entry: FactType, mark: str, values: dict[str, str]) -> pl.Series:
    """Figures that the mapping gives another meaning: `unknown`, or another figure."""
    for told, meant in values.items():
        key = one(told, entry, mark)
        if key is not None:
            other = one(meant, entry, mark)
            value = pl.select(pl.when(value != key).then(value).otherwise(pl.lit(other, pl.Int64))).to_series()
    return value


def one(text: str, entry: FactType, mark: str) -> int | None:
    """One figure as a table would have it; its decimals in either way."""
    for way in dict.fromkeys((mark, "comma", "point")):
        value, bad = of_text(pl.Series([text]), entry, way, None)
        if value[0] is not None and not bad[0]:
            return int(value[0])
    return None


def told(code: str, entry: FactType, scales: Mapping[str, Scale]) -> dict[str, Any]:
    """What the sentence of a refusal names: the fact, and what it allows."""
    values: dict[str, Any] = {"name": entry.name}
    if code == f"E{BEYOND}":
        values["bounds"] = " … ".join("∞" if e is None else str(e) for e in (entry.low, entry.high))
    if code == f"E{FINE}":
        values["decimals"] = 6 if entry.decimals is None else entry.decimals
    if code == f"E{NO_CODE}":
        values["allowed"] = ", ".join(scales[entry.scale].order if entry.kind == "ordered" else entry.codes)
    if code == f"E{ABOVE}":
        values["other"] = entry.part_of
    return values
