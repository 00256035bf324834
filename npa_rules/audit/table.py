"""The wide verdict table and the long export, as Parquet or CSV."""

from __future__ import annotations

import contextlib
import json
import queue
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import polars as pl
from polars.io.plugins import register_io_source

from npa_rules.audit.atomic import Atomic
from npa_rules.audit.basis import Basis, plain
from npa_rules.audit.batch import ID, LINE, Batch, Judging, meanings
from npa_rules.audit.cells import harmless_column, words
from npa_rules.audit.summary import Summary
from npa_rules.errors import Diagnostic, InputError
from npa_rules.load.fields import iso
from npa_rules.model.words import REASONS, VERDICTS
from npa_rules.report.data import departures

FORMATS = (".parquet", ".csv")
NOT_LOOKED_UP = {"nl": "niet opgezocht", "en": "not looked up"}
NOT_JUDGED = {"nl": "niet beoordeeld: geen editie op deze datum", "en": "not judged: no edition on this date"}
META = "npa-rules"  # the key of the metadata of a Parquet file
WAIT = 0.05  # seconds between two looks at whether the other side still runs
GROUP = 250_000  # rows of one row group
LONG: dict[str, pl.DataType] = {
    ID: pl.String(),
    LINE: pl.Int64(),
    "rule": pl.String(),
    "clauses": pl.String(),
    "verdict": pl.String(),
    "reason": pl.String(),
    "missing": pl.List(pl.String()),
}


class _Parquet:
    """Frames to a Parquet file, one after another, in a thread: Polars pulls them, so that none is kept."""

    def __init__(self, stream: IO[Any], schema: dict[str, pl.DataType], metadata: dict[str, str]) -> None:
        self._frames: queue.Queue[pl.DataFrame | None] = queue.Queue(maxsize=1)
        self._failed: BaseException | None = None
        self._over = threading.Event()
        lazy = register_io_source(self._next, schema=schema)

        def work() -> None:
            try:
                lazy.sink_parquet(stream, compression="zstd", row_group_size=GROUP, metadata=metadata)
            except BaseException as error:
                self._failed = error
            self._over.set()

        self._thread = threading.Thread(target=work, daemon=True)
        self._thread.start()

    def _next(self, *_: object) -> Iterator[pl.DataFrame]:
        while not self._over.is_set():  # nobody waits for the other when one of the two has ended
            with contextlib.suppress(queue.Empty):
                frame = self._frames.get(timeout=WAIT)
                if frame is None:
                    return
                yield frame

    def write(self, frame: pl.DataFrame | None) -> None:
        """Raises what went wrong with an earlier frame."""
        while not self._over.is_set():
            with contextlib.suppress(queue.Full):
                self._frames.put(frame, timeout=WAIT)
                return
        if self._failed is not None:
            raise self._failed

    def close(self) -> None:
        """Wait for the last frame."""
        self.write(None)
        self._thread.join()
        if self._failed is not None:
            raise self._failed

    def abort(self) -> None:
        """End without caring for the file."""
        self._over.set()
        self._thread.join()


class _Csv:
    """Frames to a CSV file that Excel opens in the language of the reader."""

    def __init__(self, stream: IO[Any], lang: str) -> None:
        self._stream, self._comma, self._first = stream, ";" if lang == "nl" else ",", True

    def write(self, frame: pl.DataFrame) -> None:
        """Texts that begin like a formula are made harmless."""
        texts = [harmless_column(n) for n, t in frame.schema.items() if t == pl.String]
        frame.with_columns(texts).write_csv(
            self._stream, separator=self._comma, include_header=self._first, include_bom=self._first
        )
        self._first = False

    def close(self) -> None:
        """Nothing is held back."""

    def abort(self) -> None:
        """Nothing is held back."""


class Written:
    """One table as a file, Parquet or CSV by its ending; `meta` says what a reader of the Parquet must know."""

    def __init__(self, path: str | Path, lang: str, schema: dict[str, pl.DataType], meta: dict[str, Any]) -> None:
        """Raises `InputError`: E832 for another ending, E831 where nothing can be written."""
        self.lang, self.schema = lang, schema
        self.form = Path(path).suffix.lower()
        if self.form not in FORMATS:
            raise InputError([Diagnostic("E832", file=str(path), allowed=", ".join(FORMATS))])
        self.file = Atomic(path)
        self.out: _Parquet | _Csv
        if self.form == ".csv":
            self.out = _Csv(self.file.stream, lang)
        else:
            self.out = _Parquet(self.file.stream, schema, {META: json.dumps(meta, ensure_ascii=False)})
        self._open = True

    def put(self, frame: pl.DataFrame) -> None:
        try:
            self.out.write(frame)
        except (OSError, pl.exceptions.PolarsError) as error:
            raise self.file.failed(error) from None

    def close(self, summary: Summary | None = None) -> list[str]:
        """The file in its place."""
        try:
            if isinstance(self.out, _Csv) and self.out._first:
                self.out.write(self.told(pl.DataFrame(schema=self.schema)))
            self._open = False
            self.out.close()
        except (OSError, pl.exceptions.PolarsError) as error:
            told = self.file.failed(error)
            self.file.drop()
            raise told from None
        return [self.file.commit()]

    def abort(self) -> None:
        """Leave nothing."""
        if self._open:
            self._open = False
            self.out.abort()
        self.file.drop()

    def told(self, frame: pl.DataFrame) -> pl.DataFrame:
        """A frame as it stands in a CSV file."""
        return frame


