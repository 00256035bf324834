"""durable-rules as the agenda of one case: it chains verdicts over tokens, and nothing else is trusted to it.

Its core network is sound, its edges are not. So it gets small integers and three letters, never a figure, a date or a
text of a user; and six precautions stand between it and a verdict, each under test: no background threads and one lock;
a fresh session per case that always has an action and is always deleted, with names whose hashes differ; a closed
vocabulary; every test nested under a kind, within the limits of the engine; exceptions kept, state checked, nothing
posted or fired twice; and each conclusion compared with the plain chainer.
"""

from __future__ import annotations

import threading
from collections import Counter
from contextlib import suppress
from typing import Any

from npa_rules.engines.network import LETTER, Network, plain
from npa_rules.errors import InternalError

LEAVES_PER_KIND = 200
MOST_JOINED = 15
MOST_SHARED = 250
MOST_RULES = 4000
MOST_TESTS = 500
VALUES = frozenset(LETTER.values())


class Unavailable(Exception):
    """durable-rules cannot be had here, or the network is beyond its limits: the plain chainer serves."""


def fnv(text: str) -> int:
    """The 32-bit FNV-1a hash by which the engine tells names apart."""
    value = 2166136261
    for byte in text.encode():
        value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
    return value


def distinct(names: list[str]) -> None:
    """Refuse names that the engine would mix up."""
    known: dict[int, str] = {}
    for name in names:
        if known.setdefault(fnv(name), name) != name:
            raise Unavailable(f"{name} and {known[fnv(name)]} have one hash")


class Agenda:
    """The networks of a rule set on one host; `conclude` gives every token that follows."""

    FIELDS = ("sid", "id", "kind", "leaf", "v")

    def __init__(self) -> None:
        try:
            from durable import engine
        except Exception as error:  # no wheel, no compiler, or a Python that it does not know
            raise Unavailable(type(error).__name__) from error
        self._engine = engine

        class Quiet(engine.Host):  # type: ignore[misc]
            """A host without its two background threads, which would run actions late."""

            def _run(self) -> None:
                pass

        self._host = Quiet()
        self._lock = threading.Lock()
        self._codes: dict[str, dict[str, int]] = {}
        self._names: dict[str, str] = {}
        self._cases = 0
        self._known: dict[str, str] = {}
        distinct(list(self.FIELDS))

    # ---- rules of the engine ---------------------------------------------------------------------------------------
    def learn(self, network: Network) -> str:
        """The engine's name for a network, its rules given to the engine when it is new."""
        rule = network.rule.id
        if rule not in self._names:
            name = f"n{len(self._names)}"
            definitions = self._definitions(rule, network)
            self._host.set_rulesets({name: definitions})
            self._names[rule] = name
        return self._names[rule]

    def _definitions(self, rule: str, network: Network) -> dict[str, Any]:
        derivations = list(network.derivations())
        names = sorted({n for d in derivations for n, _ in (*d.when, d.then)} | {n for s in network.settled for n in s})
        codes = self._codes[rule] = {n: i for i, n in enumerate(names)}
        shared = Counter(t for d in derivations for t in set(d.when))
        limits = (
            max((len(d.when) for d in derivations), default=0) <= MOST_JOINED,
            max(shared.values(), default=0) <= MOST_SHARED,
            len(derivations) <= MOST_RULES,
            len(shared) <= MOST_TESTS,
        )
        if not all(limits):
            raise Unavailable(f"the network of {rule} is beyond the limits of the engine")
        distinct([self._id(i) for i in codes.values()])
        found: dict[str, Any] = {"start": {"all": [{"m": {"kind": 0}}], "run": lambda c: None}}
        for i, derivation in enumerate(derivations):
            tests = [
                {("m" if len(derivation.when) == 1 else f"x{j}"): self._test(codes[n], v)}
                for j, (n, v) in enumerate(derivation.when)
            ]
            found[f"r{i}"] = {"all": tests, "run": self._action(i, derivation.then), "pri": 1 + i % 60000}
        return found

    @staticmethod
    def _id(code: int) -> str:
        return f"L{code}"

    @staticmethod
    def _kind(code: int) -> int:
        return 1 + code // LEAVES_PER_KIND

    def _test(self, code: int, value: str) -> dict[str, Any]:
        return {"$and": [{"kind": self._kind(code)}, {"leaf": code}, {"v": value}]}

    def _action(self, number: int, then: tuple[str, str]) -> Any:
        def act(_: Any) -> None:
            try:  # the engine swallows exceptions: keep them ourselves
                self._fired.append(number)
                self._post(*then)
            except BaseException as error:
                self._errors.append(error)

        return act

    # ---- one case --------------------------------------------------------------------------------------------------
    def conclude(self, network: Network, given: dict[str, str]) -> dict[str, str]:
        """Every token that follows from what the evaluator says; `InternalError` when the engine breaks a promise."""
        with self._lock:
            self._ruleset = self.learn(network)
            self._network, self._code = network, self._codes[network.rule.id]
            self._cases += 1
            self._sid = f"c{self._cases}"
            known = self._known = dict[str, str]()
            self._fired: list[int] = []
            self._errors: list[BaseException] = []
            distinct([self._sid, *self.FIELDS])
            try:
                # a first fact whose rule always fires: a session in which no action ran cannot safely be deleted
                self._host.assert_fact(self._ruleset, {"sid": self._sid, "id": "start", "kind": 0})
                for name, value in given.items():
                    self._post(name, value)
                for settled in network.settled:
                    for name in settled:
                        if name not in self._known:
                            self._post(name, "U")
                self._sound()
            finally:
                self._host.delete_state(self._ruleset, self._sid)
        if known != (expected := plain(network, given)):
            wrong = sorted(set(known.items()) ^ set(expected.items()))
            raise InternalError(f"agenda and chainer disagree on {network.rule.id}: {wrong[:4]}")
        return known

    def _post(self, name: str, value: str) -> None:
        if value not in VALUES:
            raise InternalError(f"{name} is {value!r}: not a token")
        if name in self._known:  # never post the same conclusion twice
            if self._known[name] != value:
                raise InternalError(f"{name} is {self._known[name]} and {value}")
            return
        self._known[name] = value
        code = self._code.get(name)
        if code is None:  # nothing rests on it
            return
        fact = {"sid": self._sid, "id": self._id(code), "kind": self._kind(code), "leaf": code, "v": value}
        with suppress(self._engine.MessageNotHandledException):  # no rule may wait for it yet
            self._host.assert_fact(self._ruleset, fact)

    def _sound(self) -> None:
        """What the engine swallowed or did twice."""
        if self._errors:
            raise InternalError(f"an action of the agenda failed: {self._errors[0]!r}")
        if "exception" in self._host.get_state(self._ruleset, self._sid):
            raise InternalError("the state of the agenda carries an exception")
        if len(set(self._fired)) != len(self._fired):
            raise InternalError("a rule of the agenda fired twice")
