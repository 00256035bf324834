"""What `npa lint` finds beyond loading: schemas, holes in time, empty lists, names, labels, modality, numbers, answers."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import Any

from npa_rules.engines.reference import Run
from npa_rules.errors import Diagnostic, InputError
from npa_rules.load.fields import iso, next_day
from npa_rules.load.ruleset import Sources, load_sources
from npa_rules.load.source import Node, Source
from npa_rules.model import tree
from npa_rules.model.case import Item, Settings
from npa_rules.model.rule import LAST, ParameterSeries, Rule
from npa_rules.printable import unprinted


def lint(folder: Path | None = None, local: tuple[str, ...] = ()) -> list[Diagnostic]:
    """All findings, errors (E…) and warnings (W…), by file and line; those of `local` folders too."""
    try:
        sources = load_sources(folder, local)
    except InputError as error:
        return error.diagnostics
    checks = (
        schemas,
        holes,
        definitions,
        emptiness,
        unused,
        labels,
        modalities,
        numbers,
        answers,
        unfound,
        unprinted,
        locked,
    )
    found = [finding for check in checks for finding in check(sources)]
    return sorted(found, key=lambda d: (d.code[0] != "E", d.file, d.line, d.code))


def refuse(sources: Sources) -> None:
    """Raise `InputError` for the errors that lint finds in the local files of a rule set."""
    own = sources.names.local
    files = {n: f for n, f in sources.files.items() if f.source.name in own}
    places = {n: p for n, p in sources.places.items() if p[0].name in own}
    mine = sources.but(files=files, places=places)
    found = [d for check in (schemas, answers) for d in check(mine)]
    if found:
        raise InputError(found)


def locked(sources: Sources) -> list[Diagnostic]:
    """What the lock has against the files, where there is one, and days between versions on which none holds."""
    from npa_rules.load.versions import gaps
    from npa_rules.lock import check

    return check(sources) + gaps([*sources.files.values()])


def schema_for(name: str) -> str:
    """The schema of a file, by its place."""
    parts = Path(name).parts
    if parts[1] in ("facts", "parameters", "rollups"):
        return {"facts": "dictionary", "parameters": "parameter", "rollups": "rollup"}[parts[1]]
    named = ("scales", "laws", "origins", "edition", "clauses")
    return {f"{n}.yaml": n for n in named}.get(parts[-1], "rule")


def plain(node: Node) -> Any:
    """A file as JSON values; exact decimals become floats, for their shape only."""
    value = node.plain()

    def turn(x: Any) -> Any:
        if isinstance(x, dict):
            return {k: turn(v) for k, v in x.items()}
        if isinstance(x, list):
            return [turn(v) for v in x]
        return float(x) if isinstance(x, Fraction) else x

    return turn(value)


def schemas(sources: Sources) -> list[Diagnostic]:
    """Every file against its JSON Schema: the loader and the published contract must agree."""
    from jsonschema import Draft202012Validator

    from npa_rules.schema import build

    validators = {kind: Draft202012Validator(schema) for kind, schema in build().items()}
    found = []
    for name, (source, root) in sources.places.items():
        kind = schema_for(name)
        for error in validators[kind].iter_errors(plain(root)):
            node = _at(root, list(error.absolute_path))
            expected = ".".join(str(p) for p in error.absolute_schema_path)[-80:]
            found.append(finding(source, node, "E203", expected=f"schema {kind}: {expected}"))
    return found


def finding(source: Source, node: Node, code: str, **values: object) -> Diagnostic:
    """A finding at a node that is given back instead of kept."""
    source.report(code, node, **values)  # type: ignore[arg-type]
    return source.diagnostics.pop()


def _at(root: Node, path: list[Any]) -> Node:
    node = root
    for step in path:
        if isinstance(step, str) and step in node.mapping:
            node = node.mapping[step]
        elif isinstance(step, int) and step < len(node.sequence):
            node = node.sequence[step]
    return node


def holes(sources: Sources) -> list[Diagnostic]:
    """Gaps between the windows of one key of a series that says nothing about `holes`."""
    found = []
    for file, (source, root) in sources.places.items():
        if not file.startswith("rules/parameters/") or "holes" in root.mapping:
            continue
        series = sources.ruleset.parameters[str(root.mapping["parameter"].value)]
        placed = [*zip(series.periods, root.mapping["series"].sequence, strict=True)]
        for key in series.keys or {"": {}}:
            periods = sorted(((p, n) for p, n in placed if p.key == key), key=lambda pair: pair[0].since)
            for (one, _), (two, node) in zip(periods, periods[1:], strict=False):
                if one.until is not None and next_day(one.until) < two.since:
                    a, b = iso(one.until), iso(two.since)
                    found.append(finding(source, node, "W101", name=_keyed(series, key), a=a, b=b))
    return found


def definitions(sources: Sources) -> list[Diagnostic]:
    """Definitions of one fact that hold on the same day, or leave days between them on which none holds."""
    found = []
    for names in sources.ruleset.index.defining.values():
        rules = sorted((sources.ruleset.rules[n] for n in names), key=lambda r: (r.since or 0, r.id))
        for one, two in zip(rules, rules[1:], strict=False):
            by_law = {one.needs_law, one.until_law} & {two.needs_law, two.until_law} - {""}
            if one.when is not None or two.when is not None or by_law:
                continue
            held = sources.ruleset.window(one)
            if one.id == two.id and held is None:
                continue  # superseded for all its days
            until = held[1] if held is not None and held[1] != LAST else one.until
            end = next_day(until) if until else None
            code = "W107" if end is None or end > (two.since or 0) else "W108" if end < (two.since or 0) else ""
            if code:
                file = sources.files[two.key]
                place = file.root.mapping.get("in_force") or file.root.mapping["id"]
                found.append(finding(file.source, place, code, name=two.id, other=one.id))
    return found


def emptiness(sources: Sources) -> list[Diagnostic]:
    """`each` in `requires` where `when` does not exclude an empty list: it would silently be met."""
    found = []
    for file in sources.files.values():
        rule = file.rule
        if rule.requires is None:
            continue
        named = [n for n in tree.walk(rule.requires) if isinstance(n, tree.Value)]
        heads = [rule.requires, *(rule.values[n.name].node for n in named if n.name in rule.values)]
        every = [n for h in heads for n in tree.walk(h) if isinstance(n, tree.Quantified) and n.name == "each"]
        for listed in sorted({_base(rule, n.list) for n in every}):
            item = Item(sources.ruleset.subjects[rule.applies_to], "empty", {listed: (), f"{listed}_complete": True})
            frame = Run(sources.ruleset, [item], Settings(as_of=20260101)).frame(rule, item)
            if rule.when is None or frame.truth(rule.when)[0] is not False:
                found.append(finding(file.source, file.root.mapping["requires"], "W109", name=listed))
    return found


def _base(rule: Rule, name: str) -> str:
    """The list behind a group."""
    value = rule.values.get(name)
    return value.node.list if value is not None and isinstance(value.node, tree.Group) else name


def _keyed(series: ParameterSeries, key: str) -> str:
    return f"{series.name}[{key}]" if key else series.name


def unused(sources: Sources) -> list[Diagnostic]:
    """Named values of rules that nothing reads."""
    found = []
    for file in sources.files.values():
        rule = file.rule
        tops: list[tree.Node] = [*rule.conditions().values(), *(r.test for r in rule.remarks)]
        tops += [v.node for v in (*rule.values.values(), *rule.derives.values())]
        tops += [v.node for r in rule.readings.values() for v in r.values.values()]
        tops += [v.node for v in rule.room.values()]
        tops += [rule.due] if rule.due is not None else []
        nodes = [n for t in tops for n in tree.walk(t)]
        read = {n.name for n in nodes if isinstance(n, tree.Value)}
        read |= {n.list for n in nodes if isinstance(n, tree.Quantified | tree.Aggregate | tree.Edge | tree.Extreme)}
        for name in rule.values:
            if name not in read:
                found.append(finding(file.source, file.root.mapping["values"].keys[name], "W102", name=name))
    return found


def labels(sources: Sources) -> list[Diagnostic]:
    """Named values without a label: prose has to speak of them."""
    found = []
    for file in sources.files.values():
        for name, value in (*file.rule.values.items(), *file.rule.room.items()):
            if not value.label:
                found.append(finding(file.source, file.root.mapping["values"].keys[name], "W103", name=name))
    return found


def modalities(sources: Sources) -> list[Diagnostic]:
    """Where a rule judges otherwise than the kind of its leading clause, and the clause has no `note` that says why."""
    found = []
    for file in sources.files.values():
        clause = sources.ruleset.clauses.get(file.rule.clauses[0]) if file.rule.clauses else None
        if clause is None or not clause.kind or clause.note:
            continue
        if file.rule.gives_verdict and clause.kind != file.rule.modality:
            node = file.root.mapping["modality"]
            values = {"modality": file.rule.modality, "kind": clause.kind}
            found.append(finding(file.source, node, "W104", **values))
    return found


def numbers(sources: Sources) -> list[Diagnostic]:
    """Numbers in rules that are no parameter, no named value and no figure of the rule's clauses.

    0, 1, 100 and calendar years are free. An edition whose register holds no figures is left alone.
    """
    clauses = sources.ruleset.clauses
    editions = {c.edition for c in clauses.values() if c.quantities}
    found = []
    for file in sources.files.values():
        rule = file.rule
        if rule.edition not in editions:
            continue
        figures = [q for c in rule.clauses for q in clauses[c].quantities.values()]
        allowed = {q.value * _scale(q.unit) for q in figures} | {0, 1, 100}
        elsewhere = {q.value for c in clauses.values() if c.edition == rule.edition for q in c.quantities.values()}
        for key in ("when", "requires", "excused_if", "values", "derives", "readings", "room", "remarks"):
            part = file.root.mapping.get(key)
            for node, text in _figures(part) if part is not None else []:
                value = Fraction(text)
                known = allowed | elsewhere if key == "readings" else allowed  # a reading may lean on another clause
                if value not in known and not (value.denominator == 1 and 2000 <= value <= 2100):
                    found.append(finding(file.source, node, "W110", name=text))
    return found


def _scale(unit: str) -> int:
    """A clause that speaks of millions means millions."""
    return 1_000_000 if unit.startswith("million ") else 1


_FIGURE = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])")
_NO_FIGURE = re.compile(r"\d{4}-\d\d-\d\d|,\s*\d+\s*\)")  # a date; to how many decimals is rounded
_NAMES = {"label", "because", "clause", "id", "unit", "at", "on", "fact", "member", "value", "verdict"}


def _figures(node: Node) -> list[tuple[Node, str]]:
    """Every number in the conditions and expressions below a node; a value that is only a number is a named one."""
    found = []
    for key, below in node.mapping.items():
        named = key == "expr" and "label" in node.mapping and re.fullmatch(r"[\d.()*/+ -]+", str(below.value))
        if key in _NAMES or named:
            continue
        found += _figures(below)
    for below in node.sequence:
        found += _figures(below)
    if isinstance(node.value, Fraction):
        found.append((node, f"{float(node.value):g}"))
    elif isinstance(node.value, int | str) and not isinstance(node.value, bool):
        text = _NO_FIGURE.sub(")", str(node.value))
        found += [(node, m.group()) for m in _FIGURE.finditer(text)]
    return found


def answers(sources: Sources) -> list[Diagnostic]:
    """Rules that ask nothing but a yes or no: the answer would be the verdict."""
    found = []
    for file in sources.files.values():
        rule = file.rule
        if rule.requires is None or rule.attested:
            continue
        names = [_bare(sources, rule, n) for n in _leaves(rule.requires)]
        if names and all(names):
            found.append(finding(file.source, file.root.mapping["requires"], "E410", name=names[0]))
    return found


def _leaves(node: tree.Node) -> list[tree.Node]:
    """The conditions that are no connective."""
    compound = (tree.All, tree.Any, tree.Not)
    return [n for n in tree.walk(node) if isinstance(n, tree.Condition) and not isinstance(n, compound)]


def _bare(sources: Sources, rule: Rule, node: tree.Node) -> str:
    """The fact whose yes or no a condition asks for, where no rule derives it; empty for any other condition."""
    if not isinstance(node, tree.Compare) or node.kind != "bool":
        return ""
    if isinstance(node.left, tree.Value) and node.left.name in rule.values:
        names = [_bare(sources, rule, n) for n in _leaves(rule.values[node.left.name].node)]
        return names[0] if names and all(names) else ""
    if isinstance(node.left, tree.Fact) and not node.left.of:
        return "" if sources.ruleset.defining(rule.applies_to, node.left.name) else node.left.name
    return ""


def unfound(sources: Sources) -> list[Diagnostic]:
    """Facts of which no user knows where to look: no `found_in`, no rule that derives them, and no judgement of people.

    A rule set that lists no registers and documents is left alone.
    """
    found: list[Diagnostic] = []
    if "rules/origins.yaml" not in sources.places:
        return found
    for file, (source, root) in sources.places.items():
        if not file.startswith("rules/facts/"):
            continue
        subject = sources.ruleset.subjects[str(root.mapping["subject"].value)]
        listed = root.mapping["facts"]
        for name, key in listed.keys.items():
            entry = subject.facts[name]
            fields = listed.mapping[name].mapping["members"].keys if entry.members else {}
            places = [(entry, name, key), *((entry.members[n], f"{name}.{n}", k) for n, k in fields.items())]
            for one, path, place in places:
                derived = path == name and sources.ruleset.defining(subject.name, name)
                if not (one.found_in or one.judgement or derived):
                    found.append(finding(source, place, "W111", name=path, subject=subject.name))
    return found
