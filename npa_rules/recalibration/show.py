"""What `npa source` says: the passages of clauses in the user's copy, or a list of all of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from npa_rules.errors import Diagnostic, InputError, nearest
from npa_rules.fingerprint import OTHER, Fingerprint
from npa_rules.fingerprint import read as read_fingerprints
from npa_rules.model.rule import Clause, RuleSet
from npa_rules.recalibration.match import Found, find
from npa_rules.recalibration.text import Copy

FILE = "fingerprints.txt"
SURE = 70  # percent: what a text about the same subject does not reach by chance
STATUS = {
    "unchanged": {"nl": "ongewijzigd", "en": "unchanged"},
    "changed": {"nl": "gewijzigd", "en": "changed"},
    "moved": {"nl": "verplaatst", "en": "moved"},
    "gone": {"nl": "niet gevonden", "en": "gone"},
}
T = {
    "nl": {"page": "blz. ", "line": "regel ", "clauses": "bepalingen", "about": "ongeveer ", "also": ", verplaatst"},
    "en": {"page": "p. ", "line": "line ", "clauses": "clauses", "about": "about ", "also": ", moved"},
}


def fingerprints(folder: Path, edition: str) -> dict[str, Fingerprint]:
    """What is kept of the text of an edition; raises `InputError` where there is nothing, or nothing readable."""
    file = folder / "rules" / edition / FILE
    try:
        return read_fingerprints(file)
    except FileNotFoundError:
        raise InputError([Diagnostic("E905", name=edition)]) from None
    except ValueError:
        raise InputError([Diagnostic("E911", file=str(file))]) from None


def edition_of(ruleset: RuleSet, folder: Path, named: str | None) -> str:
    """The edition asked for, else the newest one that has fingerprints."""
    if named is not None and named not in ruleset.editions:
        raise InputError([Diagnostic("E702", name=named[:60], suggestion=nearest(named, ruleset.editions))])
    known = [e for e in ruleset.editions.values() if (folder / "rules" / e.name / FILE).is_file()]
    newest = max(known, key=lambda e: e.since, default=None)
    if named is None and newest is None:
        raise InputError([Diagnostic("E905", name="*")])
    return named if named is not None else newest.name if newest is not None else ""


def found_in(prints: dict[str, Fingerprint], copy: Copy, edition: str) -> dict[str, Found]:
    """Every clause in a copy; raises `InputError` for a copy of something else."""
    found = find(prints, copy)
    seen = sum(f.similarity >= SURE for f in found.values())
    if seen * 10 < len(found):
        raise InputError([Diagnostic("E906", file=copy.name, name=edition, total=len(found), found=seen)])
    return found


def chosen(ruleset: RuleSet, prints: dict[str, Fingerprint], names: tuple[str, ...]) -> list[str]:
    """The clauses asked for; unknown ones are errors with a hint."""
    known = [n for n in prints if not n.startswith(OTHER)]
    wrong = [n for n in names if n.upper() not in known]
    if wrong:
        raise InputError([Diagnostic("E702", name=n[:60], suggestion=nearest(n.upper(), known)) for n in wrong])
    order = {n: i for i, n in enumerate(ruleset.clauses)}
    return [n.upper() for n in names] or sorted(known, key=lambda n: order.get(n, len(order)))


def warnings(found: list[Found], copy: Copy) -> list[Diagnostic]:
    """What to know before relying on a passage."""
    told = []
    for one in found:
        line = copy.line(one.start).number if one.status != "gone" and not copy.pages else 0
        place: dict[str, Any] = {"file": copy.name, "line": line, "column": 1 if line else 0}
        if one.status == "changed":
            told.append(Diagnostic("W901", **place, name=one.name, similarity=one.similarity))
        elif one.status == "gone":
            told.append(Diagnostic("W902", file=copy.name, name=one.name))
        elif one.status == "moved":
            told.append(Diagnostic("W905", **place, name=one.name))
    return told


def passage(copy: Copy, start: int, end: int) -> str:
    """A passage as it stands in the copy, without the spaces around its lines."""
    lines = (" ".join(line.split()) for line in copy.text[start:end].splitlines())
    return "\n".join(line for line in lines if line)


def place(copy: Copy, start: int, end: int, lang: str) -> str:
    """Where a passage stands: page and lines, as far as the copy has them."""
    first, last = copy.line(start), copy.line(max(end - 1, start))
    t = T[lang]
    page = f"{t['page']}{first.page}, " if first.page else ""
    if first.page != last.page:
        return f"{page}{t['line']}{first.number} – {t['page']}{last.page}, {t['line']}{last.number}"
    return f"{page}{t['line']}{first.number}" + (f"–{last.number}" if last.number != first.number else "")


def state(one: Found, lang: str) -> str:
    """The status of a clause in words."""
    t = T[lang]
    if one.status != "changed":
        return STATUS[one.status][lang]
    return f"{STATUS['changed'][lang]} ({t['about']}{one.similarity}%{t['also'] if one.moved else ''})"


def totals(found: list[Found], lang: str) -> str:
    """How many clauses there are of each status."""
    count = Counter(f.status for f in found)
    told = ", ".join(f"{count[s]} {words[lang]}" for s, words in STATUS.items())
    return f"{len(found)} {T[lang]['clauses']}: {told}"


def text(clauses: dict[str, Clause], found: list[Found], copy: Copy, lang: str, *, passages: bool) -> str:
    """The list, or each clause with its passage."""
    lines = []
    for one in found:
        where = place(copy, one.start, one.end, lang) if one.status != "gone" else "-"
        title, citation = _about(clauses, one.name, lang)
        if passages:
            lines += [f"{one.name}  {citation}  {title}", f"  {where}: {state(one, lang)}"]
            lines += [f"  | {line}" for line in passage(copy, one.start, one.end).splitlines()] + [""]
        else:
            lines.append(f"{one.name:<9} {citation:<16} {state(one, lang):<24} {where:<26} {title}".rstrip())
    return "\n".join([*lines, *([] if passages else ["", totals(found, lang)])]).rstrip() + "\n"


def markdown(clauses: dict[str, Clause], found: list[Found], copy: Copy, lang: str, *, passages: bool) -> str:
    """The same as a table, or with each passage as a quotation."""
    lines = [] if passages else [f"{totals(found, lang)}", "", "| id | | | | |", "|---|---|---|---|---|"]
    for one in found:
        where = place(copy, one.start, one.end, lang) if one.status != "gone" else "-"
        title, citation = (part.replace("|", "/") for part in _about(clauses, one.name, lang))
        if passages:
            lines += [f"## {one.name} {title}", "", f"{citation}; {where}: {state(one, lang)}", ""]
            lines += [f"> {line}" for line in passage(copy, one.start, one.end).splitlines()] + [""]
        else:
            lines.append(f"| {one.name} | {citation} | {state(one, lang)} | {where} | {title} |")
    return "\n".join(lines).rstrip() + "\n"


def data(clauses: dict[str, Clause], found: list[Found], copy: Copy, edition: str, *, passages: bool) -> dict[str, Any]:
    """The same as plain data."""
    count = Counter(f.status for f in found)
    return {
        "edition": edition,
        "file": copy.name,
        "totals": {s: count[s] for s in STATUS},
        "clauses": [_entry(clauses, one, copy, passages=passages) for one in found],
    }


def _entry(clauses: dict[str, Clause], one: Found, copy: Copy, *, passages: bool) -> dict[str, Any]:
    clause = clauses.get(one.name)
    entry: dict[str, Any] = {
        "id": one.name,
        "citation": clause.citation if clause else None,
        "title": clause.title if clause else None,
        "status": one.status,
        "similarity": one.similarity,
        "moved": one.moved or one.status == "moved",
        "from": located(copy, one.start) if one.status != "gone" else None,
        "to": located(copy, one.end - 1) if one.status != "gone" else None,
    }
    return entry | ({"passage": passage(copy, one.start, one.end) or None} if passages else {})


def located(copy: Copy, offset: int) -> dict[str, int | None]:
    """A page (null where the copy has none) and a line."""
    line = copy.line(offset)
    return {"page": line.page or None, "line": line.number}


def _about(clauses: dict[str, Clause], name: str, lang: str) -> tuple[str, str]:
    clause = clauses.get(name)
    return (clause.title.get(lang, ""), clause.citation) if clause else ("", "")
