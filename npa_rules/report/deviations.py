"""Departures of a user and disagreements of parties, as a reader of a report sees them; nothing is overruled silently."""

from __future__ import annotations

from npa_rules.judge import Verdict
from npa_rules.model.case import Settings
from npa_rules.model.override import Disagreement, Override
from npa_rules.model.rule import RuleSet
from npa_rules.model.words import PARTIES
from npa_rules.prose.condition import lower
from npa_rules.prose.format import date, plain

T = {
    "nl": {
        "one": "1 oordeel met afwijking",
        "many": "{count} oordelen met afwijking",
        "top": "Let op: {counted} van de regels en cijfers (zie Afwijkingen).",
        "heading": "Afwijkingen van de regels en cijfers",
        "expired": "Verlopen, telt niet meer mee: ",
        "reading": "lezing '{chosen}' van {rule} in plaats van '{default}'",
        "parameter": "{label} {value} ({since} {until})",
        "open": "en later",
        "rules": "eigen regels uit '{target}'",
        "by": "door {who}: {why}; tot en met {until}",
        "line": "gekozen op de opdrachtregel, alleen voor deze beoordeling",
        "disagreements": "Niet iedereen deelt de lezing",
        "told": "{party} is het oneens met lezing '{reading}' van {rule} ({date}): {why}",
        "in": "t/m {date}",
    },
    "en": {
        "one": "1 verdict with an override",
        "many": "{count} verdicts with an override",
        "top": "Note: {counted} of the rules and figures (see Overrides).",
        "heading": "Overrides of the rules and figures",
        "expired": "Expired, counts no more: ",
        "reading": "reading '{chosen}' of {rule} instead of '{default}'",
        "parameter": "{label} {value} ({since} {until})",
        "open": "and later",
        "rules": "own rules from '{target}'",
        "by": "by {who}: {why}; until {until}",
        "line": "chosen on the command line, for this run only",
        "disagreements": "Not everyone shares the reading",
        "told": "{party} disagrees with reading '{reading}' of {rule} ({date}): {why}",
        "in": "until {date}",
    },
}


class Deviations:
    """Speaks of the overrides and disagreements of one report in one language."""

    def __init__(self, ruleset: RuleSet, settings: Settings, lang: str) -> None:
        self.ruleset, self.settings, self.lang, self.t = ruleset, settings, lang, T[lang]

    def counted(self, count: int) -> str:
        """How many verdicts overrides touch."""
        return self.t["one"] if count == 1 else self.t["many"].format(count=count)

    def summary(self, verdicts: list[Verdict]) -> list[str]:
        """The line that opens a report with overrides in force."""
        if all(o.expired(self.settings.as_of) for o in self.settings.overrides):
            return []
        return [self.t["top"].format(counted=self.counted(sum(bool(v.overrides) for v in verdicts)))]

    def named(self, o: Override) -> str:
        """What is overruled, without who and why."""
        if o.kind == "reading":
            default = self.ruleset.rules[o.target].default_reading
            return self.t["reading"].format(chosen=o.chosen, rule=o.target, default=default)
        if o.kind == "rules" or o.period is None:
            return self.t["rules"].format(target=o.target)
        series, period = self.ruleset.parameters[o.target], o.period
        kind = f", {lower(series.keys[o.key][self.lang])}," if o.key else ""
        value = period.value
        shown = str(value) if isinstance(value, str | bool) else plain(value, "number", series.unit, self.lang)
        until = self.t["in"].format(date=date(period.until, self.lang)) if period.until is not None else self.t["open"]
        label = f"{lower(series.label[self.lang])}{kind}"
        return self.t["parameter"].format(label=label, value=shown, since=date(period.since, self.lang), until=until)

    def full(self, o: Override) -> str:
        """What is overruled, by whom, why and until when."""
        if o.until is None:
            return f"{self.named(o)}; {self.t['line']}."
        told = self.t["by"].format(who=o.who, why=o.why.rstrip(". "), until=date(o.until, self.lang))
        return f"{self.named(o)}; {told}."

    def details(self, verdict: Verdict) -> list[tuple[str, str]]:
        """The overrides that touch a verdict, and who disagrees with its reading."""
        own = (verdict.rule.id, verdict.reading)
        disagreed = [self.sentence(d) for d in self.settings.disagreements if (d.rule, d.reading) == own]
        return [("override", self.of(verdict)), ("disagreed", " ".join(disagreed))]

    def of(self, verdict: Verdict) -> str:
        """The overrides that touch a verdict; empty without."""
        return "; ".join(self.named(o) for o in self.settings.overrides if o.id in verdict.overrides)

    def sentence(self, d: Disagreement) -> str:
        """One disagreement."""
        party = PARTIES[d.party][self.lang] if d.party in PARTIES else d.party
        told = {"party": party, "reading": d.reading, "rule": d.rule, "date": date(d.date, self.lang)}
        return self.t["told"].format(**told, why=d.why.rstrip(". ")) + "."

    def closing(self, verdicts: list[Verdict] | None) -> list[tuple[str, list[str]]]:
        """The headings and lines at the end: every override with who, why and until when, and every disagreement.

        Without verdicts they are not counted.
        """
        found = []
        lines = []
        for o in self.settings.overrides:
            count = f" {self.counted(sum(o.id in v.overrides for v in verdicts))}." if verdicts is not None else ""
            expired = o.expired(self.settings.as_of)
            lines.append(self.t["expired"] + self.full(o) if expired else f"{self.full(o)}{count}")
        if lines:
            found.append((self.t["heading"], lines))
        if self.settings.disagreements:
            found.append((self.t["disagreements"], [self.sentence(d) for d in self.settings.disagreements]))
        return found
