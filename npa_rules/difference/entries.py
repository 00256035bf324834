"""Everything that differs between two sides: rules that changed, stayed, came or went, figures and laws."""

from __future__ import annotations

from npa_rules import meaning
from npa_rules.difference.changes import Change, Comparison
from npa_rules.difference.sides import Side
from npa_rules.difference.words import LANGS, T
from npa_rules.model import tree
from npa_rules.model.record import OpenRecord, fresh
from npa_rules.model.rule import LAST, ParameterSeries, Period, Rule, RuleSet
from npa_rules.model.words import Text
from npa_rules.prose.condition import lower
from npa_rules.prose.format import date, plain


class Entry(OpenRecord):
    """One rule, figure or law on both sides. `state`: changed, moved, unchanged, new, lapsed, figure or law."""

    state: str
    title: Text
    old: Rule | None = None
    new: Rule | None = None
    change: str = ""  # as `replaces` says
    note: Text = fresh(default_factory=dict)
    changes: list[Change] = fresh(default_factory=list)
    source: str = ""
    back: bool = False  # the first side is the later one: what `replaces` says, and the note, is told of the other way


def entries(one: Side, two: Side) -> list[Entry]:
    """All entries, in the order of the states and then of the rules; either side may be the later one."""
    whole = one.kind == "revision"
    found, sides = [], (set[str](), set[str]())
    for old, new in pairs(one, two):
        found.append(_paired(one, two, old, new))
        sides[0].add(old.id)
        sides[1].add(new.id)
    found += [
        Entry("new", r.label, new=r, note=_reason(one, r), back=True)
        for r in two.rules.values()
        if r.id not in sides[1]
    ]
    found += [Entry("lapsed", r.label, old=r, note=_reason(two, r)) for r in one.rules.values() if r.id not in sides[0]]
    if whole or one.kind == "date":
        found += figures(one, two, whole=whole)
        found += laws(one, two) if whole else []
    order = ("changed", "moved", "unchanged", "new", "lapsed", "figure", "law")
    return sorted(found, key=lambda e: order.index(e.state))


def same(found: list[Entry]) -> bool:
    """Whether nothing differs: each rule is on both sides, and says the same."""
    return all(
        e.state == "unchanged" and e.old is not None and e.new is not None and e.old.id == e.new.id for e in found
    )


def pairs(one: Side, two: Side) -> list[tuple[Rule, Rule]]:
    """Each rule beside the one that takes its place on the other side, whichever side is the later one."""
    found = [(old, new) for new in two.rules.values() if (old := predecessor(one, two, new)) is not None]
    known = {old.id for old, _ in found}
    back = [(old, predecessor(two, one, old)) for old in one.rules.values() if old.id not in known]
    return found + [(old, new) for old, new in back if new is not None]


def predecessor(one: Side, two: Side, rule: Rule) -> Rule | None:
    """The rule on side `one` that a rule of `two` takes the place of: itself, or the end of its chain of predecessors."""
    if rule.id in one.rules:
        return one.rules[rule.id]
    known = {rule.id}
    while rule.replaces is not None and rule.replaces.rule not in known:
        known.add(rule.replaces.rule)
        if rule.replaces.rule in one.rules:
            return one.rules[rule.replaces.rule]
        rule = two.ruleset.rules.get(rule.replaces.rule) or rule
    return None


def _reason(other: Side, rule: Rule) -> Text:
    """Why a rule of one side has no place on the other, by the manifests there."""
    stated = {k: v for e in other.ruleset.editions.values() if e.name != rule.edition for k, v in e.lapsed.items()}
    return stated.get(rule.id, {})


def _paired(one: Side, two: Side, old: Rule, new: Rule) -> Entry:
    if old.id == new.id:
        changes = Comparison(one.ruleset, old, two.ruleset, new).changes()
        state = "changed" if changes or old.edition != new.edition else "unchanged"
        return Entry(state, new.label, old, new, changes=changes)
    back = predecessor(one, two, new) is not old
    said = (old if back else new).replaces
    assert said is not None
    state = {"unchanged": "unchanged", "moved": "moved"}.get(said.change, "changed")
    changes = Comparison(one.ruleset, old, two.ruleset, new).changes(brief=True)
    if (
        one.kind == "edition" and state != "unchanged"
    ):  # what is the same but for its days reads other figures by nature
        changes += read(one, two, old, new)
    return Entry(state, new.label, old, new, said.change, said.note, changes, back=back)


# ---- figures -------------------------------------------------------------------------------------------------------
def read(one: Side, two: Side, old: Rule, new: Rule) -> list[Change]:
    """The figures that either rule reads for its limits, each over its own days, where they differ."""
    names = [dict.fromkeys(series_of(r)) for r in (old, new)]
    found = []
    for name in names[0] | names[1]:
        told = [
            within(s.ruleset.parameters[name], r, s.ruleset.editions[r.edition].term[1] or LAST, lang)
            for s, r, known in ((one, old, names[0]), (two, new, names[1]))
            for lang in LANGS
            if name in known and name in s.ruleset.parameters
        ]
        if len(told) == 2 * len(LANGS) and told[0] != told[len(LANGS)]:
            label = two.ruleset.parameters[name].label
            text = {x: f"{lower(label[x])}: {told[i]} → {told[i + len(LANGS)]}" for i, x in enumerate(LANGS)}
            found.append(Change("figure", text))
    return found


