"""Fingerprints: a clause is recognised in a user's own copy of the agreement without its text being here.

A fingerprint is the set of hashes of the overlapping windows of five words of a clause, each number one word with its
decimal mark and percent sign. The share of a clause's windows that a text holds says how much of the clause is in it.
They stand in `rules/<edition>/fingerprints.txt`: a line per clause, its id and the hashes in order.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b
from pathlib import Path

WIDTH = 5
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*%?|%|[^\W\d_]+")


def words(text: str) -> list[str]:
    """The words and numbers of a text, without case, accents, punctuation, soft hyphens and the breaking of lines."""
    plain = unicodedata.normalize("NFKD", text.replace("\u00ad", ""))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    joined = re.sub(r"(?<=[^\W\d_])-\s*\n\s*(?=[^\W\d_])", "", plain)
    return _TOKEN.findall(re.sub(r"(?<=\d)\s+%", "%", joined))


def fingerprint(text: str) -> tuple[str, ...]:
    """The hashes of the windows of a clause, in order; of the whole where it is shorter than a window."""
    found = words(text)
    return hashes(found, min(WIDTH, len(found)))


def hashes(found: list[str], width: int) -> tuple[str, ...]:
    """The hashes of all windows of so many words."""
    windows = (found[i : i + width] for i in range(len(found) - width + 1))
    return tuple(blake2b(" ".join(w).encode(), digest_size=4).hexdigest() for w in windows)


def windows(text: str) -> frozenset[str]:
    """The hashes of all windows of a text in which clauses are looked for, short clauses among them."""
    found = words(text)
    return frozenset(h for width in range(1, WIDTH + 1) for h in hashes(found, width))


def similarity(clause: tuple[str, ...], text: frozenset[str]) -> float:
    """The share, 0 to 1, of the windows of a clause that a text holds."""
    return sum(w in text for w in clause) / len(clause) if clause else 0.0


def read(file: Path) -> dict[str, tuple[str, ...]]:
    """The fingerprints of an edition, by clause."""
    lines = (line.split() for line in file.read_text("ascii").splitlines())
    return {name: tuple(hashes) for name, *hashes in lines}


def write(file: Path, texts: dict[str, str]) -> None:
    """The fingerprints of the clauses of an edition, from the texts at hand when the register is made."""
    lines = (" ".join((name, *fingerprint(text))) for name, text in texts.items())
    file.write_text("".join(f"{line}\n" for line in lines), "ascii")
