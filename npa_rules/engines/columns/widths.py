"""How many bits whole-number expressions need, by the least and greatest value that each can have.

Half the width is twice the speed. Ranges are exact interval arithmetic over what the profile of the table proves of its
columns; what nothing is known of has 64 bits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from npa_rules.engines.columns.expression import Expr

Bounds = tuple[int, int]
LIMITS = (-(2**31), 2**31 - 1)


class Widths:
    """Of expressions over columns with such bounds, and over columns that are `made` of them."""

    def __init__(self, bounds: Mapping[str, Bounds], made: Mapping[str, Expr]) -> None:
        self.made = made
        self.narrow = frozenset(n for n, b in bounds.items() if _inside(b))  # columns that are read with 32 bits
        self._bounds: dict[Expr, Bounds | None] = {}
        self._bits: dict[Expr, int] = {}
        self._given = {n: b for n, b in bounds.items() if n in self.narrow}

    def bounds(self, e: Expr) -> Bounds | None:
        """The least and greatest value where it has one; `None`: nothing is known."""
        if e not in self._bounds:
            self._bounds[e] = self._bound(e)
        return self._bounds[e]

    def bits(self, e: Expr) -> int:
        """As it is computed: 32, 64 or 128; 0 for a fixed number, as wide as what it stands beside; -1 for no number."""
        if e not in self._bits:
            self._bits[e] = self._bit(e)
        return self._bits[e]

    def _bound(self, e: Expr) -> Bounds | None:
        match e.op:
            case "col":
                return self.bounds(self.made[e.value]) if e.value in self.made else self._given.get(e.value)
            case "number":
                return e.value, e.value
            case "filled" if type(e.value) is int:
                found = self.bounds(e.args[0])
                return found and (min(found[0], e.value), max(found[1], e.value))
            case "if":
                a, b = map(self.bounds, e.args[1:])
                return None if a is None or b is None else (min(a[0], b[0]), max(a[1], b[1]))
            case "add" | "sub" | "mul" | "floordiv" | "mod":
                a, b = map(self.bounds, e.args)
                return None if a is None or b is None else _ARITHMETIC[e.op](a, b)
            case "neg":
                found = self.bounds(e.args[0])
                return found and (-found[1], -found[0])
        return None

    def _bit(self, e: Expr) -> int:
        match e.op:
            case "number":
                return 0 if _inside((e.value, e.value)) else 64
            case "wide" | "wide_number":
                return 128
            case "col" if e.value in self.made:
                return self.bits(self.made[e.value]) or self._own(e)
            case "col":
                return 32 if e.value in self.narrow else 64
            case "filled" if type(e.value) is int:
                return max(self.bits(e.args[0]), self._own(e))
            case "if":
                found = max(map(self.bits, e.args[1:]))
                return found if found < 0 or found == 128 else max(found, self._own(e))
            case "add" | "sub" | "mul" | "neg" | "floordiv" | "mod":
                return max(*map(self.bits, e.args), self._own(e))
        return -1

    def _own(self, e: Expr) -> int:
        found = self.bounds(e)
        return 32 if found is not None and _inside(found) else 64


def _inside(found: Bounds) -> bool:
    return LIMITS[0] <= found[0] and found[1] <= LIMITS[1]


def _product(a: Bounds, b: Bounds) -> Bounds:
    corners = [x * y for x in a for y in b]
    return min(corners), max(corners)


_ARITHMETIC: dict[str, Callable[[Bounds, Bounds], Bounds]] = {
    "add": lambda a, b: (a[0] + b[0], a[1] + b[1]),
    "sub": lambda a, b: (a[0] - b[1], a[1] - b[0]),
    "mul": _product,
    "floordiv": lambda a, _: (min(a[0], 0), max(a[1], 0)),  # by at least one
    "mod": lambda _, b: (0, max(b[1] - 1, 0)),
}
