"""Tables as offices make them: each cell gives the right value or a coded refusal with its place; nothing is guessed silently."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from decimal import Decimal

import pytest

from tests.readers.table import codes, read, text

pl = pytest.importorskip("polars", reason="the extra `tables` is not installed")
xlsxwriter = pytest.importorskip("xlsxwriter", reason="the extra `tables` is not installed")

from npa_rules.readers import describe, open_table  # noqa: E402

FACTS = {"net_rent": "Kale huur", "energy_label": "Energielabel", "is_monument": "Monument",
         "label_registered_on": "Labeldatum", "complex": "Complex", "machine_made_share_pct": "machine_made_share_pct"}  # fmt: skip


def column(ruleset, folder, fact, cells):
    """What each cell of one column becomes: a value, or the code of its refusal; and the warnings."""
    lines = "".join(f"r{n};{c}\n" for n, c in enumerate(cells))
    found, table = read(ruleset, text(folder, f"id;{FACTS[fact]}\n{lines}"))
    told = found[fact].to_list()
    for one in table.reading.cells:
        assert told[one.row - 2] is None and one.column == 2
        told[one.row - 2] = one.code
    return told, warnings(table)


def warnings(table):
    return [w.code for w in table.reading.warnings]


@pytest.mark.parametrize(
    ("fact", "cells", "wanted"),
    [
        ("net_rent", ["€ 1.234,56", "1234,5 ", "€ 1.234,-", "1\u2009234,56", "1\u00a0234,56", "\u202f650\u200b"],
         [123456, 123450, 123400, 123456, 123456, 65000]),
        ("net_rent", ["650,50", "1.234", "1,234", "650.50"], [65050, "E820", "E820", 65050]),
        ("net_rent", ["650,50", "1.234", "1,234"], [65050, 123400, "E820"]),
        ("net_rent", ["650.50", "1.234", "1,234"], [65050, "E820", 123400]),
        ("net_rent", ["-", "n.v.t.", "onbekend", "?", "nan"], [None] * 5),
        ("net_rent", ["#N/B", "#REF!", "#WAARDE!", "#DEEL/0!", "#N/A", "####"], ["E817"] * 6),
        ("net_rent", ["(650)", "+650", "650.", "650-", "1'234,56", "650 p.m.", "inf", "=650"], ["E819"] * 8),
        ("net_rent", ["1e3", "1,23E+15", "-650", "−650"], ["E821", "E821", "E822", "E822"]),
        ("energy_label", ["A +", "a", "AP", "A+++++", "onbekend", "-"], [7, 6, 7, 11, None, None]),
        ("energy_label", ["geen", "Geen label", "C*", "C (voorlopig)", "Z", "#N/B"],
         ["E818", "E825", "E825", "E825", "E825", "E817"]),
        ("is_monument", ["ja", "nee", "J", "N", "1", "0", "waar", "x", "JA", "onwaar"],
         [True, False, True, False, True, False, True, True, True, False]),
        ("is_monument", ["geen", "2", "J/N", "Ja, deels", "v", "1,0"], ["E826"] * 6),
        ("is_monument", ["", "-", "nvt", "onbekend"], [None] * 4),
        ("label_registered_on", ["1-7-2025", "01/07/2025", "13/07/2025", "2025-07-01 00:00", "01.07.2025", "20250701"],
         [20250701, 20250701, 20250713, 20250701, 20250701, 20250701]),
        ("label_registered_on", ["2025-06-30T22:00:00Z", "2025-07-01T00:00+0200", "01-07-2025 23:59:59"], [20250701] * 3),
        ("label_registered_on", ["1-7-25", "01-02-03", "45839", "juli 2025", "07-2025", "01-07-2025 24:00", "2025"], ["E824"] * 7),
        ("label_registered_on", ["07/12/2025", "01/12/2025", "12/12/2025"], [20251207, 20251201, 20251212]),
        ("label_registered_on", ["01-01-1900", "31-12-9999", "1900-01-01", "01-01-1901", "31-12-2200"],
         ["E835", "E835", "E835", 19010101, 22001231]),
        ("label_registered_on", ["07/01/2025", "07/13/2025", "13/07/2025", "07/07/2025", "01-07-2025"],
         ["E837", "E824", 20250713, 20250707, 20250701]),
        ("complex", ["00123", "007 b", "1E5", "onbekend", "é"], ["00123", "007 b", "1E5", None, "é"]),
        ("complex", ["1,23E+15", "#N/B", "#VERW!"], ["E821", "E817", "E817"]),
        ("machine_made_share_pct", ["5%", "12,5 %", "0,05", "5", "0", "101%"],
         [5_000_000, 12_500_000, "E820", "E820", 0, "E822"]),
        ("machine_made_share_pct", ["5", "0,05", "12,5"], [5_000_000, 50_000, 12_500_000]),
    ],
)  # fmt: skip
def test_cells_of_one_column(ruleset, tmp_path, fact, cells, wanted):
    assert column(ruleset, tmp_path, fact, cells)[0] == wanted


def test_a_thousand_or_a_fraction_is_said_when_no_cell_tells(ruleset, tmp_path):
    """In each file of this kind a comma is usual; that it was taken is said, and not where a cell or a mapping tells."""
    assert column(ruleset, tmp_path, "net_rent", ["1.234", "650"]) == ([123400, 65000], ["W818"])
    assert column(ruleset, tmp_path, "net_rent", ["1.234", "650,5"]) == ([123400, 65050], [])
    assert column(ruleset, tmp_path, "net_rent", ["1234", "650"]) == ([123400, 65000], [])
    path = text(tmp_path, 'id,Kale huur\na,"1,234"\n')
    found, table = read(ruleset, path)
    assert found["net_rent"].to_list() == [123400] and warnings(table) == ["W818"]
    mapping = text(tmp_path, "format: 1\nsubject: dwelling\ndecimal: point\n", "m.yaml")
    assert warnings(read(ruleset, path, mapping=mapping)[1]) == []


def test_months_first_are_said_once_and_hold_from_there_on(ruleset, tmp_path):
    rows = [f"r{n};01/02/2025" for n in range(2500)]
    rows[2400] = "x;02/25/2025"
    path = text(tmp_path, "id;Labeldatum\n" + "\n".join(rows))
    _, table = read(ruleset, path)
    assert warnings(table) == ["W814"] and table.reading.refused == 2500
    opened = open_table(path, ruleset, "dwelling")
    sizes = [b["label_registered_on"].null_count() for b in opened.batches(1000)]
    assert sizes == [0, 0, 500], "earlier batches were read already: the warning names from which row"
    assert [w.line for w in opened.reading.warnings if w.code == "W814"] == [2002]


HEAD = "id;Kale huur;Energielabel\n"


@pytest.mark.parametrize(
    ("content", "rents", "warned"),
    [
        (HEAD + "a;600;A\nTotaal;600;\n", [60000], ["W813"]),
        (HEAD + "a;600;A\n\nSubtotaal:;600;\nGemiddelde huur;600;\nTOTAAL aantal: 1;;\n", [60000], ["W813"] * 3),
        (HEAD + "a;600;A\n" + HEAD + "b;700;B\n", [60000, 70000], ["W813"]),
        (HEAD + "Totaal-1;600;A\nTotaalplan;700;B\n", [60000, 70000], []),
        ("id;Kale huur;Complex\na;600;Complex\n;;\n", [60000], []),  # a value that is the name of its column
        (HEAD + "a;600;A\n;1300;\n", [60000, 130000], ["W815"]),
        (HEAD + ";euro;\na;600;A\n", [None, 60000], ["W815"]),
        ("id;Huur;\n;Kale huur;Energielabel\na;600;A\n", [60000], ["W819"]),
        ("id;Segment;Kale huur\nx;Energielabel;600\n", [60000], []),  # a word that is a name, in a row of data
        (HEAD, [], ["W801"]),
        (HEAD.replace("\n", ";;;\n") + "a;600;A;;;\n;;;;;\n", [60000], []),
        ("Bezit\n\nid;Kale huur\na;600\n", [60000], []),
        ("ID;KALE HUUR;ENERGIELABEL\na;600;A\n", [60000], []),
        ("id;;Kale huur;\na;b;600;c\n", [60000], []),
        ('"id";"Kale\nhuur"\na;600\n', [60000], []),
        ('id;Kale huur\n="00123";="600"\n"=""007""";"=""601"""\n', [60000, 60100], []),
        ("id;Kale huur (per maand);Monument (ja/nee)\na;600;ja\n", [60000], []),
        ("id;Kale huur [€/mnd]\na;600\n", [60000], []),
    ],
)
def test_rows_and_headers(ruleset, tmp_path, content, rents, warned):
    found, table = read(ruleset, text(tmp_path, content))
    inside = found.filter(~found["#outside"]) if found.height else found
    assert (inside["net_rent"].to_list() if found.height else []) == rents
    assert warnings(table) == warned


