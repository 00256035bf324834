"""Puts the rules, the schemas and the compiled rule set into the wheel."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """A standard wheel carries `npa_rules/_data`; an editable install reads the checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the rule set and name the files to include."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        from npa_rules.load.compiled import dump
        from npa_rules.load.ruleset import load_sources

        target = Path(self.directory) / "npa-ruleset.jsonl"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(dump(load_sources(root).ruleset))
        include = build_data["force_include"]
        include[str(target)] = "npa_rules/_data/ruleset.jsonl"
        include[str(root / "rules")] = "npa_rules/_data/rules"
        include[str(root / "schemas")] = "npa_rules/_data/schemas"
