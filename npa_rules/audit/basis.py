"""On what an audit judges beside the rules: the dates that count, what was known, and the departures of a user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from npa_rules.model.case import Settings
from npa_rules.model.record import OpenRecord

if TYPE_CHECKING:
    from npa_rules.audit.batch import Judging
    from npa_rules.audit.dates import Dates
    from npa_rules.audit.overruled import Overruled


class Basis(OpenRecord):
    """The settings of a run, and who looks at dates and departures while it passes; None where nobody has to."""

    settings: Settings
    dates: Dates | None = None
    overruled: Overruled | None = None

    @property
    def departs(self) -> bool:
        """Whether a departure is in force."""
        return any(not o.expired(self.settings.as_of) for o in self.settings.overrides)


def plain(plan: Judging) -> Basis:
    """Today's rules on a date of observation, and nothing else."""
    return Basis(Settings(as_of=plan.as_of))