def test_a_header_of_two_rows_is_read_together(ruleset, tmp_path):
    """Groups above, names below; where both are known the upper one counts, and data is never taken for a header."""
    found, table = read(ruleset, text(tmp_path, "id;Huur;Label\n;Kale huur;Energielabel\na;600;A\n"))
    assert found["net_rent"].to_list() == [60000] and found["energy_label"].to_list() == [6]
    assert found["#line"].to_list() == [3] and warnings(table) == ["W819"] and table.reading.header_line == 2
    rows = "Plannaam;Segment;Woningen\nA;Sociale huur;\nB;Sociale huur;\n"
    found, table = read(ruleset, text(tmp_path, rows), "housing_project")
    assert found["name"].to_list() == ["A", "B"] and "social_rent" not in found.columns
    made = xlsxwriter.Workbook(str(tmp_path / "t.xlsx"))
    sheet = made.add_worksheet()
    for at, row in enumerate([["id", "Huur", ""], ["", "Kale huur", "Energielabel"], ["a", 600, "A"]], 2):
        sheet.write_row(at, 0, row)
    made.close()
    found, table = read(ruleset, tmp_path / "t.xlsx")
    assert found["net_rent"].to_list() == [60000] and found["#line"].to_list() == [5] and warnings(table) == ["W819"]


