"""E6xx: dated series of parameters."""

from __future__ import annotations

from npa_rules.messages.message import Message

SERIES: dict[str, Message] = {
    "E601": Message(
        slug="overlap",
        sentence={
            "nl": "perioden van '{name}' overlappen elkaar (sleutel {key})",
            "en": "periods of '{name}' overlap (key {key})",
        },
        remedy={
            "nl": "Laat een periode eindigen op de dag voor de volgende begint.",
            "en": "Let a period end on the day before the next one begins.",
        },
        page={
            "nl": (
                "Een parameter heeft op elke dag en voor elke sleutel ten hoogste één waarde, en beide einddagen "
                "tellen mee. Bij een overlap zou een oordeel van de volgorde van de regels afhangen. Begint de "
                "nieuwe waarde op '2027-01-01', schrijf dan `until: '2026-12-31'` bij de oude; spreken twee bronnen "
                "elkaar tegen, gebruik dan `conflict`."
            ),
            "en": (
                "A parameter has at most one value on any day for any key, and both end days count. With an overlap "
                "a verdict would depend on the order of the lines. If the new value begins on '2027-01-01', write "
                "`until: '2026-12-31'` with the old one; if two sources contradict each other, use `conflict`."
            ),
        },
    ),
    "E602": Message(
        slug="parameter-key",
        sentence={
            "nl": "bij '{name}' ontbreekt een sleutel, of de sleutel is niet bekend",
            "en": "a key is missing for '{name}', or the key is not known",
        },
        remedy={
            "nl": "Gebruik een sleutel die onder `keys` van de parameter staat; zonder `keys` geeft u er geen.",
            "en": "Use a key that stands under `keys` of the parameter; without `keys` give none.",
        },
        page={
            "nl": (
                "Sommige parameters hebben een waarde per categorie, bijvoorbeeld per soort huishouden; de "
                "categorieën staan onder `keys`. Zonder sleutel is niet te zeggen welke waarde bedoeld is, en een "
                "onbekende sleutel heeft er geen. Schrijf bijvoorbeeld `{parameter: <naam>, key: single}`, in de "
                "regel en in elke waarde van de reeks."
            ),
            "en": (
                "Some parameters have a value per category, for example per kind of household; the categories stand "
                "under `keys`. Without a key nobody can say which value is meant, and an unknown key has none. "
                "Write for example `{parameter: <name>, key: single}`, in the rule and in every value of the "
                "series."
            ),
        },
    ),
}
