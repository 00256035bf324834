"""The report as a note of at most 80 columns: what, verdict in words, the figures, the clause, what to do."""

from __future__ import annotations

import textwrap
from typing import Any

from npa_rules.judge import Verdict
from npa_rules.model.case import Item, Settings
from npa_rules.model.rule import Period, RuleSet
from npa_rules.model.words import VERDICTS
from npa_rules.prose.condition import lower, upper
from npa_rules.prose.format import date, plain
from npa_rules.prose.sentence import Prose
from npa_rules.report import tracker
from npa_rules.report.data import build

WIDTH = 80
MOST_NAMED = 6  # labels of one verdict in the summary
MARKS = {"true": "+", "false": "-", "unknown": "?"}
COLOURS = {"complies": "32", "violates": "31", "justified": "33", "shortfall": "33", "undetermined": "35"}
T = {
    "nl": {
        "judged": "Beoordeeld op {as_of}",
        "known": "Met wat bekend was op {known_at}",
        "dated": "{label}: {date}",
        "advice": "Wat nu",
        "room": "Afstand",
        "supply": "Vul aan",
        "figures": "Cijfers",
        "presumed": "Aangenomen",
        "reading": "Lezing",
        "sensitive": "Anders bij",
        "remark": "Let op",
        "clause": "Bepaling",
        "rule": "Regel",
        "provisional": "voorlopig",
        "folded": "Niet van toepassing",
        "waiting": "Loopt nog of wacht op een wet",
        "summary": "Samenvatting",
        "met": "voldoet aan {met} van de {all} regels die gelden",
        "outside": "Niet van kracht op deze datum",
        "release": "Aangenomen is dat geen partij zich op de vrijstellingsbepaling beroept ({ids}).",
        "supposed": "Let op: gerekend met eigen waarden voor {names}.",
        "legend": "Tekens: + klopt, - klopt niet, ? niet bekend.",
        "rules": "Regels {digest}, npa-rules {version}.",
        "until": "t/m {date}",
        "since": "vanaf {date}",
        "public": "bekend sinds {date}, {by}",
        "published": "publicatie",
        "in_force": "eerste dag",
        "recorded": "vastlegging",
    },
    "en": {
        "judged": "Judged on {as_of}",
        "known": "With what was known on {known_at}",
        "dated": "{label}: {date}",
        "advice": "What now",
        "room": "Distance",
        "supply": "Supply",
        "figures": "Figures",
        "presumed": "Presumed",
        "reading": "Reading",
        "sensitive": "Turned by",
        "remark": "Note",
        "clause": "Clause",
        "rule": "Rule",
        "provisional": "provisional",
        "folded": "Not applicable",
        "waiting": "Pending, or waiting for a law",
        "summary": "Summary",
        "met": "complies with {met} of the {all} rules that apply",
        "outside": "Not in force on this date",
        "release": "It is presumed that no party invokes the release clause ({ids}).",
        "supposed": "Note: computed with supposed values for {names}.",
        "legend": "Marks: + holds, - does not hold, ? not known.",
        "rules": "Rules {digest}, npa-rules {version}.",
        "until": "until {date}",
        "since": "from {date}",
        "public": "known since {date}, {by}",
        "published": "published",
        "in_force": "first day",
        "recorded": "recorded",
    },
}
WAITING = ("pending", "pending_law")


