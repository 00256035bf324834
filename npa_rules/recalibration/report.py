"""What `npa recalibrate` says on the screen: the only place where passages of the two texts are shown."""

from __future__ import annotations

import textwrap
from collections import Counter
from typing import Any

from npa_rules.load.fields import iso
from npa_rules.recalibration.carry import WHY
from npa_rules.recalibration.recalibrate import Change, Recalibration, Written, decision, numbered
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
        "next": "Te besluiten: {clauses} bepalingen, {passages} passages, de gevallen van {cases} regels en het manifest. Volg "
        "het met `npa coverage --edition {new}`.",
        "carried": "Van {total} gevallen gaan er {moved} met andere dagen mee en {same} zoals ze zijn, elk met hetzelfde oordeel; "
        "aan te passen: {left}",
        "why_date": "wegens dagen die in de regel staan",
        "why_figure": "wegens een cijfer dat voor die dag niet bekend is",
        "why_law": "wegens een wet",
        "why_other": "omdat de regel op die dag iets anders zegt",
        "unseen": "Door geen geval meer getoond: {n} oordelen en toestanden (`unseen` in de lijst).",
        "assigned": "{passage} is nu {clause}; zet de bepaling in rules/{new}/clauses.yaml als zij daar nog niet staat.",
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
        "next": "To be decided: {clauses} clauses, {passages} passages, the cases of {cases} rules and the manifest. Follow it "
        "with `npa coverage --edition {new}`.",
        "carried": "Of {total} cases {moved} go along with other days and {same} as they are, each with the same verdict; "
        "to be adapted: {left}",
        "why_date": "for days that stand in the rule",
        "why_figure": "for a figure that is not known for that day",
        "why_law": "for a law",
        "why_other": "as the rule says something else on that day",
        "unseen": "No longer shown by a case: {n} verdicts and states (`unseen` in the list).",
        "assigned": "{passage} is {clause} now; put the clause into rules/{new}/clauses.yaml unless it is there.",
        "like": "likeness {n}%",
        "about": "likeness about {n}%",
        "looks": "only figures differ",
        "also": "moved as well",
        "marks": "[-left out-] {+put in+}",
    },
}


def text(done: Recalibration, written: Written, lang: str) -> str:
    """The outcome, with the passages that somebody has to read."""
    t = T[lang]
    head = {"new": done.new, "old": done.old.name, "start": iso(done.start), "count": len(written.files)}
    head["out"] = written.folder
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
        lines += ["", *_plain(t["ended"].format(rules=", ".join(r.id for r in done.ended)))]
    both = sum(r.until is None or r.until >= done.start for r in done.rules)
    if both:
        lines += ["", *_plain(t["both"].format(count=both, old=done.old.name, start=iso(done.start)))]
    lines += ["", *_cases(written, lang)]
    open_ = {
        "clauses": sum(decision(c) is None for c in done.changes),
        "passages": len(numbered(done)),
        "cases": len(written.open),
    }
    return "\n".join([*lines, "", *_plain(t["next"].format(**open_, new=done.new))]) + "\n"


def _cases(written: Written, lang: str) -> list[str]:
    """How the cases fared."""
    t = T[lang]
    moved = sum(n for how, n in written.how.items() if how != "as it is")
    left = [c for one in written.open for c in one.cases]
    total = sum(written.how.values()) + len(left)
    told = t["carried"].format(moved=moved, same=written.how.get("as it is", 0), total=total, left=len(left))
    lines = [*_plain(told + (":" if left else "."))]
    why = Counter(c.why for c in left)
    lines += [f"  {why[key]:>5}  {t[f'why_{key}']}" for key in WHY if why[key]]
    unseen = sum(len(one.unseen) for one in written.open)
    return [*lines, *([t["unseen"].format(n=unseen)] if unseen else [])]


def assigned(new: str, done: list[tuple[str, str]], lang: str) -> str:
    """What became of the passages."""
    return "".join(T[lang]["assigned"].format(clause=c, passage=p, new=new) + "\n" for c, p in done)


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


def _plain(words: str) -> list[str]:
    return textwrap.wrap(words, 100, break_on_hyphens=False)


def _wrapped(words: str) -> list[str]:
    return textwrap.wrap(
        " ".join(words.split()), 96, initial_indent="  | ", subsequent_indent="  | ", break_on_hyphens=False
    )


def data(done: Recalibration, written: Written) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "edition": done.new,
        "from": done.old.name,
        "start": iso(done.start),
        "folder": str(written.folder),
        "files": list(written.files),
        "clauses": [_entry(done, c) for c in done.changes],
        "passages": [
            {"id": name, **located(done.copy, one.start), "passage": passage(done.copy, one.start, one.end)}
            for name, one in numbered(done)
            if done.copy is not None
        ],
        "headings": sum(p.kind == "heading" for p in done.passages),
        "notes": sum(p.kind == "note" for p in done.passages),
        "ended": [r.id for r in done.ended],
        "cases": {
            "carried": written.how,
            "open": [
                {
                    "rule": one.rule,
                    "failing": [
                        {"case": c.case, "line": c.line, "expected": c.expected, "now": c.now, "why": c.why}
                        for c in one.cases
                    ],
                    "unseen": list(one.unseen),
                }
                for one in written.open
            ],
        },
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
