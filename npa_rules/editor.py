"""Rule schemas for editors, one per subject: with them an editor completes and underlines facts, codes and parameters.

They say what the loader checks as well, in the place where a rule is written. `python -m npa_rules.schema` writes them
to `schemas/editor`; a test compares.
"""

from __future__ import annotations

from typing import Any

from npa_rules.model.dictionary import FactType, Subject
from npa_rules.model.rule import RuleSet
from npa_rules.schema import Schema, rule

BASE = "npa-rules: rule about"


def described(name: str, text: dict[str, str]) -> Schema:
    """A name with its Dutch and English label."""
    return {"const": name, "description": f"{text.get('nl', name)} / {text.get('en', name)}"}


def names(found: list[Schema]) -> Schema:
    """One of these names."""
    return {"oneOf": found} if found else {"type": "string"}


def codes(entry: FactType, ruleset: RuleSet) -> list[Schema]:
    """The values that a fact can be compared with, when they form a list."""
    if entry.codes:
        return [described(c, t) for c, t in entry.codes.items()]
    if entry.scale:
        return [{"const": c} for c in ruleset.scales[entry.scale].order]
    return []


def compared(key: str, entry: FactType, ruleset: RuleSet) -> Schema | None:
    """Where `fact` (or `member`) has this name: only its own codes on the other side."""
    allowed = codes(entry, ruleset)
    if not allowed:
        return None
    one: Schema = {"anyOf": [{"type": "object"}, {"oneOf": allowed}]}
    several: Schema = {"type": "array", "items": {"oneOf": allowed}}
    order = ("equals", "not_equals", "at_most", "less_than", "at_least", "more_than", "includes")
    tests = {**dict.fromkeys(order, one), "one_of": several, "none_of": several, "within": several}
    return {
        "if": {"required": [key], "properties": {key: {"const": entry.name}}},
        "then": {"properties": tests},
    }


def subject_schema(ruleset: RuleSet, subject: Subject) -> Schema:
    """The schema of a rule about one subject."""
    schema = rule()
    schema["title"] = f"{BASE} {subject.name}"
    node: dict[str, Any] = schema["$defs"]["node"]["properties"]
    lists = [f for f in subject.facts.values() if f.type == "list"]
    facts = [described(n, f.label) for n, f in subject.facts.items()]
    for relation in subject.relations.values():
        other = ruleset.subjects[relation.to]
        known = {f["const"] for f in facts}
        facts += [described(n, f.label) for n, f in other.facts.items() if n not in known]
    facts.append({"const": "as_of", "description": "peildatum / date of observation"})
    facts.append({"const": "reference_date", "description": "laatste dag van het jaar / last day of the year"})
    if subject.yearly:
        facts.append({"const": "year_start", "description": "eerste dag van het jaar / first day of the year"})
    parameters = [described(n, p.label) for n, p in sorted(ruleset.parameters.items())]
    events = [described(n, f.label) for n, f in subject.facts.items() if f.type == "event"]
    node["fact"] = names(facts)
    node["parameter"] = names(parameters)
    node["event"] = names(events)
    schema["properties"]["applies_to"] = {"const": subject.name}
    laws = names([described(n, law.label) for n, law in ruleset.laws.items()])
    schema["properties"]["in_force"]["properties"] |= {"needs_law": laws, "until_law": laws}
    tests = [compared("fact", f, ruleset) for f in subject.facts.values()]
    tests += [compared("member", m, ruleset) for f in lists for m in f.members.values()]
    if any(tests):
        schema["$defs"]["node"]["allOf"] = [t for t in tests if t is not None]
    own = {n: {"description": f"{f.label.get('nl', n)} / {f.label.get('en', n)}"} for n, f in subject.facts.items()}
    own |= {n: {} for f in subject.facts.values() for n in f.spelled.values()}
    schema["$defs"]["case"]["properties"]["facts"] = {
        "type": "object",
        "properties": own,
        "additionalProperties": False,
    }
    return schema


def build(ruleset: RuleSet) -> dict[str, Schema]:
    """A schema for each subject, by name."""
    return {name: subject_schema(ruleset, ruleset.subjects[name]) for name in sorted(ruleset.subjects)}
