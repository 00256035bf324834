"""E3xx: names in the rule set: what a rule refers to and is not there."""

from __future__ import annotations

from npa_rules.messages.message import Message

NAME: dict[str, Message] = {
    "E301": Message(
        slug="unknown-fact",
        sentence={
            "nl": "het feit '{name}' van '{subject}' is niet bekend",
            "en": "the fact '{name}' of '{subject}' is not known",
        },
        remedy={
            "nl": "Gebruik een naam uit `rules/facts`, of voeg het feit daar toe.",
            "en": "Use a name from `rules/facts`, or add the fact there.",
        },
        page={
            "nl": (
                "Een regel gebruikt een naam die niet in de feitenlijst van zijn onderwerp staat, en die ook geen "
                "benoemde waarde is. Zonder type, eenheid en grenzen is een feit niet te vergelijken. Verbeter de "
                "naam, bijvoorbeeld `net_rent` in plaats van `netrent`, of voeg het feit met type en label toe aan "
                "de feitenlijst."
            ),
            "en": (
                "A rule uses a name that is not in the dictionary of its subject, and is no named value either. "
                "Without type, unit and bounds a fact cannot be compared. Correct the name, for example `net_rent` "
                "instead of `netrent`, or add the fact with its type and label to the dictionary."
            ),
        },
    ),
    "E302": Message(
        slug="unknown-value",
        sentence={"nl": "de benoemde waarde '{name}' is niet bekend", "en": "the named value '{name}' is not known"},
        remedy={
            "nl": "Geef de waarde een regel onder `values`, of verbeter de naam.",
            "en": "Give the value an entry under `values`, or correct the name.",
        },
        page={
            "nl": (
                "`value:` verwijst naar een regel onder `values` in hetzelfde bestand, en die is er niet. Zonder "
                "die regel is er niets om mee te vergelijken. Staat er `at_most: {value: maximum}`, schrijf dan "
                "onder `values` ook `maximum: {…}`; bedoelt u een feit of een parameter, gebruik dan `fact:` of "
                "`parameter:`."
            ),
            "en": (
                "`value:` refers to an entry under `values` in the same file, and there is none. Without it there "
                "is nothing to compare with. If it says `at_most: {value: maximum}`, also write `maximum: {…}` "
                "under `values`; if you mean a fact or a parameter, use `fact:` or `parameter:`."
            ),
        },
    ),
    "E303": Message(
        slug="unknown-parameter",
        sentence={"nl": "de parameter '{name}' is niet bekend", "en": "the parameter '{name}' is not known"},
        remedy={
            "nl": "Gebruik een naam uit `rules/parameters`, of voeg daar een bestand toe.",
            "en": "Use a name from `rules/parameters`, or add a file there.",
        },
        page={
            "nl": (
                "Een parameter is een wettelijk of afgesproken bedrag, percentage of aantal met een reeks data en "
                "bronnen. Onder deze naam bestaat er geen, dus is er geen waarde en geen bron. Verbeter de naam, "
                "bijvoorbeeld `social_rent_limit`, of maak `rules/parameters/<naam>.yaml` met een bron voor elke "
                "waarde."
            ),
            "en": (
                "A parameter is a legal or agreed amount, percentage or count with a series of dates and sources. "
                "There is none of this name, so there is no value and no source. Correct the name, for example "
                "`social_rent_limit`, or make `rules/parameters/<name>.yaml` with a source for every value."
            ),
        },
    ),
    "E304": Message(
        slug="unknown-rule",
        sentence={"nl": "de regel '{name}' is niet bekend", "en": "the rule '{name}' is not known"},
        remedy={"nl": "Gebruik een id van `npa rules list`.", "en": "Use an id from `npa rules list`."},
        page={
            "nl": (
                "Er is geen regel met dit id. Een voorwaarde die op het oordeel van een andere regel steunt zou dan "
                "nooit te beslissen zijn, en een keuze van een lezing zou niets doen. Schrijf het id voluit, "
                "bijvoorbeeld NPA-BET-034; `npa rules list` noemt ze alle."
            ),
            "en": (
                "There is no rule with this id. A condition that rests on the verdict of another rule could then "
                "never be decided, and a choice of reading would do nothing. Write the id in full, for example "
                "NPA-BET-034; `npa rules list` names them all."
            ),
        },
    ),
    "E305": Message(
        slug="unknown-subject",
        sentence={"nl": "het onderwerp '{name}' is niet bekend", "en": "the subject '{name}' is not known"},
        remedy={
            "nl": "Gebruik de naam van een bestand in `rules/facts`, zoals allocation of rent_increase.",
            "en": "Use the name of a file in `rules/facts`, such as allocation or rent_increase.",
        },
        page={
            "nl": (
                "Een onderwerp is waar een oordeel over gaat: een toewijzing, een huurverhoging, een jaar van een "
                "corporatie. Het bepaalt welke feiten er zijn en welke regels gelden, dus wordt een onbekend "
                "onderwerp niet geraden. Schrijf de Engelse naam in enkelvoud, bijvoorbeeld `subject: allocation`."
            ),
            "en": (
                "A subject is what a verdict is about: an allocation, a rent increase, a year of a corporation. It "
                "decides which facts there are and which rules apply, so an unknown subject is not guessed. Write "
                "the English name in the singular, for example `subject: allocation`."
            ),
        },
    ),
    "E306": Message(
        slug="unknown-relation",
        sentence={
            "nl": "de relatie '{name}' is niet bekend bij dit onderwerp",
            "en": "the relation '{name}' is not known for this subject",
        },
        remedy={
            "nl": "Gebruik een naam onder `relations` in de feitenlijst van het onderwerp.",
            "en": "Use a name under `relations` in the dictionary of the subject.",
        },
        page={
            "nl": (
                "Met `of:` leest een regel een feit of oordeel van een ander onderwerp, langs een relatie uit de "
                "feitenlijst. Zonder relatie is niet bekend welk ander onderwerp erbij hoort. Een toewijzing vindt "
                "het jaar van haar corporatie bijvoorbeeld met `of: corporation_year`; een nieuwe relatie zegt "
                "onder `match` welk feit gelijk moet zijn aan welk."
            ),
            "en": (
                "With `of:` a rule reads a fact or verdict of another subject, along a relation of the dictionary. "
                "Without a relation it is not known which other subject belongs to it. An allocation, for example, "
                "finds the year of its corporation with `of: corporation_year`; a new relation says under `match` "
                "which fact must equal which."
            ),
        },
    ),
    "E307": Message(
        slug="unknown-clause",
        sentence={"nl": "de bepaling '{name}' is niet bekend", "en": "the clause '{name}' is not known"},
        remedy={
            "nl": "Gebruik een nummer uit `clauses.yaml` van de editie, zoals BET-042.",
            "en": "Use a number from `clauses.yaml` of the edition, such as BET-042.",
        },
        page={
            "nl": (
                "Elke regel noemt de bepalingen die hij uitwerkt, en die staan in het register van een editie. Een "
                "oordeel met een bepaling die niet bestaat is niet te verdedigen. Verbeter het nummer, bijvoorbeeld "
                "BET-042 in plaats van BET-42, of voeg de bepaling toe aan het register, met vindplaats en eigen "
                "korte titel."
            ),
            "en": (
                "Every rule names the clauses that it works out, and these stand in the register of an edition. A "
                "verdict that cites a clause which does not exist cannot be defended. Correct the number, for "
                "example BET-042 instead of BET-42, or add the clause to the register, with its place and a short "
                "title of your own."
            ),
        },
    ),
    "E308": Message(
        slug="unknown-law",
        sentence={"nl": "de wet '{name}' is niet bekend", "en": "the law '{name}' is not known"},
        remedy={
            "nl": "Gebruik een naam uit `rules/laws.yaml`, of voeg de wet daar toe.",
            "en": "Use a name from `rules/laws.yaml`, or add the law there.",
        },
        page={
            "nl": (
                "Een regel die op een wet wacht, of tot een wet geldt, noemt die wet bij haar naam in "
                "`rules/laws.yaml`. Daar staat of zij geldt, sinds wanneer, en wanneer dat is nagegaan. Verbeter de "
                "naam, bijvoorbeeld `needs_law: passend-toewijzen-a-plus`, of voeg de wet toe met status en bron."
            ),
            "en": (
                "A rule that waits for a law, or holds until one is in force, names it as in `rules/laws.yaml`. "
                "There it says whether the law is in force, since when, and when that was checked. Correct the "
                "name, for example `needs_law: passend-toewijzen-a-plus`, or add the law with its status and "
                "source."
            ),
        },
    ),
    "E309": Message(
        slug="unknown-list",
        sentence={
            "nl": "de lijst of het lijstveld '{name}' is niet bekend",
            "en": "the list or list field '{name}' is not known",
        },
        remedy={
            "nl": "Noem een feit van het type list, of een veld dat onder `members` van die lijst staat.",
            "en": "Name a fact of the type list, or a field that stands under `members` of that list.",
        },
        page={
            "nl": (
                "Tellen, optellen en `each` of `some` gaan over de leden van een lijst, en `member:` over een veld "
                "van zo'n lid. Deze naam is geen lijst van het onderwerp, of geen veld van de lijst die aan de orde "
                "is. Schrijf bijvoorbeeld `sum: {list: projects, of: social_rent}`; een feit van het onderwerp zelf "
                "leest u met `fact:`."
            ),
            "en": (
                "Counting, adding up and `each` or `some` are about the members of a list, and `member:` about a "
                "field of such a member. This name is no list of the subject, or no field of the list at hand. "
                "Write for example `sum: {list: projects, of: social_rent}`; a fact of the subject itself is read "
                "with `fact:`."
            ),
        },
    ),
    "E310": Message(
        slug="double-id",
        sentence={
            "nl": "het id '{name}' staat er twee keer, ook in {other}",
            "en": "the id '{name}' stands twice, also in {other}",
        },
        remedy={"nl": "Geef een van de twee een eigen id.", "en": "Give one of the two its own id."},
        page={
            "nl": (
                "Een id hoort bij één regel en verandert nooit, want verslagen en andere regels verwijzen ernaar. "
                "Met twee regels onder één id is niet te zeggen welke het oordeel gaf. Na het kopiëren van een "
                "bestand geeft u de kopie een eigen id, zo nodig met een achtervoegsel: NPA-BET-042-MIDDENHUUR."
            ),
            "en": (
                "An id belongs to one rule and never changes, because reports and other rules refer to it. With two "
                "rules under one id nobody can say which gave the verdict. After copying a file give the copy its "
                "own id, with a suffix where needed: NPA-BET-042-MID-RENT."
            ),
        },
    ),
    "E311": Message(
        slug="unknown-scale",
        sentence={"nl": "de schaal '{name}' is niet bekend", "en": "the scale '{name}' is not known"},
        remedy={
            "nl": "Gebruik een naam uit `rules/scales.yaml`, of voeg de schaal daar toe.",
            "en": "Use a name from `rules/scales.yaml`, or add the scale there.",
        },
        page={
            "nl": (
                "Een feit van het type `ordered` heeft een schaal: een rij codes van slecht naar goed. Zonder "
                "schaal is niet te zeggen wat ten minste of ten hoogste betekent. Schrijf bijvoorbeeld `scale: "
                "energy_label`, of voeg in `rules/scales.yaml` een schaal toe met `order` en een label."
            ),
            "en": (
                "A fact of the type `ordered` has a scale: a row of codes from worst to best. Without a scale "
                "nobody can say what at least or at most means. Write for example `scale: energy_label`, or add a "
                "scale with `order` and a label to `rules/scales.yaml`."
            ),
        },
    ),
    "E312": Message(
        slug="unknown-reading",
        sentence={
            "nl": "de lezing '{name}' is niet bekend bij deze regel",
            "en": "the reading '{name}' is not known for this rule",
        },
        remedy={
            "nl": "Gebruik een naam onder `readings` van de regel; `npa explain` noemt ze.",
            "en": "Use a name under `readings` of the rule; `npa explain` names them.",
        },
        page={
            "nl": (
                "Een lezing is een benoemde uitleg van wat een bepaling openlaat, en hoort bij één regel. Een "
                "onbekende naam overslaan zou een ander oordeel geven dan u vroeg. Vraag de namen op met `npa "
                "explain NPA-BET-034` en schrijf dan `--reading NPA-BET-034=<naam>`."
            ),
            "en": (
                "A reading is a named interpretation of what a clause leaves open, and belongs to one rule. "
                "Skipping an unknown name would give another verdict than you asked for. Ask for the names with "
                "`npa explain NPA-BET-034` and then write `--reading NPA-BET-034=<name>`."
            ),
        },
    ),
}
