"""What the lock holds beside rules: figures, series, laws, dictionaries, scales and editions, and how far they may grow.

A verdict rests on these as much as on its rule, and none of them has a version: so what is there stays, and an entry may
only become wider (a code more, a bound further off), by which no decided verdict changes.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from npa_rules.load.fields import iso, next_day
from npa_rules.meaning import node
from npa_rules.meaning import of_period as period_data
from npa_rules.model.dictionary import FactType, Subject
from npa_rules.model.record import Record
from npa_rules.model.rule import Edition, LawStatus, ParameterSeries, Period, RuleSet

Data = dict[str, Any]
EDITIONS, FACTS, FIGURES, LAWS = "editions", "facts", "parameters", "laws"


class Entry(Record):
    """One thing that is locked: its name in the lock, the file of the lock, the file that says it, and its meaning."""

    name: str
    chapter: str
    file: str
    data: Data
    next: int | None = None  # of a figure: the first day of the value after it


def entries(ruleset: RuleSet) -> dict[str, Entry]:
    """Everything that is locked beside rules, by name."""
    found = []
    for series in ruleset.parameters.values():
        file = f"rules/parameters/{series.name}.yaml"
        found.append(Entry(f"series:{series.name}", FIGURES, file, of_series(series)))
        found += [_figure(series, p, file) for p in series.periods]
    for law in ruleset.laws.values():
        file = "rules/laws.yaml"
        found += [Entry(f"law:{law.name}#{i}", LAWS, file, of_status(s)) for i, s in enumerate(law.history, 1)]
    for scale in ruleset.scales.values():
        found.append(Entry(f"scale:{scale.name}", FACTS, "rules/scales.yaml", {"order": list(scale.order)}))
    for subject in ruleset.subjects.values():
        file = f"rules/facts/{subject.name}.yaml"
        found.append(Entry(f"subject:{subject.name}", FACTS, file, of_subject(subject)))
        found += [Entry(f"fact:{subject.name}.{f.name}", FACTS, file, of_fact(f)) for f in subject.facts.values()]
    for edition in ruleset.editions.values():
        file = f"rules/{edition.name}/edition.yaml"
        found.append(Entry(f"edition:{edition.name}", EDITIONS, file, of_edition(edition)))
    return {e.name: e for e in found}


def _figure(series: ParameterSeries, period: Period, file: str) -> Entry:
    key = f"[{period.key}]" if period.key else ""
    name = f"{series.name}{key}@{iso(period.since)}#{iso(period.published or period.recorded)}"
    later = [p.since for p in series.periods if p.key == period.key and p.since > period.since]
    data = period_data(series.name, series.type, series.unit, period)
    return Entry(name, FIGURES, file, data, min(later, default=None))


def kept(data: Data) -> Data:
    """What is said: parts that are absent or empty are left out."""
    return {k: v for k, v in data.items() if v is not None and v not in ("", [], {})}


def of_series(series: ParameterSeries) -> Data:
    """The meaning of a series beside its values."""
    bounds = {"low": node(series.low), "high": node(series.high)}
    return kept({"type": series.type, "unit": series.unit, "read_on": series.read_on, "scale": series.scale} | bounds)


def of_status(status: LawStatus) -> Data:
    """The meaning of one status of a law."""
    names = ("status", "in_force", "verified_on", "stands_until", "published", "recorded")
    return kept({n: getattr(status, n) for n in names})


def of_edition(edition: Edition) -> Data:
    """The days on which an edition judges and became known, and what it replaces."""
    names = ("kind", "since", "until", "published", "recorded", "replaces")
    return kept({n: getattr(edition, n) for n in names})


def of_subject(subject: Subject) -> Data:
    """How a subject is dated, and how it finds others."""
    relations = {n: {"to": r.to, "match": r.match} for n, r in subject.relations.items()}
    return kept({"time": subject.time, "closes": subject.closes, "relations": relations})


def of_fact(fact: FactType) -> Data:
    """The meaning of an entry of a dictionary: without labels, and without where the fact is found."""
    names = ("type", "unit", "decimals", "scale", "part_of", "same_as")
    found = {n: getattr(fact, n) for n in names} | {"low": node(fact.low), "high": node(fact.high)}
    found |= {"presume": node(fact.presume), "may_be_none": fact.may_be_none or None}
    found |= {"qualified_by": list(fact.qualified_by or ()), "codes": sorted(fact.codes), "holds": sorted(fact.holds)}
    return kept(found | {"members": {n: of_fact(m) for n, m in fact.members.items()}})


def may(name: str, old: Data, new: Data, following: int | None) -> bool:
    """Whether what is locked may read like this now: an open end was closed, or an entry became wider."""
    if old == new:
        return True
    ended = {**old, "until": new.get("until")} == new and "until" not in old
    if "#" in name or name.startswith("edition:"):
        return ended and (name.startswith("edition:") or next_day(new["until"]) == following)
    return name.startswith(("fact:", "series:", "scale:", "subject:")) and wider(old, new)


def wider(old: Data, new: Data) -> bool:
    """Whether each value that was accepted still is, and means the same."""
    for part in {*old, *new}:
        was, now = old.get(part), new.get(part)
        if part in ("low", "high", "decimals"):
            free = now is None or (was is not None and (figure(now) <= figure(was)) is (part == "low"))
            fine = was == now or free
        elif part in ("codes", "holds"):
            fine = {*(was or ())} <= {*(now or ())}
        elif part == "order":
            rest = iter(now or ())
            fine = all(code in rest for code in was or ())
        elif part in ("members", "relations"):
            fine = all(n in (now or {}) and wider(one, (now or {})[n]) for n, one in (was or {}).items())
        else:
            fine = was == now or (part == "may_be_none" and was is None)
        if not fine:
            return False
    return True


def figure(data: Any) -> Fraction:
    """A number of the lock."""
    return Fraction(data["fraction"] if isinstance(data, dict) else data)


def told(old: Data, new: Data) -> str:
    """What differs, by its name in the file."""
    names = [k for k in sorted({*old, *new}) if old.get(k) != new.get(k)]
    return "; ".join(f"{k}: {said(old.get(k))} → {said(new.get(k))}" for k in names)


def said(value: Any) -> str:
    """A part of a meaning for a message."""
    if isinstance(value, dict) and "fraction" in value:
        return f"{float(Fraction(value['fraction'])):g}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and 19000101 <= value <= 99991231:
        return iso(value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "-" if value is None else str(value)
