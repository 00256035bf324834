"""What was read: which column became which fact, what is missing, what was refused and where."""

from __future__ import annotations

from typing import Any

from npa_rules.errors import Diagnostic
from npa_rules.model.record import OpenRecord, Record, fresh

SHOWN = 100  # refusals that are kept; all are counted


class Cell(Record):
    """One cell (or row) that was refused: it counts as not given. `text` is for the owner of the table only."""

    code: str
    sheet: str
    row: int
    column: int  # 1 is the first; 0 for a whole row
    header: str
    fact: str
    text: str
    values: tuple[tuple[str, Any], ...] = ()

    def diagnostic(self, file: str) -> Diagnostic:
        """The refusal as a message; it names the place and not the text."""
        place = f"{file}[{self.sheet}]" if self.sheet else file
        return Diagnostic(self.code, file=place, line=self.row, column=self.column, **dict(self.values))


class Seen(OpenRecord):
    """A column that became a fact, or a part of one (`part`: `date`, `holds.CODE`, `has.CODE`)."""

    header: str
    column: int  # 1 is the first; 0 for a constant
    fact: str
    part: str
    how: str  # name | label | synonym | mapping | layout | constant
    missing: int = 0
    refused: int = 0


class Unused(Record):
    """A column that became nothing. `why`: unclaimed | ignored | layout (known, no fact asks for it)."""

    header: str
    column: int
    why: str
    suggestion: str = ""


class Reading(OpenRecord):
    """What a table held. The counts grow while its batches are taken; `complete` says that all were.

    `rows` counts all rows with content, each of which is a row of a batch; `blank` the empty ones, which are not.
    `marked` counts rows with a refusal, `outside` those that the layout says are about something else (a parking space
    among dwellings), `undated` those that were not judged because no edition covers
    their date. `refused` counts every refusal, `cells` holds the first `SHOWN`.
    """

    file: str
    kind: str  # csv | xlsx | parquet | jsonl | json | duckdb | sqlite
    sheet: str = ""
    layout: str = ""
    encoding: str = ""
    separator: str = ""
    mark: str = ""  # the decimal mark of text: comma | point | mixed
    header_line: int = 0
    rows: int = 0
    blank: int = 0
    broken: int = 0
    marked: int = 0
    outside: int = 0
    undated: int = 0
    refused: int = 0
    complete: bool = False
    columns: list[Seen] = fresh(default_factory=list)
    unused: list[Unused] = fresh(default_factory=list)
    personal: list[str] = fresh(default_factory=list)
    warnings: list[Diagnostic] = fresh(default_factory=list)
    cells: list[Cell] = fresh(default_factory=list)
    members: dict[str, Reading] = fresh(default_factory=dict)

    def refuse(self, cell: Cell) -> None:
        """Keep one refusal, if there is room; counting is for the caller."""
        if len(self.cells) < SHOWN:
            self.cells.append(cell)

    def warn(self, code: str, line: int = 0, column: int = 0, **values: Any) -> None:
        """Add a warning once."""
        place = f"{self.file}[{self.sheet}]" if self.sheet else self.file
        found = Diagnostic(code, file=place, line=line, column=column or int(line > 0), **values)
        if all(repr(w) != repr(found) for w in self.warnings):
            self.warnings.append(found)

    def diagnostics(self) -> list[Diagnostic]:
        """All warnings and the refusals that were kept, those of the members too."""
        found = [*self.warnings, *(c.diagnostic(self.file) for c in self.cells)]
        return found + [d for m in self.members.values() for d in m.diagnostics()]

    def begin(self) -> None:
        """Set the counts to nothing, before the first batch."""
        self.rows = self.blank = self.broken = self.marked = self.outside = self.undated = self.refused = 0
        self.complete, self.cells = False, []
        for seen in self.columns:
            seen.missing = seen.refused = 0
