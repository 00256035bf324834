"""What is missing or presumed, in words: facts by label, members of a list by their name, figures by series and date."""

from __future__ import annotations

import re

from npa_rules.engines.quantity import NONE
from npa_rules.judge import Verdict
from npa_rules.model import tree
from npa_rules.model.case import Item, keys
from npa_rules.model.dictionary import FactType, Subject
from npa_rules.model.rule import Law
from npa_rules.prose.condition import Conditions, lower
from npa_rules.prose.format import code, date, plain

TOKEN = re.compile(r"parameter:([a-z0-9_]+)@([0-9]{4}-[0-9]{2}-[0-9]{2})\Z")
MEMBER = re.compile(r"([a-z0-9_.]+)\[([0-9]+)\]\.([a-z0-9_]+)\Z")
MOST_NAMED = 6  # members of one list in a sentence


class Missing(Conditions):
    """Names of what is missing; `items` are those of the report, in which related ones are found."""

    items: tuple[Item, ...] = ()

    # ---- facts -----------------------------------------------------------------------------------------------------
    def facts_missing(self, verdict: Verdict) -> list[tuple[str, str]]:
        """What the user can supply: label and path of each."""
        tokens = [t for t in verdict.missing if not TOKEN.match(t) and not t.startswith("law:")]
        found: dict[str, tuple[str, str]] = {}
        for token in tokens:
            match = MEMBER.match(token)
            alike = together(tokens, match) if match is not None else []
            if match is None or len(alike) < 3:
                found[token] = self.fact_label(token, verdict.item), token
            else:
                path = f"{match.group(1)}[…].{match.group(3)}"
                found[path] = self.many(alike, match, verdict.item), path
        return list(found.values())

    def many(self, alike: list[str], like: re.Match[str], item: Item) -> str:
        """A field that several members of a list lack, of the subject or of a related one."""
        listed, field, holder = self.listing(like, item)
        names = self.names(listed, holder, [number(t) for t in alike])
        words = {"field": lower(self.label(field)), "count": len(alike), "list": lower(self.label(listed))}
        return str(self.t["many"].format(names=names, **words))

    def listing(self, match: re.Match[str], item: Item) -> tuple[FactType, FactType, Item | None]:
        """The list and field of a path such as `region.municipalities[1].social_rent`, and the item that holds it."""
        prefix, _, name = match.group(1).rpartition(".")
        subject, holder = self.holder(prefix, item)
        listed = subject.facts[name]
        return listed, listed.members[match.group(3)], holder

    def holder(self, prefix: str, item: Item) -> tuple[Subject, Item | None]:
        """The subject that a relation leads to, and its item where the report has one."""
        relation = item.subject.relations.get(prefix)
        if relation is None:
            return (self.ruleset.subjects[prefix], None) if prefix in self.ruleset.subjects else (item.subject, item)
        target = self.ruleset.subjects[relation.to]
        asked = keys(item, relation, target)
        known = None not in asked.values() and NONE not in asked.values()
        found = (i for i in self.items if i.subject is target and all(i.facts.get(k) == v for k, v in asked.items()))
        return target, next(found, None) if known else None

    def names(self, listed: FactType, holder: Item | None, places: list[int]) -> str:
        """Members of a list by name, the first few."""
        told = [self.member(listed, holder, place) for place in places]
        rest = [self.t["more"].format(count=len(told) - MOST_NAMED)] if len(told) > MOST_NAMED else []
        return ", ".join(told[:MOST_NAMED] + rest)

    def member(self, listed: FactType, holder: Item | None, place: int) -> str:
        """A member of a list by its name or year, and by its number where that does not tell it."""
        counted = str(self.t["number"].format(number=place + 1))
        name, field = self.given(listed, holder, place)
        if name is None or field is None:
            return counted
        told = str(self.t["years"].format(year=name)) if field.type == "year" else str(name)
        raw = (holder.facts.get(listed.name) if holder is not None else None) or []
        same = sum(m.get(field.name) == name for m in raw)
        return f"{told} ({counted})" if same > 1 else told

    def given(self, listed: FactType, holder: Item | None, place: int) -> tuple[object, FactType | None]:
        """The first field of a member where that is a text that names it, else its first year; none if not given."""
        raw = holder.facts.get(listed.name) if holder is not None else None
        if not isinstance(raw, list | tuple) or place >= len(raw):
            return None, None
        fields = list(listed.members.values())
        for field in [f for f in fields[:1] if f.type == "text"] + [f for f in fields if f.type == "year"]:
            name = raw[place].get(field.name)
            if isinstance(name, str | int):
                return name, field
        return None, None

    def fact_label(self, token: str, item: Item) -> str:
        """What a fact path such as `projects[2].social_rent` or `region.municipalities` is called."""
        if token in self.ruleset.rules:
            return lower(self.ruleset.rules[token].label[self.lang])
        match = MEMBER.match(token)
        if match is not None:
            listed, field, holder = self.listing(match, item)
            words = {"label": lower(self.label(listed)), "field": lower(self.label(field))}
            told = str(self.t["member"].format(name=self.member(listed, holder, int(match.group(2))), **words))
            prefix = match.group(1).rpartition(".")[0]
            return f"{self.about(prefix, item)}{told}"
        first, _, rest = token.partition(".")
        subject = item.subject
        if rest and first not in subject.facts:
            target, other = self.holder(first, item)
            if target is not subject:
                return f"{self.about(first, item)}{self.fact_label(rest, other or Item(target, '', {}, virtual=True))}"
        entry = subject.facts.get(first)
        if entry is None:
            return token
        part = entry.holds.get(rest.removeprefix("holds.")) if rest else None
        return lower(self.label(entry)) + (f": {lower(part[self.lang])}" if part else f" ({rest})" if rest else "")

    def about(self, prefix: str, item: Item) -> str:
        """`regio: ` before what another subject is asked for."""
        return f"{lower(self.holder(prefix, item)[0].label[self.lang])}: " if prefix else ""

    # ---- figures ---------------------------------------------------------------------------------------------------
    def figures_missing(self, verdict: Verdict) -> list[str]:
        """What nobody has published, or whether a law is in force, in words."""
        return [self.figure_missing(t, verdict) for t in verdict.missing if TOKEN.match(t) or t.startswith("law:")]

    def figure_missing(self, token: str, verdict: Verdict) -> str:
        """One figure that is not published on a date, or a law whose status is open."""
        lang = self.lang
        match = TOKEN.match(token)
        if match is None:
            law = self.ruleset.laws[token[4:]]
            then = law.known(verdict.known_at)
            if then is None:
                return str(self.t["law_unheard"].format(label=lower(law.label[lang])))
            return str(self.t["law"].format(label=lower(law.label[lang]), date=date(then.verified_on, lang)))
        series, on = self.ruleset.parameters[match.group(1)], int(match.group(2).replace("-", ""))
        label, day = lower(series.label[lang]), date(on, lang)
        known = [p for p in series.periods if p.public(verdict.known_at)]
        both = [p for p in known if p.covers(on) and p.other_value is not None]
        if both:
            a, b = (plain(v, "number", series.unit, lang) for v in sorted((both[0].value, both[0].other_value)))  # type: ignore[type-var, arg-type]
            return str(self.t["conflict"].format(label=label, date=day, a=a, b=b))
        ends = [p.until for p in known if p.until is not None and p.until < on]
        if ends:
            return str(self.t["last"].format(label=label, date=day, last=date(max(ends), lang)))
        return str(self.t["unpublished"].format(label=label, date=day))

    # ---- presumed --------------------------------------------------------------------------------------------------
    def presumption(self, token: str, verdict: Verdict) -> str:
        """What was presumed, in words: the fact and the value taken for it."""
        if token.startswith("law:"):
            law = self.law(token[4:], verdict)
            checked = date(law.verified_on, self.lang)
            return str(self.t["law_presumed"].format(label=lower(law.label[self.lang]), date=checked))
        if token in self.ruleset.rules:
            return str(self.t["premise_presumed"].format(label=lower(self.premise_label(token, verdict))))
        name, subject = token, self.ruleset.subjects[verdict.rule.applies_to]
        first, _, rest = token.partition(".")
        if rest and first in subject.relations:
            name, subject = rest, self.ruleset.subjects[subject.relations[first].to]
        entry = subject.facts.get(name)
        return f"{lower(self.label(entry))}: {code(entry.presume, self.lang, entry)}" if entry is not None else token

    def law(self, name: str, verdict: Verdict) -> Law:
        """A law as it was known for a verdict."""
        law = self.ruleset.laws[name]
        return law.known(verdict.known_at) or law

    def premise_label(self, rule_id: str, verdict: Verdict) -> str:
        """What a premise says, by its own label where it has one."""
        for seen in verdict.trace:
            if isinstance(seen.condition, tree.Premise) and seen.condition.rule == rule_id and seen.condition.label:
                return seen.condition.label[self.lang]
        return self.ruleset.rules[rule_id].label[self.lang]


def together(tokens: list[str], like: re.Match[str]) -> list[str]:
    """The tokens that name the same field of other members of the same list, in order."""
    matches = [(t, MEMBER.match(t)) for t in tokens]
    return sorted((t for t, m in matches if m is not None and m.group(1, 3) == like.group(1, 3)), key=number)


def number(token: str) -> int:
    """The place of the member that a path names."""
    match = MEMBER.match(token)
    return int(match.group(2)) if match is not None else 0
