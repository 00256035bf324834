"""Which version of a rule judges: that of the item's date, among those that were public; all of them where it is open."""

from __future__ import annotations

import pytest

from npa_rules.engines.program import ASK, MEANING, Programs
from npa_rules.engines.reference import Run
from npa_rules.judge import Judge
from npa_rules.load.compiled import dump, parse
from npa_rules.load.ruleset import load_sources
from npa_rules.model.case import Item, Settings
from tests.load.ruleset import FILES, RULE, THIRD, write

AS_OF = 20271201
TWO = FILES[THIRD].replace("0.1.0", "0.2.0").replace("at_most: 4", "at_most: 3").replace(
    "modality: norm", "modality: norm\nin_force: {from: '2027-01-01'}\nsupersedes: '0.1.0'\npublished: '2026-10-01'\nrecorded: '2026-11-01'"
)  # fmt: skip
READING = FILES[RULE].replace(
    "requires: {id: within_cap, value: counted, at_most: {value: cap}}",
    "requires: {id: within_cap, any: [{id: rent_fits, value: counted, at_most: {value: cap}}, "
    "{id: few, verdict: {rule: NPA-TRY-3, is: [complies]}}]}",
)


@pytest.fixture(scope="module")
def ruleset(tmp_path_factory):
    """The small rule set with a stricter second version of NPA-TRY-3 from 2027, on which NPA-TRY-1 rests."""
    folder = write(tmp_path_factory.mktemp("versions"), {"rules/try/persons-2.yaml": TWO, RULE: READING})
    return parse(dump(load_sources(folder).ruleset))


def item(ruleset, persons=4, **facts):
    return Item(ruleset.subjects["letting"], "one", {"persons": persons, **facts})


def verdict(ruleset, one, **settings):
    (found,) = [v for v in Judge(ruleset, [one], Settings(AS_OF, **settings)).all() if v.rule.id == "NPA-TRY-3"]
    return found


@pytest.mark.parametrize(
    ("signed", "known_at", "version", "expected"),
    [
        (20261231, None, "0.1.0", "complies"),
        (20270101, None, "0.2.0", "violates"),
        (20270101, 20261001, "0.2.0", "violates"),
        (20270101, 20260930, "0.1.0", "complies"),
        (20200101, 20200101, "0.1.0", "complies"),
    ],
)
def test_the_date_and_what_was_known_choose(ruleset, signed, known_at, version, expected):
    found = verdict(ruleset, item(ruleset, signed_on=signed), known_at=known_at)
    assert (found.rule.version, found.verdict) == (version, expected)


def test_nothing_is_known_before_the_edition(ruleset):
    one = item(ruleset, signed_on=20270101)
    assert Judge(ruleset, [one], Settings(AS_OF, known_at=20191231)).all() == []


@pytest.mark.parametrize(("persons", "expected"), [(3, "complies"), (4, "undetermined"), (5, "violates")])
def test_an_open_date_gives_what_all_versions_say(ruleset, persons, expected):
    """Every completion of the date agrees with it, and the verdict is decided where all agree."""
    found = verdict(ruleset, item(ruleset, persons))
    assert found.verdict == expected or "not_applicable" in found.possible
    assert ("signed_on" in found.missing) == (found.verdict == "undetermined")
    for day in (20200101, 20261231, 20270101, 20300101):
        completed = verdict(ruleset, item(ruleset, persons, signed_on=day))
        assert completed.verdict in found.possible


@pytest.mark.parametrize(("signed", "expected"), [(20261231, "complies"), (20270101, "violates")])
def test_a_premise_rests_on_the_version_of_the_date(ruleset, signed, expected):
    one = item(ruleset, 4, signed_on=signed, furnished=False, rent=900, group="high")
    found = {v.rule.id: v for v in Judge(ruleset, [one], Settings(AS_OF)).all()}
    assert found["NPA-TRY-1"].verdict == expected
    assert any(s.rule == ("NPA-TRY-3@0.1.0" if signed < 20270101 else "NPA-TRY-3") for s in found["NPA-TRY-3"].trace)


def test_generated_functions_take_the_same_version(ruleset):
    programs, subject = Programs(ruleset), ruleset.subjects["letting"]
    for signed in (20191231, 20240101, 20261231, 20270101, 20270102, 20350101):
        for persons in (2, 3, 4, 5):
            one = item(ruleset, persons, signed_on=signed, furnished=False, rent=100, group="low")
            program = programs.of(subject)
            codes = dict(zip(program.variant.rules, program.codes(one.facts, AS_OF), strict=True))
            run = Run(ruleset, [one], Settings(AS_OF))
            for rule, code in codes.items():
                if code != ASK:
                    outcome = run.by_date(rule, one)
                    assert MEANING[code] == (outcome.verdict, outcome.reason), (rule, signed, persons)
    assert codes["NPA-TRY-3"] != ASK


def test_cases_of_a_version_judge_that_version(ruleset):
    old = ruleset.rules["NPA-TRY-3@0.1.0"]
    assert (
        Judge(ruleset, [one := item(ruleset, 4, signed_on=20270101)], Settings(AS_OF)).one(old, one).reason
        == "outside_period"
    )
