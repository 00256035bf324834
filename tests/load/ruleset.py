"""A rule set as small as one can be, with one of everything, to break in one place at a time; all of it is invented."""

from __future__ import annotations

from pathlib import Path

RULE = "rules/try/cap.yaml"
SECOND = "rules/try/group.yaml"
THIRD = "rules/try/persons.yaml"
LETTING = "rules/facts/letting.yaml"
OWNER = "rules/facts/owner.yaml"
PARAMETER = "rules/parameters/rent_cap.yaml"
PLAIN = "rules/parameters/floor.yaml"
SCALES = "rules/scales.yaml"
LAWS = "rules/laws.yaml"
CLAUSES = "rules/try/clauses.yaml"
EDITION = "rules/try/edition.yaml"

FILES: dict[str, str] = {
    SCALES: """\
format: 1
scales:
  comfort: {label: {nl: 'Comfort', en: 'Comfort'}, order: [poor, fair, good]}
""",
    LAWS: """\
format: 1
laws:
  new-act:
    label: {nl: 'Nieuwe wet', en: 'New act'}
    history:
      - source: 'verzonnen'
        status: agreed
        in_force: null
        verified_on: '2026-01-01'
        stands_until: '2026-12-31'
        recorded: '2026-01-02'
""",
    EDITION: """\
format: 1
edition: try
kind: agreement
label: {nl: 'Proefafspraken', en: 'Trial agreement'}
published: null
recorded: '2026-01-01'
from: '2020-01-01'
until: null
sources: ['verzonnen']
""",
    CLAUSES: """\
format: 1
edition: try
clauses:
  TRY-1:
    citation: 'par. 1'
    title: {nl: 'Hoogste huur', en: 'Highest rent'}
    kind: norm
    parties: [corporation]
  TRY-2: {citation: 'par. 2', title: {nl: 'Groep', en: 'Group'}, kind: definition, parties: [corporation]}
""",
    PARAMETER: """\
format: 1
parameter: rent_cap
label: {nl: 'Huurgrens', en: 'Rent cap'}
type: money
unit: eur_per_month
bounds: [0, 5000]
keys:
  low: {nl: 'laag', en: 'low'}
  high: {nl: 'hoog', en: 'high'}
series:
  - from: '2024-01-01'
    until: '2024-12-31'
    key: low
    value: '500'
    source: 'verzonnen'
    confidence: official
    published: null
    recorded: '2026-01-01'
  - from: '2025-01-01'
    until: null
    key: low
    value: '600'
    source: 'verzonnen'
    confidence: official
    published: null
    recorded: '2026-01-01'
  - from: '2024-01-01'
    until: null
    key: high
    value: '800'
    source: 'verzonnen'
    confidence: official
    published: null
    recorded: '2026-01-01'
""",
    PLAIN: """\
format: 1
parameter: floor
label: {nl: 'Ondergrens', en: 'Floor'}
type: number
unit: eur_per_month
series:
  - from: '2020-01-01'
    until: null
    value: 2
    source: 'verzonnen'
    confidence: official
    published: null
    recorded: '2026-01-01'
""",
    LETTING: """\
format: 1
subject: letting
label: {nl: 'Verhuring', en: 'Letting'}
time: signed_on
relations:
  owner: {to: owner, match: {owner_name: name}}
facts:
  signed_on:
    type: date
    label: {nl: 'Getekend op', en: 'Signed on'}
  owner_name: {type: text, label: {nl: 'Eigenaar', en: 'Owner'}}
  rent:
    type: money
    unit: eur_per_month
    bounds: [0, 5000]
    decimals: 2
    label: {nl: 'Huur', en: 'Rent'}
  base_rent: {type: money, may_be_none: true, part_of: rent, label: {nl: 'Kale huur', en: 'Base rent'}}
  group:
    type: code
    codes: {low: {nl: 'laag', en: 'low'}, high: {nl: 'hoog', en: 'high'}}
    label: {nl: 'Groep', en: 'Group'}
  features:
    type: code_set
    codes: {lift: {nl: 'lift', en: 'lift'}, garden: {nl: 'tuin', en: 'garden'}}
    label: {nl: 'Voorzieningen', en: 'Features'}
  comfort: {type: ordered, scale: comfort, label: {nl: 'Comfort', en: 'Comfort'}}
  furnished: {type: bool, label: {nl: 'Gemeubileerd', en: 'Furnished'}}
  persons: {type: count, label: {nl: 'Personen', en: 'Persons'}}
  consultation:
    type: event
    holds: {reasons: {nl: 'redenen', en: 'reasons'}}
    spelled: {held: consultation_held, date: consultation_date}
    label: {nl: 'Overleg', en: 'Consultation'}
  rooms:
    type: list
    members:
      area: {type: number, label: {nl: 'Oppervlakte', en: 'Area'}}
      heated: {type: number, part_of: area, label: {nl: 'Verwarmd', en: 'Heated'}}
      floor_no: {type: count, label: {nl: 'Verdieping', en: 'Storey'}}
    label: {nl: 'Kamers', en: 'Rooms'}
  chambers:
    type: list
    same_as: rooms
    members:
      area: {type: number, label: {nl: 'Oppervlakte', en: 'Area'}}
    label: {nl: 'Vertrekken', en: 'Chambers'}
""",
    OWNER: """\
format: 1
subject: owner
label: {nl: 'Eigenaar', en: 'Owner'}
facts:
  name: {type: text, label: {nl: 'Naam', en: 'Name'}}
  dwellings: {type: count, label: {nl: 'Woningen', en: 'Dwellings'}}
""",
    RULE: """\
format: 1
id: NPA-TRY-1
slug: rent-cap
version: 0.1.0
status: draft
clauses: [TRY-1]
label: {nl: 'Hoogste huur', en: 'Highest rent'}
applies_to: letting
modality: norm
in_force: {from: '2024-01-01', until: null}
when: {id: furnished, fact: furnished, is_false: true}
values:
  cap: {parameter: rent_cap, key: {fact: group}, unit: eur_per_month, label: {nl: 'grens', en: 'cap'}}
  counted: {expr: 'rent * 1', unit: eur_per_month, label: {nl: 'huur die telt', en: 'rent that counts'}}
requires: {id: within_cap, value: counted, at_most: {value: cap}}
readings:
  whole:
    default: true
    standing: arguable
    because: {nl: 'de hele huur telt', en: 'the whole rent counts'}
  bare:
    standing: arguable
    because: {nl: 'de kale huur telt', en: 'the base rent counts'}
    values: {counted: {fact: base_rent}}
cases:
  - {facts: {signed_on: '2025-03-01', furnished: false, rent: 600, group: low}, verdict: complies}
  - {facts: {signed_on: '2025-03-01', furnished: false, rent: 601, group: low}, verdict: violates}
  - {facts: {signed_on: '2025-03-01', furnished: false, group: low}, verdict: undetermined}
  - {facts: {signed_on: '2025-03-01', furnished: true}, verdict: not_applicable}
  - {facts: {signed_on: '2025-03-01', rent: 601, group: low}, verdict: undetermined}
""",
    SECOND: """\
format: 1
id: NPA-TRY-2
slug: group-by-persons
version: 0.1.0
status: draft
clauses: [TRY-2]
label: {nl: 'Groep naar personen', en: 'Group by persons'}
applies_to: letting
modality: definition
derives:
  group: {table: [{if: {id: one, fact: persons, at_most: 1}, then: low}, {then: high}]}
cases:
  - {facts: {signed_on: '2025-03-01', persons: 1}, derived: {group: low}}
  - {facts: {signed_on: '2025-03-01', persons: 2}, derived: {group: high}}
  - {facts: {signed_on: '2025-03-01'}, derived: {group: [high, low]}, missing: [persons]}
""",
    THIRD: """\
format: 1
id: NPA-TRY-3
slug: persons
version: 0.1.0
status: draft
clauses: [TRY-1]
label: {nl: 'Hoogste aantal personen', en: 'Highest number of persons'}
applies_to: letting
modality: norm
requires: {id: few, fact: persons, at_most: 4}
cases:
  - {facts: {signed_on: '2025-03-01', persons: 4}, verdict: complies}
  - {facts: {signed_on: '2025-03-01', persons: 5}, verdict: violates}
  - {facts: {signed_on: '2025-03-01'}, verdict: undetermined, missing: [persons]}
""",
}


def write(folder: Path, changed: dict[str, str] | None = None) -> Path:
    """The rule set in a folder, with some files changed or added."""
    for name, text in {**FILES, **(changed or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
