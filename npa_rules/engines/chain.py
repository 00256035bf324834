"""Chaining the verdicts of one case file: by durable-rules where it can be had, by the plain chainer everywhere."""

from __future__ import annotations

from npa_rules.engines.agenda import Agenda, Unavailable
from npa_rules.engines.network import Network, build, plain, possible, premises, tokens
from npa_rules.engines.reference import Outcome, Run
from npa_rules.errors import InternalError
from npa_rules.model.case import Item
from npa_rules.model.rule import Rule, RuleSet


class Chain:
    """Confirms verdicts that rest on those about other subjects of the same file."""

    def __init__(self, ruleset: RuleSet) -> None:
        self.ruleset = ruleset
        self.confirmed = 0
        self.why = ""  # why the plain chainer serves alone; empty while durable-rules does
        self._agenda: Agenda | None = None
        self._networks: dict[str, Network] = {}

    def confirm(self, run: Run, rule: Rule, item: Item, outcome: Outcome) -> None:
        """Chain the same verdict anew from the parts of the rules; `InternalError` when it differs."""
        if self._dated(rule) or not self.reaches(run, rule, item):
            return
        if rule.id not in self._networks:
            self._networks[rule.id] = build(self.ruleset, rule)
        network = self._networks[rule.id]
        known = self._conclude(network, tokens(run, rule, item))
        found = possible(network, known)
        if found != set(outcome.verdicts):
            raise InternalError(f"{rule.id}: the chain says {sorted(found)}, the evaluator {outcome.verdicts}")
        self.confirmed += 1

    def reaches(self, run: Run, rule: Rule, item: Item) -> bool:
        """Whether a premise of the rule, or of one that it rests on, speaks of another subject of the file."""
        frame = run.frame(rule, item)
        for premise in premises(rule):
            target = frame.related(premise.of) if premise.of else item
            if premise.of and not target.virtual:
                return True
            if self.reaches(run, self.ruleset.rules[premise.rule], target):
                return True
        return False

    def _dated(self, rule: Rule) -> bool:
        """Whether a rule, or one that it rests on, has several versions: a network knows no dates."""
        versions = self.ruleset.index.versions
        if not versions:
            return False
        return rule.id in versions or any(self._dated(self.ruleset.rules[p.rule]) for p in premises(rule))

    def _conclude(self, network: Network, given: dict[str, str]) -> dict[str, str]:
        if self._agenda is None and not self.why:
            try:
                self._agenda = Agenda()
            except Unavailable as reason:
                self.why = str(reason)
        if self._agenda is not None:
            try:
                return self._agenda.conclude(network, given)
            except Unavailable as reason:
                self.why = str(reason)
        return plain(network, given)


def serving() -> str:
    """Which chainer serves, for `npa --version`."""
    try:
        Agenda()
    except Unavailable as reason:
        return f"plain chainer ({reason})"
    from importlib.metadata import version

    return f"durable-rules {version('durable-rules')}, checked by the plain chainer"
