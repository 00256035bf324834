"""An override that reaches a higher subject by way of its rows is marked on the verdicts that rest on the figures."""

from __future__ import annotations

import json

import pytest

pytest.importorskip("polars", reason="the extra `tables` (Polars) is not installed")

from npa_rules.cli.main import run

ROWS = """id;allocation_date;household_size;household_income;household_has_aow;net_rent;self_contained
1;2026-03-01;1;20000;nee;650;ja
2;2026-03-01;1;20000;nee;590;ja
"""
FIGURE = """[[parameter]]
parameter = "{series}"
{key}value = {value}
period = ["2026-01-01", "2026-12-31"]
who = "Corporatie Noord"
why = "proef"
until = "{until}"
"""


def rolled(capsys, tmp_path, toml):
    """The figure that is counted, and the overrides of each verdict that rests on the rows."""
    (tmp_path / "rows.csv").write_text(ROWS, encoding="utf-8")
    if toml:
        (tmp_path / "npa.toml").write_text(toml, encoding="utf-8")
    arguments = "--subject allocation --as-of 2026-12-01 --roll-up all --format json".split()
    assert run(["audit", str(tmp_path / "rows.csv"), *arguments]) in (0, 1)
    summary = json.loads(capsys.readouterr().out)
    report, (target,) = summary["report"], summary["derived"]["targets"]
    (above,) = [f for f in target["facts"] if f["fact"] == "allocations_above_cap"]
    assert above["low"] == above["high"]
    return above["low"], {v["rule"]: v["overrides"] for v in report["verdicts"]}


def test_a_figure_that_rows_were_counted_by(capsys, tmp_path):
    plain, none = rolled(capsys, tmp_path, "")
    toml = FIGURE.format(series="capping_limit_low", key="", value=600, until="2026-12-31")
    counted, marked = rolled(capsys, tmp_path, toml)
    assert (plain, counted) == (0, 1)
    assert {*none} == {*marked} and not any(none.values())
    assert [*map(len, (marked["STAT-PT-SHARE"], marked["NPA-BET-058"]))] == [1, 1]
    assert marked["STAT-DAEB-SHARE"] == []  # its figures know no capping limit


def test_a_figure_that_counts_no_more(capsys, tmp_path):
    toml = FIGURE.format(series="capping_limit_low", key="", value=600, until="2026-11-30")
    counted, marked = rolled(capsys, tmp_path, toml)
    assert counted == 0 and not any(marked.values())
