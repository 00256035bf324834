"""Departures of a user from the rule set: which are in force, what they change, and which verdicts they touch."""

from __future__ import annotations

import os
from typing import Any

from npa_rules.engines.ledger import Ledger
from npa_rules.engines.quantity import Num, Quantity, Sym
from npa_rules.errors import Diagnostic, InputError
from npa_rules.judge import Judge, Verdict
from npa_rules.load.config import ConfigFile, read_config, settle
from npa_rules.load.local import PREFIXES
from npa_rules.model.case import Settings
from npa_rules.model.override import Override
from npa_rules.model.record import Record
from npa_rules.model.rule import RuleSet


class Plan(Record):
    """What departs from the rule set in a run, before the rule set is there."""

    config: ConfigFile | None
    folders: tuple[Override, ...]  # of local rules: in force, and expired
    as_of: int

    @property
    def local(self) -> tuple[str, ...]:
        """The folders whose rules count."""
        return tuple(f.folder for f in self.folders if not f.expired(self.as_of))


def plan(config: str | None, rules: tuple[str, ...], as_of: int) -> Plan:
    """The departures of a file and of `--rules`; raises `InputError` for a file that cannot be read."""
    read = read_config(config) if config is not None else None
    given = [Override("rules", folder_name(r), "", "", None, folder=os.path.normpath(r)) for r in rules]
    made = Plan(read, (*(read.folders if read is not None else ()), *given), as_of)
    twice([f for f in made.folders if not f.expired(as_of)])
    return made


def folder_name(path: str) -> str:
    """The name by which a report speaks of a folder of own rules."""
    return os.path.basename(os.path.abspath(path))


def settled(made: Plan, ruleset: RuleSet, settings: Settings) -> Settings:
    """The settings with the departures in them; `settings.readings` are those of the command line, which come first."""
    asked = settings.readings
    departures, disagreements = settle(made.config, ruleset) if made.config is not None else ([], [])
    overrides = [o for o in departures if o.kind != "rules"]
    overrides = [o for o in overrides if o.kind != "reading" or o.target not in asked]
    overrides += [Override("reading", rule, "", "", None, chosen=name) for rule, name in sorted(asked.items())]
    twice([o for o in overrides if not o.expired(made.as_of)])
    overrides = [o for o in overrides if o.kind != "reading" or not defaults(ruleset, o)]
    overrides = [*made.folders, *overrides]
    counting = [o for o in overrides if not o.expired(made.as_of)]
    readings = {o.target: o.chosen for o in counting if o.kind == "reading"}
    return settings.but(
        readings=asked | readings,
        parameters=figures(ruleset, counting),
        overrides=tuple(overrides),
        disagreements=tuple(disagreements),
    )


def defaults(ruleset: RuleSet, override: Override) -> bool:
    """Whether a reading is the default of every version of its rule that has it."""
    return all(
        override.chosen in ("", r.default_reading)
        for r in ruleset.versions(override.target)
        if override.chosen in r.readings
    )


def figures(ruleset: RuleSet, overrides: list[Override]) -> dict[str, tuple[Any, ...]]:
    """The series with the values of overrides last: of several that cover a date the last one counts."""
    found: dict[str, tuple[Any, ...]] = {}
    for o in overrides:
        if o.kind == "parameter" and o.period is not None:
            found[o.target] = (*found.get(o.target, ruleset.parameters[o.target].periods), o.period)
    return found


def twice(overrides: list[Override]) -> None:
    """Two departures in force about one thing: none may win silently (E945)."""
    for i, one in enumerate(overrides):
        for two in overrides[:i]:
            same = (one.kind, one.target, one.key) == (two.kind, two.target, two.key)
            if same and one.period is not None and two.period is not None:
                ends = [p.until or 99991231 for p in (one.period, two.period)]
                same = one.period.since <= ends[1] and two.period.since <= ends[0]
            if same:
                raise InputError([Diagnostic("E945", file=one.origin or two.origin, name=one.id)])


