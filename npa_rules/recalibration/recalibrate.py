"""Starting the next edition from an old one and the user's copy of the new text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from npa_rules.errors import Diagnostic, InputError, nearest
from npa_rules.fingerprint import OTHER, Fingerprint, in_lines, register
from npa_rules.load.fields import iso, next_day
from npa_rules.load.places import PACKAGE
from npa_rules.model.record import Record
from npa_rules.model.rule import Clause, Edition, Rule, RuleSet
from npa_rules.recalibration import checklist, copying
from npa_rules.recalibration.match import Found, find
from npa_rules.recalibration.passages import Passage, uncovered
from npa_rules.recalibration.show import FILE, fingerprints, found_in, located, passage
from npa_rules.recalibration.text import Copy
from npa_rules.recalibration.trial import Open, tried
from npa_rules.recalibration.words import figures_only, likeness

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")


class Change(Record):
    """A clause of the old edition in the new text; `old` is its passage in the old text, where that was given."""

    clause: Clause
    name: str  # its id in the new edition
    found: Found | None  # None without a text
    new: str = ""
    old: str = ""
    similarity: int = 0
    looks: str = ""  # `parameter` where the two passages differ in figures only


class Recalibration(Record):
    """What a new edition starts with."""

    old: Edition
    new: str
    start: int
    changes: tuple[Change, ...]
    passages: tuple[Passage, ...]
    rules: tuple[Rule, ...]
    ended: tuple[Rule, ...]
    copy: Copy | None


def prepare(
    ruleset: RuleSet, folder: Path, names: tuple[str, str], start: int | None, copy: Copy | None, old_copy: Copy | None
) -> Recalibration:
    """Everything that is known of the next edition before a file is written; raises `InputError`.

    `names` are those of the old and the new edition; `start` is the first day of the new one (yyyymmdd), by default the
    day after the last one of the old.
    """
    old, new = names
    edition = ruleset.editions.get(old)
    if edition is None:
        raise InputError([Diagnostic("E702", name=old[:60], suggestion=nearest(old, ruleset.editions))])
    if _NAME.match(new) is None or new in ruleset.editions or new < old:
        raise InputError([Diagnostic("E908", name=new[:60], old=old)])
    if start is None and edition.until is None:
        raise InputError([Diagnostic("E707", name="--start")])
    begins = start if start is not None else next_day(edition.until or 0)
    clauses = [c for c in ruleset.clauses.values() if c.edition == old]
    prints = fingerprints(folder, old) if copy is not None or old_copy is not None else {}
    found = found_in(prints, copy, old) if copy is not None else {}
    before = find(prints, old_copy) if old_copy is not None else {}
    changes = tuple(_change(c, copying.renamed(c.id, old, new), found, before, copy, old_copy) for c in clauses)
    passages = tuple(uncovered(prints, copy, found.values())) if copy is not None else ()
    newest = {r.id: r for r in sorted((r for r in ruleset.rules.values() if r.edition == old), key=_version)}
    last = min(begins, edition.until or begins)
    kept = tuple(r for r in newest.values() if r.until is None or r.until >= last)
    ended = tuple(r for r in newest.values() if r not in kept)
    return Recalibration(edition, new, begins, changes, passages, kept, ended, copy)


def _version(rule: Rule) -> tuple[int, ...]:
    return tuple(int(n) for n in rule.version.split("."))


def _change(
    clause: Clause,
    name: str,
    found: dict[str, Found],
    before: dict[str, Found],
    copy: Copy | None,
    old_copy: Copy | None,
) -> Change:
    one, was = found.get(clause.id), before.get(clause.id)
    if one is None or copy is None:
        return Change(clause, name, None)
    new = passage(copy, one.start, one.end)
    if was is None or old_copy is None or was.status == "gone":
        return Change(clause, name, one, new, "", one.similarity)
    old = passage(old_copy, was.start, was.end)
    if one.status != "changed":
        return Change(clause, name, one, new, old, one.similarity)
    looks = "parameter" if figures_only(old, new) else ""
    return Change(clause, name, one, new, old, likeness(old, new), looks)


def decision(change: Change) -> str | None:
    """What needs no decision: the same words in the same order are unchanged."""
    return "unchanged" if change.found is not None and change.found.status == "unchanged" else None


class Written(Record):
    """What was written: the folder, the names of the files in it, and how the cases of the drafts fared."""

    folder: Path
    files: tuple[str, ...]
    how: dict[str, int]
    open: tuple[Open, ...]


def write(done: Recalibration, folder: Path, out: Path) -> Written:
    """Write the drafts, the register, the manifest, the fingerprints and the checklist: all of them or nothing.

    No word of a text is among them.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise checklist.stop("E907", out)
    if out.resolve().is_relative_to(Path(PACKAGE, "_data").resolve()):  # gone with the next version of the program
        raise checklist.stop("E912", out, reason=INSTALLED)
    files = _drafts(done, folder)
    trial = tried(folder, done.new, files)
    files |= trial.texts
    files[checklist.FILE] = checklist.written(
        done.new, done.old.name, iso(done.start), _clauses(done), _passages(done), trial.open
    )
    if done.copy is not None:
        files[FILE] = in_lines(_prints(done, fingerprints(folder, done.old.name)))
    copying.write_all(files, out, lambda e: checklist.stop("E912", out, reason=e.strerror or type(e).__name__))
    return Written(out, tuple(sorted(files)), trial.how, trial.open)


