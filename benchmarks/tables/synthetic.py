"""A synthetic set: 25 facts and any number of invented rules of some 10 nodes, as rule files and printed by hand.

Twenty shapes with other thresholds each time; nothing in them is a rule of the agreement. The rule files are read by the
loader of the project. Printed by hand means: the native three-valued logic of Polars and of DuckDB, an expression a rule.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import yaml

NUMBERS = ("year", "build_year", "area", "points", "rent", "service", "size", "children", "age", "income", "partner_income",
           "assets", "day", "rooms")  # fmt: skip
FLAGS = ("market", "partner", "urgent", "care", "social_before", "gas_free", "monument", "vacant")
CODES = {
    "label": list("ABCDEFG"),
    "contract": ["std", "youth", "temp", "camp"],
    "region": [f"R{n:02d}" for n in range(15)],
}
FULL = ("year", "rent", "size", "children", "day", "rooms", "market", "contract", "region")
BOUND = 10**9
# a shape: when, requires; ("le", a, b) a <= b with a number, a fact or a sum of facts on either side
Tree = tuple[Any, ...]


def le(a: Any, b: Any) -> Tree:
    return ("le", a, b)


SHAPES: list[tuple[Tree, Tree]] = [
    (("no", "market"), ("any", le("rent", 80_000), ("yes", "vacant"))),
    (("all", ("no", "market"), le("size", 1)), le("income", 4_400_000)),
    (("no", "market"), ("any", ("all", ("yes", "partner"), le(("+", "income", "partner_income"), 5_600_000)),
                        ("all", ("no", "partner"), le("income", 4_800_000)))),
    (("all", ("no", "market"), le("size", 1), le("income", 2_800_000)), le("rent", 68_000)),
    (("all", ("no", "market"), le("size", 2), le("income", 3_700_000)), le("rent", 69_000)),
    (("all", le(3, "size"), le("income", 3_700_000)), ("any", le("rent", 74_000), ("yes", "care"))),
    (("all", ("no", "market"), ("yes", "partner")), le("assets", 3_400_000)),
    (("no", "market"), ("any", le("rent", ("+", "points", "points")), le("rent", 75_000))),
    (("all", ("no", "market"), le(2025, "year")), ("in", "label", ["A", "B", "C", "D"])),
    (le(2015, "build_year"), ("all", ("in", "label", ["A"]), ("yes", "gas_free"))),
    (("all", ("no", "market"), le(1, "service")), ("all", le("service", 6_500), ("no", "monument"))),
    (("no", "market"), ("all", le(("+", "rent", "service"), 90_000), le(2, "rooms"))),
    (le(2, "children"), ("any", le(65, "area"), ("all", le(4, "rooms"), le(55, "area")))),
    (("yes", "urgent"), ("any", ("yes", "care"), le("day", 1_200))),
    (("yes", "care"), ("any", ("yes", "urgent"), ("all", le(65, "age"), le("area", 70)))),
    (le(65, "age"), ("any", le("area", 75), ("yes", "care"), ("in", "region", ["R01", "R02", "R03"]))),
    (("in", "contract", ["youth"]), ("all", le(18, "age"), le("age", 27), le("children", 0))),
    (("in", "contract", ["temp"]), ("all", le("day", 900), ("no", "social_before"))),
    (("all", ("no", "market"), le(2024, "year")), ("any", le("points", 143), le("rent", 68_000), ("yes", "social_before"))),
    (le(100, "points"), ("any", ("all", ("in", "label", ["A", "B"]), le(40, "area")),
                         ("all", le("build_year", 1_960), ("no", "gas_free")))),
]  # fmt: skip


def nodes(tree: Tree) -> int:
    """How many nodes a condition has."""
    if tree[0] in ("all", "any"):
        return 1 + sum(map(nodes, tree[1:]))
    if tree[0] == "le":
        return 1 + sum(1 if not isinstance(x, tuple) else len(x) for x in tree[1:])
    return 2


def varied(tree: Tree, rng: random.Random) -> Tree:
    """The same with its thresholds moved by at most a twentieth."""
    found: list[Any] = []
    for part in tree:
        if isinstance(part, int):
            found.append(part + rng.randint(0, max(1, part // 20)))
        else:
            found.append(varied(part, rng) if isinstance(part, tuple) else part)
    return tuple(found)


def rules(count: int) -> list[tuple[str, Tree, Tree]]:
    """So many rules, the same ones each time, each with thresholds of its own."""
    rng, found = random.Random(7), []
    for number in range(count):
        when, requires = SHAPES[number % len(SHAPES)]
        found.append((f"NPA-SYN-{number + 1:03d}", varied(when, rng), varied(requires, rng)))
    return found


# ---- as rule files ---------------------------------------------------------------------------------------------------
LABEL = {"nl": "verzonnen", "en": "invented"}


def condition(tree: Tree, ids: list[int]) -> dict[str, Any]:
    """A condition as a rule file has it."""
    if tree[0] in ("all", "any"):
        return {tree[0]: [condition(part, ids) for part in tree[1:]]}
    ids.append(len(ids) + 1)
    name = {"id": f"c{ids[-1]}"}
    match tree:
        case ("yes", fact):
            return name | {"fact": fact, "is_true": True}
        case ("no", fact):
            return name | {"fact": fact, "is_false": True}
        case ("in", fact, codes):
            return name | {"fact": fact, "one_of": codes}
        case ("le", int() as limit, fact):
            return name | {"fact": fact, "at_least": limit}
        case ("le", str() as fact, ("+", a, b)):
            return name | {"fact": fact, "at_most": {"expr": f"{a} + {b}"}}
        case ("le", ("+", a, b), limit):
            return name | {"expr": f"{a} + {b}", "at_most": limit}
        case ("le", fact, limit):
            return name | {"fact": fact, "at_most": limit}
    raise TypeError(tree)


class _Plain(yaml.SafeDumper):
    """Without anchors, which rule files may not have."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def write(folder: Path, count: int) -> Path:
    """A folder that the loader reads: a dictionary, an edition, clauses and rules."""
    facts: dict[str, Any] = {}
    for name in NUMBERS:
        facts[name] = {"type": "number", "unit": "m2", "bounds": [-BOUND, BOUND], "decimals": 0}
    facts |= {name: {"type": "bool"} for name in FLAGS}
    facts |= {name: {"type": "code", "codes": dict.fromkeys(codes, LABEL)} for name, codes in CODES.items()}
    facts = {name: entry | {"label": LABEL} for name, entry in facts.items()}
    clauses = {
        rule.removeprefix("NPA-"): {"citation": f"1/p{n}", "title": LABEL, "kind": "norm", "parties": ["all"], "subject": "dwelling"}
        for n, (rule, _, _) in enumerate(rules(count), 1)
    }  # fmt: skip
    edition = {
        "format": 1,
        "edition": "npa-2025",
        "kind": "agreement",
        "recorded": "2026-11-24",
        "published": "2024-12-11",
        "label": LABEL,
        "from": "2025-01-01",
        "until": "2034-12-31",
        "sources": ["-"],
    }
    files: dict[str, Any] = {
        "facts/dwelling.yaml": {"format": 1, "subject": "dwelling", "label": LABEL, "facts": facts},
        "npa-2025/edition.yaml": edition,
        "npa-2025/clauses.yaml": {"format": 1, "edition": "npa-2025", "clauses": clauses},
        "laws.yaml": {"format": 1, "laws": {}},
        "scales.yaml": {"format": 1, "scales": {}},
    }
    for rule, when, requires in rules(count):
        clause = rule.removeprefix("NPA-")
        ids: list[int] = []
        files[f"npa-2025/introduction/{clause.lower()}.yaml"] = {
            "format": 1, "id": rule, "slug": clause.lower(), "version": "0.1.0", "status": "draft", "clauses": [clause],
            "label": LABEL, "applies_to": "dwelling", "modality": "norm", "when": condition(when, ids),
            "requires": condition(requires, ids),
        }  # fmt: skip
    for name, content in files.items():
        path = folder / "rules" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.dump(content, Dumper=_Plain, sort_keys=False, width=200), "utf-8")
    return folder


