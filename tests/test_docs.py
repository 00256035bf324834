"""The generated pages: one per rule and clause in both languages, every link leads somewhere, nothing is left out."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from npa_rules.docs import build, calendar
from npa_rules.model.tree import Literal


class Reader(HTMLParser):
    """Links, text and the elements that are still open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links, self.words, self.open = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.links += [v for k, v in attrs if k in ("href", "src")]
        if tag not in ("meta", "link", "input", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture(scope="module")
def site(sources, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("site")
    count = build(sources, out)
    assert count == len([*out.glob("*/**/*.html")])
    return out


def test_a_page_per_rule_and_clause(site, ruleset):
    for lang in ("nl", "en"):
        assert {p.stem for p in (site / lang / "rules").iterdir()} == {*ruleset.rules}
        assert {p.stem for p in (site / lang / "clauses").iterdir()} == {*ruleset.clauses}


def test_a_page_per_subject_and_fact(site, ruleset):
    facts = {f"{s.name}.{n}" for s in ruleset.subjects.values() for n in s.facts if not n.endswith("_complete")}
    for lang in ("nl", "en"):
        written = {p.stem for p in (site / lang / "facts").iterdir()}
        assert {*ruleset.subjects} <= written and facts <= written
    told = " ".join(Reader((site / "nl/facts/municipality_plan.projects.html").read_text("utf-8")).words)
    assert "provinciale planregistratie" in told


def test_every_page_is_well_formed_and_its_links_lead_somewhere(site):
    there = {p.resolve() for p in site.rglob("*")}
    for page in site.glob("*/**/*.html"):
        read = Reader(page.read_text("utf-8"))
        assert read.open == []
        for link in read.links:
            assert (page.parent / link).resolve() in there, (page, link)


def test_a_rule_says_the_same_as_npa_explain(site, ruleset):
    from npa_rules.pages import rule_page

    for lang in ("nl", "en"):
        page = rule_page(ruleset, ruleset.rules["NPA-BET-042"], lang)
        told = " ".join(Reader((site / lang / "rules/NPA-BET-042.html").read_text("utf-8")).words)
        for field in page.fields:
            assert all(e.text in told for e in field.entries), field.label


def test_the_index_names_every_clause_once(site, ruleset):
    text = (site / "nl/index.html").read_text("utf-8")
    for clause in ruleset.clauses:
        assert len(re.findall(rf'href="clauses/{clause}\.html"', text)) == 1


def test_the_calendar_is_in_order_and_whole(ruleset):
    shown = {r["id"]: r["due"] for p in calendar(ruleset, "en") for r in p["rows"]}
    dated = {r.id: r.due.value for r in ruleset.rules.values() if r.gives_verdict and isinstance(r.due, Literal)}
    assert {*dated} <= {*shown}
    assert {r.id for r in ruleset.rules.values() if r.attested} <= {*shown}
    assert shown["NPA-LEE-057"] == "31 December 2025"
    for party in calendar(ruleset, "nl"):
        days = [dated[r["id"]] for r in party["rows"] if r["id"] in dated]
        assert days == sorted(days)


def test_every_figure_of_the_register_is_told_in_words(ruleset):
    """Days as days, articles as they are written, and every unit in the language of the page."""
    from npa_rules.model.words import QUANTITIES
    from npa_rules.pages import clause_page

    units = {q.unit for c in ruleset.clauses.values() for q in c.quantities.values()}
    assert units == set(QUANTITIES)

    def figures(clause, lang):
        return str(clause_page(ruleset, ruleset.clauses[clause], lang))

    assert "1 juli 2026" in figures("BET-057", "nl") and "1 July 2026" in figures("BET-057", "en")
    assert "artikel 23.7" in figures("DUU-102", "nl") and "article 23.7" in figures("DUU-102", "en")
    assert "25 euro per maand" in figures("BET-042", "nl") and "EUR/month" not in figures("BET-042", "en")
    assert "'2024'" in figures("BET-042", "nl")
