"""A batch of cells to the columns of the table engine (`engines.columns.frame`), with a code for what is refused."""

from __future__ import annotations

from collections.abc import Mapping as MappingType

import polars as pl

from npa_rules.engines.columns.facts import parts, scale
from npa_rules.engines.columns.frame import kind
from npa_rules.model.dictionary import FactType, Scale, Subject
from npa_rules.model.record import OpenRecord, fresh
from npa_rules.readers import days, figures, words
from npa_rules.readers.columns import Target
from npa_rules.readers.figures import ABOVE, IN_PART, NESTED, NOT_NONE, OTHERWISE, Found, empty, first, refused
from npa_rules.readers.mapping import Column
from npa_rules.readers.raw import FAULT, FAULTS

MANY = 1_000
DONE = frozenset(["done", "gedaan", "gebeurd", "ja", "yes", "true", "waar", "x", "\x031"])
NOT_DONE = frozenset(["none", "geen", "nee", "no", "false", "onwaar", "\x030", "niet gebeurd"])
DROPPED = frozenset(["dropped", "vervallen", "gaat niet door"])


class Piece(OpenRecord):
    """What one column of cells became: columns of the layout, refusals, and where there is nothing."""

    target: Target
    columns: dict[str, pl.Series]
    bad: pl.Series
    missing: pl.Series


class Batch(OpenRecord):
    """All pieces of one batch, and refusals of a fact as a whole."""

    columns: dict[str, pl.Series] = fresh(default_factory=dict)
    pieces: list[Piece] = fresh(default_factory=list)
    late: list[tuple[Target, pl.Series]] = fresh(default_factory=list)


def doubtful(cells: pl.Series, entry: FactType, part: str) -> bool:
    """Whether a column writes some cells in a way that leaves the others open: dates month first, percentages with %."""
    if cells.dtype != pl.String:
        return False
    if entry.kind == "date" or (entry.kind == "event" and part in ("", "date")):
        return days.month_first(cells)
    return entry.type == "percent" and bool(cells.str.contains("%", literal=True).any())


def piece(
    cells: pl.Series,
    target: Target,
    entry: FactType,
    scales: MappingType[str, Scale],
    mark: str,
    *,
    doubt: bool = False,
) -> Piece:
    """One column of cells; of many cells that say few different things each thing is read once. `doubt`: see `doubtful`."""
    doubt = doubt or doubtful(cells, entry, target.part)
    if cells.dtype == pl.String and cells.len() > MANY and entry.kind not in ("number", "text"):
        different = cells.unique()
        if different.len() * 4 < cells.len():
            few = piece(different, target, entry, scales, mark, doubt=doubt)
            at = cells.replace_strict(different, pl.int_range(different.len(), eager=True), return_dtype=pl.UInt32)
            spread = {n: s.gather(at) for n, s in few.columns.items()}
            return Piece(target, spread, few.bad.gather(at), few.missing.gather(at))
    if cells.dtype.is_nested() or cells.dtype == pl.Object:
        return nested(cells, target, entry)
    if cells.dtype == pl.String and cells.str.contains("#", literal=True).any():
        cells = pl.select(pl.when(cells.str.contains(FAULTS)).then(pl.lit(FAULT)).otherwise(cells)).to_series()
    options = target.options or Column(entry.name)
    nothing, none = cells.is_null(), pl.repeat(False, cells.len(), dtype=pl.Boolean, eager=True)
    if cells.dtype == pl.String and entry.kind != "codes" and not target.part.startswith("has."):
        nothing, none = blank(cells, entry, target, options)
        cells = empty(cells, nothing | none)
    allowed = entry.may_be_none or entry.kind == "event"
    bad = refused(none & (not allowed), NOT_NONE)
    columns, code = _columns(cells, target, entry, scales, mark, options, doubt)
    if entry.may_be_none and entry.kind != "event" and not target.part:
        columns[f"{entry.name}#none"] = none
    if entry.kind == "event" and not target.part:
        state = columns[f"{entry.name}#state"]
        told = pl.select(pl.when(none).then(pl.lit("none")).otherwise(state)).to_series()
        columns[f"{entry.name}#state"] = told
        return Piece(target, columns, code, told.is_null() & (code == 0))
    bad = first(bad, code)
    value = next(iter(columns.values()))
    return Piece(target, columns, bad, (value.is_null() | (nothing & (bad == 0))) & (bad == 0) & ~none)


