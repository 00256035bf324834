"""Our statements on Spark with two workers here, beside the rules written by hand in Spark SQL."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.tables import facts, hand_sql, ours
from benchmarks.tables.measure import ratio, turns
from benchmarks.tables.real import profile, verdicts
from npa_rules.engines.columns import streams
from npa_rules.model.rule import RuleSet


def compared(ruleset: RuleSet, rows: int, folder: Path, repeats: int) -> dict[str, Any]:
    """Written wide tables of the real rules; the wall clock counts, since the work is done in another process."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").appName("benchmark").config("spark.driver.memory", "4g")
    for key, value in streams.SPARK.items():  # for both: as Spark comes, the rules by hand take three times as long
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    found: dict[str, Any] = {}
    for subject in facts.SUBJECTS:
        path = facts.write(ruleset, subject, rows, folder)
        table = f"parquet.`{path.as_posix()}`"
        known = profile(ruleset, subject, path)

        def write(text: str, name: str) -> Path:
            out = folder / f"spark-{name}"
            session.sql(text).write.mode("overwrite").option("compression", "zstd").parquet(out.as_posix())
            return out

        def own(subject: str = subject, table: str = table, known: Any = known) -> str:
            return ours.statement(ruleset, subject, table, known, "spark")

        def hand(subject: str = subject, table: str = table) -> str:
            return hand_sql.RULES[subject](hand_sql.Writer(ruleset, "spark"), table)

        codes = pl.read_parquet(write(own(), "ours") / "*.parquet").cast(pl.UInt8)
        by_hand = pl.read_parquet(write(hand(), "hand") / "*.parquet").cast(pl.UInt8)
        assert verdicts(codes).equals(by_hand.select(codes.columns)), subject
        found[subject] = turns(
            repeats,
            hand=lambda write=write, text=hand: write(text(), "hand"),
            ours=lambda write=write, text=own: write(text(), "ours"),
        )
    session.stop()
    sums = {n: {k: sum(found[s][n][k] for s in facts.SUBJECTS) for k in ("wall", "cpu")} for n in ("hand", "ours")}
    return found | {"together": sums, "ratio": ratio(sums, "hand")["wall"], "rows": rows}
