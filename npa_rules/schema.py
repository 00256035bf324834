"""The JSON Schemas (2020-12) of every file of a rule set and of the report, built from the same words as the loader.

`python -m npa_rules.schema` writes them to `schemas/`; a test compares.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from npa_rules.model.override import KINDS
from npa_rules.model.words import (
    CHANGES,
    CONFIDENCES,
    MODALITIES,
    PARTIES,
    REASONS,
    STANDINGS,
    STATUSES,
    TYPES,
    VERDICTS,
    Text,
)

Schema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
PLAIN: Schema = {"type": ["string", "integer", "boolean", "null"]}
FIGURE: Schema = {
    "anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?$"}]
}
DATE: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
OPEN_DATE: Schema = {"anyOf": [DATE, {"type": "null"}]}
NAMES: Schema = {"type": "array", "items": TEXT}
LABEL: Schema = {"$ref": "#/$defs/label"}
ORDER = [
    "equals",
    "not_equals",
    "at_most",
    "less_than",
    "at_least",
    "more_than",
    "before",
    "on_or_before",
    "after",
    "on_or_after",
]
LISTS = ["sum", "count", "first", "last", "each", "some"]


def closed(properties: Schema, required: str = "") -> Schema:
    """An object with these keys and no other."""
    found: Schema = {"type": "object", "additionalProperties": False, "properties": properties}
    return found | ({"required": required.split()} if required else {})


def without(properties: Schema, *later: str) -> str:
    """The keys that a report must have: all but those that came after its form was fixed."""
    return " ".join(k for k in properties if k not in later)


def mapping(values: Schema) -> Schema:
    """An object with free keys and such values."""
    return {"type": "object", "additionalProperties": values}


def choice(words: dict[str, Text]) -> Schema:
    """One of these words, each with its meaning."""
    return {"oneOf": [{"const": k, "description": f"{t['nl']} / {t['en']}"} for k, t in words.items()]}


def document(title: str, body: Schema, **defs: Schema) -> Schema:
    """A whole schema."""
    label = closed({"nl": TEXT, "en": TEXT}, "nl en")
    return {"$schema": DRAFT, "title": title, **body, "$defs": {"label": label, **defs}}


def rule() -> Schema:
    """A rule file."""
    condition, operand, over = ({"$ref": f"#/$defs/{n}"} for n in ("condition", "operand", "over"))
    value: Schema = {
        "fact": TEXT, "member": TEXT, "value": TEXT, "parameter": TEXT, "of": TEXT, "at": operand, "key": operand,
        "expr": {"type": ["string", "number"]}, "plus": closed({"years": {"type": "integer"}}, "years"),
        "share": closed({"of": operand, "in": operand}, "of in"), **dict.fromkeys(LISTS, over),
        **dict.fromkeys(("greatest", "least"), closed({"list": TEXT, "of": operand, "where": condition}, "list of")),
        "group": closed({"list": TEXT, "by": TEXT, "sum": NAMES}, "list by sum"),
        "table": {
            "type": "array", "minItems": 1,
            "items": closed({"if": condition, "then": operand, "clause": TEXT}, "then"),
        },
        "unit": TEXT, "label": LABEL,
    }  # fmt: skip
    scalar: Schema = {"type": ["string", "number", "boolean"]}
    tests: Schema = {
        "id": TEXT, "all": {"$ref": "#/$defs/conditions"}, "any": {"$ref": "#/$defs/conditions"}, "not": condition,
        "verdict": closed({"rule": TEXT, "of": TEXT, "is": {"anyOf": [TEXT, NAMES]}}, "rule is"), "presume": FLAG,
        "event": TEXT, "by": operand, "not_before": operand, "holds": NAMES, **dict.fromkeys(ORDER, operand),
        "one_of": {"type": "array", "items": scalar}, "none_of": {"type": "array", "items": scalar}, "includes": TEXT,
        "within": NAMES, "is_true": {"const": True}, "is_false": {"const": True}, "is_present": FLAG,
    }  # fmt: skip
    node = closed(value | tests) | {"minProperties": 1}
    case = closed(
        {
            "as_of": DATE, "known_at": DATE, "facts": {"type": "object"}, "related": mapping({"type": "object"}),
            "laws": mapping(OPEN_DATE), "parameters": mapping({"type": "array"}), "verdicts": mapping(choice(VERDICTS)),
            "reading": TEXT, "presumptions": {"const": False},
            "verdict": choice(VERDICTS), "possible": {"type": "array", "items": choice(VERDICTS)},
            "reason": choice(REASONS), "missing": NAMES, "presumed": NAMES, "sensitive_to": NAMES,
            "provisional": FLAG, "remarks": NAMES, "room": {"type": "object"}, "clauses": NAMES,
            "derived": {"type": "object"}, "switched_on": {"enum": ["T", "F", "U"]},
        },
        "facts",
    )  # fmt: skip
    reading = closed(
        {"default": {"const": True}, "standing": choice(STANDINGS), "because": LABEL, "values": mapping(operand)},
        "standing because",
    )
    body = closed(
        {
            "format": {"const": 1},
            "id": {"type": "string", "pattern": "^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+$"},
            "slug": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
            "version": {"type": "string", "pattern": r"^[0-9]+\.[0-9]+\.[0-9]+$"},
            "status": choice(STATUSES),
            "clauses": NAMES | {"minItems": 1},
            "label": LABEL,
            "applies_to": TEXT,
            "modality": choice(MODALITIES),
            "in_force": closed({"from": DATE, "until": OPEN_DATE, "needs_law": TEXT, "until_law": TEXT}),
            "published": OPEN_DATE,
            "recorded": DATE,
            "supersedes": {"type": "string", "pattern": r"^[0-9]+\.[0-9]+\.[0-9]+$"},
            "replaces": closed({"rule": TEXT, "change": choice(CHANGES), "note": LABEL}, "rule change"),
            "due": operand,
            "when": condition,
            "values": mapping(operand),
            "requires": condition,
            "attested": closed(
                {
                    "event": TEXT,
                    "by": {"type": "array", "minItems": 1, "items": choice(PARTIES)},
                    "label": LABEL,
                    "evidence": LABEL,
                    "holds": mapping(LABEL),
                    "not_before": operand,
                    "given": {"type": "object"},
                },
                "event by",
            ),
            "excused_if": condition,
            "readings": mapping(reading),
            "derives": mapping(operand),
            "suspends": {"anyOf": [NAMES, closed({"fact": TEXT, "since": operand}, "fact")]},
            "presume": FLAG,
            "excuses": closed({"modality": choice(MODALITIES), "owed_by": choice(PARTIES)}, "modality owed_by"),
            "room": mapping(operand),
            "remarks": mapping(closed({"if": condition, "label": LABEL}, "if label")),
            "outcomes": mapping(LABEL),
            "tags": NAMES,
            "cases": {"type": "array", "minItems": 3, "items": {"$ref": "#/$defs/case"}},
        },
        "format id slug version status clauses label applies_to modality",
    )
    body["oneOf"] = [{"required": [k]} for k in ("requires", "derives", "suspends", "attested")]
    body["anyOf"] = [{"required": ["cases"]}, {"required": ["attested"]}]
    return document(
        "npa-rules: rule",
        body,
        operand={"if": {"type": "object"}, "then": {"$ref": "#/$defs/node"}, "else": scalar},
        condition={"allOf": [{"$ref": "#/$defs/node"}, {"minProperties": 1}]},
        conditions={"type": "array", "minItems": 1, "items": condition},
        over=closed({"list": TEXT, "of": TEXT, "where": condition, "has": condition}, "list"),
        node=node,
        case=case,
    )


def rollup() -> Schema:
    """A roll-up; its conditions are those of rules."""
    defs = rule()["$defs"]
    condition, operand = {"$ref": "#/$defs/condition"}, {"$ref": "#/$defs/operand"}
    growth = closed(
        {"before": TEXT, "after": TEXT, "where": condition, "less": TEXT, "less_where": condition}, "before after"
    )
    measure = closed(
        {
            "clauses": NAMES | {"minItems": 1}, "years_back": {"type": "integer", "minimum": 1}, "fixed": TEXT,
            "count": {"anyOf": [{"const": "all"}, condition]}, "growth": growth, "members": mapping(operand),
            "mean": closed({"of": TEXT, "where": condition}, "of"), "between": closed({"of": TEXT}, "of"),
            "sum": closed({"of": operand, "given": condition}, "of"),
        },
        "clauses",
    )  # fmt: skip
    measure["oneOf"] = [{"required": [k]} for k in ("count", "growth", "members", "fixed", "mean", "between", "sum")]
    case = closed({"rows": {"type": "array"}, "given": {"type": "object"}, "facts": {"type": "object"}}, "rows facts")
    body = closed(
        {
            "format": {"const": 1}, "rollup": TEXT, "from": TEXT, "to": TEXT, "keys": mapping(TEXT), "dated": TEXT,
            "presumes": LABEL, "facts": mapping(measure),
            "cases": {"type": "array", "minItems": 1, "items": case},
        },
        "format rollup from to presumes facts cases",
    )  # fmt: skip
    return document("npa-rules: roll-up", body, **{k: v for k, v in defs.items() if k not in ("label", "case")})


def dictionary() -> Schema:
    """A dictionary of facts."""
    bounds = {"type": "array", "minItems": 2, "maxItems": 2, "items": {"anyOf": [FIGURE, {"type": "null"}]}}
    entry = closed(
        {
            "type": choice(TYPES), "unit": TEXT, "bounds": bounds, "decimals": {"type": "integer"},
            "codes": mapping(LABEL), "scale": TEXT, "presume": {"type": ["string", "boolean"]}, "may_be_none": FLAG,
            "part_of": TEXT, "whole_of": TEXT, "qualified_by": closed({"fact": TEXT, "equals": TEXT}, "fact equals"),
            "judgement": LABEL, "holds": mapping(LABEL), "spelled": closed({"held": TEXT, "date": TEXT}), "same_as": TEXT,
            "evidence": LABEL, "members": mapping({"$ref": "#/$defs/entry"}), "label": LABEL, "help": LABEL, "found_in": NAMES,
        },
        "type label",
    )  # fmt: skip
    body = closed(
        {
            "format": {"const": 1}, "subject": TEXT, "label": LABEL, "time": TEXT, "closes": FLAG,
            "relations": mapping(closed({"to": TEXT, "match": mapping(TEXT)}, "to match")),
            "facts": mapping({"$ref": "#/$defs/entry"}),
        },
        "format subject label facts",
    )  # fmt: skip
    return document("npa-rules: dictionary of facts", body, entry=entry)


def parameter() -> Schema:
    """A dated series."""
    value: Schema = {"type": ["string", "number", "boolean"]}
    period = closed(
        {
            "from": DATE, "until": OPEN_DATE, "key": TEXT, "value": value, "source": TEXT, "url": TEXT,
            "confidence": choice(CONFIDENCES), "published": OPEN_DATE, "recorded": DATE, "inferred": FLAG, "supersedes": DATE,
            "conflict": closed({"value": value, "source": TEXT, "url": TEXT}, "value source"),
        },
        "from until value source confidence published recorded",
    )  # fmt: skip
    bounds = {"type": "array", "minItems": 2, "maxItems": 2, "items": {"anyOf": [FIGURE, {"type": "null"}]}}
    body = closed(
        {
            "format": {"const": 1}, "parameter": TEXT, "label": LABEL, "type": choice(TYPES), "unit": TEXT,
            "read_on": {"type": "string", "pattern": "^[0-9]{2}-[0-9]{2}$"}, "bounds": bounds, "scale": TEXT,
            "keys": mapping(LABEL), "holes": LABEL, "measured": FLAG, "series": {"type": "array", "items": period},
        },
        "format parameter label type unit series",
    )  # fmt: skip
    return document("npa-rules: parameter", body)


def others() -> dict[str, Schema]:
    """Scales, laws, origins of facts, editions, clause registers."""
    status = closed(
        {
            "status": {"enum": ["agreed", "in_force", "withdrawn"]}, "in_force": OPEN_DATE, "verified_on": DATE,
            "stands_until": DATE, "source": TEXT, "published": OPEN_DATE, "recorded": DATE,
        },
        "status in_force verified_on stands_until source recorded",
    )  # fmt: skip
    law = closed({"label": LABEL, "history": {"type": "array", "minItems": 1, "items": status}}, "label history")
    clause = closed(
        {
            "citation": TEXT, "title": LABEL, "kind": choice(MODALITIES | {"context": {"nl": "context", "en": "context"}}),
            "parties": {"type": "array", "items": choice(PARTIES)}, "subject": TEXT, "undecided": LABEL,
            "quantities": mapping(closed({"value": {"anyOf": [FIGURE, DATE]}, "unit": TEXT}, "value unit")), "note": LABEL,
        },
        "citation title kind parties",
    )  # fmt: skip
    scale = closed({"label": LABEL, "order": NAMES | {"minItems": 2}}, "label order")
    clock = closed(
        {"clause": TEXT, "label": LABEL, "first_due": DATE, "every_years": {"type": "integer", "minimum": 1}},
        "clause label first_due every_years",
    )
    edition: Schema = {
        "format": {"const": 1}, "edition": TEXT, "kind": {"enum": ["agreement", "statute"]}, "label": LABEL,
        "parties": {"type": "array", "items": choice(PARTIES)}, "term": closed({"from": OPEN_DATE, "until": OPEN_DATE}),
        "signed": OPEN_DATE, "published": OPEN_DATE, "recorded": DATE, "from": DATE, "until": OPEN_DATE,
        "replaces": TEXT, "recalibration": {"type": "array", "items": clock}, "lapsed": mapping(LABEL), "sources": NAMES,
    }  # fmt: skip
    head: Schema = {"format": {"const": 1}}
    return {
        "scales": document("npa-rules: scales", closed({**head, "scales": mapping(scale)}, "format scales")),
        "laws": document("npa-rules: laws", closed({**head, "laws": mapping(law)}, "format laws")),
        "origins": document(
            "npa-rules: where facts are found",
            closed({**head, "registers": mapping(LABEL), "documents": mapping(LABEL)}, "format registers documents"),
        ),
        "edition": document(
            "npa-rules: edition", closed(edition, "format edition kind label published recorded from until sources")
        ),
        "clauses": document(
            "npa-rules: clause register",
            closed({**head, "edition": TEXT, "clauses": mapping(clause)}, "format edition clauses"),
        ),
    }


def report() -> Schema:
    """The JSON report."""
    side: Schema = {
        "anyOf": [closed({"name": {"type": ["string", "null"]}, "value": {}}, "name value"), {"type": "null"}]
    }
    state = {"true": {"nl": "waar", "en": "true"}, "false": {"nl": "niet waar", "en": "false"}}
    state["unknown"] = {"nl": "onbekend", "en": "unknown"}
    condition: Schema = {
        "id": TEXT, "rule": TEXT, "part": TEXT, "state": choice(state), "text": LABEL, "operator": TEXT, "left": side,
        "right": side, "mark": {"enum": ["+", "-", "?", ""]},
    }  # fmt: skip
    figure = PLAIN
    maybe: Schema = {"type": ["string", "null"]}
    read: Schema = {
        "id": TEXT, "key": maybe, "at": DATE, "value": figure, "other_value": figure, "confidence": maybe, "source": maybe,
    }  # fmt: skip
    since = closed({"from": DATE, "by": {"enum": ["published", "in_force", "recorded"]}}, "from by")
    left: Schema = {"id": TEXT, "unit": TEXT, "value": {}, "label": LABEL}
    count: Schema = {"type": "integer", "minimum": 0}
    cause: Schema = {
        "fact": TEXT, "missing": count, "of": count, "members": {"type": "array", "items": LABEL}, "text": LABEL,
    }  # fmt: skip
    span: Schema = {
        "name": maybe, "unit": TEXT, "from": figure, "to": figure, "text": LABEL,
        "because": {"type": "array", "items": closed(cause, " ".join(cause))},
    }  # fmt: skip
    verdict: Schema = {
        "subject": TEXT, "subject_id": TEXT, "edition": TEXT, "rule": TEXT, "rule_version": TEXT,
        "clauses": {"type": "array", "items": closed({"id": TEXT, "citation": TEXT, "page": TEXT}, "id citation")},
        "page": TEXT, "title": LABEL, "ranges": {"type": "array", "items": closed(span, " ".join(span))},
        "to_show": {"type": "array", "items": LABEL}, "modality": choice(MODALITIES), "verdict": choice(VERDICTS),
        "provisional": FLAG, "provisional_because": NAMES,
        "reason": choice(REASONS), "suspended_by": maybe, "sentence": LABEL,
        "conditions": {"type": "array", "items": closed(condition, without(condition, "mark"))},
        "parameters": {"type": "array", "items": closed(read | {"known": since}, " ".join(read))},
        "possible": {"type": "array", "items": choice(VERDICTS)}, "missing": NAMES, "presumed": NAMES, "remarks": NAMES,
        "owed_by": {"type": "array", "items": choice(PARTIES)}, "due": OPEN_DATE,
        "room": {"type": "array", "items": closed(left, " ".join(left))}, "reading": maybe, "sensitive_to": NAMES,
        "overrides": NAMES, "disagreed_by": NAMES,
        "source": closed({"file": TEXT, "line": {"type": "integer"}}, "file line"),
    }  # fmt: skip
    made = override()
    body: Schema = {
        "report": {"const": 1}, "ruleset_digest": TEXT, "engine": TEXT, "as_of": DATE, "known_at": OPEN_DATE,
        "presumptions": FLAG, "presumed": NAMES, "supposed_parameters": NAMES,
        **departures(), "receipt": receipt(made),
        "verdicts": {"type": "array", "items": closed(verdict, without(verdict, "page", "title", "ranges", "to_show"))},
    }  # fmt: skip
    # what was rolled up from rows has no receipt: its facts are in no file
    return document("npa-rules: report", closed(body, without(body, "receipt")))


def override() -> Schema:
    """The properties of a departure of a user."""
    maybe: Schema = {"type": ["string", "null"]}
    return {
        "id": TEXT, "kind": {"enum": [*KINDS]}, "target": TEXT, "key": maybe, "reading": maybe, "value": PLAIN,
        "from": OPEN_DATE, "through": OPEN_DATE, "who": maybe, "why": maybe, "until": OPEN_DATE,
    }  # fmt: skip


def departures() -> Schema:
    """The departures of a user in a report, and the disagreements of parties."""
    made = override() | {"in_force": FLAG}
    disagreement: Schema = {"rule": TEXT, "reading": TEXT, "party": TEXT, "why": TEXT, "date": DATE}
    return {
        "overrides": {"type": "array", "items": closed(made, " ".join(made))},
        "disagreements": {"type": "array", "items": closed(disagreement, " ".join(disagreement))},
    }


def receipt(override: Schema) -> Schema:
    """What a report was made of."""
    hash: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
    short = mapping({"type": "string", "pattern": "^[0-9a-f]{16}$"})
    versions = mapping({"type": "string", "pattern": r"^[0-9a-f]{16}(\+[0-9a-f]{16})*$"})
    maybe: Schema = {"type": ["string", "null"]}
    asked: Schema = {
        "as_of": DATE, "known_at": OPEN_DATE, "edition": maybe, "only": NAMES, "readings": mapping(TEXT),
        "presumptions": FLAG, "overrides": {"type": "array", "items": closed(override, " ".join(override))},
    }  # fmt: skip
    body: Schema = {
        "form": {"const": 1}, "engine": TEXT, "libraries": mapping(maybe), "asked": closed(asked, " ".join(asked)),
        "rules": closed({"digest": hash, "rules": versions, "laws": short}, "digest rules laws"), "parameters": hash,
        "facts": closed(
            {"subjects": {"type": "integer"}, "cited": hash, "sealed": {"anyOf": [hash, {"type": "null"}]}, "key": maybe},
            "subjects cited sealed key",
        ),
        "verdicts": hash, "report": hash, "digest": hash,
    }  # fmt: skip
    return closed(body, " ".join(body))


def build() -> dict[str, Schema]:
    """Every schema by name."""
    from npa_rules.audit.data import schema as audit
    from npa_rules.audit.derived import schema as derived

    named = {"rule": rule(), "rollup": rollup(), "dictionary": dictionary(), "parameter": parameter(), **others()}
    return {**named, "report": report(), "audit": audit(), "derived": derived()}


def write(folder: Path) -> None:
    """Write the schemas to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in build().items():
        text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        (folder / f"{name}.schema.json").write_text(text, encoding="utf-8")


def write_editor(folder: Path) -> None:
    """Write the schemas that know the names of the rule set."""
    from npa_rules.editor import build as editor
    from npa_rules.load.ruleset import load_sources

    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in editor(load_sources().ruleset).items():
        text = json.dumps(schema, ensure_ascii=False, separators=(",", ":")) + "\n"
        (folder / f"{name}.schema.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    from npa_rules.load.places import data_folder

    write(Path(data_folder(), "schemas"))
    write_editor(Path(data_folder(), "schemas", "editor"))
