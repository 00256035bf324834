"""Which rule of one side answers to which of the other, and what became of the verdicts of the two."""

from __future__ import annotations

from npa_rules.difference.entries import predecessor
from npa_rules.difference.sides import Side
from npa_rules.model.record import OpenRecord, Record, fresh
from npa_rules.model.rule import LAST, Rule

SHOWN = 10  # rows of a direction that are named


class Where(Record):
    """A row of a table or an item of a facts file."""

    id: str
    line: int
    file: str = ""
    item: bool = False  # of a facts file


class Flip(OpenRecord):
    """The verdicts of one pair that turned in one direction: how many, the first of them, and why they read as they do."""

    old: str
    new: str
    count: int = 0
    rows: list[Where] = fresh(default_factory=list)
    reasons: set[tuple[str, str]] = fresh(default_factory=set)
    since: int = LAST  # the first and last day of what turned
    until: int = 0

    def days(self, low: int, high: int) -> None:
        """Something with a day in this range turned."""
        self.since, self.until = min(self.since, low), max(self.until, high)


class Pair(OpenRecord):
    """A rule and its counterpart; one of the two is None for a rule that is new or lapsed.

    `among` are the rules that share a counterpart with it, itself included: the counterpart of an item is the first of
    them that holds on its day, so that no verdict counts twice.
    """

    old: Rule | None
    new: Rule | None
    among: tuple[str, ...] = ()
    several: str = ""  # the side on which they are: old or new
    before: dict[str, int] = fresh(default_factory=dict)  # verdicts of the old rule, those that turned or not
    after: dict[str, int] = fresh(default_factory=dict)
    flips: dict[tuple[str, str], Flip] = fresh(default_factory=dict)

    @property
    def state(self) -> str:
        """`paired`, `new` or `lapsed`."""
        return "new" if self.old is None else "lapsed" if self.new is None else "paired"

    @property
    def rule(self) -> Rule:
        """The rule by which it is called."""
        found = self.new or self.old
        assert found is not None
        return found

    @property
    def turned(self) -> int:
        """How many verdicts turned."""
        return sum(f.count for f in self.flips.values())

    def flip(self, old: str, new: str) -> Flip:
        """What turned in one direction, so far."""
        return self.flips.setdefault((old, new), Flip(old, new))


def pairs(one: Side, two: Side) -> list[Pair]:
    """Every rule of both sides: by id, else along `replaces` in either direction, else alone."""
    found = [(predecessor(one, two, r), r) for r in two.rules.values()]
    taken = {old.id for old, _ in found if old is not None}
    left = [r for r in one.rules.values() if r.id not in taken]
    back = [(r, predecessor(two, one, r)) for r in left]  # an older edition on the second side
    met = {new.id for _, new in back if new is not None}
    made = [Pair(old, new) for old, new in found if old is not None or new.id not in met]
    made += [Pair(old, new) for old, new in back]
    for pair in made:
        news = tuple(p.new.id for p in made if p.new and p.old is pair.old) if pair.old else ()
        olds = tuple(p.old.id for p in made if p.old and p.new is pair.new) if pair.new else ()
        pair.among, pair.several = (news, "new") if len(news) > 1 else (olds, "old") if len(olds) > 1 else ((), "")
    return sorted(made, key=lambda p: (p.rule.edition != "statute", p.rule.id, p.old.id if p.old else ""))


class Note(Record):
    """What was found about the dates of rows or items: E920 (not judged), W920 or W921, on one side or both."""

    side: str  # old | new | both
    code: str
    subject: str
    covered: str
    count: int
    first: tuple[Where, ...]


class Impact(OpenRecord):
    """What an impact found. `items` counts rows or items by subject; `touched` those of which a verdict turned."""

    one: Side
    two: Side
    as_of: int
    known_at: int | None
    items: dict[str, int] = fresh(default_factory=dict)
    sides: dict[str, tuple[Side, Side]] = fresh(default_factory=dict)  # by subject
    pairs: dict[str, list[Pair]] = fresh(default_factory=dict)
    touched: int = 0
    notes: list[Note] = fresh(default_factory=list)

    @property
    def refused(self) -> int:
        """Rows that were not judged: no edition covers their date."""
        return sum(n.count for n in self.notes if n.code.startswith("E"))

    @property
    def turned(self) -> int:
        """All verdicts that turned."""
        return sum(p.turned for listed in self.pairs.values() for p in listed)

    @property
    def worse(self) -> int:
        """The violations that the second side brings: verdicts that turned to one, and those of new rules."""
        every = [p for listed in self.pairs.values() for p in listed]
        turned = sum(f.count for p in every for f in p.flips.values() if f.new == "violates")
        return turned + sum(p.after.get("violates", 0) for p in every if p.state == "new")
