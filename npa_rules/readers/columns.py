"""Headers to facts: by name, by label, by a known other name, by a layout or by a mapping file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from npa_rules.errors import Diagnostic, InputError, nearest
from npa_rules.load.fields import shown
from npa_rules.model.dictionary import FactType, Subject
from npa_rules.model.record import OpenRecord, Record, fresh
from npa_rules.readers.mapping import Column, Mapping, layouts, words
from npa_rules.readers.personal import named
from npa_rules.readers.reading import Seen, Unused

PATH = re.compile(r"[\[(]([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*)[\])]\s*\Z")
BRACKETS = re.compile(r"[\[(][^\])]*[\])]")
# a remark that makes of a figure another one, so that what stands before the brackets does not name the column
OTHERWISE = frozenset(
    "oud oude nieuw nieuwe verwacht verwachte prognose raming streef doel voor na primo ultimo vorig vorige gemiddeld "
    "old new expected forecast estimate target before after previous planned average cent centen cents duizend mln miljoen "
    "thousand million x1000 1000 gj m3".split()
)
PERIODS = {"maand": "month", "month": "month", "mnd": "month", "jaar": "year", "jr": "year", "year": "year", "annum": "year",
           "kwartaal": "quarter", "quarter": "quarter", "week": "week", "dag": "day", "day": "day"}  # fmt: skip
ROUNDS = ("name", "label", "synonym")  # the surest way to know a column comes first


class Target(Record):
    """One column that becomes a fact or a part of one."""

    index: int
    header: str
    fact: str
    part: str
    how: str
    options: Column | None = None


class Headers(OpenRecord):
    """What the columns of a table are."""

    targets: list[Target] = fresh(default_factory=list)
    unused: list[Unused] = fresh(default_factory=list)
    personal: list[str] = fresh(default_factory=list)
    id: int | None = None
    layout: Mapping | None = None
    problems: list[Diagnostic] = fresh(default_factory=list)
    doubled: list[str] = fresh(default_factory=list)

    def seen(self) -> list[Seen]:
        """The columns as a reading shows them."""
        return [Seen(t.header, t.index + 1, t.fact, t.part, t.how) for t in self.targets]


def plain(header: str) -> str:
    """A header as it is compared: small letters without accents, words apart by one space."""
    text = unicodedata.normalize("NFKD", header.replace("²", "2"))
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    return " ".join(re.sub(r"[^a-z0-9+]+", " ", text.lower()).split())


def bare(header: str) -> str:
    """A header without what stands between brackets: a unit, a remark."""
    return plain(BRACKETS.sub(" ", header))


def remarks(header: str) -> set[str]:
    """The words between the brackets of a header."""
    return {w for text in BRACKETS.findall(header) for w in plain(text).split()}


def parts_of(entry: FactType) -> Iterator[tuple[str, dict[str, str], dict[str, str]]]:
    """Every part of an entry that can have a column: its path, what it is called, and what comes after a label."""
    yield "", {}, {}
    if entry.kind == "event":
        yield "date", {"nl": "datum", "en": "date"}, {}
        for code, label in entry.holds.items():
            yield f"holds.{code}", label, label
    if entry.kind == "codes":
        for code, label in entry.codes.items():
            yield f"has.{code}", label, label


class Known:
    """All names by which the facts of a subject are known, each with what it stands for."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.by: dict[str, dict[str, set[tuple[str, str]]]] = {r: {} for r in ROUNDS}
        other = words().facts
        for entry in subject.facts.values():
            for part, label, _ in parts_of(entry):
                self._add("name", f"{entry.name} {part}".strip().replace(".", " "), entry, part)
                code = part.partition(".")[2]
                if code:
                    self._add("name", f"{entry.name} {code}", entry, part)
                for lang in ("nl", "en"):
                    self._add("label", f"{entry.label.get(lang, '')} {label.get(lang, '')}", entry, part)
            for part, name in entry.spelled.items():
                self._add("name", name, entry, part)
            for name in other.get(entry.name, ()):
                self._add("synonym", name, entry, "")

    def _add(self, how: str, text: str, entry: FactType, part: str) -> None:
        self.by[how].setdefault(plain(text), set()).add((entry.name, part))

    def find(self, header: str) -> tuple[str, set[tuple[str, str]]]:
        """How a header is known, and everything that it can be."""
        path = PATH.search(header)
        if path is not None:
            found = self.by["name"].get(plain(path.group(1)))
            if found:
                return "name", found
        for how in ROUNDS:
            for text in dict.fromkeys((plain(header), bare(header))):
                found = self.by[how].get(text)
                if found and (text == plain(header) or self.fits(found, remarks(header))):
                    return how, found
        return "", set()

    def fits(self, found: set[tuple[str, str]], said: set[str]) -> bool:
        """Whether what stands between brackets does not say that the column is about something else."""
        if said & OTHERWISE:
            return False
        periods = {PERIODS[w] for w in said if w in PERIODS}
        units = [self.subject.facts[name].unit for name, _ in found]
        return not periods or all(any(f"_{p}" in unit for p in periods) for unit in units)

    def suggestion(self, header: str) -> str:
        """The name or label that a header nearly is."""
        found = next((self.by[how][bare(header)] for how in ROUNDS if bare(header) in self.by[how]), None)
        if found:  # what stands between brackets makes it another figure
            return min(name for name, _ in found)
        return nearest(plain(header), [t for how in ("name", "label") for t in self.by[how]])


