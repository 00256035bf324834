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


class Used:
    """A presumption that was used: of an item's fact (`holder` is its key), a law, a premise or a release clause."""

    __slots__ = ("holder", "name")

    def __init__(self, holder: str, name: str) -> None:
        self.holder, self.name = holder, name


class Read:
    """A figure that was read: parameter, category and date, and the period that gave it (None: there is none)."""

    __slots__ = ("date", "key", "name", "period")

    def __init__(self, name: str, key: str, date: int, period: Period | None) -> None:
        self.name, self.key, self.date, self.period = name, key, date, period


class Noted:
    """A rule that was looked at, a clause whose table row decided, or why the result may still turn."""

    __slots__ = ("kind", "name")

    def __init__(self, kind: str, name: str) -> None:
        self.kind, self.name = kind, name


class Ledger:
    """The books of one evaluation. Those of what it rests on stand in it by reference: computed once, used often."""

    __slots__ = ("entries",)

    def __init__(self) -> None:
        self.entries: list[Seen | Used | Read | Noted | Ledger] = []  # in the order in which they came


class Books:
    """A ledger with everything that it rests on, written out, each part once."""

    __slots__ = ("clauses", "figures", "provisional", "rules", "trace", "used")

    def __init__(self, ledger: Ledger) -> None:
        self.trace: list[Seen] = []
        self.used: set[tuple[str, str]] = set()
        self.figures: dict[tuple[str, str, int], Period | None] = {}
        self.rules: set[str] = set()
        self.clauses: set[str] = set()
        self.provisional: set[str] = set()
        notes = {"rule": self.rules, "clause": self.clauses, "provisional": self.provisional}
        known: set[Ledger] = set()
        stack: list[Seen | Used | Read | Noted | Ledger] = [ledger]
        trace, used = self.trace.append, self.used.add
        while stack:
            entry = stack.pop()
            if isinstance(entry, Seen):
                trace(entry)
            elif isinstance(entry, Ledger):
                if entry not in known:
                    known.add(entry)
                    stack += entry.entries[::-1]
            elif isinstance(entry, Noted):
                notes[entry.kind].add(entry.name)
            elif isinstance(entry, Used):
                used((entry.holder, entry.name))
            else:
                self.figures[entry.name, entry.key, entry.date] = entry.period
