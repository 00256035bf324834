"""The checked rule set as plain JSON, so that a start does not read hundreds of YAML files; never executable code.

The wheel ships it; a checkout keeps one in the user's cache, named by the state of the rule files and written by
rename. A home that cannot be written to means no cache, not an error.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import fields
from fractions import Fraction
from pathlib import Path
from typing import Any

from npa_rules import __version__
from npa_rules.model import dictionary, rule, tree
from npa_rules.model.rule import RuleSet

FORM = 1
CLASSES: list[type] = [
    *(c for c in vars(tree).values() if isinstance(c, type) and issubclass(c, tree.Node) and hasattr(c, "__slots__")),
    *(getattr(dictionary, n) for n in ("Scale", "FactType", "Relation", "Subject")),
    *(getattr(rule, n) for n in ("NamedValue", "Reading", "Remark", "Rule", "Period", "ParameterSeries", "Law")),
    *(getattr(rule, n) for n in ("Clause", "Edition", "Index")),
]
TAGS = {c: i for i, c in enumerate(CLASSES)}
NAMES = {c: tuple(f.name for f in fields(c)) if hasattr(c, "__dataclass_fields__") else () for c in CLASSES}
PARTS = ("rules", "subjects", "scales", "parameters", "laws", "clauses", "editions")


def encode(value: Any) -> Any:
    """A part of a rule set as JSON: `[class, field, …]`, `[-1, …]` a tuple, `[-2, …]` a set, `[-3, "a/b"]` a fraction."""
    if value is None or isinstance(value, bool | str | int):
        return value
    if isinstance(value, Fraction):
        return [-3, str(value)]
    if isinstance(value, tuple | list):
        return [-1, *map(encode, value)]
    if isinstance(value, frozenset):
        return [-2, *map(encode, sorted(value))]
    if isinstance(value, dict):
        return {k: encode(v) for k, v in value.items()}
    return [TAGS[type(value)], *(encode(getattr(value, n)) for n in NAMES[type(value)])]


def decode(data: Any) -> Any:
    """The reverse of `encode`."""
    if isinstance(data, list):
        tag = data[0]
        rest = [decode(d) if isinstance(d, list | dict) else d for d in data[1:]]
        if tag >= 0:
            return CLASSES[tag](*rest)
        return tuple(rest) if tag == -1 else frozenset(rest) if tag == -2 else Fraction(rest[0])
    if isinstance(data, dict):
        return {k: decode(v) if isinstance(v, list | dict) else v for k, v in data.items()}
    return data


class Lazy(dict[str, Any]):
    """A dict of encoded entries that decodes each when it is first asked for."""

    def __init__(self, data: dict[str, Any]) -> None:
        super().__init__(data)
        self._open = set(data)

    def __getitem__(self, key: str) -> Any:
        if key in self._open:
            self._open.discard(key)
            super().__setitem__(key, decode(super().__getitem__(key)))
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        return self[key] if key in self else default  # noqa: SIM401 - an entry may have to be decoded

    def values(self) -> Any:
        return [self[k] for k in self]

    def items(self) -> Any:
        return [(k, self[k]) for k in self]


def dump(ruleset: RuleSet) -> str:
    """The rule set as JSON text."""
    parts = {p: {k: encode(v) for k, v in getattr(ruleset, p).items()} for p in PARTS}
    data = {"form": FORM, "version": __version__, "digest": ruleset.digest, "index": encode(ruleset.index), **parts}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def parse(text: str) -> RuleSet | None:
    """The rule set of a JSON text; None when it is of another form or version."""
    try:
        data = json.loads(text)
        if data["form"] != FORM or data["version"] != __version__:
            return None
        parts: dict[str, Any] = {p: Lazy(data[p]) for p in PARTS}
        return RuleSet(digest=data["digest"], index=decode(data["index"]), **parts)
    except (ValueError, KeyError, TypeError, IndexError):
        return None


def state(folder: Path) -> str:
    """What tells one state of the rule files from another without reading them: names, sizes and times."""
    total = hashlib.sha256(f"{__version__} {FORM} {folder}".encode())
    stack = [folder / "rules", Path(__file__).resolve().parent, Path(__file__).resolve().parent.parent / "model"]
    found = []
    while stack:
        with os.scandir(stack.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    stack.append(Path(entry.path))
                elif entry.name.endswith((".yaml", ".py")):
                    about = entry.stat()
                    found.append(f"{entry.path} {about.st_mtime_ns} {about.st_size}")
    total.update("\n".join(sorted(found)).encode())
    return total.hexdigest()


def cache_folder() -> Path:
    """The user's cache."""
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "npa-rules"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "npa-rules"


def load(folder: Path | None = None) -> RuleSet:
    """The rule set: as shipped, from the cache, or read and checked anew. Raises `InputError` with all findings."""
    from npa_rules.load.places import data_folder

    folder = folder if folder is not None else data_folder()
    shipped = folder / "ruleset.json"
    if shipped.is_file():
        ready = parse(shipped.read_text("utf-8"))
        if ready is not None:
            return ready
    if not (folder / "rules").is_dir():
        from npa_rules.errors import Diagnostic, InputError

        raise InputError([Diagnostic("E102", file=str(folder / "rules"))])
    try:
        cached = cache_folder() / f"{state(folder)}.json"
        text = cached.read_text("utf-8")
    except (OSError, RuntimeError):
        text = ""
    ready = parse(text) if text else None
    if ready is not None:
        return ready
    from npa_rules.load.ruleset import load_sources

    ruleset = load_sources(folder).ruleset
    keep(folder, dump(ruleset))
    return ruleset


def keep(folder: Path, text: str) -> None:
    """Write the cache by rename and drop what is older than the newest few; failing is no error."""
    try:
        home = cache_folder()
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=home, suffix=".tmp", delete=False, encoding="utf-8") as stream:
            stream.write(text)
        Path(stream.name).replace(home / f"{state(folder)}.json")
        for old in sorted(home.glob("*.json"), key=lambda p: p.stat().st_mtime, reverse=True)[4:]:
            old.unlink(missing_ok=True)
    except (OSError, RuntimeError):
        return
