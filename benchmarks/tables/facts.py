"""Generated facts as tables: any number of rows, the same ones for the same seed, as Parquet on disk.

Figures lie at the limits of the parameters, a cent below and a cent above them, dates at the edges of periods. Which
fields real tables leave open is known (the rent 0,01 and the label `onbekend` of the WOZ-bezitstabel, the heat demand of
labels from before NTA 8800, incomes left out of a shared file), how often is not: the shares here are assumed.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from polars.io.plugins import register_io_source

from npa_rules.model.rule import RuleSet

CHUNK = 200_000  # rows made at a time
GROUP = 100_000  # rows of a row group
SUBJECTS = ("dwelling", "rent_increase", "allocation", "sale")
GAPS = {  # the share of rows in which a field is open
    "energy_label": 0.04, "net_rent": 0.03, "is_monument": 0.05, "designated_for_demolition": 0.05, "condition_score": 0.25,
    "has_renovation_or_demolition_plan": 0.15, "correction_table_applied": 0.30, "usable_floor_area": 0.02,
    "damp_expert_arrangement_made": 0.50, "plan_kind": 0.90, "in_complex_upgrade": 0.20,
    "effective_date": 0.001, "rent_before": 0.02, "rent_after": 0.01, "ground": 0.02, "household_income_iah": 0.30,
    "household_size": 0.05, "household_has_aow": 0.10, "sitting_tenant": 0.02, "insulation_measure": 0.10,
    "increase_for_insulation": 0.10, "increase_for_improvement": 0.20, "maximum_rent_by_points": 0.10,
    "regulated_contract": 0.80, "mid_rent_contract": 0.90, "self_contained": 0.50,
    "allocation_date": 0.001, "household_income": 0.06, "household_group": 0.70, "household_wealth_above_limit": 0.70,
    "booked_on_free_space": 0.05, "booked_on_daeb_free_space": 0.05,
    "transfer_date": 0.005, "agreement_date": 0.03, "buyer_type": 0.02, "dwelling_let_at_offer": 0.04,
    "social_rent_before_sale": 0.10, "local_agreement_on_sale": 0.10, "complex_may_be_sold": 0.10,
    "agreed_sales_maximum": 0.20, "sales_up_to_this_one": 0.05, "sale_conditions_met": 0.10, "sale_deviation_motivated": 0.30,
}  # fmt: skip


class Maker:
    """Columns of one chunk of rows."""

    def __init__(self, ruleset: RuleSet, rows: int, seed: Sequence[int]) -> None:
        self.ruleset, self.rows, self.rng = ruleset, rows, np.random.default_rng(seed)
        self.columns: dict[str, pl.Series] = {}

    def add(self, name: str, values: pl.Series, gap: float | None = None) -> None:
        """A column with its share of gaps."""
        share = GAPS.get(name, 0.0) if gap is None else gap
        if share:
            there = pl.Series(self.rng.random(self.rows) >= share)
            values = values.to_frame("v").select(pl.when(there).then(pl.col("v")))["v"]
        self.columns[name] = values.alias(name)

    def one_of(self, options: Sequence[Any], weights: Sequence[float] | None = None) -> pl.Series:
        """One of these a row."""
        share = None if weights is None else np.array(weights) / sum(weights)
        return pl.Series(options).gather(self.rng.choice(len(options), self.rows, p=share))

    def flag(self, name: str, share: float, gap: float | None = None) -> None:
        """A truth, true in this share of rows."""
        self.add(name, pl.Series(self.rng.random(self.rows) < share), gap)

    def codes(self, name: str, options: Sequence[str], weights: Sequence[float] | None = None) -> None:
        """A code."""
        self.add(name, self.one_of(options, weights))

    def dates(self, years: Sequence[int], edges: Sequence[int]) -> pl.Series:
        """First days of months in these years, and a tenth of them at an edge of a period."""
        months = [y * 10000 + m * 100 + 1 for y in years for m in (1, 3, 5, 7, 7, 7, 9, 11)]
        edge = self.rng.random(self.rows) < 0.1
        found = np.where(edge, self.rng.choice(edges, self.rows), self.rng.choice(months, self.rows))
        return pl.Series(found.astype(np.int64))

    def near(self, low: int, high: int, limits: Sequence[int], share: float = 0.3) -> np.ndarray:
        """Cents between two figures, a share of them at a limit, a cent below or above it."""
        found = self.rng.integers(low, high, self.rows)
        at = self.rng.choice(np.array(limits), self.rows) + self.rng.integers(-1, 2, self.rows)
        return np.where(self.rng.random(self.rows) < share, at, found)

    def limits(self, *names: str) -> list[int]:
        """All published values of parameters in cents."""
        periods = [p for n in names for p in self.ruleset.parameters[n].periods]
        return sorted({int(p.value * 100) for p in periods})  # type: ignore[operator]

    def event(self, name: str, first: int, last: int, holds: Sequence[str] = (), there: float = 0.6) -> None:
        """An event: state, date and content, most of it told."""
        state = self.one_of(["done", "none", "dropped", None], [there, 0.2, 0.03, 0.97 - 0.2 - there])
        years = list(range(first // 10000, last // 10000 + 1))
        self.add(f"{name}#state", state)
        done = state.eq_missing("done")
        date = self.dates(years, [first, last]).to_frame("v")
        known = done & pl.Series(self.rng.random(self.rows) >= 0.05)
        self.add(f"{name}#date", date.select(pl.when(known).then(pl.col("v")))["v"])
        for content in holds:
            held = pl.DataFrame({"v": self.rng.random(self.rows) < 0.85})
            told = done & pl.Series(self.rng.random(self.rows) >= 0.1)
            self.add(f"{name}#holds.{content}", held.select(pl.when(told).then(pl.col("v")))["v"])


def dwelling(m: Maker) -> None:
    """A stock: labels, condition and damp."""
    m.codes("corporation", [f"L{n:04d}" for n in range(1, 271)])
    m.codes("complex", [f"C{n:05d}" for n in range(20_000)])
    m.add("energy_label", m.one_of(list(range(12)), [3, 4, 5, 9, 20, 14, 26, 8, 5, 4, 1, 1]))
    for name, share in (("is_monument", 0.02), ("designated_for_demolition", 0.03), ("in_complex_upgrade", 0.1),
                        ("has_renovation_or_demolition_plan", 0.2), ("correction_table_applied", 0.05),
                        ("damp_expert_arrangement_made", 0.5)):  # fmt: skip
        m.flag(name, share)
    m.add("condition_score", m.one_of([1, 2, 3, 4, 5, 6], [10, 30, 35, 15, 7, 3]))
    m.codes("plan_kind", ["renovation", "demolition"], [3, 1])
    m.add("net_rent", pl.Series(m.near(30_000, 110_000, m.limits("social_rent_limit"))))
    m.add("usable_floor_area", pl.Series(m.rng.integers(1_500, 15_000, m.rows)))
    given = m.rng.random(m.rows) < 0.8
    m.add("damp_causes#given", pl.Series(given))
    for cause, share in (("building", 0.06), ("use", 0.04), ("groundwater", 0.01), ("unclear", 0.02)):
        frame = pl.DataFrame({"v": m.rng.random(m.rows) < share, "given": given})
        m.add(f"damp_causes#has.{cause}", frame.select(pl.when("given").then(pl.col("v")))["v"])
    m.event("damp_measures_taken", 20240101, 20270301, ("at_the_cause", "solved_or_controlled"))
    m.event("damp_help_offered", 20240101, 20270301, ("unasked", "together"))
    m.event("groundwater_solution_sought", 20240101, 20270301)
    m.event("damp_expert_judged", 20240101, 20270301, ("independent", "cause"))


def rent_increase(m: Maker) -> None:
    """Increases of 2021 to 2027, most of them of July, at the limits."""
    edges = [20211231, 20220101, 20220630, 20220701, 20221231, 20230101, 20240630, 20240701, 20241231, 20250101,
             20250630, 20250701, 20251231, 20260101, 20260630, 20260701, 20261231, 20270101, 20270630, 20270701]  # fmt: skip
    date = m.dates([2022, 2023, 2024, 2025, 2026, 2026, 2026, 2027], edges)
    m.add("effective_date", date)
    m.codes("corporation", [f"L{n:04d}" for n in range(1, 271)])
    before = m.near(25_000, 120_000, [30_000, 35_000, *m.limits("social_rent_limit")])
    factors = [0, 23, 31, 41, 50, 58, 61, 77, 200]
    percent = m.rng.choice(factors, m.rows, p=[0.1, 0.1, 0.1, 0.25, 0.15, 0.1, 0.1, 0.05, 0.05])
    after = before * (1000 + percent) // 1000 + m.rng.integers(-1, 2, m.rows)
    low = (before < 35_000) & (m.rng.random(m.rows) < 0.5)
    after = np.where(low, before + 2500 + m.rng.integers(-1, 2, m.rows), after)
    step = m.rng.choice([0, 5_000, 10_000], m.rows, p=[0.8, 0.1, 0.1])
    after = np.where(step > 0, before + step + m.rng.integers(-1, 2, m.rows), after)
    m.add("rent_before", pl.Series(before))
    m.add("rent_after", pl.Series(after))
    grounds = ["yearly", "income_dependent", "low_rent", "home_improvement", "new_letting"]
    m.codes("ground", grounds, [50, 20, 10, 10, 10])
    incomes = m.limits("iah_high_income_above", "iah_middle_income_above")
    m.add("household_income_iah", pl.Series(m.near(2_000_000, 12_000_000, incomes)))
    m.add("household_size", m.one_of([1, 2, 3, 4, 6], [45, 30, 12, 10, 3]))
    for name, share in (("household_has_aow", 0.3), ("sitting_tenant", 0.9), ("insulation_measure", 0.1),
                        ("regulated_contract", 0.95), ("mid_rent_contract", 0.3), ("self_contained", 0.95)):  # fmt: skip
        m.flag(name, share)
    m.add("increase_for_insulation", m.one_of([0, 1, 1250, 4000], [90, 2, 4, 4]))
    m.add("increase_for_improvement", m.one_of([0, 1250, 4000, 10_000], [70, 10, 10, 10]))
    m.add("maximum_rent_by_points", pl.Series(after + m.rng.integers(-2, 30_000, m.rows)))


def allocation(m: Maker) -> None:
    """Allocations of 2021 to 2027 at the income limits and the capping limits."""
    edges = [20211231, 20220101, 20241231, 20250101, 20251231, 20260101, 20260701, 20261231, 20270101]
    m.add("allocation_date", m.dates([2022, 2023, 2024, 2025, 2025, 2026, 2026, 2026], edges))
    m.codes("corporation", [f"L{n:04d}" for n in range(1, 271)])
    m.add("household_size", m.one_of([1, 2, 3, 4, 6], [45, 30, 12, 10, 3]))
    incomes = m.limits("appropriate_allocation_income_limit", "daeb_income_limit")
    m.add("household_income", pl.Series(m.near(1_200_000, 6_500_000, incomes)))
    m.codes("household_group", ["regular", "student", "care", "permit_holder"], [60, 15, 10, 15])
    rents = m.limits("capping_limit_low", "capping_limit_high", "social_rent_limit")
    rents += [r + 2_500 for r in m.limits("capping_limit_low", "capping_limit_high")] + [74_042, 79_154]
    m.add("net_rent", pl.Series(m.near(40_000, 110_000, rents, 0.4)))
    m.add("energy_label", m.one_of(list(range(12)), [3, 4, 5, 9, 20, 14, 26, 8, 5, 4, 1, 1]))
    for name, share in (("household_has_aow", 0.3), ("household_wealth_above_limit", 0.1), ("self_contained", 0.95),
                        ("booked_on_free_space", 0.2), ("booked_on_daeb_free_space", 0.2)):  # fmt: skip
        m.flag(name, share)


def sale(m: Maker) -> None:
    """Sales of 2024 to 2027, the offer and the approval about their dates."""
    edges = [20241231, 20250101, 20261124, 20261125, 20261231, 20350101]
    m.add("transfer_date", m.dates([2024, 2025, 2025, 2026, 2026, 2027], edges))
    m.add("agreement_date", m.dates([2024, 2025, 2025, 2026, 2026, 2027], edges))
    m.codes("corporation", [f"L{n:04d}" for n in range(1, 271)])
    buyers = ["sitting_tenant", "other_tenant_in_municipality", "owner_occupier", "corporation", "other"]
    m.codes("buyer_type", buyers, [10, 10, 30, 10, 40])
    for name, share in (("dwelling_let_at_offer", 0.4), ("social_rent_before_sale", 0.9), ("local_agreement_on_sale", 0.8),
                        ("complex_may_be_sold", 0.9), ("sale_conditions_met", 0.9), ("sale_deviation_motivated", 0.4)):  # fmt: skip
        m.flag(name, share)
    m.add("agreed_sales_maximum", pl.Series(m.rng.integers(0, 200, m.rows)))
    open_ = m.columns["agreed_sales_maximum"].is_null()
    m.add("agreed_sales_maximum#none", open_ & pl.Series(m.rng.random(m.rows) < 0.5))
    m.add("sales_up_to_this_one", pl.Series(m.rng.integers(1, 200, m.rows)))
    m.event("aw_approval", 20240101, 20270301)
    m.event("offer_to_sitting_tenant", 20240101, 20270301)
    m.event("offer_to_tenants_in_municipality", 20240101, 20270301)
    m.event("condition_disclosed", 20240101, 20270301)


MAKERS = {"dwelling": dwelling, "rent_increase": rent_increase, "allocation": allocation, "sale": sale}


def chunk(ruleset: RuleSet, subject: str, rows: int, number: int = 0, seed: int = 1) -> pl.DataFrame:
    """Rows of one chunk."""
    maker = Maker(ruleset, rows, (seed, number, SUBJECTS.index(subject)))
    MAKERS[subject](maker)
    return pl.DataFrame(maker.columns)


def write(ruleset: RuleSet, subject: str, rows: int, folder: Path) -> Path:
    """A file with so many rows, made once."""
    path = folder / f"{subject}-{rows}.parquet"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        heights = [CHUNK] * (rows // CHUNK) + ([rows % CHUNK] if rows % CHUNK else [])
        save((chunk(ruleset, subject, h, n) for n, h in enumerate(heights)), path)
    return path


def save(frames: Any, path: Path) -> None:
    """Frames one after the other into one file, the first of them read to know the columns."""
    frames = iter(frames)
    first = next(frames)

    def give(columns: Any, _predicate: Any, _rows: Any, _size: Any) -> Any:
        for frame in chain([first], frames):
            yield frame if columns is None else frame.select(columns)

    lazy = register_io_source(give, schema=first.schema)
    partial = path.with_suffix(".part")
    lazy.sink_parquet(partial, compression="zstd", row_group_size=GROUP)
    partial.replace(path)
