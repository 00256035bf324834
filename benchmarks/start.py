"""Start-up: one `npa check` as a whole process, bad input, and loading the compiled rule set, each beside a peer.

    python benchmarks/start.py [REPEATS]

Prints the least of each and the ratios; asserts nothing.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import yaml
from timing import interleaved, seconds

from npa_rules.load.compiled import PARTS, dump, parse
from npa_rules.load.ruleset import load_sources, rule_files

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def process(*words: str) -> Callable[[], object]:
    """A whole process of this Python, with bytecode as after an installation."""
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return lambda: subprocess.run([sys.executable, *words], capture_output=True, check=False, env=env)


def everything(text: bytes) -> None:
    """Parse the compiled rule set and build every entry of it."""
    ruleset = parse(text)
    assert ruleset is not None
    for part in PARTS:
        for key in getattr(ruleset, part):
            getattr(ruleset, part)[key]


def starts(repeats: int) -> None:
    """`npa check` against the imports of any click program."""
    for name in ("toewijzing.yaml", "toewijzing-onvolledig.json"):
        check = process("-m", "npa_rules", "check", str(ROOT / "examples" / name))
        check()  # fills the cache
        times = interleaved(repeats, check=check, peer=process("-c", "import click, json"))
        print(f"npa check {name} {times['check'] * 1e3:.0f} ms, import click, json {times['peer'] * 1e3:.0f} ms: "
              f"{times['check'] / times['peer']:.2f} times (asked: at most 2)")  # fmt: skip


def loads(repeats: int) -> None:
    """The compiled rule set against `yaml.compose` of its files with the C parser."""
    texts = [p.read_bytes() for p in rule_files(ROOT)]
    compiled = dump(load_sources(ROOT).ruleset)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    times = interleaved(
        repeats,
        compose=lambda: [yaml.compose(t, Loader=loader) for t in texts],
        ready=lambda: parse(compiled),
        everything=lambda: everything(compiled),
    )
    for name in ("ready", "everything"):
        print(f"yaml.compose {times['compose'] * 1e3:.1f} ms, compiled rule set ({name}) {times[name] * 1e3:.1f} ms: "
              f"{times['compose'] / times[name]:.1f} times as fast (asked: at least 20)")  # fmt: skip


def refusals() -> None:
    """Every bad file of the tests, one process each."""
    from tests.test_hostile import BAD

    with tempfile.TemporaryDirectory() as folder:
        slowest = 0.0, ""
        for name, (content, _) in BAD.items():
            path = Path(folder) / name
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            slowest = max(slowest, (seconds(process("-m", "npa_rules", "check", str(path))), name))
    print(
        f"{len(BAD)} bad files: the slowest refusal takes {slowest[0] * 1e3:.0f} ms, {slowest[1]} (asked: under a second)"
    )


def main() -> None:
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    starts(repeats)
    loads(repeats)
    refusals()


if __name__ == "__main__":
    main()
