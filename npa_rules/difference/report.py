"""The differences as text, Markdown or plain data."""

from __future__ import annotations

import textwrap
from typing import Any

from npa_rules.coverage import CHAPTERS
from npa_rules.difference.entries import Entry, same
from npa_rules.difference.sides import Side
from npa_rules.difference.words import KINDS
from npa_rules.model.rule import Rule
from npa_rules.model.words import CHANGES

WIDTH = 80
MANY = 12  # rules that came or went: more are told by chapter
STATES = ("changed", "moved", "lapsed", "figure", "law", "unchanged", "new")
T = {
    "nl": {"changed": "Gewijzigd", "unchanged": "Ongewijzigd", "new": "Nieuw", "lapsed": "Vervallen", "figure": "Cijfers",
           "law": "Wetten", "nothing": "Geen verschil.", "clauses": "Bepalingen", "source": "Bron", "statute": "wet en besluit",
           "more": "Met --all staan de titels erbij.", "moved": "Verplaatst", "to": "t/m", "back": "De andere kant op gold: {}"},
    "en": {"changed": "Changed", "unchanged": "Unchanged", "new": "New", "lapsed": "Lapsed", "figure": "Figures",
           "law": "Laws", "nothing": "No difference.", "clauses": "Clauses", "source": "Source", "statute": "statute",
           "more": "With --all the titles are given too.", "moved": "Moved", "to": "to", "back": "The other way it was: {}"},
}  # fmt: skip


def clauses(entry: Entry) -> str:
    """The clauses and rules of both sides: what every line can be traced to."""
    sides = [r for r in (entry.old, entry.new) if r is not None]
    told = list(dict.fromkeys(", ".join(r.clauses) for r in sides))
    names = list(dict.fromkeys(_name(r, sides) for r in sides))
    return f"{' → '.join(told)} [{' → '.join(names)}]" if sides else ""


def _name(rule: Rule, sides: list[Rule]) -> str:
    return f"{rule.id} {rule.version}" if len(sides) == 2 and sides[0].id == sides[1].id else rule.id


def chapters(found: list[Entry]) -> dict[str, list[Entry]]:
    """Rules that came or went by chapter of their leading clause."""
    by: dict[str, list[Entry]] = {}
    for entry in found:
        rule = entry.new or entry.old
        by.setdefault(rule.clauses[0][:3] if rule is not None else "", []).append(entry)
    return {k: by[k] for k in (*CHAPTERS, *(k for k in by if k not in CHAPTERS)) if k in by}


def text(one: Side, two: Side, found: list[Entry], lang: str, *, every: bool = False) -> str:
    """A summary for a terminal, 80 wide."""
    t = T[lang]
    title = f"{one.label[lang]} → {two.label[lang]}"
    lines = [*wrap(title, "", ""), "=" * min(len(title), WIDTH)]
    if same(found) and not every:
        return "\n".join([*lines, "", t["nothing"]]) + "\n"
    for state in STATES:
        mine = [e for e in found if e.state == state]
        if not mine:
            continue
        lines += ["", f"{t[state]} ({len(mine)})"]
        if silent(one, state, every):
            continue
        if state in ("new", "lapsed") and not every and len(mine) > MANY:
            stated = [e for e in mine if e.note]
            for entry in stated:
                lines += told(entry, lang)
            for chapter, listed in chapters([e for e in mine if not e.note]).items():
                label = CHAPTERS[chapter][lang] if chapter in CHAPTERS else t["statute"]
                lines += wrap(f"{label} ({len(listed)}): {ranges(listed, lang)}", "  - ", "    ")
            lines += wrap(t["more"], "  ", "  ")
        else:
            for entry in mine:
                lines += told(entry, lang)
    return "\n".join(lines) + "\n"


def ranges(found: list[Entry], lang: str) -> str:
    """The clauses of many rules, those that follow each other as one stretch."""
    names = sorted({c for e in found for r in (e.old, e.new) if r is not None for c in r.clauses})
    stretches: list[list[str]] = []
    for name in names:
        head, _, number = name.rpartition("-")
        last = stretches[-1][-1] if stretches else ""
        if number.isdigit() and last == f"{head}-{int(number) - 1:0{len(number)}d}":
            stretches[-1].append(name)
        else:
            stretches.append([name])
    to = T[lang]["to"]
    told = [f"{s[0]} {to} {s[-1].rpartition('-')[2]}" if len(s) > 2 else ", ".join(s) for s in stretches]
    return ", ".join(told)


def silent(one: Side, state: str, every: bool) -> bool:
    """Whether only the number is told: of rules that stayed the same, unless two editions are compared."""
    return state == "unchanged" and one.kind != "edition" and not every


def told(entry: Entry, lang: str) -> list[str]:
    """One entry: title, note, changes, and what it can be traced to."""
    lines = wrap(entry.title[lang], "  - ", "    ")
    lines += wrap(noted(entry, lang), "    ", "    ") if entry.note else []
    for change in entry.changes:
        label = f"{KINDS[change.kind][lang]}: " if entry.state not in ("figure", "law") else ""
        lines += wrap(f"{label}{change.text[lang]}", "    ", "      ")
    traced = clauses(entry)
    lines += wrap(f"{T[lang]['clauses']}: {traced}", "    ", "      ") if traced else []
    lines += wrap(f"{T[lang]['source']}: {entry.source}", "    ", "      ") if entry.source else []
    return lines


def noted(entry: Entry, lang: str) -> str:
    """The note of a change; where the first side is the later one, it is told of the other way."""
    return T[lang]["back"].format(entry.note[lang]) if entry.back else entry.note[lang]


def wrap(said: str, first: str, rest: str) -> list[str]:
    """Lines of at most 80."""
    return textwrap.wrap(
        said, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False, break_long_words=False
    )


def markdown(one: Side, two: Side, found: list[Entry], lang: str) -> str:
    """The same with headings and lists, every title given."""
    t = T[lang]
    lines = [f"# {one.label[lang]} → {two.label[lang]}"]
    if same(found):
        return "\n".join([*lines, "", t["nothing"]]) + "\n"
    for state in STATES:
        mine = [e for e in found if e.state == state]
        lines += ["", f"## {t[state]} ({len(mine)})", ""] if mine else []
        for entry in [] if silent(one, state, False) else mine:
            note = f": {noted(entry, lang)}" if entry.note else ""
            traced = clauses(entry) or entry.source
            lines.append(f"- **{entry.title[lang]}**{note} ({traced})")
            lines += [f"  - {KINDS[c.kind][lang]}: {c.text[lang]}" for c in entry.changes]
    return "\n".join(lines) + "\n"


def data(one: Side, two: Side, found: list[Entry]) -> dict[str, Any]:
    """The differences as plain data."""

    def rule(found: Rule | None) -> dict[str, Any] | None:
        if found is None:
            return None
        return {"id": found.id, "version": found.version, "edition": found.edition, "clauses": list(found.clauses)}

    return {
        "diff": 1,
        "kind": one.kind,
        "old": {"label": one.label, "ruleset_digest": one.ruleset.digest},
        "new": {"label": two.label, "ruleset_digest": two.ruleset.digest},
        "entries": [
            {
                "state": e.state,
                "title": e.title,
                "old": rule(e.old),
                "new": rule(e.new),
                "change": e.change or None,
                "change_label": CHANGES.get(e.change),
                "note": e.note or None,
                "reversed": e.back,
                "changes": [{"kind": c.kind, "text": c.text} for c in e.changes],
                "source": e.source or None,
            }
            for e in found
        ],
    }
