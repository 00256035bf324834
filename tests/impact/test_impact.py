"""`npa impact`: what turned, counted by hand; facts and columns alike; a corrected figure turns what it should."""

from __future__ import annotations

import io
import json
from collections import Counter
from fractions import Fraction

import pytest

from npa_rules.cli.main import run
from npa_rules.facts.case_file import CaseFile
from npa_rules.impact import facts as through_facts
from npa_rules.impact.pairs import Impact, pairs
from npa_rules.impact.sides import both
from npa_rules.model.case import Item
from tests.audit.small import made
from tests.edits import START
from tests.engines.test_versions import TWO
from tests.generate import made as generated
from tests.load.ruleset import FILES, LETTING, PARAMETER, THIRD, write
from tests.test_difference import git
from tests.test_documents import ROOT

AS_OF = 20261124
TABLE = "npa impact npa-2022 npa-2025 examples/woningtabel.csv --subject dwelling --as-of 2029-01-01"
RIGHT = """\
  - from: '2025-01-01'
    until: null
    key: low
    value: '650'
    source: 'verzonnen'
    confidence: official
    published: null
    recorded: '2026-06-01'
    supersedes: '2026-01-01'
"""
HEAD = "id;signed_on;furnished;rent;group\n"
LETTINGS = [  # signed, furnished, rent, group; the verdict by 600 and by the corrected 650
    ("2025-03-01", "false", "600", "low", "complies", "complies"),
    ("2025-03-01", "false", "600.01", "low", "violates", "complies"),
    ("2025-03-01", "false", "650", "low", "violates", "complies"),
    ("2025-03-01", "false", "650.01", "low", "violates", "violates"),
    ("2024-12-31", "false", "620", "low", "violates", "violates"),
    ("2025-01-01", "false", "620", "low", "violates", "complies"),
    ("2025-03-01", "true", "620", "low", "not_applicable", "not_applicable"),
    ("2025-03-01", "false", "620", "high", "complies", "complies"),
    ("2025-03-01", "false", "620", "", "undetermined", "complies"),
    ("2025-03-01", "", "620", "low", "undetermined", "undetermined"),
    ("2025-03-01", "false", "", "low", "undetermined", "undetermined"),
]


@pytest.fixture
def corrected(tmp_path, monkeypatch):
    """The small rule set in which the cap of 600 euro proved wrong on 1 June 2026, and lettings beside it."""
    folder = write(tmp_path / "rules-of-its-own", {PARAMETER: FILES[PARAMETER] + RIGHT})
    monkeypatch.setenv("NPA_RULES", str(folder))
    listed = []
    for n, (signed, furnished, rent, group, *_) in enumerate(LETTINGS):
        given = {"signed_on": f"'{signed}'", "furnished": furnished, "rent": rent, "group": group}
        told = ", ".join(f"{k}: {v}" for k, v in given.items() if v)
        listed.append(f"- {{subject: letting, id: v{n}, facts: {{{told}}}}}\n")
    (tmp_path / "facts.yaml").write_text("".join(listed), "utf-8")
    lines = [";".join([f"v{n}", *row[:4]]) for n, row in enumerate(LETTINGS)]
    (tmp_path / "table.csv").write_text(HEAD + "\n".join(lines) + "\n", "utf-8")
    return tmp_path


def told(capsys, *words, code):
    """The JSON of an impact, and its messages."""
    assert run(["impact", *map(str, words), "--format", "json", "--as-of", "2026-11-24", "--lang", "en"]) == code
    out, err = capsys.readouterr()
    return json.loads(out), err


def rule(found, name):
    (one,) = [r for r in found["rules"] if name in {(r[s] or {"id": ""})["id"] for s in ("old", "new")}]
    return one


# ---- a correction --------------------------------------------------------------------------------------------------
def expected(at):
    turns = [(f"v{n}", row[4], row[5]) for n, row in enumerate(LETTINGS) if row[4] != row[5]]
    return [t if at == 4 else (t[0], t[2], t[1]) for t in turns]


