"""The report as its readers see it: a whole fictional municipality, and small ones made to show one thing."""

from __future__ import annotations

import re

import pytest

from npa_rules.facts.case_file import read_cases
from npa_rules.judge import Judge
from npa_rules.model.case import Happening, Item, Settings
from npa_rules.model.words import VERDICTS
from npa_rules.prose.phrases import TITLES
from npa_rules.report import markdown
from npa_rules.report.data import build
from npa_rules.report.text import TextReport
from tests.conftest import ROOT

EXAMPLE = str(ROOT / "examples/gemeente-voorbeeld/gemeente-voorbeeld.yaml")


@pytest.fixture(scope="module")
def whole(ruleset):
    case = next(iter(read_cases([EXAMPLE], ruleset)))
    return Judge(ruleset, case.items, Settings(20261124)).all()


def text(ruleset, verdicts, lang="nl", **options) -> str:
    return TextReport(ruleset, lang, **options).render(verdicts, Settings(20261124), set(), [])


def only(ruleset, subject, facts, as_of=20261124):
    item = Item(ruleset.subjects[subject], "x", facts)
    return Judge(ruleset, [item], Settings(as_of)).all()


def sections(report: str) -> list[str]:
    """The report from the heading of one subject to the next."""
    return re.split(r"\n\n(?=[^\n]+\n=+\n)", report)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_each_heading_stands_once_at_a_subject(ruleset, whole, lang):
    for section in sections(text(ruleset, whole, lang)):
        headings = re.findall(r"^(\S.*) \(\d+\)$", section, re.M)
        assert len(headings) == len(set(headings))


def test_said_once(ruleset, whole):
    report = text(ruleset, whole)
    assert report.count("Beoordeeld op") == 1
    assert report.startswith("Beoordeeld op 24 november 2026\n")
    for section in sections(report)[1:]:
        assert section.count("het jaar is nog niet om") <= 1
    assert report.count("het jaar is nog niet om") == 2  # of the municipality and of the corporation


def test_the_summary_counts_what_runs_and_what_is_provisional(ruleset, whole):
    summary = " ".join(sections(text(ruleset, whole))[0:2]).replace("\n  ", " ")
    key = next(v.item.key for v in whole if v.item.subject.name == "municipality_year")
    mine = [v for v in whole if v.item.key == key]
    runs, unsure = (
        sum(v.reason == "pending" for v in mine),
        sum(bool(v.provisional) for v in mine if v.verdict != "not_applicable"),
    )
    assert f"{runs} lopen nog; {unsure} voorlopig." in summary
    assert "1 wacht op een wet." in summary and "1 loopt nog." in summary


def test_one_subject_with_many_rules_has_a_summary_and_a_small_one_none(ruleset):
    many = only(ruleset, "municipality_plan", {"municipality_code": "9990", "adopted_on": 20260301})
    few = only(ruleset, "dwelling", {"condition_score": 3})
    assert "Samenvatting" in text(ruleset, many)
    assert "Samenvatting" not in text(ruleset, few)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_title_says_the_verdict_before_what_is_asked(ruleset, whole, lang):
    data = build(ruleset, whole, Settings(20261124), set(), [])
    for verdict, entry in zip(whole, data["verdicts"], strict=True):
        start = TITLES[lang][verdict.verdict].partition("{")[0]
        assert entry["title"][lang].startswith(start)
    assert set(TITLES[lang]) == set(VERDICTS)


def test_the_same_test_is_told_once(ruleset):
    facts = {"effective_date": 20260701, "rent_before": 600, "rent_after": 650, "ground": "yearly"}
    verdicts = only(ruleset, "rent_increase", facts)
    for report in (text(ruleset, verdicts), markdown.render(ruleset, verdicts, Settings(20261124), set(), [], "nl")):
        flat = report.replace("\n  ", " ")
        assert flat.count("Dezelfde toets als") == 1
        assert "BET-034" in flat and "UHW-10-2" in flat  # each keeps its clause
    assert "Dezelfde toets als" not in text(ruleset, verdicts, explain=True)


def test_no_limit_is_no_limit(ruleset):
    facts = {"year": 2026, "rent_sum_increase_pct": 3.7, "rent_sum_measure": "statutory"}
    from npa_rules.engines.quantity import NONE

    report = text(ruleset, only(ruleset, "corporation_year", {**facts, "local_rent_sum_maximum_pct": NONE}))
    assert "grens: geen" not in report
    assert "lokaal afgesproken huursommaximum: geen" in report.replace("\n      ", " ").replace("\n  ", " ").lower()


def test_a_range_is_explained_where_a_rule_does_not_apply_either(ruleset):
    projects = [{"name": "A", "dwellings": 90, "social_rent": 60, "delivery_year": 2027},
                {"name": "B", "dwellings": 10, "delivery_year": 2028}]  # fmt: skip
    facts = {"municipality_code": "9990", "level": "municipality", "adopted_on": 20260301, "projects": projects}
    item = Item(ruleset.subjects["municipality_plan"], "x", facts)
    verdict = Judge(ruleset, [item], Settings(20261124)).one(ruleset.rules["NPA-BES-015"], item)
    assert verdict.verdict == "not_applicable"
    report = text(ruleset, [verdict]).replace("\n    ", " ")
    assert "Bandbreedte: aandeel sociale huur in het programma: 60% tot 70%, want" in report
    assert "ontbreekt bij 1 van 2 (projecten): B." in report


def test_an_excuse_is_told_with_all_its_facts(ruleset):
    facts = {"demolished_dwellings": 40, "announced_on": 20250320, "renovation_examined": True,
             "renovation_technically_possible": True, "renovation_economically_possible": True,
             "other_demolition_reason": "densification"}  # fmt: skip
    found = [v for v in only(ruleset, "demolition_project", facts) if v.rule.id == "NPA-BES-179"]
    if found and found[0].verdict == "justified":
        assert "Toch toegestaan, want: renovatie onderzocht: ja; andere reden om te slopen: verdichting" in (
            text(ruleset, found).replace("\n  ", " ")
        )
    assert found


def test_an_attested_miss_names_who_has_to_show_what(ruleset):
    verdicts = only(ruleset, "local_agreement", {"signed_on": 20251211, "district_budget_agreed": Happening("none")})
    missed = [v for v in verdicts if v.verdict in ("violates", "shortfall") and v.rule.attested]
    report = text(ruleset, verdicts)
    assert report.count("Aan te tonen:") >= len(missed)


def test_where_to_read_the_clause(ruleset, whole):
    report = text(ruleset, whole).replace("\n", " ")
    assert "npa explain NPA-BES-122 (of: npa explain BES-122)" in report
    marked = markdown.render(ruleset, whole, Settings(20261124), set(), [], "nl")
    assert "`rules/NPA-BES-014.html`, `clauses/BES-014.html`" in marked
    data = build(ruleset, whole, Settings(20261124), set(), [])
    assert all(v["page"] == f"rules/{v['rule']}.html" for v in data["verdicts"])


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_with_explain_nothing_is_left_out(ruleset, whole, lang):
    data = build(ruleset, whole, Settings(20261124), set(), [])
    report = re.sub(r"\s+", " ", text(ruleset, whole, lang, explain=True))
    for entry in data["verdicts"]:
        for condition in entry["conditions"] if entry["verdict"] != "not_applicable" else []:
            assert re.sub(r"\s+", " ", condition["text"][lang]) in report
