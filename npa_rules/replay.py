"""The cases of an older version of a rule, judged by a newer one: is the step between their numbers large enough?

Patch (1.0.1): no verdict of any case changes. Minor (1.1.0): an open verdict becomes decided, within what it could
become. Major (2.0.0): a decided verdict changes, the days on which the rule holds, its subject, modality or party, or a reading goes.
"""

from __future__ import annotations

from npa_rules.cases import Case, read_cases
from npa_rules.engines.reference import Run, switched
from npa_rules.errors import Diagnostic
from npa_rules.judge import Judge
from npa_rules.load.rule_file import RuleFile
from npa_rules.load.ruleset import Sources
from npa_rules.model.rule import Rule, RuleSet, number

STEPS = ("patch", "minor", "major")
MAJOR = {
    "applies_to": "applies_to",
    "modality": "modality",
    "owed_by": "by",
    "since": "in_force",
    "until": "in_force",
    "needs_law": "in_force",
    "until_law": "in_force",
}  # parts of a rule by their key in the file
Told = tuple[str, tuple[str, ...]]  # a verdict, and what an open one can become


def step(sources: Sources, file: RuleFile) -> list[Diagnostic]:
    """A finding (E937) when a version changes more than its number says."""
    new = file.rule
    earlier = [r for r in sources.ruleset.versions(new.id) if number(r.version) < number(new.version)]
    if not earlier:
        return []
    old = earlier[-1]
    needed, what = change(sources, sources.files[old.key], new)
    if STEPS.index(needed) <= STEPS.index(said(old.version, new.version)):
        return []
    place = file.root.mapping["version"]
    at = {
        "file": file.source.name,
        "line": place.line,
        "column": place.column,
        "excerpt": file.source.excerpt(place.line),
    }
    name = f"{new.id}@{new.version}"
    return [Diagnostic("E937", name=name, other=old.version, what=what, step=needed, **at)]  # type: ignore[arg-type]


def said(old: str, new: str) -> str:
    """The step that two version numbers claim."""
    one, two = number(old), number(new)
    return "major" if one[0] != two[0] else "minor" if one[1] != two[1] else "patch"


def change(sources: Sources, old: RuleFile, new: Rule) -> tuple[str, str]:
    """The step that a newer version needs, and the case or part that asks for it.

    What no case need show asks for a major one by itself; each case is replayed under every reading.
    """
    for part, name in MAJOR.items():
        if getattr(old.rule, part) != getattr(new, part):
            return "major", name
    readings = [n for n, r in old.rule.readings.items() if not r.default]
    for gone in (n for n in readings if n not in new.readings):
        return "major", f"readings.{gone}"
    needed, what = "patch", ""
    for case in read_cases(old, sources.ruleset):
        for reading in ["", *readings] if old.rule.id not in case.settings.readings else [""]:
            under = case.but(settings=case.settings.reading(old.rule.id, reading)) if reading else case
            before, after = (outcome(sources.ruleset, under, r) for r in (old.rule, new))
            found = between(before, after)
            if STEPS.index(found) > STEPS.index(needed):
                needed, what = found, f"{old.rule.file}:{case.line}: {before[0]} → {after[0]}"
    return needed, what


def between(old: Told, new: Told) -> str:
    """The step from one outcome of a case to another."""
    if old == new:
        return "patch"
    if old[0] == "undetermined" and (new[0] in old[1] or (new[0] == "undetermined" and {*new[1]} <= {*old[1]})):
        return "minor"
    return "major"


def outcome(ruleset: RuleSet, case: Case, rule: Rule) -> Told:
    """What a version, as if it were the only one, says of a case."""
    alone = rule.but(earlier=False, supersedes="", version=case.rule.version)
    index = ruleset.index.but(versions={k: v for k, v in ruleset.index.versions.items() if k != rule.id})
    only = ruleset.but(rules={**ruleset.rules, rule.id: alone}, index=index)
    if rule.gives_verdict:
        verdict = Judge(only, case.items, case.settings).one(alone, case.item)
        return verdict.verdict, tuple(verdict.possible)
    run = Run(only, case.items, case.settings)
    frame = run.frame(alone, case.item)
    if not rule.derives:
        return str(switched(frame)[0]), ()
    entries = case.item.subject.facts
    return "; ".join(str(frame.derived(entries[n], (alone,))) for n in sorted(rule.derives)), ()
