"""A table by rules and definitions of several versions: each row by the version of its date, as the reference says."""

from __future__ import annotations

from itertools import product

import pytest

from npa_rules.engines.reference import Run
from npa_rules.load.compiled import dump, parse
from npa_rules.load.ruleset import load_sources
from npa_rules.model.case import Item, Settings
from tests.engines.test_versions import READING, TWO
from tests.load.ruleset import FILES, RULE, SECOND, write

pytest.importorskip("polars", reason="the extra `tables` (Polars) is not installed")

from npa_rules.audit.missing import Explainer
from npa_rules.audit.reads import reads
from npa_rules.engines import columns

AS_OF = 20271201
TO_TWO = (
    FILES[SECOND]
    .replace("0.1.0", "0.2.0")
    .replace("at_most: 1", "at_most: 2")
    .replace(
        "modality: definition",
        "modality: definition\nin_force: {from: '2026-01-01'}\nsupersedes: '0.1.0'\nrecorded: '2026-01-01'",
    )
)
ROOMY = TWO.replace("fact: persons, at_most: 3", "fact: rent, at_most: 900")


def made(folder, **files):
    return parse(dump(load_sources(write(folder, files)).ruleset))


def items(ruleset):
    days = (None, 20191231, 20251231, 20260101, 20261231, 20270101, 20350101)
    found = []
    for day, persons, rent, furnished in product(days, (None, 1, 2, 3, 4, 5), (None, 550, 700, 901), (None, False)):
        facts = {"signed_on": day, "persons": persons, "rent": rent, "furnished": furnished}
        given = {k: v for k, v in facts.items() if v is not None}
        found.append(Item(ruleset.subjects["letting"], str(len(found)), given))
    return found


@pytest.mark.parametrize(
    ("files", "refused"),
    [
        ({"rules/try/persons-2.yaml": TWO}, {"NPA-TRY-3"}),
        ({"rules/try/persons-2.yaml": TWO, RULE: READING}, {"NPA-TRY-3", "NPA-TRY-1"}),  # one rests on the other
        ({"rules/try/group-2.yaml": TO_TWO}, set()),  # versions of a definition go by their windows
        ({"rules/try/group-2.yaml": TO_TWO, "rules/try/persons-2.yaml": ROOMY}, {"NPA-TRY-3"}),
    ],
)
def test_each_row_by_the_version_of_its_date(tmp_path, files, refused):
    ruleset = made(tmp_path, **files)
    subject, rows = ruleset.subjects["letting"], items(ruleset)
    plan = columns.Plan(ruleset, subject, AS_OF)
    assert plan.refused == dict.fromkeys(refused, "several versions")
    codes, seen = plan.judge(columns.frame(ruleset, rows)).to_dict(as_series=False), set()
    for number, item in enumerate(rows):
        run = Run(ruleset, [item], Settings(AS_OF))
        for rule, found in codes.items():
            outcome = run.by_date(rule, item)
            assert columns.decode(found[number]) == (outcome.verdict, outcome.reason), (rule, item.facts)
            seen.add((rule, outcome.rule.version, outcome.verdict))
    for rule in refused & {"NPA-TRY-3"}:  # both versions judge rows, and not all alike
        assert {(rule, v, d) for v in ("0.1.0", "0.2.0") for d in ("complies", "violates")} <= seen


def test_what_is_missing_of_each_version(tmp_path):
    """The versions rest on other facts, so rows that are alike for the newest are not alike."""
    ruleset = made(tmp_path, **{"rules/try/persons-2.yaml": ROOMY})
    assert {"persons", "rent", "signed_on"} <= reads(ruleset, ruleset.rules["NPA-TRY-3"]).facts
    rows = [i for i in items(ruleset) if "furnished" not in i.facts]
    plan = columns.Plan(ruleset, ruleset.subjects["letting"], AS_OF)
    table = columns.frame(ruleset, rows)
    codes = plan.judge(table)["NPA-TRY-3"].to_list()
    open_ = [n for n, c in enumerate(codes) if columns.decode(c)[0] == "undetermined"]
    answers = Explainer(plan).missing(table, "NPA-TRY-3", open_)
    for number, told in zip(open_, answers, strict=True):
        missing = Run(ruleset, [rows[number]], Settings(AS_OF)).by_date("NPA-TRY-3", rows[number]).missing
        assert told == tuple(sorted(missing)) and told
    assert {("persons",), ("rent",)} <= {*answers}
