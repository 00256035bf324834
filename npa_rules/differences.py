"""Two reports, or parts of them, side by side: where they differ, by paths that a reader can follow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from npa_rules.model.record import Record

Data = dict[str, Any]
Key = tuple[str, str, str, int]  # subject, id, rule; and which of several files that share them


class Absent:
    """What is not there at all."""

    def __repr__(self) -> str:
        return "-"


ABSENT = Absent()


class Change(Record):
    """One place with what stood and what stands there; `ABSENT` for nothing."""

    what: str
    was: Any
    now: Any

    def data(self) -> Data:
        """As plain data; a side that is not there is left out."""
        found: Data = {"what": self.what}
        if self.was is not ABSENT:
            found["was"] = self.was
        if self.now is not ABSENT:
            found["now"] = self.now
        return found


def entries(report: Data) -> dict[Key, Data]:
    """The verdict entries of a report by subject, id and rule, in their order."""
    seen: Counter[tuple[str, str, str]] = Counter()
    found: dict[Key, Data] = {}
    for entry in report["verdicts"]:
        key = (entry["subject"], entry["subject_id"], entry["rule"])
        found[(*key, seen[key])] = entry
        seen[key] += 1
    return found


def name(key: Key) -> str:
    """A verdict as it is named in a path."""
    return f"{key[0]} {key[1]} {key[2]}" + (f" #{key[3] + 1}" if key[3] else "")


def changes(was: Any, now: Any, path: str = "") -> Iterator[Change]:
    """Every place where two pieces of plain data differ, the deepest that tells."""
    if isinstance(was, dict) and isinstance(now, dict):
        for key in dict.fromkeys((*was, *now)):
            below = f"{path}.{key}" if path else str(key)
            yield from changes(was.get(key, ABSENT), now.get(key, ABSENT), below)
    elif isinstance(was, list) and isinstance(now, list):
        old, new = named(was), named(now)
        for key in dict.fromkeys((*old, *new)):
            yield from changes(old.get(key, ABSENT), new.get(key, ABSENT), f"{path}[{key}]")
        common = [k for k in old if k in new]
        if common != [k for k in new if k in old]:
            yield Change(f"{path}[]", common, [k for k in new if k in old])
    elif type(was) is not type(now) or was != now:
        yield Change(path, was, now)


def named(values: list[Any]) -> dict[str, Any]:
    """The members of a list by what names them, else by their number."""
    labels = [label(v) for v in values]
    if None in labels or len(set(labels)) < len(labels):
        return {str(i): v for i, v in enumerate(values)}
    return {str(k): v for k, v in zip(labels, values, strict=True)}


def label(value: Any) -> str | None:
    """What names a member of a list in a report: a verdict, a condition, a figure, an override; else nothing."""
    if not isinstance(value, dict):
        return None
    for keys in (("subject", "subject_id", "rule"), ("id", "key", "at"), ("rule", "id"), ("id",)):
        if all(k in value for k in keys) and all(isinstance(value[k], str | None) for k in keys):
            return " ".join(value[k] for k in keys if value[k])
    return None
