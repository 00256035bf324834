"""Files: what stands in them, that they appear whole or not at all, and that no cell is a formula."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pl = pytest.importorskip("polars", reason="the extra `tables` (Polars) is not installed")
openpyxl = pytest.importorskip("openpyxl", reason="openpyxl, to read workbooks back, is not installed")

from npa_rules.audit.atomic import Atomic, alive, sweep, trouble  # noqa: E402
from npa_rules.audit.batch import codes_of, meanings  # noqa: E402
from npa_rules.audit.cells import DANGEROUS, harmless, word  # noqa: E402
from npa_rules.audit.outputs import Outputs, sinks  # noqa: E402
from npa_rules.audit.run import run  # noqa: E402
from npa_rules.engines import columns  # noqa: E402
from npa_rules.errors import InputError  # noqa: E402
from tests.audit.small import table  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent.parent


def written(ruleset, folder, lang="nl", **options):
    items, frame, plan, limits, unmeasured = table(ruleset)
    wanted = Outputs(**{k: str(folder / v) if isinstance(v, str) else v for k, v in options.items()})
    summary = run(plan, frame.iter_slices(250), sinks(wanted, plan, lang), limits=limits, unmeasured=unmeasured)
    return items, frame, plan, summary


def test_the_wide_table_holds_every_code_and_says_what_it_means(ruleset, tmp_path):
    _, frame, plan, _ = written(ruleset, tmp_path, wide="wide.parquet")
    found = pl.read_parquet(tmp_path / "wide.parquet")
    own = [c for c in found.columns if not c.startswith("#")]
    assert own == [r.id for r in ruleset.judging("rent_increase")]
    assert found.select(own).equals(plan.judge(frame).select(own))
    assert set(found.select(own).dtypes) == {pl.UInt8}
    assert found["#id"].equals(frame["#id"]) and found["#line"].equals(frame["#line"])
    about = json.loads(pl.read_parquet_metadata(tmp_path / "wide.parquet")["npa-rules"])
    assert {int(c): (m["verdict"], m["reason"]) for c, m in about["codes"].items()} == meanings()
    assert all(columns.decode(c) == pair for c, pair in meanings().items())
    assert set(about["rules"]) == set(own) and about["ruleset_digest"] == ruleset.digest
    assert list(tmp_path.iterdir()) == [tmp_path / "wide.parquet"]


@pytest.mark.parametrize(("lang", "comma"), [("nl", ";"), ("en", ",")])
def test_the_wide_table_in_words(ruleset, tmp_path, lang, comma):
    _, frame, plan, _ = written(ruleset, tmp_path, lang, wide="wide.csv")
    text = (tmp_path / "wide.csv").read_text(encoding="utf-8-sig")
    found = list(csv.DictReader(io.StringIO(text), delimiter=comma))
    codes = plan.judge(frame)
    for rule in ("STAT-RENT-INCREASE", "NPA-BET-062"):
        assert [r[rule] for r in found] == [word(c, lang) for c in codes[rule]]


@pytest.mark.parametrize("name", ["long.parquet", "long.csv"])
def test_the_long_export_names_what_is_missing(ruleset, tmp_path, name):
    items, frame, plan, summary = written(ruleset, tmp_path, "en", long=name)
    if name.endswith("csv"):
        found = list(csv.DictReader(io.StringIO((tmp_path / name).read_text(encoding="utf-8-sig"))))
        missing = [r["missing"].split("; ") if r["missing"] else [] for r in found]
    else:
        found = pl.read_parquet(tmp_path / name).to_dicts()
        missing = [r["missing"] for r in found]
    codes = plan.judge(frame)
    reported = codes_of(("violates", "shortfall", "undetermined"))
    assert len(found) == sum(codes[r.id].is_in(reported).sum() for r in ruleset.judging("rent_increase"))
    assert sum(bool(m) for m in missing) == summary.explained
    places = {i.id: n for n, i in enumerate(items)}
    assert [places[r["#id"]] for r in found] == sorted(places[r["#id"]] for r in found)
    for row in found[:200]:
        verdict, reason = columns.decode(codes[row["rule"]][places[row["#id"]]])
        assert int(row["#line"]) == places[row["#id"]] + 2
        if not name.endswith("csv"):
            assert (row["verdict"], row["reason"]) == (verdict, reason)
        assert row["clauses"] == "; ".join(ruleset.rules[row["rule"]].clauses)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_workbook(ruleset, tmp_path, lang):
    items, frame, plan, summary = written(ruleset, tmp_path, lang, workbook="book.xlsx", sheet_rows=20)
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    missed = {r.rule: r.count("violates") + r.count("shortfall") for r in summary.rules}
    clauses = {ruleset.rules[r].clauses[0] for r, n in missed.items() if n}
    assert set(book.sheetnames[1:-1]) == clauses
    sheet = book["BET-034"]
    lines = list(sheet.iter_rows(values_only=True))
    assert (
        str(missed["NPA-BET-034"]) in lines[1][0]
        and "20" in lines[1][0]
        and str(missed["NPA-BET-034"] - 20) in lines[1][0]
    )
    rows = [r for r in lines[4:] if r[0]]
    assert len(rows) == 20
    facts = {i.id: i.facts for i in items}
    label = ruleset.subjects["rent_increase"].facts["rent_after"].label[lang]
    place = lines[3].index(label)
    codes = plan.judge(frame)
    for row in rows:
        assert row[place] == (float(facts[row[0]]["rent_after"]) if "rent_after" in facts[row[0]] else None)
        assert columns.decode(codes["NPA-BET-034"][row[1] - 2])[0] == "violates"
    explained = list(book[book.sheetnames[-1]].iter_rows(min_row=2, values_only=True))
    assert len(explained) == 11 and all(r[0] and r[1] for r in explained)


def test_no_cell_is_a_formula(ruleset, tmp_path):
    items, frame, plan, _, _ = table(ruleset, count=600)
    evil = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\tx", "\rx"]
    frame = frame.with_columns(
        pl.Series("#id", [evil[n % 6] for n in range(len(items))]),
        pl.Series("corporation", [evil[n % 6] for n in range(len(items))]),
    )
    wanted = Outputs(str(tmp_path / "w.csv"), str(tmp_path / "l.csv"), str(tmp_path / "b.xlsx"))
    run(plan, [frame], sinks(wanted, plan, "nl"))
    for name in ("w.csv", "l.csv"):
        found = csv.reader(io.StringIO((tmp_path / name).read_bytes().decode("utf-8-sig"), newline=""), delimiter=";")
        cells = [c for row in list(found)[1:] for c in row]
        assert any(c.startswith("'=cmd") for c in cells)
        assert [c for c in cells if c.startswith(DANGEROUS)] == []
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row]
    assert any(str(c.value).startswith("'=cmd") for c in cells)
    assert [
        c.value for c in cells if c.data_type == "f" or (isinstance(c.value, str) and c.value.startswith(DANGEROUS))
    ] == []
    assert harmless("'=1") == "'=1" and harmless("-1") == "'-1" and harmless("0012") == "0012"


def test_a_table_without_rows_gives_files_without_rows(ruleset, tmp_path):
    _, frame, plan, _, _ = table(ruleset)
    names = ("w.parquet", "l.csv", "b.xlsx")
    summary = run(plan, [frame.clear()], sinks(Outputs(*(str(tmp_path / n) for n in names)), plan, "nl"))
    assert summary.rows == 0 and pl.read_parquet(tmp_path / "w.parquet").height == 0
    assert (tmp_path / "l.csv").read_text(encoding="utf-8-sig").startswith("#id;#line;rule")
    assert len(openpyxl.load_workbook(tmp_path / "b.xlsx").sheetnames) == 2
    summary = run(plan, [], sinks(Outputs(str(tmp_path / "w.csv"), str(tmp_path / "l.parquet")), plan, "nl"))
    assert summary.rows == 0 and pl.read_parquet(tmp_path / "l.parquet").height == 0


# ---- whole or not at all -------------------------------------------------------------------------------------------
def test_a_run_that_fails_leaves_what_stood_there(ruleset, tmp_path):
    _, frame, plan, _, _ = table(ruleset)
    names = {"wide": "w.parquet", "long": "l.csv", "workbook": "b.xlsx"}
    for name in names.values():
        (tmp_path / name).write_text("before")

    def broken():
        yield frame
        raise ValueError("the reader failed")

    with pytest.raises(ValueError, match="reader"):
        run(plan, broken(), sinks(Outputs(**{k: str(tmp_path / v) for k, v in names.items()}), plan, "nl"))
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == dict.fromkeys(names.values(), "before")


CHILD = """
import sys, time
from pathlib import Path
from npa_rules.audit.outputs import Outputs, sinks
from npa_rules.audit.run import run
from npa_rules.load.ruleset import load_sources
from tests.audit.small import table
folder = Path(sys.argv[1])
_, frame, plan, _, _ = table(load_sources().ruleset, count=200)
def slowly():
    for n in range(10_000):
        yield frame
        if n == 3:
            print("writing", flush=True)
        time.sleep(0.01)
