"""Facts that are lists: the rows of a second table, or what stands in a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from npa_rules.engines.columns.facts import parts
from npa_rules.engines.columns.frame import completed, kind
from npa_rules.model.dictionary import FactType, Subject
from npa_rules.model.record import Record
from npa_rules.readers import json_source, words
from npa_rules.readers.columns import Target
from npa_rules.readers.convert import Piece
from npa_rules.readers.figures import NO_CODE, OTHERWISE, empty, refused
from npa_rules.readers.mapping import Mapping
from npa_rules.readers.reading import Reading
from npa_rules.readers.rows import plain_text

if TYPE_CHECKING:
    from npa_rules.readers.table import Table

NONE_OF_THEM = frozenset(["geen", "none", "0", "[]", "leeg", "empty"])
COUNT = 16  # digits


class Members(Record):
    """A list and the table that its members are in."""

    entry: FactType
    table: Table


def structure(rows: pl.DataFrame, entry: FactType) -> pl.Series:
    """Members as structures with every column of the layout."""
    full = completed(Subject("", {}, "", False, {}, entry.members), rows)
    fields = [pl.col(p).cast(kind(m, p)) for m in entry.members.values() for p in parts(m)]
    return full.select(pl.struct(fields).alias("#member")).to_series()


def grouped(side: Members, reading: Reading) -> pl.DataFrame:
    """The members of each key, in the order of their table; `#taken` is for counting whose key is found."""
    found: list[pl.DataFrame] = []
    for batch in side.table.batches():
        keyed = batch.select("#id", "#refused", structure(batch, side.entry)).filter(~batch["#outside"])
        found.append(keyed)
    empty_one = pl.DataFrame(
        schema={"#id": pl.String, side.entry.name: kind(side.entry, side.entry.name), "#refused": pl.UInt32}
    )
    if not found:
        return empty_one.with_columns(pl.lit(False).alias("#taken"))
    gathered = (
        pl.concat(found)
        .group_by("#id", maintain_order=True)
        .agg(pl.col("#member").alias(side.entry.name), pl.col("#refused").sum())
    )
    return gathered.with_columns(pl.lit(False).alias("#taken"))


def merged(
    entry: FactType, ids: pl.Series, table: pl.DataFrame | None, own: pl.Series | None
) -> tuple[pl.Series, pl.Series | None]:
    """The list of each row: its members in the second table, else what its own cell says.

    A row without members is unknown, not empty, unless its own cell says that there are none. A number in that cell must
    be that of the members.
    """
    form = kind(entry, entry.name)
    if table is None:
        if own is None:
            return pl.repeat(None, ids.len(), dtype=form, eager=True), None
        return own.struct.field("list"), None
    joined = ids.alias("#id").to_frame().join(table, on="#id", how="left", maintain_order="left")
    found = joined[entry.name]
    taken = table["#id"].is_in(ids.unique().to_list()) | table["#taken"]
    table.replace_column(table.columns.index("#taken"), taken.alias("#taken"))
    if own is None:
        return found, None
    listed_, count = own.struct.field("list"), own.struct.field("count")
    clash = ((count != found.list.len()) | (listed_.is_not_null() & found.is_not_null())).fill_null(False)
    clash = clash | ((count > 0) & found.is_null()).fill_null(False)
    value = pl.select(pl.coalesce(found, listed_)).to_series()
    return empty(value, clash), refused(clash, OTHERWISE)


def refusals(ids: pl.Series, table: pl.DataFrame) -> pl.Series:
    """How many cells of the members of each row were refused."""
    keyed = table.select("#id", "#refused")
    return ids.alias("#id").to_frame().join(keyed, on="#id", how="left", maintain_order="left")["#refused"].fill_null(0)


def listed(cells: pl.Series, target: Target, entry: FactType, table: Table) -> tuple[Piece, pl.Series]:
    """What stands in the cells of a list: that there are none, how many, or the members as JSON or structures."""
    form = kind(entry, entry.name)
    height = cells.len()
    lists: list[list[dict[str, Any]] | None] = [None] * height
    counts: list[int | None] = [None] * height
    bad = [False] * height
    objects: list[dict[str, Any] | None] = []
    owners: list[int] = []
    values = cells.to_list() if cells.dtype.is_nested() else plain_text(cells).to_list()
    for at, cell in enumerate(values):
        if cell is None:
            continue
        members = cell if isinstance(cell, list) else None
        if isinstance(cell, str):
            low = words.folded(cell)
            if low in NONE_OF_THEM:
                members = []
            elif low in words.UNKNOWN:
                continue
            elif low.isdecimal() and len(low) < COUNT:
                counts[at] = int(low)
                continue
            elif low.startswith("["):
                members = _parsed(cell)
        if members is None or not all(isinstance(m, dict) for m in members):
            bad[at] = True
            continue
        lists[at] = []
        objects += members
        owners += [at] * len(members)
    series = pl.Series("list", lists, dtype=form)
    if objects:
        rows, wrong = _inner(objects, entry, table)
        for at in (owners[n] for n in wrong):
            bad[at] = True
        keyed = pl.DataFrame([pl.Series("at", owners), structure(rows, entry)])
        groups = keyed.group_by("at", maintain_order=True).agg(pl.col("#member").alias("list"))
        spread = pl.DataFrame({"at": range(height)}).join(groups, on="at", how="left", maintain_order="left")
        series = pl.select(pl.coalesce(spread["list"].cast(form), series)).to_series().alias("list")
    given = pl.DataFrame([series, pl.Series("count", counts, dtype=pl.Int64)]).to_struct("own")
    failed = pl.Series(bad, dtype=pl.Boolean)
    missing = series.is_null() & ~failed & pl.Series(counts, dtype=pl.Int64).is_null()
    return Piece(target, {}, refused(failed, NO_CODE), missing), given


def _parsed(cell: str) -> list[Any] | None:
    try:
        found = json_source.loads(cell)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, list) else None


def _inner(objects: list[Any], entry: FactType, table: Table) -> tuple[pl.DataFrame, list[int]]:
    """Objects read as a table of members, and which of them had a refusal."""
    from npa_rules.readers.table import Table

    inner = Subject(f"{table.subject.name}.{entry.name}", entry.label, "", False, {}, entry.members)
    raw = json_source.from_objects(objects)
    if not raw.names:
        return pl.DataFrame({"#id": [str(n) for n in range(len(objects))]}), []
    one = Table(table.name, table.ruleset, inner, raw, Mapping(), table.as_of)
    found = pl.concat(list(one.batches(max(len(objects), 1))))
    return found, (found["#refused"].arg_max() is not None and found["#refused"].gt(0).arg_true().to_list()) or []


def renamed(lists: pl.Series, entry: FactType, other: FactType) -> pl.Series:
    """Members with the fields of the list that they are another way of writing."""
    names = {p: (m.same_as or m.name) + p.removeprefix(m.name) for m in entry.members.values() for p in parts(m)}
    wanted = [
        (
            pl.element().struct.field(old)
            if (old := next((o for o, n in names.items() if n == p), None))
            else pl.lit(None)
        )
        .cast(kind(m, p))
        .alias(p)
        for m in other.members.values()
        for p in parts(m)
    ]
    return lists.to_frame("l").select(pl.col("l").list.eval(pl.struct(wanted))).to_series()
