"""Generated facts: values near the limits and period edges that matter, and missing ones."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

from npa_rules.engines.quantity import NONE
from npa_rules.model.case import Happening, Item
from npa_rules.model.dictionary import FactType, Subject
from npa_rules.model.rule import RuleSet

DATES = {
    "allocation": [20260301, 20260301, 20260301, 20260401, 20260601, 20260601, 20260101, 20260906,
                   20250701, 20240630, 20250301, 20251231, 20220101,
                   20260907, 20261231, 20211231, 20270101],
    "rent_increase": [20260701, 20260701, 20260801, 20260630, 20260301, 20250701, 20250630, 20240701, 20240701, 20230701,
                      20220301, 20220701, 20270630, 20270701],
}  # fmt: skip
RENTS = ["600", "650.43", "697.07", "702.10", "713.02", "715", "720", "725", "728", "733", "735",
         "713.03", "730", "731.93", "738.02", "740.42",
         "740.43", "764.14", "764.15", "791.54", "900.07", "932.93", "932.94", "1000"]  # fmt: skip
BEFORE = ["290", "299.99", "300", "340", "349.99", "350", "599.97", "600", "633.33", "712.48"]
EDGES = [
    "0",
    "27725",
    "28375",
    "28775",
    "29400",
    "29401",
    "37250",
    "37300",
    "37350",
    "38650",
    "39925",
    "51537",
    "51538",
    "56910",
]
INCOMES = ["18000", "20000", "22000", "24000"] * 7 + ["60000", "75000", "90000", "120000"] * 6 + EDGES
IAH = ["30000", "52754", "59504", "59505", "68858", "68859", "70149", "70150", "75000", "93532"]
TOO_DEAR: dict[str, list[object]] = {  # the officer's hard question: a rent above the cap, or an income above the limit
    "allocation_date": [20260115, 20260301, 20260401, 20260701],
    "household_size": [1, 2, 3],
    "household_has_aow": [True, False],
    "household_income": [Fraction(i) for i in (18000, 22000, 27000, 60000, 75000)],
    "net_rent": [Fraction(r) for r in ("700", "725", "735", "770", "790")],
    "booked_on_free_space": [True, True, False, False, False],
    "booked_on_daeb_free_space": [True, True, False, False, False],
}
OFTEN = {
    "insulation_measure": True, "sitting_tenant": True, "self_contained": True, "regulated_contract": True,
    "booked_on_free_space": True, "booked_on_daeb_free_space": True, "household_wealth_above_limit": False,
}  # fmt: skip


def values(subject: Subject, entry: FactType) -> list[object]:
    """Plausible typed values of one entry, those that matter more often than others."""
    name = entry.name
    if entry.type == "date":
        return [*DATES[subject.name]]
    if entry.type == "ordered":
        return [0, 4, 6, 7, 7, 8, 9, 10, 11]
    if entry.type == "bool":
        often = [OFTEN[name]] * (1 if name.startswith("booked") else 5) + [not OFTEN[name]] if name in OFTEN else []
        return [*often] or [True, False]
    if name == "ground":
        return ["yearly", "low_rent", "home_improvement", "new_letting", *["income_dependent"] * 4]
    if name == "household_group":
        return ["regular"] * 12 + sorted(entry.codes)
    if entry.type == "code":
        return [*sorted(entry.codes)]
    if entry.type == "count":
        return [1, 1, 2, 2, 3, 5]
    figures = INCOMES if name == "household_income" else IAH if entry.unit == "eur_per_year" else RENTS
    figures = BEFORE if name in ("rent_before", "rent_after") else figures
    if name in ("increase_for_insulation", "increase_for_improvement"):
        figures = ["0", "0", "12.50", "40"]
    return [Fraction(f) for f in figures]


def drawn(rng: random.Random, ruleset: RuleSet, subject: Subject, present: float) -> dict[str, object]:
    """Facts of a subject, each there or not; derived ones are left to their definitions."""
    derived = {f.partition(".")[2] for f in ruleset.index.defining} - {"household_income_band"}
    found: dict[str, object] = {}
    for entry in subject.facts.values():
        if entry.name in derived or entry.type in ("text", "event", "list"):
            continue
        if entry.name == "household_income_band" and "household_income" in found:
            continue
        if rng.random() < present:
            found[entry.name] = rng.choice(values(subject, entry))
    if subject.name == "allocation" and rng.random() < 0.6:
        found.pop("household_group", None)
        found |= {name: rng.choice(options) for name, options in TOO_DEAR.items()}
        found.pop(rng.choice([*sorted(TOO_DEAR), "nothing", "nothing", "nothing"]), None)
    if "rent_before" in found and "rent_after" in found:
        factor = rng.choice(["1.023", "1.031", "1.041", "1.05", "1.058", "1.0", "1.06", "1.2"])
        cents = int(found["rent_before"] * Fraction(factor) * 100) + rng.randint(-1, 1)  # type: ignore[operator]
        found["rent_after"] = Fraction(max(cents, 0), 100)
    return found


def many(ruleset: RuleSet, subject: Subject, count: int, present: float = 0.95) -> list[Item]:
    """So many generated items, the same ones in every run and on every machine."""
    rng = random.Random(f"{subject.name} {present}")
    return [Item(subject, f"generated-{n}", drawn(rng, ruleset, subject, present)) for n in range(count)]


# ---- years, plans and regions: what mixing cases leaves rare ----------------------------------------------------------
def made(rng: random.Random, subject: Subject) -> dict[str, Any]:
    """Facts of a corporation's year, a municipal programme or a region, near what their rules turn on."""
    return {"corporation_year": year, "municipality_plan": plan, "region": region}[subject.name](rng)


