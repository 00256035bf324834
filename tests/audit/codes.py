"""The codes that tests of audits produce; apart, so that the catalogue is checked where Polars is not installed."""

from __future__ import annotations

CODES = {"E965", "E830", "E831", "E832", "E833", "W812", "W820"}
