"""Keeps what a release says of some facts, for good: `python -m tests.release VERSION`.

Writes `tests/releases/VERSION`: the facts, a report of each, and the digest of the rules. Those of a released version
are never written anew; `tests/test_releases.py` verifies all of them with what is here now.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

from npa_rules.cli.check import as_asked, as_data
from npa_rules.cli.options import Chosen
from npa_rules.load.compiled import load

ROOT = Path(__file__).resolve().parent.parent
RELEASES = ROOT / "tests" / "releases"
FACTS = ("toewijzing.yaml", "toewijzing-onvolledig.json", "toewijzing-niet-passend.yaml", "huurverhogingen.yaml",
         "corporatiejaar.yaml", "regio.yaml", "woning.yaml", "projectsteun.yaml")  # fmt: skip
AS_OF = "2026-11-24"


def write(version: str, home: Path = RELEASES) -> Path:
    """The folder of a release, with facts and reports; `FileExistsError` for a release that is there."""
    folder = home / version
    if folder.exists() and not version.endswith("-dev"):
        raise FileExistsError(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name in FACTS:
        facts = folder / name
        shutil.copyfile(ROOT / "examples" / name, facts)
        chosen = Chosen((str(facts),), as_of=AS_OF)
        data = as_data(as_asked(chosen), chosen)
        for entry in data["verdicts"]:
            entry["source"]["file"] = name
        text = json.dumps(resealed(data), ensure_ascii=False, indent=None, separators=(",", ":"))
        (folder / f"{name}.report.json").write_text(text + "\n", encoding="utf-8")
    (folder / "ruleset.txt").write_text(load().digest + "\n", encoding="utf-8")
    return folder


def resealed(data: dict) -> dict:
    """The report with digests that fit after the folder was left out of its sources."""
    from npa_rules.receipt import body, digest

    receipt = {k: v for k, v in data["receipt"].items() if k != "digest"} | {"report": digest(body(data))}
    return {**data, "receipt": {**receipt, "digest": digest(receipt)}}


def main() -> int:
    if len(sys.argv) != 2 or not re.fullmatch(r"\d+\.\d+\.\d+(-dev)?", sys.argv[1]):
        print("python -m tests.release VERSION", file=sys.stderr)
        return 2
    try:
        print(write(sys.argv[1]).relative_to(ROOT))
    except FileExistsError as error:
        print(f"{error.args[0]} is there: a release stays as it was", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
