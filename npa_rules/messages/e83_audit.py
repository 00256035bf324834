"""Messages of what an audit writes."""

from __future__ import annotations

from npa_rules.messages.message import Message

E83: dict[str, Message] = {
    "E830": Message(
        slug="disk-full",
        sentence={
            "nl": "er is geen ruimte meer op de schijf voor dit bestand",
            "en": "there is no space left on the disk for this file",
        },
        remedy={
            "nl": "Maak ruimte vrij of kies een andere plaats; wat er stond is niet veranderd.",
            "en": "Make room or choose another place; what stood there has not changed.",
        },
        page={
            "nl": (
                "Een bestand verschijnt pas onder zijn naam als het helemaal is geschreven. Is de schijf of het quotum vol, "
                "dan blijft staan wat er stond, bijvoorbeeld de `oordelen.parquet` van gisteren, en blijft er geen half "
                "bestand achter. De brede tabel als Parquet is het kleinst: een byte per rij en regel, samengeperst."
            ),
            "en": (
                "A file appears under its name only when it is written completely. When the disk or the quota is full, what "
                "stood there stays, such as the `verdicts.parquet` of yesterday, and no half file is left. The wide table as "
                "Parquet is the smallest: one byte a row and rule, compressed."
            ),
        },
    ),
    "E831": Message(
        slug="cannot-write",
        sentence={"nl": "dit bestand is niet te schrijven: {why}", "en": "this file cannot be written: {why}"},
        remedy={
            "nl": "Kies een bestaande map waarin u mag schrijven, en sluit het bestand in andere programma's.",
            "en": "Choose an existing folder in which you may write, and close the file in other programs.",
        },
        page={
            "nl": (
                "De map bestaat niet, u mag er niet schrijven, de naam is die van een map, of een ander programma houdt het "
                "bestand vast. Schrijf bijvoorbeeld naar `uitvoer/oordelen.csv` nadat u de map `uitvoer` hebt gemaakt."
            ),
            "en": (
                "The folder does not exist, you may not write in it, the name is that of a folder, or another program holds "
                "the file. Write for example to `output/verdicts.csv` after making the folder `output`."
            ),
        },
    ),
    "E832": Message(
        slug="output-form",
        sentence={
            "nl": "deze uitvoer heeft een andere extensie; kies uit: {allowed}",
            "en": "this output has another extension; choose from: {allowed}",
        },
        remedy={"nl": "Geef de naam een van deze extensies.", "en": "Give the name one of these extensions."},
        page={
            "nl": (
                "De extensie bepaalt de vorm. Een tabel met oordelen wordt `.parquet` (klein, met de betekenis van de codes "
                "erin) of `.csv` (in woorden, voor Excel); een werkmap wordt `.xlsx`."
            ),
            "en": (
                "The extension decides the form. A table of verdicts becomes `.parquet` (small, with the meaning of the codes "
                "in it) or `.csv` (in words, for Excel); a workbook becomes `.xlsx`."
            ),
        },
    ),
    "E833": Message(
        slug="public-rows",
        sentence={
            "nl": "uitvoer voor het publiek bevat geen losse rijen",
            "en": "output for the public holds no single rows",
        },
        remedy={
            "nl": "Laat de tabel weg, of vraag om uitvoer die niet openbaar is.",
            "en": "Leave the table out, or ask for output that is not public.",
        },
        page={
            "nl": (
                "Wie aantallen onder de 5 verbergt, kan niet ook de rijen geven waaruit ze zijn geteld. Voor het publiek zijn "
                "er de samenvatting en de werkmap zonder rijen; de oordelentabel, bijvoorbeeld `oordelen.parquet`, is er "
                "voor eigen gebruik."
            ),
            "en": (
                "Who hides counts below 5 cannot also give the rows that they were counted from. For the public there are the "
                "summary and the workbook without rows; the verdict table, such as `verdicts.parquet`, is for own use."
            ),
        },
    ),
    "W820": Message(
        slug="not-as-derived",
        sentence={
            "nl": "'{name}' wijkt in {count} rijen af van wat {rule} ervan maakt; daar geldt het als niet gegeven",
            "en": "'{name}' differs in {count} rows from what {rule} makes of it; there it counts as not given",
        },
        remedy={
            "nl": "Laat de kolom weg, of ga na waarom de bron een andere waarde heeft.",
            "en": "Leave the column out, or find out why the source has another value.",
        },
        page={
            "nl": (
                "Sommige gegevens volgen uit andere, bijvoorbeeld `income_dependent_maximum` uit huur, inkomen en datum. Een "
                "tabel mag zo'n kolom hebben, maar waar hij iets anders zegt dan de regels, telt hij niet mee: het oordeel "
                "rust dan op wat de regels ervan maken. Bij één geval (`npa check`) is het een fout in de invoer (E508)."
            ),
            "en": (
                "Some facts follow from others, such as `income_dependent_maximum` from rent, income and date. A table may "
                "have such a column, but where it says something else than the rules do, it does not count: the verdict then "
                "rests on what the rules make of it. For one case (`npa check`) it is an error in the input (E508)."
            ),
        },
    ),
}
