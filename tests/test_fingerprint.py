"""Fingerprints see through lines, hyphens and signs, and see every word and figure that changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from npa_rules.fingerprint import BITS, WIDTH, fingerprint, read, register, sketch, stream, write

ROOT = Path(__file__).resolve().parent.parent
REGISTER = ROOT / "rules/npa-2025/fingerprints.txt"
CLAUSE = "De gemeente plant elk jaar ten minste 2,5 bomen per nieuwe woning, en 30% daarvan in de wijk zelf."


@pytest.mark.parametrize(
    "other",
    [
        CLAUSE.upper(),
        CLAUSE.replace(" ", "\n  "),
        CLAUSE.replace(" ", ""),
        CLAUSE.replace("woning", "wo\u00adning"),
        CLAUSE.replace("nieuwe", "nieu-\nwe"),
        CLAUSE.replace("nieuwe", "nieu- we"),
        CLAUSE.replace("30%", "30 %"),
        CLAUSE.replace("bomen", "bómen").replace(", en", " – ‘en’"),
        f"• {CLAUSE}",
    ],
)
def test_the_same_signs(other):
    assert stream(other).signs == stream(CLAUSE).signs
    assert fingerprint(stream(other).signs) == fingerprint(stream(CLAUSE).signs)


def test_ligatures_and_small_figures():
    assert stream("efﬁciënte ﬂats, CO₂ en m²").signs == stream("EFFICIENTE FLATS; CO2 en m2").signs


@pytest.mark.parametrize(
    ("old", "new"),
    [("2,5", "25"), ("2,5", "2.5"), ("30%", "30"), ("30%", "30+"), ("elk", "ieder"), ("wijk ", ""), ("2,5", "2,6")],
)
def test_a_changed_word_or_figure(old, new):
    one, two = (fingerprint(stream(t).signs) for t in (CLAUSE, CLAUSE.replace(old, new)))
    assert one.whole != two.whole
    assert 0 < (one.sketch ^ two.sketch).bit_count() < 40
    assert sum(a != b for a, b in zip(one.parts, two.parts, strict=False)) <= len(one.parts)


def test_a_mark_counts_between_two_figures_however_they_are_printed():
    assert stream("in 2025, 2026 en 2027. Daarna").signs == stream("in 2025,2026 en 2027.Daarna").signs
    assert stream("30.000").signs != stream("30000").signs


def test_a_mark_behind_a_year_ends_a_sentence_or_parts_a_list():
    assert stream("onderzoek in 2025.\n\n2 Zie de nota").signs == stream("onderzoek in 2025 2 Zie de nota").signs
    assert stream("in 2025, 2026").signs == stream("in 2025 2026").signs
    assert (
        stream("12025.5").signs == "12025.5" and stream("1.950,5").signs == "1.950,5" and stream("2,5").signs == "2,5"
    )


def test_each_sign_knows_its_place():
    found = stream("Één  ½ﬁ!")
    assert [(s, found.at[i]) for i, s in enumerate(found.signs)] == [
        ("e", 0), ("e", 1), ("n", 2), ("1", 5), ("2", 5), ("f", 6), ("i", 6),
    ]  # fmt: skip


def test_parts_are_apart_and_short_clauses_have_none():
    signs = stream(CLAUSE).signs
    assert len(fingerprint(signs).parts) == len(signs) // WIDTH
    assert fingerprint("kort").parts == () and fingerprint("kort").length == 4
    assert 0 <= sketch("kort") < 2**BITS and sketch("") < 2**BITS


def test_unlike_texts_have_unlike_sketches():
    other = "Huurders worden uiterlijk zes weken voor het begin van de werkzaamheden schriftelijk geïnformeerd."
    assert (sketch(stream(CLAUSE).signs) ^ sketch(stream(other).signs)).bit_count() > 45


def test_a_register_holds_the_clauses_and_what_lies_between(tmp_path):
    text = f"Bomen in de wijk\n\n{CLAUSE}\n\nVerder geldt het volgende.\n\nAldus gaat dit.\nAldus gaat dit."
    a, b = text.index(CLAUSE), text.index("Aldus")
    made = register(text, {"A-1": (a, a + len(CLAUSE)), "A-2": (b, b + 15)})
    assert [*made] == ["~1", "A-1", "~2", "A-2", "~3"]
    assert made["A-1"].times == 1 and made["A-2"].times == 2
    assert made["A-1"].start == len(stream("Bomen in de wijk").signs)
    write(tmp_path / "f.txt", made)
    assert read(tmp_path / "f.txt") == made


@pytest.mark.parametrize("text", ["", "npa-fingerprints 1\n", "A-1 470785dc\n"])
def test_another_file_is_refused(tmp_path, text):
    (tmp_path / "f.txt").write_text(text)
    with pytest.raises(ValueError):
        read(tmp_path / "f.txt")


def test_every_clause_of_the_register_has_one(ruleset):
    prints = {n: p for n, p in read(REGISTER).items() if not n.startswith("~")}
    assert sorted(prints) == sorted(c.id for c in ruleset.clauses.values() if c.edition == "npa-2025")
    assert all(p.length for p in prints.values())
    assert REGISTER.stat().st_size < 80_000
