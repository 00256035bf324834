"""Texts and figures as cells: harmless to a spreadsheet, in the words of the reader."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import polars as pl

from npa_rules.audit.batch import meanings
from npa_rules.engines.columns.facts import scale
from npa_rules.load.fields import iso
from npa_rules.model.dictionary import FactType
from npa_rules.model.words import REASONS, VERDICTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from npa_rules.model.dictionary import Scale

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
NO_VALUE = {"nl": "geen", "en": "none"}
TRUTHS = {"nl": {True: "ja", False: "nee"}, "en": {True: "yes", False: "no"}}


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def harmless_column(name: str) -> pl.Expr:
    """The same for a column of texts."""
    column = pl.col(name)
    risky = pl.any_horizontal([column.str.starts_with(d) for d in DANGEROUS])
    return pl.when(risky).then(pl.concat_str(pl.lit("'"), column)).otherwise(column).alias(name)


def word(code: int, lang: str) -> str:
    """A code in words: the verdict, with its reason where the verdict alone does not tell."""
    verdict, reason = meanings()[code]
    told = VERDICTS[verdict][lang]
    return f"{told}: {REASONS[reason][lang]}" if verdict in ("not_applicable", "undetermined") else told


def words(lang: str) -> dict[int, str]:
    """Every code in words."""
    return {code: word(code, lang) for code in meanings()}


def value(entry: FactType, row: dict[str, Any], scales: Mapping[str, Scale], lang: str) -> int | float | str | None:
    """One fact of a row as a cell; None where it is not given. A figure stays a number."""
    name = entry.name
    if row.get(f"{name}#none"):
        return NO_VALUE[lang]
    if entry.kind == "codes":
        if not row.get(f"{name}#given"):
            return None
        if not entry.codes:
            return harmless(", ".join(row[f"{name}#codes"] or ()))
        return ", ".join(t[lang] for c, t in entry.codes.items() if row.get(f"{name}#has.{c}"))
    if entry.kind == "event":
        state, date = row.get(f"{name}#state"), row.get(f"{name}#date")
        return iso(date) if date else harmless(state) if state else None
    found = row.get(name)
    if found is None:
        return None
    if entry.kind == "list":
        return len(found)
    if entry.kind == "number":
        exact = Fraction(found, scale(entry))
        return exact.numerator if exact.denominator == 1 else float(exact)
    if entry.kind == "date":
        return iso(found)
    if entry.kind == "ordered":
        return harmless(scales[entry.scale].order[found])
    if entry.kind == "bool":
        return TRUTHS[lang][found]
    return harmless(entry.codes[found][lang] if found in entry.codes else str(found))