def nested(cells: pl.Series, target: Target, entry: FactType) -> Piece:
    """A column of lists or objects for a fact that is none: nothing of it is read."""
    part = {"event": "#state", "codes": "#given"}.get(entry.kind, "") if not target.part else f"#{target.part}"
    value = pl.Series([None] * cells.len(), dtype=kind(entry, f"{entry.name}{part}"))
    return Piece(target, {f"{entry.name}{part}": value}, refused(cells.is_not_null(), NESTED), cells.is_null())


def blank(cells: pl.Series, entry: FactType, target: Target, options: Column) -> tuple[pl.Series, pl.Series]:
    """Where nothing is given, and where the source says that there is none; a code of the fact goes before both."""
    text = words.fold(cells)
    own = set(words.names(entry.codes, {})) | {words.folded(k) for k in options.values} if not target.part else set()
    unknown = [u for u in words.UNKNOWN if u not in own]
    unknown += [words.folded(k) for k, v in options.values.items() if v == "unknown" and entry.kind != "number"]
    nones = [u for u in words.NONE if u not in own] if entry.kind != "bool" and not target.part else []
    nones += [words.folded(k) for k, v in options.values.items() if v == "none"]
    if entry.kind == "text":
        nones = nones if entry.may_be_none else []
    return text.is_in(unknown).fill_null(True), text.is_in(nones).fill_null(False)


def _columns(
    cells: pl.Series,
    target: Target,
    entry: FactType,
    scales: MappingType[str, Scale],
    mark: str,
    options: Column,
    doubt: bool,
) -> tuple[dict[str, pl.Series], pl.Series]:
    name, part = entry.name, target.part
    if entry.kind == "event":
        return event(cells, name, part, doubt)
    if entry.kind == "codes" and part.startswith("has."):
        value, bad = words.truth(empty(cells, blanks(cells)), {})
        return {f"{name}#{part}": empty(value, bad > 0)}, bad
    if entry.kind == "codes":
        found, bad = words.sets(empty(cells, blanks(cells)), entry, options.values)
        return found, bad
    value, bad = one(cells, entry, scales, mark, options, doubt)
    return {name: empty(value, bad > 0)}, bad


def blanks(cells: pl.Series) -> pl.Series:
    """Cells in which nothing is given, for what has no other word for it."""
    if cells.dtype != pl.String:
        return cells.is_null()
    return words.fold(cells).is_in([u for u in words.UNKNOWN if u not in words.EMPTY]).fill_null(True)


def one(
    cells: pl.Series, entry: FactType, scales: MappingType[str, Scale], mark: str, options: Column, doubt: bool
) -> Found:
    """A column of a plain kind."""
    if entry.kind == "number":
        return figures.figure(cells, entry, mark, options, signed=doubt)
    if entry.kind == "date":
        return days.day(cells, unsure=doubt)
    if entry.kind == "ordered":
        return words.rank(cells, scales[entry.scale], options.values)
    if entry.kind == "bool":
        return words.truth(cells, options.values)
    if entry.kind == "code" and entry.codes:
        return words.code(cells, entry, options.values)
    return words.text(cells, options.values)


def event(cells: pl.Series, name: str, part: str, doubt: bool) -> tuple[dict[str, pl.Series], pl.Series]:
    """A column of an event: a date or a word, its date, whether it was held, or what it holds."""
    if part == "date":
        value, bad = days.day(cells, unsure=doubt)
        return {f"{name}#date": value}, bad
    if part == "held" or part.startswith("holds."):
        value, bad = words.truth(cells, {})
        value = empty(value, bad > 0)
        if part == "held":
            state = pl.select(pl.when(value).then(pl.lit("done")).when(~value).then(pl.lit("none"))).to_series()
            return {f"{name}#held": state}, bad
        return {f"{name}#{part}": value}, bad
    text = words.fold(cells)
    table = {**dict.fromkeys(DONE, "done"), **dict.fromkeys(NOT_DONE, "none"), **dict.fromkeys(DROPPED, "dropped")}
    state = text.replace_strict(table, default=None, return_dtype=pl.String)
    if cells.dtype == pl.Boolean:
        state = pl.select(pl.when(cells).then(pl.lit("done")).when(~cells).then(pl.lit("none"))).to_series()
        cells = empty(cells.cast(pl.String), cells.is_not_null())
    dates, bad = days.day(empty(cells, state.is_not_null()) if cells.dtype == pl.String else cells, unsure=doubt)
    state = pl.select(pl.when(dates.is_not_null()).then(pl.lit("done")).otherwise(state)).to_series()
    return {f"{name}#state": state, f"{name}#date": dates}, bad


