"""The list of what is to be decided before an edition is complete: `rules/<edition>/checklist.yaml`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from npa_rules.errors import Diagnostic, InputError, nearest
from npa_rules.load.fields import Fields, shown
from npa_rules.load.source import Node, Source, open_source
from npa_rules.load.yaml_source import parse_yaml
from npa_rules.model.record import Record
from npa_rules.recalibration.trial import Open

FILE = "checklist.yaml"
CLAUSE = ("unchanged", "parameter", "norm", "scope", "moved", "lapsed")
PASSAGE = ("new", "none")
DONE = ("done",)  # of the manifest and of the cases of a rule
KEYS = ("format", "edition", "from", "start", "manifest", "clauses", "passages", "cases")
CASES = ("decided", "failing", "unseen", "note")
HEAD = """\
# Wat besloten moet zijn voordat deze editie compleet is; `npa coverage --edition {name}` volgt het. Zet achter `decided`
# bij een bepaling: {clause};
# bij een passage: new (met `clause: ID`, zie `npa recalibrate {name} --assign ID=PASSAGE`) of none;
# bij het manifest en bij gevallen: done. `null` is nog niet besloten. Waarom een geval niet mee kon: date (wat de regel over
# dagen zegt), figure (geen cijfer voor die dag), law (een wet), other (de regel zegt op die dag iets anders).
# What must be decided before this edition is complete; `npa coverage --edition {name}` follows it.
format: 1
edition: {name}
from: {old}
start: '{start}'
manifest: {{decided: null}}
"""
T = {
    "nl": {
        "left": "{n} van {total} bepalingen nog te besluiten",
        "passages": "{n} van {total} nieuwe passages nog te besluiten",
        "cases": "van {n} regels zijn nog gevallen aan te passen",
        "manifest": "het manifest (edition.yaml) is nog niet nagelopen",
        "done": "alles is besloten",
    },
    "en": {
        "left": "{n} of {total} clauses still to decide",
        "passages": "{n} of {total} new passages still to decide",
        "cases": "cases of {n} rules are still to be adapted",
        "manifest": "the manifest (edition.yaml) has not been gone through yet",
        "done": "everything is decided",
    },
}


class Item(Record):
    """One thing to decide; `decided` is empty while it is open."""

    name: str
    decided: str
    clause: str = ""  # of a passage: the clause that it became


class Checklist(Record):
    """The state of a recalibration."""

    clauses: tuple[Item, ...]
    passages: tuple[Item, ...]
    manifest: bool
    cases: tuple[Item, ...] = ()  # by rule

    @property
    def open(self) -> list[str]:
        """The names of the clauses, passages and rules that are still to be decided."""
        return [i.name for i in (*self.clauses, *self.passages, *self.cases) if not i.decided]

    @property
    def complete(self) -> bool:
        """Whether nothing is left to decide."""
        return self.manifest and not self.open


def written(
    name: str,
    old: str,
    start: str,
    clauses: Iterable[dict[str, Any]],
    passages: Iterable[dict[str, Any]],
    cases: Iterable[Open],
) -> str:
    """The text of a new list; each entry has its `name` and what was found."""
    head = HEAD.format(name=name, old=old, start=start, clause=", ".join(CLAUSE))
    lines = [head, "clauses:"]
    lines += [_entry(e) for e in clauses]
    told = [_entry(e) for e in passages]
    lines += ["passages:", *told] if told else ["passages: {}"]
    left = [line for one in cases for line in _cases(one)]
    lines += ["cases:", *left] if left else ["cases: {}"]
    return "\n".join(lines).replace("\n\n", "\n") + "\n"


def _entry(entry: dict[str, Any]) -> str:
    told = ", ".join(f"{k}: {'null' if v is None else v}" for k, v in entry.items() if k != "name")
    return f"  {entry['name']}: {{{told}}}"


def _cases(one: Open) -> list[str]:
    """The cases of a rule that fail, each with what it expects and what it came to, and what no case shows."""
    lines = [f"  {one.rule}:", "    decided: null"]
    lines += ["    failing:"] if one.cases else []
    for left in one.cases:
        told = {"case": left.case, "line": left.line, "expected": left.expected, "now": left.now, "why": left.why}
        shown_as = ", ".join(f"{k}: {v if isinstance(v, int) else repr(v)}" for k, v in told.items() if v != "")
        lines.append(f"      - {{{shown_as}}}")
    lines += ["    unseen:", *(f"      - {name!r}" for name in one.unseen)] if one.unseen else []
    return lines


def read(folder: Path, edition: str, register: Iterable[str], still: Callable[[str], int]) -> Checklist | None:
    """The list of an edition; None when it has none. Raises `InputError` with every finding.

    `still` says of a rule whose cases are said to be done how much of them is open.
    """
    file = folder / "rules" / edition / FILE
    if not file.is_file():
        return None
    source = open_source(str(file), private=False, name=f"rules/{edition}/{FILE}")
    root = parse_yaml(source)
    fields = Fields(source, root, KEYS)
    fields.version()
    known = set(register)
    clauses = tuple(_clause(source, name, node, known) for name, node in _items(fields, "clauses"))
    passages = tuple(_passage(source, name, node, known) for name, node in _items(fields, "passages"))
    listed = _items(fields, "cases") if fields.get("cases") is not None else []
    cases = tuple(Item(n, _decided(source, Fields(source, c, CASES), n, DONE)) for n, c in listed)
    for item in cases:
        count = still(item.name) if item.decided else 0
        if count:
            source.report("E974", fields.node.mapping["cases"].keys[item.name], name=item.name, count=count)
    manifest = fields.need("manifest")
    done = _decided(source, Fields(source, manifest, ("decided",)), "manifest", DONE) if manifest is not None else ""
    source.stop()
    return Checklist(clauses, passages, bool(done), cases)


def _items(fields: Fields, key: str) -> list[tuple[str, Node]]:
    node = fields.need(key)
    return [*node.mapping.items()] if node is not None else []


def _decided(source: Source, fields: Fields, name: str, allowed: tuple[str, ...]) -> str:
    node = fields.need("decided")
    if node is None or (node.kind == "scalar" and node.value is None):
        return ""
    value = str(node.value)
    if value not in allowed:
        known, hint = ", ".join(allowed), nearest(value, allowed)
        source.report("E909", node, name=name, value=shown(value), allowed=known, suggestion=hint)
        return ""
    return value


def _clause(source: Source, name: str, node: Node, known: set[str]) -> Item:
    fields = Fields(source, node, ("was", "found", "similarity", "moved", "page", "line", "looks", "decided", "note"))
    decided = _decided(source, fields, name, CLAUSE)
    if decided and (decided == "lapsed") == (name in known):
        source.report("E910", fields.get("decided"), name=name, value=decided)
    return Item(name, decided)


def _passage(source: Source, name: str, node: Node, known: set[str]) -> Item:
    fields = Fields(source, node, ("page", "line", "words", "decided", "clause", "note"))
    decided = _decided(source, fields, name, PASSAGE)
    place = fields.get("clause")
    clause = fields.text("clause") if place is not None and place.value is not None else ""
    if decided == "new" and clause not in known:
        hint = nearest(clause, known)
        source.report("E910", place or fields.get("decided"), name=name, value=decided, suggestion=hint)
    return Item(name, decided, clause)


def told(found: Checklist, lang: str) -> str:
    """What is left to decide, in words."""
    if found.complete:
        return T[lang]["done"] + "\n"
    lines = []
    for key, items in (("left", found.clauses), ("passages", found.passages)):
        left = [i.name for i in items if not i.decided]
        if left or (key == "left" and items):
            shown_names = f": {', '.join(left)}" if left else ""
            lines.append(T[lang][key].format(n=len(left), total=len(items)) + shown_names)
    left = [i.name for i in found.cases if not i.decided]
    lines += [T[lang]["cases"].format(n=len(left)) + f": {', '.join(left)}"] if left else []
    lines += [] if found.manifest else [T[lang]["manifest"]]
    return "\n".join(lines) + "\n"


def data(found: Checklist) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "clauses": {"total": len(found.clauses), "open": [i.name for i in found.clauses if not i.decided]},
        "passages": {"total": len(found.passages), "open": [i.name for i in found.passages if not i.decided]},
        "cases": {"total": len(found.cases), "open": [i.name for i in found.cases if not i.decided]},
        "manifest": found.manifest,
        "complete": found.complete,
    }


def stop(code: str, file: Path, **values: object) -> InputError:
    """An error about a file or folder."""
    return InputError([Diagnostic(code, file=str(file), **values)])  # type: ignore[arg-type]
