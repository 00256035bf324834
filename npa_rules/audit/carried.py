"""Overrides that reach a higher subject by way of its rows: a figure that was counted by them is a fact there.

The verdict on the higher subject is then the same with and without the override, for the fact is. So it is marked by what
the roll-up is made of: it may rest on an override when a condition or a sum of a figure that its rule reads does. Dates
play no part: the rules of rows read figures on days of their own too.
"""

from __future__ import annotations

from npa_rules.audit.reads import reads
from npa_rules.audit.rollup import asking
from npa_rules.judge import Verdict
from npa_rules.model import tree
from npa_rules.model.case import Settings
from npa_rules.model.override import Override
from npa_rules.model.rollup import Measure, RollUp
from npa_rules.model.rule import RuleSet
from npa_rules.overrides import owned
from npa_rules.rests import rests


def carry(ruleset: RuleSet, rollup: RollUp, settings: Settings, verdicts: list[Verdict]) -> None:
    """Write on verdicts about the target of a roll-up the overrides that its figures may rest on."""
    for override in settings.overrides:
        if override.expired(settings.as_of):
            continue
        facts = {m.fact for m in rollup.measures.values() if touched(ruleset, rollup, m, override)}
        for verdict in verdicts if facts else ():
            if override.id not in verdict.overrides and facts & reads(ruleset, verdict.rule).facts:
                verdict.overrides.append(override.id)


def touched(ruleset: RuleSet, rollup: RollUp, measure: Measure, override: Override) -> bool:
    """Whether a figure of a roll-up may rest on an override."""
    parts = [measure.where, measure.less_where, measure.given]
    sides = [n for n in (measure.sum, *measure.members.values()) if n is not None]
    tests = [p for p in parts if p is not None] + [tree.Compare("", "equals", n, n) for n in sides]
    own = owned(ruleset, override)
    for test in tests:
        found = rests(ruleset, asking(rollup, f"~carried:{measure.fact}", test), aside=True)
        if override.kind == "parameter":
            if override.target in found.series:
                return True
        elif {r.id for r in found.rules.values()} & (own or {override.target}):
            return True
    return False
