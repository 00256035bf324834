"""What lint says of rule sets that load: schemas and warnings, each at its place; and what the cases leave unshown."""

from __future__ import annotations

import pytest

from npa_rules.cases import run_all
from npa_rules.cli.main import run
from npa_rules.errors import InputError
from npa_rules.lint import lint
from npa_rules.load.ruleset import load_sources
from npa_rules.printable import too_many
from tests.findings import Row, check, edited, names
from tests.load.ruleset import CLAUSES, FILES, LETTING, PARAMETER, PLAIN, RULE, SECOND, THIRD, write

FACTS = "  - {facts: {signed_on: '2025-03-01', persons: 4}, verdict: complies}"
FIRST = f"{FACTS}\n  "
ONE = "- {facts: {signed_on: '2025-03-01', persons: 1}, derived: {group: low}}"
NAMED = "  cap: {parameter: rent_cap, key: {fact: group}, unit: eur_per_month, label: {nl: 'grens', en: 'cap'}}"
CAP = "  cap: {parameter"
GAP = FILES[PARAMETER].replace("2024-12-31", "2024-12-30").replace("- from: '2025", "- ^from: '2025")
NOBODY = FILES[CLAUSES].replace("    parties: [corporation]\n", "").replace("    citation", "    ^citation")
ROWS = [
    Row("too few cases", THIRD, FIRST, "  ^", "E203"),
    Row("period without source", PLAIN, "", FILES[PLAIN].replace("    source: 'verzonnen'\n", "").replace("- from", "- ^from"), "E203"),
    Row("no parties", CLAUSES, "", NOBODY, "E203"),
    Row("hole", PARAMETER, "", GAP, "W101"),
    Row("unused", RULE, CAP, f"  ^spare: {{fact: rent, label: {{nl: 'huur', en: 'rent'}}}}\n{CAP}", "W102"),
    Row("no label", RULE, NAMED, "  ^cap: {parameter: rent_cap, key: {fact: group}}", "W103"),
    Row("modality", THIRD, "modality: norm", "modality: ^target", "W104"),
    Row("answer", THIRD, "requires: {id: few, fact: persons, at_most: 4}", "requires: ^{id: few, fact: furnished, is_true: true}", "E410"),
    Row("what loading finds", RULE, "status: draft", "status: ^darft", "E204", "draft"),
]  # fmt: skip
SHOWN = [
    Row("verdict", THIRD, f"cases:\n{FACTS}\n", "^cases:\n", "W105"),
    Row("state", THIRD, f"cases:\n{FACTS}\n", "^cases:\n", "W106"),
]  # fmt: skip
CASES = [
    Row("fact of a case", THIRD, FACTS, FACTS.replace("persons", "^person"), "E501", "persons"),
    Row("subject of a case", THIRD, FACTS, FACTS[:-1] + ", related: {^ownr: {}}}", "E305", "owner"),
    Row("reading of a case", RULE, "group: low}, verdict: complies}", "group: low}, reading: ^bear, verdict: complies}", "E312", "bare"),
    Row("list of a case", THIRD, "missing: [persons]", "missing: ^persons", "E203"),
    Row("derived in a case", SECOND, "persons: 1}, derived: {group", "persons: 1}, derived: {^grup", "E301", "group"),
    Row("nothing asked of a definition", SECOND, ONE, "- ^{facts: {}}", "E207"),
]  # fmt: skip
TIMES = [  # a second definition of the same fact, and the first day of the one or the last of the other
    ("W107", "{from: '2020-01-01'}", "{from: '2024-01-01'}"),
    ("W107", "{from: '2020-01-01', until: '2024-01-01'}", "{from: '2024-01-01'}"),
    ("W108", "{from: '2020-01-01', until: '2023-12-30'}", "{from: '2024-01-01'}"),
    ("", "{from: '2020-01-01', until: '2023-12-31'}", "{from: '2024-01-01'}"),
    ("", "{from: '2020-01-01', until_law: new-act}", "{from: '2020-01-01', needs_law: new-act}"),
]
CODES = {r.code for r in [*ROWS, *SHOWN, *CASES]} | {c for c, _, _ in TIMES if c} | {"W109", "W110", "W111", "W112"}
FOUND = """\
format: 1
registers: {WOZ: {nl: 'Tabel', en: 'Table'}}
documents: {contract: {nl: 'huurcontract', en: 'tenancy contract'}}
"""


@pytest.mark.parametrize("row", ROWS, ids=names(ROWS))
def test_lint(tmp_path, row):
    text, line, column = edited(row, FILES[row.file])
    (finding,) = lint(write(tmp_path, {row.file: text}))
    check(finding, row, text, line, column)


