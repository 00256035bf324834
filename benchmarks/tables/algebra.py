"""The eleven rules on dwellings and sales in the algebra of known true and known false, for peers without unknowns.

Each truth is a pair; the peers say what a pair is made of: arrays (OpenFisca) or texts (zen-engine, CEL). The rules on
rents and allocations are left out here: they calculate with the least and greatest value of what is open.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from benchmarks.tables.figures import AS_OF


class Truth:
    """Known true and known false."""

    def __init__(self, true: Any, false: Any, of: Operators) -> None:
        self.true, self.false, self.of = true, false, of

    def __and__(self, other: Truth) -> Truth:
        return Truth(self.of.both(self.true, other.true), self.of.either(self.false, other.false), self.of)

    def __or__(self, other: Truth) -> Truth:
        return Truth(self.of.either(self.true, other.true), self.of.both(self.false, other.false), self.of)

    def __invert__(self) -> Truth:
        return Truth(self.false, self.true, self.of)


class Operators(Protocol):
    """What a peer brings: connectives, and tests on the columns of a row."""

    open: Truth

    def both(self, a: Any, b: Any) -> Any: ...
    def either(self, a: Any, b: Any) -> Any: ...
    def flag(self, name: str) -> Truth: ...
    def given(self, name: str) -> Truth: ...
    def equal(self, name: str, code: str) -> Truth: ...
    def at_most(self, a: str | int, b: str | int) -> Truth: ...
    def verdict(
        self, alive: Truth | None, met: Truth, missed: int, pending: Truth | bool, excused: Truth | None
    ) -> Any: ...


def happened(o: Operators, event: str, *holds: str) -> Truth:
    """An event took place by the date of observation, with its content."""
    date = f"{event}#date"
    found = o.equal(f"{event}#state", "done") & (~o.given(date) | o.at_most(date, AS_OF))
    for content in holds:
        found = found & o.flag(f"{event}#holds.{content}")
    return found


def happened_by(o: Operators, event: str, day: str) -> Truth:
    """An event took place by a day and by the date of observation; without a date by the latter."""
    date = f"{event}#date"
    dated, later = o.given(date), o.at_most(AS_OF, day)
    in_time = (dated & o.at_most(date, day)) | (~dated & (later | (~later & o.open)))
    return o.equal(f"{event}#state", "done") & (~dated | o.at_most(date, AS_OF)) & in_time


def _efg(o: Operators) -> Any:
    bound = ~o.flag("is_monument") & ~o.flag("designated_for_demolition")
    return o.verdict(bound, o.at_most(3, "energy_label"), 3, True, None)


def _small(o: Operators) -> Any:
    return o.verdict(o.flag("correction_table_applied"), o.at_most("usable_floor_area", 0) | o.open, 1, False, None)


def _poor(o: Operators) -> Any:
    return o.verdict(None, o.at_most("condition_score", 4), 1, False, o.flag("has_renovation_or_demolition_plan"))


def _damp(cause: str, event: str, holds: tuple[str, ...], missed: int, excuse: str = "") -> Rule:
    def rule(o: Operators) -> Any:
        excused = ~o.flag(excuse) if excuse else None
        return o.verdict(o.flag(f"damp_causes#has.{cause}"), happened(o, event, *holds), missed, False, excused)

    return rule


def _term(o: Operators) -> Truth:
    return o.at_most(20250101, "transfer_date") & o.at_most("transfer_date", 20341231)


def _local(o: Operators) -> Any:
    maximum = "agreed_sales_maximum"
    number = o.flag(f"{maximum}#none") | (~o.at_most(maximum, 0) & o.at_most("sales_up_to_this_one", maximum))
    within = o.flag("complex_may_be_sold") & number & o.flag("sale_conditions_met")
    return o.verdict(_term(o) & o.flag("local_agreement_on_sale"), within, 1, False, o.flag("sale_deviation_motivated"))


def _approved(o: Operators) -> Any:
    third = _term(o) & o.equal("buyer_type", "other")
    return o.verdict(third, happened_by(o, "aw_approval", "transfer_date"), 1, False, None)


def _offered(o: Operators) -> Any:
    occupant = happened_by(o, "offer_to_sitting_tenant", "agreement_date")
    tenants = happened_by(o, "offer_to_tenants_in_municipality", "agreement_date")
    let = o.flag("dwelling_let_at_offer")
    offered = (let & occupant) | (~let & tenants) | (occupant & tenants)
    return o.verdict(_term(o) & o.equal("buyer_type", "other"), offered, 1, False, None)


def _disclosed(o: Operators) -> Any:
    hopeful = ~o.equal("condition_disclosed#state", "dropped") & o.at_most(AS_OF, "agreement_date")
    recent = _term(o) & o.at_most(20250101, "agreement_date")
    return o.verdict(recent, happened_by(o, "condition_disclosed", "agreement_date"), 1, hopeful, None)


Rule = Callable[[Operators], Any]
RULES: dict[str, dict[str, Rule]] = {
    "dwelling": {
        "NPA-DUU-015": _efg,
        "NPA-DUU-026": _small,
        "NPA-LEE-009": _damp("building", "damp_measures_taken", ("at_the_cause", "solved_or_controlled"), 3),
        "NPA-LEE-010": _damp("groundwater", "groundwater_solution_sought", (), 3),
        "NPA-LEE-011": _damp("use", "damp_help_offered", ("unasked", "together"), 1),
        "NPA-LEE-013": _damp(
            "unclear", "damp_expert_judged", ("independent", "cause"), 1, "damp_expert_arrangement_made"
        ),
        "NPA-LEE-019": _poor,
    },
    "sale": {"NPA-BES-172": _local, "NPA-BES-176": _approved, "NPA-BES-177": _offered, "NPA-BES-178": _disclosed},
}
