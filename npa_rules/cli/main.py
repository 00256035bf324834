"""From a command line to an exit code; no input makes it raise."""

from __future__ import annotations

import sys

from npa_rules.cli.exits import DISAGREE, OK, WRONG, language, say_all
from npa_rules.cli.options import parse
from npa_rules.errors import InputError, InternalError


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
