"""A verdict on a range says why it is a range: which facts are missing, for how many members, by name."""

from __future__ import annotations

import pytest

from npa_rules.engines.quantity import Num
from npa_rules.judge import Judge, Verdict
from npa_rules.model import tree
from npa_rules.model.case import Item, Settings
from npa_rules.model.dictionary import FactType
from npa_rules.prose.sentence import Prose
from npa_rules.report.data import build

PROJECTS = [
    {"name": "Noord", "delivery_year": 2027, "dwellings": 500, "social_rent": 150},
    {"name": "Oost", "delivery_year": 2028, "dwellings": 400, "social_rent": 110},
    {"name": "Zuid", "delivery_year": 2028, "dwellings": 10},
    {"name": "West", "delivery_year": 2029, "dwellings": 8},
    {"delivery_year": 2030, "dwellings": 7},
]
FACTS = {"municipality_code": "9990", "level": "municipality", "adopted_on": 20260301, "projects_complete": True,
         "area_differentiation_invoked": False}  # fmt: skip


def programme(ruleset, projects, rule="NPA-BES-014", **facts) -> Verdict:
    item = Item(ruleset.subjects["municipality_plan"], "x", {**FACTS, "projects": projects, **facts})
    return Judge(ruleset, [item], Settings(20261124)).one(ruleset.rules[rule], item)


def test_an_open_verdict_names_the_members_that_widen_it(ruleset):
    verdict = programme(ruleset, PROJECTS)
    assert verdict.verdict == "undetermined"
    (nl,), (en,) = (Prose(ruleset, lang).ranges(verdict) for lang in ("nl", "en"))
    assert nl.text == (
        "aandeel sociale huur in het programma: 28,11% tot 30,81%, want 'waarvan sociale huur' ontbreekt bij 3 van 5 "
        "(projecten): Zuid, West, jaar 2030"
    )
    assert en.text == (
        "share of social rent in the programme: 28.11% to 30.81%, as 'of which social rent' is missing for 3 of 5 "
        "(projects): Zuid, West, year 2030"
    )


@pytest.mark.parametrize(("rent", "verdict"), [(250, "complies"), (20, "violates")])
def test_a_decided_verdict_names_them_too(ruleset, rent, verdict):
    projects = [{**PROJECTS[0], "social_rent": rent}, *PROJECTS[1:]]
    found = programme(ruleset, projects)
    assert found.verdict == verdict
    data = build(ruleset, [found], Settings(20261124), set(), [])
    (span,) = data["verdicts"][0]["ranges"]
    (cause,) = span["because"]
    assert (cause["fact"], cause["missing"], cause["of"]) == ("projects[].social_rent", 3, 5)
    assert [m["nl"] for m in cause["members"]] == ["Zuid", "West", "jaar 2030"]
    assert [m["en"] for m in cause["members"]] == ["Zuid", "West", "year 2030"]


def test_nothing_missing_is_no_range(ruleset):
    verdict = programme(ruleset, PROJECTS[:2])
    assert verdict.verdict == "violates"
    assert Prose(ruleset, "nl").ranges(verdict) == []


def test_members_with_one_name_are_told_by_number_as_well(ruleset):
    twice = [PROJECTS[0], {**PROJECTS[2], "name": "Noord"}]
    (span,) = Prose(ruleset, "nl").ranges(programme(ruleset, twice))
    assert span.text.endswith("bij 1 van 2 (projecten): Noord (nummer 2)")


def test_a_member_without_name_or_year_is_told_by_its_number(ruleset):
    (span,) = Prose(ruleset, "nl").ranges(programme(ruleset, [PROJECTS[0], {"dwellings": 10}]))
    assert span.text.endswith("bij 1 van 2 (projecten): nummer 2")


