"""Polars says what the reference says, and generated cases show every kind of verdict."""

from __future__ import annotations

from collections import Counter

import pytest

from npa_rules.engines.reference import Run
from npa_rules.model.case import Settings
from tests.generate import many

columns = pytest.importorskip("npa_rules.engines.columns", reason="the extra `tables` (Polars) is not installed")
KINDS = {
    "allocation": {"complies", "violates", "justified", "not_applicable", "undetermined"},
    "rent_increase": {"complies", "violates", "not_applicable", "undetermined"},
}
ROWS = 5_000  # of each subject: 10,000 in all


@pytest.mark.parametrize("name", sorted(KINDS))
def test_columns_equal_reference_on_generated_rows(ruleset, name, capsys):
    subject = ruleset.subjects[name]
    items = many(ruleset, subject, ROWS)
    assert len(items) >= ROWS
    codes = columns.judge(ruleset, subject, columns.frame(ruleset, items))
    settings, seen, wrong = Settings(as_of=20261124), Counter(), []
    for rule in ruleset.judging(name):
        printed = codes[rule.id].to_list()
        for item, code in zip(items, printed, strict=True):
            outcome = Run(ruleset, [item], settings).judge(rule, item)
            seen[outcome.verdict] += 1
            if columns.decode(code) != (outcome.verdict, outcome.reason):
                wrong.append((rule.id, item.facts, columns.decode(code), outcome.verdict, outcome.reason))
    assert wrong == []
    shares = {v: round(seen[v] / seen.total(), 3) for v in sorted(KINDS[name])}
    with capsys.disabled():
        print(f"\n{name}: {len(items)} generated cases, {shares}")
    assert all(s >= 0.05 for s in shares.values()), shares


def test_a_figure_that_might_not_fit_is_refused():
    with pytest.raises(columns.NotPrintable):
        columns.fits(2**63)


def test_codes_are_read_back():
    assert columns.decode(columns.encode("justified", "excused")) == ("justified", "excused")
