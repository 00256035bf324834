"""An opened table to batches of facts.

Nothing is lost: each row with content is a row of a batch, whatever was wrong with it. A cell that cannot be read is
refused: it is not given, so what depends on it is undetermined, and `#refused` counts it.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from npa_rules.errors import Diagnostic, InputError
from npa_rules.model.dictionary import Subject
from npa_rules.model.rule import RuleSet
from npa_rules.readers import days
from npa_rules.readers.columns import Headers, Target, plain, resolve, usable
from npa_rules.readers.convert import Batch, Piece, assembled, doubtful, piece
from npa_rules.readers.figures import OTHERWISE, empty, told
from npa_rules.readers.mapping import Column, Mapping
from npa_rules.readers.members import Members, grouped, listed, merged, refusals, renamed
from npa_rules.readers.notices import Notices
from npa_rules.readers.personal import holds_bsn, like_id, masked
from npa_rules.readers.raw import BROKEN, LINE, SAMPLE, Raw
from npa_rules.readers.reading import SHOWN, Cell, Reading
from npa_rules.readers.rows import mark_of, outside_of, plain_text

ID, REFUSED, OUTSIDE = "#id", "#refused", "#outside"
ROWS = 200_000


class Table:
    """An opened table. `reading` says what was recognised at once, and what was counted as far as batches were taken."""

    def __init__(
        self, name: str, ruleset: RuleSet, subject: Subject, raw: Raw, mapping: Mapping | None, as_of: int | None
    ) -> None:
        self.name, self.ruleset, self.subject, self.raw, self.as_of = name, ruleset, subject, raw, as_of
        self.given = mapping or Mapping()
        self.members: dict[str, Members] = {}
        place = f"{name}[{raw.sheet}]" if raw.sheet else name
        self.headers = resolve(raw.names, subject, mapping, place, (self.given.id,))
        self.reading = Reading(name, raw.kind, raw.sheet)
        self.notices = Notices(raw, self.headers, subject, self.reading)
        self._start()

    def _start(self) -> None:
        raw, headers, reading = self.raw, self.headers, self.reading
        for problem in headers.problems:
            problem.line, problem.column = raw.header_line, int(raw.header_line > 0)
        usable(headers, self.name, self.subject)
        for code, values in raw.warnings:
            reading.warn(code, **values)
        sample = self._sample()
        for index, header in enumerate(raw.names):
            self._private(index, header, sample)
        self.mark, guessed = mark_of(raw, sample, [t for t in headers.targets if self._figure(t)])
        self.mark = self.given.mark or self.mark
        for target in guessed if not self.given.mark else ():
            reading.warn("W818", raw.header_line, target.index + 1, name=target.header)
        reading.layout = headers.layout.name if headers.layout is not None else ""
        reading.encoding, reading.separator, reading.mark = raw.encoding, raw.separator, self.mark
        reading.header_line, reading.columns, reading.unused = raw.header_line, headers.seen(), headers.unused
        reading.personal = headers.personal
        if headers.personal:
            reading.warn("W804", names=", ".join(f"'{p}'" for p in headers.personal))
        for header in headers.doubled:
            reading.warn("W807", name=header)
        for target in headers.targets:
            if sample is not None and self._doubtful(sample[str(target.index)], target):
                self.notices.doubt(target, int(sample[LINE][0]))
        self.constants = self._constants()
        raw.wanted = self._wanted()

    def _wanted(self) -> list[int]:
        """The columns that are read: of facts, of the id, and of what decides whether a cell or a row counts."""
        found = {t.index for t in self.headers.targets}
        found |= {self.headers.id} if self.headers.id is not None else set()
        names = [plain(n) for n in self.raw.names]
        others = [t.options.until for t in self.headers.targets if t.options is not None]
        others += [o.column for o in self.headers.layout.outside] if self.headers.layout is not None else []
        return sorted(found | {names.index(plain(o)) for o in others if plain(o) in names})

    def _doubtful(self, cells: pl.Series, target: Target) -> bool:
        return doubtful(cells, self.subject.facts[target.fact], target.part)

    def _figure(self, target: Target) -> bool:
        return self.subject.facts[target.fact].kind == "number"

    def _sample(self) -> pl.DataFrame | None:
        taken = (self.raw.sample or self.raw.take)(SAMPLE)
        found = next(taken, None)
        if hasattr(taken, "close"):
            taken.close()
        return found

    def _private(self, index: int, header: str, sample: pl.DataFrame | None) -> None:
        """A column whose cells are BSNs is dropped; one that is called an id is only warned about."""
        target = next((t for t in self.headers.targets if t.index == index), None)
        if sample is None or header in self.headers.personal:
            return
        if target is not None and self.subject.facts[target.fact].kind not in ("text", "code"):
            return
        if not holds_bsn(sample[str(index)].head(SAMPLE)):
            return
        if index == self.headers.id or (target is None and like_id(header.lower())):
            self.reading.warn("W805", name=header[:60])
            return
        self.headers.personal.append(header[:60])
        self.headers.targets = [t for t in self.headers.targets if t.index != index]
        self.headers.unused = [u for u in self.headers.unused if u.column != index + 1]

    def _constants(self) -> dict[str, pl.Series]:
        """The columns of what is the same for all rows, one row long."""
        batch, problems = Batch(), []
        for fact, text in self.given.constants.items():
            target = Target(-1, fact, fact, "", "constant")
            cells = pl.Series("0", [text], dtype=pl.String)
            entry = self.subject.facts[fact]
            found = piece(cells, target, entry, self.ruleset.scales, "mixed")
            if found.bad[0]:
                code = f"E{found.bad[0]}"
                problems.append(
                    Diagnostic(code, file=self.name, **told(code, self.subject.facts[fact], self.ruleset.scales))
                )
            batch.pieces.append(found)
        if problems:
            raise InputError(problems)
        assembled(batch, self.subject, 1)
        self.reading.columns += Headers(targets=[p.target for p in batch.pieces]).seen()
        return batch.columns

    def mapping(self) -> Mapping:
        """What was recognised, as a mapping that can be saved and used again."""
        columns = {t.header: (t.options or Column(t.fact)).but(fact=t.fact, part=t.part) for t in self.headers.targets}
        ident = self.raw.names[self.headers.id] if self.headers.id is not None else ""
        spare = tuple(u.header for u in self.headers.unused if u.header)
        return Mapping(
            "", {}, (), self.mark if self.mark != "mixed" else "", ident, columns, self.given.constants, spare
        )

    def survey(self) -> Reading:
        """Read the whole table and keep only the counts."""
        for _ in self.batches():
            pass
        return self.reading

    def batches(self, size: int = ROWS) -> Iterator[pl.DataFrame]:
        """The rows in order, at most `size` at a time, as columns of `engines.columns.frame`.

        Beside the facts that the table has: `#id` (the row's own id, else its number), `#line` (its line or row in the
        source), `#refused` (how many cells of it were refused) and `#outside` (the layout says that the row is about
        something else). Memory holds one batch; the members of lists are held whole.
        """
        self.reading.begin()
        lists = {fact: grouped(m, self.reading) for fact, m in self.members.items()}
        self.notices.begin()
        for cells in self.raw.take(size):
            own = plain_text(cells[str(self.headers.id)]) if self.headers.id is not None else None
            yield self._batch(cells, own, lists)
            self.reading.blank = self.raw.blank
        self.reading.blank = self.raw.blank
        self.notices.close()
        if not self.reading.rows:
            self.reading.warn("W801")
        for fact, side in lists.items():
            lost = side.height - int(side["#taken"].sum()) if side.height else 0
            if lost:
                self.reading.warn("W808", name=fact, count=lost)
        self.reading.complete = True

    def _batch(self, cells: pl.DataFrame, own: pl.Series | None, lists: dict[str, pl.DataFrame]) -> pl.DataFrame:
        height, reading = cells.height, self.reading
        broken = cells[BROKEN].is_not_null()
        batch, counts = Batch(), pl.repeat(0, height, dtype=pl.UInt32, eager=True)
        nested: dict[str, pl.Series] = {}
        for target in self.headers.targets:
            entry = self.subject.facts[target.fact]
            given = self._valid(cells, target)
            if entry.kind == "list":
                found, nested[entry.name] = listed(given, target, entry, self)
            else:
                if height and self._doubtful(given, target):
                    self.notices.doubt(target, int(cells[LINE][0]))
                found = piece(
                    given, target, entry, self.ruleset.scales, self.mark, doubt=target.index in self.notices.doubts
                )
            batch.pieces.append(found)
            self._count(found, cells, broken)
            counts = counts + (found.bad > 0).cast(pl.UInt32)
        assembled(batch, self.subject, height)
        for target, bad in batch.late:
            counts = counts + (bad > 0).cast(pl.UInt32)
            self._keep(target, bad, cells)
        columns = {n: pl.repeat(s[0], height, dtype=s.dtype, eager=True).alias(n) for n, s in self.constants.items()}
        columns |= batch.columns
        numbers = pl.int_range(reading.rows + 1, reading.rows + 1 + height, eager=True).cast(pl.String)
        ids = numbers if own is None else pl.select(pl.coalesce(own, numbers)).to_series()
        # the number of a row is no key: members that point to it are of another row
        keys = numbers if own is None else own
        for fact in {*lists, *nested}:
            entry = self.subject.facts[fact]
            columns[fact], late = merged(entry, keys, lists.get(fact), nested.get(fact))
            if fact in lists:
                counts = counts + refusals(keys, lists[fact])
            if late is not None:
                counts = counts + (late > 0).cast(pl.UInt32)
                self._keep(Target(-1, fact, fact, "", "name"), late, cells)
        counts = counts + self._same(columns, cells)
        counts = counts + broken.cast(pl.UInt32)
        outside = outside_of(self.headers.layout, self.raw.names, cells)
        outside = self.notices.rows(cells, own, outside, broken)
        reading.rows += height
        reading.broken += int(broken.sum())
        reading.marked += int((counts > 0).sum())
        reading.outside += int(outside.sum())
        self._broken(cells, broken)
        return pl.DataFrame(
            [s.alias(n) for n, s in columns.items()]
            + [ids.alias(ID), cells[LINE], counts.alias(REFUSED), outside.alias(OUTSIDE)]
        )

    def _valid(self, cells: pl.DataFrame, target: Target) -> pl.Series:
        """The cells of a column, without those that no longer counted on the day asked about."""
        given = cells[str(target.index)]
        until = target.options.until if target.options is not None else ""
        names = [plain(n) for n in self.raw.names]
        if self.as_of is None or not until or plain(until) not in names:
            return given
        last, _ = days.day(cells[str(names.index(plain(until)))])
        return empty(given, last < self.as_of)

    def _same(self, columns: dict[str, pl.Series], cells: pl.DataFrame) -> pl.Series:
        """A list that is another way of writing a list becomes that list; a row that has both is refused."""
        counts = pl.repeat(0, cells.height, dtype=pl.UInt32, eager=True)
        for entry in self.subject.facts.values():
            if entry.kind != "list" or not entry.same_as or entry.name not in columns:
                continue
            other = self.subject.facts[entry.same_as]
            moved = renamed(columns.pop(entry.name), entry, other)
            if f"{entry.name}_complete" in columns:
                columns[f"{other.name}_complete"] = columns.pop(f"{entry.name}_complete")
            if other.name in columns:
                both = columns[other.name].is_not_null() & moved.is_not_null()
                if both.any():
                    counts = counts + both.cast(pl.UInt32)
                    self._keep(Target(-1, entry.name, entry.name, "", "name"), both.cast(pl.UInt16) * OTHERWISE, cells)
                moved = pl.select(pl.when(~both).then(pl.coalesce(columns[other.name], moved))).to_series()
            columns[other.name] = moved
        return counts

    def _count(self, found: Piece, cells: pl.DataFrame, broken: pl.Series) -> None:
        for seen in self.reading.columns:
            if seen.column == found.target.index + 1 and seen.fact == found.target.fact:
                seen.missing += int((found.missing & ~broken).sum())
                seen.refused += int((found.bad > 0).sum())
        self._keep(found.target, found.bad, cells)

    def _keep(self, target: Target, bad: pl.Series, cells: pl.DataFrame) -> None:
        count = int((bad > 0).sum())
        if not count:
            return
        self.reading.refused += count
        room = max(0, SHOWN - len(self.reading.cells))
        for at in (bad > 0).arg_true().head(room):
            code = f"E{bad[at]}"
            text = masked(str(plain_text(cells[str(target.index)])[at] or "")) if target.index >= 0 else ""
            line = int(cells[LINE][at])
            values = tuple(told(code, self.subject.facts[target.fact], self.ruleset.scales).items())
            self.reading.refuse(
                Cell(code, self.raw.sheet, line, max(target.index + 1, 1), target.header, target.fact, text, values)
            )

    def _broken(self, cells: pl.DataFrame, broken: pl.Series) -> None:
        self.reading.refused += int(broken.sum())
        for at in broken.arg_true().head(max(0, SHOWN - len(self.reading.cells))):
            values = (("fields", int(cells[BROKEN][at])), ("expected", len(self.raw.names)))
            self.reading.refuse(Cell("E816", self.raw.sheet, int(cells[LINE][at]), 1, "", "", "", values))
