"""Copies as files: a text in its encodings, a PDF read back, and everything that cannot be read."""

from __future__ import annotations

import io
import logging
from pathlib import Path

import pytest

from npa_rules.errors import InputError
from npa_rules.recalibration.source import read_copy

CODES = {"E901", "E902", "E903", "E904", "W903", "W904"}
pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed (extra `source`)")


def pdf(*pages: list[str], crop: int = 0) -> bytes:
    """A PDF made by hand: each line of a page as text in Helvetica; a page without lines has a drawing only."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = [line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines]
        content = (
            "BT /F1 11 Tf 14 TL 50 800 Td " + " ".join(f"({s}) Tj T*" for s in shown) + " ET"
            if lines
            else "0 0 99 99 re f"
        )
        objects.append(f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{p:010d} 00000 n \n".encode() for p in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out[: len(out) - crop])


def locked(data: bytes, user: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(user_password=user, owner_password="eigenaar", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def kept(folder: Path, data: bytes, name: str = "a.pdf") -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def test_a_pdf_is_read_back(tmp_path):
    pages = [["Elke tuin is ten minste 2,5 meter", "breed (of 30% breder)."], [], ["De rest."]]
    copy, told = read_copy(kept(tmp_path, pdf(*pages)))
    assert [copy.text[n.start : n.end].strip() for n in copy.lines if n.end > n.start] == [*pages[0], *pages[2]]
    line = copy.line(copy.text.index("rest"))
    assert (line.page, line.number, copy.pages) == (3, 1, 3)
    assert [(d.code, d.values["pages"]) for d in told] == [("W903", "2")]


def test_a_pdf_locked_against_change_only_is_read(tmp_path):
    copy, _ = read_copy(kept(tmp_path, locked(pdf(["Gewoon te lezen."]), "")))
    assert "Gewoon te lezen." in copy.text


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("E901", locked(pdf(["Geheim"]), "geheim")),
        ("E902", pdf([], [])),
        ("E903", pdf(["Een", "Twee"], ["Drie"], crop=60)),
        ("E903", pdf(["Een"])[:200]),
        ("E903", b"%PDF-1.4\nniets van dien aard\n%%EOF\n"),
        ("E904", b"PK\x03\x04\x14\x00\x00\x00word/document.xml"),
        ("E904", b"\x89PNG\r\n\x1a\n\x00\x00"),
        ("E904", b"\xff\xfea"),
        ("E110", b" \n\f \n"),
        ("E110", b""),
    ],
)
def test_what_cannot_be_read(tmp_path, code, data):
    with pytest.raises(InputError) as error:
        read_copy(kept(tmp_path, data))
    assert [d.code for d in error.value.diagnostics] == [code]


def test_no_file_or_a_folder(tmp_path):
    for path, code in ((tmp_path / "none.txt", "E102"), (tmp_path, "E101")):
        with pytest.raises(InputError) as error:
            read_copy(path)
        assert [d.code for d in error.value.diagnostics] == [code]


def test_every_cut_of_a_pdf_is_refused_or_whole(tmp_path):
    logging.disable(logging.CRITICAL)
    data = pdf(["Een", "Twee"], ["Drie"])
    whole = read_copy(kept(tmp_path, data))[0].text
    for end in range(5, len(data), 7):
        try:
            assert read_copy(kept(tmp_path, data[:end]))[0].text == whole
        except InputError as error:
            assert error.diagnostics[0].code in CODES | {"E110"}
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize(
    ("data", "warned"),
    [
        ("één € is één".encode(), []),
        ("één € is één".encode("utf-8-sig"), []),
        ("één € is één".encode("utf-16"), []),
        ("één € is één".encode("cp1252"), ["W904"]),
    ],
)
def test_encodings_of_a_text(tmp_path, data, warned):
    copy, told = read_copy(kept(tmp_path, data, "a.txt"))
    assert copy.text == "één € is één" and [d.code for d in told] == warned


def test_form_feeds_part_pages_and_line_ends_are_all_the_same(tmp_path):
    copy, _ = read_copy(kept(tmp_path, b"a\r\nb\fc\rd\f", "a.txt"))
    assert [(n.page, n.number) for n in copy.lines] == [(1, 1), (1, 2), (2, 3), (2, 4)]


def test_without_pypdf(tmp_path, monkeypatch):
    monkeypatch.setattr("npa_rules.recalibration.source.find_spec", lambda name: None)
    with pytest.raises(InputError) as error:
        read_copy(kept(tmp_path, pdf(["Een"])))
    assert [d.code for d in error.value.diagnostics] == ["E710"]
