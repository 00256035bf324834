"""E1xx: files as text: what cannot be opened, read or typed."""

from __future__ import annotations

from npa_rules.messages.message import Message

FILE: dict[str, Message] = {
    "E101": Message(
        slug="directory",
        sentence={"nl": "dit is een map, geen bestand", "en": "this is a directory, not a file"},
        remedy={
            "nl": "Noem het bestand zelf, of alle bestanden in de map: `npa check map/*.yaml`.",
            "en": "Name the file itself, or all files in the directory: `npa check folder/*.yaml`.",
        },
        page={
            "nl": (
                "U gaf de naam van een map op waar een bestand met feiten hoort. Een map wordt niet doorzocht, "
                "zodat nooit een bestand meetelt dat u niet bedoelde. Noem het bestand, bijvoorbeeld `npa check "
                "dossiers/maart.yaml` in plaats van `npa check dossiers`."
            ),
            "en": (
                "You gave the name of a directory where a file with facts belongs. A directory is not searched, so "
                "that no file counts that you did not mean. Name the file, for example `npa check cases/march.yaml` "
                "instead of `npa check cases`."
            ),
        },
    ),
    "E102": Message(
        slug="not-found",
        sentence={"nl": "dit bestand of deze map bestaat niet", "en": "this file or directory does not exist"},
        remedy={
            "nl": "Controleer de naam, de extensie en de map van waaruit u de opdracht geeft.",
            "en": "Check the name, the extension and the directory from which you give the command.",
        },
        page={
            "nl": (
                "Onder deze naam is niets gevonden. Vaak klopt de extensie niet of staat u in een andere map: "
                "`maart.yml` is een ander bestand dan `maart.yaml`. Gaat het om de regels zelf, controleer dan de "
                "omgevingsvariabele NPA_RULES: die moet wijzen naar de map waarin `rules` ligt, of leeg zijn."
            ),
            "en": (
                "Nothing was found under this name. Often the extension differs or you are in another directory: "
                "`march.yml` is not the same file as `march.yaml`. If it is about the rules themselves, check the "
                "environment variable NPA_RULES: it must point to the directory that holds `rules`, or be empty."
            ),
        },
    ),
    "E103": Message(
        slug="unreadable",
        sentence={"nl": "dit bestand kan niet worden gelezen: {reason}", "en": "this file cannot be read: {reason}"},
        remedy={
            "nl": "Controleer of u het bestand mag lezen en of een ander programma het vasthoudt.",
            "en": "Check that you may read the file and that no other program holds it.",
        },
        page={
            "nl": (
                "Het besturingssysteem weigerde het bestand te openen; de reden staat in de melding. Zonder de "
                "inhoud is er geen oordeel mogelijk, ook geen gedeeltelijk. Sluit het programma dat het bestand "
                "openheeft, of vraag leesrechten; een bestand op een netwerkschijf kunt u eerst naar uw eigen "
                "schijf kopiëren."
            ),
            "en": (
                "The operating system refused to open the file; its reason is in the message. Without the contents "
                "no verdict is possible, not even a partial one. Close the program that holds the file, or ask for "
                "permission to read it; a file on a network drive can first be copied to your own disk."
            ),
        },
    ),
    "E104": Message(
        slug="too-large",
        sentence={"nl": "dit bestand is groter dan {limit} MiB", "en": "this file is larger than {limit} MiB"},
        remedy={
            "nl": "Splits het bestand in kleinere bestanden en geef ze samen op.",
            "en": "Split the file into smaller ones and give them together.",
        },
        page={
            "nl": (
                "Een bestand met feiten bevat enkele gevallen en is zelden groter dan een paar kilobyte. De grens "
                "voorkomt dat een verkeerd gekozen bestand het geheugen vult. Splits een groot bestand bijvoorbeeld "
                "per maand: `npa check januari.yaml februari.yaml`."
            ),
            "en": (
                "A facts file holds a few cases and is seldom larger than some kilobytes. The limit keeps a file "
                "chosen by mistake from filling the memory. Split a large file, for example by month: `npa check "
                "january.yaml february.yaml`."
            ),
        },
    ),
    "E105": Message(
        slug="not-text",
        sentence={
            "nl": "dit is geen tekstbestand: het bevat besturingstekens of binaire gegevens",
            "en": "this is not a text file: it holds control characters or binary data",
        },
        remedy={
            "nl": "Bewaar de gegevens als YAML of JSON, in platte tekst.",
            "en": "Save the data as YAML or JSON, in plain text.",
        },
        page={
            "nl": (
                "Het bestand bevat tekens die in tekst niet voorkomen. Meestal is het een ander soort bestand, "
                "zoals een werkmap van Excel of een pdf met een nieuwe naam. Een bestand hernoemen verandert de "
                "inhoud niet: bewaar `toewijzing.xlsx` niet als `toewijzing.yaml`, maar neem de feiten over in een "
                "tekstbestand."
            ),
            "en": (
                "The file holds characters that do not occur in text. Mostly it is a file of another kind, such as "
                "an Excel workbook or a PDF under a new name. Renaming a file does not change its contents: do not "
                "rename `allocation.xlsx` to `allocation.yaml`, but put the facts into a text file."
            ),
        },
    ),
    "E106": Message(
        slug="bare-truth",
        sentence={
            "nl": "dit woord leest de ene YAML-versie als waar of onwaar en de andere als tekst",
            "en": "one version of YAML reads this word as a truth value, another as text",
        },
        remedy={
            "nl": (
                "Schrijf `true` of `false`, laat de waarde leeg, of zet het woord tussen aanhalingstekens als het "
                "tekst is."
            ),
            "en": "Write `true` or `false`, leave the value empty, or put the word in quotes if it is text.",
        },
        page={
            "nl": (
                "Woorden als yes, no, on, off, True en NULL zonder aanhalingstekens betekenen niet in elke "
                "YAML-versie hetzelfde. Een feit mag nooit van de gebruikte lezer afhangen, dus wordt het woord "
                "geweigerd en niet geraden. Schrijf `sitting_tenant: true` in plaats van `sitting_tenant: yes`; is "
                "het tekst, schrijf dan `'no'` met aanhalingstekens. Weet u het antwoord niet, laat het feit dan "
                "weg."
            ),
            "en": (
                "Words such as yes, no, on, off, True and NULL without quotes do not mean the same in every version "
                "of YAML. A fact must never depend on the reader used, so the word is refused and not guessed. "
                "Write `sitting_tenant: true` instead of `sitting_tenant: yes`; if it is text, write `'no'` with "
                "quotes. If you do not know the answer, leave the fact out."
            ),
        },
    ),
    "E107": Message(
        slug="figure",
        sentence={"nl": "dit is geen getal dat wordt aanvaard", "en": "this is not an accepted figure"},
        remedy={
            "nl": (
                "Schrijf ten hoogste 15 cijfers voor en 6 na een punt, zonder exponent, voorloopnul of "
                "scheidingsteken; zet een code tussen aanhalingstekens."
            ),
            "en": (
                "Write at most 15 digits before and 6 after a point, without exponent, leading zero or separator; "
                "put a code in quotes."
            ),
        },
        page={
            "nl": (
                "Een getal heeft ten hoogste 15 cijfers voor en 6 na de decimale punt, en geen exponent, "
                "voorloopnul, plusteken of liggend streepje; NaN en oneindig zijn geen getallen. Zo is elk bedrag "
                "exact en betekent het in YAML en JSON hetzelfde. Schrijf `702.10` in plaats van `702,10` of "
                "`7.021e2`: een decimale komma hoort alleen in tabellen. Een code met een voorloopnul, zoals een "
                "gemeentecode, zet u tussen aanhalingstekens: `'0014'`."
            ),
            "en": (
                "A figure has at most 15 digits before and 6 after the decimal point, and no exponent, leading "
                "zero, plus sign or underscore; NaN and infinity are no figures. This keeps every amount exact and "
                "the same in YAML and JSON. Write `702.10` instead of `702,10` or `7.021e2`: a decimal comma "
                "belongs in tables only. Put a code with a leading zero, such as a municipality code, in quotes: "
                "`'0014'`."
            ),
        },
    ),
    "E108": Message(
        slug="long-text",
        sentence={"nl": "deze tekst is langer dan 20.000 tekens", "en": "this text is longer than 20,000 characters"},
        remedy={
            "nl": "Kort de tekst in, of verwijs naar het document waarin zij staat.",
            "en": "Shorten the text, or refer to the document that holds it.",
        },
        page={
            "nl": (
                "Geen enkel feit is zo lang. Meestal is een aanhalingsteken niet gesloten, waardoor de rest van het "
                "bestand één tekst is geworden. Zoek het begin van de tekst op en sluit het aanhalingsteken; als "
                "bewijs van een gebeurtenis volstaat een verwijzing, zoals `evidence: 'raadsbesluit 12'`."
            ),
            "en": (
                "No fact is that long. Mostly a quote is not closed, so that the rest of the file became one text. "
                "Find where the text begins and close the quote; as evidence of an event a reference will do, such "
                "as `evidence: 'council decision 12'`."
            ),
        },
    ),
    "E109": Message(
        slug="encoding",
        sentence={"nl": "dit bestand is niet in UTF-8 opgeslagen", "en": "this file is not saved as UTF-8"},
        remedy={
            "nl": "Sla het bestand opnieuw op met de codering UTF-8.",
            "en": "Save the file again with the encoding UTF-8.",
        },
        page={
            "nl": (
                "De tekens vanaf deze plaats zijn geen UTF-8, vaak omdat een letter met accent in een oudere "
                "Windows-codering is opgeslagen. Raden zou namen en codes kunnen veranderen, en dan vinden gegevens "
                "elkaar niet meer. Kies in uw tekstverwerker bij Opslaan als de codering UTF-8; in Kladblok staat "
                "die keuze onder aan het venster."
            ),
            "en": (
                "The characters from this place on are not UTF-8, often because an accented letter was saved in an "
                "older Windows encoding. Guessing could change names and codes, and then facts no longer find each "
                "other. Choose the encoding UTF-8 under Save as in your editor; in Notepad the choice is at the "
                "bottom of the window."
            ),
        },
    ),
    "E110": Message(
        slug="empty",
        sentence={"nl": "dit bestand is leeg", "en": "this file is empty"},
        remedy={
            "nl": "Vul het bestand of haal het weg; een feitenbestand heeft ten minste een onderwerp en een feit.",
            "en": "Fill the file or take it away; a facts file has at least a subject and a fact.",
        },
        page={
            "nl": (
                "Het bestand bevat geen gegevens, hooguit witregels of commentaar. Een leeg bestand zou anders "
                "stilzwijgend als in orde tellen. De kleinste inhoud is een onderwerp met feiten: `subject: "
                "allocation`, daaronder `facts: {allocation_date: '2026-03-01'}`."
            ),
            "en": (
                "The file holds no data, at most blank lines or comments. Otherwise an empty file would silently "
                "count as in order. The smallest contents are a subject with facts: `subject: allocation`, and "
                "below it `facts: {allocation_date: '2026-03-01'}`."
            ),
        },
    ),
    "E111": Message(
        slug="syntax",
        sentence={
            "nl": "dit is geen geldige YAML of JSON: {problem}",
            "en": "this is not valid YAML or JSON: {problem}",
        },
        remedy={
            "nl": "Herstel het teken of het inspringen op deze plaats, of vlak daarvoor.",
            "en": "Repair the character or the indentation at this place, or just before it.",
        },
        page={
            "nl": (
                "De tekst volgt de vorm van YAML of JSON niet, dus is onbekend welke waarde bij welk feit hoort. "
                "Vaak ontbreekt vlak voor deze plaats een aanhalingsteken, een komma, een accolade of een spatie na "
                "de dubbele punt: schrijf `net_rent: 650` en niet `net_rent:650`. Spring in met spaties, niet met "
                "tabs."
            ),
            "en": (
                "The text does not follow the form of YAML or JSON, so it is unknown which value belongs to which "
                "fact. Often a quote, a comma, a brace or the space after a colon is missing just before this "
                "place: write `net_rent: 650`, not `net_rent:650`. Indent with spaces, not with tabs."
            ),
        },
    ),
    "E112": Message(
        slug="depth",
        sentence={
            "nl": "de inhoud is dieper genest dan {limit} niveaus",
            "en": "the contents are nested deeper than {limit} levels",
        },
        remedy={
            "nl": "Maak de structuur vlakker, of controleer of elk haakje is gesloten.",
            "en": "Make the structure flatter, or check that every bracket is closed.",
        },
        page={
            "nl": (
                "Een bestand met feiten heeft een handvol niveaus en een regelbestand zelden meer dan tien. Dieper "
                "nesten is vrijwel altijd een vergissing en kan een lezer laten vastlopen. Sluit het haakje dat te "
                "veel openstaat; een lange voorwaarde in een regel wordt vlakker door delen ervan onder `values` "
                "een naam te geven."
            ),
            "en": (
                "A facts file has a handful of levels and a rule file seldom more than ten. Deeper nesting is "
                "nearly always a mistake and can bring a reader down. Close the bracket that was left open; a long "
                "condition in a rule becomes flatter by naming parts of it under `values`."
            ),
        },
    ),
    "E113": Message(
        slug="documents",
        sentence={
            "nl": "dit bestand bevat meer dan één YAML-document",
            "en": "this file holds more than one YAML document",
        },
        remedy={
            "nl": "Verwijder de regel `---` en maak er één lijst van, of splits het bestand.",
            "en": "Remove the line `---` and make it one list, or split the file.",
        },
        page={
            "nl": (
                "Een regel met `---` begint in YAML een nieuw document. Alleen het eerste document lezen zou de "
                "rest stilzwijgend overslaan. Zet meer onderwerpen in één lijst, elk na een streepje: `- subject: "
                "allocation`, en daaronder het volgende `- subject: corporation_year`."
            ),
            "en": (
                "In YAML a line with `---` starts a new document. Reading only the first one would silently skip "
                "the rest. Put several subjects in one list, each after a dash: `- subject: allocation`, and below "
                "it the next `- subject: corporation_year`."
            ),
        },
    ),
    "E114": Message(
        slug="anchor",
        sentence={
            "nl": "ankers en verwijzingen (& en *) worden niet gelezen",
            "en": "anchors and aliases (& and *) are not read",
        },
        remedy={
            "nl": "Schrijf de inhoud voluit op elke plaats, of zet de tekst tussen aanhalingstekens.",
            "en": "Write the contents in full at every place, or put the text in quotes.",
        },
        page={
            "nl": (
                "Met & en * laat YAML één stuk op veel plaatsen terugkomen. Wie het bestand leest ziet dan niet "
                "meer wat er staat, en een klein bestand kan uitgroeien tot een enorm groot. Schrijf elk feit "
                "voluit; begint een tekst toevallig met zo'n teken, zet haar dan tussen aanhalingstekens: "
                "`evidence: '*zie bijlage'`."
            ),
            "en": (
                "With & and * YAML repeats one piece in many places. A reader of the file then no longer sees what "
                "it says, and a small file can grow into a huge one. Write every fact in full; if a text happens to "
                "begin with such a character, put it in quotes: `evidence: '*see annex'`."
            ),
        },
    ),
    "E115": Message(
        slug="tag",
        sentence={
            "nl": "YAML-tags (woorden met een uitroepteken ervoor) worden niet gelezen",
            "en": "YAML tags (words with an exclamation mark before them) are not read",
        },
        remedy={
            "nl": "Verwijder de tag, of zet de tekst tussen aanhalingstekens.",
            "en": "Remove the tag, or put the text in quotes.",
        },
        page={
            "nl": (
                "Een tag zoals `!!int` legt een lezer op hoe een waarde wordt gemaakt, en in sommige programma's "
                "voert dat code uit. Hier bepaalt de feitenlijst van het onderwerp het type, en niets anders. "
                "Schrijf `household_size: 2` in plaats van `household_size: !!int 2`."
            ),
            "en": (
                "A tag such as `!!int` tells a reader how to make a value, and in some programs that runs code. "
                "Here the dictionary of the subject decides the type, and nothing else. Write `household_size: 2` "
                "instead of `household_size: !!int 2`."
            ),
        },
    ),
    "E116": Message(
        slug="nodes",
        sentence={
            "nl": "de inhoud heeft meer dan {limit} onderdelen",
            "en": "the contents have more than {limit} parts",
        },
        remedy={
            "nl": "Splits het bestand in kleinere bestanden en geef ze samen op.",
            "en": "Split the file into smaller ones and give them together.",
        },
        page={
            "nl": (
                "Elke sleutel en elke waarde is één onderdeel. De grens houdt het geheugen en de wachttijd klein, "
                "ook bij een bestand dat niet voor deze opdracht is gemaakt. Splits een grote lijst, bijvoorbeeld "
                "per kwartaal, en noem de bestanden na elkaar: `npa check k1.json k2.json`."
            ),
            "en": (
                "Every key and every value is one part. The limit keeps memory and waiting time small, also with a "
                "file that was not made for this command. Split a large list, for example by quarter, and name the "
                "files one after the other: `npa check q1.json q2.json`."
            ),
        },
    ),
    "E117": Message(
        slug="key-text",
        sentence={"nl": "een sleutel moet tekst zijn", "en": "a key must be text"},
        remedy={
            "nl": "Schrijf een naam voor de dubbele punt, zo nodig tussen aanhalingstekens.",
            "en": "Write a name before the colon, in quotes where needed.",
        },
        page={
            "nl": (
                "Voor de dubbele punt staat iets anders dan een naam, bijvoorbeeld een lijst, een lege plaats of "
                "een woord dat als waar of onwaar wordt gelezen. Alleen een naam kan in de feitenlijst worden "
                "opgezocht. Schrijf `net_rent: 650`; een code als sleutel krijgt aanhalingstekens: `'true': 1`."
            ),
            "en": (
                "Before the colon stands something other than a name, for example a list, an empty place or a word "
                "that is read as a truth value. Only a name can be looked up in the dictionary. Write `net_rent: "
                "650`; a code used as a key gets quotes: `'true': 1`."
            ),
        },
    ),
    "E118": Message(
        slug="double-key",
        sentence={
            "nl": "de sleutel '{key}' staat er twee keer, het eerst op regel {first}",
            "en": "the key '{key}' stands twice, first on line {first}",
        },
        remedy={
            "nl": "Verwijder één van de twee, of geef het tweede een eigen naam.",
            "en": "Remove one of the two, or give the second its own name.",
        },
        page={
            "nl": (
                "Dezelfde sleutel staat twee keer in hetzelfde blok. De meeste programma's houden dan ongemerkt de "
                "laatste waarde, en het oordeel zou van de volgorde afhangen. Verwijder de waarde die niet klopt; "
                "beschrijven de regels twee gevallen, zoals twee keer `net_rent`, maak er dan twee onderwerpen van "
                "met elk een eigen `id`."
            ),
            "en": (
                "The same key stands twice in the same block. Most programs then keep the last value unnoticed, and "
                "the verdict would depend on the order. Remove the value that is wrong; if the lines describe two "
                "cases, such as `net_rent` twice, make them two subjects, each with its own `id`."
            ),
        },
    ),
}
