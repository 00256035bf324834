"""Reading a mapping field by field: unknown keys, missing keys and wrong shapes become findings with a place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

from npa_rules.errors import nearest
from npa_rules.load.source import NUMBER, Node, Source, number
from npa_rules.model.words import Text

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")


def day(text: str) -> int | None:
    """yyyymmdd of an ISO date that exists, else None."""
    match = _DATE.match(text)
    if match is None:
        return None
    year, month, dom = (int(g) for g in match.groups())
    try:
        date(year, month, dom)
    except ValueError:
        return None
    return year * 10000 + month * 100 + dom


def iso(value: int) -> str:
    """The ISO form of yyyymmdd."""
    return f"{value // 10000:04d}-{value // 100 % 100:02d}-{value % 100:02d}"


def next_day(value: int) -> int:
    """The day after yyyymmdd."""
    after = date(value // 10000, value // 100 % 100, value % 100) + timedelta(days=1)
    return after.year * 10000 + after.month * 100 + after.day


def years_later(value: int, years: int) -> int:
    """yyyymmdd so many years later; 29 February becomes 28 February where the year has none."""
    found = value + years * 10000
    return found - 1 if found % 10000 == 229 and not _leap(found // 10000) else found


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


class Fields:
    """A mapping node with typed access; every complaint goes to its source, and reading goes on."""

    def __init__(self, source: Source, node: Node, allowed: Iterable[str] | None = None) -> None:
        self.source, self.node = source, node
        if node.kind != "map":
            source.report("E203", node, expected="map")
        elif allowed is not None:
            known = list(allowed)
            for key, place in node.keys.items():
                if key not in known:
                    source.report("E201", place, key=shown(key), suggestion=nearest(key, known))

    def get(self, key: str) -> Node | None:
        return self.node.mapping.get(key)

    def need(self, key: str) -> Node | None:
        found = self.get(key)
        if found is None and self.node.kind == "map":
            self.source.report("E202", self.node, key=key)
        return found

    def text(self, key: str, default: str = "", *, need: bool = False) -> str:
        node = self.need(key) if need else self.get(key)
        if node is None:
            return default
        if node.kind != "scalar" or not isinstance(node.value, str):
            self.source.report("E203", node, expected="text")
            return default
        return node.value

    def choice(self, key: str, allowed: Iterable[str], default: str = "", *, need: bool = False) -> str:
        value = self.text(key, default, need=need)
        options = list(allowed)
        if value and value not in options:
            self.source.report(
                "E204",
                self.get(key),
                value="…" if self.source.private else shown(value),
                allowed=", ".join(options),
                suggestion=nearest(value, options),
            )
            return default
        return value

    def flag(self, key: str) -> bool | None:
        node = self.get(key)
        if node is None:
            return None
        if not isinstance(node.value, bool):
            self.source.report("E203", node, expected="true/false")
            return None
        return node.value

    def date(self, key: str, *, need: bool = False) -> int | None:
        node = self.need(key) if need else self.get(key)
        if node is None or (node.kind == "scalar" and node.value is None):
            return None
        found = day(node.value) if isinstance(node.value, str) else None
        if found is None:
            self.source.report("E205", node)
        return found

    def label(self, key: str, *, need: bool = True) -> Text:
        node = self.need(key) if need else self.get(key)
        return self.texts(node) if node is not None else {}

    def texts(self, node: Node) -> Text:
        fields = Fields(self.source, node, ("nl", "en"))
        if node.kind != "map" or not {"nl", "en"} <= set(node.mapping):
            if node.kind == "map":
                self.source.report("E206", node)
            return {}
        return {lang: fields.text(lang) for lang in ("nl", "en")}

    def labels(self, key: str) -> dict[str, Text]:
        node = self.get(key)
        if node is None:
            return {}
        if node.kind != "map":
            self.source.report("E203", node, expected="map")
        return {name: self.texts(child) for name, child in node.mapping.items()}

    def strings(self, key: str, *, need: bool = False) -> tuple[str, ...]:
        node = self.need(key) if need else self.get(key)
        if node is None:
            return ()
        if node.kind != "list" or any(not isinstance(n.value, str) for n in node.sequence):
            self.source.report("E203", node, expected="list")
        return tuple(n.value for n in node.sequence if isinstance(n.value, str))

    def figure(self, node: Node | None) -> int | Fraction | None:
        """A figure, quoted or not; None for null or after a complaint."""
        if node is None or (node.kind == "scalar" and node.value is None):
            return None
        value = node.value
        if isinstance(value, str) and NUMBER.match(value):
            return number(value)
        if isinstance(value, int | Fraction) and not isinstance(value, bool):
            return value
        self.source.report("E107", node)
        return None

    def bounds(self, key: str = "bounds") -> tuple[int | Fraction | None, int | Fraction | None]:
        node = self.get(key)
        if node is None:
            return None, None
        if node.kind != "list" or len(node.sequence) != 2:
            self.source.report("E203", node, expected="[a, b]")
            return None, None
        return self.figure(node.sequence[0]), self.figure(node.sequence[1])

    def version(self) -> None:
        """Check `format: 1`."""
        node = self.need("format")
        if node is not None and node.value != 1:
            self.source.report("E208", node, format=shown(str(node.value)))


def shown(text: str) -> str:
    """A name as it may stand in a message."""
    return text if len(text) <= 60 else text[:57] + "…"
