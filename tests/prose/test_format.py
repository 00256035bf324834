"""Figures, amounts and dates as a Dutch and an English reader write them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from npa_rules.engines.quantity import INF, NONE, Num, Sym, num, sym
from npa_rules.prose.format import date, figure, money, plain, shown


@pytest.mark.parametrize(
    "value, nl, en",
    [
        ("702.10", "€\u00a0702,10", "€702.10"),
        ("29400", "€\u00a029.400", "€29,400"),
        ("1999", "€\u00a01.999,00", "€1,999.00"),
        ("740.4257", "€\u00a0740,42", "€740.42"),
        ("-3.5", "€\u00a0-3,50", "€-3.50"),
    ],
)
def test_money_is_cut_to_cents(value, nl, en):
    assert money(Fraction(value), "nl") == nl
    assert money(Fraction(value), "en") == en


def test_a_third_has_two_decimals_and_a_long_figure_its_own():
    assert figure(Fraction(100, 3), "nl") == "33,33"
    assert figure(Fraction("1234567.125"), "nl") == "1.234.567,125"
    assert figure(30_000_000, "en") == "30,000,000"


def test_dates_and_units():
    assert date(20260301, "nl") == "1 maart 2026"
    assert plain(Fraction("3.75"), "number", "percentage_point", "nl") == "3,75 procentpunt"
    assert plain(2026, "number", "year", "nl") == "2026"
    assert plain(20260701, "number", "date", "nl") == "1 juli 2026"


@pytest.mark.parametrize(
    "value, said",
    [
        (num(3), "3"),
        (Num(2, 5), "tussen 2 en 5"),
        (Num(0, 10**9), "onbekend"),
        (Num(5, INF), "onbekend"),
        (Num(1, 1, undefined=True), "onbekend"),
        (NONE, "geen"),
        (None, "onbekend"),
        (sym(True), "ja"),
        (Sym(frozenset((True, False))), "onbekend"),
        (Sym(None), "onbekend"),
    ],
)
def test_doubt_is_shown(value, said):
    assert shown(value, "number", "", "nl") == said
