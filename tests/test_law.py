"""The law of the engine, over every rule and every case: unknown is never compliant, decided stays decided."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from npa_rules.cases import Case
from npa_rules.engines.reference import Run
from npa_rules.errors import InputError
from npa_rules.judge import Judge, Verdict, check_derived
from npa_rules.model.case import Happening, Item, Settings
from npa_rules.model.rule import RuleSet
from tests.mutate import mixed, subjects, thinned


def judging(cases: list[Case]) -> list[Case]:
    return [c for c in cases if c.rule.gives_verdict]


def released(ruleset: RuleSet, items: list[Item]) -> list[Item]:
    """The items with an attestation that no release and no reservation was invoked, so that nothing hangs on it."""
    quiet = {"financial_position_invoked": False}
    items = [
        Item(i.subject, i.id, {**quiet, **i.facts}, i.file, i.line) if i.subject.name == "municipality_year" else i
        for i in items
    ]
    if "national_commitment" not in ruleset.subjects or any(i.subject.name == "national_commitment" for i in items):
        return items
    subject = ruleset.subjects["national_commitment"]
    if "cabinet_measure" not in subject.facts:
        return items
    return [*items, Item(subject, "attested", {"cabinet_measure": Happening("none")})]


def one(ruleset: RuleSet, case: Case, items: list[Item], settings: Settings) -> Verdict:
    return Judge(ruleset, released(ruleset, items), settings).one(case.rule, items[0])


def without(items: list[Item], drop: set[tuple[int, str]]) -> list[Item]:
    return [
        Item(i.subject, i.id, {k: v for k, v in i.facts.items() if (n, k) not in drop}, i.file, i.line)
        for n, i in enumerate(items)
    ]


def facts_of(items: list[Item]) -> list[tuple[int, str]]:
    return [(n, k) for n, i in enumerate(items) for k in i.facts]


@pytest.mark.slow
def test_removing_a_fact_never_makes_it_comply(ruleset, cases):
    """Each fact, one at a time and all at once, without presumptions."""
    for case in judging(cases):
        settings = case.settings.but(presumptions=False)
        before = one(ruleset, case, case.items, settings)
        everything = facts_of(case.items)
        for drop in [{f} for f in everything] + [set(everything)]:
            after = one(ruleset, case, without(case.items, drop), settings)
            if after.verdict == "complies":
                assert before.verdict == "complies", (case.rule.id, case.number, drop)


def test_removing_a_parameter_never_makes_it_comply(ruleset, cases):
    """Each parameter that was read, one at a time and all at once, without presumptions."""
    for case in judging(cases):
        settings = case.settings.but(presumptions=False)
        before = one(ruleset, case, case.items, settings)
        names = {name for name, _, _ in before.figures}
        for gone in [{n} for n in names] + [names]:
            fewer = settings.but(parameters={**settings.parameters, **dict.fromkeys(gone, ())})
            after = one(ruleset, case, case.items, fewer)
            if after.verdict == "complies":
                assert before.verdict == "complies", (case.rule.id, case.number, gone)


def test_what_is_presumed_is_named(ruleset, cases):
    """With presumptions, removing a fact that has one changes the verdict only where `presumed` names it."""
    for case in judging(cases):
        before = one(ruleset, case, case.items, case.settings)
        for n, name in facts_of(case.items):
            if case.items[n].subject.facts[name].presume is None:
                continue
            after = one(ruleset, case, without(case.items, {(n, name)}), case.settings)
            if after.verdict != before.verdict:
                assert any(p.split(".")[-1] == name for p in after.presumed), (case.rule.id, case.number, name)


@pytest.mark.slow
def test_random_subsets_keep_decided_verdicts(ruleset, cases):
    """A decided, non-provisional verdict on part of the facts is the verdict on all of them."""
    rng = random.Random(20261124)
    decided = 0
    for case in judging(cases):
        settings = case.settings.but(presumptions=False)
        full = one(ruleset, case, case.items, settings)
        everything = facts_of(case.items)
        for _ in range(6):
            drop = {f for f in everything if rng.random() < 0.35}
            part = one(ruleset, case, without(case.items, drop), settings)
            if part.verdict != "undetermined" and not part.provisional:
                decided += 1
                assert full.verdict in (part.verdict,), (case.rule.id, case.number, drop, part.verdict, full.verdict)
    assert decided > 100


def test_supplying_what_is_missing_decides(ruleset, cases):
    """From a random part of a case that is decided in full: give back all of `missing`, once, and it is decided."""
    rng, supplied = random.Random(7), 0
    for case in judging(cases):
        settings = case.settings.but(presumptions=False)
        full = one(ruleset, case, case.items, settings)
        if full.verdict == "undetermined":
            continue
        everything = facts_of(case.items)
        for _ in range(4):
            drop = {f for f in everything if rng.random() < 0.5}
            part = one(ruleset, case, without(case.items, drop), settings)
            if part.verdict != "undetermined":
                continue
            back = {f for f in drop if any(names(case, token, f) for token in part.missing)}
            again = one(ruleset, case, without(case.items, drop - back), settings)
            given = all(any(names(case, token, f) for f in everything) for token in part.missing)
            if given:
                supplied += 1
                assert again.verdict == full.verdict, (case.rule.id, case.number, drop, part.missing, again.missing)
    assert supplied > 200


def names(case: Case, token: str, fact: tuple[int, str]) -> bool:
    """Whether a token of `missing` speaks of this fact of this item: `fact`, `list[2].field`, `event.date`, `relation.fact`."""
    number, name = fact
    subject = case.items[number].subject.name
    relations = {r.name for r in case.item.subject.relations.values() if r.to == subject} | {subject}
    prefixes = [""] if number == 0 else [f"{r}." for r in sorted(relations)]
    return any(token == p + name or token.startswith((p + name + ".", p + name + "[")) for p in prefixes)


def test_irrelevant_facts_do_not_matter(ruleset, cases):
    """Removing only facts that a decided verdict does not miss when they go keeps it decided."""
    for case in judging(cases):
        settings = case.settings.but(presumptions=False)
        full = one(ruleset, case, case.items, settings)
        if full.verdict == "undetermined":
            continue
        idle = set()
        for fact in facts_of(case.items):
            alone = one(ruleset, case, without(case.items, {fact}), settings)
            if alone.verdict == full.verdict and fact[0] == 0 and not reads(ruleset, case, fact[1]):
                idle.add(fact)
        assert one(ruleset, case, without(case.items, idle), settings).verdict == full.verdict


def reads(ruleset: RuleSet, case: Case, name: str) -> bool:
    """Whether the case's rule could read a fact at all, by its own tree (definitions read theirs)."""
    from npa_rules.model import tree

    tops = [*case.rule.conditions().values(), *(v.node for v in case.rule.values.values())]
    tops += [case.rule.due] if case.rule.due is not None else []
    nodes = [n for t in tops for n in tree.walk(t)]
    used = {n.name for n in nodes if isinstance(n, tree.Fact)} | {
        n.event for n in nodes if isinstance(n, tree.Happened)
    }
    return name in used or any(ruleset.defining(case.item.subject.name, n) for n in used)


