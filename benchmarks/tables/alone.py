"""One run in a process of its own: `python -m benchmarks.tables.alone FOLDER real|synthetic SUBJECT|RULES ROWS`.

Prints seconds and peak memory as JSON; the file of rows was made before.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from benchmarks.tables import facts, ours
from benchmarks.tables.measure import resident
from npa_rules.load.ruleset import load_sources

ROOT = Path(__file__).resolve().parent.parent.parent


def main() -> None:
    folder, what, which, rows = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
    if what == "real":
        ruleset, subject, path = load_sources(ROOT).ruleset, which, folder / f"{which}-{rows}.parquet"
    else:
        ruleset, subject = load_sources(folder / f"rules-{which}").ruleset, "dwelling"
        path = folder / f"synthetic-{rows}.parquet"
    out, before = folder / f"alone-{what}.parquet", resident()
    cpu, wall = time.process_time(), time.perf_counter()
    ours.written(ruleset, subject, path, out)
    taken = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    size = out.stat().st_size
    out.unlink()
    print(
        json.dumps(
            taken | {"peak_mib": resident(), "before_mib": before, "written_mib": size / 2**20, "batch": facts.CHUNK}
        )
    )


if __name__ == "__main__":
    main()
