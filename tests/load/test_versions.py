"""Versions of one rule, corrections of figures and the history of a law: what may stand in the files."""

from __future__ import annotations

import pytest

from npa_rules.load.ruleset import load_sources
from tests.findings import Row, broken, check, load, names
from tests.load.ruleset import EDITION, FILES, LAWS, PARAMETER, PLAIN, RULE, THIRD, write

SECOND_VERSION = "rules/try/persons-2.yaml"
LATER = (
    FILES[THIRD].replace("0.1.0", "0.2.0").replace("modality: norm", "modality: norm\nin_force: {from: '2027-01-01'}")
)
WRONG = (
    "    value: 2\n    source: 'verzonnen'\n    confidence: official\n    published: null\n    recorded: '2026-01-01'\n"
)
RIGHT = "  - from: '2020-01-01'\n    until: null\n" + WRONG.replace("value: 2", "value: 3").replace(
    "2026-01-01", "2026-06-01"
)
CLOCK = "{clause: ^TRY-11, label: {nl: 'tekst', en: 'text'}, first_due: '2026-01-01', every_years: 2}"
NEWS = "      - {status: in_force, in_force: '2025-01-01', verified_on: '2025-01-01', stands_until: '2026-12-31', recorded: '2025-01-01'}\n"
ROWS = [
    Row("two statuses in the wrong order", LAWS, "", FILES[LAWS] + NEWS.replace("{", "^{"), "E922"),
    Row("correction of nothing", PLAIN, WRONG, f"{WRONG}{RIGHT}    supersedes: ^'2025-01-01'\n", "E921"),
    Row("second value that corrects nothing", PLAIN, WRONG, f"{WRONG}{RIGHT.replace('- from', '- ^from')}", "E601"),
    Row("edition before it", EDITION, "kind: agreement\n", "kind: agreement\nreplaces: ^trye\n", "E702", "try"),
    Row("clause of a clock", EDITION, "kind: agreement\n", f"kind: agreement\nrecalibration: [{CLOCK}]\n", "E307", "TRY-1"),
    Row("rule that lapsed", EDITION, "from: '2020", "lapsed: {^NPA-TRY-33: {nl: 'om', en: 'done'}}\nfrom: '2020", "E304", "NPA-TRY-3"),
    Row("predecessor", RULE, "modality: norm\n", "modality: norm\nreplaces: {rule: ^NPA-TRY-33, change: norm}\n", "E304", "NPA-TRY-3"),
    Row("kind of change", RULE, "modality: norm\n", "modality: norm\nreplaces: {rule: NPA-TRY-3, change: ^lapsed}\n", "E204"),
    Row("number with a zero before it", THIRD, "version: 0.1.0", "version: ^0.01.0", "E204"),
    Row("version of a rule that has one", THIRD, "modality: norm\n", "modality: norm\nsupersedes: ^'0.0.9'\n", "E923"),
]  # fmt: skip
CODES = {r.code for r in ROWS} | {"E924", "E310", "E925", "E977", "E978"}


@pytest.mark.parametrize("row", ROWS, ids=names(ROWS))
def test_wrong_file(tmp_path, row):
    (finding,), text, line, column = broken(tmp_path, row)
    check(finding, row, text, line, column)


def second(folder, text, old=""):
    """The findings of the small rule set with a second version of its third rule."""
    changed = {SECOND_VERSION: text} | ({THIRD: old} if old else {})
    return load(write(folder, changed))


def test_versions_that_hold_on_the_same_days(tmp_path):
    (finding,) = second(tmp_path, LATER)
    place = LATER[: LATER.index("{from: '2027")].count("\n") + 1
    check(finding, Row("", SECOND_VERSION, "", "", "E924"), LATER, place, 11)


def test_a_correction_is_not_known_before_what_it_corrects(tmp_path):
    own = "modality: norm\nrecorded: '{}'\n"
    later = LATER.replace("modality: norm\n", own.replace("{}", "2026-03-01") + "supersedes: '0.1.0'\n")
    for recorded, codes in (("2026-03-01", []), ("2026-03-02", ["E977"]), ("2026-02-28", [])):
        old = FILES[THIRD].replace("modality: norm\n", own.replace("{}", recorded))
        found = second(tmp_path / recorded, later, old)
        assert [f.code for f in found] == codes


def test_a_default_reading_is_what_the_rule_says(tmp_path):
    """It has no values of its own: without a chosen reading those of the rule are used."""
    text = FILES[RULE].replace(
        "the whole rent counts'}\n", "the whole rent counts'}\n    values: {counted: {fact: base_rent}}\n"
    )
    (finding,) = load(write(tmp_path, {RULE: text}))
    assert finding.code == "E978" and finding.values["name"] == "whole"


