"""A verdict in words: the sentence without ids, what is missing, what was presumed, and what can be done."""

from __future__ import annotations

import re

from npa_rules.engines.ledger import Seen
from npa_rules.engines.quantity import Num
from npa_rules.judge import Verdict
from npa_rules.model import tree
from npa_rules.model.rule import Law
from npa_rules.model.words import REASONS, VERDICTS
from npa_rules.prose.condition import Conditions, lower, points, state, upper
from npa_rules.prose.format import code, date, plain, shown, telling
from npa_rules.prose.phrases import OPERATORS

TOKEN = re.compile(r"parameter:([a-z0-9_]+)@([0-9]{4}-[0-9]{2}-[0-9]{2})\Z")
MEMBER = re.compile(r"([a-z0-9_.]+)\[([0-9]+)\]\.([a-z0-9_]+)\Z")


def together(tokens: list[str], like: re.Match[str]) -> list[str]:
    """The tokens that name the same field of other members of the same list."""
    matches = [(t, MEMBER.match(t)) for t in tokens]
    return [t for t, m in matches if m is not None and m.group(1, 3) == like.group(1, 3)]


class Prose(Conditions):
    """Sentences about verdicts, for one rule set and one language."""

    # ---- missing and presumed --------------------------------------------------------------------------------------
    def facts_missing(self, verdict: Verdict) -> list[tuple[str, str]]:
        """What the user can supply: label and path of each."""
        tokens = [t for t in verdict.missing if not TOKEN.match(t) and not t.startswith("law:")]
        found: dict[str, tuple[str, str]] = {}
        for token in tokens:
            match = MEMBER.match(token)
            alike = [t for t in tokens if match is not None and t in together(tokens, match)]
            if match is None or len(alike) < 3:
                found[token] = self.fact_label(token, verdict.rule.applies_to), token
            else:
                path = f"{match.group(1)}[…].{match.group(3)}"
                found[path] = self.many(match, len(alike), verdict.rule.applies_to), path
        return list(found.values())

    def many(self, match: re.Match[str], count: int, subject_name: str) -> str:
        """A field that several members of a list lack, of the subject or of a related one."""
        prefix, _, name = match.group(1).rpartition(".")
        subject = self.ruleset.subjects[subject_name]
        if prefix in subject.relations:
            subject = self.ruleset.subjects[subject.relations[prefix].to]
        listed = subject.facts[name]
        field = self.label(listed.members[match.group(3)])
        return str(self.t["many"].format(field=lower(field), count=count, list=lower(self.label(listed))))

    def figures_missing(self, verdict: Verdict) -> list[str]:
        """What nobody has published, or whether a law is in force, in words."""
        return [self.figure_missing(t, verdict) for t in verdict.missing if TOKEN.match(t) or t.startswith("law:")]

    def figure_missing(self, token: str, verdict: Verdict) -> str:
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

    # ---- verdicts --------------------------------------------------------------------------------------------------
    def headline(self, verdict: Verdict) -> str:
        """The verdict in one or two sentences, without ids."""
        word = upper(VERDICTS[verdict.verdict][self.lang])
        if verdict.verdict == "undetermined":
            return f"{word}. {self.openness(verdict)}"
        if verdict.verdict == "not_applicable":
            return f"{word}: {self.inapplicable(verdict)}."
        own = verdict.rule.outcomes.get(verdict.verdict)
        sentences = [word, *([own[self.lang]] if own else [])]
        told = self.grounds(verdict, "requires", verdict.verdict == "complies")
        if verdict.verdict == "justified":
            told = told[:1] + self.grounds(verdict, "excused_if", True)
        sentences += ["; ".join([told[0], *map(lower, told[1:2])])] if told else []
        text = ". ".join(sentences) + "."
        if verdict.provisional:
            text += " " + self.t["provisional"].format(
                reasons="; ".join(self.turning(name, verdict) for name in verdict.provisional)
            )
        return text

    def turning(self, name: str, verdict: Verdict) -> str:
        """Why a verdict is provisional."""
        if name == "period_not_over":
            return str(self.t["period_not_over"])
        return str(self.t["premise_open"].format(label=lower(self.premise_label(name, verdict))))

    def openness(self, verdict: Verdict) -> str:
        """What keeps a verdict open, and what it can become."""
        facts = "; ".join(label for label, _ in self.facts_missing(verdict))
        figures = "; ".join(self.figures_missing(verdict))
        parts = [self.t["fact_needed"].format(facts=facts)] if facts else []
        parts += [self.t["figure_needed"].format(figures=figures)] if figures else []
        parts += [] if parts else [upper(REASONS["undefined"][self.lang]) + "."]
        *most, last = [VERDICTS[v][self.lang] for v in verdict.possible]
        names = self.t["or"].join([*([", ".join(most)] if most else []), last])
        never = self.t["never"] if verdict.excluded else ""
        return " ".join([*parts, self.t["can"].format(verdicts=names, never=never)])

    def inapplicable(self, verdict: Verdict) -> str:
        """Why a rule does not bear on a case."""
        rule, t, lang = verdict.rule, self.t, self.lang
        match verdict.reason:
            case "suspended" if verdict.by:
                return str(t["set_aside"].format(label=lower(self.ruleset.rules[verdict.by].label[lang])))
            case "pending":
                told = self.grounds(verdict, "requires", False)[:1]
                until = t["pending"].format(date=date(verdict.due, lang)) if verdict.due else t["pending_open"]
                return "; ".join([*(lower(x) for x in told), until])
            case "pending_law" if rule.needs_law:
                law = self.law(rule.needs_law, verdict)
                on = verdict.item.facts.get(verdict.item.subject.time) if verdict.item.subject.time else None
                if law.in_force is not None and isinstance(on, int) and law.in_force <= law.verified_on:
                    day = on * 10000 + 1231 if on < 10000 else on
                    return str(t["law_then"].format(label=lower(law.label[lang]), date=date(day, lang)))
                return str(t["pending_law"].format(label=lower(law.label[lang]), date=date(law.verified_on, lang)))
            case "pending_law" if rule.until_law:
                return str(t["until_law"].format(label=lower(self.ruleset.laws[rule.until_law].label[lang])))
            case "outside_period" if rule.cut_by and self.ruleset.editions[rule.cut_by].public(verdict.known_at):
                return str(t["overtaken"].format(label=self.ruleset.editions[rule.cut_by].label[lang]))
            case "outside_period":
                ends = [t["since"].format(date=date(rule.since, lang))] if rule.since else []
                ends += [t["until"].format(date=date(rule.until, lang))] if rule.until else []
                return str(t["outside"].format(period=" ".join(ends)))
            case "out_of_scope":
                told = self.grounds(verdict, "when", False)
                return lower(told[0]) if told else REASONS["out_of_scope"][lang]
        return REASONS[verdict.reason][lang]

    def leaves(self, verdict: Verdict, part: str, truth: bool | None) -> list[Seen]:
        """The leaves that made a part come out so: none of a branch that came out otherwise, `not` turned round."""
        top = verdict.rule.conditions().get(part)
        came: dict[str, Seen] = {}
        for seen in verdict.trace:
            if seen.rule == verdict.rule.key:
                came.setdefault(seen.condition.id, seen)
        found: list[Seen] = []
        stack = [(top, False)] if top is not None else []
        while stack:
            node, turned = stack.pop(0)
            seen_here = came.get(node.id) if isinstance(node, tree.Condition) else None
            if seen_here is None:
                continue
            out = seen_here.truth if not turned or seen_here.truth is None else not seen_here.truth
            if isinstance(node, tree.All | tree.Any | tree.Not):
                if (out is True) is (truth is True):
                    parts = node.parts if not isinstance(node, tree.Not) else (node.part,)
                    stack = [(p, turned != isinstance(node, tree.Not)) for p in parts] + stack
            elif out is truth:
                found.append(seen_here)
        return found

    def grounds(self, verdict: Verdict, part: str, truth: bool) -> list[str]:
        """The leaves that made a part true or false, with how far a figure is off and what a derived fact rests on."""
        found = []
        for seen in self.leaves(verdict, part, truth):
            text, gap = self.line(seen), self.gap(seen) if part != "when" else None
            if gap is not None:
                key, amount, _ = gap
                key += "_count" if key != "late" and self.counted(seen) else ""
                text += " - " + self.t[key].format(**{"days" if key == "late" else "amount": amount})
            behind = self.behind(verdict, seen)
            found.append(f"{text} ({behind})" if behind else text)
        return list(dict.fromkeys(found))

    def behind(self, verdict: Verdict, seen: Seen) -> str:
        """The figure and limit that made a derived truth false: `huishoudinkomen: … (grens: …)`."""
        node = seen.condition
        if not isinstance(node, tree.Compare) or node.kind != "bool" or not isinstance(node.left, tree.Fact):
            return ""
        names = [node.left.name]
        for _ in range(3):  # a definition may rest on another
            makers = [r for n in names for r in self.ruleset.defining(verdict.rule.applies_to, n)]
            ids = {r.key for r in makers}
            for inner in verdict.trace:
                test = inner.condition
                limit = (
                    isinstance(test, tree.Compare)
                    and test.kind == "number"
                    and not isinstance(test.right, tree.Literal)
                )
                if limit and inner.rule in ids and inner.truth is False:
                    return self.aside(inner)
            nodes = [n for r in makers for v in (*r.derives.values(), *r.values.values()) for n in tree.walk(v.node)]
            names = [n.name for n in nodes if isinstance(n, tree.Fact) and not n.of]
        return ""

    def room(self, verdict: Verdict) -> list[str]:
        """What is left under a norm, or what is short of it, where there is any and it is known."""
        found = []
        for name, value in verdict.room.items():
            named = verdict.rule.room[name]
            if isinstance(value, Num) and not value.undefined and value.low > 0 and (value.known or telling(value)):
                label = named.label.get(self.lang, name)
                found.append(self.stated(label, shown(value, named.kind, points(named.unit), self.lang)))
        return found

    # ---- what to do ------------------------------------------------------------------------------------------------
    def advice(self, verdict: Verdict) -> list[str]:
        """What would make a verdict that is not met comply or be excused."""
        if verdict.verdict not in ("violates", "shortfall"):
            return []
        found = []
        for seen in self.leaves(verdict, "requires", False):
            gap = self.gap(seen)
            node = seen.condition
            if gap is not None and gap[0] in ("over", "under") and isinstance(node, tree.Compare):
                label = lower(self.named(verdict.rule, node.left)[0])
                words = {
                    "label": label,
                    "limit": gap[2],
                    "amount": gap[1],
                    "operator": OPERATORS[self.lang][node.operator],
                }
                if label:
                    found.append(self.t["lower" if gap[0] == "over" else "raise"].format(**words))
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
