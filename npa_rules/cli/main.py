"""From a command line to an exit code; no input makes it raise."""

from __future__ import annotations

import os
import sys

from npa_rules.cli.options import LANGS, parse
from npa_rules.errors import Diagnostic, InputError, InternalError

OK, VIOLATION, WRONG, OPEN, DISAGREE = range(5)


def language(chosen: str | None) -> str:
    """`--lang`, NPA_LANG, then the locale when it begins with nl or en, else nl."""
    for value in (chosen, *(os.environ.get(v) for v in ("NPA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"))):
        if value and value[:2].lower() in LANGS:
            return value[:2].lower()
    return "nl"


def run(arguments: list[str]) -> int:
    """Run a command line and give its exit code."""
    told = [b for a, b in zip(arguments, arguments[1:], strict=False) if a == "--lang"]
    told += [a[7:] for a in arguments if a.startswith("--lang=")]
    lang = language(told[-1] if told else None)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        chosen = parse(arguments[1:]) if arguments[:1] == ["check"] else None
        if chosen is not None:
            from npa_rules.cli.check import check

            return check(chosen, lang)
        from npa_rules.cli.commands import invoke

        return invoke(arguments)
    except InputError as error:
        say_all(error.diagnostics, lang)
        return WRONG
    except InternalError as error:
        print(f"internal error: {error}", file=sys.stderr)
        return DISAGREE
    except KeyboardInterrupt:
        return WRONG
    except BrokenPipeError:
        sys.stderr.close()
        return OK


def say_all(diagnostics: list[Diagnostic], lang: str) -> None:
    """Every finding, by place."""
    print("\n\n".join(d.render(lang) for d in diagnostics[:200]), file=sys.stderr)
    if len(diagnostics) > 200:
        print(f"\n… {len(diagnostics) - 200}", file=sys.stderr)
