"""What is known of a table before its rules are printed, so that what cannot be is not computed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from npa_rules.engines.columns.facts import FIGURES, LONGEST, limits
from npa_rules.model.dictionary import FactType, Subject
from npa_rules.model.record import Record, fresh


class Profile(Record):
    """Columns that a table has (`None`: all), those without a gap, the greatest magnitude of figures, the longest list.

    Members of lists have theirs under the name of the list. Magnitudes and lengths are powers of ten, so that one plan
    serves many tables.
    """

    columns: frozenset[str] | None = None
    full: frozenset[str] = frozenset()
    most: Mapping[str, int] = fresh(default_factory=dict)
    longest: int = LONGEST

    @staticmethod
    def of(subject: Subject, rows: pl.DataFrame) -> Profile:
        """Of these rows; `ValueError` names the figures that lie beyond the bounds of the dictionary."""
        columns, full, most, wrong, longest = set(rows.columns), set[str](), dict[str, int](), list[str](), 0
        homes = {"": (rows, subject.facts)}
        for name, entry in subject.facts.items():
            if entry.kind == "list" and name in columns:
                longest = max(longest, rows.select(pl.col(name).list.len().max()).item() or 0)
                members = rows.lazy().select(name).filter(pl.col(name).list.len() > 0).explode(name)
                homes[f"{name}."] = members.select(pl.col(name).struct.unnest()).collect(), entry.members
                columns |= {f"{name}.{field}" for field in homes[f"{name}."][0].columns}
        for prefix, (table, entries) in homes.items():
            counts = table.null_count().row(0, named=True) if table.width else {}
            full |= {prefix + n for n, nulls in counts.items() if not nulls}
            for name, greatest in _greatest(table, entries, prefix, wrong).items():
                most[prefix + name] = greatest
        if wrong:
            raise ValueError(f"out of bounds: {', '.join(wrong)}")
        return Profile(frozenset(columns), frozenset(full), most, _room(longest, LONGEST))

    @staticmethod
    def recorded(subject: Subject, path: Path) -> Profile | None:
        """Of a Parquet file, by the statistics at its end, without reading its rows; `None` where those do not tell.

        `ValueError` as for `of`. Needs DuckDB.
        """
        import duckdb

        with duckdb.connect() as connection:
            found = connection.execute(_RECORDED, [path.as_posix()]).fetchall()
        lists = [n for n, e in subject.facts.items() if e.kind == "list"]
        if any(name in lists or None in (nulls, rows) for name, _, _, nulls, rows in found):
            return None  # members have no statistics of their own list, and some writers leave them out
        most, wrong = dict[str, int](), list[str]()
        for name, low, high, nulls, rows in found:
            entry = subject.facts.get(name)
            if entry is None or entry.kind not in FIGURES:
                continue
            if low is None and nulls < rows:
                return None
            most[name] = _most(entry, low, high, name, wrong)
        if wrong:
            raise ValueError(f"out of bounds: {', '.join(wrong)}")
        full = frozenset(n for n, _, _, nulls, _ in found if not nulls)
        return Profile(frozenset(n for n, *_ in found), full, most, LONGEST)

    def covers(self, other: Profile) -> bool:
        """Whether a plan for this one serves tables of the other."""
        if self.columns is None:
            return other.longest <= self.longest
        assert other.columns is not None
        return (
            other.columns == self.columns
            and self.full <= other.full
            and all(m <= self.most.get(n, 0) for n, m in other.most.items())
            and other.longest <= self.longest
        )

    def bounds(self, subject: Subject) -> dict[str, tuple[int, int]]:
        """The least and greatest value of each column of figures, of members under the name of their list."""
        homes = {"": subject.facts, **{f"{n}.": e.members for n, e in subject.facts.items() if e.kind == "list"}}
        found = {}
        for prefix, entries in homes.items():
            for entry in entries.values():
                if entry.kind in FIGURES:
                    low, high = limits(entry)
                    most = self.most.get(prefix + entry.name, max(abs(low), abs(high)))
                    found[prefix + entry.name] = max(low, -most), min(high, most)
        return found

    def joined(self, other: Profile) -> Profile:
        """Of tables of both; they have the same columns."""
        most = {n: max(self.most.get(n, 0), other.most.get(n, 0)) for n in {**self.most, **other.most}}
        return self.but(full=self.full & other.full, most=most, longest=max(self.longest, other.longest))


EVERYTHING = Profile()


def _room(found: int, least: int = 1) -> int:
    while least < found:
        least *= 10
    return least


def _greatest(table: pl.DataFrame, entries: Mapping[str, FactType], prefix: str, wrong: list[str]) -> dict[str, int]:
    """The room that each figure of a table takes; names in `wrong` those beyond their bounds."""
    figures = [e for e in entries.values() if e.kind in FIGURES and e.name in table.columns]
    if not figures:
        return {}
    ends = [f(e.name).alias(f"{e.name}{mark}") for e in figures for f, mark in ((pl.min, "<"), (pl.max, ">"))]
    found, most = table.select(ends).row(0, named=True), {}
    for entry in figures:
        low, high = found[f"{entry.name}<"], found[f"{entry.name}>"]
        most[entry.name] = _most(entry, low, high, prefix + entry.name, wrong)
    return most


def _most(entry: FactType, low: int | None, high: int | None, name: str, wrong: list[str]) -> int:
    least, greatest = limits(entry)
    if low is not None and high is not None and not least <= low <= high <= greatest:
        wrong.append(name)
    return min(_room(max(abs(low or 0), abs(high or 0))), max(abs(least), abs(greatest)))


_RECORDED = """
SELECT split_part(path_in_schema, ', ', 1) AS name, min(try_cast(stats_min_value AS BIGINT)),
  max(try_cast(stats_max_value AS BIGINT)),
  CASE WHEN count(stats_null_count) = count(*) THEN sum(stats_null_count) END, sum(row_group_num_rows)
FROM parquet_metadata(?) GROUP BY ALL ORDER BY min(column_id)
"""
