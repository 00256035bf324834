"""Start-up: one `npa check` as a whole process, and loading the compiled rule set, each beside a peer in the same run.

    python benchmarks/start.py [REPEATS]

Prints medians and ratios; asserts nothing.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from npa_rules.load.compiled import dump, parse
from npa_rules.load.ruleset import load_sources, rule_files

ROOT = Path(__file__).resolve().parent.parent


def seconds(run: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def interleaved(repeats: int, **runs: Callable[[], object]) -> dict[str, float]:
    """The median of each, taken in turns so that both see the same machine."""
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(repeats):
        for name, run in runs.items():
            taken[name].append(seconds(run))
    return {name: statistics.median(times) for name, times in taken.items()}


def process(*words: str) -> Callable[[], object]:
    """A whole process of this Python."""
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}  # as installed: with bytecode
    return lambda: subprocess.run([sys.executable, *words], capture_output=True, check=True, env=env)


def everything(text: str) -> None:
    """Parse the compiled rule set and build every rule, parameter and clause of it."""
    ruleset = parse(text)
    assert ruleset is not None
    for part in (ruleset.rules, ruleset.subjects, ruleset.parameters, ruleset.clauses):
        part.values()


def main() -> None:
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    example = str(ROOT / "examples" / "toewijzing.yaml")
    process("-m", "npa_rules", "check", example)()  # fills the cache
    start = interleaved(
        repeats, check=process("-m", "npa_rules", "check", example), peer=process("-c", "import click, json")
    )
    print(f"npa check {start['check'] * 1e3:.0f} ms, import click, json {start['peer'] * 1e3:.0f} ms: "
          f"{start['check'] / start['peer']:.2f} times (asked: at most 2)")  # fmt: skip
    texts = [p.read_bytes() for p in rule_files(ROOT)]
    compiled = dump(load_sources(ROOT).ruleset)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    load = interleaved(
        repeats,
        compose=lambda: [yaml.compose(t, Loader=loader) for t in texts],
        lazy=lambda: parse(compiled),
        everything=lambda: everything(compiled),
    )
    for name in ("lazy", "everything"):
        print(f"yaml.compose {load['compose'] * 1e3:.1f} ms, compiled ({name}) {load[name] * 1e3:.1f} ms: "
              f"{load['compose'] / load[name]:.1f} times as fast (asked: at least 20)")  # fmt: skip


if __name__ == "__main__":
    main()
