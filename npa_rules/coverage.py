"""Every clause with the rules that decide it, or why nothing is to be decided (`npa coverage`)."""

from __future__ import annotations

from typing import Any

from npa_rules.cases import reachable
from npa_rules.load.ruleset import Sources
from npa_rules.model.record import Record
from npa_rules.model.rule import Clause, Rule

CHAPTERS = {
    "INL": {"nl": "inleiding", "en": "introduction"},
    "BES": {"nl": "beschikbaarheid", "en": "availability"},
    "BET": {"nl": "betaalbaarheid", "en": "affordability"},
    "LEE": {"nl": "leefbaarheid", "en": "liveability"},
    "DUU": {"nl": "duurzaamheid", "en": "sustainability"},
    "SAM": {"nl": "samenwerking", "en": "cooperation"},
    "BIJ": {"nl": "bijlage", "en": "annex"},
}
T = {
    "nl": {"clauses": "bepalingen", "rules": "met regel", "context": "context", "reasoned": "met reden", "open": "open",
           "total": "totaal", "head": ("Hoofdstuk", "Bepalingen", "Met regel", "Context", "Met reden", "Open")},
    "en": {"clauses": "clauses", "rules": "with a rule", "context": "context", "reasoned": "with a reason", "open": "open",
           "total": "total", "head": ("Chapter", "Clauses", "With a rule", "Context", "With a reason", "Open")},
}  # fmt: skip


class Covered(Record):
    """One clause of the agreement and what is made of it."""

    clause: Clause
    rules: tuple[Rule, ...]

    @property
    def status(self) -> str:
        """`rules`, `context` (nothing to decide by its kind), `reasoned` (the register says why not) or `open`."""
        if self.rules:
            return "rules"
        if self.clause.kind == "context":
            return "context"
        return "reasoned" if self.clause.undecided else "open"


def coverage(sources: Sources, edition: str = "npa-2025") -> list[Covered]:
    """Every clause of an edition, in the order of the register."""
    by_clause: dict[str, list[Rule]] = {}
    for rule in sources.ruleset.rules.values():
        for name in rule.clauses if not rule.earlier else ():
            by_clause.setdefault(name, []).append(rule)
    clauses = [c for c in sources.ruleset.clauses.values() if c.edition == edition]
    return [Covered(c, tuple(by_clause.get(c.id, ()))) for c in clauses]


def counted(found: list[Covered]) -> dict[str, dict[str, int]]:
    """Per chapter and in total, how many clauses there are of each status."""
    tables: dict[str, dict[str, int]] = {}
    for one in found:
        for name in (one.clause.id[:3], "total"):
            row = tables.setdefault(name, {"clauses": 0, "rules": 0, "context": 0, "reasoned": 0, "open": 0})
            row["clauses"] += 1
            row[one.status] += 1
    return {n: tables[n] for n in (*CHAPTERS, "total") if n in tables}


def data(sources: Sources, found: list[Covered]) -> dict[str, Any]:
    """The coverage as plain data."""
    cases = {f.rule.key: len(f.cases) for f in sources.files.values()}
    return {
        "totals": counted(found),
        "clauses": [
            {
                "id": c.clause.id,
                "citation": c.clause.citation,
                "title": c.clause.title,
                "kind": c.clause.kind,
                "status": c.status,
                "reason": c.clause.undecided or None,
                "rules": [
                    {
                        "id": r.id,
                        "subject": r.applies_to,
                        "verdicts": sorted(reachable(r)),
                        "cases": cases[r.key],
                        "standard_cases": bool(r.attested),
                        "readings": sorted(r.readings),
                    }
                    for r in c.rules
                ],
            }
            for c in found
        ],
    }


def text(found: list[Covered], lang: str, *, every: bool) -> str:
    """A line per chapter, and the clauses that are open (or all)."""
    t = T[lang]
    lines = [f"{'':<18}" + "".join(f"{str(h).lower():>15}" for h in t["head"][1:])]
    for name, row in counted(found).items():
        label = CHAPTERS[name][lang] if name in CHAPTERS else str(t["total"])
        lines.append(f"{label:<18}" + "".join(f"{n:>15}" for n in row.values()))
    shown = [c for c in found if every or c.status == "open"]
    if shown:
        lines.append("")
    for c in shown:
        what = ", ".join(r.id for r in c.rules) or t[c.status] or ""
        lines.append(f"{c.clause.id:<8} {c.clause.title[lang]}: {what}")
    return "\n".join(lines) + "\n"


def markdown(found: list[Covered], lang: str) -> str:
    """The same as tables."""
    t = T[lang]
    lines = ["| " + " | ".join(t["head"]) + " |", "|---|---:|---:|---:|---:|---:|"]
    for name, row in counted(found).items():
        label = CHAPTERS[name][lang] if name in CHAPTERS else str(t["total"])
        lines.append(f"| {label} | " + " | ".join(str(n) for n in row.values()) + " |")
    lines += ["", "| id | | |", "|---|---|---|"]
    for c in found:
        what = ", ".join(r.id for r in c.rules) or str(t[c.status])
        lines.append(f"| {c.clause.id} | {c.clause.title[lang].replace('|', '/')} | {what} |")
    return "\n".join(lines) + "\n"