@pytest.mark.parametrize("form", ["facts", "table"])
@pytest.mark.parametrize(("old", "new", "at"), [("2026-05-31", "2026-06-01", 4), ("2026-06-01", "2026-05-31", 5)])
def test_a_corrected_figure_turns_exactly_what_it_should(corrected, capsys, form, old, new, at):
    if form == "table":
        pytest.importorskip("polars", reason="the extra `tables` is not installed")
    given = [corrected / "facts.yaml"] if form == "facts" else [corrected / "table.csv", "--subject", "letting"]
    found, _ = told(capsys, f"known:{old}", f"known:{new}", *given, code=0 if at == 4 else 1)
    one = rule(found, "NPA-TRY-1")
    seen = [(w["id"], f["old"], f["new"]) for f in one["flips"] for w in f["first"]]
    assert sorted(seen) == sorted(expected(at))
    assert one["verdicts_old"] == Counter(r[at] for r in LETTINGS)
    assert one["verdicts_new"] == Counter(r[9 - at] for r in LETTINGS)
    assert found["turned"] == found["touched"] == 4 and found["judged"] == {"letting": len(LETTINGS)}
    (cause,) = one["causes"]
    values = "€600.00 → €650.00" if at == 4 else "€650.00 → €600.00"
    assert cause["kind"] == "figure" and cause["text"]["en"] == f"rent cap, low: {values} (from 1 January 2025)"
    assert rule(found, "NPA-TRY-3")["flips"] == []


@pytest.mark.parametrize("form", ["facts", "table"])
def test_two_sides_that_are_the_same(corrected, capsys, form):
    if form == "table":
        pytest.importorskip("polars", reason="the extra `tables` is not installed")
    given = [corrected / "facts.yaml"] if form == "facts" else [corrected / "table.csv", "--subject", "letting"]
    for old, new in (("known:2026-06-01", "known:2026-06-02"), ("try", "try"), ("2025-03-01", "2025-03-02")):
        found, _ = told(capsys, old, new, *given, code=0)
        assert found["turned"] == 0 and all(r["state"] == "paired" and not r["flips"] for r in found["rules"])
        assert all(r["verdicts_old"] == r["verdicts_new"] for r in found["rules"])


def test_a_table_by_row(corrected, capsys):
    """Every verdict that turned is a line, as Parquet and as CSV, from a table and from facts."""
    pl = pytest.importorskip("polars", reason="the extra `tables` is not installed")
    sides = ("known:2026-05-31", "known:2026-06-01")
    lines = {f"v{n}": n + 2 for n in range(len(LETTINGS))}
    told(capsys, *sides, corrected / "table.csv", "--subject", "letting", "--rows", corrected / "r.parquet", code=0)
    frame = pl.read_parquet(corrected / "r.parquet")
    seen = frame.select("#id", "verdict_old", "verdict_new").rows()
    assert seen == expected(4) and frame["#line"].to_list() == [lines[i] for i, *_ in seen]
    assert set(frame["rule_old"]) == set(frame["rule_new"]) == {"NPA-TRY-1"}
    about = json.loads(pl.read_parquet_metadata(corrected / "r.parquet")["npa-rules"])
    assert (about["table"], about["kind"], about["old"]["label"]["en"]) == ("impact", "known", "known on 31 May 2026")
    told(capsys, *sides, corrected / "facts.yaml", "--rows", corrected / "r.csv", code=0)
    (head, *rest) = (corrected / "r.csv").read_text("utf-8-sig").splitlines()
    assert head.startswith("#id,#line,file,rule_old,rule_new,clauses,verdict_old") and len(rest) == 4
    assert rest[0].startswith("v1,2,") and "violates,the norm is not met,complies,the norm is met" in rest[0]
    told(capsys, "try", "try", corrected / "facts.yaml", "--rows", corrected / "none.parquet", code=0)
    assert pl.read_parquet(corrected / "none.parquet").height == 0
    assert run(["impact", *sides, str(corrected / "facts.yaml"), "--rows", str(corrected / "r.txt")]) == 2
    assert "[E832]" in capsys.readouterr().err


