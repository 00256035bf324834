"""What a file is, by what it holds; its name only serves to warn when the two differ."""

from __future__ import annotations

import zipfile
from pathlib import Path

from npa_rules.errors import Diagnostic, InputError
from npa_rules.readers.reading import Reading

SUFFIXES = {
    "csv": "csv", "txt": "csv", "tsv": "csv", "xlsx": "xlsx", "xlsm": "xlsx", "parquet": "parquet", "pq": "parquet",
    "jsonl": "json", "ndjson": "json", "json": "json", "duckdb": "duckdb", "sqlite": "sqlite", "sqlite3": "sqlite",
    "xls": "xls",
}  # fmt: skip
OTHERS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"<html",
    b"<!doc",
    b"<?xml",
    b"Rar!",
    b"7z\xbc\xaf",
)
LOCKED = "EncryptedPackage".encode("utf-16-le")


def beginning(path: Path, name: str, count: int = 65_536) -> bytes:
    """The first bytes of a file; what is not a file to be read is refused."""
    try:
        with path.open("rb") as stream:
            return stream.read(count)
    except IsADirectoryError:
        raise InputError([Diagnostic("E101", file=name)]) from None
    except FileNotFoundError:
        raise InputError([Diagnostic("E102", file=name)]) from None
    except OSError as error:
        if path.is_dir():
            raise InputError([Diagnostic("E101", file=name)]) from None
        raise InputError([Diagnostic("E103", file=name, reason=error.strerror or type(error).__name__)]) from None


def kind(path: Path, name: str) -> str:
    """csv, xlsx, parquet, json, duckdb or sqlite; anything else is refused."""
    head = beginning(path, name)
    if head.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):  # UTF-32, which nobody writes
        raise InputError([Diagnostic("E802", file=name)])
    if not head.strip(b" \r\n\t\xef\xbb\xbf\0"):
        raise InputError([Diagnostic("E801", file=name)])
    if head.startswith(b"PK\x03\x04"):
        return _zipped(path, name)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        whole = path.read_bytes() if path.stat().st_size < 64 * 1024 * 1024 else head
        if LOCKED in whole:
            raise InputError([Diagnostic("E803", file=name)])
        raise InputError([Diagnostic("E802", file=name)])
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"SQLite format 3\0"):
        return "sqlite"
    if head[8:12] == b"DUCK":
        return "duckdb"
    if head[:5].lower().startswith(tuple(o.lower() for o in OTHERS)):
        raise InputError([Diagnostic("E802", file=name)])
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if first in (b"{", b"["):
        return "json"
    wide = head[:2] in (b"\xff\xfe", b"\xfe\xff") or (head[1:2] == b"\0" and head[3:4] == b"\0")
    odd = sum(b < 9 or 13 < b < 32 for b in head) - head.count(b"\0")
    if not wide and (odd > len(head) // 20 or head.count(b"\0") > len(head) // 3):
        raise InputError([Diagnostic("E802", file=name)])
    return "csv"


def _zipped(path: Path, name: str) -> str:
    try:
        with zipfile.ZipFile(path) as box:
            names = set(box.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise InputError([Diagnostic("E804", file=name, problem="xlsx")]) from None
    if not any(n.lower() == "xl/workbook.xml" for n in names):
        raise InputError([Diagnostic("E802", file=name)])
    return "xlsx"


def check_name(path: Path, found: str, reading: Reading) -> None:
    """Warn when the end of the name says that the file is something else."""
    said = SUFFIXES.get(path.suffix.lower().lstrip("."))
    if said is not None and said != found:
        reading.warn("W802", said=path.suffix.lower(), found=found)
