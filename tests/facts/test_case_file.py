"""Facts files as a whole: what is refused, where, with keys only; loading them runs nothing."""

from __future__ import annotations

import pytest

from npa_rules.errors import InputError
from npa_rules.facts.case_file import read_case, read_cases
from npa_rules.load.source import MAX_BYTES
from tests.findings import Row, check, edited, names, readable

FILE = "a.yaml"
GOOD = """\
- subject: letting
  id: first
  facts:
    signed_on: '2025-03-01'
    rent: 600
    owner_name: 'Huis'
- subject: owner
  facts: {name: 'Huis', dwellings: 4}
  parameters:
    floor:
      - {from: '2025-01-01', value: 3, confidence: computed}
"""
ROWS = [
    Row("too large", FILE, "", "#" * (MAX_BYTES + 1), "E104"),
    Row("not text", FILE, "", "a\0b", "E105"),
    Row("bare truth", FILE, "rent: 600", "furnished: ^no", "E106"),
    Row("clock", FILE, "rent: 600", "rent: ^12:30", "E107"),
    Row("empty", FILE, "", "\n", "E110"),
    Row("no end of a text", FILE, "{name: 'Huis', dwellings: 4}\n", "{name: 'Huis', dwellings: 4\n  }^}\n", "E111"),
    Row("second document", FILE, "", "subject: owner\nfacts: {}\n^---\na: 1\n", "E113"),
    Row("anchor", FILE, "rent: 600", "rent: ^&a 600", "E114"),
    Row("tag", FILE, "rent: 600", "rent: ^!!python/object/apply:os.system ['touch ran']", "E115"),
    Row("key that is no text", FILE, "rent: 600", "^true: 600", "E117"),
    Row("double key", FILE, "rent: 600", "rent: 600\n    ^rent: 601", "E118"),
    Row("unknown key", FILE, "  id: first", "  ^ids: first", "E201", "id"),
    Row("no facts", FILE, "", "^subject: owner\n", "E202"),
    Row("facts are a list", FILE, "{name: 'Huis', dwellings: 4}", "^[geheim]", "E203"),
    Row("id is a number", FILE, "id: first", "id: ^7", "E203"),
    Row("parameter without periods", FILE, "floor:\n      - {from: '2025-01-01', value: 3, confidence: computed}", "floor: ^3", "E203"),
    Row("parameters are text", FILE, "", "subject: owner\nfacts: {}\nparameters: ^geheim\n", "E203"),
    Row("confidence", FILE, "confidence: computed", "confidence: ^geheim", "E204"),
    Row("text", FILE, "", "^geheim\n", "E203"),
    Row("unknown parameter", FILE, "    floor:", "    ^flor:", "E303", "floor"),
    Row("unknown subject", FILE, "- subject: owner", "- subject: ^ownr", "E305", "owner"),
    Row("same id", FILE, "subject: owner", "subject: owner\n  id: ^first", "E510"),
    Row("no subject", FILE, "- subject: owner\n  facts", "- ^facts", "E513"),
    Row("blank subject", FILE, "- subject: owner\n", "- ^subject:\n", "E513"),
    Row("key of a supposed period", FILE, "      - {from", "      - {^key: low, from", "E602"),
    Row("nothing", FILE, "", "^[]\n", "E703"),
]  # fmt: skip
TWO = Row("two owners", FILE, "", GOOD + "- ^subject: owner\n  facts: {name: 'Huis'}\n", "E509")
CODES = {r.code for r in ROWS} | {TWO.code, "E101", "E102", "E103", "E109"}


@pytest.mark.parametrize("row", [*ROWS, TWO], ids=names([*ROWS, TWO]))
def test_refused(tmp_path, small, monkeypatch, row):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    text, line, column = edited(row, GOOD)
    if row.name == "key of a supposed period":
        column += len("key: ")
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read_case(str(tmp_path / FILE), small)
    (finding,) = raised.value.diagnostics
    check(finding, row, text, line, column, private=True)
    assert "geheim" not in finding.render("nl") + finding.render("en") + str(finding.as_dict())
    assert [*(tmp_path / "here").iterdir()] == []


def test_good_file(tmp_path, small):
    (tmp_path / FILE).write_text(GOOD)
    case = read_case(str(tmp_path / FILE), small)
    assert [(i.id, i.subject.name, i.line) for i in case.items] == [("first", "letting", 1), ("a-2", "owner", 7)]
    assert case.parameters["floor"][0].value == 3


@pytest.mark.parametrize(("name", "code"), [("folder", "E101"), ("none.yaml", "E102"), ("a.yaml/b.yaml", "E103")])
def test_not_a_file(tmp_path, small, name, code):
    (tmp_path / "folder").mkdir()
    (tmp_path / "a.yaml").write_text(GOOD)
    with pytest.raises(InputError) as raised:
        read_case(str(tmp_path / name), small)
    (finding,) = raised.value.diagnostics
    assert (finding.code, finding.place, finding.excerpt) == (code, str(tmp_path / name), "")
    readable(finding)


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_encoding(tmp_path, small, name):
    path = tmp_path / name
    path.write_bytes("subject: owner\nfacts: {name: 'één ".encode() + b"caf\xe9'}\n")
    with pytest.raises(InputError) as raised:
        read_case(str(path), small)
    (finding,) = raised.value.diagnostics
    assert (finding.code, finding.line, finding.column, finding.excerpt) == ("E109", 2, 23, "facts: …")
    readable(finding)


def test_all_findings_of_all_files(tmp_path, small):
    texts = {
        "b.yaml": "subject: letting\nfacts:\n  rnt: 1\n  rent: veel\n",
        "a.json": '{"subject": "ownr", "facts": {}}',
        "c.yaml": "[",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    with pytest.raises(InputError) as raised:
        read_cases([str(tmp_path / n) for n in texts], small)
    found = [(d.code, d.place.rpartition("/")[2]) for d in raised.value.diagnostics]
    assert found == [("E501", "b.yaml:3:3"), ("E502", "b.yaml:4:9"), ("E305", "a.json:1:13"), ("E111", "c.yaml:2:1")]
