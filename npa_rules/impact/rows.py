"""Every verdict that turned as a line of a Parquet or CSV file, with what it was and what it became."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from npa_rules.audit.batch import ID, LINE, meanings
from npa_rules.audit.table import Written
from npa_rules.engines.columns.codes import encode
from npa_rules.impact.pairs import Impact, Pair, Where
from npa_rules.impact.report import departed
from npa_rules.load.fields import iso
from npa_rules.model.words import REASONS, VERDICTS

SCHEMA: dict[str, pl.DataType] = {
    ID: pl.String(), LINE: pl.Int64(), "file": pl.String(), "rule_old": pl.String(), "rule_new": pl.String(),
    "clauses": pl.String(), "verdict_old": pl.String(), "reason_old": pl.String(), "verdict_new": pl.String(),
    "reason_new": pl.String(),
}  # fmt: skip
MANY = 10_000  # verdicts of facts files that are kept before they are written


class Rows(Written):
    """The file of `--rows`. Raises `InputError` (E831, E832) where it cannot be written; words are codes in Parquet."""

    def __init__(self, path: str | Path, impact: Impact, lang: str) -> None:
        super().__init__(path, lang, SCHEMA, about(impact))
        self._kept: list[tuple[Any, ...]] = []

    def put_all(self, frames: list[pl.DataFrame]) -> None:
        """The turned rows of one batch, rule by rule, written in the order of the rows; `old` and `new` are codes."""
        frame = pl.concat(frames).sort("row", maintain_order=True)
        told = {
            f"{what}_{side}": pl.col(side).replace_strict(
                {c: m[i] for c, m in meanings().items()}, return_dtype=pl.String
            )
            for side in ("old", "new")
            for i, what in enumerate(("verdict", "reason"))
        }
        self.put(self.told(frame.with_columns(**told).select([*SCHEMA])))

    def one(self, pair: Pair, where: Where, old: tuple[str, str], new: tuple[str, str]) -> None:
        """A verdict on an item of a facts file."""
        assert pair.old is not None and pair.new is not None
        clauses, codes = "; ".join(pair.new.clauses), (encode(*old), encode(*new))
        found = (len(self._kept), where.id, where.line, where.file, pair.old.id, pair.new.id, clauses, *codes)
        self._kept.append(found)
        if len(self._kept) >= MANY:
            self._flush()

    def _flush(self) -> None:
        names = ["row", *[*SCHEMA][:6], "old", "new"]
        kept, self._kept = self._kept, []
        if kept:
            self.put_all([pl.DataFrame(kept, schema=names, orient="row")])

    def done(self) -> str:
        """The file in its place; its path."""
        try:
            self._flush()
        except BaseException:
            self.abort()
            raise
        return self.close()[0]

    def told(self, frame: pl.DataFrame) -> pl.DataFrame:
        if self.form != ".csv":
            return frame
        said = {"verdict": VERDICTS, "reason": REASONS}
        return frame.with_columns(
            pl.col(f"{what}_{side}").replace_strict({k: t[self.lang] for k, t in words.items()}, return_dtype=pl.String)
            for what, words in said.items()
            for side in ("old", "new")
        )


def about(impact: Impact) -> dict[str, Any]:
    """What a reader of the file must know: which two sides, by which rules, on which day."""
    return {
        "table": "impact",
        "kind": impact.two.kind,
        "old": {"label": impact.one.label, "ruleset_digest": impact.one.ruleset.digest, **departed(impact.one)},
        "new": {"label": impact.two.label, "ruleset_digest": impact.two.ruleset.digest, **departed(impact.two)},
        "as_of": iso(impact.as_of),
        "known_at": iso(impact.known_at) if impact.known_at else None,
        "verdicts": VERDICTS,
        "reasons": REASONS,
    }
