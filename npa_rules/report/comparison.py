"""What `npa compare` found, as a note for a meeting and as Markdown."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from npa_rules.compare import KINDS, Comparison, Row
from npa_rules.differences import ABSENT, Change
from npa_rules.load.fields import day
from npa_rules.model.dictionary import FactType
from npa_rules.model.rule import RuleSet
from npa_rules.prose.condition import lower, upper
from npa_rules.prose.format import code, date, plain
from npa_rules.report.markdown import escape
from npa_rules.report.verification import value, word, wrap

EXACT = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,12}|/[1-9][0-9]{0,17})?")  # a figure as a report writes it
T: dict[str, dict[str, str]] = {
    "nl": {
        "title": "Twee verslagen naast elkaar",
        "old": "Oud: beoordeeld op {as_of}, {count} oordelen",
        "new": "Nieuw: beoordeeld op {as_of}, {count} oordelen",
        "paired": "{subject} {old} is vergeleken met {new}.",
        "altered_old": "Let op: het oude verslag is na het maken gewijzigd; `npa verify` zegt wat.",
        "altered_new": "Let op: het nieuwe verslag is na het maken gewijzigd; `npa verify` zegt wat.",
        "provisional": "{word} (voorlopig)",
        "none": "Geen enkel oordeel is anders.",
        "same": "Gelijk gebleven: {count}",
        "worse": "Verslechterd",
        "better": "Verbeterd",
        "other": "Anders",
        "new_rows": "Nieuw",
        "gone": "Vervallen",
        "grounds": "Hetzelfde oordeel op andere gronden",
        "dated": "Alleen door de datum:",
        "now": "Nu",
        "then": "Was",
        "facts": "Feiten",
        "parameters": "Cijfers",
        "rules": "Regels",
        "date": "Datum",
        "options": "Keuzes",
        "unclear": "uit de verslagen is niet te zien waardoor",
        "rule_changed": "{rule} is gewijzigd",
        "rule_new": "{rule} is nieuw",
        "rule_gone": "{rule} is er niet meer",
        "item_new": "dit onderwerp is er bijgekomen",
        "item_gone": "dit onderwerp is er niet meer",
        "as_of": "beoordeeld op",
        "columns": "Onderwerp|Regel|Was|Is nu|Waardoor",
    },
    "en": {
        "title": "Two reports side by side",
        "old": "Old: judged on {as_of}, {count} verdicts",
        "new": "New: judged on {as_of}, {count} verdicts",
        "paired": "{subject} {old} was compared with {new}.",
        "altered_old": "Note: the old report was altered after it was made; `npa verify` says what.",
        "altered_new": "Note: the new report was altered after it was made; `npa verify` says what.",
        "provisional": "{word} (provisional)",
        "none": "No verdict differs.",
        "same": "Unchanged: {count}",
        "worse": "Worse",
        "better": "Better",
        "other": "Otherwise",
        "new_rows": "New",
        "gone": "Gone",
        "grounds": "The same verdict on other grounds",
        "dated": "By the date alone:",
        "now": "Now",
        "then": "Was",
        "facts": "Facts",
        "parameters": "Figures",
        "rules": "Rules",
        "date": "Date",
        "options": "Options",
        "unclear": "the reports do not show by what",
        "rule_changed": "{rule} has changed",
        "rule_new": "{rule} is new",
        "rule_gone": "{rule} is gone",
        "item_new": "this subject was added",
        "item_gone": "this subject is gone",
        "as_of": "judged on",
        "columns": "Subject|Rule|Was|Is now|By what",
    },
}


class Comparing:
    """Speaks of a comparison in one language."""

    def __init__(self, ruleset: RuleSet, lang: str) -> None:
        self.ruleset, self.lang, self.t = ruleset, lang, T[lang]

    def text(self, found: Comparison) -> str:
        """The whole note."""
        lines = [self.t["title"], "=" * len(self.t["title"])]
        lines += [w for told in self.head(found) for w in wrap(told, "", "  ")]
        for kind in KINDS:
            rows = [r for r in found.rows if r.kind == kind]
            if rows:
                lines += ["", f"{self.heading(kind)} ({len(rows)})"]
            dated: dict[str, list[str]] = {}
            for row in rows:
                if kind == "grounds" and [*row.why] == ["date"]:
                    dated.setdefault(f"{self.subject(row)}: {self.turned(row)}", []).append(row.key[2])
                else:
                    lines += self.paragraph(row)
            if dated:
                lines += wrap(self.t["dated"], "  ")
            for told, rules in dated.items():
                lines += wrap(f"{told} ({len(rules)}): {', '.join(rules)}", "  - ", "    ")
        lines += ["", *([self.t["none"]] if not found.rows else []), self.t["same"].format(count=found.same)]
        return "\n".join(lines) + "\n"

    def paragraph(self, row: Row) -> list[str]:
        """One verdict that differs, and by what."""
        lines = wrap(f"{self.subject(row)}: {self.rule(row)}: {self.turned(row)}. [{row.key[2]}]", "  - ", "    ")
        said = row.sentence.get(self.lang) if isinstance(row.sentence, dict) else None
        if said and row.kind not in ("grounds", "gone"):
            lines += wrap(f"{self.t['now']}: {said}", "    ")
        return lines + [w for told in self.reasons(row) for w in wrap(told, "    ", "      ")]

    def markdown(self, found: Comparison) -> str:
        """The same as tables."""
        lines = [f"# {self.t['title']}", "", *(f"- {escape(h)}" for h in self.head(found))]
        columns = self.t["columns"].split("|")
        for kind in KINDS:
            rows = [r for r in found.rows if r.kind == kind]
            if rows:
                lines += ["", f"## {self.heading(kind)} ({len(rows)})", ""]
                lines += ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
            for row in rows:
                cells = [self.subject(row), f"{self.rule(row)} ({row.key[2]})"]
                cells += [word(v, self.lang) if v is not None else "–" for v in (row.before, row.after)]
                cells.append("; ".join(self.reasons(row)))
                lines.append("| " + " | ".join(map(escape, cells)) + " |")
        lines += ["", *([self.t["none"], ""] if not found.rows else []), self.t["same"].format(count=found.same)]
        return "\n".join(lines) + "\n"

    def head(self, found: Comparison) -> list[str]:
        """Which two reports."""
        lines = []
        for side, report in (("old", found.old), ("new", found.new)):
            on = day(str(report.get("as_of")))
            told = date(on, self.lang) if on is not None else "?"
            lines.append(self.t[side].format(as_of=told, count=len(report["verdicts"])))
            lines += [self.t[f"altered_{side}"]] if side in found.altered else []
        for (kind, old), new in found.paired.items():
            lines.append(self.t["paired"].format(subject=self.kind(kind), old=old, new=new))
        return lines

    def heading(self, kind: str) -> str:
        return self.t["new_rows" if kind == "new" else kind]

    def kind(self, subject: str) -> str:
        known = self.ruleset.subjects.get(subject)
        return known.label[self.lang] if known is not None else subject

    def subject(self, row: Row) -> str:
        return f"{self.kind(row.key[0])} {row.key[1]}"

    def rule(self, row: Row) -> str:
        rule = self.ruleset.rules.get(row.key[2])
        return lower(rule.label[self.lang]) if rule is not None else row.key[2]

    def turned(self, row: Row) -> str:
        sides = [
            self.t["provisional"].format(word=word(v, self.lang))
            if p and row.provisional != (True, True)
            else word(v, self.lang)
            for v, p in zip((row.before, row.after), row.provisional, strict=True)
            if v is not None
        ]
        return " → ".join(dict.fromkeys(sides))

    def reasons(self, row: Row) -> list[str]:
        """Why, a line for each kind of reason."""
        found = [f"{self.t[k]}: {'; '.join(self.change(row, k, c) for c in cs)}." for k, cs in row.why.items() if cs]
        return found or [upper(self.t["unclear"]) + "."]

    def change(self, row: Row, kind: str, change: Change) -> str:
        """One thing that changed with a verdict."""
        if kind == "rules":
            word = "rule_new" if change.was is ABSENT else "rule_gone" if change.now is ABSENT else "rule_changed"
            return self.t[word].format(rule=change.what)
        if kind == "facts" and ABSENT in (change.was, change.now):
            return self.t["item_new" if change.was is ABSENT else "item_gone"]
        label, unit, entry = change.what, "", None
        if kind == "parameters":
            name, _, key = change.what.rstrip("]").partition("[")
            series = self.ruleset.parameters.get(name)
            if series is not None:
                label, unit = lower(series.label[self.lang]), series.unit
                label += f", {lower(series.keys[key][self.lang])}," if key in series.keys else ""
        elif kind in ("facts", "date"):
            subject = self.ruleset.subjects.get(row.key[0])
            entry = subject.facts.get(change.what) if subject is not None else None
            if entry is not None:
                label, unit = lower(entry.label[self.lang]), entry.unit
            label = self.t["as_of"] if change.what == "as_of" else label
            owner, _, name = change.what.partition(": ")
            rule = self.ruleset.rules.get(owner)
            if rule is not None and name in rule.values:
                label, unit = lower(rule.values[name].label.get(self.lang, name)), rule.values[name].unit
        was, now = (self.value(v, unit, entry) for v in (change.was, change.now))
        return f"{label} {was} → {now}"

    def value(self, given: Any, unit: str, entry: FactType | None) -> str:
        """A value with its unit or label."""
        if isinstance(given, str) and day(given) is not None:
            return date(day(given) or 0, self.lang)
        if isinstance(given, str) and entry is not None and entry.codes:
            return code(given, self.lang, entry)
        year = entry is not None and entry.type == "year"
        whole = isinstance(given, int) and not isinstance(given, bool)
        if whole or (isinstance(given, str) and EXACT.fullmatch(given)):
            return plain(Fraction(given), "number", unit, self.lang, year=year)
        return value(given, self.lang)
