"""The other files of a rule set: dictionaries, scales, parameters, laws, editions, clause registers."""

from __future__ import annotations

from fractions import Fraction

from npa_rules.errors import nearest
from npa_rules.load.editions import parties
from npa_rules.load.fields import Fields, day, iso, shown
from npa_rules.load.origins import Origins, found_in, inheriting
from npa_rules.load.source import Node, Source
from npa_rules.model.dictionary import FactType, Relation, Scale, Subject
from npa_rules.model.rule import LAST, Clause, ParameterSeries, Period, Quantity
from npa_rules.model.words import CONFIDENCES, NUMERIC, TYPES

ENTRY_KEYS = [
    "type",
    "unit",
    "bounds",
    "decimals",
    "codes",
    "scale",
    "presume",
    "may_be_none",
    "part_of",
    "whole_of",
    "qualified_by",
    "judgement",
    "holds",
    "spelled",
    "same_as",
    "evidence",
    "members",
    "label",
    "help",
    "found_in",
]


def read_subject(source: Source, root: Node, origins: Origins | None = None) -> Subject:
    """One dictionary file; `origins` are the registers and documents that its facts may name."""
    fields = Fields(source, root, ("format", "subject", "label", "time", "closes", "relations", "facts"))
    fields.version()
    facts: dict[str, FactType] = {}
    listed = fields.need("facts")
    for name, child in listed.mapping.items() if listed is not None else ():
        facts[name] = entry = _entry(source, name, child, origins)
        if entry.type == "list":
            complete = f"{name}_complete"
            whole = {
                "nl": f"Lijst '{entry.label.get('nl', name)}' is volledig",
                "en": f"List '{entry.label.get('en', name)}' is complete",
            }
            facts[complete] = FactType(complete, "bool", whole, presume=True)
    for name, entry in facts.items():
        other = facts.get(entry.same_as)
        wanted = [m.same_as or m.name for m in entry.members.values()] if entry.same_as else []
        if entry.same_as and (other is None or other.type != "list" or not set(wanted) <= set(other.members)):
            place = listed.mapping[name] if listed is not None else None
            hint = nearest(entry.same_as, [n for n, e in facts.items() if e.type == "list" and n != name])
            place = place.mapping["same_as"] if place is not None else None
            source.report("E301", place, name=shown(entry.same_as), subject=fields.text("subject"), suggestion=hint)
    relations: dict[str, Relation] = {}
    related = fields.get("relations")
    for name, child in related.mapping.items() if related is not None else ():
        inner = Fields(source, child, ("to", "match"))
        match = inner.need("match")
        pairs = {k: str(v.value) for k, v in match.mapping.items()} if match is not None else {}
        for own in pairs:
            if own not in facts:
                place, hint = match.keys[own] if match is not None else None, nearest(own, facts)
                source.report("E301", place, name=shown(own), subject=fields.text("subject"), suggestion=hint)
        relations[name] = Relation(name, inner.text("to", need=True), pairs)
    time = fields.text("time")
    if time and time not in facts:
        hint = nearest(time, facts)
        source.report("E301", fields.get("time"), name=shown(time), subject=fields.text("subject"), suggestion=hint)
    return Subject(
        fields.text("subject", need=True), fields.label("label"), time, fields.flag("closes") is True, relations, facts
    )


def _entry(source: Source, name: str, node: Node, origins: Origins | None, *, member: bool = False) -> FactType:
    fields = Fields(source, node, ENTRY_KEYS)
    kind = fields.choice("type", TYPES, "text", need=True)
    if member and kind == "list":
        source.report("E406", node)
    low, high = fields.bounds()
    decimals = fields.figure(fields.get("decimals"))
    presume = fields.get("presume")
    spelled = fields.get("spelled")
    qualified = fields.get("qualified_by")
    qualifier: tuple[str, str] | None = None
    if qualified is not None:
        inner = Fields(source, qualified, ("fact", "equals"))
        qualifier = (inner.text("fact", need=True), inner.text("equals", need=True))
    members = fields.get("members")
    if kind == "count" and low is None:
        low = 0
    found = found_in(fields, origins)
    return FactType(
        name,
        kind,
        fields.label("label"),
        help=fields.label("help", need=False),
        unit=fields.text("unit"),
        low=low,
        high=high,
        decimals=0 if kind in ("count", "year") else decimals if isinstance(decimals, int) else None,
        codes=fields.labels("codes"),
        scale=fields.text("scale"),
        presume=presume.plain() if presume is not None else None,
        may_be_none=fields.flag("may_be_none") is True,
        part_of=fields.text("part_of"),
        whole_of=fields.text("whole_of"),
        qualified_by=qualifier,
        judgement=fields.label("judgement", need=False),
        holds=fields.labels("holds"),
        spelled={k: str(v.value) for k, v in spelled.mapping.items()} if spelled is not None else {},
        same_as=fields.text("same_as"),
        evidence=fields.label("evidence", need=False),
        members={n: inheriting(_entry(source, n, c, origins, member=True), found) for n, c in members.mapping.items()}
        if members
        else {},
        found_in=found,
    )


