"""results.json, and the table and the plot that are made of it."""
from __future__ import annotations
import json
from pathlib import Path
from typing import Any
HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results.json"
def load() -> dict[str, Any]:
    return json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
def add(name: str, found: Any, rows: int, machine: dict[str, Any]) -> None:
    all_ = load()
    all_[name] = {"rows": rows, "machine": machine, "found": found}
    RESULTS.write_text(json.dumps(all_, indent=1, sort_keys=True, default=str) + "\n", "utf-8")
def write() -> None:
    pass