INSTALLED = {"nl": "zij hoort bij het geïnstalleerde pakket", "en": "it belongs to the installed package"}


def _drafts(done: Recalibration, folder: Path) -> dict[str, str]:
    """The register, the manifest and the rules, their cases as they were."""
    home, old = folder / "rules" / done.old.name, done.old.name
    names = {c.clause.id: c.name for c in done.changes}
    names |= {r.id: copying.renamed(r.id, old, done.new) for r in done.rules}
    by_clause = {c.clause.id: c for c in done.changes}
    files = {
        "edition.yaml": copying.edition_text(
            (home / "edition.yaml").read_text("utf-8"), done.old, done.new, done.start
        ),
        "clauses.yaml": copying.register_text((home / "clauses.yaml").read_text("utf-8"), names, done.new),
    }
    for rule in done.rules:
        place = Path(rule.file).relative_to(f"rules/{old}").as_posix()
        told = {by_clause[c].looks or decision(by_clause[c]) or "" for c in rule.clauses if c in by_clause}
        kind = "" if "" in told else max(told, key=("unchanged", "parameter").index, default="")
        text = (folder / rule.file).read_text("utf-8")
        files[place] = copying.rule_text(text, rule, names, done.new, done.start, kind)
    return files


def _clauses(done: Recalibration) -> list[dict[str, Any]]:
    entries = []
    for change in done.changes:
        entry: dict[str, Any] = {"name": change.name, "was": change.clause.id}
        one = change.found
        if one is not None and done.copy is not None:
            entry["found"] = one.status
            if one.status == "changed":
                entry["similarity"] = change.similarity
            if one.moved:
                entry["moved"] = "true"
            if one.status not in ("gone", "unchanged"):
                entry |= {k: v for k, v in located(done.copy, one.start).items() if v is not None}
            if change.looks:
                entry["looks"] = change.looks
        entries.append(entry | {"decided": decision(change)})
    return entries


def numbered(done: Recalibration) -> list[tuple[str, Passage]]:
    """The new passages, headings and footnotes apart, each with a name."""
    return [(f"P-{i:03d}", p) for i, p in enumerate((p for p in done.passages if p.kind == "text"), 1)]


def _passages(done: Recalibration) -> list[dict[str, Any]]:
    entries = []
    for name, one in numbered(done) if done.copy is not None else ():
        place = {k: v for k, v in located(done.copy, one.start).items() if v is not None} if done.copy else {}
        count = len(re.findall(r"\w+", done.copy.text[one.start : one.end])) if done.copy else 0
        entries.append({"name": name, **place, "words": count, "decided": None, "clause": None})
    return entries


def _prints(done: Recalibration, old: dict[str, Fingerprint]) -> dict[str, Fingerprint]:
    """The fingerprints of the new edition; a new passage stands under its own name until it is a clause."""
    if done.copy is None:
        return {}
    spans = {c.name: (c.found.start, c.found.end) for c in done.changes if c.found and c.found.status != "gone"}
    spans |= {name: (p.start, p.end) for name, p in numbered(done)}
    made = register(done.copy.text, spans)
    for change in done.changes:  # the words are the same: so is the print, even where a footnote parts the clause
        if change.found is not None and change.found.status in ("unchanged", "moved"):
            now, was = made[change.name], old[change.clause.id]
            made[change.name] = was.but(start=now.start, times=now.times)
    return {name: p for name, p in made.items() if p.length or name.startswith(OTHER)}
