"""The report as Markdown: a table of verdicts first, then a section per rule."""

from __future__ import annotations

from npa_rules.judge import Verdict
from npa_rules.model.case import Settings
from npa_rules.model.rule import RuleSet
from npa_rules.model.words import VERDICTS
from npa_rules.report.data import build
from npa_rules.report.text import T as WORDS
from npa_rules.report.text import TextReport

HEADS = {"nl": ("Regel", "Oordeel", "Bepaling"), "en": ("Rule", "Verdict", "Clause")}
MARKS = {"true": "\\+", "false": "\\-", "unknown": "?"}


def render(
    ruleset: RuleSet, verdicts: list[Verdict], settings: Settings, releases: set[str], supposed: list[str], lang: str
) -> str:
    """The whole report."""
    data = build(ruleset, verdicts, settings, releases, supposed)
    text, lines = TextReport(ruleset, lang), []
    text.departing(settings)
    for told in text.deviations.summary(verdicts) if text.deviations is not None else []:
        lines += [escape(told), ""]
    for key in dict.fromkeys(v.item.key for v in verdicts):
        mine = [(v, d) for v, d in zip(verdicts, data["verdicts"], strict=True) if v.item.key == key]
        item = mine[0][0].item
        lines += [f"# {escape(item.subject.label[lang])} {escape(item.id)}", ""]
        lines += ["| " + " | ".join(HEADS[lang]) + " |", "|---|---|---|"]
        for verdict, _ in mine:
            word = VERDICTS[verdict.verdict][lang] + (f" ({WORDS[lang]['provisional']})" if verdict.provisional else "")
            clauses = ", ".join(verdict.clauses)
            word += f"; {WORDS[lang]['override'].lower()}" if verdict.overrides else ""
            lines.append(f"| {escape(verdict.rule.label[lang])} | {word} | {clauses} |")
        for verdict, entry in mine:
            if verdict.verdict == "not_applicable":
                continue
            lines += ["", f"## {escape(verdict.rule.label[lang])}", "", escape(entry["sentence"][lang]), ""]
            for condition in text.conditions(entry):
                lines.append(f"- {MARKS[condition['state']]} {escape(condition['text'][lang])}")
            lines.append("")
            for name, told in text.details(verdict, entry):
                lines.append(f"- **{WORDS[lang][name]}**: {escape(told)}")
        lines.append("")
    for heading, ends in text.deviations.closing(verdicts) if text.deviations is not None else []:
        lines += [f"## {heading}", "", *(f"- {escape(one)}" for one in ends), ""]
    lines += text.closing(data, releases, supposed)
    return "\n".join(lines) + "\n"


def escape(text: str) -> str:
    """Text that Markdown and a table cell leave alone."""
    for sign in "\\`*_[]<>|#":
        text = text.replace(sign, "\\" + sign)
    return text.replace("\n", " ")
