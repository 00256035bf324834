"""TOML as nodes with places. The standard library reads it and knows no places; they are found again by line.

What is looked for is what `npa.toml` may hold: tables, arrays of tables, and keys with a value on their line.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime
from typing import Any

from npa_rules.errors import InputError
from npa_rules.load.source import MAX_DEPTH, MAX_TEXT, NUMBER, Node, Source, number

_HEAD = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_-]+|\"[^\"\n]*\"|'[^'\n]*')\s*\]")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+|\"[^\"\n]*\"|'[^'\n]*')\s*=\s*")
_AT = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)\Z")
Place = tuple[int, int]


class _Decimal(str):
    """A figure as it was written, told apart from a text."""

    __slots__ = ()


def parse_toml(source: Source) -> Node:
    """The document as a node tree; a mistake in its form is a finding with a place (E940)."""
    try:
        found = tomllib.loads(source.text, parse_float=_Decimal)
    except tomllib.TOMLDecodeError as error:
        match = _AT.search(str(error))
        last = source.text.rstrip("\n").count("\n") + 1
        line, column = (int(match[1]), int(match[2])) if match and match[1] else (last, 1)
        source.at("E940", line, column, problem=_AT.sub("", str(error)).strip().lower())
        raise InputError(source.diagnostics) from None
    except RecursionError:
        source.at("E112", 0, 0, limit=MAX_DEPTH)
        raise InputError(source.diagnostics) from None
    return _Builder(source).node(found, (), (1, 1), 0)


def places(text: str) -> dict[tuple[str | int, ...], tuple[Place, Place]]:
    """For each path of the document the places of its key and of its value."""
    found: dict[tuple[str | int, ...], tuple[Place, Place]] = {}
    table: tuple[str | int, ...] = ()
    counts: dict[str, int] = {}
    open_mark = ""  # inside a text of several lines
    for line, words in enumerate(text.split("\n"), 1):
        if open_mark:
            open_mark = "" if words.count(open_mark) % 2 else open_mark
            continue
        head, key = _HEAD.match(words), _KEY.match(words)
        if head is not None:
            name = head[2].strip("\"'")
            at = (line, head.start(2) + 1)
            table = (name,)
            if head[1] == "[[":
                counts[name] = counts.get(name, -1) + 1
                found.setdefault((name,), (at, at))
                table = (name, counts[name])
            found[table] = (at, at)
        elif key is not None:
            found[(*table, key[1].strip("\"'"))] = (line, key.start(1) + 1), (line, key.end() + 1)
        open_mark = next((m for m in ('"""', "'''") if words.count(m) % 2), "")
    return found


class _Builder:
    def __init__(self, source: Source) -> None:
        self.source, self.places = source, places(source.text)

    def node(self, value: Any, path: tuple[str | int, ...], near: Place, depth: int) -> Node:
        at = self.places.get(path, (near, near))[1]
        if depth >= MAX_DEPTH:
            self.source.at("E112", *at, limit=MAX_DEPTH)
            raise InputError(self.source.diagnostics)
        node = Node("map" if isinstance(value, dict) else "list" if isinstance(value, list) else "scalar", *at)
        if isinstance(value, dict):
            for name, child in value.items():
                node.keys[name] = Node("scalar", *self.places.get((*path, name), (at, at))[0])
                node.mapping[name] = self.node(child, (*path, name), at, depth + 1)
        elif isinstance(value, list):
            node.items = [self.node(child, (*path, i), at, depth + 1) for i, child in enumerate(value)]
        else:
            node.value = self.scalar(value, node)
        return node

    def scalar(self, value: Any, node: Node) -> Any:
        if isinstance(value, _Decimal):
            if NUMBER.match(value):
                return number(value)
            self.source.report("E107", node)
            return None
        if isinstance(value, date) and not isinstance(value, datetime):
            return value.isoformat()
        if isinstance(value, str) and len(value) > MAX_TEXT:
            self.source.report("E108", node)
            return None
        if isinstance(value, int) and not isinstance(value, bool) and not NUMBER.match(str(value)[:40]):
            self.source.report("E107", node)
            return None
        return value if isinstance(value, bool | int | str) else str(value)
