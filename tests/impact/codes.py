"""The codes that tests of impacts produce; apart, so that the catalogue is checked where Polars is not installed."""

from __future__ import annotations

CODES = {"E960", "E961", "E962", "E963", "W960"}
