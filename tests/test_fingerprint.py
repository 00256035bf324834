"""Fingerprints find a clause whatever the lines and the signs, and miss it when a word or figure changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from npa_rules.fingerprint import WIDTH, fingerprint, read, similarity, windows, words, write

ROOT = Path(__file__).resolve().parent.parent
REGISTER = ROOT / "rules/npa-2025/fingerprints.txt"
AGREEMENT = ROOT.parent / "shared/agreement/npa-2025-2035.nl.txt"
CLAUSE = "De gemeente plant elk jaar ten minste 2,5 bomen per nieuwe woning, en 30% daarvan in de wijk zelf."


@pytest.mark.parametrize(
    "other",
    [
        CLAUSE.upper(),
        CLAUSE.replace(" ", "\n  "),
        CLAUSE.replace("woning", "wo\u00adning"),
        CLAUSE.replace("nieuwe", "nieu-\nwe"),
        CLAUSE.replace("30%", "30 %"),
        CLAUSE.replace("bomen", "bómen").replace(",\u0020en", " – en"),
        f"Eerst iets anders. {CLAUSE} Daarna ook.",
    ],
)
def test_the_same_clause(other):
    assert similarity(fingerprint(CLAUSE), windows(other)) == 1


@pytest.mark.parametrize(
    ("old", "new"), [("2,5", "25"), ("2,5", "2.5"), ("30%", "30"), ("elk", "ieder"), ("wijk ", "")]
)
def test_a_changed_word_or_figure_is_seen_in_its_windows_only(old, new):
    changed = similarity(fingerprint(CLAUSE), windows(CLAUSE.replace(old, new)))
    count = len(words(CLAUSE)) - WIDTH + 1
    assert 1 <= round((1 - changed) * count) <= WIDTH


def test_a_short_clause_is_found():
    assert similarity(fingerprint("Aldus gaat dit."), windows("En zo: aldus gaat dit. Meer.")) == 1
    assert similarity(fingerprint("Aldus gaat dit."), windows("Aldus ging dit.")) == 0
    assert similarity((), windows("iets")) == 0


def test_written_and_read(tmp_path):
    write(tmp_path / "f.txt", {"A-1": CLAUSE, "A-2": "Kort."})
    assert read(tmp_path / "f.txt") == {"A-1": fingerprint(CLAUSE), "A-2": fingerprint("Kort.")}


def test_every_clause_of_the_register_has_one(ruleset):
    assert [*read(REGISTER)] == [c.id for c in ruleset.clauses.values() if c.edition == "npa-2025"]
    assert all(read(REGISTER).values())


def test_every_clause_is_found_in_the_agreement():
    if not AGREEMENT.exists():
        pytest.skip("the text of the agreement is not here")
    text = windows(AGREEMENT.read_text("utf-8"))
    assert [name for name, clause in read(REGISTER).items() if similarity(clause, text) < 1] == []
