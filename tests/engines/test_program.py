"""Generated functions say what the reference evaluator says, or ask it."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from npa_rules.engines.program import ASK, CODES, MEANING, Programs
from npa_rules.engines.quick import Quick
from npa_rules.engines.reference import Run
from npa_rules.judge import Judge, Verdict
from npa_rules.model.case import Settings
from tests.generate import many
from tests.mutate import mixed, subjects, thinned

SETTINGS = Settings(as_of=20261124)


def told(verdict: Verdict) -> dict[str, object]:
    """All that a verdict says, each condition once."""
    trace = {(s.rule, s.condition.id): (s.truth, str(s.left), str(s.right)) for s in reversed(verdict.trace)}
    fields = {n: getattr(verdict, n) for n in Verdict.__match_args__ if n not in ("trace", "rule", "item")}
    return fields | {"trace": {k: v[0] for k, v in trace.items()}}


def test_codes_are_those_of_the_reference_on_every_subject(ruleset, cases):
    """Items made of the cases, alone, with facts left out."""
    rng, programs, seen = random.Random(3), Programs(ruleset), Counter()
    for name, mine in subjects(cases).items():
        if not ruleset.judging(name):
            continue
        for number in range(400):
            settings = SETTINGS.but(as_of=rng.choice((20250601, 20261124, 20270201, 20350301)))
            share = rng.choice((0, 0, 0.1, 0.3))
            (item, *_) = thinned(rng, mixed(rng, mine, number), share, settings.as_of)
            program = programs.of(item.subject)
            run = Run(ruleset, [item], settings)
            for rule, code in zip(program.variant.rules, program.codes(item.facts, settings.as_of), strict=True):
                outcome = run.judge(ruleset.rules[rule], item)
                seen[code == ASK] += 1
                if code != ASK:
                    assert MEANING[code] == (outcome.verdict, outcome.reason), (rule, item.facts, settings.as_of)
    assert seen[False] > 4000, seen


@pytest.mark.parametrize("name", ["allocation", "rent_increase"])
def test_answers_are_those_of_the_reference(ruleset, name):
    """Whole verdicts, with presumptions and sensitivities, with and without generated functions."""
    programs, answered = Programs(ruleset), 0
    for item in many(ruleset, ruleset.subjects[name], 250, present=0.9):
        slow = Judge(ruleset, [item], SETTINGS)
        fast = Judge(ruleset, [item], SETTINGS, programs)
        for one, two in zip(slow.all(), fast.all(), strict=True):
            assert told(one) == told(two), (one.rule.id, item.facts)
            answered += fast.quick is not None
        assert slow.releases == fast.releases
    assert answered


def test_what_is_not_printed_is_asked(ruleset, cases):
    """A list cannot be printed yet: every code of a plan with one is a question, and the answer the reference's."""
    plan = next(c.item for c in cases if c.rule.id == "NPA-BES-014" and c.expected["verdict"] == "complies")
    codes = Programs(ruleset).of(plan.subject).codes(plan.facts, 20261124)
    assert ASK in codes
    run = Run(ruleset, [plan], SETTINGS)
    outcomes = [run.judge(r, plan) for r in ruleset.judging(plan.subject.name)]
    assert Quick(Programs(ruleset), SETTINGS).verdicts(plan) == [(o.verdict, o.reason) for o in outcomes]


def test_codes_fit_a_byte():
    assert max(CODES.values()) < 256
    assert len(MEANING) == len(CODES)
