"""A file as nodes that know their place: what YAML and JSON readers have in common.

A scalar is typed here, by one grammar for both formats, so that `702.10`, `'702.10'` and JSON `702.10` are the same
exact figure and the accidents of YAML 1.1 (`no`, `12:30`, `010`, `7_00`) are errors instead of surprises.
"""

from __future__ import annotations

import re
import sys
from fractions import Fraction

from npa_rules.errors import Diagnostic, InputError

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 40
MAX_NODES = 400_000
MAX_TEXT = 20_000
STDIN = "-"

Plain = None | bool | int | Fraction | str

NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,6})?\Z")
_LIKE_A_NUMBER = re.compile(r"[-+.]?[0-9]|[-+]?\.(?:inf|nan)\b|(?:nan|infinity|-infinity)\Z", re.IGNORECASE)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_VERSION = re.compile(r"[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,4}\Z")
_ACCIDENTS = {"y", "n", "yes", "no", "on", "off"}


class Node:
    """A mapping, a sequence or a scalar with its place; lines and columns count from 1."""

    __slots__ = ("column", "items", "keys", "kind", "line", "value")

    def __init__(self, kind: str, line: int, column: int) -> None:
        self.kind, self.line, self.column = kind, line, column  # kind: map | list | scalar
        self.keys: dict[str, Node] = {}  # of a mapping: the key nodes, for their places
        self.items: dict[str, Node] | list[Node] = {}
        self.value: Plain = None

    @property
    def mapping(self) -> dict[str, Node]:
        """The entries of a mapping (empty for anything else)."""
        return self.items if isinstance(self.items, dict) else {}

    @property
    def sequence(self) -> list[Node]:
        """The entries of a sequence (empty for anything else)."""
        return self.items if isinstance(self.items, list) else []

    def plain(self) -> object:
        """The content without places: dict, list, str, bool, int, Fraction or None."""
        if self.kind == "map":
            return {k: v.plain() for k, v in self.mapping.items()}
        if self.kind == "list":
            return [v.plain() for v in self.sequence]
        return self.value


def number(text: str) -> int | Fraction:
    """The exact figure of a text that `NUMBER` accepts."""
    return Fraction(text) if "." in text else int(text)


def scalar(text: str, quoted: bool) -> Plain:
    """Type a scalar; raises `ValueError` with an error code where the text must not be guessed at."""
    if len(text) > MAX_TEXT:
        raise ValueError("E108")
    if quoted:
        return text
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if text.lower() in _ACCIDENTS or text in ("True", "False", "TRUE", "FALSE", "Null", "NULL"):
        raise ValueError("E106")
    if _DATE.match(text) or _VERSION.match(text):
        return text
    if _LIKE_A_NUMBER.match(text):
        if NUMBER.match(text):
            return number(text)
        if re.match(r"[-+.]?[0-9][0-9_.:,eE+-]*\Z|[-+]?\.|nan|inf|-inf|0[xob]", text, re.IGNORECASE):
            raise ValueError("E107")
    return text


class Source:
    """The text of one file and where its findings go."""

    def __init__(self, name: str, text: str, *, private: bool) -> None:
        self.name, self.private = name, private  # private: no message may repeat a value of it
        self._text, self._lines = text, None
        self.diagnostics: list[Diagnostic] = []

    _lines: list[str] | None

    @property
    def text(self) -> str:
        return self._text

    def excerpt(self, line: int) -> str:
        """The line as it may be shown: whole for rule files, keys and `…` for facts."""
        if self._lines is None:
            self._lines = self._text.split("\n")
        if not 1 <= line <= len(self._lines):
            return ""
        shown = self._lines[line - 1].rstrip("\r")
        if self.private:
            key = re.match(r"[\s-]*\"?([A-Za-z_][A-Za-z0-9_]{0,60})\"?\s*:", shown)
            return f"{shown[: key.end()]} …" if key else "…"
        return shown[:160]

    def within(self, node: Node, offset: int) -> tuple[int, int]:
        """The place so many characters into the text of a scalar on one line."""
        line = self._text.split("\n")[node.line - 1]
        return node.line, node.column + offset + (line[node.column - 1 : node.column] in ("'", '"'))

    def report(self, code: str, node: Node | None, /, *, suggestion: str = "", **values: object) -> None:
        """Record a finding at a node."""
        line, column = (node.line, node.column) if node is not None else (0, 0)
        self.at(code, line, column, suggestion=suggestion, **values)

    def at(self, code: str, line: int, column: int, /, *, suggestion: str = "", **values: object) -> None:
        """Record a finding at a place."""
        excerpt = self.excerpt(line) if line else ""
        self.diagnostics.append(
            Diagnostic(
                code,
                file=self.name,
                line=line,
                column=column,
                excerpt=excerpt,
                suggestion=suggestion,
                **values,
            )
        )

    def stop(self) -> None:
        """Raise what was found, if anything."""
        if self.diagnostics:
            raise InputError(self.diagnostics)


def open_source(path: str, *, private: bool, name: str | None = None) -> Source:
    """Read a file (`-`: standard input) as UTF-8 text within the limits; a refusal is an `InputError` with a code."""
    shown = name if name is not None else path

    def refuse(code: str, **values: object) -> InputError:
        return InputError([Diagnostic(code, file=shown, **values)])  # type: ignore[arg-type]

    try:
        if path == STDIN:
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with open(path, "rb") as stream:
                data = stream.read(MAX_BYTES + 1)
    except IsADirectoryError:
        raise refuse("E101") from None
    except FileNotFoundError:
        raise refuse("E102") from None
    except OSError as error:
        raise refuse("E103", reason=error.strerror or type(error).__name__) from None
    if len(data) > MAX_BYTES:
        raise refuse("E104", limit=MAX_BYTES // 1024 // 1024)
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    if b"\0" in data:
        raise refuse("E105")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        source = Source(shown, data.decode("utf-8", "replace"), private=private)
        source.at("E109", before.count("\n") + 1, len(before) - before.rfind("\n"))
        raise InputError(source.diagnostics) from None
    if not text.strip():
        raise refuse("E110")
    return Source(shown, text, private=private)