@pytest.mark.parametrize("row", SHOWN, ids=names(SHOWN))
def test_unshown(tmp_path, row):
    text, line, column = edited(row, FILES[row.file])
    report = run_all(load_sources(write(tmp_path, {row.file: text})))
    (finding,) = [g for g in report.gaps if g.code == row.code]
    check(finding, row, text, line, column)


@pytest.mark.parametrize("row", CASES, ids=names(CASES))
def test_wrong_case(tmp_path, row):
    text, line, column = edited(row, FILES[row.file])
    sources = load_sources(write(tmp_path, {row.file: text}))
    with pytest.raises(InputError) as raised:
        run_all(sources)
    (finding,) = raised.value.diagnostics
    check(finding, row, text, line, column)


@pytest.mark.parametrize("code, one, two", TIMES)
def test_definitions_in_time(tmp_path, code, one, two):
    first = FILES[SECOND].replace("derives:", f"in_force: {one}\nderives:")
    second = FILES[SECOND].replace("derives:", f"in_force: {two}\nderives:").replace("NPA-TRY-2", "NPA-TRY-2-B")
    other = "rules/try/second-group.yaml"
    found = lint(write(tmp_path, {SECOND: first, other: second.replace("group-by-persons", "group-anew")}))
    assert [(d.code, d.file, d.line) for d in found] == ([(code, other, 10)] if code else [])
    assert all(d.excerpt == f"in_force: {two}" for d in found)


def test_a_hole_may_be_explained(tmp_path):
    text = FILES[PARAMETER].replace("2024-12-31", "2024-12-30")
    assert [d.code for d in lint(write(tmp_path / "bare", {PARAMETER: text}))] == ["W101"]
    told = text.replace("series:", "holes: {nl: 'Geen bron gevonden.', en: 'No source found.'}\nseries:")
    assert lint(write(tmp_path / "told", {PARAMETER: told})) == []


def test_a_note_explains_another_modality(tmp_path):
    text = FILES[THIRD].replace("modality: norm", "modality: target")
    register = FILES[CLAUSES].replace(
        "    kind: norm\n", "    kind: norm\n    note: {nl: 'Om een reden.', en: 'For a reason.'}\n", 1
    )
    assert [d.code for d in lint(write(tmp_path / "bare", {THIRD: text}))] == ["W104"]
    assert lint(write(tmp_path / "noted", {THIRD: text, CLAUSES: register})) == []


def test_each_over_an_empty_list(tmp_path):
    every = "requires: {id: warm, each: {list: rooms, has: {id: area, member: area, at_least: 5}}}"
    whole = FILES[THIRD]
    start = whole.index("requires:")
    text = whole[:start] + every + whole[whole.index("\n", start) :]
    (found,) = [d for d in lint(write(tmp_path, {THIRD: text})) if d.code != "W112"]
    assert (found.code, found.line, found.excerpt) == ("W109", text[:start].count("\n") + 1, every)
    some = "when: {id: any_room, count: {list: rooms}, more_than: 0}\n"
    found = lint(write(tmp_path, {THIRD: text[:start] + some + text[start:]}))
    assert [d.code for d in found if d.code != "W112"] == []  # areas without bounds may be no column


@pytest.mark.parametrize(
    "changed, expected",
    [
        ("at_most: 4", []),
        ("at_most: 5", ["5"]),
        ("at_most: {expr: 'round_up(4.5, 2)'}", ["4.5"]),
        ("at_most: {expr: '2027-1*(4-100)'}", []),
        ("at_most: 40000000", []),
        ("at_most: {value: margin}", []),
    ],
)
def test_numbers_have_an_origin(tmp_path, changed, expected):
    """A figure of the clause, a named value of ours, or free; an edition without figures is left alone."""
    text = FILES[THIRD].replace("at_most: 4", changed)
    if "margin" in changed:
        text = text.replace(
            "requires:", "values:\n  margin: {expr: '7', unit: persons, label: {nl: marge, en: margin}}\nrequires:", 1
        )
    assert lint(write(tmp_path / "bare", {THIRD: text})) == []
    figures = "    quantities: {most: {value: 4, unit: persons}, cost: {value: 40, unit: million euro}}\n"
    register = FILES[CLAUSES].replace("    parties: [corporation]\n", "    parties: [corporation]\n" + figures, 1)
    found = lint(write(tmp_path / "full", {THIRD: text, CLAUSES: register}))
    assert [str(d.values["name"]) for d in found if d.code == "W110"] == expected