def test_a_version_may_follow_or_supersede(tmp_path):
    ended = FILES[THIRD].replace(
        "modality: norm", "modality: norm\nin_force: {from: '2020-01-01', until: '2026-12-31'}"
    )
    assert second(tmp_path / "a", LATER, ended) == []
    superseding = LATER.replace("modality", "supersedes: '0.1.0'\nmodality")
    assert second(tmp_path / "b", superseding) == []
    found = second(tmp_path / "c", superseding.replace("supersedes: '0.1.0'", "supersedes: '0.3.0'"))
    assert [(f.code, f.suggestion) for f in found] == [("E923", "0.1.0"), ("E924", "")]


def test_a_version_twice_and_a_version_about_something_else(tmp_path):
    (finding,) = second(tmp_path / "a", FILES[THIRD])
    assert finding.code == "E310"
    other = LATER.replace("applies_to: letting", "applies_to: owner")
    assert "E925" in [f.code for f in second(tmp_path / "b", other)]


def test_windows(tmp_path):
    """The rule set knows every version under its key, and when each holds by what was known."""
    own = "supersedes: '0.2.0'\npublished: null\nrecorded: '2026-05-01'\nmodality"
    third = LATER.replace("0.2.0", "0.10.0").replace("2027", "2028").replace("modality", own)
    second_ = LATER.replace(
        "modality", "supersedes: '0.1.0'\npublished: '2026-03-01'\nrecorded: '2026-04-01'\nmodality"
    )
    folder = write(tmp_path, {SECOND_VERSION: second_, "rules/try/persons-3.yaml": third})
    ruleset = load_sources(folder).ruleset
    assert ruleset.index.versions == {"NPA-TRY-3": ("NPA-TRY-3@0.1.0", "NPA-TRY-3@0.2.0", "NPA-TRY-3")}
    assert [r.version for r in ruleset.versions("NPA-TRY-3")] == ["0.1.0", "0.2.0", "0.10.0"]
    assert [r.version for r in ruleset.judging("letting") if r.id == "NPA-TRY-3"] == ["0.10.0"]
    one, two, ten = ruleset.versions("NPA-TRY-3")
    assert ruleset.window(one) == (0, 20261231)
    assert ruleset.window(two) == (20270101, 20271231)
    assert ruleset.window(ten) == (20280101, 99991231)
    assert (one.known_from, two.known_from, ten.known_from) == (20200101, 20260301, 20260501)
    for day, windows in (
        (20260228, [(0, 99991231), None, None]),
        (20260301, [(0, 20261231), (20270101, 99991231), None]),
        (20260430, [(0, 20261231), (20270101, 99991231), None]),
        (20260501, [(0, 20261231), (20270101, 20271231), (20280101, 99991231)]),
    ):
        assert [ruleset.window(v, day) for v in (one, two, ten)] == windows, day
    assert ruleset.window(one, 20191231) is None


def test_a_correction_is_known_from_its_publication(tmp_path):
    corrected = FILES[PLAIN].replace(WRONG, f"{WRONG}{RIGHT}    supersedes: '2026-01-01'\n")
    ruleset = load_sources(write(tmp_path, {PLAIN: corrected})).ruleset
    old, new = ruleset.parameters["floor"].periods
    assert (old.known_from, old.known_by) == (20200101, "in_force")
    assert (new.known_from, new.known_by) == (20260601, "recorded")
    again = RIGHT.replace("value: 3", "value: 4").replace("2026-06-01", "2026-07-01") + "    supersedes: '2026-06-01'\n"
    twice = FILES[PLAIN].replace(WRONG, f"{WRONG}{RIGHT}    supersedes: '2026-01-01'\n{again}")
    assert load(write(tmp_path, {PLAIN: twice})) == []


def test_a_parameter_says_by_which_day_it_is_known(small):
    low, *_ = small.parameters["rent_cap"].periods
    assert (low.known_from, low.known_by) == (20240101, "in_force")
    assert (low.but(published=20231115).known_from, low.but(published=20231115).known_by) == (20231115, "published")
    assert (low.but(inferred=True).known_from, low.but(inferred=True).known_by) == (20260101, "recorded")
    assert low.public(20240101) and not low.public(20231231) and low.public(None)


def test_a_law_as_it_was_known(tmp_path):
    text = FILES[LAWS] + NEWS.replace("2025-01-01", "2026-03-01")
    law = load_sources(write(tmp_path, {LAWS: text})).ruleset.laws["new-act"]
    assert (law.status, law.in_force) == ("in_force", 20260301)
    assert law.known(20251231) is None
    before = law.known(20260228)
    assert before is not None and (before.status, before.in_force) == ("agreed", None)
    assert law.known(20260301) == law
    assert PARAMETER and law.known(None) is law
