"""The one shape of an attested clause: what, owed by whom, shown by which document, with which content, by when.

A rule with `attested` needs no dictionary entry, no `requires` and no cases of its own for it: the event becomes a fact
of the subject, the rule asks that it took place in time with all its content, and the standard cases come with it.
"""

from __future__ import annotations

from npa_rules.errors import nearest
from npa_rules.load.fields import Fields, shown
from npa_rules.load.source import Node as Place
from npa_rules.load.source import Source
from npa_rules.model import tree
from npa_rules.model.dictionary import FactType, Subject
from npa_rules.model.record import Record
from npa_rules.model.tree import Node
from npa_rules.model.words import PARTIES, Text

KEYS = ("event", "by", "label", "evidence", "holds", "not_before", "given")
HELP = {
    "nl": "Van: {parties}. Blijkt uit: {evidence}. De datum waarop het is gedaan; `none` als het (nog) niet is gedaan, "
    "`dropped` als het niet doorgaat.",
    "en": "By: {parties}. Shown by: {evidence}. The date on which it was done; `none` when it was not done (yet), "
    "`dropped` when it will not be.",
}


class Attested(Record):
    """The event that a rule asks for, who owes it, and the facts that its standard cases need beside it."""

    event: str
    by: tuple[str, ...]
    given: Place | None


def declare(source: Source, root: Place, subjects: dict[str, Subject]) -> None:
    """Make the event of a rule file a fact of its subject, before any rule is read."""
    place, about = root.mapping.get("attested"), root.mapping.get("applies_to")
    subject = subjects.get(str(about.value)) if about is not None else None
    if place is None or subject is None or place.kind != "map":
        return
    fields = Fields(source, place, KEYS)
    event = fields.text("event", need=True)
    by = parties(fields)
    if "label" not in place.mapping:
        if event and event not in subject.facts:
            hint = nearest(event, subject.facts)
            source.report("E301", fields.get("event"), name=shown(event), subject=subject.name, suggestion=hint)
        return
    evidence = fields.label("evidence")
    if event in subject.facts:
        source.report("E310", fields.get("event"), name=event, other=f"rules/facts/{subject.name}.yaml")
        return
    help_ = {lang: told(lang, by, evidence) for lang in ("nl", "en")}
    holds = fields.labels("holds")
    subject.facts[event] = FactType(
        event,
        "event",
        fields.label("label"),
        help=help_,
        holds=holds,
        attested_by=by,
        evidence=evidence,
        found_in=(evidence,),
    )


def told(lang: str, by: tuple[str, ...], evidence: Text) -> str:
    """The help text of an attested event."""
    names = ", ".join(PARTIES[p][lang] for p in by if p in PARTIES)
    return HELP[lang].format(parties=names, evidence=evidence.get(lang, ""))


def parties(fields: Fields) -> tuple[str, ...]:
    """The codes of the parties that owe it; unknown ones are findings."""
    found = fields.strings("by", need=True)
    place = fields.get("by")
    for name, node in zip(found, place.sequence if place is not None else (), strict=False):
        if name not in PARTIES:
            hint = nearest(name, PARTIES)
            fields.source.report("E204", node, value=shown(name), allowed=", ".join(PARTIES), suggestion=hint)
    return found


def read(source: Source, place: Place, subject: Subject) -> Attested:
    """The block of a rule."""
    fields = Fields(source, place)
    return Attested(fields.text("event"), fields.strings("by"), fields.get("given"))


def requirement(subject: Subject, attested: Attested, due: Node | None, not_before: Node | None) -> tree.Happened:
    """What the rule asks: the event, in time, with all that it must contain."""
    entry = subject.facts.get(attested.event)
    holds = tuple(entry.holds) if entry is not None else ()
    return tree.Happened("attested", attested.event, due, not_before, holds)
