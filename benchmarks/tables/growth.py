"""The synthetic set: printing and planning, time against rows and rules, beside the same rules printed by hand."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.tables import facts, ours, synthetic
from benchmarks.tables.figures import AS_OF
from benchmarks.tables.measure import peak, ratio, turns
from benchmarks.tables.real import profile, read, verdicts
from npa_rules.engines import columns
from npa_rules.engines.columns.profile import Profile
from npa_rules.load.ruleset import load_sources
from npa_rules.model.rule import RuleSet

RULES = 150


def ruleset(folder: Path, count: int) -> RuleSet:
    """The synthetic rules, by our loader; their verdicts are those of the rules printed by hand."""
    found = load_sources(synthetic.write(folder / f"rules-{count}", count)).ruleset
    rows = synthetic.chunk(20_000)
    own = verdicts(columns.judge(found, found.subjects["dwelling"], rows, AS_OF))
    assert own.equals(synthetic.hand_polars(rows.lazy(), count).collect())
    return found


def rows(folder: Path, count: int) -> Path:
    """A file with so many rows."""
    path = folder / f"synthetic-{count}.parquet"
    if not path.exists():
        heights = [facts.CHUNK] * (count // facts.CHUNK) + ([count % facts.CHUNK] if count % facts.CHUNK else [])
        facts.save((synthetic.chunk(h, n) for n, h in enumerate(heights)), path)
    return path


def planning(folder: Path, repeats: int) -> dict[str, Any]:
    """Printing 150 rules, with what Polars makes of them before the first row, and the statement for DuckDB."""
    import duckdb

    rules, table = ruleset(folder, RULES), synthetic.chunk(1_000)
    found = Profile.of(rules.subjects["dwelling"], table)
    path = rows(folder, 1_000)
    text = ours.statement(rules, "dwelling", read(path), found, "duckdb")
    with duckdb.connect() as connection:
        return turns(
            repeats,
            printed=lambda: columns.Plan(rules, rules.subjects["dwelling"], AS_OF, found),
            printed_and_first_row=lambda: columns.Plan(rules, rules.subjects["dwelling"], AS_OF, found).judge(
                table.head(1)
            ),
            statement=lambda: ours.statement(rules, "dwelling", read(path), found, "duckdb"),
            duckdb_plans_ours=lambda: connection.execute(f"EXPLAIN {text}").fetchall(),
            duckdb_plans_hand=lambda: connection.execute(f"EXPLAIN {synthetic.hand_sql(read(path), RULES)}").fetchall(),
        )


def written(folder: Path, count: int, repeats: int, *, database: bool = True) -> dict[str, Any]:
    """The wide table of 150 rules, by hand and ours, on Polars and DuckDB."""
    import duckdb

    rules, path, out = ruleset(folder, RULES), rows(folder, count), folder / "out.parquet"

    def hand() -> None:
        lazy = synthetic.hand_polars(pl.scan_parquet(path), RULES)
        lazy.sink_parquet(out, compression="zstd", row_group_size=facts.GROUP)

    found = {"polars": turns(repeats, hand=hand, ours=lambda: ours.written(rules, "dwelling", path, out))}
    if database:
        with duckdb.connect(config={"threads": 2}) as connection:

            def write(text: str) -> None:
                connection.execute(f"COPY ({text}) TO '{out.as_posix()}' (FORMAT parquet, COMPRESSION zstd)")

            def own() -> None:
                known = profile(rules, "dwelling", path)
                text = ours.statement(rules, "dwelling", read(path), known, "duckdb")
                write(text)

            found["duckdb"] = turns(repeats, hand=lambda: write(synthetic.hand_sql(read(path), RULES)), ours=own)
    return {engine: times | {"ratio": ratio(times, "hand")} for engine, times in found.items()} | {"rows": count}


def by_rows(folder: Path, unit: int, repeats: int) -> dict[str, Any]:
    """150 rules on once, twice and four times as many rows."""
    rules, out = ruleset(folder, RULES), folder / "out.parquet"
    files = {times: rows(folder, unit * times) for times in (1, 2, 4)}
    runs = {f"{times}x": partial(ours.written, rules, "dwelling", path, out) for times, path in files.items()}
    return turns(repeats, **runs) | {"unit": unit}  # type: ignore[return-value]


def by_rules(folder: Path, count: int, repeats: int) -> dict[str, Any]:
    """75, 150 and 300 rules on the same rows."""
    path, out = rows(folder, count), folder / "out.parquet"
    sets = {n: ruleset(folder, n) for n in (75, 150, 300)}
    runs = {f"{n} rules": partial(ours.written, rules, "dwelling", path, out) for n, rules in sets.items()}
    return turns(repeats, **runs) | {"rows": count}  # type: ignore[return-value]


def memory(rules: RuleSet, folder: Path, sizes: tuple[int, ...]) -> dict[str, Any]:
    """The peak of a process that writes the wide table, batch after batch."""
    ruleset(folder, RULES)
    found: dict[str, Any] = {"real": {}, "synthetic": {}}
    for size in sizes:
        facts.write(rules, "rent_increase", size, folder)
        rows(folder, size)
        found["real"][str(size)] = peak(folder, "real", "rent_increase", str(size))
        found["synthetic"][str(size)] = peak(folder, "synthetic", str(RULES), str(size))
    return found
