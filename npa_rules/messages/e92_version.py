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
                "`--known-at` telt een editie pas mee vanaf de dag waarop zij bekend was."
            ),
            "en": (
                "The date of an item chooses the edition, the version of each rule and each figure. On this date no "
                "edition holds that has rules about the subject, so there is nothing to judge; which is not the same as "
                "being in order. Example: `allocation_date: '2021-06-01'` lies before the first edition. Under "
                "`--known-at` an edition counts only once it was public."
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
}
