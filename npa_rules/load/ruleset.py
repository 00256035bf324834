"""Finding the rules, reading all of them with every finding at once, and keeping the result as plain data."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from npa_rules.errors import Diagnostic, InputError, nearest
from npa_rules.load import circles
from npa_rules.load.attested import declare
from npa_rules.load.data_files import read_clauses, read_parameter, read_scales, read_subject
from npa_rules.load.editions import read_edition, read_laws
from npa_rules.load.excuses import excused
from npa_rules.load.fields import shown
from npa_rules.load.local import LocalFile, intrusions, local_files, mixed, redefined
from npa_rules.load.origins import Origins, read_origins
from npa_rules.load.places import data_folder
from npa_rules.load.rollup_file import read_rollup
from npa_rules.load.rule_file import RuleFile, head, read_rule
from npa_rules.load.scope import Names
from npa_rules.load.source import Node, Source, open_source
from npa_rules.load.versions import across, later
from npa_rules.load.yaml_source import parse_yaml
from npa_rules.model.record import OpenRecord
from npa_rules.model.rule import Clause, Edition, RuleSet, index

T = TypeVar("T")


def rule_files(folder: Path) -> list[Path]:
    """Every YAML file of the rule set, in a fixed order; a checklist says what is to be done, and is no part of it."""
    return sorted(p for p in (folder / "rules").rglob("*.yaml") if p.is_file() and p.name != "checklist.yaml")


def digest(folder: Path, files: list[Path]) -> str:
    """The SHA-256 over names and contents: the identity of a rule set."""
    total = hashlib.sha256()
    for path in files:
        total.update(path.relative_to(folder).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).digest())
    return total.hexdigest()


class Sources(OpenRecord):
    """A rule set with the files that it came from, for lint and tests."""

    ruleset: RuleSet
    files: dict[str, RuleFile]
    names: Names
    folder: Path
    places: dict[str, tuple[Source, Node]]


class _Collector:
    def __init__(self, folder: Path, local: dict[Path, LocalFile]) -> None:
        self.folder, self.local = folder, local
        self.diagnostics: list[Diagnostic] = []
        self.sources: list[Source] = []
        self.places: dict[str, tuple[Source, Node]] = {}
        self._homes: dict[tuple[str, str], str] = {}

    def key(self, path: Path) -> str:
        """The name of a file within the rule set."""
        return "/".join(("rules", *self.parts(path)))

    def parts(self, path: Path) -> tuple[str, ...]:
        """Where a file stands below `rules`."""
        local = self.local.get(path)
        return local.parts if local is not None else path.relative_to(self.folder / "rules").parts

    def parse(self, path: Path) -> tuple[Source, Node] | None:
        name = self.key(path)
        try:
            shown_as = self.local[path].shown if path in self.local else name
            source = open_source(str(path), private=False, name=shown_as)
            root = parse_yaml(source)
        except InputError as error:
            self.diagnostics += error.diagnostics
            return None
        self.sources.append(source)
        self.places[name] = (source, root)
        return source, root

    def first(self, path: Path, key: str, name: str) -> bool:
        """Whether no earlier file has the same name under the same key; one that has is a finding."""
        source, root = self.places[self.key(path)]
        if path in self.local:
            return not redefined(source, root, key, name, self._homes.get((key, name)))
        other = self._homes.setdefault((key, name), source.name)
        if other != source.name:
            source.report("E310", root.mapping[key], name=shown(name), other=other)
        return other == source.name

    def read(self, path: Path, reader: Callable[[Source, Node], T]) -> T | None:
        parsed = self.parse(path)
        return reader(*parsed) if parsed is not None else None


def load_sources(place: str | Path | None = None, local: tuple[str, ...] = ()) -> Sources:
    """Read and check every file, those of `local` folders too; raises `InputError` with all findings of all files."""
    folder = Path(place if place is not None else data_folder())
    files = rule_files(folder)
    if not files:
        raise InputError([Diagnostic("E102", file=str(folder / "rules"))])
    added = local_files(local)
    collector = _Collector(folder, added)
    names = Names()
    editions: dict[str, Edition] = {}
    clauses: dict[str, Clause] = {}
    laws = {}
    rule_paths: list[Path] = []
    rollup_paths: list[Path] = []
    listed = folder / "rules" / "origins.yaml"
    origins: Origins | None = collector.read(listed, read_origins) if listed in files else None
    for path in [*files, *added]:
        parts = collector.parts(path)
        if parts == ("scales.yaml",):
            names.scales = collector.read(path, read_scales) or {}
        elif parts == ("laws.yaml",):
            laws = collector.read(path, read_laws) or {}
        elif parts == ("origins.yaml",):
            continue
        elif parts[0] == "facts":
            subject = collector.read(path, lambda source, root: read_subject(source, root, origins))
            if subject is not None and collector.first(path, "subject", subject.name):
                names.subjects[subject.name] = subject
        elif parts[0] == "parameters":
            series = collector.read(path, read_parameter)
            if series is not None and collector.first(path, "parameter", series.name):
                names.parameters[series.name] = series
        elif parts[-1] == "edition.yaml":
            edition = collector.read(path, read_edition)
            if edition is not None and collector.first(path, "edition", edition.name):
                editions[edition.name] = edition
        elif parts[-1] == "clauses.yaml" or parts[-2:-1] == ("clauses",):
            for clause_id, clause in (collector.read(path, read_clauses) or {}).items():
                if clause_id in clauses:
                    source, root = collector.places[collector.key(path)]
                    key = root.mapping["clauses"].keys[clause_id]
                    source.report("E310", key, name=clause_id, other=clauses[clause_id].edition)
                clauses[clause_id] = clause
                names.local_clauses |= {clause_id} if path in added else set()
        elif parts[0] == "rollups":
            rollup_paths.append(path)
        else:
            rule_paths.append(path)
    # an edition that is not published yet ends nothing of the one that it is to replace
    names.successors = {e.replaces: e.name for e in editions.values() if e.replaces and e.published}
    names.laws, names.clauses = set(laws), set(clauses)
    _across(collector, names)
    names.local = {file.shown for file in added.values()}
    found = excused(_rules(collector, names, rule_paths, editions), names, clauses)
    makers = {
        f"{f.rule.applies_to}.{n}": f.rule.id for f in found if f.source.name not in names.local for n in f.rule.derives
    }
    for file in found:
        if file.source.name in names.local:
            intrusions(file.source, file.root, file.rule, names, makers)
    circles.report(found, names.subjects)
    across(found, editions, names, collector.places)
    rolled = [collector.read(p, lambda source, root: read_rollup(source, root, names)) for p in rollup_paths]
    problems = [*collector.diagnostics, *(d for s in collector.sources for d in s.diagnostics)]
    if problems:
        raise InputError(_distinct(problems))
    rules = {f.rule.key: f.rule for f in found}
    ruleset = RuleSet(
        mixed(digest(folder, files), added),
        rules,
        names.subjects,
        names.scales,
        names.parameters,
        laws,
        clauses,
        editions,
        index([*rules.values()]),
        {r.name: r for r in rolled if r is not None},
    )
    return Sources(ruleset, {f.rule.key: f for f in found}, names, folder, collector.places)


def _distinct(problems: list[Diagnostic]) -> list[Diagnostic]:
    """By file and line, each once; a scalar that cannot be read is not also missed as what it should have been."""
    first = ("E106", "E107", "E108")
    unread = {(d.file, d.line, d.column) for d in problems if d.code in first}
    found: dict[tuple[object, ...], Diagnostic] = {}
    for d in sorted(problems, key=lambda d: (d.file, d.line, d.column)):
        if d.code in first or (d.file, d.line, d.column) not in unread:
            found.setdefault((d.file, d.line, d.column, d.code, str(d.values)), d)
    return [*found.values()]


def _across(collector: _Collector, names: Names) -> None:
    """What dictionaries and parameters say of other files: their scales, and the subjects that they relate to."""
    for file, (source, root) in collector.places.items():
        if file.startswith("rules/facts/"):
            facts = root.mapping.get("facts")
            entries = [*facts.mapping.values()] if facts is not None else []
            entries += [m for e in entries if "members" in e.mapping for m in e.mapping["members"].mapping.values()]
            for relation in root.mapping["relations"].mapping.values() if "relations" in root.mapping else ():
                _relation(source, relation, names)
        else:
            entries = [root] if file.startswith("rules/parameters/") else []
        for entry in entries:
            kind, scale = (entry.mapping.get(k) for k in ("type", "scale"))
            name = str(scale.value) if scale is not None else ""
            ordered = kind is not None and kind.value == "ordered"
            if name not in names.scales and (ordered or scale is not None):
                source.report("E311", scale or entry, name=shown(name), suggestion=nearest(name, names.scales))


def _relation(source: Source, place: Node, names: Names) -> None:
    to, match = place.mapping.get("to"), place.mapping.get("match")
    target = names.subjects.get(str(to.value)) if to is not None else None
    if to is not None and target is None:
        hint = nearest(str(to.value), names.subjects)
        source.report("E305", to, name=shown(str(to.value)), suggestion=hint)
    if match is None or target is None:
        return
    for other in match.mapping.values():
        if other.value not in target.facts:
            name, hint = str(other.value), nearest(str(other.value), target.facts)
            source.report("E301", other, name=shown(name), subject=target.name, suggestion=hint)


def _rules(collector: _Collector, names: Names, paths: list[Path], editions: dict[str, Edition]) -> list[RuleFile]:
    parsed = []
    homes: dict[tuple[str, str], str] = {}
    for path in paths:
        one = collector.parse(path)
        if one is None:
            continue
        rule_id, about = head(*one)
        if one[1].kind != "map":
            continue
        version = one[1].mapping.get("version")
        known = (rule_id, str(version.value) if version is not None else "")
        if rule_id and known in homes:
            one[0].report("E310", one[1].mapping.get("id"), name=rule_id, other=homes[known])
            continue
        homes[known] = one[0].name
        if names.rules.setdefault(rule_id, about) != about:
            one[0].report("E925", one[1].mapping.get("applies_to"), name=rule_id, other=names.rules[rule_id])
            continue
        names.judging |= {rule_id} if {"requires", "attested"} & set(one[1].mapping) else set()
        declare(*one, names.subjects)
        parsed.append((collector.parts(path)[0], *known, *one))
    newest = later([(name, number) for _, name, number, _, _ in parsed])
    found = []
    for home, name, number, source, root in parsed:
        edition = editions.get(home) or Edition(home, {}, 0, None)
        found.append(read_rule(source, root, names, edition, earlier=newest.get(name, number) != number))
    return [f for f in found if f is not None]
