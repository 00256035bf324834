"""DuckDB and Spark say what Polars says, in the order of the rows, and a warehouse can judge its own tables."""

from __future__ import annotations

import importlib
import random
import shutil
from decimal import Decimal

import pytest

from npa_rules.model.case import Item
from tests.generate import made, many
from tests.mutate import mixed, subjects, thinned

columns = pytest.importorskip("npa_rules.engines.columns", reason="the extra `tables` (Polars) is not installed")
pl = pytest.importorskip("polars")
streams = pytest.importorskip("npa_rules.engines.columns.streams")
natural = pytest.importorskip("npa_rules.engines.columns.natural")

TODAY = 20261124
LISTS = ("municipality_plan", "region", "corporation_year")


def table(ruleset, name, count):
    """Generated facts of a subject, with an id for each row."""
    subject, rng = ruleset.subjects[name], random.Random(5)
    if name in ("allocation", "rent_increase"):
        items = many(ruleset, subject, count)[:count]
    else:
        items = [Item(subject, str(n), made(rng, subject)) for n in range(count)]
    rows = columns.frame(ruleset, items)
    return subject, rows.with_columns(pl.Series("#id", [f"{n:05d}" for n in range(rows.height)]))


def judged(ruleset, engine, subject, rows, size):
    """All rows and codes of a stream."""
    found = list(engine(lambda p: columns.Plan(ruleset, subject, TODAY, p), subject, rows.iter_slices(size)))
    return pl.concat([r for r, _ in found]), pl.concat([c for _, c in found])


@pytest.mark.parametrize("name", ["allocation", "rent_increase", *LISTS])
def test_duckdb_says_what_polars_says(ruleset, name):
    """2,000 rows of each subject, all rules, in batches that the engine may not notice."""
    pytest.importorskip("duckdb")
    subject, rows = table(ruleset, name, 2_000)
    whole = columns.judge(ruleset, subject, rows, TODAY)
    for engine in (streams.on_polars, streams.on_duckdb):
        facts, codes = judged(ruleset, engine, subject, rows, 700)
        assert codes.equals(whole)
        assert facts.select(rows.columns).equals(rows)


@pytest.mark.slow
def test_duckdb_says_what_polars_says_of_every_subject(ruleset, cases):
    """Items mixed of the cases of all rules, on a day before and one after most dates that rules name."""
    pytest.importorskip("duckdb")
    for as_of in (20250601, 20290301):
        rng = random.Random(as_of)
        for name, mine in subjects(cases).items():
            subject, items = ruleset.subjects[name], []
            while ruleset.judging(name) and len(items) < 60:
                batch = [i for i in mixed(rng, mine, len(items)) if i.subject is subject][:1]
                items += thinned(rng, batch, rng.choice((0, 0.1, 0.4)), as_of)
            if not items:
                continue
            rows = columns.frame(ruleset, items)
            found = streams.on_duckdb(lambda p, s=subject, d=as_of: columns.Plan(ruleset, s, d, p), subject, [rows])
            assert pl.concat([c for _, c in found]).equals(columns.judge(ruleset, subject, rows, as_of))


@pytest.mark.slow
def test_spark_says_what_polars_says(ruleset):
    """The same, with two workers here; lists among them."""
    pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java, which is not here")
    for name, count in (("rent_increase", 1_000), ("region", 200)):
        subject, rows = table(ruleset, name, count)
        facts, codes = judged(ruleset, streams.on_spark, subject, rows, 130)
        assert codes.equals(columns.judge(ruleset, subject, rows, TODAY))
        assert facts.select(rows.columns).equals(rows)


def test_a_plan_is_printed_anew_when_a_batch_holds_more(ruleset):
    """Gaps and larger figures that come later are foreseen by the next plan, and the last one serves both."""
    subject, rows = table(ruleset, "rent_increase", 400)
    full = rows.filter(pl.col("rent_before").is_not_null()).head(100)
    batches, profiles = [full, full.reverse(), rows], []

    def planner(profile):
        profiles.append(profile)
        return columns.Plan(ruleset, subject, TODAY, profile)

    codes = pl.concat([c for _, c in streams.on_polars(planner, subject, batches)])
    assert codes.equals(columns.judge(ruleset, subject, pl.concat(batches), TODAY))
    assert len(profiles) == 2
    assert "rent_before" in profiles[0].full
    assert "rent_before" not in profiles[1].full


