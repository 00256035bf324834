"""A view says in its rules, figures and laws what the settings of an evaluator would say; columns agree on it."""

from __future__ import annotations

import pytest

from npa_rules.engines.reference import Run
from npa_rules.load.ruleset import load_sources
from npa_rules.model.case import Item, Settings
from npa_rules.model.rule import RuleSet
from npa_rules.views import as_if, confined, known
from tests.audit.small import made
from tests.engines.test_versions import READING, TWO
from tests.load.ruleset import FILES, LAWS, RULE, write
from tests.load.test_versions import NEWS

AS_OF = 20261124
DAYS = (20191231, 20240101, 20241210, 20241211, 20251214, 20251215, 20260301, AS_OF)


def verdicts(
    ruleset: RuleSet, item: Item, **settings: object
) -> dict[str, tuple[str, str, list[str], tuple[str, ...]]]:
    run = Run(ruleset, [item], Settings(AS_OF, **settings))  # type: ignore[arg-type]
    found = {}
    for rule in ruleset.judging(item.subject.name, settings.get("known_at")):  # type: ignore[arg-type]
        outcome = run.by_date(rule.id, item)
        found[rule.id] = outcome.verdict, outcome.reason, outcome.verdicts, tuple(sorted(outcome.missing))
    return found


@pytest.mark.parametrize("name", ["allocation", "rent_increase"])
@pytest.mark.parametrize("day", DAYS)
def test_what_was_known_as_a_view_is_what_the_evaluator_makes_of_it(ruleset, name, day):
    """The same verdicts, reasons and gaps; columns on the view say so too."""
    view, items = known(ruleset, day), made(ruleset, name, 60)
    for item in items:
        assert verdicts(view, item) == verdicts(ruleset, item, known_at=day)
    columns = pytest.importorskip("npa_rules.engines.columns", reason="the extra `tables` is not installed")
    if not view.judging(name):
        assert day < 20220101
        return
    codes = columns.Plan(view, ruleset.subjects[name], AS_OF).judge(columns.frame(ruleset, items))
    for number, item in enumerate(items):
        said = {r: columns.decode(codes[r][number]) for r in codes.columns}
        assert said == {r: found[:2] for r, found in verdicts(ruleset, item, known_at=day).items()}


@pytest.mark.parametrize("day", [20191231, 20260101, 20260228, 20260301, 20260930, 20261001, 20270101])
def test_versions_and_laws(tmp_path, day):
    """A second version that was public later, a premise on it, and a law that took effect."""
    waits = FILES[RULE].replace("modality: norm", "modality: norm\ntags: []")
    law = READING.replace("until: null}", "until: null, needs_law: new-act}")
    files = {"rules/try/persons-2.yaml": TWO, RULE: law, LAWS: FILES[LAWS] + NEWS.replace("2025-01-01", "2026-03-01")}
    ruleset = load_sources(write(tmp_path, files)).ruleset
    assert waits != law
    view, subject = known(ruleset, day), ruleset.subjects["letting"]
    columns = pytest.importorskip("npa_rules.engines.columns", reason="the extra `tables` is not installed")
    days = (20240301, 20260301, 20261231, 20270101, 20280101, None)
    items = [
        Item(subject, str(n), {k: v for k, v in facts.items() if v is not None})
        for n, facts in enumerate(
            {"signed_on": d, "persons": p, "furnished": False, "rent": 900, "group": "high"}
            for d in days
            for p in (3, 4, 5, None)
        )
    ]
    for item in items:
        assert verdicts(view, item) == verdicts(ruleset, item, known_at=day), item.facts
    if view.judging("letting"):
        plan = columns.Plan(view, subject, AS_OF)
        codes = plan.judge(columns.frame(ruleset, items))
        for number, item in enumerate(items):
            said = {r: columns.decode(codes[r][number]) for r in codes.columns}
            assert said == {r: found[:2] for r, found in verdicts(ruleset, item, known_at=day).items()}, item.facts
        assert plan.refused == {"NPA-TRY-1": "several versions", "NPA-TRY-3": "several versions"}


def test_rules_as_if_in_force(ruleset):
    """On every day, in its edition alone; where one rule of an edition follows another, the day between them stays."""
    chosen = [r for r in ruleset.rules.values() if r.edition == "npa-2025" and not r.earlier]
    view = as_if(ruleset, chosen, ["npa-2022"])
    assert view.window(view.rules["NPA-BET-034"]) == (0, 99991231)
    assert view.window(view.rules["NPA-BET-026"]) == (0, 20251231)
    assert view.window(view.rules["NPA-BET-028"]) == (20260101, 99991231)
    assert view.window(view.rules["NPA-BET-035"]) is None
    assert view.rules["STAT-MID-RENT-INCREASE"] == ruleset.rules["STAT-MID-RENT-INCREASE"]
    assert "NPA-BET-035" not in [r.id for r in view.judging("rent_increase")]
    one = Item(ruleset.subjects["rent_increase"], "x", {"effective_date": 20230801, "ground": "yearly",
               "rent_before": 600, "rent_after": 700})  # fmt: skip
    found = verdicts(view, one)
    assert found["NPA-BET-034"][0] == "violates", "in 2023, by the maximum of 2023"
    assert verdicts(ruleset, one)["NPA-BET-034"][:2] == ("not_applicable", "outside_period")


def test_what_judges_is_chosen_and_what_it_rests_on_stays(ruleset):
    view = confined(ruleset, [ruleset.rules["STAT-PT"]])
    assert [r.id for r in view.judging("allocation")] == ["STAT-PT"] and view.judging("rent_increase") == ()
    assert view.defining("allocation", "household_income_band") == ruleset.defining(
        "allocation", "household_income_band"
    )
