"""Intermediate columns: each is computed once, where it lives (rows, members of a list, groups of members), in phases.

A phase computes columns of the rows, then of the members (which see the columns of their row), then of the groups; what
is gathered from members or groups is a column of the rows in the next phase. Only what an output needs is computed.
"""

from __future__ import annotations

from collections.abc import Mapping

from npa_rules.engines.columns.expression import Expr, col
from npa_rules.model.record import OpenRecord, Record, fresh

ROWS = ""  # the home of columns that have one value a row
ROW = "#row"  # the row that a member or group belongs to


class Place(Record):
    """Where and when a column is computed: its home, its phase, and its level within both (-1: it is there)."""

    home: str
    phase: int
    level: int


class Gathered(Record):
    """A column of the rows that sums up one of members or groups; `default` where a row has none."""

    expression: Expr
    home: str
    default: bool | int


class Group(Record):
    """Members of one row with one key become one row: sums of columns, and running sums in the order of the key."""

    source: str
    key: str
    where: str
    sums: dict[str, str]  # the sum's column: the column that is summed; the running sum's ends in `~`
    phase: int


# ---- the order of computing ----------------------------------------------------------------------------------------
class Lent(Record):
    """Columns of the rows that members of a home look at."""

    home: str
    names: tuple[str, ...]


class Level(Record):
    """Columns of one home that rest on what is there, not on each other."""

    home: str
    columns: dict[str, Expr]


class Grouped(Record):
    """The groups of members become a home; only these sums and running sums are asked for."""

    home: str
    group: Group
    sums: tuple[str, ...]
    running: tuple[str, ...]


class Gathering(Record):
    """Columns of the rows out of one home of members."""

    home: str
    columns: dict[str, Gathered]


Step = Lent | Level | Grouped | Gathering


