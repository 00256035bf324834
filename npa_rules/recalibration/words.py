"""Two passages word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from npa_rules.fingerprint import stream

_WORD = re.compile(r"\S+")


def _pairs(old: str, new: str) -> tuple[list[str], list[str], SequenceMatcher[str]]:
    before, after = _joined(old), _joined(new)
    matcher = SequenceMatcher(None, [stream(w).signs for w in before], [stream(w).signs for w in after], autojunk=False)
    return before, after, matcher


def _joined(text: str) -> list[str]:
    """The words of a passage, those that a line parts in two as one."""
    return [w for w in _WORD.findall(re.sub(r"(?<=[^\W\d_])[-\u00ad]\n(?=[a-z])", "", text)) if stream(w).signs]


def difference(old: str, new: str) -> str:
    """The new passage with what went as [-…-] and what came as {+…+}."""
    before, after, matcher = _pairs(old, new)
    parts = []
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            parts.append(" ".join(after[c:d]))
            continue
        if a < b:
            parts.append(f"[-{' '.join(before[a:b])}-]")
        if c < d:
            parts.append(f"{{+{' '.join(after[c:d])}+}}")
    return " ".join(parts)


def likeness(old: str, new: str) -> int:
    """The share of words that two passages have in common, in percent; 100 only for the same words."""
    ratio = _pairs(old, new)[2].ratio()
    return 100 if ratio == 1 else min(max(round(100 * ratio), 1), 99)


def figures_only(old: str, new: str) -> bool:
    """Whether only words with a figure in them differ."""
    before, after, matcher = _pairs(old, new)
    changed = [w for what, a, b, c, d in matcher.get_opcodes() if what != "equal" for w in (*before[a:b], *after[c:d])]
    return bool(changed) and all(any(s.isdigit() for s in w) for w in changed)
