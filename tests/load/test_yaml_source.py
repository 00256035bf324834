"""YAML rule files: what is refused while they are read, with its place; nothing of a file is ever run."""

from __future__ import annotations

import pytest

from npa_rules.errors import InputError
from npa_rules.load import yaml_source
from npa_rules.load.source import MAX_BYTES, MAX_DEPTH, MAX_TEXT, Source
from tests.findings import Row, broken, check, load, names, readable
from tests.load.ruleset import EDITION, FILES, LAWS, RULE, SCALES, write

NL = "label: {nl: 'Hoogste huur', en: 'Highest rent'}"
LIMIT = "at_most: {value: cap}"
ROWS = [
    Row("yes in a label", RULE, NL, "label: {nl: ^yes, en: 'x'}", "E106"),
    Row("no in a label", RULE, NL, "label: {nl: 'x', en: ^no}", "E106"),
    Row("on as a truth", RULE, "is_false: true", "is_false: ^on", "E106"),
    Row("True as a truth", RULE, "is_false: true", "is_false: ^True", "E106"),
    Row("NULL", RULE, "until: null", "until: ^NULL", "E106"),
    Row("no as a key", LAWS, "        status: agreed", "        status: agreed\n        ^no: 'x'", "E106"),
    Row("a clock", RULE, LIMIT, "at_most: ^12:30", "E107"),
    Row("octal", RULE, LIMIT, "at_most: ^010", "E107"),
    Row("underscore", RULE, LIMIT, "at_most: ^7_00", "E107"),
    Row("exponent", RULE, LIMIT, "at_most: ^1e3", "E107"),
    Row("hexadecimal", RULE, LIMIT, "at_most: ^0x1F", "E107"),
    Row("plus sign", RULE, LIMIT, "at_most: ^+5", "E107"),
    Row("decimal comma in a block", RULE, LIMIT + "}", "at_most: 1}\ntags: ^7,5", "E107"),
    Row("no digit before the point", RULE, LIMIT, "at_most: ^.5", "E107"),
    Row("not a number", RULE, LIMIT, "at_most: ^.nan", "E107"),
    Row("infinity", RULE, LIMIT, "at_most: ^-.inf", "E107"),
    Row("sixteen digits", RULE, LIMIT, "at_most: ^1234567890123456", "E107"),
    Row("seven decimals", RULE, LIMIT, "at_most: ^0.1234567", "E107"),
    Row("long text", LAWS, "'verzonnen'", f"^'{'x' * (MAX_TEXT + 1)}'", "E108"),
    Row("too large", LAWS, "", "#" * (MAX_BYTES + 1), "E104"),
    Row("not text", LAWS, "", "format: 1\0\n", "E105"),
    Row("control character", LAWS, "", "format: 1 \x07\n", "E105"),
    Row("empty", LAWS, "", " \n\n", "E110"),
    Row("only a comment", LAWS, "", "# nothing\n", "E110"),
    Row("no end of a list", RULE, "clauses: [TRY-1]", "clauses: [TRY-1\nlabel2^: x", "E111"),
    Row("two colons", RULE, "slug: rent-cap", "slug: rent^: cap", "E111"),
    Row("tab", LAWS, "        status: agreed", "^\tstatus: agreed", "E111"),
    Row("too deep", RULE, LIMIT, "at_most: " + "[" * (MAX_DEPTH - 2) + "^[", "E112"),
    Row("second document", LAWS, "", FILES[LAWS] + "^---\nformat: 1\n", "E113"),
    Row("anchor", RULE, LIMIT, "at_most: ^&cap {value: cap}", "E114"),
    Row("alias", RULE, LIMIT, "at_most: ^*cap", "E114"),
    Row("tag of a number", RULE, LIMIT, "at_most: ^!!int 3", "E115"),
    Row("tag of Python", RULE, LIMIT, "at_most: ^!!python/object/apply:os.system ['touch ran']", "E115"),
    Row("own tag", EDITION, "edition: try", "edition: ^!try try", "E115"),
    Row("list as a key", LAWS, "        status: agreed", "        status: agreed\n        ? ^[a]\n        : b", "E117"),
    Row("truth as a key", LAWS, "        status: agreed", "        status: agreed\n        ^true: b", "E117"),
    Row("no key", LAWS, "        status: agreed", "        status: agreed\n        ^~: b", "E117"),
    Row("double key", RULE, "status: draft", "status: draft\n^status: stable", "E118"),
    Row("double key in a row", RULE, "is_false: true", "is_false: true, ^is_false: true", "E118"),
]
CODES = {r.code for r in ROWS} | {"E109", "E116"}


