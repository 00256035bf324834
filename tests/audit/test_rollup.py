"""Roll-ups: their own cases, and that a range holds every completion of the rows, in the facts and in the verdicts."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

import pytest

pl = pytest.importorskip("polars", reason="the extra `tables` (Polars) is not installed")

from npa_rules.audit.rollup import RollingUp, with_rollups  # noqa: E402
from npa_rules.audit.run import run  # noqa: E402
from npa_rules.audit.targets import ends_of  # noqa: E402
from npa_rules.engines import columns  # noqa: E402
from npa_rules.engines.quantity import NONE, Num  # noqa: E402
from npa_rules.engines.reference import Run  # noqa: E402
from npa_rules.facts.values import FactReader  # noqa: E402
from npa_rules.load.ruleset import load_sources  # noqa: E402
from npa_rules.model.case import Item, Settings  # noqa: E402
from tests.audit.small import made, table  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent.parent
AS_OF = 20261124
NAMES = sorted(p.stem for p in (ROOT / "rules/rollups").glob("*.yaml"))
GIVEN = {
    "corporation_year": {"year": 2026},
    "sector_year": {"year": 2034},
    "municipality_plan": {"adopted_on": 20260301},
}


def rolled(ruleset, name, items, given=None, size=7):
    """The targets of one roll-up over items, and what the rows were judged to be."""
    rollup = ruleset.rollups[name]
    subject = ruleset.subjects[rollup.source]
    added = with_rollups(ruleset, [rollup])
    plan = columns.Plan(added, subject, AS_OF)
    assert not {r for r in plan.refused if r.startswith("~")}
    rolling = RollingUp(added, rollup, given or {}, AS_OF)
    summary = run(plan, columns.frame(ruleset, items).iter_slices(size), on_codes=rolling.add)
    return rolling.items(), summary


def stated(ruleset, rollup, places):
    """The cases of a roll-up file: rows, what is given, what must come."""
    source, root = places
    below, above = ruleset.subjects[rollup.source], ruleset.subjects[rollup.target]
    reader = FactReader(source, ruleset.scales)
    for case in root.mapping["cases"].sequence:
        rows = [Item(below, str(n), reader.facts(below, r)) for n, r in enumerate(case.mapping["rows"].sequence)]
        given = reader.facts(above, case.mapping["given"]) if "given" in case.mapping else {}
        yield rows, given, case.mapping["facts"].plain()
    assert source.diagnostics == []


@pytest.mark.parametrize("name", NAMES)
def test_the_cases_of_a_roll_up(sources, ruleset, name):
    rollup = ruleset.rollups[name]
    for rows, given, wanted in stated(ruleset, rollup, sources.places[f"rules/rollups/{name}.yaml"]):
        (item,), summary = rolled(ruleset, name, rows, given)
        assert [r.rule for r in summary.rules] == [r.id for r in ruleset.judging(rollup.source)]
        frame = Run(ruleset, [item], Settings(as_of=AS_OF)).frame(ruleset.judging(rollup.target)[0], item)
        for fact, value in wanted.items():
            if value == "unknown":
                assert fact not in item.facts, (fact, item.facts)
                continue
            found = frame.fact(fact)
            if isinstance(value, str) and not value[0].isdigit():
                assert found.options == {value}
            else:
                low, high = value if isinstance(value, list) else (value, value)
                for end, said in ((found.low, low), (found.high, high)):
                    assert abs(Fraction(end) - Fraction(said)) < Fraction(1, 10**6), (fact, found.low, found.high)


def test_every_roll_up_is_loaded_and_compiled(ruleset):
    from npa_rules.load.compiled import dump, parse

    assert sorted(ruleset.rollups) == NAMES and len(NAMES) == 7
    again = parse(dump(ruleset))
    assert again is not None and {n: again.rollups[n] for n in NAMES} == dict(ruleset.rollups)


SOURCES = {"corporation_year-from-allocation": "allocation", "corporation_year-from-rent_increase": "rent_increase"}


def whole(rng, ruleset, name, count):
    """Rows that leave nothing open."""
    rollup = ruleset.rollups[name]
    subject = ruleset.subjects[rollup.source]
    if rollup.source in ("allocation", "rent_increase"):
        date = {"allocation": "allocation_date", "rent_increase": "effective_date"}[rollup.source]
        found = []
        for item in made(ruleset, rollup.source, count):
            facts = {"household_has_aow": False, "household_size": 2, "net_rent": Fraction(700), "rent_before": Fraction(600),
                     "rent_after": Fraction(610), "ground": "yearly", "household_income": Fraction(28000), "self_contained": True,
                     "regulated_contract": True, "household_group": "regular", "household_wealth_above_limit": False,
                     "energy_label": 7, "booked_on_free_space": False, "booked_on_daeb_free_space": False,
                     "increase_for_improvement": Fraction(5)} | item.facts  # fmt: skip
            facts = {k: v for k, v in facts.items() if k in subject.facts}
            facts |= {date: rng.choice([20260301, 20260701, 20250201]), "corporation": rng.choice("AB")}
            if "rent_before" in facts:
                facts["rent_before"] = max(facts["rent_before"], Fraction(1))
            found.append(Item(subject, item.id, facts))
        return found
    if rollup.source == "corporation_year":
        return [
            Item(subject, str(n), {
                "corporation": str(n), "year": rng.choice([2025, 2026]),
                "mean_heat_demand_kwh_m2": Fraction(rng.randrange(60, 180), rng.choice([1, 2])),
                "stock_changes": tuple(
                    {"year": y, "social_rental_homes_added": rng.randrange(90), "social_rental_homes_demolished": rng.randrange(9)}
                    for y in (2025, 2026)
                ),
            })
            for n in range(count)
        ]  # fmt: skip
    return [
        Item(subject, str(n), {
            "heat_demand_kwh_m2": Fraction(rng.randrange(40, 300), 4),
            "energy_label": rng.randrange(12), "shell_label": rng.randrange(12), "is_monument": rng.random() < 0.2,
            "designated_for_demolition": rng.random() < 0.2, "upgrade_refused_by_tenant": rng.random() < 0.3,
            "condition_score": rng.randint(1, 6), "has_renovation_or_demolition_plan": rng.random() < 0.4,
            "corporation": rng.choice("AB"),
        })
        for n in range(count)
    ]  # fmt: skip


def thinned(rng, items, share):
    """Rows with facts left out; not those that are presumed, for a presumption is no completion."""
    return [
        Item(i.subject, i.id, {
            k: v for k, v in i.facts.items() if rng.random() >= share or i.subject.facts[k].presume is not None
        })
        for i in items
    ]  # fmt: skip


@pytest.mark.parametrize("name", [n for n in NAMES if "plan" not in n])
def test_a_range_holds_every_completion(ruleset, name):
    """Rows with facts left out, and the rows that they came from: the figures of these lie in the ranges of those."""
    rng, ranges, known = random.Random(4), 0, 0
    target = ruleset.subjects[ruleset.rollups[name].target]
    given = GIVEN[target.name] if not ruleset.rollups[name].dated else {}
    for share in (0, 0.02, 0.1, 0.3):
        full = whole(rng, ruleset, name, 60)
        thin = thinned(rng, full, share)
        exact = {i.id: i for i in rolled(ruleset, name, full, given)[0]}
        for item in rolled(ruleset, name, thin, given)[0]:
            other = exact[item.id]
            for fact, value in item.facts.items():
                if isinstance(value, Num):
                    ranges += 1
                    (least, most), (low, high) = ends_of(value), ends_of(other.facts[fact])
                    assert least <= low and high <= most, (fact, least, most, low)
                    assert value.missing == {fact}
                elif fact in other.facts:
                    known += 1
                    assert other.facts[fact] == value, fact
            if not share:
                assert {k: ends_of(v) for k, v in item.facts.items()} == {k: ends_of(v) for k, v in other.facts.items()}
    assert ranges > 3 and known > 3


def test_a_verdict_on_a_range_is_that_of_both_ends(ruleset):
    """Whatever the evaluator decides on a range holds at its ends and between; what it leaves open both can come."""
    rng, decided, opened = random.Random(9), 0, 0
    for name in [n for n in NAMES if n.startswith("corporation_year")]:
        given = {"year": 2026, "local_rent_sum_maximum_pct": NONE, "dwellings_efg_complex_refused": 0}
        for share in (0.01, 0.03, 0.1):
            full = whole(rng, ruleset, name, 80)
            thin = thinned(rng, full, share)
            for item in rolled(ruleset, name, thin, given)[0]:
                facts = {k: v for k, v in item.facts.items() if isinstance(v, Num)}
                for rule in ruleset.judging("corporation_year"):
                    outcome = Run(ruleset, [item], Settings(as_of=20290201)).judge(rule, item)
                    for _ in range(6):
                        put = {k: rng.choice([v.low, v.high, (v.low + v.high) // 2]) for k, v in facts.items()}
                        one = Item(item.subject, item.id, item.facts | put)
                        known = {n: v for n, v in one.facts.items() if isinstance(v, int | Fraction)}
                        wholes = [(n, e.part_of) for n, e in item.subject.facts.items() if e.part_of]
                        if any(known[n] > known[w] for n, w in wholes if {n, w} <= known.keys()):
                            continue
                        there = Run(ruleset, [one], Settings(as_of=20290201)).judge(rule, one)
                        assert set(there.verdicts) <= set(outcome.verdicts), (rule.id, facts, put)
                        decided += bool(facts) and outcome.verdict == there.verdict != "undetermined"
                        opened += outcome.verdict == "undetermined" != there.verdict
    assert decided > 100 and opened > 20


def test_a_share_whose_range_lies_above_the_limit_is_decided(ruleset):
    """100 allocations, 20 surely not suitable and one open: above 5 % either way, and that is the verdict."""
    subject = ruleset.subjects["allocation"]
    good = {"allocation_date": 20260301, "household_size": 1, "household_has_aow": False,
            "household_income": Fraction(28000), "net_rent": Fraction(700), "booked_on_free_space": False}  # fmt: skip
    rows = (
        [good] * 79 + [good | {"net_rent": Fraction(730)}] * 20 + [{k: v for k, v in good.items() if k != "net_rent"}]
    )
    rows += [good | {"allocation_date": 20250301, "net_rent": Fraction(600)}] * 100
    items = [Item(subject, str(n), r) for n, r in enumerate(rows)]
    before, now = rolled(ruleset, "corporation_year-from-allocation", items)[0]
    assert (before.facts["year"], now.facts["year"]) == (2025, 2026)
    assert "allocations_to_target_group_previous_year" not in before.facts
    assert now.facts["allocations_to_target_group_previous_year"] == 100
    share = ruleset.rules["STAT-PT-SHARE"]
    outcome = Run(ruleset, [now], Settings(as_of=20270201)).judge(share, now)
    assert isinstance(now.facts["allocations_above_cap"], Num) and outcome.verdict == "violates"
    missing = Run(ruleset, [before], Settings(as_of=20270201)).judge(share, before).missing
    assert "allocations_to_target_group_previous_year" in missing


def test_rows_of_no_owner_or_no_year_may_belong_to_any(ruleset):
    subject = ruleset.subjects["allocation"]
    good = {"allocation_date": 20260301, "household_size": 1, "household_has_aow": False, "corporation": "A",
            "household_income": Fraction(28000), "net_rent": Fraction(700), "booked_on_free_space": False}  # fmt: skip
    rows = [good, good | {"corporation": "B"}, {k: v for k, v in good.items() if k != "corporation"},
            {k: v for k, v in good.items() if k != "allocation_date"}]  # fmt: skip
    items = [Item(subject, str(n), r) for n, r in enumerate(rows)]
    found = {i.id: i.facts["social_allocations"] for i in rolled(ruleset, "corporation_year-from-allocation", items)[0]}
    assert {k: ends_of(v) for k, v in found.items()} == {"A 2026": (1, 3), "B 2026": (1, 2)}


def test_plans_make_a_region_and_rows_of_no_region_leave_it_open(ruleset):
    subject = ruleset.subjects["municipality_plan"]
    plans = [
        {"municipality_code": f"{n:04d}", "region": "R", "projects": ({"dwellings": 100, "social_rent": 40},)}
        for n in range(3)
    ]
    items = [Item(subject, str(n), p) for n, p in enumerate(plans)]
    (region,) = rolled(ruleset, "region-from-municipality_plan", items)[0]
    frame = Run(ruleset, [region], Settings(as_of=AS_OF)).frame(ruleset.judging("region")[0], region)
    assert frame.fact("social_rent_share_pct").low == frame.fact("social_rent_share_pct").high == 40
    items.append(Item(subject, "x", {"projects": ({"dwellings": 100, "social_rent": 0},)}))
    (region,) = rolled(ruleset, "region-from-municipality_plan", items)[0]
    assert region.facts["municipalities_complete"] is False and len(region.facts["municipalities"]) == 3


BROKEN = [
    ("from: allocation", "from: alocation", "E305"),
    ("to: corporation_year", "to: corporation_yaer", "E305"),
    ("  social_allocations:", "  social_alocations:", "E301"),
    ("dated: allocation_date", "dated: net_rent", "E401"),
    ("rule: STAT-DAEB,", "rule: STAT-DAEP,", "E304"),
    ("clauses: [WW-48-1], count: {id: social,", "clauses: [WW-48-9], count: {id: social,", "E307"),
    ("count: {id: social,", "cuont: {id: social,", "E207"),
]


@pytest.mark.parametrize(("old", "new", "code"), BROKEN)
def test_a_broken_roll_up_is_found(tmp_path, old, new, code):
    import shutil

    from npa_rules.errors import InputError

    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    path = tmp_path / "rules/rollups/corporation_year-from-allocation.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_sources(tmp_path)
    assert code in {d.code for d in caught.value.diagnostics}
    assert all(d.file.endswith("corporation_year-from-allocation.yaml") for d in caught.value.diagnostics)


def test_a_roll_up_leaves_the_verdicts_of_the_rows_alone(ruleset):
    _, frame, plan, _, _ = table(ruleset, "allocation", 200)
    added = with_rollups(ruleset, [ruleset.rollups["corporation_year-from-allocation"]])
    other = columns.Plan(added, ruleset.subjects["allocation"], AS_OF)
    own = [r.id for r in ruleset.judging("allocation")]
    assert other.judge(frame).select(own).equals(plan.judge(frame).select(own))


def test_rows_and_targets_are_judged_in_one_pass_and_reported(ruleset):
    """Nearness and a roll-up at once; the target is reported like a case, its range in the figures."""
    from jsonschema import Draft202012Validator

    from npa_rules.audit.near import fitted
    from npa_rules.judge import Judge
    from npa_rules.report.data import build
    from npa_rules.report.text import TextReport
    from npa_rules.schema import report

    items, frame, _, _, _ = table(ruleset, "allocation", 200)
    rollup = ruleset.rollups["corporation_year-from-allocation"]
    subject = ruleset.subjects["allocation"]
    added = with_rollups(ruleset, [rollup])
    plan, limits, out = fitted(lambda r: columns.Plan(r, subject, AS_OF), added, "allocation")
    rolling = RollingUp(plan.ruleset, rollup, {}, AS_OF)
    summary = run(plan, [frame], limits=limits, unmeasured=out, on_codes=rolling.add)
    assert {n.rule for n in summary.near} <= {r.id for r in ruleset.judging("allocation")}
    dated = {i.facts["allocation_date"] // 10000 for i in items if "allocation_date" in i.facts}
    targets = rolling.items()
    assert {t.facts["year"] for t in targets} == dated
    settings = Settings(as_of=AS_OF)
    verdicts = Judge(ruleset, targets, settings).all(frozenset({"STAT-PT-SHARE", "STAT-DAEB-SHARE"}))
    assert len(verdicts) == 2 * len(targets)
    Draft202012Validator(report()).validate(build(ruleset, verdicts, settings, set(), []))
    for lang in ("nl", "en"):
        assert TextReport(ruleset, lang).render(verdicts, settings, set(), [])


# ---- by hand ---------------------------------------------------------------------------------------------------------
def dwellings(ruleset, *rows):
    return [Item(ruleset.subjects["dwelling"], str(n), dict(r)) for n, r in enumerate(rows)]


def test_the_mean_heat_demand_of_each_corporation(ruleset):
    """A: (80 + 100 + 130.5) / 3 = 103.5; B: 90 and one unknown, so between 45 and (90 + 10000) / 2 = 5045."""
    rows = [("A", 80), ("A", 100), ("A", Fraction("130.5")), ("B", 90), ("B", None)]
    items = dwellings(ruleset, *({"corporation": c, **({"heat_demand_kwh_m2": h} if h else {})} for c, h in rows))
    found = {i.id: i.facts for i in rolled(ruleset, "corporation_year-from-dwelling", items, {"year": 2026}, 2)[0]}
    assert found["A"]["mean_heat_demand_kwh_m2"] == Fraction("103.5")
    assert ends_of(found["B"]["mean_heat_demand_kwh_m2"]) == (45, 5045)
    verdicts = {
        i.id: Run(ruleset, [i], Settings(as_of=20270201)).judge(ruleset.rules["NPA-DUU-034-CORPORATION"], i).verdict
        for i in rolled(ruleset, "corporation_year-from-dwelling", items, {"year": 2026}, 2)[0]
    }
    assert verdicts["B"] == "undetermined" != verdicts["A"]


def test_a_dwelling_of_no_corporation_draws_the_mean_towards_its_own(ruleset):
    """A: 80 and 100; a dwelling of 60 may be of A or B. Mean of A: (80 + 100 + 60) / 3 = 80 to 90, of B (120): 90 to 120."""
    rows = [{"corporation": "A", "heat_demand_kwh_m2": 80}, {"corporation": "A", "heat_demand_kwh_m2": 100},
            {"corporation": "B", "heat_demand_kwh_m2": 120}, {"heat_demand_kwh_m2": 60}]  # fmt: skip
    for size in (1, 2, 7):
        items = dwellings(ruleset, *rows)
        found = {
            i.id: i.facts for i in rolled(ruleset, "corporation_year-from-dwelling", items, {"year": 2026}, size)[0]
        }
        assert {k: ends_of(f["mean_heat_demand_kwh_m2"]) for k, f in found.items()} == {"A": (80, 90), "B": (90, 120)}


def test_the_mean_of_the_sector_lies_between_its_corporations(ruleset):
    subject = ruleset.subjects["corporation_year"]
    rows = [("A", 2025, 100), ("B", 2025, 112), ("A", 2026, 98), ("B", 2026, 108), ("C", 2026, None)]
    items = [
        Item(subject, str(n), {"corporation": c, "year": y, **({"mean_heat_demand_kwh_m2": h} if h else {})})
        for n, (c, y, h) in enumerate(rows)
    ]
    one, two = targets(ruleset, "sector_year-from-corporation_year", items)
    assert (one.item.facts["year"], two.item.facts["year"]) == (2025, 2026)
    assert ends_of(one.item.facts["average_heat_demand_sector"]) == (100, 112)
    assert "average_heat_demand_sector" not in two.item.facts, "C may be anything"
    assert told(two)["average_heat_demand_sector"] == (3, 1, 0, "too_wide")


def test_a_corporation_without_the_year_in_its_list_leaves_the_sum_open(ruleset):
    """40 of A are sure; of B only another year is there, so the sum is 40 or more, not 40."""
    subject = ruleset.subjects["corporation_year"]
    years = [{"year": 2026, "social_rental_homes_added": 40}, {"year": 2025, "social_rental_homes_added": 7}]
    items = [
        Item(subject, c, {"corporation": c, "year": 2026, "stock_changes": (y,)})
        for c, y in zip("AB", years, strict=True)
    ]
    (sector,) = targets(ruleset, "sector_year-from-corporation_year", items)
    assert ends_of(sector.item.facts["social_rental_homes_added"]) == (40, 200_000_000)
    assert told(sector)["social_rental_homes_added"] == (2, 1, 0, "")
    items[1] = Item(
        subject,
        "B",
        {"corporation": "B", "year": 2026, "stock_changes": ({"year": 2026, "social_rental_homes_added": 2},)},
    )
    (sector,) = targets(ruleset, "sector_year-from-corporation_year", items)
    assert sector.item.facts["social_rental_homes_added"] == 42 and told(sector)["social_rental_homes_added"][1] == 0


def test_a_corporation_of_no_year_may_be_of_any(ruleset):
    """B is of 2025 or 2026: each sum has 40 and at most 42, each mean lies between that of A and of B."""
    subject = ruleset.subjects["corporation_year"]
    both = ({"year": 2025, "social_rental_homes_added": 40}, {"year": 2026, "social_rental_homes_added": 40})
    items = [
        Item(subject, str(y), {"year": y, "mean_heat_demand_kwh_m2": 100, "stock_changes": both}) for y in (2025, 2026)
    ]
    items.append(Item(subject, "B", {"mean_heat_demand_kwh_m2": 90}))
    for sector in targets(ruleset, "sector_year-from-corporation_year", items):
        assert ends_of(sector.item.facts["average_heat_demand_sector"]) == (90, 100)
        assert ends_of(sector.item.facts["social_rental_homes_added"]) == (40, 200_000_000)
        assert told(sector)["social_rental_homes_added"] == (1, 0, 1, "")


def test_one_table_of_several_municipalities_gives_each_its_programme(ruleset):
    """A: 20 of 50 is 40 %; B: 10 of 20, and of 30 no split: (10 to 40) of 50 is 20 to 80 %; a project of nobody leaves both open."""
    subject = ruleset.subjects["housing_project"]
    rows = [("A", 50, 20), ("B", 20, 10), ("B", 30, None)]
    items = [
        Item(subject, str(n), {"municipality": m, "dwellings": d, **({"social_rent": s} if s is not None else {})})
        for n, (m, d, s) in enumerate(rows)
    ]
    name = "municipality_plan-from-housing_project"
    given = {"adopted_on": 20260301}
    found = {i.id: (i, share(ruleset, i)) for i in rolled(ruleset, name, items, given, 2)[0]}
    assert {k: s for k, (_, s) in found.items()} == {"A": (40, 40), "B": (20, 80)}
    assert found["A"][0].facts["name"] == "A" and "municipality_code" not in found["A"][0].facts
    items.append(Item(subject, "x", {"dwellings": 10, "social_rent": 0}))
    for plan in rolled(ruleset, name, items, given, 2)[0]:
        assert plan.facts["projects_complete"] is False
    without = [Item(subject, i.id, {k: v for k, v in i.facts.items() if k != "municipality"}) for i in items[:2]]
    (one,) = rolled(ruleset, name, without, given)[0]
    assert len(one.facts["projects"]) == 2 and share(ruleset, one) == (Fraction(3000, 70), Fraction(3000, 70))


def share(ruleset, item):
    """The least and greatest share of social rent in a programme."""
    frame = Run(ruleset, [item], Settings(as_of=AS_OF)).frame(ruleset.judging("municipality_plan")[0], item)
    found = frame.fact("programme_social_rent_share_pct")
    return found.low, found.high


def targets(ruleset, name, items, given=None, size=2):
    """The targets of one roll-up over items."""
    rollup = ruleset.rollups[name]
    added = with_rollups(ruleset, [rollup])
    plan = columns.Plan(added, ruleset.subjects[rollup.source], AS_OF)
    rolling = RollingUp(added, rollup, given or {}, AS_OF)
    run(plan, columns.frame(ruleset, items).iter_slices(size), on_codes=rolling.add)
    return rolling.targets()


def told(target):
    """Of each fact the rows, those that are open, those of no owner or year, and why there is no figure."""
    return {d.fact: (d.rows, d.open, d.loose, d.why) for d in target.facts}


RENT = {"effective_date": 20260701, "ground": "yearly", "rent_before": Fraction(500), "rent_after": Fraction(510),
        "regulated_contract": True, "self_contained": True, "increase_for_improvement": Fraction(0)}  # fmt: skip


def test_a_rent_that_is_missing_gives_a_range_and_says_so(ruleset):
    """500 to 510, and 500 to an unknown rent of 0 to 100,000: the sum of 1000 becomes 510 to 100,510."""
    subject = ruleset.subjects["rent_increase"]
    rows = [RENT, {k: v for k, v in RENT.items() if k != "rent_after"}]
    name = "corporation_year-from-rent_increase"
    (one,) = targets(ruleset, name, [Item(subject, str(n), r) for n, r in enumerate(rows)])
    assert ends_of(one.item.facts["rent_sum_increase_pct"]) == (-49, 1000), "no more than the dictionary allows"
    assert told(one)["rent_sum_increase_pct"] == (2, 1, 0, "")
    rows = [{k: v for k, v in RENT.items() if k != "rent_before"}]
    (one,) = targets(ruleset, name, [Item(subject, "0", rows[0])])
    assert "rent_sum_increase_pct" not in one.item.facts
    assert told(one)["rent_sum_increase_pct"] == (1, 1, 0, "no_base")


def test_a_rent_without_bounds_that_is_missing_leaves_the_rent_sum_open_and_says_why(ruleset):
    """Whatever the dictionary knows no bounds of is not summed as if it had some, and no sum overflows."""
    subject = ruleset.subjects["rent_increase"]
    free = {n: subject.facts[n].but(low=None, high=None) for n in ("rent_before", "rent_after")}
    other = subject.but(facts={**subject.facts, **free})
    loose = ruleset.but(subjects={**ruleset.subjects, "rent_increase": other}, _defining={}, _suspending=[])
    name = "corporation_year-from-rent_increase"
    known = [Item(other, "0", RENT), Item(other, "1", RENT | {"rent_after": Fraction(520)})]
    (one,) = targets(loose, name, known)
    assert one.item.facts["rent_sum_increase_pct"] == 3 and told(one)["rent_sum_increase_pct"] == (2, 0, 0, "")
    for fact in free:
        rows = [*known, *(Item(other, f"x{n}", {k: v for k, v in RENT.items() if k != fact}) for n in range(5))]
        (one,) = targets(loose, name, rows)
        assert "rent_sum_increase_pct" not in one.item.facts
        assert told(one)["rent_sum_increase_pct"] == (7, 5, 0, "no_bound")
    open_ = Item(other, "x", {k: v for k, v in RENT.items() if k not in ("rent_after", "ground")})
    (one,) = targets(loose, name, [*known, open_])
    assert told(one)["rent_sum_increase_pct"] == (3, 1, 0, "no_bound"), "it may count"
    gone = [Item(other, "x", {k: v for k, v in RENT.items() if k != "rent_after"} | {"ground": "new_letting"})]
    (one,) = targets(loose, name, [*known, *gone])
    assert one.item.facts["rent_sum_increase_pct"] == 3, "a rent that does not count need not be known"


def test_a_year_that_no_row_is_about_is_unknown_and_says_so(ruleset):
    subject = ruleset.subjects["allocation"]
    row = {"allocation_date": 20260301, "household_size": 1, "household_has_aow": False,
           "household_income": Fraction(28000), "net_rent": Fraction(700), "booked_on_free_space": False}  # fmt: skip
    (one,) = targets(ruleset, "corporation_year-from-allocation", [Item(subject, "0", row)])
    assert told(one)["allocations_to_target_group_previous_year"] == (0, 0, 0, "no_rows")
    assert told(one)["allocations_to_target_group"] == (1, 0, 0, "") and one.rows == 1
