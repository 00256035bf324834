"""The lock: one line per published rule version and parameter value, so that none of them changes unnoticed.

A line is a name, the SHA-256 of the meaning, and the meaning itself, so that a change can be told in words. The lines
of a chapter stand sorted in one file of `rules/lock`; only `npa lock` writes them.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from npa_rules import meaning
from npa_rules.difference.changes import Comparison
from npa_rules.errors import Diagnostic, InputError
from npa_rules.load.fields import iso, next_day
from npa_rules.load.rule_file import RuleFile
from npa_rules.load.ruleset import Sources
from npa_rules.model.record import Record
from npa_rules.model.rule import ParameterSeries, Period, Rule, number

FIGURES = "parameters"


class Line(Record):
    """One line of the lock: `NPA-…@1.0.0` or `series[key]@from#published`."""

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
    """The line of a version of a rule."""
    return line(f"{rule.id}@{rule.version}", meaning.of_rule(rule))


def figure_line(series: ParameterSeries, period: Period) -> Line:
    """The line of a value of a parameter."""
    key = f"[{period.key}]" if period.key else ""
    name = f"{series.name}{key}@{iso(period.since)}#{iso(period.published or period.recorded)}"
    return line(name, meaning.of_period(series.name, series.type, series.unit, period))


def folder(sources: Sources) -> Path:
    """Where the lock lies."""
    return sources.folder / "rules" / "lock"


def read(place: Path) -> tuple[dict[str, Line], list[Diagnostic]]:
    """All lines by name, and a finding (E936) for each that is damaged."""
    found: dict[str, Line] = {}
    damaged = []
    for file in sorted(place.glob("*.lock")):
        for i, text in enumerate(file.read_text("utf-8").splitlines(), 1):
            parts = text.split("\t")
            if len(parts) == 3 and _sound(parts[1], parts[2]):
                found[parts[0]] = Line(*parts)
            else:
                damaged.append(Diagnostic("E936", file=f"rules/lock/{file.name}", line=i, column=1))
    return found, damaged


def _sound(digest: str, data: str) -> bool:
    try:
        return meaning.digest(json.loads(data)) == digest
    except ValueError:
        return False


def check(sources: Sources) -> list[Diagnostic]:
    """What the lock has against the files of now; nothing where there is no lock."""
    place = folder(sources)
    if not place.is_dir():
        return []
    locked, found = read(place)
    files = {f"{f.rule.id}@{f.rule.version}": f for f in sources.files.values()}
    figures = {figure_line(s, p).name: (s, p) for s in sources.ruleset.parameters.values() for p in s.periods}
    for name, old in locked.items():
        if "#" in name:
            found += _figure(sources, name, old, figures.get(name))
        elif name not in files:
            found.append(Diagnostic("E932", file="rules/lock", name=name))
        elif rule_line(files[name].rule).digest != old.digest:
            found.append(_changed(sources, files[name], old))
    return found + _new(sources, locked, files)


def _changed(sources: Sources, file: RuleFile, old: Line) -> Diagnostic:
    """A locked version that says something else now."""
    before = meaning.then(file.rule, json.loads(old.data))
    changes = Comparison(sources.ruleset, before, sources.ruleset, file.rule).changes()
    told = {x: "; ".join(c.text[x] for c in changes) for x in ("nl", "en")}
    key = file.root.mapping["version"]
    return Diagnostic(
        "E931",
        file=file.source.name,
        line=key.line,
        column=key.column,
        excerpt=file.source.excerpt(key.line),
        name=old.name,
        changes=told,
    )


def _figure(sources: Sources, name: str, old: Line, now: tuple[ParameterSeries, Period] | None) -> list[Diagnostic]:
    """A locked value that went or changed; an open one may end on the day before the next begins."""
    if now is None:
        return [Diagnostic("E932", file="rules/lock/parameters.lock", name=name)]
    series, period = now
    new = figure_line(series, period)
    if new.digest == old.digest or _ended(series, period, json.loads(old.data), json.loads(new.data)):
        return []
    before, after = json.loads(old.data), json.loads(new.data)
    parts = [
        f"{k}: {_said(before.get(k))} → {_said(after.get(k))}"
        for k in sorted({*before, *after})
        if before.get(k) != after.get(k)
    ]
    told = "; ".join(parts)
    return [Diagnostic("E931", file=f"rules/parameters/{series.name}.yaml", name=name, changes=told)]


def _said(value: Any) -> str:
    """A part of a figure's meaning for a message."""
    if isinstance(value, dict) and "fraction" in value:
        over, _, under = value["fraction"].partition("/")
        return f"{int(over) / int(under):g}"
    if isinstance(value, int) and not isinstance(value, bool) and 19000101 <= value <= 99991231:
        return iso(value)
    return "-" if value is None else str(value)


def _ended(series: ParameterSeries, period: Period, old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Whether only an open end was closed, because the next value begins."""
    if period.until is None or "until" in old or {**old, "until": period.until} != new:
        return False
    following = next_day(period.until)
    return any(p.key == period.key and p.since == following for p in series.periods)


def _new(sources: Sources, locked: dict[str, Line], files: dict[str, RuleFile]) -> list[Diagnostic]:
    """Published versions that the lock does not have: are they told of, and is their number right?"""
    from npa_rules.replay import step

    changelog = sources.folder / "CHANGELOG.md"
    rows = [r for r in changelog.read_text("utf-8").splitlines() if r.startswith("|")] if changelog.is_file() else []
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
    cells = [c.strip() for c in row.strip("|").split("|")]
    named = {rule.id, rule.version, rule.applies_to} <= set(cells)
    return named and any(re.search(r"\b(19|20)[0-9]{2}\b", c) for c in cells if c not in (rule.id, rule.version))


def write(sources: Sources, *, release: bool = False) -> tuple[int, int]:
    """Write the lock; gives how many lines it has and how many are new. Raises `InputError` where something changed.

    Drafts are refused (E930), or with `release` locked as they are.
    """
    problems = [d for d in check(sources) if d.code.startswith("E")]
    if problems:
        raise InputError(problems)
    rules = [f.rule for f in sources.files.values()]
    drafts = [r for r in rules if not published(r)]
    if drafts and not release:
        raise InputError([Diagnostic("E930", count=len(drafts), name=f"{drafts[0].id}@{drafts[0].version}")])
    place = folder(sources)
    before, _ = read(place) if place.is_dir() else ({}, [])
    chapters: dict[str, list[Line]] = {}
    for rule in rules:
        chapters.setdefault(chapter(rule), []).append(rule_line(rule))
    for series in sources.ruleset.parameters.values():
        for period in series.periods:
            chapters.setdefault(FIGURES, []).append(figure_line(series, period))
    place.mkdir(parents=True, exist_ok=True)
    for name, lines in chapters.items():
        text = "".join(f"{one.written()}\n" for one in sorted(lines, key=lambda x: x.name))
        (place / f"{name}.lock").write_text(text, encoding="utf-8")
    total = [one.name for lines in chapters.values() for one in lines]
    return len(total), len([n for n in total if n not in before])
