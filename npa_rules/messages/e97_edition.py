"""Messages of starting the next edition: its drafts, its cases and the passages that become clauses."""

from __future__ import annotations

from npa_rules.messages.message import Message

EDITION: dict[str, Message] = {
    "E970": Message(
        slug="drafts-do-not-load",
        sentence={
            "nl": "de concepten van '{name}' zijn naast de bestaande regels niet te laden: fouten gevonden: {count}",
            "en": "the drafts of '{name}' cannot be loaded beside the present rules: errors found: {count}",
        },
        remedy={
            "nl": "Herstel wat hierna wordt genoemd in de regels van de oude editie, of kies een andere naam.",
            "en": "Repair what is named below in the rules of the old edition, or choose another name.",
        },
        page={
            "nl": (
                "Voordat er iets wordt weggeschreven, worden de concepten naast de bestaande regels geladen, zodat u geen "
                "editie krijgt die niet werkt. Meestal draagt een andere regel al de naam of het id dat een concept zou "
                "krijgen. Er is niets veranderd; herstel de oorzaak en geef opnieuw `npa recalibrate npa-2035 --from "
                "npa-2025`."
            ),
            "en": (
                "Before anything is written the drafts are loaded beside the present rules, so that you never get an "
                "edition that does not work. Mostly another rule already bears the name or id that a draft would get. "
                "Nothing was changed; repair the cause and give `npa recalibrate npa-2035 --from npa-2025` again."
            ),
        },
    ),
    "E971": Message(
        slug="assignment-form",
        sentence={
            "nl": "'{name}' is geen toewijzing van een passage aan een bepaling",
            "en": "'{name}' does not assign a passage to a clause",
        },
        remedy={
            "nl": "Schrijf het id van de bepaling, een isgelijkteken en de passage: BET-070-2035=P-001.",
            "en": "Write the id of the clause, an equals sign and the passage: BET-070-2035=P-001.",
        },
        page={
            "nl": (
                "Een passage van de nieuwe tekst wordt een bepaling door haar een id te geven: hoofdletters, een nummer en "
                "het laatste deel van de naam van de editie. Bijvoorbeeld `npa recalibrate npa-2035 --assign "
                "BET-070-2035=P-001`; de optie mag vaker worden gegeven, en dan gebeurt alles of niets."
            ),
            "en": (
                "A passage of the new text becomes a clause by giving it an id: capitals, a number and the last part of "
                "the name of the edition. For example `npa recalibrate npa-2035 --assign BET-070-2035=P-001`; the option "
                "may be given more than once, and then all of it happens or nothing."
            ),
        },
    ),
    "E972": Message(
        slug="no-such-passage",
        sentence={
            "nl": "'{name}' is geen passage die nog een bepaling kan worden; dat zijn: {allowed}",
            "en": "'{name}' is no passage that can still become a clause; those are: {allowed}",
        },
        remedy={
            "nl": "Kijk in `checklist.yaml` welke passages er zijn en wat erover is besloten.",
            "en": "See in `checklist.yaml` which passages there are and what was decided about them.",
        },
        page={
            "nl": (
                "De nieuwe passages staan onder `passages` in `checklist.yaml` en hebben een kenmerk in `fingerprints.txt`. "
                "Een passage die al een bepaling is geworden heeft dat kenmerk onder het id van die bepaling. `npa "
                "coverage --edition npa-2035` noemt wat nog te besluiten is."
            ),
            "en": (
                "The new passages stand under `passages` in `checklist.yaml` and have a fingerprint in `fingerprints.txt`. "
                "Of a passage that has become a clause, the fingerprint stands under the id of that clause. `npa coverage "
                "--edition npa-2035` names what is still to be decided."
            ),
        },
    ),
    "E973": Message(
        slug="clause-has-text",
        sentence={
            "nl": "'{name}' heeft al een plaats in de tekst, of hoort bij een andere editie",
            "en": "'{name}' has a place in the text already, or belongs to another edition",
        },
        remedy={
            "nl": "Neem een id dat nog nooit is gebruikt, of dat van een bepaling die niet is gevonden.",
            "en": "Take an id that was never used, or that of a clause that was not found.",
        },
        page={
            "nl": (
                "Een id verwijst voor altijd naar een bepaling, en een bepaling naar een stuk tekst. Een tweede passage bij "
                "hetzelfde id zou het kenmerk van de eerste wissen. Hoort de passage bij een bepaling die er al is, zet dan "
                "`decided: none` in `checklist.yaml`, of geef haar een nieuw id: `npa recalibrate npa-2035 --assign "
                "BET-070-2035=P-001`."
            ),
            "en": (
                "An id refers to one clause for ever, and a clause to one piece of text. A second passage under the same "
                "id would wipe out the fingerprint of the first. When the passage belongs to a clause that exists, write "
                "`decided: none` into `checklist.yaml`, or give it a new id: `npa recalibrate npa-2035 --assign "
                "BET-070-2035=P-001`."
            ),
        },
    ),
    "E974": Message(
        slug="cases-still-open",
        sentence={
            "nl": "de gevallen van '{name}' heten klaar, maar er is nog iets open: {count}",
            "en": "the cases of '{name}' are said to be done, but something is still open: {count}",
        },
        remedy={
            "nl": "Pas de gevallen aan tot `npa test` niets meer meldt, of zet `decided` terug op null.",
            "en": "Change the cases until `npa test` reports nothing, or set `decided` back to null.",
        },
        page={
            "nl": (
                "Onder `cases` in `checklist.yaml` staan de regels waarvan gevallen bij een andere datum een ander oordeel "
                "krijgen, of waarvan een oordeel of toestand niet meer door een geval wordt getoond. Wat klaar heet wordt "
                "opnieuw gedraaid. `npa test --only NPA-BET-028-2035` toont wat er nog aan schort."
            ),
            "en": (
                "Under `cases` in `checklist.yaml` stand the rules of which cases get another verdict on another date, or of "
                "which no case shows a verdict or state any more. What is said to be done is run again. `npa test --only "
                "NPA-BET-028-2035` shows what is still wrong."
            ),
        },
    ),
}
