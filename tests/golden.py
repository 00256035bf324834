"""Writes the expected outputs of the examples and the output blocks of the README anew: `python -m tests.golden`.

Read the difference before it is committed: a golden text says what a housing officer will see.
"""

from __future__ import annotations

import re

from tests.impact.test_impact import TABLE
from tests.test_documents import EXAMPLES, README_PATH, ROOT, command, npa, without_digest


def main() -> None:
    for name in EXAMPLES:
        for lang in ("nl", "en"):
            text = without_digest(npa(command(name, lang, "text")).stdout)
            (ROOT / f"examples/expected/{name}.{lang}.txt").write_text(text, encoding="utf-8")
        (ROOT / f"examples/expected/{name}.json").write_text(npa(command(name, "nl", "json")).stdout, encoding="utf-8")
    for lang in ("nl", "en"):
        told = npa(f"npa diff npa-2022 npa-2025 --lang {lang}").stdout
        (ROOT / f"examples/expected/diff-npa-2022-npa-2025.{lang}.txt").write_text(told, encoding="utf-8")
        told = npa(f"{TABLE} --lang {lang}").stdout
        (ROOT / f"examples/expected/impact-npa-2022-npa-2025.{lang}.txt").write_text(told, encoding="utf-8")
    readme = README_PATH.read_text("utf-8")

    def first(found: re.Match[str]) -> str:
        return f"{found.group(1)}{without_digest(npa(found.group(2).split('&&')[-1].strip()).stdout)}```"

    def other(found: re.Match[str]) -> str:
        return f"{found.group(1)}{without_digest(npa(found.group(2)).stdout)}```"

    run = r"(<!-- run -->\n```sh\n(.*)\n```\n\n<!-- output -->\n```text\n).*?```"
    readme = re.sub(run, first, readme, count=1, flags=re.S)
    readme = re.sub(r"(<!-- output: (npa [^\n]*?) -->\n```text\n).*?```", other, readme, flags=re.S)
    README_PATH.write_text(readme, encoding="utf-8")


if __name__ == "__main__":
    main()
