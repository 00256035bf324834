"""What a cell becomes: exact figures, dates, codes and truths, or a refusal with its code; never a guess."""

from __future__ import annotations

import random
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.readers.codes import CELLS as CODES

pl = pytest.importorskip("polars", reason="the extra `tables` is not installed")

from npa_rules.engines.columns.facts import scale  # noqa: E402
from npa_rules.readers.columns import Target  # noqa: E402
from npa_rules.readers.convert import piece  # noqa: E402
from npa_rules.readers.figures import figure  # noqa: E402
from npa_rules.readers.mapping import Column  # noqa: E402

# fact of a dwelling, decimal mark, cell, what its column holds or the code of the refusal
CELLS = [
    ("net_rent", "comma", "702,10", 70210),
    ("net_rent", "comma", "€ 1.234,56", 123456),
    ("net_rent", "comma", "€1.234,56", 123456),
    ("net_rent", "comma", "EUR 650", 65000),
    ("net_rent", "comma", "650,-", 65000),
    ("net_rent", "comma", "€\u00a0650,--", 65000),
    ("net_rent", "comma", "1 234,50", 123450),
    ("net_rent", "comma", "702,1", 70210),
    ("net_rent", "comma", "702,100", "E820"),  # three digits after a comma: thousands to others
    ("net_rent", "comma", "1.234", 123400),
    ("net_rent", "comma", "28,375", "E820"),
    ("net_rent", "comma", "702.10", "E820"),
    ("net_rent", "comma", "702,105", "E820"),
    ("net_rent", "comma", "1702,105", "E823"),
    ("net_rent", "comma", "-5", "E822"),
    ("net_rent", "comma", "100000", 10000000),
    ("net_rent", "comma", "100000,01", "E822"),
    ("net_rent", "comma", "ca. 650", "E819"),
    ("net_rent", "comma", "650 p/m", "E819"),
    ("net_rent", "comma", "600-650", "E819"),
    ("net_rent", "comma", "1.23.456", "E819"),
    ("net_rent", "comma", "6,5E+02", "E821"),
    ("net_rent", "comma", "9999999999999999999999", "E822"),
    ("net_rent", "comma", "12%", "E819"),
    ("net_rent", "comma", "geen", "E818"),
    ("net_rent", "comma", "onbekend", None),
    ("net_rent", "comma", "n.b.", None),
    ("net_rent", "comma", "-", None),
    ("net_rent", "point", "702.10", 70210),
    ("net_rent", "point", "1,234.56", 123456),
    ("net_rent", "point", "702,10", "E820"),
    ("net_rent", "point", "28.375", "E820"),
    ("net_rent", "point", "28,375", 2837500),
    ("net_rent", "mixed", "702.10", 70210),
    ("net_rent", "mixed", "702,10", 70210),
    ("net_rent", "mixed", "1.234", "E820"),
    ("net_rent", "mixed", "1,234", "E820"),
    ("net_rent", "mixed", "1.234,56", 123456),
    ("net_rent", "mixed", "1,234.56", 123456),
    ("net_rent", "mixed", "0,125", "E823"),
    ("net_rent", "mixed", "\x01702.1", 70210),
    ("net_rent", "mixed", "\x010.30000000000000004", 30),
    ("net_rent", "mixed", "\x01702.105", "E823"),
    ("net_rent", "mixed", "\x04", "E817"),
    ("heat_demand_kwh_m2", "comma", "28,375", 28375000),
    ("heat_demand_kwh_m2", "comma", "0,1234567", "E823"),
    ("heat_demand_kwh_m2", "point", "28.375", 28375000),
    ("condition_score", "comma", "7", "E822"),
    ("condition_score", "comma", "2,5", "E823"),
    ("condition_score", "comma", "2,0", 2),
    ("label_registered_on", "comma", "1-3-2026", 20260301),
    ("label_registered_on", "comma", "01-03-2026", 20260301),
    ("label_registered_on", "comma", "01/03/2026", 20260301),
    ("label_registered_on", "comma", "1.3.2026", 20260301),
    ("label_registered_on", "comma", "2026-03-01", 20260301),
    ("label_registered_on", "comma", "20260301", 20260301),
    ("label_registered_on", "comma", "2026-03-01T14:30:00", 20260301),
    ("label_registered_on", "comma", "01-03-2026 00:00", 20260301),
    ("label_registered_on", "comma", "2026-02-28T23:00:00Z", 20260301),  # midnight of the Dutch day
    ("label_registered_on", "comma", "2024-07-24T00:00:00.000000+01:00", 20240724),
    ("label_registered_on", "comma", "30-02-2026", "E824"),
    ("label_registered_on", "comma", "1-3-26", "E824"),
    ("label_registered_on", "comma", "maart 2026", "E824"),
    ("label_registered_on", "comma", "2026-13-01", "E824"),
    ("label_registered_on", "comma", "46082", "E824"),
    ("label_registered_on", "comma", "\x022026-03-01T00:00:00", 20260301),
    ("energy_label", "comma", "A+", 7),
    ("energy_label", "comma", "a +", 7),
    ("energy_label", "comma", "APP", 8),
    ("energy_label", "comma", "AP4", 10),
    ("energy_label", "comma", "G", 0),
    ("energy_label", "comma", "H", "E825"),
    ("energy_label", "comma", "onbekend", None),
    ("is_monument", "comma", "Ja", True),
    ("is_monument", "comma", "ONWAAR", False),
    ("is_monument", "comma", "1", True),
    ("is_monument", "comma", "\x030", False),
    ("is_monument", "comma", "misschien", "E826"),
    ("is_monument", "comma", "", None),
    ("plan_kind", "comma", "Sloop", "demolition"),
    ("plan_kind", "comma", "demolition", "demolition"),
    ("plan_kind", "comma", "Demolition", "demolition"),
    ("plan_kind", "comma", "nieuwbouw", "E825"),
    ("complex", "comma", "007", "007"),
    ("complex", "comma", " 12  b ", "12  b"),
    ("complex", "comma", "1,23E+15", "E821"),
    ("complex", "comma", "\x015990100000123456", "E821"),
    ("complex", "comma", "\x01123", "123"),
]