wanted = Outputs(*(str(folder / n) for n in ("w.parquet", "l.csv", "b.xlsx")))
run(plan, slowly(), sinks(wanted, plan, "nl"))
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")
def test_a_killed_run_leaves_no_half_file_and_no_stray_one(ruleset, tmp_path):
    (tmp_path / "w.parquet").write_text("before")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(tmp_path)], stdout=subprocess.PIPE, env=environment, cwd=ROOT
    )
    try:
        assert child.stdout is not None and child.stdout.readline() == b"writing\n"
        time.sleep(0.2)
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
    left = {p.name for p in tmp_path.iterdir()}
    if not hasattr(os, "O_TMPFILE"):
        assert {n for n in left if not n.startswith(".npa-")} == {"w.parquet"}
        sweep(tmp_path)
        left = {p.name for p in tmp_path.iterdir()}
    assert left == {"w.parquet"} and (tmp_path / "w.parquet").read_text() == "before"


FULL = """
import resource, sys
from npa_rules.audit.outputs import Outputs, sinks
from npa_rules.audit.run import run
from npa_rules.errors import InputError
from npa_rules.load.ruleset import load_sources
from tests.audit.small import table
_, frame, plan, _, _ = table(load_sources().ruleset, count=600)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    wanted = Outputs(**{sys.argv[1]: sys.argv[2]})
    run(plan, [frame] * 8, sinks(wanted, plan, "nl"))
except InputError as error:
    print([d.code for d in error.diagnostics])
"""


