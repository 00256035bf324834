"""Rows per second and peak memory of the readers, for a WOZ holdings table of 29 columns, beside other readers.

    python benchmarks/readers.py [ROWS …]      # 100,000 of CSV, Parquet and xlsx; memory at 1 and 4 million rows

Beside each: what reads the same file without understanding it (`polars.read_csv`, `polars.read_parquet`, `fastexcel`),
and for CSV a script by hand that turns the columns which are facts into the same numbers with the standard library.
"""

from __future__ import annotations

import csv
import importlib.util
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
from timing import interleaved

from npa_rules.load.compiled import load
from npa_rules.readers import open_table

HEADERS = (
    "Onderdeel;Eenheidscode;Bag-postcode NL;Bag-huisnummer NL;Bag-huisletter NL;Bag-huisnummertoevoeging NL;"
    "Bag-verblijfsobject-id;Corporatie-adrestoevoeging;Aantal primo;Aantal ultimo;Tak primo;Tak ultimo;Eenheidssoort;"
    "Soort woonruimte;Is de woonruimte zelfstandig?;Lift;Mutatie verslagjaar;Nettohuur per maand ultimo;WWS-punten;"
    "Energielabel;Bouwjaar;Renovatiejaar;m2;WOZ-waarde;Marktwaarde;Onderpand WSW;Naam zekerheidsnemer;Type zekerheid;"
    "Eigendomspercentage"
).split(";")
LABELS = ["A++", "A+", "A", "B", "C", "D", "E", "F", "G", "onbekend"]


