"""Reading a user's copy of the agreement: plain text, or a PDF through pypdf (extra `source`)."""

from __future__ import annotations

import struct
import zlib
from importlib.util import find_spec
from pathlib import Path

from npa_rules.errors import Diagnostic, InputError
from npa_rules.recalibration.text import Copy, arrange

MAX_BYTES = 64 * 1024 * 1024
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 27}


def read_copy(file: Path) -> tuple[Copy, list[Diagnostic]]:
    """The text of a file and what is to be warned of; raises `InputError` for what cannot be read as a text."""
    name = str(file)
    try:
        if file.is_dir():
            raise _wrong("E101", name)
        if file.stat().st_size > MAX_BYTES:
            raise _wrong("E104", name, limit=MAX_BYTES // 1024 // 1024)
        data = file.read_bytes()
    except FileNotFoundError:
        raise _wrong("E102", name) from None
    except OSError as error:
        raise _wrong("E103", name, reason=error.strerror or type(error).__name__) from None
    if data[:1024].lstrip().startswith(b"%PDF-"):
        copy, found = _pdf(name, data)
    else:
        copy, found = _plain(name, data)
    if copy.empty:
        shown = ", ".join(str(p) for p in copy.empty[:20]) + ("…" if len(copy.empty) > 20 else "")
        found.append(Diagnostic("W903", file=name, pages=shown))
    return copy, found


def _wrong(code: str, name: str, /, **values: object) -> InputError:
    return InputError([Diagnostic(code, file=name, **values)])  # type: ignore[arg-type]


def _plain(name: str, data: bytes) -> tuple[Copy, list[Diagnostic]]:
    """A text file: UTF-8, UTF-16 with its mark, else the Western code page of Windows; form feeds part its pages."""
    found = []
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    if not wide and any(byte in _CONTROLS for byte in data):
        raise _wrong("E904", name)
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        if wide:
            raise _wrong("E904", name) from None
        text = data.decode("cp1252", "replace")
        found.append(Diagnostic("W904", file=name))
    if not text.strip():
        raise _wrong("E110", name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    pages = text.removesuffix("\f").split("\f")
    return arrange(name, [p.split("\n") for p in pages], paged=len(pages) > 1, through=True), found


def _pdf(name: str, data: bytes) -> tuple[Copy, list[Diagnostic]]:
    if find_spec("pypdf") is None:
        raise _wrong("E710", name, name="source")
    if b"%%EOF" not in data[-2048:]:  # what is left of a file cut short would pass for the whole
        raise _wrong("E903", name)
    import io
    import logging

    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    broken = (
        PyPdfError,
        ValueError,
        KeyError,
        IndexError,
        TypeError,
        AttributeError,
        OSError,
        zlib.error,
        struct.error,
    )
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise _wrong("E901", name)
        pages = [(page.extract_text() or "").split("\n") for page in reader.pages]
    except FileNotDecryptedError:
        raise _wrong("E901", name) from None
    except DependencyError:
        raise _wrong("E710", name, name="source") from None
    except (*broken, RecursionError, NotImplementedError):
        raise _wrong("E903", name) from None
    if not any(line.strip() for page in pages for line in page):
        raise _wrong("E902", name)
    return arrange(name, pages, paged=True, through=False), []
