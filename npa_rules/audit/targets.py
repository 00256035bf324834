"""What follows for higher subjects from the sums of a roll-up: for each owner and year an item, and how it came about."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from npa_rules.audit.sums import Key
from npa_rules.engines.columns.facts import scale
from npa_rules.engines.quantity import INF, NONE, Num
from npa_rules.model.case import Item
from npa_rules.model.record import Record
from npa_rules.model.rollup import Measure

if TYPE_CHECKING:
    from npa_rules.audit.rollup import RollingUp


class Derived(Record):
    """One fact of a target: its value (None where the rows leave it unknown), and what it rests on.

    `rows` are surely of the target; `open` of those it is not known whether or how much they count; `loose` ones may be
    of it, for they name no owner or no year. `why` says why there is no figure: no_rows, no_value (no row has one),
    no_bound (what is missing has no bounds), no_base (growth of what may be nothing), too_wide (it may be anything that
    the dictionary allows).
    """

    fact: str
    value: Any
    rows: int
    open: int
    loose: int
    why: str = ""


class Target(Record):
    """An item that follows from rows, and how each of its facts does."""

    item: Item
    facts: tuple[Derived, ...]
    rows: int


class Targets:
    """The targets of what one roll-up has gathered."""

    def __init__(self, rolling: RollingUp) -> None:
        self.rollup, self.given = rolling.rollup, rolling.given
        self.source, self.target = rolling.source, rolling.target
        # a key that no row has tells nothing apart
        names = list(rolling.rollup.keys)
        kept = [n for n in range(len(names)) if any(k[n] is not None for k in rolling.sums)]
        self.keys = [names[n] for n in kept]
        shorter = {k: (*(k[n] for n in kept), k[-1]) for k in rolling.sums}
        self.sums = {shorter[k]: s for k, s in rolling.sums.items()}
        self.members = {shorter[k]: m for k, m in rolling.members.items()}

    def all(self) -> list[Target]:
        """Every target."""
        keys = [k for k in self.sums if None not in k[:-1]]
        owned = bool(keys)  # else no row says whose it is: they are one
        keys = keys or list(self.sums)
        found = []
        for owner in sorted({k[:-1] for k in keys}, key=str):
            years = sorted({k[-1] for k in self.sums if self.belongs(k[:-1], owner, owned) and k[-1] is not None})
            for year in years or [None]:
                found.append(self.one_target(owner, year, owned))
        return found

    def belongs(self, key: Key, owner: Key, owned: bool) -> bool:
        """Whether the rows of a key are surely of an owner."""
        return key == owner or not owned

    def one_target(self, owner: Key, year: int | None, owned: bool) -> Target:
        """One target."""
        facts: dict[str, Any] = dict(self.given)
        if owned:
            facts |= {name: v for name, v in zip(self.keys, owner, strict=True) if v is not None}
        if year is not None and self.target.time:
            facts[self.target.time] = year
        told = []
        for measure in self.rollup.measures.values():
            if measure.fact in self.given:
                continue
            if measure.kind == "fixed":
                facts[measure.fact] = measure.value
                continue
            sure, loose = self.parts(owner, None if year is None else year - measure.years_back, owned)
            found = self.derived(measure, sure, loose)
            told.append(found)
            if found.value is not None:
                facts[measure.fact] = found.value
            if measure.kind == "members" and sure and loose:
                facts[f"{measure.fact}_complete"] = False
        self.fitted(facts)
        name = " ".join(str(p) for p in (*(owner if owned else ()), year) if p is not None)
        item = Item(self.target, name or self.target.name, facts)
        derived = tuple(d.but(value=facts.get(d.fact)) for d in told)
        return Target(item, derived, self.count(self.parts(owner, year, owned)[0]))

    def parts(self, owner: Key, year: int | None, owned: bool) -> tuple[list[Key], list[Key]]:
        """The keys whose rows are surely of a target, and those whose rows may be."""
        sure, loose = [], []
        for key in self.sums:
            mine = self.belongs(key[:-1], owner, owned)
            might = mine or all(k is None or k == o for k, o in zip(key[:-1], owner, strict=True))
            if mine and key[-1] == year:
                sure.append(key)
            elif might and key[-1] in (year, None):
                loose.append(key)
        return sure, loose

    def count(self, keys: list[Key], name: str = "#rows") -> int:
        """A sum over keys."""
        return sum(self.sums[k].of(name) for k in keys)

    def derived(self, measure: Measure, sure: list[Key], loose: list[Key]) -> Derived:
        """One fact of a target."""
        name = measure.fact
        plain = Derived(name, None, self.count(sure), self.count(sure, f"{name}|open"), self.count(loose))
        if not sure:  # no row is about it: unknown, not zero
            return plain.but(why="no_rows")
        if self.count([*sure, *loose], f"{name}|endless"):
            return plain.but(why="no_bound")
        match measure.kind:
            case "members":
                return plain.but(value=self.listed(measure, sure))
            case "count":
                value: Any = self.counted(measure, sure, loose)
            case "growth":
                value = self.share(measure, sure, loose)
                plain = plain.but(why="no_base" if value is None else "")
            case "sum":
                value = self.total(measure, sure, loose)
            case _:
                if not self.count([*sure, *loose], f"{name}|known"):
                    return plain.but(why="no_value")
                value = (self.mean if measure.kind == "mean" else self.between)(measure, sure, loose)
                plain = plain.but(why="no_rows" if value is None else "")
        return self.bounded(plain, value)

    def bounded(self, plain: Derived, value: Any) -> Derived:
        """A figure within what the dictionary allows of the fact; a range that is all of it says nothing."""
        if value is None:
            return plain
        entry = self.target.facts[plain.fact]
        low, high = ends_of(value)
        least, most = (
            max(low, entry.low if entry.low is not None else low),
            min(high, entry.high if entry.high is not None else high),
        )
        if least > most or (low != high and least in (entry.low, -INF) and most in (entry.high, INF)):
            return plain.but(why="too_wide")
        return plain.but(value=value if (least, most) == (low, high) else between(plain.fact, least, most))

    def counted(self, measure: Measure, sure: list[Key], loose: list[Key]) -> Any:
        """How many rows count: all that surely do, and at most those that may."""
        yes, open_ = f"{measure.fact}|yes", f"{measure.fact}|open"
        low = self.count(sure, yes)
        return between(
            measure.fact, low, low + self.count(sure, open_) + self.count(loose, yes) + self.count(loose, open_)
        )

    def share(self, measure: Measure, sure: list[Key], loose: list[Key]) -> Any:
        """By how much a sum grew, in percent; None where it may be a sum of nothing."""
        ends = [0, 0, 0, 0]
        for keys, names in ((sure, ("nl", "nh", "bl", "bh")), (loose, ("ml", "mh", "", "mb"))):
            for place, name in enumerate(names):
                ends[place] += self.count(keys, f"{measure.fact}|{name}") if name else 0
        low, high, least, most = ends
        if least <= 0:
            return None
        corners = [Fraction(100 * n, d) for n in (low, high) for d in (least, most)]
        return between(measure.fact, whole(min(corners)), whole(max(corners)))

    def mean(self, measure: Measure, sure: list[Key], loose: list[Key]) -> Any:
        """The mean of a figure over the rows that count; a row that may count draws it towards its own figure."""
        name, unit = measure.fact, scale(self.source.facts[measure.of])
        rows = self.count(sure, f"{name}|rowsy")
        may = self.count(sure, f"{name}|rowso") + self.count(loose, f"{name}|rows")
        found = []
        for end, pick in (("low", min), ("high", max)):
            mark = "<" if end == "low" else ">"
            drawn = [self.sums[k].end(f"{name}|{end}o{mark}") for k in (*sure, *loose)]
            drawn += [self.sums[k].end(f"{name}|{end}y{mark}") for k in loose]
            outer = [v for v in drawn if v is not None]
            total = self.count(sure, f"{name}|{end}y")
            ways = [Fraction(total, rows)] if rows else [Fraction(pick(outer))] if outer else []
            if rows and outer:
                ways.append(Fraction(total + may * pick(outer), rows + may))
            if not ways:
                return None
            found.append(whole(pick(ways) / unit))
        return between(name, *found)

    def between(self, measure: Measure, sure: list[Key], loose: list[Key]) -> Any:
        """A mean whose weights are not known: not less than the least of the rows, and not more than the greatest."""
        name, unit = measure.fact, scale(self.source.facts[measure.of])
        lows = [v for k in (*sure, *loose) if (v := self.sums[k].end(f"{name}|lowy<")) is not None]
        highs = [v for k in (*sure, *loose) if (v := self.sums[k].end(f"{name}|highy>")) is not None]
        return between(name, whole(Fraction(min(lows), unit)), whole(Fraction(max(highs), unit)))

    def total(self, measure: Measure, sure: list[Key], loose: list[Key]) -> Any:
        """What the rows say together; a row that may be of the target adds that or nothing."""
        name = measure.fact
        low: Any = self.count(sure, f"{name}|low") + self.count(loose, f"{name}|least")
        high: Any = self.count(sure, f"{name}|high") + self.count(loose, f"{name}|most")
        if self.count([*sure, *loose], f"{name}|below"):
            low = -INF
        if self.count([*sure, *loose], f"{name}|above"):
            high = INF
        return between(name, low, high)

    def listed(self, measure: Measure, sure: list[Key]) -> tuple[dict[str, Any], ...]:
        """The members of a list, a range named by its place."""
        rows = [m[measure.fact] for k in sure for m in self.members[k]]
        return tuple(
            {
                f: Num(v.low, v.high, frozenset([f"{measure.fact}[{n}].{f}"])) if isinstance(v, Num) else v
                for f, v in row.items()
            }
            for n, row in enumerate(rows)
        )

    def fitted(self, facts: dict[str, Any]) -> None:
        """A part is no more than its whole, a whole no less than its part."""
        for name, entry in self.target.facts.items():
            value, whole_ = facts.get(name), facts.get(entry.part_of)
            if value is None or whole_ is None or value is NONE or whole_ is NONE:
                continue
            (low, high), (least, most) = ends_of(value), ends_of(whole_)
            if low <= most:  # else what was given contradicts the rows: the evaluator says so
                facts[name] = between(name, low, min(high, most))
                facts[entry.part_of] = between(entry.part_of, max(least, low), most)


def whole(value: Fraction) -> int | Fraction:
    """A figure, a whole one as an integer."""
    return value.numerator if value.denominator == 1 else value


def ends_of(value: Any) -> tuple[Any, Any]:
    """The least and greatest that a fact can be."""
    return (value.low, value.high) if isinstance(value, Num) else (value, value)


def between(name: str, low: Any, high: Any) -> Any:
    """A figure between two, or the one that it is."""
    return low if low == high else Num(low, high, frozenset([name]))
