"""Ten edits of a published rule or figure, and edits that change no meaning: each with the words that tell it."""

# ruff: noqa: E501
from __future__ import annotations

from typing import NamedTuple

from tests.load.ruleset import FILES, LAWS, LETTING, PARAMETER, PLAIN, RULE, SECOND, THIRD

FULL = "rules/try/full.yaml"
FULL_TEXT = """\
format: 1
id: NPA-TRY-4
slug: full
version: 1.0.0
status: stable
clauses: [TRY-1]
label: {nl: 'Alles tegelijk', en: 'Everything at once'}
applies_to: letting
modality: norm
in_force: {from: '2024-01-01', until: null}
due: '2026-12-31'
when: {all: [{id: unfurnished, fact: furnished, is_false: true}, {id: some_persons, fact: persons, at_least: 1}]}
values:
  cap: {expr: '800', unit: eur_per_month, label: {nl: 'grens', en: 'cap'}}
requires: {any: [{id: low, fact: rent, at_most: {value: cap}}, {id: many, fact: persons, at_least: 6}]}
excused_if: {id: consulted, event: consultation}
readings:
  strict: {default: true, standing: arguable, because: {nl: 'de grens zelf', en: 'the cap itself'}}
  wide: {standing: arguable, because: {nl: 'ruimer', en: 'wider'}, values: {cap: {expr: '850'}}}
cases:
  - {as_of: '2027-01-01', facts: {signed_on: '2025-03-01', furnished: false, persons: 2, rent: 800}, verdict: complies}
  - {as_of: '2027-01-01', facts: {signed_on: '2025-03-01', furnished: false, persons: 2, rent: 801, consultation: none}, verdict: violates}
  - {as_of: '2027-01-01', facts: {signed_on: '2025-03-01', furnished: false, persons: 2, consultation: none}, verdict: undetermined}
"""
STABLE = {
    n: t.replace("version: 0.1.0", "version: 1.0.0").replace("status: draft", "status: stable")
    for n, t in FILES.items()
}
START = {**STABLE, FULL: FULL_TEXT}


class Edit(NamedTuple):
    """`new` takes the place of `old`; `said` is what a change must be told by, in both languages."""

    name: str
    file: str
    old: str
    new: str
    kind: str
    nl: str
    en: str


EDITS = [
    Edit("limit", FULL, "expr: '800'", "expr: '810'", "limit", "grens: € 800,00 → € 810,00", "cap: €800.00 → €810.00"),
    Edit("limit in a condition", THIRD, "at_most: 4", "at_most: 5", "limit", "personen: ten hoogste 4 → personen: ten hoogste 5", "persons: at most 4 → persons: at most 5"),
    Edit("date", FULL, "due: '2026-12-31'", "due: '2027-12-31'", "date", "was uiterlijk 31 december 2026, is nu uiterlijk 31 december 2027", "was no later than 31 December 2026, is now no later than 31 December 2027"),
    Edit("connective", FULL, "requires: {any:", "requires: {all:", "norm", "een van de voorwaarden → alle voorwaarden samen", "one of the conditions → all conditions together"),
    Edit("condition removed", FULL, ", {id: some_persons, fact: persons, at_least: 1}]}", "]}", "scope", "geldt niet meer alleen als: personen: ten minste 1", "no longer holds only if: persons: at least 1"),
    Edit("modality", FULL, "modality: norm", "modality: ambition", "norm", "was een norm (een grens die geldt), is nu een streven", "was a norm (a limit that holds), is now an ambition"),
    Edit("default reading", FULL, "strict: {default: true, standing: arguable, because: {nl: 'de grens zelf', en: 'the cap itself'}}\n  wide: {", "strict: {standing: arguable, because: {nl: 'de grens zelf', en: 'the cap itself'}}\n  wide: {default: true, ", "reading", "standaardlezing: 'strict' → 'wide'", "default reading: 'strict' → 'wide'"),
    Edit("value of a reading", FULL, "expr: '850'", "expr: '900'", "reading", "lezing 'wide': grens: € 850,00 → € 900,00", "reading 'wide': cap: €850.00 → €900.00"),
    Edit("in force", FULL, "until: null", "until: '2030-12-31'", "date", "geldt tot en met: altijd → 31 december 2030", "in force until: always → 31 December 2030"),
    Edit("exception", FULL, "excused_if: {id: consulted, event: consultation}\n", "", "exception", "vervalt: Overleg", "lapses: Consultation"),
    Edit("figure", PARAMETER, "value: '500'", "value: '505'", "figure", "500", "505"),
]  # fmt: skip
HARMLESS = [
    Edit("label", FULL, "nl: 'grens', en: 'cap'", "nl: 'bovengrens', en: 'upper limit'", "", "", ""),
    Edit("order of conditions", FULL, "[{id: unfurnished, fact: furnished, is_false: true}, {id: some_persons, fact: persons, at_least: 1}]", "[{id: some_persons, fact: persons, at_least: 1}, {id: unfurnished, fact: furnished, is_false: true}]", "", "", ""),
    Edit("id of a condition", THIRD, "id: few", "id: few_persons", "", "", ""),
    Edit("reason of a reading", FULL, "nl: 'ruimer', en: 'wider'", "nl: 'royaal', en: 'generous'", "", "", ""),
    Edit("a case more", THIRD, "cases:\n", "cases:\n  - {facts: {signed_on: '2025-03-01', persons: 3}, verdict: complies}\n", "", "", ""),
    Edit("status", THIRD, "status: stable", "status: superseded", "", "", ""),
    Edit("comment", SECOND, "modality: definition", "modality: definition  # still", "", "", ""),
    Edit("source of a figure", PLAIN, "source: 'verzonnen'", "source: 'ook verzonnen'", "", "", ""),
    Edit("dictionary", LETTING, "label: {nl: 'Gemeubileerd', en: 'Furnished'}", "label: {nl: 'Met meubels', en: 'With furniture'}", "", "", ""),
]  # fmt: skip
assert LAWS in START and RULE in START


def edited(edit: Edit, start: dict[str, str] = START) -> dict[str, str]:
    """The files with one edit."""
    assert start[edit.file].count(edit.old) >= 1, edit.name
    return {**start, edit.file: start[edit.file].replace(edit.old, edit.new, 1)}
