"""What is filled into a template comes back as the same facts, for every subject and in both languages."""

from __future__ import annotations

import random
import zipfile

import pytest

from npa_rules.cli.main import run
from npa_rules.model.case import Item
from tests.mutate import mixed, subjects, thinned
from tests.readers.fill import fill_csv, fill_xlsx, rows, typed

pl = pytest.importorskip("polars", reason="the extra `tables` is not installed")
pytest.importorskip("openpyxl", reason="the extra `tables` is not installed")

from npa_rules.engines import columns  # noqa: E402
from npa_rules.engines.columns.frame import completed  # noqa: E402
from npa_rules.readers import Place, open_table  # noqa: E402
from npa_rules.readers.template import slots, write  # noqa: E402

TODAY = 20261124


def items(ruleset, cases, name, count):
    """Generated facts of one subject; of two ways to write a list only one."""
    rng, mine, found = random.Random(name), subjects(cases).get(name, []), []
    subject = ruleset.subjects[name]
    while mine and len(found) < count:
        found += [i for i in thinned(rng, mixed(rng, mine, len(found)), 0.1, TODAY) if i.subject is subject]
    return found[:count] or [Item(subject, "a", {})]


def names(ruleset):
    return sorted(ruleset.subjects)


def differences(ruleset, subject, given, batches):
    """The columns in which what was read differs from what was given."""
    wanted = columns.frame(ruleset, given)
    found = completed(subject, pl.concat(batches)).select(wanted.columns)
    wrong = []
    for name in wanted.columns:
        left, right = wanted[name], found[name].cast(wanted[name].dtype)
        if name.endswith(("#none", "#given")) or left.dtype == pl.Boolean:
            left, right = left.fill_null(False), right.fill_null(False)  # a column that is empty says the same
            if not name.endswith(("#none", "#given")):
                left, right = wanted[name], found[name]
        if not same(left, right):
            wrong.append((name, left.to_list()[:5], right.to_list()[:5]))
    return wrong


def same(left, right):
    if not isinstance(left.dtype, pl.List):
        return left.equals(right, null_equal=True)
    return plain(left.to_list()) == plain(right.to_list())


def plain(value):
    """Lists and structures, where false and nothing of `#none` and `#given` are the same."""
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {k: bool(v) if k.endswith(("#none", "#given")) else plain(v) for k, v in value.items()}
    return value


SUBJECTS = (
    "allocation corporation_year demolition_project dwelling housing_project local_agreement municipality_plan "
    "municipality_year national_commitment region renovation_project rent_increase sale sector_year support_request"
).split()


def test_every_subject_is_here(ruleset):
    assert names(ruleset) == SUBJECTS


@pytest.mark.slow
@pytest.mark.parametrize("name", SUBJECTS)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_xlsx_comes_back(ruleset, cases, tmp_path, name, lang):
    given, subject = items(ruleset, cases, name, 25), ruleset.subjects[name]
    assert write(ruleset, subject, tmp_path / "t.xlsx", lang) == [tmp_path / "t.xlsx"]
    fill_xlsx(tmp_path / "t.xlsx", rows(ruleset, given, lang, typed), name)
    table = open_table(tmp_path / "t.xlsx", ruleset, name)
    batches = list(table.batches())
    reading = table.reading
    assert (reading.rows, reading.refused, reading.blank, reading.complete) == (len(given), 0, 0, True)
    assert reading.personal == [] and [w.code for w in reading.warnings] == []
    assert [u.header for u in reading.unused] == []
    assert [i for b in batches for i in b["#id"]] == [f"0{n}" for n in range(len(given))]
    assert differences(ruleset, subject, given, batches) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", SUBJECTS)
def test_csv_comes_back(ruleset, cases, tmp_path, name):
    given, subject = items(ruleset, cases, name, 40), ruleset.subjects[name]
    files = write(ruleset, subject, tmp_path / "t.csv", "nl")
    tables = rows(ruleset, given, "nl")
    assert [f.name for f in files] == ["t.csv", *(f"t-{n}.csv" for n in tables if n)]
    for file, lines in zip(files, tables.values(), strict=True):
        fill_csv(file, lines)
    members = {n: Place(str(tmp_path / f"t-{n}.csv"), "id") for n, lines in tables.items() if n and lines}
    table = open_table(tmp_path / "t.csv", ruleset, name, members=members)
    batches = list(table.batches(7))
    assert max(b.height for b in batches) <= 7
    assert (table.reading.rows, table.reading.refused) == (len(given), 0)
    assert differences(ruleset, subject, given, batches) == []


def test_lists_notes_and_drop_downs_are_there(ruleset, tmp_path):
    import openpyxl

    write(ruleset, ruleset.subjects["municipality_plan"], tmp_path / "t.xlsx", "nl")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames[:2] == ["municipality_plan", "projects"] and book.sheetnames[-2:] == [
        "uitleg",
        "keuzelijsten",
    ]
    assert book["keuzelijsten"].sheet_state == "hidden"
    sheet = book["projects"]
    headers = {c.value: c for c in sheet[1]}
    status = headers["Planstatus (status)"]
    assert "Hard is meestal" in status.comment.text
    rule = next(v for v in sheet.data_validations.dataValidation if f"{status.column_letter}2" in v.sqref)
    place = rule.formula1.split("!")[1].replace("$", "")
    assert [c[0].value for c in book["keuzelijsten"][place]] == ["harde plancapaciteit", "zachte plancapaciteit"]
    explained = list(book["uitleg"].iter_rows(values_only=True))
    assert explained[0][:3] == ("kolom", "feit", "soort")
    assert len(explained) - 1 == sum(
        len(list(slots(e, dict(ruleset.scales), "nl")))
        for e in (
            ruleset.subjects["municipality_plan"].facts,
            *(f.members for f in ruleset.subjects["municipality_plan"].facts.values() if f.kind == "list"),
        )
    )


def test_a_file_that_stands_there_is_kept(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dwelling.xlsx").write_text("mine")
    assert run(["template", "dwelling", "--lang", "en"]) == 2
    assert "error[E814]" in capsys.readouterr().err
    assert (tmp_path / "dwelling.xlsx").read_text() == "mine"
    assert run(["template", "dwelling", "--out", "other.xlsx", "--lang", "en"]) == 0
    assert capsys.readouterr().out == "other.xlsx\n" and zipfile.is_zipfile(tmp_path / "other.xlsx")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["dwelling.xlsx", "other.xlsx"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("template dweling", "E305"),
        ("template dwelling --out t.ods", "E706"),
        ("template dwelling --out nowhere/t.xlsx", "E103"),
        ("template", "E707"),
    ],
)
def test_wrong_command_lines(tmp_path, capsys, monkeypatch, arguments, code):
    monkeypatch.chdir(tmp_path)
    assert run([*arguments.split(), "--lang", "nl"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and f"fout[{code}]" in err and "Traceback" not in err
    assert list(tmp_path.iterdir()) == []
