"""The published figures that hand-written code needs, taken from the parameters of the project."""

from __future__ import annotations

from npa_rules.model.rule import RuleSet

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
