"""Changing scalars of a YAML text in place, so that its layout and comments stay as somebody wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from npa_rules.load.source import Node
from npa_rules.model.record import Record

_SCALAR = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"|[^\s,{}\[\]#]+")


class Edit(Record):
    """What comes at a place (line and column from 1) instead of the scalar there; `insert`: before what is there."""

    line: int
    column: int
    text: str
    insert: bool = False


def instead(node: Node, text: str) -> Edit:
    """Another scalar at the place of a node."""
    return Edit(node.line, node.column, text)


def entries(text: str, node: Node, added: list[str]) -> Edit:
    """Entries that come first in a mapping, whether it is written in braces or in lines."""
    line = text.split("\n")[node.line - 1]
    flow = line[node.column - 1 : node.column] == "{"
    joint = ", " if flow else "\n" + " " * (node.column - 1)
    told = joint.join(added) + (joint if node.mapping else "")
    return Edit(node.line, node.column + 1 if flow else node.column, told, insert=True)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with every edit made."""
    lines = text.split("\n")
    for edit in sorted(edits, key=lambda e: (e.line, e.column), reverse=True):
        line, at = lines[edit.line - 1], edit.column - 1
        token = _SCALAR.match(line, at) if not edit.insert else None
        end = token.end() if token is not None else at
        space = " " if not edit.insert and token is None and line[at - 1 : at] == ":" else ""
        lines[edit.line - 1] = line[:at] + space + edit.text + line[end:]
    return "\n".join(lines)
