"""What followed from rows, in words and as data: each fact of a higher subject, what it rests on, and the verdicts.

For the public a roll-up whose figures could tell of fewer than five rows is given without any figure: what its targets
have in common with one another and with the summary of the rows (totals, years that overlap) would give a single hidden
figure away. The verdicts stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from npa_rules.audit.circumstances import Table
from npa_rules.audit.public import LEAST
from npa_rules.audit.targets import Derived, Target, ends_of
from npa_rules.judge import Verdict
from npa_rules.model.dictionary import Subject
from npa_rules.model.record import Record
from npa_rules.model.rollup import RollUp
from npa_rules.model.words import VERDICTS
from npa_rules.prose.condition import lower
from npa_rules.prose.format import figure
from npa_rules.schema import FLAG, LABEL, TEXT, Schema, choice, closed, document

WHY = {
    "nl": {
        "no_rows": "geen rij gaat erover",
        "no_value": "geen enkele rij geeft een waarde",
        "no_bound": "er ontbreekt een bedrag of getal waarvan geen grens bekend is (open rijen: {open})",
        "no_base": "de som waarvan het de groei is kan nul zijn (open rijen: {open})",
        "too_wide": "het kan nog alles zijn (open rijen: {open})",
    },
    "en": {
        "no_rows": "no row is about it",
        "no_value": "no row at all gives a value",
        "no_bound": "an amount or figure is missing of which no bound is known (open rows: {open})",
        "no_base": "the sum of which it is the growth may be zero (open rows: {open})",
        "too_wide": "it can still be anything (open rows: {open})",
    },
}
T = {
    "nl": {
        "title": "Afgeleid uit de rijen: {subject} {name}", "to": "{low} tot en met {high}", "of": "rijen: {rows}",
        "open": "open: {open}", "loose": "zonder eigenaar of jaar: {loose}", "none": "onbekend",
        "members": "leden: {count}", "presumes": "Uitgangspunt: {told}", "held": "weggelaten",
        "few": "Cijfers zijn weggelaten: er gingen aantallen onder de 5 uit te herleiden zijn.",
        "head": ("Gegeven", "Waarde", "Berust op"), "verdicts": "Oordelen: {subject} {name}", "rule": ("Toetsregel", "Oordeel"),
    },
    "en": {
        "title": "Derived from the rows: {subject} {name}", "to": "{low} to {high}", "of": "rows: {rows}",
        "open": "open: {open}", "loose": "of no owner or year: {loose}", "none": "unknown",
        "members": "members: {count}", "presumes": "Presumed: {told}", "held": "held back",
        "few": "Figures are held back: counts below 5 could be computed from them.",
        "head": ("Fact", "Value", "Rests on"), "verdicts": "Verdicts: {subject} {name}", "rule": ("Rule", "Verdict"),
    },
}  # fmt: skip


class Rolled(Record):
    """One roll-up with its targets, and the verdicts about them."""

    rollup: RollUp
    subject: Subject
    targets: tuple[Target, ...]
    verdicts: tuple[Verdict, ...]


def told(rolled: Sequence[Rolled], lang: str, *, public: bool = False) -> list[Table]:
    """A table for each target; for the public one with the verdicts alone beside it."""
    t, found = T[lang], []
    for one in rolled:
        held = public and few(one)
        label = lower(one.subject.label[lang])
        for target in one.targets:
            name = named(target, one.subject)
            rows = tuple(_row(d, one.subject, lang, public, held) for d in target.facts)
            before = [str(t["presumes"]).format(told=one.rollup.presumes[lang])]
            before += [str(t["few"])] if held else []
            title = str(t["title"]).format(subject=label, name=name).strip()
            found.append(Table(title, tuple(before), tuple(t["head"]), rows))
            if public:
                mine = [v for v in one.verdicts if v.item is target.item]
                judged = tuple((f"{v.rule.label[lang]} [{v.rule.id}]", VERDICTS[v.verdict][lang]) for v in mine)
                title = str(t["verdicts"]).format(subject=label, name=name).strip()
                found.append(Table(title, (), tuple(t["rule"]), judged))
    return found


def named(target: Target, subject: Subject) -> str:
    """What a target is called; nothing where the rows name none."""
    return "" if target.item.id == subject.name else target.item.id


def _row(one: Derived, subject: Subject, lang: str, public: bool, held: bool) -> tuple[str, str, str]:
    t, entry = T[lang], subject.facts[one.fact]
    name = f"{entry.label[lang]} ({one.fact})"
    if held:
        return name, str(t["held"]), ""
    if one.why:
        return name, str(t["none"]), WHY[lang][one.why].format(open=figure(one.open, lang))
    rest = [] if public else [str(t["of"]).format(rows=figure(one.rows, lang))]
    if not public:
        rest += [str(t["open"]).format(open=figure(one.open, lang))] if one.open else []
        rest += [str(t["loose"]).format(loose=figure(one.loose, lang))] if one.loose else []
    return name, _value(one.value, lang), ", ".join(rest)


def _value(value: Any, lang: str) -> str:
    """A figure, or a range whose ends are rounded away from each other."""
    t = T[lang]
    if value is None:
        return str(t["none"])
    if isinstance(value, tuple):
        return str(t["members"]).format(count=figure(len(value), lang))
    low, high = ends_of(value)
    if low == high:
        return figure(low, lang)
    ends = (Fraction(_floor(low), 100), Fraction(-_floor(-high), 100))
    return str(t["to"]).format(low=figure(ends[0], lang), high=figure(ends[1], lang))


def _floor(value: Any) -> int:
    """Hundredths of a figure, rounded down."""
    return int(Fraction(value) * 100 // 1)


def few(one: Rolled) -> bool:
    """Whether the figures of a roll-up tell of 1 to 4 rows somewhere: in a count, a range, a part and what is left of its whole."""
    return any(_tells(target, one) for target in one.targets)


def _tells(target: Target, one: Rolled) -> bool:
    facts = {d.fact: d for d in target.facts}
    if small(target.rows):
        return True
    for fact, derived in facts.items():
        measure = one.rollup.measures[fact]
        if small(derived.open) or small(derived.loose) or small(derived.rows):
            return True
        if measure.kind != "count" or derived.value is None:
            continue
        low, high = ends_of(derived.value)
        if small(low) or small(high) or small(high - low) or (small(derived.rows - low) and not measure.years_back):
            return True
        whole = one.subject.facts[fact].part_of
        other = facts.get(whole)
        if other is not None and other.value is not None:
            least, most = ends_of(other.value)
            if small(least - low) or small(most - high):
                return True
    return False


def small(count: Any) -> bool:
    """Whether a count is one of the few that are held back."""
    return bool(0 < count < LEAST)


def data(rolled: Sequence[Rolled], *, public: bool = False) -> dict[str, Any]:
    """The same as plain data (`schemas/derived.schema.json`)."""
    return {"derived": 1, "public": public, "targets": [d for one in rolled for d in _targets(one, public)]}


def _targets(one: Rolled, public: bool) -> list[dict[str, Any]]:
    held = public and few(one)
    found = []
    for target in one.targets:
        mine = [v for v in one.verdicts if v.item is target.item]
        found.append({
            "subject": one.subject.name, "id": target.item.id, "rollup": one.rollup.name, "presumes": one.rollup.presumes,
            "held_back": held,
            "facts": [] if held else [_fact(d, public) for d in target.facts],
            "verdicts": [{"rule": v.rule.id, "verdict": v.verdict} for v in mine],
        })  # fmt: skip
    return found


def _fact(one: Derived, public: bool) -> dict[str, Any]:
    low, high = (None, None) if one.value is None else ends_of(one.value)
    if isinstance(one.value, tuple):
        low = high = len(one.value)
    count = {} if public else {"rows": one.rows, "open": one.open, "loose": one.loose}
    return {"fact": one.fact, "low": _exact(low), "high": _exact(high), "why": one.why, **count}


def _exact(value: Any) -> int | str | None:
    """A figure as it is: a whole number, or a fraction as text."""
    return None if value is None else int(value) if Fraction(value).denominator == 1 else str(Fraction(value))


def schema() -> Schema:
    """The schema of `data`."""
    end: Schema = {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^-?[0-9]+/[0-9]+$"}, {"type": "null"}]}
    count: Schema = {"type": "integer", "minimum": 0}
    fact = closed(
        {
            "fact": TEXT,
            "low": end,
            "high": end,
            "why": {"enum": ["", *WHY["nl"]]},
            "rows": count,
            "open": count,
            "loose": count,
        },
        "fact low high why",
    )
    verdict = closed({"rule": TEXT, "verdict": choice(VERDICTS)}, "rule verdict")
    target = closed(
        {
            "subject": TEXT, "id": TEXT, "rollup": TEXT, "presumes": LABEL, "held_back": FLAG,
            "facts": {"type": "array", "items": fact}, "verdicts": {"type": "array", "items": verdict},
        },
        "subject id rollup presumes held_back facts verdicts",
    )  # fmt: skip
    body = closed(
        {"derived": {"const": 1}, "public": FLAG, "targets": {"type": "array", "items": target}},
        "derived public targets",
    )
    return document("npa-rules: facts derived from the rows of a table", body)
