"""E92x, E93x and W92x: editions, versions, what was known when, the lock and differences."""

from __future__ import annotations

from npa_rules.messages.message import Message

VERSION: dict[str, Message] = {
    "E920": Message(
        slug="date-without-edition",
        sentence={
            "nl": "de datum van dit onderwerp ({subject}) ligt buiten alle edities met regels erover; gedekt: {covered}",
            "en": "the date of this item ({subject}) lies outside every edition with rules about it; covered: {covered}",
        },
        remedy={
            "nl": "Verbeter de datum, kies een editie die de datum dekt, of laat het onderwerp weg.",
            "en": "Correct the date, choose an edition that covers the date, or leave the item out.",
        },
        page={
            "nl": (
                "De datum van een onderwerp kiest de editie, de versie van elke regel en elk bedrag. Op deze datum geldt "
                "geen enkele editie die regels over het onderwerp heeft, dus valt er niets te beoordelen; dat is iets "
                "anders dan in orde. Voorbeeld: `allocation_date: '2021-06-01'` ligt voor de eerste editie. Onder "
                "`--known-at` telt een editie pas mee vanaf de dag waarop zij bekend was. In een tabel krijgen zulke rijen geen "
                "oordeel en worden de andere beoordeeld; de opdracht eindigt met code 2."
            ),
            "en": (
                "The date of an item chooses the edition, the version of each rule and each figure. On this date no "
                "edition holds that has rules about the subject, so there is nothing to judge; which is not the same as "
                "being in order. Example: `allocation_date: '2021-06-01'` lies before the first edition. Under "
                "`--known-at` an edition counts only once it was public. In a table such rows get no verdict and the others "
                "are judged; the command ends with code 2."
            ),
        },
    ),
    "W920": Message(
        slug="statute-only",
        sentence={
            "nl": "op de datum van dit onderwerp ({subject}) geldt geen editie van de afspraken met regels erover, "
            "alleen de wet; gedekt: {covered}",
            "en": "on the date of this item ({subject}) no edition of the agreement with rules about it holds, "
            "only statute; covered: {covered}",
        },
        remedy={
            "nl": "Lees het oordeel als een oordeel over de wet alleen.",
            "en": "Read the verdict as one on statute alone.",
        },
        page={
            "nl": (
                "De wettelijke normen hebben geen einddatum, de prestatieafspraken wel. Na de laatste dag van de laatste "
                "editie wordt alleen aan de wet getoetst. Voorbeeld: een toewijzing van '2035-03-01'."
            ),
            "en": (
                "Statutory norms have no last day, the agreement has. After the last day of the last edition only "
                "statute is checked. Example: an allocation of '2035-03-01'."
            ),
        },
    ),
    "W921": Message(
        slug="no-rule-on-the-date",
        sentence={
            "nl": "op de datum van dit onderwerp ({subject}) geldt geen enkele regel erover, al dekt een editie de dag: {covered}",
            "en": "on the date of this item ({subject}) no rule about it holds, although an edition covers the day: {covered}",
        },
        remedy={
            "nl": "Lees 'niet van toepassing' hier als: niet beoordeeld.",
            "en": "Read 'not applicable' here as: not judged.",
        },
        page={
            "nl": (
                "Een editie dekt de datum, maar elke regel over dit onderwerp begint later of eindigt eerder. Alle "
                "oordelen luiden dan 'niet van toepassing'; dat is geen bewijs dat iets in orde is. Voorbeeld: een "
                "gemeentejaar 2023, waarover de editie van 2022 geen regels heeft."
            ),
            "en": (
                "An edition covers the date, but every rule about the subject begins later or ends earlier. All verdicts "
                "are then 'not applicable', which is no proof that something is in order. Example: a municipality's year "
                "2023, about which the edition of 2022 has no rules."
            ),
        },
    ),
    "E921": Message(
        slug="correction-of-nothing",
        sentence={
            "nl": "een waarde van '{name}' verbetert een waarde die er niet is",
            "en": "a value of '{name}' corrects a value that is not there",
        },
        remedy={
            "nl": "Geef bij `supersedes` de publicatiedatum van een eerdere regel over dezelfde dagen.",
            "en": "Give under `supersedes` the date of publication of an earlier line about the same days.",
        },
        page={
            "nl": (
                "Blijkt een gepubliceerd cijfer fout, dan blijft het staan en komt het goede eronder, met `supersedes` "
                "en de publicatiedatum van het foute cijfer (zonder publicatiedatum: de dag waarop het hier is "
                "vastgelegd). Zo oordeelt `--known-at` met wat toen bekend was. Voorbeeld: stond '450' er met "
                "`published: '2025-11-01'`, dan krijgt de regel met '455' `supersedes: '2025-11-01'`."
            ),
            "en": (
                "When a published figure proves wrong, it stays and the right one comes below it, with `supersedes` and "
                "the date on which the wrong one was published (when that is null: recorded here). So `--known-at` "
                "judges by what was known then. Example: where '450' stood with `published: '2025-11-01'`, the line "
                "with '455' gets `supersedes: '2025-11-01'`."
            ),
        },
    ),
    "E922": Message(
        slug="history-out-of-order",
        sentence={
            "nl": "de standen van wet '{name}' staan niet op volgorde van bekendheid",
            "en": "the statuses of law '{name}' are not in the order in which they became known",
        },
        remedy={"nl": "Zet de oudste stand bovenaan.", "en": "Put the oldest status first."},
        page={
            "nl": (
                "Onder `history` staat elke stand van een wet, de oudste eerst; de laatste geldt. Een nieuwe stand komt "
                "onderaan bij, een oude wordt nooit gewijzigd. Voorbeeld: onder `status: agreed` van 2024-12-11 komt "
                "`status: in_force` zodra de wet geldt."
            ),
            "en": (
                "Under `history` stands every status of a law, the oldest first; the last one counts. A new status is "
                "added at the end, an old one is never changed. Example: below `status: agreed` of 2024-12-11 comes "
                "`status: in_force` as soon as the law is in force."
            ),
        },
    ),
    "E923": Message(
        slug="superseded-version",
        sentence={
            "nl": "versie '{name}' van deze regel is er niet, of is niet ouder",
            "en": "there is no version '{name}' of this rule, or it is not an earlier one",
        },
        remedy={
            "nl": "Noem bij `supersedes` een lagere versie waarvan het bestand er nog is.",
            "en": "Name under `supersedes` a lower version whose file is still there.",
        },
        page={
            "nl": (
                "Een gepubliceerde versie van een regel blijft staan; een nieuwe versie krijgt een eigen bestand met "
                "hetzelfde `id`. Met `supersedes: '1.0.0'` geldt versie 1.0.0 niet meer vanaf de eerste dag van de nieuwe."
            ),
            "en": (
                "A published version of a rule stays; a new version gets a file of its own with the same `id`. With "
                "`supersedes: '1.0.0'` version 1.0.0 holds no longer from the first day of the new one."
            ),
        },
    ),
    "E924": Message(
        slug="versions-overlap",
        sentence={
            "nl": "versies van '{name}' gelden op dezelfde dagen: deze en {other} ({days})",
            "en": "versions of '{name}' hold on the same days: this one and {other} ({days})",
        },
        remedy={
            "nl": "Laat de perioden op elkaar aansluiten, of schrijf `supersedes` met de oudere versie.",
            "en": "Let the periods follow each other, or write `supersedes` with the older version.",
        },
        page={
            "nl": (
                "Op elke dag geldt van een regel ten hoogste één versie. Ligt de oude versie al vast, dan kan haar "
                "einddatum niet meer veranderen: schrijf dan in de nieuwe `supersedes`. Voorbeeld: versie 1.0.0 geldt tot "
                "en met 2034; versie 2.0.0 begint op '2027-01-01' met `supersedes: '1.0.0'`."
            ),
            "en": (
                "On each day at most one version of a rule holds. When the old version is published, its last day can "
                "no longer change: write `supersedes` in the new one. Example: version 1.0.0 holds through 2034; version "
                "2.0.0 begins on '2027-01-01' with `supersedes: '1.0.0'`."
            ),
        },
    ),
    "E925": Message(
        slug="version-about-something-else",
        sentence={
            "nl": "een andere versie van '{name}' gaat over '{other}'",
            "en": "another version of '{name}' is about '{other}'",
        },
        remedy={
            "nl": "Laat alle versies over hetzelfde onderwerp gaan, of geef deze regel een eigen id.",
            "en": "Let all versions be about the same subject, or give this rule an id of its own.",
        },
        page={
            "nl": (
                "Verslagen noemen een regel bij zijn id; wie het id kent, weet waarover het oordeel gaat. Een regel over "
                "iets anders is een andere regel. Voorbeeld: `applies_to: corporation_year` in beide bestanden."
            ),
            "en": (
                "Reports name a rule by its id; whoever knows the id knows what the verdict is about. A rule about "
                "something else is another rule. Example: `applies_to: corporation_year` in both files."
            ),
        },
    ),
    "E930": Message(
        slug="drafts-are-not-locked",
        sentence={
            "nl": "{count} regels zijn nog concept of 0.x en worden niet vastgelegd, waaronder {name}",
            "en": "{count} rules are drafts or 0.x and are not locked, among them {name}",
        },
        remedy={
            "nl": "Geef de regels een versie vanaf 1.0.0 en `status: stable`, of leg ze met `--release` vast zoals ze zijn.",
            "en": "Give the rules a version from 1.0.0 and `status: stable`, or lock them as they are with `--release`.",
        },
        page={
            "nl": (
                "Wat is vastgelegd verandert niet meer: elke wijziging vraagt een nieuwe versie. Daarom legt `npa lock` "
                "concepten niet vanzelf vast. Met een release gebeurt dat bewust: `npa lock --release`."
            ),
            "en": (
                "What is locked changes no more: every change asks for a new version. So `npa lock` does not lock drafts "
                "by itself. With a release it is done on purpose: `npa lock --release`."
            ),
        },
    ),
    "E931": Message(
        slug="published-rule-changed",
        sentence={
            "nl": "{name} is vastgelegd en nu gewijzigd: {changes}",
            "en": "{name} is locked and was changed now: {changes}",
        },
        remedy={
            "nl": "Zet de oude tekst terug; de wijziging komt in een nieuw bestand met een hogere versie, met een rij in CHANGELOG.md.",
            "en": "Put the old text back; the change goes into a new file with a higher version, with a row in CHANGELOG.md.",
        },
        page={
            "nl": (
                "Een oordeel van vorig jaar moet opnieuw te geven zijn, dus een gepubliceerde versie blijft zoals zij is. "
                "Labels, redenen, gevallen, status en opmerkingen mogen wel veranderen. Een nieuwe versie is een tweede "
                "bestand met hetzelfde `id`, bijvoorbeeld `version: 1.1.0` met `supersedes: '1.0.0'`. In CHANGELOG.md "
                "komt een rij met regel, versie, onderwerp en periode."
            ),
            "en": (
                "It must be possible to give a verdict of last year again, so a published version stays as it is. "
                "Labels, reasons, cases, status and comments may change. A new version is a second file with the same "
                "`id`, for example `version: 1.1.0` with `supersedes: '1.0.0'`. CHANGELOG.md gets a row with rule, "
                "version, subject and period."
            ),
        },
    ),
    "E932": Message(
        slug="published-removed",
        sentence={
            "nl": "{name} is vastgelegd en staat er niet meer",
            "en": "{name} is locked and is not there any more",
        },
        remedy={
            "nl": "Zet het bestand of de waarde terug; wat niet meer geldt krijgt een einddatum of een opvolger.",
            "en": "Put the file or the value back; what holds no longer gets a last day or a successor.",
        },
        page={
            "nl": (
                "Oude oordelen verwijzen naar versies en waarden die dus moeten blijven. Een regel die vervalt krijgt een "
                "opvolger met `supersedes`, een foute waarde een verbetering met `supersedes`. Voorbeeld: `value: '455'` "
                "met `supersedes: '2025-11-01'` onder de regel met '450'."
            ),
            "en": (
                "Old verdicts refer to versions and values, which must therefore stay. A rule that lapses gets a successor "
                "with `supersedes`, a wrong value a correction with `supersedes`. Example: `value: '455'` with "
                "`supersedes: '2025-11-01'` below the line with '450'."
            ),
        },
    ),
    "E933": Message(
        slug="version-without-changelog",
        sentence={
            "nl": "van {name} staat geen rij in CHANGELOG.md met versie, onderwerp ({subject}) en periode",
            "en": "CHANGELOG.md has no row about {name} with version, subject ({subject}) and period",
        },
        remedy={
            "nl": "Schrijf een rij zoals `| REGEL | VERSIE | ONDERWERP | PERIODE | wat er veranderde |`.",
            "en": "Write a row such as `| RULE | VERSION | SUBJECT | PERIOD | what changed |`.",
        },
        page={
            "nl": (
                "Wie een oordeel ziet veranderen moet kunnen nalezen waardoor. Elke nieuwe versie van een vastgelegde regel "
                "krijgt een rij met id, versie, onderwerp en de datum vanaf wanneer. Voorbeeld: "
                "`| NPA-BET-028 | 1.1.0 | corporation_year | from 2027-01-01 | another average |`."
            ),
            "en": (
                "Whoever sees a verdict change must be able to read why. Each new version of a locked rule gets a row with "
                "id, version, subject and the date from when. Example: "
                "`| NPA-BET-028 | 1.1.0 | corporation_year | from 2027-01-01 | another average |`."
            ),
        },
    ),
    "E934": Message(
        slug="nothing-to-compare",
        sentence={
            "nl": "'{name}' is niet te vergelijken; mogelijk: {allowed}",
            "en": "'{name}' cannot be compared; possible: {allowed}",
        },
        remedy={
            "nl": "Geef twee edities, twee versies, twee datums of twee revisies of mappen.",
            "en": "Give two editions, two versions, two dates or two revisions or folders.",
        },
        page={
            "nl": (
                "`npa diff` zet twee dingen van dezelfde soort naast elkaar: edities (`npa-2022 npa-2025`), versies van een "
                "regel (`NPA-BET-028@1.0.0 NPA-BET-028@1.1.0`), dagen (`2025-12-31 2026-01-01`), of revisies uit git en "
                "mappen met regels (`HEAD~1 .`)."
            ),
            "en": (
                "`npa diff` sets two things of one kind side by side: editions (`npa-2022 npa-2025`), versions of a rule "
                "(`NPA-BET-028@1.0.0 NPA-BET-028@1.1.0`), days (`2025-12-31 2026-01-01`), or git revisions and folders "
                "with rules (`HEAD~1 .`)."
            ),
        },
    ),
    "E935": Message(
        slug="revision-not-read",
        sentence={
            "nl": "de regels van revisie '{name}' zijn met dit programma niet te lezen ({count} bevindingen)",
            "en": "the rules of revision '{name}' cannot be read by this program ({count} findings)",
        },
        remedy={
            "nl": "Kies een revisie met dezelfde vorm van bestanden, of gebruik het programma van die revisie.",
            "en": "Choose a revision with the same form of files, or use the program of that revision.",
        },
        page={
            "nl": (
                "Een oudere revisie kan bestanden hebben in een vorm die dit programma niet kent; de eerste bevindingen "
                "staan eronder. Voorbeeld: `npa diff HEAD~1 .` vergelijkt de vorige revisie met de map van nu."
            ),
            "en": (
                "An older revision may hold files in a form that this program does not know; the first findings stand "
                "below. Example: `npa diff HEAD~1 .` compares the previous revision with the folder of now."
            ),
        },
    ),
    "E936": Message(
        slug="lock-damaged",
        sentence={
            "nl": "een regel van het slot is niet te lezen of met de hand gewijzigd",
            "en": "a line of the lock cannot be read or was changed by hand",
        },
        remedy={
            "nl": "Zet het bestand terug; alleen `npa lock` schrijft het.",
            "en": "Put the file back; only `npa lock` writes it.",
        },
        page={
            "nl": (
                "Elke regel van het slot is een naam, een vingerafdruk en de betekenis waarvan die is genomen. Klopt de "
                "vingerafdruk niet, dan is er met de hand in gewerkt. Voorbeeld: `git checkout -- rules/lock`."
            ),
            "en": (
                "Each line of the lock is a name, a digest and the meaning of which it was taken. When the digest does not "
                "fit, somebody edited it by hand. Example: `git checkout -- rules/lock`."
            ),
        },
    ),
    "E937": Message(
        slug="version-step-too-small",
        sentence={
            "nl": "{name} verandert de oordelen van versie {other} ({what}) en heet daarom ten minste een {step}",
            "en": "{name} changes verdicts of version {other} ({what}) and so is at least a {step}",
        },
        remedy={
            "nl": "Verhoog het eerste getal als een beslist oordeel verandert, het tweede als een open oordeel beslist wordt.",
            "en": "Raise the first number when a decided verdict changes, the second when an open one becomes decided.",
        },
        page={
            "nl": (
                "De gevallen van de oude versie worden met de nieuwe nagespeeld. Een patch (1.0.1) verandert geen oordeel. "
                "Een minor (1.1.0) beslist wat open was, binnen wat het nog kon worden. Een major (2.0.0) verandert een "
                "beslist oordeel, de dagen waarop de regel geldt of het onderwerp."
            ),
            "en": (
                "The cases of the old version are replayed with the new one. A patch (1.0.1) changes no verdict. A minor "
                "(1.1.0) decides what was open, within what it could become. A major (2.0.0) changes a decided verdict, "
                "the days on which the rule holds, or its subject."
            ),
        },
    ),
    "W922": Message(
        slug="published-not-locked",
        sentence={
            "nl": "{name} is gepubliceerd en nog niet vastgelegd",
            "en": "{name} is published and not locked yet",
        },
        remedy={"nl": "Leg de regel vast met `npa lock`.", "en": "Lock the rule with `npa lock`."},
        page={
            "nl": (
                "Een stabiele versie vanaf 1.0.0 hoort in het slot te staan, zodat zij niet ongemerkt verandert. Voorbeeld: "
                "`npa lock` na het samenvoegen van een nieuwe versie."
            ),
            "en": (
                "A stable version from 1.0.0 belongs in the lock, so that it cannot change unnoticed. Example: `npa lock` "
                "after a new version was merged."
            ),
        },
    ),
}
