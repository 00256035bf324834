"""Attested promises as a list of who owes what: done, late, running, given up, not stated; a line each."""

from __future__ import annotations

from npa_rules.judge import Verdict
from npa_rules.model.case import Happening
from npa_rules.model.words import PARTIES
from npa_rules.prose.condition import lower
from npa_rules.prose.format import date
from npa_rules.prose.sentence import Prose

T = {
    "nl": {
        "violates": "Niet of te laat gedaan",
        "shortfall": "Blijft achter",
        "justified": "Onderbouwd niet gedaan",
        "pending": "Loopt nog",
        "undetermined": "Nog niet opgegeven",
        "complies": "Gedaan",
        "on": "op {date}",
        "by": "van {parties}",
        "until": "uiterlijk {date}",
        "open": "zonder einddatum",
        "supply": "vul aan: {names}",
    },
    "en": {
        "violates": "Not done, or late",
        "shortfall": "Falls short",
        "justified": "Not done, with a ground",
        "pending": "Pending",
        "undetermined": "Not stated yet",
        "complies": "Done",
        "on": "on {date}",
        "by": "by {parties}",
        "until": "by {date} at the latest",
        "open": "without an end date",
        "supply": "supply: {names}",
    },
}
MISSED = ("violates", "shortfall")
ORDER = ("violates", "shortfall", "justified", "pending", "undetermined", "complies")


def status(verdict: Verdict) -> str:
    """The heading under which a promise stands; empty when it does not apply."""
    if verdict.verdict == "not_applicable":
        return "pending" if verdict.reason == "pending" else ""
    return verdict.verdict


def grouped(verdicts: list[Verdict]) -> dict[str, list[Verdict]]:
    """The promises by heading, in the order in which a reader wants them; by due date within each."""
    found = {name: [v for v in verdicts if status(v) == name] for name in ORDER}
    return {n: sorted(vs, key=lambda v: (v.due or 99999999, v.rule.id)) for n, vs in found.items() if vs}


def line(prose: Prose, verdict: Verdict) -> str:
    """One promise: what; when it was done, why it was not, or until when it may be; by whom; and what is to be supplied."""
    t, lang = T[prose.lang], prose.lang
    parts = [verdict.rule.label[lang]]
    told = prose.grounds(verdict, "requires", False) if verdict.verdict in MISSED else []
    told = prose.added(verdict) if verdict.verdict == "justified" and not told else told
    event = verdict.item.facts.get(verdict.rule.attested)
    if told:
        parts.append(lower("; ".join(told)))
    elif verdict.verdict == "complies" and isinstance(event, Happening) and event.date:
        parts.append(t["on"].format(date=date(event.date, lang)))
    elif verdict.due is not None:
        parts.append(t["until"].format(date=date(verdict.due, lang)))
    elif verdict.rule.due_open:
        parts.append(t["open"])
    parties = ", ".join(PARTIES[p][lang] for p in verdict.rule.owed_by)
    parts.append(t["by"].format(parties=parties))
    missing = prose.facts_missing(verdict)
    if missing:
        names = [name if name == verdict.rule.attested else f"{lower(label)} ({name})" for label, name in missing]
        parts.append(t["supply"].format(names="; ".join(names)))
    return f"{'; '.join(parts)} [{verdict.rule.id}]"
