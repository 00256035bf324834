"""Several versions of one rule, and the manifests of editions: what only shows when all files have been read."""

from __future__ import annotations

import re

from npa_rules.errors import Diagnostic, nearest
from npa_rules.load.fields import iso, next_day, shown
from npa_rules.load.rule_file import RuleFile
from npa_rules.load.scope import Names
from npa_rules.load.source import Node, Source
from npa_rules.model.rule import LAST, Edition, Rule, number

_VERSION = re.compile(r"(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)){2}\Z")


def later(found: list[tuple[str, str]]) -> dict[str, str]:
    """The newest version of each rule, of ids and versions as they stand in the files."""
    newest: dict[str, str] = {}
    for rule, version in found:
        if _VERSION.match(version) and (rule not in newest or number(newest[rule]) < number(version)):
            newest[rule] = version
    return newest


def across(
    files: list[RuleFile], editions: dict[str, Edition], names: Names, places: dict[str, tuple[Source, Node]]
) -> None:
    """Complain about versions that hold on the same days, and about manifests that name what is not there."""
    families: dict[str, list[RuleFile]] = {}
    for file in files:
        if _VERSION.match(file.rule.version):
            families.setdefault(file.rule.id, []).append(file)
    for family in families.values():
        family.sort(key=lambda f: number(f.rule.version))
        _superseding(family)
        _overlapping(family)
    for place_name, (source, root) in places.items():
        named = root.mapping.get("edition") if place_name.endswith("/edition.yaml") else None
        edition = editions.get(str(named.value)) if named is not None else None
        if edition is None:
            continue
        if edition.replaces and edition.replaces not in editions:
            hint = nearest(edition.replaces, editions)
            source.report("E702", root.mapping["replaces"], name=shown(edition.replaces), suggestion=hint)
        for clock, place in (
            zip(edition.clocks, root.mapping["recalibration"].sequence, strict=True) if edition.clocks else ()
        ):
            if clock.clause not in names.clauses:
                hint = nearest(clock.clause, names.clauses)
                source.report("E307", place.mapping.get("clause"), name=shown(clock.clause), suggestion=hint)
        for rule in edition.lapsed:
            if rule not in names.rules:
                hint = nearest(rule, names.rules)
                source.report("E304", root.mapping["lapsed"].keys[rule], name=shown(rule), suggestion=hint)


def _superseding(family: list[RuleFile]) -> None:
    """`supersedes` names a version below that is there and became known no later."""
    known: dict[str, int] = {}
    for file in family:
        named = file.rule.supersedes
        if named and named not in known:
            hint = nearest(named, [*known])
            file.source.report("E923", file.root.mapping["supersedes"], name=shown(named), suggestion=hint)
        elif named and file.rule.known_from < known[named]:
            place = file.root.mapping.get("published") or file.root.mapping.get("recorded")
            file.source.report("E977", place or file.root.mapping["supersedes"], name=file.rule.version, other=named)
        known[file.rule.version] = file.rule.known_from


def _overlapping(family: list[RuleFile]) -> None:
    """Two versions hold on the same days only where the later one says that it supersedes the earlier one."""
    chain = {f.rule.version: f.rule.supersedes for f in family}
    for i, file in enumerate(family):
        for other in family[:i]:
            common = _common(other.rule, file.rule)
            if common and not _below(chain, file.rule.version, other.rule.version):
                place = file.root.mapping.get("in_force") or file.root.mapping["id"]
                days = f"{iso(common[0]) if common[0] else '…'} / {iso(common[1]) if common[1] != LAST else '…'}"
                file.source.report("E924", place, name=file.rule.id, other=other.rule.version, days=days)


def gaps(files: list[RuleFile]) -> list[Diagnostic]:
    """Days between two versions of a rule on which none of them holds (W976)."""
    families: dict[str, list[RuleFile]] = {}
    for file in files:
        families.setdefault(file.rule.id, []).append(file)
    found = []
    for family in families.values():
        family.sort(key=lambda f: (f.rule.since or 0, number(f.rule.version)))
        ends = 0
        for file in family:
            since, place = file.rule.since or 0, file.root.mapping.get("in_force") or file.root.mapping["id"]
            if ends and next_day(ends) < since:
                told = {"name": file.rule.id, "a": iso(ends), "b": iso(since)}
                file.source.report("W976", place, **told)
                found.append(file.source.diagnostics.pop())
            ends = max(ends, LAST if file.rule.until is None else file.rule.until)
            if ends == LAST:
                break
    return found


def _common(one: Rule, two: Rule) -> tuple[int, int] | None:
    """The first and last day on which both hold."""
    since, until = max(one.since or 0, two.since or 0), min(one.until or LAST, two.until or LAST)
    return (since, until) if since <= until else None


def _below(chain: dict[str, str], version: str, other: str) -> bool:
    """Whether a version supersedes another, itself or by way of one between."""
    for _ in chain:
        version = chain.get(version, "")
        if version == other:
            return True
    return False
