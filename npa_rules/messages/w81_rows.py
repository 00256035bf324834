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
            "nl": "Geef de kolom die bij de sleutel van de tweede tabel hoort op met `id:` in een koppelingsbestand.",
            "en": "Name the column that goes with the key of the second table with `id:` in a mapping file.",
        },
        page={
            "nl": (
                "Leden staan in een tweede tabel, met een sleutel die het kenmerk van een rij in de eerste is. Zonder kolom "
                "met kenmerken zou het volgnummer van een rij ervoor doorgaan, en dan komen leden bij de verkeerde rij "
                "terecht. Zo wijst u een kolom aan: `id: 'Plancode'` in het bestand van `--mapping`."
            ),
            "en": (
                "Members stand in a second table, with a key that is the id of a row in the first. Without a column of ids "
                "the number of a row would pass for it, and members would end up with the wrong row. This is how a column is "
                "named: `id: 'Plan code'` in the file of `--mapping`."
            ),
        },
    ),
    "W810": Message(
        slug="id-more-than-once",
        sentence={
            "nl": "in '{name}' komen {ids} kenmerken meer dan eens voor, samen {rows} rijen: rij {places}",
            "en": "in '{name}' {ids} ids occur more than once, {rows} rows together: row {places}",
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
                "kolom op die rijen wel uit elkaar houdt (`id:` in een koppelingsbestand). De eerste rijen worden genoemd."
            ),
            "en": (
                "Rows with one id are not merged and not left out: only the source knows which is right. All of them count,"
                " so a dwelling that is there twice counts double in the totals and in what `--roll-up` adds up. Sometimes "
                "it is right, such as a row per project and year; then name a column that does tell rows apart (`id:` in a "
                "mapping file). The first rows are named."
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
            "nl": "{count} andere meldingen over cellen en rijen zijn hier niet getoond",
            "en": "{count} other findings on cells and rows are not shown here",
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
}
