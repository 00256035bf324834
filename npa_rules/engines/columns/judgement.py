"""The order of judgement as columns: which verdicts can still come, for which reason, and whether something is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from npa_rules.engines import quantity
from npa_rules.engines.columns.codes import encode
from npa_rules.engines.columns.compare import compared
from npa_rules.engines.columns.ends import NO, YES, End, NotPrintable, Whole, both, either, fixed, inverse, whole
from npa_rules.engines.columns.expression import Expr, code, when
from npa_rules.engines.columns.facts import LAST_DAY
from npa_rules.engines.columns.truths import FALSE, OPEN, TRUE, Truth, every, known, negate, some
from npa_rules.engines.columns.values import Codes, Range, exact
from npa_rules.engines.reference import Run, ahead
from npa_rules.model import tree
from npa_rules.model.case import Item, Settings
from npa_rules.model.record import Record
from npa_rules.model.rule import Rule, deadline
from npa_rules.model.tree import Node
from npa_rules.model.words import BINDING

if TYPE_CHECKING:
    from npa_rules.engines.columns.printer import Printer


class Possible(Record):
    """Each verdict with its reason and whether it can still come, in the order of judgement; `lacks`: what is missing
    can still turn the verdict (`None`: wherever it is open)."""

    verdicts: list[tuple[str, str, Expr]]
    lacks: Expr | None

    def among(self, wanted: frozenset[str]) -> tuple[Expr, Expr]:
        """Whether one of these verdicts can come, and whether another can."""
        inside = either(*(c for v, _, c in self.verdicts if v in wanted))
        return inside, either(*(c for v, _, c in self.verdicts if v not in wanted))


def judged(p: Printer, rule: Rule) -> Possible:
    """What can become of a rule: in force, law, suspended, when, requires, due, excused."""
    assert rule.requires is not None
    with p.within(rule):
        gates = (
            ("outside_period", p.in_period(rule)),
            ("pending_law", p.law_reached(rule)),
            ("suspended", negate(suspended(p, rule))),
            ("out_of_scope", p.truth(rule.when) if rule.when is not None else TRUE),
        )
        alive, found, doubts = YES, [], []
        for reason, gate in gates:
            found.append(("not_applicable", reason, both(alive, inverse(gate.true))))
            doubts.append((alive, gate))
            alive = p.keep(both(alive, inverse(gate.false)))
        met = p.truth(rule.requires)
        unmet = p.keep(both(alive, inverse(met.true)))
        waits = p.settled(pending(p, rule))
        late = p.keep(both(unmet, inverse(waits.true)))
        excused = p.truth(rule.excused_if) if rule.excused_if is not None else FALSE
    doubts += [(alive, met), (unmet, waits), (late, excused)]
    found.append(("complies", "met", NO if rule.opposed else both(alive, inverse(met.false))))
    found.append(("not_applicable", "pending", both(unmet, inverse(waits.false))))
    found.append(("justified", "excused", both(late, inverse(excused.false))))
    missed = "violates" if rule.modality in BINDING else "shortfall"
    found.append((missed, "missed", both(late, inverse(excused.true))))
    lacks = None
    if any(t.hollow is not NO for _, t in doubts):
        lacks = p.keep(either(*(both(live, t.lacks) for live, t in doubts)))
    return Possible([(v, r, p.keep(c)) for v, r, c in found if c is not NO], lacks)


def coded(possible: Possible) -> Expr:
    """One 8-bit code a row (`decode`)."""
    kinds: dict[str, list[tuple[str, Expr]]] = {}
    for verdict, reason, can in possible.verdicts:
        kinds.setdefault(verdict, []).append((reason, can))
    can_be = [(either(*(c for _, c in reasons)), verdict, reasons) for verdict, reasons in kinds.items()]
    undetermined = code(encode("undetermined", "missing"))
    if possible.lacks is not None:
        undetermined = when(possible.lacks, undetermined, code(encode("undetermined", "undefined")))
    found, others = undetermined, NO
    for can, verdict, reasons in reversed(can_be):
        which = code(encode(verdict, reasons[0][0]))
        for reason, may in reasons[1:]:  # of several reasons the last one stands
            which = when(may, code(encode(verdict, reason)), which)
        found = chosen(can, chosen(others, undetermined, which), found)
        others = either(others, can)
    return found


def chosen(test: Expr, then: Expr, otherwise: Expr) -> Expr:
    """One code where the test holds, else the other."""
    return then if test is YES else otherwise if test is NO else when(test, then, otherwise)


def premise(p: Printer, node: tree.Premise) -> Truth:
    """By the verdicts that the other rule can still give; a presumption on the leaf decides what they leave open."""
    other = p.related(node.of) if node.of else p
    inside, outside = other.possible(p.ruleset.rules[node.rule]).among(node.verdicts)
    if node.presume is not None:
        return known(inside) if node.presume else known(inverse(outside))
    return Truth(inverse(outside), inverse(inside))


# ---- suspension ----------------------------------------------------------------------------------------------------
def suspended(p: Printer, rule: Rule) -> Truth:
    """Whether a definition sets this rule aside."""
    states = []
    for other in p.ruleset.suspending():
        if other.suspends_fact:
            if rule.edition != other.edition:
                continue
        elif rule.clauses[0] not in other.suspends or other.applies_to != p.subject.name:
            continue
        state = set_aside(p, rule, other) if other.applies_to == p.subject.name else elsewhere(p, other)
        states.append(Truth(state.true, inverse(state.true)) if other.presume is False else state)
    return some(states) if states else FALSE


def set_aside(p: Printer, rule: Rule, other: Rule) -> Truth:
    """By a definition about the same subject."""
    last = deadline(rule, rule.values)
    bites = p.figure(last) if last is not None else p.date()
    with p.within(other):
        when = p.truth(other.when) if other.when is not None else TRUE
        parts = [p.in_period(other), p.law_reached(other), when]
        if other.suspends_fact:
            parts.append(releases(p, other, rule.clauses[0]))
        if other.suspends_since is not None:
            parts.append(compared(bites, "at_least", p.evaluate(other.suspends_since)))
    return every(parts)


def releases(p: Printer, other: Rule, clause: str) -> Truth:
    """Whether the clauses that a definition names, by a fact, hold this one."""
    named = p.fact(other.suspends_fact)
    if not isinstance(named, Codes):
        raise NotPrintable("clauses named by what is no set of codes")
    inside = either(named.has("all"), named.has(clause))
    return Truth(both(named.there, inside), both(named.there, inverse(inside)), named.none)


def elsewhere(p: Printer, other: Rule) -> Truth:
    """By a definition about a subject that a table of this one does not hold: the same for every row."""
    item = Item(p.ruleset.subjects[other.applies_to], "", {}, virtual=True)
    there = Run(p.ruleset, [item], Settings(as_of=p.as_of)).frame(other, item)
    when = there.truth(other.when) if other.when is not None else quantity.TRUE
    state, _ = quantity.every((there.in_period(), there.law_reached(), when))
    if state is True or (state is None and other.presume is not False):
        raise NotPrintable("set aside by another subject")
    return FALSE


# ---- pending -------------------------------------------------------------------------------------------------------
def pending(p: Printer, rule: Rule) -> Truth:
    """Not met, and still to be met in time: the due date has not passed and nothing has been given up."""
    due = TRUE
    if rule.due is not None:
        due = compared(exact(whole(p.as_of)), "at_most", p.figure(rule.due))
    elif rule.attested and ahead(rule, p.subject):
        due = compared(exact(whole(p.as_of)), "less_than", p.date())
    elif not rule.due_open:
        return FALSE
    assert rule.requires is not None
    over, silent = lost(p, rule.requires, hopeful=True), lost(p, rule.requires, hopeful=False)
    heard = inverse(either(*(inverse(p.source.there(p.subject.facts[e])) for e in events(p, rule.requires))))
    quiet = every([due, Truth(NO, NO, heard)])
    rest = both(inverse(over), inverse(silent))
    hopes = both(inverse(over), silent)
    return Truth(
        both(rest, due.true),
        either(over, both(rest, due.false), both(hopes, quiet.false)),
        either(both(rest, due.hollow), both(hopes, quiet.hollow)),
    )


def lost(p: Printer, node: Node, *, hopeful: bool) -> Expr:
    """Whether what is required cannot come true any more: its event was dropped (or, not hopeful, not heard of)."""
    match node:
        case tree.Happened(_, event):
            entry = p.subject.facts[event]
            there = p.source.there(entry)
            dropped = NO if there is NO else p.keep(p.source.state(event, "dropped"))
            return either(dropped, fixed(not hopeful) if there is NO else both(fixed(not hopeful), inverse(there)))
        case tree.All(_, parts):
            return either(*(lost(p, part, hopeful=hopeful) for part in parts))
        case tree.Any(_, parts):
            return both(*(lost(p, part, hopeful=hopeful) for part in parts))
        case tree.Compare(_, "equals", tree.Value(name), tree.Literal("bool", True)):
            return lost(p, p.values[name].node, hopeful=hopeful)
        case tree.Holds(_, value):
            return lost(p, value, hopeful=hopeful)
    return NO


def events(p: Printer, node: Node) -> set[str]:
    """The events on which a requirement rests."""
    nodes = tree.walk(node)
    nodes += [n for v in nodes if isinstance(v, tree.Value) for n in tree.walk(p.values[v.name].node)]
    return {n.event for n in nodes if isinstance(n, tree.Happened)}


def happened(p: Printer, node: tree.Happened) -> Truth:
    """The event took place: by the date of observation (a later date is a plan), in time, with the content asked for."""
    entry = p.subject.facts[node.event]
    there = p.source.there(entry)
    if there is NO:
        return Truth(NO, NO)
    done = p.keep(p.source.state(node.event, "done"))
    dated: Expr = NO
    first: Whole = 0
    last: Whole = p.as_of  # what has no date was done by the date of observation
    if p.source.has(f"{node.event}#date"):
        date = p.source.part(node.event, "date")
        dated = p.keep(date.given())
        first, last = p.keep(date.filled(0)), p.keep(date.filled(p.as_of))
    start, end = (End(d, 1, LAST_DAY, 1, True) for d in (first, last))
    when = Range(start, end, lacks=p.keep(inverse(dated)))
    parts = [compared(when, "at_most", exact(whole(p.as_of)))]
    if node.by is not None:
        parts.append(compared(when, "at_most", p.evaluate(node.by)))
    if node.not_before is not None:
        parts.append(compared(when, "at_least", p.evaluate(node.not_before)))
    for content in node.holds:
        held = p.source.part(node.event, f"holds.{content}")
        told = p.source.has(f"{node.event}#holds.{content}")
        parts.append(Truth(held.filled(False), (~held).filled(False)) if told else OPEN)
    state = every(parts)
    return Truth(both(done, state.true), both(there, either(inverse(done), state.false)), both(done, state.hollow))
