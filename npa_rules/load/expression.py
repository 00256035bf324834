"""The one line of arithmetic: names, figures, `+ - * /`, parentheses and five functions, read into the typed tree."""

from __future__ import annotations

import re
from collections.abc import Callable

from npa_rules.load.source import NUMBER, number
from npa_rules.model.tree import Arithmetic, Function, Literal, Node

FUNCTIONS = ("min", "max", "round_half_up", "round_up", "round_down")
_TOKEN = re.compile(r"\s*(?:([0-9][0-9_.eE]*)|([A-Za-z_][A-Za-z0-9_]*)|([-+*/(),]))")
_MAX_LENGTH = 400


class ExpressionError(ValueError):
    """The text is not an expression; `position` counts characters from 0."""

    def __init__(self, token: str, position: int) -> None:
        super().__init__(token)
        self.token, self.position = token, position


def parse_expression(text: str, name: Callable[[str, int], Node]) -> Node:
    """The tree of an expression; `name` resolves a name at a position. Raises `ExpressionError`."""
    if len(text) > _MAX_LENGTH:
        raise ExpressionError(text[:20] + "…", _MAX_LENGTH)
    parser = _Parser(text, name)
    node = parser.sum(0)
    if parser.token:
        raise ExpressionError(parser.token, parser.start)
    return node


class _Parser:
    def __init__(self, text: str, name: Callable[[str, int], Node]) -> None:
        self.text, self.name, self.position = text, name, 0
        self.token, self.kind, self.start = "", "", 0
        self.advance()

    def advance(self) -> None:
        rest = self.text[self.position :]
        if not rest.strip():
            self.token, self.kind, self.start = "", "end", len(self.text)
            return
        match = _TOKEN.match(self.text, self.position)
        if match is None:
            raise ExpressionError(rest.strip()[0], len(self.text) - len(rest.lstrip()))
        self.kind = "number" if match.group(1) else "name" if match.group(2) else "sign"
        self.token = match.group(match.lastindex or 0)
        self.start, self.position = match.start(match.lastindex or 0), match.end()

    def expect(self, sign: str) -> None:
        if self.token != sign:
            raise ExpressionError(self.token or "…", self.start)
        self.advance()

    def sum(self, depth: int) -> Node:
        node = self.term(depth)
        while self.kind == "sign" and self.token in "+-":
            operator = self.token
            self.advance()
            node = Arithmetic(operator, node, self.term(depth))
        return node

    def term(self, depth: int) -> Node:
        node = self.atom(depth)
        while self.kind == "sign" and self.token in "*/":
            operator = self.token
            self.advance()
            node = Arithmetic(operator, node, self.atom(depth))
        return node

    def atom(self, depth: int) -> Node:
        if depth > 20:
            raise ExpressionError("(", self.start)
        token, kind, start = self.token, self.kind, self.start
        self.advance()
        if kind == "number" and NUMBER.match(token):
            return Literal("number", number(token))
        if kind == "name" and token in FUNCTIONS and self.token == "(":
            return self.function(token, start, depth)
        if kind == "name":
            return self.name(token, start)
        if token == "(":
            node = self.sum(depth + 1)
            self.expect(")")
            return node
        if token == "-":
            return Arithmetic("-", Literal("number", 0), self.atom(depth + 1))
        raise ExpressionError(token or "…", start)

    def function(self, name: str, start: int, depth: int) -> Node:
        self.advance()
        arguments = [self.sum(depth + 1)]
        while self.token == ",":
            self.advance()
            arguments.append(self.sum(depth + 1))
        self.expect(")")
        if name.startswith("round_") and not (
            len(arguments) == 2 and isinstance(arguments[1], Literal) and arguments[1].value in range(7)
        ):
            raise ExpressionError(name, start)  # rounding states its digits: round_down(x, 2)
        return Function(name, tuple(arguments))
