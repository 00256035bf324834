"""Rule files: shape, names and meaning; what is wrong is said at its place, with the name that was probably meant."""

from __future__ import annotations

import pytest

from tests.findings import Row, broken, check, load, names, readable
from tests.load.ruleset import FILES, OWNER, RULE, SECOND, THIRD, write

WHEN = "when: {id: furnished, fact: furnished, is_false: true}"
CAP = "cap: {parameter: rent_cap, key: {fact: group}, unit: eur_per_month, label: {nl: 'grens', en: 'cap'}}"
REQUIRES = "requires: {id: within_cap, value: counted, at_most: {value: cap}}"
GROUP = "  group: {table: [{if: {id: one, fact: persons, at_most: 1}, then: low}, {then: high}]}"
DERIVES = f"derives:\n{GROUP}"
BARE = "values: {counted: {fact: base_rent}}"


def when(text: str) -> tuple[str, str]:
    """The edit that gives the rule another `when`."""
    return WHEN, f"when: {text}"


def due(text: str) -> tuple[str, str]:
    return REQUIRES, f"due: {text}\n{REQUIRES}"


EXCUSES = "{modality: effort, owed_by: municipality}"
ROWS = [
    # ---- shape
    Row("unknown key", RULE, "status: draft", "^statsu: draft\nstatus: draft", "E201", "status"),
    Row("unknown operator", RULE, *when("{fact: furnished, is_false: true, ^at_mots: 1}"), "E201", "at_most"),
    Row("unknown key of a named value", RULE, "expr: 'rent * 1', unit", "expr: 'rent * 1', ^unti", "E201", "unit"),
    Row("no slug", RULE, "format: 1\nid: NPA-TRY-1\nslug: rent-cap\n", "^format: 1\nid: NPA-TRY-1\n", "E202"),
    Row("no subject", RULE, "", "^" + FILES[RULE].replace("applies_to: letting\n", ""), "E202"),
    Row("not a mapping", RULE, "", "^- a\n- b\n", "E203"),
    Row("id is a list", RULE, "id: NPA-TRY-1", "id: ^[a]", "E203"),
    Row("values is a list", SECOND, "derives:\n", "values: ^[a]\nderives:\n", "E203"),
    Row("one clause without brackets", RULE, "clauses: [TRY-1]", "clauses: ^TRY-1", "E203"),
    Row("empty all", RULE, *when("{all: ^[]}"), "E203"),
    Row("a figure without digits", RULE, "at_most: {value: cap}", "at_most: ^null", "E203"),
    Row("id", RULE, "id: NPA-TRY-1", "id: ^try-1", "E204"),
    Row("slug", RULE, "slug: rent-cap", "slug: ^Rent_Cap", "E204"),
    Row("version", RULE, "version: 0.1.0", "version: ^'0.1'", "E204"),
    Row("modality", RULE, "modality: norm", "modality: ^nrom", "E204", "norm"),
    Row("standing", RULE, "default: true\n    standing: arguable", "default: true\n    standing: ^arguabel", "E204", "arguable"),
    Row("verdict of an outcome", RULE, "cases:\n", "outcomes: {^complys: {nl: 'x', en: 'y'}}\ncases:\n", "E204", "complies"),
    Row("verdict of a premise", RULE, *when("{verdict: {rule: NPA-TRY-3, is: [^violate]}}"), "E204", "violates"),
    Row("premise that is a definition", RULE, *when("{verdict: {rule: ^NPA-TRY-2, is: [complies]}}"), "E204"),
    Row("no such day", RULE, "from: '2024-01-01'", "from: ^'2024-02-30'", "E205"),
    Row("a day in another form", RULE, *when("{fact: signed_on, before: ^'01-02-2024'}"), "E205"),
    Row("one language", RULE, "label: {nl: 'Hoogste huur', en: 'Highest rent'}", "label: ^{nl: 'Hoogste huur'}", "E206"),
    Row("two operators", RULE, *when("^{fact: rent, at_least: 1, at_most: 2}"), "E207"),
    Row("no operator", RULE, *when("^{fact: rent}"), "E207"),
    Row("two values", RULE, *when("^{fact: rent, value: cap, at_most: 2}"), "E207"),
    Row("two forms", RULE, "", "^" + FILES[RULE].replace("cases:", "suspends: [TRY-1]\ncases:"), "E207"),
    Row("no default reading", RULE, "readings:\n  whole:\n    default: true\n", "readings:\n  ^whole:\n", "E207"),
    Row("format", RULE, "format: 1", "format: ^2", "E208"),
    # ---- names
    Row("fact", RULE, *when("{fact: ^furnishd, is_false: true}"), "E301", "furnished"),
    Row("fact in an expression", RULE, "'rent * 1'", "'rent + ^rnt'", "E301", "rent"),
    Row("fact in a bare expression", RULE, "'rent * 1'", "rent +   ^rnt", "E301", "rent"),
    Row("fact that is derived", SECOND, "  group: {table", "  ^gruop: {table", "E301", "group"),
    Row("fact of a relation", RULE, *when("{fact: ^dwelings, of: owner, at_least: 1}"), "E301", "dwellings"),
    Row("named value", RULE, "at_most: {value: cap}", "at_most: {value: ^capp}", "E302", "cap"),
    Row("parameter", RULE, "parameter: rent_cap", "parameter: ^rent_cpa", "E303", "rent_cap"),
    Row("rule", RULE, *when("{verdict: {rule: ^NPA-TRI-3, is: [complies]}}"), "E304", "NPA-TRY-3"),
    Row("subject", RULE, "applies_to: letting", "applies_to: ^leting", "E305", "letting"),
    Row("relation", RULE, *when("{fact: dwellings, of: ^ownr, at_least: 1}"), "E306", "owner"),
    Row("clause", RULE, "clauses: [TRY-1]", "clauses: [TRY-1, ^TRY-11]", "E307", "TRY-1"),
    Row("excuse of more than one truth", THIRD, "requires:", f"excuses: ^{EXCUSES}\nrequires:", "E207"),
    Row("modality that is excused", SECOND, "derives:", "excuses: {modality: ^efort, owed_by: vng}\nderives:", "E204", "effort"),
    Row("party that is excused", SECOND, "derives:", "excuses: {modality: effort, owed_by: ^corporatoin}\nderives:", "E204", "corporation"),
    Row("excuse that is no truth", SECOND, "derives:", f"excuses: ^{EXCUSES}\nderives:", "E402"),
    Row("clause that is set aside", SECOND, DERIVES, "suspends: [^TYR-1]", "E307", "TRY-1"),
    Row("law", RULE, "until: null}", "until: null, needs_law: ^new-atc}", "E308", "new-act"),
    Row("list", RULE, *when("{count: {list: ^roms}, at_least: 1}"), "E309", "rooms"),
    Row("field of a list", RULE, *when("{sum: {list: rooms, of: ^aera}, at_least: 1}"), "E309", "area"),
    Row("member outside a list", RULE, *when("{member: ^area, at_least: 1}"), "E309"),
    Row("list of a group", RULE, "values:\n", "values:\n  by_floor: {group: {list: ^roms, by: floor_no, sum: []}}\n", "E309", "rooms"),
    Row("field of a group", RULE, "values:\n", "values:\n  by_floor: {group: {list: rooms, by: ^floor_on, sum: []}}\n", "E309", "floor_no"),
    # ---- meaning
    Row("figure with the operator of a truth", RULE, *when("{fact: rent, is_true: ^true}"), "E401"),
    Row("date with the operator of a figure", RULE, *when("{fact: signed_on, at_least: ^'2024-01-01'}"), "E401"),
    Row("no event", RULE, *when("{event: ^furnished}"), "E401"),
    Row("figure and date", RULE, *when("{fact: rent, at_most: ^{fact: signed_on}}"), "E402"),
    Row("figure and truth", RULE, *when("{fact: rent, at_most: ^true}"), "E402"),
    Row("code and figure", RULE, *when("{fact: group, equals: ^3}"), "E402"),
    Row("rows of two kinds", SECOND, "{then: high}", "{then: ^3}", "E402"),
    Row("derived of another kind", SECOND, GROUP, "  ^group: {expr: 'persons'}", "E402"),
    Row("reading of another kind", RULE, BARE, "values: {counted: ^{fact: group}}", "E402"),
    Row("rule about another subject", RULE, *when("{verdict: {rule: ^NPA-TRY-3, of: owner, is: [complies]}}"), "E402"),
    Row("expression", RULE, "'rent * 1'", "'rent * ^* 1'", "E403"),
    Row("expression that does not end", RULE, "'rent * 1'", "'rent * ^'", "E403"),
    Row("character in an expression", RULE, "'rent * 1'", "'rent   ^% 1'", "E403"),
    Row("rounding without digits", RULE, "'rent * 1'", "'^round_up(rent)'", "E403"),
    Row("bare expression", RULE, "'rent * 1'", "rent * ^* 1", "E403"),
    Row("values in a circle", RULE, "values:\n", "values:\n  ^a: {expr: 'b'}\n  b: {expr: 'a'}\n", "E404"),
    Row("circle in a reading", RULE, BARE, "values: ^{counted: {expr: 'counted + 1'}}", "E404"),
    Row("rule that needs itself", RULE, "", "^" + FILES[RULE].replace(*when("{verdict: {rule: NPA-TRY-1, is: [complies]}}")), "E405"),
    Row("last row with a condition", SECOND, "{then: high}", "^{if: {id: b, fact: persons, at_least: 2}, then: high}", "E407"),
    Row("row without a condition", SECOND, "{if: {id: one, fact: persons, at_most: 1}, then: low}", "^{then: low}", "E407"),
    Row("code", RULE, *when("{fact: group, equals: ^hihg}"), "E408", "high"),
    Row("code of a set", RULE, *when("{fact: features, includes: ^lfit}"), "E408", "lift"),
    Row("code on a scale", RULE, *when("{fact: comfort, at_least: ^god}"), "E408", "good"),
    Row("what an event holds", RULE, *when("{event: consultation, holds: [^reason]}"), "E408", "reasons"),
    Row("key of a parameter", RULE, "key: {fact: group}", "key: ^hihg", "E408", "high"),
    Row("reading of another part", RULE, BARE, "values: {^countd: {fact: base_rent}}", "E409", "counted"),
    Row("no key of a parameter", RULE, "parameter: rent_cap, key: {fact: group}", "parameter: ^rent_cap", "E602"),
    Row("key of a parameter without", RULE, "parameter: rent_cap, key", "parameter: ^floor, key", "E602"),
    Row("figure in words", RULE, "at_most: {value: cap}", "at_most: ^'veel'", "E107"),
]  # fmt: skip
CODES = {r.code for r in ROWS} | {"E310"}


