"""A case of a rule with its dates moved by whole years, as nodes to be judged and as edits of its file."""

from __future__ import annotations

import re
from collections.abc import Mapping

from npa_rules.cases import DEFAULT_AS_OF
from npa_rules.load.fields import day, iso, years_later
from npa_rules.load.source import Node
from npa_rules.model.dictionary import FactType, Subject
from npa_rules.recalibration.edits import Edit, entries, instead

_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
OBSERVED = ("as_of", "known_at")
SCOPES = ("all", "day", "own")  # every date of the case; the days that it is about and judged on; the day it is about


class Shift:
    """One case on its way to the days of the new edition; `years` 0 leaves it as it is."""

    def __init__(
        self, text: str, subjects: Mapping[str, Subject], about: Subject, scope: str, years: int, start: int
    ) -> None:
        self.text, self.subjects, self.about = text, subjects, about
        self.scope, self.years, self.start = scope, years, start
        self.edits: list[Edit] = []
        self.added: list[str] = []  # entries that the case gets

    def case(self, node: Node) -> Node:
        """The case with other days; `edits` are what that changes in its file."""
        if not self.years:
            return node
        moved = self._map(node)
        for name, child in node.mapping.items():
            _put(moved, name, self._entry(name, child))
        watched = self.scope == "all" or (self.scope == "day" and bool(self.about.time))
        if (watched or not self.about.time) and "as_of" not in node.mapping:
            told = Node("scalar", node.line, node.column)
            told.value = iso(years_later(DEFAULT_AS_OF, self.years))
            _put(moved, "as_of", told)
            self.added.append(f"as_of: '{told.value}'")
        return moved

    def _entry(self, name: str, node: Node) -> Node:
        if name == "facts":
            moved = self._facts(node, self.about)
            return self._dated(moved, node) if self.scope == "own" and self.about.time else moved
        if name == "related":
            moved = self._map(node)
            for other, child in node.mapping.items():
                subject = self.subjects.get(other)
                _put(moved, other, self._facts(child, subject) if subject is not None else child)
            return moved
        observed = self.scope == "day" or (self.scope == "own" and not self.about.time)
        if self.scope == "all" or (observed and name in OBSERVED) or name == "missing":
            return self._facts(node, self.about) if name == "derived" else self._days(node)
        return node

    def _facts(self, node: Node, subject: Subject) -> Node:
        """Facts of a subject: their dates and years, or its own day only."""
        moved = self._map(node)
        for name, child in node.mapping.items():
            if self.scope == "all" or name == subject.time:
                _put(moved, name, self._value(child, subject.facts.get(name)))
        return moved

    def _dated(self, moved: Node, node: Node) -> Node:
        """Facts without the day that they are about, with the first day of the draft as that day."""
        name = self.about.time
        if name in node.mapping or node.kind != "map":
            return moved
        yearly = self.about.yearly
        told = Node("scalar", node.line, node.column)
        told.value = self.start // 10000 if yearly else iso(self.start)
        _put(moved, name, told)
        written = f"{name}: {told.value}" if yearly else f"{name}: '{told.value}'"
        self.edits.append(entries(self.text, node, [written]))
        return moved

    def _value(self, node: Node, kind: FactType | None) -> Node:
        if kind is not None and kind.members and node.kind == "list":
            moved = Node("list", node.line, node.column)
            moved.items = [self._members(n, kind) for n in node.sequence]
            return moved
        if kind is not None and kind.type == "year":
            return self._year(node)
        return self._days(node)

    def _members(self, node: Node, kind: FactType) -> Node:
        moved = self._map(node)
        for name, child in node.mapping.items():
            _put(moved, name, self._value(child, kind.members.get(name)))
        return moved

    def _year(self, node: Node) -> Node:
        """A year, or a list of them."""
        if node.kind == "list":
            moved = Node("list", node.line, node.column)
            moved.items = [self._year(n) for n in node.sequence]
            return moved
        if not isinstance(node.value, int) or isinstance(node.value, bool):
            return node
        return self._scalar(node, node.value + self.years, str(node.value + self.years))

    def _days(self, node: Node) -> Node:
        """Every date in a node, those inside a text (`parameter:…@2026-01-01`) too."""
        if node.kind == "map":
            moved = self._map(node)
            for name, child in node.mapping.items():
                _put(moved, name, self._days(child))
            return moved
        if node.kind == "list":
            moved = Node("list", node.line, node.column)
            moved.items = [self._days(n) for n in node.sequence]
            return moved
        if not isinstance(node.value, str):
            return node
        found = _DAY.sub(self._later, node.value)
        return self._scalar(node, found, f"'{found}'") if found != node.value else node

    def _later(self, match: re.Match[str]) -> str:
        value = day(match.group())
        return iso(years_later(value, self.years)) if value is not None else match.group()

    def _scalar(self, node: Node, value: int | str, written: str) -> Node:
        moved = Node("scalar", node.line, node.column)
        moved.value = value
        self.edits.append(instead(node, written))
        return moved

    @staticmethod
    def _map(node: Node) -> Node:
        moved = Node(node.kind, node.line, node.column)
        moved.keys, moved.value = dict(node.keys), node.value
        moved.items = dict(node.mapping) if node.kind == "map" else list(node.sequence)
        return moved


def _put(node: Node, name: str, child: Node) -> None:
    """Set an entry of a mapping."""
    if isinstance(node.items, dict):
        node.items[name] = child
        node.keys.setdefault(name, child)
