"""Batches of facts in, batches of facts with their codes out: on Polars, DuckDB or Spark, in flat memory.

Rows keep their order. Columns that begin with `#` and belong to no fact (`#id`, `#line`) are carried along unread.
"""

from __future__ import annotations

import tempfile
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import polars as pl

from npa_rules.engines.columns.in_sql import POSITION
from npa_rules.engines.columns.plan import Plan, members
from npa_rules.engines.columns.profile import EVERYTHING, Profile
from npa_rules.engines.columns.sheet import ROW, ROWS
from npa_rules.model.dictionary import Subject
from npa_rules.model.rule import RuleSet

AT_ONCE = 2  # batches that are judged at a time: while one waits for a single column, the other goes on

Planner = Callable[[Profile], Plan]
Judged = tuple[pl.DataFrame, pl.DataFrame]


def ahead(batches: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """The same batches, the next one read while this one is judged."""
    with ThreadPoolExecutor(1) as reader:
        source = iter(batches)
        coming = reader.submit(next, source, None)
        while (rows := coming.result()) is not None:
            coming = reader.submit(next, source, None)
            yield rows


class Plans:
    """Plans that are printed anew when a batch holds what the last one did not foresee."""

    def __init__(self, planner: Planner, first: Plan | None = None) -> None:
        self.planner, self.last = planner, first

    def serving(self, found: Profile) -> Plan:
        """A plan for such a table."""
        if self.last is None or self.last.profile is EVERYTHING or not self.last.serves(found):
            same = self.last is not None and self.last.profile.columns == found.columns
            self.last = self.planner(self.last.profile.joined(found) if self.last is not None and same else found)
        return self.last


def on_polars(
    planner: Planner, subject: Subject, batches: Iterable[pl.DataFrame], first: Plan | None = None
) -> Iterator[Judged]:
    """Judged as they come, one beside the next; `first`: a plan that may serve."""
    plans = Plans(planner, first)
    with ThreadPoolExecutor(AT_ONCE) as judges:
        coming: deque[tuple[pl.DataFrame, Future[pl.DataFrame]]] = deque()
        for rows in batches:
            found = Profile.of(subject, rows)
            coming.append((rows, judges.submit(plans.serving(found).judge, rows, found)))
            if len(coming) > AT_ONCE:
                yield _done(coming)
        while coming:
            yield _done(coming)


def _done(coming: deque[tuple[pl.DataFrame, Future[pl.DataFrame]]]) -> Judged:
    rows, codes = coming.popleft()
    return rows, codes.result()


class Engine:
    """The rules of one subject on an engine, whatever a batch holds; judges like one plan (`Plan.judge`)."""

    def __init__(
        self, ruleset: RuleSet, subject: Subject, as_of: int, name: str = "polars", profile: Profile = EVERYTHING
    ) -> None:
        self.ruleset, self.subject, self.as_of, self.name = ruleset, subject, as_of, name
        self.refused: dict[str, str] = {}  # of all plans so far
        self.clashes: Counter[str] = Counter()  # facts that were given otherwise than definitions make them: not given
        self.plans = Plans(self._planned, self._planned(profile))

    def _planned(self, profile: Profile) -> Plan:
        plan = Plan(self.ruleset, self.subject, self.as_of, profile)
        self.refused |= plan.refused
        return plan

    def cleared(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows, where a fact that is given otherwise than the definitions make it is not given, and counted."""
        for name, wrong in self.plans.serving(Profile.of(self.subject, rows)).clashing(rows).items():
            self.clashes[name] += int(wrong.sum())
            rows = rows.with_columns(pl.when(~wrong).then(pl.col(name)).alias(name))
        return rows

    def judge(self, rows: pl.DataFrame) -> pl.DataFrame:
        """A code a row and rule."""
        ((_, codes),) = ENGINES[self.name](self.plans.serving, self.subject, [rows])
        return codes


class Store:
    """Facts as Parquet in a folder: one part a batch, of the rows and of each list, joined by `#row`."""

    def __init__(self, folder: Path, subject: Subject) -> None:
        self.folder, self.subject, self.profile = folder, subject, Profile()
        self.heights: list[int] = []
        self.lists: list[str] = []

    def add(self, rows: pl.DataFrame) -> None:
        """One batch; `ValueError` where a figure lies beyond its bounds."""
        found = Profile.of(self.subject, rows)
        if not self.heights:
            self.profile = found
            self.lists = [e.name for e in self.subject.facts.values() if e.kind == "list" and e.name in rows.columns]
            for name in (ROWS, *self.lists):
                self._folder(name).mkdir(parents=True)
        elif found.columns != self.profile.columns:
            raise ValueError("batches of one table have the same columns")
        else:
            self.profile = self.profile.joined(found)
        numbered = rows.with_row_index(ROW, sum(self.heights)).with_columns(pl.col(ROW).cast(pl.Int64))
        part = f"{len(self.heights):06d}.parquet"
        for name in self.lists:
            listed = members(numbered, name).drop(f"{name}#").with_columns(pl.col(POSITION).cast(pl.Int64))
            listed.write_parquet(self._folder(name) / part)
        marks = (pl.when(pl.col(n).is_not_null()).then(True).alias(n) for n in self.lists)
        numbered.with_columns(marks).write_parquet(self._folder(ROWS) / part)
        self.heights.append(rows.height)

    def _folder(self, name: str) -> Path:
        return self.folder / (name or "rows")

    def files(self, name: str) -> str:
        """The folder of the rows (`""`) or of a list, as text."""
        return self._folder(name).as_posix()

    def part(self, number: int) -> pl.DataFrame:
        """A batch as it was."""
        name = f"{number:06d}.parquet"
        rows = pl.read_parquet(self._folder(ROWS) / name)
        for home in self.lists:
            found = pl.read_parquet(self._folder(home) / name).sort(POSITION)
            fields = [c for c in found.columns if c not in (ROW, POSITION)]
            struct = pl.struct(pl.col(c).alias(c.removeprefix(f"{home}.")) for c in fields).alias(f"{home}~")
            listed = found.select(ROW, struct).group_by(ROW, maintain_order=True).agg(f"{home}~")
            joined = rows.join(listed, on=ROW, how="left", maintain_order="left")
            there = pl.when(pl.col(home)).then(pl.col(f"{home}~").fill_null([]))
            rows = joined.with_columns(there.alias(home)).drop(f"{home}~")
        return rows.drop(ROW)


def on_duckdb(planner: Planner, subject: Subject, batches: Iterable[pl.DataFrame]) -> Iterator[Judged]:
    """Judged by DuckDB, all at once, through Parquet in a temporary folder."""
    import duckdb

    def run(plan: Plan, store: Store, out: Path) -> None:
        tables = {n: f"read_parquet('{_quoted(store.files(n))}/*.parquet')" for n in (ROWS, *plan.lists)}
        statement = plan.sql("duckdb", tables) + f'\nORDER BY "{ROW}"'
        with duckdb.connect(config={"temp_directory": str(store.folder / "spill")}) as connection:
            target = _quoted((out / "0.parquet").as_posix())
            connection.execute(f"COPY ({statement}) TO '{target}' (FORMAT parquet)")

    return _through(planner, subject, batches, run)


def on_spark(
    planner: Planner, subject: Subject, batches: Iterable[pl.DataFrame], master: str = "local[2]"
) -> Iterator[Judged]:
    """Judged by Spark on this master, which has to see the temporary folder of this machine."""
    from pyspark.sql import SparkSession

    def run(plan: Plan, store: Store, out: Path) -> None:
        builder = SparkSession.builder.master(master).appName("npa audit")
        for key, value in SPARK.items():
            builder = builder.config(key, value)
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        tables = {n: f"parquet.`{store.files(n)}`" for n in (ROWS, *plan.lists)}
        statement = plan.sql("spark", tables) + f"\nORDER BY `{ROW}`"
        session.sql(statement).write.mode("overwrite").parquet(out.as_posix())

    return _through(planner, subject, batches, run)


# Java does not compile methods as long as those that Spark writes for our rules, unless it is told to: ten times as fast.
# That no figure overflows is proved by the bounds of its plan, so that Spark need not look for it at every operation.
SPARK = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.ansi.enabled": "false",
    "spark.driver.extraJavaOptions": "-XX:-DontCompileHugeMethods",
    "spark.executor.extraJavaOptions": "-XX:-DontCompileHugeMethods",
}
ENGINES = {"polars": on_polars, "duckdb": on_duckdb, "spark": on_spark}


def _quoted(text: str) -> str:
    return text.replace("'", "''")


def _through(
    planner: Planner, subject: Subject, batches: Iterable[pl.DataFrame], run: Callable[[Plan, Store, Path], None]
) -> Iterator[Judged]:
    with tempfile.TemporaryDirectory(prefix="npa-audit-") as folder:
        store = Store(Path(folder) / "facts", subject)
        for rows in batches:
            store.add(rows)
        if not store.heights:
            return
        plan = planner(store.profile)
        out = Path(folder) / "codes"
        out.mkdir()
        run(plan, store, out)
        codes = pl.scan_parquet(sorted(out.glob("*.parquet"))).drop(ROW).cast(pl.UInt8)
        names, start = [r.id for r in plan.ruleset.judging(subject.name)], 0
        for number, height in enumerate(store.heights):
            rows, found = store.part(number), codes.slice(start, height).collect()
            yield rows, found.with_columns(plan.by_reference(rows)).select(names)
            start += height
