"""What of a copy no clause covers: new passages, and apart from them headings and footnotes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from npa_rules.fingerprint import OTHER, SHORT, Fingerprint, stream, whole
from npa_rules.model.record import Record
from npa_rules.recalibration.match import Found
from npa_rules.recalibration.text import Copy

FEW = 4  # words: fewer are what joins two clauses, or a heading
LONG = 20  # words: a heading has no more
_PARTS = re.compile(r"\n[ \t]*(?:\n\s*)+|\n(?=[ \t]*(?:[•-]|[A-Z‘“(\d]))|(?=•)")
_WORD = re.compile(r"\w+(?:[.,]\d+)*")


class Passage(Record):
    """A passage of the copy that no clause covers, by its offsets in `Copy.text`."""

    start: int
    end: int
    kind: str  # text | heading | note


def uncovered(prints: dict[str, Fingerprint], copy: Copy, found: Iterable[Found]) -> list[Passage]:
    """The passages between the clauses that the old text did not have between them either."""
    signs = stream(copy.text)
    free = bytearray(b"\1" * len(signs.signs))
    for one in found:
        first, last = bisect_left(signs.at, one.start), bisect_left(signs.at, one.end)
        free[first:last] = b"\0" * (last - first)
    known = sorted({(p.length, p.whole) for n, p in prints.items() if n.startswith(OTHER)}, reverse=True)
    for run in re.finditer(b"\x01+", bytes(free)):
        for length, total in known:
            for i in range(run.start(), run.end() - length + 1):
                if free[i] and free[i + length - 1] and whole(signs.signs[i : i + length]) == total:
                    free[i : i + length] = b"\0" * length
    pieces = []
    for run in re.finditer(b"\x01+", bytes(free)):
        pieces += _pieces(copy, signs.at[run.start()], signs.at[run.end() - 1] + 1)
    return pieces


def _pieces(copy: Copy, start: int, end: int) -> list[Passage]:
    """An uncovered stretch in its parts: paragraphs and items of lists, with the headings between them."""
    text = copy.text
    while end < len(text) and text[end] in ".,;:!?)’”":
        end += 1
    cuts = [start, *(start + m.end() for m in _PARTS.finditer(text[start:end])), end]
    found: list[Passage] = []
    for a, b in zip(cuts, cuts[1:], strict=False):
        if len(stream(text[a:b]).signs) < SHORT:
            continue
        piece = Passage(a, a + len(text[a:b].rstrip()), _kind(copy, a, b))
        before = found[-1] if found else None
        goes_on = re.match(r"\s*[•-]", text[a:b]) is None and "\n\n" not in text[before.end : a] if before else False
        if before is not None and before.kind == piece.kind == "text" and goes_on:
            found[-1] = before.but(end=piece.end)
        else:
            found.append(piece)
    return found


def _kind(copy: Copy, start: int, end: int) -> str:
    printed = copy.text[start:end].strip()
    count = len(_WORD.findall(printed))
    first, last = copy.line(start), copy.line(max(end - 1, start))
    if first.note:
        return "note"
    rest = copy.text[first.start : start], copy.text[start + len(copy.text[start:end].rstrip()) : last.end]
    alone = not any(r.strip() for r in rest)
    item = re.match(r"[•-]", printed) is not None
    if alone and not item and count <= LONG and printed[-1] not in ".;:?!,":
        return "heading"
    return "heading" if count < FEW and not re.search(r"\d", printed) else "text"
