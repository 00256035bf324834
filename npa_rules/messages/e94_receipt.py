"""E940 to E959: receipts, kept reports, and departures of users from the rule set."""

from __future__ import annotations

from npa_rules.messages.message import Message

RECEIPT: dict[str, Message] = {
    "E940": Message(
        slug="toml-syntax",
        sentence={"nl": "dit is geen geldige TOML: {problem}", "en": "this is not valid TOML: {problem}"},
        remedy={
            "nl": 'Schrijf een tabel als `[[reading]]` en een waarde als `rule = "NPA-BET-028"`.',
            "en": 'Write a table as `[[reading]]` and a value as `rule = "NPA-BET-028"`.',
        },
        page={
            "nl": (
                "In `npa.toml` staan tabellen met sleutels en waarden. Tekst en datums staan tussen aanhalingstekens, "
                'bijvoorbeeld `until = "2026-12-31"`, en getallen hebben een punt: `value = 4.1`. Is het bestand niet '
                "te lezen, dan wordt niets beoordeeld: een afwijking die stil wegvalt zou een ander oordeel geven."
            ),
            "en": (
                "In `npa.toml` stand tables with keys and values. Text and dates are in quotes, for example `until = "
                '"2026-12-31"`, and figures have a point: `value = 4.1`. When the file cannot be read nothing is '
                "judged: an override that drops out silently would give another verdict."
            ),
        },
    ),
    "E941": Message(
        slug="toml-table",
        sentence={
            "nl": "'{key}' hoort een lijst van tabellen te zijn",
            "en": "'{key}' belongs in a list of tables",
        },
        remedy={"nl": "Schrijf `[[…]]` met dubbele haken.", "en": "Write `[[…]]` with double brackets."},
        page={
            "nl": (
                "Van elke soort afwijking kunnen er meer zijn, dus is elk een tabel in een lijst: `[[parameter]]` met "
                "dubbele haken, en daaronder de sleutels. Met enkele haken zou een tweede de eerste vervangen."
            ),
            "en": (
                "There can be more than one override of each kind, so each is a table in a list: `[[parameter]]` with "
                "double brackets, and its keys below. With single brackets a second would replace the first."
            ),
        },
    ),
    "E942": Message(
        slug="override-without-words",
        sentence={"nl": "'{key}' is leeg", "en": "'{key}' is empty"},
        remedy={
            "nl": "Schrijf wie de afwijking maakt en waarom.",
            "en": "Write who makes the override, and why.",
        },
        page={
            "nl": (
                "Een afwijking van de regels of cijfers staat in elk verslag met wie haar maakte, waarom en tot wanneer. "
                'Zonder naam of reden telt zij niet. Schrijf bijvoorbeeld `who = "Regiotafel Noord"` en `why = '
                '"besluit van 3 maart 2026"`; een partij die het oneens is noemt ook haar reden.'
            ),
            "en": (
                "An override of rules or figures stands in every report with who made it, why and until when. Without "
                'a name or a reason it does not count. Write for example `who = "Regional table North"` and `why = '
                '"decision of 3 March 2026"`; a party that disagrees gives its reason too.'
            ),
        },
    ),
    "E943": Message(
        slug="override-period",
        sentence={
            "nl": "de periode is geen lijst van een eerste en een laatste dag",
            "en": "the period is no list of a first and a last day",
        },
        remedy={
            "nl": 'Schrijf `period = ["2026-01-01", "2026-12-31"]`; laat de laatste dag weg als die er niet is.',
            "en": 'Write `period = ["2026-01-01", "2026-12-31"]`; leave out the last day when there is none.',
        },
        page={
            "nl": (
                "Een eigen waarde geldt voor een periode, beide dagen inbegrepen; daarbuiten geldt het gepubliceerde "
                'cijfer. Schrijf `period = ["2026-01-01", "2026-12-31"]`. Tot wanneer de afwijking zelf meetelt is iets '
                "anders en staat in `until`."
            ),
            "en": (
                "A value of your own holds for a period, both days included; outside it the published figure holds. "
                'Write `period = ["2026-01-01", "2026-12-31"]`. Until when the override itself counts is another thing, '
                "and stands in `until`."
            ),
        },
    ),
    "E944": Message(
        slug="two-configs",
        sentence={
            "nl": "boven deze feiten liggen twee verschillende bestanden met afwijkingen; het andere is {other}",
            "en": "two different files with overrides lie above these facts; the other is {other}",
        },
        remedy={
            "nl": "Kies er een met `--config`, of beoordeel de bestanden apart.",
            "en": "Choose one with `--config`, or judge the files apart.",
        },
        page={
            "nl": (
                "`npa.toml` wordt gezocht in de map van de feiten en daarboven. Liggen de feiten in verschillende mappen "
                "met elk een eigen bestand, dan is niet te zeggen welke afwijkingen voor het verslag gelden. Noem er "
                "een: `npa check a.yaml b.yaml --config npa.toml`."
            ),
            "en": (
                "`npa.toml` is looked for in the folder of the facts and above it. When the facts lie in different "
                "folders with a file each, no one can tell which overrides hold for the report. Name one: `npa check "
                "a.yaml b.yaml --config npa.toml`."
            ),
        },
    ),
    "E945": Message(
        slug="overruled-twice",
        sentence={
            "nl": "twee afwijkingen gaan over hetzelfde: {name}",
            "en": "two overrides are about one thing: {name}",
        },
        remedy={
            "nl": "Houd er een over, of geef ze perioden die elkaar niet overlappen.",
            "en": "Keep one of them, or give them periods that do not overlap.",
        },
        page={
            "nl": (
                "Voor een regel kan maar een lezing gelden, en voor een cijfer op een dag maar een waarde. Van twee "
                "afwijkingen wint er nooit stil een. Verwijder de oude, of laat haar eerder aflopen met `until`."
            ),
            "en": (
                "One rule can have only one reading, and one figure only one value on a day. Of two overrides none wins "
                "silently. Remove the old one, or let it end sooner with `until`."
            ),
        },
    ),
    "E946": Message(
        slug="no-local-file",
        sentence={
            "nl": "dit bestand hoort niet in een map met eigen regels",
            "en": "this file does not belong in a folder of own rules",
        },
        remedy={
            "nl": "Houd het bij regels, `clauses.yaml`, `parameters` en `facts`.",
            "en": "Keep to rules, `clauses.yaml`, `parameters` and `facts`.",
        },
        page={
            "nl": (
                "Eigen regels vullen de regels van de afspraken aan en veranderen ze niet. Schalen, de stand van wetten "
                "en edities zijn van allen en staan alleen in de regels zelf. In de map mogen regels, een register "
                "`clauses.yaml`, eigen cijfers in `parameters` en eigen onderwerpen in `facts`."
            ),
            "en": (
                "Own rules add to the rules of the agreement and do not change them. Scales, the status of laws and "
                "editions are shared by all and stand in the rules themselves only. The folder may hold rules, a "
                "register `clauses.yaml`, own figures in `parameters` and own subjects in `facts`."
            ),
        },
    ),
    "E947": Message(
        slug="defined-already",
        sentence={
            "nl": "'{name}' bestaat al in de regels en is hier niet te vervangen",
            "en": "'{name}' exists in the rules already and cannot be replaced here",
        },
        remedy={
            "nl": "Geef een eigen naam, of gebruik `[[parameter]]` in `npa.toml` voor een andere waarde.",
            "en": "Give a name of your own, or use `[[parameter]]` in `npa.toml` for another value.",
        },
        page={
            "nl": (
                "Een bestand met eigen regels mag geen cijfer of feitenlijst van de regels overschrijven: in het verslag "
                "zou dan niet te zien zijn welk oordeel daarop rust. Een andere waarde zet u in `npa.toml`, met wie, "
                "waarom en tot wanneer; elk oordeel dat haar gebruikt noemt haar dan."
            ),
            "en": (
                "A file of own rules may not write over a figure or dictionary of the rules: a report could then not "
                "show which verdict rests on it. Put another value into `npa.toml`, with who, why and until when; every "
                "verdict that uses it then names it."
            ),
        },
    ),
    "E948": Message(
        slug="local-intrusion",
        sentence={
            "nl": "een eigen regel mag '{name}' niet opzijzetten of opnieuw bepalen",
            "en": "a rule of your own may not set aside or define again '{name}'",
        },
        remedy={
            "nl": "Zet alleen eigen bepalingen opzij, en bepaal feiten die nog geen regel bepaalt.",
            "en": "Set aside clauses of your own only, and define facts that no rule defines yet.",
        },
        page={
            "nl": (
                "Met eigen regels kan niemand een bepaling van de afspraken uitschakelen of een begrip ervan vervangen. "
                "Kiest u een andere uitleg, neem dan een lezing in `npa.toml`; rekent u met een ander cijfer, dan "
                "`[[parameter]]`. Beide staan in het verslag bij elk oordeel dat zij raken."
            ),
            "en": (
                "With own rules nobody can switch off a clause of the agreement or replace a definition in it. If you "
                "choose another interpretation, take a reading in `npa.toml`; if you reckon with another figure, "
                "`[[parameter]]`. Both stand in the report at every verdict that they touch."
            ),
        },
    ),
    "E949": Message(
        slug="local-id",
        sentence={
            "nl": "'{name}' is geen id voor een eigen regel",
            "en": "'{name}' is no id for a rule of your own",
        },
        remedy={
            "nl": "Begin met eigen hoofdletters en een streepje, bijvoorbeeld `GEMEENTE-1`; NPA- en STAT- zijn bezet.",
            "en": "Begin with capitals of your own and a hyphen, for example `TOWN-1`; NPA- and STAT- are taken.",
        },
        page={
            "nl": (
                "Aan het id moet te zien zijn dat een regel niet van de afspraken of de wet is. Kies een voorvoegsel van "
                "uw organisatie, in hoofdletters, met een streepje: `REGIO-BOUW-1`. De voorvoegsels NPA- en STAT- zijn "
                "van de regels zelf."
            ),
            "en": (
                "The id has to show that a rule is not of the agreement or the law. Choose a prefix of your own "
                "organisation, in capitals, with a hyphen: `REGION-BUILD-1`. The prefixes NPA- and STAT- belong to the "
                "rules themselves."
            ),
        },
    ),
    "E950": Message(
        slug="report-json",
        sentence={"nl": "dit bestand is geen leesbare JSON", "en": "this file is no readable JSON"},
        remedy={
            "nl": "Geef een verslag dat met `npa check --format json` is gemaakt.",
            "en": "Give a report that was made with `npa check --format json`.",
        },
        page={
            "nl": (
                "Een bewaard verslag is JSON in UTF-8 zonder dubbele sleutels. Dit bestand is dat niet, bijvoorbeeld omdat "
                "het is afgebroken of als tekst is opgeslagen. Maak het opnieuw met `npa check --format json`, en bewaar "
                "de uitvoer zonder haar te bewerken."
            ),
            "en": (
                "A kept report is JSON in UTF-8 without double keys. This file is not, for example because it was cut "
                "off or kept as text. Make it again with `npa check --format json`, and keep the output unedited."
            ),
        },
    ),
    "E951": Message(
        slug="no-report",
        sentence={"nl": "dit is geen verslag van npa check", "en": "this is no report of npa check"},
        remedy={
            "nl": "Noem eerst het verslag en dan de feiten: `npa verify verslag.json feiten.yaml`.",
            "en": "Name the report first and then the facts: `npa verify report.json facts.yaml`.",
        },
        page={
            "nl": (
                "Het bestand is JSON, maar heeft niet de vorm van een verslag: `report` met de waarde 1 en een lijst "
                "`verdicts` met onderwerp, regel en oordeel. Vaak zijn verslag en feiten verwisseld. De vorm staat in "
                "`schemas/report.schema.json`."
            ),
            "en": (
                "The file is JSON, but has not the form of a report: `report` with the value 1 and a list `verdicts` "
                "with subject, rule and verdict. Often report and facts are swapped. The form is in "
                "`schemas/report.schema.json`."
            ),
        },
    ),
    "E952": Message(
        slug="no-receipt",
        sentence={
            "nl": "dit verslag heeft geen bewijs waarmee het opnieuw is uit te voeren",
            "en": "this report has no receipt by which it can be performed again",
        },
        remedy={
            "nl": "Maak het verslag opnieuw, of vergelijk twee verslagen met `npa compare`.",
            "en": "Make the report again, or compare two reports with `npa compare`.",
        },
        page={
            "nl": (
                "Onder `receipt` staat waarvan een verslag is gemaakt: regels, cijfers, feiten, datums en keuzes. Hier "
                "ontbreekt dat, is het onvolledig of heeft het een vorm die deze versie niet kent. Het verslag is dan "
                "niet na te gaan; twee verslagen naast elkaar leggen kan wel, met `npa compare`."
            ),
            "en": (
                "Under `receipt` stands what a report was made of: rules, figures, facts, dates and options. Here it is "
                "absent, incomplete or of a form that this version does not know. The report can then not be checked; "
                "two reports can still be set side by side, with `npa compare`."
            ),
        },
    ),
    "E953": Message(
        slug="one-standard-input",
        sentence={
            "nl": "de standaardinvoer kan maar voor een bestand dienen",
            "en": "standard input can serve for one file only",
        },
        remedy={
            "nl": "Gebruik `-` een keer, en noem de andere bestanden bij naam.",
            "en": "Use `-` once, and name the other files.",
        },
        page={
            "nl": (
                "Met `-` wordt gelezen wat een andere opdracht doorgeeft. Dat kan maar een keer: daarna is de invoer op. "
                "Bewaar een van beide eerst in een bestand, bijvoorbeeld `npa verify verslag.json -`."
            ),
            "en": (
                "With `-` is read what another command hands on. That works once: after it the input is used up. Keep "
                "one of the two in a file first, for example `npa verify report.json -`."
            ),
        },
    ),
    "E954": Message(
        slug="pair",
        sentence={
            "nl": "'{name}' is geen paar van een onderwerp in het oude en een in het nieuwe verslag",
            "en": "'{name}' is no pair of a subject in the old report and one in the new",
        },
        remedy={
            "nl": "Schrijf `--pair OUD=NIEUW` met ids uit de twee verslagen, van hetzelfde soort onderwerp.",
            "en": "Write `--pair OLD=NEW` with ids of the two reports, of one kind of subject.",
        },
        page={
            "nl": (
                "Hetzelfde onderwerp kan in twee verslagen een ander id hebben, zoals het jaar van een corporatie. Met "
                "`--pair noord-2025=noord-2026` zegt u welke bij elkaar horen. Een id dat niet bestaat wordt niet "
                "overgeslagen: dan zou het onderwerp als verdwenen en nieuw worden gemeld."
            ),
            "en": (
                "One subject can have another id in two reports, such as the year of a corporation. With `--pair "
                "north-2025=north-2026` you say which belong together. An id that does not exist is not skipped: the "
                "subject would then be told as gone and new."
            ),
        },
    ),
}
