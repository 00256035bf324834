"""Where hashes stand in a stream of signs, the most that stand in their order, and the stretches between them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from npa_rules.fingerprint import WIDTH, Fingerprint, Stream, part, whole

Span = tuple[int, int]
_ENDS = re.compile(r"[.?!:;][\d’”\")]*\s*(?=[A-Z‘“(•\-–])|\n\s*\n|\n\s*(?=[A-Z•\d(‘“–-])|[•]")


def parts_in(signs: str, hashes: Iterable[str]) -> dict[str, list[int]]:
    """Where the parts of clauses stand in a text."""
    wanted = {bytes.fromhex(h): h for h in hashes}
    found: dict[str, list[int]] = {}
    for i in range(len(signs) - WIDTH + 1):
        name = wanted.get(part(signs[i : i + WIDTH]))
        if name is not None:
            found.setdefault(name, []).append(i)
    return found


def exact(clauses: dict[str, Fingerprint], signs: str, hits: dict[str, list[int]]) -> dict[str, list[Span]]:
    """Every place at which a clause stands whole."""
    found: dict[str, list[Span]] = {name: [] for name in clauses}
    short: dict[int, dict[str, list[str]]] = {}
    for name, p in clauses.items():
        if p.parts:
            for i in hits.get(p.parts[0], ()):
                if whole(signs[i : i + p.length]) == p.whole:
                    found[name].append((i, i + p.length))
        else:
            short.setdefault(p.length, {}).setdefault(p.whole, []).append(name)
    for length, names in short.items():
        for i in range(len(signs) - length + 1):
            for name in names.get(whole(signs[i : i + length]), ()):
                found[name].append((i, i + length))
    return found


def rising(options: list[tuple[str, list[Span]]]) -> dict[str, Span]:
    """The most clauses that stand in their order, each at one of its places (patience sorting)."""
    tops: list[Span] = []
    nodes: list[tuple[str, Span, int]] = []
    last: list[int] = []
    for name, spans in options:
        for span in sorted(spans, reverse=True):
            at = bisect_right(tops, span)
            nodes.append((name, span, last[at - 1] if at else -1))
            tops[at : at + 1] = [span]
            last[at : at + 1] = [len(nodes) - 1]
    found: dict[str, Span] = {}
    step = last[-1] if last else -1
    while step >= 0:
        name, span, step = nodes[step]
        found[name] = span
    return found


def longest(hits: list[tuple[int, int]], slack: int) -> list[tuple[int, int]]:
    """The most parts (offset, number) that follow each other, with at most so much put in or left out between two."""
    best: list[tuple[int, int]] = []
    ranked = sorted(hits)
    chains: list[list[tuple[int, int]]] = []
    for at, i in ranked:
        before: list[tuple[int, int]] = []
        for chain in chains:
            p, j = chain[-1]
            if j < i and abs((at - p) - WIDTH * (i - j)) <= slack and len(chain) > len(before):
                before = chain
        chains.append([*before, (at, i)])
        if len(chains[-1]) > len(best):
            best = chains[-1]
    return best


def boundaries(text: str, signs: Stream) -> list[int]:
    """The signs at which a sentence, an item of a list or a printed line can begin or end."""
    found = {bisect_left(signs.at, offset) for m in _ENDS.finditer(text) for offset in m.span()}
    return sorted({0, len(signs.signs), *found})


def around(ends: list[int], about: int, low: int, high: int, reach: int = 96) -> list[tuple[int, int]]:
    """The boundaries near a sign, with what is against each: how far off it is."""
    low, high = max(low, about - reach), min(high, about + reach)
    near = sorted(ends[bisect_left(ends, low) : bisect_right(ends, high)], key=lambda e: abs(e - about))
    return [(e, abs(e - about) // 3) for e in near[:8]]


def uncovered(spans: Iterable[Span], length: int) -> list[Span]:
    """The stretches between spans."""
    found, last = [], 0
    for start, end in sorted(spans):
        if start > last:
            found.append((last, start))
        last = max(last, end)
    return [*found, (last, length)] if last < length else found
