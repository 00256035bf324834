"""Roll-ups: how the facts of a higher subject follow from rows of a lower one. Data, like rules."""

from __future__ import annotations

from npa_rules.model.record import Record, fresh
from npa_rules.model.tree import Condition, Node
from npa_rules.model.words import Text


class Measure(Record):
    """One derived fact. `kind`:

    count (of rows where), growth (of a sum of amounts, in percent), members (a list), fixed, mean (of a figure, each row
    alike), between (a mean whose weights are not known), sum (of what each row says).

    `years_back`: it is about the rows of so many years before the year of the target.
    """

    fact: str
    kind: str
    clauses: tuple[str, ...]
    where: Condition | None = None
    years_back: int = 0
    before: str = ""  # growth: the facts that are summed
    after: str = ""
    less: str = ""  # growth: an amount that is left out of the sum after
    less_where: Condition | None = None
    members: dict[str, Node] = fresh(default_factory=dict)
    value: str = ""
    of: str = ""  # mean, between: the figure
    sum: Node | None = None
    given: Condition | None = None  # sum: without it a row says nothing


class RollUp(Record):
    """From rows of `source` to items of `target`: one for each combination of `keys` (target: source) and year."""

    name: str
    source: str
    target: str
    keys: dict[str, str]
    dated: str  # the date or year of the source that is the year of the target; empty: the year is given
    presumes: Text  # what a reader must know of the rows
    measures: dict[str, Measure]
