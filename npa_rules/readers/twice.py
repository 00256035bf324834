"""Ids that occur more than once in a table, found in flat memory.

Of each id a hash of 128 bits and its row are kept, 24 bytes, in memory up to some 700,000 rows and in a temporary file
without a name above that; texts of ids are never written. At the end the hashes are compared part by part. That two
different ids have one hash is less likely than one in 10^24, with ten million rows.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator

import polars as pl

from npa_rules.model.record import OpenRecord, fresh

FIELDS = ("one", "two", "line")
HELD = 16 * 1024 * 1024  # bytes that are kept in memory
PART = 500_000  # rows that are compared at a time
GROUPS = 5  # ids whose rows are named
ROWS = 6  # rows that are named of one id
SEEDS = (0x6E7061, 0x72756C)


class Found(OpenRecord):
    """How many ids occur more than once, how many rows those are, and the rows of the first of them."""

    ids: int = 0
    rows: int = 0
    groups: list[list[int]] = fresh(default_factory=list)

    def places(self) -> str:
        """The rows as they are named: those of one id together."""
        told = [", ".join(map(str, g[:ROWS])) + (", …" if len(g) > ROWS else "") for g in self.groups]
        return "; ".join(told) + ("; …" if self.ids > len(self.groups) else "")


class Twice:
    """Takes ids in batches; `found` says which occur more than once. `lost` says that they could not be kept."""

    def __init__(self, held: int = HELD, part: int = PART) -> None:
        self._kept = tempfile.SpooledTemporaryFile(max_size=held)  # noqa: SIM115
        self._sizes: list[int] = []
        self._part, self.rows, self.lost = part, 0, False

    def add(self, ids: pl.Series, lines: pl.Series) -> None:
        """Take the ids of some rows, null where a row has none."""
        there = ids.is_not_null()
        ids, lines = ids.filter(there), lines.filter(there)
        if self.lost or not ids.len():
            return
        hashes = [ids.hash(seed).alias(name) for seed, name in zip(SEEDS, FIELDS, strict=False)]
        packed = io.BytesIO()
        pl.DataFrame([*hashes, lines.cast(pl.UInt64).alias(FIELDS[2])]).write_ipc_stream(packed)
        try:
            self._sizes.append(self._kept.write(packed.getbuffer()))
        except OSError:  # no room for what serves only a warning: the rows go on, and the reading says so
            self.lost = True
            return
        self.rows += ids.len()

    def found(self) -> Found:
        """Which ids occur more than once; what was kept is then gone."""
        told = Found()
        try:
            parts = 0 if self.lost else -(-self.rows // self._part)
            for number in range(parts):
                self._compare(number, parts, told)
        finally:
            self._kept.close()
        told.groups = sorted(told.groups)[:GROUPS]
        return told

    def _compare(self, number: int, parts: int, told: Found) -> None:
        """Compare the ids whose hash falls in one part."""
        mine = pl.concat([b.filter(pl.col("one") % parts == number) for b in self._batches()])
        both = ["one", "two"]
        same = mine.filter(pl.col("one").is_duplicated())
        same = same.filter(pl.struct(both).is_duplicated())
        if not same.height:
            return
        rows = same.group_by(both).agg(pl.col("line").sort()).sort(pl.col("line").list.first())
        told.ids += rows.height
        told.rows += same.height
        told.groups += rows["line"].head(GROUPS).to_list()

    def _batches(self) -> Iterator[pl.DataFrame]:
        """What was kept, as it was taken."""
        self._kept.seek(0)
        for size in self._sizes:
            yield pl.read_ipc_stream(io.BytesIO(self._kept.read(size)))
