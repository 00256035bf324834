"""What `npa recalibrate` says on the screen: the only place where passages of the two texts are shown."""

from __future__ import annotations

import textwrap
from collections import Counter
from pathlib import Path
from typing import Any

from npa_rules.load.fields import iso
from npa_rules.recalibration.recalibrate import Change, Recalibration, decision, numbered
from npa_rules.recalibration.show import STATUS, located, passage, place
from npa_rules.recalibration.words import difference

T = {
    "nl": {
        "head": "{new} na {old}, vanaf {start}: {count} bestanden in {out}",
        "without": "Zonder tekst: alle {count} bepalingen zijn nog te besluiten.",
        "clauses": "bepalingen",
        "changed": "Gewijzigd",
        "moved": "Verplaatst",
        "gone": "Niet gevonden",
        "new": "Nieuwe passages",
        "apart": "Buiten beschouwing: {headings} nieuwe koppen en {notes} nieuwe voetnoten.",
        "ended": "Eerder afgelopen en niet overgenomen: {rules}",
        "both": "{count} regels van {old} gelden ook nog op {start}: geef ze een einddatum als de nieuwe editie ingaat.",
        "next": "Te besluiten: {open}. Volg het met `npa coverage --edition {new}`.",
        "like": "gelijkenis {n}%",
        "about": "gelijkenis ongeveer {n}%",
        "looks": "alleen cijfers verschillen",
        "also": "ook verplaatst",
        "marks": "[-vervallen-] {+toegevoegd+}",
    },
    "en": {
        "head": "{new} after {old}, from {start}: {count} files in {out}",
        "without": "Without a text: all {count} clauses are still to be decided.",
        "clauses": "clauses",
        "changed": "Changed",
        "moved": "Moved",
        "gone": "Not found",
        "new": "New passages",
        "apart": "Left apart: {headings} new headings and {notes} new footnotes.",
        "ended": "Ended earlier and not taken over: {rules}",
        "both": "{count} rules of {old} still hold on {start}: give them a last day when the new edition takes effect.",
        "next": "To be decided: {open}. Follow it with `npa coverage --edition {new}`.",
        "like": "likeness {n}%",
        "about": "likeness about {n}%",
        "looks": "only figures differ",
        "also": "moved as well",
        "marks": "[-left out-] {+put in+}",
    },
}


def text(done: Recalibration, files: list[str], out: Path, lang: str) -> str:
    """The outcome, with the passages that somebody has to read."""
    t = T[lang]
    head = {"new": done.new, "old": done.old.name, "start": iso(done.start), "count": len(files), "out": out}
    lines = [t["head"].format(**head)]
    if done.copy is None:
        lines.append(t["without"].format(count=len(done.changes)))
    else:
        count = Counter(c.found.status for c in done.changes if c.found)
        told = ", ".join(f"{count[s]} {words[lang]}" for s, words in STATUS.items())
        lines.append(f"{len(done.changes)} {t['clauses']}: {told}")
        for status in ("changed", "moved", "gone"):
            lines += _group(done, status, lang)
        fresh = numbered(done)
        if fresh:
            lines += ["", t["new"], "-" * len(t["new"])]
        for name, one in fresh:
            lines += [f"{name}  {place(done.copy, one.start, one.end, lang)}"]
            lines += _wrapped(passage(done.copy, one.start, one.end))
        kinds = Counter(p.kind for p in done.passages)
        if kinds["heading"] or kinds["note"]:
            lines += ["", t["apart"].format(headings=kinds["heading"], notes=kinds["note"])]
    if done.ended:
        lines += ["", t["ended"].format(rules=", ".join(r.id for r in done.ended))]
    both = sum(r.until is None or r.until >= done.start for r in done.rules)
    if both:
        lines += ["", t["both"].format(count=both, old=done.old.name, start=iso(done.start))]
    open_ = sum(decision(c) is None for c in done.changes) + len(numbered(done))
    return "\n".join([*lines, "", t["next"].format(open=open_, new=done.new)]) + "\n"


def _group(done: Recalibration, status: str, lang: str) -> list[str]:
    """The clauses of one status."""
    chosen = [c for c in done.changes if c.found is not None and c.found.status == status]
    if not chosen or done.copy is None:
        return []
    t = T[lang]
    title = t[status] + (f"  ({t['marks']})" if status == "changed" and any(c.old for c in chosen) else "")
    lines = ["", title, "-" * len(title)]
    for change in chosen:
        one = change.found
        lines.append(f"{change.clause.id}  {change.clause.citation}  {change.clause.title[lang]}")
        if one is None or status == "gone":
            lines += _wrapped(change.old)
            continue
        told = [place(done.copy, one.start, one.end, lang)]
        if status == "changed":
            told.append(t["like" if change.old else "about"].format(n=change.similarity))
            told += [t["looks"]] if change.looks else []
            told += [t["also"]] if one.moved else []
        lines.append("  " + ", ".join(told))
        if status == "changed":
            lines += _wrapped(difference(change.old, change.new) if change.old else change.new)
    return lines


def _wrapped(words: str) -> list[str]:
    return textwrap.wrap(
        " ".join(words.split()), 96, initial_indent="  | ", subsequent_indent="  | ", break_on_hyphens=False
    )


def data(done: Recalibration, files: list[str], out: Path) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "edition": done.new,
        "from": done.old.name,
        "start": iso(done.start),
        "folder": str(out),
        "files": files,
        "clauses": [_entry(done, c) for c in done.changes],
        "passages": [
            {"id": name, **located(done.copy, one.start), "passage": passage(done.copy, one.start, one.end)}
            for name, one in numbered(done)
            if done.copy is not None
        ],
        "headings": sum(p.kind == "heading" for p in done.passages),
        "notes": sum(p.kind == "note" for p in done.passages),
        "ended": [r.id for r in done.ended],
    }


def _entry(done: Recalibration, change: Change) -> dict[str, Any]:
    one = change.found
    entry: dict[str, Any] = {
        "id": change.name,
        "was": change.clause.id,
        "status": one.status if one is not None else None,
        "similarity": change.similarity if one is not None else None,
        "moved": one.status == "moved" or one.moved if one is not None else None,
        "only_figures": change.looks == "parameter" if change.old else None,
    }
    if one is not None and done.copy is not None and one.status in ("changed", "moved"):
        entry |= {"place": located(done.copy, one.start), "passage": change.new}
        entry |= {"old_passage": change.old, "difference": difference(change.old, change.new)} if change.old else {}
    return entry
