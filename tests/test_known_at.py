"""What was known when: the day before, the day of and the day after each change, for figures, laws, rules and editions.

The expected verdicts follow from the dates that the test writes itself, with a rent of 605 against caps of 600, 610 and 604.
"""

from __future__ import annotations

import json

import pytest

from npa_rules.cli.main import run
from tests.load.ruleset import EDITION, FILES, LAWS, PARAMETER, RULE, THIRD, write

FACTS = """\
- subject: letting
  id: NPA-TRY-1
  facts: {signed_on: '2026-09-01', furnished: false, rent: 605, group: low}
- subject: letting
  id: NPA-TRY-3
  facts: {signed_on: '2026-09-01', persons: 4}
"""  # each is asked about the rule of its name
OPEN = "  - from: '2025-01-01'\n    until: null\n    key: low\n    value: '600'\n    source: 'verzonnen'\n    confidence: official\n    published: null\n    recorded: '2026-01-01'\n"  # noqa: E501
FIRST = OPEN.replace("'600'", "'610'").replace(
    "recorded: '2026-01-01'", "recorded: '2026-03-01'\n    supersedes: '2026-01-01'"
)
SECOND = OPEN.replace("'600'", "'604'").replace("published: null", "published: '2026-06-01'").replace(
    "recorded: '2026-01-01'", "recorded: '2026-07-01'\n    supersedes: '2026-03-01'"
)  # fmt: skip
CORRECTED = {PARAMETER: FILES[PARAMETER].replace(OPEN, OPEN + FIRST + SECOND)}
IN_FORCE = (
    "      - {status: in_force, in_force: '2026-08-01', verified_on: '2026-08-05', stands_until: '2026-12-31',"
    " source: 'verzonnen', published: '2026-05-01', recorded: '2026-08-10'}\n"
)
WAITING = {
    RULE: FILES[RULE].replace("in_force: {from: '2024-01-01'", "in_force: {needs_law: new-act, from: '2024-01-01'"),
    LAWS: FILES[LAWS] + IN_FORCE,
}


@pytest.fixture
def judged(tmp_path, monkeypatch, capsys):
    """The verdict of a rule under a rule set, by what was known on a date, and its reason."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "facts.yaml").write_text(FACTS, encoding="utf-8")

    def by(files: dict[str, str], known_at: str | None, rule: str = "NPA-TRY-1") -> tuple[str, str]:
        monkeypatch.setenv("NPA_RULES", str(write(tmp_path / "set", files)))
        options = ["--known-at", known_at] if known_at else []
        assert run(["check", "facts.yaml", "--format", "json", "--as-of", "2026-11-24", *options]) in (0, 1)
        data = json.loads(capsys.readouterr().out)
        (tmp_path / "report.json").write_text(json.dumps(data), encoding="utf-8")
        assert run(["verify", "report.json", "facts.yaml"]) == 0, "and it verifies as identical"
        capsys.readouterr()
        (found,) = [v for v in data["verdicts"] if v["rule"] == v["subject_id"] == rule]
        return found["verdict"], found["reason"]

    return by


@pytest.mark.parametrize(
    ("known_at", "verdict"),
    [
        ("2025-12-31", "violates"),  # 600 held since 2025-01-01, so it was public
        ("2026-02-28", "violates"),
        ("2026-03-01", "complies"),  # the correction to 610 was recorded, it has no day of publication
        ("2026-03-02", "complies"),
        ("2026-05-31", "complies"),
        ("2026-06-01", "violates"),  # the correction of the correction was published before it was recorded here
        ("2026-06-02", "violates"),
        ("2026-07-01", "violates"),
        (None, "violates"),
    ],
)
def test_a_correction_of_a_correction(judged, known_at, verdict):
    assert judged(CORRECTED, known_at)[0] == verdict


@pytest.mark.parametrize(
    ("known_at", "reason"),
    [
        ("2025-12-31", "missing"),  # nothing was known of the law, and the day lay ahead
        ("2026-01-01", "pending_law"),  # agreed, seen on this day
        ("2026-04-30", "pending_law"),
        ("2026-05-01", "missed"),  # published; recorded here only in August
        ("2026-08-09", "missed"),
        (None, "missed"),
    ],
)
def test_a_law_whose_status_was_published_before_it_was_recorded(judged, known_at, reason):
    assert judged(WAITING, known_at)[1] == reason


@pytest.mark.parametrize(
    ("known_at", "verdict"),
    [("2026-08-31", "complies"), ("2026-09-14", "complies"), ("2026-09-15", "violates"), (None, "violates")],
)
def test_a_version_that_was_written_later(judged, known_at, verdict):
    """It holds for September, and nobody could know it before the fifteenth."""
    later = FILES[THIRD].replace("0.1.0", "0.2.0").replace("at_most: 4", "at_most: 3")
    own = "modality: norm\nin_force: {from: '2026-09-01'}\nsupersedes: '0.1.0'\npublished: null\nrecorded: '2026-09-15'"
    files = {"rules/try/persons-2.yaml": later.replace("modality: norm", own)}
    assert judged(files, known_at, "NPA-TRY-3")[0] == verdict


@pytest.mark.parametrize(("known_at", "covered"), [("2026-02-28", False), ("2026-03-01", True), ("2026-03-02", True)])
def test_an_edition_from_the_day_of_publication(judged, known_at, covered, tmp_path, capsys):
    files = {EDITION: FILES[EDITION].replace("published: null", "published: '2026-03-01'")}
    if covered:
        assert judged(files, known_at)[0] == "violates"
    else:
        assert judged(files, None)[0] == "violates"
        assert run(["check", "facts.yaml", "--known-at", known_at, "--lang", "en"]) == 2
        assert "[E920]" in capsys.readouterr().err


def test_two_corrections_of_one_value_are_refused(tmp_path):
    """Which of them counts could not be told."""
    from tests.findings import load

    again = FIRST.replace("'610'", "'611'").replace("2026-03-01", "2026-04-01")
    files = {PARAMETER: FILES[PARAMETER].replace(OPEN, OPEN + FIRST + again)}
    assert load(write(tmp_path, files)) != []
