"""The canonical meaning of a rule and of a figure, as plain data: what the lock keeps and what `npa diff` compares.

Conditions, values, dates, modality, readings and parameters belong to it. Labels, reasons, cases, status, file and the
ids of conditions do not, nor the order of what is joined by `all` and `any`.
"""

from __future__ import annotations

import hashlib
import json
from fractions import Fraction
from typing import Any

from npa_rules.model import tree
from npa_rules.model.record import Record
from npa_rules.model.rule import Excuse, NamedValue, Period, Reading, Remark, Rule

OUTSIDE = frozenset({"id", "label"})  # fields of nodes that carry no meaning


def node(value: Any) -> Any:
    """A node of the tree, or what stands in one, as plain data in one fixed form."""
    if isinstance(value, tree.Node):
        found: dict[str, Any] = {"is": type(value).__name__}
        names: tuple[str, ...] = type(value).__match_args__
        for name in names:
            part = getattr(value, name)
            if name not in OUTSIDE and part not in (None, "", ()) and not (name == "negated" and part is False):
                found[name] = node(part)
        if isinstance(value, tree.All | tree.Any):
            found["parts"] = sorted(found["parts"], key=text)
        return found
    if isinstance(value, Record):
        raise TypeError(type(value).__name__)
    if isinstance(value, frozenset | set):
        return {"set": sorted(map(str, value))}
    if isinstance(value, tuple | list):
        return [node(v) for v in value]
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else {"fraction": str(value)}
    return value


def rebuilt(data: Any) -> Any:
    """The node that plain data was made of, without ids and labels."""
    if isinstance(data, list):
        return tuple(rebuilt(d) for d in data)
    if not isinstance(data, dict):
        return data
    if "fraction" in data:
        return Fraction(data["fraction"])
    if "set" in data:
        return frozenset(data["set"])
    kind = getattr(tree, data["is"])
    fields = {k: rebuilt(v) for k, v in data.items() if k != "is"}
    if issubclass(kind, tree.Condition):
        fields["id"] = ""
    for name in kind.__match_args__:  # what has no meaning when it is not there
        if name not in fields and name not in kind._defaults:
            fields[name] = () if name in ("parts", "rows", "codes", "arguments", "sums") else None
    return kind(**fields)


def text(data: Any) -> str:
    """Plain data in its one form as JSON."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(data: Any) -> str:
    """The SHA-256 of plain data."""
    return hashlib.sha256(text(data).encode()).hexdigest()


def of_rule(rule: Rule) -> dict[str, Any]:
    """The meaning of one version of a rule; parts that it does not have, or that a definition adds, are left out."""
    rule = rule.own()
    excuses = rule.excuses
    found: dict[str, Any] = {
        "applies_to": rule.applies_to,
        "modality": rule.modality,
        "clauses": list(rule.clauses),
        "from": rule.since,
        "until": rule.agreed_until if rule.cut_by else rule.until,
        "needs_law": rule.needs_law,
        "until_law": rule.until_law,
        "supersedes": rule.supersedes,
        "owed_by": sorted(rule.owed_by),
        "presume": rule.presume,
        "due": "open" if rule.due_open else node(rule.due) if rule.due is not None else None,
        "suspends": sorted(rule.suspends),
        "suspends_fact": rule.suspends_fact,
        "excuses": [excuses.fact, excuses.modality, excuses.owed_by] if excuses is not None else None,
        "suspends_since": node(rule.suspends_since) if rule.suspends_since is not None else None,
        "remarks": {r.name: node(r.test) for r in rule.remarks},
        "values": named(rule.values),
        "derives": named(rule.derives),
        "room": named(rule.room),
        "readings": {
            n: {"default": r.default, "standing": r.standing, "values": named(r.values)}
            for n, r in rule.readings.items()
        },
        **{name: node(part) for name, part in rule.conditions().items()},
    }
    return {k: v for k, v in found.items() if v not in (None, "", [], {})}


def named(values: dict[str, NamedValue]) -> dict[str, Any]:
    """Named values with their unit."""
    return {n: {"node": node(v.node), "unit": v.unit} for n, v in values.items()}


def of_period(name: str, kind: str, unit: str, period: Period) -> dict[str, Any]:
    """The meaning of one value of a parameter."""
    found = {
        "parameter": name,
        "type": kind,
        "unit": unit,
        "key": period.key,
        "from": period.since,
        "until": period.until,
        "value": node(period.value),
        "other_value": node(period.other_value),
        "published": period.published,
        "recorded": period.recorded,
        "inferred": period.inferred,
        "measured": period.measured,
        "supersedes": period.supersedes,
    }
    return {k: v for k, v in found.items() if v not in (None, "", False) or k == "value"}


def then(rule: Rule, data: dict[str, Any]) -> Rule:
    """A rule as its meaning was, with the labels of now."""

    def values(name: str, now: dict[str, NamedValue]) -> dict[str, NamedValue]:
        found = {}
        for n, v in data.get(name, {}).items():
            known = now.get(n)
            kind, label = (known.kind, known.label) if known is not None else ("number", {"nl": n, "en": n})
            found[n] = NamedValue(rebuilt(v["node"]), kind, v["unit"], label)
        return found

    blank = {"nl": "", "en": ""}
    readings = {}
    for name, one in data.get("readings", {}).items():
        known = rule.readings.get(name)
        now = {**rule.values, **(known.values if known is not None else {})}
        because = known.because if known is not None else blank
        made = {}
        for n, v in one["values"].items():
            kind, label = (now[n].kind, now[n].label) if n in now else ("number", {"nl": n, "en": n})
            made[n] = NamedValue(rebuilt(v["node"]), kind, v["unit"], label)
        readings[name] = Reading(name, one["default"], one["standing"], because, made)
    due = data.get("due")
    return rule.but(
        applies_to=data["applies_to"],
        modality=data["modality"],
        clauses=tuple(data.get("clauses", ())),
        since=data.get("from"),
        until=data.get("until"),
        cut_by="",
        agreed_until=None,
        needs_law=data.get("needs_law", ""),
        until_law=data.get("until_law", ""),
        supersedes=data.get("supersedes", ""),
        owed_by=tuple(data.get("owed_by", ())),
        presume=data.get("presume"),
        due_open=due == "open",
        due=rebuilt(due) if isinstance(due, dict) else None,
        suspends=tuple(data.get("suspends", ())),
        suspends_fact=data.get("suspends_fact", ""),
        excuses=Excuse(*data["excuses"]) if "excuses" in data else None,
        excused_by="",
        suspends_since=rebuilt(data["suspends_since"]) if "suspends_since" in data else None,
        remarks=tuple(Remark(n, rebuilt(t), blank) for n, t in data.get("remarks", {}).items()),
        values=values("values", rule.values),
        derives=values("derives", rule.derives),
        room=values("room", rule.room),
        readings=readings,
        default_reading=next((n for n, r in readings.items() if r.default), ""),
        **{n: rebuilt(data[n]) if n in data else None for n in ("when", "requires", "excused_if")},
    )
