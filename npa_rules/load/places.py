"""Where the rules and schemas lie."""

from __future__ import annotations

import os
from pathlib import Path


def data_folder() -> Path:
    """The folder with `rules` and `schemas`: the environment variable NPA_RULES, the checkout, or the package."""
    named = os.environ.get("NPA_RULES")
    if named:
        return Path(named)
    package = Path(__file__).resolve().parent.parent
    return package.parent if (package.parent / "rules" / "facts").is_dir() else package / "_data"