@pytest.mark.parametrize(
    "header",
    [
        "Kale huur (per jaar)",
        "Kale huur (oud)",
        "Kale huur (verwacht)",
        "Kale huur (centen)",
        "Kale huur (x 1000)",
        "Kale huur [streef]",
    ],
)
def test_a_remark_between_brackets_can_make_it_another_figure(ruleset, tmp_path, header):
    found, table = read(ruleset, text(tmp_path, f"id;Energielabel;{header}\na;A;7200\n"))
    assert "net_rent" not in found.columns
    assert [(u.header, u.suggestion) for u in table.reading.unused] == [(header, "net_rent")]


@pytest.mark.parametrize(
    ("content", "stopped"),
    [
        ("id;Kale huur;Kale huur\na;600;600\n", ["E808"]),
        ("id;Kale huur;Huur kaal\na;600;601\n", ["E808"]),
        ("a;600;A\nb;700;B\n", ["E807"]),
        ("id;Kale huur per jaar\na;7200\n", ["E807"]),
        ("id   Kale huur   Energielabel\na    600         A\n", ["E807"]),
        ("id;Kale huur\na;600\n".encode("utf-32"), ["E802"]),
        ("id;Kale huur\na;600\n".encode("utf-16-be"), ["E802"]),
        (b"<html><table></table></html>", ["E802"]),
        (b"\x1f\x8b\x08\0aaaaaaaa", ["E802"]),
        (b"\xef\xbb\xbf\n;;;\n", ["E801"]),
    ],
)
def test_what_is_no_table_of_this_subject(ruleset, tmp_path, content, stopped):
    assert codes(ruleset, text(tmp_path, content)) == stopped


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_ends_of_lines(ruleset, tmp_path, coding, end):
    content = end.join(['"id"\tKale huur\tComplex', "a\t600,5\tCafé", "b\t€ 700\té", ""])
    found, _ = read(ruleset, text(tmp_path, content.encode(coding)))
    assert found["net_rent"].to_list() == [60050, 70000] and found["complex"].to_list() == ["Café", "é"]


