"""Facts as columns: what is given, presumed, derived or unknown, of rows, members of lists and absent relations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from npa_rules.engines.columns.compare import compared
from npa_rules.engines.columns.ends import (
    NO,
    YES,
    End,
    NotPrintable,
    both,
    choose,
    either,
    fixed,
    inverse,
    less,
    scaled,
    whole,
)
from npa_rules.engines.columns.expression import Expr, col, lit, no_text, number
from npa_rules.engines.columns.hull import hull
from npa_rules.engines.columns.truths import TRUE, every
from npa_rules.engines.columns.values import Codes, Options, Quantity, Range, Words, exact
from npa_rules.model.dictionary import GREATEST, FactType, Relation, Subject
from npa_rules.model.record import Record
from npa_rules.model.rule import Rule

if TYPE_CHECKING:
    from npa_rules.engines.columns.printer import Printer

FIGURES = ("number", "date", "ordered")
LAST_DAY = 99999999  # no date is later
LONGEST = 1_000  # members of a list, unless a table has longer ones
LONGEST_SCALE = 1000  # no scale has more codes


class Source(Record):
    """Where the entries of a dictionary stand: columns that begin with `prefix`, or only the `keys` of an absent item.

    `profile` tells what is known of them (see `profile.py`).
    """

    prefix: str = ""
    keys: Mapping[str, tuple[Expr, Expr, Expr]] | None = None  # column, given, attested absent
    profile: Known | None = None

    def has(self, column: str) -> bool:
        """Whether the table has a column."""
        known = self.profile
        return known is None or known.columns is None or self.prefix + column in known.columns

    def full(self, column: str) -> bool:
        """Whether every row has a value in a column."""
        return self.profile is not None and self.prefix + column in self.profile.full

    def most(self, entry: FactType) -> int:
        """The greatest magnitude in the column of a figure."""
        widest = max(map(abs, limits(entry)))
        return widest if self.profile is None else self.profile.most.get(self.prefix + entry.name, widest)

    @property
    def longest(self) -> int:
        """The members of the longest list."""
        return LONGEST if self.profile is None else self.profile.longest

    def filled(self, column: str, value: bool | int) -> Expr:
        """A column with this where a row has no value."""
        found = col(self.prefix + column)
        return found if self.full(column) else found.filled(value)

    def part(self, name: str, part: str) -> Expr:
        """A column beside the one of an entry; not of a key."""
        return col(f"{self.prefix}{name}#{part}")

    def flag(self, name: str, part: str) -> Expr:
        """A truth beside an entry, false where it is not given."""
        return self.filled(f"{name}#{part}", False) if self.has(f"{name}#{part}") else NO

    def column(self, entry: FactType) -> Expr:
        """The column with the values of an entry."""
        return col(self.prefix + entry.name) if self.keys is None else self.keys[entry.name][0]

    def same(self, entry: FactType, option: object) -> Expr:
        """Whether a code, truth or text is this one; not where it is not given."""
        found, full = self.column(entry), self.keys is None and self.full(entry.name)
        if option is False:
            return ~(found if full else found.filled(True))
        if option is not True:
            found = found.eq(lit(str(option)))
        return found if full else found.filled(False)

    def state(self, event: str, state: str) -> Expr:
        """Whether an event is in a state."""
        found = self.part(event, "state").eq(lit(state))
        return found if self.full(f"{event}#state") else found.filled(False)

    def there(self, entry: FactType) -> Expr:
        """Whether a value is given."""
        if self.keys is not None:
            return self.keys[entry.name][1] if entry.name in self.keys else NO
        if entry.kind == "codes":
            return self.flag(entry.name, "given")
        name = f"{entry.name}#state" if entry.kind == "event" else entry.name
        return YES if self.full(name) else col(self.prefix + name).given() if self.has(name) else NO

    def none(self, entry: FactType) -> Expr:
        """Whether the source attests that there is none."""
        if self.keys is not None:
            return self.keys[entry.name][2] if entry.name in self.keys else NO
        return self.flag(entry.name, "none") if entry.may_be_none else NO


class Known(Protocol):
    """What is known of a table, as far as its facts are concerned."""

    @property
    def columns(self) -> frozenset[str] | None: ...
    @property
    def full(self) -> frozenset[str]: ...
    @property
    def most(self) -> Mapping[str, int]: ...
    @property
    def longest(self) -> int: ...


def parts(entry: FactType) -> list[str]:
    """The columns of one entry; a list is one column of structures with such columns."""
    if entry.kind == "event":
        return [f"{entry.name}#state", f"{entry.name}#date", *(f"{entry.name}#holds.{h}" for h in entry.holds)]
    found = [entry.name]
    if entry.kind == "codes":
        codes = [f"has.{c}" for c in entry.codes] or ["codes"]
        found = [f"{entry.name}#given", *(f"{entry.name}#{c}" for c in codes)]
    return [*found, f"{entry.name}#none"] if entry.may_be_none else found


def scale(entry: FactType) -> int:
    """How many units of a column make one; a figure in general has six decimals."""
    return 1 if entry.kind != "number" else 10 ** (6 if entry.decimals is None else entry.decimals)


def limits(entry: FactType) -> tuple[int, int]:
    """The least and greatest number in the column of a figure: by its bounds, else by what any figure can be."""
    if entry.kind != "number":
        return 0, LAST_DAY if entry.kind == "date" else LONGEST_SCALE
    low, high = -GREATEST if entry.low is None else entry.low, GREATEST if entry.high is None else entry.high
    return int(low * scale(entry)), int(high * scale(entry))


def bounds(entry: FactType) -> tuple[End, End]:
    """What a figure that is not given lies between."""
    if entry.kind == "date":
        return whole(0), whole(LAST_DAY)
    if entry.kind == "ordered":
        return whole(0), whole(0).but(open=YES)
    low = whole(0).but(open=YES, positive=False) if entry.low is None else whole(entry.low)
    return low, whole(0).but(open=YES) if entry.high is None else whole(entry.high)


def unknown(entry: FactType) -> Quantity:
    """What an entry can be when nothing is given."""
    maybe = fixed(entry.may_be_none)
    if entry.kind in FIGURES:
        low, high = bounds(entry)
        return Range(low, high, maybe=maybe, lacks=YES)
    if entry.kind == "bool":
        return Options({True: YES, False: YES}, maybe=maybe, lacks=YES)
    if entry.kind == "code" and entry.codes:
        return Options(dict.fromkeys(entry.codes, YES), maybe=maybe, lacks=YES, sure=dict.fromkeys(entry.codes, NO))
    if entry.kind == "codes":
        return Codes(dict.fromkeys(entry.codes, NO), maybe=maybe, lacks=YES)
    if entry.kind in ("code", "text"):
        return Words(no_text(), NO, maybe=maybe, lacks=YES)
    raise NotPrintable(f"{entry.name} as a value")


def around(entry: FactType, entries: Mapping[str, FactType], source: Source) -> Quantity:
    """What an entry can be when it is not given, with its part or whole beside it."""
    found = unknown(entry)
    if not isinstance(found, Range) or entry.kind != "number":
        return found
    low, high = found.low, found.high
    for other, up in ((entry.part_of, True), (entry.whole_of, False)):
        there = source.there(entries[other]) if other else NO
        if there is not NO:
            end = given(entries[other], source)
            if up:
                high = choose(both(there, either(high.open, less(end, high.but(open=NO)))), end, high)
            else:
                low = choose(both(there, either(low.open, less(low.but(open=NO), end))), end, low)
    return found.but(low=low, high=high)


def given(entry: FactType, source: Source) -> End:
    """A given figure; zero where it is not."""
    low, _ = limits(entry)
    found = source.column(entry).filled(0) if source.keys is not None else source.filled(entry.name, 0)
    return scaled(found, scale(entry), source.most(entry), low >= 0)


def quantity(entry: FactType, source: Source, other: Quantity) -> Quantity:
    """The value of one entry where it is given or attested absent, else the other."""
    there, none = source.there(entry), source.none(entry)
    if there is NO and none is NO:
        return other
    open_ = both(inverse(there), inverse(none))
    none = either(none, both(open_, other.none))
    maybe, lacks = both(open_, other.maybe), both(open_, other.lacks)
    if isinstance(other, Range):
        end = given(entry, source) if there is not NO else other.low
        low, high = choose(there, end, other.low), choose(there, end, other.high)
        return Range(low, high, both(open_, other.broken), none, maybe, lacks, other.mute)
    if isinstance(other, Options):
        same = {o: source.same(entry, o) if there is not NO else NO for o in other.may}
        may = {o: either(s, both(open_, other.may[o])) for o, s in same.items()}
        sure = other.sure and {o: either(same[o], both(open_, other.sure[o])) for o in same}
        return Options(may, none, maybe, lacks, other.mute, sure)
    if isinstance(other, Codes):
        holds = {c: source.flag(entry.name, f"has.{c}") for c in other.holds}
        some = not holds and there is not NO and source.has(f"{entry.name}#codes")
        listed = source.part(entry.name, "codes") if some else None
        return Codes(holds, listed, there, none, maybe, lacks)
    return Words(source.column(entry) if there is not NO else no_text(), there, none, maybe, lacks)


def fact(p: Printer, name: str) -> Quantity:
    """A fact of the item: given, derived, presumed or unknown, in that order."""
    if name == "as_of":
        return exact(whole(p.as_of))
    if name in ("reference_date", "year_start"):
        return p.date("12-31" if name == "reference_date" else "01-01")
    entries, source = p.subject.facts, p.source
    entry = entries[name]
    if entry.kind in ("event", "list"):
        raise NotPrintable(f"{entry.kind} {name} as a value")
    makers = p.ruleset.defining(p.subject.name, name)
    if makers:
        other: Quantity = derived(p, entry, makers)
    elif entry.presume is not None:
        presumed: dict[object, Expr] = {o: fixed(o == entry.presume) for o in (entry.codes or (True, False))}
        other = Options(presumed, sure=presumed)
    else:
        other = around(entry, entries, source)
    found = quantity(entry, source, other)
    if entry.qualified_by is None:
        return found
    if makers or entry.presume is not None:
        raise NotPrintable(f"{name} counts under a qualifier and has a value of its own")
    qualifier = entries[entry.qualified_by[0]]
    counts = NO
    if source.there(qualifier) is not NO:
        counts = p.keep(source.same(qualifier, entry.qualified_by[1]))
    return hull([(counts, found), (inverse(counts), unknown(entry))], NO, False, p.keep)


def clash(p: Printer, name: str) -> Expr:
    """Whether a given fact is not what the definitions make of it."""
    entry, source = p.subject.facts[name], p.source
    makers, there = p.ruleset.defining(p.subject.name, name), source.there(entry)
    if not makers or there is NO:
        return NO
    with p.among(None):
        value = p.settle(derived(p, entry, makers))
        stated = p.settle(quantity(entry, source, unknown(entry)))
    return p.keep(both(there, inverse(value.none), compared(value, "equals", stated).false))


def derived(p: Printer, entry: FactType, makers: tuple[Rule, ...]) -> Quantity:
    """The value by the definition in force; where it is open which one is, what they have in common."""
    alive, doubt, mute = YES, NO, False
    rows: list[tuple[Expr, Quantity]] = []
    ends: dict[str, list[Expr]] = {}
    begins: dict[str, list[Expr]] = {}
    for maker in makers:
        with p.within(maker):
            when = p.truth(maker.when) if maker.when is not None else TRUE
            otherwise = every([p.in_period(maker), when])
            gate = p.settled(every([otherwise, p.law_reached(maker)]))
            live = p.keep(both(alive, inverse(gate.false)))
            rows.append((live, p.settle(p.evaluate(maker.derives[entry.name].node))))
        certain = both(live, inverse(gate.true), otherwise.true)
        for law, found in ((maker.until_law, ends), (maker.needs_law, begins)):
            if law:
                found.setdefault(law, []).append(certain)
        doubt, mute = either(doubt, both(alive, gate.lacks)), mute or gate.hollow is not NO
        alive = p.keep(both(alive, inverse(gate.true)))
    # where a law stands between two definitions, one of them is in force
    covered = either(*(both(either(*ends[law]), either(*begins[law])) for law in ends if law in begins))
    rows.append((p.keep(both(alive, inverse(covered))), unknown(entry)))
    return hull(rows, p.keep(doubt), mute, p.keep)


def relative(p: Printer, relation: Relation, target: Subject) -> Source:
    """The facts of a related item that the table does not hold: no more than the keys by which it would be found."""
    keys = {}
    for own, other in relation.match.items():
        entry = p.subject.facts[own]
        there, none = p.source.there(entry), p.source.none(entry)
        column = p.source.column(entry) if there is not NO else no_text()
        if entry.type == "date" and target.facts[other].type == "year":
            column = column.floordiv(number(10000))
        keys[other] = (column, there, none)
    return Source(keys=keys)