def mark(judge: Judge, verdicts: list[Verdict]) -> None:
    """Write on each verdict which overrides touch it: it rests on their value or reading, or differs without them."""
    settings = judge.settings
    counting = [o for o in settings.overrides if not o.expired(settings.as_of)]
    for override in counting:
        without = judge_without(judge, override)
        for verdict in verdicts:
            if touches(judge, without, override, verdict):
                verdict.overrides.append(override.id)


def judge_without(judge: Judge, override: Override) -> Judge | None:
    """The same file judged without one override; None where that cannot change a verdict."""
    found = bared(judge.ruleset, judge.settings, override)
    return Judge(found[0], judge.items, found[1]) if found is not None else None


def bared(ruleset: RuleSet, settings: Settings, override: Override) -> tuple[RuleSet, Settings] | None:
    """The rule set and the settings without one override; None where that cannot change a verdict."""
    if override.kind == "reading":
        return ruleset, settings.but(readings={r: n for r, n in settings.readings.items() if r != override.target})
    if override.kind == "parameter":
        parameters = dict(settings.parameters)
        parameters[override.target] = tuple(p for p in parameters[override.target] if p is not override.period)
        return ruleset, settings.but(parameters=parameters)
    index, mine = ruleset.index, owned(ruleset, override)
    defining = {k: tuple(i for i in v if i not in mine) for k, v in index.defining.items()}
    suspending = tuple(i for i in index.suspending if i not in mine)
    if (defining, suspending) == (index.defining, index.suspending):
        return None
    bare = ruleset.but(index=index.but(defining={k: v for k, v in defining.items() if v}, suspending=suspending))
    return bare, settings


def owned(ruleset: RuleSet, override: Override) -> set[str]:
    """The rules of a user that an override brings."""
    if override.kind != "rules":
        return set()
    return {i for i in ruleset.rules if not i.startswith(PREFIXES) and within(ruleset, i, override)}


def within(ruleset: RuleSet, rule_id: str, override: Override) -> bool:
    """Whether a local rule lies in the folder of an override."""
    file, folder = (os.path.abspath(p) for p in (ruleset.rules[rule_id].file, override.folder))
    return file.startswith(folder.rstrip(os.sep) + os.sep)


def touches(judge: Judge, without: Judge | None, override: Override, verdict: Verdict) -> bool:
    """Whether a verdict rests on an override, or differs without it."""
    rule = verdict.rule
    if override.kind == "rules" and not rule.id.startswith(PREFIXES) and within(judge.ruleset, rule.id, override):
        return True
    if override.kind == "parameter" and any(p is override.period for p in verdict.figures.values()):
        return True
    if override.kind == "reading" and reads(judge, verdict, override):
        return True
    return without is not None and judged(without.by_date(rule, verdict.item)) != judged(verdict)


def reads(judge: Judge, verdict: Verdict, override: Override) -> bool:
    """Whether the evaluation of a verdict read a value that the chosen reading, or the default one, replaces."""
    versions = judge.ruleset.versions(override.target)
    chosen = [r.readings[n] for r in versions for n in (override.chosen, r.default_reading) if n in r.readings]
    wanted = judge.run.ledgers(override.target, {n for reading in chosen for n in reading.values})
    known: set[Ledger] = set()
    stack = [judge.run.by_date(verdict.rule.id, verdict.item).ledger]
    while stack:
        ledger = stack.pop()
        if ledger in wanted:
            return True
        if ledger not in known:
            known.add(ledger)
            stack += [e for e in ledger.entries if isinstance(e, Ledger)]
    return False


def judged(verdict: Verdict) -> tuple[object, ...]:
    """What a verdict says, apart from the name of its reading."""
    room = [(n, plain(q)) for n, q in verdict.room.items()]
    told = (verdict.verdict, verdict.reason, verdict.provisional, verdict.possible, verdict.missing, verdict.presumed)
    return (*told, verdict.sensitive_to, verdict.by, verdict.remarks, verdict.clauses, room, verdict.due)


def plain(value: Quantity) -> object:
    """A quantity that can be compared."""
    if isinstance(value, Num):
        return value.low, value.high, value.absent, value.undefined
    return (value.options, value.absent) if isinstance(value, Sym) else "none"
