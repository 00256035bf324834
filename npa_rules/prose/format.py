"""Figures, dates and codes as a Dutch or an English reader writes them."""

from __future__ import annotations

from fractions import Fraction

from npa_rules.engines.quantity import INF, NONE, Num, Quantity, Sym
from npa_rules.load.fields import iso
from npa_rules.model.dictionary import FactType, Scale

MONTHS = {
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
WORDS = {
    "nl": {"unknown": "onbekend", "none": "geen", "true": "ja", "false": "nee",
           "between": "tussen {} en {}", "or": " of ", "empty": "geen"},
    "en": {"unknown": "unknown", "none": "none", "true": "yes", "false": "no",
           "between": "between {} and {}", "or": " or ", "empty": "none"},
}  # fmt: skip
MONEY = {"eur_per_month", "eur_per_year", "eur"}
SUFFIX = {
    "percent": ("%", "%"),
    "percentage_point": (" procentpunt", " percentage points"),
    "kwh_per_m2_year": (" kWh/m²", " kWh/m²"),
    "million_eur_per_year": (" miljoen euro", " million euro"),
}


def figure(value: int | Fraction, lang: str, decimals: int | None = None) -> str:
    """`1.234,56` or `1,234.56`; without `decimals` as many as the figure has, two for one that never ends."""
    exact = Fraction(value)
    if decimals is None:
        decimals = next((n for n in range(7) if (exact * 10**n).denominator == 1), 2)
    scaled = round(exact * 10**decimals)
    whole, rest = divmod(abs(scaled), 10**decimals)
    text = f"{whole:,}" + (f".{rest:0{decimals}d}" if decimals else "")
    if lang == "nl":
        text = text.replace(",", "_").replace(".", ",").replace("_", ".")
    return ("-" if scaled < 0 else "") + text


def money(value: int | Fraction, lang: str) -> str:
    """Euro with cents; without when the amount is whole and large.

    A limit that is no whole number of cents is cut, not rounded: shown as more than it is, it would seem to allow more.
    """
    exact = Fraction(value)
    whole = exact.denominator == 1 and abs(exact) >= 2000
    text = figure(Fraction(int(exact * 100), 100), lang, 0 if whole else 2)
    return f"€\u00a0{text}" if lang == "nl" else f"€{text}"


def date(value: int, lang: str) -> str:
    """`1 maart 2026` or `1 March 2026`."""
    year, month, day = (int(p) for p in iso(value).split("-"))
    return f"{day} {MONTHS[lang][month - 1]} {year}"


def plain(
    value: int | Fraction, kind: str, unit: str, lang: str, scale: Scale | None = None, year: bool = False
) -> str:
    """One figure of a kind and unit."""
    if kind == "date" or unit == "date":
        return date(int(value), lang)
    if kind == "ordered" and scale is not None:
        return scale.order[min(int(value), len(scale.order) - 1)]
    if year or unit == "year":
        return str(int(value))
    if unit in MONEY:
        return money(value, lang)
    suffix = SUFFIX.get(unit, ("", ""))[0 if lang == "nl" else 1]
    return figure(value, lang) + suffix


def shown(
    value: Quantity | None, kind: str, unit: str, lang: str, scale: Scale | None = None, entry: FactType | None = None
) -> str:
    """A value with its doubt: `€ 713,02`, `tussen € 1 en € 2`, `onbekend`, `ja`, a code's label."""
    words = WORDS[lang]
    if value is None:
        return words["unknown"]
    if value is NONE:
        return words["none"]
    year = entry is not None and entry.type == "year"
    if isinstance(value, Num):
        if value.known:
            return plain(value.low, kind, unit, lang, scale, year)  # type: ignore[arg-type]
        bounds = entry is not None and (value.low, value.high) == (entry.low, entry.high)
        if value.undefined or kind in ("date", "ordered") or bounds or not telling(value):
            return words["unknown"]
        low, high = (plain(e, kind, unit, lang, scale, year) for e in (value.low, value.high))  # type: ignore[arg-type]
        return words["between"].format(low, high)
    if not isinstance(value, Sym) or value.options is None or (len(value.options) != 1 and entry is None):
        return words["unknown"]
    if value.options == {True, False}:
        return words["unknown"]
    if entry is not None and entry.codes and len(value.options) == len(entry.codes) > 1:
        return words["unknown"]
    return words["or"].join(sorted(code(o, lang, entry) for o in value.options))


def telling(value: Num) -> bool:
    """Whether a range says something: its ends are near enough to each other to be more than a dictionary's bounds."""
    if value.low == -INF or value.high == INF or value.absent:
        return False
    return value.high - value.low < 100 or (value.low > 0 and value.high <= 10 * value.low)


def code(option: object, lang: str, entry: FactType | None) -> str:
    """A truth, code or set of codes by its label."""
    if isinstance(option, bool):
        return WORDS[lang]["true" if option else "false"]
    if isinstance(option, frozenset):
        return ", ".join(sorted(code(o, lang, entry) for o in option)) or WORDS[lang]["empty"]
    label = entry.codes.get(str(option)) if entry is not None else None
    return label[lang] if label else str(option)