# ---- rows ------------------------------------------------------------------------------------------------------------
def chunk(rows: int, number: int = 0, seed: int = 2) -> pl.DataFrame:
    """Rows, with 6 percent of gaps in all facts but those that are always known."""
    rng = np.random.default_rng((seed, number))
    ranges = {"year": (2023, 2027), "build_year": (1900, 2026), "area": (20, 140), "points": (60, 220), "rent": (30_000, 120_000),
              "service": (0, 9_000), "size": (1, 6), "children": (0, 4), "age": (16, 100), "income": (1_500_000, 7_000_000),
              "partner_income": (0, 4_000_000), "assets": (0, 9_000_000), "day": (0, 1_460), "rooms": (1, 7)}  # fmt: skip
    shares = {"market": 0.1, "partner": 0.4, "urgent": 0.1, "care": 0.1, "social_before": 0.3, "gas_free": 0.2, "monument": 0.05,
              "vacant": 0.05}  # fmt: skip
    found = {n: pl.Series(rng.integers(low, high, rows)) for n, (low, high) in ranges.items()}
    found |= {n: pl.Series(rng.random(rows) < share) for n, share in shares.items()}
    found |= {n: pl.Series(codes).gather(rng.integers(0, len(codes), rows)) for n, codes in CODES.items()}
    frame = pl.DataFrame(found)
    there = {n: pl.Series(rng.random(rows) >= 0.06) for n in found if n not in FULL}
    return frame.with_columns(pl.when(t).then(pl.col(n)).alias(n) for n, t in there.items())


