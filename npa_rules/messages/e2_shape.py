"""E2xx: the shape of a file: keys, kinds of value, dates, labels."""

from __future__ import annotations

from npa_rules.messages.message import Message

SHAPE: dict[str, Message] = {
    "E201": Message(
        slug="unknown-key",
        sentence={"nl": "de sleutel '{key}' is hier niet bekend", "en": "the key '{key}' is not known here"},
        remedy={
            "nl": "Gebruik een sleutel van deze vorm, of verwijder de regel.",
            "en": "Use a key of this form, or remove the line.",
        },
        page={
            "nl": (
                "Elke soort bestand heeft een vaste lijst sleutels, en deze hoort daar niet bij. Een onbekende "
                "sleutel overslaan zou een tikfout verbergen: met `excused: …` in plaats van `excused_if: …` zou "
                "een regel zijn uitzondering verliezen. Verbeter de naam; een feit hoort onder `facts`, niet "
                "ernaast."
            ),
            "en": (
                "Every kind of file has a fixed list of keys, and this is not one of them. Skipping an unknown key "
                "would hide a typing error: with `excused: …` instead of `excused_if: …` a rule would lose its "
                "exception. Correct the name; a fact belongs under `facts`, not beside it."
            ),
        },
    ),
    "E202": Message(
        slug="missing-key",
        sentence={"nl": "de sleutel '{key}' ontbreekt", "en": "the key '{key}' is missing"},
        remedy={"nl": "Voeg de sleutel toe aan dit blok.", "en": "Add the key to this block."},
        page={
            "nl": (
                "Dit blok is zonder deze sleutel niet volledig: er is geen waarde die veilig mag worden aangenomen. "
                "Kijk in een soortgelijk bestand wat er hoort te staan. Een bestand met feiten heeft bijvoorbeeld "
                "altijd `subject` en `facts`, ook als de lijst feiten leeg is: `facts: {}`."
            ),
            "en": (
                "Without this key the block is not complete: no value can safely be assumed. See in a similar file "
                "what belongs there. A facts file, for example, always has `subject` and `facts`, even when there "
                "are no facts: `facts: {}`."
            ),
        },
    ),
    "E203": Message(
        slug="shape",
        sentence={
            "nl": "hier hoort iets anders te staan; verwacht: {expected}",
            "en": "something else belongs here; expected: {expected}",
        },
        remedy={
            "nl": "Geef de waarde de verwachte vorm (map: sleutels met waarden; list: een lijst; text: tekst).",
            "en": "Give the value the expected form (map: keys with values; list: a list; text: text).",
        },
        page={
            "nl": (
                "De waarde heeft niet de vorm die op deze plaats hoort. `map` betekent sleutels met waarden, `list` "
                "een lijst, `text` tekst en `true/false` een waarheidswaarde; een melding met `schema` noemt het "
                "deel van het JSON Schema dat niet klopt. Schrijf een lijst met één waarde als `clauses: [BET-042]` "
                "en niet als `clauses: BET-042`; een getal dat tekst is krijgt aanhalingstekens."
            ),
            "en": (
                "The value does not have the form that belongs at this place. `map` means keys with values, `list` "
                "a list, `text` text and `true/false` a truth value; a message with `schema` names the part of the "
                "JSON Schema that does not fit. Write a list of one value as `clauses: [BET-042]`, not as `clauses: "
                "BET-042`; a number that is text gets quotes."
            ),
        },
    ),
    "E204": Message(
        slug="choice",
        sentence={
            "nl": "'{value}' is hier niet toegestaan; toegestaan: {allowed}",
            "en": "'{value}' is not allowed here; allowed: {allowed}",
        },
        remedy={
            "nl": "Kies een van de toegestane waarden of vormen.",
            "en": "Choose one of the allowed values or forms.",
        },
        page={
            "nl": (
                "Op deze plaats is maar een klein aantal waarden mogelijk, of een vaste vorm zoals een "
                "versienummer. Zo betekent een woord in elk bestand hetzelfde. Schrijf bijvoorbeeld `modality: "
                "norm` en niet `modality: rule`, en `version: 0.1.0` met drie getallen."
            ),
            "en": (
                "Only a small number of values is possible at this place, or a fixed form such as a version number. "
                "This keeps the meaning of a word the same in every file. Write for example `modality: norm`, not "
                "`modality: rule`, and `version: 0.1.0` with three numbers."
            ),
        },
    ),
    "E205": Message(
        slug="date",
        sentence={
            "nl": "deze datum bestaat niet of is niet geschreven als jjjj-mm-dd",
            "en": "this date does not exist or is not written as yyyy-mm-dd",
        },
        remedy={
            "nl": "Schrijf jaar, maand en dag met streepjes en tussen aanhalingstekens, bijvoorbeeld '2026-03-01'.",
            "en": "Write year, month and day with hyphens and in quotes, for example '2026-03-01'.",
        },
        page={
            "nl": (
                "Een datum heeft vier cijfers voor het jaar, twee voor de maand en twee voor de dag. De volgorde "
                "ligt vast, omdat 03-04-2026 op twee manieren te lezen is en de datum bepaalt welke regel en welk "
                "bedrag gelden. Schrijf `allocation_date: '2026-03-01'`, en controleer of de dag bestaat: 2026 "
                "heeft geen 29 februari."
            ),
            "en": (
                "A date has four digits for the year, two for the month and two for the day. The order is fixed, "
                "because 03-04-2026 can be read in two ways and the date decides which rule and which figure hold. "
                "Write `allocation_date: '2026-03-01'`, and check that the day exists: 2026 has no 29 February."
            ),
        },
    ),
    "E206": Message(
        slug="label",
        sentence={
            "nl": "het Nederlands (nl) of het Engels (en) ontbreekt",
            "en": "the Dutch (nl) or the English (en) text is missing",
        },
        remedy={"nl": "Geef beide talen: {nl: '…', en: '…'}.", "en": "Give both languages: {nl: '…', en: '…'}."},
        page={
            "nl": (
                "Elke tekst die een lezer te zien krijgt staat er in het Nederlands en in het Engels. Met één taal "
                "zou een verslag in de andere taal gaten hebben. Schrijf `label: {nl: 'Netto huur', en: 'Net "
                "rent'}`, met aanhalingstekens."
            ),
            "en": (
                "Every text that a reader gets to see is there in Dutch and in English. With one language a report "
                "in the other would have holes. Write `label: {nl: 'Netto huur', en: 'Net rent'}`, with quotes."
            ),
        },
    ),
    "E207": Message(
        slug="exactly-one",
        sentence={
            "nl": "hier hoort precies één van deze sleutels: {keys}",
            "en": "exactly one of these keys belongs here: {keys}",
        },
        remedy={
            "nl": "Laat er één staan; zet meer voorwaarden onder `all` of `any`.",
            "en": "Keep one of them; put several conditions under `all` or `any`.",
        },
        page={
            "nl": (
                "Dit blok zegt één ding en heeft daarvoor precies één van de genoemde sleutels. Met geen of met "
                "twee is niet te zien wat er bedoeld wordt. Een voorwaarde heeft één operator (`at_most` of "
                "`at_least`; samen horen zij onder `all`), een regel heeft `requires`, `derives` of `suspends`, en "
                "van de lezingen heeft er één `default: true`."
            ),
            "en": (
                "This block says one thing and has exactly one of the keys named for it. With none or with two it "
                "is not clear what is meant. A condition has one operator (`at_most` or `at_least`; both together "
                "go under `all`), a rule has `requires`, `derives` or `suspends`, and one of the readings has "
                "`default: true`."
            ),
        },
    ),
    "E208": Message(
        slug="format",
        sentence={"nl": "de bestandsvorm '{format}' is niet bekend", "en": "the file format '{format}' is not known"},
        remedy={
            "nl": "Schrijf `format: 1`, of gebruik een nieuwere versie van npa-rules.",
            "en": "Write `format: 1`, or use a newer version of npa-rules.",
        },
        page={
            "nl": (
                "Het getal na `format` zegt volgens welke afspraken het bestand is geschreven. Een andere vorm zou "
                "half begrepen worden, en dat geeft onjuiste oordelen. Schrijf `format: 1`; is het bestand voor een "
                "latere versie gemaakt, werk dan eerst npa-rules bij."
            ),
            "en": (
                "The number after `format` says by which conventions the file is written. Another form would be "
                "half understood, and that gives wrong verdicts. Write `format: 1`; if the file was made for a "
                "later version, update npa-rules first."
            ),
        },
    ),
}
