"""The published figures that hand-written code needs, taken from the parameters of the project."""

from __future__ import annotations

from npa_rules.model.rule import RuleSet, index

AS_OF = 20261124
VERDICTS = ("complies", "violates", "justified", "shortfall", "not_applicable", "undetermined")
LAST = 99999999


def steps(ruleset: RuleSet, name: str, key: str = "", scale: int = 100, end: int = 0) -> list[tuple[int, int | None]]:
    """(last day, value) in order, without a value where none was published; after the last one there is none.

    Where two sources differ, the least (`end` 0) or the greatest (1) of both.
    """
    periods = sorted((p for p in ruleset.parameters[name].periods if p.key == key), key=lambda p: p.since)
    found: list[tuple[int, int | None]] = []
    day = 0
    for period in periods:
        if not found or period.since > day + 1:
            before = _day_before(period.since)
            if before > day:
                found.append((before, None))
        until = period.until or LAST
        both = sorted(int(v * scale) for v in (period.value, period.other_value) if v is not None)  # type: ignore[operator]
        found.append((until, both[-end]))
        day = until
    return _joined(found)


def _day_before(day: int) -> int:
    from datetime import date, timedelta

    found = date(day // 10000, day // 100 % 100, day % 100) - timedelta(days=1)
    return found.year * 10000 + found.month * 100 + found.day


def _joined(found: list[tuple[int, int | None]]) -> list[tuple[int, int | None]]:
    """Without empty stretches, and one entry for neighbours with one value."""
    kept: list[tuple[int, int | None]] = []
    for until, value in found:
        if kept and value is None and kept[-1][0] >= until:
            continue
        if kept and kept[-1][1] == value:
            kept[-1] = (until, value)
        else:
            kept.append((until, value))
    return kept


BY_HAND = frozenset(
    "NPA-DUU-015 NPA-DUU-026 NPA-LEE-009 NPA-LEE-010 NPA-LEE-011 NPA-LEE-013 NPA-LEE-019 STAT-MID-RENT-INCREASE "
    "STAT-RENT-INCREASE NPA-BET-034 NPA-BET-035 NPA-BET-047 NPA-BET-048 NPA-BET-061 NPA-BET-062 STAT-DAEB STAT-PT "
    "NPA-BET-042 NPA-BET-059 NPA-BES-172 NPA-BES-176 NPA-BES-177 NPA-BES-178".split()
)


def by_hand(ruleset: RuleSet) -> RuleSet:
    """The rule set, of which only the rules that are written by hand too give verdicts on the four subjects."""
    judging = {r.id for name in ("dwelling", "rent_increase", "allocation", "sale") for r in ruleset.judging(name)}
    rules = {name: ruleset.rules[name] for name in ruleset.rules if name not in judging - BY_HAND}
    return ruleset.but(rules=rules, index=index([*rules.values()]), _defining={}, _suspending=[])
