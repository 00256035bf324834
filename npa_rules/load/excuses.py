"""Definitions that excuse: what they derive is put under `excused_if` of every rule that they speak of.

No list of rules is kept by hand: which rules are meant follows from their modality and from who owes them, so a rule
that is added later is excused as well, in every engine, without knowing of it.
"""

from __future__ import annotations

from npa_rules.load.rule_file import RuleFile
from npa_rules.load.scope import Names
from npa_rules.model import tree
from npa_rules.model.dictionary import Subject
from npa_rules.model.rule import Clause, Rule


def excused(files: list[RuleFile], names: Names, clauses: dict[str, Clause]) -> list[RuleFile]:
    """The rules with the excuses that definitions of their own edition give them."""
    for definition in [f.rule for f in files if f.rule.excuses is not None]:
        files = [f.but(rule=_with(f.rule, definition, names, clauses)) for f in files]
    return files


def _with(rule: Rule, definition: Rule, names: Names, clauses: dict[str, Clause]) -> Rule:
    excuse = definition.excuses
    if excuse is None or rule.requires is None or rule.excused_by or rule.edition != definition.edition:
        return rule
    if rule.modality != excuse.modality or excuse.owed_by not in debtors(rule, clauses) or dated(rule):
        return rule
    way = _way(names.subjects[rule.applies_to], definition.applies_to)
    if way is None:
        return rule
    truth = tree.Literal("bool", True)
    leaf = tree.Compare(definition.id, "equals", tree.Fact(excuse.fact, way), truth, "bool")
    own = rule.excused_if
    return rule.but(excused_if=leaf if own is None else tree.Any("excused", (own, leaf)), excused_by=definition.id)


def dated(rule: Rule) -> bool:
    """Whether a rule has a deadline, beyond the end of the year that it is about: an excuse leaves that as it is."""
    return rule.due is not None and not (isinstance(rule.due, tree.Fact) and rule.due.name == "reference_date")


def debtors(rule: Rule, clauses: dict[str, Clause]) -> tuple[str, ...]:
    """Who owes what a rule asks: named by the rule, else by its leading clause."""
    leading = clauses.get(rule.clauses[0]) if rule.clauses else None
    return rule.owed_by or (leading.parties if leading is not None else ())


def _way(subject: Subject, target: str) -> str | None:
    """The relation to the subject of a definition; empty for the same subject, None where none or several lead there."""
    if subject.name == target:
        return ""
    ways = [r.name for r in subject.relations.values() if r.to == target]
    return ways[0] if len(ways) == 1 else None
