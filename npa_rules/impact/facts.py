"""Facts files by the rules of both sides, through the reference evaluator."""

from __future__ import annotations

from collections.abc import Callable

from npa_rules.difference.sides import Side
from npa_rules.editions import uncovered
from npa_rules.errors import Diagnostic, InputError
from npa_rules.facts.case_file import CaseFile, read_cases
from npa_rules.impact.dates import Gathered, keeps
from npa_rules.impact.pairs import SHOWN, Impact, Pair, Where, pairs
from npa_rules.impact.sides import about, dated, observed
from npa_rules.judge import Judge, Verdict, check_derived
from npa_rules.load.source import STDIN
from npa_rules.model.case import Item, Settings
from npa_rules.model.rule import LAST
from npa_rules.views import confined

Found = dict[tuple[str, str], Verdict]
Turned = Callable[[Pair, Where, tuple[str, str], tuple[str, str]], None]  # verdict and reason, before and after


def of_facts(impact: Impact, paths: tuple[str, ...], turned: Turned | None = None) -> None:
    """Judge the items of the files on both sides; `turned` is told of each verdict that turns, in their order."""
    cases = read(impact.one, impact.two, paths)
    for name in dict.fromkeys(i.subject.name for mine, other in cases for i in (*mine.items, *other.items)):
        ready(impact, name)
    gathered = Gathered()
    for mine, other in cases:
        covered(impact, mine, other, gathered)
        before, after = _judged(impact, 0, mine), _judged(impact, 1, other)
        for item in other.items:
            count(impact, item, before, after, turned)
    impact.notes += gathered.notes()


def ready(impact: Impact, name: str) -> None:
    """Pair the rules about a subject."""
    known = [s.ruleset.subjects.get(name) for s in (impact.one, impact.two)]
    sides = [
        about(s, subject) if subject is not None else s.but(rules={})
        for s, subject in zip((impact.one, impact.two), known, strict=True)
    ]
    impact.sides[name] = sides[0], sides[1]
    impact.pairs[name] = pairs(*impact.sides[name])


def read(one: Side, two: Side, paths: tuple[str, ...]) -> list[tuple[CaseFile, CaseFile]]:
    """The files as each side understands them: once where both have the same dictionaries."""
    first = read_cases(list(paths), two.ruleset)
    used = {i.subject.name for c in first for i in c.items}
    if all(one.ruleset.subjects.get(n) == two.ruleset.subjects[n] for n in used):
        return [(c, c) for c in first]
    if STDIN in paths:
        raise InputError([Diagnostic("E961")])
    return list(zip(read_cases(list(paths), one.ruleset), first, strict=True))


def covered(impact: Impact, mine: CaseFile, other: CaseFile, gathered: Gathered) -> None:
    """`InputError` (E920) for items on days that no edition covers, where their own day counts; other findings are gathered."""
    if not keeps(impact):
        return
    for number, (side, case) in enumerate(((impact.one, mine), (impact.two, other))):
        assert side.whole is not None and side.settings is not None
        settings = side.settings.but(parameters=side.settings.parameters | case.parameters)
        found = [(i, f) for i in case.items for f in uncovered(side.whole, [i], settings)]
        refused = [f for _, f in found if f.code.startswith("E")]
        if refused and number == 1:
            raise InputError(refused)
        for item, one in found:
            where = Where(item.id, item.line, item.file, item=True)
            gathered.add(number, one.code, item.subject.name, str(one.values["covered"]), 1, [where])


def _judged(impact: Impact, number: int, case: CaseFile) -> Found:
    """The verdicts of one side by item and rule."""
    side = (impact.one, impact.two)[number]
    view = confined(side.ruleset, [r for both in impact.sides.values() for r in both[number].rules.values()])
    items = [redated(side, i) for i in case.items]
    found: Found = {}
    for as_of in dict.fromkeys(observed(side, i.subject, impact.as_of) for i in items):
        settings = Settings(as_of=as_of, parameters=case.parameters)
        check_derived(view, items, settings, case.at)
        for verdict in Judge(view, items, settings).all():
            if observed(side, verdict.item.subject, impact.as_of) == as_of:
                found[verdict.item.key, verdict.rule.id] = verdict
    return found


def redated(found: Side, item: Item) -> Item:
    """The item on the day of its side, where the sides are dates."""
    to = dated(found, item.subject)
    return item if to is None else Item(item.subject, item.id, item.facts | {to[0]: to[1]}, item.file, item.line)


def count(impact: Impact, item: Item, before: Found, after: Found, turned: Turned | None) -> None:
    """The verdicts of both sides on one item, rule by rule."""
    name, touched = item.subject.name, False
    impact.items[name] = impact.items.get(name, 0) + 1
    for pair in impact.pairs[name]:
        old = before.get((item.key, pair.old.id)) if pair.old is not None else None
        new = after.get((item.key, pair.new.id)) if pair.new is not None else None
        if not owns(pair, item.key, after if pair.several == "new" else before):
            continue
        for verdict, counts in ((old, pair.before), (new, pair.after)):
            if verdict is not None:
                counts[verdict.verdict] = counts.get(verdict.verdict, 0) + 1
        if old is None or new is None or old.verdict == new.verdict:
            continue
        touched = True
        flip = pair.flip(old.verdict, new.verdict)
        flip.count += 1
        flip.reasons.add((old.reason, new.reason))
        flip.days(*days(impact.two, item))
        where = Where(item.id, item.line, item.file, item=True)
        flip.rows += [where] if len(flip.rows) < SHOWN else []
        if turned is not None:
            turned(pair, where, (old.verdict, old.reason), (new.verdict, new.reason))
    impact.touched += touched


def owns(pair: Pair, key: str, verdicts: Found) -> bool:
    """Whether an item is one of this pair, not of another that shares its counterpart."""
    if not pair.several:
        return True
    shared = pair.new if pair.several == "new" else pair.old
    assert shared is not None
    out = [i for i in pair.among if (v := verdicts.get((key, i))) is None or v.reason == "outside_period"]
    return shared.id not in out or (len(out) == len(pair.among) and shared.id == pair.among[0])


def days(side: Side, item: Item) -> tuple[int, int]:
    """The day of an item, or every day where it is not known."""
    given = item.facts.get(item.subject.time) if item.subject.time else None
    if side.kind == "date" or not isinstance(given, int):
        return 0, LAST
    return (given * 10000 + 101, given * 10000 + 1231) if given < 10000 else (given, given)
