"""E90x, E91x and W90x: the user's own copy of the text, and the start of the next edition."""

from __future__ import annotations

from npa_rules.messages.message import Message

SOURCE: dict[str, Message] = {
    "E901": Message(
        slug="pdf-locked",
        sentence={"nl": "deze PDF is met een wachtwoord afgesloten", "en": "this PDF is locked with a password"},
        remedy={
            "nl": "Open haar in een PDF-lezer en bewaar haar zonder wachtwoord of als tekst.",
            "en": "Open it in a PDF reader and save it without the password or as text.",
        },
        page={
            "nl": (
                "De tekst van een afgesloten PDF is niet te lezen, en naar een wachtwoord wordt niet gevraagd: het zou in "
                "de geschiedenis van de opdrachten blijven staan. Bewaar een kopie zonder wachtwoord, of kies in de lezer "
                "voor 'opslaan als tekst' en geef dat bestand: `npa source afspraken.txt`."
            ),
            "en": (
                "The text of a locked PDF cannot be read, and no password is asked for: it would stay in the history of "
                "commands. Save a copy without a password, or choose 'save as text' in the reader and give that file: "
                "`npa source agreement.txt`."
            ),
        },
    ),
    "E902": Message(
        slug="pdf-images",
        sentence={"nl": "deze PDF bevat geen tekst, alleen beelden", "en": "this PDF holds no text, only images"},
        remedy={
            "nl": "Gebruik de PDF van de uitgever, of laat de scan eerst door tekstherkenning gaan.",
            "en": "Use the publisher's PDF, or run the scan through text recognition first.",
        },
        page={
            "nl": (
                "Op geen enkele bladzijde staat tekst die te kopiëren is: het is een scan of een reeks foto's. "
                "Tekstherkenning zit niet in dit programma, omdat een verkeerd herkend cijfer op een gewijzigde afspraak "
                "zou lijken. Neem het oorspronkelijke bestand en probeer `npa source afspraken.pdf` opnieuw."
            ),
            "en": (
                "No page has text that can be copied: it is a scan or a series of photographs. Text recognition is no part "
                "of this program, because a figure that is recognised wrongly would look like a changed agreement. Take "
                "the original file and try `npa source agreement.pdf` again."
            ),
        },
    ),
    "E903": Message(
        slug="pdf-broken",
        sentence={
            "nl": "deze PDF is beschadigd of afgebroken en is niet volledig te lezen",
            "en": "this PDF is damaged or cut short and cannot be read in full",
        },
        remedy={
            "nl": "Haal het bestand opnieuw op, en open het in een PDF-lezer om te zien of het heel is.",
            "en": "Fetch the file again, and open it in a PDF reader to see whether it is whole.",
        },
        page={
            "nl": (
                "Het einde van het bestand ontbreekt of de opbouw klopt niet, zoals na een onderbroken download. Wat er "
                "nog wel te lezen valt wordt niet gebruikt: bepalingen op de ontbrekende bladzijden zouden dan vervallen "
                "lijken. Haal het bestand opnieuw op en geef weer `npa source afspraken.pdf`."
            ),
            "en": (
                "The end of the file is missing or its structure is wrong, as after an interrupted download. What can "
                "still be read is not used: clauses on the missing pages would then seem to have lapsed. Fetch the file "
                "again and give `npa source agreement.pdf` once more."
            ),
        },
    ),
    "E904": Message(
        slug="no-text-or-pdf",
        sentence={
            "nl": "dit is geen tekstbestand en geen PDF",
            "en": "this is neither a text file nor a PDF",
        },
        remedy={
            "nl": "Bewaar het document als PDF of als platte tekst (.txt, UTF-8).",
            "en": "Save the document as PDF or as plain text (.txt, UTF-8).",
        },
        page={
            "nl": (
                "Alleen een PDF en platte tekst worden gelezen; dit bestand bevat besturingstekens of binaire gegevens, "
                "zoals een Word-document, een afbeelding of een archief. Bewaar het document vanuit uw tekstverwerker als "
                "PDF en geef dat: `npa source afspraken.pdf`."
            ),
            "en": (
                "Only a PDF and plain text are read; this file holds control characters or binary data, as a Word "
                "document, an image or an archive does. Save the document as PDF from your word processor and give that: "
                "`npa source agreement.pdf`."
            ),
        },
    ),
    "E905": Message(
        slug="no-fingerprints",
        sentence={
            "nl": "van de editie '{name}' zijn geen kenmerken van de tekst bewaard",
            "en": "no fingerprints of the text are kept of the edition '{name}'",
        },
        remedy={
            "nl": "Kies een editie die ze heeft: zie `rules/<editie>/fingerprints.txt`.",
            "en": "Choose an edition that has them: see `rules/<edition>/fingerprints.txt`.",
        },
        page={
            "nl": (
                "Een bepaling wordt in een tekst herkend aan kenmerken (`fingerprints.txt`), gemaakt toen het register "
                "werd opgesteld. Deze editie heeft ze niet: zij is alleen bekend uit wat een andere erover zegt, of zij "
                "is begonnen zonder tekst. Begin haar met de tekst erbij: `npa recalibrate npa-2035 --from npa-2025 "
                "--text afspraken.pdf`."
            ),
            "en": (
                "A clause is recognised in a text by fingerprints (`fingerprints.txt`), made when the register was drawn "
                "up. This edition has none: it is only known from what another says of it, or it was started without a "
                "text. Start it with its text: `npa recalibrate npa-2035 --from npa-2025 --text agreement.pdf`."
            ),
        },
    ),
    "E906": Message(
        slug="another-text",
        sentence={
            "nl": "dit lijkt niet de tekst van '{name}': van {total} bepalingen zijn er {found} herkend",
            "en": "this does not look like the text of '{name}': of {total} clauses {found} were recognised",
        },
        remedy={
            "nl": "Controleer of dit het juiste document is, of kies een andere editie met --edition.",
            "en": "Check that this is the right document, or choose another edition with --edition.",
        },
        page={
            "nl": (
                "Minder dan een op de tien bepalingen staat in dit bestand. Het is dan een ander document, een vertaling, "
                "een samenvatting, of een PDF waarvan de letters niet als tekst zijn opgeslagen. Kopieer een zin uit het "
                "document om te zien of er leesbare tekst in zit; een andere editie kiest u met `npa source afspraken.pdf "
                "--edition npa-2025`."
            ),
            "en": (
                "Fewer than one in ten clauses is in this file. It is then another document, a translation, a summary, or "
                "a PDF whose letters are not stored as text. Copy a sentence out of the document to see whether it holds "
                "readable text; choose another edition with `npa source agreement.pdf --edition npa-2025`."
            ),
        },
    ),
    "E907": Message(
        slug="folder-in-use",
        sentence={"nl": "deze map bestaat al en is niet leeg", "en": "this folder exists already and is not empty"},
        remedy={
            "nl": "Kies een andere map met --out, of ruim deze zelf op: er wordt niets overschreven.",
            "en": "Choose another folder with --out, or clear this one yourself: nothing is overwritten.",
        },
        page={
            "nl": (
                "Een nieuwe editie wordt in een lege map begonnen, zodat werk aan een eerdere poging nooit verloren gaat. "
                "Wis de map als die poging weg mag, of begin ernaast: `npa recalibrate npa-2035 --from npa-2025 --out "
                "proef`."
            ),
            "en": (
                "A new edition is started in an empty folder, so that work on an earlier attempt is never lost. Delete "
                "the folder if that attempt may go, or start beside it: `npa recalibrate npa-2035 --from npa-2025 --out "
                "trial`."
            ),
        },
    ),
    "E908": Message(
        slug="edition-name",
        sentence={
            "nl": "'{name}' kan niet de naam van de nieuwe editie na '{old}' zijn",
            "en": "'{name}' cannot be the name of the new edition after '{old}'",
        },
        remedy={
            "nl": "Neem kleine letters en een jaar, nog niet in gebruik en in het alfabet na de oude, zoals npa-2035.",
            "en": "Take small letters and a year, not yet in use and after the old one in the alphabet, as npa-2035.",
        },
        page={
            "nl": (
                "De naam wordt een map en het laatste deel ervan komt achter elk id (`BET-042-2035`), zodat regels van "
                "twee edities naast elkaar bestaan. Edities worden in het alfabet gelezen: een nieuwe gebruikt de "
                "gebeurtenissen die de oude heeft benoemd, en moet er dus na komen. Bijvoorbeeld `npa recalibrate "
                "npa-2035 --from npa-2025`."
            ),
            "en": (
                "The name becomes a folder and its last part comes behind each id (`BET-042-2035`), so that rules of two "
                "editions live side by side. Editions are read in alphabetical order: a new one uses the events that the "
                "old one named, so it must come after it. For example `npa recalibrate npa-2035 --from npa-2025`."
            ),
        },
    ),
    "E909": Message(
        slug="checklist-decision",
        sentence={
            "nl": "'{value}' is geen besluit over '{name}'; kies uit: {allowed}",
            "en": "'{value}' is no decision about '{name}'; choose from: {allowed}",
        },
        remedy={
            "nl": "Schrijf een van de genoemde woorden achter `decided`, of `null` zolang het niet besloten is.",
            "en": "Write one of these words after `decided`, or `null` while it is not decided.",
        },
        page={
            "nl": (
                "In `checklist.yaml` staat bij elke bepaling en elke nieuwe passage wat ermee is besloten. Een ander woord "
                "zou als besluit tellen zonder dat iemand weet wat het betekent. `lapsed` is vervallen, `unchanged` "
                "hetzelfde, `parameter` een ander getal, `norm` een andere norm, `scope` een andere reikwijdte, `moved` "
                "dezelfde tekst op een andere plaats. `npa coverage --edition npa-2035` volgt wat nog open is."
            ),
            "en": (
                "In `checklist.yaml` each clause and each new passage has what was decided about it. Another word would "
                "count as a decision while nobody knows what it means: `lapsed`, `unchanged`, `parameter` (another "
                "figure), `norm` (another norm), `scope`, `moved` (the same text in another place). `npa coverage "
                "--edition npa-2035` follows what is still open."
            ),
        },
    ),
    "E910": Message(
        slug="checklist-register",
        sentence={
            "nl": "het besluit '{value}' over '{name}' en het register spreken elkaar tegen",
            "en": "the decision '{value}' about '{name}' and the register contradict each other",
        },
        remedy={
            "nl": "Haal een vervallen bepaling en haar regels weg; zet een nieuwe bepaling in `clauses.yaml`.",
            "en": "Take a lapsed clause and its rules away; put a new clause into `clauses.yaml`.",
        },
        page={
            "nl": (
                "Een bepaling die volgens de lijst vervallen is mag niet meer in `clauses.yaml` van de nieuwe editie "
                "staan, en een die blijft of nieuw is moet er staan. Anders zou de editie compleet lijken terwijl er een "
                "bepaling te veel of te weinig in zit. Pas `clauses.yaml` of `decided` aan en draai `npa coverage "
                "--edition npa-2035` opnieuw."
            ),
            "en": (
                "A clause that lapsed by the list may no longer stand in `clauses.yaml` of the new edition, and one that "
                "stays or is new must be in it. Otherwise the edition would look complete with a clause too many or too "
                "few. Change `clauses.yaml` or `decided` and run `npa coverage --edition npa-2035` again."
            ),
        },
    ),
    "E911": Message(
        slug="fingerprints-form",
        sentence={
            "nl": "dit bestand met kenmerken heeft een vorm die niet te lezen is",
            "en": "this file of fingerprints has a form that cannot be read",
        },
        remedy={
            "nl": "Haal het bestand terug zoals het met deze versie van het programma is uitgebracht.",
            "en": "Restore the file as it was released with this version of the program.",
        },
        page={
            "nl": (
                "De eerste regel van `fingerprints.txt` noemt de vorm, en elke regel daarna een bepaling met haar "
                "kenmerken. Het bestand is met de hand veranderd of hoort bij een andere versie; een half gelezen bestand "
                "zou bepalingen als verdwenen melden. Zet het uitgebrachte bestand terug en geef opnieuw `npa source "
                "afspraken.pdf`."
            ),
            "en": (
                "The first line of `fingerprints.txt` names the form, and each line after it a clause with its "
                "fingerprint. The file was changed by hand or belongs to another version; a file that is half read would "
                "report clauses as gone. Put the released file back and give `npa source agreement.pdf` again."
            ),
        },
    ),
    "E912": Message(
        slug="folder-not-writable",
        sentence={
            "nl": "in deze map kan niet worden geschreven: {reason}",
            "en": "this folder cannot be written to: {reason}",
        },
        remedy={
            "nl": "Kies met --out een map waarin u mag schrijven.",
            "en": "Choose with --out a folder in which you may write.",
        },
        page={
            "nl": (
                "De nieuwe editie wordt naast de regels gezet die in gebruik zijn. Daar mag u niet schrijven, de schijf is vol, "
                "of de regels horen bij het geïnstalleerde pakket en zouden met de volgende versie verdwijnen. Er is niets "
                "achtergebleven. Werk in een eigen kopie van de regels (NPA_RULES noemt haar), of kies een andere plek: `npa "
                "recalibrate npa-2035 --from npa-2025 --out proef`."
            ),
            "en": (
                "The new edition is put beside the rules that are in use. You may not write there, the disk is full, or the "
                "rules belong to the installed package and would go with its next version. Nothing was left behind. Work in a "
                "copy of the rules of your own (NPA_RULES names it), or choose another place: `npa recalibrate npa-2035 --from "
                "npa-2025 --out trial`."
            ),
        },
    ),
    "W901": Message(
        slug="clause-differs",
        sentence={
            "nl": "{name} heeft hier andere woorden of cijfers dan bekend is (gelijkenis ongeveer {similarity}%)",
            "en": "{name} has other words or figures here than are known (likeness about {similarity}%)",
        },
        remedy={
            "nl": "Lees de passage na voordat u op de regel vertrouwt: de regel volgt de bekende tekst.",
            "en": "Read the passage before you rely on the rule: the rule follows the known text.",
        },
        page={
            "nl": (
                "De passage in uw bestand is die van deze bepaling, maar niet letterlijk: een woord, een cijfer of een "
                "leesteken in een getal verschilt. Het kan een nieuwere versie zijn, een voorlopige, of een fout bij het "
                "omzetten van de PDF. De gelijkenis is een schatting, want de bekende tekst zelf is hier niet; `npa source "
                "afspraken.pdf BET-042` toont de passage."
            ),
            "en": (
                "The passage in your file is that of this clause, but not to the letter: a word, a figure or the mark in a "
                "figure differs. It may be a newer version, a preliminary one, or a fault in converting the PDF. The "
                "likeness is an estimate, for the known text itself is not here; `npa source agreement.pdf BET-042` shows "
                "the passage."
            ),
        },
    ),
    "W902": Message(
        slug="clause-not-found",
        sentence={"nl": "{name} is in dit bestand niet gevonden", "en": "{name} was not found in this file"},
        remedy={
            "nl": "Zoek haar zelf in het bestand op; misschien is de bepaling vervallen of herschreven.",
            "en": "Look for it in the file yourself; the clause may have lapsed or been rewritten.",
        },
        page={
            "nl": (
                "Geen passage van het bestand lijkt genoeg op deze bepaling. Zij is vervallen, sterk herschreven, of haar "
                "bladzijde is niet als tekst gelezen (een figuur of tabel als beeld). `npa source afspraken.pdf` zonder "
                "bepaling toont welke er omheen wel zijn gevonden, en waar."
            ),
            "en": (
                "No passage of the file is enough like this clause. It lapsed, was rewritten, or its page was not read as "
                "text (a figure or table as an image). `npa source agreement.pdf` without a clause shows which of those "
                "around it were found, and where."
            ),
        },
    ),
    "W903": Message(
        slug="pages-without-text",
        sentence={
            "nl": "op deze bladzijden is geen tekst gevonden: {pages}",
            "en": "no text was found on these pages: {pages}",
        },
        remedy={
            "nl": "Kijk of daar een beeld of lege bladzijde staat; bepalingen op een beeld worden niet gevonden.",
            "en": "See whether there is an image or an empty page; clauses in an image are not found.",
        },
        page={
            "nl": (
                "Van een gedeelte van het bestand is geen tekst te lezen. Een omslag of lege bladzijde is geen bezwaar; "
                "een gescande bladzijde wel, want haar bepalingen zouden vervallen lijken. Vergelijk met een andere "
                "uitgave van het bestand en geef opnieuw `npa source afspraken.pdf`."
            ),
            "en": (
                "Of a part of the file no text can be read. A cover or an empty page does no harm; a scanned page does, "
                "for its clauses would seem to have lapsed. Compare with another copy of the file and give `npa source "
                "agreement.pdf` again."
            ),
        },
    ),
    "W904": Message(
        slug="windows-copy",
        sentence={
            "nl": "dit bestand is niet in UTF-8 opgeslagen en is gelezen als Windows-1252",
            "en": "this file is not saved as UTF-8 and was read as Windows-1252",
        },
        remedy={
            "nl": "Klopt een letter niet, bewaar het bestand dan opnieuw als UTF-8.",
            "en": "If a letter is wrong, save the file again as UTF-8.",
        },
        page={
            "nl": (
                "Oudere Windows-programma's bewaren tekst in een eigen codering. Letters zonder accent zijn in beide gelijk "
                "en voor het herkennen van bepalingen tellen accenten niet mee; alleen tekens zoals € kunnen verschillen. "
                "Kies bij opslaan voor UTF-8 om het zeker te weten en geef opnieuw `npa source afspraken.txt`."
            ),
            "en": (
                "Older Windows programs save text in an encoding of their own. Letters without accents are equal in both "
                "and accents do not count in recognising clauses; only signs such as € can differ. Choose UTF-8 when "
                "saving to be certain and give `npa source agreement.txt` again."
            ),
        },
    ),
    "W905": Message(
        slug="clause-moved",
        sentence={
            "nl": "{name} staat hier op een andere plaats tussen de bepalingen",
            "en": "{name} stands in another place among the clauses here",
        },
        remedy={
            "nl": "De woorden zijn gelijk; ga na of de kop waar zij nu onder staan de betekenis verandert.",
            "en": "The words are the same; see whether the heading under which they now stand changes the meaning.",
        },
        page={
            "nl": (
                "De volgorde van de bepalingen is anders dan in de tekst waarvan de kenmerken zijn gemaakt. Dezelfde "
                "woorden kunnen onder een andere kop iets anders betekenen, en de vindplaats klopt niet meer. `npa source "
                "afspraken.pdf` toont de bepalingen ernaast."
            ),
            "en": (
                "The order of the clauses differs from the text of which the fingerprints were made. The same words can "
                "mean something else under another heading, and the citation no longer holds. `npa source agreement.pdf` "
                "shows the clauses beside it."
            ),
        },
    ),
}
