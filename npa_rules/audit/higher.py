"""Higher subjects of an audit: which roll-ups are asked for, and the verdicts on what they derive."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from npa_rules.audit.carried import carry
from npa_rules.audit.derived import Rolled
from npa_rules.audit.reads import reads
from npa_rules.audit.rollup import RollingUp, with_rollups
from npa_rules.editions import uncovered
from npa_rules.errors import Diagnostic, InputError, nearest
from npa_rules.facts.values import FactReader
from npa_rules.judge import Judge, Verdict
from npa_rules.load.source import Source
from npa_rules.load.yaml_source import parse_yaml
from npa_rules.model.case import Settings
from npa_rules.model.record import Record
from npa_rules.model.rule import RuleSet
from npa_rules.overrides import mark
from npa_rules.views import under


class Higher(Record):
    """How higher subjects were judged, what was derived of them, and what was found about their dates, by item."""

    judge: Judge
    settings: Settings
    rolled: tuple[Rolled, ...]
    dates: Mapping[str, Diagnostic]

    @property
    def verdicts(self) -> list[Verdict]:
        """All verdicts about them."""
        return [v for one in self.rolled for v in one.verdicts]

    @property
    def uncovered(self) -> bool:
        """Whether no edition covers the date of one of them."""
        return any(f.code.startswith("E") for f in self.dates.values())


def rolled_up(
    ruleset: RuleSet, subject: str, wanted: tuple[str, ...], given: tuple[str, ...], as_of: int
) -> tuple[RuleSet, list[RollingUp]]:
    """The rule set with what roll-ups ask of the rows, and the roll-ups: those to `wanted` subjects, or `all`.

    `given`: facts of higher subjects as `FACT=VALUE`. `InputError` (E706) for a subject that rows do not give.
    """
    if not wanted:
        return ruleset, []
    fitting = [r for r in ruleset.rollups.values() if r.source == subject]
    names = sorted({r.target for r in fitting})
    for name in wanted:
        if name != "all" and name not in names:
            allowed = ", ".join([*names, "all"])
            raise InputError([Diagnostic("E706", name="--roll-up", allowed=allowed, suggestion=nearest(name, names))])
    chosen = [r for r in fitting if "all" in wanted or r.target in wanted]
    added = with_rollups(ruleset, chosen)
    return added, [RollingUp(added, r, stated(ruleset, r.target, given), as_of) for r in chosen]


def stated(ruleset: RuleSet, target: str, given: tuple[str, ...]) -> dict[str, Any]:
    """Facts of the higher subject from the command line, read as in a facts file."""
    if not given:
        return {}
    pairs = [text.partition("=") for text in given]
    source = Source("--given", "".join(f"{name}: {value}\n" for name, _, value in pairs), private=False)
    root = parse_yaml(source)
    source.stop()
    facts = FactReader(source, ruleset.scales).facts(ruleset.subjects[target], root)
    source.stop()
    return facts


def judged(ruleset: RuleSet, rolling: list[RollingUp], settings: Settings) -> Higher | None:
    """What was derived for higher subjects, and the verdicts of the rules that rest on it; `None` without roll-ups."""
    if not rolling:
        return None
    targets = [one.targets() for one in rolling]
    items = [t.item for some in targets for t in some]
    dates = {i.key: found for i in items for found in uncovered(ruleset, [i], settings)}
    judge = Judge(ruleset, [i for i in items if i.key not in dates or dates[i.key].code.startswith("W")], settings)
    derived = {(one.rollup.target, fact) for one in rolling for fact in one.rollup.measures}
    resting = [
        r.id for one in rolling for r in ruleset.judging(one.rollup.target, settings.known_at)
        if any((one.rollup.target, fact) in derived for fact in reads(ruleset, r).facts)
    ]  # fmt: skip
    verdicts = judge.all(frozenset(resting)) if resting else []
    if settings.overrides:
        mark(judge, verdicts)
    rolled = []
    for one, some in zip(rolling, targets, strict=True):
        mine = tuple(v for v in verdicts if any(v.item is t.item for t in some))
        if settings.overrides:
            carry(under(ruleset, settings), one.rollup, settings, [*mine])
        rolled.append(Rolled(one.rollup, one.target, tuple(some), mine))
    return Higher(judge, settings, tuple(rolled), dates)
