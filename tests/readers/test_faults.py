"""Files that are broken: a coded message or a right answer, and no row lost."""

from __future__ import annotations

import io
import random
import re
import sqlite3
import zipfile
from pathlib import Path

import pytest

from npa_rules.errors import InputError
from npa_rules.messages import CATALOGUE
from tests.findings import readable
from tests.readers.codes import FILES
from tests.readers.table import codes, problems, read, text

pl = pytest.importorskip("polars", reason="the extra `tables` is not installed")
openpyxl = pytest.importorskip("openpyxl", reason="the extra `tables` is not installed")
xlsxwriter = pytest.importorskip("xlsxwriter", reason="the extra `tables` is not installed")

from npa_rules.readers import describe  # noqa: E402

HEAD = "id;Kale huur;Energielabel;Complex\n"


def book(path, rows, **more):
    made = xlsxwriter.Workbook(str(path), more)
    sheet = made.add_worksheet("Blad1")
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(at, column, value)
    made.close()
    return path


ROWS = [["id", "Kale huur", "Energielabel"], ["a", 702.1, "A"], [None, None, None], ["b", 0.1 + 0.2, "onbekend"]]


# ---- what is no table ------------------------------------------------------------------------------------------------
def test_what_cannot_be_read(ruleset, tmp_path):
    book(tmp_path / "good.xlsx", ROWS)
    whole = (tmp_path / "good.xlsx").read_bytes()
    pl.DataFrame({"net_rent": [1.0]}).write_parquet(tmp_path / "good.parquet")
    parquet = (tmp_path / "good.parquet").read_bytes()
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    for name, content, code in [
        ("empty.csv", b"", "E801"),
        ("blank.csv", b"\r\n ;;\r\n\r\n", "E801"),
        ("bom.csv", b"\xef\xbb\xbf\n", "E801"),
        ("nuls.csv", b"\0" * 500, "E801"),
        ("none.json", b"[]", "E801"),
        ("report.pdf", b"%PDF-1.7 ...", "E802"),
        ("page.xls", b"<html><table><tr><td>Kale huur</td></tr></table></html>", "E802"),
        ("old.xls", locked, "E802"),
        ("noise.csv", random.Random(1).randbytes(4000), "E802"),
        ("zip.xlsx", zipped({"readme.txt": "x"}), "E802"),
        ("locked.xlsx", locked + "EncryptedPackage".encode("utf-16-le"), "E803"),
        ("cut.xlsx", whole[: len(whole) // 2], "E804"),
        ("cut.parquet", parquet[: len(parquet) // 2], "E804"),
        ("bad.xlsx", zipped({"xl/workbook.xml": "<workbook"}), "E804"),
        ("bad.json", b'[{"net_rent": 1}, {', "E804"),
        ("other.csv", b"a;b\n1;2\n", "E807"),
        ("only.csv", b"1;2\n3;4\n", "E807"),
    ]:
        found = problems(ruleset, text(tmp_path, content, name))
        assert [d.code for d in found] == [code], name
        readable(found[0])
    assert codes(ruleset, tmp_path) == ["E101"]
    assert codes(ruleset, tmp_path / "nowhere.csv") == ["E102"]
    assert codes(ruleset, tmp_path / "good.xlsx" / "x.csv") == ["E103"]


def zipped(parts):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in parts.items():
            box.writestr(name, content)
    return held.getvalue()


def test_a_part_that_is_damaged_inside(ruleset, tmp_path):
    """The directory is whole and the data is not."""
    path = book(tmp_path / "t.xlsx", [ROWS[0], *[[f"r{n}", n + 0.5, "A"] for n in range(5000)]])
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as box:
        info = box.getinfo("xl/worksheets/sheet1.xml")
    for at in range(info.header_offset + 200, info.header_offset + 200 + 400):
        data[at] ^= 0x5A
    path.write_bytes(data)
    assert codes(ruleset, path) == ["E804"]


def test_a_bomb_is_not_opened(ruleset, tmp_path):
    bomb = zipped({"xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": "0" * 60_000_000})
    assert len(bomb) < 200_000
    assert codes(ruleset, text(tmp_path, bomb, "t.xlsx")) == ["E805"]


# ---- text ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_text_as_offices_write_it(ruleset, tmp_path, end, coding, separator):
    rows = [["id", "Kale huur", "Energielabel", "Complex"], ["007", "€ 702,10", " A ", "Café"], ["", "", "", ""]]
    rows += [["008", '"1.234,56"', "", '"a\n""b"""']]
    if separator == ",":
        rows[1][1] = '"€ 702,10"'
    content = ("\n".join(separator.join(r) for r in rows) + "\n\n").replace("\n", end)
    found, table = read(ruleset, text(tmp_path, content.encode(coding)))
    assert found["net_rent"].to_list() == [70210, 123456]
    assert found["complex"].to_list() == ["Café", 'a\n"b"']
    assert found["#id"].to_list() == ["007", "008"] and found["#line"].to_list() == [2, 4]
    assert table.reading.rows == 2 and table.reading.refused == 0 and table.reading.blank >= 1
    assert [w.code for w in table.reading.warnings] == (["W803"] if coding == "cp1252" else [])


def test_a_broken_row_in_the_middle(ruleset, tmp_path):
    rows = [f"r{n};{n},50;A;c{n}" for n in range(1, 2001)]
    rows[999] = "r1000;1000,50;A"
    rows[1499] = "r1500;1500,50;A;c;d"
    rows[1699] = "r1700;1700,50;A;c;;;"  # empty fields too many are no fault
    found, table = read(ruleset, text(tmp_path, HEAD + "\n".join(rows)))
    assert found.height == table.reading.rows == 2000
    assert found["#line"].to_list() == list(range(2, 2002))
    assert table.reading.broken == 2 and table.reading.marked == 2
    assert [(c.code, c.row, dict(c.values)) for c in table.reading.cells] == [
        ("E816", 1001, {"fields": 3, "expected": 4}),
        ("E816", 1501, {"fields": 5, "expected": 4}),
    ]
    assert found.filter(pl.col("#refused") > 0)["#line"].to_list() == [1001, 1501]
    assert found.filter(pl.col("net_rent").is_null())["#line"].to_list() == [1001, 1501]


def test_a_quote_that_does_not_close(ruleset, tmp_path):
    """One broken row, not all that follow it."""
    rows = [f"r{n};{n},50;A;c{n}" for n in range(1, 1001)]
    rows[499] = 'r500;500,50;A;"c500'
    rows[699] = 'r700;700,50;A;5" buis'
    rows[799] = 'r800;800,50;A;"twee\nregels; ja"'
    found, table = read(ruleset, text(tmp_path, HEAD + "\n".join(rows)))
    assert found.height == 1000 and [c.row for c in table.reading.cells] == [501]
    assert found.filter(pl.col("#id") == "r700")["complex"].item() == '5" buis'
    assert found.filter(pl.col("#id") == "r800")["complex"].item() == "twee\nregels; ja"
    assert found["#line"].to_list() == [*range(2, 802), *range(803, 1003)]


def test_two_quotes_that_do_not_close_swallow_no_row(ruleset, tmp_path):
    """The second one would close the first: what lies between is a row, and stays one."""
    found, table = read(ruleset, text(tmp_path, HEAD + 'a;1;A;"x\nb;2;A;"y\nc;3;A;z\n'))
    assert found["#line"].to_list() == [2, 3, 4] and found["net_rent"].to_list() == [None, None, 300]
    assert [(c.code, c.row) for c in table.reading.cells] == [("E816", 2), ("E816", 3)]
    found, table = read(ruleset, text(tmp_path, HEAD + 'a;1;A;"x\nb;2;A";y\nc;3;A;z\n'))
    assert found["#line"].to_list() == [2, 3, 4] and [c.row for c in table.reading.cells if c.code == "E816"] == [2]


def test_nul_bytes_and_mixed_ends_of_lines(ruleset, tmp_path):
    content = HEAD.replace("\n", "\r\n") + "a;1,50;A;x\nb;2,\0" + "50;A;x\r\nc;3,50;A;x\rd;4,50;A;x"
    found, table = read(ruleset, text(tmp_path, content))
    assert found["#id"].to_list() == ["a", "2", "c", "d"] and found["net_rent"].to_list() == [150, None, 350, 450]
    assert [(c.code, c.row) for c in table.reading.cells] == [("E816", 3)]


def test_no_row_is_lost_whatever_is_in_a_text(ruleset, tmp_path):
    """Of mutilated tables without quotes each line with content is one row, and each blank one is counted."""
    rng = random.Random(11)
    for number in range(150):
        lines = [f"r{n};{n},50;A+;c" for n in range(rng.randrange(1, 60))]
        for _ in range(rng.randrange(0, 12)):
            at = rng.randrange(len(lines))
            lines[at] = rng.choice(
                ["", ";;;", "   ", ";", lines[at] + ";", lines[at] + ";x", lines[at][1:], "€€€", "\0;"]
            )
        content = HEAD + "\n".join(lines) + "\n"
        found, table = read(ruleset, text(tmp_path, content, f"{number}.csv"))
        filled = [n for n, line in enumerate(lines, 2) if re.search(r"[^;\s]", line)]
        assert (found["#line"].to_list() if found.height else []) == filled
        assert table.reading.rows == len(filled)
        assert table.reading.rows + table.reading.blank == len(lines)


def test_noise_in_a_text_never_raises(ruleset, tmp_path):
    rng = random.Random(3)
    for number in range(150):
        alphabet = b'ab;,"\n\r\t 12,.5\0\x80\xff\xc3\xa9' if number % 2 else bytes(range(256))
        content = HEAD.encode() + bytes(rng.choice(alphabet) for _ in range(rng.randrange(1, 600)))
        try:
            found, table = read(ruleset, text(tmp_path, content, "n.csv"))
        except InputError as error:
            assert {d.code for d in error.diagnostics} <= set(CATALOGUE)
            continue
        assert found.height == table.reading.rows
        assert describe(table.reading, "nl") and describe(table.reading, "en")


def test_two_hundred_columns_with_long_texts(ruleset, tmp_path):
    names = ["id", "Kale huur", *(f"Opmerking {n}" for n in range(198))]
    rows = [[f"r{n}", "702,10", *["lange tekst " * 200] * 198] for n in range(20)]
    found, table = read(ruleset, text(tmp_path, "\n".join(";".join(r) for r in [names, *rows])))
    assert found["net_rent"].to_list() == [70210] * 20 and len(table.reading.unused) == 198
    path = book(tmp_path / "t.xlsx", [names, *[[*r[:1], 702.1, *r[2:]] for r in rows]])
    assert read(ruleset, path)[0]["net_rent"].to_list() == [70210] * 20


def test_headers(ruleset, tmp_path):
    found, table = read(ruleset, text(tmp_path, HEAD))
    assert found.height == 0 and [w.code for w in table.reading.warnings] == ["W801"]
    assert codes(ruleset, text(tmp_path, "id;Kale huur;Nettohuur\na;1;2\n")) == ["E808"]
    assert codes(ruleset, text(tmp_path, "id;Kale huur;Kale huur\na;1;2\n")) == ["E808"]
    found, table = read(ruleset, text(tmp_path, "id;Kale huur;Opm;Opm\na;1;2;3\n"))
    assert [w.code for w in table.reading.warnings] == ["W807"]
    found, table = read(ruleset, text(tmp_path, "Bezit van 2026\n\nid;Kale huur;Energielabel\na;1;A\n"))
    assert found["#line"].to_list() == [4] and table.reading.header_line == 3
    found, table = read(ruleset, text(tmp_path, "sep=;\nid;Kale huur\na;1\n"))
    assert found["#line"].to_list() == [3] and found["net_rent"].to_list() == [100]


def test_a_header_that_can_be_two_facts(ruleset, tmp_path, monkeypatch):
    from npa_rules.readers import columns
    from npa_rules.readers.mapping import Words, words

    twice = {"rent_before": ("Huurprijs",), "rent_after": ("Huurprijs",)}
    monkeypatch.setattr(columns, "words", lambda: Words(twice, {}, words().ids))
    found = problems(ruleset, text(tmp_path, "id;Huurprijs;Ingangsdatum\na;1;1-7-2026\n"), "rent_increase")
    assert [d.code for d in found] == ["E809"] and found[0].line == 1
    assert "rent_after, rent_before" in found[0].sentence("nl")


# ---- workbooks -------------------------------------------------------------------------------------------------------
def test_a_workbook(ruleset, tmp_path):
    found, table = read(ruleset, book(tmp_path / "t.xlsx", ROWS))
    assert found["net_rent"].to_list() == [70210, 30] and found["energy_label"].to_list() == [6, None]
    assert found["#line"].to_list() == [2, 4] and table.reading.blank == 1 and table.reading.sheet == "Blad1"


def test_formulas_and_error_values(ruleset, tmp_path):
    made = xlsxwriter.Workbook(str(tmp_path / "t.xlsx"))
    sheet = made.add_worksheet()
    sheet.write_row(0, 0, ["id", "Kale huur", "Energielabel"])
    sheet.write_row(1, 0, ["a", 600, "A"])
    sheet.write_formula(2, 1, "=B2*2", None, 1200)
    sheet.write_formula(3, 1, "=1/0", None, "#DIV/0!")
    sheet.write_formula(4, 1, "=cmd|' /C calc'!A0", None, "")
    sheet.write_column(2, 0, ["b", "c", "d"])
    made.close()
    found, table = read(ruleset, tmp_path / "t.xlsx")
    assert found["net_rent"].to_list() == [60000, 120000, None, None]
    assert [(w.code, w.line, w.column) for w in table.reading.warnings] == [
        ("W806", 3, 2),
        ("W806", 4, 2),
        ("W806", 5, 2),
    ]
    assert [(c.code, c.row) for c in table.reading.cells] == [("E817", 4)]
    assert "cmd" not in describe(table.reading, "nl")


def test_sheets(ruleset, tmp_path):
    made = xlsxwriter.Workbook(str(tmp_path / "t.xlsx"))
    made.add_worksheet("Leeg")
    first = made.add_worksheet("Toelichting")
    first.write(0, 0, "Dit is een toelichting")
    second = made.add_worksheet("Bezit")
    for at, row in enumerate([["", "Stand per 2026", ""], ["id", "Kale huur", "Monument"], ["a", 650, True]], 2):
        second.write_row(at, 1, row)
    made.close()
    found, table = read(ruleset, tmp_path / "t.xlsx")
    assert found["net_rent"].to_list() == [65000] and found["is_monument"].to_list() == [True]
    assert found["#line"].to_list() == [5] and table.reading.sheet == "Bezit" and table.reading.header_line == 4
    assert [w.code for w in table.reading.warnings] == ["W809"]
    assert problems(ruleset, tmp_path / "t.xlsx", sheet="Bezt")[0].suggestion == "Bezit"
    assert codes(ruleset, tmp_path / "t.xlsx", sheet="Bezt") == ["E806"]
    assert codes(ruleset, tmp_path / "t.xlsx", sheet="Toelichting") == ["E807"]
    assert codes(ruleset, text(tmp_path, HEAD + "a;1;A;x\n"), sheet="Bezit") == ["E806"]


def test_both_readers_of_workbooks_say_the_same(ruleset, tmp_path, monkeypatch):
    pytest.importorskip("python_calamine", reason="calamine is not installed")
    from npa_rules.readers import xlsx_source

    rng, made = random.Random(2), xlsxwriter.Workbook(str(tmp_path / "t.xlsx"))
    sheet = made.add_worksheet()
    day = made.add_format({"num_format": "dd-mm-yyyy"})
    sheet.write_row(2, 1, ["id", "Kale huur", "Energielabel", "Monument", "Labeldatum", "Complex"])
    for at in range(3, 400):
        if rng.random() < 0.1:
            continue
        cells = [
            f"0{at}",
            rng.choice([at / 7, at, f"{at},5", ""]),
            rng.choice(["A", "Q", "A+"]),
            rng.choice([True, "nee", 1]),
        ]
        sheet.write_row(at, 1, cells)
        sheet.write_number(at, 5, 45000 + at, day)
        sheet.write(at, 6, rng.choice([7, "007", 1.5, True]))
    made.close()
    fast, quick = read(ruleset, tmp_path / "t.xlsx")
    monkeypatch.setattr(xlsx_source, "HELD", 0)
    slow, streamed = read(ruleset, tmp_path / "t.xlsx")
    assert fast.equals(slow) and fast.height > 300 and quick.reading.refused == streamed.reading.refused > 0
    assert quick.reading.blank == streamed.reading.blank > 10


def test_a_wrong_suffix_is_a_warning(ruleset, tmp_path):
    path = book(tmp_path / "t.xlsx", ROWS).rename(tmp_path / "t.csv")
    found, table = read(ruleset, path)
    assert found.height == 2 and [w.code for w in table.reading.warnings] == ["W802"]
    found, table = read(ruleset, text(tmp_path, HEAD + "a;1;A;x\n", "u.xls"))
    assert found.height == 1 and [w.code for w in table.reading.warnings] == ["W802"]


# ---- parts that contradict each other --------------------------------------------------------------------------------
def test_part_above_whole(ruleset, tmp_path):
    path = text(tmp_path, "naam;dwellings;social_rent;mid_rent\na;40;45;3\nb;40;40;\nc;;5;\n")
    found, table = read(ruleset, path, "housing_project")
    assert found["dwellings"].to_list() == [None, 40, None] and found["social_rent"].to_list() == [None, 40, 5]
    assert [(c.code, c.row) for c in table.reading.cells] == [("E828", 2)] and found["#refused"].to_list() == [1, 0, 0]


def test_a_set_of_codes(ruleset, tmp_path):
    head = "id;damp_causes.building;damp_causes.use;damp_causes.groundwater;damp_causes.unclear\n"
    found, table = read(
        ruleset, text(tmp_path, head + "a;ja;nee;nee;nee\nb;ja;;;\nc;;;;\nd;nee;nee;nee;nee\ne;ja;huh;;\n")
    )
    assert found["damp_causes#given"].to_list() == [True, False, False, True, False]
    assert found["damp_causes#has.building"].to_list() == [True, None, None, False, None]
    assert [(c.code, c.row) for c in table.reading.cells] == [("E826", 6), ("E827", 3)]
    path = text(tmp_path, "id;damp_causes\na;woning of complex | use\nb;geen\nc;\nd;kelder\ne;building,use\n")
    found, table = read(ruleset, path)
    assert found["damp_causes#given"].to_list() == [True, True, False, False, True]
    assert found["damp_causes#has.use"].to_list() == [True, False, None, None, True]
    assert [(c.code, c.row) for c in table.reading.cells] == [("E825", 5)]


def test_events(ruleset, tmp_path):
    head = "naam;framework_30pct;framework_30pct.date;framework_30pct.holds.steering_instrument\n"
    rows = "a;1-3-2026;;ja\nb;geen;;\nc;geen;1-3-2026;\nd;;2026-03-01;\ne;vervallen;;ja\nf;ja;;nee\ng;ooit;;\nh;;;ja\ni;;;\n"
    found, table = read(ruleset, text(tmp_path, head + rows), "municipality_plan")
    state = ["done", "none", None, "done", "dropped", "done", None, "done", None]
    assert found["framework_30pct#state"].to_list() == state
    assert found["framework_30pct#date"].to_list() == [20260301, None, None, 20260301, *[None] * 5]
    held = [True, None, None, None, None, False, None, True, None]
    assert found["framework_30pct#holds.steering_instrument"].to_list() == held
    assert [(c.code, c.row) for c in table.reading.cells] == [("E824", 8), ("E829", 4)]
    head = "naam;regional_consultation_held;regional_consultation_date\n"
    found, table = read(ruleset, text(tmp_path, head + "a;ja;1-2-2026\nb;nee;\nc;nee;1-2-2026\n"), "municipality_plan")
    assert found["regional_consultation#state"].to_list() == ["done", "none", None]
    assert [(c.code, c.row) for c in table.reading.cells] == [("E829", 4)]


# ---- messages --------------------------------------------------------------------------------------------------------
def test_every_refusal_is_shown_with_place_text_and_remedy(ruleset, tmp_path):
    rows = "".join(f"r{n};x{n};Q;c\n" for n in range(150))
    _, table = read(ruleset, text(tmp_path, HEAD + rows))
    assert table.reading.refused == 300 and len(table.reading.cells) == 100 and table.reading.marked == 150
    for lang in ("nl", "en"):
        told = describe(table.reading, lang, 3)
        assert "[x0]: E819" in told and CATALOGUE["E819"].remedy[lang] in told
        assert ("en nog 297" if lang == "nl" else "and 297 more") in told
    for found in table.reading.diagnostics():
        readable(found)
        assert "x0" not in found.render("nl")


def test_the_id_of_a_database_is_not_written_to(ruleset, tmp_path):
    base = sqlite3.connect(tmp_path / "t.sqlite")
    base.execute("create table bezit (id text, net_rent real)")
    base.execute("insert into bezit values ('a', 702.1)")
    base.commit()
    base.close()
    before = (tmp_path / "t.sqlite").read_bytes()
    assert codes(ruleset, tmp_path / "t.sqlite", query="delete from bezit") == ["E811"]
    assert codes(ruleset, tmp_path / "t.sqlite", query="select nothing from bezit") == ["E811"]
    assert codes(ruleset, tmp_path / "t.sqlite") == ["E812"]
    assert codes(ruleset, text(tmp_path, HEAD), query="select 1") == ["E813"]
    found, _ = read(ruleset, tmp_path / "t.sqlite", query="select id, net_rent from bezit")
    assert found["net_rent"].to_list() == [70210] and (tmp_path / "t.sqlite").read_bytes() == before


def test_every_code_of_files_is_looked_for():
    """Each code that the catalogue counts as tested stands in an assertion of these tests."""
    told = "".join(p.read_text(encoding="utf-8") for p in Path(__file__).parent.glob("test_*.py"))
    assert [c for c in sorted(FILES) if f'"{c}"' not in told and f"[{c}]" not in told] == []
