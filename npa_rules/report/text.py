"""The report as a note of at most 80 columns: what, verdict in words, the figures, the clause, what to do."""

from __future__ import annotations

import textwrap
from typing import Any

from npa_rules.judge import Verdict
from npa_rules.model.case import Item, Settings
from npa_rules.model.rule import ALWAYS, OWN, Period, RuleSet
from npa_rules.prose.condition import lower
from npa_rules.prose.format import date, plain
from npa_rules.prose.sentence import NOT_OVER, Prose
from npa_rules.report import tracker
from npa_rules.report.data import build, subjects
from npa_rules.report.summary import summary
from npa_rules.report.words import T

TYPE_CHECKING = False
if TYPE_CHECKING:
    from npa_rules.report.deviations import Deviations

WIDTH = 80
ASIDE = "."  # the mark, with `--explain`, of a condition that did not bear on the verdict
Entry = dict[str, Any]  # a verdict as data
COLOURS = {"complies": "32", "violates": "31", "justified": "33", "shortfall": "33", "undetermined": "35"}


class TextReport:
    """Renders verdicts as text; `colour` only where a terminal shows it."""

    def __init__(self, ruleset: RuleSet, lang: str, *, colour: bool = False, explain: bool = False) -> None:
        self.ruleset, self.lang, self.colour, self.explain = ruleset, lang, colour, explain
        self.prose, self.t = Prose(ruleset, lang), T[lang]
        self.ranged: set[str] = set()  # the ranges that were explained at the present subject
        self.deviations: Deviations | None = None  # where users depart from the rules in the report at hand

    def render(self, verdicts: list[Verdict], settings: Settings, releases: set[str], supposed: list[str]) -> str:
        """The whole note."""
        data = build(self.ruleset, verdicts, settings, releases, supposed)
        self.prose.items = subjects(verdicts)
        self.departing(settings)
        lines = self.wrap(self.t["judged"].format(as_of=date(settings.as_of, self.lang)), "")
        if settings.known_at is not None:
            lines += self.wrap(self.t["known"].format(known_at=date(settings.known_at, self.lang)), "")
        for told in self.noted(verdicts, supposed):
            lines += self.wrap(told, "")
        lines += summary(verdicts, self.lang, self.wrap)
        for key in dict.fromkeys(v.item.key for v in verdicts):
            mine = [(v, d) for v, d in zip(verdicts, data["verdicts"], strict=True) if v.item.key == key]
            lines += self.item(mine[0][0].item, mine)
        lines += self.departures(verdicts)
        lines += ["", *self.closing(data, verdicts, releases)]
        return "\n".join(lines) + "\n"

    def item(self, item: Item, mine: list[tuple[Verdict, Entry]]) -> list[str]:
        """One subject: its verdicts, then its promises, then what waits for a law and what does not apply."""
        title = f"{item.subject.label[self.lang]} {item.id}"
        lines = ["", title, "=" * min(len(title), WIDTH)]
        value = item.facts.get(item.subject.time) if item.subject.time else None
        if isinstance(value, int):
            entry = item.subject.facts[item.subject.time]
            day = str(value) if entry.type == "year" else date(value, self.lang)
            lines += self.wrap(self.t["dated"].format(label=entry.label[self.lang], date=day), "")
        if any(NOT_OVER in v.provisional for v, _ in mine):
            lines += self.wrap(self.t["unfinished"], "")
        promised = [] if self.explain else [v for v, _ in mine if v.rule.attested and tracker.status(v)]
        shown = [(v, d) for v, d in mine if v.verdict != "not_applicable" and v not in promised]
        alike, self.ranged = self.alike(shown), set()
        for verdict, data in shown:
            lines += ["", *self.verdict(verdict, data, alike.get(verdict.rule.id))]
        running = [v for v, _ in mine if v.reason == "pending" and v not in promised]
        groups = tracker.grouped(promised)
        for name in tracker.ORDER:
            chosen, others = groups.get(name, []), running if name == "pending" else []
            if chosen or others:
                lines += ["", f"{tracker.T[self.lang][name]} ({len(chosen) + len(others)})"]
            for verdict in chosen:
                lines += self.promise(verdict)
            for verdict in others:
                lines += self.folded(verdict)
        folded = [v for v, _ in mine if v.verdict == "not_applicable" and v not in promised and v not in running]
        for heading, chosen in (
            ("law", [v for v in folded if v.reason == "pending_law"]),
            ("folded", [v for v in folded if v.reason != "pending_law"]),
        ):
            if chosen:
                lines += ["", f"{self.t[heading]} ({len(chosen)})"]
            for verdict in chosen:
                lines += self.folded(verdict) if verdict.reason != "outside_period" or verdict.overrides else []
            outside = [
                f"{lower(v.rule.label[self.lang])} [{v.rule.id}]"
                for v in chosen
                if v.reason == "outside_period" and not v.overrides
            ]
            if outside:
                lines += self.wrap(f"{self.t['outside']}: {'; '.join(outside)}.", "  - ", "    ")
        return lines

    def alike(self, shown: list[tuple[Verdict, Entry]]) -> dict[str, Verdict]:
        """For each rule whose test was told before at the same subject, with the same outcome: that verdict."""
        first: dict[str, Verdict] = {}
        found: dict[str, Verdict] = {}
        for verdict, data in shown if not self.explain else []:
            told = [data["sentence"][self.lang], *(c["text"][self.lang] for c in self.conditions(data))]
            before = first.setdefault("\n".join(told), verdict)
            found |= {verdict.rule.id: before} if before is not verdict else {}
        return found

    def promise(self, verdict: Verdict) -> list[str]:
        """One attested promise, with what has to be shown where it is missed, and the ground where that excuses it."""
        lines = self.wrap(tracker.line(self.prose, verdict), "  - ", "    ") + self.overruled(verdict)
        for proof in self.prose.proofs(verdict):
            lines += self.wrap(f"{self.t['show']}: {proof}.", "    ")
        for text in self.prose.advice(verdict):
            lines += self.wrap(f"{text}.", "    ")
        return lines

    def verdict(self, verdict: Verdict, data: Entry, like: Verdict | None = None) -> list[str]:
        """One verdict as a block: the sentence, the conditions, what to do, then what it rests on.

        `like` is a verdict of the same subject that rests on the very same test: said there, referred to here.
        """
        lines = self.wrap(self.prose.title(verdict), "")
        if self.colour and verdict.verdict in COLOURS:
            lines = [f"\033[{COLOURS[verdict.verdict]}m{line}\033[0m" for line in lines]
        if like is not None:
            lines += self.wrap(self.referred(like), "  ")
            for name, text in self.own_details(verdict, data, like):
                lines += self.field(name, text)
            return lines
        lines += self.wrap(self.sentence(verdict), "  ") if self.sentence(verdict) else []
        for condition in self.conditions(data):
            lines += self.wrap(condition["text"][self.lang], f"    {condition['mark'] or ASIDE} ", "      ")
        for name, text in self.details(verdict, data):
            lines += self.field(name, text)
        return lines

    def sentence(self, verdict: Verdict) -> str:
        """Why, below a title that says what; that a year is not over is said once, at the top of the subject."""
        parts = (self.prose.told(verdict, short=True), self.prose.unsettled(verdict, frozenset([NOT_OVER])))
        return " ".join(p for p in parts if p)

    def referred(self, like: Verdict) -> str:
        """That a test was told before."""
        return self.t["same"].format(label=lower(like.rule.label[self.lang]), id=like.rule.id)

    def own_details(self, verdict: Verdict, data: Entry, like: Verdict) -> list[tuple[str, str]]:
        """The details that were not told at a verdict with the same test."""
        said = [pair for pair in self.details(like, data) if pair[0] not in ("clause", "rule")]
        return [pair for pair in self.details(verdict, data) if pair not in said]

    def details(self, verdict: Verdict, data: Entry) -> list[tuple[str, str]]:
        """What to do or supply and what the verdict rests on: pairs of a heading's key and a text."""
        prose = self.prose
        spans = [span.text for span in prose.ranges(verdict)]
        self.ranged |= set(spans)
        found = [("range", text + ".") for text in spans]
        found += [("show", text + ".") for text in prose.proofs(verdict)]
        found += [("advice", text + ".") for text in prose.advice(verdict)]
        found += [("room", text + ".") for text in prose.room(verdict)]
        found.append(("supply", "; ".join(f"{label} ({name})" for label, name in prose.facts_missing(verdict))))
        found.append(("figures", "; ".join(self.figures(verdict))))
        found.append(("presumed", "; ".join(prose.presumption(p, verdict) for p in verdict.presumed)))
        found += self.readings(verdict)
        found += [("remark", r.label[self.lang]) for r in verdict.rule.remarks if r.name in verdict.remarks]
        found += self.deviations.details(verdict) if self.deviations is not None else []
        found.append(("clause", "; ".join(self.clause(c["id"]) for c in data["clauses"])))
        found.append(("rule", f"{verdict.rule.id} {verdict.rule.version}"))
        return [(name, text) for name, text in found if text]

    def folded(self, verdict: Verdict) -> list[str]:
        """A verdict that does not apply, in a few lines: why, and what it presumed or would turn it."""
        said = self.prose.inapplicable(verdict)
        lines = self.wrap(f"{verdict.rule.label[self.lang]}: {said}. [{verdict.rule.id}]", "  - ", "    ")
        for text in [s.text for s in self.prose.ranges(verdict) if s.text not in self.ranged]:
            lines += self.wrap(f"{self.t['range']}: {text}.", "    ")
            self.ranged.add(text)
        told = [self.prose.presumption(p, verdict) for p in verdict.presumed]
        if told:
            lines += self.wrap(f"{self.t['presumed']}: {'; '.join(told)}.", "    ")
        for name in verdict.sensitive_to:
            lines += self.wrap(f"{self.t['sensitive']}: {self.reading(name, verdict)}", "    ")
        return [*lines, *self.overruled(verdict)]

    def overruled(self, verdict: Verdict) -> list[str]:
        """Below a verdict of one line: the overrides that touch it."""
        told = self.deviations.of(verdict) if self.deviations is not None else ""
        return self.wrap(f"{self.t['override']}: {told}", "    ") if told else []

    def departing(self, settings: Settings) -> None:
        """Take up the overrides and disagreements of a report, where it has any."""
        if settings.overrides or settings.disagreements:
            from npa_rules.report.deviations import Deviations

            self.deviations = Deviations(self.ruleset, settings, self.lang)

    def departures(self, verdicts: list[Verdict]) -> list[str]:
        """Every override and disagreement, at the end."""
        lines: list[str] = []
        for heading, told in self.deviations.closing(verdicts) if self.deviations is not None else []:
            lines += ["", heading, *(w for one in told for w in self.wrap(one, "  - ", "    "))]
        return lines

    def figures(self, verdict: Verdict) -> list[str]:
        """The legal figures that were read, each with its window."""
        found = []
        for (name, key, _), period in sorted(verdict.figures.items()):
            if period is not None and period.other_value is None and not isinstance(period.value, bool | str):
                series = self.ruleset.parameters[name]
                value = plain(period.value, "number", series.unit, self.lang)
                kind = f", {lower(series.keys[key][self.lang])}," if key in series.keys else ""
                own = f"; {self.t['own']}" if period.confidence == OWN else ""
                found.append(
                    f"{lower(series.label[self.lang])}{kind} {value} ({self.window(period)}{self.known(verdict, period)}{own})"
                )
        return list(dict.fromkeys(found))

    def known(self, verdict: Verdict, period: Period) -> str:
        """Since when a figure was public, in a report by what was known on a date."""
        if verdict.known_at is None or period.known_from == ALWAYS:
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
            own = rule_id == verdict.rule.id
            used = verdict.reading if own else self.ruleset.rules[rule_id].default_reading
            known = verdict.rule.readings[used] if own else self.ruleset.reading(rule_id, used)
            found.append(("reading", f"{known.because[self.lang]} ({used})"))
            for name in verdict.sensitive_to:
                if (name.rpartition(":")[0] or verdict.rule.id) == rule_id:
                    found.append(("sensitive", self.reading(name, verdict)))
        return found

    def reading(self, name: str, verdict: Verdict) -> str:
        rule_id, _, reading = name.rpartition(":")
        known = self.ruleset.reading(rule_id, reading) if rule_id else verdict.rule.readings.get(reading)
        known = known or self.ruleset.reading(verdict.rule.id, reading)
        return f"{known.because[self.lang]} ({name})"

    def conditions(self, data: Entry) -> list[dict[str, Any]]:
        """The leaves worth showing: those that bear on the verdict and the limits behind them; all with `--explain`.

        None where the sentence says them all.
        """
        found: dict[str, dict[str, Any]] = {}
        for c in data["conditions"]:
            before = found.get(c["text"][self.lang])
            if (self.explain or c["mark"]) and (before is None or (c["mark"] and not before["mark"])):
                found[c["text"][self.lang]] = c
        if self.explain:
            return list(found.values())
        longer = {(t.partition(" (")[0], c["state"]) for t, c in found.items() if " (" in t}  # says the same, and more
        shown = [c for t, c in found.items() if (t, c["state"]) not in longer]
        return shown if any(c["text"][self.lang] not in data["sentence"][self.lang] for c in shown) else []

    def clause(self, clause_id: str) -> str:
        clause = self.ruleset.clauses.get(clause_id)
        if clause is None:
            return clause_id
        chapter = f"{'NPA' if clause.edition.startswith('npa') else ''} {clause.citation}".strip()
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

    def noted(self, verdicts: list[Verdict], supposed: list[str]) -> list[str]:
        """What a reader must know before anything else: that the rules or figures are not the published ones."""
        names = ", ".join(lower(self.ruleset.parameters[n].label[self.lang]) for n in dict.fromkeys(supposed))
        found = self.deviations.summary(verdicts) if self.deviations is not None else []
        return found + ([self.t["supposed"].format(names=names)] if names else [])

    def closing(self, data: dict[str, Any], verdicts: list[Verdict], releases: set[str]) -> list[str]:
        """What holds for the whole report, and where more is to be read."""
        lines = self.wrap(self.t["legend_all" if self.explain else "legend"], "")
        if releases:
            lines += self.wrap(self.t["release"].format(ids=", ".join(sorted(releases))), "")
        order = (("violates", "shortfall"), ("complies", "justified", "undetermined"))
        first = next((v for words in order for v in verdicts if v.verdict in words), verdicts[0])
        lines += self.wrap(self.t["read"].format(id=first.rule.id, clause=first.clauses[0]), "")
        version = data["engine"].split()[1]
        return [*lines, self.t["rules"].format(digest=data["ruleset_digest"][:12], version=version)]
