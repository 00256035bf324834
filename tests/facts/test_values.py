"""One fact of a facts file that is not right: where, why, and never what it says."""

from __future__ import annotations

from fractions import Fraction

import pytest

from npa_rules.errors import InputError
from npa_rules.facts.case_file import read_case
from npa_rules.facts.values import FactReader
from npa_rules.load.source import Source
from npa_rules.load.yaml_source import parse_yaml
from npa_rules.model.case import Happening
from tests.findings import Row, check, edited, names

HEAD = "subject: letting\nid: x\nfacts:\n"


def fact(name: str, text: str, code: str, suggestion: str = "") -> Row:
    """A file with one wrong fact."""
    return Row(name, "a.yaml", "", HEAD + text, code, suggestion)


ROWS = [
    fact("unknown fact", "  ^rnt: 7013\n", "E501", "rent"),
    fact("unknown part of an event", "  ^consultation_hold: true\n", "E501", "consultation_held"),
    fact("unknown field", "  rooms:\n    - ^aera: 7013\n", "E501", "area"),
    fact("text for an amount", "  rent: ^'circa 7013'\n", "E502"),
    fact("truth for a count", "  persons: ^true\n", "E502"),
    fact("figure for a truth", "  furnished: ^1\n", "E502"),
    fact("text for a truth", "  furnished: ^'true'\n", "E502"),
    fact("figure for a text", "  owner_name: ^7013\n", "E502"),
    fact("list for an amount", "  rent: ^[7013]\n", "E502"),
    fact("one code for a set", "  features: ^lift\n", "E502"),
    fact("one row for a list", "  rooms: ^7013\n", "E502"),
    fact("list for an event", "  consultation: ^[7013]\n", "E502"),
    fact("figure for what an event holds", "  consultation: {date: '2025-01-01', holds: {reasons: ^7013}}\n", "E502"),
    fact("row that is a figure", "  rooms:\n    - ^7013\n", "E203"),
    fact("held is a figure", "  consultation_held: ^7013\n", "E203"),
    fact("unknown key of an event", "  consultation: {^dat: '2025-01-01'}\n", "E201", "date"),
    fact("no such day", "  signed_on: ^'2025-02-29'\n", "E205"),
    fact("day in another form", "  signed_on: ^'29-01-2025'\n", "E205"),
    fact("day of an event", "  consultation: ^'in mei'\n", "E205"),
    fact("day of an event in parts", "  consultation_date: ^'in mei'\n", "E205"),
    fact("below the bounds", "  rent: ^-1\n", "E503"),
    fact("above the bounds", "  rent: ^7013\n", "E503"),
    fact("negative count", "  persons: ^-1\n", "E503"),
    fact("half a cent", "  rent: ^701.305\n", "E504"),
    fact("half a person", "  persons: ^'1.5'\n", "E504"),
    fact("none", "  rent: ^none\n", "E505"),
    fact("none of a list", "  rooms: ^none\n", "E505"),
    fact("code", "  group: ^hihg\n", "E506", "high"),
    fact("code of a set", "  features: [lift, ^gardn]\n", "E506", "garden"),
    fact("code on a scale", "  comfort: ^fiar\n", "E506", "fair"),
    fact("what an event holds", "  consultation: {date: '2025-01-01', holds: {reason: ^true}}\n", "E506", "reasons"),
    fact("event and its parts", "  consultation: '2025-01-01'\n  consultation_held: ^true\n", "E507"),
    fact("not held on a date", "  consultation_date: '2025-01-01'\n  consultation_held: ^false\n", "E507"),
    fact("list under both names", "  rooms: []\n  chambers: ^[]\n", "E507"),
    fact("number of a citizen", "  ^bsn: '7013'\n", "E511"),
    fact("name in another form", "  ^E-mail: 'a@7013'\n", "E511"),
    fact("address in a row", "  rooms:\n    - ^e-mail: 'a@7013'\n", "E511"),
    fact("part above its whole", "  rent: 600\n  base_rent: ^601\n", "E512"),
    fact("part above its whole in a row", "  rooms:\n    - {area: 600, heated: ^601}\n", "E512"),
]  # fmt: skip
CODES = {r.code for r in ROWS}


@pytest.mark.parametrize("row", ROWS, ids=names(ROWS))
def test_refused(tmp_path, small, row):
    text, line, column = edited(row)
    path = tmp_path / row.file
    path.write_text(text)
    with pytest.raises(InputError) as raised:
        read_case(str(path), small)
    (finding,) = raised.value.diagnostics
    check(finding, row, text, line, column, private=True)
    for told in (finding.render("nl"), finding.render("en"), str(finding.as_dict())):
        for secret in ("7013", "701.305", "in mei", "29-01", "2025", "hihg", "gardn", "fiar", "601"):
            assert secret not in told.replace(str(tmp_path), "")


def read(tmp_path, small, text: str) -> dict[str, object]:
    path = tmp_path / "a.yaml"
    path.write_text(HEAD + text)
    return read_case(str(path), small).items[0].facts


GOOD = [
    ("rent: 702.1", "rent", Fraction(7021, 10)),
    ("rent: '702.10'", "rent", Fraction(7021, 10)),
    ("rent: 5000", "rent", 5000),
    ("rent:", "rent", None),
    ("signed_on: 2025-03-01", "signed_on", 20250301),
    ("comfort: good", "comfort", 2),
    ("features: []", "features", frozenset()),
    ("furnished: false", "furnished", False),
    ("consultation: none", "consultation", Happening("none")),
    ("consultation: '2025-03-01'", "consultation", Happening("done", 20250301)),
    ("consultation_held: true", "consultation", Happening("done")),
    ("consultation_held: false", "consultation", Happening("none")),
    ("chambers: [{area: 3}]", "rooms", ({"area": 3},)),
]


@pytest.mark.parametrize(("text", "name", "wanted"), GOOD, ids=[g[0] for g in GOOD])
def test_read(tmp_path, small, text, name, wanted):
    assert read(tmp_path, small, f"  {text}\n").get(name) == wanted


def test_a_part_is_held_to_the_whole_of_its_whole(ruleset):
    """Where the whole between them is not given, the next one counts; where none is, nothing can be said."""
    subject = ruleset.subjects["sector_year"]
    for facts, code in (
        ("{corporation_dwellings: 600, dwellings_label_a_or_better: 700}", ["E512"]),
        ("{corporation_dwellings: 700, dwellings_label_a_or_better: 700}", []),
        ("{dwellings_label_a_or_better: 700}", []),
    ):
        given = Source("facts.yaml", facts, private=True)
        FactReader(given, ruleset.scales).facts(subject, parse_yaml(given))
        assert [d.code for d in given.diagnostics] == code
