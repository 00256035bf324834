"""Messages of `npa impact`."""

from __future__ import annotations

from npa_rules.messages.message import Message

E96: dict[str, Message] = {
    "E960": Message(
        slug="knowledge-dates",
        sentence={
            "nl": "'{name}': `known:` vraagt aan beide kanten een datum, zonder --known-at",
            "en": "'{name}': `known:` asks for a date on both sides, without --known-at",
        },
        remedy={
            "nl": "Schrijf beide kanten als `known:2026-01-01`, of vergelijk twee edities, versies, datums of revisies.",
            "en": "Write both sides as `known:2026-01-01`, or compare two editions, versions, dates or revisions.",
        },
        page={
            "nl": (
                "`npa impact known:2026-01-01 known:2026-11-24 toewijzingen.csv --subject allocation` beoordeelt dezelfde "
                "gevallen met wat op elk van beide dagen bekend was, en noemt de oordelen die door een nieuw of verbeterd "
                "cijfer of een andere status van een wet omslaan. Een kant met `known:` gaat niet samen met een editie, "
                "versie, datum of revisie, en `--known-at` zegt hetzelfde voor beide kanten tegelijk."
            ),
            "en": (
                "`npa impact known:2026-01-01 known:2026-11-24 allocations.csv --subject allocation` judges the same cases "
                "with what was known on each of both days, and names the verdicts that turn by a new or corrected figure or "
                "another status of a law. A side with `known:` does not go together with an edition, version, date or "
                "revision, and `--known-at` says the same for both sides at once."
            ),
        },
    ),
    "E961": Message(
        slug="facts-read-twice",
        sentence={
            "nl": "feiten uit standaardinvoer kunnen niet met twee verschillende woordenboeken worden gelezen",
            "en": "facts from standard input cannot be read with two different dictionaries",
        },
        remedy={"nl": "Zet de feiten in een bestand.", "en": "Put the facts into a file."},
        page={
            "nl": (
                "Twee revisies of mappen kunnen elk andere gegevens kennen. Dan wordt het bestand met feiten voor elke kant "
                "apart gelezen, en dat kan met `-` maar een keer. Bewaar de feiten, bijvoorbeeld als `feiten.yaml`."
            ),
            "en": (
                "Two revisions or folders may each know other facts. The file with facts is then read for each side "
                "apart, and with `-` that can be done only once. Keep the facts, for example as `facts.yaml`."
            ),
        },
    ),
    "E962": Message(
        slug="one-table",
        sentence={
            "nl": "een tabel vraagt om --subject, en met --subject is er één tabel",
            "en": "a table asks for --subject, and with --subject there is one table",
        },
        remedy={
            "nl": "Geef één tabel met `--subject ONDERWERP`, of feiten in YAML of JSON zonder `--subject`.",
            "en": "Give one table with `--subject SUBJECT`, or facts in YAML or JSON without `--subject`.",
        },
        page={
            "nl": (
                "Een bestand met feiten zegt zelf waar elk geval over gaat; een tabel heeft rijen van één soort, en die zegt "
                "u erbij: `npa impact npa-2022 npa-2025 woningen.csv --subject dwelling`. Meer tabellen doet u een voor een."
            ),
            "en": (
                "A file with facts says itself what each case is about; a table has rows of one kind, which you name: "
                "`npa impact npa-2022 npa-2025 dwellings.csv --subject dwelling`. Do several tables one by one."
            ),
        },
    ),
    "E963": Message(
        slug="nothing-judges",
        sentence={
            "nl": "geen regel van '{old}' of '{new}' beoordeelt: {subjects}",
            "en": "no rule of '{old}' or '{new}' judges: {subjects}",
        },
        remedy={
            "nl": "Kies twee kanten met regels over dit onderwerp; `npa rules list` noemt ze.",
            "en": "Choose two sides with rules about this subject; `npa rules list` names them.",
        },
        page={
            "nl": (
                "Een kant heeft alleen de regels van die editie, die versie of die dag. Staat daar niets over het onderwerp van "
                "de feiten in, dan is er niets te vergelijken. `npa impact npa-2022 npa-2025 sloop.yaml` gaat bijvoorbeeld "
                "over sloopprojecten, waarvoor alleen de latere editie regels heeft: die staan dan als nieuw in het verslag."
            ),
            "en": (
                "A side has only the rules of that edition, that version or that day. When none of them is about the "
                "subject of the facts, there is nothing to compare. `npa impact npa-2022 npa-2025 demolition.yaml`, for "
                "example, is about demolition projects, for which only the later edition has rules: the report shows them "
                "as new."
            ),
        },
    ),
    "W960": Message(
        slug="slow-rules",
        sentence={
            "nl": "rij voor rij beoordeeld, dus langzaam: {names}",
            "en": "judged row by row, and therefore slow: {names}",
        },
        remedy={
            "nl": "De oordelen zijn dezelfde; `npa lint` zegt waarom deze regels niet in kolommen kunnen.",
            "en": "The verdicts are the same; `npa lint` says why these rules cannot be columns.",
        },
        page={
            "nl": (
                "Een tabel wordt met kolommen beoordeeld. Enkele regels kunnen niet als kolom worden geschreven, bijvoorbeeld "
                "een regel met twee versies; die worden voor elke rij apart beoordeeld. Bij miljoenen rijen duurt dat uren: "
                "neem dan een steekproef, of geef met `npa impact REGEL@1.0.0 REGEL@1.1.0` alleen de regel waar het om gaat."
            ),
            "en": (
                "A table is judged with columns. A few rules cannot be written as a column, for example a rule with two "
                "versions; these are judged for every row apart. With millions of rows that takes hours: take a sample "
                "then, or give only the rule in question with `npa impact RULE@1.0.0 RULE@1.1.0`."
            ),
        },
    ),
}