def rows(count: int) -> pl.DataFrame:
    """Invented rows of the table, the same ones in every run; figures as they are written in Dutch."""
    rng = random.Random(7)
    pool = 50_000

    def some(make: Callable[[int], str]) -> pl.Series:
        found = pl.Series([make(n) for n in range(pool)])
        return pl.concat([found] * (count // pool + 1)).head(count)

    def chosen(*words: str) -> pl.Series:
        return some(lambda _: rng.choice(words))

    tak = ("DAEB TI", "DAEB TI", "DAEB TI", "Niet-DAEB TI")
    columns = [
        chosen("2.1A"), pl.int_range(count, eager=True).cast(pl.String).str.zfill(8), chosen("1234AB", "4321BA"),
        some(lambda n: str(n % 300)), chosen("", "A"), chosen("", "2"), some(lambda n: f"05990100{n:08d}"), chosen(""),
        chosen("1"), chosen("1"), chosen(*tak), chosen(*tak), chosen("Woonruimte", "Woonruimte", "Parkeergelegenheid"),
        chosen("EGW", "MGW", "Flexwoningen"), chosen("Ja", "Nee"), chosen("Ja", "Nee"), chosen("Geen mutatie", "Nieuwbouw"),
        some(lambda _: f"{rng.randrange(25_000, 150_000) / 100:.2f}".replace(".", ",")), some(lambda _: str(rng.randrange(60, 250))),
        chosen(*LABELS), some(lambda _: str(rng.randrange(1900, 2026))), chosen("", "2015"), some(lambda _: str(rng.randrange(30, 150))),
        some(lambda _: str(rng.randrange(100_000, 400_000))), some(lambda _: str(rng.randrange(100_000, 400_000))),
        chosen("Ja", "Nee"), chosen("WSW", ""), chosen("Hypotheek", ""), chosen("100", "50,00"),
    ]  # fmt: skip
    table = pl.DataFrame([c.alias(h) for c, h in zip(columns, HEADERS, strict=True)])
    return table.select(pl.when(pl.all() != "").then(pl.all()))


def as_parquet(table: pl.DataFrame) -> pl.DataFrame:
    """The same rows with figures as binary figures, as data warehouses keep them."""
    rent = pl.col("Nettohuur per maand ultimo").str.replace(",", ".", literal=True).cast(pl.Float64)
    return table.with_columns(rent)


def make(folder: Path, count: int) -> dict[str, Path]:
    """The files of so many rows; xlsx only up to 100,000."""
    places = {kind: folder / f"{count}.{kind}" for kind in ("csv", "parquet", "xlsx")}
    table = rows(count)
    if not places["csv"].exists():
        table.write_csv(places["csv"], separator=";")
        as_parquet(table).write_parquet(places["parquet"], row_group_size=250_000)
    if count <= 100_000 and not places["xlsx"].exists():
        import xlsxwriter

        book = xlsxwriter.Workbook(str(places["xlsx"]), {"constant_memory": True})
        sheet = book.add_worksheet("2.1")
        sheet.write_row(0, 0, HEADERS)
        for at, row in enumerate(as_parquet(table).iter_rows(), 1):
            sheet.write_row(at, 0, row)
        book.close()
    return places


def ours(path: Path) -> int:
    """All batches of the reader."""
    table = open_table(path, load(), "dwelling")
    return sum(b.height for b in table.batches())


def by_hand(path: Path) -> int:
    """The four columns that are facts, with the standard library and no check."""
    ranks = {label: n for n, label in enumerate(reversed(LABELS[:-1]))}
    count = 0
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter=";"):
            rent = row["Nettohuur per maand ultimo"].replace(".", "").replace(",", "")
            found = (int(rent) if rent else None, ranks.get(row["Energielabel"]))
            found += (row["Soort woonruimte"] == "Flexwoningen", row["Mutatie verslagjaar"] == "Nieuwbouw")  # type: ignore[assignment]
            count += len(found) > 0
    return count


def peers(kind: str, path: Path) -> dict[str, Callable[[], object]]:
    """What else reads such a file."""
    if kind == "csv":
        return {
            "polars.read_csv, all text": lambda: pl.read_csv(path, separator=";", infer_schema=False).height,
            "polars.read_csv, types inferred": lambda: pl.read_csv(path, separator=";", decimal_comma=True).height,
            "by hand, csv module": lambda: by_hand(path),
        }
    if kind == "parquet":
        return {"polars.read_parquet": lambda: pl.read_parquet(path).height}
    found: dict[str, Callable[[], object]] = {}
    if importlib.util.find_spec("fastexcel"):
        import fastexcel

        found["fastexcel, all text"] = lambda: (
            fastexcel.read_excel(path).load_sheet(0, dtypes="string").to_polars().height
        )
    if importlib.util.find_spec("openpyxl"):
        import openpyxl

        def plain() -> int:
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
            return sum(1 for _ in book.active.iter_rows(values_only=True))

        found["openpyxl, streamed"] = plain
    return found


def peak(path: Path) -> tuple[float, int]:
    """Seconds and peak memory (MiB) of one reading, in a process of its own."""
    done = subprocess.run([sys.executable, __file__, "--file", str(path)], capture_output=True, text=True, check=True)
    taken, memory = done.stdout.split()
    return float(taken), int(memory)


def told(path: str) -> None:
    """Read a table and print seconds and peak memory."""
    started = time.perf_counter()
    ours(Path(path))
    taken = time.perf_counter() - started
    status = Path("/proc/self/status").read_text()  # the peak since this program began, unlike that of getrusage
    print(taken, int(status.partition("VmHWM:")[2].split()[0]) // 1024)


def main(counts: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        small = 100_000
        for kind, path in make(Path(folder), small).items():
            runs: dict[str, Callable[[], object]] = {"npa_rules.readers": lambda path=path: ours(path)}  # type: ignore[misc]
            found = interleaved(3, **(runs | peers(kind, path)))
            for name, taken in found.items():
                ratio = taken / found["npa_rules.readers"]
                print(f"{kind:8}{name:34}{small / taken:>12,.0f} rows/s   ours is {ratio:.2f} times as fast")
        for count in counts:
            for kind, path in make(Path(folder), count).items():
                if kind != "xlsx":
                    taken, memory = peak(path)
                    print(f"{kind:8}{count:>10,} rows {count / taken:>12,.0f} rows/s   peak {memory:,} MiB")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--file"]:
        told(sys.argv[2])
    else:
        main([int(a) for a in sys.argv[1:]] or [1_000_000, 4_000_000])
