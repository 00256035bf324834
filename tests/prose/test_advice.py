"""What a party can do, record or show: never to undo what is done, never to change an income or a score."""

from __future__ import annotations

from npa_rules.judge import Judge, Verdict
from npa_rules.model.case import Happening, Item, Settings
from npa_rules.prose.advice import MEASURED
from npa_rules.prose.sentence import Prose


def judged(ruleset, rule: str, subject: str, facts: dict, as_of: int = 20261124) -> Verdict:
    item = Item(ruleset.subjects[subject], "x", facts)
    return Judge(ruleset, [item], Settings(as_of)).one(ruleset.rules[rule], item)


def test_a_score_is_repaired_or_planned_not_set(ruleset):
    facts = {"condition_score": 5, "has_renovation_or_demolition_plan": False}
    verdict = judged(ruleset, "NPA-LEE-019", "dwelling", facts)
    assert verdict.verdict == "violates"
    assert Prose(ruleset, "nl").advice(verdict) == ["Leg vast, als het klopt: concreet plan dat telt"]


def test_a_sale_is_not_undone(ruleset, cases):
    found = [c for c in cases if c.rule.id == "NPA-BES-172" and c.expected.get("verdict") == "violates"]
    for case in found:
        verdict = Judge(ruleset, case.items, case.settings).one(case.rule, case.item)
        assert not any("verkopen boven" in text for text in Prose(ruleset, "nl").advice(verdict))
    assert found


def test_a_year_can_be_put_right_until_it_is_over(ruleset):
    facts = {"year": 2026, "dwellings_condition_5_6": 4}
    told = [
        Prose(ruleset, lang).advice(judged(ruleset, "NPA-LEE-019-YEAR", "corporation_year", facts, as_of))
        for lang, as_of in (("nl", 20261124), ("en", 20261124), ("nl", 20270101))
    ]
    assert told[0] == [
        "Voldoet als 'woningen met conditiescore 5 of 6' aan het eind van het jaar ten hoogste 0 is (nu 4 meer)"
    ]
    assert told[1] == [
        "Complies if 'dwellings with condition score 5 or 6' is at most 0 at the end of the year (now 4 more)"
    ]
    assert told[2] == []


def test_incomes_and_scores_are_never_to_be_changed(ruleset, cases):
    """Over all cases that are missed: no advice names a figure in a unit that nobody sets."""
    prose, missed = Prose(ruleset, "nl"), 0
    for case in cases:
        if case.expected.get("verdict") not in ("violates", "shortfall"):
            continue
        verdict = Judge(ruleset, case.items, case.settings).one(case.rule, case.item)
        missed += 1
        measured = [e.label["nl"].lower() for e in case.item.subject.facts.values() if e.unit in MEASURED]
        for text in prose.advice(verdict):
            assert not any(f"'{label}'" in text.lower() for label in measured), (case.rule.id, text)
    assert missed > 300


def test_what_has_to_be_shown_by_whom_and_from_which_document(ruleset):
    vision = Happening("done", 20260324)
    verdict = judged(
        ruleset, "NPA-LEE-057", "municipality_plan", {"housing_care_vision": vision, "level": "municipality"}
    )
    assert verdict.verdict == "shortfall"
    assert Prose(ruleset, "nl").proofs(verdict) == [
        "woonzorgvisie vastgesteld, uiterlijk 31 december 2025; door gemeente, regio; blijkt uit: het besluit over de "
        "visie, ook een visie van de regio"
    ]


def test_every_attested_miss_says_what_has_to_be_shown(ruleset, cases):
    """Over all standard cases: who owes it and the document are named, in both languages."""
    proses, seen = [Prose(ruleset, lang) for lang in ("nl", "en")], 0
    for case in cases:
        if not case.rule.attested or case.expected.get("verdict") not in ("violates", "shortfall"):
            continue
        verdict = Judge(ruleset, case.items, case.settings).one(case.rule, case.item)
        entry = case.item.subject.facts[case.rule.attested]
        for prose in proses:
            told = "; ".join(prose.proofs(verdict))
            if not told:  # something else than the event was missed
                assert verdict.trace
                continue
            assert entry.evidence[prose.lang][1:] in told, case.rule.id
            seen += 1
    assert seen > 300
