"""What `npa verify` found, as text for a reader and as plain data."""

from __future__ import annotations

import json
import re
import textwrap
from fractions import Fraction
from typing import Any

from npa_rules.differences import ABSENT, Change, Data
from npa_rules.model.words import VERDICTS
from npa_rules.prose.format import figure
from npa_rules.verify import Turn, Verification

WIDTH = 80
MOST = 20  # places of one kind that are named
CAUSES = {
    "altered": {"nl": "Het verslag zelf is gewijzigd", "en": "The report itself was altered"},
    "rules": {"nl": "Andere regels", "en": "Other rules"},
    "laws": {"nl": "Andere stand van een wet", "en": "Another status of a law"},
    "parameters": {"nl": "Andere cijfers", "en": "Other figures"},
    "facts": {"nl": "Andere feiten", "en": "Other facts"},
    "options": {"nl": "Andere keuzes bij het uitvoeren", "en": "Other options"},
    "engine": {"nl": "Andere versie van het programma", "en": "Another version of the program"},
}
NOTES = {
    "engine": {"nl": "gemaakt met een andere versie van npa-rules", "en": "made with another version of npa-rules"},
    "libraries": {"nl": "gemaakt met andere versies van bibliotheken", "en": "made with other versions of libraries"},
    "rule_files": {
        "nl": "de regelbestanden zijn sindsdien gewijzigd; wat dit verslag nodig heeft is alleen anders waar het hierboven staat",
        "en": "the rule files have changed since; what this report rests on differs only where that is said above",
    },
    "words": {
        "nl": "de bewoording of bronvermelding is anders op {count} plaatsen; de oordelen niet",
        "en": "the wording or a source differs in {count} places; no verdict does",
    },
    "fields": {
        "nl": "het verslag is van een versie die dit nog niet vermeldde",
        "en": "the report is of a version that did not tell this yet",
    },
    "sealed": {
        "nl": "het zegel over alle feiten is niet nagegaan: het is met een andere sleutel gemaakt, of er is nu geen",
        "en": "the seal over all facts was not checked: it was made with another key, or there is none now",
    },
    "order": {"nl": "de onderwerpen staan in een andere volgorde", "en": "the subjects come in another order"},
}
T = {
    "nl": {
        "same": "Identiek: opnieuw uitgevoerd met dezelfde regels en cijfers en de feiten die het verslag toont, {count} "
        "oordelen gelijk.",
        "other": "Verschilt: opnieuw uitgevoerd is niet alles gelijk.",
        "none": "Geen oordeel is daardoor anders.",
        "verdicts": "Oordelen die anders zijn ({count})",
        "new": "staat niet in het verslag",
        "gone": "staat alleen in het verslag",
        "differs": "hetzelfde oordeel, anders onderbouwd ({places})",
        "more": "… en nog {count}",
        "because": "vanwege: {causes}",
        "notes": "Verder",
        "absent": "ontbreekt",
        "unknown": "onbekend",
        "true": "ja",
        "false": "nee",
        "there": "staat alleen in het verslag",
        "here": "staat niet in het verslag",
        "order": "in een andere volgorde",
        "digest": "past niet bij de inhoud; er is iets gewijzigd dat niet opnieuw is uit te voeren",
    },
    "en": {
        "same": "Identical: performed again with the same rules, figures and the facts that the report shows, {count} "
        "verdicts are equal.",
        "other": "Differs: performed again, not everything is equal.",
        "none": "No verdict differs by it.",
        "verdicts": "Verdicts that differ ({count})",
        "new": "is not in the report",
        "gone": "is only in the report",
        "differs": "the same verdict on other grounds ({places})",
        "more": "… and {count} more",
        "because": "because of: {causes}",
        "notes": "Also",
        "absent": "absent",
        "unknown": "unknown",
        "true": "yes",
        "false": "no",
        "there": "is only in the report",
        "here": "is not in the report",
        "order": "in another order",
        "digest": "does not fit the content; something was changed that cannot be performed again",
    },
}
LONG = 60
UNFIT = ("receipt.report", "receipt.digest")  # digests over much: the place of a change is not known
FIGURE = re.compile(r"-?[0-9]{1,18}\.[0-9]{1,12}")
_DIGEST = re.compile(r"[0-9a-f]{16}([0-9a-f]{48}|(\+[0-9a-f]{16})+)?\Z")


