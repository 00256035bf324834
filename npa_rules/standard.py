"""The cases that the attested shape brings with it: what every such rule must say, worked out from the shape.

They follow from the dates and the content alone, not from the evaluator: done in time, early or late, content lacking,
not done before and after the due date, given up, and not stated.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from npa_rules.model.case import Happening
from npa_rules.model.record import Record
from npa_rules.model.rule import Rule
from npa_rules.model.tree import Fact, Happened, Literal, Node, walk
from npa_rules.model.words import BINDING

TODAY = 20261124
PENDING = ("not_applicable", "pending")
MET = ("complies", "met")


class Standard(Record):
    """One standard case: what was attested, looked at on which day, and what must come out."""

    name: str
    event: Happening | None
    as_of: int
    verdict: str
    reason: str
    missing: tuple[str, ...] = ()


def later(day: int, days: int) -> int:
    """yyyymmdd so many days later, or earlier."""
    found = date(day // 10000, day // 100 % 100, day % 100) + timedelta(days=days)
    return found.year * 10000 + found.month * 100 + found.day


def deadline(rule: Rule, year: int) -> int | None:
    """The due date where it is known without facts; a year's duty ends with the year."""
    node: Node | None = rule.due
    if isinstance(node, Literal):
        return int(node.value)  # type: ignore[arg-type]
    if isinstance(node, Fact) and node.name == "reference_date":
        return year * 10000 + 1231
    return None


def first_day(rule: Rule, year: int) -> int | None:
    """The day before which the event does not count, where there is one; what is asked for a year begins with it."""
    asked = [n for n in walk(rule.requires) if isinstance(n, Happened)] if rule.requires is not None else []
    for node in (n.not_before for n in asked):
        if isinstance(node, Literal):
            return int(node.value)  # type: ignore[arg-type]
        if isinstance(node, Fact) and node.name == "year_start":
            return year * 10000 + 101
    return None


def standard_cases(rule: Rule, holds: tuple[str, ...], year: int, *, timeless: bool = False) -> list[Standard]:
    """The cases of one rule; `year` is that of the item that they are about.

    `timeless`: its subject has no day of its own, so that the day of observation tells whether the rule holds yet.
    """
    found = _cases(rule, holds, year)
    if not timeless:
        return found
    early = {"verdict": "not_applicable", "reason": "outside_period", "missing": ()}
    return [one.but(**early) if one.as_of < (rule.since or 0) else one for one in found]


def _cases(rule: Rule, holds: tuple[str, ...], year: int) -> list[Standard]:
    missed = ("violates" if rule.modality in BINDING else "shortfall", "missed")
    due, first = deadline(rule, year), first_day(rule, year)
    dated = rule.due is not None
    if dated and due is None:  # the date comes from facts: the rule has cases of its own for it
        return []
    now = max(later(due, 40) if due is not None else TODAY, rule.since or 0)
    done = later(due, -40) if due is not None else later(now, -10)
    whole: dict[str, Any] = dict.fromkeys(holds, True)
    not_yet = PENDING if rule.due_open else missed
    found = [
        Standard("done in time", Happening("done", done, whole), now, *MET),
        Standard("not done", Happening("none"), now, *not_yet),
        Standard("given up", Happening("dropped"), now, *missed),
        Standard("not stated", None, now, "undetermined", "missing", (rule.attested,)),
    ]
    unsure = ("undetermined", "missing", (f"{rule.attested}.date",))
    if first is not None:
        found += [
            Standard("done on the first day", Happening("done", first, whole), now, *MET),
            Standard("done a day too early", Happening("done", later(first, -1), whole), now, *not_yet),
        ]
    if due is not None:
        found += [
            Standard("done on the last day", Happening("done", due, whole), now, *MET),
            Standard("done a day late", Happening("done", later(due, 1), whole), now, *missed),
            Standard("not done, on the last day", Happening("none"), due, *PENDING),
            Standard("not done, a day later", Happening("none"), later(due, 1), *missed),
            Standard("given up, before the last day", Happening("dropped"), later(due, -1), *missed),
            Standard("done, date unknown", Happening("done", None, whole), now, *unsure),
        ]
    else:
        known = MET if first is None else unsure
        found.append(Standard("done, date unknown", Happening("done", None, whole), now, *known))
        found.append(Standard("planned", Happening("done", later(now, 5), whole), now, *not_yet))
    for code in holds:
        rest = {**whole, code: False}
        found.append(Standard(f"without {code}", Happening("done", done, rest), now, *not_yet))
        unsaid = {k: v for k, v in whole.items() if k != code}
        missing = (f"{rule.attested}.holds.{code}",)
        found.append(
            Standard(f"{code} not stated", Happening("done", done, unsaid), now, "undetermined", "missing", missing)
        )
    return found