@pytest.mark.parametrize("row", ROWS, ids=names(ROWS))
def test_wrong_rule(tmp_path, row):
    (finding,), text, line, column = broken(tmp_path, row)
    check(finding, row, text, line, column)


def test_small_rule_set_is_right(tmp_path):
    assert load(write(tmp_path)) == []


def test_same_id_twice(tmp_path):
    again = FILES[RULE].replace("slug: rent-cap", "slug: other")
    (finding,) = load(write(tmp_path, {"rules/try/other.yaml": again}))
    check(finding, Row("", "rules/try/other.yaml", "", "", "E310"), again, 2, 5)
    assert RULE in finding.sentence("en")


def test_rules_in_a_circle(tmp_path):
    first = FILES[RULE].replace(*when("{verdict: {rule: NPA-TRY-3, is: [complies]}}"))
    third = FILES[THIRD].replace("requires:", "when: {verdict: {rule: NPA-TRY-1, is: [complies]}}\nrequires:")
    (finding,) = load(write(tmp_path, {RULE: first, THIRD: third}))
    check(finding, Row("", RULE, "", "", "E405"), first, 1, 1)
    assert "NPA-TRY-1 > NPA-TRY-3 > NPA-TRY-1" in finding.sentence("nl")


OF_OWNER = "owner: {to: owner, match: {owner_name: name}}"
DWELLINGS = """\
format: 1
id: NPA-TRY-4
slug: dwellings
version: 0.1.0
status: draft
clauses: [TRY-2]
label: {nl: 'Woningen', en: 'Dwellings'}
applies_to: owner
modality: definition
derives: {dwellings: {fact: persons, of: tenant}}
cases:
  - {facts: {name: A}, derived: {dwellings: [1, 2]}}
"""
GROUPED = "{table: [{if: {id: one, fact: persons, at_most: 1}, then: low}, {then: high}]}"


