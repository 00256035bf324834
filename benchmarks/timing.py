"""Timing in turns: every contender sees the same machine, and only ratios within one run mean anything."""

from __future__ import annotations

import time
from collections.abc import Callable


def seconds(run: Callable[[], object], times: int = 1) -> float:
    """How long one call takes, of so many in a row."""
    start = time.perf_counter()
    for _ in range(times):
        run()
    return (time.perf_counter() - start) / times


def interleaved(repeats: int, times: int = 1, **runs: Callable[[], object]) -> dict[str, float]:
    """The least of each, taken in turns: what the code costs when nothing else runs."""
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(repeats):
        for name, run in runs.items():
            taken[name].append(seconds(run, times))
    return {name: min(all_) for name, all_ in taken.items()}
