"""E97x and W97x: what is wrong with a kept report, the lock or versions, beside what E92x to E95x tell."""

from __future__ import annotations

from npa_rules.messages.message import Message

E97: dict[str, Message] = {
    "E975": Message(
        slug="report-key-twice",
        sentence={
            "nl": "de sleutel '{key}' staat twee keer in hetzelfde deel van het verslag",
            "en": "the key '{key}' occurs twice in one part of the report",
        },
        remedy={
            "nl": "Gebruik het verslag zoals het is gemaakt; geen programma schrijft een sleutel tweemaal.",
            "en": "Use the report as it was made; no program writes a key twice.",
        },
        page={
            "nl": (
                "In JSON wint van twee gelijke sleutels meestal stil de laatste, zodat een lezer iets anders kan zien dan "
                "het programma dat het verslag nagaat. Daarom wordt zo'n verslag geweigerd. Voorbeeld: "
                '`{"verdict": "violates", "verdict": "complies"}`.'
            ),
            "en": (
                "In JSON the last of two equal keys mostly wins silently, so that a reader may see something else than the "
                "program that verifies the report. Such a report is refused for that reason. Example: "
                '`{"verdict": "violates", "verdict": "complies"}`.'
            ),
        },
    ),
    "E976": Message(
        slug="lock-lines-gone",
        sentence={
            "nl": "dit deel van het slot heeft {count} regels en had er {total}",
            "en": "this part of the lock has {count} lines and had {total}",
        },
        remedy={
            "nl": "Zet het bestand terug uit de vorige revisie; na een samenvoeging horen de regels van beide kanten erin.",
            "en": "Put the file back from the previous revision; after a merge the lines of both sides belong in it.",
        },
        page={
            "nl": (
                "In `rules/lock/counts.txt` staat hoeveel regels elk bestand van het slot heeft. Zijn het er minder, dan zou "
                "een gepubliceerde regel of waarde ongemerkt kunnen veranderen. Voorbeeld: `git checkout -- rules/lock`, of "
                "bij een conflict beide kanten houden en daarna `npa lock`."
            ),
            "en": (
                "In `rules/lock/counts.txt` stands how many lines each file of the lock has. When there are fewer, a "
                "published rule or value could change unnoticed. Example: `git checkout -- rules/lock`, or after a conflict "
                "keep both sides and then `npa lock`."
            ),
        },
    ),
    "E977": Message(
        slug="known-before-its-predecessor",
        sentence={
            "nl": "versie {name} vervangt {other} en zou eerder bekend zijn geweest",
            "en": "version {name} supersedes {other} and would have been known before it",
        },
        remedy={
            "nl": "Geef de nieuwe versie de dag waarop zij zelf bekend werd, bij `published` of `recorded`.",
            "en": "Give the new version the day on which it became known itself, under `published` or `recorded`.",
        },
        page={
            "nl": (
                "Met `--known-at` wordt geoordeeld naar wat op een dag bekend was. Een verbetering die eerder bekend zou "
                "zijn dan wat zij verbetert, maakt een oud oordeel onnavolgbaar: de oude versie had dan nooit geoordeeld. "
                "Voorbeeld: vervangt 1.1.0 een versie die op 2026-01-01 is vastgelegd, dan is `recorded: '2026-09-01'` goed "
                "en `recorded: '2025-01-01'` niet."
            ),
            "en": (
                "With `--known-at` a verdict follows from what was known on a day. A correction that was known before what "
                "it corrects makes an old verdict impossible to follow: the old version would never have judged. Example: "
                "where 1.1.0 supersedes a version recorded on 2026-01-01, `recorded: '2026-09-01'` is right and `recorded: "
                "'2025-01-01'` is not."
            ),
        },
    ),
    "E978": Message(
        slug="default-with-values",
        sentence={
            "nl": "de standaardlezing '{name}' heeft eigen waarden; zij is wat de regel zelf zegt",
            "en": "the default reading '{name}' has values of its own; it is what the rule itself says",
        },
        remedy={
            "nl": "Zet deze waarden bij `values` van de regel, en de andere bij de andere lezing.",
            "en": "Put these values under `values` of the rule, and the other ones under the other reading.",
        },
        page={
            "nl": (
                "Zonder gekozen lezing geldt wat onder `values` van de regel staat. Zou de standaardlezing iets anders "
                "zeggen, dan noemde een verslag een lezing die niet is gebruikt. Wordt een andere lezing de standaard, ruil "
                "dan de waarden om: `values: {counted: {fact: rent_after}}` bij de regel, en de oude bij de lezing."
            ),
            "en": (
                "Without a chosen reading, what stands under `values` of the rule holds. If the default reading said "
                "something else, a report would name a reading that was not used. When another reading becomes the default, "
                "swap the values: `values: {counted: {fact: rent_after}}` in the rule, and the old ones in the reading."
            ),
        },
    ),
    "W976": Message(
        slug="days-without-a-version",
        sentence={
            "nl": "tussen {a} en {b} geldt geen enkele versie van '{name}'",
            "en": "between {a} and {b} no version of '{name}' holds",
        },
        remedy={
            "nl": "Laat de ene versie ingaan op de dag na de laatste van de andere, of gebruik `supersedes`.",
            "en": "Let one version begin on the day after the last of the other, or use `supersedes`.",
        },
        page={
            "nl": (
                "Op de dagen ertussen luidt het oordeel 'niet van toepassing', wat makkelijk voor in orde wordt aangezien. "
                "Is er echt een tijd zonder regel geweest, laat de waarschuwing dan staan. Voorbeeld: eindigt 1.0.0 op "
                "2026-12-31, dan gaat 2.0.0 in op `from: '2027-01-01'`."
            ),
            "en": (
                "On the days between, the verdict is 'not applicable', which is easily taken for being in order. Where there "
                "really was a time without a rule, let the warning stand. Example: where 1.0.0 ends on 2026-12-31, 2.0.0 "
                "begins with `from: '2027-01-01'`."
            ),
        },
    ),
    "E979": Message(
        slug="locked-entry-changed",
        sentence={
            "nl": "{name} is vastgelegd en nu gewijzigd: {changes}",
            "en": "{name} is locked and was changed now: {changes}",
        },
        remedy={
            "nl": "Zet het terug en zet het nieuwe erbij: een cijfer met `supersedes`, een nieuwe stand van de wet, een nieuw feit.",
            "en": "Put it back and add the new beside it: a figure with `supersedes`, a new status of the law, a new fact.",
        },
        page={
            "nl": (
                "Oude oordelen rusten ook op cijfers, standen van wetten, feiten, schalen en edities, en die hebben geen "
                "versie. Wat er staat blijft dus staan. Een fout cijfer krijgt een verbetering eronder, een wet een regel "
                "onder `history`, een feit dat iets anders betekent een andere naam. Ruimer worden mag: een code erbij, een "
                "grens verder weg, een einddatum waar er geen was. Voorbeeld: `bounds: [0, 5000]` mag `[0, 6000]` worden en "
                "geen `[0, 4000]`. Labels, bronnen en hulpteksten zijn vrij."
            ),
            "en": (
                "Old verdicts also rest on figures, statuses of laws, facts, scales and editions, and these have no version. "
                "So what is there stays. A wrong figure gets a correction below it, a law a line under `history`, a fact "
                "that means something else another name. Becoming wider is allowed: a code more, a bound further off, a "
                "last day where there was none. Example: `bounds: [0, 5000]` may become `[0, 6000]` and not `[0, 4000]`. "
                "Labels, sources and help texts are free."
            ),
        },
    ),
}