@pytest.mark.slow
def test_what_is_decided_in_part_holds_in_full(ruleset, cases):
    """Mixed and nudged cases of every subject, under every reading: a verdict on part of the facts is that on all."""
    rng = random.Random(11)
    decided: Counter[str] = Counter()
    for name, mine in subjects(cases).items():
        for number in range(500):
            as_of = rng.choice((20250601, 20261124, 20270201, 20360101))
            full = released(ruleset, mixed(rng, mine, number))
            if contradicts(ruleset, full, as_of):
                continue
            part = [*thinned(rng, full[:1], 0.25, as_of), *full[1:]]
            for rule in ruleset.judging(name):
                for reading in rule.readings or [""]:
                    settings = Settings(as_of, presumptions=False, readings={rule.id: reading} if reading else {})
                    whole = Run(ruleset, full, settings).judge(rule, full[0])
                    some = Run(ruleset, part, settings).judge(rule, part[0])
                    context = (rule.id, reading, as_of, full[0].facts, part[0].facts)
                    assert whole.verdict == "undetermined" or whole.verdict in some.verdicts, context
                    if some.verdict != "undetermined":
                        decided[some.verdict] += 1
                        assert some.verdict == whole.verdict, context
    assert min(decided[v] for v in ("complies", "violates", "justified", "shortfall", "not_applicable")) > 20, decided


def contradicts(ruleset: RuleSet, items: list[Item], as_of: int) -> bool:
    """Whether the facts are refused: one differs from what follows from the others."""
    try:
        check_derived(ruleset, items, Settings(as_of, presumptions=False))
    except InputError:
        return True
    return False