class Wide(Written):
    """A line a row of the table and a column a rule: 8-bit codes in Parquet, words in CSV; null in a row without verdict."""

    def __init__(self, path: str | Path, plan: Judging, lang: str = "nl", basis: Basis | None = None) -> None:
        self.rules = [r.id for r in plan.ruleset.judging(plan.subject.name) if not r.id.startswith("~")]
        codes: dict[str, pl.DataType] = {r: pl.UInt8() for r in self.rules}
        super().__init__(path, lang, {ID: pl.String(), LINE: pl.Int64(), **codes}, about(plan, "wide", basis))

    def write(self, batch: Batch) -> None:
        """The codes of a batch."""
        frame = batch.rows.select(pl.col(ID).cast(pl.String), pl.col(LINE).cast(pl.Int64)).hstack(batch.codes)
        self.put(self.told(frame.select([*self.schema])))

    def told(self, frame: pl.DataFrame) -> pl.DataFrame:
        if self.form != ".csv":
            return frame
        said = words(self.lang)
        told = pl.col(self.rules).replace_strict(said, return_dtype=pl.String)
        return frame.with_columns(told.fill_null(NOT_JUDGED[self.lang]))


class Long(Written):
    """A line for each pair of row and rule that is not met, behind or open, with why and what is missing.

    Where departures of a user are in force, also which of them it may rest on.
    """

    def __init__(self, path: str | Path, plan: Judging, lang: str = "nl", basis: Basis | None = None) -> None:
        self.clauses = {r.id: "; ".join(r.clauses) for r in plan.ruleset.judging(plan.subject.name)}
        more: dict[str, pl.DataType] = (
            {"overrides": pl.List(pl.String())} if basis is not None and basis.departs else {}
        )
        super().__init__(path, lang, LONG | more, about(plan, "long", basis))

    def write(self, batch: Batch) -> None:
        """The findings of a batch."""
        found, pairs = batch.findings, meanings()
        rows = batch.rows.select(pl.col(ID).cast(pl.String), pl.col(LINE).cast(pl.Int64))[found["row"]]
        frame = rows.hstack(found.select("rule", "code", "missing", pl.col("overrides").fill_null([]))).with_columns(
            pl.col("rule").replace_strict(self.clauses, return_dtype=pl.String).alias("clauses"),
            pl.col("code")
            .replace_strict({c: v for c, (v, _) in pairs.items()}, return_dtype=pl.String)
            .alias("verdict"),
            pl.col("code")
            .replace_strict({c: r for c, (_, r) in pairs.items()}, return_dtype=pl.String)
            .alias("reason"),
        )
        self.put(self.told(frame.select([*self.schema])))

    def told(self, frame: pl.DataFrame) -> pl.DataFrame:
        if self.form != ".csv":
            return frame
        verdicts, reasons = ({k: t[self.lang] for k, t in w.items()} for w in (VERDICTS, REASONS))
        return frame.with_columns(
            pl.col("verdict").replace_strict(verdicts, return_dtype=pl.String),
            pl.col("reason").replace_strict(reasons, return_dtype=pl.String),
            pl.when(pl.col("missing").is_null())
            .then(pl.lit(NOT_LOOKED_UP[self.lang]))
            .when(pl.col("missing").list.len() > 0)
            .then(pl.col("missing").list.join("; "))
            .alias("missing"),
            *(pl.col(n).list.join("; ").alias(n) for n in self.schema if n == "overrides"),
        )


def about(plan: Judging, kind: str, basis: Basis | None = None) -> dict[str, Any]:
    """What a reader of the file must know: the meaning of the codes, and of which rules."""
    rules = [r for r in plan.ruleset.judging(plan.subject.name) if not r.id.startswith("~")]
    settings = (basis or plain(plan)).settings
    return {
        "table": kind,
        "subject": plan.subject.name,
        "as_of": iso(plan.as_of),
        "known_at": iso(settings.known_at) if settings.known_at else None,
        "ruleset_digest": plan.ruleset.digest,
        **departures(settings),
        "null": "E920",
        "codes": {str(c): {"verdict": v, "reason": r} for c, (v, r) in meanings().items()},
        "verdicts": VERDICTS,
        "reasons": REASONS,
        "rules": {r.id: {"version": r.version, "clauses": list(r.clauses), "label": r.label} for r in rules},
    }
