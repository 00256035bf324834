"""Departures of a user in tables: the verdicts of `npa check`, counted and named, and nothing that it would mark missed."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import pytest

pl = pytest.importorskip("polars", reason="the extra `tables` (Polars) is not installed")

from npa_rules.audit.data import schema  # noqa: E402
from npa_rules.cli.main import run  # noqa: E402
from tests.load.ruleset import write  # noqa: E402
from tests.test_overrides import DERIVES, DISAGREE, FIGURE, FOLDER, OWN_FILES, READING  # noqa: E402

COLUMNS = ("signed_on", "furnished", "rent", "base_rent", "group", "persons")
CHOICES: dict[str, list[str]] = {
    "signed_on": ["2024-03-01", "2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01", "", "2025-03-01"],
    "furnished": ["true", "false", "false", "false", ""],
    "rent": ["490", "550", "551", "590.5", "590.6", "600", "600.01", ""],
    "base_rent": ["480", "580", "590.5", "", ""],
    "group": ["low", "low", "high", ""],
    "persons": ["1", "3", "5", ""],
}
SOME = READING + FIGURE + FOLDER
NAMES = {"reading:NPA-TRY-1=bare", "parameter:rent_cap[low]@20250101", "rules:own"}


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder with own rules, 120 lettings as a table and as facts, and no `npa.toml` yet."""
    monkeypatch.setenv("NPA_RULES", str(write(tmp_path / "set")))
    home = tmp_path / "work"
    for name, text in (OWN_FILES | {"persons.yaml": DERIVES}).items():
        (home / "own" / name).parent.mkdir(parents=True, exist_ok=True)
        (home / "own" / name).write_text(text, encoding="utf-8")
    rng = random.Random(6)
    rows = [{c: rng.choice(CHOICES[c]) for c in COLUMNS} for _ in range(120)]
    for row in rows:
        if row["persons"]:  # what the definitions make of it, otherwise check refuses the file
            row["persons"] = {"true": "5", "false": "1"}.get(row["furnished"], "")
        if row["group"]:
            row["group"] = {"true": "high", "false": "low"}.get(row["furnished"], row["group"])
        if row["base_rent"] and row["rent"] and float(row["base_rent"]) > float(row["rent"]):
            row["base_rent"] = ""
    lines = [";".join([f"n{n}", *row.values()]) for n, row in enumerate(rows)]
    (home / "t.csv").write_text("\n".join([";".join(["id", *COLUMNS]), *lines]) + "\n", encoding="utf-8")
    facts = [{"subject": "letting", "id": f"n{n}", "facts": {k: plain(v) for k, v in row.items() if v}}
             for n, row in enumerate(rows)]  # fmt: skip
    (home / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
    monkeypatch.chdir(home)
    return home


def plain(text: str) -> Any:
    return {"true": True, "false": False}.get(text, float(text) if text.replace(".", "").isdigit() else text)


def audited(capsys, *options: str, as_of: str = "2026-01-01", lang: str = "en") -> str:
    assert run(["audit", "t.csv", "--subject", "letting", "--as-of", as_of, "--no-near", "--lang", lang, *options]) in (
        0,
        1,
    )
    return capsys.readouterr().out


def summary(capsys, *options: str, as_of: str = "2026-01-01") -> dict[str, Any]:
    found = json.loads(audited(capsys, "--format", "json", *options, as_of=as_of))
    jsonschema.validate(found, schema())
    return found


def checked(capsys, *options: str, as_of: str = "2026-01-01") -> dict[str, Any]:
    assert run(["check", "facts.json", "--format", "json", "--as-of", as_of, "--lang", "en", *options]) in (0, 1)
    return json.loads(capsys.readouterr().out)


def tally(report: dict[str, Any]) -> dict[str, dict[str, int]]:
    found: dict[str, Counter[str]] = {}
    for v in report["verdicts"]:
        found.setdefault(v["rule"], Counter())[v["verdict"]] += 1
    return {r: dict(c) for r, c in found.items()}


def counts(found: dict[str, Any]) -> dict[str, dict[str, int]]:
    return {r["rule"]: {v: n for v, n in r["verdicts"].items() if n} for r in found["rules"]}


@pytest.mark.parametrize(
    "toml", [READING, FIGURE, FOLDER, SOME, ""], ids=["reading", "figure", "folder", "all", "none"]
)
@pytest.mark.parametrize("known_at", [None, "2026-06-01"])
def test_a_table_says_what_check_says_and_misses_no_mark(here, capsys, tmp_path, toml, known_at):
    if toml:
        (here / "npa.toml").write_text(toml, encoding="utf-8")
    more = ("--known-at", known_at) if known_at else ()
    report = checked(capsys, *more)
    long = tmp_path / "long.parquet"
    found = summary(capsys, "--long", str(long), *more)
    assert counts(found) == tally(report)
    assert found["overrides"] == report["overrides"]
    marked = {(v["subject_id"], v["rule"], o) for v in report["verdicts"] for o in v["overrides"]}
    per = Counter((o, r) for _, r, o in marked)
    rests = {(t["override"], t["rule"]): t["rests"] for t in found["touched"]}
    assert all(rests.get(k, 0) >= n for k, n in per.items()), "whatever check marks is counted"
    assert found["overridden"] >= len({(i, r) for i, r, _ in marked})
    table = pl.read_parquet(long)
    assert ("overrides" in table.columns) is bool(toml)
    if not toml:
        assert found["touched"] == [] and found["overridden"] == 0
        return
    told = {(i, r, o) for i, r, names in table.select("#id", "rule", "overrides").iter_rows() for o in names}
    reported = {v["subject_id"] + v["rule"] for v in report["verdicts"]
                if v["verdict"] in ("violates", "shortfall", "undetermined")}  # fmt: skip
    assert {m for m in marked if m[0] + m[1] in reported} <= told
    if toml is not SOME:  # of one departure alone: what differs without it
        (here / "npa.toml").unlink()
        bare = {(v["subject_id"], v["rule"]): v["verdict"] for v in checked(capsys, *more)["verdicts"]}
        turned = Counter(v["rule"] for v in report["verdicts"]
                         if bare.get(k := (v["subject_id"], v["rule"]), v["verdict"]) != v["verdict"] and k)  # fmt: skip
        assert {t["rule"]: t["turned"] for t in found["touched"] if t["turned"]} == turned
        assert turned, "the departure turns something"


def test_who_why_and_until_when_are_said(here, capsys):
    (here / "npa.toml").write_text(SOME + DISAGREE.replace('"whole"', '"bare"'), encoding="utf-8")
    for lang, form in (("nl", "text"), ("en", "text"), ("nl", "markdown"), ("en", "markdown")):
        told = " ".join(audited(capsys, "--format", form, lang=lang).replace("\\", "").split())
        for part in (
            "Corporatie Noord",
            "Regiotafel",
            "Gemeente Voorbeeld",
            "besluit van 3 maart 2025",
            "servicekosten",
        ):
            assert part in told, (part, form)
        count = summary(capsys)["overridden"]
        top = {
            "nl": f"Let op: {count} oordelen kunnen rusten op een afwijking",
            "en": f"Note: {count} verdicts may rest",
        }
        assert top[lang] in told.replace("*", "")
        beside = {"nl": "oneens met lezing 'bare'", "en": "disagrees with reading 'bare'"}[lang]
        assert told.count(beside) == 2, "beside the clause, and in full"
        assert {"nl": "lezing 'bare' van NPA-TRY-1 in plaats van 'whole'", "en": "instead of 'whole'"}[lang] in told


def test_the_verdict_table_carries_them(here, capsys, tmp_path):
    (here / "npa.toml").write_text(SOME + DISAGREE, encoding="utf-8")
    for option in ("--wide", "--long"):
        audited(capsys, option, str(tmp_path / "t.parquet"))
        meta = json.loads(pl.read_parquet_metadata(tmp_path / "t.parquet")["npa-rules"])
        assert {o["id"] for o in meta["overrides"]} == NAMES and all(
            o["who"] and o["in_force"] for o in meta["overrides"]
        )
        assert meta["disagreements"][0]["party"] == "woonbond" and "TOWN-RENT-1" in meta["rules"]
    audited(capsys, "--long", str(tmp_path / "t.csv"))
    assert "rules:own" in (tmp_path / "t.csv").read_text("utf-8")


@pytest.mark.parametrize(("as_of", "counts_"), [("2026-06-30", True), ("2026-07-01", False)])
def test_an_expired_one_counts_no_more_and_is_named(here, capsys, as_of, counts_):
    bare = counts(summary(capsys, as_of=as_of))
    (here / "npa.toml").write_text(FIGURE, encoding="utf-8")
    found = summary(capsys, as_of=as_of)
    assert (counts(found) != bare) is counts_ and (found["overridden"] > 0) is counts_
    assert [o["in_force"] for o in found["overrides"]] == [counts_]
    told = " ".join(audited(capsys, as_of=as_of, lang="nl").split())
    assert ("Verlopen, telt niet meer mee" in told) is not counts_ and ("Let op:" in told) is counts_
    assert "Regiotafel" in told


def test_the_command_line_departs_too(here, capsys):
    found = summary(capsys, "--reading", "NPA-TRY-1=bare", "--rules", "own")
    assert {(o["id"], o["who"]) for o in found["overrides"]} == {("reading:NPA-TRY-1=bare", None), ("rules:own", None)}
    (here / "elsewhere.toml").write_text(READING, encoding="utf-8")
    assert [o["who"] for o in summary(capsys, "--config", "elsewhere.toml")["overrides"]] == ["Corporatie Noord"]
    assert run(["audit", "t.csv", "--subject", "letting", "--reading", "NPA-TRY-1=none", "--lang", "en"]) == 2
    assert "[E312]" in capsys.readouterr().err


def test_a_disagreement_changes_nothing(here, capsys):
    bare = counts(summary(capsys))
    (here / "npa.toml").write_text(DISAGREE, encoding="utf-8")
    found = summary(capsys)
    assert counts(found) == bare and found["overridden"] == 0 and found["touched"] == []
    assert {r["rule"]: r["disagreed_by"] for r in found["rules"]}["NPA-TRY-1"] == ["woonbond"]


def test_for_the_public_no_small_count_is_shown(here, capsys):
    (here / "npa.toml").write_text(SOME, encoding="utf-8")
    whole = {(t["override"], t["rule"]): t for t in summary(capsys)["touched"]}
    found = summary(capsys, "--public")
    assert found["overridden"] == "…" and {o["id"] for o in found["overrides"]} == NAMES
    rows = {r["rule"]: 120 for r in found["rules"]}
    for t in found["touched"]:
        exact = whole[t["override"], t["rule"]]
        for name, rest in (("turned", exact["rests"]), ("rests", rows[t["rule"]])):
            if isinstance(t[name], int) and isinstance(t["rests"], int):
                assert t[name] == exact[name] and not 0 < t[name] < 5 and not 0 < rest - t[name] < 5


@pytest.mark.parametrize("engine", ["duckdb"])
def test_another_engine_judges_by_them_too(here, capsys, tmp_path, engine):
    (here / "npa.toml").write_text(SOME, encoding="utf-8")
    tables = []
    for name in ("polars", engine):
        audited(capsys, "--engine", name, "--wide", str(tmp_path / f"{name}.parquet"))
        tables.append(pl.read_parquet(tmp_path / f"{name}.parquet"))
    assert tables[0].equals(tables[1])


def test_mistakes_are_those_of_check(here, capsys):
    Path("npa.toml").write_text(READING.replace("NPA-TRY-1", "NPA-TRY-9"), encoding="utf-8")
    assert run(["audit", "t.csv", "--subject", "letting", "--lang", "en"]) == 2
    assert "[E304]" in capsys.readouterr().err


def test_what_rests_on_a_definition_counts_and_nothing_else(ruleset):
    """The share of a programme is a definition: with its reading, the verdicts on the share, not those on the framework."""
    from npa_rules.audit.overruled import Overruled
    from npa_rules.engines.columns import Plan
    from npa_rules.model.case import Settings
    from npa_rules.model.override import Override

    one = Override("reading", "NPA-BES-014-SHARE", "", "", None, chosen="hard-capacity")
    settings = Settings(20261124, readings={one.target: one.chosen}, overrides=(one,))
    subject = ruleset.subjects["municipality_plan"]
    (part,) = Overruled(lambda r: Plan(r, subject, 20261124), ruleset, subject, settings).parts
    assert set(part.rules) == {"NPA-BES-014", "NPA-BES-015", "NPA-BES-016", "NPA-BES-028"}
