"""Where `npa docs` writes the page of a rule and of a clause, within the folder of a language."""

from __future__ import annotations


def rule_address(rule_id: str) -> str:
    """`rules/NPA-BES-014.html`."""
    return f"rules/{rule_id}.html"


def clause_address(clause_id: str) -> str:
    """`clauses/BES-014.html`."""
    return f"clauses/{clause_id}.html"
