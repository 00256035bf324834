"""What is known of a table: by its rows, and by what a Parquet file records of them."""

from __future__ import annotations

import pytest

from tests.engines.test_streams import table

pl = pytest.importorskip("polars")
columns = pytest.importorskip("npa_rules.engines.columns")


@pytest.fixture
def stock(ruleset):
    subject, rows = table(ruleset, "rent_increase", 400)
    return subject, rows.filter(pl.col("rent_before").is_not_null())


def test_a_file_records_what_its_rows_say(stock, tmp_path):
    pytest.importorskip("duckdb")
    subject, rows = stock
    path = tmp_path / "it's.parquet"
    rows.write_parquet(path, row_group_size=150)
    found = columns.Profile.recorded(subject, path)
    assert found == columns.Profile.of(subject, rows)
    assert "rent_before" in found.full
    assert "rent_after" not in found.full


@pytest.mark.parametrize("kept", [False, {"min": False, "max": False, "null_count": True}])
def test_a_file_that_records_too_little_does_not_tell(stock, tmp_path, kept):
    pytest.importorskip("duckdb")
    subject, rows = stock
    rows.write_parquet(tmp_path / "bare.parquet", statistics=kept)
    assert columns.Profile.recorded(subject, tmp_path / "bare.parquet") is None


def test_members_are_not_recorded(ruleset, tmp_path):
    pytest.importorskip("duckdb")
    subject, rows = table(ruleset, "municipality_plan", 5)
    rows.write_parquet(tmp_path / "plans.parquet")
    assert columns.Profile.recorded(subject, tmp_path / "plans.parquet") is None


def test_a_figure_beyond_its_bounds_is_refused(stock, tmp_path):
    pytest.importorskip("duckdb")
    subject, rows = stock
    wrong = rows.with_columns(
        pl.when(pl.int_range(pl.len()) == 7).then(-1).otherwise("rent_before").alias("rent_before")
    )
    wrong.write_parquet(tmp_path / "wrong.parquet")
    for read in (
        lambda: columns.Profile.recorded(subject, tmp_path / "wrong.parquet"),
        lambda: columns.Profile.of(subject, wrong),
    ):
        with pytest.raises(ValueError, match=r"out of bounds: rent_before$"):
            read()