def test_a_related_list_is_named_by_its_members(ruleset):
    """The range of a premise of another subject: the region, reached from the programme."""
    low = [{"name": "Laag", "delivery_year": 2027, "dwellings": 100, "social_rent": 20}]
    region = Item(
        ruleset.subjects["region"],
        "r",
        {
            "name": "Streek",
            "municipalities_complete": True,
            "municipalities": [
                {"municipality_code": "9990", "dwellings": 100, "social_rent": 20},
                {"municipality_code": "9991", "dwellings": 300, "social_rent": 150},
                {"municipality_code": "9992", "dwellings": 50},
            ],
        },
    )
    facts = {**FACTS, "projects": low, "region": "Streek", "area_differentiation_invoked": True}
    plan = Item(ruleset.subjects["municipality_plan"], "x", facts)
    verdict = Judge(ruleset, [plan, region], Settings(20261124)).one(ruleset.rules["NPA-BES-016"], plan)
    assert verdict.verdict == "complies"
    prose = Prose(ruleset, "nl")
    prose.items = (plan, region)
    spans = prose.ranges(verdict)
    assert spans and all("9992" in s.text for s in spans)


def test_an_end_that_decides_is_told_where_the_other_is_unknown(ruleset):
    item = Item(
        ruleset.subjects["sector_year"], "x", {"year": 2029, "corporation_mid_rent_dwellings_newly_built": 4150}
    )
    verdict = Judge(ruleset, [item], Settings(20300201)).one(ruleset.rules["NPA-BIJ-015"], item)
    assert verdict.verdict == "shortfall"
    prose = Prose(ruleset, "nl")
    assert "ten hoogste 4.150 (grens: ten minste 4.410" in prose.headline(verdict)
    (span,) = prose.ranges(verdict)
    assert span.text.endswith(": ten hoogste 4.150, want 'verkochte middenhuurwoningen' is niet opgegeven")


def lacking(item: Item) -> list[Item]:
    """The item with one figure of the last member of a list left out, for each list and figure."""
    found = []
    for name, entry in item.subject.facts.items():
        raw = item.facts.get(name)
        if not isinstance(entry, FactType) or not entry.members or not isinstance(raw, list | tuple) or not raw:
            continue
        for field, member in entry.members.items():
            if member.kind == "number" and field in raw[-1]:
                rest = [*raw[:-1], {k: v for k, v in raw[-1].items() if k != field}]
                found.append(Item(item.subject, item.id, {**item.facts, name: rest}, item.file, item.line))
    return found


def test_every_range_of_every_rule_over_lists_is_explained(ruleset, cases):
    """Over all cases with lists, each figure of a member left out: what a leaf rests on is among the causes."""
    prose = {lang: Prose(ruleset, lang) for lang in ("nl", "en")}
    explained: set[str] = set()
    for case in cases:
        if not case.rule.gives_verdict:
            continue
        for item in lacking(case.item):
            items = [item if i is case.item else i for i in case.items]
            verdict = Judge(ruleset, items, case.settings).one(case.rule, item)
            for seen in verdict.trace:
                node, left = seen.condition, seen.left
                if seen.rule != case.rule.id or not isinstance(node, tree.Compare) or node.kind != "number":
                    continue
                if not isinstance(left, Num) or left.known or left.undefined or seen.truth is None or not left.missing:
                    continue
                named, entry = prose["nl"].named(case.rule, node.left), prose["nl"].entry(case.rule, node.left)
                if entry is not None and (left.low, left.high) == (entry.low, entry.high):
                    continue  # wholly unknown: no range to explain
                if not named[0] or (
                    not prose["nl"].decisive(seen, *named[1:3]) and "tussen" not in prose["nl"].line(seen)
                ):
                    continue
                for told in prose.values():
                    spans = [s for s in told.ranges(verdict) if s.name == getattr(node.left, "name", "")]
                    assert spans, (case.rule.id, case.number, item.facts)
                    assert sum(c.missing for c in spans[0].causes) == len(left.missing)
                explained.add(case.rule.applies_to)
    assert {"municipality_plan", "region", "corporation_year", "local_agreement"} <= explained
