"""The attested shape: its standard cases, worked out by hand once, and for every rule that uses it."""

from __future__ import annotations

import pytest

from npa_rules.cases import run_case
from npa_rules.judge import Judge
from npa_rules.model.case import Happening, Item, Settings
from npa_rules.model.tree import Fact, Happened, Literal
from npa_rules.prose.sentence import Prose
from npa_rules.standard import later, standard_cases

WHOLE = {"a": True}
MISSED = {"deliverable": "violates", "effort": "shortfall"}


def told(rule, holds=(), year=2026):
    return {c.name: (c.verdict, c.reason) for c in standard_cases(rule, holds, year)}


@pytest.fixture
def shape(ruleset):
    return ruleset.rules["NPA-BES-133"].but(due=None, due_open=False)


@pytest.mark.parametrize("modality", sorted(MISSED))
def test_with_a_date(shape, modality):
    rule = shape.but(modality=modality, due=Literal("date", 20261231))
    missed, pending = (MISSED[modality], "missed"), ("not_applicable", "pending")
    assert told(rule) == {
        "done in time": ("complies", "met"),
        "done on the last day": ("complies", "met"),
        "done a day late": missed,
        "done, date unknown": ("undetermined", "missing"),
        "not done": missed,
        "not done, on the last day": pending,
        "not done, a day later": missed,
        "given up": missed,
        "given up, before the last day": missed,
        "not stated": ("undetermined", "missing"),
    }
    days = {c.name: (c.as_of, c.event.date if c.event else None) for c in standard_cases(rule, (), 2026)}
    assert days["done on the last day"] == (20270209, 20261231)
    assert days["done a day late"] == (20270209, 20270101)
    assert days["not done, on the last day"][0] == 20261231
    assert days["not done, a day later"][0] == 20270101


def test_open_and_standing(shape):
    waiting = told(shape.but(due_open=True), ("a",))
    assert waiting["not done"] == waiting["without a"] == waiting["planned"] == ("not_applicable", "pending")
    assert waiting["given up"] == ("violates", "missed")
    assert waiting["a not stated"] == ("undetermined", "missing")
    standing = told(shape, ("a",))
    assert standing["not done"] == standing["without a"] == standing["planned"] == ("violates", "missed")
    assert standing["done, date unknown"] == ("complies", "met")


def test_a_duty_of_a_year_ends_with_the_year(shape):
    rule = shape.but(due=Fact("reference_date"))
    (last,) = [c for c in standard_cases(rule, (), 2027) if c.name == "not done, on the last day"]
    assert (last.as_of, last.event, last.verdict) == (20271231, Happening("none"), "not_applicable")
    assert standard_cases(shape.but(due=Fact("some_date")), (), 2026) == []


def test_what_came_before_the_first_day_does_not_count(shape):
    asked = Happened("asked", "guide", not_before=Literal("date", 20250101))
    whole = told(shape.but(due_open=True, requires=asked))
    assert whole["done on the first day"] == ("complies", "met")
    assert whole["done a day too early"] == ("not_applicable", "pending")
    assert whole["done, date unknown"] == ("undetermined", "missing")
    days = {c.name: c.event.date for c in standard_cases(shape.but(requires=asked), (), 2026) if c.event}
    assert (days["done on the first day"], days["done a day too early"]) == (20250101, 20241231)


def test_what_is_asked_for_a_year_begins_with_it(shape):
    asked = Happened("asked", "guide", not_before=Fact("year_start"))
    rule = shape.but(due=Fact("reference_date"), requires=asked)
    days = {c.name: (c.event.date, c.verdict) for c in standard_cases(rule, (), 2027) if c.event and c.event.date}
    assert days["done on the first day"] == (20270101, "complies")
    assert days["done a day too early"] == (20261231, "violates")


