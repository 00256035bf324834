"""Lists as columns: members and groups of them live in frames of their own, and are summed up for their row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from npa_rules.engines.columns.arithmetic import spread
from npa_rules.engines.columns.ends import (
    NO,
    YES,
    End,
    NotPrintable,
    Whole,
    both,
    column,
    either,
    fits,
    inverse,
    selected,
    total,
    whole,
)
from npa_rules.engines.columns.expression import Expr, col, greatest, number
from npa_rules.engines.columns.expression import least as least_
from npa_rules.engines.columns.facts import Source, around, fact, parts, quantity
from npa_rules.engines.columns.truths import TRUE, Truth, every, negate, some
from npa_rules.engines.columns.values import Quantity, Range, exact
from npa_rules.model import tree
from npa_rules.model.record import OpenRecord

if TYPE_CHECKING:
    from npa_rules.engines.columns.printer import Printer


class Members(OpenRecord):
    """The members of a list or the groups of one: where they live, their fields, and whether there may be more."""

    home: str  # empty: there are none, or none that is known
    fields: dict[str, Quantity]
    more: Expr
    key: str = ""  # of groups: the field by which they were made


def members(p: Printer, name: str) -> Members:
    """The members of a list, or the groups of a named value."""
    value = p.values.get(name)
    node = value.node if value is not None and isinstance(value.node, tree.Group) else None
    key = node if node is not None else name
    if key not in p.lists:
        p.lists[key] = group(p, node) if node is not None else listed(p, name)
    return p.lists[key]


def listed(p: Printer, name: str) -> Members:
    """The members of a list; one that is not given or not known to be whole may have more."""
    entry, complete = p.subject.facts[name], fact(p, f"{name}_complete")
    there, none = p.source.there(entry), p.source.none(entry)
    more = p.keep(both(inverse(none), inverse(both(there, sure(complete)))))
    if there is NO:
        return Members("", {}, more)
    source = Source(f"{name}.", profile=p.source.profile)
    fields: dict[str, Quantity] = {}
    for field in entry.members.values():
        for part in filter(source.has, parts(field)):
            p.sheet.field(name, source.prefix + part)
    p.sheet.field(name, f"{name}#")
    for field in entry.members.values():
        if field.kind not in ("event", "list"):
            fields[field.name] = p.settle(quantity(field, source, around(field, entry.members, source)))
    return Members(name, fields, more)


def sure(value: Quantity) -> Expr:
    """A truth is known to be true."""
    may = getattr(value, "may", {})
    return both(may.get(True, NO), inverse(may.get(False, NO)), inverse(value.none), inverse(value.maybe))


# ---- sums ----------------------------------------------------------------------------------------------------------
def figure(value: Quantity) -> Range:
    """A field that is summed: a figure that is never absent."""
    if not isinstance(value, Range) or any(e is not NO for e in (value.none, value.maybe, value.broken)):
        raise NotPrintable("a sum of what may be absent")
    return value


def denominator(amount: Range) -> int:
    """The one over which both ends of an amount stand."""
    if not isinstance(amount.low.by, int) or amount.low.by != amount.high.by:
        raise NotPrintable("a sum of fractions")
    return amount.low.by


def ends(amount: Range, counts: Truth) -> tuple[Whole, Whole]:
    """What an amount adds at least and at most where it counts, may count or does not; open ends add nothing."""
    low, high = amount.low.number, amount.high.number
    if amount.low.positive:  # what may count adds nothing at least
        return selected(counts.true, low, 0, amount.low.most), selected(counts.false, 0, high, amount.high.most)
    least = selected(counts.false, 0, least_(column(low, 0), number(0)), amount.low.most)
    most = selected(counts.false, 0, greatest(column(high, 0), number(0)), amount.high.most)
    return selected(counts.true, low, least, amount.low.most), selected(counts.true, high, most, amount.high.most)


def summed(p: Printer, found: Members, amount: Whole, most: int) -> Whole:
    """The sum over the members of each row."""
    if not found.home or (isinstance(amount, int) and amount == 0):
        return 0
    expression = p.sheet.local(found.home, column(amount, fits(most)))
    return p.sheet.gather(p.keep(expression).gathered("sum"), 0)


def any_of(p: Printer, found: Members, test: Expr) -> Expr:
    """Whether it holds for some member of each row."""
    if not found.home or test is NO:
        return NO
    return p.sheet.gather(p.keep(p.sheet.local(found.home, test)).gathered("any"), False)


def aggregate(p: Printer, node: tree.Aggregate) -> Range:
    """The sum of a field, or the count, over the members that meet a condition."""
    found = members(p, node.list)
    amount, counts = exact(whole(1)), TRUE
    if found.home:
        with p.among(found):
            counts = p.truth(node.where) if node.where is not None else TRUE
        if counts.hollow is not NO:
            raise NotPrintable("a sum over what may be undefined")
        amount = figure(found.fields[node.of]) if node.of else amount
    by, most = denominator(amount), max(amount.low.most, amount.high.most) * p.source.longest
    low, high = (summed(p, found, e, most) for e in ends(amount, counts))
    opens = [any_of(p, found, both(e.open, inverse(counts.false))) for e in (amount.low, amount.high)]
    entry = p.subject.facts.get(node.list)
    field = entry.members.get(node.of) if entry is not None else None
    bounded = field is None or (field.low is not None and field.low >= 0)
    positive = amount.low.positive and bounded
    start = End(low, by, most, by, positive, either(opens[0], NO if bounded else found.more))
    end = End(high, by, most, by, positive, either(opens[1], found.more))
    return Range(start, end, lacks=p.keep(spread(start, end)))


# ---- groups --------------------------------------------------------------------------------------------------------
def group(p: Printer, node: tree.Group) -> Members:
    """Groups by key in order, with sums and running sums; a member without a known key may belong to any."""
    found, entry = members(p, node.list), p.subject.facts[node.list].members[node.by]
    if not found.home:
        return Members("", {}, found.more, node.by)
    key = found.fields[node.by]
    # an unknown key that may be absent is never known to be at most a year: it may belong to any, or to none
    if not isinstance(key, Range) or entry.kind != "number" or entry.part_of or entry.whole_of or not entry.may_be_none:
        raise NotPrintable("groups by this key")
    if isinstance(key.low.number, int):
        raise NotPrintable(f"groups by {node.by}, which no member has")
    home, open_ = f"{node.list}/{len(p.sheet.groups)}", key.lacks
    columns: dict[str, Expr] = {}
    sums: list[tuple[str, str, End, Whole]] = []  # field, column, its end, what members without a known key may add
    for name in node.sums:
        amount = figure(found.fields[name])
        denominator(amount)
        if not amount.low.positive or amount.high.open is not NO:
            raise NotPrintable("running sums without bounds")
        for side, end in (("low", amount.low), ("high", amount.high)):
            of, most = f"{home}.{name}.{side}", end.most * p.source.longest
            columns[of] = p.sheet.column(p.sheet.local(found.home, column(end.number, fits(most))))
            loose = ends(amount, Truth(NO, inverse(open_)))[side == "high"]
            sums.append((name, of, end, summed(p, found, loose, most)))
    there = p.sheet.column(p.sheet.local(found.home, Source(f"{node.list}.", profile=p.source.profile).there(entry)))
    p.sheet.group(home, node.list, p.sheet.column(column(key.low.number, key.low.most)), there, columns)
    year = End(col(f"{home}.key"), key.low.by, key.low.most, key.low.most_by, key.low.positive)
    fields: dict[str, Quantity] = {node.by: exact(year)}
    for suffix, ending in (("", ""), ("~", "_so_far")):
        for (name, of, low, loose_low), (_, above, high, loose_high) in zip(sums[::2], sums[1::2], strict=True):
            least = running(p, of + suffix, low, loose_low, NO)
            most_ = running(p, above + suffix, high, loose_high, found.more)
            fields[name + ending] = Range(least, most_, lacks=p.keep(spread(least, most_)))
    return Members(home, fields, p.keep(either(found.more, any_of(p, found, open_))), node.by)


def running(p: Printer, name: str, end: End, loose: Whole, more: Expr) -> End:
    """The end of a sum over a group, with what members without a known key may add."""
    most = fits(2 * end.most * p.source.longest)
    number = total(col(name), loose, most)
    assert isinstance(number, Expr)
    return End(p.keep(number), end.by, most, end.most_by, True, more)


def edge(p: Printer, node: tree.Edge) -> Range:
    """The first or last member's field; more may come before the first or after the last of a group."""
    found = members(p, node.list)
    if not found.home:
        return Range(whole(0), whole(0), YES, lacks=found.more, mute=True)
    value = found.fields[node.of]
    if not isinstance(value, Range) or value.none is not NO or value.maybe is not NO:
        raise NotPrintable("the edge of what may be absent")

    def at(expression: Expr, default: int | bool) -> Expr:
        kept = p.keep(p.sheet.local(found.home, expression))
        return p.sheet.gather(kept.gathered(node.name), default)

    def end(e: End) -> End:
        number = e.number if isinstance(e.number, int) else at(column(e.number, e.most), 0)
        by = e.by if isinstance(e.by, int) else at(column(e.by, e.most_by), 1)
        return End(number, by, e.most, e.most_by, e.positive, flag(e.open))

    def flag(e: Expr) -> Expr:
        return e if e is NO or e is YES else at(e, False)

    empty = p.keep(inverse(any_of(p, found, YES)))
    low, high = end(value.low), end(value.high)
    if found.key != node.of or node.name == "first":
        low = low.but(open=either(low.open, found.more), positive=False)
    if found.key != node.of or node.name == "last":
        high = high.but(open=either(high.open, found.more))
    broken = either(empty, both(flag(value.broken), inverse(found.more)))
    return Range(low, high, broken, lacks=p.keep(either(found.more, flag(value.lacks))), mute=True)


# ---- conditions ----------------------------------------------------------------------------------------------------
def quantified(p: Printer, node: tree.Quantified) -> Truth:
    """Each or some member that meets one condition meets another."""
    found = members(p, node.list)
    if not found.home:
        state = Truth(inverse(found.more), NO)
        return state if node.name == "each" else negate(state)
    with p.among(found):
        where = p.truth(node.where) if node.where is not None else TRUE
        has = p.truth(node.has)
    met = some([negate(where), has]) if node.name == "each" else negate(every([where, has]))
    broken = any_of(p, found, met.false)  # for `some` all is said of the reverse: none does
    doubt = any_of(p, found, inverse(either(met.true, met.false)))
    lacks = any_of(p, found, met.lacks) if met.hollow is not NO else doubt
    true = both(inverse(broken), inverse(doubt), inverse(found.more))
    hollow = NO if met.hollow is NO else both(doubt, inverse(broken), inverse(lacks), inverse(found.more))
    state = Truth(p.keep(true), p.keep(broken), p.keep(hollow))
    return state if node.name == "each" else negate(state)
