"""E8xx and W8xx: tables of users; no sentence repeats a cell."""

from __future__ import annotations

from npa_rules.messages.message import Message

TABLE: dict[str, Message] = {
    "E801": Message(
        slug="empty-table",
        sentence={
            "nl": "het bestand heeft geen tabel: er staat niets in",
            "en": "the file has no table: nothing is in it",
        },
        remedy={
            "nl": "Controleer of het juiste bestand is opgeslagen en of het niet leeg is.",
            "en": "Check that the right file was saved and that it is not empty.",
        },
        page={
            "nl": (
                "In dit bestand staat geen enkele gevulde cel, ook geen kop. Meestal is een uitvoer mislukt of is een"
                " leeg blad opgeslagen. Open het bestand, bijvoorbeeld `bezit.csv`, in een teksteditor of in Excel en"
                " sla het opnieuw op."
            ),
            "en": (
                "This file has no filled cell at all, no header either. Mostly an export failed or an empty sheet was"
                " saved. Open the file, for example `stock.csv`, in a text editor or in Excel and save it again."
            ),
        },
    ),
    "E802": Message(
        slug="unreadable-kind",
        sentence={
            "nl": "dit soort bestand wordt niet gelezen",
            "en": "this kind of file is not read",
        },
        remedy={
            "nl": "Sla de tabel op als xlsx, CSV of Parquet.",
            "en": "Save the table as xlsx, CSV or Parquet.",
        },
        page={
            "nl": (
                "Gelezen worden CSV, xlsx, Parquet, JSON per regel en een zoekvraag op een DuckDB- of SQLite-bestand."
                " De inhoud telt, niet de naam: een oud `.xls`-bestand, een pdf, een webpagina met de naam `.xls` of "
                "een ingepakt bestand is geen van deze. Open het in Excel en kies Opslaan als, xlsx."
            ),
            "en": (
                "CSV, xlsx, Parquet, JSON lines and a query on a DuckDB or SQLite file are read. What the file holds "
                "counts, its name is no proof: an old `.xls` file, a PDF, a web page named `.xls` or a packed file is"
                " none of these. Open it in Excel and choose Save as, xlsx."
            ),
        },
    ),
    "E803": Message(
        slug="protected-workbook",
        sentence={
            "nl": "het werkboek is met een wachtwoord beveiligd",
            "en": "the workbook is protected by a password",
        },
        remedy={
            "nl": "Open het in Excel en sla het zonder wachtwoord op.",
            "en": "Open it in Excel and save it without a password.",
        },
        page={
            "nl": (
                "Een werkboek met een wachtwoord is versleuteld, dus er is niets in te lezen. Kies in Excel Bestand, "
                "Info, Werkmap beveiligen, en maak het wachtwoord leeg; sla een kopie op, bijvoorbeeld `bezit-"
                "open.xlsx`. Beveiliging van alleen een blad hindert niet."
            ),
            "en": (
                "A workbook with a password is encrypted, so nothing in it can be read. In Excel choose File, Info, "
                "Protect workbook, and clear the password; save a copy, for example `stock-open.xlsx`. Protection of "
                "a sheet only does not matter."
            ),
        },
    ),
    "E804": Message(
        slug="damaged-table",
        sentence={
            "nl": "het bestand is beschadigd of afgebroken en niet tot het einde te lezen ({problem})",
            "en": "the file is damaged or cut off and cannot be read to its end ({problem})",
        },
        remedy={
            "nl": (
                "Haal het bestand opnieuw op, of open het in het programma waar het uit komt en sla het opnieuw op."
            ),
            "en": "Fetch the file again, or open it in the program that it comes from and save it again.",
        },
        page={
            "nl": (
                "Het begin klopt met dit soort bestand, maar een deel ontbreekt of is onleesbaar. Dat gebeurt als "
                "kopiëren of downloaden is afgebroken of de schijf vol was. Van zo'n bestand wordt geen deel "
                "beoordeeld, want dan zouden rijen stil ontbreken; vergelijk de grootte met die van het origineel, "
                "bijvoorbeeld van `bezit.xlsx` op de server."
            ),
            "en": (
                "The beginning is that of this kind of file, but a part is missing or unreadable. That happens when "
                "copying or downloading was cut off or the disk was full. No part of such a file is judged, because "
                "rows would then be missing silently; compare its size with the original, for example of `stock.xlsx`"
                " on the server."
            ),
        },
    ),
    "E805": Message(
        slug="swells",
        sentence={
            "nl": (
                "het bestand wordt bij het openen veel te groot (grens: {limit} MiB, of een onderdeel dat zeer sterk "
                "is ingepakt)"
            ),
            "en": ("the file grows far too large when opened (limit: {limit} MiB, or a part that is packed extremely)"),
        },
        remedy={
            "nl": "Controleer waar het bestand vandaan komt; sla grote tabellen op als CSV of Parquet.",
            "en": "Check where the file comes from; save large tables as CSV or Parquet.",
        },
        page={
            "nl": (
                "Een xlsx is ingepakt. De inhoudsopgave van dit bestand zegt dat het uitgepakt honderden keren zo "
                "groot is, wat bij echte gegevens niet voorkomt: het kan gemaakt zijn om een computer vast te laten "
                "lopen. Het is niet geopend. Is het toch een echte tabel, sla haar dan op als `bezit.parquet` of CSV."
            ),
            "en": (
                "An xlsx is packed. The directory of this file says that it is hundreds of times as large when "
                "unpacked, which does not occur with real data: it may have been made to choke a computer. It was not"
                " opened. If it is a real table after all, save it as `stock.parquet` or CSV."
            ),
        },
    ),
    "E806": Message(
        slug="sheet-name",
        sentence={
            "nl": "het blad '{name}' bestaat niet; er zijn: {allowed}",
            "en": "the sheet '{name}' does not exist; there are: {allowed}",
        },
        remedy={
            "nl": "Kies een van de genoemde bladen.",
            "en": "Choose one of the sheets named.",
        },
        page={
            "nl": (
                "Een werkboek kan meer bladen hebben, en hier is er een gevraagd dat er niet is. Hoofdletters en "
                "spaties tellen mee. Zonder naam wordt het eerste blad met een bekende kop gelezen; alleen een xlsx "
                "heeft bladen, dus bij `bezit.csv` hoort geen naam van een blad."
            ),
            "en": (
                "A workbook can have several sheets, and one was asked for that is not there. Capitals and spaces "
                "count. Without a name the first sheet with a known header is read; only an xlsx has sheets, so "
                "`stock.csv` goes without the name of one."
            ),
        },
    ),
    "E807": Message(
        slug="no-column",
        sentence={
            "nl": "geen enkele kolom is een feit van '{subject}'",
            "en": "no column is a fact of '{subject}'",
        },
        remedy={
            "nl": (
                "Geef een bestand met de koppeling van kolommen aan feiten, of gebruik de namen uit `npa template`."
            ),
            "en": "Give a file that maps columns to facts, or use the names of `npa template`.",
        },
        page={
            "nl": (
                "Kolommen worden herkend aan de naam van het feit, aan de Nederlandse of Engelse omschrijving, of aan"
                " een bekende andere naam. In deze tabel lukt dat bij geen enkele kop. Misschien ontbreekt de kop, of"
                " gaat de tabel over een ander onderwerp. Voor afwijkende koppen helpt een koppeling met bijvoorbeeld"
                " `columns: {'Huur p/m': net_rent}`."
            ),
            "en": (
                "Columns are recognised by the name of the fact, by its Dutch or English label, or by a known other "
                "name. In this table no header is any of those. Perhaps the header is missing, or the table is about "
                "another subject. For other headers a mapping helps, for example `columns: {'Rent p/m': net_rent}`."
            ),
        },
    ),
    "E808": Message(
        slug="column-twice",
        sentence={
            "nl": "meer dan één kolom is het feit '{name}': {headers}",
            "en": "more than one column is the fact '{name}': {headers}",
        },
        remedy={
            "nl": "Laat er één over: hernoem of verwijder de andere, of noem haar onder `ignore` in de koppeling.",
            "en": "Leave one: rename or remove the other, or name it under `ignore` in the mapping.",
        },
        page={
            "nl": (
                "Twee kolommen lijken hetzelfde feit te geven, bijvoorbeeld `Kale huur` en `Nettohuur`. Welke bedoeld"
                " is, wordt niet geraden, want de bedragen kunnen verschillen. Zet in de koppeling de ene onder "
                "`columns` en de andere onder `ignore`."
            ),
            "en": (
                "Two columns seem to give the same fact, for example `Net rent` and `net_rent`. Which of them is "
                "meant is never guessed, because the amounts may differ. In the mapping put the one under `columns` "
                "and the other under `ignore`."
            ),
        },
    ),
    "E809": Message(
        slug="header-ambiguous",
        sentence={
            "nl": "kolom {number} '{name}' kan meer dan één feit zijn: {facts}",
            "en": "column {number} '{name}' can be more than one fact: {facts}",
        },
        remedy={
            "nl": "Noem in de koppeling welk feit deze kolom is, of gebruik de naam van het feit als kop.",
            "en": "Say in the mapping which fact this column is, or use the name of the fact as its header.",
        },
        page={
            "nl": (
                "Deze kop past bij meer dan één feit van het onderwerp. Er wordt er geen gekozen, want een verkeerde "
                "keuze zou in alle rijen doorwerken. Schrijf boven de kolom de naam van het feit, bijvoorbeeld "
                "`rent_before`, of geef een koppeling met `columns: {'Huur': rent_before}`."
            ),
            "en": (
                "This header fits more than one fact of the subject. None is chosen, because a wrong choice would "
                "work through in all rows. Put the name of the fact above the column, for example `rent_before`, or "
                "give a mapping with `columns: {'Rent': rent_before}`."
            ),
        },
    ),
    "E810": Message(
        slug="mapping-column",
        sentence={
            "nl": "de koppeling noemt de kolom '{name}', die de tabel niet heeft",
            "en": "the mapping names the column '{name}', which the table does not have",
        },
        remedy={
            "nl": "Verbeter de naam in de koppeling, of haal de regel weg.",
            "en": "Correct the name in the mapping, or remove the line.",
        },
        page={
            "nl": (
                "Een koppeling hoort bij een tabel met bepaalde koppen. Een kop die er niet meer is, is meestal "
                "hernoemd bij een nieuwe uitvoer; zou hij worden overgeslagen, dan ontbrak een feit in alle rijen. "
                "Hoofdletters en leestekens tellen niet mee: `Netto-huur` en `netto huur` zijn gelijk."
            ),
            "en": (
                "A mapping belongs to a table with certain headers. One that is gone was mostly renamed in a newer "
                "export; if it were skipped, a fact would be missing in all rows. Capitals and punctuation do not "
                "count: `Net-Rent` and `net rent` are the same."
            ),
        },
    ),
    "E811": Message(
        slug="query-failed",
        sentence={
            "nl": "de zoekvraag lukt niet: {problem}",
            "en": "the query fails: {problem}",
        },
        remedy={
            "nl": "Verbeter de zoekvraag; het bestand wordt alleen gelezen, dus alleen SELECT is mogelijk.",
            "en": "Correct the query; the file is opened to read only, so only SELECT is possible.",
        },
        page={
            "nl": (
                "De database gaf deze melding op de zoekvraag. Het bestand is geopend om te lezen: wijzigen, andere "
                "bestanden openen en uitbreidingen laden kan niet. Probeer de vraag eerst in uw eigen programma, "
                "bijvoorbeeld `select id, net_rent from bezit`."
            ),
            "en": (
                "The database gave this message on the query. The file was opened to read: it cannot be changed, "
                "other files cannot be opened and extensions cannot be loaded. Try the query in your own program "
                "first, for example `select id, net_rent from stock`."
            ),
        },
    ),
    "E812": Message(
        slug="query-needed",
        sentence={
            "nl": "een databasebestand wordt gelezen met een zoekvraag",
            "en": "a database file is read by a query",
        },
        remedy={
            "nl": "Geef een zoekvraag (SQL) die de rijen oplevert.",
            "en": "Give a query (SQL) that yields the rows.",
        },
        page={
            "nl": (
                "Een DuckDB- of SQLite-bestand kan veel tabellen hebben, en welke de rijen voor deze toets bevat zegt"
                " u met een zoekvraag. Kies daarin meteen de goede kolommen en namen, bijvoorbeeld `select vhe as id,"
                " kale_huur as net_rent from bezit`."
            ),
            "en": (
                "A DuckDB or SQLite file can have many tables, and a query says which one has the rows for this "
                "check. Choose the right columns and names in it at once, for example `select unit as id, rent as "
                "net_rent from stock`."
            ),
        },
    ),
    "E813": Message(
        slug="query-not-here",
        sentence={
            "nl": "een zoekvraag hoort bij een DuckDB- of SQLite-bestand, en dit is iets anders",
            "en": "a query goes with a DuckDB or SQLite file, and this is something else",
        },
        remedy={
            "nl": "Laat de zoekvraag weg, of geef het databasebestand.",
            "en": "Leave out the query, or give the database file.",
        },
        page={
            "nl": (
                "Een CSV, xlsx of Parquet wordt in zijn geheel gelezen; er is niets om een zoekvraag aan te stellen. "
                "Wilt u een deel, maak dan eerst een bestand met dat deel, of zet de tabel in een DuckDB-bestand "
                "zoals `bezit.duckdb`."
            ),
            "en": (
                "A CSV, xlsx or Parquet is read as a whole; there is nothing to put a query to. If you want a part, "
                "first make a file with that part, or put the table into a DuckDB file such as `stock.duckdb`."
            ),
        },
    ),
    "E814": Message(
        slug="file-stands",
        sentence={
            "nl": "hier staat al een bestand; er wordt niet overheen geschreven",
            "en": "a file stands here already; it is not written over",
        },
        remedy={
            "nl": "Kies een andere naam met `--out`, of verplaats het bestand.",
            "en": "Choose another name with `--out`, or move the file.",
        },
        page={
            "nl": (
                "Op deze plaats staat al een bestand, en dat kan ingevuld zijn. Een leeg formulier eroverheen zou dat"
                " werk wissen. Geef een andere naam, bijvoorbeeld `npa template dwelling --out bezit-2027.xlsx`."
            ),
            "en": (
                "A file stands in this place already, and it may be filled in. An empty form over it would wipe that "
                "work. Give another name, for example `npa template dwelling --out stock-2027.xlsx`."
            ),
        },
    ),
    "E815": Message(
        slug="member-list",
        sentence={
            "nl": "'{name}' is geen lijst van dit onderwerp; lijsten zijn: {allowed}",
            "en": "'{name}' is no list of this subject; lists are: {allowed}",
        },
        remedy={
            "nl": "Kies een van de genoemde lijsten.",
            "en": "Choose one of the lists named.",
        },
        page={
            "nl": (
                "Een tweede tabel kan alleen de leden geven van een feit dat een lijst is, zoals `projects` bij een "
                "gemeentelijk programma. Het genoemde feit is dat bij dit onderwerp niet. Controleer de naam voor het"
                " gelijkteken."
            ),
            "en": (
                "A second table can only give the members of a fact that is a list, such as `projects` of a municipal"
                " programme. The fact named is none for this subject. Check the name before the equals sign."
            ),
        },
    ),
    "E816": Message(
        slug="broken-row",
        sentence={
            "nl": "deze rij is niet in kolommen te splitsen: {fields} velden, verwacht {expected}",
            "en": "this row cannot be split into columns: {fields} fields, expected {expected}",
        },
        remedy={
            "nl": ("Verbeter de rij: een scheidingsteken te veel of te weinig, of een aanhalingsteken dat niet sluit."),
            "en": "Repair the row: a separator too many or too few, or a quote that does not close.",
        },
        page={
            "nl": (
                "Elke rij moet evenveel velden hebben als de kop. Hier ontbreekt er een of is er een te veel, vaak "
                "doordat in een tekst het scheidingsteken of een los aanhalingsteken staat. De rij telt mee als rij "
                "zonder feiten, dus wat ervan afhangt is onbekend; de andere rijen zijn gewoon gelezen. Zet de tekst "
                'tussen aanhalingstekens: `"Dorp; fase 2"`.'
            ),
            "en": (
                "Every row must have as many fields as the header. Here one is missing or one is too many, often "
                "because a text has the separator in it or a single quote mark. The row counts as a row without "
                "facts, so what depends on it is unknown; the other rows were read as usual. Put the text between "
                'quotes: `"Village; phase 2"`.'
            ),
        },
    ),
    "E817": Message(
        slug="error-cell",
        sentence={
            "nl": "in de cel voor '{name}' staat een foutwaarde van het rekenblad",
            "en": "the cell for '{name}' holds an error value of the spreadsheet",
        },
        remedy={
            "nl": "Herstel de formule in het rekenblad, of maak de cel leeg.",
            "en": "Repair the formula in the spreadsheet, or empty the cell.",
        },
        page={
            "nl": (
                "Een cel met `#N/B`, `#DEEL/0!` of een andere fout is geen gegeven: de formule erachter kon niet "
                "worden berekend. Zij geldt als niet gegeven, nooit als nul. Open het rekenblad, zoek de cel en "
                "herstel haar of maak haar leeg."
            ),
            "en": (
                "A cell with `#N/A`, `#DIV/0!` or another error is no fact: the formula behind it could not be "
                "computed. It counts as not given, never as zero. Open the spreadsheet, find the cell and repair or "
                "empty it."
            ),
        },
    ),
    "E818": Message(
        slug="none-in-table",
        sentence={
            "nl": "'{name}' kan niet `geen` zijn",
            "en": "'{name}' cannot be `none`",
        },
        remedy={
            "nl": "Vul een waarde in, of laat de cel leeg als u die niet weet.",
            "en": "Fill in a value, or leave the cell empty if you do not know it.",
        },
        page={
            "nl": (
                "Met `geen` zegt u dat de bron uitdrukkelijk vermeldt dat er niets is; leeg betekent onbekend. Bij "
                "dit feit kan er niet niets zijn: een woning heeft bijvoorbeeld altijd een huur, al weet u die niet. "
                "De cel geldt als niet gegeven."
            ),
            "en": (
                "With `none` you say that the source states explicitly that there is nothing; empty means unknown. "
                "For this fact there cannot be nothing: a dwelling, for example, always has a rent, even if you do "
                "not know it. The cell counts as not given."
            ),
        },
    ),
    "E819": Message(
        slug="no-number",
        sentence={
            "nl": "de cel voor '{name}' is geen getal",
            "en": "the cell for '{name}' is no number",
        },
        remedy={
            "nl": "Schrijf alleen het getal, zonder woorden of eenheid, of laat de cel leeg.",
            "en": "Write only the number, without words or a unit, or leave the cell empty.",
        },
        page={
            "nl": (
                "Gelezen worden getallen als `702,10`, `1.234,56` en `€ 1.234,56`. Woorden, een eenheid die er niet "
                "bij hoort, of twee getallen in een cel worden niet uitgelegd, want dan zou het programma raden. De "
                "cel geldt als niet gegeven; schrijf `650` en niet `ca. 650`."
            ),
            "en": (
                "Numbers such as `702.10`, `1,234.56` and `€1,234.56` are read. Words, a unit that does not belong, "
                "or two numbers in one cell are not interpreted, because the program would then guess. The cell "
                "counts as not given; write `650`, not `approx. 650`."
            ),
        },
    ),
    "E820": Message(
        slug="mark-ambiguous",
        sentence={
            "nl": "bij het getal voor '{name}' is niet zeker wat het decimaalteken is",
            "en": "it is not certain which mark is the decimal one in the number for '{name}'",
        },
        remedy={
            "nl": ("Schrijf het getal met twee decimalen of zonder punt en komma, of geef `decimal` in de koppeling."),
            "en": ("Write the number with two decimals or without point and comma, or give `decimal` in the mapping."),
        },
        page={
            "nl": (
                "`28,375` kan ruim 28 zijn en ook 28 duizend, en `702.10` past niet in een tabel met decimale "
                "komma's. Het verschil is een factor duizend, dus er wordt niet geraden en de cel geldt als niet "
                "gegeven. Schrijf `28375` of `28,38`, of zet in de koppeling `decimal: comma` of `decimal: point` als"
                " de hele tabel zo is."
            ),
            "en": (
                "`28,375` can be a little over 28 and also 28 thousand, and `702.10` does not fit into a table with "
                "decimal commas. The difference is a factor of a thousand, so nothing is guessed and the cell counts "
                "as not given. Write `28375` or `28.38`, or put `decimal: comma` or `decimal: point` into the mapping"
                " if the whole table is like that."
            ),
        },
    ),
    "E821": Message(
        slug="digits-lost",
        sentence={
            "nl": "in de cel voor '{name}' heeft een rekenblad cijfers weggelaten (`1,23E+15`)",
            "en": "a spreadsheet dropped digits from the cell for '{name}' (`1.23E+15`)",
        },
        remedy={
            "nl": "Haal de oorspronkelijke waarde uit de bron en maak de kolom tekst voordat u plakt.",
            "en": "Take the original value from its source and make the column text before you paste.",
        },
        page={
            "nl": (
                "Een rekenblad maakt van een lang nummer een getal en bewaart daarvan vijftien cijfers; de rest is "
                "voorgoed weg. Zo'n waarde lijkt een nummer maar verwijst naar iets anders of naar niets. Zij is niet"
                " te herstellen en geldt als niet gegeven. Voer de tabel opnieuw uit, met de kolom als tekst "
                "(`0599010000123456`)."
            ),
            "en": (
                "A spreadsheet turns a long number into a figure and keeps fifteen digits of it; the rest is gone for"
                " good. Such a value looks like a number but refers to something else or to nothing. It cannot be "
                "restored and counts as not given. Export the table again, with the column as text "
                "(`0599010000123456`)."
            ),
        },
    ),
    "E822": Message(
        slug="beyond-bounds",
        sentence={
            "nl": "de waarde voor '{name}' ligt buiten de grenzen {bounds}",
            "en": "the value for '{name}' lies outside its bounds {bounds}",
        },
        remedy={
            "nl": (
                "Controleer de eenheid en het decimaalteken; geef bij een andere eenheid een `factor` in de koppeling."
            ),
            "en": "Check the unit and the decimal mark; for another unit give a `factor` in the mapping.",
        },
        page={
            "nl": (
                "De feitenlijst noemt bij dit feit een laagste en een hoogste waarde die in de praktijk voorkomen. "
                "Daarbuiten gaat het bijna altijd om een andere eenheid, een verschoven komma of een negatief "
                "sluitbedrag. De cel geldt als niet gegeven. Staan er jaarbedragen in een kolom voor bedragen per "
                "maand, zet dan `factor: '1/12'` in de koppeling."
            ),
            "en": (
                "The dictionary gives this fact a lowest and a highest value that occur in practice. Beyond those it "
                "is nearly always another unit, a shifted decimal mark or a negative balancing item. The cell counts "
                "as not given. If a column for monthly amounts holds yearly ones, put `factor: '1/12'` into the "
                "mapping."
            ),
        },
    ),
    "E823": Message(
        slug="too-many-decimals",
        sentence={
            "nl": "het getal voor '{name}' heeft meer dan {decimals} decimalen",
            "en": "the number for '{name}' has more than {decimals} decimals",
        },
        remedy={
            "nl": "Geef het getal zoals het is vastgesteld; er wordt niet voor u afgerond.",
            "en": "Give the number as it was laid down; nothing is rounded for you.",
        },
        page={
            "nl": (
                "Een bedrag gaat tot op de cent en een aantal heeft geen decimalen. Meer decimalen wijzen op een "
                "tussenuitkomst of een gemiddelde, en een halve cent kan een oordeel doen omslaan. Een rekenfout van "
                "het rekenblad zelf (minder dan een miljardste) telt niet. De cel geldt als niet gegeven; neem "
                "bijvoorbeeld `624,60` over uit het besluit."
            ),
            "en": (
                "An amount goes to the cent and a count has no decimals. More decimals point to an intermediate "
                "result or a mean, and half a cent can turn a verdict. Noise of the spreadsheet's own arithmetic "
                "(less than a billionth) does not count. The cell counts as not given; copy `624.60`, for example, "
                "from the decision."
            ),
        },
    ),
    "E824": Message(
        slug="no-date",
        sentence={
            "nl": "de cel voor '{name}' is geen datum die bestaat",
            "en": "the cell for '{name}' is no date that exists",
        },
        remedy={
            "nl": "Schrijf de datum als dag-maand-jaar of jaar-maand-dag, met vier cijfers voor het jaar.",
            "en": "Write the date as day-month-year or year-month-day, with four digits for the year.",
        },
        page={
            "nl": (
                "Gelezen worden `1-3-2026`, `01-03-2026`, `2026-03-01`, `20260301`, een datumcel van een rekenblad en"
                " een tijdstip (daarvan telt de Nederlandse dag). Een jaar van twee cijfers, een maand in letters of "
                "30 februari wordt niet uitgelegd. De cel geldt als niet gegeven."
            ),
            "en": (
                "`1-3-2026`, `01-03-2026`, `2026-03-01`, `20260301`, a date cell of a spreadsheet and a moment (of "
                "which the Dutch day counts) are read, with the day before the month. A year of two digits, a month "
                "in letters or 30 February is not interpreted. The cell counts as not given."
            ),
        },
    ),
    "E825": Message(
        slug="no-code",
        sentence={
            "nl": "de cel voor '{name}' is geen waarde uit de lijst; toegestaan: {allowed}",
            "en": "the cell for '{name}' is no value of the list; allowed: {allowed}",
        },
        remedy={
            "nl": "Kies een waarde uit de lijst, of vertaal uw eigen woorden met `values` in de koppeling.",
            "en": "Choose a value from the list, or translate your own words with `values` in the mapping.",
        },
        page={
            "nl": (
                "Dit feit heeft een vaste lijst. Een cel mag de code bevatten of de Nederlandse of Engelse "
                "omschrijving; hoofdletters tellen niet mee. Een ander woord zou met niets overeenkomen, dus geldt de"
                " cel als niet gegeven. Heeft uw systeem eigen woorden, vertaal ze dan: `values: {'RENO': "
                "renovation}`."
            ),
            "en": (
                "This fact has a fixed list. A cell may hold the code or its Dutch or English label; capitals do not "
                "count. Another word would match nothing, so the cell counts as not given. If your system has words "
                "of its own, translate them: `values: {'RENO': renovation}`."
            ),
        },
    ),
    "E826": Message(
        slug="no-yes-or-no",
        sentence={
            "nl": "de cel voor '{name}' is geen ja of nee",
            "en": "the cell for '{name}' is no yes or no",
        },
        remedy={
            "nl": "Schrijf ja of nee, of laat de cel leeg als u het niet weet.",
            "en": "Write yes or no, or leave the cell empty if you do not know it.",
        },
        page={
            "nl": (
                "Gelezen worden ja en nee, j en n, waar en onwaar, 1 en 0, en de Engelse vormen. Een ander woord, "
                "zoals `misschien` of `deels`, is geen van beide en geldt als niet gegeven. Leeg is onbekend, nooit "
                "nee."
            ),
            "en": (
                "Yes and no, y and n, true and false, 1 and 0, and the Dutch forms are read. Another word, such as "
                "`maybe` or `partly`, is neither and counts as not given. Empty is unknown, never no."
            ),
        },
    ),
    "E827": Message(
        slug="set-in-part",
        sentence={
            "nl": "van '{name}' is een deel van de codes ingevuld en een deel niet",
            "en": "some of the codes of '{name}' are filled in and others are not",
        },
        remedy={
            "nl": "Vul bij elke code ja of nee in, of bij geen enkele.",
            "en": "Fill in yes or no for every code, or for none.",
        },
        page={
            "nl": (
                "Deze verzameling heeft een kolom per code. Wat leeg is, is onbekend en geen nee, dus met lege "
                "kolommen ernaast is niet te zeggen welke codes erbij horen. Het feit geldt voor deze rij als niet "
                "gegeven. Weet u het van alle codes, vul dan ook de nee's in."
            ),
            "en": (
                "This set has a column for each code. What is empty is unknown and not a no, so with empty columns "
                "beside it nobody can say which codes belong to it. The fact counts as not given for this row. If you"
                " know it of all codes, fill in the noes as well."
            ),
        },
    ),
    "E828": Message(
        slug="part-above-whole",
        sentence={
            "nl": "het deel '{name}' is groter dan het geheel '{other}'",
            "en": "the part '{name}' is larger than the whole '{other}'",
        },
        remedy={
            "nl": "Verbeter het deel of het geheel; tot dan gelden beide als niet gegeven.",
            "en": "Correct the part or the whole; until then both count as not given.",
        },
        page={
            "nl": (
                "De feitenlijst zegt dat het ene aantal deel is van het andere, zoals sociale huur van alle woningen."
                " Een deel kan niet groter zijn dan zijn geheel, dus een van de twee klopt niet, en welk dat is kan "
                "het programma niet weten. Vaak zijn twee kolommen verwisseld: bij `40` woningen kunnen er geen `45` "
                "sociale huur zijn."
            ),
            "en": (
                "The dictionary says that one number is part of the other, as social rent is of all dwellings. A part"
                " cannot be larger than its whole, so one of the two is wrong, and the program cannot know which. "
                "Often two columns were swapped: of `40` dwellings `45` cannot be social rent."
            ),
        },
    ),
    "E829": Message(
        slug="said-otherwise",
        sentence={
            "nl": "twee plaatsen in deze rij zeggen iets anders over '{name}'",
            "en": "two places in this row say different things about '{name}'",
        },
        remedy={
            "nl": "Maak ze gelijk, of laat één van beide leeg.",
            "en": "Make them agree, or leave one of the two empty.",
        },
        page={
            "nl": (
                "Een feit kan op meer manieren in een rij staan: een gebeurtenis als woord en als datum, of een lijst"
                " als aantal en als leden in een tweede tabel. Hier spreken ze elkaar tegen, bijvoorbeeld `geen` met "
                "een datum ernaast, of `3` projecten waarvan er twee te vinden zijn. Het feit geldt voor deze rij als"
                " niet gegeven."
            ),
            "en": (
                "A fact can stand in a row in more than one way: an event as a word and as a date, or a list as a "
                "number and as members in a second table. Here they contradict each other, for example `none` with a "
                "date beside it, or `3` projects of which two can be found. The fact counts as not given for this "
                "row."
            ),
        },
    ),
    "W801": Message(
        slug="no-rows",
        sentence={
            "nl": "de tabel heeft een kop en geen rijen",
            "en": "the table has a header and no rows",
        },
        remedy={
            "nl": "Controleer of de uitvoer gelukt is.",
            "en": "Check that the export succeeded.",
        },
        page={
            "nl": (
                "De kop is herkend, maar eronder staat niets. Dat kan juist zijn, bijvoorbeeld een lijst zonder "
                "gevallen, en de uitkomst is dan leeg. Vaker heeft een filter alles weggehaald of is een lege vorm "
                "opgeslagen."
            ),
            "en": (
                "The header was recognised, but nothing stands below it. That can be right, a list without cases for "
                "example, and the outcome is then empty. More often a filter removed everything or an empty form was "
                "saved."
            ),
        },
    ),
    "W802": Message(
        slug="other-suffix",
        sentence={
            "nl": "de naam eindigt op '{said}', maar de inhoud is {found}",
            "en": "the name ends in '{said}', but what it holds is {found}",
        },
        remedy={
            "nl": "Geef het bestand een naam die bij de inhoud past.",
            "en": "Give the file a name that fits what it holds.",
        },
        page={
            "nl": (
                "De inhoud is gelezen, want die telt. De naam zegt iets anders: sommige programma's noemen een "
                "tekstbestand `.xls`, en soms is het verkeerde bestand gekozen. Controleer of dit de tabel is die u "
                "bedoelde."
            ),
            "en": (
                "What the file holds was read, since that counts. Its name says something else: some programs call a "
                "text file `.xls`, and sometimes the wrong file was chosen. Check that this is the table that you "
                "meant."
            ),
        },
    ),
    "W803": Message(
        slug="windows-text",
        sentence={
            "nl": "de tekst is gelezen als Windows-1252, want zij is geen UTF-8",
            "en": "the text was read as Windows-1252, because it is not UTF-8",
        },
        remedy={
            "nl": "Controleer letters met een accent; sla zo mogelijk op als CSV UTF-8.",
            "en": "Check letters with an accent; save as CSV UTF-8 if possible.",
        },
        page={
            "nl": (
                "Een tekstbestand zegt niet in welke codering het is. Alles is eerst als UTF-8 geprobeerd; dat lukte "
                "niet, en dan is het bijna altijd de codering van Excel op Windows. Staan er vreemde tekens in namen "
                "van gemeenten (`FryslÃ¢n`), sla het bestand dan opnieuw op als `CSV UTF-8`."
            ),
            "en": (
                "A text file does not say which encoding it has. UTF-8 was tried on all of it; that failed, and then "
                "it is nearly always the encoding of Excel on Windows. If names of municipalities show odd characters"
                " (`FryslÃ¢n`), save the file again as `CSV UTF-8`."
            ),
        },
    ),
    "W804": Message(
        slug="personal-dropped",
        sentence={
            "nl": "kolommen met persoonsgegevens zijn weggelaten: {names}",
            "en": "columns with personal data were left out: {names}",
        },
        remedy={
            "nl": "Haal deze kolommen uit het bestand voordat u het deelt; geen enkele regel heeft ze nodig.",
            "en": "Remove these columns from the file before you share it; no rule needs them.",
        },
        page={
            "nl": (
                "Namen, adressen, geboortedata, telefoonnummers en burgerservicenummers zijn voor geen enkel oordeel "
                "nodig. Zulke kolommen worden herkend aan hun kop, en burgerservicenummers ook aan de cijfers. Ze "
                "zijn niet gebruikt en staan in geen enkele uitvoer. Is een kolom ten onrechte weggelaten, geef haar "
                "dan de naam van het feit, bijvoorbeeld `name`."
            ),
            "en": (
                "Names, addresses, dates of birth, telephone numbers and social security numbers are needed for no "
                "verdict. Such columns are recognised by their header, and social security numbers by their digits as"
                " well. They were not used and appear in no output. If a column was left out wrongly, give it the "
                "name of its fact, for example `name`."
            ),
        },
    ),
    "W805": Message(
        slug="id-like-bsn",
        sentence={
            "nl": "de nummers in kolom '{name}' voldoen aan de elfproef van een burgerservicenummer",
            "en": "the numbers in column '{name}' pass the test of a social security number (BSN)",
        },
        remedy={
            "nl": "Controleer of dit geen burgerservicenummers zijn; gebruik anders een eigen kenmerk.",
            "en": "Check that these are not social security numbers; use a reference of your own otherwise.",
        },
        page={
            "nl": (
                "De kolom heet een nummer of kenmerk en is daarom gebruikt, maar bijna alle waarden hebben negen "
                "cijfers die aan de elfproef voldoen. Het kenmerk van een rij komt in de uitvoer, en een "
                "burgerservicenummer mag daar niet staan. Kies een nummer uit uw eigen administratie, zoals `VHE-"
                "nummer`."
            ),
            "en": (
                "The column is called a number or reference and was used for that reason, but nearly all values have "
                "nine digits that pass the test of eleven. The reference of a row appears in the output, where a "
                "social security number may not be. Choose a number from your own records, such as that of the unit."
            ),
        },
    ),
    "W806": Message(
        slug="formula",
        sentence={
            "nl": "in het blad staan formules; de opgeslagen uitkomst telt en er wordt niets uitgerekend",
            "en": "the sheet has formulas; the saved outcome counts and nothing is computed",
        },
        remedy={
            "nl": "Sla het rekenblad op in Excel zodat de uitkomsten kloppen, of plak de waarden.",
            "en": "Save the spreadsheet in Excel so that the outcomes are right, or paste the values.",
        },
        page={
            "nl": (
                "Bij een formule bewaart een rekenblad de laatste uitkomst. Die is gelezen als gegeven. Is het "
                "bestand door een ander programma gemaakt, dan ontbreekt de uitkomst en is de cel leeg of nul. De "
                "formule zelf wordt nooit uitgevoerd, dus een cel zoals `=cmd` doet niets."
            ),
            "en": (
                "With a formula a spreadsheet saves its last outcome. That was read as the fact. If the file was made"
                " by another program the outcome is missing and the cell is empty or zero. The formula itself is "
                "never run, so a cell such as `=cmd` does nothing."
            ),
        },
    ),
    "W807": Message(
        slug="header-twice",
        sentence={
            "nl": "de kop '{name}' komt meer dan één keer voor en is geen feit",
            "en": "the header '{name}' occurs more than once and is no fact",
        },
        remedy={
            "nl": "Geef kolommen elk een eigen naam als u ze wilt gebruiken.",
            "en": "Give columns a name each if you want to use them.",
        },
        page={
            "nl": (
                "Twee kolommen met dezelfde kop zijn niet uit elkaar te houden. Omdat ze geen feit zijn, maakt het "
                "voor de oordelen niet uit. Zijn ze het wel, dan volgt een fout en geen waarschuwing."
            ),
            "en": (
                "Two columns with the same header cannot be told apart. As they are no fact, it does not matter for "
                "the verdicts. If they are, an error follows and not a warning."
            ),
        },
    ),
    "W808": Message(
        slug="members-alone",
        sentence={
            "nl": "{count} sleutels in de tabel met '{name}' horen bij geen enkele rij",
            "en": "{count} keys in the table with '{name}' belong to no row",
        },
        remedy={
            "nl": "Controleer of de sleutels in beide tabellen gelijk zijn geschreven.",
            "en": "Check that the keys are written alike in both tables.",
        },
        page={
            "nl": (
                "De leden staan in een tweede tabel en verwijzen met een sleutel naar een rij. Deze sleutels komen "
                "bij geen rij voor, dus hun leden tellen nergens mee. Vaak zijn nullen vooraan verdwenen: `0599` "
                "tegenover `599`."
            ),
            "en": (
                "The members stand in a second table and point to a row by a key. These keys occur with no row, so "
                "their members count nowhere. Often leading zeros have gone: `0599` against `599`."
            ),
        },
    ),
    "W809": Message(
        slug="other-sheets",
        sentence={
            "nl": "andere bladen van het werkboek zijn niet gelezen: {names}",
            "en": "other sheets of the workbook were not read: {names}",
        },
        remedy={
            "nl": "Noem het blad als u een ander bedoelde.",
            "en": "Name the sheet if you meant another one.",
        },
        page={
            "nl": (
                "Een werkboek kan meer tabellen hebben; er wordt er één gelezen: het eerste blad met een bekende kop."
                " De genoemde bladen zijn niet gebruikt. Staat daar ook een deel van de rijen, zet ze dan bij elkaar "
                "op één blad."
            ),
            "en": (
                "A workbook can have several tables; one is read: the first sheet with a known header. The sheets "
                "named were not used. If some of the rows are there, bring them together on one sheet."
            ),
        },
    ),
}
