"""The report as a note of at most 80 columns: what, verdict in words, the figures, the clause, what to do."""

from __future__ import annotations

import textwrap
from typing import Any

from npa_rules.judge import Verdict
from npa_rules.load.fields import iso
from npa_rules.model.case import Item, Settings
from npa_rules.model.rule import RuleSet
from npa_rules.prose.format import date
from npa_rules.prose.sentence import Prose
from npa_rules.report.data import build

WIDTH = 80
MARKS = {"true": "+", "false": "-", "unknown": "?"}
COLOURS = {"complies": "32", "violates": "31", "justified": "33", "shortfall": "33", "undetermined": "35"}
T = {
    "nl": {
        "judged": "Beoordeeld op {as_of}",
        "dated": "{label}: {date}",
        "clause": "Bepaling",
        "presumed": "Aangenomen",
        "reading": "Lezing",
        "sensitive": "Anders bij",
        "remark": "Let op",
        "supply": "Vul aan",
        "source": "Bedragen",
        "rule": "Regel",
        "folded": "Niet van toepassing",
        "waiting": "Loopt nog of wacht op een wet",
        "summary": "Samenvatting",
        "release": "Aangenomen is dat geen partij zich op de ontslagbepaling beroept ({ids}).",
        "supposed": "Let op: gerekend met eigen waarden voor {names}.",
        "provisional": "voorlopig",
        "rules": "Regels {digest}, npa-rules {version}.",
    },
    "en": {
        "judged": "Judged on {as_of}",
        "dated": "{label}: {date}",
        "clause": "Clause",
        "presumed": "Presumed",
        "reading": "Reading",
        "sensitive": "Turned by",
        "remark": "Note",
        "supply": "Supply",
        "source": "Figures",
        "rule": "Rule",
        "folded": "Not applicable",
        "waiting": "Pending, or waiting for a law",
        "summary": "Summary",
        "release": "It is presumed that no party invokes the release clause ({ids}).",
        "supposed": "Note: computed with supposed values for {names}.",
        "provisional": "provisional",
        "rules": "Rules {digest}, npa-rules {version}.",
    },
}


class TextReport:
    """Renders verdicts as text; `colour` only where a terminal shows it."""

    def __init__(self, ruleset: RuleSet, lang: str, *, colour: bool = False, explain: bool = False) -> None:
        self.ruleset, self.lang, self.colour, self.explain = ruleset, lang, colour, explain
        self.prose, self.t = Prose(ruleset), T[lang]

    def render(self, verdicts: list[Verdict], settings: Settings, releases: set[str], supposed: list[str]) -> str:
        """The whole note."""
        data = build(self.ruleset, verdicts, settings, releases, supposed)
        lines: list[str] = []
        items = list(dict.fromkeys(v.item.key for v in verdicts))
        for key in items:
            mine = [(v, d) for v, d in zip(verdicts, data["verdicts"], strict=True) if v.item.key == key]
            lines += self.item(mine[0][0].item, mine, settings)
        lines += ["", *self.closing(data, releases, supposed)]
        return "\n".join(lines).lstrip("\n") + "\n"

    def item(self, item: Item, mine: list[tuple[Verdict, dict[str, Any]]], settings: Settings) -> list[str]:
        title = f"{item.subject.label[self.lang]} {item.id}"
        lines = ["", title, "=" * min(len(title), WIDTH)]
        if item.subject.time and item.facts.get(item.subject.time) is not None:
            entry = item.subject.facts[item.subject.time]
            value = item.facts[item.subject.time]
            day = str(value) if entry.type == "year" else date(value, self.lang)
            lines += self.wrap(self.t["dated"].format(label=entry.label[self.lang], date=day), "")
        lines += self.wrap(self.t["judged"].format(as_of=date(settings.as_of, self.lang)), "")
        waiting = ("pending", "pending_law")
        for verdict, data in mine:
            if verdict.verdict != "not_applicable":
                lines += ["", *self.verdict(verdict, data)]
        for heading, chosen in (
            ("waiting", [m for m in mine if m[0].verdict == "not_applicable" and m[0].reason in waiting]),
            ("folded", [m for m in mine if m[0].verdict == "not_applicable" and m[0].reason not in waiting]),
        ):
            if chosen:
                lines += ["", f"{self.t[heading]} ({len(chosen)})"]
            for verdict, data in chosen:
                said = data["sentence"][self.lang].split(": ", 1)[-1]
                lines += self.wrap(f"{verdict.rule.label[self.lang]}: {said} [{verdict.rule.id}]", "  - ", "    ")
        return lines

    def verdict(self, verdict: Verdict, data: dict[str, Any]) -> list[str]:
        """One verdict as a block: the sentence, the conditions, then clause, presumptions, reading and rule."""
        head = self.wrap(f"{verdict.rule.label[self.lang]}", "")
        sentence = self.wrap(data["sentence"][self.lang], "  ")
        if self.colour and verdict.verdict in COLOURS:
            sentence = [f"\033[{COLOURS[verdict.verdict]}m{line}\033[0m" for line in sentence]
        lines = [*head, *sentence]
        for condition in self.conditions(data):
            lines += self.wrap(condition["text"][self.lang], f"    {MARKS[condition['state']]} ", "      ")
        clauses = "; ".join(self.clause(c["id"]) for c in data["clauses"])
        lines += self.field("clause", clauses)
        if verdict.missing:
            lines += self.field("supply", "; ".join(verdict.missing))
        if verdict.presumed:
            told = "; ".join(self.prose.presumption(p, verdict, self.lang) for p in verdict.presumed)
            lines += self.field("presumed", told)
        because = {r.name: r.because[self.lang] for r in verdict.rule.readings.values()}
        if verdict.reading and (verdict.sensitive_to or self.explain):
            lines += self.field("reading", f"{because[verdict.reading]} ({verdict.reading})")
        for name in verdict.sensitive_to:
            rule_id, _, other = name.rpartition(":")
            readings = self.ruleset.rules[rule_id or verdict.rule.id].readings
            lines += self.field("sensitive", f"{readings[other].because[self.lang]} ({name})")
        for remark in verdict.rule.remarks:
            if remark.name in verdict.remarks:
                lines += self.field("remark", remark.label[self.lang])
        return lines + self.field("rule", f"{verdict.rule.id} {verdict.rule.version}")

    def conditions(self, data: dict[str, Any]) -> list[dict[str, Any]]:
        """The leaves worth showing: the rule's own, and the limits behind its definitions; all with `--explain`."""
        found: dict[str, dict[str, Any]] = {}
        for c in data["conditions"]:
            limit = c["right"] is not None and c["right"]["name"] and c["operator"] not in ("equals", "not_equals")
            if self.explain or c["part"] in ("when", "requires", "excused_if") or (c["part"] == "definition" and limit):
                found.setdefault(c["text"][self.lang], c)
        return list(found.values())

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
            break_long_words=True,
            break_on_hyphens=False,
        ) or [first.rstrip()]

    def closing(self, data: dict[str, Any], releases: set[str], supposed: list[str]) -> list[str]:
        lines = []
        if releases:
            lines += self.wrap(self.t["release"].format(ids=", ".join(sorted(releases))), "")
        if supposed:
            lines += self.wrap(self.t["supposed"].format(names=", ".join(supposed)), "")
        version = data["engine"].split()[1]
        return [*lines, self.t["rules"].format(digest=data["ruleset_digest"][:12], version=version)]


__all__ = ["TextReport", "iso"]
