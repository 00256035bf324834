"""Which conditions a report marks: those that bear on the verdict, as asked or not; a needless branch is not marked."""

from __future__ import annotations

import pytest

from npa_rules.engines.ledger import Seen
from npa_rules.engines.quantity import sym
from npa_rules.judge import Judge
from npa_rules.model import tree
from npa_rules.model.case import Item, Settings
from npa_rules.prose.bearing import bearing, marks
from npa_rules.prose.sentence import Prose


def leaf(name: str) -> tree.Compare:
    return tree.Compare(name, "equals", tree.Fact(name), tree.Literal("bool", True), "bool")


A, B = leaf("a"), leaf("b")
TOPS = {
    "all": tree.All("top", (A, B)),
    "any": tree.Any("top", (A, B)),
    "not_all": tree.Not("not", tree.All("top", (A, B))),
    "not_any": tree.Not("not", tree.Any("top", (A, B))),
}
KLEENE = {"all": lambda a, b: False if False in (a, b) else None if None in (a, b) else True,
          "any": lambda a, b: True if True in (a, b) else None if None in (a, b) else False}  # fmt: skip


class Made:
    """A verdict as far as bearing looks at one: the trace of one rule with one condition."""

    def __init__(self, top, a, b):
        inner = top.part if isinstance(top, tree.Not) else top
        out = KLEENE["all" if isinstance(inner, tree.All) else "any"](a, b)
        turned = None if out is None else not out
        seen = [(A, a), (B, b), (inner, out), *([(top, turned)] if inner is not top else [])]
        self.trace = [Seen("r", c, t, sym(t), None) for c, t in seen]
        self.rule = type("R", (), {"id": "r", "key": "r", "conditions": lambda _: {"requires": top}})()

    def uninvoked(self):
        """No definition excuses it."""
        return ""


@pytest.mark.parametrize(
    ("top", "a", "b", "told"),
    [
        ("all", True, False, [("a", True), ("b", False)]),
        ("all", True, None, [("a", True), ("b", None)]),
        ("any", True, False, [("a", True)]),
        ("any", False, None, [("b", None)]),
        ("any", False, False, [("a", False), ("b", False)]),
        ("any", True, None, [("a", True)]),
        ("not_any", False, False, [("a", True), ("b", True)]),
        ("not_any", True, False, [("a", False), ("b", True)]),
        ("not_all", True, False, [("b", True)]),
        ("not_all", True, True, [("a", False), ("b", False)]),
    ],
)
def test_what_bears(top, a, b, told):
    assert [(s.condition.id, out) for s, out in bearing(Made(TOPS[top], a, b), "requires")] == told


def test_what_is_asked_not_to_be_is_marked_as_asked(ruleset, cases):
    case = next(c for c in cases if c.rule.id == "NPA-SAM-041" and c.expected.get("verdict") == "complies")
    verdict = Judge(ruleset, case.items, case.settings).one(case.rule, case.item)
    assert set(marks(ruleset, verdict).values()) == {"+"}


def test_a_row_of_a_table_that_was_not_taken_is_left_out(ruleset):
    facts = {"effective_date": 20260701, "rent_before": 600, "rent_after": 650, "ground": "yearly"}
    item = Item(ruleset.subjects["rent_increase"], "x", facts)
    verdict = Judge(ruleset, [item], Settings(20261124)).one(ruleset.rules["STAT-RENT-INCREASE"], item)
    assert verdict.verdict == "violates"
    shown = marks(ruleset, verdict)
    lines = [Prose(ruleset, "nl").line(s) for s in verdict.trace if (s.rule, s.condition.id) in shown]
    assert not any("grens voor lage huren" in line for line in lines)
    assert any("hoogste huur na de verhoging" in line for line in lines)


def test_a_verdict_that_complies_has_nothing_against_it(ruleset, cases):
    """Over all cases: no minus and no question mark where a verdict complies."""
    seen = 0
    for case in cases:
        if case.expected.get("verdict") == "complies":
            verdict = Judge(ruleset, case.items, case.settings).one(case.rule, case.item)
            assert not {"-", "?"} & set(marks(ruleset, verdict).values()), (case.rule.id, case.number)
            seen += 1
    assert seen > 500


def test_of_two_limits_the_wider_decides(ruleset):
    facts = {"allocation_date": 20260520, "household_size": 2, "household_income": 58000, "net_rent": 790,
             "household_has_aow": False, "booked_on_daeb_free_space": False}  # fmt: skip
    item = Item(ruleset.subjects["allocation"], "x", facts)
    verdict = Judge(ruleset, [item], Settings(20261124)).one(ruleset.rules["STAT-DAEB"], item)
    assert verdict.verdict == "violates"
    assert "grens ten hoogste €\u00a056.910, DAEB-inkomensgrens" in Prose(ruleset, "nl").headline(verdict)
