"""Ten edits of a published rule or figure, and edits that change no meaning: each with the words that tell it."""

# ruff: noqa: E501
from __future__ import annotations

from typing import NamedTuple

from tests.load.ruleset import CLAUSES, EDITION, FILES, LAWS, LETTING, PARAMETER, PLAIN, RULE, SCALES, SECOND, THIRD

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
    Edit("default reading", FULL, "strict: {default: true, standing: arguable, because: {nl: 'de grens zelf', en: 'the cap itself'}}\n  wide: {standing: arguable, because: {nl: 'ruimer', en: 'wider'}, values: {cap: {expr: '850'}}}", "strict: {standing: arguable, because: {nl: 'de grens zelf', en: 'the cap itself'}, values: {cap: {expr: '850'}}}\n  wide: {default: true, standing: arguable, because: {nl: 'ruimer', en: 'wider'}}", "reading", "standaardlezing: 'strict' → 'wide'", "default reading: 'strict' → 'wide'"),
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
# a file, what stands there, what takes its place, and what must be named of it (nothing: it means the same, or it is wider)
MORE = [
    ("unit of a value", FULL, "unit: eur_per_month", "unit: eur", "cap: €800.00 [eur_per_month] → €800.00 [eur]"),
    ("operator", FULL, "at_most: {value: cap}", "less_than: {value: cap}", "rent: at most cap → rent: less than cap"),
    ("negation", FULL, "is_false: true", "is_true: true", "not: furnished → furnished"),
    ("what an event must hold", FULL, "event: consultation}", "event: consultation, holds: [reasons]}", "Consultation (reasons)"),
    ("due", FULL, "due: '2026-12-31'", "due: open", "was no later than 31 December 2026, is now without a date"),
    ("first day", FULL, "from: '2024-01-01'", "from: '2024-01-02'", "in force from: 1 January 2024 → 2 January 2024"),
    ("law", FULL, "in_force: {from", "in_force: {needs_law: new-act, from", "waits for the act: none → new act"),
    ("clauses", FULL, "clauses: [TRY-1]", "clauses: [TRY-1, TRY-2]", "clauses: TRY-1 → TRY-1, TRY-2"),
    ("standing of a reading", FULL, "wide: {standing: arguable", "wide: {standing: rejected", "reading 'wide': standing: arguable"),
    ("reading", FULL, ", values: {cap: {expr: '850'}}", "", "lapses: cap"),
    ("when it became known", FULL, "modality: norm", "modality: norm\npublished: '2025-01-01'\nrecorded: '2025-06-01'", "published: - → 2025-01-01; recorded: - → 2025-06-01"),
    ("definition", SECOND, "{then: high}", "{then: low}", "otherwise: high → if persons: at most 1: low; otherwise: low"),
    ("last day of a figure", PARAMETER, "until: '2024-12-31'", "until: '2024-12-30'", "until: 2024-12-31 → 2024-12-30"),
    ("statistic", PLAIN, "type: number", "type: number\nmeasured: true", "measured: - → true"),
    ("window of texts", PLAIN, "value: 2", "value: 2\n    inferred: true", "inferred: - → true"),
    ("unit of a series", PLAIN, "unit: eur_per_month", "unit: eur", "unit: eur_per_month → eur"),
    ("day on which a year reads", PARAMETER, "bounds:", "read_on: '07-01'\nbounds:", "read_on: 01-01 → 07-01"),
    ("bounds of a series, narrower", PARAMETER, "bounds: [0, 5000]", "bounds: [0, 4000]", "high: 5000 → 4000"),
    ("status of a law", LAWS, "status: agreed", "status: withdrawn", "status: agreed → withdrawn"),
    ("law in force", LAWS, "in_force: null", "in_force: '2026-07-01'", "in_force: - → 2026-07-01"),
    ("how long a status stands", LAWS, "stands_until: '2026-12-31'", "stands_until: '2027-12-31'", "stands_until: 2026-12-31 → 2027-12-31"),
    ("when a status was recorded", LAWS, "recorded: '2026-01-02'", "recorded: '2026-01-03'", "recorded: 2026-01-02 → 2026-01-03"),
    ("presumption", LETTING, "furnished: {type: bool,", "furnished: {type: bool, presume: false,", "presume: - → false"),
    ("type of a fact", LETTING, "persons: {type: count,", "persons: {type: number,", "type: count → number"),
    ("unit of a fact", LETTING, "    unit: eur_per_month", "    unit: eur", "unit: eur_per_month → eur"),
    ("bounds of a fact, narrower", LETTING, "bounds: [0, 5000]", "bounds: [10, 5000]", "low: 0 → 10"),
    ("part of", LETTING, "part_of: rent, ", "", "part_of: rent → -"),
    ("none no longer", LETTING, "may_be_none: true, ", "", "may_be_none: true → -"),
    ("a code less", LETTING, "lift: {nl: 'lift', en: 'lift'}, ", "", "codes: garden, lift → garden"),
    ("a member otherwise", LETTING, "floor_no: {type: count", "floor_no: {type: number", "members"),
    ("relation", LETTING, "match: {owner_name: name}", "match: {owner_name: dwellings}", "relations"),
    ("order of a scale", SCALES, "[poor, fair, good]", "[good, fair, poor]", "order: poor, fair, good → good, fair, poor"),
    ("first day of an edition", EDITION, "from: '2020-01-01'", "from: '2021-01-01'", "since: 2020-01-01 → 2021-01-01"),
    ("publication of an edition", EDITION, "published: null", "published: '2020-06-01'", "published: - → 2020-06-01"),
    ("kind of an edition", EDITION, "kind: agreement", "kind: statute", "kind: agreement → statute"),
    ("title", FULL, "Everything at once", "All together", ""),
    ("slug and tags", FULL, "slug: full", "slug: fuller\ntags: [x]", ""),
    ("withdrawn", FULL, "status: stable", "status: withdrawn", ""),
    ("a case otherwise", FULL, "rent: 801, consultation: none", "rent: 802, consultation: none", ""),
    ("zeros", PARAMETER, "'600'", "'600.00'", ""),
    ("bounds further off", PARAMETER, "bounds: [0, 5000]", "bounds: [0, 6000]", ""),
    ("source of a law", LAWS, "source: 'verzonnen'", "source: 'elders'", ""),
    ("a status more", LAWS, "        recorded: '2026-01-02'\n", "        recorded: '2026-01-02'\n      - {status: in_force, in_force: '2026-07-01', verified_on: '2026-07-02', stands_until: '2027-12-31', source: 'v', recorded: '2026-07-02'}\n", ""),
    ("bounds of a fact further off", LETTING, "bounds: [0, 5000]", "bounds: [0, 9000]", ""),
    ("a code more", LETTING, "lift: {nl: 'lift', en: 'lift'}, ", "lift: {nl: 'lift', en: 'lift'}, shed: {nl: 'schuur', en: 'shed'}, ", ""),
    ("a fact more", LETTING, "  furnished:", "  extra: {type: bool, label: {nl: 'x', en: 'x'}}\n  furnished:", ""),
    ("none as well", LETTING, "persons: {type: count,", "persons: {type: count, may_be_none: true,", ""),
    ("a step more on a scale", SCALES, "[poor, fair, good]", "[poor, fair, good, splendid]", ""),
    ("last day of an edition", EDITION, "until: null", "until: '2030-12-31'", ""),
    ("title of a clause", CLAUSES, "Hoogste huur", "Huur ten hoogste", ""),
]  # fmt: skip


assert LAWS in START and RULE in START


def edited(edit: Edit, start: dict[str, str] = START) -> dict[str, str]:
    """The files with one edit."""
    assert start[edit.file].count(edit.old) >= 1, edit.name
    return {**start, edit.file: start[edit.file].replace(edit.old, edit.new, 1)}
