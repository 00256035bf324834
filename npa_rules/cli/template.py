"""`npa template`: a table to fill in."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

from npa_rules.cli.exits import OK
from npa_rules.errors import Diagnostic, InputError, nearest
from npa_rules.model.rule import RuleSet


def template(name: str, out: Path | None, lang: str, ruleset: RuleSet) -> int:
    """Write the template of a subject and say where it stands."""
    if name not in ruleset.subjects:
        hint = nearest(name, ruleset.subjects)
        raise InputError([Diagnostic("E305", name=name[:60], suggestion=hint)])
    path = out if out is not None else Path(f"{name}.xlsx")
    if path.suffix.lower() not in (".xlsx", ".csv"):
        raise InputError([Diagnostic("E706", name="--out", allowed="*.xlsx, *.csv")])
    if path.suffix.lower() == ".xlsx" and find_spec("xlsxwriter") is None:
        raise InputError([Diagnostic("E710", name="tables")])
    from npa_rules.readers.template import write

    for written in write(ruleset, ruleset.subjects[name], path, lang):
        sys.stdout.write(f"{written}\n")
    return OK
