"""The lock: one line per published rule version and per thing it rests on, so that none of them changes unnoticed.

A line is a name, the SHA-256 of the meaning, and the meaning itself, so that a change can be told in words. The lines
of a chapter stand sorted in one file of `rules/lock`, figures, laws, dictionaries and editions in files of their own
(`locked`); only `npa lock` writes them.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from npa_rules import meaning
from npa_rules.difference.changes import Comparison
from npa_rules.errors import Diagnostic, InputError
from npa_rules.load.rule_file import RuleFile
from npa_rules.load.ruleset import Sources
from npa_rules.locked import entries, may, told
from npa_rules.model.record import Record
from npa_rules.model.rule import Rule, number

COUNTS = "counts.txt"  # how many lines each file has: a file or line that is gone shows


class Line(Record):
    """One line of the lock: `NPA-…@1.0.0`, `series[key]@from#published`, `law:…#1`, `fact:subject.name` and so on."""

    name: str
    digest: str
    data: str  # the meaning as canonical JSON

    def written(self) -> str:
        """As it stands in the file."""
        return f"{self.name}\t{self.digest}\t{self.data}"


def published(rule: Rule) -> bool:
    """Whether a version is published: no draft, and 1.0.0 or later."""
    return rule.status != "draft" and number(rule.version) >= (1, 0, 0)


def chapter(rule: Rule) -> str:
    """The file of the lock that a rule stands in: edition and chapter."""
    return "-".join(Path(rule.file).parent.parts[1:])


def line(name: str, data: dict[str, Any]) -> Line:
    """The line of a meaning."""
    text = meaning.text(data)
    return Line(name, meaning.digest(data), text)


def rule_line(rule: Rule) -> Line:
    """The line of a version of a rule; with the days on which it became known, where it has its own."""
    own = {} if rule.begun is not None else known(rule)
    return line(f"{rule.id}@{rule.version}", meaning.of_rule(rule) | own)


def known(rule: Rule) -> dict[str, Any]:
    """When a version became public and was recorded."""
    days = {"published": rule.published, "recorded": rule.recorded}
    return {n: d for n, d in days.items() if d}


def folder(sources: Sources) -> Path:
    """Where the lock lies."""
    return sources.folder / "rules" / "lock"


def read(place: Path) -> tuple[dict[str, Line], list[Diagnostic]]:
    """All lines by name, and a finding for each that is damaged or stands twice (E936) and each that is gone (E976)."""
    found: dict[str, Line] = {}
    damaged = []
    counts: dict[str, int] = {}
    for file in sorted(place.glob("*.lock")):
        for i, text in enumerate(_lines(file), 1):
            parts = text.split("\t")
            if len(parts) == 3 and parts[0] not in found and _sound(parts[1], parts[2]):
                found[parts[0]] = Line(*parts)
                counts[file.stem] = counts.get(file.stem, 0) + 1
            else:
                damaged.append(Diagnostic("E936", file=f"rules/lock/{file.name}", line=i, column=1))
    for i, text in enumerate(_lines(place / COUNTS), 1):
        name, _, number_ = text.partition("\t")
        if not re.fullmatch("[0-9]{1,9}", number_):
            damaged.append(Diagnostic("E936", file=f"rules/lock/{COUNTS}", line=i, column=1))
        elif counts.get(name, 0) < int(number_):
            told = {"count": counts.get(name, 0), "total": int(number_)}
            damaged.append(Diagnostic("E976", file=f"rules/lock/{name}.lock", **told))  # type: ignore[arg-type]
    if counts and not (place / COUNTS).is_file():
        damaged.append(Diagnostic("E102", file=f"rules/lock/{COUNTS}"))
    return found, damaged


def _lines(file: Path) -> list[str]:
    """The lines of a file of the lock; what is no UTF-8 fits no digest."""
    text = file.read_bytes().decode("utf-8", "replace") if file.is_file() else ""
    return text.removesuffix("\n").replace("\r\n", "\n").split("\n") if text else []


def _sound(digest: str, data: str) -> bool:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and meaning.digest(found) == digest


def check(sources: Sources) -> list[Diagnostic]:
    """What the lock has against the files of now; nothing where there is no lock."""
    place = folder(sources)
    if not place.is_dir():
        return []
    lines, found = read(place)
    files = {f"{f.rule.id}@{f.rule.version}": f for f in shared(sources)}
    now = entries(sources.ruleset)
    for name, old in lines.items():
        if name in files:
            if rule_line(files[name].rule).digest != old.digest:
                found.append(_changed(sources, files[name], old))
        elif name in now:
            entry, data = now[name], json.loads(old.data)
            if not may(name, data, entry.data, entry.next):
                found.append(Diagnostic("E979", file=entry.file, name=name, changes=told(data, entry.data)))
        else:
            found.append(Diagnostic("E932", file="rules/lock", name=name))
    return found + _new(sources, lines, files)


def shared(sources: Sources) -> list[RuleFile]:
    """The rule files that are not those of a user."""
    return [f for f in sources.files.values() if f.source.name not in sources.names.local]


def _changed(sources: Sources, file: RuleFile, old: Line) -> Diagnostic:
    """A locked version that says something else now."""
    data = json.loads(old.data)
    before = meaning.then(file.rule, data)
    changes = Comparison(sources.ruleset, before, sources.ruleset, file.rule).changes()
    days = [
        {n: d[n] for n in ("published", "recorded") if n in d} for d in (data, json.loads(rule_line(file.rule).data))
    ]
    dated = [told(*days)] if days[0] != days[1] else []
    texts = {x: "; ".join([*(c.text[x] for c in changes), *dated]) for x in ("nl", "en")}
    key = file.root.mapping["version"]
    return Diagnostic(
        "E931",
        file=file.source.name,
        line=key.line,
        column=key.column,
        excerpt=file.source.excerpt(key.line),
        name=old.name,
        changes=texts,
    )


def _new(sources: Sources, locked: dict[str, Line], files: dict[str, RuleFile]) -> list[Diagnostic]:
    """Published versions that the lock does not have: are they told of, and is their number right?"""
    from npa_rules.replay import step

    changelog = sources.folder / "CHANGELOG.md"
    rows = (
        [r for r in changelog.read_text("utf-8").splitlines() if r.lstrip().startswith("|")]
        if changelog.is_file()
        else []
    )
    known = {n.partition("@")[0] for n in locked}
    found = []
    for name, file in files.items():
        rule = file.rule
        if name in locked or not published(rule):
            continue
        place = {"file": file.source.name, "line": file.root.mapping["version"].line, "column": 1}
        found.append(Diagnostic("W922", name=name, **place))  # type: ignore[arg-type]
        if rule.id not in known:
            continue
        if not any(_tells(row, rule) for row in rows):
            found.append(Diagnostic("E933", name=name, subject=rule.applies_to, **place))  # type: ignore[arg-type]
        found += step(sources, file)
    return found


def _tells(row: str, rule: Rule) -> bool:
    cells = [c.strip(" `") for c in row.strip().strip("|").split("|")]
    named = {rule.id, rule.version, rule.applies_to} <= set(cells)
    return named and any(re.search(r"\b(19|20)[0-9]{2}\b", c) for c in cells if c not in (rule.id, rule.version))


def write(sources: Sources, *, release: bool = False) -> tuple[int, int]:
    """Write the lock; gives how many lines it has and how many are new. Raises `InputError` where something changed.

    Drafts are refused (E930), or with `release` locked as they are.
    """
    problems = [d for d in check(sources) if d.code.startswith("E")]
    if problems:
        raise InputError(problems)
    rules = [f.rule for f in shared(sources)]
    drafts = [r for r in rules if not published(r)]
    if drafts and not release:
        raise InputError([Diagnostic("E930", count=len(drafts), name=f"{drafts[0].id}@{drafts[0].version}")])
    place = folder(sources)
    before, _ = read(place) if place.is_dir() else ({}, [])
    chapters: dict[str, list[Line]] = {}
    for rule in rules:
        chapters.setdefault(chapter(rule), []).append(rule_line(rule))
    for entry in entries(sources.ruleset).values():
        chapters.setdefault(entry.chapter, []).append(line(entry.name, entry.data))
    place.mkdir(parents=True, exist_ok=True)
    for file in place.glob("*.lock"):
        if file.stem not in chapters:  # its rules moved to another folder
            file.unlink()
    for name, lines in chapters.items():
        text = "".join(f"{one.written()}\n" for one in sorted(lines, key=lambda x: x.name))
        (place / f"{name}.lock").write_text(text, encoding="utf-8", newline="\n")
    counts = "".join(f"{name}\t{len(lines)}\n" for name, lines in sorted(chapters.items()))
    (place / COUNTS).write_text(counts, encoding="utf-8", newline="\n")
    total = [one.name for lines in chapters.values() for one in lines]
    return len(total), len([n for n in total if n not in before])
