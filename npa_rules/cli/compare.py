"""`npa compare OLD NEW`: two reports side by side."""

from __future__ import annotations

import json
import sys

from npa_rules.cli.exits import OK, VIOLATION
from npa_rules.compare import compare, data
from npa_rules.errors import Diagnostic, InputError
from npa_rules.load.compiled import load
from npa_rules.report.comparison import Comparing
from npa_rules.report.stored import STDIN, read_report


def run(old: str, new: str, pairs: tuple[str, ...], form: str, lang: str) -> int:
    """Print the comparison: 0 when no verdict differs, 1 when one does."""
    if old == new == STDIN:
        raise InputError([Diagnostic("E953")])
    problems, reports = [], []
    for path in (old, new):
        try:
            reports.append(read_report(path, receipt=False))
        except InputError as error:
            problems += error.diagnostics
    if problems:
        raise InputError(problems)
    ruleset = load()
    found = compare(reports[0], reports[1], ruleset, pairs)
    if form == "json":
        sys.stdout.write(json.dumps(data(found), ensure_ascii=False, indent=2) + "\n")
    else:
        told = Comparing(ruleset, lang)
        sys.stdout.write(told.markdown(found) if form == "markdown" else told.text(found))
    return VIOLATION if any(r.kind != "grounds" for r in found.rows) else OK
