"""The JSON reader: what it refuses and where, and that it otherwise agrees with the standard library."""

from __future__ import annotations

import json
import string
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from npa_rules.errors import InputError
from npa_rules.facts.case_file import read_case
from npa_rules.load import json_source
from npa_rules.load.json_source import parse_json
from npa_rules.load.source import MAX_DEPTH, MAX_TEXT, Source
from tests.findings import Row, check, edited, names

GOOD = '{"subject": "letting",\n "facts": {\n  "rent": 600,\n  "owner_name": "x"\n }}\n'
RENT = '"rent": 600'
ROWS = [
    Row("exponent", "a.json", RENT, '"rent": ^1e3', "E107"),
    Row("leading zero", "a.json", RENT, '"rent": ^010', "E107"),
    Row("plus sign", "a.json", RENT, '"rent": ^+5', "E107"),
    Row("NaN", "a.json", RENT, '"rent": ^NaN', "E107"),
    Row("infinity", "a.json", RENT, '"rent": ^-Infinity', "E107"),
    Row("five thousand digits", "a.json", RENT, '"rent": ^' + "9" * 5000, "E107"),
    Row("long text", "a.json", '"x"', f'^"{"x" * (MAX_TEXT + 1)}"', "E108"),
    Row("empty", "a.json", "", "  \n", "E110"),
    Row("no value", "a.json", RENT, '"rent": ^,', "E111"),
    Row("no colon", "a.json", RENT, '"rent" ^600', "E111"),
    Row("no comma", "a.json", '600,\n  "owner', '600\n  ^"owner', "E111"),
    Row("no comma in a list", "a.json", RENT, '"rent": [1 ^2]', "E111"),
    Row("bare key", "a.json", RENT, "^rent: 600", "E111"),
    Row("single quotes", "a.json", '"x"', "^'x'", "E111"),
    Row("bare word", "a.json", RENT, '"rent": ^yes', "E111"),
    Row("True", "a.json", RENT, '"rent": ^True', "E111"),
    Row("comma at the end", "a.json", '"x"\n }}\n', '"x",\n ^}}\n', "E111"),
    Row("open text", "a.json", '"x"\n }}\n', '^"x\n }}\n', "E111"),
    Row("tab in a text", "a.json", '"x"', '^"x\ty"', "E111"),
    Row("escape", "a.json", '"x"', r'^"\x41"', "E111"),
    Row("no end", "a.json", "\n }}\n", "\n }^", "E111"),
    Row("text after the end", "a.json", "\n }}\n", "\n }}\n^{}", "E111"),
    Row("comment", "a.json", RENT, '^// rent\n"rent": 600', "E111"),
    Row("too deep", "a.json", RENT, '"rent": ' + "[" * (MAX_DEPTH - 2) + "^[", "E112"),
    Row("double key", "a.json", RENT, '"rent": 600, ^"rent": 700', "E118"),
    Row("escaped double key", "a.json", RENT, r'"rent": 600, ^"\u0072ent": 700', "E118"),
]
CODES = {r.code for r in ROWS} | {"E116"}


@pytest.mark.parametrize("row", ROWS, ids=names(ROWS))
def test_refused(tmp_path, small, row):
    text, line, column = edited(row, GOOD)
    (tmp_path / row.file).write_text(text)
    with pytest.raises(InputError) as raised:
        read_case(str(tmp_path / row.file), small)
    (finding,) = raised.value.diagnostics
    check(finding, row, text, line, column, private=True)


def test_number_of_parts(tmp_path, small, monkeypatch):
    monkeypatch.setattr(json_source, "MAX_NODES", 300)
    path = tmp_path / "many.json"
    path.write_text("[" + "0," * 300 + "0]")
    with pytest.raises(InputError) as raised:
        read_case(str(path), small)
    (finding,) = raised.value.diagnostics
    check(finding, Row("", "many.json", "", "", "E116"), "[", 1, 600, private=True)


def test_longest_text_that_is_read(tmp_path, small):
    path = tmp_path / "a.json"
    path.write_text(GOOD.replace('"x"', json.dumps("\n" * MAX_TEXT)))
    assert read_case(str(path), small).items[0].facts["owner_name"] == "\n" * MAX_TEXT


def test_a_name_without_json_that_begins_with_a_brace(tmp_path, small):
    path = tmp_path / "facts"
    path.write_text("\ufeff" + GOOD, encoding="utf-8")
    assert read_case(str(path), small).items[0].facts["rent"] == 600


FIGURES = st.integers(-(10**15) + 1, 10**15 - 1) | st.decimals(-(10**9), 10**9, places=6).map(lambda d: f"{d:f}")
VALUES = st.recursive(
    st.none() | st.booleans() | FIGURES.map(str).map(lambda t: ("figure", t)) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)
SPACES = st.text(" \t\r\n", max_size=3)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A valid document with free spaces and escapes, figures within the limits, and no key twice."""

    def write(value: object) -> str:
        if isinstance(value, tuple):
            body = value[1]
        elif isinstance(value, list):
            body = "[" + ",".join(map(write, value)) + draw(SPACES) + "]"
        elif isinstance(value, dict):
            body = "{" + ",".join(f"{write(k)}{draw(SPACES)}:{write(v)}" for k, v in value.items()) + draw(SPACES) + "}"
        else:
            body = json.dumps(value, ensure_ascii=draw(st.booleans()))
        return draw(SPACES) + body

    return write(draw(VALUES)) + draw(SPACES)


def ours(text: str) -> object:
    source = Source("x.json", text, private=True)
    node = parse_json(source)
    source.stop()
    return node.plain()


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(documents())
def test_valid_documents_are_read_as_the_standard_library_does(text):
    assert ours(text) == json.loads(text, parse_float=Fraction)


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(
    documents(),
    st.integers(0, 200),
    st.integers(0, 3),
    st.sampled_from(['"', "{", "]", ",", ":", "\\", "0", "e", "\t", ""]),
)
def test_what_the_standard_library_refuses_is_refused(text, at, length, other):
    text = text[:at] + other + text[at + length :]
    try:
        found = ours(text)
    except InputError as error:
        assert all(d.line >= 1 and d.column >= 1 for d in error.diagnostics)
    else:
        assert found == json.loads(text, parse_float=Fraction)


@given(st.text(string.printable, max_size=30))
@settings(max_examples=100, deadline=None, derandomize=True, database=None)
def test_any_text_is_read_or_refused(text):
    try:
        ours(text)
    except InputError as error:
        assert all(1 <= d.line <= text.count("\n") + 1 for d in error.diagnostics)
