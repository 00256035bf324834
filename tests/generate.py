"""Generated facts: values near the limits and period edges that matter, and missing ones."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from npa_rules.model.dictionary import FactType, Subject
from npa_rules.model.rule import RuleSet

DATES = {
    "allocation": [20211231, 20220101, 20240630, 20250301, 20251231, 20260101, 20260301, 20260906, 20260907, 20261231],
    "rent_increase": [20220301, 20220701, 20230701, 20240701, 20250630, 20250701, 20260301, 20260630, 20260701, 20270630],
}
LATE = [20270101, 20270701]
RENTS = ["300", "349.99", "350", "600", "633.25", "650.43", "682.96", "697.07", "702.10", "713.02", "713.03", "731.93",
         "738.02", "740.42", "740.43", "764.14", "764.15", "791.54", "900.07", "932.93", "932.94", "1000"]  # fmt: skip
INCOMES = ["0", "20000", "27725", "28375", "28775", "29400", "29401", "37250", "37300", "37350", "38650", "39925", "51537",
           "51538", "56910", "59504", "59505", "68858", "70149", "70150", "75000", "93532", "120000"]  # fmt: skip


def value(ruleset: RuleSet, subject: Subject, entry: FactType) -> st.SearchStrategy[object]:
    """A plausible typed value of one entry."""
    if entry.type == "date":
        return st.sampled_from(DATES[subject.name] * 3 + LATE)
    if entry.type == "ordered":
        return st.integers(0, len(ruleset.scales[entry.scale].order) - 1)
    if entry.type == "bool":
        return st.booleans()
    if entry.type == "code":
        return st.sampled_from(sorted(entry.codes))
    if entry.type == "count":
        return st.sampled_from([1, 1, 2, 2, 3, 5])
    if entry.unit == "eur_per_year":
        return st.sampled_from([Fraction(i) for i in INCOMES])
    if entry.name in ("increase_for_insulation", "increase_for_improvement"):
        return st.sampled_from([Fraction(0), Fraction("12.50"), Fraction(40)])
    return st.sampled_from([Fraction(r) for r in RENTS])


def facts(ruleset: RuleSet, subject: Subject, *, present: float = 0.85) -> st.SearchStrategy[dict[str, object]]:
    """Facts of a subject, each there or not; derived ones are left to their definitions."""
    derived = {f.partition(".")[2] for f in ruleset.index.defining}

    @st.composite
    def build(draw: st.DrawFn) -> dict[str, object]:
        found = {}
        for name, entry in subject.facts.items():
            if (name in derived and name != "household_income_band") or entry.type in ("text", "event", "list"):
                continue
            if name == "household_income_band" and "household_income" in found:
                continue
            if draw(st.floats(0, 1)) < present:
                found[name] = draw(value(ruleset, subject, entry))
        if "rent_before" in found and "rent_after" in found and draw(st.booleans()):
            factor = draw(st.sampled_from(["1", "1.023", "1.031", "1.041", "1.05", "1.058", "1.0", "1.06"]))
            cents = int(found["rent_before"] * Fraction(factor) * 100) + draw(st.integers(-1, 1))  # type: ignore[operator]
            found["rent_after"] = Fraction(max(cents, 0), 100)
        return found

    return build()