def test_figures_that_grow_get_more_room(ruleset):
    """A plan for small figures refuses larger ones; the stream prints a wider one, and the widest serves both."""
    subject, rows = table(ruleset, "rent_increase", 200)
    rows = rows.filter(pl.col("rent_before") > 0)
    small = rows.with_columns(pl.col("rent_before", "rent_after") // 1000)
    with pytest.raises(ValueError, match="not for"):
        columns.Plan(ruleset, subject, TODAY, columns.Profile.of(subject, small)).judge(rows)
    engine = streams.Engine(ruleset, subject, TODAY, profile=columns.Profile.of(subject, small))
    for batch in (small, rows, small):
        assert engine.judge(batch).equals(columns.judge(ruleset, subject, batch, TODAY))


def test_an_empty_stream_gives_nothing(ruleset):
    subject = ruleset.subjects["rent_increase"]
    for engine in (streams.on_polars, streams.on_duckdb):
        assert list(engine(lambda p: columns.Plan(ruleset, subject, TODAY, p), subject, [])) == []


def test_a_row_beyond_its_bounds_is_no_verdict(ruleset):
    subject, rows = table(ruleset, "rent_increase", 50)
    wrong = rows.with_columns(pl.lit(-1, pl.Int64).alias("rent_before"))
    with pytest.raises(ValueError, match="out of bounds: rent_before"):
        columns.judge(ruleset, subject, wrong, TODAY)


def test_rules_that_are_not_printed_are_judged_row_by_row_beside_a_database(ruleset, monkeypatch):
    """A rule that no printer can express is in the result all the same."""
    pytest.importorskip("duckdb")
    printer = pytest.importorskip("npa_rules.engines.columns.printer")
    subject, rows = table(ruleset, "municipality_plan", 60)
    whole, real = columns.judge(ruleset, subject, rows, TODAY), printer.Printer.verdict

    def refusing(self, rule):
        if rule.id == "NPA-BES-015":
            raise columns.NotPrintable("of no use here")
        return real(self, rule)

    monkeypatch.setattr(printer.Printer, "verdict", refusing)
    facts, codes = judged(ruleset, streams.on_duckdb, subject, rows, 25)
    assert columns.Plan(ruleset, subject, TODAY).refused == {"NPA-BES-015": "of no use here"}
    assert codes.equals(whole)
    assert facts.select(rows.columns).equals(rows)


# ---- statements for a warehouse --------------------------------------------------------------------------------------
def warehouse(ruleset, subject, rows):
    """The same facts as a warehouse has them: decimals, dates, labels."""
    found = []
    for entry in subject.facts.values():
        scale = 10 ** (entry.decimals or 0)
        for name in (c for c in rows.columns if c == entry.name or c.startswith(f"{entry.name}#")):
            values = rows[name].to_list()
            if name == f"{entry.name}#date" or (name == entry.name and entry.kind == "date"):
                texts = [None if v is None else f"{v // 10000}-{v // 100 % 100:02d}-{v % 100:02d}" for v in values]
                found.append(pl.Series(name, texts).str.to_date())
            elif name == entry.name and entry.kind == "ordered":
                order = ruleset.scales[entry.scale].order
                found.append(pl.Series(name, [None if v is None else order[v] for v in values], dtype=pl.String))
            elif name == entry.name and entry.kind == "number" and entry.decimals is not None:
                exact = [None if v is None else Decimal(v) / scale for v in values]
                found.append(pl.Series(name, exact, dtype=pl.Decimal(28, entry.decimals)))
            elif entry.kind != "number":
                found.append(rows[name])
    return pl.DataFrame(found)


@pytest.mark.parametrize("name", ["allocation", "rent_increase"])
def test_a_statement_judges_tables_as_a_warehouse_has_them(ruleset, name, tmp_path):
    duckdb = pytest.importorskip("duckdb")
    subject, rows = table(ruleset, name, 500)
    own = warehouse(ruleset, subject, rows)
    known = rows.select(c for c in rows.columns if c in own.columns)
    own.with_row_index("nummer").write_parquet(tmp_path / "w.parquet")
    tables = {"": natural.Table(f"read_parquet('{tmp_path}/w.parquet')", "nummer", tuple(own.columns))}
    plan = columns.Plan(ruleset, subject, TODAY, natural.profile(subject, tables))
    statement = natural.statement(plan, "duckdb", tables, ruleset.scales)
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({statement} ORDER BY nummer) TO '{tmp_path}/out.parquet' (FORMAT parquet)")
    found = pl.read_parquet(tmp_path / "out.parquet")
    assert found.drop("nummer").equals(columns.judge(ruleset, subject, known, TODAY))


def test_a_row_without_members_has_no_empty_list(ruleset, tmp_path):
    """Programmes with projects in a table of their own; the one without any is open, as its list is not given."""
    duckdb = pytest.importorskip("duckdb")
    subject, rows = table(ruleset, "municipality_plan", 300)
    entry = subject.facts["projects"]
    rows = rows.select("adopted_on", "projects").filter(pl.col("projects").list.len() > 0)
    assert rows.height > 50
    numbered = rows.with_row_index("#row")
    fields = [f"projects.{p}" for p in natural.columns(entry.members)]
    listed = importlib.import_module("npa_rules.engines.columns.plan").members(numbered, "projects")
    listed = listed.filter(pl.col("#row") != 7)  # all projects of one programme
    whole = {f.name: f for f in entry.members.values()}
    assert {f.decimals for f in whole.values() if f.kind == "number"} == {0}, "else the scaled figures must be divided"
    listed.select("#row", *(pl.col(f).alias(f.removeprefix("projects.")) for f in fields)).write_parquet(tmp_path / "p")
    dates = warehouse(ruleset, subject, rows.select("adopted_on"))
    dates.with_row_index("#row").write_parquet(tmp_path / "r")
    tables = {
        "": natural.Table(f"read_parquet('{tmp_path}/r')", "#row", ("adopted_on",)),
        "projects": natural.Table(f"read_parquet('{tmp_path}/p')", "#row", natural.columns(entry.members)),
    }
    plan = columns.Plan(ruleset, subject, TODAY, natural.profile(subject, tables))
    statement = natural.statement(plan, "duckdb", tables, ruleset.scales)
    with duckdb.connect() as connection:
        connection.execute(f"""COPY ({statement} ORDER BY "#row") TO '{tmp_path}/out' (FORMAT parquet)""")
    found = pl.read_parquet(tmp_path / "out").drop("#row")
    unknown = numbered.with_columns(pl.when(pl.col("#row") != 7).then(pl.col("projects")).alias("projects"))
    assert found.equals(columns.judge(ruleset, subject, unknown.drop("#row"), TODAY))
    assert found["NPA-BES-014"][7] == columns.encode("undetermined", "missing")


def test_a_plan_looks_at_no_other_columns_than_it_says(ruleset):
    """With nothing else in the table all verdicts and contradictions are the same; one column fewer is noticed."""
    subject, rows = table(ruleset, "rent_increase", 500)
    rows = rows.with_columns(pl.lit(True).alias("mid_rent_contract"), pl.lit("x").alias("corporation"))
    plan = columns.Plan(ruleset, subject, TODAY, columns.Profile.of(subject, rows))
    assert "corporation" not in plan.reads and {"mid_rent_contract", "rent_after"} <= plan.reads
    few = rows.select(sorted(plan.reads))
    lean = columns.Plan(ruleset, subject, TODAY, columns.Profile.of(subject, few))
    assert lean.judge(few).equals(plan.judge(rows))
    told, all_ = (p.clashing(r)["mid_rent_contract"] for p, r in ((lean, few), (plan, rows)))
    assert told.equals(all_) and told.any()
    for name in ("rent_after", "effective_date", "ground"):
        less = few.drop(name)
        assert not columns.judge(ruleset, subject, less, TODAY).equals(plan.judge(rows)), name
        with pytest.raises(ValueError, match="not for"):
            plan.judge(less)
    assert plan.judge(few).equals(plan.judge(rows))  # what it does not look at may be left out
    gaps = few.with_columns(pl.when(pl.int_range(pl.len()) > 3).then("rent_after").alias("rent_after"))
    with pytest.raises(ValueError, match="not for"):
        columns.Plan(ruleset, subject, TODAY, columns.Profile.of(subject, rows.drop_nulls("rent_after"))).judge(gaps)


def test_a_figure_with_too_many_decimals_is_unknown_to_a_statement(ruleset, tmp_path):
    """682.955 is no rent; it is neither cut nor rounded."""
    duckdb = pytest.importorskip("duckdb")
    subject = ruleset.subjects["rent_increase"]
    tables = {"": natural.Table("t", "id", ("rent_before",))}
    plan = columns.Plan(ruleset, subject, TODAY, natural.profile(subject, tables))
    facts = (
        natural.statement(plan, "duckdb", tables, ruleset.scales).split("),\nstep_1")[0].removeprefix("WITH facts AS (")
    )
    for value, expected in (("682.955", None), ("682.96", 68296), ("CAST(682.96 AS DOUBLE)", 68296), ("NULL", None)):
        with duckdb.connect() as connection:
            connection.execute(f"CREATE TABLE t AS SELECT 1 AS id, {value} AS rent_before")
            assert connection.execute(facts).fetchall() == [(1, expected)]


@pytest.mark.parametrize("name", ["allocation", *LISTS])
def test_postgres_can_read_the_statement(ruleset, name):
    """Parsed by its own grammar; not run."""
    pglast = pytest.importorskip("pglast", reason="the grammar of PostgreSQL is not installed")
    subject = ruleset.subjects[name]
    lists = {e.name: e for e in subject.facts.values() if e.kind == "list"}
    tables = {"": natural.Table("plannen", "id", natural.columns(subject.facts))}
    tables |= {n: natural.Table(f"{n}_tabel", "id", natural.columns(e.members)) for n, e in lists.items()}
    plan = columns.Plan(ruleset, subject, TODAY, natural.profile(subject, tables))
    assert len(pglast.parse_sql(natural.statement(plan, "postgres", tables, ruleset.scales))) == 1