def text(found: Verification, lang: str) -> str:
    """The whole outcome for a reader."""
    t = T[lang]
    lines = wrap(t["same"].format(count=found.verdicts) if found.identical else t["other"], "")
    for kind, changes in found.causes.items():
        lines += ["", CAUSES[kind][lang]]
        for change in changes[:MOST]:
            lines += wrap(told(change, lang), "  - ", "    ")
        if len(changes) > MOST:
            lines += wrap(t["more"].format(count=len(changes) - MOST), "  - ")
    if found.turns:
        lines += ["", t["verdicts"].format(count=len(found.turns))]
        for turn in found.turns:
            lines += wrap(line(turn, lang), "  - ", "    ")
    elif not found.identical:
        lines += ["", t["none"]]
    if found.notes:
        lines += ["", t["notes"]]
        for kind, changes in found.notes.items():
            shown = [c.what for c in changes[:MOST]] if kind in ("fields", "words") else []
            if kind in ("engine", "libraries"):
                shown = [told(c, lang) for c in changes]
            ends = f": {'; '.join(shown)}." if shown else "."
            lines += wrap(NOTES[kind][lang].format(count=len(changes)) + ends, "  - ", "    ")
    return "\n".join(lines) + "\n"


def line(turn: Turn, lang: str) -> str:
    """One verdict that differs, and why."""
    t = T[lang]
    if turn.kind == "turned":
        what = f"{word(turn.was, lang)} → {word(turn.now, lang)}"
    elif turn.kind == "differs":
        places = [c.what for c in turn.places]
        shown = ", ".join(places[:3]) + (", …" if len(places) > 3 else "")
        what = t["differs"].format(places=shown)
    else:
        what = t[turn.kind]
    causes = ", ".join(lower(CAUSES[k][lang]) for k in turn.because)
    ends = f"; {t['because'].format(causes=causes)}" if causes else ""
    return f"{turn.key[0]} {turn.key[1]}, {turn.key[2]}: {what}{ends}"


def told(change: Change, lang: str) -> str:
    """One change: what, and what it was and became."""
    t = T[lang]
    if change.what.endswith("[]"):
        return f"{change.what[:-2]}: {t['order']}"
    if change.what in UNFIT and change.now is ABSENT:
        return f"{change.what}: {t['digest']}"
    if change.now is ABSENT and (change.was is True or isinstance(change.was, dict | list)):
        return f"{change.what} {t['there']}"
    if change.was is ABSENT and (change.now is True or isinstance(change.now, dict | list)):
        return f"{change.what} {t['here']}"
    if any(isinstance(v, str) and _DIGEST.match(v) for v in (change.was, change.now)):
        sides = [str(v)[:8] if isinstance(v, str) else value(v, lang) for v in (change.was, change.now)]
    else:
        sides = [value(v, lang) for v in (change.was, change.now)]
    if sides[0] == sides[1]:  # another form of the same figure, or a look-alike
        sides = [json.dumps(v)[:LONG] for v in (change.was, change.now)]
    return f"{change.what}: {sides[0]} → {sides[1]}"


def value(given: Any, lang: str) -> str:
    """A piece of a report in a sentence."""
    t = T[lang]
    if given is ABSENT:
        return t["absent"]
    if given is None:
        return t["unknown"]
    if isinstance(given, bool):
        return t["true" if given else "false"]
    if isinstance(given, int) or (isinstance(given, str) and FIGURE.fullmatch(given)):
        return figure(Fraction(given), lang)
    if isinstance(given, str):
        return (given if len(given) <= LONG else given[: LONG - 1] + "…") or '""'
    if isinstance(given, dict) and set(given) == {"from", "to"}:
        return " – ".join(value(given[k], lang) for k in ("from", "to"))
    shown = str(given)
    return shown if len(shown) <= LONG else "…"


def word(verdict: str | None, lang: str) -> str:
    """A verdict in words; as it stands when it is none."""
    return VERDICTS[verdict][lang] if verdict in VERDICTS else str(verdict)[:LONG]


def lower(label: str) -> str:
    """A label inside a sentence."""
    return label[0].lower() + label[1:]


def wrap(words: str, first: str, rest: str | None = None) -> list[str]:
    """Lines of at most 80 columns."""
    indent = first if rest is None else rest
    return textwrap.wrap(words, WIDTH, initial_indent=first, subsequent_indent=indent, break_on_hyphens=False)


def data(found: Verification) -> Data:
    """The outcome as plain data."""
    return {
        "verify": 1,
        "identical": found.identical,
        "causes": [
            {"kind": k, "label": CAUSES[k], "changes": [c.data() for c in changes]}
            for k, changes in found.causes.items()
        ],
        "verdicts": [
            {
                "subject": turn.key[0],
                "subject_id": turn.key[1],
                "rule": turn.key[2],
                "kind": turn.kind,
                "was": turn.was,
                "now": turn.now,
                "changes": [c.data() for c in turn.places],
                "because": list(turn.because),
            }
            for turn in found.turns
        ],
        "notes": [{"kind": k, "label": NOTES[k], "changes": [c.data() for c in cs]} for k, cs in found.notes.items()],
    }
