"""What every command ends with: an exit code, and findings in the language of the user."""

from __future__ import annotations

import os
import sys

from npa_rules.cli.options import LANGS
from npa_rules.errors import Diagnostic

OK, VIOLATION, WRONG, OPEN, DISAGREE = range(5)


def language(chosen: str | None) -> str:
    """`--lang`, NPA_LANG, then the locale when it begins with nl or en, else nl."""
    for value in (chosen, *(os.environ.get(v) for v in ("NPA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"))):
        if value and value[:2].lower() in LANGS:
            return value[:2].lower()
    return "nl"


def say_all(diagnostics: list[Diagnostic], lang: str) -> None:
    """Every finding, by place."""
    print("\n\n".join(d.render(lang) for d in diagnostics[:200]), file=sys.stderr)
    if len(diagnostics) > 200:
        print(f"\n… {len(diagnostics) - 200}", file=sys.stderr)
