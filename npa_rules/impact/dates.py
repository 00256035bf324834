"""What no edition covers in an impact: of rows and items that keep their own dates, said for each side."""

from __future__ import annotations

from collections.abc import Sequence

from npa_rules.errors import Diagnostic
from npa_rules.impact.pairs import SHOWN, Impact, Note, Where

OWN = ("known", "revision")  # kinds of sides in which an item is judged on its own date
Key = tuple[str, str, str]  # code, subject, the days that are covered


def keeps(impact: Impact) -> bool:
    """Whether items keep their own dates."""
    return impact.two.kind in OWN


class Gathered:
    """Findings of both sides, the same one once."""

    def __init__(self) -> None:
        self._found: tuple[dict[Key, list[Where]], dict[Key, list[Where]]] = {}, {}
        self._counts: tuple[dict[Key, int], dict[Key, int]] = {}, {}

    def add(self, side: int, code: str, subject: str, covered: str, count: int, first: Sequence[Where]) -> None:
        """A finding about some rows or items; what only the first side does not cover is no error of the input."""
        if code.startswith("E") and side == 0:
            return
        key = code, subject, covered
        self._counts[side][key] = self._counts[side].get(key, 0) + count
        kept = self._found[side].setdefault(key, [])
        kept += [*first][: SHOWN - len(kept)]

    def notes(self) -> list[Note]:
        """The findings, errors first."""
        found = []
        for key in sorted({*self._counts[0], *self._counts[1]}):
            counts, rows = [c.get(key) for c in self._counts], [f.get(key) for f in self._found]
            same = counts[0] == counts[1] and rows[0] == rows[1]
            for side, name in enumerate(("old", "new")):
                count, first = counts[side], rows[side]
                if count and not (same and side == 0):
                    told = "both" if same or key[0].startswith("E") else name
                    found.append(Note(told, *key, count, tuple(first or ())))
        return sorted(found, key=lambda n: (n.code, n.side != "both", n.side != "old"))


def finding(note: Note, file: str = "") -> Diagnostic:
    """A note as `npa check` says it."""
    first = note.first[0] if note.first else None
    line = first.line if first is not None else 0
    place = first.file if first is not None and first.file else file
    return Diagnostic(
        note.code, file=place, line=line, column=int(line > 0), subject=note.subject, covered=note.covered
    )
