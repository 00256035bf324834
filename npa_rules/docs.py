"""`npa docs`: a page per rule, clause, subject and fact and a calendar of due dates, in Dutch and English, as plain HTML files."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from npa_rules import __version__
from npa_rules.addresses import clause_address, rule_address
from npa_rules.coverage import CHAPTERS
from npa_rules.fact_pages import fact_page, places, subject_page, whole_list
from npa_rules.load.ruleset import Sources
from npa_rules.model import tree
from npa_rules.model.rule import Rule, RuleSet
from npa_rules.model.words import PARTIES
from npa_rules.pages import T as WORDS
from npa_rules.pages import clause_page, rule_page
from npa_rules.prose.condition import upper
from npa_rules.prose.format import date
from npa_rules.prose.outline import Outline

TEMPLATES = Path(__file__).parent / "templates"
T = {
    "nl": {"all": "Alle bepalingen", "calendar": "Kalender", "other": "English", "source": "Het regelbestand (YAML)",
           "search": "Zoek", "id": "Id", "found": "Vindplaats", "says": "Bepaling", "rules": "Regels", "due": "Uiterlijk",
           "what": "Wat", "clause": "Bepaling", "title": "Nationale prestatieafspraken als regels", "statute": "Wet en besluit",
           "dates": "Wie wat wanneer klaar heeft", "yearly": "elk jaar, op 31 december", "open": "zonder einddatum",
           "standing": "doorlopend", "given": "de dag van '{label}'", "computed": "per geval berekend: {label}"},
    "en": {"all": "All clauses", "calendar": "Calendar", "other": "Nederlands", "source": "The rule file (YAML)",
           "search": "Search", "id": "Id", "found": "Found at", "says": "Clause", "rules": "Rules", "due": "No later than",
           "what": "What", "clause": "Clause", "title": "The national agreement as rules", "statute": "Statute and decree",
           "dates": "Who has what ready when", "yearly": "every year, on 31 December", "open": "without an end date",
           "standing": "standing", "given": "the day of '{label}'", "computed": "computed per case: {label}"},
}  # fmt: skip


def build(sources: Sources, out: Path) -> int:
    """Write all pages into a folder, in place of what stood there; gives how many."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    engine = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    ruleset, written = sources.ruleset, 0
    where = {c: clause_address(c) for c in ruleset.clauses} | {r: rule_address(r) for r in ruleset.rules}
    subjects = ruleset.subjects.values()
    facts = [f"{s.name}.{f.name}" for s in subjects for f in s.facts.values() if not whole_list(s, f.name)]
    facts += [f"{s.name}.{f.name}.{m}" for s in subjects for f in s.facts.values() for m in f.members]
    where |= {name: f"facts/{name}.html" for name in (*ruleset.subjects, *facts)}
    for name in ("style.css", "search.js"):
        out.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(TEMPLATES / name, out / name)
    (out / "index.html").write_text(
        '<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=nl/index.html">\n'
    )
    for lang, other in (("nl", "en"), ("en", "nl")):
        common: dict[str, Any] = {
            "lang": lang, "other": other, "t": T[lang], "where": where, "version": __version__, "digest": ruleset.digest[:16],
        }  # fmt: skip
        pages: list[tuple[str, str, dict[str, Any]]] = [
            ("index.html", "index.html.j2", {"title": T[lang]["title"], "chapters": chapters(ruleset, lang)}),
            ("calendar.html", "calendar.html.j2", {"title": T[lang]["dates"], "parties": calendar(ruleset, lang)}),
        ]
        for rule in ruleset.rules.values():
            page, text = rule_page(ruleset, rule, lang), sources.files[rule.key].source.text
            pages.append((where[rule.key], "page.html.j2", {"title": page.title, "page": page, "source": text}))
        for clause in ruleset.clauses.values():
            page = clause_page(ruleset, clause, lang)
            pages.append((where[clause.id], "page.html.j2", {"title": page.title, "page": page, "source": ""}))
        for subject in subjects:
            page = subject_page(ruleset, subject, lang)
            pages.append((where[subject.name], "page.html.j2", {"title": page.title, "page": page, "source": ""}))
        for name in facts:
            page = fact_page(ruleset, places(ruleset, name)[0], lang)
            pages.append((where[name], "page.html.j2", {"title": page.title, "page": page, "source": ""}))
        for path, template, values in pages:
            up = "../" * (path.count("/") + 1)
            file = out / lang / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(engine.get_template(template).render(**common, up=up, path=path, **values), "utf-8")
            written += 1
    return written


def chapters(ruleset: RuleSet, lang: str) -> list[dict[str, Any]]:
    """Every clause by chapter, with its rules or why there are none; statute last."""
    deciding: dict[str, list[dict[str, str]]] = {}
    for rule in ruleset.rules.values():
        for clause_id in rule.clauses:
            deciding.setdefault(clause_id, []).append({"id": rule.key, "label": rule.label[lang]})
    found: dict[str, dict[str, Any]] = {}
    for clause in ruleset.clauses.values():
        edition, code = ruleset.editions[clause.edition].label[lang], clause.id[:3]
        title = f"{upper(CHAPTERS[code][lang])} ({edition})" if code in CHAPTERS else edition
        none = WORDS[lang]["context" if clause.kind == "context" else "none"]
        row = {
            "id": clause.id,
            "citation": clause.citation,
            "title": clause.title[lang],
            "rules": deciding.get(clause.id, []),
            "why": clause.undecided.get(lang, none),
        }
        found.setdefault(title, {"title": title, "rows": []})["rows"].append(row)
    return list(found.values())


def calendar(ruleset: RuleSet, lang: str) -> list[dict[str, Any]]:
    """What each party owes, by due date; what is due each year, has no date or always holds comes last."""
    rows: dict[str, list[tuple[int, str, dict[str, str]]]] = {}
    for rule in ruleset.rules.values():
        if (
            rule.earlier
            or not rule.gives_verdict
            or rule.edition == "statute"
            or not (rule.owed_by or rule.due or rule.due_open)
        ):
            continue
        order, told = due(ruleset, rule, lang)
        row = {"id": rule.id, "label": rule.label[lang], "due": told, "clauses": ", ".join(rule.clauses)}
        for party in rule.owed_by or ruleset.clauses[rule.clauses[0]].parties:
            rows.setdefault(party, []).append((order, rule.id, row))
    named = sorted(rows, key=lambda p: (p != "all", PARTIES[p][lang].lower()))
    return [
        {"name": upper(PARTIES[p][lang]), "rows": [r for _, _, r in sorted(rows[p], key=lambda x: x[:2])]}
        for p in named
    ]


def due(ruleset: RuleSet, rule: Rule, lang: str) -> tuple[int, str]:
    """A place in the order, and the due date in words."""
    t, last = T[lang], 99999999
    if isinstance(rule.due, tree.Literal):
        day = int(rule.due.value)  # type: ignore[arg-type]
        return day, date(day, lang)
    if isinstance(rule.due, tree.Fact) and rule.due.name == "reference_date":
        return last - 3, t["yearly"]
    if rule.due is not None:
        told = "given" if isinstance(rule.due, tree.Fact) else "computed"
        return last - 4, t[told].format(label=Outline(ruleset, lang).figure(rule, rule.due))
    return (last - 1, t["open"]) if rule.due_open else (last, t["standing"])
