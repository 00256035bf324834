"""What stands around the figures of a summary: dates that no edition covers, what was known, and departures of a user."""

from __future__ import annotations

from npa_rules.audit.public import Shown, View
from npa_rules.audit.summary import Summary
from npa_rules.model.case import Settings
from npa_rules.model.override import Disagreement
from npa_rules.model.record import Record
from npa_rules.model.rule import RuleSet
from npa_rules.model.words import PARTIES
from npa_rules.prose.condition import upper
from npa_rules.prose.format import date, figure
from npa_rules.report.deviations import Deviations

Cell = str | int
T = {
    "nl": {
        "dates": "Datums die geen editie dekt, of maar een deel van de regels",
        "dates_head": ("Melding", "Aantal"),
        "refused": "Rijen met E920 zijn niet beoordeeld: zij staan in geen enkele telling hieronder.",
        "row": "rij {line} ({id})",
        "more": "en nog {count}",
        "rows": "Rijen",
        "counted": "rijen: {count}",
        "known_at": "Beoordeeld met wat bekend was op {date}.",
        "not_judged": "Daarvan niet beoordeeld, om hun datum (E920): {count}.",
        "overridden": "Let op: {count} oordelen kunnen rusten op een afwijking van de regels en cijfers (zie Afwijkingen).",
        "departures": "Afwijkingen van de regels en cijfers",
        "departures_head": ("Toetsregel", "Afwijking", "Oordelen die erop kunnen rusten", "Waarvan anders zonder"),
        "expired": "Verlopen, telt niet meer mee: {told}",
        "disagreements": "Niet iedereen deelt de lezing",
        "disagreed": "{party} is het oneens met lezing '{reading}'",
    },
    "en": {
        "dates": "Dates that no edition covers, or only a part of the rules",
        "dates_head": ("Message", "Count"),
        "refused": "Rows with E920 are not judged: no count below has them.",
        "row": "row {line} ({id})",
        "more": "and {count} more",
        "rows": "Rows",
        "counted": "rows: {count}",
        "known_at": "Judged with what was known on {date}.",
        "not_judged": "Of these not judged, for their date (E920): {count}.",
        "overridden": "Note: {count} verdicts may rest on an override of the rules and figures (see Overrides).",
        "departures": "Overrides of the rules and figures",
        "departures_head": ("Rule", "Override", "Verdicts that may rest on it", "Of these others without it"),
        "expired": "Expired, counts no more: {told}",
        "disagreements": "Not everyone shares the reading",
        "disagreed": "{party} disagrees with reading '{reading}'",
    },
}


class Table(Record):
    """One table of the summary."""

    title: str
    before: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Circumstances:
    """Says them in one language."""

    def __init__(self, ruleset: RuleSet, lang: str) -> None:
        """The rule set as it is, with the rules of the user in it."""
        self.ruleset, self.lang, self.t = ruleset, lang, T[lang]

    def opening(self, summary: Summary, shown: View) -> list[str]:
        """What a reader must know before the first figure."""
        found, settings = [], summary.settings
        for dated, count in shown.dates:
            if dated.code.startswith("E"):
                found.append(self.say("not_judged", count=self.count(count)))
        if settings.known_at is not None:
            found.append(self.say("known_at", date=date(settings.known_at, self.lang)))
        if any(not o.expired(settings.as_of) for o in settings.overrides):
            found.append(self.say("overridden", count=self.count(shown.overruled)))
        return found

    def dates(self, summary: Summary, shown: View) -> list[Table]:
        """The rows that no edition covers, or only a part of the rules."""
        if not shown.dates:
            return []
        before = [self.say("refused")] if summary.refused else []
        rows: list[tuple[Cell, ...]] = []
        for dated, count in shown.dates:
            told = f"{dated.code}: {dated.diagnostic('', summary.subject).sentence(self.lang)}"
            if dated.first:
                told += f". {self.t['rows']}: {named(dated.first, dated.count, self.lang)}"
            rows.append((told, count))
        return [Table(str(self.t["dates"]), tuple(before), tuple(self.t["dates_head"]), tuple(rows))]

    def departures(self, summary: Summary, shown: View) -> list[Table]:
        """Every departure with who, why and until when, the rules that it touches, and every disagreement."""
        settings = summary.settings
        speak = Deviations(self.ruleset, settings, self.lang)
        found = []
        if settings.overrides:
            before = []
            for o in settings.overrides:
                told = speak.full(o)
                before.append(self.say("expired", told=told) if o.expired(settings.as_of) else upper(told))
            names = {o.id: speak.named(o) for o in settings.overrides}
            rows = tuple(
                (f"{self.ruleset.rules[t.rule].label[self.lang]} [{t.rule}]", names[t.override], rests, turned)
                for t, rests, turned in shown.touched
            )
            head = tuple(self.t["departures_head"])
            found.append(Table(str(self.t["departures"]), tuple(before), head, rows))
        if settings.disagreements:
            lines = tuple(speak.sentence(d) for d in settings.disagreements)
            found.append(Table(str(self.t["disagreements"]), lines, (), ()))
        return found

    def disagreed(self, summary: Summary, rule: str) -> list[str]:
        """Who does not share the reading by which a rule judged, to stand beside its clause."""
        return [
            self.say(
                "disagreed", party=PARTIES[d.party][self.lang] if d.party in PARTIES else d.party, reading=d.reading
            )
            for d in disagreed(self.ruleset, summary.settings, rule)
        ]

    def count(self, number: Shown) -> str:
        return number if isinstance(number, str) else figure(number, self.lang)

    def say(self, key: str, **values: object) -> str:
        return str(self.t[key]).format(**values)


def named(first: tuple[tuple[str, int], ...], count: int, lang: str) -> str:
    """The first rows by line and id, and how many more there are."""
    t = T[lang]
    told = [str(t["row"]).format(line=line, id=name) for name, line in first]
    rest = count - len(first)
    return ", ".join([*told, str(t["more"]).format(count=figure(rest, lang))] if rest > 0 else told)


def counted(number: Shown, lang: str) -> str:
    """How many rows."""
    return str(T[lang]["counted"]).format(count=number if isinstance(number, str) else figure(number, lang))


def disagreed(ruleset: RuleSet, settings: Settings, rule: str) -> list[Disagreement]:
    """The disagreements with the reading by which a rule judges."""
    own = (rule, settings.readings.get(rule) or ruleset.rules[rule].default_reading)
    return [d for d in settings.disagreements if (d.rule, d.reading) == own]
