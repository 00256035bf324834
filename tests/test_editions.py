"""Editions: their manifests, what each rule takes the place of, and dates that no edition covers."""

from __future__ import annotations

import pytest

from npa_rules.cli.main import run
from npa_rules.editions import uncovered
from npa_rules.model.case import Item, Settings
from npa_rules.model.words import CHANGES
from tests.findings import readable

CODES = {"E920", "W920", "W921"}


def test_manifests(ruleset):
    """Parties, term and clocks as the agreement restates them; the day of signing stands in no source."""
    new, old, statute = (ruleset.editions[n] for n in ("npa-2025", "npa-2022", "statute"))
    assert (new.kind, old.kind, statute.kind) == ("agreement", "agreement", "statute")
    assert new.parties == ("aedes", "vng", "vro") and old.parties == ("aedes", "vng", "vro", "woonbond")
    assert (new.term, old.term) == ((20250101, 20341231), (20220101, 20241231))
    assert (new.signed, old.signed, new.published, old.published) == (None, None, 20241211, None)
    assert (new.replaces, old.replaces, statute.replaces) == ("npa-2022", "", "")
    assert {(c.clause, c.first_due, c.years) for c in new.clocks} == {
        ("SAM-077", 20280101, 3),
        ("SAM-100", 20270101, 2),
    }


def test_every_rule_of_the_old_edition_has_a_successor_or_lapsed(ruleset):
    old = {r.id for r in ruleset.rules.values() if r.edition == "npa-2022"}
    taken = {r.replaces.rule for r in ruleset.rules.values() if r.replaces is not None}
    lapsed = ruleset.editions["npa-2025"].lapsed
    assert old - taken == set(lapsed) and not taken & set(lapsed)
    for rule in ruleset.rules.values():
        if rule.replaces is not None:
            before = ruleset.rules[rule.replaces.rule]
            assert before.applies_to == rule.applies_to, rule.id
            assert rule.replaces.change in CHANGES and rule.replaces.change not in ("new", "lapsed")
            assert (before.until is not None and rule.since is None) or before.until < (rule.until or 99999999)


def test_rules_carry_both_dates(ruleset):
    for rule in ruleset.rules.values():
        edition = ruleset.editions[rule.edition]
        assert rule.recorded == 20261124 and rule.published == edition.published
        assert rule.known_from == (
            edition.published or max(edition.since, (rule.since or 0) * (edition.kind == "statute"))
        )


@pytest.mark.parametrize(
    ("subject", "facts", "known_at", "code"),
    [
        ("allocation", {"allocation_date": 20211231}, None, "E920"),
        ("allocation", {"allocation_date": 20220101}, None, "W920"),
        ("allocation", {"allocation_date": 20241231}, None, "W920"),
        ("allocation", {"allocation_date": 20341231}, None, ""),
        ("allocation", {"allocation_date": 20350101}, None, "W920"),
        ("allocation", {}, None, ""),
        ("rent_increase", {"effective_date": 20220101}, None, ""),
        ("municipality_plan", {"adopted_on": 20350101}, None, "E920"),
        ("municipality_plan", {"adopted_on": 20241231}, None, ""),
        ("municipality_plan", {"adopted_on": 20250101}, 20241210, "W921"),
        ("municipality_plan", {"adopted_on": 20250101}, 20241211, ""),
        ("sector_year", {"year": 2021}, None, "E920"),
        ("sector_year", {"year": 2022}, None, ""),
        ("municipality_year", {"year": 2024}, None, "E920"),
        ("corporation_year", {"year": 2022}, None, ""),
        ("national_commitment", {}, None, ""),
    ],
)
def test_what_no_edition_covers(ruleset, subject, facts, known_at, code):
    item = Item(ruleset.subjects[subject], "one", facts, "facts.yaml", 3)
    found = uncovered(ruleset, [item], Settings(20261124, known_at=known_at))
    assert [f.code for f in found] == ([code] if code else [])
    for finding in found:
        readable(finding)
        assert finding.place == "facts.yaml:3:1"
        assert "npa-2025 2025-01-01 - 2034-12-31" in finding.sentence("en") or known_at is not None


def test_an_edition_that_was_asked_for(ruleset):
    old = frozenset(r.id for r in ruleset.rules.values() if r.edition == "npa-2022")
    for year, code in ((2022, "W921"), (2023, ""), (2025, "E920")):
        item = Item(ruleset.subjects["corporation_year"], "one", {"year": year})
        assert [f.code for f in uncovered(ruleset, [item], Settings(20261124), old)] == ([code] if code else [])


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_on_the_command_line(tmp_path, capsys, lang):
    """Nothing is judged, nothing goes to standard output, and the exit code says that the input is wrong."""
    bad, late = tmp_path / "bad.yaml", tmp_path / "late.yaml"
    one = "{subject: allocation, id: a, facts: {allocation_date: '%s', net_rent: 500}}"
    bad.write_text(f"- {one % '2026-03-01'}\n- {one.replace('id: a', 'id: b') % '2021-06-01'}\n", "utf-8")
    assert run(["check", str(bad), "--lang", lang]) == 2
    out, err = capsys.readouterr()
    assert out == "" and "[E920]" in err and "bad.yaml:2:1" in err and "2021-06-01" not in err
    late.write_text(f"- {one % '2035-03-01'}\n- {one.replace('id: a', 'id: b') % '2036-06-01'}\n", "utf-8")
    assert run(["check", str(late), "--lang", lang]) == 0
    out, err = capsys.readouterr()
    assert out and err.count("allocation") == 1 and "(2x)" in err
