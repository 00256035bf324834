"""Mutants differ from their rule in one place, and cases on both sides of a limit notice them."""

from __future__ import annotations

import pytest

from npa_rules.model import tree
from npa_rules.mutation import mutants, rewritten, survivors


@pytest.fixture(scope="module")
def told(small):
    """What is changed, by rule."""
    return {r.id: [m.what for m in mutants(r)] for r in small.rules.values()}


def test_every_kind_of_change(ruleset, told):
    assert told["NPA-TRY-3"] == [
        "requires few: less_than",
        "requires few: at_least",
        "requires 4 becomes 3",
        "requires 4 becomes 5",
    ]
    found = [m.what for m in mutants(ruleset.rules["STAT-PT"])]
    for part in ("without excused_if", "since +1 day", "connective swapped", "without booked", "without not"):
        assert any(part in what for what in found), part
    yearly = [m.what for m in mutants(ruleset.rules["NPA-BET-028"], yearly=True)]
    assert "since -1 day" in yearly
    assert "since +1 day" not in yearly


def test_a_mutant_is_another_rule_and_the_rule_stays(ruleset):
    rule = ruleset.rules["STAT-PT"]
    before = repr(rule)
    for mutant in mutants(rule):
        assert mutant.rule != rule, mutant.what
        assert mutant.rule.id == rule.id
    assert repr(rule) == before


def test_cases_on_both_sides_notice(small, small_cases):
    rule = small.rules["NPA-TRY-3"]
    mine = [c for c in small_cases if c.rule.id == rule.id]
    assert survivors(small, rule, mine) == (4, [])
    count, alive = survivors(small, rule, [c for c in mine if c.expected["verdict"] == "complies"])
    assert (count, alive) == (4, ["requires few: at_least", "requires 4 becomes 5"])
    assert survivors(small, rule, []) == (4, [*told_of(rule)])


def told_of(rule):
    return [m.what for m in mutants(rule)]


def test_only_the_one_node_is_replaced():
    leaf = tree.Compare("a", "at_most", tree.Fact("x"), tree.Literal("number", 1))
    same = tree.Compare("a", "at_most", tree.Fact("x"), tree.Literal("number", 1))
    whole = tree.All("all", (leaf, same))
    found = rewritten(whole, same, tree.Compare("b", "at_least", tree.Fact("x"), tree.Literal("number", 1)))
    assert found.parts[0] is leaf
    assert found.parts[1].id == "b"
