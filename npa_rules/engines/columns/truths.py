"""Three-valued truth as two-valued columns: known true, known false, and what is open without anything missing."""

from __future__ import annotations

from npa_rules.engines.columns.ends import NO, YES, both, either, fixed, inverse
from npa_rules.engines.columns.expression import Expr
from npa_rules.model.record import Record


class Truth(Record):
    """Known true and known false; never null. `hollow`: neither, and nothing that is missing would tell.

    What is open is nearly always so because something is missing; then `hollow` is `NO` itself and costs nothing.
    """

    true: Expr
    false: Expr
    hollow: Expr = NO

    @property
    def lacks(self) -> Expr:
        """Open, and something is missing."""
        return inverse(either(self.true, self.false, self.hollow))


TRUE, FALSE, OPEN = Truth(YES, NO), Truth(NO, YES), Truth(NO, NO)


def known(truth: Expr) -> Truth:
    """A truth that is never open."""
    return Truth(truth, inverse(truth))


def settled(truth: bool) -> Truth:
    """The same truth in every row."""
    return known(fixed(truth))


def every(parts: list[Truth]) -> Truth:
    """Kleene's and."""
    hollow = [p.hollow for p in parts]
    empty = NO if all(h is NO for h in hollow) else both(either(*hollow), *(either(p.true, p.hollow) for p in parts))
    return Truth(both(*(p.true for p in parts)), either(*(p.false for p in parts)), empty)


def some(parts: list[Truth]) -> Truth:
    """Kleene's or."""
    return negate(every([negate(p) for p in parts]))


def negate(truth: Truth) -> Truth:
    """Kleene's not."""
    return Truth(truth.false, truth.true, truth.hollow)
