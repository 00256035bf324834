"""A table by what was known on a date says what the evaluator says by what was known then: before and on each change."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

pl = pytest.importorskip("polars", reason="the extra `tables` (Polars) is not installed")

from npa_rules.audit.reads import reads  # noqa: E402
from npa_rules.engines import columns  # noqa: E402
from npa_rules.engines.reference import Run  # noqa: E402
from npa_rules.model import tree  # noqa: E402
from npa_rules.model.case import Item, Settings  # noqa: E402
from npa_rules.model.rule import RuleSet  # noqa: E402
from npa_rules.rests import nodes  # noqa: E402
from npa_rules.views import under  # noqa: E402
from tests.generate import many  # noqa: E402
from tests.mutate import mixed, thinned  # noqa: E402
from tests.mutate import subjects as by_subject  # noqa: E402

AS_OF = 20261124
ROWS = 12


def changes(ruleset: RuleSet, subject: str) -> list[int]:
    """Every day on which something that the verdicts about a subject rest on became known."""
    days: set[int] = set()
    judging = ruleset.index.judging.get(subject, ()) + ruleset.index.overtaken.get(subject, ())
    rules = {i: v for r in judging for i in reads(ruleset, ruleset.rules[r]).rules for v in ruleset.versions(i)}
    for rule in rules.values():
        days.add(rule.known_from)
        days |= {ruleset.editions[e].published or 0 for e in (rule.edition, rule.cut_by) if e}
        laws = [ruleset.laws[n] for n in (rule.needs_law, rule.until_law) if n]
        days |= {status.known_from for law in laws for status in law.history}
        named = {n.name for n in nodes(rule) if isinstance(n, tree.Parameter)}
        days |= {p.known_from for n in named for p in ruleset.parameters[n].periods}
    return sorted(days - {0})


def before(day: int) -> int:
    found = date(day // 10000, day // 100 % 100, day % 100) - timedelta(days=1)
    return found.year * 10000 + found.month * 100 + found.day


def drawn(ruleset: RuleSet, cases: list, name: str) -> list[Item]:
    """Facts of the cases of the subject, mixed, and rows near the limits for the two that change most."""
    rng, found = random.Random(name), []
    while len(found) < ROWS:
        batch = [i for i in mixed(rng, by_subject(cases)[name], len(found)) if i.subject.name == name][:1]
        found += thinned(rng, batch, rng.choice((0, 0, 0.1)), AS_OF)
    return found + (many(ruleset, ruleset.subjects[name], ROWS) if name in ("allocation", "rent_increase") else [])


def subjects(ruleset: RuleSet) -> list[str]:
    return [s for s in ruleset.subjects if ruleset.judging(s)]


def test_every_subject_has_a_change(ruleset):
    assert len(subjects(ruleset)) == 15 and all(len(changes(ruleset, s)) >= 1 for s in subjects(ruleset))


@pytest.mark.slow
@pytest.mark.parametrize("number", range(15))
def test_columns_and_reference_agree_before_and_on_each_change(ruleset, cases, number):
    name = subjects(ruleset)[number]
    subject, items = ruleset.subjects[name], drawn(ruleset, cases, name)
    frame = columns.frame(ruleset, items)
    told: set[tuple[tuple[str, ...], ...]] = set()
    for day in sorted({d for change in changes(ruleset, name) for d in (before(change), change)}):
        settings = Settings(AS_OF, known_at=day)
        view = under(ruleset, settings)
        assert [r.id for r in view.judging(name)] == [r.id for r in ruleset.judging(name, day)]
        if not view.judging(name):
            told.add(())
            continue
        codes = columns.judge(view, subject, frame, AS_OF)
        for row, item in enumerate(items):
            whole, bare = Run(ruleset, [item], settings), Run(view, [item], Settings(AS_OF))
            for rule in ruleset.judging(name, day):
                outcome = whole.by_date(rule.id, item)
                said = columns.decode(codes[rule.id][row])
                assert said == (outcome.verdict, outcome.reason), (day, rule.id, item.facts)
                if outcome.verdict == "undetermined":
                    assert bare.by_date(rule.id, item).missing == outcome.missing, (day, rule.id, item.facts)
        told.add(tuple(tuple(codes[c].cast(pl.String)) for c in codes.columns))
    assert len(told) > 1, "what was known made a difference"
