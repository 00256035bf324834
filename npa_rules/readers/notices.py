"""What a reading says of rows while they pass: ids that are twice or missing, totals, cells that may be read in two ways."""

from __future__ import annotations

import polars as pl

from npa_rules.load.fields import shown
from npa_rules.model.dictionary import Subject
from npa_rules.readers.columns import Headers, Target
from npa_rules.readers.figures import empty
from npa_rules.readers.raw import LINE, Raw
from npa_rules.readers.reading import Reading
from npa_rules.readers.rows import plain_text
from npa_rules.readers.twice import Twice

NAMED = 5  # rows that a warning names
TOTAL = r"(?i)^(?:sub|eind|grand |deel)?-?(?:totaal|totalen|totals?|som|sum|gemiddelde?|average|mean)(?:$|[\s:(])"


class Notices:
    """Looks at the rows of one table; `close` adds what only the whole table tells."""

    def __init__(self, raw: Raw, headers: Headers, subject: Subject, reading: Reading) -> None:
        self.raw, self.headers, self.subject, self.reading = raw, headers, subject, reading
        self.doubts: set[int] = set()  # columns whose way of writing leaves some cells open
        self.keyed = False  # a table of members, whose key is that of another row
        self.begin()

    def begin(self) -> None:
        """Forget the rows of an earlier pass."""
        self.twice = Twice()
        self.lone: tuple[int, list[int]] = (0, [])  # rows without an id, and the first of them

    @property
    def name(self) -> str:
        """The header of the column with ids."""
        return shown(self.raw.names[self.headers.id]) if self.headers.id is not None else ""

    def rows(self, cells: pl.DataFrame, own: pl.Series | None, outside: pl.Series, broken: pl.Series) -> pl.Series:
        """Take the rows of a batch; gives which are outside, totals among them."""
        sums = self.sums(cells, own)
        for line in cells[LINE].filter(sums & ~outside).head(NAMED).to_list():
            self.reading.warn("W813", int(line), 1)
        outside = outside | sums
        if own is not None and not self.keyed:
            self.twice.add(empty(own, outside), cells[LINE])
            lone = cells[LINE].filter(own.is_null() & ~outside & ~broken)
            self.lone = (self.lone[0] + lone.len(), [*self.lone[1], *lone.head(NAMED).to_list()][:NAMED])
        return outside

    def doubt(self, target: Target, line: int) -> None:
        """Remember that cells of a column are open, from here on; the reading says so of dates."""
        if target.index not in self.doubts and self.subject.facts[target.fact].kind != "number":
            self.reading.warn("W814", line, target.index + 1, name=target.header)
        self.doubts.add(target.index)

    def sums(self, cells: pl.DataFrame, own: pl.Series | None) -> pl.Series:
        """Rows that are no row: totals, by what the id or a name says, and headers that are repeated."""
        texts = [t for t in self.headers.targets if self.subject.facts[t.fact].kind == "text" and not t.part]
        marks = [*([own] if own is not None else []), *(plain_text(cells[str(t.index)]) for t in texts)]
        found = pl.repeat(False, cells.height, dtype=pl.Boolean, eager=True)
        for column in marks:
            found = found | column.str.contains(TOTAL).fill_null(False)
        names = {t.index: t.header for t in self.headers.targets if cells[str(t.index)].dtype == pl.String}
        same = [cells[str(n)] == header for n, header in names.items()]
        if any(s.any() for s in same):
            other = [cells[str(n)].is_not_null() & (cells[str(n)] != header) for n, header in names.items()]
            found = found | pl.select(pl.any_horizontal(*same) & ~pl.any_horizontal(*other)).to_series().fill_null(
                False
            )
        return found

    def close(self) -> None:
        """Say which ids occur more than once, and which rows have none while others do; all of them count."""
        count, lines = self.lone
        column = self.headers.id + 1 if self.headers.id is not None else 1
        if count and count < self.reading.rows - self.reading.outside:
            places = ", ".join(map(str, lines)) + (", …" if count > len(lines) else "")
            self.reading.warn("W815", lines[0], column, name=self.name, count=count, places=places)
        found = self.twice.found()
        if self.twice.lost:
            self.reading.warn("W811", name=self.name)
        elif found.ids:
            told = {"ids": found.ids, "rows": found.rows, "places": found.places()}
            self.reading.warn("W810", found.groups[0][0], column, name=self.name, **told)