# ---- editions ------------------------------------------------------------------------------------------------------
def test_the_example_table_counted_by_hand(capsys):
    """F: in force of 2022 without a date, since 2029 behind; B of a monument and C for demolition: no longer asked."""
    pytest.importorskip("polars", reason="the extra `tables` is not installed")
    given = [str(ROOT / "examples/woningtabel.csv"), "--subject", "dwelling"]
    assert run(["impact", "npa-2022", "npa-2025", *given, "--as-of", "2029-01-01", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    one = rule(found, "NPA-DUU-015")
    flips = {(f["old"], f["new"]): [w["id"] for w in f["first"]] for f in one["flips"]}
    assert flips == {
        ("complies", "not_applicable"): ["W-03", "W-08"],
        ("not_applicable", "undetermined"): ["W-07", "W-09"],
        ("not_applicable", "shortfall"): ["W-01"],
    }
    assert one["verdicts_old"] == {"complies": 3, "not_applicable": 5, "undetermined": 1}
    assert one["verdicts_new"] == {"complies": 1, "not_applicable": 4, "undetermined": 3, "shortfall": 1}
    assert {c["kind"] for c in one["causes"]} == {"norm", "date", "scope", "exception"}
    assert {r["state"] for r in found["rules"]} == {"paired", "new"} and found["as_if_in_force"] is True


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_golden(lang, capsys, monkeypatch):
    pytest.importorskip("polars", reason="the extra `tables` is not installed")
    monkeypatch.chdir(ROOT)
    assert run([*TABLE.split()[1:], "--lang", lang]) == 0
    out = capsys.readouterr().out
    assert out == (ROOT / f"examples/expected/impact-npa-2022-npa-2025.{lang}.txt").read_text("utf-8")
    assert all(len(x) <= 80 for x in out.splitlines())
    assert run([*TABLE.split()[1:], "--lang", lang, "--format", "markdown"]) == 0
    marked = capsys.readouterr().out
    assert "NPA-DUU-003 → NPA-DUU-015" in marked and "| 2 |" in marked


def test_the_other_way_round_pairs_the_same_rules():
    forth, back = (both(*names, AS_OF, None) for names in (("npa-2022", "npa-2025"), ("npa-2025", "npa-2022")))
    there = {(p.old.id, p.new.id) for p in pairs(*forth) if p.old and p.new}
    assert there == {(p.new.id, p.old.id) for p in pairs(*back) if p.old and p.new} and len(there) == 12


def years(ruleset, sums):
    subject = ruleset.subjects["corporation_year"]
    return [
        Item(
            subject,
            f"{year}-{pct}",
            {"year": year, "rent_sum_increase_pct": Fraction(pct), "rent_sum_measure": "statutory"},
        )
        for year in (2023, 2024, 2025, 2026, 2027)
        for pct in sums
    ]


def test_a_rule_with_two_successors_counts_once(ruleset):
    """Of 2023 to 2025 the rule of 2025 is the counterpart, from 2026 the one that follows it; no verdict counts twice."""
    impact = Impact(*both("npa-2022", "npa-2025", AS_OF, None), AS_OF, None)
    items = years(ruleset, ("2.6", "3.6", "4.5", "5.3", "5.4"))
    of_items(impact, "corporation_year", items)
    shared = {p.new.id: p for p in impact.pairs["corporation_year"] if p.old and p.new and p.old.id == "NPA-BET-012"}
    assert {i: sum(p.before.values()) for i, p in shared.items()} == {"NPA-BET-026": 15, "NPA-BET-028": 10}
    assert all(sum(p.before.values()) == sum(p.after.values()) and not p.turned for p in shared.values())


# ---- facts and columns ---------------------------------------------------------------------------------------------
def of_items(impact: Impact, name: str, items: list[Item]) -> None:
    """Items through the reference evaluator, each in a file of its own as the rows of a table are."""
    through_facts.ready(impact, name)
    for item in items:
        case = CaseFile("x", [item])
        before, after = (through_facts._judged(impact, n, case) for n in (0, 1))
        through_facts.count(impact, item, before, after, None)


def found_by(impact: Impact, name: str) -> dict[str, object]:
    return {
        f"{p.old.id if p.old else ''}>{p.new.id if p.new else ''}": (
            {k: v for k, v in p.before.items() if v},
            {k: v for k, v in p.after.items() if v},
            {d: (f.count, [w.id for w in f.rows], f.reasons, f.since, f.until) for d, f in p.flips.items()},
        )
        for p in impact.pairs[name]
    }


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("npa-2022", "npa-2025", "rent_increase"),
        ("npa-2025", "npa-2022", "corporation_year"),
        ("npa-2022", "npa-2025", "corporation_year"),
        ("npa-2022", "npa-2025", "municipality_plan"),
        ("2024-06-30", "2026-07-01", "rent_increase"),
        ("2025-12-31", "2026-01-01", "allocation"),
        ("2025-12-31", "2026-12-31", "corporation_year"),
        ("known:2025-12-14", "known:2026-11-24", "rent_increase"),
        ("known:2024-12-10", "known:2026-11-24", "corporation_year"),
    ],
)
def test_columns_say_what_the_reference_says(ruleset, old, new, name):
    pl = pytest.importorskip("polars", reason="the extra `tables` is not installed")
    import random

    from npa_rules.engines import columns
    from npa_rules.impact.table import of_table

    if name in ("rent_increase", "allocation"):
        items = made(ruleset, name, 150)
    else:
        rng, subject = random.Random(5), ruleset.subjects[name]
        items = [Item(subject, f"row-{n}", generated(rng, subject)) for n in range(60)]
        items += years(ruleset, ("2.6", "3.7", "4.6")) if name == "corporation_year" else []
    items = [i for n, i in enumerate(items) if i.facts or n]
    one, two = (Impact(*both(old, new, AS_OF, None), AS_OF, None) for _ in range(2))
    of_items(one, name, items)
    through_facts.ready(two, name)
    frame = columns.frame(ruleset, items).with_columns(
        pl.Series("#id", [i.id for i in items]), pl.int_range(len(items), dtype=pl.Int64, eager=True).alias("#line")
    )
    of_table(two, name, ((part, part) for part in frame.iter_slices(64)))
    assert found_by(one, name) == found_by(two, name)
    assert (one.turned, one.touched, one.items, one.worse) == (two.turned, two.touched, two.items, two.worse)
    if old[0] in "2k":
        assert one.turned


