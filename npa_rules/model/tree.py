"""The typed tree: one small set of immutable nodes that every engine walks.

A *value* node gives a quantity, a code, a set of codes or a truth; a *condition* node gives a truth and carries an
`id`: its reason code, its trace node and its unit of coverage.
"""

from __future__ import annotations

from fractions import Fraction

from npa_rules.model.record import Record, fresh
from npa_rules.model.words import Text

Scalar = int | Fraction | str | bool


class Node(Record):
    """Any node of the tree."""


class Condition(Node):
    """A node that is true, false or unknown; every one carries an `id`."""

    id: str


class Literal(Node):
    """A fixed value. `kind`: number, date (yyyymmdd), ordered (rank on `scale`), bool, code, codes, text."""

    kind: str
    value: Scalar | frozenset[str]
    scale: str = ""


class Fact(Node):
    """A fact of the subject, or of a related subject (`of` names a relation)."""

    name: str
    of: str = ""


class Member(Node):
    """A field of the list element at hand."""

    name: str


class Value(Node):
    """A named value of the rule, computed once at the level of the subject."""

    name: str


class Parameter(Node):
    """A legal or agreed figure on a date (`at`, by default the subject's time fact) and for a category (`key`)."""

    name: str
    at: Node | None = None
    key: Node | None = None


class Arithmetic(Node):
    """`left operator right` with operator one of `+ - * /`, exact."""

    operator: str
    left: Node
    right: Node


class Function(Node):
    """`min`, `max`, `round_half_up`, `round_up` or `round_down` of its arguments."""

    name: str
    arguments: tuple[Node, ...]


class Share(Node):
    """`of` as part of the whole `whole`, in percent, 0 to 100; undetermined when the whole is 0."""

    of: Node
    whole: Node


class Plus(Node):
    """A date so many years later; 29 February becomes 28 February where the year has none."""

    date: Node
    years: int


class Aggregate(Node):
    """`sum` of a field, or `count`, over the members of a list that meet `where`."""

    name: str
    list: str
    of: str = ""
    where: Condition | None = None


class Extreme(Node):
    """The `greatest` or `least` of a figure over the members of a list that meet `where`; undefined over none."""

    name: str
    list: str
    of: Node
    where: Condition | None = None


class Edge(Node):
    """The `first` or `last` row's `of` in a grouped list."""

    name: str
    list: str
    of: str


class Group(Node):
    """The members of a list by key, in order, with sums and running sums (`x_so_far`)."""

    list: str
    by: str
    sums: tuple[str, ...]


class Row(Node):
    """One row of a table; `test` None is the last, unconditional one. `clause` is cited when the row decides."""

    test: Condition | None
    then: Node
    clause: str = ""


class Table(Node):
    """The first row whose test holds gives the value."""

    rows: tuple[Row, ...]


class All(Condition):
    """True when every part is true."""

    id: str
    parts: tuple[Condition, ...]


class Any(Condition):
    """True when some part is true."""

    id: str
    parts: tuple[Condition, ...]


class Not(Condition):
    """True when the part is false."""

    id: str
    part: Condition


class Compare(Condition):
    """`left operator right`; operators `equals not_equals at_most less_than at_least more_than`, for every kind.

    For dates the words are `before` (less_than), `on_or_before` (at_most), `after`, `on_or_after`; for truths
    `is_true` and `is_false`. Comparing with what is attested absent (`none`) is false.
    """

    id: str
    operator: str
    left: Node
    right: Node
    kind: str = "number"


class OneOf(Condition):
    """The code is (or, negated, is not) one of these."""

    id: str
    left: Node
    codes: tuple[Literal, ...]
    negated: bool = False


class Includes(Condition):
    """The set of codes contains this one."""

    id: str
    left: Node
    code: str


class Within(Condition):
    """The set of codes holds no other than these."""

    id: str
    left: Node
    codes: frozenset[str]


class Present(Condition):
    """True for a value, false for `none`, unknown for a missing one (or the reverse, negated)."""

    id: str
    left: Node
    negated: bool = False


class Quantified(Condition):
    """`each` or `some` member of a list that meets `where` also meets `has`."""

    id: str
    name: str
    list: str
    where: Condition | None
    has: Condition


class Happened(Condition):
    """The attested event took place, in time and with the content asked for."""

    id: str
    event: str
    by: Node | None = None
    not_before: Node | None = None
    holds: tuple[str, ...] = ()


class Premise(Condition):
    """The verdict of another rule on this or a related subject is one of `verdicts`; `presume` when it is unknown."""

    id: str
    rule: str
    of: str
    verdicts: frozenset[str]
    presume: bool | None = None
    label: Text = fresh(default_factory=dict)  # how prose speaks of it


class Holds(Condition):
    """A named value that is itself a condition, or a truth-valued node used as a condition."""

    id: str
    value: Node


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below a node, in reading order."""
    match node:
        case Arithmetic(_, left, right) | Compare(_, _, left, right, _):
            return (left, right)
        case Function(_, arguments):
            return arguments
        case Share(of, whole):
            return (of, whole)
        case Plus(date, _):
            return (date,)
        case Parameter(_, at, key):
            return tuple(n for n in (at, key) if n is not None)
        case Aggregate(_, _, _, where):
            return (where,) if where is not None else ()
        case Extreme(_, _, of, where):
            return (of, where) if where is not None else (of,)
        case Table(rows):
            return rows
        case Row(test, then, _):
            return (test, then) if test is not None else (then,)
        case All(_, parts) | Any(_, parts):
            return parts
        case Not(_, part):
            return (part,)
        case OneOf(_, left, _, _) | Includes(_, left, _) | Within(_, left, _) | Present(_, left, _) | Holds(_, left):
            return (left,)
        case Quantified(_, _, _, where, has):
            return (where, has) if where is not None else (has,)
        case Happened(_, _, by, not_before, _):
            return tuple(n for n in (by, not_before) if n is not None)
    return ()


def walk(node: Node) -> list[Node]:
    """A node and all below it, parents first."""
    found = [node]
    for child in children(node):
        found += walk(child)
    return found
