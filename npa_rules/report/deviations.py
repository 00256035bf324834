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


def counted(verdicts: list[Verdict], lang: str) -> str:
    """How many verdicts an override touches."""
    count = sum(bool(v.overrides) for v in verdicts)
    return T[lang]["one"] if count == 1 else T[lang]["many"].format(count=count)


def summary(verdicts: list[Verdict], settings: Settings, lang: str) -> list[str]:
    """The line that opens a report with overrides in force."""
    counting = [o for o in settings.overrides if not o.expired(settings.as_of)]
    return [T[lang]["top"].format(counted=counted(verdicts, lang))] if counting else []


def named(ruleset: RuleSet, o: Override, lang: str) -> str:
    """What is overruled, without who and why."""
    t = T[lang]
    if o.kind == "reading":
        return t["reading"].format(chosen=o.chosen, rule=o.target, default=ruleset.rules[o.target].default_reading)
    if o.kind == "rules" or o.period is None:
        return t["rules"].format(target=o.target)
    series, period = ruleset.parameters[o.target], o.period
    kind = f", {lower(series.keys[o.key][lang])}," if o.key else ""
    value = (
        str(period.value) if isinstance(period.value, str | bool) else plain(period.value, "number", series.unit, lang)
    )
    until = t["in"].format(date=date(period.until, lang)) if period.until is not None else t["open"]
    label = f"{lower(series.label[lang])}{kind}"
    return t["parameter"].format(label=label, value=value, since=date(period.since, lang), until=until)


def full(ruleset: RuleSet, o: Override, lang: str) -> str:
    """What is overruled, by whom, why and until when."""
    t = T[lang]
    if o.until is None:
        return f"{named(ruleset, o, lang)}; {t['line']}."
    why = o.why.rstrip(". ")
    return f"{named(ruleset, o, lang)}; {t['by'].format(who=o.who, why=why, until=date(o.until, lang))}."


def of(ruleset: RuleSet, verdict: Verdict, settings: Settings, lang: str) -> str:
    """The overrides that touch a verdict."""
    return "; ".join(named(ruleset, o, lang) for o in settings.overrides if o.id in verdict.overrides)


def disagreed(verdict: Verdict, settings: Settings, lang: str) -> str:
    """Who disagrees with the reading of a verdict, and why."""
    own = (verdict.rule.id, verdict.reading)
    return " ".join(sentence(d, lang) for d in settings.disagreements if (d.rule, d.reading) == own)


def sentence(d: Disagreement, lang: str) -> str:
    """One disagreement."""
    party = PARTIES[d.party][lang] if d.party in PARTIES else d.party
    why = d.why.rstrip(". ")
    return T[lang]["told"].format(party=party, reading=d.reading, rule=d.rule, date=date(d.date, lang), why=why) + "."


def closing(ruleset: RuleSet, verdicts: list[Verdict], settings: Settings, lang: str) -> list[tuple[str, list[str]]]:
    """The headings and lines at the end: every override with who, why and until when, and every disagreement."""
    t, found = T[lang], []
    if settings.overrides:
        lines = []
        for o in settings.overrides:
            count = sum(o.id in v.overrides for v in verdicts)
            told = T[lang]["one"] if count == 1 else T[lang]["many"].format(count=count)
            expired = o.expired(settings.as_of)
            lines.append((t["expired"] if expired else "") + full(ruleset, o, lang) + ("" if expired else f" {told}."))
        found.append((t["heading"], lines))
    if settings.disagreements:
        found.append((t["disagreements"], [sentence(d, lang) for d in settings.disagreements]))
    return found
