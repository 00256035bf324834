"""`npa.toml`: the departures of a user from the rule set, and the disagreements of parties; wrong entries are findings.

[[reading]]     rule, reading, who, why, until
[[parameter]]   parameter, key, value, period, who, why, until
[[rules]]       folder, who, why, until
[[disagree]]    rule, reading, party, why, date
"""

from __future__ import annotations

import os

from npa_rules.errors import nearest
from npa_rules.load.fields import Fields, day, shown
from npa_rules.load.source import Node, Source, open_source
from npa_rules.load.toml_source import parse_toml
from npa_rules.model.override import Disagreement, Override
from npa_rules.model.record import OpenRecord
from npa_rules.model.rule import ALWAYS, OWN, Period, RuleSet
from npa_rules.model.words import NUMERIC

NAME = "npa.toml"
WHO = ("who", "why", "until")
TABLES = {
    "reading": ("rule", "reading", *WHO),
    "parameter": ("parameter", "key", "value", "period", *WHO),
    "rules": ("folder", *WHO),
    "disagree": ("rule", "reading", "party", "why", "date"),
}


class ConfigFile(OpenRecord):
    """A file that was read: its tables are checked against the rule set once that is there."""

    source: Source
    root: Node
    folders: list[Override]


def read_config(path: str) -> ConfigFile:
    """The file and its folders of local rules; raises `InputError` with what is wrong with its form."""
    source = open_source(path, private=False)
    root = parse_toml(source)
    Fields(source, root, TABLES)
    for table, keys in TABLES.items():
        for entry in entries(source, root, table):
            Fields(source, entry, keys)
    home = os.path.dirname(path)
    found = []
    for entry in entries(source, root, "rules"):
        fields = Fields(source, entry)
        folder = fields.text("folder", need=True)
        made = override(fields, "rules", os.path.basename(os.path.normpath(folder)), source.name)
        found.append(made.but(folder=os.path.normpath(os.path.join(home, folder))))
    source.stop()
    return ConfigFile(source, root, found)


def entries(source: Source, root: Node, table: str) -> list[Node]:
    """The entries of an array of tables."""
    node = root.mapping.get(table)
    if node is None:
        return []
    if node.kind != "list":
        source.report("E941", root.keys[table], key=table)
        return []
    return node.sequence


def settle(config: ConfigFile, ruleset: RuleSet) -> tuple[list[Override], list[Disagreement]]:
    """All overrides, expired ones too, and the disagreements; raises `InputError` with every finding."""
    source, root = config.source, config.root
    found = [*config.folders]
    for entry in entries(source, root, "reading"):
        fields = Fields(source, entry)
        rule, reading = a_reading(fields, ruleset)
        found.append(override(fields, "reading", rule, source.name).but(chosen=reading))
    for entry in entries(source, root, "parameter"):
        found.append(figure(Fields(source, entry), ruleset))
    told = []
    for entry in entries(source, root, "disagree"):
        fields = Fields(source, entry)
        rule, reading = a_reading(fields, ruleset)
        party, why = said(fields, "party"), said(fields, "why")
        told.append(Disagreement(rule, reading, party, why, fields.date("date", need=True) or 0))
    source.stop()
    return found, told


def override(fields: Fields, kind: str, target: str, origin: str) -> Override:
    """What every override must say."""
    until = fields.date("until", need=True)
    return Override(kind, target, said(fields, "who"), said(fields, "why"), until or 0, origin=origin)


def said(fields: Fields, key: str) -> str:
    """A text that may not be empty: an override without a name or a reason is none."""
    text = fields.text(key, need=True)
    if fields.get(key) is not None and not text.strip():
        fields.source.report("E942", fields.get(key), key=key)
    return text


def a_reading(fields: Fields, ruleset: RuleSet) -> tuple[str, str]:
    """A rule and one of its readings."""
    rule_id, name = fields.text("rule", need=True), fields.text("reading", need=True)
    rule, readings = ruleset.newest(rule_id), ruleset.readings(rule_id)
    if rule_id and rule is None:
        hint = nearest(rule_id, ruleset.ids)
        fields.source.report("E304", fields.get("rule"), name=shown(rule_id), suggestion=hint)
    elif rule is not None and name and name not in readings:
        fields.source.report("E312", fields.get("reading"), name=shown(name), suggestion=nearest(name, readings))
    return rule_id, name


def figure(fields: Fields, ruleset: RuleSet) -> Override:
    """A value in the place of a published one, with its window."""
    source = fields.source
    name, key = fields.text("parameter", need=True), fields.text("key")
    series = ruleset.parameters.get(name) if name in ruleset.parameters else None
    if name and series is None:
        source.report("E303", fields.get("parameter"), name=shown(name), suggestion=nearest(name, ruleset.parameters))
    if series is not None and key not in series.keys and (key or series.keys):
        source.report("E602", fields.get("key") or fields.node, name=name, suggestion=nearest(key, series.keys))
    made = override(fields, "parameter", name, source.name)
    since, until = window(fields)
    place = fields.need("value")
    kind = series.type if series is not None else ""
    value = place.value if place is not None else None
    if place is not None and kind:
        if kind in NUMERIC:
            found = fields.figure(place)
            low, high = (series.low, series.high) if series is not None else (None, None)
            if found is not None and ((low is not None and found < low) or (high is not None and found > high)):
                source.report("E503", place, name=name, bounds=f"{low} … {high}")
            value = found
        elif kind == "bool":
            if not isinstance(value, bool):
                source.report("E203", place, expected="true/false")
        elif kind == "date":
            value = day(value) if isinstance(value, str) else None
            if value is None:
                source.report("E205", place)
        elif not isinstance(value, str):
            source.report("E203", place, expected="text")
    kept = value if value is not None else 0
    period = Period(since, until, key, kept, made.who, confidence=OWN, published=ALWAYS, recorded=ALWAYS)
    return made.but(key=key, period=period)


def window(fields: Fields) -> tuple[int, int | None]:
    """`period`: the first and the last day of the value; the last may be left out."""
    place = fields.need("period")
    if place is None:
        return 0, None
    days = [day(n.value) if isinstance(n.value, str) else None for n in place.sequence]
    if place.kind != "list" or not 1 <= len(days) <= 2 or None in days:
        fields.source.report("E943", place)
        return 0, None
    since, until = (days[0] or 0), (days[1] if len(days) == 2 else None)
    if until is not None and until < since:
        fields.source.report("E943", place)
    return since, until