@pytest.mark.skipif(os.name == "nt", reason="no limit on the size of a file can be set")
@pytest.mark.parametrize("kind", ["wide:w.parquet", "wide:w.csv", "long:l.parquet", "long:l.csv", "workbook:b.xlsx"])
def test_a_full_disk_is_told_and_changes_nothing(tmp_path, kind):
    option, name = kind.split(":")
    (tmp_path / name).write_text("before")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", FULL, option, str(tmp_path / name)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=ROOT, check=False, timeout=60)
    assert done.stdout.strip() == "['E830']", done.stderr[-2000:]
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {name: "before"}


SMALL = """
import errno, os, sys
from pathlib import Path
from npa_rules.audit.outputs import Outputs, sinks
from npa_rules.audit.run import run
from npa_rules.errors import InputError
from npa_rules.load.ruleset import load_sources
from tests.audit.small import table
_, frame, plan, _, _ = table(load_sources().ruleset, count=600)
place, option, name, batches = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
(place / name).write_text("before")
(place / "room").write_bytes(b"x" * 1024)
before = os.statvfs(place).f_bavail
try:
    run(plan, [frame] * batches, sinks(Outputs(**{option: str(place / name)}), plan, "nl"))
    print("written")
except InputError as error:
    print([d.code for d in error.diagnostics])
print({p.name: p.stat().st_size for p in place.iterdir() if p.name != name}, (place / name).read_bytes() == b"before")
print(before - os.statvfs(place).f_bavail if (place / name).read_bytes() == b"before" else "-")
"""


