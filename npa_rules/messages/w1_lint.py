"""W1xx: warnings of `npa lint` and `npa test`."""

from __future__ import annotations

from npa_rules.messages.message import Message

LINT: dict[str, Message] = {
    "W101": Message(
        slug="hole",
        sentence={
            "nl": "'{name}' heeft geen waarde tussen {a} en {b}",
            "en": "'{name}' has no value between {a} and {b}",
        },
        remedy={
            "nl": "Vul de ontbrekende periode aan met een bron, of zeg onder `holes` waarom er geen waarde is; verzin er geen.",
            "en": "Fill in the missing period with a source, or say under `holes` why there is no value; do not invent one.",
        },
        page={
            "nl": (
                "In deze reeks zit een gat tussen twee perioden. Een oordeel over een dag in dat gat is onvoldoende "
                "bepaald, en dat is juist zolang de waarde echt niet bekend is. Vindt u een bron, voeg dan een "
                "periode toe met `from`, `until`, `value` en `source`; eindigt een periode bijvoorbeeld een dag te "
                "vroeg, verbeter dan `until`."
            ),
            "en": (
                "This series has a hole between two periods. A verdict about a day in it is undetermined, and "
                "rightly so as long as the value is really unknown. If you find a source, add a period with `from`, "
                "`until`, `value` and `source`; if a period ends, for example, a day too early, correct `until`."
            ),
        },
    ),
    "W102": Message(
        slug="unused",
        sentence={"nl": "de naam '{name}' wordt nergens gebruikt", "en": "the name '{name}' is used nowhere"},
        remedy={"nl": "Gebruik de naam, of verwijder haar.", "en": "Use the name, or remove it."},
        page={
            "nl": (
                "Deze naam is gemaakt, maar geen enkele voorwaarde of berekening leest haar. Dat kan een rest zijn, "
                "of een teken dat een voorwaarde per ongeluk iets anders vergelijkt. Vergelijkt `requires` "
                "bijvoorbeeld met `base` waar `maximum` was bedoeld, verbeter dan de voorwaarde; anders kan de naam "
                "weg."
            ),
            "en": (
                "This name was made, but no condition or expression reads it. It may be a leftover, or a sign that "
                "a condition compares something else by accident. If `requires`, for example, compares with `base` "
                "where `maximum` was meant, correct the condition; otherwise the name can go."
            ),
        },
    ),
    "W103": Message(
        slug="no-label",
        sentence={"nl": "'{name}' heeft geen label", "en": "'{name}' has no label"},
        remedy={"nl": "Voeg `label: {nl: '…', en: '…'}` toe.", "en": "Add `label: {nl: '…', en: '…'}`."},
        page={
            "nl": (
                "Een oordeel noemt deze waarde in een zin, in het Nederlands of het Engels. Zonder label leest een "
                "gebruiker een technische naam. Voeg naast de waarde een korte omschrijving toe, bijvoorbeeld "
                "`label: {nl: 'hoogste huur', en: 'highest rent'}`."
            ),
            "en": (
                "A verdict names this value in a sentence, in Dutch or English. Without a label a user reads a "
                "technical name. Add a short description beside the value, for example `label: {nl: 'hoogste huur', "
                "en: 'highest rent'}`."
            ),
        },
    ),
    "W104": Message(
        slug="modality",
        sentence={
            "nl": "de modaliteit '{modality}' verschilt van de soort '{kind}' van de bepaling",
            "en": "the modality '{modality}' differs from the kind '{kind}' of the clause",
        },
        remedy={
            "nl": "Ga na welke van de twee klopt; de modaliteit van de regel geldt.",
            "en": "Check which of the two is right; the modality of the rule holds.",
        },
        page={
            "nl": (
                "De regel noemt zijn modaliteit en het register noemt de soort van de bepaling, en die verschillen. "
                "Het verschil telt: wie een inspanning niet haalt blijft achter, wie een norm niet haalt voldoet "
                "niet. Is de bepaling een streven, schrijf dan `modality: ambition`; is het verschil bedoeld, leg "
                "het dan uit in de `note` van de bepaling."
            ),
            "en": (
                "The rule states its modality and the register the kind of the clause, and they differ. The "
                "difference matters: who misses an effort falls short, who misses a norm does not comply. If the "
                "clause is an ambition, write `modality: ambition`; if the difference is intended, explain it in "
                "the `note` of the clause."
            ),
        },
    ),
    "W105": Message(
        slug="unshown-verdict",
        sentence={
            "nl": "het oordeel '{verdict}' is mogelijk, maar geen geval toont het",
            "en": "the verdict '{verdict}' can be reached, but no case shows it",
        },
        remedy={
            "nl": "Voeg onder `cases` een geval toe met dit oordeel.",
            "en": "Add a case with this verdict under `cases`.",
        },
        page={
            "nl": (
                "De regel kan dit oordeel geven, maar onder `cases` staat geen geval waarin dat gebeurt. Een fout "
                "in dat deel van de regel zou dan niemand opvallen. Voeg een geval toe zoals `- {facts: {…}, "
                "verdict: undetermined, missing: […]}`, met verzonnen feiten."
            ),
            "en": (
                "The rule can give this verdict, but under `cases` there is no case in which it does. A mistake in "
                "that part of the rule would then go unnoticed. Add a case such as `- {facts: {…}, verdict: "
                "undetermined, missing: […]}`, with invented facts."
            ),
        },
    ),
    "W106": Message(
        slug="unshown-state",
        sentence={
            "nl": "voorwaarde '{id}' is in geen enkel geval {state}",
            "en": "condition '{id}' is never {state} in the cases",
        },
        remedy={
            "nl": "Voeg een geval toe waarin de voorwaarde deze uitkomst heeft.",
            "en": "Add a case in which the condition has this outcome.",
        },
        page={
            "nl": (
                "Elke voorwaarde kan waar (true), onwaar (false) of onbekend (unknown) zijn, en een van die drie "
                "komt in geen geval voor. Een verwisselde operator valt dan niet op. Neem bij een grens een geval "
                "precies op de grens en een net erboven; voor onbekend laat u het feit weg. `npa test` noemt wat "
                "ontbreekt."
            ),
            "en": (
                "Every condition can be true, false or unknown, and one of these three occurs in no case. A swapped "
                "operator then goes unnoticed. At a limit take a case exactly on it and one just above; for unknown "
                "leave the fact out. `npa test` names what is missing."
            ),
        },
    ),
    "W107": Message(
        slug="definitions-overlap",
        sentence={
            "nl": "'{name}' en '{other}' leiden hetzelfde feit af op dezelfde dagen",
            "en": "'{name}' and '{other}' derive the same fact on the same days",
        },
        remedy={
            "nl": "Laat de ene eindigen op de dag voordat de andere begint, of geef beide een `when`.",
            "en": "Let one end on the day before the other begins, or give both a `when`.",
        },
        page={
            "nl": (
                "Van twee begrippen die tegelijk gelden wordt het eerste gebruikt, en dat is dan een stille keuze. Een "
                "opvolger begint met `in_force: {from: …}` op de dag na het `until` van zijn voorganger; wacht hij op een "
                "wet, dan heeft de ene `until_law` en de andere `needs_law`."
            ),
            "en": (
                "Of two definitions that hold at once the first is used, and that is then a silent choice. A successor "
                "begins with `in_force: {from: …}` on the day after the `until` of its predecessor; where it waits for "
                "a law, one has `until_law` and the other `needs_law`."
            ),
        },
    ),
    "W108": Message(
        slug="definitions-gap",
        sentence={
            "nl": "tussen '{other}' en '{name}' liggen dagen waarop geen van beide geldt",
            "en": "between '{other}' and '{name}' lie days on which neither holds",
        },
        remedy={
            "nl": "Sluit de perioden op elkaar aan, of zeg in een toelichting waarom er niets geldt.",
            "en": "Let the periods follow each other, or note why nothing holds.",
        },
        page={
            "nl": (
                "Op een dag waarop geen begrip geldt is het afgeleide feit onbekend, zodat oordelen over die dag open "
                "blijven. Dat kan kloppen; meestal is een `until` of `from` een dag verschoven."
            ),
            "en": (
                "On a day on which no definition holds, the derived fact is unknown, so verdicts about that day stay "
                "open. That may be right; usually an `until` or a `from` is off by a day."
            ),
        },
    ),
    "W109": Message(
        slug="empty-list",
        sentence={
            "nl": "bij een lege lijst '{name}' is de norm vanzelf gehaald",
            "en": "with an empty list '{name}' the norm is met by itself",
        },
        remedy={
            "nl": "Sluit de lege lijst uit in `when`, bijvoorbeeld met een `count` over de lijst, meer dan 0.",
            "en": "Exclude the empty list in `when`, for example with a `count` over the list, more than 0.",
        },
        page={
            "nl": (
                "`each` over een lege lijst is waar: er is geen lid dat niet voldoet. Een programma zonder projecten zou "
                "zo aan elke eis over zijn projecten voldoen. Laat `when` de lege lijst uitsluiten, dan is het oordeel "
                "'niet van toepassing'."
            ),
            "en": (
                "`each` over an empty list is true: there is no member that fails. A programme without projects would so "
                "meet every demand on its projects. Let `when` exclude the empty list; the verdict is then 'not "
                "applicable'."
            ),
        },
    ),
    "W110": Message(
        slug="number-without-source",
        sentence={
            "nl": "het getal {name} is geen parameter en geen cijfer van de bepaling",
            "en": "the number {name} is no parameter and no figure of the clause",
        },
        remedy={
            "nl": "Gebruik een parameter, zet het cijfer bij `quantities` van de bepaling, of geef het een naam in `values`.",
            "en": "Use a parameter, add the figure to the `quantities` of the clause, or name it in `values`.",
        },
        page={
            "nl": (
                "Elk getal in een regel heeft een herkomst: een reeks in `rules/parameters`, een cijfer dat in de bepaling "
                "zelf staat (`quantities` in het register), of een keuze van ons. Een keuze van ons staat als waarde met "
                "een naam en een opschrift in `values`, zodat een gebruiker haar ziet en kan veranderen. Vrij zijn 0, 1, "
                "100 en kalenderjaren."
            ),
            "en": (
                "Every number in a rule has an origin: a series in `rules/parameters`, a figure that the clause itself "
                "names (`quantities` in the register), or a choice of ours. A choice of ours is a value with a name and a "
                "label in `values`, so that a user sees it and can change it. Free are 0, 1, 100 and calendar years."
            ),
        },
    ),
    "W111": Message(
        slug="fact-found-nowhere",
        sentence={
            "nl": "het gegeven {subject}.{name} zegt niet waar het te vinden is",
            "en": "the fact {subject}.{name} does not say where it is found",
        },
        remedy={
            "nl": "Noem in `found_in` het veld of de soort stuk; de namen staan in `rules/origins.yaml`.",
            "en": "Name the field or the kind of document in `found_in`; the names are in `rules/origins.yaml`.",
        },
        page={
            "nl": (
                "Wie een bestand vult, moet weten waar elk gegeven staat: in een veld van een register of bestand dat hij "
                "al heeft (`VERA Toewijzing.datum`), of in een soort stuk (`council_decision`, een raadsbesluit). Een veld "
                "van een lijst neemt over wat bij de lijst staat. Het is niet nodig bij een gegeven dat een regel afleidt, "
                "bij een oordeel van mensen (`judgement`) en bij een gebeurtenis die een regel zelf vastlegt: daar wijst "
                "het bewijs (`evidence`) de weg. Een map met regels zonder `rules/origins.yaml` blijft buiten deze toets."
            ),
            "en": (
                "Whoever fills in a file needs to know where each fact is: in a field of a register or file that is "
                "already there (`VERA Toewijzing.datum`), or in a kind of document (`council_decision`). A field of a list "
                "takes over what the list says. It is not needed for a fact that a rule derives, for a judgement of people "
                "(`judgement`), or for an event that a rule declares: its `evidence` shows the way. A folder of rules "
                "without `rules/origins.yaml` is left out of this check."
            ),
        },
    ),
}