# ---- versions, folders and revisions -------------------------------------------------------------------------------
def test_two_versions_of_a_rule(tmp_path, monkeypatch, capsys):
    """As if either held on every day; a violation that comes is told by the exit code."""
    write(tmp_path, {"rules/try/persons-2.yaml": TWO})
    monkeypatch.setenv("NPA_RULES", str(tmp_path))
    listed = [
        f"- {{subject: letting, id: p{n}, facts: {{signed_on: '2025-03-01', persons: {n}}}}}\n" for n in (3, 4, 5)
    ]
    (tmp_path / "facts.yaml").write_text("".join(listed), "utf-8")
    found, _ = told(capsys, "NPA-TRY-3@0.1.0", "NPA-TRY-3@0.2.0", tmp_path / "facts.yaml", code=1)
    (one,) = found["rules"]
    assert [(f["old"], f["new"], [w["id"] for w in f["first"]]) for f in one["flips"]] == [
        ("complies", "violates", ["p4"])
    ]
    assert [c["text"]["en"] for c in one["causes"]] == ["persons: at most 4 → persons: at most 3"]
    assert (one["old"]["version"], one["new"]["version"]) == ("0.1.0", "0.2.0")
    found, _ = told(capsys, "NPA-TRY-3@0.2.0", "NPA-TRY-3@0.1.0", tmp_path / "facts.yaml", code=0)
    assert found["turned"] == 1


def test_a_table_with_a_rule_of_two_versions(tmp_path, monkeypatch, capsys):
    """Each row by the version of its date, row by row, which is said (W960)."""
    pytest.importorskip("polars", reason="the extra `tables` is not installed")
    write(tmp_path, {"rules/try/persons-2.yaml": TWO})
    monkeypatch.setenv("NPA_RULES", str(tmp_path))
    rows = "id;signed_on;persons\n1;2026-12-31;4\n2;2027-01-01;4\n3;2027-01-01;3\n4;;4\n5;;5\n"
    (tmp_path / "t.csv").write_text(rows, "utf-8")
    sides = ("known:2026-09-30", "known:2026-10-01")
    found, err = told(capsys, *sides, tmp_path / "t.csv", "--subject", "letting", code=1)
    flips = {(f["old"], f["new"]): [w["id"] for w in f["first"]] for f in rule(found, "NPA-TRY-3")["flips"]}
    assert flips == {("complies", "violates"): ["2"]}, "a row without a date may be outside both versions"
    assert rule(found, "NPA-TRY-3")["verdicts_old"] == {"complies": 3, "undetermined": 2}
    assert "[W960]" in err and "NPA-TRY-3" in err


