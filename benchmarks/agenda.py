"""The agenda beside the plain chainer, and its memory over many cases in one process.

    python benchmarks/agenda.py [CASES]

The cases with a premise, over and over. Prints milliseconds per case and the growth of memory; asserts nothing.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

from npa_rules.cases import read_cases
from npa_rules.engines.agenda import Agenda
from npa_rules.engines.network import build, plain, premises, tokens
from npa_rules.engines.reference import Run
from npa_rules.load.ruleset import load_sources

ROOT = Path(__file__).resolve().parent.parent


def resident() -> float:
    """The memory in use, in MiB."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    sources = load_sources(ROOT)
    work = []
    networks = {
        r.id: build(sources.ruleset, r) for r in sources.ruleset.rules.values() if r.gives_verdict and premises(r)
    }
    for file in sources.files.values():
        for case in read_cases(file, sources.ruleset):
            if case.rule.id in networks and not case.settings.verdicts:
                run = Run(sources.ruleset, case.items, case.settings)
                work.append((networks[case.rule.id], tokens(run, case.rule, case.item)))
    agenda, started = Agenda(), time.perf_counter()
    for network, given in work:
        agenda.conclude(network, given)
    print(
        f"{len(networks)} networks learned and {len(work)} first cases: {(time.perf_counter() - started) * 1e3:.0f} ms"
    )
    for network, given in work * 20:
        agenda.conclude(network, given)
    before, spent = resident(), {"agenda": 0.0, "plain": 0.0}
    for number in range(count):
        network, given = work[number % len(work)]
        start = time.perf_counter()
        agenda.conclude(network, given)
        middle = time.perf_counter()
        plain(network, given)
        spent["agenda"] += middle - start
        spent["plain"] += time.perf_counter() - middle
        if number % (count // 4) == count // 4 - 1:
            print(f"after {number + 1} cases: {resident() - before:+.1f} MiB")
    agenda_ms, plain_ms = (spent[k] / count * 1e3 for k in ("agenda", "plain"))
    print(f"agenda with its check {agenda_ms:.2f} ms a case (asked: at most 2), plain chainer {plain_ms:.2f} ms: "
          f"{agenda_ms / plain_ms:.1f} times as long")  # fmt: skip


if __name__ == "__main__":
    main()
