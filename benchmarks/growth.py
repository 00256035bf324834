"""Growth: the rules that give verdicts once, twice and four times; reading the files, opening the compiled set, one `npa check`.

    python benchmarks/growth.py [REPEATS]

The copies are the same rules under other ids, with their own attested events. Prints the least of each and how much it
grows beside the number of rules; asserts nothing.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from timing import interleaved, seconds

from npa_rules.load.compiled import dump, parse
from npa_rules.load.ruleset import load_sources

ROOT = Path(__file__).resolve().parent.parent


def copied(folder: Path, times: int) -> Path:
    """The rule files in a folder, each rule so many times."""
    shutil.copytree(ROOT / "rules", folder / "rules")
    for path in [*(folder / "rules").glob("*/**/*.yaml")]:
        text = path.read_text("utf-8")
        if not re.search(r"^slug:", text, re.M) or re.search(r"^(derives|suspends):", text, re.M):
            continue  # two definitions of one fact would refer to each other
        for number in range(1, times):
            other = re.sub(r"^(id: \S+)$", rf"\1-C{number}", text, flags=re.M)
            other = re.sub(r"^(slug: \S+)$", rf"\1-c{number}", other, flags=re.M)
            event = re.search(r"^attested:\n  event: (\w+)$", text, re.M)
            if event is not None:
                other = re.sub(rf"\b{event.group(1)}\b", f"{event.group(1)}_c{number}", other)
            path.with_name(f"{path.stem}-c{number}.yaml").write_text(other, "utf-8")
    return folder


def check(folder: Path, facts: str) -> None:
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    env |= {"NPA_RULES": str(folder), "XDG_CACHE_HOME": str(folder / "cache")}
    words = [sys.executable, "-m", "npa_rules", "check", str(ROOT / "examples" / facts), "--only", "BET-042"]
    subprocess.run(words, capture_output=True, check=False, env=env, cwd=ROOT)


def main() -> None:
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    first: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as temporary:
        for times in (1, 2, 4):
            folder = copied(Path(temporary) / str(times), times)
            sources = load_sources(folder)
            compiled = dump(sources.ruleset)
            check(folder, "toewijzing.yaml")  # fills the cache
            least = interleaved(
                repeats, open=lambda text=compiled: parse(text), check=lambda at=folder: check(at, "toewijzing.yaml")
            )
            least["files"] = min(seconds(lambda at=folder: load_sources(at)) for _ in range(2))
            first = first or least
            told = ", ".join(f"{n} {t * 1e3:.1f} ms ({t / first[n]:.2f} times)" for n, t in least.items())
            print(f"{len(sources.ruleset.rules)} rules: {told}")


if __name__ == "__main__":
    main()