# ---- by hand ---------------------------------------------------------------------------------------------------------
def in_polars(tree: Tree) -> pl.Expr:
    """A condition in the logic of Polars."""
    match tree:
        case ("all", *parts):
            return _folded([in_polars(p) for p in parts], both=True)
        case ("any", *parts):
            return _folded([in_polars(p) for p in parts], both=False)
        case ("yes", fact):
            return pl.col(fact)
        case ("no", fact):
            return ~pl.col(fact)
        case ("in", fact, [code]):
            return pl.col(fact) == code
        case ("in", fact, codes):
            return pl.col(fact).is_in(codes)
        case ("le", a, b):
            return _polars_value(a) <= _polars_value(b)
    raise TypeError(tree)


def _folded(parts: list[pl.Expr], *, both: bool) -> pl.Expr:
    found = parts[0]
    for part in parts[1:]:
        found = found & part if both else found | part
    return found


def _polars_value(value: Any) -> Any:
    if isinstance(value, tuple):
        return pl.col(value[1]) + pl.col(value[2])
    return pl.col(value) if isinstance(value, str) else value


def hand_polars(rows: pl.LazyFrame, count: int) -> pl.LazyFrame:
    """All rules as one selection."""
    complies, violates, not_applicable, open_ = (pl.lit(n, pl.UInt8) for n in (0, 1, 4, 5))
    outputs = []
    for rule, when, requires in rules(count):
        a, b = in_polars(when), in_polars(requires)
        code = pl.when(~a).then(not_applicable).when(a & b).then(complies).when(a & ~b).then(violates).otherwise(open_)
        outputs.append(code.alias(rule))
    return rows.select(outputs)


def in_sql(tree: Tree) -> str:
    """A condition in SQL."""
    match tree:
        case ("all" | "any" as how, *parts):
            return "(" + {"all": " AND ", "any": " OR "}[how].join(map(in_sql, parts)) + ")"
        case ("yes", fact):
            return str(fact)
        case ("no", fact):
            return f"(NOT {fact})"
        case ("in", fact, codes):
            return f"({fact} IN ({', '.join(map(repr, codes))}))"
        case ("le", a, b):
            return f"({_sql_value(a)} <= {_sql_value(b)})"
    raise TypeError(tree)


def _sql_value(value: Any) -> str:
    return f"({value[1]} + {value[2]})" if isinstance(value, tuple) else str(value)


def hand_sql(table: str, count: int, byte: str = "UTINYINT") -> str:
    """All rules as one statement."""
    outputs = []
    for rule, when, requires in rules(count):
        a, b = in_sql(when), in_sql(requires)
        code = f"CASE WHEN NOT {a} THEN 4 WHEN {a} AND {b} THEN 0 WHEN {a} AND NOT {b} THEN 1 ELSE 5 END"
        outputs.append(f'CAST({code} AS {byte}) AS "{rule}"')
    return f"SELECT {', '.join(outputs)} FROM {table}"
