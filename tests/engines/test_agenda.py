"""durable-rules as agenda: its six precautions, and the same conclusions as the plain chainer and the evaluator."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from collections import Counter

import pytest

from npa_rules.engines import agenda as module
from npa_rules.engines.chain import Chain
from npa_rules.engines.network import Derivation, Network, build, plain, possible, premises, tokens
from npa_rules.engines.reference import Run
from npa_rules.errors import InternalError
from npa_rules.judge import Judge
from npa_rules.model.case import Item, Settings
from tests.mutate import mixed, subjects, thinned

pytest.importorskip(
    "durable", reason="the extra `durable` is not installed (or cannot be on this Python)", exc_type=ImportError
)
Agenda, Unavailable = module.Agenda, module.Unavailable


@pytest.fixture(scope="module")
def agenda() -> Agenda:
    return Agenda()


def resting(ruleset, cases):
    """The cases of rules with premises, as they stand."""
    return [c for c in cases if c.rule.gives_verdict and premises(c.rule) and not c.settings.verdicts]


def small(rule, *derivations: Derivation) -> Network:
    return Network(rule, [list(derivations)], [[]])


def other(rule, name: str):
    """A rule of another id, for a network of its own."""
    return rule.but(id=name)


# ---- precaution 1: no background threads, one lock ------------------------------------------------------------------
def test_no_background_threads():
    from durable import engine

    before = threading.active_count()
    Agenda()
    assert threading.active_count() == before
    code = "import threading;from durable import engine;engine.Host();import time;time.sleep(.05);print(threading.active_count())"
    loud = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert int(loud.stdout) > 1, "the engine's own host starts none any more: the override can go"
    assert engine.Host._run is not Agenda()._host.__class__._run


def test_one_case_at_a_time(agenda, ruleset, cases):
    """Many threads, one agenda: each gets the conclusions of its own case."""
    case = next(c for c in resting(ruleset, cases) if c.rule.id == "STAT-PT")
    network = build(ruleset, case.rule)
    names = sorted(tokens(Run(ruleset, case.items, case.settings), case.rule, case.item))
    wrong: list[object] = []

    def work(seed: int) -> None:
        rng = random.Random(seed)
        for _ in range(25):
            given = {n: rng.choice("TFU") for n in names}
            if agenda.conclude(network, given) != plain(network, given):
                wrong.append(given)

    threads = [threading.Thread(target=work, args=(i,)) for i in range(4)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    assert wrong == []


# ---- precaution 2: a fresh session with an action, deleted; hashes that differ --------------------------------------
class Watched:
    """A host that remembers what it was asked."""

    def __init__(self, host) -> None:
        self.host, self.facts, self.deleted = host, [], []

    def assert_fact(self, name, fact):
        self.facts.append(fact)
        return self.host.assert_fact(name, fact)

    def delete_state(self, name, sid):
        self.deleted.append(sid)
        return self.host.delete_state(name, sid)

    def __getattr__(self, name):
        return getattr(self.host, name)


@pytest.fixture
def watched(ruleset, cases):
    case = next(c for c in resting(ruleset, cases) if c.rule.id == "STAT-PT")
    mine = Agenda()
    mine._host = Watched(mine._host)
    given = tokens(Run(ruleset, case.items, case.settings), case.rule, case.item)
    return mine, build(ruleset, case.rule), given


def test_each_case_has_a_session_with_an_action_and_loses_it(watched):
    mine, network, given = watched
    mine.conclude(network, given)
    mine.conclude(network, given)
    starts = [f for f in mine._host.facts if f["kind"] == 0]
    assert len(starts) == 2
    assert mine._host.facts[0] is starts[0], "nothing may come before the fact whose rule always fires"
    assert mine._host.deleted == [s["sid"] for s in starts]
    assert len(set(mine._host.deleted)) == 2


def test_a_session_is_deleted_after_a_failure_too(watched):
    mine, network, given = watched
    with pytest.raises(InternalError):
        mine.conclude(network, {**given, next(iter(given)): "X"})
    assert len(mine._host.deleted) == 1


def test_names_with_one_hash_are_refused():
    one, two = "0153010000689837", "0988010000587441"
    assert module.fnv(one) == module.fnv(two)
    with pytest.raises(Unavailable):
        module.distinct([one, two])
    module.distinct([one, one, "sid"])


# ---- precaution 3: a closed vocabulary ------------------------------------------------------------------------------
def test_only_small_integers_and_three_letters_go_in(watched):
    mine, network, given = watched
    mine.conclude(network, given)
    for fact in mine._host.facts:
        assert set(fact) <= set(Agenda.FIELDS)
        assert all(isinstance(v, int) or (v.isascii() and len(v) < 12) for v in fact.values())
        assert fact.get("v", "T") in "TFU"


@pytest.mark.parametrize("value", ["", "true", "t", None, 1, 0.5])
def test_another_value_is_no_token(watched, value):
    mine, network, given = watched
    with pytest.raises(InternalError, match="not a token"):
        mine.conclude(network, {**given, next(iter(given)): value})


# ---- precaution 4: tests under a kind, within the limits ------------------------------------------------------------
def test_every_test_stands_under_a_kind(agenda, ruleset):
    for rule in ruleset.rules.values():
        if rule.gives_verdict and premises(rule):
            for definition in agenda._definitions(f"{rule.id} again", build(ruleset, rule)).values():
                for test in (t for part in definition["all"] for t in part.values()):
                    first = test["$and"][0] if "$and" in test else test
                    assert list(first) == ["kind"]
            assert max(agenda._kind(c) for c in agenda._codes[f"{rule.id} again"].values()) < 20
    assert Agenda._kind(module.LEAVES_PER_KIND - 1) != Agenda._kind(module.LEAVES_PER_KIND)


@pytest.mark.parametrize(
    "derivations",
    [
        [Derivation(tuple((f"a{i}", "T") for i in range(16)), ("b", "T"))],
        [Derivation((("a", "T"), (f"b{i}", "T")), (f"c{i}", "T")) for i in range(251)],
        [Derivation(((f"a{i}", "T"),), (f"c{i}", "T")) for i in range(501)],
    ],
)
def test_a_network_beyond_the_limits_is_refused(ruleset, derivations):
    rule = other(ruleset.rules["STAT-PT"], "LARGE")
    with pytest.raises(Unavailable):
        Agenda().conclude(small(rule, *derivations), {})


# ---- precaution 5: exceptions kept, state checked, nothing twice ----------------------------------------------------
def test_an_exception_in_an_action_is_not_swallowed(watched, monkeypatch):
    mine, network, given = watched
    post = mine._post

    def failing(name, value):
        if name not in given and value != "U":  # only an action draws such a conclusion
            raise ZeroDivisionError(name)
        post(name, value)

    monkeypatch.setattr(mine, "_post", failing)
    with pytest.raises(InternalError, match="action of the agenda failed"):
        mine.conclude(network, given)


def test_an_exception_in_the_state_is_seen(watched, monkeypatch):
    mine, network, given = watched
    monkeypatch.setattr(mine._host, "get_state", lambda *_: {"exception": "swallowed"}, raising=False)
    with pytest.raises(InternalError, match="carries an exception"):
        mine.conclude(network, given)


def test_a_rule_that_fires_twice_is_seen(watched, monkeypatch):
    mine, network, given = watched
    sound = mine._sound

    def twice():
        mine._fired.append(mine._fired[0])
        sound()

    monkeypatch.setattr(mine, "_sound", twice)
    with pytest.raises(InternalError, match="fired twice"):
        mine.conclude(network, given)


def test_a_contradiction_is_seen(agenda, ruleset):
    rule = other(ruleset.rules["STAT-PT"], "CONTRADICTION")
    network = small(rule, Derivation((("a", "T"),), ("b", "T")), Derivation((("c", "T"),), ("b", "F")))
    with pytest.raises(InternalError):
        agenda.conclude(network, {"a": "T", "c": "T"})
    with pytest.raises(ValueError, match="b is"):
        plain(network, {"a": "T", "c": "T"})


# ---- precaution 6: each conclusion compared -------------------------------------------------------------------------
def test_a_conclusion_that_the_chainer_does_not_draw_is_no_verdict(watched, monkeypatch):
    mine, network, given = watched
    monkeypatch.setattr(module, "plain", lambda *_: {**plain(network, given), "requires": "U"})
    with pytest.raises(InternalError, match="disagree"):
        mine.conclude(network, given)


def test_a_chain_that_differs_from_the_evaluator_is_no_verdict(ruleset, cases, monkeypatch):
    case = next(c for c in resting(ruleset, cases) if c.rule.id == "STAT-PT" and len(c.items) > 1)
    monkeypatch.setattr("npa_rules.engines.chain.possible", lambda *_: {"justified", "shortfall"})
    with pytest.raises(InternalError, match="the chain says"):
        Judge(ruleset, case.items, case.settings, chain=Chain(ruleset)).one(case.rule, case.item)


# ---- the same verdicts ----------------------------------------------------------------------------------------------
def test_every_case_with_a_premise(agenda, ruleset, cases):
    seen = 0
    for case in resting(ruleset, cases):
        run = Run(ruleset, case.items, case.settings)
        outcome = run.judge(case.rule, case.item)
        network = build(ruleset, case.rule)
        known = agenda.conclude(network, tokens(run, case.rule, case.item))
        assert possible(network, known) == set(outcome.verdicts), (case.rule.id, case.number)
        seen += 1
    assert seen > 80


FILES = 10_000


@pytest.mark.slow
def test_generated_files_with_related_subjects(agenda, ruleset, cases):
    """10,000 case files: the agenda, the plain chainer and the evaluator give one answer."""
    rng, verdicts, files = random.Random(20261124), Counter(), 0
    mine = {n: [c for c in cs if len(c.items) > 1] for n, cs in subjects(cases).items()}
    rules = {n: [r for r in ruleset.judging(n) if premises(r)] for n in mine}
    names = [n for n in sorted(mine) if mine[n] and rules[n]]
    networks = {r.id: build(ruleset, r) for n in names for r in rules[n]}
    while files < FILES:
        name = rng.choice(names)
        settings = Settings(rng.choice((20261124, 20270201, 20350601)), presumptions=rng.random() < 0.7)
        items: list[Item] = thinned(rng, mixed(rng, mine[name], files), rng.choice((0, 0.1)), settings.as_of)
        run = Run(ruleset, items, settings)
        rule = rng.choice(rules[name])
        outcome = run.judge(rule, items[0])
        known = agenda.conclude(networks[rule.id], tokens(run, rule, items[0]))
        assert possible(networks[rule.id], known) == set(outcome.verdicts), (
            rule.id,
            settings,
            [i.facts for i in items],
        )
        verdicts[outcome.verdict] += 1
        files += 1
    assert min(verdicts[v] for v in ("complies", "violates", "justified", "not_applicable", "undetermined")) > 100, (
        verdicts
    )
