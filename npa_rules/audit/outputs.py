"""Which files an audit leaves: opened together, or none."""

from __future__ import annotations

from pathlib import Path

from npa_rules.audit.basis import Basis
from npa_rules.audit.batch import Judging, Sink
from npa_rules.audit.table import Long, Wide
from npa_rules.audit.workbook import ROWS, Workbook
from npa_rules.errors import Diagnostic, InputError
from npa_rules.model.record import Record


class Outputs(Record):
    """The files asked for; empty for none."""

    wide: str = ""
    long: str = ""
    workbook: str = ""
    sheet_rows: int = ROWS
    public: bool = False


def sinks(wanted: Outputs, plan: Judging, lang: str, basis: Basis | None = None) -> list[Sink]:
    """A sink for each file. Raises `InputError` and leaves nothing when one cannot be opened (E831 to E833)."""
    problems = []
    if wanted.public:
        problems += [Diagnostic("E833", file=p) for p in (wanted.wide, wanted.long) if p]
    if wanted.workbook and Path(wanted.workbook).suffix.lower() != ".xlsx":
        problems.append(Diagnostic("E832", file=wanted.workbook, allowed=".xlsx"))
    if problems:
        raise InputError(problems)
    found: list[Sink] = []
    try:
        if wanted.wide:
            found.append(Wide(wanted.wide, plan, lang, basis))
        if wanted.long:
            found.append(Long(wanted.long, plan, lang, basis))
        if wanted.workbook:
            found.append(Workbook(wanted.workbook, plan, lang, rows=wanted.sheet_rows, public=wanted.public))
    except BaseException:
        for sink in found:
            sink.abort()
        raise
    return found