def test_an_unquoted_decimal_comma_between_commas_splits_no_figure(ruleset, tmp_path):
    """600,50 is two fields here, in every row: none is read as 600."""
    found, table = read(ruleset, text(tmp_path, "id,Kale huur,Energielabel\na,600,50,A\nb,700,50,B\n"))
    assert found["net_rent"].to_list() == [None, None] and [c.code for c in table.reading.cells] == ["E816"] * 2


def test_columns_with_bsn_under_any_name(ruleset, tmp_path):
    numbers = ["111222333", "123456782", "100000009", "100000010"]
    rows = "".join(f"r{n};600;{b};{b};{b}\n" for n, b in enumerate(numbers))
    found, table = read(ruleset, text(tmp_path, "id;Kale huur;Complex;clientnr;Kolom 5\n" + rows))
    assert "complex" not in found.columns and not {"clientnr", "Kolom 5"} & set(found.columns)
    assert {"Complex", "Kolom 5"} <= set(table.reading.personal)
    assert all(b not in describe(table.reading, "nl") for b in numbers)
    _, table = read(ruleset, text(tmp_path, "id;Kale huur;Postcode;Naam huurder;E-mail\na;600;1234 AB;J;x\n"))
    assert table.reading.personal == ["Postcode", "Naam huurder", "E-mail"]


# ---- workbooks -------------------------------------------------------------------------------------------------------
@pytest.fixture
def book(ruleset, tmp_path):
    """Makes a workbook, reads it with both readers, and gives what they agree on."""

    def made(fill, options=None, **more):
        written = xlsxwriter.Workbook(str(tmp_path / "t.xlsx"), options or {})
        fill(written)
        written.close()
        return read(ruleset, tmp_path / "t.xlsx", **more)

    return made


def test_a_cell_that_is_shown_as_a_percentage_counts_as_what_it_shows(book):
    def fill(made):
        sheet, percent = made.add_worksheet(), made.add_format({"num_format": "0.0%"})
        sheet.write_row(0, 0, ["id", "machine_made_share_pct", "Kale huur"])
        for at, (value, form) in enumerate(
            [(0.05, percent), (0.035, percent), (5, None), ("5%", None), (0, percent)], 1
        ):
            sheet.write_row(at, 0, [f"r{at}"])
            sheet.write(at, 1, value, form)
            sheet.write(at, 2, 600)

    found, table = book(fill)
    told = found["machine_made_share_pct"].to_list()
    assert told[:2] == [5_000_000, 3_500_000] and found["net_rent"].to_list() == [60000] * 5
    assert told[2:] == [None, 5_000_000, 0] and [(c.code, c.row) for c in table.reading.cells] == [("E820", 4)]


@pytest.mark.parametrize(("options", "first"), [({}, 20250701), ({"date_1904": True}, 20290702)])
def test_dates_of_both_date_systems(book, options, first):
    def fill(made):
        sheet, day = made.add_worksheet(), made.add_format({"num_format": "dd-mm-yyyy"})
        sheet.write_row(0, 0, ["id", "Labeldatum"])
        cells = [(45839, day), (45839.75, day), (45839, None), ("1-7-2025", None), (20250701, None), (0.5, day)]
        for at, (value, form) in enumerate(cells, 1):
            sheet.write(at, 0, f"r{at}")
            sheet.write(at, 1, value, form)

    found, table = book(fill, options)
    assert found["label_registered_on"].to_list() == [first, first, None, 20250701, 20250701, None]
    assert [(c.code, c.row) for c in table.reading.cells] == [("E824", 4), ("E824", 7)]


