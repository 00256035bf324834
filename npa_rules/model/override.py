"""What a user sets in the place of what the rule set says, and what a party disagrees with."""

from __future__ import annotations

from npa_rules.model.record import Record
from npa_rules.model.rule import Period

KINDS = ("rules", "reading", "parameter")


class Override(Record):
    """One departure from the rule set: who made it, why, and through which day it counts (None: this run only).

    `target` is a rule (kind `reading`), a parameter (with its `key`) or a folder of local rules by its name; `chosen`
    the reading, `period` the value with its window, `folder` where the local rules lie.
    """

    kind: str
    target: str
    who: str
    why: str
    until: int | None
    key: str = ""
    chosen: str = ""
    period: Period | None = None
    folder: str = ""
    origin: str = ""  # the file, or empty for the command line

    @property
    def id(self) -> str:
        """How verdicts refer to it."""
        if self.kind == "reading":
            return f"reading:{self.target}={self.chosen}"
        if self.kind == "rules" or self.period is None:
            return f"rules:{self.target}"
        key = f"[{self.key}]" if self.key else ""
        return f"parameter:{self.target}{key}@{self.period.since}"

    def expired(self, as_of: int) -> bool:
        """Whether it no longer counts."""
        return self.until is not None and self.until < as_of


class Disagreement(Record):
    """A party does not share a reading: it stands beside the verdict and changes nothing."""

    rule: str
    reading: str
    party: str
    why: str
    date: int
