"""Conditions, missing facts and verdicts as sentences."""

from __future__ import annotations

import re
from fractions import Fraction

from npa_rules.engines.ledger import Seen
from npa_rules.engines.quantity import Num, Quantity
from npa_rules.judge import Verdict
from npa_rules.model import tree
from npa_rules.model.dictionary import FactType, Scale
from npa_rules.model.rule import Rule, RuleSet
from npa_rules.model.words import REASONS, VERDICTS
from npa_rules.prose.format import date, plain, shown

OPERATORS = {
    "nl": {"at_most": "ten hoogste", "less_than": "minder dan", "at_least": "ten minste", "more_than": "meer dan",
           "equals": "gelijk aan", "not_equals": "anders dan"},
    "en": {"at_most": "at most", "less_than": "less than", "at_least": "at least", "more_than": "more than",
           "equals": "equal to", "not_equals": "other than"},
}  # fmt: skip
DATES = {
    "nl": {"at_most": "uiterlijk", "less_than": "vóór", "at_least": "op of na", "more_than": "na"},
    "en": {"at_most": "no later than", "less_than": "before", "at_least": "on or after", "more_than": "after"},
}
T = {
    "nl": {
        "limit": "{label}: {value} (grens: {operator} {limit})",
        "wanted": "{label}: {value} (gevraagd: {operator} {limit})",
        "plain": "{label}: {value}",
        "over": "{amount} te hoog",
        "under": "{amount} te laag",
        "lacking": "Nodig: {facts}.",
        "can": "Het oordeel kan nog worden: {verdicts}{never}.",
        "never": "; in geen geval een overtreding",
        "or": " of ",
        "event": "Gebeurtenis: {label}",
        "premise": "Oordeel over: {label}",
        "list": "Lijst {label}",
        "last": "{label} op {date} is niet bekend (laatste waarde tot en met {last})",
        "never_known": "{label} op {date} is niet bekend",
        "conflict": "{label} op {date}: bronnen noemen {a} en {b}",
        "law": "of de wet '{label}' geldt (laatst nagegaan op {date})",
        "provisional": "Voorlopig oordeel.",
        "set_aside": "opzij gezet door: {label}",
        "one_of": "een van",
        "none_of": "geen van",
    },
    "en": {
        "limit": "{label}: {value} (limit: {operator} {limit})",
        "wanted": "{label}: {value} (asked for: {operator} {limit})",
        "plain": "{label}: {value}",
        "over": "{amount} too high",
        "under": "{amount} too low",
        "lacking": "Needed: {facts}.",
        "can": "The verdict can still become: {verdicts}{never}.",
        "never": "; in no case a violation",
        "or": " or ",
        "event": "Event: {label}",
        "premise": "Verdict on: {label}",
        "list": "List {label}",
        "last": "{label} on {date} is not known (last value until {last})",
        "never_known": "{label} on {date} is not known",
        "conflict": "{label} on {date}: sources say {a} and {b}",
        "law": "whether the law '{label}' is in force (last checked on {date})",
        "provisional": "Provisional verdict.",
        "set_aside": "set aside by: {label}",
        "one_of": "one of",
        "none_of": "none of",
    },
}


