"""Folders of rules of a user, read beside the rule set by the same loader: they may add to it and not change it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from npa_rules.errors import Diagnostic, InputError
from npa_rules.load.scope import Names
from npa_rules.load.source import Node, Source
from npa_rules.model.record import Record
from npa_rules.model.rule import Rule

EDITION = "local"
PREFIXES = ("NPA-", "STAT-")  # of the rule ids that are not for local rules
KINDS = ("facts", "parameters")


class LocalFile(Record):
    """One file: its place in the rule set, and its name as a reader knows it."""

    parts: tuple[str, ...]
    shown: str


def local_files(folders: tuple[str, ...]) -> dict[Path, LocalFile]:
    """The YAML files of the folders; raises `InputError` where a folder holds none, or a file that may not be there."""
    found: dict[Path, LocalFile] = {}
    problems = []
    for number, folder in enumerate(folders):
        here = sorted(p for p in Path(folder).rglob("*.yaml") if p.is_file())
        if not here:
            problems.append(Diagnostic("E102", file=folder))
        for path in here:
            parts = path.relative_to(folder).parts
            head = parts[0] if len(parts) == 2 and parts[0] in KINDS else EDITION
            found[path] = LocalFile((head, str(number), *parts[head in KINDS :]), path.as_posix())
            if parts[-1] in ("scales.yaml", "laws.yaml", "edition.yaml"):
                problems.append(Diagnostic("E946", file=path.as_posix()))
    if problems:
        raise InputError(problems)
    return found


def mixed(digest: str, files: dict[Path, LocalFile]) -> str:
    """The identity of a rule set with local files: that of the rule set where there are none."""
    if not files:
        return digest
    total = hashlib.sha256(digest.encode())
    for path, file in files.items():
        total.update("/".join(file.parts).encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).digest())
    return total.hexdigest()


def redefined(source: Source, root: Node, key: str, name: str, known: object) -> bool:
    """Whether a local file gives a parameter or a dictionary that is there already (E947)."""
    if known is None:
        return False
    source.report("E947", root.mapping.get(key), name=name)
    return True


def intrusions(source: Source, root: Node, rule: Rule, names: Names, makers: dict[str, str]) -> None:
    """A local rule may not set clauses of the agreement aside, nor define again what it defines (E948).

    `makers` are the definitions of the rule set by `subject.fact`.
    """
    for clause in rule.suspends:
        if clause in names.clauses and clause not in names.local_clauses:
            source.report("E948", root.mapping["suspends"], name=clause)
    for fact in rule.derives:
        if f"{rule.applies_to}.{fact}" in makers:
            source.report("E948", root.mapping["derives"].keys[fact], name=fact)