class TextReport:
    """Renders verdicts as text; `colour` only where a terminal shows it."""

    def __init__(self, ruleset: RuleSet, lang: str, *, colour: bool = False, explain: bool = False) -> None:
        self.ruleset, self.lang, self.colour, self.explain = ruleset, lang, colour, explain
        self.prose, self.t = Prose(ruleset, lang), T[lang]

    def render(self, verdicts: list[Verdict], settings: Settings, releases: set[str], supposed: list[str]) -> str:
        """The whole note."""
        data = build(self.ruleset, verdicts, settings, releases, supposed)
        lines = self.summary(verdicts)
        for key in dict.fromkeys(v.item.key for v in verdicts):
            mine = [(v, d) for v, d in zip(verdicts, data["verdicts"], strict=True) if v.item.key == key]
            lines += self.item(mine[0][0].item, mine, settings)
        lines += ["", *self.closing(data, releases, supposed)]
        return "\n".join(lines).lstrip("\n") + "\n"

    def summary(self, verdicts: list[Verdict]) -> list[str]:
        """For several subjects: what is not met, still open or justified at each, and how much is met."""
        items = {v.item.key: v.item for v in verdicts}
        if len(items) < 3:
            return []
        lines = ["", self.t["summary"], "=" * len(self.t["summary"])]
        for key, item in items.items():
            mine = [v for v in verdicts if v.item.key == key and v.verdict != "not_applicable"]
            met = sum(v.verdict == "complies" for v in mine)
            told = self.t["met"].format(met=met, all=len(mine))
            lines += self.wrap(f"{item.subject.label[self.lang]} {item.id}: {told}.", "- ", "  ")
            for word in ("violates", "shortfall", "justified", "undetermined"):
                labels = [v.rule.label[self.lang] for v in mine if v.verdict == word]
                if labels:
                    named = "; ".join(map(lower, labels[:MOST_NAMED])) + ("; …" if len(labels) > MOST_NAMED else "")
                    lines += self.wrap(
                        f"{upper(VERDICTS[word][self.lang])} ({len(labels)}): {named}.", "    ", "      "
                    )
        return lines

    def item(self, item: Item, mine: list[tuple[Verdict, dict[str, Any]]], settings: Settings) -> list[str]:
        """One subject: its verdicts, then what still runs, then what does not apply."""
        title = f"{item.subject.label[self.lang]} {item.id}"
        lines = ["", title, "=" * min(len(title), WIDTH)]
        value = item.facts.get(item.subject.time) if item.subject.time else None
        if isinstance(value, int):
            entry = item.subject.facts[item.subject.time]
            day = str(value) if entry.type == "year" else date(value, self.lang)
            lines += self.wrap(self.t["dated"].format(label=entry.label[self.lang], date=day), "")
        lines += self.wrap(self.t["judged"].format(as_of=date(settings.as_of, self.lang)), "")
        if settings.known_at is not None:
            lines += self.wrap(self.t["known"].format(known_at=date(settings.known_at, self.lang)), "")
        promised = [] if self.explain else [v for v, _ in mine if v.rule.attested and tracker.status(v)]
        for verdict, data in mine:
            if verdict.verdict != "not_applicable" and verdict not in promised:
                lines += ["", *self.verdict(verdict, data)]
        for name, chosen in tracker.grouped(promised).items():
            lines += ["", f"{tracker.T[self.lang][name]} ({len(chosen)})"]
            for verdict in chosen:
                lines += self.wrap(tracker.line(self.prose, verdict), "  - ", "    ")
        folded = [v for v, _ in mine if v.verdict == "not_applicable" and v not in promised]
        for heading, chosen in (
            ("waiting", [v for v in folded if v.reason in WAITING]),
            ("folded", [v for v in folded if v.reason not in WAITING]),
        ):
            if chosen:
                lines += ["", f"{self.t[heading]} ({len(chosen)})"]
            for verdict in chosen:
                lines += self.folded(verdict) if verdict.reason != "outside_period" else []
            outside = [
                f"{lower(v.rule.label[self.lang])} [{v.rule.id}]" for v in chosen if v.reason == "outside_period"
            ]
            if outside:
                lines += self.wrap(f"{self.t['outside']}: {'; '.join(outside)}.", "  - ", "    ")
        return lines

    def verdict(self, verdict: Verdict, data: dict[str, Any]) -> list[str]:
        """One verdict as a block: the sentence, the conditions, what to do, then what it rests on."""
        sentence = self.wrap(data["sentence"][self.lang], "  ")
        if self.colour and verdict.verdict in COLOURS:
            sentence = [f"\033[{COLOURS[verdict.verdict]}m{line}\033[0m" for line in sentence]
        lines = [*self.wrap(verdict.rule.label[self.lang], ""), *sentence]
        for condition in self.conditions(data):
            lines += self.wrap(condition["text"][self.lang], f"    {MARKS[condition['state']]} ", "      ")
        for name, text in self.details(verdict, data):
            lines += self.field(name, text)
        return lines

    def details(self, verdict: Verdict, data: dict[str, Any]) -> list[tuple[str, str]]:
        """What to do or supply and what the verdict rests on: pairs of a heading's key and a text."""
        prose = self.prose
        found = [("advice", text + ".") for text in prose.advice(verdict)]
        found += [("room", text + ".") for text in prose.room(verdict)]
        found.append(("supply", "; ".join(f"{label} ({name})" for label, name in prose.facts_missing(verdict))))
        found.append(("figures", "; ".join(self.figures(verdict))))
        found.append(("presumed", "; ".join(prose.presumption(p, verdict) for p in verdict.presumed)))
        found += self.readings(verdict)
        found += [("remark", r.label[self.lang]) for r in verdict.rule.remarks if r.name in verdict.remarks]
        found.append(("clause", "; ".join(self.clause(c["id"]) for c in data["clauses"])))
        found.append(("rule", f"{verdict.rule.id} {verdict.rule.version}"))
        return [(name, text) for name, text in found if text]

    def folded(self, verdict: Verdict) -> list[str]:
        """A verdict that does not apply, in a few lines: why, and what it presumed or would turn it."""
        said = self.prose.inapplicable(verdict)
        lines = self.wrap(f"{verdict.rule.label[self.lang]}: {said}. [{verdict.rule.id}]", "  - ", "    ")
        told = [self.prose.presumption(p, verdict) for p in verdict.presumed]
        if told:
            lines += self.wrap(f"{self.t['presumed']}: {'; '.join(told)}.", "    ")
        for name in verdict.sensitive_to:
            lines += self.wrap(f"{self.t['sensitive']}: {self.reading(name, verdict)}", "    ")
        return lines

    def figures(self, verdict: Verdict) -> list[str]:
        """The legal figures that were read, each with its window."""
        found = []
        for (name, key, _), period in sorted(verdict.figures.items()):
            if period is not None and period.other_value is None and not isinstance(period.value, bool | str):
                series = self.ruleset.parameters[name]
                value = plain(period.value, "number", series.unit, self.lang)
                kind = f", {lower(series.keys[key][self.lang])}," if key in series.keys else ""
                found.append(
                    f"{lower(series.label[self.lang])}{kind} {value} ({self.window(period)}{self.known(verdict, period)})"
                )
        return list(dict.fromkeys(found))

    def known(self, verdict: Verdict, period: Period) -> str:
        """Since when a figure was public, in a report by what was known on a date."""
        if verdict.known_at is None:
            return ""
        since = date(period.known_from, self.lang)
        return f"; {self.t['public'].format(date=since, by=self.t[period.known_by])}"

    def window(self, period: Period) -> str:
        """From when to when a figure holds; a calendar year as that year."""
        if period.until is None:
            return self.t["since"].format(date=date(period.since, self.lang))
        if (period.since % 10000, period.until - period.since) == (101, 1130):
            return str(period.since // 10000)
        return f"{date(period.since, self.lang)} {self.t['until'].format(date=date(period.until, self.lang))}"

    def readings(self, verdict: Verdict) -> list[tuple[str, str]]:
        """For each rule with a reading that would turn the verdict: the one used, and the others."""
        found: list[tuple[str, str]] = []
        rules = dict.fromkeys(n.rpartition(":")[0] or verdict.rule.id for n in verdict.sensitive_to)
        if self.explain and verdict.reading:
            rules.setdefault(verdict.rule.id)
        for rule_id in rules:
            rule = self.ruleset.rules[rule_id]
            used = verdict.reading if rule_id == verdict.rule.id else rule.default_reading
            found.append(("reading", f"{rule.readings[used].because[self.lang]} ({used})"))
            for name in verdict.sensitive_to:
                if (name.rpartition(":")[0] or verdict.rule.id) == rule_id:
                    found.append(("sensitive", self.reading(name, verdict)))
        return found

    def reading(self, name: str, verdict: Verdict) -> str:
        rule_id, _, reading = name.rpartition(":")
        rule = self.ruleset.rules[rule_id or verdict.rule.id]
        return f"{rule.readings[reading].because[self.lang]} ({name})"

    def conditions(self, data: dict[str, Any]) -> list[dict[str, Any]]:
        """The leaves worth showing: the rule's own, and the limits behind its definitions; all with `--explain`.

        What is not known and did not matter is not shown: it would ask for a fact that nobody needs.
        """
        found: dict[str, dict[str, Any]] = {}
        settled = data["verdict"] in ("complies", "justified")
        for c in data["conditions"]:
            if settled and c["state"] == "unknown" and c["part"] != "definition" and not self.explain:
                continue
            limit = c["right"] is not None and c["right"]["name"] and c["operator"] not in ("equals", "not_equals")
            if self.explain or c["part"] in ("when", "requires", "excused_if") or (c["part"] == "definition" and limit):
                found.setdefault(c["text"][self.lang], c)
        if self.explain:
            return list(found.values())
        longer = {(t.partition(" (")[0], c["state"]) for t, c in found.items() if " (" in t}  # says the same, and more
        return [c for t, c in found.items() if (t, c["state"]) not in longer]

    def clause(self, clause_id: str) -> str:
        clause = self.ruleset.clauses.get(clause_id)
        if clause is None:
            return clause_id
        chapter = f"{'NPA' if clause.edition != 'statute' else ''} {clause.citation}".strip()
        return f"{chapter} ({clause_id})"

    def field(self, name: str, text: str) -> list[str]:
        label = f"  {self.t[name]}: "
        return self.wrap(text, f"{label:<16}", " " * 16)

    def wrap(self, text: str, first: str, rest: str | None = None) -> list[str]:
        return textwrap.wrap(
            text,
            WIDTH,
            initial_indent=first,
            subsequent_indent=first if rest is None else rest,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [first.rstrip()]

    def closing(self, data: dict[str, Any], releases: set[str], supposed: list[str]) -> list[str]:
        lines = self.wrap(self.t["legend"], "")
        if releases:
            lines += self.wrap(self.t["release"].format(ids=", ".join(sorted(releases))), "")
        if supposed:
            lines += self.wrap(self.t["supposed"].format(names=", ".join(supposed)), "")
        version = data["engine"].split()[1]
        return [*lines, self.t["rules"].format(digest=data["ruleset_digest"][:12], version=version)]
