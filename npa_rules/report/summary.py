"""The first lines of a long report: at each subject what is met, what is not, what runs and what is provisional."""

from __future__ import annotations

from collections.abc import Callable

from npa_rules.judge import Verdict
from npa_rules.prose.condition import lower, upper
from npa_rules.report.words import T

MOST_NAMED = 6  # labels of one verdict
LONG = 8  # verdicts of one subject from which a summary helps


Wrap = Callable[..., list[str]]  # a paragraph as lines: text, first indent, next indent


def summary(verdicts: list[Verdict], lang: str, wrap: Wrap) -> list[str]:
    """For several subjects, or one with many rules: how much is met, and what is not met, open or justified."""
    t = T[lang]
    items = {v.item.key: v.item for v in verdicts}
    if len(items) < 3 and sum(v.verdict != "not_applicable" for v in verdicts) < LONG:
        return []
    lines = ["", t["summary"], "=" * len(t["summary"])]
    for key, item in items.items():
        here = [v for v in verdicts if v.item.key == key]
        mine = [v for v in here if v.verdict != "not_applicable"]
        told = [t["met"].format(met=sum(v.verdict == "complies" for v in mine), all=len(mine))]
        for word, count in (
            ("runs", sum(v.reason == "pending" for v in here)),
            ("waits", sum(v.reason == "pending_law" for v in here)),
            ("unsure", sum(bool(v.provisional) for v in mine)),
        ):
            told += [t[f"{word}_one"] if count == 1 else t[word].format(count=count)] if count else []
        lines += wrap(f"{item.subject.label[lang]} {item.id}: {'; '.join(told)}.", "- ", "  ")
        for word in ("violates", "shortfall", "justified", "undetermined"):
            labels = [v.rule.label[lang] for v in mine if v.verdict == word]
            if labels:
                named = "; ".join(map(lower, labels[:MOST_NAMED])) + ("; …" if len(labels) > MOST_NAMED else "")
                heading = upper(t[f"sum_{word}"])
                lines += wrap(f"{heading} ({len(labels)}): {named}.", "    ", "      ")
    return lines
