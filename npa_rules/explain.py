"""`npa explain` and `npa rules`: a page per rule, clause, subject, fact and error code, in Dutch or English."""

from __future__ import annotations

import textwrap
from pathlib import Path

from npa_rules.errors import Diagnostic, InputError, nearest
from npa_rules.fact_pages import fact_page, names, places, subject_page
from npa_rules.load.compiled import load
from npa_rules.load.local import EDITION
from npa_rules.load.places import data_folder
from npa_rules.model.rule import Rule, RuleSet, number
from npa_rules.pages import Page, clause_page, rule_page


def explain(name: str, lang: str, ruleset: RuleSet | None = None) -> str:
    """The page of a rule (id or slug), a clause, a subject, a fact or an error code; `InputError` when there is none.

    A fact is named with its subject (`municipality_plan.projects`) or without: then a page for each subject that has it.
    `ruleset` is another than the one that is shipped: with own rules of a user in it.
    """
    from npa_rules.messages import CATALOGUE

    code = name.upper()
    if code in CATALOGUE:
        message = CATALOGUE[code]
        return _wrap(f"{code} ({message.slug})", message.page[lang], message.remedy[lang])
    ruleset = ruleset or load()
    rule = find(ruleset, name)
    if rule is not None:
        return render(rule_page(ruleset, rule, lang))
    if code in ruleset.clauses:
        return render(clause_page(ruleset, ruleset.clauses[code], lang))
    fact = name.lower()
    if fact in ruleset.subjects:
        return render(subject_page(ruleset, ruleset.subjects[fact], lang))
    pages = [render(fact_page(ruleset, p, lang)) for p in places(ruleset, fact)]
    if pages:
        return "\n".join(pages)
    known = [*CATALOGUE, *ruleset.rules, *ruleset.clauses, *(r.slug for r in ruleset.rules.values()), *names(ruleset)]
    raise InputError([Diagnostic("E702", name=name[:60], suggestion=nearest(name, known))])


def find(ruleset: RuleSet, name: str) -> Rule | None:
    """A rule by id or slug."""
    if name.upper() in ruleset.rules:
        return ruleset.rules[name.upper()]
    rule, _, version = name.upper().partition("@")
    if version and rule in ruleset.rules and ruleset.rules[rule].version == version:
        return ruleset.rules[rule]
    return next((r for r in ruleset.rules.values() if r.slug == name.lower()), None)


def _wrap(title: str, *paragraphs: str) -> str:
    lines = [title, "=" * min(len(title), 80)]
    for paragraph in paragraphs:
        lines += ["", *textwrap.wrap(paragraph, 80, break_on_hyphens=False)]
    return "\n".join(lines) + "\n"


def render(page: Page) -> str:
    """A page for a terminal, 80 wide."""
    lines = [page.title, "=" * min(len(page.title), 80), ""]
    for field in page.fields:
        label = f"{field.label + ':':<22}"
        for entry in field.entries:
            hang = " " * (22 + 2 * entry.depth)
            lines += textwrap.wrap(
                entry.text,
                80,
                initial_indent=label + " " * 2 * entry.depth,
                subsequent_indent=hang + ("  " if len(field.entries) > 1 else ""),
                break_on_hyphens=False,
                break_long_words=False,
            )
            label = " " * 22
    return "\n".join(lines) + "\n"


def listing(subject: str | None, lang: str, ruleset: RuleSet | None = None) -> str:
    """A line per rule."""
    ruleset = ruleset or load()
    if subject is not None and subject not in ruleset.subjects:
        hint = nearest(subject, ruleset.subjects)
        raise InputError([Diagnostic("E305", name=subject[:60], suggestion=hint)])
    chosen = [r for r in ruleset.rules.values() if subject in (None, r.applies_to)]
    chosen.sort(key=lambda r: (r.applies_to, r.edition != "statute", r.id, number(r.version)))
    return "".join(f"{r.key:<19} {r.applies_to:<20} {r.label[lang]}\n" for r in chosen)


def source_text(name: str, ruleset: RuleSet | None = None) -> str:
    """The YAML of a rule; one of a user stands where it was read."""
    ruleset = ruleset or load()
    rule = find(ruleset, name)
    if rule is None:
        known = [*ruleset.rules, *(r.slug for r in ruleset.rules.values())]
        raise InputError([Diagnostic("E702", name=name[:60], suggestion=nearest(name, known))])
    home = "." if rule.edition == EDITION else data_folder()
    return Path(home, rule.file).read_text("utf-8")