def read_scales(source: Source, root: Node) -> dict[str, Scale]:
    """The ordered enumerations."""
    fields = Fields(source, root, ("format", "scales"))
    fields.version()
    node = fields.need("scales")
    found = {}
    for name, child in node.mapping.items() if node is not None else ():
        inner = Fields(source, child, ("label", "order"))
        found[name] = Scale(name, inner.strings("order", need=True), inner.label("label"))
    return found


def read_parameter(source: Source, root: Node) -> ParameterSeries:
    """One dated series; overlapping windows are errors, holes are for lint."""
    fields = Fields(
        source,
        root,
        (
            "format",
            "parameter",
            "label",
            "type",
            "unit",
            "read_on",
            "bounds",
            "keys",
            "scale",
            "holes",
            "measured",
            "series",
        ),
    )
    fields.version()
    name, kind = fields.text("parameter", need=True), fields.choice("type", TYPES, "number", need=True)
    low, high = fields.bounds()
    keys, measured = fields.labels("keys"), fields.flag("measured") is True
    fields.label("holes", need=False)  # why days have no value; read by lint
    series = fields.need("series")
    periods: list[Period] = []
    places: list[Node] = []
    for child in series.sequence if series is not None else ():
        period = read_period(source, child, name, kind, keys).but(measured=measured)
        below = corrected(period, periods)
        if period.supersedes is not None and not below:
            source.report("E921", child.mapping["supersedes"], name=name)
        elif any(o.key == period.key and overlap(o, period) and o not in below for o in periods):
            source.report("E601", child, name=name, key=period.key or "-")
        periods.append(period)
        places.append(child)
    return ParameterSeries(
        name,
        fields.label("label"),
        kind,
        fields.text("unit"),
        keys,
        low,
        high,
        fields.text("read_on", "01-01"),
        tuple(periods),
        fields.text("scale"),
    )


def overlap(one: Period, two: Period) -> bool:
    """Whether two periods share a day."""
    return one.since <= (two.until or LAST) and two.since <= (one.until or LAST)


def corrected(period: Period, before: list[Period]) -> list[Period]:
    """The earlier values that a correction takes the place of: the one it names, and what that one corrects."""
    found: list[Period] = []
    named = period.supersedes
    for other in reversed(before):
        days = other.published or other.recorded
        if named == days and other.key == period.key and overlap(other, period):
            found.append(other)
            named = other.supersedes
    return found


PERIOD_KEYS = [
    "from",
    "until",
    "key",
    "value",
    "source",
    "url",
    "confidence",
    "published",
    "recorded",
    "inferred",
    "conflict",
    "supersedes",
]


def read_period(source: Source, node: Node, name: str, kind: str, keys: dict[str, dict[str, str]]) -> Period:
    """One value of a series."""
    fields = Fields(source, node, PERIOD_KEYS)
    key = fields.text("key")
    if key not in keys and (key or keys):
        hint = nearest(key, keys)
        source.report("E602", fields.get("key") or node, name=name, suggestion=hint)
    conflict = fields.get("conflict")
    other = Fields(source, conflict, ("value", "source", "url")) if conflict is not None else None
    return Period(
        fields.date("from", need=True) or 0,
        fields.date("until"),
        key,
        _value(fields, kind),
        fields.text("source"),
        fields.text("url"),
        fields.choice("confidence", CONFIDENCES, "official"),
        fields.date("published"),
        fields.date("recorded") or 0,
        fields.flag("inferred") is True,
        other.figure(other.need("value")) if other is not None else None,
        other.text("source") if other is not None else "",
        supersedes=fields.date("supersedes"),
    )


def _value(fields: Fields, kind: str) -> Fraction | int | str | bool:
    node = fields.need("value")
    if node is None:
        return 0
    if kind in NUMERIC:
        return fields.figure(node) or 0
    if kind == "bool":
        return node.value in (True, "true")
    if kind == "date":
        found = day(str(node.value))
        if found is None:
            fields.source.report("E205", node)
        return found or 0
    return str(node.value)


def _quantities(fields: Fields) -> dict[str, Quantity]:
    """The figures that a clause names, each with its unit."""
    place, found = fields.get("quantities"), {}
    for name, child in place.mapping.items() if place is not None else ():
        inner = Fields(fields.source, child, ("value", "unit"))
        node = inner.need("value")
        dated = day(node.value) if node is not None and isinstance(node.value, str) else None
        value = dated if dated is not None else inner.figure(node)
        found[name] = Quantity(value if value is not None else 0, inner.text("unit"))
    return found


def read_clauses(source: Source, root: Node) -> dict[str, Clause]:
    """One clause register."""
    fields = Fields(source, root, ("format", "edition", "clauses"))
    fields.version()
    edition, node = fields.text("edition", need=True), fields.need("clauses")
    found = {}
    for name, child in node.mapping.items() if node is not None else ():
        inner = Fields(
            source, child, ("citation", "title", "kind", "parties", "subject", "quantities", "undecided", "note")
        )
        found[name] = Clause(
            name,
            edition,
            inner.text("citation", need=True),
            inner.label("title"),
            inner.text("kind"),
            parties(inner),
            inner.text("subject"),
            _quantities(inner),
            inner.label("undecided", need=False),
            inner.label("note", need=False),
        )
    return found


__all__ = [
    "iso",
    "read_clauses",
    "read_parameter",
    "read_period",
    "read_scales",
    "read_subject",
]
