"""An opponent at work on a kept report and on its facts: each alteration is named, or is rightly none; nothing crashes.

`careful` means that the digests were made anew, as somebody does who knows how a receipt is made.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from npa_rules.cli.main import run
from tests.test_overrides import DISAGREE, FIGURE
from tests.test_verify import FACTS, causes, here, keep, made, verified  # noqa: F401  `here` is a fixture

Step = str | int
FIRST = "verdicts[letting first NPA-TRY-1]"
OVERRIDE = "overrides[parameter:rent_cap[low]@20250101]"
GONE = object()
ROW = ("verdicts", 0)
ASKED = ("receipt", "asked")


@pytest.fixture
def report(here, capsys):  # noqa: F811
    """A report with a figure of its own and a disagreement, kept beside its facts."""
    (here / "npa.toml").write_text(FIGURE + DISAGREE, encoding="utf-8")
    return made(here, capsys)


def put(report: dict[str, Any], path: tuple[Step, ...], value: Any) -> dict[str, Any]:
    """The report with one value changed, added or taken out."""
    found = copy.deepcopy(report)
    home: Any = found
    for step in path[:-1]:
        home = home[step]
    if value is GONE:
        del home[path[-1]]
    else:
        home[path[-1]] = value
    return found


# where; what stands there then; the cause; the place that is named; the same for a careful forger ("": identical)
SAME = "same"
PLACES: list[tuple[tuple[Step, ...], Any, str, str]] = [
    (("as_of",), "2025-12-31", "as_of", SAME),
    (("known_at",), "2025-12-31", "known_at", SAME),
    (("presumptions",), False, "presumptions", SAME),
    (("presumed",), ["SAM-124"], "presumed[0]", SAME),
    (("supposed_parameters",), ["rent_cap"], "supposed_parameters[0]", SAME),
    (("overrides",), [], OVERRIDE, SAME),
    (("overrides",), GONE, "overrides", SAME),
    (("overrides", 0, "who"), "Een ander", f"{OVERRIDE}.who", SAME),
    (("overrides", 0, "why"), "zomaar", f"{OVERRIDE}.why", SAME),
    (("overrides", 0, "until"), "2035-12-31", f"{OVERRIDE}.until", SAME),
    (("overrides", 0, "value"), 600, f"{OVERRIDE}.value", SAME),
    (("overrides", 0, "in_force"), False, f"{OVERRIDE}.in_force", SAME),
    (("disagreements",), [], f"{FIRST}.disagreed_by[0]", SAME),
    (("engine",), "npa-rules 9.9.9 reference", "engine", SAME),
    (("remark",), "fine", "remark", SAME),
    ((*ROW, "verdict"), "complies", f"{FIRST}.verdict", SAME),
    ((*ROW, "provisional"), True, f"{FIRST}.provisional", SAME),
    ((*ROW, "provisional"), GONE, f"{FIRST}.provisional", SAME),
    ((*ROW, "reason"), "met", f"{FIRST}.reason", SAME),
    ((*ROW, "sentence", "nl"), "Voldoet.", f"{FIRST}.sentence.nl", SAME),
    ((*ROW, "title", "en"), "Complies", f"{FIRST}.title.en", SAME),
    ((*ROW, "rule_version"), "9.9.9", f"{FIRST}.rule_version", SAME),
    ((*ROW, "edition"), "npa-2022", f"{FIRST}.edition", SAME),
    ((*ROW, "modality"), "effort", f"{FIRST}.modality", SAME),
    ((*ROW, "clauses", 0, "id"), "TRY-2", f"{FIRST}.clauses[TRY-1]", SAME),
    ((*ROW, "clauses", 0, "citation"), "par. 9", f"{FIRST}.clauses[TRY-1].citation", SAME),
    ((*ROW, "reading"), "bare", f"{FIRST}.reading", SAME),
    ((*ROW, "sensitive_to"), [], f"{FIRST}.sensitive_to[0]", SAME),
    ((*ROW, "overrides"), [], f"{FIRST}.overrides[0]", SAME),
    ((*ROW, "overrides"), GONE, f"{FIRST}.overrides", SAME),
    ((*ROW, "room"), [{"id": "left", "value": 10}], f"{FIRST}.room[left]", SAME),
    ((*ROW, "due"), "2027-01-01", f"{FIRST}.due", SAME),
    ((*ROW, "remark"), 1, f"{FIRST}.remark", SAME),
    ((*ROW, "conditions", 0, "state"), "unknown", f"{FIRST}.conditions[NPA-TRY-1 furnished].state", "facts"),
    ((*ROW, "conditions", 1, "left", "value"), "600.500", f"{FIRST}.conditions[NPA-TRY-1 within_cap].left.value", "facts"),
    ((*ROW, "conditions", 1, "left", "value"), "1e999999999", f"{FIRST}.conditions[NPA-TRY-1 within_cap].left.value", "facts"),
    ((*ROW, "conditions", 1, "left", "value"), "1." + "1" * 6000, f"{FIRST}.conditions[NPA-TRY-1 within_cap].left.value", "facts"),
    ((*ROW, "conditions", 1, "right", "value"), 590, f"{FIRST}.conditions[NPA-TRY-1 within_cap].right.value", "facts"),
    ((*ROW, "parameters", 0, "value"), "590.50", f"{FIRST}.parameters[rent_cap low 2025-03-01].value", "parameters"),
    ((*ROW, "parameters", 0, "value"), "1/0", f"{FIRST}.parameters[rent_cap low 2025-03-01].value", "parameters"),
    ((*ROW, "parameters", 0, "source"), "BZK", f"{FIRST}.parameters[rent_cap low 2025-03-01].source", SAME),
    ((*ROW, "parameters", 0, "confidence"), "conflicting", f"{FIRST}.parameters[rent_cap low 2025-03-01].confidence", SAME),
    ((*ROW, "subject_id"), "f\u0456rst", "verdicts[letting f\u0456rst NPA-TRY-1]", "facts"),  # a Cyrillic letter
    ((*ROW, "rule"), "NPA-TRY-9", "verdicts[letting first NPA-TRY-9]", SAME),
    ((*ROW, "source", "line"), 99, "receipt.report", ""),  # where the facts stood cannot be performed again
    (("ruleset_digest",), "0" * 64, "receipt.report", ""),
    (("disagreements", 0, "why"), "anders", "receipt.report", ""),
    ((*ASKED, "as_of"), "2025-12-31", "receipt.asked.as_of", "as_of"),
    ((*ASKED, "known_at"), "2026-06-30", "receipt.asked.known_at", "known_at"),
    ((*ASKED, "presumptions"), False, "receipt.asked.presumptions", "presumptions"),
    ((*ASKED, "readings"), {"NPA-TRY-1": "bare"}, "receipt.asked.readings.NPA-TRY-1", "readings.NPA-TRY-1"),
    ((*ASKED, "only"), ["NPA-TRY-1"], "receipt.rules.rules.NPA-TRY-3", "verdicts[letting first NPA-TRY-3]"),
    ((*ASKED, "edition"), "none", "receipt.rules.rules.NPA-TRY-1", "verdicts[letting first NPA-TRY-1]"),
    ((*ASKED, "overrides"), [], f"receipt.asked.{OVERRIDE}", OVERRIDE),
    ((*ASKED, "overrides", 0, "who"), "Een ander", f"receipt.asked.{OVERRIDE}.who", f"{OVERRIDE}.who"),
    ((*ASKED, "overrides", 0, "value"), "x", f"receipt.asked.{OVERRIDE}.value", f"{OVERRIDE}.value"),
    ((*ASKED, "overrides", 0, "value"), [], f"receipt.asked.{OVERRIDE}.value", f"{OVERRIDE}.value"),
    ((*ASKED, "overrides", 0, "value"), True, f"receipt.asked.{OVERRIDE}.value", f"{OVERRIDE}.value"),
    ((*ASKED, "overrides", 0, "value"), -1, f"receipt.asked.{OVERRIDE}.value", f"{OVERRIDE}.value"),
    ((*ASKED, "overrides", 0, "from"), None, f"receipt.asked.{OVERRIDE}.from", f"{OVERRIDE}.from"),
    (("receipt", "engine"), "npa-rules 9.9.9", "receipt.engine", "engine"),
    (("receipt", "digest"), "0" * 64, "receipt.digest", ""),
    (("receipt", "parameters"), GONE, "receipt.parameters", SAME),
    (("receipt", "libraries"), GONE, "receipt.digest", "receipt.libraries"),
    (("receipt", "remark"), "fine", "receipt.remark", SAME),
    (("receipt", "rules", "rules", "NPA-TRY-9"), "0" * 16, "receipt.rules.rules.NPA-TRY-9", "rules"),
    (("receipt", "rules", "laws"), {"new-act": "0" * 16}, "receipt.rules.laws.new-act", "laws"),
    (("receipt", "facts", "subjects"), 7, "receipt.facts.subjects", SAME),
    (("receipt", "facts", "sealed"), "0" * 64, "receipt.digest", "receipt.facts.sealed"),
]  # fmt: skip


def names(row: tuple[Any, ...]) -> str:
    return ".".join(map(str, row[0])) + f" {'gone' if row[1] is GONE else str(row[1])[:12]}"


@pytest.mark.parametrize("careful", [False, True], ids=["digests left", "digests anew"])
@pytest.mark.parametrize("row", PLACES, ids=[f"{i} {names(r)}" for i, r in enumerate(PLACES)])
def test_one_place(here, capsys, report, row, careful):  # noqa: F811
    """Each is told by its place, in both languages; to a careful one only what nobody can perform again is left."""
    path, value, place, other = row
    keep(here, put(report, path, value), honest=careful)
    found = verified(capsys)
    told = causes(found)
    if not careful:
        assert place in told["altered"]
        assert len(told["altered"]) <= 10, "a reader must see which place it is"
    elif other in ("rules", "laws", "facts", "parameters"):
        assert other in told
    elif other:
        assert (place if other == SAME else other) in told["altered"]
    else:
        assert found["identical"]


def twice(report: dict[str, Any]) -> None:
    report["verdicts"].append(copy.deepcopy(report["verdicts"][0]))


def less(report: dict[str, Any]) -> None:
    report["verdicts"] = [v for v in report["verdicts"] if v["subject_id"] == "first"]


LISTS: list[tuple[str, Callable[[dict[str, Any]], Any], str, str]] = [
    ("an entry twice", twice, "verdicts[letting first NPA-TRY-1 #2]", "altered"),
    ("an entry less", lambda r: r["verdicts"].pop(0), FIRST, "altered"),
    ("a subject less", less, "verdicts[letting second NPA-TRY-1]", "facts"),
    ("no verdicts", lambda r: r["verdicts"].clear(), FIRST, "facts"),
    ("another order", lambda r: r["verdicts"].reverse(), "verdicts[]", ""),
    ("conditions in another order", lambda r: r["verdicts"][0]["conditions"].reverse(), f"{FIRST}.conditions[]", "altered"),
    ("a condition less", lambda r: r["verdicts"][0]["conditions"].pop(), f"{FIRST}.conditions[NPA-TRY-1 within_cap]", "facts"),
    ("a figure less", lambda r: r["verdicts"][0]["parameters"].pop(), f"{FIRST}.parameters[rent_cap low 2025-03-01]", "facts"),
]  # fmt: skip


@pytest.mark.parametrize("row", LISTS, ids=[r[0] for r in LISTS])
def test_lists(here, capsys, report, row):  # noqa: F811
    _, change, place, careful = row
    change(report)
    keep(here, report)
    assert place in causes(verified(capsys))["altered"]
    keep(here, report, honest=True)
    found = verified(capsys)
    assert careful in causes(found) if careful else [n["kind"] for n in found["notes"]] == ["order"]


def test_figures_that_look_alike_are_told_apart(here, capsys, report):  # noqa: F811
    keep(here, put(report, (*ROW, "parameters", 0, "value"), "590.50"))
    assert run(["verify", "report.json", "facts.yaml", "--lang", "en"]) == 1
    assert '"590.50" → "590.5"' in " ".join(capsys.readouterr().out.split())


def test_an_override_that_cannot_be_made_is_named(here, capsys, report):  # noqa: F811
    """Altered alike in the receipt and at the head of the report."""
    for name, value in (
        ("target", "rent_cup"),
        ("value", "veel"),
        ("value", 6000),
        ("from", "gisteren"),
        ("kind", "x"),
    ):
        for path in (("overrides", 0), (*ASKED, "overrides", 0)):
            report = put(report, (*path, name), value)
        keep(here, report, honest=True)
        assert causes(verified(capsys))["options"] == ["parameter:rent_cap[low]@20250101"]


@pytest.mark.parametrize("name", ["as_of", "known_at"])
@pytest.mark.parametrize(
    "value", ["0001-01-01", "9999-12-31", "0000-01-01", "2026-1-1", "\uff12026-01-01", "2026-02-30"]
)
def test_odd_dates(here, capsys, report, name, value):  # noqa: F811
    for path in ((name,), (*ASKED, name)):
        report = put(report, path, value)
    keep(here, report, honest=True)
    code = run(["verify", "report.json", "facts.yaml", "--lang", "en"])
    out, err = capsys.readouterr()
    assert code in (0, 1) or (code == 2 and "--> " in err and out == "")


def test_forms_of_one_report(here, capsys, report):  # noqa: F811
    """Order of keys, spaces, escapes, line ends, a mark at the start, UTF-16, -0 and another form of é: the same report."""
    told = json.dumps(report, ensure_ascii=False, indent=2)
    forms = [
        json.dumps(report, sort_keys=True, separators=(",", ":")).encode(),
        told.replace("\n", "\r\n").encode(),
        told.encode("utf-8-sig"),
        told.encode("utf-16"),
        told.replace('"line": ', '"line":\t').encode(),
    ]
    for text in forms:
        (here / "report.json").write_bytes(text)
        found = verified(capsys)
        assert found["identical"] and found["notes"] == []


def test_composed_and_decomposed_letters_are_one(here, capsys):  # noqa: F811
    (here / "facts.yaml").write_text(FACTS.replace("first", "caf\u00e9"), encoding="utf-8")
    report = made(here, capsys)
    (here / "report.json").write_text(json.dumps(report).replace("\\u00e9", "e\\u0301"), encoding="utf-8")
    assert verified(capsys)["identical"]
    keep(here, report)
    (here / "facts.yaml").write_text(FACTS.replace("first", "cafe\u0301"), encoding="utf-8")
    assert verified(capsys)["identical"]


FACT_EDITS = {
    "the same": (FACTS, None),
    "two zeros": (FACTS.replace("500,", "500.00,"), None),
    "in quotes": (FACTS.replace("500,", "'500',"), None),
    "date without quotes": (FACTS.replace("'2025-03-01'", "2025-03-01"), None),
    "windows": (FACTS.replace("\n", "\r\n"), None),
    "mark at the start": ("\ufeff" + FACTS, None),
    "another figure": (FACTS.replace("600.50", "600.51"), ["letting first: NPA-TRY-1: counted"]),
    "another count": (FACTS.replace("persons: 3", "persons: 2"), ["letting second: persons"]),
    "another category": (FACTS.replace("group: low", "group: high"), ["letting first: rent_cap (key)"]),
    "another day": (FACTS.replace("2025-03-01", "2025-03-02"), ["letting first: signed_on"]),
    "another year": (FACTS.replace("2025-03-01", "2024-12-31"), ["letting first: signed_on"]),
    "a capital": (FACTS.replace("id: first", "id: First"), ["letting first", "letting First"]),
    "a space": (FACTS.replace("id: first", "id: 'first '"), ["letting first", "letting first "]),
    "one less": (FACTS.partition("- subject: letting\n  id: second")[0], ["letting second"]),
    "one more": (FACTS + "- {subject: letting, id: x, facts: {signed_on: '2025-01-01'}}\n", ["letting x"]),
    "a fact less": (FACTS.replace("persons: 3, ", ""), ["letting second: persons"]),
}
REFUSED = {
    "decimal comma": (FACTS.replace("600.50", "600,50"), "E501"),
    "three decimals": (FACTS.replace("600.50", "600.501"), "E504"),
    "yes": (FACTS.replace("furnished: false", "furnished: no"), "E106"),
    "short date": (FACTS.replace("2025-03-01", "2025-3-1"), "E205"),
    "dutch date": (FACTS.replace("2025-03-01", "01-03-2025"), "E205"),
    "an id twice": (FACTS + FACTS, "E510"),
    "against what follows": (FACTS.replace("group: low", "group: low, persons: 5"), "E508"),
    "empty": ("", "E110"),
}


@pytest.mark.parametrize("name", FACT_EDITS)
def test_facts_in_another_form_or_otherwise(here, capsys, name):  # noqa: F811
    made(here, capsys)
    text, told = FACT_EDITS[name]
    (here / "facts.yaml").write_bytes(text.encode())
    found = verified(capsys)
    assert causes(found) == ({"facts": told} if told else {})


@pytest.mark.parametrize("name", REFUSED)
def test_facts_that_are_refused(here, capsys, name):  # noqa: F811
    made(here, capsys)
    text, code = REFUSED[name]
    (here / "facts.yaml").write_bytes(text.encode())
    assert run(["verify", "report.json", "facts.yaml", "--lang", "en"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and f"[{code}]" in err and "--> facts.yaml" in err
