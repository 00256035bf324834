"""E4xx: conditions and values: what can be read but means nothing."""

from __future__ import annotations

from npa_rules.messages.message import Message

MEANING: dict[str, Message] = {
    "E401": Message(
        slug="operator",
        sentence={
            "nl": "'{operator}' past niet bij een waarde van de soort '{kind}'",
            "en": "'{operator}' does not go with a value of the kind '{kind}'",
        },
        remedy={
            "nl": "Kies een operator die bij het type van de waarde hoort.",
            "en": "Choose an operator that belongs to the type of the value.",
        },
        page={
            "nl": (
                "Elk soort waarde heeft eigen operatoren: getallen en schalen `at_most` en `at_least`, data "
                "`before` en `on_or_after`, codes `equals` en `one_of`, verzamelingen `includes` en `within`, "
                "waarheidswaarden `is_true`. Een andere combinatie heeft geen betekenis en zou stil iets anders "
                "vergelijken. Schrijf `{fact: allocation_date, on_or_after: '2026-01-01'}` en niet `at_least`."
            ),
            "en": (
                "Every kind of value has its own operators: figures and scales `at_most` and `at_least`, dates "
                "`before` and `on_or_after`, codes `equals` and `one_of`, sets `includes` and `within`, truth "
                "values `is_true`. Another combination has no meaning and would silently compare something else. "
                "Write `{fact: allocation_date, on_or_after: '2026-01-01'}`, not `at_least`."
            ),
        },
    ),
    "E402": Message(
        slug="kinds",
        sentence={
            "nl": "hier wordt '{left}' met '{right}' vergeleken, en dat zijn verschillende dingen",
            "en": "this compares '{left}' with '{right}', which are different things",
        },
        remedy={
            "nl": "Zet links en rechts waarden van dezelfde soort, of regels over hetzelfde onderwerp.",
            "en": "Put values of the same kind, or rules about the same subject, on both sides.",
        },
        page={
            "nl": (
                "Een getal is niet met een datum te vergelijken, en het oordeel van een regel over een corporatie "
                "is geen oordeel over een toewijzing. Zo'n vergelijking zou nooit waar zijn, zonder dat iemand het "
                "merkt. Vergelijk `net_rent` met een bedrag; steunt de voorwaarde op een regel over een ander "
                "onderwerp, noem dan met `of:` de relatie daarheen."
            ),
            "en": (
                "A figure cannot be compared with a date, and the verdict of a rule about a corporation is no "
                "verdict about an allocation. Such a comparison would never be true, without anyone noticing. "
                "Compare `net_rent` with an amount; if the condition rests on a rule about another subject, name "
                "the relation to it with `of:`."
            ),
        },
    ),
    "E403": Message(
        slug="expression",
        sentence={
            "nl": "de berekening is niet te lezen bij '{token}'",
            "en": "the expression cannot be read at '{token}'",
        },
        remedy={
            "nl": "Gebruik namen, getallen, + - * /, haakjes en min, max, round_half_up, round_up of round_down.",
            "en": "Use names, figures, + - * /, parentheses and min, max, round_half_up, round_up or round_down.",
        },
        page={
            "nl": (
                "Een berekening is één korte regel met namen, getallen, de vier bewerkingen, haakjes en vijf "
                "functies, en voert nooit code uit. Op deze plaats staat iets anders, ontbreekt een haakje, of "
                "noemt een afronding het aantal decimalen niet. Schrijf bijvoorbeeld `expr: 'round_down(rent_before "
                "* 1.02, 2)'`, met aanhalingstekens en een decimale punt."
            ),
            "en": (
                "An expression is one short line with names, figures, the four operations, parentheses and five "
                "functions, and never runs code. At this place stands something else, a parenthesis is missing, or "
                "a rounding does not name its number of decimals. Write for example `expr: 'round_down(rent_before "
                "* 1.02, 2)'`, with quotes and a decimal point."
            ),
        },
    ),
    "E404": Message(
        slug="circle-of-values",
        sentence={
            "nl": "benoemde waarden hangen in een kring van elkaar af: {names}",
            "en": "named values depend on each other in a circle: {names}",
        },
        remedy={"nl": "Haal één verwijzing uit de kring weg.", "en": "Take one reference out of the circle."},
        page={
            "nl": (
                "Elke benoemde waarde wordt één keer berekend, uit waarden die eerder bekend zijn. In een kring is "
                "geen enkele ooit bekend: staat onder `base` `expr: 'total - extra'` en onder `total` `expr: 'base "
                "+ extra'`, dan is er geen begin. Bereken één van beide uit feiten of parameters."
            ),
            "en": (
                "Every named value is computed once, from values known before it. In a circle none is ever known: "
                "if `base` says `expr: 'total - extra'` and `total` says `expr: 'base + extra'`, there is no "
                "beginning. Compute one of the two from facts or parameters."
            ),
        },
    ),
    "E405": Message(
        slug="circle-of-rules",
        sentence={
            "nl": "regels hangen in een kring van elkaar af: {names}",
            "en": "rules depend on each other in a circle: {names}",
        },
        remedy={
            "nl": "Haal één verwijzing naar een oordeel of afgeleid feit uit de kring weg.",
            "en": "Take one reference to a verdict or derived fact out of the circle.",
        },
        page={
            "nl": (
                "Een regel mag steunen op het oordeel van een andere regel of op een feit dat een definitie "
                "afleidt, maar niet op zichzelf langs een omweg. In een kring zou het antwoord afhangen van waar "
                "men begint. Zet wat de regels delen in een definitie (`derives`) waarop beide steunen."
            ),
            "en": (
                "A rule may rest on the verdict of another rule or on a fact that a definition derives, but not on "
                "itself by a detour. In a circle the answer would depend on where one starts. Put what the rules "
                "share into a definition (`derives`) on which both rest."
            ),
        },
    ),
    "E406": Message(
        slug="list-in-list",
        sentence={"nl": "een lijst mag geen lijst bevatten", "en": "a list may not hold a list"},
        remedy={
            "nl": "Maak van de binnenste lijst een eigen feit, of een eigen onderwerp met een relatie.",
            "en": "Make the inner list a fact of its own, or a subject of its own with a relation.",
        },
        page={
            "nl": (
                "De leden van een lijst hebben alleen gewone velden. Zo is elk lid één rij, in een tabel net als in "
                "YAML, en blijven tellingen te begrijpen. Horen bij elk project meer woningen, neem dan een aantal "
                "per project op, of maak van de woning een onderwerp dat met een sleutel naar zijn project "
                "verwijst."
            ),
            "en": (
                "The members of a list have ordinary fields only. This makes every member one row, in a table as in "
                "YAML, and keeps counts understandable. If every project has several dwellings, hold a number per "
                "project, or make the dwelling a subject that refers to its project by a key."
            ),
        },
    ),
    "E407": Message(
        slug="last-row",
        sentence={
            "nl": "precies de laatste rij van een tabel heeft geen `if`",
            "en": "the last row of a table, and only the last, has no `if`",
        },
        remedy={
            "nl": "Geef deze rij een `if`, of maak haar de laatste.",
            "en": "Give this row an `if`, or make it the last.",
        },
        page={
            "nl": (
                "Een tabel neemt de eerste rij waarvan `if` klopt; de laatste rij vangt al het overige op en heeft "
                "daarom geen `if`. Een rij zonder `if` halverwege maakt alles daaronder onbereikbaar, en een tabel "
                "zonder vangrij laat een gat. Eindig bijvoorbeeld met `- {then: 0}`."
            ),
            "en": (
                "A table takes the first row whose `if` holds; the last row catches everything else and therefore "
                "has no `if`. A row without `if` halfway makes everything below it unreachable, and a table without "
                "a catching row leaves a hole. End for example with `- {then: 0}`."
            ),
        },
    ),
    "E408": Message(
        slug="unknown-code",
        sentence={
            "nl": "de code '{code}' bestaat niet in '{name}'",
            "en": "the code '{code}' does not exist in '{name}'",
        },
        remedy={
            "nl": "Gebruik een code die bij dit feit, deze schaal of deze parameter staat.",
            "en": "Use a code that stands with this fact, scale or parameter.",
        },
        page={
            "nl": (
                "Een code is een waarde uit een vaste lijst: de `codes` of `holds` van een feit, de `order` van een "
                "schaal of de `keys` van een parameter. Vergelijken met een code die niet bestaat is nooit waar, en "
                "dat zou een regel stilzwijgend uitschakelen. Schrijf bijvoorbeeld `equals: low_rent` en niet "
                "`equals: lowrent`, of voeg de code met een label toe."
            ),
            "en": (
                "A code is a value from a fixed list: the `codes` or `holds` of a fact, the `order` of a scale or "
                "the `keys` of a parameter. Comparing with a code that does not exist is never true, and that would "
                "silently switch a rule off. Write for example `equals: low_rent`, not `equals: lowrent`, or add "
                "the code with a label."
            ),
        },
    ),
    "E409": Message(
        slug="reading-scope",
        sentence={
            "nl": "een lezing mag alleen regels van `values` vervangen; '{name}' is er geen",
            "en": "a reading may only replace entries of `values`; '{name}' is none",
        },
        remedy={
            "nl": "Geef het deel dat verschilt een naam onder `values`, en vervang die in de lezing.",
            "en": "Give the part that differs a name under `values`, and replace that in the reading.",
        },
        page={
            "nl": (
                "Een lezing verandert een of meer benoemde waarden en verder niets, zodat te zien is wat twee "
                "lezingen scheidt en wat zij delen. Hangt een voorwaarde van de lezing af, geef die dan een naam, "
                "bijvoorbeeld `values: {counts: {…}}`, toets in `requires` op `{value: counts, is_true: true}`, en "
                "vervang `counts` in de lezing."
            ),
            "en": (
                "A reading changes one or more named values and nothing else, so that one can see what divides two "
                "readings and what they share. If a condition depends on the reading, give it a name, for example "
                "`values: {counts: {…}}`, test `{value: counts, is_true: true}` in `requires`, and replace `counts` "
                "in the reading."
            ),
        },
    ),
    "E410": Message(
        slug="bare-answer",
        sentence={
            "nl": "deze regel vraagt alleen een ja op '{name}': zo beoordeelt de gebruiker zichzelf",
            "en": "this rule only asks for a yes to '{name}': the user so judges himself",
        },
        remedy={
            "nl": "Gebruik `attested` (wat, door wie, waaruit het blijkt, met welke inhoud, wanneer), of reken met feiten.",
            "en": "Use `attested` (what, by whom, shown by what, with which content, by when), or calculate with facts.",
        },
        page={
            "nl": (
                "Een feit dat al het oordeel is, kan niemand narekenen. Vraag naar wat er is gedaan, door wie, wanneer, "
                "uit welk stuk dat blijkt en wat erin staat: de vorm `attested` doet dat, met de gevallen erbij. Wat te "
                "berekenen is, wordt berekend. Een ja of nee naast andere voorwaarden mag wel."
            ),
            "en": (
                "A fact that is the verdict itself cannot be re-performed by anyone. Ask what was done, by whom, when, "
                "which document shows it and what it holds: the shape `attested` does so, and brings the cases. What can "
                "be calculated is calculated. A yes or no beside other conditions is fine."
            ),
        },
    ),
}
