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
            "nl": "Vul de ontbrekende periode aan met een bron; verzin geen waarde.",
            "en": "Fill in the missing period with a source; do not invent a value.",
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
                "precies op de grens en een net erboven; voor onbekend laat u het feit weg. `npa test` noemt "
                "wat ontbreekt."
            ),
            "en": (
                "Every condition can be true, false or unknown, and one of these three occurs in no case. A swapped "
                "operator then goes unnoticed. At a limit take a case exactly on it and one just above; for unknown "
                "leave the fact out. `npa test` names what is missing."
            ),
        },
    ),
}
