"""A facts file: one subject or a list of related ones, in YAML or JSON."""

from __future__ import annotations

import os
from collections.abc import Mapping

from npa_rules.engines.quantity import NONE
from npa_rules.errors import InputError, nearest
from npa_rules.facts.values import FactReader
from npa_rules.load.fields import Fields, shown
from npa_rules.load.source import STDIN, Node, Source, open_source
from npa_rules.model.case import Item
from npa_rules.model.dictionary import Subject
from npa_rules.model.record import OpenRecord, fresh
from npa_rules.model.rule import OWN, ParameterSeries, Period, RuleSet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

KEYS = ("subject", "id", "facts", "parameters")


class CaseFile(OpenRecord):
    """The items of one file and the parameters that it supposes."""

    name: str
    items: list[Item]
    parameters: dict[str, tuple[Period, ...]] = fresh(default_factory=dict)
    source: Source | None = None
    places: dict[str, Node] = fresh(default_factory=dict)  # where each item stands, by its id

    def at(self, item: Item, name: str) -> tuple[int, int, str]:
        """Line, column and excerpt of a fact of an item, or of the item where the fact has another name there."""
        node = self.places.get(item.id)
        if self.source is None or node is None:
            return item.line, 1, ""
        facts = node.mapping.get("facts")
        place = facts.keys.get(name, node) if facts is not None else node
        return place.line, place.column, self.source.excerpt(place.line)


def read_cases(paths: list[str], ruleset: RuleSet) -> list[CaseFile]:
    """Read all files; raises `InputError` with every finding of every file."""
    found, problems = [], []
    for path in paths:
        try:
            found.append(read_case(path, ruleset))
        except InputError as error:
            problems += error.diagnostics
    if problems:
        raise InputError(problems)
    return found


def read_case(path: str, ruleset: RuleSet) -> CaseFile:
    """One facts file."""
    source = open_source(path, private=True)
    name = os.path.basename(path) if path != STDIN else "stdin"
    stem, _, suffix = name.rpartition(".") if "." in name else (name, "", "")
    if suffix == "json" or (suffix not in ("yaml", "yml") and source.text.lstrip()[:1] in ("{", "[")):
        from npa_rules.load.json_source import parse_json

        root = parse_json(source)
    else:
        from npa_rules.load.yaml_source import parse_yaml

        root = parse_yaml(source)
    source.stop()
    case = CaseFile(source.name, [], source=source)
    reader = FactReader(source, ruleset.scales)
    nodes = root.sequence if root.kind == "list" else [root]
    if not nodes:
        source.report("E703", root)
    for number, node in enumerate(nodes, 1):
        item = _item(reader, source, node, ruleset, f"{stem}-{number}" if len(nodes) > 1 else stem)
        if item is not None:
            if any(i.id == item.id for i in case.items):
                source.report("E510", node.mapping.get("id") or node, id=shown(item.id))
            case.items.append(item)
            case.places[item.id] = node
        if node.kind == "map" and "parameters" in node.mapping:
            case.parameters |= supposed(source, node.mapping["parameters"], ruleset.parameters)
    source.stop()
    _two_matches(case, source, ruleset.subjects)
    source.stop()
    return case


def _item(reader: FactReader, source: Source, node: Node, ruleset: RuleSet, default_id: str) -> Item | None:
    fields = Fields(source, node, KEYS)
    place = fields.get("subject")
    if node.kind == "map" and (place is None or place.value in (None, "")):
        source.report("E513", node)
        return None
    name = fields.text("subject")
    if not name:
        return None
    subject = ruleset.subjects.get(name)
    if subject is None:
        source.report("E305", fields.get("subject"), name=shown(name), suggestion=nearest(name, ruleset.subjects))
        return None
    facts = fields.need("facts")
    typed = reader.facts(subject, facts) if facts is not None else {}
    return Item(subject, fields.text("id", default_id), typed, source.name, node.line)


def supposed(source: Source, node: Node, known: Mapping[str, ParameterSeries]) -> dict[str, tuple[Period, ...]]:
    """The parameters that a facts file supposes instead of the published ones."""
    from npa_rules.load.data_files import read_period

    found = {}
    Fields(source, node)
    for name, child in node.mapping.items():
        series = known.get(name)
        if series is None:
            source.report("E303", node.keys[name], name=shown(name), suggestion=nearest(name, known))
            continue
        if child.kind != "list":
            source.report("E203", child, expected="list")
        periods = (read_period(source, c, name, series.type, series.keys) for c in child.sequence)
        found[name] = tuple(p.but(confidence=OWN) for p in periods)
    return found


def _two_matches(case: CaseFile, source: Source, subjects: Mapping[str, Subject]) -> None:
    """Two subjects that answer to one relation are an error: none may be picked silently."""
    told = set()
    for item in case.items:
        for relation in item.subject.relations.values():
            keys: dict[str, Any] = {other: item.facts.get(own) for own, other in relation.match.items()}
            for own, other in relation.match.items():
                a_year = subjects[relation.to].facts[other].type == "year"
                if item.subject.facts[own].type == "date" and a_year and isinstance(keys[other], int):
                    keys[other] //= 10000
            if None in keys.values() or NONE in keys.values():
                continue
            same = [i for i in case.items if i.subject.name == relation.to]
            same = [i for i in same if all(i.facts.get(k) == v for k, v in keys.items())]
            if len(same) > 1 and (same[1].id, relation.name) not in told:
                told.add((same[1].id, relation.name))
                source.report("E509", case.places[same[1].id], subject=relation.to, relation=relation.name)
