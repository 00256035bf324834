"""E97x and W97x: what is wrong with a kept report, the lock or versions, beside what E92x to E95x tell."""

from __future__ import annotations

from npa_rules.messages.message import Message

E97: dict[str, Message] = {
    "E975": Message(
        slug="report-key-twice",
        sentence={
            "nl": "de sleutel '{key}' staat twee keer in hetzelfde deel van het verslag",
            "en": "the key '{key}' occurs twice in one part of the report",
        },
        remedy={
            "nl": "Gebruik het verslag zoals het is gemaakt; geen programma schrijft een sleutel tweemaal.",
            "en": "Use the report as it was made; no program writes a key twice.",
        },
        page={
            "nl": (
                "In JSON wint van twee gelijke sleutels meestal stil de laatste, zodat een lezer iets anders kan zien dan "
                "het programma dat het verslag nagaat. Daarom wordt zo'n verslag geweigerd. Voorbeeld: "
                '`{"verdict": "violates", "verdict": "complies"}`.'
            ),
            "en": (
                "In JSON the last of two equal keys mostly wins silently, so that a reader may see something else than the "
                "program that verifies the report. Such a report is refused for that reason. Example: "
                '`{"verdict": "violates", "verdict": "complies"}`.'
            ),
        },
    ),
    "W975": Message(
        slug="overrides-not-used",
        sentence={
            "nl": "boven deze tabel ligt een bestand met afwijkingen; `npa audit` oordeelt zonder",
            "en": "a file with overrides lies above this table; `npa audit` judges without them",
        },
        remedy={
            "nl": "Leg losse rijen met `npa check` voor als de afwijkingen moeten meetellen.",
            "en": "Put single rows to `npa check` when the overrides must count.",
        },
        page={
            "nl": (
                "Een tabel wordt altijd naar de gepubliceerde regels en cijfers beoordeeld, zodat uitkomsten van "
                "verschillende organisaties naast elkaar kunnen staan. Wie met `npa.toml` van een lezing of cijfer "
                "afwijkt, ziet dat alleen in de verslagen van `npa check`. De oordelen over dezelfde rij kunnen dus "
                "verschillen; deze waarschuwing zegt waarom."
            ),
            "en": (
                "A table is always judged by the published rules and figures, so that results of different organisations "
                "can be set side by side. Whoever departs from a reading or figure with `npa.toml` sees that in the "
                "reports of `npa check` only. The verdicts on one row can therefore differ; this warning says why."
            ),
        },
    ),
}
