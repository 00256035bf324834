"""W112: a rule that the columns cannot print, and why."""

from __future__ import annotations

from npa_rules.messages.message import Message
from npa_rules.model.words import Text

COLUMNS: dict[str, Message] = {
    "W112": Message(
        slug="not-in-columns",
        sentence={
            "nl": "regel '{name}' kan niet in kolommen worden geschreven: {why} ({count} van {total} regels)",
            "en": "rule '{name}' cannot be written as columns: {why} ({count} of {total} rules)",
        },
        remedy={
            "nl": "Schrijf het deel dat in de weg staat anders, of geef het feit grenzen in het woordenboek.",
            "en": "Write the part that stands in the way otherwise, or give the fact bounds in the dictionary.",
        },
        page={
            "nl": (
                "Een tabel met veel rijen wordt beoordeeld met kolommen: elke regel wordt één keer als uitdrukking "
                "geschreven, met getallen die aantoonbaar passen. Lukt dat niet, dan wordt die regel rij voor rij "
                "beoordeeld. De oordelen zijn dezelfde, maar een grote tabel duurt veel langer. Deelt een regel "
                "bijvoorbeeld door een feit dat onder nul kan liggen, geef dat feit dan `bounds: [0, …]`. Geldt dit "
                "voor meer dan 5% van de regels die meer vragen dan een bewijsstuk, dan is dat een fout."
            ),
            "en": (
                "A table with many rows is judged with columns: every rule is written once as an expression, with "
                "numbers that provably fit. Where that cannot be done the rule is judged row by row. The verdicts are "
                "the same, but a large table takes much longer. If a rule, for example, divides by a fact that can "
                "lie below zero, give that fact `bounds: [0, …]`. When this holds for more than 5% of the rules that "
                "ask more than a document, it is an error."
            ),
        },
    ),
}

WHY: dict[str, Text] = {
    "a figure may not fit 64 bits": {
        "nl": "een getal past misschien niet in 64 bits",
        "en": "a figure may not fit 64 bits",
    },
    "a figure may not fit 128 bits": {
        "nl": "een getal past misschien niet in 128 bits",
        "en": "a figure may not fit 128 bits",
    },
    "a divisor that can be negative": {
        "nl": "een deler die onder nul kan liggen",
        "en": "a divisor that can be negative",
    },
    "a product of two figures without bounds that can be negative": {
        "nl": "een product van twee getallen zonder grenzen die onder nul kunnen liggen",
        "en": "a product of two figures without bounds that can be negative",
    },
    "codes without a closed list": {"nl": "codes zonder gesloten lijst", "en": "codes without a closed list"},
    "a sum of fractions": {"nl": "een som van breuken", "en": "a sum of fractions"},
    "a sum of what may be absent": {"nl": "een som van wat er niet hoeft te zijn", "en": "a sum of what may be absent"},
    "a sum over what may be undefined": {
        "nl": "een som van wat misschien niet bestaat",
        "en": "a sum over what may be undefined",
    },
    "a date that is a fraction": {"nl": "een datum die een breuk is", "en": "a date that is a fraction"},
    "a time that may be absent": {"nl": "een datum die er niet hoeft te zijn", "en": "a time that may be absent"},
    "a table of different kinds": {"nl": "een tabel met verschillende soorten", "en": "a table of different kinds"},
    "two texts compared": {"nl": "twee teksten die worden vergeleken", "en": "two texts compared"},
    "several versions": {"nl": "verschillende versies", "en": "several versions"},
    "set aside by another subject": {"nl": "opzij gezet door een ander onderwerp", "en": "set aside by another subject"},
}  # fmt: skip
