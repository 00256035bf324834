"""The dictionary: which facts a subject has, of what type, unit and bounds, and how subjects relate."""

from __future__ import annotations

from fractions import Fraction

from npa_rules.model.record import Record, fresh
from npa_rules.model.words import NUMERIC, Text

GREATEST = Fraction(999_999_999_999_999_999_999, 1_000_000)  # 15 digits and 6 decimals: no accepted figure is larger


class Scale(Record):
    """An ordered enumeration, worst first."""

    name: str
    order: tuple[str, ...]
    label: Text

    def rank(self, code: str) -> int:
        """The place of a code on the scale; `ValueError` when it is not on it."""
        return self.order.index(code)


class FactType(Record):
    """One entry of a dictionary."""

    name: str
    type: str
    label: Text
    help: Text = fresh(default_factory=dict)
    unit: str = ""
    low: Fraction | int | None = None
    high: Fraction | int | None = None
    decimals: int | None = None
    codes: dict[str, Text] = fresh(default_factory=dict)
    scale: str = ""
    presume: object = None
    may_be_none: bool = False
    part_of: str = ""
    whole_of: str = ""
    qualified_by: tuple[str, str] | None = None
    judgement: Text = fresh(default_factory=dict)
    holds: dict[str, Text] = fresh(default_factory=dict)
    spelled: dict[str, str] = fresh(default_factory=dict)
    same_as: str = ""  # a list (or a field of its members) that is another way of writing this one
    attested_by: tuple[str, ...] = ()  # the parties that owe an event which a rule declares
    evidence: Text = fresh(default_factory=dict)  # the document that shows such an event
    members: dict[str, FactType] = fresh(default_factory=dict)
    found_in: tuple[Text, ...] = ()  # fields of registers and files, and kinds of documents

    @property
    def kind(self) -> str:
        """The kind of value in the tree: number, date, ordered, bool, code, codes, text, event or list."""
        if self.type in NUMERIC:
            return "number"
        return "codes" if self.type == "code_set" else self.type


class Relation(Record):
    """How one subject finds another: each own fact equals the other's fact (a date matches a year by its year)."""

    name: str
    to: str
    match: dict[str, str]


class Subject(Record):
    """What a verdict can be about."""

    name: str
    label: Text
    time: str  # the fact that picks edition, rule version and parameter value; empty: as_of
    closes: bool  # a period: verdicts are provisional until it is over
    relations: dict[str, Relation]
    facts: dict[str, FactType]

    @property
    def yearly(self) -> bool:
        """Whether it is about a calendar year."""
        return bool(self.time) and self.facts[self.time].type == "year"
