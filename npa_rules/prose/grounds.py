"""The conditions that made a verdict what it is, with how far a figure is off and what stands behind a derived fact."""

from __future__ import annotations

from npa_rules.engines.ledger import Seen
from npa_rules.engines.quantity import Num, Quantity, Sym
from npa_rules.judge import Verdict
from npa_rules.model import tree
from npa_rules.prose.bearing import bearing
from npa_rules.prose.condition import lower
from npa_rules.prose.ranges import Ranges


class Grounds(Ranges):
    """Reasons of verdicts."""

    def leaves(self, verdict: Verdict, part: str, truth: bool | None) -> list[Seen]:
        """The leaves that made a part come out so: none of a branch that came out otherwise, `not` turned round."""
        return [seen for seen, out in bearing(verdict, part) if out is truth]

    def grounds(self, verdict: Verdict, part: str, truth: bool) -> list[str]:
        """The leaves that made a part true or false, with how far a figure is off and what a derived fact rests on."""
        found = []
        for seen in self.leaves(verdict, part, truth):
            text, gap = self.line(seen), self.gap(seen) if part == "requires" else None
            if gap is not None:
                key, amount, _ = gap
                key += "_count" if key != "late" and self.counted(seen) else ""
                text += " - " + self.t[key].format(**{"days" if key == "late" else "amount": amount})
            behind = self.behind(verdict, seen)
            found.append(f"{text} ({behind})" if behind else text)
        return list(dict.fromkeys(found))

    def behind(self, verdict: Verdict, seen: Seen) -> str:
        """What made a truth that is no plain fact false: the members that fail it, or the figure and limit behind it."""
        node = seen.condition
        if seen.truth is False and isinstance(node, tree.Quantified):
            return self.against(verdict, [node])
        if not isinstance(node, tree.Compare) or node.kind != "bool":
            return ""
        if isinstance(node.left, tree.Value) and seen.left is not None and refused(seen.left):
            value = verdict.rule.values.get(node.left.name)
            return self.against(verdict, tree.walk(value.node)) if value is not None else ""
        return self.limit_behind(verdict, node.left.name) if isinstance(node.left, tree.Fact) else ""

    def against(self, verdict: Verdict, nodes: list[tree.Node]) -> str:
        """The members of lists that do not meet what each must meet, by name."""
        told, ids = [], {n.id: n for n in nodes if isinstance(n, tree.Quantified) and n.name == "each"}
        for seen in verdict.trace:
            node = ids.get(seen.condition.id) if seen.rule == verdict.rule.key else None
            listed = verdict.item.subject.facts.get(node.list) if node is not None else None
            if listed is None or seen.truth is not False or not isinstance(seen.left, Sym) or not seen.left.options:
                continue
            (places,) = seen.left.options
            assert isinstance(places, frozenset)
            told.append(self.names(listed, verdict.item, sorted(places)))
        return "; ".join(dict.fromkeys(told))

    def limit_behind(self, verdict: Verdict, name: str) -> str:
        """The figure and limit that made a derived truth false: `huishoudinkomen: … (grens: …)`; the widest limit."""
        names = [name]
        for _ in range(3):  # a definition may rest on another
            makers = [r for n in names for r in self.ruleset.defining(verdict.rule.applies_to, n)]
            ids, found = {r.key for r in makers}, []
            for inner in verdict.trace:
                test = inner.condition
                limit = (
                    isinstance(test, tree.Compare)
                    and test.kind == "number"
                    and not isinstance(test.right, tree.Literal)
                )
                if limit and inner.rule in ids and inner.truth is False:
                    found.append(inner)
            if found:
                return self.aside(widest(found))
            nodes = [n for r in makers for v in (*r.derives.values(), *r.values.values()) for n in tree.walk(v.node)]
            names = [n.name for n in nodes if isinstance(n, tree.Fact) and not n.of]
        return ""

    def added(self, verdict: Verdict) -> list[str]:
        """The excuse that a definition gives, where it holds."""
        held = self.leaves(verdict, "excused_if", True)
        return [self.line(s) for s in held if s.condition.id == verdict.rule.excused_by]

    def excuses(self, verdict: Verdict) -> str:
        """On what facts a deviation is allowed."""
        told = "; ".join(map(lower, self.added(verdict) or self.grounds(verdict, "excused_if", True)))
        return str(self.t["excused"].format(grounds=told)) if told else ""


def refused(value: Quantity) -> bool:
    """Whether a truth is known to be false."""
    return isinstance(value, Sym) and value.options == frozenset((False,))


def widest(failed: list[Seen]) -> Seen:
    """Of limits on the same figure the one that allows most: it decides where any of them would do."""
    first = failed[0]
    node = first.condition
    assert isinstance(node, tree.Compare)
    same = [s for s in failed if isinstance(s.condition, tree.Compare)]
    same = [s for s in same if (s.condition.left, s.condition.operator) == (node.left, node.operator)]  # type: ignore[attr-defined]
    ends = [(s.right.high, s) for s in same if isinstance(s.right, Num)]
    if not ends or node.operator not in ("at_most", "less_than"):
        return first
    return max(ends, key=lambda pair: pair[0])[1]