def test_hidden_merged_and_total_rows(book):
    def fill(made):
        hidden, sheet = made.add_worksheet("Oud"), made.add_worksheet("Bezit")
        hidden.write_row(0, 0, ["id", "Kale huur"])
        hidden.write_row(1, 0, ["z", 1])
        sheet.merge_range(0, 1, 0, 2, "Woning")
        sheet.write_row(1, 0, ["id", "Kale huur", "Energielabel", "Complex"])
        for at, name in enumerate("abc", 2):
            sheet.write_row(at, 0, [name, 600, "A"])
        sheet.merge_range(2, 3, 4, 3, "C1")
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.write_row(6, 0, ["Totaal", 1800])
        sheet.activate()
        sheet.set_first_sheet()
        hidden.hide()

    found, table = book(fill)
    assert table.reading.sheet == "Bezit" and found["net_rent"].to_list() == [60000, 60000, 60000, 180000]
    assert found["#outside"].to_list() == [False, False, False, True] and found["complex"].to_list() == [
        "C1",
        None,
        None,
        None,
    ]
    assert sorted(warnings(table)) == ["W809", "W813", "W816", "W817"]
    assert next(w for w in table.reading.warnings if w.code == "W816").values["places"] == "D3:D5"
    _, table = book(fill, sheet="Oud")
    assert warnings(table) == ["W817"]


def test_cells_of_a_workbook_keep_their_type(book):
    def fill(made):
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ["id", "Kale huur", "Monument", "Complex"])
        sheet.write_row(1, 0, [123, "600,50", True, 123])
        sheet.write_row(2, 0, ["00123", "600.50", "WAAR", 1.5])
        sheet.write_row(3, 0, ["c", 1234, 0, 123456789012345678])
        sheet.write_row(4, 0, ["d", " ", "x", "00123"])
        sheet.write_formula(5, 1, "=1+1", None, "")
        sheet.write(5, 0, "e")

    found, table = book(fill)
    assert found["#id"].to_list() == ["123", "00123", "c", "d", "e"]
    assert found["net_rent"].to_list() == [60050, 60050, 123400, None, None]
    assert found["is_monument"].to_list() == [True, True, False, True, None]
    assert found["complex"].to_list() == ["123", "1.5", None, "00123", None]
    assert [(c.code, c.row, c.column) for c in table.reading.cells] == [("E821", 4, 4)]
    assert [(w.code, w.line) for w in table.reading.warnings] == [("W806", 6)]


# ---- Parquet, JSON, databases ----------------------------------------------------------------------------------------
def test_types_of_parquet(ruleset, tmp_path):
    moment = pl.Series([dt.datetime(2025, 6, 30, 22, 30), None]).dt.replace_time_zone("UTC")
    pl.DataFrame({
        "id": [1, 2], "net_rent": pl.Series([Decimal("600.5"), Decimal("1.015")], dtype=pl.Decimal(12, 4)),
        "energy_label": pl.Series(["A", "B"], dtype=pl.Categorical), "is_monument": pl.Series([1, 2], dtype=pl.Int8),
        "label_registered_on": moment, "complex": pl.Series([None, None], dtype=pl.Null),
        "condition_score": pl.Series([2, 7], dtype=pl.UInt8),
    }).write_parquet(tmp_path / "t.parquet")  # fmt: skip
    found, table = read(ruleset, tmp_path / "t.parquet")
    assert found["#id"].to_list() == ["1", "2"] and found["net_rent"].to_list() == [60050, None]
    assert found["energy_label"].to_list() == [6, 5] and found["is_monument"].to_list() == [True, None]
    assert found["label_registered_on"].to_list() == [20250701, None] and found["complex"].to_list() == [None, None]
    assert found["condition_score"].to_list() == [2, None]
    assert [(c.code, c.row) for c in table.reading.cells] == [("E823", 2), ("E826", 2), ("E822", 2)]


def test_lists_and_objects_in_cells_are_refused(ruleset, tmp_path):
    rows = pl.DataFrame({"id": ["a", "b"], "net_rent": [[600], None], "energy_label": [{"x": "A"}, None],
                         "complex": [["c"], None], "is_monument": [[True], None], "damp_causes": [["use"], None]})  # fmt: skip
    rows.write_parquet(tmp_path / "t.parquet")
    found, table = read(ruleset, tmp_path / "t.parquet")
    assert found["#refused"].to_list() == [5, 0] and {c.code for c in table.reading.cells} == {"E836"}
    lines = '{"id":"a","complex":{"code":"A"},"net_rent":1}\n{"id":"b","complex":"A","net_rent":2}\n'
    found, table = read(ruleset, text(tmp_path, lines, "t.jsonl"))
    assert found["complex"].to_list() == [None, "A"] and [(c.code, c.row) for c in table.reading.cells] == [("E836", 1)]


