"""Expressions over columns that no engine owns: printed as Polars (`in_polars`) or as SQL (`in_sql`).

Nothing here is three-valued: an expression is null only where it reads a column that is, and `given` and `filled` settle
that at once. Whole numbers have 64 bits, or 128 where they were widened; what fits was proved by who printed them.
"""

from __future__ import annotations

from typing import Any

BOOL, LONG, WIDE, BYTE, TEXT = "bool", "long", "wide", "byte", "text"
NOTHING: frozenset[str] = frozenset()
AGGREGATES = frozenset({"sum", "any", "first", "last"})


class Expr:
    """An operation on other expressions. Equal ones are the same to a dictionary, so that each is computed once."""

    __slots__ = ("_hash", "_reverse", "_roots", "args", "op", "value")

    def __init__(self, op: str, *args: Expr, value: Any = None) -> None:
        self.op, self.args, self.value = op, args, value
        self._hash = hash((op, args, type(value), value))
        self._roots: frozenset[str] | None = None
        self._reverse: Expr | None = None

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self is other or (
            isinstance(other, Expr)
            and self._hash == other._hash
            and self.op == other.op
            and type(self.value) is type(other.value)
            and self.value == other.value
            and self.args == other.args
        )

    def __repr__(self) -> str:
        inside = [*map(repr, self.args), *([] if self.value is None else [repr(self.value)])]
        return f"{self.op}({', '.join(inside)})"

    @property
    def roots(self) -> frozenset[str]:
        """The names of the columns that it reads."""
        if self._roots is None:
            if self.op == "col":
                self._roots = frozenset((self.value,))
            elif len(self.args) == 1:
                self._roots = self.args[0].roots
            else:
                self._roots = NOTHING.union(*[a.roots for a in self.args])
        return self._roots

    # ---- truths ----------------------------------------------------------------------------------------------------
    def __and__(self, other: Expr) -> Expr:
        return Expr("and", self, other)

    def __or__(self, other: Expr) -> Expr:
        return ~(~self & ~other)

    def __invert__(self) -> Expr:
        if self._reverse is None:
            self._reverse = self.args[0] if self.op == "not" else Expr("not", self)
        return self._reverse

    # ---- comparisons -----------------------------------------------------------------------------------------------
    def eq(self, other: Expr) -> Expr:
        """Equal; null where either is."""
        return Expr("eq", self, other)

    def ne(self, other: Expr) -> Expr:
        """Not equal; null where either is."""
        return ~self.eq(other)

    def __lt__(self, other: Expr) -> Expr:
        return ~(other <= self)  # one form of each comparison, so that it is computed once; neither side is null

    def __le__(self, other: Expr) -> Expr:
        return Expr("le", self, other)

    # ---- whole numbers ---------------------------------------------------------------------------------------------
    def __add__(self, other: Expr) -> Expr:
        return Expr("add", self, other)

    def __sub__(self, other: Expr) -> Expr:
        return Expr("sub", self, other)

    def __mul__(self, other: Expr) -> Expr:
        return Expr("mul", self, other)

    def __neg__(self) -> Expr:
        return Expr("neg", self)

    def floordiv(self, other: Expr) -> Expr:
        """Divided and rounded down; the other is above zero."""
        return Expr("floordiv", self, other)

    def mod(self, other: Expr) -> Expr:
        """What is left after `floordiv`."""
        return Expr("mod", self, other)

    def wide(self) -> Expr:
        """With 128 bits."""
        return self if self.op in ("wide", "wide_number") else Expr("wide", self)

    # ---- columns that may be null ----------------------------------------------------------------------------------
    def given(self) -> Expr:
        """It is not null."""
        return Expr("given", self)

    def filled(self, value: bool | int) -> Expr:
        """With this where it is null."""
        return Expr("filled", self, value=value)

    def contains(self, text: str) -> Expr:
        """A list of texts holds this one; null where there is no list."""
        return Expr("contains", self, value=text)

    # ---- members of a row ------------------------------------------------------------------------------------------
    def gathered(self, how: str) -> Expr:
        """One value a row out of a column of members: `sum`, `any`, `first` or `last`."""
        return Expr(how, self)


def col(name: str) -> Expr:
    """A column."""
    return Expr("col", value=name)


def lit(value: bool | str) -> Expr:
    """A truth or a text."""
    return Expr("lit", value=value)


def number(value: int, *, wide: bool = False) -> Expr:
    """A whole number of 64 or 128 bits."""
    return Expr("wide_number" if wide else "number", value=value)


def code(value: int) -> Expr:
    """A whole number of 8 bits, not negative."""
    return Expr("code", value=value)


def no_text() -> Expr:
    """A text that is never given."""
    return Expr("no_text")


def when(test: Expr, then: Expr, otherwise: Expr) -> Expr:
    """One where the test holds, else the other."""
    if then == otherwise:
        return then
    if test.op == "not":
        return when(test.args[0], otherwise, then)
    given, known = test.op == "given" and then.op == "filled", otherwise.op == "number"
    if given and known and then.args == test.args:
        return then.args[0].filled(otherwise.value)
    return Expr("if", test, then, otherwise)


def least(a: Expr, b: Expr) -> Expr:
    """The smaller of two numbers."""
    return when(b < a, b, a)


def greatest(a: Expr, b: Expr) -> Expr:
    """The larger of two numbers."""
    return when(a < b, b, a)