class Prose:
    """Sentences about verdicts of one rule set."""

    def __init__(self, ruleset: RuleSet) -> None:
        self.ruleset = ruleset

    # ---- names -----------------------------------------------------------------------------------------------------
    def entry(self, rule: Rule, node: tree.Node) -> FactType | None:
        if isinstance(node, tree.Fact):
            subject = self.ruleset.subjects[rule.applies_to]
            if node.of:
                subject = self.ruleset.subjects[subject.relations[node.of].to]
            return subject.facts.get(node.name)
        if isinstance(node, tree.Member):
            subject = self.ruleset.subjects[rule.applies_to]
            tops = [*rule.conditions().values(), *(v.node for v in rule.values.values())]
            for within in (n for top in tops for n in tree.walk(top)):
                if isinstance(within, tree.Quantified | tree.Aggregate) and node in tree.walk(within):
                    entry = subject.facts.get(within.list)
                    return entry.members.get(node.name) if entry is not None else None
        return None

    def named(self, rule: Rule, node: tree.Node, lang: str) -> tuple[str, str, str, Scale | None]:
        """Label, kind, unit and scale of a node (an empty label for a bare figure)."""
        entry = self.entry(rule, node)
        if entry is not None:
            scale = self.ruleset.scales.get(entry.scale)
            return entry.label.get(lang, entry.name), entry.kind, entry.unit or _unit(entry), scale
        if isinstance(node, tree.Value):
            value = rule.values.get(node.name)
            if value is not None:
                return value.label.get(lang, node.name), value.kind, value.unit, None
        if isinstance(node, tree.Parameter):
            series = self.ruleset.parameters[node.name]
            return series.label.get(lang, series.name), "number", series.unit, None
        if isinstance(node, tree.Literal):
            return "", node.kind, "", self.ruleset.scales.get(node.scale)
        if isinstance(node, tree.Fact) and node.name == "as_of":
            return {"nl": "peildatum", "en": "date of observation"}[lang], "date", "", None
        return "", "number", "", None

    # ---- conditions ------------------------------------------------------------------------------------------------
    def condition(self, seen: Seen, lang: str, *, gap: bool = False) -> str:
        """One leaf: what, its value, and the limit; `gap` adds how far a figure is off."""
        rule, node, t = self.ruleset.rules[seen.rule], seen.condition, T[lang]
        match node:
            case tree.Compare(_, operator, left, right, kind):
                label, kind, unit, scale = self.named(rule, left, lang)
                value = shown(seen.left, kind, unit, lang, scale, self.entry(rule, left))
                if isinstance(right, tree.Literal) and right.kind in ("bool", "code"):
                    if right.kind == "bool" or seen.truth is not False:
                        return t["plain"].format(label=_upper(label), value=value)
                    wanted = shown(seen.right, kind, unit, lang, scale, self.entry(rule, left))
                    word = OPERATORS[lang][operator] if operator == "not_equals" else ""
                    return (
                        t["wanted"]
                        .format(label=_upper(label), value=value, operator=word, limit=wanted)
                        .replace(":  ", ": ")
                    )
                other, _, other_unit, _ = self.named(rule, right, lang)
                limit = shown(seen.right, kind, unit or other_unit, lang, scale)
                if other:
                    limit = f"{limit}, {_lower(other)}"
                words = DATES if kind == "date" else OPERATORS
                text = t["limit"].format(
                    label=_upper(label), value=value, operator=words[lang].get(operator, operator), limit=limit
                )
                return text + self.gap(seen, unit or other_unit, lang) if gap else text
            case tree.OneOf(_, left, _, _):
                label, kind, unit, scale = self.named(rule, left, lang)
                entry = self.entry(rule, left)
                value = shown(seen.left, kind, unit, lang, scale, entry)
                return t["plain"].format(label=_upper(label), value=value)
            case tree.Includes(_, left, _) | tree.Within(_, left, _) | tree.Present(_, left, _):
                label, kind, unit, scale = self.named(rule, left, lang)
                return t["plain"].format(
                    label=_upper(label), value=shown(seen.left, kind, unit, lang, scale, self.entry(rule, left))
                )
            case tree.Happened(_, event):
                entry = self.ruleset.subjects[rule.applies_to].facts[event]
                return t["plain"].format(label=_upper(entry.label[lang]), value=_state(seen.truth, lang))
            case tree.Premise(_, other_rule):
                label = self.ruleset.rules[other_rule].label[lang]
                return t["plain"].format(label=t["premise"].format(label=_lower(label)), value=_state(seen.truth, lang))
            case tree.Quantified(_, _, listed):
                return t["plain"].format(label=t["list"].format(label=listed), value=_state(seen.truth, lang))
        return node.id

    def gap(self, seen: Seen, unit: str, lang: str) -> str:
        """` - € 6,98 te hoog`, when a known figure is on the wrong side of a known limit."""
        if seen.truth is not False or not isinstance(seen.left, Num) or not isinstance(seen.right, Num):
            return ""
        if not seen.left.known or not seen.right.known or not isinstance(seen.condition, tree.Compare):
            return ""
        if seen.condition.kind != "number":
            return ""
        difference = Fraction(seen.left.low) - Fraction(seen.right.low)
        key = {"at_most": "over", "at_least": "under"}.get(seen.condition.operator)
        if key is None:
            return ""
        return " - " + T[lang][key].format(amount=plain(abs(difference), "number", unit, lang))

    # ---- missing ---------------------------------------------------------------------------------------------------
    def missing(self, token: str, verdict: Verdict, lang: str) -> str:
        """What is missing, in words."""
        t = T[lang]
        figure = re.match(r"parameter:([a-z0-9_]+)@(.*)", token)
        if figure is not None:
            series = self.ruleset.parameters[figure.group(1)]
            on = int(figure.group(2).replace("-", ""))
            label, day = series.label[lang], date(on, lang)
            both = [p for p in series.periods if p.covers(on) and p.other_value is not None]
            if both and isinstance(both[0].value, int | Fraction):
                a, b = sorted((both[0].value, both[0].other_value))  # type: ignore[type-var]
                return t["conflict"].format(
                    label=label,
                    date=day,
                    a=plain(a, "number", series.unit, lang),  # type: ignore[arg-type]
                    b=plain(b, "number", series.unit, lang),  # type: ignore[arg-type]
                )
            ends = [p.until for p in series.periods if p.until is not None and p.until < on]
            if ends:
                return t["last"].format(label=label, date=day, last=date(max(ends), lang))
            return t["never_known"].format(label=label, date=day)
        if token.startswith("law:"):
            law = self.ruleset.laws[token[4:]]
            return t["law"].format(label=law.label[lang], date=date(law.verified_on, lang))
        return self.fact_label(token, verdict.rule.applies_to, lang)

    def fact_label(self, token: str, subject_name: str, lang: str) -> str:
        """The label of a fact path such as `projects[2].social_rent` or `region.municipalities`."""
        subject = self.ruleset.subjects[subject_name]
        if token in self.ruleset.rules:
            return self.ruleset.rules[token].label[lang]
        listed = re.match(r"([a-z0-9_]+)\[([0-9]+)\]\.([a-z0-9_]+)\Z", token)
        if listed is not None and listed.group(1) in subject.facts:
            entry = subject.facts[listed.group(1)].members[listed.group(3)]
            return f"{_lower(subject.facts[listed.group(1)].label[lang])} {int(listed.group(2)) + 1}: {_lower(entry.label[lang])}"
        first, _, rest = token.partition(".")
        if rest and first in subject.relations:
            other = subject.relations[first].to
            return f"{_lower(self.ruleset.subjects[other].label[lang])}: {self.fact_label(rest, other, lang)}"
        if rest and first in self.ruleset.subjects:
            return f"{_lower(self.ruleset.subjects[first].label[lang])}: {self.fact_label(rest, first, lang)}"
        entry_or_none = subject.facts.get(first)
        if entry_or_none is None:
            return token
        part = entry_or_none.holds.get(rest.removeprefix("holds.")) if rest else None
        return _lower(entry_or_none.label[lang]) + (f": {_lower(part[lang])}" if part else f" ({rest})" if rest else "")

    def presumption(self, token: str, verdict: Verdict, lang: str) -> str:
        """What was presumed, in words: the fact and the value taken for it."""
        if token.startswith("law:"):
            law = self.ruleset.laws[token[4:]]
            return {
                "nl": f"de wet '{law.label['nl']}' geldt nog niet (nagegaan op {date(law.verified_on, 'nl')})",
                "en": f"the law '{law.label['en']}' is not in force (checked on {date(law.verified_on, 'en')})",
            }[lang]
        if token in self.ruleset.rules:
            label = _lower(self.ruleset.rules[token].label[lang])
            return {"nl": f"niet overschreden: {label}", "en": f"not exceeded: {label}"}[lang]
        name, subject = token, self.ruleset.subjects[verdict.rule.applies_to]
        first, _, rest = token.partition(".")
        if rest and first in subject.relations:
            name, subject = rest, self.ruleset.subjects[subject.relations[first].to]
        entry = subject.facts.get(name)
        if entry is None:
            return token
        from npa_rules.prose.format import code

        return f"{_lower(entry.label[lang])}: {code(entry.presume, lang, entry)}"

    # ---- verdicts --------------------------------------------------------------------------------------------------
    def headline(self, verdict: Verdict, lang: str) -> str:
        """The verdict in one sentence, without ids."""
        t, rule = T[lang], verdict.rule
        word = _upper(VERDICTS[verdict.verdict][lang])
        own = rule.outcomes.get(verdict.verdict)
        said = own[lang] if own else ""
        if verdict.verdict == "undetermined":
            facts = "; ".join(self.missing(m, verdict, lang) for m in verdict.missing)
            names = t["or"].join(VERDICTS[v][lang] for v in verdict.possible)
            never = "" if {"violates", "shortfall"} & set(verdict.possible) else t["never"]
            need = t["lacking"].format(facts=facts) + " " if facts else REASONS["undefined"][lang].capitalize() + ". "
            return f"{word}. {need}{t['can'].format(verdicts=names, never=never)}"
        if verdict.verdict == "not_applicable":
            why = REASONS[verdict.reason][lang]
            if verdict.by:
                why = t["set_aside"].format(label=_lower(self.ruleset.rules[verdict.by].label[lang]))
            elif verdict.reason == "out_of_scope":
                told = self.leaves(verdict, "when", False, lang)
                why = told[0][0].lower() + told[0][1:] if told else why
            return f"{word}: {why}."
        truth = verdict.verdict == "complies"
        told = self.leaves(verdict, "requires", truth, lang, gap=not truth)
        text = f"{said or word}. {'; '.join(told[:2])}." if told else f"{said or word}."
        return text + (" " + t["provisional"] if verdict.provisional else "")

    def leaves(self, verdict: Verdict, part: str, truth: bool, lang: str, *, gap: bool = False) -> list[str]:
        """The leaves of a part that made it true (or false)."""
        top = verdict.rule.conditions().get(part)
        if top is None:
            return []
        ids = {n.id for n in tree.walk(top) if isinstance(n, tree.Condition)}
        found = []
        for seen in verdict.trace:
            compound = isinstance(seen.condition, tree.All | tree.Any | tree.Not | tree.Quantified)
            if seen.rule == verdict.rule.id and seen.condition.id in ids and not compound and seen.truth is truth:
                found.append(self.condition(seen, lang, gap=gap))
        return list(dict.fromkeys(found))


def _state(truth: bool | None, lang: str) -> str:
    words = {"nl": {True: "ja", False: "nee", None: "onbekend"}, "en": {True: "yes", False: "no", None: "unknown"}}
    return words[lang][truth]


def _unit(entry: FactType) -> str:
    return {"money": "eur", "percent": "percent", "year": "year"}.get(entry.type, "")


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    """Without its capital, unless it is an abbreviation."""
    return text if text[1:2].isupper() or text[1:2] == "" else text[:1].lower() + text[1:]


__all__ = ["Prose", "Quantity"]