class Finder:
    """Finds the header among the first rows of a table: the first that knows most columns."""

    def __init__(self, subject: Subject, mapping: Mapping | None) -> None:
        self.known, self.mapping, self.subject = Known(subject), mapping, subject
        self.keys: tuple[str, ...] = ()

    def score(self, row: Sequence[str]) -> int:
        """How many cells of a row are known headers."""
        texts = [t for t in row if t]
        mine = {plain(k) for k in (self.mapping.columns if self.mapping else ())}
        mine |= {plain(k) for k in ((self.mapping.id, *self.mapping.ignore) if self.mapping else ()) if k}
        mine |= {plain(k) for k in self.keys}
        layout = recognised(texts, self.subject)
        if layout is not None:
            mine |= {plain(k) for k in (*layout.columns, *layout.requires, *layout.unused, layout.id)}
        ids = {plain(i) for i in words().ids}
        return sum(plain(t) in mine or bool(self.known.find(t)[1]) or plain(t) in ids for t in texts)

    def __call__(self, rows: Sequence[Sequence[str]]) -> int:
        scores = [self.score(r) for r in rows]
        best = max(scores)
        if best == 0:
            return 0
        return scores.index(best)

    def found(self, rows: Sequence[Sequence[str]]) -> bool:
        """Whether one of the rows has a known header."""
        return any(self.score(r) for r in rows)


def recognised(names: Sequence[str], subject: Subject) -> Mapping | None:
    """The layout that a table has: all headers that it requires are there; of several the one that asks most."""
    have = {plain(n) for n in names}
    fits = [
        m for m in layouts() if subject.name in m.subjects and m.requires and all(plain(r) in have for r in m.requires)
    ]
    return max(fits, key=lambda m: len(m.requires), default=None)


