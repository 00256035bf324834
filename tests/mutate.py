"""Facts for every subject, from the cases of its rules: mixed, nudged over limits, and with parts left out.

The cases of a rule stand at its limits, so what is made of them does too; it needs no generator of its own for a new
subject.
"""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

from npa_rules.cases import Case
from npa_rules.model.case import Happening, Item
from npa_rules.model.dictionary import FactType, Subject

STEPS = (Fraction(-1), Fraction(-1, 100), Fraction(1, 100), Fraction(1))


def subjects(cases: list[Case]) -> dict[str, list[Case]]:
    """The cases by the subject that they are about."""
    found: dict[str, list[Case]] = {}
    for case in cases:
        found.setdefault(case.item.subject.name, []).append(case)
    return found


def mixed(rng: random.Random, cases: list[Case], number: int) -> list[Item]:
    """The items of one case with some facts of others of the same subject, some of them moved a step."""
    base = rng.choice(cases)
    items = []
    for item in base.items:
        facts = dict(item.facts)
        for _ in range(rng.choice((0, 1, 2, 4))):
            other = rng.choice(cases)
            source = next((i for i in other.items if i.subject is item.subject), None)
            if source is not None and source.facts:
                name = rng.choice(sorted(source.facts))
                facts[name] = source.facts[name]
        for name in list(facts):
            if rng.random() < 0.2:
                facts[name] = nudged(rng, item.subject.facts[name], facts[name])
        items.append(Item(item.subject, f"{item.id}-{number}", sound(item.subject, facts)))
    return items


def nudged(rng: random.Random, entry: FactType, value: Any) -> Any:
    """A figure one step up or down within its bounds, a truth or code changed."""
    if entry.kind == "bool" and isinstance(value, bool):
        return rng.random() < 0.5
    if entry.kind == "code" and entry.codes:
        return rng.choice(sorted(entry.codes))
    if entry.kind != "number" or not isinstance(value, int | Fraction) or isinstance(value, bool):
        return value
    moved = value + rng.choice(STEPS)
    if entry.decimals is not None and (moved * 10**entry.decimals) % 1:
        moved = value + rng.choice((-1, 1))
    low, high = entry.low, entry.high
    fits = (low is None or moved >= low) and (high is None or moved <= high)
    return (int(moved) if Fraction(moved).denominator == 1 else moved) if fits else value


def sound(subject: Subject, facts: dict[str, Any]) -> dict[str, Any]:
    """Without parts that have become larger than their whole, as a reader would refuse them."""
    kept = {n: v for n, v in facts.items() if not larger(subject.facts, facts, n)}
    for name, value in kept.items():
        if subject.facts[name].type == "list" and isinstance(value, tuple):
            entries = subject.facts[name].members
            kept[name] = tuple({n: v for n, v in m.items() if not larger(entries, m, n)} for m in value)
    return kept


def larger(entries: dict[str, FactType], facts: dict[str, Any], name: str) -> bool:
    """Whether a part exceeds its whole."""
    whole, part = facts.get(entries[name].part_of), facts[name]
    return isinstance(whole, int | Fraction) and isinstance(part, int | Fraction) and part > whole


def thinned(rng: random.Random, items: list[Item], share: float, as_of: int) -> list[Item]:
    """The items with facts left out, and fields of list members, dates and contents of events too.

    What is done on an unknown date was done by the date of observation, so only such dates are left out.
    """
    found = []
    for item in items:
        facts: dict[str, Any] = {}
        for name, value in item.facts.items():
            if rng.random() < share:
                continue
            if isinstance(value, tuple):
                value = tuple({n: v for n, v in m.items() if rng.random() >= share} for m in value)
            if isinstance(value, Happening) and value.state == "done":
                date = None if rng.random() < share and (value.date or 0) <= as_of else value.date
                holds = {k: v for k, v in value.holds.items() if rng.random() >= share}
                value = Happening("done", date, holds, value.evidence)
            facts[name] = value
        found.append(Item(item.subject, item.id, facts))
    return found
