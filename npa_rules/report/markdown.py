"""The report as Markdown: a table of verdicts first, then a section per rule."""

from __future__ import annotations

from npa_rules.judge import Verdict
from npa_rules.model.case import Settings
from npa_rules.model.rule import RuleSet
from npa_rules.model.words import VERDICTS
from npa_rules.prose.format import date
from npa_rules.prose.sentence import NOT_OVER
from npa_rules.report.data import build, subjects
from npa_rules.report.text import TextReport
from npa_rules.report.words import T as WORDS

HEADS = {"nl": ("Regel", "Oordeel", "Bepaling"), "en": ("Rule", "Verdict", "Clause")}
MARKS = {"+": "\\+", "-": "\\-", "?": "?"}


def render(
    ruleset: RuleSet, verdicts: list[Verdict], settings: Settings, releases: set[str], supposed: list[str], lang: str
) -> str:
    """The whole report."""
    data = build(ruleset, verdicts, settings, releases, supposed)
    text = TextReport(ruleset, lang)
    text.prose.items = subjects(verdicts)
    words = WORDS[lang]
    lines: list[str] = []
    judged = [words["judged"].format(as_of=date(settings.as_of, lang)), ""]
    judged += [words["known"].format(known_at=date(settings.known_at, lang)), ""] if settings.known_at else []
    text.departing(settings)
    for told in text.noted(verdicts, supposed):
        lines += [escape(told), ""]
    for key in dict.fromkeys(v.item.key for v in verdicts):
        mine = [(v, d) for v, d in zip(verdicts, data["verdicts"], strict=True) if v.item.key == key]
        item = mine[0][0].item
        lines += [f"# {escape(item.subject.label[lang])} {escape(item.id)}", "", *judged]
        judged = []  # said once
        if any(NOT_OVER in v.provisional for v, _ in mine):
            lines += [words["unfinished"], ""]
        lines += ["| " + " | ".join(HEADS[lang]) + " |", "|---|---|---|"]
        for verdict, _ in mine:
            word = VERDICTS[verdict.verdict][lang] + (f" ({words['provisional']})" if verdict.provisional else "")
            word = f"{words['pending']} ({VERDICTS[verdict.verdict][lang]})" if verdict.reason == "pending" else word
            clauses = ", ".join(verdict.clauses)
            word += f"; {WORDS[lang]['override'].lower()}" if verdict.overrides else ""
            lines.append(f"| {escape(verdict.rule.label[lang])} | {word} | {clauses} |")
        shown = [(v, d) for v, d in mine if v.verdict != "not_applicable"]
        alike = text.alike(shown)
        for verdict, entry in shown:
            like = alike.get(verdict.rule.id)
            told_why = text.sentence(verdict) if like is None else text.referred(like)
            lines += ["", f"## {escape(text.prose.title(verdict))}", "", escape(told_why), ""]
            listed = text.conditions(entry) if like is None else []
            lines += [f"- {MARKS[c['mark']]} {escape(c['text'][lang])}" for c in listed]
            lines += [""] if listed else []
            details = text.details(verdict, entry) if like is None else text.own_details(verdict, entry, like)
            for name, told in details:
                lines.append(f"- **{words[name]}**: {escape(told)}")
            pages = [entry["page"], *(c["page"] for c in entry["clauses"])]
            lines.append(f"- **{words['page']}**: {', '.join(f'`{p}`' for p in pages)}")
        lines.append("")
    for heading, ends in text.deviations.closing(verdicts) if text.deviations is not None else []:
        lines += [f"## {heading}", "", *(f"- {escape(one)}" for one in ends), ""]
    lines += text.closing(data, verdicts, releases)
    return "\n".join(lines) + "\n"


def escape(text: str) -> str:
    """Text that Markdown and a table cell leave alone."""
    for sign in "\\`*_[]<>|#":
        text = text.replace(sign, "\\" + sign)
    return text.replace("\n", " ")