def test_two_folders_with_other_dictionaries(tmp_path, monkeypatch, capsys):
    """Facts are read by each side's own dictionary; from standard input that cannot be done twice."""
    folder = write(tmp_path / "project", START)
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "one")
    more = FILES[LETTING].replace(
        "facts:\n", "facts:\n  storeys: {type: count, label: {nl: 'Lagen', en: 'Storeys'}}\n", 1
    )
    write(folder, {LETTING: more, THIRD: START[THIRD].replace("at_most: 4", "at_most: 3")})
    monkeypatch.setenv("NPA_RULES", str(folder))
    text = "- {subject: letting, id: a, facts: {signed_on: '2025-03-01', persons: 4}}\n"
    (tmp_path / "facts.yaml").write_text(text, "utf-8")
    (tmp_path / "t.csv").write_text("id;signed_on;persons\na;2025-03-01;4\nb;2025-03-01;3\n", "utf-8")
    found, _ = told(capsys, "HEAD", folder, tmp_path / "facts.yaml", code=1)
    assert [(f["old"], f["new"], f["count"]) for f in rule(found, "NPA-TRY-3")["flips"]] == [
        ("complies", "violates", 1)
    ]
    assert [c["kind"] for c in rule(found, "NPA-TRY-3")["causes"]] == ["limit"]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert run(["impact", "HEAD", str(folder), "-", "--lang", "en"]) == 2
    assert "[E961]" in capsys.readouterr().err
    pytest.importorskip("polars", reason="the extra `tables` is not installed")
    found, _ = told(capsys, "HEAD", folder, tmp_path / "t.csv", "--subject", "letting", code=1)
    assert rule(found, "NPA-TRY-3")["flips"][0]["first"][0]["id"] == "a" and found["turned"] == 1


# ---- what goes wrong -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("known:2026-01-01 npa-2025 examples/woning.yaml", "E960"),
        ("known:2026-01-01 known:soon examples/woning.yaml", "E960"),
        ("known:2026-01-01 known:2026-02-01 examples/woning.yaml --known-at 2026-03-01", "E960"),
        ("npa-2022 npa-2025 examples/huurtabel.csv", "E962"),
        ("npa-2022 npa-2025 a.csv b.csv --subject dwelling", "E962"),
        ("NPA-BET-034 NPA-BET-034 examples/woning.yaml", "E963"),
        ("npa-2022 2025-01-01 examples/woning.yaml", "E934"),
        ("npa-2022 npa-2025 examples/huurtabel.csv --subject dweling", "E706"),
        ("npa-2022 npa-2025 examples/nowhere.yaml", "E102"),
    ],
)
def test_what_cannot_be_done(words, code, capsys, monkeypatch):
    if "--subject" in words:
        pytest.importorskip("polars", reason="the extra `tables` is not installed")
    monkeypatch.chdir(ROOT)
    for lang in ("nl", "en"):
        assert run(["impact", *words.split(), "--lang", lang]) == 2
        out, err = capsys.readouterr()
        assert out == "" and f"[{code}]" in err and "Traceback" not in err


def test_known_at_holds_for_both_sides(capsys):
    """What was not public yet on that day is missing on both sides."""
    given = [ROOT / "examples/huurverhoging.yaml"]
    found, _ = told(capsys, "npa-2025", "npa-2025", *given, "--known-at", "2025-12-14", code=0)
    assert rule(found, "NPA-BET-034")["verdicts_new"] == {"undetermined": 1} and found["known_at"] == "2025-12-14"
    found, _ = told(capsys, "npa-2025", "npa-2025", *given, code=0)
    assert rule(found, "NPA-BET-034")["verdicts_new"] == {"complies": 1}
