"""A JSON report that was kept: read whole, with what is wrong with it as a finding."""

from __future__ import annotations

import json
import sys
from typing import Any, NoReturn

from npa_rules.errors import Diagnostic, InputError

MAX_BYTES = 512 * 1024 * 1024
ENTRY = ("subject", "subject_id", "rule", "verdict")
LISTS = ("conditions", "parameters")
STDIN = "-"


class _Twice(ValueError):
    """A key that occurs twice."""


def read_report(path: str, *, receipt: bool) -> dict[str, Any]:
    """The report of a file (`-`: standard input); with `receipt` it must carry one. Raises `InputError`."""
    name = "stdin" if path == STDIN else path

    def refuse(code: str, line: int = 0, column: int = 0, **values: str) -> NoReturn:
        raise InputError([Diagnostic(code, file=name, line=line, column=column, **values)]) from None

    try:
        if path == STDIN:
            raw = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with open(path, "rb") as stream:  # noqa: PTH123  as facts are read
                raw = stream.read(MAX_BYTES + 1)
    except IsADirectoryError:
        refuse("E101")
    except FileNotFoundError:
        refuse("E102")
    except OSError as error:
        refuse("E103", reason=error.strerror or type(error).__name__)
    if len(raw) > MAX_BYTES:
        refuse("E104", limit=str(MAX_BYTES // 1024 // 1024))
    try:
        found = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_once, parse_float=_odd, parse_constant=_odd)
    except json.JSONDecodeError as error:
        refuse("E950", error.lineno, error.colno)
    except (UnicodeDecodeError, _Twice, RecursionError, ValueError):
        refuse("E950", 1, 1)
    if not is_report(found):
        refuse("E951")
    if receipt and not is_receipt(found.get("receipt")):
        refuse("E952")
    return found  # type: ignore[no-any-return]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Twice
    return found


def _odd(text: str) -> str:
    """A figure that no report holds; kept apart from the text of a figure."""
    return f"figure {text}"


def is_report(found: Any) -> bool:
    """Whether data has the shape that verifying and comparing need: enough to follow it, not that it is right."""
    if not isinstance(found, dict) or found.get("report") != 1 or not isinstance(found.get("verdicts"), list):
        return False
    return all(
        isinstance(e, dict)
        and all(isinstance(e.get(n), str) for n in ENTRY)
        and all(isinstance(e.get(n), list) and all(isinstance(c, dict) for c in e[n]) for n in LISTS)
        and all(isinstance(c.get("rule"), str) and isinstance(c.get("id"), str) for c in e["conditions"])
        and all(isinstance(p.get("id"), str) and isinstance(p.get("at"), str) for p in e["parameters"])
        for e in found["verdicts"]
    )


def is_receipt(found: Any) -> bool:
    """Whether data has the shape of a receipt."""
    if not isinstance(found, dict) or found.get("form") != 1:
        return False
    asked, rules, facts = (found.get(n) for n in ("asked", "rules", "facts"))
    if not isinstance(asked, dict) or not isinstance(rules, dict) or not isinstance(facts, dict):
        return False
    lists = all(isinstance(asked.get(n), list) for n in ("only", "overrides"))
    maps = isinstance(asked.get("readings"), dict) and all(isinstance(rules.get(n), dict) for n in ("rules", "laws"))
    return lists and maps and isinstance(asked.get("as_of"), str) and isinstance(asked.get("presumptions"), bool)
