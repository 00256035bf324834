"""What an evaluation leaves behind beside its result: the trace, and what it read, presumed and cited."""

from __future__ import annotations

from npa_rules.engines.quantity import Quantity
from npa_rules.model.rule import Period
from npa_rules.model.tree import Condition


class Seen:
    """One condition as it came out: for explanations and for coverage."""

    __slots__ = ("condition", "left", "right", "rule", "truth")

    def __init__(
        self, rule: str, condition: Condition, truth: bool | None, left: Quantity | None, right: Quantity | None
    ) -> None:
        self.rule, self.condition, self.truth = rule, condition, truth
        self.left, self.right = left, right


class Ledger:
    """The books of one evaluation. Those of what it rests on stand in it by reference: computed once, used often."""

    __slots__ = ("clauses", "entries", "figures", "provisional", "rules", "used")

    def __init__(self) -> None:
        self.entries: list[Seen | Ledger] = []  # in the order in which they came
        self.used: set[tuple[str, str]] = set()  # presumptions: (item key or kind, name)
        self.rules: set[str] = set()  # rules looked at, definitions and premises too
        self.clauses: set[str] = set()  # clauses of table rows that decided
        self.figures: dict[tuple[str, str, int], Period | None] = {}  # parameters read: (name, key, date)
        self.provisional: set[str] = set()  # why the result may still turn

    def whole(self) -> Ledger:
        """The same with everything that it rests on written out, each part once."""
        total, known = Ledger(), set()
        stack: list[Seen | Ledger] = [self]
        while stack:
            entry = stack.pop()
            if isinstance(entry, Seen):
                total.entries.append(entry)
            elif id(entry) not in known:
                known.add(id(entry))
                total.used |= entry.used
                total.rules |= entry.rules
                total.clauses |= entry.clauses
                total.figures |= entry.figures
                total.provisional |= entry.provisional
                stack += reversed(entry.entries)
        return total

    @property
    def trace(self) -> list[Seen]:
        """The conditions, of a ledger that is written out."""
        return [e for e in self.entries if isinstance(e, Seen)]
