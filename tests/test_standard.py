"""The attested shape: its standard cases, worked out by hand once, and for every rule that uses it."""

from __future__ import annotations

import pytest

from npa_rules.cases import run_case
from npa_rules.model.case import Happening
from npa_rules.model.tree import Fact, Literal
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
