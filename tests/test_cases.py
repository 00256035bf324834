"""The cases beside the rules, one test each, and what they leave unshown."""

from __future__ import annotations

from npa_rules.cases import run_all, run_case


def test_every_case_passes(ruleset, cases):
    failures = []
    for case in cases:
        differences, _, _ = run_case(case, ruleset)
        if differences:
            failures.append((case.rule.id, case.number, differences))
    assert not failures
    assert len(cases) > 150


def test_every_reachable_verdict_has_a_case(sources):
    report = run_all(sources)
    assert [str(g) for g in report.gaps if g.code == "W105"] == []
