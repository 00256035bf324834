"""Sentences about a verdict: the headline, why a rule does not apply, what keeps it open, what room is left."""

from __future__ import annotations

from fractions import Fraction

from npa_rules.engines.quantity import Num
from npa_rules.judge import Verdict
from npa_rules.model.words import REASONS, VERDICTS
from npa_rules.prose.advice import Advice
from npa_rules.prose.condition import lower, points, upper
from npa_rules.prose.format import date, shown, telling
from npa_rules.prose.phrases import TITLES

NOT_OVER = "period_not_over"


class Prose(Advice):
    """Sentences about verdicts, for one rule set and one language."""

    # ---- verdicts --------------------------------------------------------------------------------------------------
    def title(self, verdict: Verdict) -> str:
        """The verdict on what the rule asks, so that its label is never read as something done."""
        return TITLES[self.lang][verdict.verdict].format(label=lower(verdict.rule.label[self.lang]))

    def headline(self, verdict: Verdict) -> str:
        """The verdict in one or two sentences, without ids."""
        word = upper(VERDICTS[verdict.verdict][self.lang])
        if verdict.verdict == "not_applicable":
            return f"{word}: {self.inapplicable(verdict)}."
        return " ".join([f"{word}.", self.told(verdict), self.unsettled(verdict)]).replace("  ", " ").strip()

    def told(self, verdict: Verdict, *, short: bool = False) -> str:
        """Why, without the verdict itself; `short` counts what is missing, where it is listed elsewhere."""
        if verdict.verdict == "undetermined":
            return self.openness(verdict, short=short)
        own = verdict.rule.outcomes.get(verdict.verdict)
        if verdict.verdict == "justified" and self.added(verdict):
            own = None  # the rule's own words speak of its own excuse
        sentences = [own[self.lang]] if own else []
        told = self.grounds(verdict, "requires", verdict.verdict == "complies")
        told = told[:2] if verdict.verdict == "complies" else told
        sentences += ["; ".join([told[0], *map(lower, told[1:])])] if told else []
        if verdict.verdict == "justified":
            sentences += [x for x in [self.excuses(verdict)] if x]
        return "".join(f"{s}. " for s in sentences).strip()

    def unsettled(self, verdict: Verdict, besides: frozenset[str] = frozenset()) -> str:
        """Why a verdict is provisional, besides what is said elsewhere."""
        reasons = [self.turning(name, verdict) for name in verdict.provisional if name not in besides]
        return str(self.t["provisional"].format(reasons="; ".join(reasons))) if reasons else ""

    def turning(self, name: str, verdict: Verdict) -> str:
        """Why a verdict is provisional."""
        if name == NOT_OVER:
            return str(self.t["period_not_over"])
        return str(self.t["premise_open"].format(label=lower(self.premise_label(name, verdict))))

    def openness(self, verdict: Verdict, *, short: bool = False) -> str:
        """What keeps a verdict open, and what it can become."""
        labels = [label for label, _ in self.facts_missing(verdict)]
        facts = "; ".join(labels)
        figures = "; ".join(self.figures_missing(verdict))
        parts = [self.t["fact_needed"].format(facts=facts)] if facts else []
        if short and len(labels) > 2:
            parts = [self.t["needed_many"].format(count=len(labels))]
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

    def room(self, verdict: Verdict) -> list[str]:
        """What is left under a norm, or what is short of it, where there is any and it is known."""
        found = []
        for name, value in verdict.room.items():
            named = verdict.rule.room[name]
            if isinstance(value, Num) and not value.undefined and value.low > 0 and (value.known or telling(value)):
                label = named.label.get(self.lang, name)
                found.append(self.stated(label, shown(rough(value), named.kind, points(named.unit), self.lang)))
        return found


def rough(value: Num) -> Num:
    """A distance with at most two decimals: how far off, not a limit."""
    low, high = (round(Fraction(e), 2) for e in (value.low, value.high))
    return Num(low, high, value.missing)
