"""Which column is which fact: by name, label, other name, layout or mapping; and mappings saved and read again."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.findings import readable
from tests.readers.table import codes, problems, read, text

pl = pytest.importorskip("polars", reason="the extra `tables` is not installed")

from npa_rules.readers import Column, Mapping, read_mapping, save_mapping  # noqa: E402

MAPPING = """\
format: 1
subject: dwelling
decimal: point
id: 'Object'
columns:
  'Jaarhuur': {fact: net_rent, factor: '1/12'}
  'Klasse': {fact: energy_label, values: {'1': 'A+', '9': unknown}}
  'Plan': plan_kind
  'Vocht: gebouw': {fact: damp_causes, part: has.building}
constants: {corporation: '0123', is_monument: nee, label_registered_on: '2024-03-01'}
ignore: ['Kale huur']
"""


@pytest.mark.parametrize(
    ("header", "how"),
    [
        ("net_rent", "name"), ("Net rent", "name"), ("NET-RENT", "name"), ("netRent", "name"), ("Kale huur", "label"),
        ("  kale   HUUR ", "label"), ("Kale huur (€ per maand)", "label"), ("Netto huur", "synonym"),
        ("Nettohuur", "synonym"), ("Wat dan ook (net_rent)", "name"), ("Kale huur [net_rent]", "name"),
    ],
)  # fmt: skip
def test_how_a_column_is_known(ruleset, tmp_path, header, how):
    found, table = read(ruleset, text(tmp_path, f"id;{header}\na;702,10\n"))
    assert found["net_rent"].to_list() == [70210]
    assert [(s.fact, s.how, s.column) for s in table.reading.columns] == [("net_rent", how, 2)]


def test_every_name_and_label_is_known(ruleset, tmp_path):
    """Of each subject each fact, by its name and in both languages: no label is that of two facts."""
    for subject in ruleset.subjects.values():
        entries = [e for e in subject.facts.values() if e.kind != "codes"]
        for headers in (
            [e.name for e in entries],
            [e.label.get("nl") or e.name for e in entries],
            [e.label.get("en") or e.name for e in entries],
        ):
            _, table = read(
                ruleset, text(tmp_path, ";".join(["id", *(f'"{h}"' for h in headers)]) + "\n"), subject.name
            )
            assert [s.fact for s in table.reading.columns] == [e.name for e in entries]


def test_a_header_that_nearly_is_one(ruleset, tmp_path):
    _, table = read(ruleset, text(tmp_path, "id;Kale huur;Enregielabel\na;600;A\n"))
    assert [(u.header, u.why, u.suggestion) for u in table.reading.unused] == [
        ("Enregielabel", "unclaimed", "energielabel")
    ]


def test_a_mapping(ruleset, tmp_path):
    mapping = text(tmp_path, MAPPING, "m.yaml")
    table_text = (
        "Object,Jaarhuur,Klasse,Plan,Vocht: gebouw,Kale huur,Rest\n7,8425.20,1,sloop,ja,1,x\n8,600.01,9,,nee,2,y\n"
    )
    found, table = read(ruleset, text(tmp_path, table_text), mapping=mapping)
    assert found["net_rent"].to_list() == [70210, None] and found["energy_label"].to_list() == [7, None]
    assert found["plan_kind"].to_list() == ["demolition", None] and found["#id"].to_list() == ["7", "8"]
    assert found["corporation"].to_list() == ["0123"] * 2 and found["is_monument"].to_list() == [False] * 2
    assert found["label_registered_on"].to_list() == [20240301] * 2
    assert [(c.code, c.row) for c in table.reading.cells] == [("E823", 3), ("E827", 2), ("E827", 3)]
    assert {(u.header, u.why) for u in table.reading.unused} == {("Kale huur", "ignored"), ("Rest", "unclaimed")}
    assert [s.how for s in table.reading.columns] == ["mapping"] * 4 + ["constant"] * 3


def test_a_mapping_is_saved_and_read_again(ruleset, tmp_path):
    path = text(tmp_path, "Object;Kale huur;EP-label;Rest\n7;702,10;A;it's\n")
    found, table = read(ruleset, path)
    save_mapping(tmp_path / "m.yaml", "dwelling", table.mapping())
    again, other = read(ruleset, path, mapping=tmp_path / "m.yaml")
    assert again.equals(found) and {s.how for s in other.reading.columns} == {"mapping"}
    assert [u.why for u in other.reading.unused] == ["unclaimed"] or [u.why for u in other.reading.unused] == [
        "ignored"
    ] * 2
    odd = Mapping(
        "", {}, ("dwelling",), "comma", "it's", {"a: 'b' #c": Column("net_rent", factor=Fraction(1, 12), values={"0,01": "unknown"})},
        {"complex": "x: [y]"}, ("- z",),
    )  # fmt: skip
    save_mapping(tmp_path / "o.yaml", "dwelling", odd)
    assert read_mapping(tmp_path / "o.yaml", ruleset.subjects["dwelling"]) == odd


@pytest.mark.parametrize(
    ("old", "new", "code", "suggestion"),
    [
        ("'Jaarhuur'", "'Jaarhur'", "E810", "Jaarhuur"),
        ("id: 'Object'", "id: 'Objekt'", "E810", "Object"),
        ("fact: net_rent", "fact: nett_rent", "E501", "net_rent"),
        ("{corporation:", "{corporatio:", "E501", "corporation"),
        ("factor: '1/12'", "factor: '1/0'", "E107", ""),
        ("factor: '1/12'", "factor: 'x'", "E107", ""),
        ("subject: dwelling", "subject: sale", "E204", ""),
        ("decimal: point", "decimal: dot", "E204", ""),
        ("ignore:", "ignored:", "E201", "ignore"),
        ("is_monument: nee", "is_monument: misschien", "E826", ""),
        ("format: 1", "format: 2", "E208", ""),
    ],
)
def test_a_mapping_that_is_wrong(ruleset, tmp_path, old, new, code, suggestion):
    assert MAPPING.count(old) == 1
    path = text(tmp_path, "Object,Jaarhuur,Klasse,Plan,Vocht: gebouw,Kale huur\n7,8425.20,1,sloop,ja,1\n")
    found = problems(ruleset, path, mapping=text(tmp_path, MAPPING.replace(old, new), "m.yaml"))
    assert (code, suggestion) in [(d.code, d.suggestion) for d in found], found
    for one in found:
        readable(one)


def test_no_mapping_file(ruleset, tmp_path):
    path = text(tmp_path, "id;Kale huur\na;1\n")
    assert codes(ruleset, path, mapping=tmp_path / "none.yaml") == ["E102"]
    assert codes(ruleset, path, "dweling") == ["E305"]
