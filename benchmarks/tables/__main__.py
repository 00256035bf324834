"""All figures in one run on one machine: `python -m benchmarks.tables [--rows N] [--only PART…]`.

Generated files and results of engines lie in a folder that is removed at the end (`--folder` keeps one). Figures are
added to results.json beside this module, and results.md and results.svg are written anew from it.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.tables import facts, growth, peers, real, report, spark_peer
from benchmarks.tables.figures import by_hand
from npa_rules.load.ruleset import load_sources

ROOT = Path(__file__).resolve().parent.parent.parent
ENGINES = ("polars", "duckdb", "numpy", "openfisca-core", "pandera", "zen-engine", "cel-expr-python", "pyspark")


def parts(folder: Path, rows: int, repeats: int) -> dict[str, Callable[[], Any]]:
    """What can be measured, by name."""
    ruleset = by_hand(load_sources(ROOT).ruleset)
    return {
        "checked": lambda: {s: real.check(ruleset, s, real.CHECKED, folder) for s in facts.SUBJECTS},
        "polars": lambda: real.on_polars(ruleset, rows, folder, repeats),
        "duckdb": lambda: real.on_duckdb(ruleset, rows, folder, repeats),
        "planning": lambda: growth.planning(folder, 9),
        "synthetic": lambda: growth.written(folder, rows, repeats),
        "by_rows": lambda: growth.by_rows(folder, rows // 4, repeats),
        "by_rules": lambda: growth.by_rules(folder, rows // 4, repeats),
        "memory": lambda: growth.memory(ruleset, folder, (rows, 4 * rows)),
        "openfisca": lambda: peers.openfisca(ruleset, rows, folder, repeats),
        "by_row": lambda: peers.by_row(ruleset, rows, folder),
        "pandera": lambda: peers.pandera(ruleset, min(rows, 200_000), folder),
        "one_record": lambda: peers.one_record(),
        "spark": lambda: spark_peer.compared(ruleset, rows, folder, repeats),
    }


def machine() -> dict[str, Any]:
    """Where the figures were taken."""
    return {
        "python": platform.python_version(), "processors": os.cpu_count(), "system": platform.system(),
        "load": [round(n, 1) for n in os.getloadavg()], "on": time.strftime("%Y-%m-%d"),
        "versions": {name: _version(name) for name in ENGINES},
    }  # fmt: skip


def _version(name: str) -> str:
    try:
        return version(name)
    except ModuleNotFoundError:
        return ""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tables", description=__doc__)
    parser.add_argument("--rows", type=int, default=2_400_000)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--only", nargs="*", default=None)
    parser.add_argument("--folder", type=Path, default=None)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="npa-tables-") as temporary:
        folder = given.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for name, run in parts(folder, given.rows, given.repeats).items():
            if given.only and name not in given.only:
                continue
            print(f"{name} …", file=sys.stderr, flush=True)
            start = time.perf_counter()
            try:
                found = run()
            except ModuleNotFoundError as lacking:
                print(f"{name}: {lacking.name} is not installed", file=sys.stderr)
                continue
            report.add(name, found, given.rows, machine())
            print(f"{name}: {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
    report.write()


if __name__ == "__main__":
    main()
