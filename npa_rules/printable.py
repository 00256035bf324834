"""Which rules the columns cannot print: `npa lint` names them (W112), and too many of them are an error."""

from __future__ import annotations

from importlib.util import find_spec

from npa_rules.errors import Diagnostic
from npa_rules.load.ruleset import Sources

MOST = 5  # percent of the exact and interpreted rules
AS_OF = 20260101  # any day: what can be printed does not depend on it


def installed() -> bool:
    """Whether columns can be tried here."""
    return find_spec("polars") is not None


def unprinted(sources: Sources) -> list[Diagnostic]:
    """A warning for every exact or interpreted rule that is judged row by row, with the reason; none without Polars."""
    if not installed():
        return []
    from npa_rules.engines.columns.plan import Plan

    ruleset = sources.ruleset
    judged = [f for f in sources.files.values() if f.rule.gives_verdict and not f.rule.attested]
    names = {f.rule.applies_to for f in judged}
    reasons: dict[str, str] = {}
    for subject in names:
        reasons |= Plan(ruleset, ruleset.subjects[subject], AS_OF).refused
    refused = [f for f in judged if f.rule.id in reasons]
    for file in refused:
        told = {"name": file.rule.id, "why": reasons[file.rule.id], "count": len(refused), "total": len(judged)}
        file.source.report("W112", file.root.mapping["requires"], **told)  # type: ignore[arg-type]
    return [file.source.diagnostics.pop() for file in refused]


def too_many(found: list[Diagnostic]) -> bool:
    """Whether more rules than may be are among the findings."""
    told = next((d.values for d in found if d.code == "W112"), None)
    return told is not None and int(str(told["count"])) * 100 > MOST * int(str(told["total"]))
