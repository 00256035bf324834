"""Why a figure is a range: which facts are missing behind it, and of how many members."""

from __future__ import annotations

from npa_rules.engines.quantity import INF, Figure, Num
from npa_rules.judge import Verdict
from npa_rules.model import tree
from npa_rules.model.record import Record
from npa_rules.prose.condition import lower
from npa_rules.prose.format import plain, telling
from npa_rules.prose.missing import MEMBER, TOKEN, Missing, number, together


class Cause(Record):
    """One kind of fact that is missing behind a range: `missing` of the `total` members of a list lack it (or 1 of 1)."""

    fact: str  # the path, `projects[].social_rent` for a field of a list
    missing: int
    total: int
    members: tuple[str, ...]
    text: str


class Span(Record):
    """A figure of a verdict that is only known to lie between two ends."""

    name: str  # of the fact, value or parameter
    label: str
    unit: str
    low: Figure | None
    high: Figure | None
    causes: tuple[Cause, ...]
    text: str


class Ranges(Missing):
    """The ranges on which a verdict rests."""

    def ranges(self, verdict: Verdict) -> list[Span]:
        """The figures of a verdict that are ranges, each with what widens it; none that says nothing.

        A settled comparison counts always, an open one where its range is narrow enough to be told.
        """
        found: dict[tuple[object, ...], Span] = {}
        for seen in verdict.trace:
            node, rule = seen.condition, self.ruleset.rules[seen.rule]
            if not isinstance(node, tree.Compare) or node.kind != "number":
                continue
            if rule.key != verdict.rule.key and not rule.derives:
                continue
            for side, value in ((node.left, seen.left), (node.right, seen.right)):
                if not isinstance(value, Num) or value.known or value.undefined or not value.missing:
                    continue
                label, _, unit, _ = self.named(rule, side)
                decided = seen.truth is not None
                ends = self.decisive(seen, "number", unit) if side is node.left else ""
                if telling(value):
                    ends = self.ends(value, unit)
                entry = self.entry(rule, side)
                if entry is not None and (value.low, value.high) == (entry.low, entry.high):
                    continue  # wholly unknown
                partly = value.low > 0 or any(MEMBER.match(t) for t in value.missing)
                if label and ends and (decided or (telling(value) and partly)):
                    span = self.span(verdict, side, value, (label, unit, ends))
                    found.setdefault((span.name, span.low, span.high), span)
        return list(found.values())

    def ends(self, value: Num, unit: str) -> str:
        """`34,17% tot 40,83%`."""
        low, high = (plain(e, "number", unit, self.lang) for e in (value.low, value.high))  # type: ignore[arg-type]
        return str(self.t["ends"].format(low=low, high=high))

    def span(self, verdict: Verdict, node: tree.Node, value: Num, told: tuple[str, str, str]) -> Span:
        label, unit, ends = told
        causes = self.causes(verdict, value)
        reasons = "; ".join(c.text for c in causes)
        text = str(self.t["range"].format(label=lower(label), value=ends, reasons=reasons))
        low, high = (None if e in (INF, -INF) else e for e in (value.low, value.high))
        return Span(getattr(node, "name", ""), label, unit, low, high, causes, text)

    def causes(self, verdict: Verdict, value: Num) -> tuple[Cause, ...]:
        """What is missing behind a range, members of one list together."""
        tokens, found = sorted(value.missing), {}
        for token in tokens:
            match = MEMBER.match(token)
            if match is None:
                figure = TOKEN.match(token) is not None or token.startswith("law:")
                label = self.figure_missing(token, verdict) if figure else self.fact_label(token, verdict.item)
                text = str(self.t["figure_needed" if figure else "lacking_one"].format(label=label, figures=label))
                found[token] = Cause(token, 1, 1, (), text.rstrip("."))
                continue
            path = f"{match.group(1)}[].{match.group(3)}"
            if path in found:
                continue
            places = [number(t) for t in together(tokens, match)]
            listed, field, holder = self.listing(match, verdict.item)
            raw = holder.facts.get(listed.name) if holder is not None else None
            total = len(raw) if isinstance(raw, list | tuple) else len(places)
            words = {"list": lower(self.label(listed)), "field": lower(self.label(field))}
            names = self.names(listed, holder, places)
            text = str(self.t["lacking"].format(missing=len(places), total=total, names=names, **words))
            members = tuple(self.member(listed, holder, p) for p in places)
            found[path] = Cause(path, len(places), total, members, text)
        return tuple(found.values())
