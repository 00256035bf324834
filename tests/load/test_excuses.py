"""A definition that excuses: which rules it reaches, and every state of the reservation of the municipalities."""

from __future__ import annotations

import pytest

from npa_rules.cases import Case
from npa_rules.engines.reference import Run
from npa_rules.judge import Judge
from npa_rules.load.excuses import dated, debtors
from npa_rules.model.case import Happening, Item, Settings
from npa_rules.prose.sentence import Prose
from npa_rules.report.data import entry

SAM = "NPA-SAM-125"
DONE = Happening("done", 20260301)


def year_of(ruleset, item: Item, facts: dict) -> list[Item]:
    """The item with the state of the municipality: its own facts, or a year of the municipality beside its plan."""
    if item.subject.name == "municipality_year":
        return [Item(item.subject, item.id, item.facts | facts)]
    plan = Item(item.subject, item.id, item.facts | {"municipality_code": "0001"})
    keys = {"municipality_code": "0001", "year": int(str(item.facts["adopted_on"])[:4])}
    return [plan, Item(ruleset.subjects["municipality_year"], "year", keys | facts)]


def missed(ruleset, cases) -> list[Case]:
    """Cases of excused rules that fall short in 2026 or later."""
    found = []
    for case in cases:
        if case.rule.excused_by and case.expected.get("verdict") == "shortfall" and len(case.items) == 1:
            time = str(case.item.facts[case.item.subject.time])[:4]
            found += [case] if time >= "2026" and not case.settings.readings else []
    return found


def judged(ruleset, case: Case, facts: dict, **settings):
    judge = Judge(ruleset, year_of(ruleset, case.item, facts), case.settings.but(**settings))
    return judge, judge.one(case.rule, judge.items[0])


def test_every_effort_of_one_municipality_is_reached(ruleset):
    """By who owes it and what it is about: not by a list, and no norm, deadline or promise of others among them."""
    reached = {r.id for r in ruleset.rules.values() if r.excused_by == SAM}
    wanted = {
        r.id
        for r in ruleset.rules.values()
        if r.gives_verdict and r.modality == "effort" and "municipality" in debtors(r, ruleset.clauses)
        if r.applies_to in ("municipality_year", "municipality_plan") and r.edition == "npa-2025" and not dated(r)
    }
    assert reached == wanted
    assert len(reached) == 20
    assert {"NPA-LEE-056", "NPA-LEE-057", "NPA-DUU-053"} & reached == set()  # efforts with a deadline


def test_cases_of_every_rule(ruleset, cases):
    assert {c.rule.id for c in missed(ruleset, cases)} == {r.id for r in ruleset.rules.values() if r.excused_by == SAM}


def test_invoked_with_evidence(ruleset, cases):
    for case in missed(ruleset, cases):
        facts = {"financial_position_invoked": True, "financial_position_evidence": DONE}
        judge, verdict = judged(ruleset, case, facts, as_of=max(case.settings.as_of, 20260301))
        assert (verdict.verdict, verdict.reason) == ("justified", "excused"), case.rule.id
        assert SAM not in judge.releases
        assert "gemeentefinanci" in Prose(ruleset, "nl").headline(verdict), case.rule.id


def test_not_invoked_is_presumed_and_said_once(ruleset, cases):
    for case in missed(ruleset, cases):
        judge, verdict = judged(ruleset, case, {"financial_position_evidence": DONE})
        assert verdict.verdict == "shortfall", case.rule.id
        assert judge.releases >= {SAM}
        assert not any("financial_position" in p for p in verdict.presumed)
        assert verdict.uninvoked() == SAM
        told = entry(ruleset, {lang: Prose(ruleset, lang) for lang in ("nl", "en")}, verdict)
        assert not any(SAM in (c["rule"], c["id"]) for c in told["conditions"])
        assert "gemeentefinanci" not in " ".join(Prose(ruleset, "nl").advice(verdict)), case.rule.id


