"""Intermediate columns: each is computed once, where it lives (rows, members of a list, groups of members), in phases.

A phase computes columns of the rows, then of the members (which see the columns of their row), then of the groups; what
is gathered from members or groups is a column of the rows in the next phase. Only what an output needs is computed.
"""

from __future__ import annotations

import polars as pl

from npa_rules.model.record import OpenRecord, Record, fresh

ROWS = ""  # the home of columns that have one value a row
ROW = "#row"  # the row that a member or group belongs to
Members = dict[str, pl.DataFrame]


class Place(Record):
    """Where and when a column is computed: its home, its phase, and its level within both (-1: it is there)."""

    home: str
    phase: int
    level: int


class Gathered(Record):
    """A column of the rows that sums up one of members or groups; `default` where a row has none."""

    expression: pl.Expr
    home: str
    default: bool | int


class Group(Record):
    """Members of one row with one key become one row: sums of columns, and running sums in the order of the key."""

    source: str
    key: str
    where: str
    sums: dict[str, str]  # the sum's column: the column that is summed; the running sum's ends in `~`
    phase: int


class Sheet(OpenRecord):
    """All intermediate columns of one set of rules."""

    places: dict[str, Place] = fresh(default_factory=dict)
    made: dict[str, pl.Expr] = fresh(default_factory=dict)
    gathered: dict[str, Gathered] = fresh(default_factory=dict)
    groups: dict[str, Group] = fresh(default_factory=dict)
    known: dict[bytes, pl.Expr] = fresh(default_factory=dict)

    def keep(self, expression: pl.Expr) -> pl.Expr:
        """The expression as a column, so that what is used twice is computed once."""
        roots = expression.meta.root_names()
        if not roots or expression.meta.is_column():
            return expression
        key = expression.meta.serialize()
        if key not in self.known:
            self.known[key] = self._add(expression, self._place(roots))
        return self.known[key]

    def _add(self, expression: pl.Expr, place: Place) -> pl.Expr:
        name = f"_{len(self.places)}"
        self.places[name], self.made[name] = place, expression
        return pl.col(name)

    def _place(self, roots: list[str]) -> Place:
        found = [self.places.get(r, Place(ROWS, 0, -1)) for r in roots]
        homes = {p.home for p in found} - {ROWS}
        assert len(homes) <= 1, "members of two lists in one expression"
        home, phase = homes.pop() if homes else ROWS, max(p.phase for p in found)
        return Place(home, phase, max((p.level for p in found if p.home == home and p.phase == phase), default=-1) + 1)

    def gather(self, expression: pl.Expr, default: bool | int) -> pl.Expr:
        """One value a row out of a column of members or groups, such as `pl.col(x).sum()`."""
        place = self._place(expression.meta.root_names())
        assert place.home != ROWS, "nothing to gather"
        found = self._add(expression, Place(ROWS, place.phase + 1, -1))
        name = found.meta.output_name()
        self.gathered[name] = Gathered(self.made.pop(name), place.home, default)
        return found

    def local(self, home: str, expression: pl.Expr) -> pl.Expr:
        """The expression as one of a home of members, even where it says the same of all of them."""
        if self._place(expression.meta.root_names() or [""]).home == home:
            return expression
        return pl.when(pl.col(f"{home}#")).then(expression)

    def field(self, home: str, name: str) -> None:
        """A column that members bring along."""
        self.places.setdefault(name, Place(home, 0, -1))

    def group(self, home: str, source: str, key: pl.Expr, where: pl.Expr, sums: dict[str, pl.Expr]) -> None:
        """Make a home of the groups of members; key, where and what is summed are kept columns."""
        names = {n: e.meta.output_name() for n, e in sums.items()}
        by, given = key.meta.output_name(), where.meta.output_name()
        phase = max(self.places[n].phase for n in (by, given, *names.values()))
        self.groups[home] = Group(source, by, given, names, phase)
        for name in (f"{home}#", f"{home}.key", *names, *(f"{n}~" for n in names)):
            self.places[name] = Place(home, phase, -1)

    # ---- computing -------------------------------------------------------------------------------------------------
    def needed(self, outputs: list[str]) -> set[str]:
        """The columns that these rest on."""
        found: set[str] = set()
        stack = list(outputs)
        while stack:
            name = stack.pop()
            if name in found:
                continue
            found.add(name)
            if name in self.made:
                stack += self.made[name].meta.root_names()
            elif name in self.gathered:
                stack += self.gathered[name].expression.meta.root_names()
            group = self.groups.get(self.places[name].home) if name in self.places else None
            if group is not None:
                stack += [group.key, group.where]
                stack += [group.sums[n] for n in (name, name.removesuffix("~")) if n in group.sums]
        return found

    def compute(self, rows: pl.DataFrame, lists: Members, outputs: list[pl.Expr]) -> pl.DataFrame:
        """The outputs, which are expressions over kept columns, for these rows and the members of their lists."""
        needed = self.needed([r for o in outputs for r in o.meta.root_names()])
        homes = {ROWS: rows, **lists}
        for phase in range(max((self.places[n].phase for n in needed if n in self.places), default=0) + 1):
            homes[ROWS] = self._levels(homes, ROWS, phase, needed)
            for home in lists:
                homes[home] = self._levels(homes, home, phase, needed)
            for home, group in self.groups.items():
                if group.phase == phase and group.key in needed:
                    homes[home] = self._grouped(homes[group.source], home, group, needed)
                if home in homes:
                    homes[home] = self._levels(homes, home, phase, needed)
            for home, members in homes.items():
                wanted = {n: g for n, g in self.gathered.items() if n in needed and g.home == home}
                wanted = {n: g for n, g in wanted.items() if self.places[n].phase == phase + 1}
                if wanted:
                    homes[ROWS] = _joined(homes[ROWS], members, wanted)
        return homes[ROWS].select(ROW, *outputs)  # the row, so that a fixed output has as many

    def _levels(self, homes: Members, home: str, phase: int, needed: set[str]) -> pl.DataFrame:
        """A home with its columns of one phase."""
        levels: dict[int, list[pl.Expr]] = {}
        for name, expression in self.made.items():
            place = self.places[name]
            if name in needed and place.home == home and place.phase == phase:
                levels.setdefault(place.level, []).append(expression.alias(name))
        found = homes[home]
        if home != ROWS:  # members see the columns of their row
            roots = {r for es in levels.values() for e in es for r in e.meta.root_names()}
            seen = sorted(r for r in roots if r not in found.columns and self.places.get(r, _FIRST).home == ROWS)
            if seen:
                found = found.hstack(homes[ROWS].select(seen)[found[ROW]])
        lazy = found.lazy()
        for level in sorted(levels):
            lazy = lazy.with_columns(levels[level])
        return lazy.collect() if levels else found

    def _grouped(self, members: pl.DataFrame, home: str, group: Group, needed: set[str]) -> pl.DataFrame:
        sums = {n: c for n, c in group.sums.items() if {n, f"{n}~"} & needed}
        key = f"{home}.key"
        found = (
            members.lazy()
            .filter(pl.col(group.where))
            .group_by(ROW, pl.col(group.key).alias(key))
            .agg([pl.col(c).sum().alias(n) for n, c in sums.items()])
            .sort(ROW, key)
        )
        return (
            found.with_columns([pl.col(n).cum_sum().over(ROW).alias(f"{n}~") for n in sums])
            .with_columns(pl.lit(True).alias(f"{home}#"))
            .collect()
        )


_FIRST = Place(ROWS, 0, -1)


def _joined(rows: pl.DataFrame, members: pl.DataFrame, wanted: dict[str, Gathered]) -> pl.DataFrame:
    """The rows with what is gathered from members."""
    made = members.group_by(ROW, maintain_order=True).agg([g.expression.alias(n) for n, g in wanted.items()])
    found = rows.select(ROW).join(made, on=ROW, how="left", maintain_order="left")
    return rows.hstack(found.select([pl.col(n).fill_null(g.default) for n, g in wanted.items()]))
