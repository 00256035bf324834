"""What would make a verdict that is not met comply or be excused: what a party can change, record or show."""

from __future__ import annotations

from npa_rules.engines.ledger import Seen
from npa_rules.engines.quantity import Num
from npa_rules.judge import Verdict
from npa_rules.model import tree
from npa_rules.model.words import PARTIES
from npa_rules.prose.condition import lower, state
from npa_rules.prose.format import date
from npa_rules.prose.grounds import Grounds
from npa_rules.prose.phrases import OPERATORS

MISSED = ("violates", "shortfall")
MEASURED = {"eur_per_year", "nen_2767_score"}  # incomes and scores: nobody sets them to comply


class Advice(Grounds):
    """Counterfactuals of verdicts."""

    def advice(self, verdict: Verdict) -> list[str]:
        """A figure that would comply, where a party can still set it, and the excuses that a fact can give."""
        if verdict.verdict not in MISSED:
            return []
        found = []
        for seen in self.leaves(verdict, "requires", False):
            gap = self.gap(seen)
            node = seen.condition
            if gap is None or gap[0] not in ("over", "under") or not isinstance(node, tree.Compare):
                continue
            label, _, unit, _ = self.named(verdict.rule, node.left)
            excess = (
                isinstance(node.left, tree.Value) and isinstance(node.right, tree.Literal) and node.right.value == 0
            )
            if not label or unit in MEASURED or excess:
                continue
            key = "lower" if gap[0] == "over" else "raise"
            if verdict.item.subject.closes:  # a year that is over cannot be changed
                if "period_not_over" not in verdict.provisional:
                    continue
                key += "_year"
            words = {"label": lower(label), "limit": gap[2], "amount": gap[1]}
            found.append(self.t[key].format(operator=OPERATORS[self.lang][node.operator], **words))
        excuses = [*self.leaves(verdict, "excused_if", False), *self.leaves(verdict, "excused_if", None)]
        labels = [self.excuse(verdict, seen) for seen in excuses]
        told = "; ".join(dict.fromkeys(x for x in labels if x))
        if told:
            found.append(self.t["instead" if found else "only_by"].format(labels=told))
        return found

    def excuse(self, verdict: Verdict, seen: Seen) -> str:
        """What an excuse asks for, where a fact can give it."""
        node = seen.condition
        if isinstance(node, tree.Compare) and node.kind == "bool":
            label = lower(self.named(verdict.rule, node.left)[0])
            negative = isinstance(node.right, tree.Literal) and node.right.value is (node.operator == "not_equals")
            return f"{label}: {state(False, self.lang)}" if negative else label
        if isinstance(node, tree.Happened):
            return lower(self.event(verdict.rule, node))
        return ""

    def proofs(self, verdict: Verdict) -> list[str]:
        """For what was not done, late or incomplete: what has to be shown, by when, by whom, from which document."""
        if verdict.verdict not in MISSED:
            return []
        return [self.proof(verdict, seen) for seen in self.unshown(verdict)]

    def unshown(self, verdict: Verdict) -> list[Seen]:
        """The events that made it a miss, those within the named values of the rule as well."""
        found: list[Seen] = []
        for seen in self.leaves(verdict, "requires", False):
            node = seen.condition
            if isinstance(node, tree.Happened):
                found.append(seen)
            elif isinstance(node, tree.Compare) and node.kind == "bool" and isinstance(node.left, tree.Value):
                value = verdict.rule.values.get(node.left.name)
                ids = (
                    {n.id for n in tree.walk(value.node) if isinstance(n, tree.Happened)}
                    if value is not None
                    else set()
                )
                mine = [s for s in verdict.trace if s.rule == verdict.rule.key and s.condition.id in ids]
                found += [s for s in mine if s.truth is False]
        return list({s.condition.id: s for s in found}.values())

    def proof(self, verdict: Verdict, seen: Seen) -> str:
        """What has to be shown of one event."""
        node = seen.condition
        assert isinstance(node, tree.Happened)
        entry = verdict.item.subject.facts[node.event]
        last = seen.right if isinstance(seen.right, Num) and seen.right.known else None
        until = int(last.low) if last is not None else verdict.due if node.by == verdict.rule.due else None
        clauses = (self.ruleset.clauses[c] for c in verdict.clauses if c in self.ruleset.clauses)
        owing = entry.attested_by or verdict.rule.owed_by or tuple(p for c in clauses for p in c.parties)
        parties = ", ".join(dict.fromkeys(PARTIES[p][self.lang] for p in owing))
        evidence = entry.evidence.get(self.lang, "")
        t = self.t
        return str(
            t["proof"].format(
                event=lower(self.event(verdict.rule, node)),
                by=t["proof_by"].format(date=date(until, self.lang)) if until else "",
                parties=t["proof_parties"].format(parties=parties) if parties else "",
                evidence=t["proof_evidence"].format(evidence=lower(evidence)) if evidence else "",
            )
        )
