"""Finding the clauses of an edition in a copy of a text: unchanged, changed, moved or gone."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right

from npa_rules.fingerprint import (
    BITS,
    GRAM,
    OTHER,
    WIDTH,
    Fingerprint,
    Stream,
    lanes,
    lifted,
    majority,
    sketch,
    stream,
    whole,
)
from npa_rules.model.record import Record
from npa_rules.recalibration.spans import Span, around, boundaries, exact, longest, parts_in, rising, uncovered
from npa_rules.recalibration.text import Copy

NEAR = 64  # signs by which a clause that stands twice may be off its place between its neighbours
PARTED = 54  # bits, of 128, by which a clause may differ from where its own parts stand
LIMITS = ((16, 46), (256, 40), (10**9, 34))  # passages it was compared with, and the bits by which it may then differ
LENGTH = 20  # bits against a passage twice as long, or of no length
JOINS = ("en", "of")
GUESS = 8  # bits against an end that is only reckoned from the length, and stands at no boundary


class Found(Record):
    """A clause in a copy: `start` and `end` are offsets in `Copy.text`, both 0 when it is gone.

    `similarity` is 100 where the words are the same, else an estimate from the sketches.
    """

    name: str
    status: str  # unchanged | changed | moved | gone
    start: int = 0
    end: int = 0
    similarity: int = 0
    moved: bool = False  # of a changed one: it stands elsewhere as well


def find(prints: dict[str, Fingerprint], copy: Copy) -> dict[str, Found]:
    """Every clause of the fingerprints, in their order."""
    clauses = {n: p for n, p in prints.items() if not n.startswith(OTHER)}
    search = _Search(clauses, copy)
    for body in copy.bodies():
        if all(search.exact.values()):
            break
        search.without_notes(stream(body))
    search.settle()
    search.rest()
    return search.result()


class _Search:
    """The clauses on their way to a place; spans count the signs of the stream."""

    def __init__(self, clauses: dict[str, Fingerprint], copy: Copy) -> None:
        self.clauses, self.copy, self.text = clauses, copy, stream(copy.text)
        text = self.text
        self.order = [*clauses]
        self.hits = parts_in(text.signs, (h for p in clauses.values() for h in p.parts))
        self.exact = exact(clauses, text.signs, self.hits)
        self.placed: dict[str, Span] = {}
        self.moved: dict[str, Span] = {}
        self.feet = sorted(f[-1] for f in copy.feet() if f)
        self.notes: set[str] = set()  # of those: footnotes, whose place follows from where a page ends
        self.changed: dict[str, tuple[Span, int]] = {}

    def without_notes(self, body: Stream) -> None:
        """Clauses that a footnote at the foot of a page parts in two."""
        left = {n: p for n, p in self.clauses.items() if not self.exact[n]}
        hits = parts_in(body.signs, (h for p in left.values() for h in p.parts[:1]))
        for name, spans in exact(left, body.signs, hits).items():
            for start, end in spans:
                first = bisect_left(self.text.at, body.at[start])
                self.exact[name].append((first, bisect_left(self.text.at, body.at[end - 1]) + 1))

    def settle(self) -> None:
        """Those with the same words: in their order, or moved."""
        single = [n for n in self.order if self.clauses[n].times == 1]
        running = {n: [s for s in self.exact[n] if not self.footed(s)] for n in single}
        self.placed = rising([*running.items()])
        for name in self.order:
            spans = self.exact[name]
            if name in self.placed or not spans:
                continue
            if self.clauses[name].times == 1:
                notes = [s for s in spans if self.footed(s)]
                within = [s for s in spans if any(a <= s[0] and s[1] <= b for a, b in self.placed.values())]
                own = notes or [s for s in spans if s not in within]
                if own:
                    self.moved[name] = own[0]
                    self.notes |= {name} if notes else set()
        self.twice()

    def footed(self, span: Span) -> bool:
        """Whether a span begins where the footnotes of a printed page may stand."""
        offset = self.text.at[span[0]]
        at = bisect_right(self.feet, (offset, math.inf)) - 1
        return at >= 0 and self.feet[at][0] <= offset < self.feet[at][1]

    def twice(self) -> None:
        """Those whose words stand in the text more than once: each at the place that its neighbours tell."""
        names = [n for n in self.order if self.clauses[n].times > 1]
        options = sorted((self.off(n, s[0]), n, s) for n in names for s in self.exact[n])
        taken: dict[tuple[str, Span], int] = {}  # by words and place, where that stood in the old text
        for away, name, span in options:
            p = self.clauses[name]
            if away <= NEAR and name not in self.placed and taken.setdefault((p.whole, span), p.start) == p.start:
                self.placed[name] = span

    def neighbours(self, name: str) -> tuple[str, str]:
        """The nearest clauses before and after one that stand in their order; empty where there are none."""
        at = self.order.index(name)
        fixed = [n in self.placed and self.clauses[n].times == 1 for n in self.order]
        before = next((self.order[i] for i in range(at - 1, -1, -1) if fixed[i]), "")
        after = next((self.order[i] for i in range(at + 1, len(self.order)) if fixed[i]), "")
        return before, after

    def off(self, name: str, start: int) -> int:
        """How far a start is from where the neighbours say that the clause is."""
        own = self.clauses[name].start
        told = [self.placed[n][0] + own - self.clauses[n].start for n in self.neighbours(name) if n]
        return min((abs(start - t) for t in told), default=0)

    def rest(self) -> None:
        """Those with other words: by the parts that are left of them, else by their sketch."""
        left = [n for n in self.order if n not in self.placed and n not in self.moved]
        if not left:
            return
        ends = boundaries(self.copy.text, self.text)
        fixed = [*self.placed.values(), *self.moved.values()]
        ends = sorted({*ends, *(b for span in fixed for b in self.joined(span))})
        free = uncovered(fixed, len(self.text.signs))
        tables = [_Tally(self.text.signs, span, ends) for span in free]
        for name in left:
            p = self.clauses[name]
            before, after = self.neighbours(name)
            low = self.placed[before][0] if before else 0
            high = self.placed[after][1] if after else len(self.text.signs)
            best = self.by_parts(name, ends)
            if best is None or best[1] > PARTED:
                near = [t.best(p) for t in tables if t.span[0] < high and t.span[1] > low]
                best = told(near)
            if best is None:
                best = told([t.best(p) for t in tables if not (t.span[0] < high and t.span[1] > low)])
            if best is not None and whole(self.text.signs[slice(*best[0])]) == p.whole:
                self.moved[name] = best[0]
            elif best is not None:
                self.changed[name] = best

    def joined(self, span: Span) -> list[int]:
        """The ends of a clause, and beyond a word that joins it to its neighbour."""
        (start, end), signs = span, self.text.signs
        before = [start - 2] if signs[start - 2 : start] in JOINS and start > 1 else []
        return [start, end, *before, *([end + 2] if signs[end : end + 2] in JOINS else [])]

    def by_parts(self, name: str, ends: list[int]) -> tuple[Span, int] | None:
        """The place of a changed clause from the parts of it that are left, with the bits by which it differs."""
        p = self.clauses[name]
        hits = [(at, i) for i, h in enumerate(p.parts) for at in self.hits.get(h, ())]
        if p.times > 1:
            hits = [h for h in hits if self.off(name, h[0] - WIDTH * h[1]) <= NEAR + p.length]
        chain = longest(hits, max(160, p.length // 2))
        if not chain:
            return None
        (first, i), (last, j) = chain[0], chain[-1]
        start, tail = first - WIDTH * i, p.length - WIDTH * (j + 1)
        end = last + WIDTH + tail
        length = len(self.text.signs)
        starts = [(first, 0)] if not i else [*around(ends, start, 0, first), (min(max(start, 0), first), GUESS)]
        stops = [(end, 0)] if not tail else [*around(ends, end, last + WIDTH, length), (min(end, length), GUESS)]
        options = []
        for s, off in starts:
            for e, over in stops:
                if e > s:
                    bits = (sketch(self.text.signs[s:e]) ^ p.sketch).bit_count()
                    options.append((bits + off + over, bits, (s, e)))
        _, bits, span = min(options)
        return span, bits

    def result(self) -> dict[str, Found]:
        """Every clause with its status and its place in the copy."""
        found = {}
        for name in self.order:
            if name in self.placed or name in self.moved:
                status = "unchanged" if name in self.placed or name in self.notes else "moved"
                span = self.placed.get(name) or self.moved[name]
                found[name] = Found(name, status, *self.printed(span, whole_words=False), 100)
            elif name in self.changed:
                span, bits = self.changed[name]
                before, after = self.neighbours(name)
                away = bool(before and span[0] < self.placed[before][0]) or bool(
                    after and span[0] > self.placed[after][1]
                )
                found[name] = Found(name, "changed", *self.printed(span, whole_words=True), likeness(bits), away)
            else:
                found[name] = Found(name, "gone")
        return found

    def printed(self, span: Span, *, whole_words: bool) -> Span:
        """A span of signs as offsets in the text, with the punctuation that ends it; a guessed one with whole words."""
        text = self.copy.text
        start, end = self.text.at[span[0]], self.text.at[span[1] - 1] + 1
        if whole_words:
            low, high = max(start - WIDTH, 0), min(end + WIDTH, len(text))
            while start > low and text[start - 1].isalnum() and text[start].isalnum():
                start -= 1
            while end < high and text[end].isalnum() and text[end - 1].isalnum():
                end += 1
        while end < len(text) and text[end] in ".,;:!?)’”":
            end += 1
        return start, end


class _Tally:
    """A stretch of text that no unchanged clause covers, ready to be compared with sketches."""

    def __init__(self, signs: str, span: Span, ends: list[int]) -> None:
        self.span = span
        start, stop = span
        self.ends = ends[bisect_left(ends, start) : bisect_right(ends, stop)]
        wanted = {*self.ends, *(max(e - GRAM + 1, start) for e in self.ends)}
        self.sums: dict[int, int] = {}
        total = 0
        for i in range(start, stop + 1):
            if i in wanted:
                self.sums[i] = total
            total += lanes(signs[i : i + GRAM])

    def best(self, p: Fingerprint) -> tuple[int, Span, int]:
        """The passage between two boundaries that differs least from a clause, by how many bits, out of how many."""
        target, found, count = lifted(p.sketch), (BITS, BITS, self.span), 0
        for s in self.ends:
            low, high = s + p.length * 0.4 - 16, s + p.length * 2.5 + 16
            for e in self.ends[bisect_left(self.ends, low) : bisect_right(self.ends, high)]:
                grams = e - GRAM + 1 - s
                if grams > 0:
                    bits = (majority(self.sums[e - GRAM + 1] - self.sums[s], grams) ^ target).bit_count()
                    unlike = bits + LENGTH * abs(e - s - p.length) // p.length
                    found, count = min(found, (unlike, bits, (s, e))), count + 1
        return found[1], found[2], count


def told(tried: list[tuple[int, Span, int]]) -> tuple[Span, int] | None:
    """The passage that a clause has become; None where so little likeness is chance among so many passages."""
    count = sum(t[2] for t in tried)
    bits, span, _ = min(tried, default=(BITS, (0, 0), 0))
    limit = next(most for number, most in LIMITS if count <= number)
    return (span, bits) if bits <= limit else None


def likeness(bits: int) -> int:
    """The share of shingles, in percent, that two texts have in common by their sketches; 100 only for the same."""
    return min(max(round(100 * math.cos(math.pi * bits / BITS)), 1), 99)
