"""Where facts come from: the registers and files whose fields a dictionary may name, and the kinds of documents."""

from __future__ import annotations

from npa_rules.errors import nearest
from npa_rules.load.fields import Fields, shown
from npa_rules.load.source import Node, Source
from npa_rules.model.dictionary import FactType
from npa_rules.model.record import Record
from npa_rules.model.words import Text


class Origins(Record):
    """Registers by the name with which an entry begins (`VERA Toewijzing.datum`), and documents by code."""

    registers: dict[str, Text]
    documents: dict[str, Text]

    def told(self, entry: str) -> Text | None:
        """An entry of `found_in` in both languages: a document by its label, a field as it is; None when unknown."""
        if entry in self.documents:
            return self.documents[entry]
        known = any(entry == r or entry.startswith((f"{r} ", f"{r}:")) for r in self.registers)
        return {"nl": entry, "en": entry} if known else None


def read_origins(source: Source, root: Node) -> Origins:
    """The file `origins.yaml`."""
    fields = Fields(source, root, ("format", "registers", "documents"))
    fields.version()
    fields.need("registers")
    fields.need("documents")
    return Origins(fields.labels("registers"), fields.labels("documents"))


def found_in(fields: Fields, origins: Origins | None) -> tuple[Text, ...]:
    """Where a fact is found, as its entry says; without a list of origins every text is taken as it is."""
    found = []
    place = fields.get("found_in")
    for text, node in zip(fields.strings("found_in"), place.sequence if place is not None else (), strict=False):
        told = origins.told(text) if origins is not None else {"nl": text, "en": text}
        if told is None:
            assert origins is not None
            allowed = [*origins.registers, *origins.documents]
            hint = nearest(text, allowed) or nearest(text.split(" ")[0], origins.registers)
            fields.source.report("E204", node, value=shown(text), allowed="rules/origins.yaml", suggestion=hint)
        else:
            found.append(told)
    return tuple(found)


def inheriting(member: FactType, found: tuple[Text, ...]) -> FactType:
    """A field of a list that says nothing of its own stands where its list stands."""
    return member if member.found_in else member.but(found_in=found)
