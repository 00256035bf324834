"""Receipts: one text for one meaning, and no digest that tells more of facts than the report does."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from npa_rules.cli.main import run
from npa_rules.receipt import KEY, canonical, cited, digest, judged, meaning, rule_digest
from tests.load.ruleset import FILES, PARAMETER, RULE, THIRD, write

YAML = """\
- subject: letting
  id: first
  facts: {signed_on: '2025-03-01', furnished: false, rent: 600.50, group: low, features: [lift, garden]}
- subject: letting
  id: second
  facts: {signed_on: '2025-04-01', furnished: true, persons: 5}
"""
SAME = {
    "order of keys": "- {id: first, facts: {group: low, rent: 600.5, furnished: false, signed_on: '2025-03-01',"
    " features: [garden, lift]}, subject: letting}\n- facts: {persons: 5, furnished: true, signed_on: '2025-04-01'}\n"
    "  subject: letting\n  id: second\n",
    "json": json.dumps(
        [
            {
                "subject": "letting",
                "id": "first",
                "facts": {
                    "signed_on": "2025-03-01",
                    "furnished": False,
                    "rent": "600.50",
                    "group": "low",
                    "features": ["lift", "garden"],
                },
            },
            {
                "subject": "letting",
                "id": "second",
                "facts": {"signed_on": "2025-04-01", "furnished": True, "persons": 5},
            },
        ]
    ),
    "comments": "# a comment\n\n" + YAML.replace("  id: first", "  id: 'first'   # the first"),
}
OTHER = {
    "value": YAML.replace("600.50", "600.51"),
    "id": YAML.replace("id: second", "id: third"),
    "code": YAML.replace("group: low", "group: high"),
    "known": YAML.replace("persons: 5", "persons: 4"),
    "one fewer": YAML.partition("- subject: letting\n  id: second")[0],
}


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.setenv("NPA_RULES", str(write(tmp_path)))
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(KEY, raising=False)
    return tmp_path


def report(here, capsys, text: str, *options: str, name: str = "facts.yaml") -> dict:
    (here / name).write_text(text, encoding="utf-8")
    assert run(["check", name, "--format", "json", "--as-of", "2026-01-01", *options]) in (0, 1)
    return json.loads(capsys.readouterr().out)


def test_canonical_form():
    assert canonical({"b": [1, "é"], "a": None}) == '{"a":null,"b":[1,"é"]}'.encode()
    assert canonical("e\u0301") == canonical("\u00e9")
    assert canonical({"e\u0301": True}) == canonical({"\u00e9": True})
    assert canonical(1) != canonical("1") != canonical(True)
    for odd in (1.5, float("nan"), Fraction(1, 2), {1, 2}, object()):
        with pytest.raises(TypeError):
            canonical([odd])
    assert digest({"x": 1}) == digest({"x": 1}) != digest({"x": 2})
    assert len(digest(None)) == 64


@pytest.mark.parametrize("name", SAME)
def test_form_does_not_matter(here, capsys, monkeypatch, name):
    monkeypatch.setenv(KEY, "a key of the user")
    first = report(here, capsys, YAML)["receipt"]
    second = report(here, capsys, SAME[name], name="facts.json" if name == "json" else "facts.yaml")["receipt"]
    for part in ("facts", "rules", "parameters", "verdicts", "asked"):
        assert first[part] == second[part]
    assert first["facts"]["sealed"]


@pytest.mark.parametrize("name", OTHER)
def test_values_and_ids_matter(here, capsys, monkeypatch, name):
    monkeypatch.setenv(KEY, "a key of the user")
    first, second = (report(here, capsys, t)["receipt"]["facts"] for t in (YAML, OTHER[name]))
    assert first["cited"] != second["cited"]
    assert first["sealed"] != second["sealed"]


def test_a_relation_matters(here, capsys, monkeypatch):
    monkeypatch.setenv(KEY, "k")
    text = YAML.replace("group: low", "group: low, owner_name: a")
    first, second = (report(here, capsys, t)["receipt"]["facts"] for t in (text, text.replace("name: a", "name: b")))
    assert first["sealed"] != second["sealed"]


def test_no_digest_of_what_the_report_does_not_show(here, capsys, monkeypatch):
    """An uncited fact changes nothing of the report: nobody can try values against it."""
    first, second = (
        report(here, capsys, YAML.replace("group: low", f"group: low, comfort: {c}")) for c in ("poor", "good")
    )
    assert first == second
    assert first["receipt"]["facts"]["sealed"] is None
    monkeypatch.setenv(KEY, "one")
    one = report(here, capsys, YAML)["receipt"]["facts"]["sealed"]
    monkeypatch.setenv(KEY, "two")
    assert one != report(here, capsys, YAML)["receipt"]["facts"]["sealed"] != None  # noqa: E711


def test_the_digest_of_cited_facts_follows_from_the_report(here, capsys, small):
    data = report(here, capsys, YAML)
    shown = cited(data, small)
    assert shown["letting", "first"]["furnished"] is False
    assert shown["letting", "second"]["persons"] == 5
    assert data["receipt"]["facts"]["cited"] == digest([[*k, v] for k, v in sorted(shown.items())])


def test_words_are_not_judged(here, capsys):
    first = report(here, capsys, YAML)
    write(here, {RULE: FILES[RULE].replace("Highest rent'}", "Rent at most'}").replace("0.1.0", "0.1.1")})
    second = report(here, capsys, YAML)
    assert first["verdicts"] != second["verdicts"]
    assert judged(first["verdicts"]) == judged(second["verdicts"])
    for part in ("rules", "parameters", "facts", "verdicts"):
        assert first["receipt"][part] == second["receipt"][part]


def test_all_that_is_no_word_is_judged(here, capsys):
    """Each key of a verdict is either one of these words or part of what is compared."""
    words = "sentence title page ranges to_show source rule_version disagreed_by".split()
    (entry, *_) = report(here, capsys, YAML)["verdicts"]
    assert {*words} <= {*entry}
    for key in entry:
        changed = judged(entry | {key: "altered"}) != judged(entry)
        assert changed is (key not in words), key


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (RULE, "is_false: true", "is_true: true"),
        (RULE, "at_most: {value: cap}", "less_than: {value: cap}"),
        (RULE, "from: '2024-01-01'", "from: '2024-01-02'"),
        (RULE, "modality: norm", "modality: effort"),
        (RULE, "expr: 'rent * 1'", "expr: 'rent * 2'"),
        (RULE, "{fact: base_rent}", "{expr: 'rent - 0.5'}"),
        ("rules/facts/letting.yaml", "persons: {type: count,", "persons: {type: count, presume: '1',"),
    ],
)
def test_meaning_is_in_the_digest_of_a_rule(tmp_path, small, file, old, new):
    from npa_rules.load.ruleset import load_sources

    assert FILES[file].count(old) >= 1
    try:
        changed = load_sources(write(tmp_path, {file: FILES[file].replace(old, new, 1)})).ruleset
    except Exception:
        pytest.skip("the change does not load")
    rule = "NPA-TRY-3" if "facts" in file else "NPA-TRY-1"
    assert rule_digest(changed, changed.rules[rule]) != rule_digest(small, small.rules[rule])


def test_what_lies_outside_the_digest_of_a_rule(tmp_path, small):
    from npa_rules.load.ruleset import load_sources

    text = FILES[THIRD].replace("Hoogste aantal", "Grootste aantal").replace("status: draft", "status: stable")
    text = text.replace("persons: 5}", "persons: 6}").replace("format: 1\n", "format: 1\n# a comment\n")
    changed = load_sources(write(tmp_path, {THIRD: text, PARAMETER: FILES[PARAMETER].replace("Huurgrens", "Grens")}))
    for rule in small.rules.values():
        assert rule_digest(changed.ruleset, changed.ruleset.rules[rule.id]) == rule_digest(small, rule)


def test_meaning_leaves_out_defaults_and_labels(small):
    told = meaning(small.rules["NPA-TRY-3"])
    assert told["is"] == "Rule" and "label" not in told and "due" not in told and "excused_if" not in told
    assert told["applies_to"] == "letting"


def test_every_option_is_in_the_receipt(here, capsys):
    options = ("--known-at", "2025-12-31", "--only", "rent-cap", "--reading", "NPA-TRY-1=bare", "--no-presumptions")
    asked = report(here, capsys, YAML, *options, "--edition", "try")["receipt"]["asked"]
    assert asked["known_at"] == "2025-12-31" and asked["only"] == ["rent-cap"] and asked["edition"] == "try"
    assert asked["readings"] == {"NPA-TRY-1": "bare"} and asked["presumptions"] is False
    assert [o["id"] for o in asked["overrides"]] == ["reading:NPA-TRY-1=bare"]
