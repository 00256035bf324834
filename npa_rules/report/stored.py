"""A JSON report that was kept: read whole, with what is wrong with it as a finding."""

from __future__ import annotations

import json
import sys
from typing import Any, NoReturn

from npa_rules.errors import Diagnostic, InputError
from npa_rules.load.source import MAX_DEPTH

MAX_BYTES = 512 * 1024 * 1024
STDIN = "-"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")  # as a redirection of Windows PowerShell writes it
SUMMARIES = ("audit", "impact")  # of tables: told apart from what is no report at all


class _Twice(ValueError):
    """A key that occurs twice in one object."""


def read_report(path: str, *, receipt: bool) -> dict[str, Any]:
    """The report of a file (`-`: standard input); with `receipt` it must carry one. Raises `InputError`."""
    name = "stdin" if path == STDIN else path

    def refuse(code: str, line: int = 0, column: int = 0, **values: object) -> NoReturn:
        raise InputError([Diagnostic(code, file=name, line=line, column=column, **values)]) from None  # type: ignore[arg-type]

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
    if not raw.strip():
        refuse("E110")
    text = ""
    try:
        text = raw.decode("utf-16" if raw[:2] in UTF_16 else "utf-8-sig")
        found = json.loads(text, object_pairs_hook=_once, parse_float=_odd, parse_constant=_odd)
        if "\\u" in text:  # half a character, which no text can hold
            json.dumps(found, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        refuse("E950", error.lineno, error.colno)
    except _Twice as error:
        refuse("E975", *_place(text, str(error)), key=str(error)[:60])
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        refuse("E109", before.count("\n") + 1, len(before) - before.rfind("\n"))
    except RecursionError:
        refuse("E112", limit=MAX_DEPTH)
    except ValueError:
        refuse("E950", 1, 1)
    if not is_report(found):
        kind = next((k for k in SUMMARIES if isinstance(found, dict) and found.get(k) == 1), "")
        refuse("E965", command=kind) if kind else refuse("E951")
    if _deep(found):
        refuse("E112", limit=MAX_DEPTH)
    if receipt and not is_receipt(found.get("receipt")):
        refuse("E952")
    if not is_receipt(found.get("receipt")):
        found.pop("receipt", None)
    return found  # type: ignore[no-any-return]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [k for k, _ in pairs]
        raise _Twice(next(n for i, n in enumerate(names) if n in names[:i]))
    return found


def _place(text: str, key: str) -> tuple[int, int]:
    """Where the last key of this name stands; the start where it is written in another way."""
    at = max(text.rfind(json.dumps(key, ensure_ascii=False)), 0)
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _deep(value: Any) -> bool:
    """Whether data is nested deeper than any file that is read."""
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [b for v in level if isinstance(v, dict | list) for b in (v.values() if isinstance(v, dict) else v)]
    return bool(level)


def _odd(text: str) -> str:
    """A figure that no report holds; kept apart from the text of a figure."""
    return f"figure {text}"


def fits(value: Any, shape: Any) -> bool:
    """Whether data has a shape: a type, alternatives, a list of a shape, or a mapping with these keys and any others.

    A key with `?` may be left out; `*` stands for every key.
    """
    if isinstance(shape, tuple):
        return any(fits(value, s) for s in shape)
    if isinstance(shape, list):
        return isinstance(value, list) and all(fits(v, shape[0]) for v in value)
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return False
        if "*" in shape:
            return all(fits(v, shape["*"]) for v in value.values())
        known = {k.rstrip("?"): (k.endswith("?"), s) for k, s in shape.items()}
        return all(fits(value[k], s) if k in value else free for k, (free, s) in known.items())
    return shape is ANY or (value is None if shape is None else type(value) is shape)


ANY = object()
NAME = (str, None)
SIDE = ({"value": ANY}, None)
ENTRY = {
    "subject": str,
    "subject_id": str,
    "rule": str,
    "verdict": str,
    "conditions": [{"rule": str, "id": str, "left": SIDE, "right": SIDE}],
    "parameters": [{"id": str, "key": NAME, "at": str, "value": ANY, "other_value": ANY}],
}
REPORT = {
    "report": int,
    "verdicts": [ENTRY],
    "overrides?": [{"id": str}],
    "disagreements?": [{"*": ANY}],
    "supposed_parameters?": [ANY],
}
ASKED = {
    "as_of": str,
    "known_at": NAME,
    "edition": NAME,
    "only": [str],
    "readings": {"*": str},
    "presumptions": bool,
    "overrides": [{"id": str, "kind": str, "target": str}],
}
RECEIPT = {"form": int, "asked": ASKED, "rules": {"rules": {"*": str}, "laws": {"*": str}}, "facts": {"*": ANY}}


def is_report(found: Any) -> bool:
    """Whether data has the shape that verifying and comparing need: enough to follow it, not that it is right."""
    return fits(found, REPORT) and found["report"] == 1


def is_receipt(found: Any) -> bool:
    """Whether data has the shape of a receipt of this form."""
    return fits(found, RECEIPT) and found["form"] == 1
