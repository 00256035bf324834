"""Every source gives the same facts; lists from second tables and from nested values; memory and order of batches."""

from __future__ import annotations

import json
import sqlite3

import pytest

from tests.readers.table import codes, problems, read, text

pl = pytest.importorskip("polars", reason="the extra `tables` is not installed")

from npa_rules.engines import columns  # noqa: E402
from npa_rules.readers import Place, describe, open_table  # noqa: E402

ROWS = [
    {"id": f"r{n}", "net_rent": n + 0.25, "energy_label": ["A", "B", None][n % 3], "is_monument": n % 2 == 0,
     "label_registered_on": "2026-03-01" if n % 5 else None, "complex": f"00{n}"}
    for n in range(1, 501)
]  # fmt: skip


def wanted(found):
    assert found["net_rent"].to_list() == [100 * n + 25 for n in range(1, 501)]
    assert found["energy_label"].to_list() == [[6, 5, None][n % 3] for n in range(1, 501)]
    assert found["is_monument"].to_list() == [n % 2 == 0 for n in range(1, 501)]
    assert found["label_registered_on"].to_list() == [20260301 if n % 5 else None for n in range(1, 501)]
    assert found["complex"].to_list() == [f"00{n}" for n in range(1, 501)]
    assert found["#id"].to_list() == [f"r{n}" for n in range(1, 501)]
    assert found["#refused"].sum() == 0


def test_parquet(ruleset, tmp_path):
    table = pl.DataFrame(ROWS).with_columns(pl.col("label_registered_on").str.to_date())
    table.write_parquet(tmp_path / "t.parquet", row_group_size=64)
    wanted(read(ruleset, tmp_path / "t.parquet")[0])
    opened = open_table(tmp_path / "t.parquet", ruleset, "dwelling")
    sizes = [b.height for b in opened.batches(130)]
    assert sizes == [130, 130, 130, 110] and opened.reading.complete
    assert [b.height for b in opened.batches(499)] == [499, 1]
    assert [b.height for b in opened.batches(130)] == sizes and opened.reading.rows == 500  # and once more


def test_json_lines(ruleset, tmp_path):
    lines = [json.dumps(r) for r in ROWS]
    wanted(read(ruleset, text(tmp_path, "\n".join(lines), "t.jsonl"))[0])
    lines[10:10] = ["", '{"id": "broken", "net_rent": ', "[1]"]
    found, table = read(ruleset, text(tmp_path, "\n".join(lines), "t.jsonl"))
    assert found.height == 502 and table.reading.blank == 1 and table.reading.broken == 2
    assert [(c.code, c.row) for c in table.reading.cells] == [("E816", 12), ("E816", 13)]
    wanted(found.filter(pl.col("#refused") == 0))
    late = [*(json.dumps({"id": r["id"]}) for r in ROWS), json.dumps({"id": "last", "net_rent": 1.5})]
    found, _ = read(ruleset, text(tmp_path, "\n".join(late), "t.jsonl"))
    assert found["net_rent"].to_list() == [None] * 500 + [150]


def test_json_figures_are_taken_as_written(ruleset, tmp_path):
    content = '[{"net_rent": 702.10}, {"net_rent": "702.10"}, {"net_rent": "702,10"}, {"net_rent": 702.105}, {"net_rent": null}]'
    found, table = read(ruleset, text(tmp_path, content, "t.json"))
    assert found["net_rent"].to_list() == [70210, 70210, None, None, None]
    assert [c.code for c in table.reading.cells] == ["E820", "E823"]


def test_databases(ruleset, tmp_path):
    query = "select * from bezit order by net_rent"
    base = sqlite3.connect(tmp_path / "t.db")
    base.execute(
        "create table bezit (id text, net_rent real, energy_label text, is_monument int, label_registered_on text, complex text)"
    )
    base.executemany("insert into bezit values (?, ?, ?, ?, ?, ?)", [tuple(r.values()) for r in ROWS])
    base.commit()
    base.close()
    wanted(read(ruleset, tmp_path / "t.db", query=query)[0])
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    with duckdb.connect(str(tmp_path / "t.duckdb")) as base:
        base.execute(
            "create table bezit (id text, net_rent decimal(9,2), energy_label text, is_monument bool, "
            "label_registered_on date, complex text)"
        )
        base.executemany("insert into bezit values (?, ?, ?, ?, ?, ?)", [tuple(r.values()) for r in ROWS])
    found, table = read(ruleset, tmp_path / "t.duckdb", query=query)
    wanted(found)
    assert sum(b.height for b in table.batches(100)) == 500
    assert codes(ruleset, tmp_path / "t.duckdb", query="drop table bezit") == ["E811"]
    other = text(tmp_path, "a\n1\n", "other.csv")
    assert codes(ruleset, tmp_path / "t.duckdb", query=f"select * from '{other}'") == ["E811"]


PLANS = "id;naam;Vastgesteld op;projects\np1;Plan 1;1-3-2026;2\np2;Plan 2;1-3-2026;geen\np3;Plan 3;1-3-2026;\np4;Plan 4;1-3-2026;3\n"
PROJECTS = "Programma;Naam;Aantal woningen;Sociale huur;Opleverjaar\np1;A;100;30;2028\np4;B;10;veel;2029\np1;C;50;;geen\np9;D;1;1;2030\n"


