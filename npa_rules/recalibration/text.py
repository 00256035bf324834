"""A copy of the agreement as lines with a page and a number, and what of them is no running text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from npa_rules.model.record import Record

_NUMBER = re.compile(r"\W*(?:pagina|page|blz\.?)?\s*(\d{1,4})(?:\s*(?:van|of|/|\|)\s*\d{1,4})?\W*\Z", re.IGNORECASE)
_NOTE = re.compile(r"\s*(\d{1,3})(?:\s+|(?=[^\W\d_]))\S")
_FOOT = re.compile(r"\s*\d{1,3}\s{0,3}(?:[A-Z‘“(]|https?:)")
_ROUND = re.compile(r"^(\s*)o(\s+)(?=\S)")  # the hollow bullet that word processors print as a letter
NOTES = 4  # footnotes on a page that are tried
FOOT = 16  # lines at the end of a page among which they begin
_HYPHENS = ("-", "\u2010", "\u2011", "\u00ad")
EDGE = 3  # lines at the top and the foot of a page among which running heads are looked for


Span = tuple[int, int]


class Line(Record):
    """One line of the copy, with its place in the file and in `Copy.text`."""

    page: int  # 0 where the copy has no pages
    number: int  # within the page of a PDF, within the file of a text
    start: int
    end: int
    note: bool = False  # part of a footnote


class Copy(Record):
    """The user's copy of a text: `text` is what is compared, with running heads and page numbers blanked out."""

    name: str
    text: str
    lines: tuple[Line, ...]
    starts: tuple[int, ...]
    pages: int = 0
    empty: tuple[int, ...] = ()  # pages without text

    def line(self, offset: int) -> Line:
        """The line in which a character stands."""
        return self.lines[max(bisect_right(self.starts, offset) - 1, 0)]

    def body(self) -> str:
        """The text with its footnotes blanked out too."""
        return blanked(self.text, [(n.start, n.end) for n in self.lines if n.note])

    def bodies(self) -> Iterator[str]:
        """The text without what may be footnotes: those that are marked, then more and more of the foot of each page.

        On a printed page nothing tells a footnote from a line that happens to begin with a figure; who looks for words
        that a note parts in two tries each.
        """
        if any(n.note for n in self.lines):
            yield self.body()
        feet = [f for f in self.feet() if f]
        for number in range(NOTES if feet else 0):
            yield blanked(self.text, [f[min(number, len(f) - 1)] for f in feet])

    def feet(self) -> list[list[Span]]:
        """Of each page what may be its footnotes: from a line that begins as one to the end, the last one first."""
        pages: dict[int, list[Line]] = {}
        for line in self.lines:
            if line.page and self.text[line.start : line.end].strip():
                pages.setdefault(line.page, []).append(line)
        found = []
        for lines in pages.values():
            starts = [n.start for n in lines[-FOOT:] if _FOOT.match(self.text, n.start, n.end)]
            found.append([(start, lines[-1].end) for start in reversed(starts)])
        return found


def blanked(text: str, spans: list[tuple[int, int]]) -> str:
    """A text with spaces in some places, so that all others keep their offset."""
    parts, last = [], 0
    for start, end in spans:
        parts += [text[last:start], " " * (end - start)]
        last = end
    return "".join((*parts, text[last:]))


def arrange(name: str, pages: list[list[str]], *, paged: bool, through: bool) -> Copy:
    """A copy from the lines of its pages; `paged`: they are printed pages, `through`: line numbers run through them."""
    furniture = _furniture(pages) if paged else set()
    lines: list[Line] = []
    parts: list[str] = []
    offset = number = 0
    before = ""
    for index, page in enumerate(pages):
        number = number if through else 0
        for row, printed in enumerate(page):
            number += 1
            shown = " " * len(printed) if (index, row) in furniture else printed
            if not before.endswith(_HYPHENS):  # else it is the end of a word
                shown = _ROUND.sub(r"\1 \2", shown, count=1)
            before = shown.rstrip() or before
            lines.append(Line(index + 1 if paged else 0, number, offset, offset + len(shown)))
            parts.append(shown)
            offset += len(shown) + 1
    empty = tuple(i + 1 for i, page in enumerate(pages) if not any(p.strip() for p in page)) if paged else ()
    noted = tuple(_noted(lines, parts))
    return Copy(name, "\n".join(parts), noted, tuple(n.start for n in lines), len(pages) if paged else 0, empty)


def _furniture(pages: list[list[str]]) -> set[tuple[int, int]]:
    """The running heads and feet and page numbers: lines at the edge of pages that come back, but for their figures."""
    edges: dict[tuple[int, int], str] = {}
    for index, page in enumerate(pages):
        filled = [row for row, printed in enumerate(page) if printed.strip()]
        for row in {*filled[:EDGE], *filled[-EDGE:]}:
            edges[index, row] = " ".join(page[row].casefold().split())
    forms = {place: re.sub(r"\d+", "#", printed) for place, printed in edges.items()}
    on = Counter(form for form, _ in {(form, index) for (index, _), form in forms.items()})
    numbered = {p: int(m[1]) - p[0] for p, printed in edges.items() if (m := _NUMBER.match(printed)) is not None}
    steady = Counter(numbered.values())
    heads = {p for p, form in forms.items() if on[form] >= 3 and len(re.findall(r"[^\W\d_]", form)) >= 3}
    return heads | {p for p, step in numbered.items() if steady[step] >= 2}


def _noted(lines: list[Line], printed: list[str]) -> list[Line]:
    """The lines with the footnotes marked: blocks that begin with the next number, after a blank line or another note."""
    found, next_number, inside, before, page = [], 1, False, True, 0
    for line, shown in zip(lines, printed, strict=True):
        blank = not shown.strip()
        if line.page != page:
            inside, page, before = False, line.page, True
        match = _NOTE.match(shown)
        if match is not None and int(match[1]) == next_number and (before or inside):
            inside, next_number = True, next_number + 1
        elif blank:
            inside = False
        found.append(line.but(note=True) if inside else line)
        before = blank
    return found