def assembled(batch: Batch, subject: Subject, height: int) -> None:
    """The columns of the layout from the pieces; a fact whose parts contradict each other is not given."""
    by_fact: dict[str, list[Piece]] = {}
    for found in batch.pieces:
        by_fact.setdefault(found.target.fact, []).append(found)
    for name, pieces in by_fact.items():
        entry = subject.facts[name]
        columns: dict[str, pl.Series] = {}
        for found in pieces:
            for column, series in found.columns.items():
                columns[column] = (
                    series if column not in columns else pl.select(pl.coalesce(columns[column], series)).to_series()
                )
        if entry.kind == "event":
            columns = _event(batch, entry, pieces, columns, height)
        elif entry.kind == "codes" and f"{name}#given" not in columns:
            columns = _set(batch, entry, pieces, columns, height)
        batch.columns |= {c: s.alias(c).cast(kind(entry, c)) for c, s in columns.items() if c in parts(entry)}
    _parts(batch, subject)


def _event(
    batch: Batch, entry: FactType, pieces: list[Piece], columns: dict[str, pl.Series], height: int
) -> dict[str, pl.Series]:
    name = entry.name
    text, whole = (
        pl.repeat(None, height, dtype=pl.String, eager=True),
        pl.repeat(None, height, dtype=pl.Int64, eager=True),
    )
    state, date = columns.get(f"{name}#state", text), columns.get(f"{name}#date", whole)
    held = columns.pop(f"{name}#held", text)
    state = pl.select(pl.coalesce(state, held)).to_series()
    clash = ((held != state) | (state.is_in(["none", "dropped"]) & date.is_not_null())).fill_null(False)
    holds = [s for c, s in columns.items() if "#holds." in c]
    some = pl.select(pl.any_horizontal(*holds)).to_series() if holds else date.is_not_null()
    state = pl.select(
        pl.coalesce(state, pl.when(date.is_not_null() | some.fill_null(False)).then(pl.lit("done")))
    ).to_series()
    if clash.any():
        batch.late.append((pieces[0].target, refused(clash, OTHERWISE)))
    columns = {c: empty(s, clash) for c, s in columns.items() if c not in (f"{name}#state", f"{name}#date")}
    done = (state == "done").fill_null(False)
    kept = {c: empty(s, ~done) for c, s in columns.items()}
    return {f"{name}#state": empty(state, clash), f"{name}#date": empty(date, clash | ~done), **kept}


def _set(
    batch: Batch, entry: FactType, pieces: list[Piece], columns: dict[str, pl.Series], height: int
) -> dict[str, pl.Series]:
    """A set of codes from a column for each: known when all are, refused when some are."""
    every = [
        columns.get(f"{entry.name}#has.{c}", pl.repeat(None, height, dtype=pl.Boolean, eager=True)) for c in entry.codes
    ]
    known = pl.select(pl.sum_horizontal(*(e.is_not_null().cast(pl.UInt32) for e in every))).to_series()
    given = known == len(every)
    part = (known > 0) & ~given
    bad = pl.select(pl.max_horizontal(*(p.bad for p in pieces))).to_series() > 0
    if (part & ~bad).any():
        batch.late.append((pieces[0].target, refused(part & ~bad, IN_PART)))
    found = {f"{entry.name}#given": given}
    return found | {f"{entry.name}#has.{c}": empty(e, ~given) for c, e in zip(entry.codes, every, strict=True)}


def _parts(batch: Batch, subject: Subject) -> None:
    """A part that is larger than its whole: one of the two is wrong, so neither counts."""
    for name, entry in subject.facts.items():
        whole = subject.facts.get(entry.part_of)
        if whole is None or name not in batch.columns or whole.name not in batch.columns:
            continue
        if entry.kind != "number" or whole.kind != "number":
            continue
        ours, theirs = scale(entry), scale(whole)
        left, right = batch.columns[name], batch.columns[whole.name]
        if ours != theirs:
            wide = (left.cast(pl.Int128), pl.lit(theirs, pl.Int128), right.cast(pl.Int128), pl.lit(ours, pl.Int128))
            above = pl.select(wide[0] * wide[1] > wide[2] * wide[3]).to_series().fill_null(False)
        else:
            above = (left > right).fill_null(False)
        if above.any():
            pieces = {p.target.fact: p.target for p in batch.pieces}
            if name in pieces:
                batch.late.append((pieces[name], refused(above, ABOVE)))
            for column in (name, whole.name):
                batch.columns[column] = empty(batch.columns[column], above)
