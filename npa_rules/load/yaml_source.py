"""YAML as nodes: read event by event, so that depth, size, aliases, tags and double keys are refused on the way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from npa_rules.errors import InputError
from npa_rules.load.source import MAX_DEPTH, MAX_NODES, Node, Source, scalar

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse_yaml(source: Source) -> Node:
    """The one document of a YAML text as a node tree; never builds objects, never follows an alias."""
    try:
        return _Reader(source).document(yaml.parse(source.text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        if "depth" in (error.problem or ""):  # libyaml has a limit of its own, and scans far ahead of the events
            source.at("E112", line, column, limit=MAX_DEPTH)
            raise InputError(source.diagnostics) from None
        source.at("E111", line, column, problem=(error.problem or "syntax").split("'")[0].strip())
    except yaml.YAMLError:
        source.at("E105", 0, 0)
    except RecursionError:
        source.at("E112", 0, 0, limit=MAX_DEPTH)
    raise InputError(source.diagnostics)


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.count = 0
        self.unread: set[tuple[int, int]] = set()  # places of scalars with a finding of their own

    def refuse(self, code: str, event: Any, **values: object) -> InputError:
        mark = event.start_mark
        self.source.at(code, mark.line + 1, mark.column + 1, **values)  # type: ignore[arg-type]
        return InputError(self.source.diagnostics)

    def document(self, events: Iterator[Any]) -> Node:
        root: Node | None = None
        stack: list[tuple[Node, list[Node]]] = []  # open containers with the key that waits for its value
        for event in events:
            name = type(event).__name__
            if name in ("StreamStartEvent", "StreamEndEvent", "DocumentEndEvent"):
                continue
            if name == "DocumentStartEvent":
                if root is not None:
                    raise self.refuse("E113", event)
                continue
            if name in ("MappingEndEvent", "SequenceEndEvent"):
                stack.pop()
                continue
            node = self.node(event, name, len(stack))
            if stack:
                self.attach(stack[-1], node)
            elif root is None:
                root = node
            if node.kind != "scalar":
                stack.append((node, []))
        if root is None:
            self.source.at("E110", 0, 0)
            raise InputError(self.source.diagnostics)
        return root

    def node(self, event: Any, name: str, depth: int) -> Node:
        self.count += 1
        if name == "AliasEvent":
            raise self.refuse("E114", event)
        if event.anchor is not None:
            raise self.refuse("E114", event)
        if event.tag is not None:
            raise self.refuse("E115", event)
        if depth >= MAX_DEPTH:
            raise self.refuse("E112", event, limit=MAX_DEPTH)
        if self.count > MAX_NODES:
            raise self.refuse("E116", event, limit=MAX_NODES)
        mark = event.start_mark
        kind = {"MappingStartEvent": "map", "SequenceStartEvent": "list"}.get(name, "scalar")
        node = Node(kind, mark.line + 1, mark.column + 1)
        if kind == "list":
            node.items = []
        if kind == "scalar":
            try:
                node.value = scalar(event.value, quoted=bool(event.style))
            except ValueError as error:
                self.source.report(str(error), node)
                self.unread.add((node.line, node.column))
        return node

    def attach(self, top: tuple[Node, list[Node]], node: Node) -> None:
        parent, waiting = top
        if isinstance(parent.items, list):
            parent.items.append(node)
        elif not waiting:
            waiting.append(node)
        else:
            key = waiting.pop()
            text = key.value if key.kind == "scalar" and isinstance(key.value, str) else None
            if text is None and key.kind == "scalar" and isinstance(key.value, int) and not isinstance(key.value, bool):
                text = str(key.value)
            if text is None:
                if (key.line, key.column) not in self.unread:
                    self.source.report("E117", key)
            elif text in parent.items:
                self.source.report("E118", key, key="…" if len(text) > 80 else text, first=parent.keys[text].line)
            else:
                parent.keys[text], parent.items[text] = key, node
