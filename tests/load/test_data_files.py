"""Dictionaries, scales, parameters, laws, editions and clause registers that are not right."""

from __future__ import annotations

import pytest

from tests.findings import Row, broken, check, load, names
from tests.load.ruleset import CLAUSES, EDITION, FILES, LAWS, LETTING, OWNER, PARAMETER, PLAIN, SCALES, write

OVERLAP = FILES[PARAMETER].replace("2024-12-31", "2025-01-01").replace("- from: '2025", "- ^from: '2025")
OPEN = FILES[PLAIN].replace("- from", "- {from: '2019-01-01', value: 3}\n  - ^from")
NO_DAY = FILES[LAWS].replace("        verified_on: '2026-01-01'\n", "").replace("- source", "- ^source")
START = "  - from: '2024-01-01'\n    until: '2024-12-31'\n"
FIRST = "    key: low\n    value: '500'\n"
ROWS = [
    Row("unknown key of a fact", LETTING, "may_be_none: true", "^may_be_nine: true", "E201", "may_be_none"),
    Row("unknown key of a period", PARAMETER, FIRST, FIRST.replace("    value", "    ^valeu: 1\n    value"), "E201", "value"),
    Row("no date of verification", LAWS, "", NO_DAY, "E202"),
    Row("no laws", LAWS, "", "^format: 1\n", "E202"),
    Row("no citation", CLAUSES, "    citation: 'par. 1'\n    title", "    ^title", "E202"),
    Row("bounds", LETTING, "bounds: [0, 5000]", "bounds: ^[0]", "E203"),
    Row("flag", LETTING, "may_be_none: true", "may_be_none: ^'true'", "E203"),
    Row("edition that is text", EDITION, "", "^try\n", "E203"),
    Row("type", OWNER, "type: count", "type: ^cuont", "E204", "count"),
    Row("status of a law", LAWS, "status: agreed", "status: ^agred", "E204", "agreed"),
    Row("party", CLAUSES, "parties: [corporation]\n  TRY-2", "parties: [^corporaton]\n  TRY-2", "E204", "corporation"),
    Row("confidence", PARAMETER, "", FILES[PARAMETER].replace("confidence: official", "confidence: ^oficial", 1), "E204", "official"),
    Row("date of an edition", EDITION, "from: '2020-01-01'", "from: ^'2020-1-1'", "E205"),
    Row("date of a law", LAWS, "stands_until: '2026-12-31'", "stands_until: ^'2026-12-32'", "E205"),
    Row("one language", SCALES, "label: {nl: 'Comfort', en: 'Comfort'}", "label: ^{en: 'Comfort'}", "E206"),
    Row("format", SCALES, "format: 1", "format: ^'1'", "E208"),
    Row("no figure", PARAMETER, "value: '500'", "value: ^'circa 500'", "E107"),
    Row("time", LETTING, "time: signed_on", "time: ^singed_on", "E301", "signed_on"),
    Row("own side of a relation", LETTING, "{owner_name: name}", "{^owner_nam: name}", "E301", "owner_name"),
    Row("other side of a relation", LETTING, "{owner_name: name}", "{owner_name: ^nam}", "E301", "name"),
    Row("subject of a relation", LETTING, "to: owner,", "to: ^onwer,", "E305", "owner"),
    Row("other name of a list", LETTING, "same_as: rooms", "same_as: ^room", "E301", "rooms"),
    Row("scale", LETTING, "scale: comfort,", "scale: ^comfrt,", "E311", "comfort"),
    Row("no scale", LETTING, "comfort: {type: ordered, scale: comfort,", "comfort: ^{type: ordered,", "E311"),
    Row("scale of a member", LETTING, "floor_no: {type: count,", "floor_no: {type: ordered, scale: ^confort,", "E311", "comfort"),
    Row("scale of a parameter", PLAIN, "type: number", "type: ordered\nscale: ^confort", "E311", "comfort"),
    Row("list in a list", LETTING, "floor_no: {type: count,", "floor_no: ^{type: list,", "E406"),
    Row("overlap", PARAMETER, "", OVERLAP, "E601"),
    Row("overlap with an open period", PLAIN, "", OPEN, "E601"),
    Row("key of a period", PARAMETER, FIRST, FIRST.replace("low", "^loww"), "E602", "low"),
    Row("no key of a period", PARAMETER, START + "    key: low", START.replace("from", "^from"), "E602"),
]  # fmt: skip
CODES = {r.code for r in ROWS} | {"E310"}


@pytest.mark.parametrize("row", ROWS, ids=names(ROWS))
def test_wrong_file(tmp_path, row):
    (finding,), text, line, column = broken(tmp_path, row)
    check(finding, row, text, line, column)


def test_clause_in_two_registers(tmp_path):
    again = FILES[CLAUSES].replace("edition: try", "edition: other").replace("  TRY-2", "  TRY-3")
    (finding,) = load(write(tmp_path, {"rules/zzz/clauses.yaml": again}))
    check(finding, Row("", "rules/zzz/clauses.yaml", "", "", "E310"), again, 4, 3)
    assert finding.sentence("en").endswith("also in try")


@pytest.mark.parametrize("file, line", [(LETTING, 2), (PARAMETER, 2), (EDITION, 2)])
def test_the_same_name_in_two_files(tmp_path, file, line):
    """A second dictionary, series or edition of one name never takes the place of the first."""
    folder = file.rpartition("/")[0]
    again = f"{folder}/zzz.yaml" if file != EDITION else "rules/zzz/edition.yaml"
    (finding,) = load(write(tmp_path, {again: FILES[file]}))
    check(finding, Row("", again, "", "", "E310"), FILES[file], line, FILES[file].split("\n")[line - 1].index(": ") + 3)
    assert finding.sentence("en").endswith(f"also in {file}")