def test_a_key_that_is_twice_in_an_object_breaks_its_line(ruleset, tmp_path):
    lines = [{"id": f"r{n}", "net_rent": n, "complex": {"id": "inner"} if n == 2 else "id"} for n in range(1, 5)]
    told = [json.dumps(one) for one in lines]
    told[2] = '{"id": "r3", "net_rent": 600, "net_rent": 700}'
    found, table = read(ruleset, text(tmp_path, "\n".join(told), "t.jsonl"))
    assert found["net_rent"].to_list() == [100, 200, None, 400] and found["#id"].to_list() == ["r1", "r2", "3", "r4"]
    assert sorted((c.code, c.row) for c in table.reading.cells) == [("E816", 3), ("E836", 2)]
    first = '{"id": "a", "net_rent": 1, "net_rent": 2}\n{"id": "b", "net_rent": 3}\n'
    found, table = read(ruleset, text(tmp_path, first, "t.jsonl"))
    assert found["net_rent"].to_list() == [None, 300] and table.reading.broken == 1
    found, table = read(ruleset, text(tmp_path, '[{"net_rent": 1, "net_rent": 2}, {"net_rent": 3}]', "t.json"))
    assert found["net_rent"].to_list() == [None, 300] and table.reading.broken == 1
    assert codes(ruleset, text(tmp_path, '[{"net_rent": 1, "net_rent": 2}]', "t.json")) == ["E804"]


def test_figures_of_json(ruleset, tmp_path):
    cells = ["NaN", "1e400", "6e2", "600.00", '"600,50"', '"1.234"', "-0", "Infinity", "null", "true"]
    lines = "\n".join(f'{{"id": "r{n}", "net_rent": {c}}}' for n, c in enumerate(cells))
    found, table = read(ruleset, text(tmp_path, lines, "t.jsonl"))
    assert found["net_rent"].to_list() == [None, None, 60000, 60000, None, None, 0, None, None, None]
    told = {c.row: c.code for c in table.reading.cells}
    assert told == {2: "E822", 5: "E820", 6: "E820", 8: "E822", 10: "E819"}


def test_databases_of_any_type(ruleset, tmp_path):
    base = sqlite3.connect(tmp_path / "t.db")
    base.execute("create table t (id text, net_rent text, is_monument text, label_registered_on, complex numeric)")
    rows = [
        ("00123", "600,50", "1", "2025-07-01", "x"),
        ("2", 600.5, 1, 45839, 1.5),
        ("3", b"600", True, 20250701, None),
    ]
    base.executemany("insert into t values (?, ?, ?, ?, ?)", rows)
    base.commit()
    base.close()
    found, table = read(ruleset, tmp_path / "t.db", query="select * from t")
    assert found["#id"].to_list() == ["00123", "2", "3"]
    assert found["net_rent"].to_list() == [60050, 60050, None]
    assert found["label_registered_on"].to_list() == [20250701, None, 20250701]
    assert [(c.code, c.row) for c in table.reading.cells] == [("E817", 3), ("E824", 2)]
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    with duckdb.connect(str(tmp_path / "t.duckdb")) as base:
        base.execute(
            "create table t as select 'a' id, 600.5::decimal(9, 3) net_rent, true is_monument, 5::hugeint condition_score, "
            "timestamptz '2025-06-30 22:30:00+00' label_registered_on, 'A'::enum('A', 'B') energy_label"
        )
        base.execute("create view v as select * from t")
    found, _ = read(ruleset, tmp_path / "t.duckdb", query="select * from v")
    told = {
        c: found[c][0] for c in ("net_rent", "is_monument", "condition_score", "label_registered_on", "energy_label")
    }
    assert list(told.values()) == [60050, True, 5, 20250701, 6]
    for query in ("select * from read_csv('/etc/hostname')", "copy t to 'x.csv'"):
        assert codes(ruleset, tmp_path / "t.duckdb", query=query) == ["E811"]
    assert codes(ruleset, tmp_path / "t.duckdb", query="select id, net_rent, net_rent from v") == ["E808"]
