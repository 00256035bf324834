"""Real PDFs, printed by a browser where there is one: columns, heads and feet, hyphens, ligatures, notes."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from npa_rules.fingerprint import Fingerprint, read
from npa_rules.recalibration.match import find
from npa_rules.recalibration.passages import uncovered
from npa_rules.recalibration.source import read_copy
from tests.recalibration.agreement import CLAUSES, NOTE, laid_out
from tests.recalibration.test_match import AGREEMENT, PRINTS, made, other

pytest.importorskip("pypdf", reason="pypdf is not installed (extra `source`)")
BROWSER = next((b for n in ("chromium", "chromium-browser", "google-chrome") if (b := shutil.which(n))), None)
pytestmark = [
    pytest.mark.skipif(BROWSER is None, reason="no Chromium is here to print a PDF with"),
    pytest.mark.slow,
]

HEADS = "@page{margin:20mm 12mm;@top-left{content:'Tuinafspraken'}@bottom-center{content:'Pagina ' counter(page) ' van ' counter(pages)}}"
FORMS = {
    "one column": "body{font:11pt/1.3 serif}",
    "justified, hyphenated": "body{font:11pt/1.3 serif;text-align:justify}",
    "two columns": "body{font:9pt/1.3 sans-serif;columns:2;text-align:justify}",
    "three columns": "@page{size:A4 landscape}body{font:9pt/1.3 sans-serif;columns:3}",
    "heads, feet, page numbers": HEADS + "body{font:11pt/1.3 serif;text-align:justify}",
    "ligatures": "body{font:11pt/1.3 'DejaVu Serif',serif;font-variant-ligatures:common-ligatures discretionary-ligatures}",
    "two columns with heads": HEADS + "body{font:9pt/1.3 serif;columns:2}",
}


def broken(words: str) -> str:
    """Long words with places at which the browser may part them: it has no Dutch dictionary for `hyphens: auto`."""
    return re.sub(r"[^\W\d_]{8,}", lambda m: "\u00ad".join(re.findall(r"\w{1,4}", m.group())), words)


def page(text: str, css: str) -> str:
    """A text as HTML: each block a paragraph."""
    blocks = "".join(f"<p>{html.escape(broken(' '.join(b.split())))}</p>\n" for b in re.split(r"\n\s*\n", text))
    style = f"<style>{css} p{{margin:0 0 .5em;orphans:1;widows:1}}</style>"
    return f"<!doctype html><html lang=nl><meta charset=utf-8><title>Tuinafspraken</title>{style}{blocks}"


def printed(folder: Path, source: str, *, own_heads: bool = False) -> Path:
    """The PDF of an HTML text."""
    (folder / "a.html").write_text(source, "utf-8")
    out = folder / "a.pdf"
    heads = [] if own_heads else ["--no-pdf-header-footer"]
    words = [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    try:
        subprocess.run(
            [*words, *heads, f"--print-to-pdf={out}", str(folder / "a.html")],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError) as error:
        pytest.skip(f"the browser here prints nothing: {type(error).__name__}")
    return out


def whole(file: Path, prints: dict[str, Fingerprint]) -> int:
    """How many pages a PDF has in which every clause is found as it was, and nothing that is new."""
    copy, _ = read_copy(file)
    found = find(prints, copy)
    assert other(found) == {}
    assert [copy.text[p.start : p.end] for p in uncovered(prints, copy, found.values())] == []
    return copy.pages


@pytest.mark.parametrize("form", FORMS)
def test_a_small_agreement_as_it_is_printed(tmp_path, form):
    """On small pages, so that clauses run from one to the next and heads come back."""
    css = FORMS[form] + ("" if "size" in FORMS[form] else " @page{size:105mm 110mm}")
    assert whole(printed(tmp_path, page(laid_out(CLAUSES), css)), made()) >= (1 if "size" in FORMS[form] else 2)


def test_heads_that_the_browser_itself_prints(tmp_path):
    css = "@page{size:105mm 110mm;margin:15mm}"
    assert whole(printed(tmp_path, page(laid_out(CLAUSES), css), own_heads=True), made()) >= 3


def test_a_clause_that_goes_on_behind_the_footnote_of_a_page(tmp_path):
    before, after = laid_out(CLAUSES).replace(NOTE + "\n\n", "").split("verspreid over")
    turn = "<div style='break-after:page'></div>"
    source = page(f"{before}\n\n{NOTE}\n\nHIER\n\nverspreid over{after}", FORMS["one column"]).replace(
        "<p>HIER</p>", turn
    )
    copy, _ = read_copy(printed(tmp_path, source))
    assert other(find(made(), copy)) == {} and copy.pages == 2


@pytest.mark.parametrize("form", FORMS)
def test_the_agreement_as_it_is_printed(tmp_path, form):
    if not AGREEMENT.exists():
        pytest.skip("the text of the agreement is not here")
    text = re.sub(r"\n(?= ?[•o] | ?\d{1,2} {1,2}[A-Z])", "\n\n", AGREEMENT.read_text("utf-8"))
    assert whole(printed(tmp_path, page(text, FORMS[form])), read(PRINTS)) >= 15
