"""What a turned verdict can rest on that differs between two sides: the rule itself, definitions, figures and laws."""

from __future__ import annotations

from npa_rules import meaning
from npa_rules.difference.changes import Change, Comparison
from npa_rules.difference.entries import value, window
from npa_rules.difference.sides import Side
from npa_rules.difference.words import LANGS
from npa_rules.impact.pairs import Impact, Pair
from npa_rules.impact.sides import SET_ASIDE
from npa_rules.model.rule import LAST, LawStatus, ParameterSeries, Period, Rule
from npa_rules.model.words import Text
from npa_rules.prose.condition import lower
from npa_rules.prose.format import date
from npa_rules.rests import rests

T = {
    "nl": {"unknown": "niet bekend", "only_old": "geldt alleen aan de eerste kant", "agreed": "nog niet van kracht",
           "only_new": "geldt alleen aan de tweede kant", "in_force": "van kracht vanaf {}", "withdrawn": "ingetrokken",
           "seen": " (nagegaan op {})", "held": "van kracht", "from": "geldt vanaf", "until": "geldt tot en met"},
    "en": {"unknown": "not known", "only_old": "holds on the first side only", "agreed": "not in force yet",
           "only_new": "holds on the second side only", "in_force": "in force from {}", "withdrawn": "withdrawn",
           "seen": " (checked on {})", "held": "in force", "from": "in force from", "until": "in force until"},
}  # fmt: skip


def causes(impact: Impact, subject: str, pair: Pair) -> list[Change]:
    """The changes by which the verdicts of a pair can have turned; the figures, those of the days of what turned."""
    if pair.old is None or pair.new is None or not pair.turned:
        return []
    one, two = impact.sides[subject]
    flips = pair.flips.values()
    aside = any("suspended" in reasons for f in flips for reasons in f.reasons)
    before, after = rests(one.ruleset, pair.old, aside=aside), rests(two.ruleset, pair.new, aside=aside)
    found = own(one, two, pair.old, pair.new)
    found += definitions(one, two, (before.rules, after.rules), {pair.old.key, pair.new.key})
    days = min(f.since for f in flips), max(f.until for f in flips)
    for name in sorted({*before.series, *after.series}):
        dated = before.series.get(name, False) or after.series.get(name, False)
        found += figures(one, two, subject, name, (0, LAST) if dated else days)
    for name in sorted({*before.laws, *after.laws}):
        found += law(one, two, name)
    return found


# ---- rules ---------------------------------------------------------------------------------------------------------
def own(one: Side, two: Side, old: Rule, new: Rule) -> list[Change]:
    """What the two rules say differently; of a successor first what its file says of the change."""
    compared = Comparison(one.ruleset, old, two.ruleset, new)
    if old.id == new.id:
        return compared.changes()
    told = (
        [Change("norm", new.replaces.note)]
        if new.replaces and new.replaces.rule == old.id and new.replaces.note
        else []
    )
    found = compared.changes(brief=True)
    if not found and meaning.of_rule(old) != meaning.of_rule(new) and not told:
        dates = ("date", "clause") if one.kind in SET_ASIDE else ("clause",)
        found = [c for c in compared.changes() if c.kind not in dates]
    return told + found


def definitions(
    one: Side, two: Side, rests_on: tuple[dict[str, Rule], dict[str, Rule]], known: set[str]
) -> list[Change]:
    """What other rules below them say differently, or that only one side has them."""
    before, after = ({r.id: r for k, r in side.items() if k not in known} for side in rests_on)
    found = []
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name), after.get(name)
        if old is not None and new is not None:
            changes = Comparison(one.ruleset, old, two.ruleset, new).changes()
            found += [titled(new, c.kind, c.text) for c in changes]
            continue
        rule, what = (old, "only_old") if old is not None else (new, "only_new")
        assert rule is not None
        others = two.ruleset if old is not None else one.ruleset
        there = [r for r in others.versions(name) if others.window(r) is not None] if name in others.rules else []
        if not there:  # otherwise the other side has it too, but the rule there does not rest on it
            found.append(titled(rule, "norm", {x: T[x][what] for x in LANGS}))
    return found


