"""The checked rule set as plain data, so that a start does not read hundreds of YAML files; never executable code.

One file: a line of JSON that says what lies where, then one JSON text for each entry. An entry is read when it is
first asked for, so that a start costs the same with twenty rules and with five hundred. The wheel ships the file; a
checkout keeps one in the user's cache, named by the state of the rule files and written by rename. A home that cannot
be written to means no cache, not an error.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from fractions import Fraction
from zlib import crc32

from npa_rules import __version__
from npa_rules.load.places import PACKAGE, data_folder
from npa_rules.model import dictionary, rollup, rule, tree
from npa_rules.model.record import built
from npa_rules.model.rule import RuleSet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

FORM = 16
TUPLE, SET, FRACTION, DICT = -1, -2, -3, -4
SHIPPED = "ruleset.jsonl"
KEPT = 4  # caches of earlier states that stay
CLASSES: list[Any] = [
    *(c for c in vars(tree).values() if isinstance(c, type) and issubclass(c, tree.Node)),
    *(getattr(dictionary, n) for n in ("Scale", "FactType", "Relation", "Subject")),
    *(
        getattr(rule, n)
        for n in ("NamedValue", "Reading", "Remark", "Excuse", "Rule", "Period", "ParameterSeries", "Law", "LawStatus")
    ),
    *(getattr(rule, n) for n in ("Clause", "Edition", "Index", "Quantity", "Clock", "Succession")),
    *(getattr(rollup, n) for n in ("Measure", "RollUp")),
]
TAGS = {c: i for i, c in enumerate(CLASSES)}
PARTS = ("rules", "subjects", "scales", "parameters", "laws", "clauses", "editions", "rollups")


def encode(value: Any) -> Any:
    """A part of a rule set as JSON: `[class, field, …]`, or a tag below zero; a bare dict holds only texts and figures."""
    if value is None or isinstance(value, bool | str | int):
        return value
    if isinstance(value, Fraction):
        return [FRACTION, value.numerator, value.denominator]
    if isinstance(value, tuple | list):
        return [TUPLE, *map(encode, value)]
    if isinstance(value, frozenset):
        return [SET, *map(encode, sorted(value))]
    if isinstance(value, dict):
        found = {k: encode(v) for k, v in value.items()}
        return [DICT, found] if any(isinstance(v, list | dict) for v in found.values()) else found
    return [TAGS[type(value)], *(encode(getattr(value, n)) for n in type(value).__match_args__)]


def decode(data: Any) -> Any:
    """The reverse of `encode`."""
    if data.__class__ is not list:
        return data
    tag = data[0]
    if tag == DICT:
        return {k: decode(v) for k, v in data[1].items()}
    rest = [decode(d) if d.__class__ is list else d for d in data[1:]]
    if tag >= 0:
        return built(CLASSES[tag], rest)
    return tuple(rest) if tag == TUPLE else frozenset(rest) if tag == SET else Fraction(*rest)


class Lazy(Mapping[str, "Any"]):
    """Entries by name, each read from the text when it is first asked for."""

    def __init__(self, text: bytes, start: int, places: dict[str, list[int]]) -> None:
        self._text, self._start, self._places = text, start, places
        self._known: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        if key not in self._known:
            start, length = self._places[key]
            start += self._start
            self._known[key] = decode(json.loads(self._text[start : start + length].decode()))
        return self._known[key]

    def __contains__(self, key: object) -> bool:
        return key in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def dump(ruleset: RuleSet) -> bytes:
    """The rule set as text."""
    places: dict[str, dict[str, list[int]]] = {}
    body: list[bytes] = []
    at = 0
    for part in PARTS:
        places[part] = {}
        for key, value in getattr(ruleset, part).items():
            entry = json.dumps(encode(value), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
            places[part][key] = [at, len(entry)]
            body.append(entry)
            at += len(entry)
    text = b"".join(body)
    head = {"form": FORM, "version": __version__, "digest": ruleset.digest, "check": crc32(text)}
    head |= {"index": encode(ruleset.index), "places": places}
    return json.dumps(head, separators=(",", ":")).encode() + b"\n" + text


def parse(text: bytes) -> RuleSet | None:
    """The rule set of a text; None when it is of another form or version, or not whole."""
    try:
        end = text.index(b"\n") + 1
        head = json.loads(text[:end].decode())
        if (head["form"], head["version"], head["check"]) != (FORM, __version__, crc32(text[end:])):
            return None
        parts: dict[str, Any] = {p: Lazy(text, end, head["places"][p]) for p in PARTS}
        return RuleSet(digest=head["digest"], index=decode(head["index"]), **parts)
    except (ValueError, KeyError, TypeError, IndexError):
        return None


def state(folder: str, local: tuple[str, ...] = ()) -> str:
    """What tells one state of the rule files from another without reading them: names, sizes and times."""
    stack = [os.path.join(folder, "rules"), *local, *(os.path.join(PACKAGE, n) for n in ("load", "model"))]
    found = [f"{__version__} {FORM} {folder}"]
    while stack:
        with os.scandir(stack.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    stack.append(entry.path)
                elif entry.name.endswith((".yaml", ".py")):
                    about = entry.stat()
                    found.append(f"{entry.path} {about.st_mtime_ns} {about.st_size}")
    return "\n".join(sorted(found))


def cache_folder() -> str:
    """The user's cache."""
    home = os.path.expanduser("~")
    if os.name == "nt":
        return os.path.join(os.environ.get("LOCALAPPDATA") or home, "npa-rules")
    return os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache"), "npa-rules")