def test_without_presumption_it_is_open(ruleset, cases):
    for case in missed(ruleset, cases):
        _, verdict = judged(ruleset, case, {"financial_position_evidence": DONE}, presumptions=False)
        assert verdict.verdict == "undetermined", case.rule.id
        assert {"justified", "shortfall"} <= {*verdict.possible}
        assert any(m.endswith("financial_position_invoked") for m in verdict.missing), case.rule.id


@pytest.mark.parametrize(
    "facts",
    [
        {"financial_position_invoked": False, "financial_position_evidence": DONE},
        {"financial_position_invoked": True, "financial_position_evidence": Happening("none")},
    ],
)
def test_refused_or_without_evidence(ruleset, cases, facts):
    for case in missed(ruleset, cases):
        judge, verdict = judged(ruleset, case, facts)
        assert (verdict.verdict, judge.releases & {SAM}) == ("shortfall", set()), case.rule.id
        assert (verdict.uninvoked() == "") is facts["financial_position_invoked"]


def test_nothing_else_changes(ruleset, cases):
    """A norm, an obligation, a deadline and what is met stay as they were, whatever the municipality invokes."""
    facts = {"financial_position_invoked": True, "financial_position_evidence": DONE}
    count = 0
    for case in cases:
        if case.item.subject.name != "municipality_year" or not case.rule.gives_verdict or case.rule.excused_by:
            continue
        before = Judge(ruleset, case.items, case.settings).one(case.rule, case.item)
        after = Judge(ruleset, year_of(ruleset, case.item, facts) + case.items[1:], case.settings)
        assert after.one(case.rule, after.items[0]).verdict == before.verdict, (case.rule.id, case.number)
        count += 1
    assert count > 100


def test_before_2026(ruleset, cases):
    facts = {"financial_position_invoked": True, "financial_position_evidence": Happening("done", 20250301)}
    for case in missed(ruleset, cases):
        if case.item.subject.name == "municipality_year":
            before, after = (
                Judge(ruleset, [item], case.settings).one(case.rule, item).verdict
                for given in ({}, facts)
                for item in [Item(case.item.subject, "x", case.item.facts | given | {"year": 2025})]
            )
            assert before == after != "justified"  # nothing that is invoked excuses anything of 2025


def test_the_rule_as_its_file_has_it(ruleset):
    for rule in ruleset.rules.values():
        if rule.excused_by:
            own = rule.own()
            assert own.excused_by == "" and own.excused_if != rule.excused_if
            assert own.excused_if is None or rule.excused_if.parts[0] == own.excused_if
            assert own.own() is own


def test_columns_say_the_same(ruleset, cases):
    """Every state of every excused rule, as a table: the columns need to know nothing of excuses."""
    columns = pytest.importorskip("npa_rules.engines.columns", reason="the extra `tables` (Polars) is not installed")
    states: list[dict] = [
        {"financial_position_invoked": t, "financial_position_evidence": e}
        for t in (True, False)
        for e in (DONE, Happening("none"))
    ]
    states += [{}, {"financial_position_invoked": True}, {"financial_position_evidence": DONE}]
    for name in ("municipality_year", "municipality_plan"):
        mine = [c.item for c in missed(ruleset, cases) if c.item.subject.name == name]
        states = states if name == "municipality_year" else [{}]
        items = [Item(i.subject, f"{n}-{k}", i.facts | s) for n, i in enumerate(mine) for k, s in enumerate(states)]
        codes = columns.Plan(ruleset, ruleset.subjects[name], 20361124).judge(columns.frame(ruleset, items))
        told, verdicts = {rule: series.to_list() for rule, series in codes.to_dict().items()}, set()
        for number, item in enumerate(items):
            run = Run(ruleset, [item], Settings(as_of=20361124))
            for rule in (r for r in ruleset.judging(name) if r.excused_by):
                outcome = run.judge(rule, item)
                assert columns.decode(told[rule.id][number]) == (outcome.verdict, outcome.reason), (rule.id, item.facts)
                verdicts.add(outcome.verdict)
        assert "shortfall" in verdicts and ("justified" in verdicts or name == "municipality_plan")
