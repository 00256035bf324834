"""W81x and E834 and on: rows and cells of tables that are not what they seem."""

from __future__ import annotations

from npa_rules.messages.message import Message

ROWS: dict[str, Message] = {
    "E834": Message(
        slug="members-without-id",
        sentence={
            "nl": "de tabel heeft geen kolom met kenmerken, dus de leden van '{name}' horen nergens bij",
            "en": "the table has no column with ids, so the members of '{name}' belong nowhere",
        },
        remedy={
            "nl": "Noem de kolom met de sleutel in een bestand voor `--mapping`, met `format: 1` en `id: 'Plancode'`.",
            "en": "Name the column with the key in a file for `--mapping`, with `format: 1` and `id: 'Plan code'`.",
        },
        page={
            "nl": (
                "Leden staan in een tweede tabel, met een sleutel die het kenmerk van een rij in de eerste is. Zonder kolom "
                "met kenmerken zou het volgnummer van een rij ervoor doorgaan, en dan komen leden bij de verkeerde rij "
                "terecht. Zo wijst u een kolom aan: een bestand met de regels `format: 1` en `id: 'Plancode'`, gegeven met `--mapping`. "
                "De andere kolommen worden dan nog steeds vanzelf herkend."
            ),
            "en": (
                "Members stand in a second table, with a key that is the id of a row in the first. Without a column of ids "
                "the number of a row would pass for it, and members would end up with the wrong row. This is how a column is "
                "named: a file with the lines `format: 1` and `id: 'Plan code'`, given with `--mapping`. The other columns are still "
                "recognised by themselves."
            ),
        },
    ),
    "W810": Message(
        slug="id-more-than-once",
        sentence={
            "nl": "kenmerken die in '{name}' meer dan eens voorkomen: {ids}; rijen daarmee: {rows} (rij {places})",
            "en": "ids that occur more than once in '{name}': {ids}; rows with them: {rows} (row {places})",
        },
        remedy={
            "nl": "Kijk of een rij dubbel in de bron staat; elke rij is beoordeeld en telt mee in elke optelling.",
            "en": "See whether a row stands in the source twice; each row was judged and counts in every sum.",
        },
        page={
            "nl": (
                "Rijen met hetzelfde kenmerk worden niet samengevoegd en niet weggelaten: welke klopt weet alleen de bron."
                " Ze tellen allemaal, dus een woning die er twee keer in staat telt dubbel in het aantal en in wat met "
                "`--roll-up` wordt opgeteld. Soms is het goed, bijvoorbeeld een regel per project en jaar; geef dan een "
                "kolom op die rijen wel uit elkaar houdt: een bestand voor `--mapping` met `format: 1` en `id: 'Regelnummer'`. De "
                "eerste rijen worden genoemd."
            ),
            "en": (
                "Rows with one id are not merged and not left out: only the source knows which is right. All of them count,"
                " so a dwelling that is there twice counts double in the totals and in what `--roll-up` adds up. Sometimes "
                "it is right, such as a row per project and year; then name a column that does tell rows apart: a file for "
                "`--mapping` with `format: 1` and `id: 'Line number'`. The first rows are named."
            ),
        },
    ),
    "W811": Message(
        slug="ids-not-compared",
        sentence={
            "nl": "of kenmerken in '{name}' meer dan eens voorkomen is niet nagegaan: er is geen ruimte voor tijdelijke bestanden",
            "en": "whether ids in '{name}' occur more than once was not looked for: there is no room for temporary files",
        },
        remedy={
            "nl": "Maak ruimte vrij op de schijf, of wijs met `TMPDIR` een andere map aan.",
            "en": "Make room on the disk, or point to another folder with `TMPDIR`.",
        },
        page={
            "nl": (
                "Bij een grote tabel (meer dan zo'n 700.000 rijen) worden van de kenmerken hashes bewaard in een tijdelijk "
                "bestand zonder naam, 24 bytes per rij. Dat bestand paste niet op de schijf. De rijen zijn wel gelezen en "
                "beoordeeld; alleen dubbele kenmerken zijn niet gezocht. Probeer bijvoorbeeld `TMPDIR=/grote/schijf npa audit …`."
            ),
            "en": (
                "For a large table (more than some 700,000 rows) hashes of the ids are kept in a temporary file without a "
                "name, 24 bytes a row. That file did not fit on the disk. The rows were read and judged; only ids that occur "
                "twice were not looked for. Try for example `TMPDIR=/large/disk npa audit …`."
            ),
        },
    ),
    "W812": Message(
        slug="further-refusals",
        sentence={
            "nl": "meldingen over cellen en rijen die hier niet getoond zijn: {count}",
            "en": "findings on cells and rows that are not shown here: {count}",
        },
        remedy={
            "nl": "Herstel eerst wat hierboven staat; vaak gaat het in de andere om hetzelfde.",
            "en": "First mend what is above; the others are often about the same.",
        },
        page={
            "nl": (
                "Van geweigerde cellen worden de eerste genoemd en alle geteld. Hetzelfde probleem staat vaak in een hele "
                "kolom, bijvoorbeeld `n.v.t. (zie bijlage)` in de huur. De gewone tekstuitvoer telt per kolom hoeveel er "
                "leeg en geweigerd is."
            ),
            "en": (
                "Of refused cells the first are named and all are counted. The same problem often stands in a whole column, "
                "such as `n/a (see annex)` in the rent. The ordinary text output counts by column how many are empty and "
                "refused."
            ),
        },
    ),
    "E835": Message(
        slug="date-that-stands-for-none",
        sentence={
            "nl": "de datum voor '{name}' ligt voor 1901 of na 2200 en staat vermoedelijk voor: geen datum",
            "en": "the date for '{name}' lies before 1901 or after 2200 and probably stands for: no date",
        },
        remedy={
            "nl": "Laat de cel leeg als de datum niet bekend is.",
            "en": "Leave the cell empty if the date is not known.",
        },
        page={
            "nl": (
                "Systemen vullen een datum die zij niet hebben met `01-01-1900` of `31-12-9999`, en een leeg getal wordt in "
                "Excel de dag 0-1-1900. Zo een datum zou een rij buiten elke periode plaatsen. De cel geldt als niet gegeven. "
                "Bedoelt de bron dat iets niet is gebeurd, schrijf dan `geen`."
            ),
            "en": (
                "Systems fill a date that they do not have with `01-01-1900` or `31-12-9999`, and an empty figure becomes day "
                "0-1-1900 in Excel. Such a date would place a row outside every period. The cell counts as not given. If the "
                "source means that something was not done, write `none`."
            ),
        },
    ),
    "E836": Message(
        slug="nested-cell",
        sentence={
            "nl": "de cel voor '{name}' bevat een lijst of een object in plaats van een waarde",
            "en": "the cell for '{name}' holds a list or an object where a value belongs",
        },
        remedy={
            "nl": "Haal de waarde eruit, bijvoorbeeld in een zoekvraag, en lees die kolom.",
            "en": "Take the value out of it, for example in a query, and read that column.",
        },
        page={
            "nl": (
                'Bestanden als Parquet en JSON kunnen in een cel een lijst of object hebben, zoals `{"code": "A"}` voor een '
                "label. Welke waarde daarvan bedoeld is wordt niet geraden. Alleen een gegeven dat zelf een lijst is mag zo in "
                "een cel staan; een VERA-bestand wordt als zodanig herkend."
            ),
            "en": (
                'Files such as Parquet and JSON can have a list or an object in a cell, such as `{"code": "A"}` for a label. '
                "Which value of it is meant is not guessed. Only a fact that is a list itself may stand in a cell like this; a "
                "VERA file is recognised as such."
            ),
        },
    ),
    "E837": Message(
        slug="day-or-month-first",
        sentence={
            "nl": "de datum voor '{name}' kan op twee manieren gelezen worden: de kolom heeft ook datums met de maand voorop",
            "en": "the date for '{name}' can be read in two ways: the column also has dates with the month first",
        },
        remedy={
            "nl": "Sla de datums op als jjjj-mm-dd, of als datumcellen in een werkboek.",
            "en": "Save the dates as yyyy-mm-dd, or as date cells in a workbook.",
        },
        page={
            "nl": (
                "Met schuine strepen gaat de dag voor: `01/07/2025` is 1 juli. Staat er in de kolom ook `07/13/2025`, dan is "
                "zij in het Amerikaanse formaat opgeslagen of staan er twee vormen door elkaar, en is van `01/07/2025` niet te zeggen "
                "wat het is. Zulke cellen gelden als niet gegeven; `13/07/2025` en `01-07-2025` tellen wel."
            ),
            "en": (
                "With slashes the day comes first: `01/07/2025` is 1 July. When the column also has `07/13/2025`, it was saved "
                "in the American form or mixed, and what `01/07/2025` is cannot be told. Such cells count as not given; "
                "`13/07/2025` and `01-07-2025` do count."
            ),
        },
    ),
    "W813": Message(
        slug="row-of-totals",
        sentence={
            "nl": "deze rij is een totaal of een herhaalde kop en is niet beoordeeld",
            "en": "this row is a total or a repeated header and was not judged",
        },
        remedy={
            "nl": "Haal de rij uit de tabel; is het toch een gewone rij, geef haar dan een ander kenmerk.",
            "en": "Take the row out of the table; if it is an ordinary row after all, give it another id.",
        },
        page={
            "nl": (
                "Een rij waarvan het kenmerk of de naam begint met `Totaal`, `Subtotaal`, `Gemiddelde` of iets dergelijks gaat "
                "niet over één ding, en zou in elke telling dubbel meetellen. Ook een rij die de kop herhaalt, zoals na het "
                "plakken van twee lijsten, wordt overgeslagen. Zij tellen bij de rijen die over iets anders gaan."
            ),
            "en": (
                "A row whose id or name begins with `Total`, `Subtotal`, `Average` or the like is not about one thing, and "
                "would count double in every sum. A row that repeats the header, as after pasting two lists, is left out too. "
                "They are counted with the rows about something else."
            ),
        },
    ),
    "W814": Message(
        slug="month-first",
        sentence={
            "nl": "in '{name}' staan datums met de maand voorop; waar het allebei kan is de cel geweigerd",
            "en": "'{name}' has dates with the month first; where it can be either the cell is refused",
        },
        remedy={
            "nl": "Sla de datums op als jjjj-mm-dd.",
            "en": "Save the dates as yyyy-mm-dd.",
        },
        page={
            "nl": (
                "Een datum als `07/13/2025` kan alleen 13 juli zijn met de maand voorop. Vanaf de genoemde rij wordt in deze "
                "kolom niets meer aangenomen over datums met schuine strepen. In een grote tabel kunnen eerdere rijen al met de "
                "dag voorop gelezen zijn: kijk die na."
            ),
            "en": (
                "A date such as `07/13/2025` can only be 13 July with the month first. From the row named nothing is taken for "
                "granted in this column about dates with slashes. In a large table earlier rows may have been read with the day "
                "first: look at those."
            ),
        },
    ),
    "W815": Message(
        slug="rows-without-id",
        sentence={
            "nl": "rijen zonder waarde in '{name}', terwijl andere er een hebben: {count} (rij {places})",
            "en": "rows without a value in '{name}', while others have one: {count} (row {places})",
        },
        remedy={
            "nl": "Kijk of het losse totalen of eenheden zijn, en haal die weg; anders vult u het kenmerk in.",
            "en": "See whether they are loose totals or units and take those out; else fill in the id.",
        },
        page={
            "nl": (
                "Vaak is een rij zonder kenmerk geen gewone rij: een som onder de lijst, een regel met eenheden onder de kop, "
                "een vervolgregel. Zeker is dat niet, dus zij is beoordeeld en telt mee. Leden uit een tweede tabel krijgt zij "
                "niet, want die wijzen met het kenmerk een rij aan, zoals `plan 12`."
            ),
            "en": (
                "Often a row without an id is no ordinary row: a sum below the list, a line of units below the header, a line "
                "that goes on. That is not certain, so it was judged and counts. It gets no members from a second table, for "
                "these point to a row by its id, such as `plan 12`."
            ),
        },
    ),
    "W816": Message(
        slug="merged-cells",
        sentence={
            "nl": "samengevoegde cellen over meer rijen: alleen de eerste rij heeft de waarde ({places})",
            "en": "merged cells over several rows: only the first row has the value ({places})",
        },
        remedy={
            "nl": "Hef de samenvoeging op en vul de waarde in elke rij in.",
            "en": "Split the cells and fill in the value in each row.",
        },
        page={
            "nl": (
                "In een werkboek hoort de waarde van samengevoegde cellen bij de cel linksboven; de andere zijn leeg en gelden "
                "hier als onbekend. Zo ziet een complex dat één keer over `D2:D9` staat er goed uit, maar heeft alleen rij 2 "
                "het."
            ),
            "en": (
                "In a workbook the value of merged cells belongs to the upper left one; the others are empty and count as "
                "unknown here. A complex that stands once over `D2:D9` looks right, but only row 2 has it."
            ),
        },
    ),
    "W817": Message(
        slug="hidden-rows",
        sentence={
            "nl": "het blad of een deel van zijn rijen is verborgen; alles is gelezen",
            "en": "the sheet or some of its rows are hidden; everything was read",
        },
        remedy={
            "nl": "Haal weg wat niet mee moet tellen: een filter houdt geen rijen tegen.",
            "en": "Take out what must not count: a filter keeps no rows back.",
        },
        page={
            "nl": (
                "Verborgen rijen, bijvoorbeeld door een filter als `=A*`, horen bij de tabel en zijn beoordeeld. Ziet u in "
                "Excel minder rijen dan hier geteld zijn, dan komt het daardoor. Een verborgen blad wordt alleen gelezen als u "
                "het noemt of als geen zichtbaar blad een bekende kop heeft."
            ),
            "en": (
                "Hidden rows, for example by a filter such as `=A*`, belong to the table and were judged. When you see fewer "
                "rows in Excel than were counted here, that is why. A hidden sheet is only read when you name it or when no "
                "visible sheet has a known header."
            ),
        },
    ),
    "W818": Message(
        slug="decimal-mark-not-shown",
        sentence={
            "nl": "in '{name}' kan 1.234 of 1,234 op twee manieren gelezen worden; genomen is wat bij dit bestand gewoon is",
            "en": "in '{name}' 1.234 or 1,234 can be read in two ways; what is usual for this file was taken",
        },
        remedy={
            "nl": "Maak het zeker: een bestand voor `--mapping` met `format: 1` en `decimal: comma` of `decimal: point`.",
            "en": "Make it certain: a file for `--mapping` with `format: 1` and `decimal: comma` or `decimal: point`.",
        },
        page={
            "nl": (
                "Geen enkele cel laat zien welk teken de decimalen scheidt. In een bestand met puntkomma's is een komma gewoon, "
                "dus `1.234` is daar duizend en zoveel; in een bestand met komma's een punt. Van één cel als `1.234,56` of "
                "`650,5` in een kolom met cijfers was het zeker geweest."
            ),
            "en": (
                "No cell shows which mark separates decimals. In a file with semicolons a comma is usual, so `1.234` is a "
                "thousand and some there; in a file with commas a point. One cell like `1.234,56` or `650,5` in a column of "
                "figures would have made it certain."
            ),
        },
    ),
    "W819": Message(
        slug="header-of-two-rows",
        sentence={
            "nl": "de kop staat in twee rijen ({first} en {second}) en is samen gelezen",
            "en": "the header takes two rows ({first} and {second}) and was read together",
        },
        remedy={
            "nl": "Kijk bij de kolommen of elke de goede naam heeft; zet de kop liever in één rij.",
            "en": "See with the columns whether each has the right name; better put the header in one row.",
        },
        page={
            "nl": (
                "Boven de kolommen staan groepen, zoals `Huur`, en daaronder de namen, zoals `Kale huur`. Waar de bovenste naam "
                "onbekend of leeg is telt de onderste. Dat gebeurt alleen als elke cel van de onderste rij een bekende naam is."
            ),
            "en": (
                "Above the columns stand groups, such as `Rent`, and below those the names, such as `Net rent`. Where the upper "
                "name is unknown or empty the lower one counts. This is only done when every cell of the lower row is a known "
                "name."
            ),
        },
    ),
}
