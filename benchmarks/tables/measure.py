"""Wall and processor time of contenders in turns, and the peak memory of one in a process of its own."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Times = dict[str, dict[str, float]]


def turns(repeats: int, **runs: Callable[[], object]) -> Times:
    """Medians of each in seconds, after one turn that is not counted; every contender sees the same machine."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in runs}
    for turn in range(repeats + 1):
        for name, run in runs.items():
            cpu, wall = time.process_time(), time.perf_counter()
            run()
            found = time.perf_counter() - wall, time.process_time() - cpu
            if turn:
                taken[name].append(found)
    return {
        name: {"wall": statistics.median(w for w, _ in found), "cpu": statistics.median(c for _, c in found)}
        for name, found in taken.items()
    }


def ratio(times: Times, peer: str, own: str = "ours") -> dict[str, float]:
    """How many times as fast we are, by the clock and by the processor."""
    return {kind: round(times[peer][kind] / times[own][kind], 3) for kind in ("wall", "cpu")}


def peak(folder: Path, *words: str) -> dict[str, Any]:
    """What a process of this package says of itself (`python -m benchmarks.tables.alone WORDS`)."""
    command = [sys.executable, "-m", "benchmarks.tables.alone", str(folder), *words]
    found = subprocess.run(command, check=True, capture_output=True, text=True)
    answer: dict[str, Any] = json.loads(found.stdout.splitlines()[-1])
    return answer


def resident() -> float:
    """The peak of this process so far, in MiB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024
