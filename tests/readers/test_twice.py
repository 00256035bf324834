"""Ids that occur more than once: told with their rows, and every row stays."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from tests.readers.table import codes, read, text

pl = pytest.importorskip("polars", reason="the extra `tables` is not installed")

from npa_rules.readers import Place, describe  # noqa: E402
from npa_rules.readers.twice import Twice  # noqa: E402


def told(table):
    """The warnings on ids."""
    return [w for w in table.reading.warnings if w.code in ("W810", "W811")]


def test_rows_with_one_id_are_named_and_stay(ruleset, tmp_path):
    rows = "007;600\n008;601\n 007 ;602\n;603\n;604\n7;605\n008;606\n007;607\n009;608\n"
    found, table = read(ruleset, text(tmp_path, "id;Kale huur\n" + rows))
    assert found["net_rent"].to_list() == [60000 + 100 * n for n in range(9)]
    (one,) = told(table)
    assert (one.code, one.line, one.column) == ("W810", 2, 1)
    assert (one.values["ids"], one.values["rows"], one.values["places"]) == (2, 5, "2, 4, 9; 3, 8")
    for lang, said in (("nl", "5 (rij 2, 4, 9; 3, 8)"), ("en", "5 (row 2, 4, 9; 3, 8)")):
        assert said in describe(table.reading, lang) and "008" not in one.render(lang)


def test_ids_that_differ_are_not_told(ruleset, tmp_path):
    _, table = read(ruleset, text(tmp_path, "id;Kale huur\n1;600\n01;600\n;600\n;600\n"))
    assert told(table) == []
    _, table = read(ruleset, text(tmp_path, "Kale huur;Energielabel\n600;A\n600;A\n"))
    assert told(table) == []


def test_every_id_that_is_twice_is_found_in_memory_or_file_and_in_parts(tmp_path):
    rng = random.Random(8)
    ids = [f"v{rng.randrange(4000)}" if rng.random() < 0.9 else None for _ in range(6000)]
    often = {i: n for i, n in Counter(i for i in ids if i).items() if n > 1}
    first = sorted([n for n, i in enumerate(ids) if i == one] for one in often)[:5]
    for held, part in ((1 << 30, 10_000), (1000, 10_000), (1000, 700), (1000, 1)):
        twice = Twice(held, part if part > 1 else 2_000)
        for start in range(0, 6000, 450):
            lines = pl.int_range(start, min(start + 450, 6000), dtype=pl.Int64, eager=True)
            twice.add(pl.Series(ids[start : start + 450], dtype=pl.String), lines)
        found = twice.found()
        assert (found.ids, found.rows) == (len(often), sum(often.values()))
        assert found.groups == first


def test_many_rows_of_one_id_are_cut_short(ruleset, tmp_path):
    rows = "".join(f"{n % 9};600\n" for n in range(90))
    _, table = read(ruleset, text(tmp_path, "id;Kale huur\n" + rows))
    (one,) = told(table)
    assert one.values["places"].startswith("2, 11, 20, 29, 38, 47, …; 3, 12") and one.values["places"].endswith("; …")
    assert one.values["places"].count(";") == 5 and one.values["ids"] == 9


def test_without_room_for_hashes_the_rows_go_on(ruleset, tmp_path, monkeypatch):
    import tempfile

    def full(self, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "write", full)
    found, table = read(ruleset, text(tmp_path, "id;Kale huur\na;600\na;601\n"))
    assert found["net_rent"].to_list() == [60000, 60100] and [w.code for w in told(table)] == ["W811"]
    assert [w.code for w in told(table)] != ["W810"]


def test_keys_of_members_may_occur_often_and_the_number_of_a_row_is_no_key(ruleset, tmp_path):
    """Two members of one plan are no double id; a plan without an id does not get the members of key `2`."""
    plans = text(tmp_path, "id;Naam;municipality_code\n2;A;0001\n;B;0002\n", "p.csv")
    members = text(tmp_path, "plan;dwellings;social_rent\n2;10;1\n2;20;2\n", "m.csv")
    found, table = read(ruleset, plans, "municipality_plan", members={"projects": Place(str(members), "plan")})
    assert [len(p) if p is not None else None for p in found["projects"].to_list()] == [2, None]
    assert told(table) == [] and told(table.members["projects"].table) == []
    said = text(tmp_path, "id;Naam;municipality_code;projects\n2;A;0001;2\n3;B;0002;1\n4;C;0003;geen\n", "c.csv")
    found, table = read(ruleset, said, "municipality_plan", members={"projects": Place(str(members), "plan")})
    assert [len(p) if p is not None else None for p in found["projects"].to_list()] == [2, None, 0]
    assert [(c.code, c.fact) for c in table.reading.cells] == [("E829", "projects")], "one is said, and none is there"
    unnamed = text(tmp_path, "Naam;municipality_code\nA;0001\n", "q.csv")
    assert codes(ruleset, unnamed, "municipality_plan", members={"projects": Place(str(members), "plan")}) == ["E834"]


def test_rows_about_something_else_do_not_count(ruleset, tmp_path):
    """EP-Online has a building and its dwelling under one number at times; only what is judged is compared."""
    head = "Pand_opnamedatum;Pand_registratiedatum;Pand_gebouwklasse;Pand_energieklasse;Pand_bagverblijfsobjectid\n"
    row = "2026-01-05;2026-01-06;{};F;0363010000000001\n"
    _, table = read(ruleset, text(tmp_path, head + row.format("W") + row.format("U")))
    assert table.reading.outside == 1 and told(table) == []
    _, table = read(ruleset, text(tmp_path, head + row.format("W") * 2))
    assert [w.code for w in told(table)] == ["W810"]
