"""OpenFisca-core on the eleven rules of `algebra`: a Variable a column (value and known), one a rule.

It has no unknowns (a second array says what is known) and calculates in 32 bits; texts go in as numbers.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from benchmarks.tables.algebra import RULES, Rule, Truth
from benchmarks.tables.row_peers import plain

PERIOD = "2026"
CODES = {"done": 0, "dropped": 1, "other": 2}  # a number for each text that a rule names


class Arrays:
    """Pairs of arrays out of the variables of one simulation."""

    def __init__(self, entity: Any, period: Any, full: frozenset[str]) -> None:
        self.entity, self.period, self.full = entity, period, full
        self.open = Truth(False, False, self)

    def both(self, a: Any, b: Any) -> Any:
        return a & b

    def either(self, a: Any, b: Any) -> Any:
        return a | b

    def value(self, name: str) -> Any:
        return self.entity(plain(name), self.period)

    def known(self, *names: str | int) -> Any:
        found: Any = True
        for name in names:
            if isinstance(name, str) and name not in self.full:
                found = found & self.entity(f"{plain(name)}_known", self.period)
        return found

    def of(self, test: Any, known: Any) -> Truth:
        return Truth(test, ~test, self) if known is True else Truth(known & test, known & ~test, self)

    def flag(self, name: str) -> Truth:
        return self.of(self.value(name), self.known(name))

    def given(self, name: str) -> Truth:
        return self.of(np.asarray(self.known(name)), True)

    def equal(self, name: str, code: str) -> Truth:
        return self.of(self.value(name) == CODES[code], self.known(name))

    def at_most(self, a: str | int, b: str | int) -> Truth:
        x, y = (self.value(v) if isinstance(v, str) else v for v in (a, b))
        return self.of(x <= y, self.known(a, b))

    def verdict(
        self, alive: Truth | None, met: Truth, missed: int, pending: Truth | bool, excused: Truth | None
    ) -> Any:
        alive = alive or Truth(True, False, self)
        waits = pending if isinstance(pending, Truth) else Truth(pending, not pending, self)
        late = alive.true & met.false & waits.false
        code = np.full(met.true.shape, 5, np.uint8)
        if excused is None:
            code[late] = missed
        else:
            code[late & excused.true], code[late & excused.false] = 2, missed
        code[alive.true & met.true] = 0
        code[alive.false | (met.false & waits.true)] = 4
        return code


def system(subject: str, frame: pl.DataFrame) -> Any:
    """A tax and benefit system for the columns of a table."""
    from openfisca_core import entities, taxbenefitsystems, variables
    from openfisca_core.periods import DateUnit

    entity = entities.build_entity(key="item", plural="items", label="item", is_person=True)
    found = taxbenefitsystems.TaxBenefitSystem([entity])

    def add(name: str, kind: type, formula: Any = None) -> None:
        body = {"value_type": kind, "entity": entity, "definition_period": DateUnit.YEAR, "label": name}
        found.add_variable(type(name, (variables.Variable,), body | ({"formula": formula} if formula else {})))

    full = frozenset(n for n in frame.columns if not frame[n].null_count())
    for name, kind in frame.schema.items():
        add(plain(name), bool if kind == pl.Boolean else int)
        if name not in full:
            add(f"{plain(name)}_known", bool)
    for rule, made in RULES[subject].items():
        add(rule.replace("-", "_"), int, _formula(made, full))
    return found


def _formula(made: Rule, full: frozenset[str]) -> Any:
    def formula(person: Any, period: Any) -> Any:
        return made(Arrays(person, period, full))

    return formula


def load(subject: str, frame: pl.DataFrame) -> Any:
    """A simulation with the columns of a table as its inputs: 0 or false where nothing is known."""
    from openfisca_core.simulation_builder import SimulationBuilder

    found = SimulationBuilder().build_default_simulation(system(subject, frame), frame.height)
    for series in frame:
        if series.null_count():
            found.set_input(f"{plain(series.name)}_known", PERIOD, series.is_not_null().to_numpy())
        if series.dtype == pl.String:
            series = series.replace_strict(CODES, default=-1, return_dtype=pl.Int32)
        filled = series.fill_null(False if series.dtype == pl.Boolean else 0)
        found.set_input(plain(series.name), PERIOD, filled.to_numpy())
    return found


def judged(simulation: Any, subject: str) -> pl.DataFrame:
    """Verdicts of all rules."""
    found = {r: simulation.calculate(r.replace("-", "_"), PERIOD) for r in RULES[subject]}
    return pl.DataFrame({r: pl.Series(v, dtype=pl.UInt8) for r, v in found.items()})
