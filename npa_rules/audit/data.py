"""The summary as plain data (`schemas/audit.schema.json`)."""

from __future__ import annotations

from typing import Any

from npa_rules import __version__
from npa_rules.audit.circumstances import disagreed
from npa_rules.audit.public import FEW, HELD, View, view
from npa_rules.audit.summary import Summary
from npa_rules.load.fields import iso
from npa_rules.model.rule import RuleSet
from npa_rules.model.words import REASONS, VERDICTS
from npa_rules.report.data import departures
from npa_rules.schema import DATE, FLAG, LABEL, NAMES, OPEN_DATE, TEXT, Schema, choice, closed, document
from npa_rules.schema import departures as departures_of


def data(ruleset: RuleSet, summary: Summary, *, public: bool = False) -> dict[str, Any]:
    """The summary; a count that is held back is a text (`<5`, or `…` for what it could be computed from)."""
    shown = view(summary, public=public)
    return {
        "audit": 1,
        "subject": summary.subject,
        "as_of": iso(summary.as_of),
        "known_at": iso(summary.settings.known_at) if summary.settings.known_at else None,
        "ruleset_digest": summary.ruleset_digest,
        "engine": f"npa-rules {__version__}",
        "public": public,
        "rows": shown.rows,
        "dates": [
            {"code": d.code, "sentence": {x: d.diagnostic("", summary.subject).sentence(x) for x in ("nl", "en")},
             "covered": d.covered, "rows": count, "first": [{"id": i, "line": n} for i, n in d.first]}
            for d, count in shown.dates
        ],
        **departures(summary.settings),
        "overridden": shown.overruled,
        "touched": [
            {"override": t.override, "rule": t.rule, "rests": rests, "turned": turned}
            for t, rests, turned in shown.touched
        ],
        "rules": _rules(ruleset, summary, shown),
        "near": [
            {"rule": n.rule, "condition": n.condition, "margin": ["percent", "euro"] if n.money else ["percent"],
             "within": within, "missed": missed}
            for n, within, missed in shown.near
        ],
        "no_limit": list(summary.no_limit),
        "unmeasured": list(summary.unmeasured),
        "missing": [
            {"name": i.name, "named": named, "alone": alone, "rules": list(i.rules)} for i, named, alone in shown.lacking
        ],
        "explained": shown.explained,
        "left_out": shown.left_out,
    }  # fmt: skip


def _rules(ruleset: RuleSet, summary: Summary, shown: View) -> list[dict[str, Any]]:
    found = []
    for row in shown.rules:
        rule = ruleset.rules[row.rule]
        reasons = [{"verdict": v, "reason": r, "count": n} for (v, r), n in row.cells.items()]
        found.append(
            {
                "rule": rule.id,
                "rule_version": rule.version,
                "edition": rule.edition,
                "modality": rule.modality,
                "clauses": list(rule.clauses),
                "label": rule.label,
                "verdicts": {v: row.verdicts.get(v, 0) for v in VERDICTS},
                "reasons": reasons,
                "row_by_row": row.refused or None,
                "disagreed_by": [d.party for d in disagreed(ruleset, summary.settings, rule.id)],
            }
        )
    return found


def schema() -> Schema:
    """The schema of `data`."""
    count: Schema = {"anyOf": [{"type": "integer", "minimum": 0}, {"enum": [FEW, HELD]}]}
    cell = closed({"verdict": choice(VERDICTS), "reason": choice(REASONS), "count": count}, "verdict reason count")
    rule: Schema = {
        "rule": TEXT, "rule_version": TEXT, "edition": TEXT, "modality": TEXT, "clauses": NAMES, "label": LABEL,
        "verdicts": closed(dict.fromkeys(VERDICTS, count), " ".join(VERDICTS)),
        "reasons": {"type": "array", "items": cell}, "row_by_row": {"type": ["string", "null"]},
        "disagreed_by": NAMES,
    }  # fmt: skip
    near: Schema = {
        "rule": TEXT, "condition": TEXT, "margin": {"type": "array", "items": {"enum": ["percent", "euro"]}},
        "within": count, "missed": count,
    }  # fmt: skip
    missing: Schema = {"name": TEXT, "named": count, "alone": count, "rules": NAMES}
    place: Schema = {"id": TEXT, "line": {"type": "integer"}}
    dated: Schema = {
        "code": {"enum": ["E920", "W920", "W921"]}, "sentence": LABEL, "covered": TEXT, "rows": count,
        "first": {"type": "array", "items": closed(place, "id line")},
    }  # fmt: skip
    touch: Schema = {"override": TEXT, "rule": TEXT, "rests": count, "turned": count}
    body: Schema = {
        "audit": {"const": 1}, "subject": TEXT, "as_of": DATE, "known_at": OPEN_DATE, "ruleset_digest": TEXT,
        "engine": TEXT, "public": FLAG, "rows": count, "dates": {"type": "array", "items": closed(dated, " ".join(dated))},
        **departures_of(), "overridden": count, "touched": {"type": "array", "items": closed(touch, " ".join(touch))},
        "rules": {"type": "array", "items": closed(rule, " ".join(rule))},
        "near": {"type": "array", "items": closed(near, " ".join(near))},
        "no_limit": NAMES, "unmeasured": NAMES,
        "missing": {"type": "array", "items": closed(missing, " ".join(missing))},
        "explained": count, "left_out": count,
    }  # fmt: skip
    higher: Schema = {  # with roll-ups: what was derived (`derived.schema.json`) and the report on it (`report.schema.json`)
        "derived": {"type": "object", "required": ["derived"]}, "report": {"type": "object", "required": ["report"]},
    }  # fmt: skip
    return document("npa-rules: audit of a table", closed(body | higher, " ".join(body)))