def year(rng: random.Random) -> dict[str, Any]:
    """Most of them from 2029, when the duty on labels E, F and G is due."""
    figure = rng.choice([(1000, 50), (1000, 51), (1000, 49), (0, 0), (380, 19), (7, 1)])
    before = rng.choice([(1000, 50), (999, 50), (0, 0), (20, 1)])
    left = rng.choice([0, 1, 2, 40, 300, 300])
    return {
        "year": rng.choice([2023, 2024, 2025, 2026, 2026, 2027, 2028] + [2029, 2030, 2034] * 4),
        "rent_sum_increase_pct": rng.choice([Fraction(i, 10) for i in (26, 36, 37, 45, 46, 53, 60)] + [NONE]),
        "rent_sum_measure": rng.choice(["statutory"] * 6 + ["survey", "cbs"]),
        "local_rent_sum_maximum_pct": rng.choice([NONE, NONE, Fraction(3), Fraction(36, 10), Fraction(4), Fraction(5)]),
        "low_rent_increases_applied": rng.random() < 0.5,
        "low_rent_increases_in_rent_sum": rng.random() < 0.5,
        "rent_sum_increase_with_low_rents_pct": rng.choice([Fraction(i, 10) for i in (30, 36, 37, 46)]),
        "allocations_to_target_group": figure[0],
        "allocations_above_cap": figure[1],
        "allocations_to_target_group_previous_year": before[0],
        "allocations_above_cap_previous_year": before[1],
        "social_allocations": rng.choice([0, 1000, 1000, 400]),
        "social_allocations_outside_daeb_group": rng.choice([0, 0, 75, 76, 150, 151, 30]),
        "local_daeb_share_pct": rng.choice([NONE, NONE, Fraction(85), Fraction(80), Fraction(90), Fraction(95)]),
        "dwellings_efg": left,
        "dwellings_efg_complex_refused": rng.choice([left, max(left - 1, 0)]),
        "dwellings_condition_5_6": rng.choice([0, 0, 1]),
    }


def shared(rng: random.Random, percents: tuple[int, ...] = (0, 20, 28, 30, 30, 30, 32, 45, 100)) -> dict[str, Any]:
    """New dwellings with a part of social rent on, just beside or far from 30 percent."""
    dwellings = rng.choice([0, 1, 10, 10, 40, 100, 333, 1000, 100_000_000])
    social = dwellings * rng.choice(percents) // 100 + rng.choice([0, 0, 0, 1, -1])
    return {"dwellings": dwellings, "social_rent": min(max(social, 0), dwellings)}


def plan(rng: random.Random) -> dict[str, Any]:
    """A programme with few or many projects, and what excuses a low share: most of them need it."""
    low, projects = rng.random() < 0.7, []
    for _ in range(rng.choice([1, 1, 2, 3, 4, 6, 12]) if low else rng.choice([0, 1, 2, 3, 4, 6, 12])):
        project = shared(rng, (10, 20, 28)) if low else shared(rng)
        project["delivery_year"] = rng.choice([2026, 2027, 2028, 2029, 2030, 2034, 2200, NONE])
        projects.append(project | {"status": rng.choice(["hard", "soft"]), "corporation": rng.choice(["A", "B", NONE])})
    adopted = [
        Happening("done", d, {"steering_instrument": rng.random() < 0.8}) for d in (20241231, 20261101, 20270101)
    ]
    policy, other = "housing_policy", "other_non_housing"
    found = {
        "adopted_on": rng.choice([20260301] * 12 + [20250101, 20241231, 20350101]),
        "projects": tuple(projects),
        "area_differentiation_invoked": rng.random() < 0.9,
        "regional_consultation": rng.choice([*[Happening("done", 20260201)] * 8, Happening("done", 20260302),
                                             Happening("done", 20270101), Happening("none")]),
        "regional_social_rent_share_pct": rng.choice([Fraction(30), Fraction(31), Fraction(35), Fraction(2999, 100)]),
        "deviation_grounds": frozenset(rng.choice([[policy], [policy, other], [other], [other], [other], ["lower_yield"]])),
        "housing_policy_ground_suffices": rng.random() < 0.4,
        "exceptional_motivation": rng.random() < 0.95,
        "programme_balance_acceptable": rng.random() < 0.5,
        "framework_30pct": rng.choice([*adopted, Happening("none"), Happening("dropped")]),
    }  # fmt: skip
    if rng.random() < 0.1:
        found["level"] = rng.choice(["municipality", "neighbourhood", "project"])
    if rng.random() < 0.1:
        found["projects_complete"] = rng.random() < 0.5
    return found


def region(rng: random.Random) -> dict[str, Any]:
    """A region with its municipalities, now and then not all of them."""
    found: dict[str, Any] = {"municipalities": tuple(shared(rng) for _ in range(rng.choice([0, 1, 1, 2, 3, 5])))}
    if rng.random() < 0.2:
        found["municipalities_complete"] = rng.random() < 0.5
    return found
