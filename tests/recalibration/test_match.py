"""Clauses in a copy: the real text in every form, and each change on the clauses that hold it and on no other."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
import yaml

from npa_rules.fingerprint import Fingerprint, read, register, stream
from npa_rules.recalibration.match import Found, find
from npa_rules.recalibration.passages import uncovered
from npa_rules.recalibration.text import Copy, arrange
from tests.recalibration.agreement import CLAUSES, NOTE, laid_out, rewrapped, spans

ROOT = Path(__file__).resolve().parent.parent.parent
AGREEMENT = ROOT.parent / "shared/agreement/npa-2025-2035.nl.txt"
PRINTS = ROOT / "rules/npa-2025/fingerprints.txt"
FIGURE = r"\d+(?:[.,]\d+)*%?"


@pytest.fixture(scope="module")
def text() -> str:
    if not AGREEMENT.exists():
        pytest.skip("the text of the agreement is not here")
    return AGREEMENT.read_text("utf-8")


@pytest.fixture(scope="module")
def prints() -> dict[str, Fingerprint]:
    return read(PRINTS)


def copied(text: str) -> Copy:
    return arrange("copy.txt", [text.split("\n")], paged=False, through=True)


def other(found: dict[str, Found]) -> dict[str, str]:
    return {name: one.status for name, one in found.items() if one.status != "unchanged"}


@pytest.mark.parametrize(
    "form",
    [
        lambda t: t,
        lambda t: t.replace("\n", "").replace("-", ""),
        lambda t: re.sub(r"\s+", "", t),
        lambda t: re.sub(r"\s+", " ", t).upper(),
        lambda t: t.replace("fi", "ﬁ").replace("'", "’").replace("en ", "e\u00adn\u00a0"),
    ],
    ids=["as it is", "no breaks, no hyphens", "no spaces at all", "one line of capitals", "ligatures and soft hyphens"],
)
def test_every_clause_of_the_agreement_is_unchanged(text, prints, form):
    copy = copied(form(text))
    found = find(prints, copy)
    assert len(found) == 593 and other(found) == {}
    assert [p for p in uncovered(prints, copy, found.values()) if p.kind == "text"] == []


@pytest.mark.slow
def test_a_change_is_reported_on_every_clause_that_holds_it_and_on_no_other(text, prints):
    """50 words or figures, among them each kind of figure; where a clause stands is taken from the unchanged text."""
    rng = random.Random(20261124)
    places = {n: (f.start, f.end) for n, f in find(prints, copied(text)).items()}
    inside = [m for m in re.finditer(rf"{FIGURE}|[^\W\d_]{{2,}}", text) if holders(places, *m.span())]
    figures = [m for m in inside if m.group()[0].isdigit()]
    decimal = [m for m in figures if re.fullmatch(r"\d,\d%?", m.group())]
    words = [m.group() for m in inside if m.group()[0].isalpha()]
    chosen = rng.sample(decimal, 5) + rng.sample(figures, 15) + rng.sample(inside, 30)
    missed = {}
    for m in chosen:
        old = m.group()
        if m in decimal:
            new = old.replace(",", "")
        elif old[0].isdigit():
            new = str((int(old[0]) + 1) % 10 or 1) + old[1:]
        else:
            new = next(w for w in rng.sample(words, 50) if stream(w).signs != stream(old).signs)
        found = other(find(prints, copied(text[: m.start()] + new + text[m.end() :])))
        expected = holders(places, *m.span())
        if set(found) != expected or set(found.values()) - {"changed"}:
            missed[old, new] = (found, expected)
    assert missed == {} and len(chosen) == 50


def holders(places: dict[str, tuple[int, int]], start: int, end: int) -> set[str]:
    return {name for name, (a, b) in places.items() if a < end and start < b}


def test_the_place_of_a_clause_is_a_line_that_the_inventory_gives(text, prints):
    lines = {}
    for file in sorted((AGREEMENT.parent / "clauses").glob("*.yaml")):
        lines |= {c["id"]: c["lines"] for c in yaml.safe_load(file.read_text("utf-8"))}
    copy = copied(text)
    off = {
        name: (copy.line(one.start).number, lines[name])
        for name, one in find(prints, copy).items()
        if not lines[name][0] <= copy.line(one.start).number <= lines[name][1]
    }
    assert off == {}


def made() -> dict[str, Fingerprint]:
    printed = laid_out(CLAUSES)
    return register(printed, spans(printed))


@pytest.mark.parametrize("width", [24, 40, 75, 200])
def test_other_lines_throughout_change_nothing(width):
    copy = copied(rewrapped(laid_out(CLAUSES), width))
    found = find(made(), copy)
    assert other(found) == {} and uncovered(made(), copy, found.values()) == []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("TUI-002", "1.200", "1.100"),
        ("TUI-003", "2,5", "25"),
        ("TUI-004", "1 maart 2032", "1 juni 2033"),
        ("TUI-009", "hagen", "bruggen"),
        ("TUI-011", "30%", "30"),
        ("TUI-020", "2039", "2041"),
    ],
)
def test_a_change_and_its_passage(name, old, new):
    words = CLAUSES[name].replace(old, new)
    copy = copied(rewrapped(laid_out(CLAUSES | {name: words}), 50))
    found = find(made(), copy)
    assert other(found) == {name: "changed"} and not found[name].moved
    assert stream(copy.text[found[name].start : found[name].end]).signs == stream(words).signs
    assert 60 <= found[name].similarity < 100


def test_a_clause_parted_by_a_footnote_at_the_foot_of_a_page():
    before, after = laid_out(CLAUSES).replace(NOTE + "\n\n", "").split("verspreid over")
    pages = [f"{before}\n\n{NOTE}".split("\n"), f"verspreid over{after}".split("\n")]
    found = find(made(), arrange("x", pages, paged=True, through=False))
    assert other(found) == {}


def test_a_clause_that_stands_twice_is_known_by_its_place():
    water = "Het water is gratis."
    printed = f"Vooraf iets anders over de tuin.\n\n{water}\n\nDe paden zijn openbaar voor wandelaars.\n\n{water}\n"
    first, second = (m.start() for m in re.finditer("Het water", printed))
    paths = printed.index("De paden")
    prints = register(printed, {"A": (first, first + 20), "B": (paths, paths + 39), "C": (second, second + 20)})
    assert other(find(prints, copied(printed))) == {}
    changed = printed[:second] + printed[second:].replace("gratis", "niet gratis")
    assert [*other(find(prints, copied(changed)))] == ["C"]


def test_an_unlike_text_holds_nothing():
    text = " ".join(f"Op dag {i} viel er {i * 7 % 13} millimeter regen in het noorden van het land." for i in range(99))
    assert set(other(find(made(), copied(text))).values()) == {"gone"}
    assert set(other(find(made(), copied("kort"))).values()) == {"gone"}