def test_members_in_a_second_table(ruleset, tmp_path):
    plans, projects = text(tmp_path, PLANS), text(tmp_path, PROJECTS, "p.csv")
    found, table = read(ruleset, plans, "municipality_plan", members={"projects": Place(str(projects), "Programma")})
    lists = found["projects"].to_list()
    assert [(m["name"], m["dwellings"], m["social_rent"], m["delivery_year"]) for m in lists[0]] == [
        ("A", 100, 30, 2028),
        ("C", 50, None, None),
    ]
    assert lists[0][1]["delivery_year#none"] and not lists[0][0]["delivery_year#none"]
    assert lists[1:] == [[], None, None]  # none; not known; three were promised and one is there
    assert [(c.code, c.row) for c in table.reading.cells] == [("E829", 5)]
    assert [(c.code, c.row, c.fact) for c in table.reading.members["projects"].cells] == [("E819", 3, "social_rent")]
    assert found["#refused"].to_list() == [0, 0, 0, 2]
    assert [(w.code, w.values["count"]) for w in table.reading.warnings] == [("W808", 1)]
    assert "Leden van projects" in describe(table.reading, "nl")
    items = columns.items(ruleset.subjects["municipality_plan"], completed(ruleset, found))
    rows = [i.facts.get("projects") for i in items]
    assert len(rows[0]) == 2 and rows[1] == () and rows[2] is None


def completed(ruleset, found):
    from npa_rules.engines.columns.frame import completed as all_of

    return all_of(ruleset.subjects["municipality_plan"], found)


def test_members_that_cannot_be_joined(ruleset, tmp_path):
    plans, projects = text(tmp_path, PLANS), text(tmp_path, PROJECTS, "p.csv")
    wrong = problems(ruleset, plans, "municipality_plan", members={"projects": Place(str(projects), "Programa")})
    assert [(d.code, d.suggestion) for d in wrong] == [("E810", "Programma")]
    wrong = problems(ruleset, plans, "municipality_plan", members={"project": Place(str(projects), "Programma")})
    assert [(d.code, d.suggestion) for d in wrong] == [("E815", "projects")]
    assert codes(ruleset, plans, "municipality_plan", members={"projects": Place(str(tmp_path / "x.csv"), "a")}) == [
        "E102"
    ]


def test_members_in_the_row_itself(ruleset, tmp_path):
    rows = [
        {"name": "a", "projects": [{"name": "x", "dwellings": 100, "social_rent": 30}, {"name": "y"}]},
        {"name": "b", "projects": []},
        {"name": "c"},
        {"name": "d", "projects": [{"name": "z", "dwellings": "veel"}]},
        {"name": "e", "projects": "veel"},
    ]
    found, table = read(ruleset, text(tmp_path, "\n".join(json.dumps(r) for r in rows), "t.jsonl"), "municipality_plan")
    lists = found["projects"].to_list()
    assert [m["name"] for m in lists[0]] == ["x", "y"] and lists[0][0]["dwellings"] == 100
    assert lists[1:3] == [[], None] and lists[3][0]["dwellings"] is None and lists[4] is None
    assert [(c.code, c.row) for c in table.reading.cells] == [("E825", 4), ("E825", 5)]
    form = pl.List(pl.Struct({"name": pl.String, "dwellings": pl.Int64, "social_rent": pl.Int64}))
    pl.DataFrame(rows[:3], schema_overrides={"projects": form}).write_parquet(tmp_path / "t.parquet")
    again, _ = read(ruleset, tmp_path / "t.parquet", "municipality_plan")
    assert again["projects"].to_list() == lists[:3]


def test_another_way_of_writing_a_list(ruleset, tmp_path):
    years = text(tmp_path, "id;year;dwellings;social_rent\np1;2028;100;30\np1;2029;50;10\np4;2029;50;10\n", "y.csv")
    projects = text(tmp_path, "id;naam;dwellings\np4;A;10\n", "p.csv")
    plans = text(tmp_path, PLANS.replace(";projects", ";Opmerking"))
    places = {"programme_by_year": Place(str(years), "id"), "projects": Place(str(projects), "id")}
    found, table = read(ruleset, plans, "municipality_plan", members=places)
    assert [m["delivery_year"] for m in found["projects"][0]] == [
        2028,
        2029,
    ] and "programme_by_year" not in found.columns
    assert found["projects"].to_list()[3] is None and [(c.code, c.row) for c in table.reading.cells] == [("E829", 5)]


def test_what_was_read_is_judged_as_a_case_file_is(ruleset, tmp_path):
    """The same facts in a table and as items give the same codes of every rule."""
    subject = ruleset.subjects["dwelling"]
    found, _ = read(ruleset, text(tmp_path, "\n".join(json.dumps(r) for r in ROWS), "t.jsonl"))
    judged = columns.judge(ruleset, subject, found.drop("#id", "#line", "#refused", "#outside"), 20261124)
    again = columns.judge(ruleset, subject, found, 20261124)
    assert judged.height == 500 and judged.equals(again)
