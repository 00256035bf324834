"""The 8-bit code of a verdict and its reason."""

from __future__ import annotations

from npa_rules.model.words import REASONS, VERDICTS

VERDICT_CODES = {v: i for i, v in enumerate(VERDICTS)}
REASON_CODES = {r: i for i, r in enumerate(REASONS)}


def encode(verdict: str, reason: str) -> int:
    """The 8-bit code of a verdict and its reason."""
    return VERDICT_CODES[verdict] * 16 + REASON_CODES[reason]


def decode(code: int) -> tuple[str, str]:
    """The reverse of `encode`."""
    return list(VERDICTS)[code // 16], list(REASONS)[code % 16]