def resolve(
    names: Sequence[str], subject: Subject, mapping: Mapping | None, file: str, keys: tuple[str, ...] = ()
) -> Headers:
    """What each column is; what cannot be settled is a problem, and all problems are found."""
    known, found = Known(subject), Headers()
    found.layout = recognised(names, subject) if mapping is None or not mapping.columns else None
    given = mapping or Mapping()
    columns = {plain(h): (c, "mapping") for h, c in given.columns.items()}
    if found.layout is not None:
        columns = {plain(h): (c, "layout") for h, c in found.layout.columns.items()} | columns
    ignored = {plain(i) for i in given.ignore}
    spare = {plain(u) for u in found.layout.unused} if found.layout is not None else set()
    ours = {plain(i) for i in (given.id, found.layout.id if found.layout is not None else "") if i}
    counts: dict[str, int] = {}
    for name in names:
        counts[plain(name)] = counts.get(plain(name), 0) + 1
    taken: dict[tuple[str, str], list[Target]] = {}
    for index, header in enumerate(names):
        text = plain(header)
        if not text:
            continue
        if text in ignored:
            found.unused.append(Unused(shown(header), index + 1, "ignored"))
            continue
        target = _target(header, index, columns, known, found, file)
        if named(text, target is not None or text in spare or text in ours) and not (
            target is not None and _exact(target, known)
        ):
            found.personal.append(shown(header))
            continue
        if text in spare and target is None:
            found.unused.append(Unused(shown(header), index + 1, "layout"))
            continue
        if target is None:
            hint = known.suggestion(header) if text not in {plain(k) for k in keys} else ""
            found.unused.append(Unused(shown(header), index + 1, "unclaimed", hint))
            if counts[text] > 1 and shown(header) not in found.doubled:
                found.doubled.append(shown(header))
            continue
        taken.setdefault((target.fact, target.part), []).append(target)
    _settle(found, taken, subject, file)
    _check_mapping(found, given, names, file)
    found.id = _id(names, given, found)
    found.unused = [u for u in found.unused if u.column - 1 != found.id]
    return found


def _exact(target: Target, known: Known) -> bool:
    """Whether a column that looks personal is surely a fact: the dictionary itself calls it so."""
    return target.how in ("name", "label") and target.fact in known.subject.facts


def _target(
    header: str, index: int, columns: dict[str, tuple[Column, str]], known: Known, found: Headers, file: str
) -> Target | None:
    if plain(header) in columns:
        column, how = columns[plain(header)]
        if column.fact in known.subject.facts:
            return Target(index, shown(header), column.fact, column.part, how, column)
    how, options = known.find(header)
    if len(options) > 1:
        told = ", ".join(sorted(f"{n}.{p}" if p else n for n, p in options))
        found.problems.append(
            Diagnostic("E809", file=file, name=shown(header), number=index + 1, facts=told, suggestion="")
        )
        return None
    for name, part in options:
        return Target(index, shown(header), name, part, how)
    return None


def _settle(found: Headers, taken: dict[tuple[str, str], list[Target]], subject: Subject, file: str) -> None:
    """One column for each fact: what a mapping says goes before what a name says, and that before the rest."""
    for (fact, part), targets in taken.items():
        firm = [t for t in targets if t.how == "mapping"] or [t for t in targets if t.how == "layout"] or targets
        if len(firm) > 1:
            headers = ", ".join(f"'{t.header}' ({t.index + 1})" for t in firm)
            found.problems.append(
                Diagnostic("E808", file=file, name=f"{fact}.{part}" if part else fact, headers=headers)
            )
        found.targets.append(firm[0])
        found.unused += [Unused(t.header, t.index + 1, "unclaimed", fact) for t in targets if t not in firm]
    found.targets.sort(key=lambda t: t.index)


def _check_mapping(found: Headers, given: Mapping, names: Sequence[str], file: str) -> None:
    have = {plain(n) for n in names}
    for header in (*given.columns, *([given.id] if given.id else [])):
        if plain(header) not in have:
            hint = nearest(header, names)
            found.problems.append(Diagnostic("E810", file=file, name=shown(header), suggestion=hint))


def _id(names: Sequence[str], given: Mapping, found: Headers) -> int | None:
    """The column with the row's own id."""
    texts = [plain(n) for n in names]
    wanted = [given.id] if given.id else []
    if found.layout is not None and found.layout.id:
        wanted.append(found.layout.id)
    taken = {t.index for t in found.targets} | {n for n, h in enumerate(names) if shown(h) in found.personal}
    for name in (*wanted, *words().ids):
        for index, text in enumerate(texts):
            if text == plain(name) and (name in wanted or index not in taken):
                return index if shown(names[index]) not in found.personal else None
    return None


def usable(found: Headers, file: str, subject: Subject) -> None:
    """Stop when no column is known, or one cannot be settled."""
    if not found.targets and not found.problems:
        hint = next((u.suggestion for u in found.unused if u.suggestion), "")
        found.problems.append(Diagnostic("E807", file=file, subject=subject.name, suggestion=hint))
    if found.problems:
        raise InputError(found.problems)