def titled(rule: Rule, kind: str, text: Text) -> Change:
    """A change of another rule, under its label and id."""
    return Change(kind, {x: f"{lower(rule.label[x])} [{rule.id}]: {text[x]}" for x in LANGS})


# ---- figures and laws ----------------------------------------------------------------------------------------------
def figures(one: Side, two: Side, subject: str, name: str, days: tuple[int, int]) -> list[Change]:
    """The values of a series that differ between the sides, on the days of what turned; a correction is one of them."""
    series = [s.ruleset.parameters.get(name) for s in (one, two)]
    shown = series[1] or series[0]
    if shown is None or (series[0] is series[1] and one.kind != "date"):
        return []
    found: list[Change] = []
    for key in shown.keys or {"": {}}:
        last = None
        for probe in probes(series, days) if one.kind != "date" else [0]:
            at = [day_of(s, subject, shown, probe) for s in (one, two)]
            told = [on(s, key, d) for s, d in zip(series, at, strict=True)]
            if same(*told) or told == last:
                continue
            last = told
            found.append(Change("figure", _said(shown, key, told)))
    return found


def probes(series: list[ParameterSeries | None], days: tuple[int, int]) -> list[int]:
    """The first day and every day on which a value begins or has ended; the day after the end as a number is enough."""
    periods = [p for s in series if s is not None for p in s.periods]
    ends = {p.since for p in periods} | {p.until + 1 for p in periods if p.until is not None}
    return sorted({days[0], *(d for d in ends if days[0] < d <= days[1])})


def day_of(side: Side, subject: str, series: ParameterSeries, probe: int) -> int:
    """The day on which a series is read: of sides that are dates their own, of a year the day that the series names."""
    if side.kind != "date":
        return probe
    about = side.ruleset.subjects[subject]
    yearly = bool(about.time) and about.facts[about.time].type == "year"
    return side.since // 10000 * 10000 + int(series.read_on.replace("-", "")) if yearly else side.since


def on(series: ParameterSeries | None, key: str, day: int) -> Period | None:
    """The value on a day: of several the last one."""
    periods = series.periods if series is not None else ()
    return next((p for p in reversed(periods) if p.key == key and p.covers(day)), None)


def same(old: Period | None, new: Period | None) -> bool:
    """Whether two values are one to a rule."""
    if old is None or new is None:
        return old is new
    return (old.value, old.other_value) == (new.value, new.other_value)


def _said(series: ParameterSeries, key: str, told: list[Period | None]) -> Text:
    """`maximum: niet bekend → 4,1% (vanaf 1 juli 2026)`."""
    text = {}
    for x in LANGS:
        values = [value(series, p, x) if p is not None else T[x]["unknown"] for p in told]
        when = next((f" ({window(p, x)})" for p in reversed(told) if p is not None), "")
        label = lower(series.label[x]) + (f", {lower(series.keys[key][x])}" if key in series.keys else "")
        text[x] = f"{label}: {values[0]} → {values[1]}{when}"
    return text


def law(one: Side, two: Side, name: str) -> list[Change]:
    """A law that stands otherwise on the two sides, or that took effect between their dates."""
    laws = [s.ruleset.laws.get(name) for s in (one, two)]
    shown = laws[1] or laws[0]
    if shown is None:
        return []
    if one.kind == "date":
        held = [found is not None and found.in_force is not None and found.in_force <= s.since
                for found, s in zip(laws, (one, two), strict=True)]  # fmt: skip
        told = [{x: T[x]["held" if h else "agreed"] for x in LANGS} for h in held]
    else:
        told = [status(found) if found is not None else {x: T[x]["unknown"] for x in LANGS} for found in laws]
    if told[0] == told[1]:
        return []
    return [Change("law", {x: f"{lower(shown.label[x])}: {told[0][x]} → {told[1][x]}" for x in LANGS})]


def status(found: LawStatus | object) -> Text:
    """How a law stands, in words."""
    law_status, start, seen = (getattr(found, n) for n in ("status", "in_force", "verified_on"))
    return {
        x: T[x][law_status].format(date(start, x) if start else "") + T[x]["seen"].format(date(seen, x)) for x in LANGS
    }
