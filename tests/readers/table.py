"""Small tables for tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from npa_rules.errors import Diagnostic, InputError
from npa_rules.model.rule import RuleSet
from npa_rules.readers import Table, open_table


def read(ruleset: RuleSet, path: Path, subject: str = "dwelling", **more: Any) -> tuple[pl.DataFrame, Table]:
    """All rows of a table, and the table."""
    table = open_table(path, ruleset, subject, **more)
    batches = list(table.batches())
    return (pl.concat(batches) if batches else pl.DataFrame()), table


def text(folder: Path, content: str | bytes, name: str = "t.csv") -> Path:
    """A file with this text."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def problems(ruleset: RuleSet, path: Path, subject: str = "dwelling", **more: Any) -> list[Diagnostic]:
    """The findings that stop a table from being read."""
    try:
        read(ruleset, path, subject, **more)
    except InputError as error:
        return error.diagnostics
    return []


def codes(ruleset: RuleSet, path: Path, subject: str = "dwelling", **more: Any) -> list[str]:
    """Their codes."""
    return [d.code for d in problems(ruleset, path, subject, **more)]
