"""A report as plain data (`schemas/report.schema.json`): the one form that is compared, replayed and published."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from npa_rules import __version__
from npa_rules.addresses import clause_address, rule_address
from npa_rules.engines.ledger import Seen
from npa_rules.engines.quantity import INF, NONE, Num, Quantity, Sym
from npa_rules.judge import Verdict
from npa_rules.load.fields import iso
from npa_rules.model import tree
from npa_rules.model.case import Item, Settings
from npa_rules.model.override import Override
from npa_rules.model.rule import ALWAYS, Period, RuleSet
from npa_rules.prose.bearing import marks
from npa_rules.prose.sentence import Prose

LANGUAGES = ("nl", "en")
Proses = dict[str, Prose]


def exact(value: int | Fraction | float) -> int | str | None:
    """A figure without loss: an integer, a decimal text, a fraction `a/b` where no decimal ends, null for unbounded."""
    if value in (INF, -INF):
        return None
    fraction = Fraction(value)
    if fraction.denominator == 1:
        return fraction.numerator
    for digits in range(1, 13):
        scaled = fraction * 10**digits
        if scaled.denominator == 1:
            sign, text = "-" if scaled < 0 else "", f"{abs(scaled.numerator):0{digits + 1}d}"
            return f"{sign}{text[:-digits]}.{text[-digits:]}"
    return f"{fraction.numerator}/{fraction.denominator}"


def quantity(value: Quantity | None, kind: str) -> Any:
    """A value as data: a figure, a date, a code, `{from, to}` for a range, null for unknown."""
    if value is None:
        return None
    if value is NONE:
        return "none"
    if isinstance(value, Num):
        if value.undefined:
            return None
        ends = [
            None if e in (INF, -INF) else iso(int(e)) if kind == "date" else exact(e) for e in (value.low, value.high)
        ]
        if value.known:
            return ends[0]
        return None if ends == [None, None] else {"from": ends[0], "to": ends[1]}
    if not isinstance(value, Sym) or value.options is None:
        return None
    options = [sorted(o) if isinstance(o, frozenset) else o for o in value.options]
    return options[0] if len(options) == 1 else {"one_of": sorted(options, key=str)}


def build(
    ruleset: RuleSet, verdicts: list[Verdict], settings: Settings, releases: set[str], supposed: list[str]
) -> dict[str, Any]:
    """The whole report; `releases` are the release clauses presumed not invoked, `supposed` the what-if parameters."""
    prose = {lang: Prose(ruleset, lang) for lang in LANGUAGES}
    for told in prose.values():
        told.items = subjects(verdicts)
    return {
        "report": 1,
        "ruleset_digest": ruleset.digest,
        "engine": f"npa-rules {__version__} reference",
        "as_of": iso(settings.as_of),
        "known_at": iso(settings.known_at) if settings.known_at else None,
        "presumptions": settings.presumptions,
        "presumed": sorted(releases),
        "supposed_parameters": supposed,
        **departures(settings),
        "verdicts": [entry(ruleset, prose, v) | {"disagreed_by": disagreed_by(settings, v)} for v in verdicts],
    }


def departures(settings: Settings) -> dict[str, Any]:
    """The overrides of a user, in force and expired, and the disagreements of parties."""
    return {
        "overrides": [override(o) | {"in_force": not o.expired(settings.as_of)} for o in settings.overrides],
        "disagreements": [
            {"rule": d.rule, "reading": d.reading, "party": d.party, "why": d.why, "date": iso(d.date)}
            for d in settings.disagreements
        ],
    }


def subjects(verdicts: list[Verdict]) -> tuple[Item, ...]:
    """The items that a report is about, each once."""
    return tuple({v.item.key: v.item for v in verdicts}.values())


def override(o: Override) -> dict[str, Any]:
    """A departure from the rule set as data; the folder of local rules by its name only."""
    value = o.period.value if o.period is not None else None
    return {
        "id": o.id,
        "kind": o.kind,
        "target": o.target,
        "key": o.key or None,
        "reading": o.chosen or None,
        "value": value if value is None or isinstance(value, str | bool) else exact(value),
        "from": iso(o.period.since) if o.period is not None else None,
        "through": iso(o.period.until) if o.period is not None and o.period.until is not None else None,
        "who": o.who or None,
        "why": o.why or None,
        "until": iso(o.until) if o.until is not None else None,
    }


def disagreed_by(settings: Settings, verdict: Verdict) -> list[str]:
    """The parties that do not share the reading which a verdict uses."""
    own = (verdict.rule.id, verdict.reading)
    return [d.party for d in settings.disagreements if (d.rule, d.reading) == own]


def entry(ruleset: RuleSet, prose: Proses, verdict: Verdict) -> dict[str, Any]:
    """One verdict as data."""
    rule, item = verdict.rule, verdict.item
    return {
        "subject": item.subject.name,
        "subject_id": item.id,
        "edition": rule.edition,
        "rule": rule.id,
        "rule_version": rule.version,
        "clauses": [
            {
                "id": c,
                "citation": ruleset.clauses[c].citation if c in ruleset.clauses else "",
                "page": clause_address(c),
            }
            for c in verdict.clauses
        ],
        "page": rule_address(rule.id),
        "modality": rule.modality,
        "verdict": verdict.verdict,
        "provisional": bool(verdict.provisional),
        "provisional_because": verdict.provisional,
        "reason": verdict.reason,
        "suspended_by": verdict.by or None,
        "title": {lang: p.title(verdict) for lang, p in prose.items()},
        "sentence": {lang: p.headline(verdict) for lang, p in prose.items()},
        "conditions": conditions(ruleset, prose, verdict),
        "ranges": ranges(prose, verdict),
        "to_show": [
            dict(zip(prose, texts, strict=True))
            for texts in zip(*(p.proofs(verdict) for p in prose.values()), strict=True)
        ],
        "parameters": [
            _known(verdict, period)
            | {
                "id": name,
                "key": key or None,
                "at": iso(at),
                "value": (
                    None
                    if period is None
                    else period.value
                    if isinstance(period.value, str | bool)
                    else exact(period.value)
                ),
                "other_value": exact(period.other_value)
                if period is not None and period.other_value is not None
                else None,
                "confidence": period.confidence if period is not None else None,
                "source": period.source if period is not None else None,
            }
            for (name, key, at), period in sorted(verdict.figures.items())
        ],
        "possible": verdict.possible,
        "missing": verdict.missing,
        "presumed": verdict.presumed,
        "remarks": verdict.remarks,
        "owed_by": list(rule.owed_by),
        "due": iso(verdict.due) if verdict.due is not None else None,
        "room": [
            {"id": n, "unit": rule.room[n].unit, "value": quantity(v, rule.room[n].kind), "label": rule.room[n].label}
            for n, v in verdict.room.items()
        ],
        "reading": verdict.reading or None,
        "sensitive_to": verdict.sensitive_to,
        "overrides": verdict.overrides,
        "source": {"file": item.file, "line": item.line},
    }


def ranges(prose: Proses, verdict: Verdict) -> list[dict[str, Any]]:
    """The figures of a verdict that are ranges, and the facts that widen each."""
    found = []
    for spans in zip(*(p.ranges(verdict) for p in prose.values()), strict=True):
        told = dict(zip(prose, spans, strict=True))
        first = spans[0]
        causes = [dict(zip(prose, cs, strict=True)) for cs in zip(*(s.causes for s in spans), strict=True)]
        found.append(
            {
                "name": first.name or None,
                "unit": first.unit,
                "from": None if first.low is None else exact(first.low),
                "to": None if first.high is None else exact(first.high),
                "text": {lang: span.text for lang, span in told.items()},
                "because": [
                    {
                        "fact": c["nl"].fact,
                        "missing": c["nl"].missing,
                        "of": c["nl"].total,
                        "members": [
                            dict(zip(c, names, strict=True))
                            for names in zip(*(x.members for x in c.values()), strict=True)
                        ],
                        "text": {lang: cause.text for lang, cause in c.items()},
                    }
                    for c in causes
                ],
            }
        )
    return found


def _known(verdict: Verdict, period: Period | None) -> dict[str, Any]:
    """Since when a figure was public and by which day, in a report by what was known on a date."""
    if verdict.known_at is None or period is None or period.known_from == ALWAYS:
        return {}
    return {"known": {"from": iso(period.known_from), "by": period.known_by}}


def conditions(ruleset: RuleSet, prose: Proses, verdict: Verdict) -> list[dict[str, Any]]:
    """The leaves that were looked at: first the rule's own by part, then those of the definitions behind them."""
    found: list[dict[str, Any]] = []
    known: set[tuple[str, str]] = set()
    shown = marks(ruleset, verdict)
    parts: dict[str, str] = {}
    quiet = verdict.uninvoked()
    for part, top in verdict.rule.conditions().items():
        for node in tree.walk(top):
            if isinstance(node, tree.Condition):
                parts.setdefault(node.id, part)
    for own in (True, False):
        for seen in verdict.trace:
            compound = isinstance(seen.condition, tree.All | tree.Any | tree.Not | tree.Quantified)
            key = (seen.rule, seen.condition.id)
            if compound or (seen.rule == verdict.rule.key) is not own or key in known:
                continue
            if not own and not ruleset.rules[seen.rule].derives:
                continue
            if quiet and quiet in key:
                continue
            known.add(key)
            part = parts.get(seen.condition.id, "values") if own else "definition"
            found.append({**_condition(ruleset, prose, seen, part), "mark": shown.get(key, "")})
    return found


def _condition(ruleset: RuleSet, prose: Proses, seen: Seen, part: str) -> dict[str, Any]:
    rule, node = ruleset.rules[seen.rule], seen.condition
    left = getattr(node, "left", None)
    right = getattr(node, "right", None)
    kind = prose["en"].named(rule, left)[1] if left is not None else ""
    return {
        "id": node.id,
        "rule": rule.id,
        "part": part,
        "state": {True: "true", False: "false", None: "unknown"}[seen.truth],
        "text": {lang: p.line(seen) for lang, p in prose.items()},
        "operator": getattr(node, "operator", type(node).__name__.lower()),
        "left": _side(prose, rule, left, seen.left, kind) if left is not None else None,
        "right": _side(prose, rule, right, seen.right, kind) if right is not None else None,
    }


def _side(prose: Proses, rule: Any, node: tree.Node, value: Quantity | None, kind: str) -> dict[str, Any]:
    name = getattr(node, "name", "")
    scale = prose["en"].named(rule, node)[3]
    data = quantity(value, kind)
    if scale is not None and isinstance(data, int):
        data = scale.order[data]
    return {"name": name or None, "value": data}
