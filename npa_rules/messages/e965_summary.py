"""E965: what is kept of a table cannot be performed again."""

from __future__ import annotations

from npa_rules.messages.message import Message

SUMMARY: dict[str, Message] = {
    "E965": Message(
        slug="summary-of-a-table",
        sentence={
            "nl": "dit is een samenvatting van npa {command}: tellingen, zonder een zegel om ze opnieuw uit te voeren",
            "en": "this is a summary of npa {command}: counts, without a receipt by which to perform them again",
        },
        remedy={
            "nl": "Voer de opdracht opnieuw uit met dezelfde --as-of en --known-at en vergelijk de samenvattingen.",
            "en": "Run the command again with the same --as-of and --known-at and compare the summaries.",
        },
        page={
            "nl": (
                "Een verslag van `npa check` draagt een zegel over regels, cijfers en feiten, en `npa verify` voert het "
                "opnieuw uit. De samenvatting van een tabel (`npa audit`, `npa impact`) telt rijen en heeft zo'n zegel "
                "niet. Zij noemt wel de regels (`ruleset_digest`), de peildatum, de kennisdatum en elke afwijking: met "
                "dezelfde regels, tabel en datums komen dezelfde tellingen terug. Voorbeeld: `npa verify samenvatting.json "
                "tabel.csv` wordt geweigerd."
            ),
            "en": (
                "A report of `npa check` carries a receipt over rules, figures and facts, and `npa verify` performs it "
                "again. The summary of a table (`npa audit`, `npa impact`) counts rows and has no such receipt. It does "
                "name the rules (`ruleset_digest`), the date of observation, the date of knowledge and every override: "
                "with the same rules, table and dates the same counts come again. Example: `npa verify summary.json "
                "table.csv` is refused."
            ),
        },
    ),
}
