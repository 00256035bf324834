"""`npa audit` from a file to files, exit codes and reports; each engine says the same."""

from __future__ import annotations

import json
import shutil

import jsonschema
import pytest

from npa_rules.cli.main import run

pl = pytest.importorskip("polars", reason="the extra `tables` (Polars) is not installed")
pytest.importorskip("openpyxl")

HEAD = "id;effective_date;rent_before;rent_after;ground\n"
GOOD = "007;01-07-2026;600,00;624,60;yearly\n"
OVER = "008;01-07-2026;600,00;624,61;yearly\n"
OPEN = "009;01-07-2026;;624,60;yearly\n"


@pytest.fixture
def audit(tmp_path, capsys):
    """Runs the command on lines of a table; gives exit code, output and messages."""

    def audited(lines, *options, subject="rent_increase", head=HEAD):
        (tmp_path / "t.csv").write_text(head + lines, encoding="utf-8")
        arguments = ["audit", str(tmp_path / "t.csv"), "--subject", subject, "--as-of", "2026-11-24", "--lang", "en"]
        code = run([*arguments, *options])
        told = capsys.readouterr()
        return code, told.out, told.err

    return audited


def counts(out, rule="STAT-RENT-INCREASE"):
    """The verdicts of a rule in a JSON summary, none that is zero."""
    (found,) = [r for r in json.loads(out.splitlines()[0])["rules"] if r["rule"] == rule]
    return {v: n for v, n in found["verdicts"].items() if n}


@pytest.mark.parametrize(
    ("lines", "options", "code", "found"),
    [
        (GOOD, (), 0, {"complies": 1}),
        (GOOD + OVER, (), 1, {"complies": 1, "violates": 1}),
        (GOOD + OPEN, (), 0, {"complies": 1, "undetermined": 1}),
        (GOOD + OPEN, ("--strict",), 3, {"complies": 1, "undetermined": 1}),
        (GOOD + OPEN + OVER, ("--strict",), 1, {"complies": 1, "violates": 1, "undetermined": 1}),
    ],
)
def test_exit_code_and_counts(audit, lines, options, code, found):
    done, out, _ = audit(lines, "--format", "json", "--no-near", *options)
    assert (done, counts(out)) == (code, found)


def test_the_summary_is_in_its_schema(audit, ruleset):
    from npa_rules.audit.data import schema

    _, out, err = audit(GOOD + OVER + OPEN, "--format", "json")
    jsonschema.validate(json.loads(out), schema())
    assert "rent_before" in err, "what was read is said where the summary is data"


@pytest.mark.parametrize("engine", ["polars", "duckdb", "spark"])
def test_engines_write_the_same_table(audit, tmp_path, engine):
    if engine == "spark":
        pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
        if shutil.which("java") is None:
            pytest.skip("Spark needs Java, which is not here")
    wide = tmp_path / f"{engine}.parquet"
    code, _, _ = audit(GOOD + OVER + OPEN, "--engine", engine, "--wide", str(wide), "--no-near")
    found = pl.read_parquet(wide)
    assert code == 1
    assert found["#id"].to_list() == ["007", "008", "009"]
    assert found["#line"].to_list() == [2, 3, 4]
    assert found["STAT-RENT-INCREASE"].to_list() == [0 * 16 + 0, 1 * 16 + 1, 5 * 16 + 8]


def test_the_long_table_names_what_is_missing(audit, tmp_path):
    long = tmp_path / "long.parquet"
    audit(GOOD + OVER + OPEN, "--long", str(long), "--no-near")
    rows = pl.read_parquet(long).filter(pl.col("rule") == "STAT-RENT-INCREASE")
    assert rows.select("#id", "verdict").rows() == [("008", "violates"), ("009", "undetermined")]
    assert "rent_before" in rows["missing"].to_list()[1]


def test_one_cent_over_is_near_the_limit(audit):
    _, out, _ = audit(GOOD + OVER, "--format", "json")
    near = [n for n in json.loads(out)["near"] if n["rule"] == "STAT-RENT-INCREASE"]
    assert [(n["within"], n["missed"]) for n in near] == [(2, 1)]


