"""What an impact costs on a generated stock: both sides judged, counted, and every turned verdict written.

    python benchmarks/impact.py [ROWS]

ROWS (2,400,000) of rent increases, each with other amounts, as a Parquet file that `npa impact` reads: two editions, two
dates, and what was known on two days. Prints seconds, rows a second and the greatest memory, of processes that read,
judge and write `--rows`.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]  # the generators lie with the tests and with the audit's benchmark

SIDES = (
    ("npa-2022", "npa-2025"),
    ("2026-06-30", "2026-07-01"),
    ("known:2025-12-14", "known:2026-11-24"),
)


def make(path: str, count: int) -> None:
    """The rows as users have them: euro, dates, codes."""
    import polars as pl
    from audit import rows

    from npa_rules.engines.columns.facts import scale
    from npa_rules.load.ruleset import load_sources

    ruleset = load_sources(ROOT).ruleset
    subject = ruleset.subjects["rent_increase"]
    table = rows(ruleset, subject.name, count, different=True)
    kept = [
        e for e in subject.facts.values() if e.kind in ("number", "date", "bool", "code") and e.name in table.columns
    ]
    money = [(pl.col(e.name) / scale(e)).alias(e.name) for e in kept if e.kind == "number" and scale(e) > 1]
    days = [pl.col(e.name).cast(pl.String).str.to_date("%Y%m%d").alias(e.name) for e in kept if e.kind == "date"]
    table.select(e.name for e in kept).with_columns(*money, *days).write_parquet(path)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_400_000
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/rent.parquet"
        # in a process that ends before the others begin, which would inherit its memory
        code = f"import sys; sys.path.insert(0, {str(ROOT / 'benchmarks')!r}); import impact; impact.make({path!r}, {count})"
        maker = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
        maker.wait()
        for old, new in SIDES:
            asked = [old, new, path, "--subject", "rent_increase", "--as-of", "2026-11-24", "--format", "json"]
            words = [sys.executable, __file__, "--run", *asked, "--rows", f"{folder}/turned.parquet"]
            start = time.perf_counter()
            done = subprocess.run(words, cwd=ROOT, capture_output=True, check=False, text=True)
            taken = time.perf_counter() - start
            found, peak = json.loads(done.stdout), done.stderr.split()[-1]
            assert found["judged"] == {"rent_increase": count}, done.stderr
            print(f"{old} -> {new}: {taken:.1f} s, {count / taken:,.0f} rows a second, {peak} MiB at most;")
            print(f"  {found['turned']:,} verdicts turned")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        from npa_rules.cli.main import run

        run(["impact", *sys.argv[2:]])
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr)
    else:
        main()
