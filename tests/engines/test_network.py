"""The plain chainer: the evaluator's verdicts from the parts of the rules, wherever durable-rules cannot be had."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec

import pytest

from npa_rules.engines.chain import Chain
from npa_rules.engines.network import Derivation, Network, build, plain, possible, premises, tokens
from npa_rules.engines.reference import Run
from npa_rules.judge import Judge
from npa_rules.model.case import Item, Settings

BLOCKED = """
import sys
sys.modules["durable"] = None
from npa_rules.cli.main import run
sys.exit(run(sys.argv[1:]))
"""
TWO = (
    "- {subject: allocation, id: a, facts: {allocation_date: '2026-03-01', corporation: A, household_size: 2,"
    " household_has_aow: false, household_income: 30000, net_rent: 720, booked_on_free_space: true}}\n"
    "- {subject: corporation_year, id: c, facts: {corporation: A, year: 2026, allocations_to_target_group: 100,"
    " allocations_above_cap: 6, allocations_to_target_group_previous_year: 100, allocations_above_cap_previous_year: 6}}\n"
)


def test_every_case_with_a_premise(ruleset, cases):
    seen = 0
    for case in cases:
        if case.rule.gives_verdict and premises(case.rule) and not case.settings.verdicts:
            run = Run(ruleset, case.items, case.settings)
            outcome = run.judge(case.rule, case.item)
            network = build(ruleset, case.rule)
            known = plain(network, tokens(run, case.rule, case.item))
            assert possible(network, known) == set(outcome.verdicts), (case.rule.id, case.number)
            seen += 1
    assert seen > 80


def test_what_does_not_follow_is_unknown_only_when_its_layer_ends(ruleset):
    rule = ruleset.rules["STAT-PT"]
    first = [Derivation((("a", "T"),), ("b", "T"))]
    second = [Derivation((("b", "U"),), ("c", "T")), Derivation((("b", "T"),), ("c", "F"))]
    network = Network(rule, [first, second], [["b"], []])
    assert plain(network, {"a": "T"})["c"] == "F"
    assert plain(network, {"a": "F"})["c"] == "T"
    with pytest.raises(ValueError, match="b is"):
        plain(network, {"a": "T", "b": "F"})


def test_what_when_denies_can_never_be_met(ruleset):
    """Anticipating the law is only allowed or not: without the rent it is open which, and it never complies."""
    rule, subject = ruleset.rules["NPA-BET-059"], ruleset.subjects["allocation"]
    assert rule.opposed
    assert not ruleset.rules["STAT-PT"].opposed
    item = Item(subject, "x", {"allocation_date": 20260301, "household_size": 1, "booked_on_free_space": True})
    run = Run(ruleset, [item], Settings(20261124, presumptions=False))
    outcome = run.judge(rule, item)
    assert set(outcome.verdicts) == {"justified", "not_applicable", "violates"}
    network = build(ruleset, rule)
    assert possible(network, plain(network, tokens(run, rule, item))) == set(outcome.verdicts)


def test_without_durable_rules_the_plain_chainer_serves_and_says_so(tmp_path):
    path = tmp_path / "two.yaml"
    path.write_text(TWO)

    def npa(*words: str, blocked: bool) -> subprocess.CompletedProcess[str]:
        start = ["-c", BLOCKED] if blocked else ["-m", "npa_rules"]
        return subprocess.run([sys.executable, *start, *words], capture_output=True, text=True, encoding="utf-8")

    assert "plain chainer" in npa("--version", blocked=True).stdout
    served = find_spec("durable") is not None and sys.version_info < (3, 13)
    if served:
        assert "durable-rules 2" in npa("--version", blocked=False).stdout
    words = ("check", str(path), "--as-of", "2026-11-24", "--format", "json")
    without, with_it = npa(*words, blocked=True), npa(*words, blocked=False)
    assert without.returncode == with_it.returncode == 1
    assert without.stderr == with_it.stderr
    reports = [json.loads(done.stdout) for done in (without, with_it)]
    for report in reports:  # which libraries took part is in the receipt, and in nothing else
        assert report["verdicts"]
        assert ("durable-rules" in report.pop("receipt")["libraries"]) is (report is reports[1] and served)
    assert reports[0] == reports[1]


def test_it_runs_only_where_a_premise_reaches_another_subject(ruleset, cases):
    mine = [c for c in cases if c.rule.id == "STAT-PT" and not c.settings.verdicts]
    alone = next(c for c in mine if len(c.items) == 1)
    two = next(c for c in mine if any(i.subject.name == "corporation_year" for i in c.items))
    chain = Chain(ruleset)
    Judge(ruleset, alone.items, alone.settings, chain=chain).one(alone.rule, alone.item)
    assert chain.confirmed == 0
    Judge(ruleset, two.items, two.settings, chain=chain).one(two.rule, two.item)
    assert chain.confirmed == 1