def test_every_code_of_cells_is_here():
    assert {c for *_, c in CELLS if isinstance(c, str) and c.startswith("E8")} == CODES


@pytest.mark.parametrize(("fact", "mark", "given", "wanted"), CELLS)
def test_cell(ruleset, fact, mark, given, wanted):
    entry = ruleset.subjects["dwelling"].facts[fact]
    found = piece(pl.Series([given]), Target(0, fact, fact, "", "name"), entry, ruleset.scales, mark)
    value, code = found.columns[fact][0], found.bad[0]
    refused = isinstance(wanted, str) and wanted.startswith("E8") and len(wanted) == 4
    assert (value, f"E{code}" if code else "") == ((None, wanted) if refused else (wanted, ""))
    assert found.missing[0] == (wanted is None)


def test_cells_together_are_what_they_are_apart(ruleset):
    """A column of many cells, with many the same, gives what each gives alone."""
    for fact in {c[0] for c in CELLS}:
        entry = ruleset.subjects["dwelling"].facts[fact]
        target = Target(0, fact, fact, "", "name")
        mine = [c[2] for c in CELLS if c[0] == fact and c[1] == "comma"] + [None]
        many = pl.Series(mine * 500, dtype=pl.String)
        found = piece(many, target, entry, ruleset.scales, "comma")
        one = [piece(pl.Series([m], dtype=pl.String), target, entry, ruleset.scales, "comma") for m in mine]
        assert found.columns[fact].to_list() == [o.columns[fact][0] for o in one] * 500
        assert found.bad.to_list() == [o.bad[0] for o in one] * 500
        assert found.missing.to_list() == [o.missing[0] for o in one] * 500


def test_binary_figures_are_the_decimal_figures_that_they_are_nearest_to(ruleset):
    rng, entry = random.Random(5), ruleset.subjects["dwelling"].facts["net_rent"]
    cents = [rng.randrange(0, 10_000_001) for _ in range(20_000)]
    value, bad = figure(pl.Series([c / 100 for c in cents]), entry, "mixed")
    assert value.to_list() == cents
    assert bad.sum() == 0
    wide = ruleset.subjects["local_agreement"].facts["provisions"].members["figure"]
    units = [rng.randrange(-(10**17), 10**17) for _ in range(20_000)]
    texts = [Decimal(u) / scale(wide) for u in units]
    value, bad = figure(pl.Series([float(t) for t in texts], dtype=pl.Float64), wide, "mixed")
    for text, one, code in zip(texts, value.to_list(), bad.to_list(), strict=True):
        shortest = Fraction(repr(float(text))) * scale(wide)  # a figure beyond 17 digits is no longer itself
        assert code == 0 and abs(shortest - one) <= Fraction(1, 1000) * scale(wide) / 1000
        if len(str(abs(int(text * scale(wide))))) <= 15:
            assert one == shortest


