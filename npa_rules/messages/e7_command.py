"""E7xx: the command line."""

from __future__ import annotations

from npa_rules.messages.message import Message

COMMAND: dict[str, Message] = {
    "E701": Message(
        slug="option",
        sentence={
            "nl": "'{value}' is geen geldige waarde voor deze optie",
            "en": "'{value}' is not a valid value for this option",
        },
        remedy={
            "nl": "Schrijf een datum als jjjj-mm-dd, bijvoorbeeld `--as-of 2026-11-23`.",
            "en": "Write a date as yyyy-mm-dd, for example `--as-of 2026-11-23`.",
        },
        page={
            "nl": (
                "De waarde na een optie is niet te lezen. De peildatum bepaalt of een termijn is verstreken, dus "
                "wordt een onduidelijke datum niet geraden. Schrijf jaar, maand en dag met streepjes, bijvoorbeeld "
                "`--as-of 2026-11-23` in plaats van `--as-of 23-11-2026`; `npa check --help` noemt de opties."
            ),
            "en": (
                "The value after an option cannot be read. The date of observation decides whether a term has "
                "passed, so an unclear date is not guessed. Write year, month and day with hyphens, for example "
                "`--as-of 2026-11-23` instead of `--as-of 23-11-2026`; `npa check --help` names the options."
            ),
        },
    ),
    "E702": Message(
        slug="nothing-named",
        sentence={
            "nl": "er is niets gevonden met de naam '{name}'",
            "en": "nothing was found with the name '{name}'",
        },
        remedy={
            "nl": "Geef het id of de korte naam van een regel, een bepaling zoals BET-042, een gegeven zoals "
            "`sale.buyer_type`, of een foutcode zoals E301.",
            "en": "Give the id or short name of a rule, a clause such as BET-042, a fact such as `sale.buyer_type`, or "
            "an error code such as E301.",
        },
        page={
            "nl": (
                "De naam is geen regel, bepaling, gegeven, editie, tag of foutcode die hier bekend is. Er wordt dan niets "
                "getoond of beoordeeld, zodat een tikfout niet op een leeg en dus gunstig verslag lijkt. `npa rules "
                "list` noemt alle regels; probeer bijvoorbeeld `npa explain BET-042`."
            ),
            "en": (
                "The name is no rule, clause, fact, edition, tag or error code that is known here. Nothing is then shown "
                "or judged, so that a typing error does not look like an empty and therefore favourable report. "
                "`npa rules list` names all rules; try for example `npa explain BET-042`."
            ),
        },
    ),
    "E703": Message(
        slug="no-facts",
        sentence={"nl": "er zijn geen feiten gegeven", "en": "no facts were given"},
        remedy={
            "nl": "Noem een of meer bestanden met feiten: `npa check toewijzing.yaml`.",
            "en": "Name one or more files with facts: `npa check allocation.yaml`.",
        },
        page={
            "nl": (
                "Er is geen bestand genoemd, of de lijst in het bestand is leeg. Over niets kan geen oordeel worden "
                "gegeven, en een leeg verslag zou op een goed verslag lijken. Noem een bestand, of begin met een "
                "voorbeeld: `npa check examples/toewijzing.yaml`."
            ),
            "en": (
                "No file was named, or the list in the file is empty. No verdict can be given about nothing, and an "
                "empty report would look like a good one. Name a file, or begin with an example: `npa check "
                "examples/toewijzing.yaml`."
            ),
        },
    ),
    "E704": Message(
        slug="nothing-judged",
        sentence={
            "nl": "geen enkele gekozen regel oordeelt over: {subjects}",
            "en": "no chosen rule judges: {subjects}",
        },
        remedy={
            "nl": "Zie npa rules list voor de onderwerpen met regels, of laat --only en --edition weg.",
            "en": "See npa rules list for the subjects with rules, or leave out --only and --edition.",
        },
        page={
            "nl": (
                "Over dit onderwerp bestaat nog geen regel die een oordeel geeft, of de keuze met --only of "
                "--edition "
                "sluit alle regels uit. Een leeg verslag zou op instemming lijken; daarom stopt de toets hier."
            ),
            "en": (
                "There is no rule yet that gives a verdict on this subject, or --only or --edition leave out every "
                "rule. An empty report would look like approval, so the check stops here."
            ),
        },
    ),
    "E705": Message(
        slug="unknown-option",
        sentence={"nl": "de optie '{name}' bestaat niet", "en": "the option '{name}' does not exist"},
        remedy={"nl": "Zie `npa COMMANDO --help` voor de opties.", "en": "See `npa COMMAND --help` for the options."},
        page={
            "nl": (
                "Een optie die niet bestaat wordt niet overgeslagen: dan zou u denken dat zij werkt. `npa check "
                "--help` noemt alle opties van een opdracht; een bestandsnaam die met een streepje begint schrijft "
                "u als `./-naam.yaml`."
            ),
            "en": (
                "An option that does not exist is not skipped: you would think that it works. `npa check --help` "
                "names all options of a command; write a file name that begins with a hyphen as `./-name.yaml`."
            ),
        },
    ),
    "E706": Message(
        slug="option-choice",
        sentence={
            "nl": "de waarde van '{name}' is niet toegestaan; kies uit: {allowed}",
            "en": "the value of '{name}' is not allowed; choose from: {allowed}",
        },
        remedy={"nl": "Geef een van de genoemde waarden.", "en": "Give one of the values named."},
        page={
            "nl": (
                "Deze optie kent een vaste lijst van waarden. Schrijf bijvoorbeeld `--format json` of `--lang en`; "
                "`npa check --help` noemt bij elke optie wat kan."
            ),
            "en": (
                "This option has a fixed list of values. Write for example `--format json` or `--lang en`; `npa "
                "check --help` says for each option what is possible."
            ),
        },
    ),
    "E707": Message(
        slug="option-value",
        sentence={"nl": "er ontbreekt een waarde bij '{name}'", "en": "a value is missing with '{name}'"},
        remedy={"nl": "Geef de waarde achter de naam.", "en": "Give the value after the name."},
        page={
            "nl": (
                "Een optie of argument is genoemd zonder de waarde die erbij hoort. Schrijf bijvoorbeeld `--as-of "
                "2026-11-23`, of `npa explain BET-042`."
            ),
            "en": (
                "An option or argument is named without the value that belongs to it. Write for example `--as-of "
                "2026-11-23`, or `npa explain BET-042`."
            ),
        },
    ),
    "E708": Message(
        slug="unknown-command",
        sentence={
            "nl": "de opdracht '{name}' bestaat niet; kies uit: {allowed}",
            "en": "the command '{name}' does not exist; choose from: {allowed}",
        },
        remedy={"nl": "Zie `npa --help`.", "en": "See `npa --help`."},
        page={
            "nl": (
                "`npa` begint altijd met een opdracht, bijvoorbeeld `npa check toewijzing.yaml`. `npa --help` noemt"
                " alle opdrachten met een regel uitleg."
            ),
            "en": (
                "`npa` always begins with a command, for example `npa check allocation.yaml`. `npa --help` names "
                "all commands with a line of explanation."
            ),
        },
    ),
    "E709": Message(
        slug="usage",
        sentence={"nl": "de opdracht is niet te lezen: {problem}", "en": "the command cannot be read: {problem}"},
        remedy={"nl": "Zie `npa --help`.", "en": "See `npa --help`."},
        page={
            "nl": (
                "De opdrachtregel heeft een vorm die niet te lezen is, bijvoorbeeld een argument te veel. `npa "
                "--help` en `npa check --help` tonen de vorm."
            ),
            "en": (
                "The command line has a form that cannot be read, for example one argument too many. `npa --help` "
                "and `npa check --help` show the form."
            ),
        },
    ),
    "E710": Message(
        slug="extra-needed",
        sentence={
            "nl": "hiervoor is de uitbreiding '{name}' nodig, en die is niet geïnstalleerd",
            "en": "this needs the extra '{name}', which is not installed",
        },
        remedy={
            "nl": "Installeer haar erbij: `pip install 'npa-rules[…]'`, met haar naam tussen de haken.",
            "en": "Install it as well: `pip install 'npa-rules[…]'`, with its name between the brackets.",
        },
        page={
            "nl": (
                "Wat niet iedereen nodig heeft, zit niet in de gewone installatie. De uitbreiding brengt de bibliotheek "
                "mee waarmee deze opdracht werkt; de oordelen veranderen er niet door."
            ),
            "en": (
                "What not everyone needs is not part of the plain installation. The extra brings the library that this "
                "command works with; no verdict changes by it."
            ),
        },
    ),
    "E711": Message(
        slug="options-apart",
        sentence={
            "nl": "'{name}' gaat niet samen met de andere opties van deze opdracht",
            "en": "'{name}' does not go together with the other options of this command",
        },
        remedy={
            "nl": "Geef de opdracht twee keer, elk met een deel.",
            "en": "Give the command twice, each with a part.",
        },
        page={
            "nl": (
                "Sommige opties doen iets anders dan de opdracht gewoonlijk doet. `npa recalibrate npa-2035 --from npa-2025` "
                "begint een editie; `npa recalibrate npa-2035 --assign BET-070-2035=P-001` maakt daarna van een passage een "
                "bepaling, en leest geen tekst meer."
            ),
            "en": (
                "Some options do something else than the command usually does. `npa recalibrate npa-2035 --from npa-2025` "
                "begins an edition; `npa recalibrate npa-2035 --assign BET-070-2035=P-001` makes a passage a clause "
                "afterwards, and reads no text any more."
            ),
        },
    ),
}