def test_definitions_in_a_circle_through_relations(tmp_path):
    """The persons of a letting from the dwellings of its owner, and those from the persons of the letting."""
    persons = FILES[SECOND].replace(f"group: {GROUPED}", "persons: {fact: dwellings, of: owner}")
    owner = FILES[OWNER].replace("facts:\n", "relations:\n  tenant: {to: letting, match: {name: owner_name}}\nfacts:\n")
    changed = {OWNER: owner, SECOND: persons, "rules/try/zzz.yaml": DWELLINGS}
    (finding,) = load(write(tmp_path, changed))
    check(finding, Row("", SECOND, "", "", "E405"), persons, 1, 1)
    assert "NPA-TRY-2 > NPA-TRY-4 > NPA-TRY-2" in finding.sentence("nl")


@pytest.mark.parametrize(
    "old, new",
    [
        (GROUPED, "{table: [{if: {id: low, fact: group, equals: low}, then: low}, {then: high}]}"),
        ("derives:\n", "when: {id: low, fact: group, equals: low}\nderives:\n"),
        ("derives:\n", "in_force: {from: '2020-01-01'}\nderives:\n  signed_on: {fact: reference_date}\n"),
    ],
)
def test_a_definition_that_needs_what_it_derives(tmp_path, old, new):
    (finding,) = load(write(tmp_path, {SECOND: FILES[SECOND].replace(old, new)}))
    assert (finding.code, finding.file) == ("E405", SECOND)
    assert "NPA-TRY-2 > NPA-TRY-2" in finding.sentence("en")


