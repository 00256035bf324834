"""The list of what is to be decided before an edition is complete: `rules/<edition>/checklist.yaml`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from npa_rules.errors import Diagnostic, InputError, nearest
from npa_rules.load.fields import Fields, shown
from npa_rules.load.source import Node, Source, open_source
from npa_rules.load.yaml_source import parse_yaml
from npa_rules.model.record import Record

FILE = "checklist.yaml"
CLAUSE = ("unchanged", "parameter", "norm", "scope", "moved", "lapsed")
PASSAGE = ("new", "none")
MANIFEST = ("done",)
HEAD = """\
# Wat besloten moet zijn voordat deze editie compleet is; `npa coverage --edition {name}` volgt het. Zet achter `decided`
# bij een bepaling: {clause};
# bij een passage: new (met `clause: ID`) of none; bij het manifest: done. `null` is nog niet besloten.
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
        "manifest": "het manifest (edition.yaml) is nog niet nagelopen",
        "done": "alles is besloten",
    },
    "en": {
        "left": "{n} of {total} clauses still to decide",
        "passages": "{n} of {total} new passages still to decide",
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

    @property
    def open(self) -> list[str]:
        """The names of the clauses and passages that are still to be decided."""
        return [i.name for i in (*self.clauses, *self.passages) if not i.decided]

    @property
    def complete(self) -> bool:
        """Whether nothing is left to decide."""
        return self.manifest and not self.open


def written(
    name: str, old: str, start: str, clauses: Iterable[dict[str, Any]], passages: Iterable[dict[str, Any]]
) -> str:
    """The text of a new list; each entry has its `name` and what was found."""
    head = HEAD.format(name=name, old=old, start=start, clause=", ".join(CLAUSE))
    lines = [head, "clauses:"]
    lines += [_entry(e) for e in clauses]
    told = [_entry(e) for e in passages]
    lines += ["passages:", *told] if told else ["passages: {}"]
    return "\n".join(lines).replace("\n\n", "\n") + "\n"


def _entry(entry: dict[str, Any]) -> str:
    told = ", ".join(f"{k}: {'null' if v is None else v}" for k, v in entry.items() if k != "name")
    return f"  {entry['name']}: {{{told}}}"


def read(folder: Path, edition: str, register: Iterable[str]) -> Checklist | None:
    """The list of an edition; None when it has none. Raises `InputError` with every finding."""
    file = folder / "rules" / edition / FILE
    if not file.is_file():
        return None
    source = open_source(str(file), private=False, name=f"rules/{edition}/{FILE}")
    root = parse_yaml(source)
    fields = Fields(source, root, ("format", "edition", "from", "start", "manifest", "clauses", "passages"))
    fields.version()
    known = set(register)
    clauses = tuple(_clause(source, name, node, known) for name, node in _items(fields, "clauses"))
    passages = tuple(_passage(source, name, node, known) for name, node in _items(fields, "passages"))
    manifest = fields.need("manifest")
    done = (
        _decided(source, Fields(source, manifest, ("decided",)), "manifest", MANIFEST) if manifest is not None else ""
    )
    source.stop()
    return Checklist(clauses, passages, bool(done))


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
    lines += [] if found.manifest else [T[lang]["manifest"]]
    return "\n".join(lines) + "\n"


def data(found: Checklist) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "clauses": {"total": len(found.clauses), "open": [i.name for i in found.clauses if not i.decided]},
        "passages": {"total": len(found.passages), "open": [i.name for i in found.passages if not i.decided]},
        "manifest": found.manifest,
        "complete": found.complete,
    }


def stop(code: str, file: Path, **values: str) -> InputError:
    """An error about a file or folder."""
    return InputError([Diagnostic(code, file=str(file), **values)])  # type: ignore[arg-type]
