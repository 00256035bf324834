"""Rows whose date no edition covers: what `npa check` would say of each, the others judged, nothing lost."""

from __future__ import annotations

import json

import jsonschema
import pytest

pl = pytest.importorskip("polars", reason="the extra `tables` (Polars) is not installed")
pytest.importorskip("openpyxl")

from npa_rules.audit.dates import SHOWN, Dates  # noqa: E402
from npa_rules.cli.main import run  # noqa: E402
from npa_rules.editions import uncovered  # noqa: E402
from npa_rules.model.case import Item, Settings  # noqa: E402

AS_OF = 20261124
DAYS = [
    None,
    20191231,
    20211231,
    20220101,
    20241210,
    20241231,
    20250101,
    20250630,
    20250701,
    20261124,
    20341231,
    20350101,
]
HEAD = "id;effective_date;rent_before;rent_after;ground\n"
ROW = "{id};{day};600,00;624,60;yearly\n"


@pytest.mark.parametrize("known_at", [None, 20211231, 20241210, 20241211, 20270101])
def test_each_row_is_told_what_check_says_of_it(ruleset, known_at):
    """For every subject, dates of all kinds, those that are not given, and tables without the column."""
    settings, seen = Settings(AS_OF, known_at=known_at), set()
    for subject in ruleset.subjects.values():
        if not ruleset.judging(subject.name):
            continue
        yearly = bool(subject.time) and subject.facts[subject.time].type == "year"
        values = [None if d is None else d // 10000 if yearly else d for d in DAYS] if subject.time else [None] * 3
        rows = pl.DataFrame({"#id": [str(n) for n in range(len(values))], "#line": range(2, 2 + len(values))})
        if subject.time:
            rows = rows.with_columns(pl.Series(subject.time, values, dtype=pl.Int64))
        expected = []
        for value in values:
            facts = {} if value is None else {subject.time: value}
            expected.append([f.code for f in uncovered(ruleset, [Item(subject, "x", facts)], settings)])
        dates = Dates(ruleset, subject, settings)
        masks = [dates.look(part) for part in rows.iter_slices(5)]
        refused = [b for m, part in zip(masks, rows.iter_slices(5), strict=True)
                   for b in (m.to_list() if m is not None else [False] * part.height)]  # fmt: skip
        assert refused == [e == ["E920"] for e in expected], subject.name
        for found in dates.found():
            mine = [n for n, e in enumerate(expected) if e == [found.code]]
            assert found.count == len(mine) and [line for _, line in found.first] == [n + 2 for n in mine][:SHOWN]
            seen.add(found.code)
        assert {d.code for d in dates.found()} == {c for e in expected for c in e}
    assert "E920" in seen


@pytest.fixture
def audit(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def audited(days, *options, lang="en", subject="rent_increase"):
        lines = "".join(ROW.format(id=f"r{n}", day=d) for n, d in enumerate(days))
        (tmp_path / "t.csv").write_text(HEAD + lines, encoding="utf-8")
        code = run(
            ["audit", "t.csv", "--subject", subject, "--as-of", "2026-11-24", "--lang", lang, "--no-near", *options]
        )
        return code, *capsys.readouterr()

    return audited


MIXED = ["01-07-2026", "31-12-2021", "", "01-01-2036", "gisteren", "01-01-2019", "01-07-2025"]


@pytest.mark.parametrize(("lang", "word", "row"), [("nl", "buiten alle edities", "rij 3 (r1), rij 7 (r5)"),
                                                   ("en", "outside every edition", "row 3 (r1), row 7 (r5)")])  # fmt: skip
@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_rows_without_an_edition_are_refused_and_the_others_judged(audit, tmp_path, lang, word, row, form):
    wide, long = tmp_path / "w.parquet", tmp_path / "l.parquet"
    code, out, err = audit(MIXED, "--format", form, "--wide", str(wide), "--long", str(long), lang=lang)
    assert code == 2
    assert err.count("[E920]") == 1 and err.count("[W920]") == 1 and word in err and row in err and "t.csv:3:1" in err
    assert "npa-2022 2022-01-01 - 2025-06-30" in err
    codes = pl.read_parquet(wide)["STAT-RENT-INCREASE"].to_list()
    assert codes[1] is None and codes[5] is None, "no verdict, and not one of outside the period"
    assert [c // 16 for c in codes if c is not None] == [0, 5, 5, 5, 0]
    assert {"r1", "r5"}.isdisjoint(pl.read_parquet(long)["#id"]) and "r3" in set(pl.read_parquet(long)["#id"])
    if form != "json":
        told = " ".join(out.split())
        assert word in told and "E920" in told and row in told and "W920" in told
        assert {"nl": "om hun datum (E920): 2", "en": "for their date (E920): 2"}[lang] in told
        return
    data = json.loads(out)
    assert [(d["code"], d["rows"], [f["line"] for f in d["first"]]) for d in data["dates"]] == [
        ("E920", 2, [3, 7]), ("W920", 1, [5]),
    ]  # fmt: skip
    assert word in data["dates"][0]["sentence"][lang] and data["rows"] == 7
    assert all(sum(r["verdicts"].values()) == 5 for r in data["rules"]), "nothing is counted of what is not judged"


def test_csv_says_that_a_row_is_not_judged(audit, tmp_path):
    audit(["01-07-2026", "01-01-2019"], "--wide", "w.csv", "--xlsx", "w.xlsx", lang="nl")
    lines = (tmp_path / "w.csv").read_text("utf-8").splitlines()
    assert lines[2].count("niet beoordeeld: geen editie op deze datum") == 9 and "niet beoordeeld" not in lines[1]
    import openpyxl

    sheet = openpyxl.load_workbook(tmp_path / "w.xlsx").worksheets[0]
    assert any("E920" in str(c.value) for row in sheet for c in row)


@pytest.mark.parametrize("engine", ["duckdb"])
def test_another_engine(audit, tmp_path, engine):
    """What was known on a date too: the same codes from both, row for row."""
    told = {}
    for name in ("polars", engine):
        options = ("--known-at", "2025-05-01", "--engine", name, "--wide", f"{name}.parquet")
        code, _, err = audit(MIXED, *options)
        told[name] = code, err, pl.read_parquet(tmp_path / f"{name}.parquet")
    assert told["polars"][:2] == told[engine][:2] and told["polars"][2].equals(told[engine][2])


def test_a_day_before_anything_was_known(audit):
    code, out, err = audit(MIXED, "--known-at", "2019-12-31")
    assert code == 2 and "covered: -" in err and "7 rows" in out


def test_nothing_is_said_where_all_is_covered(audit):
    code, out, err = audit(["01-07-2026", ""])
    assert (code, err) == (0, "") and "920" not in out


@pytest.mark.parametrize(("few", "shown"), [(2, "<5"), (6, 6)])
def test_for_the_public_no_row_is_named(audit, few, shown):
    """Nor can a count below 5 be computed from the others."""
    code, out, _ = audit(["01-07-2026"] * 9 + ["01-01-2019"] * few, "--public", "--format", "json")
    data = json.loads(out)
    assert code == 2 and data["dates"][0]["first"] == [] and data["dates"][0]["rows"] == shown
    assert data["rows"] == ("…" if few < 5 else 15)


def test_a_table_in_which_few_are_covered_shows_not_how_many(audit):
    _, out, _ = audit(["01-07-2026"] * 3 + ["01-01-2019"] * 9, "--public", "--format", "json")
    data = json.loads(out)
    assert data["dates"][0]["rows"] == "…"
    assert all(v in (0, "…") for r in data["rules"] for v in r["verdicts"].values())


def test_what_was_read_is_not_for_the_public(audit):
    """Neither the cells that were refused, nor how many were."""
    _, out, err = audit(MIXED, "--public")
    assert "gisteren" not in out and "[E824]" not in out and "[E824]" in err


def test_a_rolled_up_year_without_an_edition(audit):
    code, out, err = audit(["01-07-2026", "01-07-2021"], "--roll-up", "all")
    assert code == 2 and "2021: error[E920]" in err and "2026" in out


def test_rows_that_are_not_judged_are_no_zero_in_a_later_year(tmp_path, capsys):
    """Allocations of 2021 lie before every edition: how many of them were suitable is open, in 2022 too."""
    head = "allocation_date;household_size;household_income;household_has_aow;net_rent;self_contained\n"
    lines = "2021-06-01;1;20000;no;700;yes\n" * 3 + "2022-06-01;1;20000;no;400;yes\n" * 5
    (tmp_path / "t.csv").write_text(head + lines, encoding="utf-8")
    asked = "--subject allocation --as-of 2026-11-24 --no-near --roll-up corporation_year --format json".split()
    assert run(["audit", str(tmp_path / "t.csv"), *asked]) == 2
    found = json.loads(capsys.readouterr().out)
    facts = {t["id"]: {f["fact"]: (f["low"], f["high"]) for f in t["facts"]} for t in found["derived"]["targets"]}
    assert facts["2022"]["allocations_to_target_group"] == (5, 5)
    assert facts["2022"]["allocations_above_cap_previous_year"] == (0, 3)
    assert facts["2021"]["allocations_above_cap"] == (0, 3)
    verdicts = {v["rule"]: v["verdict"] for v in found["report"]["verdicts"]}
    assert verdicts["STAT-PT-SHARE"] == "undetermined"
    assert {v["subject_id"] for v in found["report"]["verdicts"]} == {"2022"}  # and none about 2021


@pytest.mark.parametrize(("code", "refused"), [("E920", True), ("W920", False)])
def test_a_higher_subject_that_no_edition_covers(ruleset, code, refused):
    from npa_rules.audit.higher import Higher
    from npa_rules.errors import Diagnostic
    from npa_rules.judge import Judge

    settings = Settings(AS_OF)
    assert Higher(Judge(ruleset, [], settings), settings, (), {"x": Diagnostic(code)}).uncovered is refused


def test_the_date_of_knowledge_is_said_everywhere(audit, tmp_path):
    from npa_rules.audit.data import schema

    days = ["01-07-2026"]
    assert "Judged with what was known on 1 May 2026." in audit(days, "--known-at", "2026-05-01")[1]
    assert "bekend was op 1 mei 2026" in audit(days, "--known-at", "2026-05-01", "--format", "markdown", lang="nl")[1]
    _, out, _ = audit(days, "--known-at", "2026-05-01", "--format", "json", "--wide", "w.parquet")
    assert json.loads(out)["known_at"] == "2026-05-01"
    jsonschema.validate(json.loads(out), schema())
    assert json.loads(pl.read_parquet_metadata(tmp_path / "w.parquet")["npa-rules"])["known_at"] == "2026-05-01"
    assert audit(days, "--known-at", "mei")[0] == 2
    assert json.loads(audit(days, "--format", "json")[1])["known_at"] is None


def test_a_summary_is_not_verified_but_refused_in_words(audit, tmp_path, capsys):
    (tmp_path / "s.json").write_text(audit(["01-07-2026"], "--format", "json")[1], encoding="utf-8")
    assert (
        run(
            [
                "impact",
                "known:2026-01-01",
                "known:2026-11-24",
                "t.csv",
                "--subject",
                "rent_increase",
                "--format",
                "json",
            ]
        )
        == 0
    )
    (tmp_path / "i.json").write_text(capsys.readouterr().out, encoding="utf-8")
    for name, word in (("s.json", "npa audit"), ("i.json", "npa impact")):
        for line in (["verify", name, "t.csv"], ["compare", name, name]):
            assert run([*line, "--lang", "en"]) == 2
            err = capsys.readouterr().err
            assert "error[E965]" in err and word in err and f"--> {name}" in err


def test_a_version_that_was_not_public_yet_leaves_its_rule_in_the_table(tmp_path, monkeypatch, capsys):
    """The earlier version judges; nearness to limits, which adds rules, takes nothing away."""
    from tests.engines.test_versions import TWO
    from tests.load.ruleset import write

    monkeypatch.setenv("NPA_RULES", str(write(tmp_path / "set", {"rules/try/persons-2.yaml": TWO})))
    monkeypatch.chdir(tmp_path)
    rows = "id;signed_on;furnished;persons\na;2026-03-01;false;3\nb;2026-12-31;false;4\nc;2027-06-01;false;3\n"
    (tmp_path / "t.csv").write_text(rows, encoding="utf-8")
    facts = "".join(
        f"- {{subject: letting, id: {i}, facts: {{signed_on: '{d}', furnished: {f}, persons: {p}}}}}\n"
        for i, d, f, p in (line.split(";") for line in rows.splitlines()[1:])
    )
    (tmp_path / "f.yaml").write_text(facts, encoding="utf-8")
    for day in ("2026-01-01", "2026-02-28", "2026-09-30", "2026-10-01", "2027-01-01"):
        for more in ((), ("--no-near",)):
            asked = ("--as-of", "2026-11-24", "--known-at", day, "--format", "json", "--lang", "en")
            assert run(["audit", "t.csv", "--subject", "letting", *asked, *more]) in (0, 1)
            counted = json.loads(capsys.readouterr().out)
            assert run(["check", "f.yaml", *asked]) in (0, 1)
            verdicts = json.loads(capsys.readouterr().out)["verdicts"]
            assert {r["rule"] for r in counted["rules"]} == {v["rule"] for v in verdicts}
            for r in counted["rules"]:
                mine = [v["verdict"] for v in verdicts if v["rule"] == r["rule"]]
                assert {v: n for v, n in r["verdicts"].items() if n} == {v: mine.count(v) for v in mine}, (
                    day,
                    r["rule"],
                )
