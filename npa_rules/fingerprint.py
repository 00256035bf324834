"""Fingerprints: a clause is recognised in a user's own copy of the agreement without its text being here.

A text is first read as one stream of signs: letters without case and accents, figures with the decimal mark between
them (but not behind a year, where it ends a sentence or parts a list, and where the figure of a footnote may follow),
and the signs that carry meaning (%, +, €, <, >, =). Spaces, breaks of lines, hyphens, quotes and bullets are no
part of it, so that `huur-\\nverhoging`, `huur verhoging` and `huurverhoging` are the same and 2,5 is not 25.

A fingerprint holds the length of a clause's stream, the hash of the whole, a sketch (one number of 128 bits in which
like texts differ in few bits) and the hashes of its consecutive parts of 32 signs, some five words each. Parts do not
overlap, so that knowing one does not help to guess the next. They stand in `rules/<edition>/fingerprints.txt`, a line
each, in the order of the text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from functools import cache
from hashlib import blake2b
from pathlib import Path

from npa_rules.model.record import Record

HEAD = "npa-fingerprints 3"
WIDTH = 32  # signs of a part
SHORT = 8  # a passage between clauses of fewer signs is a word that joins them
GRAM = 5  # signs of the shingles behind a sketch
BITS = 128
LANE = 24  # bits in which the occurrences of one bit of a sketch are counted: enough for 8 million shingles
OTHER = "~"  # begins the name of a passage that is no clause: a heading, a footnote, a word between two clauses
_ONES = sum(1 << (LANE * i) for i in range(BITS))
_HIGH = _ONES << (LANE - 1)
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d\Z")
_MEANING = frozenset("%+€$<>=±")


class Stream(Record):
    """The signs of a text, and where each stands in it."""

    signs: str
    at: tuple[int, ...]


class Fingerprint(Record):
    """What is kept of a clause: nothing from which a word can be read back."""

    start: int  # the sign of the text at which it begins
    times: int  # how often the text holds these signs: of those that stand twice, the place counts as well
    length: int
    whole: str
    sketch: int
    parts: tuple[str, ...] = ()


@cache
def _plain(sign: str) -> str:
    """The signs that one character of a text counts for: none for spaces, quotes, hyphens and bullets."""
    found = unicodedata.normalize("NFKD", sign)
    kept = (c for c in found if (c.isalnum() or c in _MEANING or c in ".,") and not unicodedata.combining(c))
    return "".join(kept).casefold()


def stream(text: str) -> Stream:
    """A text as the signs by which it is compared, each with its offset."""
    signs: list[str] = []
    at: list[int] = []
    for offset, character in enumerate(text):
        for sign in _plain(character):
            signs.append(sign)
            at.append(offset)
    kept = []
    for i, sign in enumerate(signs):  # a mark counts only between two figures, and not after a year: it ends a sentence
        between = 0 < i < len(signs) - 1 and signs[i - 1].isdigit() and signs[i + 1].isdigit()
        if sign not in ".," or (between and _YEAR.search("".join(signs[max(i - 5, 0) : i])) is None):
            kept.append(i)
    return Stream("".join(signs[i] for i in kept), tuple(at[i] for i in kept))


def whole(signs: str) -> str:
    """The hash of a whole clause, 64 bits."""
    return blake2b(signs.encode(), digest_size=8).hexdigest()


def part(signs: str) -> bytes:
    """The hash of one part, 32 bits."""
    return blake2b(signs.encode(), digest_size=4).digest()


@cache
def lanes(gram: str) -> int:
    """The bits of a shingle, each in a lane of its own, so that adding counts them."""
    bits = int.from_bytes(blake2b(gram.encode(), digest_size=BITS // 8).digest(), "big")
    return spread(bits)


def spread(bits: int) -> int:
    """A number of 128 bits with each bit in a lane."""
    return int(f"{bits:0{BITS}b}".translate(_LANES), 16)


_LANES = {ord("0"): "0" * (LANE // 4), ord("1"): f"{1:0{LANE // 4}x}"}


def tally(signs: str) -> int:
    """The counts of the bits of all shingles of a text."""
    return sum(lanes(signs[i : i + GRAM]) for i in range(max(len(signs) - GRAM + 1, 1)))


def majority(counts: int, grams: int) -> int:
    """The bits that most shingles have, as the high bits of their lanes."""
    return (counts + ((1 << (LANE - 1)) - grams // 2 - 1) * _ONES) & _HIGH


def sketch(signs: str) -> int:
    """One number of 128 bits that like texts nearly share."""
    high = f"{majority(tally(signs), max(len(signs) - GRAM + 1, 1)):0{BITS * LANE // 4}x}"
    return int("".join("1" if high[i] == "8" else "0" for i in range(0, len(high), LANE // 4)), 2)


def lifted(bits: int) -> int:
    """A sketch in the form of `majority`, to be compared with it."""
    return spread(bits) << (LANE - 1)


def fingerprint(signs: str, start: int = 0, times: int = 1) -> Fingerprint:
    """What is kept of the signs of a clause."""
    parts = tuple(part(signs[i : i + WIDTH]).hex() for i in range(0, len(signs) - WIDTH + 1, WIDTH))
    return Fingerprint(start, times, len(signs), whole(signs), sketch(signs), parts)


def register(text: str, spans: dict[str, tuple[int, int]]) -> dict[str, Fingerprint]:
    """The fingerprints of an edition from its text and the place of each clause, in the order of the text.

    What lies between the clauses is kept too (`~1`, `~2`), so that the next edition shows only what is new.
    """
    whole_text = stream(text)
    found = {}
    covered = bytearray(len(text))
    for name, (start, end) in sorted(spans.items(), key=lambda s: s[1]):
        covered[start:end] = b"\1" * (end - start)
        found[name] = _placed(whole_text, start, end)
    between = [piece for piece in _gaps(text, covered) if len(stream(text[slice(*piece)]).signs) >= SHORT]
    for number, (start, end) in enumerate(between, 1):
        found[f"{OTHER}{number}"] = _placed(whole_text, start, end)
    return dict(sorted(found.items(), key=lambda f: (f[1].start, f[1].start + f[1].length)))


def _placed(text: Stream, start: int, end: int) -> Fingerprint:
    first, last = bisect_left(text.at, start), bisect_left(text.at, end)
    signs = text.signs[first:last]
    return fingerprint(signs, first, len(re.findall(f"(?={re.escape(signs)})", text.signs)))


def _gaps(text: str, covered: bytearray) -> list[tuple[int, int]]:
    """The passages that no clause covers, parted at blank lines."""
    runs = [m.span() for m in re.finditer(rb"\0+", covered)]
    return [(a + m.start(), a + m.end()) for a, b in runs for m in re.finditer(r"(?:(?!\n\s*\n)[\s\S])+", text[a:b])]


def read(file: Path) -> dict[str, Fingerprint]:
    """The fingerprints of an edition by clause, in the order of its text; raises `ValueError` for any other file."""
    head, *lines = file.read_text("ascii").splitlines() or [""]
    if head != HEAD:
        raise ValueError(head)
    found = {}
    for line in lines:
        name, start, times, length, total, outline, *parts = line.split()
        found[name] = Fingerprint(int(start), int(times), int(length), total, int(outline, 16), tuple(parts))
    return found


def in_lines(prints: dict[str, Fingerprint]) -> str:
    """Fingerprints as they are kept, in the order given."""
    lines = [HEAD]
    for name, p in prints.items():
        figures = (str(p.start), str(p.times), str(p.length))
        lines.append(" ".join((name, *figures, p.whole, f"{p.sketch:0{BITS // 4}x}", *p.parts)))
    return "".join(f"{line}\n" for line in lines)


def write(file: Path, prints: dict[str, Fingerprint]) -> None:
    """Write fingerprints, in the order given."""
    file.write_text(in_lines(prints), "ascii")
