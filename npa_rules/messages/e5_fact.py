"""E5xx: facts of users; no sentence repeats a value of a facts file."""

from __future__ import annotations

from npa_rules.messages.message import Message

FACT: dict[str, Message] = {
    "E501": Message(
        slug="unknown-given-fact",
        sentence={
            "nl": "het feit '{name}' hoort niet bij '{subject}'",
            "en": "the fact '{name}' does not belong to '{subject}'",
        },
        remedy={
            "nl": "Gebruik de naam uit de feitenlijst van dit onderwerp, of laat het feit weg.",
            "en": "Use the name from the dictionary of this subject, or leave the fact out.",
        },
        page={
            "nl": (
                "Uw bestand noemt een feit dat dit onderwerp niet heeft. Het wordt niet overgeslagen, want door een "
                "tikfout zou een feit dat u wel gaf als onbekend tellen. Verbeter de naam, bijvoorbeeld "
                "`household_income` in plaats van `household_incom`; de namen staan in "
                "`rules/facts/<onderwerp>.yaml`."
            ),
            "en": (
                "Your file names a fact that this subject does not have. It is not skipped, because by a typing "
                "error a fact that you did give would count as unknown. Correct the name, for example "
                "`household_income` instead of `household_incom`; the names are in `rules/facts/<subject>.yaml`."
            ),
        },
    ),
    "E502": Message(
        slug="type",
        sentence={
            "nl": "de waarde van '{name}' heeft niet het juiste type; verwacht: {expected}",
            "en": "the value of '{name}' has the wrong type; expected: {expected}",
        },
        remedy={
            "nl": "Geef een waarde van het verwachte type, of laat het feit weg als u het niet weet.",
            "en": "Give a value of the expected type, or leave the fact out if you do not know it.",
        },
        page={
            "nl": (
                "Elk feit heeft een type: `bool` is true of false, `count` een heel aantal, `money` een bedrag "
                "zonder euroteken, `date` een datum, `code` een woord uit een lijst. Een verkeerd type wordt nooit "
                "omgezet, omdat vergelijken dan een onjuiste uitkomst kan geven. Schrijf `net_rent: 702.10` en niet "
                "`net_rent: 'circa 700 euro'`."
            ),
            "en": (
                "Every fact has a type: `bool` is true or false, `count` a whole number, `money` an amount without "
                "a euro sign, `date` a date, `code` a word from a list. A wrong type is never converted, because "
                "comparing could then give a wrong outcome. Write `net_rent: 702.10`, not `net_rent: 'about 700 "
                "euro'`."
            ),
        },
    ),
    "E503": Message(
        slug="bounds",
        sentence={
            "nl": "de waarde van '{name}' ligt buiten de grenzen {bounds}",
            "en": "the value of '{name}' lies outside its bounds {bounds}",
        },
        remedy={
            "nl": "Controleer de eenheid en de komma of punt; geef de waarde in de eenheid van de feitenlijst.",
            "en": "Check the unit and the decimal mark; give the value in the unit of the dictionary.",
        },
        page={
            "nl": (
                "De feitenlijst noemt bij dit feit een laagste en een hoogste waarde die in de praktijk voorkomen. "
                "Een waarde daarbuiten is bijna altijd in een andere eenheid of met een verschoven komma ingevuld. "
                "Geef bijvoorbeeld een huur per maand in euro's, dus 702.10 en niet 70210 in centen; klopt de "
                "waarde toch, dan is de grens in de feitenlijst te krap."
            ),
            "en": (
                "The dictionary gives this fact a lowest and a highest value that occur in practice. A value "
                "outside them was nearly always entered in another unit or with a shifted decimal mark. Give a "
                "rent, for example, in euro per month, so 702.10 and not 70210 in cents; if the value is right "
                "after all, the bound in the dictionary is too tight."
            ),
        },
    ),
    "E504": Message(
        slug="decimals",
        sentence={
            "nl": "de waarde van '{name}' heeft meer dan {decimals} decimalen",
            "en": "the value of '{name}' has more than {decimals} decimals",
        },
        remedy={
            "nl": "Geef de waarde zoals zij in het contract of besluit staat.",
            "en": "Give the value as it stands in the contract or decision.",
        },
        page={
            "nl": (
                "Een bedrag gaat tot op de cent en een aantal heeft geen decimalen. Meer decimalen wijzen op een "
                "tussenuitkomst van een berekening, en een verschil van een halve cent kan een oordeel doen "
                "omslaan. Neem het bedrag over zoals het is vastgesteld, bijvoorbeeld 624.60 en niet 624.5954; er "
                "wordt niet voor u afgerond."
            ),
            "en": (
                "An amount goes to the cent and a count has no decimals. More decimals point to an intermediate "
                "result of a computation, and half a cent can turn a verdict. Copy the amount as it was laid down, "
                "for example 624.60 and not 624.5954; nothing is rounded for you."
            ),
        },
    ),
    "E505": Message(
        slug="none",
        sentence={"nl": "'{name}' mag niet `none` zijn", "en": "'{name}' may not be `none`"},
        remedy={
            "nl": "Geef een waarde, of laat het feit weg als u het niet weet.",
            "en": "Give a value, or leave the fact out if you do not know it.",
        },
        page={
            "nl": (
                "Met `none` zegt u dat de bron uitdrukkelijk vermeldt dat er niets is; dat is iets anders dan "
                "onbekend. Bij dit feit kan dat niet: een toewijzing heeft bijvoorbeeld altijd een huur. Weet u de "
                "waarde niet, laat de regel dan weg; het oordeel zegt dan zelf dat het feit ontbreekt."
            ),
            "en": (
                "With `none` you say that the source states explicitly that there is nothing; that is not the same "
                "as unknown. For this fact that cannot be: an allocation, for example, always has a rent. If you do "
                "not know the value, leave the line out; the verdict will then say itself that the fact is missing."
            ),
        },
    ),
    "E506": Message(
        slug="code",
        sentence={
            "nl": "deze code is niet toegestaan bij '{name}'; toegestaan: {allowed}",
            "en": "this code is not allowed for '{name}'; allowed: {allowed}",
        },
        remedy={
            "nl": "Kies een van de toegestane codes en schrijf haar precies zo.",
            "en": "Choose one of the allowed codes and write it exactly so.",
        },
        page={
            "nl": (
                "Dit feit heeft een vaste lijst codes, in het Engels en met liggende streepjes. Een code die daar "
                "niet bij staat zou met niets overeenkomen, en dan lijkt een regel niet te gelden. Zoek de code die "
                "uw geval beschrijft, bijvoorbeeld `ground: income_dependent` voor een inkomensafhankelijke "
                "verhoging; hoofdletters tellen mee."
            ),
            "en": (
                "This fact has a fixed list of codes, in English and with underscores. A code that is not in it "
                "would match nothing, and a rule would then seem not to apply. Find the code that describes your "
                "case, for example `ground: income_dependent` for an increase that depends on income; capitals "
                "count."
            ),
        },
    ),
    "E507": Message(
        slug="said-twice",
        sentence={
            "nl": "'{name}' en '{other}' zeggen hetzelfde: ze spreken elkaar tegen of zijn allebei gegeven",
            "en": "'{name}' and '{other}' say the same: they contradict each other or are both given",
        },
        remedy={"nl": "Geef één van beide, of maak ze gelijk.", "en": "Give one of the two, or make them agree."},
        page={
            "nl": (
                "Sommige feiten zijn op twee manieren te geven: een gebeurtenis als geheel, of los als ja of nee en "
                "een datum. Met beide is niet te zeggen welke geldt, zeker als de een nee zegt en de ander een "
                "datum heeft. Laat bij een overleg dat niet is gehouden de datum weg; is het wel gehouden, dan "
                "volstaat de datum."
            ),
            "en": (
                "Some facts can be given in two ways: an event as a whole, or separately as yes or no and a date. "
                "With both nobody can say which holds, certainly when one says no and the other has a date. For a "
                "consultation that was not held leave the date out; if it was held, the date is enough."
            ),
        },
    ),
    "E508": Message(
        slug="derived-differs",
        sentence={
            "nl": "'{name}' is anders opgegeven dan uit de andere feiten volgt (regel {rule})",
            "en": "'{name}' was given otherwise than follows from the other facts (rule {rule})",
        },
        remedy={
            "nl": "Laat het feit weg, of verbeter het of de feiten waaruit het volgt.",
            "en": "Leave the fact out, or correct it or the facts from which it follows.",
        },
        page={
            "nl": (
                "Een definitie leidt dit feit af uit andere feiten in uw bestand, en de uitkomst verschilt van wat "
                "u zelf opgaf. Een van de gegevens is dus onjuist, en welk dat is kan het programma niet weten. "
                "Geeft u het inkomen van het huishouden, laat `household_income_band` dan weg; `npa explain` met "
                "het id van de regel toont hoe het feit wordt afgeleid."
            ),
            "en": (
                "A definition derives this fact from other facts in your file, and the outcome differs from what "
                "you gave. So one of the facts is wrong, and the program cannot know which. If you give the "
                "household's income, leave `household_income_band` out; `npa explain` with the id of the rule shows "
                "how the fact is derived."
            ),
        },
    ),
    "E509": Message(
        slug="two-matches",
        sentence={
            "nl": "twee onderwerpen '{subject}' passen bij de relatie '{relation}'",
            "en": "two subjects '{subject}' match the relation '{relation}'",
        },
        remedy={
            "nl": "Verwijder één van de twee, of maak hun sleutels verschillend.",
            "en": "Remove one of the two, or make their keys differ.",
        },
        page={
            "nl": (
                "Een onderwerp vindt een ander door gelijke sleutels, zoals de corporatie en het jaar. Twee "
                "onderwerpen met dezelfde sleutels geven twee antwoorden, en er wordt er nooit stil één gekozen. "
                "Geef per corporatie en per jaar één `corporation_year`; gaat het om twee jaren, controleer dan het "
                "feit `year` van beide."
            ),
            "en": (
                "A subject finds another by equal keys, such as the corporation and the year. Two subjects with the "
                "same keys give two answers, and none is ever picked silently. Give one `corporation_year` per "
                "corporation and year; if they are two years, check the fact `year` of both."
            ),
        },
    ),
    "E510": Message(
        slug="double-subject-id",
        sentence={
            "nl": "het id '{id}' staat twee keer in dit bestand",
            "en": "the id '{id}' stands twice in this file",
        },
        remedy={
            "nl": "Geef elk onderwerp een eigen id, of laat de id's weg: ze worden dan genummerd.",
            "en": "Give every subject its own id, or leave the ids out: they are then numbered.",
        },
        page={
            "nl": (
                "Het id onderscheidt de onderwerpen in een verslag. Met twee dezelfde id's is niet te zien bij "
                "welke zaak een oordeel hoort. Gebruik een kenmerk uit uw eigen administratie, bijvoorbeeld `id: "
                "toewijzing-2026-0031`; een naam of burgerservicenummer hoort er niet in, want het id komt in het "
                "verslag."
            ),
            "en": (
                "The id tells the subjects in a report apart. With two equal ids nobody can see to which case a "
                "verdict belongs. Use a reference from your own records, for example `id: allocation-2026-0031`; a "
                "name or social security number does not belong in it, because the id appears in the report."
            ),
        },
    ),
    "E511": Message(
        slug="personal",
        sentence={
            "nl": "'{name}' lijkt een persoonsgegeven: dat is geen feit",
            "en": "'{name}' looks like personal data: that is not a fact",
        },
        remedy={
            "nl": "Laat dit gegeven weg; geen enkele regel heeft het nodig.",
            "en": "Leave it out; no rule needs it.",
        },
        page={
            "nl": (
                "Namen, geboortedata, adressen, telefoonnummers en burgerservicenummers zijn voor geen enkel "
                "oordeel nodig. Wat niet in het bestand staat kan ook niet in een verslag of bij een ander "
                "terechtkomen. Verwijder de regel; om de zaak terug te vinden gebruikt u `id` met een kenmerk uit "
                "uw eigen administratie."
            ),
            "en": (
                "Names, dates of birth, addresses, telephone numbers and social security numbers are needed for no "
                "verdict. What is not in the file cannot end up in a report or with somebody else either. Remove "
                "the line; to find the case again use `id` with a reference from your own records."
            ),
        },
    ),
    "E512": Message(
        slug="part-and-whole",
        sentence={
            "nl": "het deel '{name}' is groter dan het geheel '{other}'",
            "en": "the part '{name}' is larger than the whole '{other}'",
        },
        remedy={"nl": "Verbeter het deel of het geheel.", "en": "Correct the part or the whole."},
        page={
            "nl": (
                "De feitenlijst zegt dat het ene aantal deel is van het andere, zoals de sociale huurwoningen in "
                "een project deel zijn van alle woningen. Een deel kan niet groter zijn dan zijn geheel, dus klopt "
                "een van beide niet. Vaak zijn de twee verwisseld of op verschillende data geteld: bij 40 woningen "
                "kunnen er geen 45 sociale huur zijn."
            ),
            "en": (
                "The dictionary says that one number is part of the other, as the social rental dwellings of a "
                "project are part of all its dwellings. A part cannot be larger than its whole, so one of the two "
                "is wrong. Often they were swapped or counted on different dates: of 40 dwellings, 45 cannot be "
                "social rent."
            ),
        },
    ),
    "E513": Message(
        slug="no-subject",
        sentence={"nl": "het onderwerp (`subject`) ontbreekt", "en": "the subject (`subject`) is missing"},
        remedy={
            "nl": "Voeg bovenaan een regel toe zoals `subject: allocation`.",
            "en": "Add a line such as `subject: allocation` at the top.",
        },
        page={
            "nl": (
                "Het onderwerp zegt waar de feiten over gaan en daarmee welke regels gelden. Het wordt niet uit de "
                "feiten geraden, want een huur komt bij meer onderwerpen voor. Schrijf `subject: allocation` voor "
                "een toewijzing of `subject: rent_increase` voor een huurverhoging, naast `facts` en niet eronder."
            ),
            "en": (
                "The subject says what the facts are about and thereby which rules apply. It is not guessed from "
                "the facts, because a rent occurs with several subjects. Write `subject: allocation` for an "
                "allocation or `subject: rent_increase` for a rent increase, beside `facts` and not under it."
            ),
        },
    ),
}
