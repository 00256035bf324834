"""The 23 rules of four subjects: ours beside hand-written Polars and SQL, verdicts compared before anything is timed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from benchmarks.tables import facts, hand_polars, hand_sql, ours
from benchmarks.tables.figures import AS_OF, VERDICTS
from benchmarks.tables.measure import Times, ratio, turns
from npa_rules.engines import columns
from npa_rules.engines.columns.profile import Profile
from npa_rules.model.rule import RuleSet

CHECKED = 25_000  # rows of each subject whose verdicts are compared


def verdicts(codes: pl.DataFrame) -> pl.DataFrame:
    """The verdicts of our codes, as the hand-written rules number them."""
    assert [columns.decode(n * 16)[0] for n in range(len(VERDICTS))] == list(VERDICTS)
    return codes.select(pl.all() // 16)


def check(ruleset: RuleSet, subject: str, rows: int, folder: Path | None = None) -> int:
    """How many verdicts were compared, cell for cell: ours, hand-written Polars and, with a folder, hand-written SQL."""
    table = facts.chunk(ruleset, subject, rows)
    found = verdicts(columns.judge(ruleset, ruleset.subjects[subject], table, AS_OF))
    by_hand = hand_polars.RULES[subject](table.lazy(), ruleset).collect()
    assert found.equals(by_hand.select(found.columns)), subject
    if folder is not None:
        import duckdb

        table.write_parquet(folder / "check.parquet")
        text = hand_sql.RULES[subject](hand_sql.Writer(ruleset, "duckdb"), read(folder / "check.parquet"))
        with duckdb.connect() as connection:
            connection.execute(f"COPY ({text}) TO '{folder / 'checked.parquet'}' (FORMAT parquet)")
        assert found.equals(pl.read_parquet(folder / "checked.parquet").select(found.columns)), subject
    return found.width * found.height


def read(path: Path) -> str:
    """A file as DuckDB reads it."""
    return f"read_parquet('{path.as_posix()}')"


def hand_written(ruleset: RuleSet, subject: str, path: Path, out: Path) -> None:
    """Polars by hand: the streaming engine from file to file."""
    lazy = hand_polars.RULES[subject](pl.scan_parquet(path), ruleset)
    lazy.sink_parquet(out, compression="zstd", row_group_size=facts.GROUP)


def hand_counted(ruleset: RuleSet, subject: str, path: Path) -> list[Any]:
    """The same, counted."""
    found = hand_polars.RULES[subject](pl.scan_parquet(path), ruleset).collect(engine="streaming")
    return [np.bincount(series.to_numpy(), minlength=96) for series in found]


def profile(ruleset: RuleSet, subject: str, path: Path) -> Profile:
    """Of a whole file, by its statistics."""
    found = Profile.recorded(ruleset.subjects[subject], path)
    assert found is not None
    return found


def on_polars(ruleset: RuleSet, rows: int, folder: Path, repeats: int) -> dict[str, Any]:
    """Seconds of each subject, and the ratio of all together."""
    found: dict[str, Any] = {}
    out = folder / "out.parquet"
    for subject in facts.SUBJECTS:
        path = facts.write(ruleset, subject, rows, folder)
        found[subject] = {
            "written": turns(
                repeats,
                hand=lambda p=path, s=subject: hand_written(ruleset, s, p, out),
                ours=lambda p=path, s=subject: ours.written(ruleset, s, p, out),
            ),
            "counted": turns(
                repeats,
                hand=lambda p=path, s=subject: hand_counted(ruleset, s, p),
                ours=lambda p=path, s=subject: ours.counted(ruleset, s, p),
            ),
        }
    return found | {"together": together(found)}


def together(found: dict[str, Any]) -> dict[str, Any]:
    """Sums over the subjects, and their ratio."""
    answer: dict[str, Any] = {}
    for what in ("written", "counted"):
        names = next(iter(found.values()))[what]
        sums: Times = {
            name: {kind: sum(f[what][name][kind] for f in found.values()) for kind in ("wall", "cpu")} for name in names
        }
        answer[what] = sums | {"ratio": ratio(sums, "hand")}
    return answer


def on_duckdb(ruleset: RuleSet, rows: int, folder: Path, repeats: int) -> dict[str, Any]:
    """The same on DuckDB; the profile of the file, by its statistics, and the printing of the rules are in our time."""
    import duckdb

    found: dict[str, Any] = {}
    out = folder / "out.parquet"
    with duckdb.connect(config={"threads": 2}) as connection:
        for subject in facts.SUBJECTS:
            path = facts.write(ruleset, subject, rows, folder)

            def own(subject: str = subject, path: Path = path) -> str:
                return ours.statement(ruleset, subject, read(path), profile(ruleset, subject, path), "duckdb")

            def hand(subject: str = subject, path: Path = path) -> str:
                return hand_sql.RULES[subject](hand_sql.Writer(ruleset, "duckdb"), read(path))

            def write(text: str) -> None:
                connection.execute(f"COPY ({text}) TO '{out.as_posix()}' (FORMAT parquet, COMPRESSION zstd)")

            def count(text: str, names: list[str]) -> Any:
                listed = ", ".join(f'histogram("{n}")' for n in names)
                return connection.execute(f"SELECT {listed} FROM ({text})").fetchall()

            names = [r.id for r in ruleset.judging(subject)]
            known = own()  # the statement alone, where the profile is known from the import of the table
            found[subject] = {
                "written": turns(
                    repeats,
                    hand=lambda: write(hand()),
                    ours=lambda: write(own()),
                    ours_profile_known=lambda known=known: write(known),
                ),
                "counted": turns(
                    repeats,
                    hand=lambda names=names: count(hand(), names),
                    ours=lambda names=names: count(own(), names),
                    ours_profile_known=lambda known=known, names=names: count(known, names),
                ),
            }
    answer = together(found)
    for part in answer.values():
        part["ratio_profile_known"] = ratio(part, "hand", "ours_profile_known")
    return found | {"together": answer}