def series_of(rule: Rule) -> list[str]:
    """The parameters behind the conditions of a rule, by way of its named values; not those of other readings."""
    todo: list[tree.Node] = [*rule.conditions().values(), *(v.node for v in rule.derives.values())]
    found, known = [], set()
    while todo:
        for node in tree.walk(todo.pop(0)):
            if isinstance(node, tree.Parameter):
                found.append(node.name)
            elif isinstance(node, tree.Value) and node.name in rule.values and node.name not in known:
                known.add(node.name)
                todo.append(rule.values[node.name].node)
    return found


def within(series: ParameterSeries, rule: Rule, ends: int, lang: str) -> str:
    """The values of a series on the days of a rule, up to the end of its agreement, each with its first year or day."""
    since, until = rule.since or 0, min(rule.until or LAST, ends)
    told = [
        f"{value(series, p, lang)} ({window(p, lang)})"
        for p in series.periods
        if p.since <= until and since <= (p.until or LAST) and p.key == next(iter(series.keys), "")
    ]
    return ", ".join(told) or T[lang]["none"]


def value(series: ParameterSeries, period: Period, lang: str) -> str:
    """A figure in words."""
    if isinstance(period.value, str | bool):
        return str(period.value).lower()
    return plain(period.value, "date" if series.type == "date" else "number", series.unit, lang)


def window(period: Period, lang: str) -> str:
    """From when a figure holds; a calendar year as that year."""
    if period.until is not None and (period.since % 10000, period.until - period.since) == (101, 1130):
        return str(period.since // 10000)
    return {"nl": "vanaf {}", "en": "from {}"}[lang].format(date(period.since, lang))


def figures(one: Side, two: Side, *, whole: bool) -> list[Entry]:
    """Parameters with another value on the two dates, or with other lines in the two rule sets."""
    found = []
    for name in sorted({*one.ruleset.parameters, *two.ruleset.parameters}):
        series = two.ruleset.parameters.get(name) or one.ruleset.parameters[name]
        sides = (one.ruleset.parameters.get(name), two.ruleset.parameters.get(name))
        changes = _lines(*sides) if whole else _on(series, one.since, two.since)
        if changes:
            sources = [p.source for p in series.periods if p.covers(two.since)] if not whole else []
            found.append(Entry("figure", series.label, changes=changes, source=next(iter(sources), name)))
    return found


def _on(series: ParameterSeries, before: int, after: int) -> list[Change]:
    """What a series says on one day and on another, per key."""
    found: list[Change] = []
    if any(p.measured for p in series.periods):
        return found  # statistics are read on days that a rule names, not on that of a case
    for key, label in (series.keys or {"": {}}).items():
        periods = [
            next((p for p in reversed(series.periods) if p.key == key and p.covers(d)), None) for d in (before, after)
        ]
        old, new = periods
        if (old.value if old else None) == (new.value if new else None):
            continue
        text = {}
        for x in LANGS:
            told = [
                value(series, p, x) if p is not None else {"nl": "niet bekend", "en": "not known"}[x] for p in periods
            ]
            text[x] = (f"{lower(label[x])}: " if label else "") + T[x]["to"].format(*told)
        found.append(Change("figure", text))
    return found


def _lines(old: ParameterSeries | None, new: ParameterSeries | None) -> list[Change]:
    """Lines of a series that came, went or changed."""
    sides = []
    for series in (old, new):
        periods = series.periods if series is not None else ()
        sides.append({(p.key, p.since, p.published or p.recorded): p for p in periods})
    found = []
    for place in sorted({*sides[0], *sides[1]}):
        one, two = (s.get(place) for s in sides)
        if one is not None and two is not None and _meant(old, one) == _meant(new, two):
            continue
        said = [(s, p) for s, p in ((old, one), (new, two)) if s is not None and p is not None]
        text = {}
        for x in LANGS:
            told = [f"{value(s, p, x)} ({window(p, x)}{_end(p, x)})" for s, p in said]
            text[x] = " → ".join(told) if len(told) == 2 else T[x]["added" if one is None else "gone"].format(told[0])
        found.append(Change("figure", text))
    return found


def _end(period: Period, lang: str) -> str:
    return f" {'t/m' if lang == 'nl' else 'until'} {date(period.until, lang)}" if period.until else ""


def _meant(series: ParameterSeries | None, period: Period) -> object:
    assert series is not None
    return meaning.of_period(series.name, series.type, series.unit, period)


def laws(one: Side, two: Side) -> list[Entry]:
    """Laws whose status differs."""
    found = []
    for name in sorted({*one.ruleset.laws, *two.ruleset.laws}):
        told = [_status(s.ruleset, name) for s in (one, two)]
        if told[0] != told[1]:
            law = two.ruleset.laws.get(name) or one.ruleset.laws[name]
            text = {x: T[x]["to"].format(told[0][x], told[1][x]) for x in LANGS}
            found.append(Entry("law", law.label, changes=[Change("law", text)], source=law.source))
    return found


def _status(ruleset: RuleSet, name: str) -> Text:
    law = ruleset.laws.get(name)
    if law is None:
        return {x: T[x]["none"] for x in LANGS}
    words = {
        "agreed": {"nl": "afgesproken", "en": "agreed"},
        "in_force": {"nl": "geldt vanaf", "en": "in force from"},
        "withdrawn": {"nl": "ingetrokken", "en": "withdrawn"},
    }[law.status]
    days = {x: date(law.in_force, x) if law.in_force else "" for x in LANGS}
    seen = {"nl": "nagegaan op", "en": "checked on"}
    return {x: f"{words[x]} {days[x]} ({seen[x]} {date(law.verified_on, x)})".replace("  ", " ") for x in LANGS}