def test_a_euro_is_near_where_a_percent_is_less(audit):
    """A rent of 50 may become 75: 74 and 76 are a euro off, 73.99 and 76.01 are farther, and 1 % is 0.75."""
    rents = "74,00 76,00 73,99 76,01".split()
    lines = "".join(f"{n};01-07-2026;50,00;{rent};low_rent\n" for n, rent in enumerate(rents))
    _, out, _ = audit(lines, "--format", "json")
    near = [n for n in json.loads(out)["near"] if n["rule"] == "STAT-RENT-INCREASE"]
    assert [(n["within"], n["missed"]) for n in near] == [(2, 1)]


def test_public_counts_hide_who_they_are(audit):
    _, out, _ = audit(GOOD * 1 + OVER, "--format", "json", "--public")
    assert set(counts(out).values()) <= {"<5", "…"}


def test_a_roll_up_is_judged_too(audit):
    """Each rent may rise by 4.1 %, all together in 2026 by 3.6 %."""
    improved = HEAD.strip() + ";increase_for_improvement\n"
    rents = GOOD.strip() + ";0,00\n" + GOOD.replace("007", "010").strip() + ";0,00\n"
    code, out, _ = audit(rents, "--roll-up", "all", "--given", "year=2026", "--no-near", head=improved)
    assert code == 1
    assert "Does not comply with: rent-sum increase at most the three-year average" in out
    assert "NPA-DUU-051" not in out, "only what rests on the rows"


def test_a_table_of_nobodys_columns(audit, tmp_path):
    code, out, err = audit("", subject="dwelling")
    assert (code, out) == (2, "")
    assert "E8" in err


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--roll-up", "regio"), "--roll-up"),
        (("--members", "x"), "--members"),
        (("--roll-up", "all", "--given", "yaer=2026"), "year"),
        (("--wide", "out.xls"), ".parquet"),
    ],
)
def test_options_that_are_wrong(audit, tmp_path, options, told):
    code, out, err = audit(GOOD, *options)
    assert (code, out) == (2, "")
    assert told in err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["t.csv"]


def test_a_subject_that_is_not_there(audit):
    code, _, err = audit(GOOD, subject="rent_increas")
    assert code == 2
    assert "did you mean 'rent_increase'?" in err


def test_the_mapping_that_was_recognised_can_be_used_again(audit, tmp_path):
    mapping = tmp_path / "m.yaml"
    audit(GOOD, "--save-mapping", str(mapping), "--no-near")
    (tmp_path / "t2.csv").write_text(HEAD.replace("rent_after", "na") + OVER, encoding="utf-8")
    mapping.write_text(mapping.read_text("utf-8").replace("'rent_after':", "'na':", 1), encoding="utf-8")
    arguments = ["audit", str(tmp_path / "t2.csv"), "--subject", "rent_increase", "--mapping", str(mapping)]
    assert run([*arguments, "--as-of", "2026-11-24", "--no-near"]) == 1


def test_a_fact_that_the_rules_make_otherwise_does_not_count(audit):
    """A rent of 600 is no mid-rent contract, whatever the table says; left out, the verdict is the same."""
    head = HEAD.strip() + ";mid_rent_contract\n"
    done, out, err = audit(GOOD.strip() + ";ja\n" + OVER.strip() + ";nee\n", "--format", "json", "--no-near", head=head)
    assert (done, counts(out)) == (1, {"complies": 1, "violates": 1})
    assert "W820" in err and "1 rows" in err


def test_a_row_that_is_about_something_else_is_read_and_not_judged(tmp_path, capsys):
    """EP-Online has buildings that are no dwelling: they are counted in the reading, no rule says anything of them."""
    head = "Pand_opnamedatum;Pand_registratiedatum;Pand_gebouwklasse;Pand_energieklasse;Pand_bagverblijfsobjectid\n"
    rows = "2026-01-05;2026-01-06;W;F;0363010000000001\n2026-01-05;2026-01-06;U;G;0363010000000002\n"
    (tmp_path / "ep.csv").write_text(head + rows, encoding="utf-8")
    arguments = ["audit", str(tmp_path / "ep.csv"), "--subject", "dwelling", "--as-of", "2026-11-24", "--no-near"]
    run([*arguments, "--lang", "en", "--format", "json"])
    told = capsys.readouterr()
    assert json.loads(told.out)["rows"] == 1