@pytest.mark.parametrize(
    "year, date, said", [(2026, 20251231, "te vroeg"), (2025, 20251231, "ja"), (2024, 20250101, "te laat")]
)
def test_an_earlier_year_does_not_count_where_the_rule_asks_for_each_year(ruleset, year, date, said):
    """Steering in one year shows nothing of another: the day before the year is too early, the day after too late."""
    rule, subject = ruleset.rules["NPA-BES-033"].but(since=20240101), ruleset.subjects["municipality_year"]
    item = Item(subject, "x", {"year": year, rule.attested: Happening("done", date)})
    verdict = Judge(ruleset, [item], Settings(20280101)).one(rule, item)
    assert verdict.verdict == ("complies" if said == "ja" else "shortfall")
    (seen,) = [s for s in verdict.trace if s.rule == rule.id and isinstance(s.condition, Happened)]
    assert f": {said} (" in Prose(ruleset, "nl").line(seen)


def test_a_planned_day_is_neither_too_late_nor_too_early(ruleset):
    rule, subject = ruleset.rules["NPA-BES-033"], ruleset.subjects["municipality_year"]
    item = Item(subject, "x", {"year": 2026, rule.attested: Happening("done", 20261201)})
    verdict = Judge(ruleset, [item], Settings(20261124)).one(rule, item)
    assert (verdict.verdict, verdict.reason) == ("not_applicable", "pending")
    (seen,) = [s for s in verdict.trace if s.rule == rule.id]
    assert Prose(ruleset, "nl").line(seen).endswith(": nee (1 december 2026)")


def test_days():
    assert later(20261231, 1) == 20270101
    assert later(20240229, -40) == 20240120


def test_every_rule_of_the_shape(ruleset, sources, cases):
    """Each rule brings its standard cases, and they hold."""
    attested = [r for r in ruleset.rules.values() if r.attested]
    for rule in attested:
        mine = [c for c in cases if c.rule.id == rule.id]
        assert len(mine) >= 5
        for case in mine:
            differences, _, _ = run_case(case, ruleset)
            assert differences == [], (rule.id, case.item.id)
        entry = ruleset.subjects[rule.applies_to].facts[rule.attested]
        assert entry.type == "event"
        assert rule.owed_by
    assert attested


def promise(ruleset, **facts):
    subject = ruleset.subjects["national_commitment"]
    return [Item(subject, "x", facts)], Settings(20261124)


def test_an_item_about_one_party_is_asked_for_what_that_party_owes(ruleset):
    def judged(**facts):
        items, settings = promise(ruleset, **facts)
        return {v.rule.id for v in Judge(ruleset, items, settings).all()}

    whole, vng, vro = judged(), judged(party="vng"), judged(party="vro")
    assert vng < whole
    assert vro < whole
    owed = {r: {*ruleset.rules[r].owed_by} for r in whole}
    assert {r for r in whole if not owed[r] or owed[r] & {"vng", "all"}} == vng
    assert {r for r in vro if owed[r] == {"national_government"}}
    items, settings = promise(ruleset, party="vng")
    other = min(whole - vng)
    assert [v.rule.id for v in Judge(ruleset, items, settings).all(frozenset([other]))] == [other]


def test_the_content_that_lacks_is_named(ruleset):
    held = {"new_build": True, "existing_stock": False}
    items, settings = promise(ruleset, cooperative_guide=Happening("done", 20260501, held))
    verdict = Judge(ruleset, items, settings).one(ruleset.rules["NPA-BES-133"], items[0])
    (seen,) = [s for s in verdict.trace if s.rule == "NPA-BES-133"]
    lines = [Prose(ruleset, lang).line(seen) for lang in ("nl", "en")]
    assert lines[0].endswith(": nee (1 mei 2026; ontbreekt: voorbeelden van bestaand bezit)")
    assert lines[1].endswith(": no (1 May 2026; lacks: examples of existing stock)")


def test_what_must_always_hold_waits_for_the_date_of_the_item(ruleset):
    """A draft agreement breaks nothing; on the day after its date what lacks is missed."""
    rule, subject = ruleset.rules["NPA-SAM-057"], ruleset.subjects["local_agreement"]
    assert rule.due is None and not rule.due_open

    def judged(as_of, **facts):
        item = Item(subject, "x", {rule.attested: Happening("none"), **facts})
        return Judge(ruleset, [item], Settings(as_of)).one(rule, item)

    assert [judged(day, signed_on=20261201).reason for day in (20261130, 20261201)] == ["pending", "missed"]
    assert judged(20261130, signed_on=20261201, **{rule.attested: Happening("dropped")}).verdict == "violates"
    assert judged(20261130).missing == ["signed_on"]