def test_noise_of_arithmetic_is_taken_off_and_nothing_else(ruleset):
    entry = ruleset.subjects["dwelling"].facts["net_rent"]
    given = [0.1 + 0.2, 702.1 * 3 / 3, 1e-10, 702.105, 702.1000001, float("nan"), None, float("inf")]
    value, bad = figure(pl.Series(given), entry, "mixed")
    assert value.to_list() == [30, 70210, 0, None, None, None, None, None]
    assert bad.to_list()[:7] == [0, 0, 0, 823, 823, 0, 0] and bad[7] > 0


def test_typed_columns(ruleset):
    facts = ruleset.subjects["dwelling"].facts

    def one(name, series):
        found = piece(series, Target(0, name, name, "", "name"), facts[name], ruleset.scales, "mixed")
        return [
            v if not b else f"E{b}" for v, b in zip(found.columns[name].to_list(), found.bad.to_list(), strict=True)
        ]

    assert one("net_rent", pl.Series([Decimal("702.10"), None, Decimal("0.015")], dtype=pl.Decimal(10, 3))) == [
        70210,
        None,
        "E823",
    ]
    assert one("net_rent", pl.Series([600, -1])) == [60000, "E822"]
    assert one("net_rent", pl.Series([True])) == ["E819"]
    assert one("condition_score", pl.Series([2.0, 2.5])) == [2, "E823"]
    assert one("label_registered_on", pl.Series([date(2026, 3, 1), None])) == [20260301, None]
    moments = pl.Series([datetime(2026, 2, 28, 23)]).dt.replace_time_zone("UTC")
    assert one("label_registered_on", moments) == [20260301]
    assert one("label_registered_on", pl.Series([20260301, 5])) == [20260301, "E824"]
    assert one("label_registered_on", pl.Series([1.5])) == ["E824"]
    assert one("is_monument", pl.Series([True, None, False])) == [True, None, False]
    assert one("is_monument", pl.Series([1, 0, 2])) == [True, False, "E826"]
    assert one("is_monument", pl.Series([1.0, 0.0])) == [True, False]
    assert one("energy_label", pl.Series(["A", "Q"], dtype=pl.Categorical)) == [6, "E825"]
    assert one("complex", pl.Series([12, None])) == ["12", None]
    assert one("complex", pl.Series([12.0, 5990100000123456.0])) == ["12", "E821"]


def test_factor_and_translations(ruleset):
    facts = ruleset.subjects["dwelling"].facts

    def one(name, cells, options):
        found = piece(
            pl.Series(cells), Target(0, name, name, "", "mapping", options), facts[name], ruleset.scales, "comma"
        )
        return [
            v if not b else f"E{b}" for v, b in zip(found.columns[name].to_list(), found.bad.to_list(), strict=True)
        ]

    yearly = Column("net_rent", factor=Fraction(1, 12))
    assert one("net_rent", ["7.200,00", "7200,01", "x"], yearly) == [60000, "E823", "E819"]
    assert one("net_rent", [7200.0, 600.5], yearly) == [60000, "E823"]
    unknown = Column("net_rent", values={"0,01": "unknown"})
    assert one("net_rent", ["0,01", "€ 0,01", "\x010.01", "0,02"], unknown) == [None, None, None, 2]
    assert one("net_rent", [0.01, 0.02], unknown) == [None, 2]
    kinds = Column("plan_kind", values={"RENO": "renovation", "?!": "unknown"})
    assert one("plan_kind", ["reno", "?!", "sloop"], kinds) == ["renovation", None, "demolition"]
    assert one("energy_label", ["1", "2"], Column("energy_label", values={"1": "A", "2": "unknown"})) == [6, None]
    assert one("is_monument", ["R", "G", "-"], Column("is_monument", values={"R": "true", "G": "false"})) == [
        True,
        False,
        None,
    ]
