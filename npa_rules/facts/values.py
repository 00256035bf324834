"""One fact from the text of a file to a typed value, or a finding that names the field and never its value."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from npa_rules.engines.quantity import NONE
from npa_rules.errors import nearest
from npa_rules.load.fields import day, shown
from npa_rules.load.source import NUMBER, Node, Source, number
from npa_rules.model.case import Happening
from npa_rules.model.dictionary import FactType, Scale, Subject

PERSONAL = frozenset(
    [
        "bsn",
        "burgerservicenummer",
        "naam",
        "voornaam",
        "achternaam",
        "geboortedatum",
        "adres",
        "straat",
        "huisnummer",
        "postcode",
        "email",
        "e_mail",
        "telefoon",
        "telefoonnummer",
        "birth_date",
        "date_of_birth",
        "first_name",
        "last_name",
        "surname",
        "address",
        "street",
        "phone",
    ]
)


class FactReader:
    """Reads the facts of one subject out of one file."""

    def __init__(self, source: Source, scales: Mapping[str, Scale]) -> None:
        self.source, self.scales = source, scales

    def facts(self, subject: Subject, node: Node) -> dict[str, Any]:
        """The typed facts of a mapping; findings go to the source."""
        if node.kind != "map":
            self.source.report("E203", node, expected="map")
            return {}
        flat = {n: (e.name, part) for e in subject.facts.values() for part, n in e.spelled.items()}
        found: dict[str, Any] = {}
        pieces: dict[str, dict[str, Node]] = {}
        for name, child in node.mapping.items():
            if name in flat:
                pieces.setdefault(flat[name][0], {})[flat[name][1]] = child
            elif name in subject.facts:
                value = self.value(subject.facts[name], child)
                if value is not None:
                    found[name] = value
            else:
                self.unknown(subject.name, name, node.keys[name], [*subject.facts, *flat])
        for event, parts in pieces.items():
            if event in found:
                self.source.report("E507", next(iter(parts.values())), name=event, other=", ".join(parts))
            else:
                happening = self.pieced(parts)
                if happening is not None:
                    found[event] = happening
        self.same(subject, found, node)
        self.parts(subject.facts, found, node)
        return found

    def same(self, subject: Subject, found: dict[str, Any], node: Node) -> None:
        """A list that is another way of writing a list becomes that list; both together are said twice."""
        for entry in subject.facts.values():
            if not entry.same_as or entry.name not in found:
                continue
            if entry.same_as in found:
                self.source.report("E507", node.mapping.get(entry.name), name=entry.name, other=entry.same_as)
                continue
            fields = {m.name: m.same_as or m.name for m in entry.members.values()}
            found[entry.same_as] = tuple({fields[k]: v for k, v in row.items()} for row in found.pop(entry.name))
            if f"{entry.name}_complete" in found:
                found[f"{entry.same_as}_complete"] = found.pop(f"{entry.name}_complete")

    def unknown(self, subject: str, name: str, place: Node, known: list[str]) -> None:
        if name.lower().replace("-", "_") in PERSONAL:
            self.source.report("E511", place, name=shown(name))
        else:
            self.source.report("E501", place, name=shown(name), subject=subject, suggestion=nearest(name, known))

    def parts(self, entries: dict[str, FactType], found: dict[str, Any], node: Node) -> None:
        """A part is never more than its whole; where that is not given, than the whole of its whole."""
        for name, value in found.items():
            other = entries[name].part_of
            while other and other not in found:
                other = entries[other].part_of
            whole = found.get(other)
            figures = isinstance(whole, int | Fraction) and isinstance(value, int | Fraction)
            if figures and value > whole:
                self.source.report("E512", node.mapping.get(name), name=name, other=other)

    def pieced(self, parts: dict[str, Node]) -> Happening | None:
        """An event from two flat facts: held yes or no, and its date."""
        held, date = parts.get("held"), parts.get("date")
        on = self.day(date) if date is not None and date.value is not None else None
        if held is not None and not isinstance(held.value, bool | None):
            self.source.report("E203", held, expected="true/false")
        if held is not None and held.value is False:
            if on is not None:
                self.source.report("E507", held, name="held", other="date")
            return Happening("none")
        return Happening("done", on) if on is not None or (held is not None and held.value is True) else None

    def value(self, entry: FactType, node: Node) -> Any:
        """A typed value; None when it is blank or wrong."""
        raw = node.value
        if node.kind == "scalar" and raw is None:
            return None
        if entry.type == "event":
            return self.event(entry, node)
        if raw == "none":
            if not entry.may_be_none:
                self.source.report("E505", node, name=entry.name)
                return None
            return NONE
        if entry.type == "list":
            return self.members(entry, node)
        if entry.type == "code_set":
            return self.codes(entry, node)
        if node.kind != "scalar":
            return self.wrong(entry, node)
        if entry.kind == "number":
            return self.figure(entry, node)
        if entry.type == "date":
            return self.day(node)
        if entry.type == "bool":
            return raw if isinstance(raw, bool) else self.wrong(entry, node)
        if not isinstance(raw, str):
            return self.wrong(entry, node)
        if entry.type == "ordered":
            order = self.scales[entry.scale].order
            if raw not in order:
                hint = nearest(raw, order)
                self.source.report("E506", node, name=entry.name, allowed=", ".join(order), suggestion=hint)
                return None
            return order.index(raw)
        if entry.type == "code" and entry.codes and raw not in entry.codes:
            hint = nearest(raw, entry.codes)
            self.source.report("E506", node, name=entry.name, allowed=", ".join(entry.codes), suggestion=hint)
            return None
        return raw

    def wrong(self, entry: FactType, node: Node) -> None:
        self.source.report("E502", node, name=entry.name, expected=entry.type)

    def day(self, node: Node) -> int | None:
        found = day(node.value) if isinstance(node.value, str) else None
        if found is None:
            self.source.report("E205", node)
        return found

    def figure(self, entry: FactType, node: Node) -> int | Fraction | None:
        raw = node.value
        if isinstance(raw, str) and NUMBER.match(raw):
            raw = number(raw)
        if isinstance(raw, bool) or not isinstance(raw, int | Fraction):
            self.wrong(entry, node)
            return None
        if (entry.low is not None and raw < entry.low) or (entry.high is not None and raw > entry.high):
            ends = [("-∞", "∞")[i] if e is None else str(e) for i, e in enumerate((entry.low, entry.high))]
            self.source.report("E503", node, name=entry.name, bounds=" … ".join(ends))
            return None
        if entry.decimals is not None and (raw * 10**entry.decimals) % 1:
            self.source.report("E504", node, name=entry.name, decimals=entry.decimals)
            return None
        return raw

    def codes(self, entry: FactType, node: Node) -> frozenset[str] | None:
        if node.kind != "list":
            self.wrong(entry, node)
            return None
        for child in node.sequence:
            if not isinstance(child.value, str) or (entry.codes and child.value not in entry.codes):
                hint = nearest(str(child.value), entry.codes)
                self.source.report("E506", child, name=entry.name, allowed=", ".join(entry.codes), suggestion=hint)
        return frozenset(str(c.value) for c in node.sequence)

    def members(self, entry: FactType, node: Node) -> tuple[dict[str, Any], ...] | None:
        if node.kind != "list":
            self.wrong(entry, node)
            return None
        rows = []
        for child in node.sequence:
            row: dict[str, Any] = {}
            if child.kind != "map":
                self.source.report("E203", child, expected="map")
            for name, field in child.mapping.items():
                if name not in entry.members:
                    self.unknown(entry.name, name, child.keys[name], list(entry.members))
                    continue
                value = self.value(entry.members[name], field)
                if value is not None:
                    row[name] = value
            self.parts(entry.members, row, child)
            rows.append(row)
        return tuple(rows)

    def event(self, entry: FactType, node: Node) -> Happening | None:
        """`none`, `dropped`, a date, or a mapping of date, evidence and what it holds."""
        if node.kind == "scalar":
            if node.value in ("none", "dropped"):
                return Happening(str(node.value))
            found = self.day(node)
            return Happening("done", found) if found is not None else None
        if node.kind != "map":
            self.wrong(entry, node)
            return None
        for name, place in node.keys.items():
            if name not in ("date", "evidence", "holds"):
                self.source.report(
                    "E201", place, key=shown(name), suggestion=nearest(name, ("date", "evidence", "holds"))
                )
        date, holds, evidence = (node.mapping.get(k) for k in ("date", "holds", "evidence"))
        held: dict[str, bool] = {}
        for name, child in holds.mapping.items() if holds is not None else ():
            if name not in entry.holds:
                hint = nearest(name, entry.holds)
                self.source.report("E506", child, name=entry.name, allowed=", ".join(entry.holds), suggestion=hint)
            elif isinstance(child.value, bool):
                held[name] = child.value
            elif child.value is not None:
                self.source.report("E502", child, name=name, expected="bool")
        on = self.day(date) if date is not None and date.value is not None else None
        return Happening("done", on, held, str(evidence.value) if evidence is not None and evidence.value else "")