def load(folder: str | None = None, local: tuple[str, ...] = ()) -> RuleSet:
    """The rule set: as shipped, from the cache, or read and checked anew. Raises `InputError` with all findings.

    `local` are folders with rules of a user; they are linted when they are read.
    """
    folder = folder if folder is not None else data_folder()
    ready = parse(_read(os.path.join(folder, SHIPPED))) if not local else None
    if ready is not None:
        return ready
    if not os.path.isdir(os.path.join(folder, "rules")):
        from npa_rules.errors import Diagnostic, InputError

        raise InputError([Diagnostic("E102", file=os.path.join(folder, "rules"))])
    if missing := [f for f in local if not os.path.isdir(f)]:
        from npa_rules.errors import Diagnostic, InputError

        raise InputError([Diagnostic("E102", file=f) for f in missing])
    now = state(folder, local).encode()
    cached = os.path.join(cache_folder(), f"{crc32(folder.encode()):08x}-{crc32(now):08x}.jsonl")
    text = _read(cached)
    if text.startswith(now + b"\n\n"):  # the whole state, so that a collision of the short name cannot mislead
        ready = parse(text[len(now) + 2 :])
        if ready is not None:
            return ready
    from npa_rules.load.ruleset import load_sources

    sources = load_sources(folder, local)
    if local:
        from npa_rules.lint import refuse

        refuse(sources)
    ruleset = sources.ruleset
    _keep(cached, now + b"\n\n" + dump(ruleset))
    return ruleset


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as stream:
            return stream.read()
    except OSError:
        return b""


def _keep(path: str, text: bytes) -> None:
    """Write the cache by rename and drop what is older than the newest few; failing is no error."""
    import tempfile

    home = os.path.dirname(path)
    try:
        os.makedirs(home, exist_ok=True)
        with tempfile.NamedTemporaryFile("wb", dir=home, suffix=".tmp", delete=False) as stream:
            stream.write(text)
        os.replace(stream.name, path)
        others = [e for e in os.scandir(home) if e.name.endswith((".json", ".jsonl"))]
        for old in sorted(others, key=lambda e: e.stat().st_mtime, reverse=True)[KEPT:]:
            os.unlink(old.path)
    except OSError:
        return
