"""`npa explain` and `npa rules`: a page per rule, clause and error code, in Dutch or English."""

from __future__ import annotations

import textwrap
from pathlib import Path

from npa_rules.errors import Diagnostic, InputError, nearest
from npa_rules.load.compiled import load
from npa_rules.load.places import data_folder
from npa_rules.model import tree
from npa_rules.model.rule import Rule, RuleSet
from npa_rules.model.words import MODALITIES, PARTIES, STANDINGS, STATUSES
from npa_rules.prose.format import date

T = {
    "nl": {"clauses": "Bepalingen", "force": "Geldt", "from": "vanaf {}", "until": "tot en met {}", "law": "wacht op: {}",
           "until_law": "tot deze wet geldt: {}", "facts": "Gebruikt", "readings": "Lezingen", "subject": "Gaat over",
           "modality": "Aard", "rules": "Regels", "file": "Bestand", "none": "Geen regel; nog niet uitgewerkt.",
           "values": "Bedragen en waarden", "status": "Status", "parties": "Partijen", "citation": "Vindplaats"},
    "en": {"clauses": "Clauses", "force": "In force", "from": "from {}", "until": "until {}", "law": "waits for: {}",
           "until_law": "until this law is in force: {}", "facts": "Uses", "readings": "Readings", "subject": "About",
           "modality": "Kind", "rules": "Rules", "file": "File", "none": "No rule; not worked out yet.",
           "values": "Figures and values", "status": "Status", "parties": "Parties", "citation": "Found at"},
}  # fmt: skip


def explain(name: str, lang: str) -> str:
    """The page of a rule (id or slug), a clause or an error code; `InputError` with a hint when there is none."""
    from npa_rules.messages import CATALOGUE

    code = name.upper()
    if code in CATALOGUE:
        message = CATALOGUE[code]
        return _wrap(f"{code} ({message.slug})", message.page[lang], message.remedy[lang])
    ruleset = load()
    rule = find(ruleset, name)
    if rule is not None:
        return rule_page(ruleset, rule, lang)
    if code in ruleset.clauses:
        return clause_page(ruleset, code, lang)
    known = [*CATALOGUE, *ruleset.rules, *ruleset.clauses, *(r.slug for r in ruleset.rules.values())]
    raise InputError([Diagnostic("E702", name=name[:60], suggestion=nearest(name, known))])


def find(ruleset: RuleSet, name: str) -> Rule | None:
    """A rule by id or slug."""
    if name.upper() in ruleset.rules:
        return ruleset.rules[name.upper()]
    return next((r for r in ruleset.rules.values() if r.slug == name.lower()), None)


def _wrap(title: str, *paragraphs: str) -> str:
    lines = [title, "=" * min(len(title), 80)]
    for paragraph in paragraphs:
        lines += ["", *textwrap.wrap(paragraph, 80, break_on_hyphens=False)]
    return "\n".join(lines) + "\n"


def _field(label: str, text: str) -> list[str]:
    return textwrap.wrap(
        text, 80, initial_indent=f"{label + ':':<22}", subsequent_indent=" " * 22, break_on_hyphens=False
    )


def rule_page(ruleset: RuleSet, rule: Rule, lang: str) -> str:
    """What a rule says, from what it is built."""
    t = T[lang]
    lines = [rule.label[lang], "=" * min(len(rule.label[lang]), 80), ""]
    lines += _field("Id", f"{rule.id} {rule.version} ({rule.slug})")
    lines += _field(t["status"], STATUSES[rule.status][lang])
    lines += _field(t["subject"], ruleset.subjects[rule.applies_to].label[lang])
    lines += _field(t["modality"], MODALITIES[rule.modality][lang])
    force = [t["from"].format(date(rule.since, lang))] if rule.since else []
    force += [t["until"].format(date(rule.until, lang))] if rule.until else []
    force += [t["law"].format(ruleset.laws[rule.needs_law].label[lang])] if rule.needs_law else []
    force += [t["until_law"].format(ruleset.laws[rule.until_law].label[lang])] if rule.until_law else []
    lines += _field(t["force"], "; ".join(force)) if force else []
    for clause_id in rule.clauses:
        clause = ruleset.clauses[clause_id]
        lines += _field(t["clauses"], f"{clause_id}, {clause.citation}: {clause.title[lang]}")
    tops: list[tree.Node] = [*rule.conditions().values()]
    tops += [v.node for v in (*rule.values.values(), *rule.derives.values())]
    nodes = [n for top in tops for n in tree.walk(top)]
    entries = ruleset.subjects[rule.applies_to].facts
    facts = dict.fromkeys(n.name for n in nodes if isinstance(n, tree.Fact) and not n.of and n.name in entries)
    lines += _field(t["facts"], "; ".join(f"{entries[f].label[lang]} ({f})" for f in facts)) if facts else []
    series = dict.fromkeys(n.name for n in nodes if isinstance(n, tree.Parameter))
    named = "; ".join(f"{ruleset.parameters[p].label[lang]} ({p})" for p in series)
    lines += _field(t["values"], named) if named else []
    for reading in rule.readings.values():
        standing = STANDINGS[reading.standing][lang]
        mark = "*" if reading.default else ""
        lines += _field(t["readings"], f"{reading.name}{mark} ({standing}): {reading.because[lang]}")
    return "\n".join([*lines, *_field(t["file"], rule.file)]) + "\n"


def clause_page(ruleset: RuleSet, clause_id: str, lang: str) -> str:
    """Where a clause stands and which rules decide it."""
    t, clause = T[lang], ruleset.clauses[clause_id]
    lines = [clause.title[lang], "=" * min(len(clause.title[lang]), 80), ""]
    lines += _field("Id", clause_id)
    edition = ruleset.editions[clause.edition].label[lang]
    lines += _field(t["citation"], f"{edition}, {clause.citation}")
    lines += _field(t["parties"], ", ".join(PARTIES[p][lang] for p in clause.parties)) if clause.parties else []
    deciding = [r for r in ruleset.rules.values() if clause_id in r.clauses]
    told = "; ".join(f"{r.label[lang]} ({r.id})" for r in deciding)
    return "\n".join([*lines, *_field(t["rules"], told or t["none"])]) + "\n"


def listing(subject: str | None, lang: str) -> str:
    """A line per rule."""
    ruleset = load()
    if subject is not None and subject not in ruleset.subjects:
        hint = nearest(subject, ruleset.subjects)
        raise InputError([Diagnostic("E305", name=subject[:60], suggestion=hint)])
    chosen = [r for r in ruleset.rules.values() if subject in (None, r.applies_to)]
    chosen.sort(key=lambda r: (r.applies_to, r.edition != "statute", r.id))
    return "".join(f"{r.id:<19} {r.applies_to:<20} {r.label[lang]}\n" for r in chosen)


def source_text(name: str) -> str:
    """The YAML of a rule."""
    ruleset = load()
    rule = find(ruleset, name)
    if rule is None:
        known = [*ruleset.rules, *(r.slug for r in ruleset.rules.values())]
        raise InputError([Diagnostic("E702", name=name[:60], suggestion=nearest(name, known))])
    return Path(data_folder(), rule.file).read_text("utf-8")
