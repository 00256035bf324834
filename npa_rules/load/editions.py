"""Manifests of editions and the history of laws, and what a rule file says of its own place in time."""

from __future__ import annotations

from npa_rules.errors import nearest
from npa_rules.load.fields import Fields, shown
from npa_rules.load.scope import Names
from npa_rules.load.source import Node, Source
from npa_rules.model.rule import Clock, Edition, Law, LawStatus, Rule, Succession
from npa_rules.model.words import CHANGES, PARTIES


def read_laws(source: Source, root: Node) -> dict[str, Law]:
    """The laws that rules wait for."""
    fields = Fields(source, root, ("format", "laws"))
    fields.version()
    node = fields.need("laws")
    found = {}
    for name, child in node.mapping.items() if node is not None else ():
        inner = Fields(source, child, ("label", "history"))
        label, listed = inner.label("label"), inner.need("history")
        if listed is not None and (listed.kind != "list" or not listed.sequence):
            source.report("E203", listed, expected="list")
        history = tuple(_law_status(source, one) for one in (listed.sequence if listed is not None else ()))
        for one, two, place in zip(
            history, history[1:], listed.sequence[1:] if listed is not None else (), strict=False
        ):
            if two.known_from < one.known_from:
                source.report("E922", place, name=shown(name))
        if history:
            last = history[-1]
            now = (last.status, last.in_force, last.verified_on, last.stands_until, last.source)
            found[name] = Law(name, label, *now, history)
    return found


def _law_status(source: Source, node: Node) -> LawStatus:
    """How a law stood on a day."""
    keys = ("status", "in_force", "verified_on", "stands_until", "source", "published", "recorded")
    fields = Fields(source, node, keys)
    return LawStatus(
        fields.choice("status", ("agreed", "in_force", "withdrawn"), "agreed", need=True),
        fields.date("in_force"),
        fields.date("verified_on", need=True) or 0,
        fields.date("stands_until", need=True) or 0,
        fields.text("source"),
        fields.date("published"),
        fields.date("recorded", need=True) or 0,
    )


EDITION_KEYS = [
    "format",
    "edition",
    "kind",
    "label",
    "parties",
    "term",
    "signed",
    "published",
    "recorded",
    "from",
    "until",
    "replaces",
    "recalibration",
    "lapsed",
    "sources",
]


def read_edition(source: Source, root: Node) -> Edition:
    """One manifest."""
    fields = Fields(source, root, EDITION_KEYS)
    fields.version()
    place = fields.get("term")
    term = Fields(source, place, ("from", "until")) if place is not None else None
    clocks = fields.get("recalibration")
    return Edition(
        fields.text("edition", need=True),
        fields.label("label"),
        fields.date("from", need=True) or 0,
        fields.date("until"),
        fields.strings("sources"),
        fields.choice("kind", ("agreement", "statute"), "agreement", need=True),
        parties(fields),
        (term.date("from"), term.date("until")) if term is not None else (None, None),
        fields.date("signed"),
        fields.date("published"),
        fields.date("recorded", need=True) or 0,
        fields.text("replaces"),
        tuple(_clock(source, c) for c in clocks.sequence) if clocks is not None else (),
        fields.labels("lapsed"),
    )


def _clock(source: Source, node: Node) -> Clock:
    fields = Fields(source, node, ("clause", "label", "first_due", "every_years"))
    years = fields.figure(fields.need("every_years"))
    return Clock(
        fields.text("clause", need=True),
        fields.label("label"),
        fields.date("first_due", need=True) or 0,
        years if isinstance(years, int) else 0,
    )


def parties(fields: Fields) -> tuple[str, ...]:
    """The parties that a manifest or a clause names."""
    found = fields.strings("parties")
    place = fields.get("parties")
    for name, node in zip(found, place.sequence if place is not None else (), strict=False):
        if name not in PARTIES:
            hint = nearest(name, PARTIES)
            fields.source.report("E204", node, value=shown(name), allowed=", ".join(PARTIES), suggestion=hint)
    return found


def dated(fields: Fields, edition: Edition, since: int | None) -> tuple[int | None, int, int | None]:
    """When a version was published and recorded, and a day on which it held: its own dates, else those of its edition.

    An agreement is public as a whole, on its first day at the latest; of statute each rule on the first day that it
    holds. A version with dates of its own may hold for days before it was written.
    """
    if fields.get("published") is not None or fields.get("recorded") is not None:
        return fields.date("published"), fields.date("recorded", need=True) or 0, None
    begun = max(edition.since, since or 0) if edition.kind == "statute" else edition.since
    return edition.published, edition.recorded or begun, begun


def cut(rule: Rule, edition: Edition, successor: str) -> Rule:
    """A rule that ends with its edition where a later one replaces it: what was agreed for later days lapses."""
    if not successor or edition.until is None or (rule.until is not None and rule.until <= edition.until):
        return rule
    return rule.but(until=edition.until, agreed_until=rule.until, cut_by=successor)


def succession(fields: Fields, names: Names) -> Succession | None:
    """The rule that this one takes the place of."""
    place = fields.get("replaces")
    if place is None:
        return None
    inner = Fields(fields.source, place, ("rule", "change", "note"))
    rule = inner.text("rule", need=True)
    if rule and rule not in names.rules:
        hint = nearest(rule, names.rules)
        fields.source.report("E304", inner.get("rule"), name=shown(rule), suggestion=hint)
    kinds = [k for k in CHANGES if k not in ("new", "lapsed")]
    return Succession(rule, inner.choice("change", kinds, "norm", need=True), inner.label("note", need=False))
