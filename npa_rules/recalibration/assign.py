"""A passage of the new text becomes a clause: its fingerprint under the id of the clause, its decision in the list."""

from __future__ import annotations

import re
from pathlib import Path

from npa_rules.errors import Diagnostic, InputError, nearest
from npa_rules.fingerprint import in_lines
from npa_rules.load.source import Node, open_source
from npa_rules.load.yaml_source import parse_yaml
from npa_rules.model.rule import RuleSet
from npa_rules.recalibration import checklist
from npa_rules.recalibration.copying import replace_all
from npa_rules.recalibration.edits import Edit, edited, entries, instead
from npa_rules.recalibration.show import FILE, fingerprints

_FORM = re.compile(r"([A-Z]+-[0-9]+(?:-[A-Z0-9]+)*)=(\S+)\Z")


def assign(ruleset: RuleSet, folder: Path, edition: str, given: tuple[str, ...]) -> list[tuple[str, str]]:
    """Give passages to clauses (`ID=PASSAGE`), all of them or none; the clauses with their passages.

    Raises `InputError`: E702 for an edition that is not there, E905 for one without a text, E971 to E973.
    """
    if edition not in ruleset.editions:
        hint = nearest(edition, ruleset.editions)
        raise InputError([Diagnostic("E702", name=edition[:60], suggestion=hint)])
    home = folder / "rules" / edition
    prints = fingerprints(folder, edition)
    source = open_source(str(home / checklist.FILE), private=False, name=f"rules/{edition}/{checklist.FILE}")
    root = parse_yaml(source)
    listed = root.mapping["passages"].mapping if "passages" in root.mapping else {}
    free = [n for n in listed if n in prints]
    wrong, done = [], []
    names: dict[str, str] = {}
    for one in given:
        match = _FORM.match(one)
        if match is None:
            wrong.append(Diagnostic("E971", name=one[:60]))
            continue
        clause, passage = match.groups()
        known = ruleset.clauses.get(clause)
        if passage not in free or passage in names:
            left = [n for n in free if n not in names]
            allowed = ", ".join(left) or "-"
            wrong.append(Diagnostic("E972", name=passage[:60], allowed=allowed, suggestion=nearest(passage, left)))
        elif clause in prints or clause in names.values() or (known is not None and known.edition != edition):
            wrong.append(Diagnostic("E973", name=clause))
        else:
            names[passage] = clause
            done.append((clause, passage))
    if wrong:
        raise InputError(wrong)
    edits = [e for clause, passage in done for e in _decided(source.text, listed[passage], clause)]
    named = {names.get(n, n): p for n, p in prints.items()}
    files = {home / FILE: in_lines(named), home / checklist.FILE: edited(source.text, edits)}
    replace_all(files, lambda e: checklist.stop("E912", home, reason=e.strerror or type(e).__name__))
    return done


def _decided(text: str, node: Node, clause: str) -> list[Edit]:
    """The decision on a passage, in place."""
    found, missing = [], []
    for key, value in (("decided", "new"), ("clause", clause)):
        place = node.mapping.get(key)
        found += [instead(place, value)] if place is not None else []
        missing += [] if place is not None else [f"{key}: {value}"]
    return [*found, entries(text, node, missing)] if missing else found
