"""Where the rules and schemas lie."""

from __future__ import annotations

import os

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def data_folder() -> str:
    """The folder with `rules` and `schemas`: the environment variable NPA_RULES, the checkout, or the package."""
    named = os.environ.get("NPA_RULES")
    if named:
        return named
    checkout = os.path.dirname(PACKAGE)
    return checkout if os.path.isdir(os.path.join(checkout, "rules", "facts")) else os.path.join(PACKAGE, "_data")
