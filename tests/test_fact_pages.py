"""The page of a fact: under every name that leads to it, with where it is found, in both languages."""

from __future__ import annotations

import pytest

from npa_rules.errors import InputError
from npa_rules.explain import explain
from npa_rules.fact_pages import fact_page, names, places, subject_page, uses


def told(page) -> dict[str, list[str]]:
    return {f.label: [e.text for e in f.entries] for f in page.fields}


def test_a_list_shows_where_it_is_found_and_its_fields(ruleset):
    (place,) = places(ruleset, "municipality_plan.projects")
    page = told(fact_page(ruleset, place, "nl"))
    assert page["Te vinden in"] == ["provinciale planregistratie", "dPi 2.2", "dVi 2.11"]
    assert "Waarvan sociale huur (social_rent): aantal" in page["Velden"]
    assert any("NPA-" in x for x in page["Gebruikt door"]) or any("NPA-" in x for x in page["Volgt uit"])


def test_a_field_of_a_list(ruleset):
    (place,) = places(ruleset, "municipality_plan.projects.social_rent")
    page = told(fact_page(ruleset, place, "en"))
    assert page["Id"] == ["municipality_plan.projects.social_rent"]
    assert page["Found in"] == ["provinciale planregistratie: huur1 + huur2", "dVi 2.11"]
    assert page["Unit"] == ["dwellings"]
    assert page["Part of"] == ["Dwellings (dwellings)"]


def test_a_field_stands_where_its_list_stands(ruleset):
    entry = ruleset.subjects["support_request"].facts["appeals"]
    assert entry.found_in and all(m.found_in == entry.found_in for m in entry.members.values())


def test_a_document_is_named_in_both_languages(ruleset):
    (place,) = places(ruleset, "sale.agreement_date")
    assert told(fact_page(ruleset, place, "nl"))["Te vinden in"] == ["koopovereenkomst"]
    assert told(fact_page(ruleset, place, "en"))["Found in"] == ["sales contract"]


def test_an_attested_event_is_found_in_its_evidence(ruleset):
    for rule in ruleset.rules.values():
        if rule.attested:
            entry = ruleset.subjects[rule.applies_to].facts[rule.attested]
            assert entry.found_in, rule.id
            assert uses(ruleset, rule, ruleset.subjects[rule.applies_to], rule.attested)


def test_a_bare_name_gives_a_page_for_each_subject(ruleset):
    found = [s.name for s, _, _ in places(ruleset, "energy_label")]
    assert found == [s.name for s in ruleset.subjects.values() if "energy_label" in s.facts]
    assert len(found) > 1
    text = explain("energy_label", "nl")
    assert all(f"{s}.energy_label" in text for s in found)


def test_a_rule_that_reads_a_related_subject_is_a_user(ruleset):
    (place,) = places(ruleset, "region.social_rent_share_pct")
    users = told(fact_page(ruleset, place, "en")).get("Used by", [])
    assert any(ruleset.rules[u.rpartition("(")[2][:-1]].applies_to == "municipality_plan" for u in users)


def test_every_name_has_a_page(ruleset):
    for name in names(ruleset):
        if name in ruleset.subjects:
            assert subject_page(ruleset, ruleset.subjects[name], "nl").fields
            continue
        for place in places(ruleset, name):
            for lang in ("nl", "en"):
                assert all(e.text for f in fact_page(ruleset, place, lang).fields for e in f.entries), name


def test_a_name_that_is_almost_right():
    with pytest.raises(InputError) as raised:
        explain("municipality_plan.project", "nl")
    (found,) = raised.value.diagnostics
    assert (found.code, found.suggestion) == ("E702", "municipality_plan.projects")


@pytest.mark.parametrize("name", ["region.nothing", "nothing.name", "region.municipalities.nothing", "region.name.x"])
def test_no_such_fact(ruleset, name):
    assert places(ruleset, name) == []
