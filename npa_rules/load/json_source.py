"""JSON as nodes, with places and exact figures; PyYAML is not imported for it."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NoReturn

from npa_rules.errors import InputError
from npa_rules.load.source import MAX_DEPTH, MAX_NODES, MAX_TEXT, NUMBER, Node, Source, number

_SPACE = re.compile(r"[ \t\r\n]*")
_STRING = re.compile(r'"([^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*)"', re.DOTALL)
_ATOM = re.compile(r"[^\s,\]}{\[:\"]+")
_WORDS = {"true": True, "false": False, "null": None}


def parse_json(source: Source) -> Node:
    """The JSON text as a node tree; duplicate keys, NaN, exponents and deep nesting are errors with a place."""
    reader = _Reader(source)
    node = reader.value(0)
    reader.space()
    if reader.position < len(source.text):
        reader.fail("E111", problem="text after the end of the document")
    return node


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source, self.text, self.position, self.count = source, source.text, 0, 0
        self.starts = [0, *(m.end() for m in re.finditer("\n", source.text))]

    def place(self, position: int) -> tuple[int, int]:
        line = bisect_right(self.starts, position)
        return line, position - self.starts[line - 1] + 1

    def fail(self, code: str, **values: object) -> NoReturn:
        line, column = self.place(min(self.position, len(self.text)))
        self.source.at(code, line, column, **values)  # type: ignore[arg-type]
        raise InputError(self.source.diagnostics)

    def space(self) -> str:
        match = _SPACE.match(self.text, self.position)
        self.position = match.end() if match else self.position
        return self.text[self.position : self.position + 1]

    def node(self, kind: str) -> Node:
        self.count += 1
        if self.count > MAX_NODES:
            self.fail("E116", limit=MAX_NODES)
        return Node(kind, *self.place(self.position))

    def value(self, depth: int) -> Node:
        if depth >= MAX_DEPTH:
            self.fail("E112", limit=MAX_DEPTH)
        start = self.space()
        if start == "{":
            return self.object(depth)
        if start == "[":
            return self.array(depth)
        if start == '"':
            node = self.node("scalar")
            node.value = self.string()
            return node
        return self.atom()

    def object(self, depth: int) -> Node:
        node = self.node("map")
        items = node.mapping
        self.position += 1
        if self.space() == "}":
            self.position += 1
            return node
        while True:
            if self.space() != '"':
                self.fail("E111", problem="a key in double quotes was expected")
            key = self.node("scalar")
            name = self.string()
            if self.space() != ":":
                self.fail("E111", problem="a colon was expected")
            self.position += 1
            child = self.value(depth + 1)
            if name in items:
                self.source.report("E118", key, key="…" if len(name) > 80 else name, first=node.keys[name].line)
            else:
                node.keys[name], items[name] = key, child
            if self.close("}"):
                return node

    def array(self, depth: int) -> Node:
        node = self.node("list")
        node.items = children = []
        self.position += 1
        if self.space() == "]":
            self.position += 1
            return node
        while True:
            children.append(self.value(depth + 1))
            if self.close("]"):
                return node

    def close(self, end: str) -> bool:
        mark = self.space()
        if mark not in (",", end):
            self.fail("E111", problem=f"a comma or {end} was expected")
        self.position += 1
        return mark == end

    def string(self) -> str:
        match = _STRING.match(self.text, self.position)
        if match is None:
            self.fail("E111", problem="the text does not end, or holds a control character")
        raw = match.group(1)
        if "\\" in raw:
            import json

            try:
                raw = json.loads(match.group(0))
            except ValueError:
                self.fail("E111", problem="an escape is not valid")
        if len(raw) > MAX_TEXT:
            self.fail("E108")
        self.position = match.end()
        return raw

    def atom(self) -> Node:
        match = _ATOM.match(self.text, self.position)
        if match is None:
            self.fail("E111", problem="a value was expected")
        node, text = self.node("scalar"), match.group(0)
        if text in _WORDS:
            node.value = _WORDS[text]
        elif NUMBER.match(text):
            node.value = number(text)
        else:
            self.source.report(
                "E107" if re.match(r"[-+]?[0-9.]|NaN|-?Infinity", text) else "E111", node, problem="value"
            )
        self.position = match.end()
        return node
