"""The peers on the eleven rules of `algebra` (dwellings and sales), and pandera on all 23; verdicts are compared first."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.tables import algebra, facts, hand_polars, ours
from benchmarks.tables.measure import ratio, turns
from npa_rules.model.rule import RuleSet

SUBJECTS = ("dwelling", "sale")
CHECKED = 2_000  # rows whose verdicts are compared
ROWS = 100_000  # rows of peers that take one at a time


def wanted(ruleset: RuleSet, subject: str, rows: pl.DataFrame) -> pl.DataFrame:
    """What the rules of `algebra` say by hand in Polars."""
    return hand_polars.RULES[subject](rows.lazy(), ruleset).select(list(algebra.RULES[subject])).collect()


def openfisca(ruleset: RuleSet, rows: int, folder: Path, repeats: int) -> dict[str, Any]:
    """From the file to counts or the wide table, both."""
    import numpy as np

    from benchmarks.tables import openfisca_peer as peer

    found: dict[str, Any] = {}
    out = folder / "out.parquet"
    for subject in SUBJECTS:
        few = facts.chunk(ruleset, subject, 20_000)
        assert peer.judged(peer.load(subject, few), subject).equals(wanted(ruleset, subject, few))
        path = facts.write(ruleset, subject, rows, folder)

        def theirs(subject: str = subject, path: Path = path, out: Path | None = None) -> Any:
            verdicts = peer.judged(peer.load(subject, pl.read_parquet(path)), subject)
            if out is not None:
                verdicts.write_parquet(out, compression="zstd")
                return None
            return [np.bincount(series.to_numpy(), minlength=6) for series in verdicts]

        found[subject] = {
            "written": turns(
                repeats,
                openfisca=lambda run=theirs: run(out=out),
                ours=lambda s=subject, p=path: ours.written(ruleset, s, p, out),
            ),
            "counted": turns(
                repeats,
                openfisca=lambda run=theirs: run(),
                ours=lambda s=subject, p=path: ours.counted(ruleset, s, p),
            ),
        }
    return found | {
        "ratio": {w: {s: ratio(found[s][w], "openfisca") for s in SUBJECTS} for w in ("written", "counted")}
    }


def by_row(ruleset: RuleSet, rows: int, folder: Path) -> dict[str, Any]:
    """Peers that take one row at a time: on 100,000 rows that are dictionaries already, and so many times as long on all."""
    from benchmarks.tables import row_peers as peers

    found: dict[str, Any] = {}
    for subject in SUBJECTS:
        table = facts.chunk(ruleset, subject, ROWS)
        listed, want = peers.rows(table), [list(row) for row in wanted(ruleset, subject, table.head(CHECKED)).rows()]
        judges = {
            "zen_expressions": peers.zen_expressions(subject),
            "zen_graph": peers.zen_graph(subject),
            "cel": peers.cel(subject, table.columns),
        }
        for name, judge in judges.items():
            assert [judge(row) for row in listed[:CHECKED]] == want, name
        path = facts.write(ruleset, subject, rows, folder)
        own = turns(3, ours=lambda s=subject, p=path: ours.counted(ruleset, s, p))["ours"]
        own_rate = {kind: rows / taken for kind, taken in own.items()}
        found[subject] = {"ours_rows_a_second": own_rate}
        for name, judge in judges.items():
            rate = passed(judge, listed)
            found[subject][name] = {
                "rows_a_second": rate,
                "extrapolated_seconds": {kind: rows / r for kind, r in rate.items()},
                "ratio": {kind: round(own_rate[kind] / rate[kind], 1) for kind in rate},
            }
    return found


def passed(judge: Callable[[dict[str, Any]], Any], rows: list[dict[str, Any]]) -> dict[str, float]:
    """Rows a second, the median of five parts."""
    size, found = len(rows) // 5, []
    for start in range(0, size * 5, size):
        cpu, wall = time.process_time(), time.perf_counter()
        for row in rows[start : start + size]:
            judge(row)
        found.append((size / (time.perf_counter() - wall), size / (time.process_time() - cpu)))
    return {"wall": statistics.median(w for w, _ in found), "cpu": statistics.median(c for _, c in found)}


def pandera(ruleset: RuleSet, rows: int, folder: Path) -> dict[str, Any]:
    """Checks say met or not: a row fails where a rule is violated; all else of a verdict is lost."""
    import warnings

    warnings.filterwarnings("ignore")
    import pandera.polars as pa

    found: dict[str, Any] = {}
    for subject in facts.SUBJECTS:
        path = facts.write(ruleset, subject, rows, folder)
        rules = [r.id for r in ruleset.judging(subject)]

        def check(rule: str, subject: str = subject) -> Any:
            return pa.Check(
                lambda data: hand_polars.RULES[subject](data.lazyframe, ruleset).select(pl.col(rule) != 1), name=rule
            )

        schema = pa.DataFrameSchema(checks=[check(rule) for rule in rules])
        table = pl.read_parquet(path)

        def run(schema: Any = schema, table: pl.DataFrame = table) -> int:
            try:
                schema.validate(table, lazy=True)
            except pa.errors.SchemaErrors as errors:
                return len(errors.schema_errors)
            return 0

        expected = ours.counted(ruleset, subject, path)
        failing = [r for r, c in expected.items() if any(code // 16 == 1 for code in c)]
        assert run() == len(failing), subject
        found[subject] = turns(1, pandera=run, ours=lambda s=subject, p=path: ours.counted(ruleset, s, p))
        found[subject]["ratio"] = ratio(found[subject], "pandera")
    return found | {"rows": rows}


def one_record(repeats: int = 25) -> dict[str, Any]:
    """Verdicts of one record by the generated functions beside zen-engine's compiled expressions (`case.py`)."""
    import sys

    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from case import AS_OF, ROOT  # type: ignore[import-not-found]
    from zen_peer import context, expressions  # type: ignore[import-not-found]

    from npa_rules.engines.program import Programs
    from npa_rules.engines.quick import Quick
    from npa_rules.facts.case_file import read_case
    from npa_rules.load.ruleset import load_sources
    from npa_rules.model.case import Settings

    ruleset = load_sources(ROOT).ruleset
    quick, found = Quick(Programs(ruleset), Settings(as_of=AS_OF)), {}
    for name in ("toewijzing", "toewijzing-niet-passend", "huurverhoging"):
        (item,) = read_case(str(ROOT / "examples" / f"{name}.yaml"), ruleset).items
        compiled, given = expressions(ruleset, item.subject), context(item.subject, item.facts)
        assert [v for v, _ in quick.verdicts(item)] == [c.evaluate(given) for c in compiled.values()]

        def own(item: Any = item) -> None:
            for _ in range(200):
                quick.verdicts(item)

        def zen(compiled: Any = compiled, given: Any = given) -> None:
            for _ in range(200):
                for c in compiled.values():
                    c.evaluate(given)

        times = turns(repeats, ours=own, zen=zen)
        found[name] = {n: {k: v / 200 for k, v in t.items()} for n, t in times.items()} | {"ratio": ratio(times, "zen")}
    return found