@pytest.mark.parametrize("row", ROWS, ids=names(ROWS))
def test_refused(tmp_path, monkeypatch, row):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    (finding,), text, line, column = broken(tmp_path, row)
    check(finding, row, text, line, column)
    assert [*(tmp_path / "here").iterdir()] == []  # a tag would have run `touch`


def test_encoding_counts_characters(tmp_path):
    write(tmp_path)
    (tmp_path / LAWS).write_bytes("format: 1\nlaws: {'één': ".encode() + b"'caf\xe9'}\n")
    (finding,) = load(tmp_path)
    assert (finding.code, finding.place) == ("E109", f"{LAWS}:2:19")
    assert finding.excerpt.startswith("laws: {'één': 'caf")
    readable(finding)


def test_number_of_parts(tmp_path, monkeypatch):
    monkeypatch.setattr(yaml_source, "MAX_NODES", 300)
    write(tmp_path, {LAWS: "format: 1\nlaws:\n" + "  x: y\n" * 300})
    (finding,) = [d for d in load(tmp_path) if d.code == "E116"]
    assert finding.place == f"{LAWS}:150:6"  # five parts, then two on each line
    assert "300" in finding.sentence("nl")
    readable(finding)


@pytest.mark.parametrize("text", ["~", "null", "", "'no'", '"12:30"', "2026-03-01", "0.10", "-7", "'010'"])
def test_plain_values_mean_what_they_say(text):
    node = yaml_source.parse_yaml(Source("x.yaml", f"a: {text}\n", private=False))
    wanted = {"~": "None", "null": "None", "": "None", "0.10": "1/10"}.get(text, text.strip("'\""))
    assert str(node.mapping["a"].value) == wanted


def test_windows_line_ends_and_byte_order_mark(tmp_path):
    write(tmp_path)
    (tmp_path / RULE).write_bytes(b"\xef\xbb\xbf" + FILES[RULE].replace("\n", "\r\n").encode())
    assert load(tmp_path) == []


def test_findings_of_all_files_at_once_by_file_and_line(tmp_path):
    write(
        tmp_path,
        {
            RULE: FILES[RULE].replace("is_false: true", "is_false: yes").replace("[TRY-1]", "[TRY-9]"),
            SCALES: FILES[SCALES] + "more: 1\n",
            LAWS: FILES[LAWS].replace("'2026-01-01'", "'2026-02-30'").replace("status: agreed", "status: agree"),
            EDITION: "edition: [\n",
        },
    )
    found = load(tmp_path)
    assert [(d.code, d.place) for d in found] == [
        ("E204", f"{LAWS}:7:17"),
        ("E205", f"{LAWS}:9:22"),
        ("E201", f"{SCALES}:4:1"),
        ("E307", f"{RULE}:6:11"),
        ("E106", f"{RULE}:11:50"),
        ("E111", f"{EDITION}:2:1"),
    ]


def test_no_rules_at_all(tmp_path):
    (finding,) = load(tmp_path)
    assert (finding.code, finding.place) == ("E102", str(tmp_path / "rules"))
    readable(finding)


def test_unreadable_rule_file_does_not_stop_the_rest(tmp_path):
    write(tmp_path, {LAWS: "", SCALES: "\0"})
    assert {(d.code, d.file) for d in load(tmp_path) if d.file in (LAWS, SCALES)} == {("E110", LAWS), ("E105", SCALES)}


def test_an_error_says_what_it_is_about():
    source = Source("x.yaml", "a: [", private=False)
    with pytest.raises(InputError, match="E111 x"):
        yaml_source.parse_yaml(source)