def test_one_definition_may_use_its_own_other_fact(tmp_path):
    two = FILES[SECOND].replace("derives:\n", "derives:\n  furnished: {id: is_low, fact: group, equals: low}\n")
    assert load(write(tmp_path, {SECOND: two})) == []


def test_a_rule_may_not_be_set_aside_by_what_rests_on_it(tmp_path):
    aside = FILES[SECOND].replace(
        f"derives:\n  group: {GROUPED}", "when: {verdict: {rule: NPA-TRY-3, is: [complies]}}\nsuspends: [TRY-1]"
    )
    (finding,) = load(write(tmp_path, {SECOND: aside}))
    assert finding.code == "E405"
    assert "NPA-TRY-2" in finding.sentence("en") and "NPA-TRY-3" in finding.sentence("en")


def test_expression_never_runs(tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    for code in (
        "__import__(''os'').system(''touch ran'')",
        "open(''ran'', ''w'')",
        "rent.__class__",
        "rent if rent else 1",
        "[x for x in (1, 2)]",
    ):
        found = load(write(tmp_path, {RULE: FILES[RULE].replace("'rent * 1'", f"'{code}'")}))
        assert {d.code for d in found} <= {"E301", "E403"} and "E403" in {d.code for d in found}
        for finding in found:
            readable(finding)
    assert [*(tmp_path / "here").iterdir()] == []


def test_every_line_of_a_long_one_is_cut(tmp_path):
    (finding,) = load(write(tmp_path, {RULE: FILES[RULE].replace("status: draft", f"status: '{'x' * 500}'")}))
    assert len(finding.excerpt) == 160
    assert len(str(finding.values["value"])) <= 60
    readable(finding)