@pytest.fixture
def small_disk(tmp_path):
    """Runs Python with a folder on a disk of its own of this size; where no such disk can be made the test skips."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = f"mount -t tmpfs -o size={{}} none {place} && exec"
    if shutil.which("unshare") is None:
        pytest.skip("a small disk needs `unshare`, which is not here")
    if subprocess.run(
        ["unshare", "-rm", "sh", "-c", f"{mount.format('200k')} true"], capture_output=True, check=False
    ).returncode:
        pytest.skip("this system lets nobody mount a small disk")

    def running(size, *arguments):
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [
            "unshare",
            "-rm",
            "sh",
            "-c",
            mount.format(size) + ' "$@"',
            "sh",
            sys.executable,
            "-c",
            SMALL,
            str(place),
            *arguments,
        ]
        return subprocess.run(
            command, capture_output=True, text=True, env=environment, cwd=ROOT, check=False, timeout=60
        )

    return running


@pytest.mark.parametrize("kind", ["wide:w.parquet", "wide:w.csv", "long:l.parquet", "long:l.csv", "workbook:b.xlsx"])
def test_a_disk_that_is_really_full(small_disk, kind):
    """A file system of its own: E830, what stood there stays, nothing is left beside it and its room is free again."""
    option, name = kind.split(":")
    size = "16k" if name.endswith(".parquet") else "200k"  # of a Parquet of the same rows over again little is left
    done = small_disk(size, option, name, "40" if name.endswith(".xlsx") else "8")
    assert done.stdout.splitlines() == ["['E830']", "{'room': 1024} True", "0"], done.stdout + done.stderr[-2000:]


def test_a_small_disk_with_room_holds_the_file(small_disk):
    done = small_disk("200k", "wide", "w.parquet", "1")
    assert done.stdout.splitlines()[0] == "written", done.stdout + done.stderr[-2000:]


def test_where_files_have_no_anonymous_form_the_next_run_sweeps(tmp_path, monkeypatch):
    monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    one = Atomic(tmp_path / "a.csv")
    one.stream.write(b"whole")
    assert [p.suffix for p in tmp_path.iterdir()] == [".tmp"]
    one.commit()
    assert (tmp_path / "a.csv").read_bytes() == b"whole" and (tmp_path / "a.csv").stat().st_mode & 0o600 == 0o600
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    (tmp_path / f".npa-{dead.pid}-x.tmp").write_text("half")
    (tmp_path / f".npa-{os.getppid()}-x.tmp").write_text("of another that runs")
    (tmp_path / f".npa-{dead.pid}-y.tmp").mkdir()
    sweep(tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == {"a.csv", f".npa-{os.getppid()}-x.tmp"}
    assert alive(os.getpid()) and not alive(dead.pid)


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ({"wide": "none/w.csv"}, ["E831"]),
        ({"wide": "."}, ["E832"]),
        ({"wide": "folder.csv"}, ["E831"]),
        ({"long": "l.json"}, ["E832"]),
        ({"workbook": "b.xls"}, ["E832"]),
        ({"wide": "w.csv", "long": "l.csv", "public": True}, ["E833", "E833"]),
        ({"wide": "w.csv", "long": "none/l.csv"}, ["E831"]),
    ],
)
def test_what_cannot_be_written(ruleset, tmp_path, options, codes):
    (tmp_path / "folder.csv").mkdir()
    _, _, plan, _, _ = table(ruleset)
    wanted = Outputs(**{k: str(tmp_path / v) if isinstance(v, str) else v for k, v in options.items()})
    with pytest.raises(InputError) as caught:
        sinks(wanted, plan, "nl")
    assert [d.code for d in caught.value.diagnostics] == codes
    for one in caught.value.diagnostics:
        assert all(one.render(lang) for lang in ("nl", "en"))
    assert [p.name for p in tmp_path.iterdir()] == ["folder.csv"]


def test_trouble_is_told_apart():
    assert trouble(OSError(errno.ENOSPC, "x"), "f").diagnostics[0].code == "E830"
    assert trouble(RuntimeError("x (os error 28)"), "f").diagnostics[0].code == "E830"
    denied = trouble(OSError(errno.EACCES, "x"), "f").diagnostics[0]
    assert denied.code == "E831" and "EACCES" in denied.sentence("nl")
