"""Rules as Polars expressions: the table engine. It says what the reference evaluator says, for all rows at once."""

from __future__ import annotations

from npa_rules.engines.columns.codes import decode, encode
from npa_rules.engines.columns.ends import NotPrintable, fits
from npa_rules.engines.columns.frame import completed, frame, items
from npa_rules.engines.columns.plan import Plan, judge
from npa_rules.engines.columns.profile import Profile

__all__ = ["NotPrintable", "Plan", "Profile", "completed", "decode", "encode", "fits", "frame", "items", "judge"]
