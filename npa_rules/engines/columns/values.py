"""Values with doubt as columns: ranges of figures, options of codes and truths, texts and sets of codes."""

from __future__ import annotations

from collections.abc import Callable

from npa_rules.engines.columns.ends import NO, End, NotPrintable, both, either, inverse
from npa_rules.engines.columns.expression import Expr, lit
from npa_rules.model.record import Record, fresh


class Range(Record):
    """A figure between two ends.

    `broken`: it does not exist, or may not; `none`: attested absent; `maybe`: perhaps absent; `lacks`: something is
    missing. `mute` when it can be open without anything missing.
    """

    low: End
    high: End
    broken: Expr = NO
    none: Expr = NO
    maybe: Expr = NO
    lacks: Expr = NO
    mute: bool = False


class Options(Record):
    """A code or truth: for each option whether it is possible; the other fields as in `Range`.

    `sure`: for each option whether it is the only one, where that takes fewer columns than the others together.
    """

    may: dict[object, Expr]
    none: Expr = NO
    maybe: Expr = NO
    lacks: Expr = NO
    mute: bool = False
    sure: dict[object, Expr] | None = None


class Words(Record):
    """A text, which can be anything when it is not given (`there`)."""

    column: Expr
    there: Expr
    none: Expr = NO
    maybe: Expr = NO
    lacks: Expr = NO
    mute: bool = False

    def among(self, wanted: set[object]) -> Options:
        """The same text as far as these words tell it apart; `None` stands for all others."""
        same = {w: both(self.there, self.column.eq(lit(w)).filled(False)) for w in sorted(map(str, wanted))}
        unknown = self.lacks
        other = either(unknown, both(self.there, inverse(either(*same.values()))))
        return Options(
            {**{w: either(unknown, s) for w, s in same.items()}, None: other}, self.none, self.maybe, unknown
        )


class Codes(Record):
    """A set of codes: which it holds where it is given (`there`); one without a closed list has a `column` of them."""

    holds: dict[str, Expr] = fresh(default_factory=dict)
    column: Expr | None = None
    there: Expr = NO
    none: Expr = NO
    maybe: Expr = NO
    lacks: Expr = NO
    mute: bool = False

    def has(self, code: str) -> Expr:
        """Whether a set that is given holds a code."""
        if self.column is None:
            return self.holds.get(code, NO)
        return self.column.contains(code).filled(False)

    def beyond(self, codes: frozenset[str]) -> Expr:
        """Whether a set that is given holds another code than these."""
        if self.column is not None:
            raise NotPrintable("codes without a closed list")
        return either(*(h for c, h in self.holds.items() if c not in codes))


Quantity = Range | Options | Words | Codes
Keep = Callable[[Expr], Expr]


def exact(end: End) -> Range:
    """A known figure."""
    return Range(end, end)


def some_of(value: Quantity, wanted: set[object]) -> Options:
    """A code, truth or text by its options."""
    if isinstance(value, Words):
        return value.among(wanted)
    if not isinstance(value, Options):
        raise NotPrintable("a figure or set among codes")
    return value


def kept(end: End, keep: Keep) -> End:
    """An end whose parts are columns of their own."""
    number = end.number if isinstance(end.number, int) else keep(end.number)
    return end.but(number=number, by=end.by if isinstance(end.by, int) else keep(end.by), open=keep(end.open))


def settle(value: Quantity, keep: Keep) -> Quantity:
    """A value whose parts are columns of their own."""
    flags = {"none": keep(value.none), "maybe": keep(value.maybe), "lacks": keep(value.lacks)}
    if isinstance(value, Options):
        sure = value.sure and {o: keep(m) for o, m in value.sure.items()}
        return value.but(may={o: keep(m) for o, m in value.may.items()}, sure=sure, **flags)
    if isinstance(value, Range):
        high = kept(value.high, keep)
        low = high if value.low is value.high else kept(value.low, keep)
        return value.but(low=low, high=high, broken=keep(value.broken), **flags)
    return value.but(**flags)
