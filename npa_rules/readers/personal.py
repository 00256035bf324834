"""Columns with personal data: found by their names, and BSNs by what the cells hold."""

from __future__ import annotations

import re

import polars as pl

from npa_rules.readers.raw import NUMBER

STRONG = re.compile(
    r"\b(bsn\w*|burgerservicen\w*|sofi\s?n\w*|geboorte\w*|birth\w*|dob|date of birth|voornaam\w*|voornamen|voorletters?|"
    r"tussenvoegsel|achternaam\w*|familienaam|roepnaam|first ?names?|last ?names?|sur ?names?|given ?names?|"
    r"full ?names?|naam huurder\w*|huurder ?naam|naam (?:van )?(?:de )?(?:bewoner|kandidaat|aanvrager|contactpersoon|partner)|"
    r"tenant names?|names? (?:of )?(?:the )?(?:tenant|applicant)|(?:huurders?|bewoners?|kandidaat)naam|"
    r"\w*adres|adresregel|address\w*|straat\w*|street\w*|huis ?nummer\w*|huisnr\w*|huisletter\w*|house ?numbers?|"
    r"postcode\w*|zip ?codes?|postal ?codes?|e ?mail\w*|telefoon\w*|mobiel\w*|phone\w*|iban|rekeningnummer|"
    r"huis ?nummer ?toevoeging|woon ?adres)\b"
)
WEAK = re.compile(r"\b(naam|namen|names?|huurder|bewoner|tenant|hoofdhuurder|kandidaat|applicant|aanvrager)\b")
ID = re.compile(r"\b(id|code|kenmerk|nummer|number|key|sleutel|nr|eenheid\w*|vhe\w*)\b|id$|code$|nummer$|nr$")
LEAST = 3  # cells below which nothing is concluded from what they hold
NEARLY_ALL = 0.9
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def named(header: str, claimed: bool) -> bool:
    """Whether a header (lower case, words apart) names personal data; a claimed one only by its stronger words."""
    return bool(STRONG.search(header)) or (not claimed and bool(WEAK.search(header)))


def like_id(header: str) -> bool:
    """Whether a header says that its cells are identifiers."""
    return bool(ID.search(header))


def holds_bsn(cells: pl.Series) -> bool:
    """Whether nearly all cells are nine digits that pass the test of eleven, and mostly different ones."""
    if not (cells.dtype == pl.String or cells.dtype.is_integer()):
        return False
    text = cells.cast(pl.String).str.strip_prefix(NUMBER).str.strip_chars().drop_nulls()
    text = text.filter(text != "").str.zfill(9)
    if text.len() < LEAST or text.n_unique() * 2 <= text.len():
        return False
    nine = text.filter(text.str.contains(r"^[0-9]{9}$"))
    if nine.len() < NEARLY_ALL * text.len():
        return False
    digits = [nine.str.slice(n, 1).cast(pl.Int64) for n in range(9)]
    total = sum((d * w for d, w in zip(digits[1:], WEIGHTS[1:], strict=True)), digits[0] * WEIGHTS[0])
    passes = (total % 11 == 0) & (nine != "000000000")
    return int(passes.sum()) >= NEARLY_ALL * text.len()


def masked(text: str) -> str:
    """A text of a cell as it may be shown: short, without what looks like a BSN."""
    return re.sub(r"(?<![0-9])[0-9]{8,9}(?![0-9])", lambda m: "…" if passes(m.group()) else m.group(), text)[:40]


def passes(text: str) -> bool:
    """Whether digits pass the test of eleven of a BSN."""
    return sum(int(d) * w for d, w in zip(text.zfill(9), WEIGHTS, strict=True)) % 11 == 0