def test_facts_that_are_found_nowhere(tmp_path):
    """A field takes over what its list says; a derived fact and a judgement are exempt; without a list of origins all are."""
    whole = FILES[LETTING].replace(
        "  rooms:\n    type: list\n", "  rooms:\n    type: list\n    found_in: ['WOZ A', contract]\n"
    )
    whole = whole.replace(
        "furnished: {type: bool,", "furnished: {type: bool, judgement: {nl: 'Vindt u?', en: 'Do you think?'},"
    )
    found = [d for d in lint(write(tmp_path, {"rules/origins.yaml": FOUND, LETTING: whole})) if d.file == LETTING]
    assert {d.code for d in found} == {"W111"}
    names = [d.values["name"] for d in found]
    assert {"signed_on", "rent", "consultation", "chambers", "chambers.area"} <= {*names}
    assert not {"rooms", "rooms.area", "group", "furnished"} & {*names}
    assert all(d.excerpt.strip().startswith(f"{str(d.values['name']).rpartition('.')[2]}:") for d in found)
    assert load_sources(tmp_path).ruleset.subjects["letting"].facts["rooms"].members["area"].found_in == (
        {"nl": "WOZ A", "en": "WOZ A"},
        {"nl": "huurcontract", "en": "tenancy contract"},
    )


@pytest.mark.parametrize(("entry", "hint"), [("contrct", "contract"), ("WOZZ A", "WOZ"), ("'else: x'", "")])
def test_where_nothing_is_found(tmp_path, entry, hint):
    text = FILES[LETTING].replace("persons: {type: count,", f"persons: {{type: count, found_in: [{entry}],")
    (finding,) = lint(write(tmp_path, {"rules/origins.yaml": FOUND, LETTING: text}))
    assert (finding.code, finding.file, finding.suggestion) == ("E204", LETTING, hint)


BY_NEGATIVE = "{id: few, expr: '4 / (persons - 4)', at_most: 4}"


def divided(number: int) -> dict[str, str]:
    """So many more rules, of which the last divides by what can be negative."""
    found = {}
    for n in range(1, number + 1):
        text = FILES[THIRD].replace("NPA-TRY-3", f"NPA-TRY-3-{n}").replace("slug: persons", f"slug: persons-{n}")
        found[f"rules/try/more-{n:02}.yaml"] = text
    found[f"rules/try/more-{number:02}.yaml"] = text.replace("{id: few, fact: persons, at_most: 4}", BY_NEGATIVE)
    return found


@pytest.mark.parametrize("more, too_much", [(1, True), (17, True), (18, False), (19, False)])
def test_a_rule_that_is_no_column(tmp_path, monkeypatch, capsys, more, too_much):
    """Of 20 judging rules one is 5 %: a warning; of fewer it is an error."""
    pytest.importorskip("polars", reason="the extra `tables` (Polars) is not installed")
    changed = divided(more)
    file, text = [*changed.items()][-1]
    (found,) = lint(write(tmp_path, changed))
    line = text[: text.index("requires:")].count("\n") + 1
    assert (found.code, found.file, found.line, found.column) == ("W112", file, line, len("requires: ") + 1)
    total = more + 2  # with the two judging rules that were there
    assert found.sentence("nl").endswith(f"een deler die onder nul kan liggen (1 van {total} regels)")
    assert found.sentence("en").endswith(f"a divisor that can be negative (1 of {total} rules)")
    assert too_many([found]) is (5 * total < 100) is too_much
    assert run(["lint", str(tmp_path), "--lang", "en"]) == (2 if too_much else 0)
    out, err = capsys.readouterr()
    assert out == ("1 errors, 0 warnings\n" if too_much else "0 errors, 1 warnings\n")
    assert "not installed" not in err


def test_without_polars_the_check_is_left_out_and_said(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("npa_rules.printable.find_spec", lambda name: None)
    write(tmp_path, divided(1))
    assert lint(tmp_path) == []
    assert run(["lint", str(tmp_path), "--lang", "nl"]) == 0
    out, err = capsys.readouterr()
    assert out == "0 errors, 0 warnings\n"
    assert err == "Niet nagegaan of elke regel in kolommen past: Polars (extra `tables`) is er niet.\n"


def test_small_rule_set_has_no_finding(tmp_path):
    write(tmp_path)
    assert lint(tmp_path) == []
    report = run_all(load_sources(tmp_path))
    assert (report.rules, report.failures, report.gaps) == (3, [], [])


def test_errors_come_before_warnings(tmp_path):
    text = FILES[THIRD].replace("modality: norm", "modality: target")
    found = lint(write(tmp_path, {THIRD: text, CLAUSES: FILES[CLAUSES].replace("kind: definition", "kind: rule")}))
    assert [d.code for d in found] == ["E203", "W104"]