class Sheet(OpenRecord):
    """All intermediate columns of one set of rules."""

    places: dict[str, Place] = fresh(default_factory=dict)
    made: dict[str, Expr] = fresh(default_factory=dict)
    gathered: dict[str, Gathered] = fresh(default_factory=dict)
    groups: dict[str, Group] = fresh(default_factory=dict)
    known: dict[Expr, Expr] = fresh(default_factory=dict)

    def keep(self, expression: Expr) -> Expr:
        """The expression as a column, so that what is used twice is computed once; the reverse of one is as good."""
        plain = expression.args[0] if expression.op == "not" else expression
        if plain.op == "col" or not expression.roots:
            return expression
        return ~self.column(plain) if expression.op == "not" else self.column(expression)

    def column(self, expression: Expr) -> Expr:
        """The expression as a column, come what may."""
        if expression.op == "col":
            return expression
        found = self.known.get(expression)
        if found is None:
            found = self.known[expression] = self._add(expression, self._place(expression.roots))
        return found

    def _add(self, expression: Expr, place: Place) -> Expr:
        name = f"_{len(self.places)}"
        self.places[name], self.made[name] = place, expression
        return col(name)

    def _place(self, roots: frozenset[str]) -> Place:
        found = [self.places.get(r, _FIRST) for r in roots]
        homes = {p.home for p in found} - {ROWS}
        assert len(homes) <= 1, "members of two lists in one expression"
        home, phase = homes.pop() if homes else ROWS, max(p.phase for p in found)
        return Place(home, phase, max((p.level for p in found if p.home == home and p.phase == phase), default=-1) + 1)

    def gather(self, expression: Expr, default: bool | int) -> Expr:
        """One value a row out of a column of members or groups (`Expr.gathered`)."""
        place = self._place(expression.roots)
        assert place.home != ROWS, "nothing to gather"
        found = self.known.get(expression)
        if found is None:
            found = self.known[expression] = self._add(expression, Place(ROWS, place.phase + 1, -1))
            self.gathered[found.value] = Gathered(self.made.pop(found.value), place.home, default)
        return found

    def local(self, home: str, expression: Expr) -> Expr:
        """The expression as one of a home of members, even where it says the same of all of them."""
        if expression.roots and self._place(expression.roots).home == home:
            return expression
        return Expr("if", col(f"{home}#"), expression, expression)

    def field(self, home: str, name: str) -> None:
        """A column that members bring along."""
        self.places.setdefault(name, Place(home, 0, -1))

    def group(self, home: str, source: str, key: Expr, where: Expr, sums: dict[str, Expr]) -> None:
        """Make a home of the groups of members; key, where and what is summed are kept columns."""
        names = {n: e.value for n, e in sums.items()}
        by, given = key.value, where.value
        phase = max(self.places[n].phase for n in (by, given, *names.values()))
        self.groups[home] = Group(source, by, given, names, phase)
        for name in (f"{home}#", f"{home}.key", *names, *(f"{n}~" for n in names)):
            self.places[name] = Place(home, phase, -1)

    # ---- what is used once -----------------------------------------------------------------------------------------
    def inlined(self, outputs: dict[str, Expr]) -> tuple[Sheet, dict[str, Expr]]:
        """The same with what one other column of its home uses once computed there; outputs are columns of the rows."""
        needed = self.needed(list(outputs.values()))
        users: dict[str, list[str]] = {}

        def note(e: Expr, home: str) -> None:
            if e.op == "col":
                users.setdefault(e.value, []).append(home)
            for a in e.args:
                note(a, home)

        for expression in outputs.values():
            note(expression, ROWS)
        for name in needed:
            if name in self.made:
                note(self.made[name], self.places[name].home)
            elif name in self.gathered:
                note(self.gathered[name].expression, "")
        fixed = {n for g in self.groups.values() for n in (g.key, g.where, *g.sums.values())}
        fixed |= {r for g in self.gathered.values() for r in g.expression.roots}
        inside: dict[str, Expr] = {}
        made: dict[str, Expr] = {}
        places = {n: p for n, p in self.places.items() if n not in self.made}
        for name, expression in self.made.items():  # what a column rests on was made before it
            if name not in needed:
                continue
            place, changed = self.places[name], replaced(expression, inside)
            if name not in fixed and users[name] == [place.home] and size(changed) <= LARGEST:
                inside[name] = changed
                continue
            around = [places[r] for r in changed.roots if r in places]
            levels = [p.level for p in around if (p.home, p.phase) == (place.home, place.phase)]
            made[name], places[name] = changed, place.but(level=max(levels, default=-1) + 1)
        found = self.but(made=made, places=places, known={})
        return found, {n: replaced(e, inside) for n, e in outputs.items()}

    # ---- the order of computing ------------------------------------------------------------------------------------
    def needed(self, outputs: list[Expr]) -> set[str]:
        """The columns that these rest on."""
        found: set[str] = set()
        stack = [r for o in outputs for r in o.roots]
        while stack:
            name = stack.pop()
            if name in found:
                continue
            found.add(name)
            if name in self.made:
                stack += self.made[name].roots
            elif name in self.gathered:
                stack += self.gathered[name].expression.roots
            group = self.groups.get(self.places[name].home) if name in self.places else None
            if group is not None:
                stack += [group.key, group.where]
                stack += [group.sums[n] for n in (name, name.removesuffix("~")) if n in group.sums]
        return found

    def steps(self, outputs: list[Expr], lists: list[str]) -> list[Step]:
        """How to compute what these outputs rest on, for rows with these lists of members."""
        needed = self.needed(outputs)
        levels: dict[tuple[str, int], dict[int, dict[str, Expr]]] = {}
        for name, expression in self.made.items():
            if name in needed:
                place = self.places[name]
                levels.setdefault((place.home, place.phase), {}).setdefault(place.level, {})[name] = expression
        found: list[Step] = []
        lent: dict[str, set[str]] = {}

        def compute(home: str, phase: int) -> None:
            ordered = [c for _, c in sorted(levels.get((home, phase), {}).items())]
            if home != ROWS:
                roots = {r for columns in ordered for e in columns.values() for r in e.roots}
                roots = {r for r in roots if self.places.get(r, _FIRST).home == ROWS} - lent.setdefault(home, set())
                if roots:
                    found.append(Lent(home, tuple(sorted(roots))))
                    lent[home] |= roots
            found.extend(Level(home, columns) for columns in ordered)

        homes = [*lists]
        for phase in range(max((self.places[n].phase for n in needed if n in self.places), default=0) + 1):
            compute(ROWS, phase)
            for home in lists:
                compute(home, phase)
            for home, group in self.groups.items():
                if group.phase == phase and group.key in needed and group.source in homes:
                    sums = tuple(n for n in group.sums if {n, f"{n}~"} & needed)
                    found.append(Grouped(home, group, sums, tuple(n for n in sums if f"{n}~" in needed)))
                    homes.append(home)
                if home in homes:
                    compute(home, phase)
            for home in homes:
                wanted = {n: g for n, g in self.gathered.items() if n in needed and g.home == home}
                wanted = {n: g for n, g in wanted.items() if self.places[n].phase == phase + 1}
                if wanted:
                    found.append(Gathering(home, wanted))
        return found


_FIRST = Place(ROWS, 0, -1)
LARGEST = 16  # operations of an expression that is computed inside another one


def replaced(e: Expr, inside: Mapping[str, Expr]) -> Expr:
    """An expression with others in place of columns."""
    if e.op == "col":
        return inside.get(e.value, e)
    if not e.args or inside.keys().isdisjoint(e.roots):
        return e
    args = [replaced(a, inside) for a in e.args]
    return ~args[0] if e.op == "not" else Expr(e.op, *args, value=e.value)


def size(e: Expr) -> int:
    """How many operations an expression has."""
    return 1 + sum(map(size, e.args))
