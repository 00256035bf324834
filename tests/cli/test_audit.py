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
    (found,) = [r for r in json.loads(out)["rules"] if r["rule"] == rule]
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


# ---- what follows for higher subjects --------------------------------------------------------------------------------
RENTS = HEAD.strip() + ";increase_for_improvement;corporation\n"


def rents(*corporations, after="624,60"):
    """A rent increase for each of these corporations."""
    return "".join(f"r{n};01-07-2026;600,00;{after};yearly;0;{c}\n" for n, c in enumerate(corporations))


def test_what_was_derived_is_shown_with_what_it_rests_on(audit):
    """A: two of 4.1 %; B: one of 4.1 %, and one whose rent after is not known."""
    lines = rents("A", "A", "B") + "x;01-07-2026;600,00;;yearly;0;B\n"
    _, out, _ = audit(lines, "--roll-up", "all", "--no-near", head=RENTS)
    assert "Derived from the rows: year of a corporation A 2026" in out and "each once" in out
    assert "Rent-sum increase (rent_sum_increase_pct); 4.1; rows: 2\n" in out
    assert "to 1,000; rows: 2, open: 1" in out
    _, nl, _ = audit(lines, "--roll-up", "all", "--no-near", "--lang", "nl", head=RENTS)
    assert "Huursomstijging (rent_sum_increase_pct); 4,1; rijen: 2" in nl
    _, md, _ = audit(lines, "--roll-up", "all", "--no-near", "--format", "markdown", head=RENTS)
    assert "| 4.1 | rows: 2 |" in md


def test_what_was_derived_as_data(audit, ruleset):
    from npa_rules.audit.data import schema as audit_schema
    from npa_rules.audit.derived import schema

    _, out, _ = audit(rents("A", "B", "B"), "--roll-up", "all", "--no-near", "--format", "json", head=RENTS)
    summary = json.loads(out)
    report, derived = summary["report"], summary["derived"]
    assert (summary["audit"], report["report"], derived["derived"]) == (1, 1, 1)
    jsonschema.validate(summary, audit_schema())
    jsonschema.validate(derived, schema())
    one, two = derived["targets"]
    assert (one["id"], two["id"]) == ("A 2026", "B 2026")
    fact = {
        "fact": "rent_sum_increase_pct",
        "low": "41/10",
        "high": "41/10",
        "why": "",
        "rows": 2,
        "open": 0,
        "loose": 0,
    }
    assert two["facts"] == [fact]
    assert {v["rule"]: v["verdict"] for v in two["verdicts"]}["NPA-BET-028"] == "violates"


@pytest.mark.parametrize(
    ("lines", "held"),
    [
        (rents(*"AAAAABBBBB"), False),
        (rents(*"AAAAABBBB"), True),  # four rows of B
        (rents(*"AAAAABBBBB") + "x;01-07-2026;600,00;;yearly;0;B\n", True),  # one that is open
        (rents(*"AAAAABBBBB", ""), True),  # one of nobody
    ],
)
def test_for_the_public_figures_that_tell_of_few_rows_are_held_back(audit, lines, held):
    for form in ("text", "markdown", "json"):
        _, out, err = audit(lines, "--roll-up", "all", "--no-near", "--public", "--format", form, head=RENTS)
        assert ("4.1" in out or "41/10" in out) is not held, form
        assert "STAT-RENT-SUM" in out and "rent_before" not in out.replace("rent_before (", ""), form
        assert "rent_before" in err, "what was read is for the owner of the table"


def test_counts_of_which_few_are_left_are_held_back(ruleset):
    """12 of 15 dwellings: 3 are not; 12 of 20: 8 are not. A part that is nearly its whole tells of the rest."""
    from npa_rules.audit.derived import Rolled, few
    from npa_rules.audit.targets import Derived, Target
    from npa_rules.engines.quantity import Num
    from npa_rules.model.case import Item

    rollup, subject = ruleset.rollups["sector_year-from-dwelling"], ruleset.subjects["sector_year"]

    def held(rows, **counts):
        facts = tuple(Derived(f, v, rows, 0, 0) for f, v in counts.items())
        target = Target(Item(subject, "x", {}), facts, rows)
        return few(Rolled(rollup, subject, (target,), ()))

    assert held(15, dwellings_label_a_or_better=12) and not held(20, dwellings_label_a_or_better=12)
    assert held(20, dwellings_label_a_or_better=4) and not held(20, dwellings_label_a_or_better=0)
    assert held(4, dwellings_label_a_or_better=0) and not held(5, dwellings_label_a_or_better=5)
    assert held(99, corporation_dwellings_with_label=50, dwellings_label_a_or_better=47)
    assert not held(99, corporation_dwellings_with_label=50, dwellings_label_a_or_better=45)
    assert held(99, dwellings_label_a_or_better=Num(10, 13)) and not held(99, dwellings_label_a_or_better=Num(10, 20))
    assert held(99, dwellings_label_a_or_better=Num(2, 20))


def test_an_open_verdict_on_a_higher_subject_counts_under_strict(audit):
    lines = rents("A", after="600,00").replace("600,00;yearly;0", ";new_letting;0")
    code, _, _ = audit(lines, "--roll-up", "all", "--no-near", head=RENTS)
    strict, _, _ = audit(lines, "--roll-up", "all", "--no-near", "--strict", head=RENTS)
    assert (code, strict) == (0, 3)


@pytest.mark.parametrize("form", ["json", "markdown"])
def test_refusals_are_said_where_the_reading_is_not_in_the_output(audit, form):
    _, out, err = audit(GOOD + GOOD + OPEN.replace(";;", ";x;"), "--no-near", "--format", form)
    assert "[E819]" in err and "[W810]" in err and "E819" not in out
    many = "".join(f"{n};01-07-2026;x;624,60;yearly\n" for n in range(150))
    _, _, err = audit(many, "--no-near", "--format", form)
    assert err.count("[E819]") == 20 and "[W812]" in err and "not shown here: 130" in err


def test_several_municipalities_in_one_table(tmp_path, capsys):
    head = "Projectcode;Plannaam;Gemeente;Woningen;Sociale huur\n"
    rows = "1;P;Adam;100;40\n2;Q;Bdam;100;20\n3;R;Adam;100;20\n"
    (tmp_path / "p.csv").write_text(head + rows, encoding="utf-8")
    arguments = ["audit", str(tmp_path / "p.csv"), "--subject", "housing_project", "--as-of", "2026-11-24", "--no-near"]
    run([*arguments, "--lang", "en", "--roll-up", "all", "--given", "adopted_on='2026-03-01'", "--format", "json"])
    derived = json.loads(capsys.readouterr().out)["derived"]
    assert [(t["id"], t["facts"][0]["low"]) for t in derived["targets"]] == [("Adam", 2), ("Bdam", 1)]
