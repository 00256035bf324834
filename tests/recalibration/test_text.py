"""What of a page is no running text: heads, feet, numbers, footnotes."""

from __future__ import annotations

from npa_rules.fingerprint import stream
from npa_rules.recalibration.text import arrange


def pages(*bodies: str) -> list[list[str]]:
    return [
        ["Tuinafspraken  2030", "", *body.split("\n"), "", f"Pagina {n} van {len(bodies)}"]
        for n, body in enumerate(bodies, 1)
    ]


def test_running_heads_and_page_numbers_are_no_text():
    copy = arrange("x", pages("een", "twee", "drie", "vier"), paged=True, through=False)
    assert copy.text.split() == ["een", "twee", "drie", "vier"]
    assert (copy.line(copy.text.index("drie")).page, copy.line(copy.text.index("drie")).number) == (3, 3)
    assert copy.pages == 4


def test_a_line_of_the_text_at_the_edge_of_a_page_stays():
    copy = arrange("x", [["17", "De norm is"], ["30%", "van de tuinen"], ["250", "liter"]], paged=True, through=False)
    assert stream(copy.text).signs == "17denormis30%vandetuinen250liter"


def test_a_text_without_pages_keeps_its_lines():
    copy = arrange("x", [["kop", "12", "kop", "13", "kop", "14"]], paged=False, through=True)
    assert copy.text == "kop\n12\nkop\n13\nkop\n14"
    assert [n.number for n in copy.lines] == [1, 2, 3, 4, 5, 6]
    assert copy.line(0).page == 0


def test_lines_run_through_the_pages_of_a_text():
    copy = arrange("x", [["a", "b"], ["c"]], paged=True, through=True)
    assert [(n.page, n.number) for n in copy.lines] == [(1, 1), (1, 2), (2, 3)]


def test_footnotes_follow_each_other():
    page = ["Een zin1 die doorloopt", "", "1 Zie de nota.", "Vervolg van de noot.", "2 En nog een."]
    copy = arrange("x", [page, ["op de andere kant.", "12 tuinen"]], paged=True, through=False)
    assert [n.note for n in copy.lines] == [False, False, True, True, True, False, False]
    assert stream(copy.body()).signs == "eenzin1diedoorlooptopdeanderekant12tuinen"
    assert len(copy.body()) == len(copy.text)


def test_hollow_bullets():
    copy = arrange("x", [["o water dichtbij", "zo of zo"]], paged=False, through=True)
    assert copy.text == "  water dichtbij\nzo of zo"


def test_a_letter_broken_off_at_the_end_of_a_word_is_no_bullet():
    for hyphen in "-\u2010\u00ad":
        copy = arrange("x", [[f"het bouwtemp{hyphen}", "", "o op peil", "o water"]], paged=False, through=True)
        assert stream(copy.text).signs == "hetbouwtempooppeilwater"


def test_notes_at_the_foot_of_a_page_are_tried_one_after_the_other():
    page = ["3 Koppen zijn er ook", *["gewone regel"] * 16, "een zin die", "4 Zie de nota.", "5 Zie ook die."]
    copy = arrange("x", [page, ["doorloopt"]], paged=True, through=False)
    shown = [stream(body).signs for body in copy.bodies()]
    assert any(s.endswith("eenzindiedoorloopt") for s in shown) and all(s.startswith("3koppen") for s in shown)
    assert [len(f) for f in copy.feet()] == [2, 0]


def test_a_text_without_pages_has_no_feet():
    copy = arrange("x", [["een zin", "4 Zie de nota."]], paged=False, through=True)
    assert [*copy.bodies()] == [] and copy.feet() == []
