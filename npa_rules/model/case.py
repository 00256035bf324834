"""What is judged: the subjects of one case file with their typed facts, and under which settings."""

from __future__ import annotations

from typing import Any

from npa_rules.model.dictionary import Relation, Subject
from npa_rules.model.record import Record, fresh


class Happening(Record):
    """An attested event: `done` (with a date when it is known), `none` (not done yet) or `dropped` (will not be)."""

    state: str
    date: int | None = None
    holds: dict[str, bool] = fresh(default_factory=dict)
    evidence: str = ""


class Item:
    """One subject of a case file. Facts: figures, dates as yyyymmdd, ranks, codes, sets, events, lists of members.

    `key` tells items of one file apart. A virtual item stands for a related subject that the file does not give; it is
    known by its subject and the facts by which it would be found.
    """

    __slots__ = ("facts", "file", "id", "key", "line", "subject", "virtual")

    def __init__(
        self, subject: Subject, id: str, facts: dict[str, Any], file: str = "", line: int = 0, virtual: bool = False
    ) -> None:
        self.subject, self.id, self.facts = subject, id, facts
        self.file, self.line, self.virtual = file, line, virtual
        self.key = f"~{subject.name}{sorted(facts.items())}" if virtual else id


class Settings(Record):
    """How to judge: dates, presumptions, readings, and what a case supposes of parameters, laws and verdicts.

    `probe` names one presumption, `(holder, name)`, that is to be unknown: the way to see whether it matters.
    """

    as_of: int
    known_at: int | None = None
    presumptions: bool = True
    readings: dict[str, str] = fresh(default_factory=dict)
    parameters: dict[str, tuple[Any, ...]] = fresh(default_factory=dict)
    laws: dict[str, int | None] = fresh(default_factory=dict)
    verdicts: dict[str, str] = fresh(default_factory=dict)
    probe: tuple[str, str] | None = None
    overrides: tuple[Any, ...] = ()  # of a user: in force, and expired
    disagreements: tuple[Any, ...] = ()

    def reading(self, rule: str, name: str) -> Settings:
        """The same with one reading switched."""
        return self.but(readings={**self.readings, rule: name})


def keys(item: Item, relation: Relation, target: Subject) -> dict[str, Any]:
    """The facts by which a related subject is found; a date matches a year by its year, None is not known."""
    found: dict[str, Any] = {}
    for own, other in relation.match.items():
        value = item.facts.get(own)
        dated = isinstance(value, int) and item.subject.facts[own].type == "date"
        found[other] = value // 10000 if dated and target.facts[other].type == "year" else value  # type: ignore[operator]
    return found
