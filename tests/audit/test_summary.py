"""The summary in words and as data, and what of it may be published."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

pl = pytest.importorskip("polars", reason="the extra `tables` (Polars) is not installed")

from npa_rules.audit.data import data, schema  # noqa: E402
from npa_rules.audit.progress import Progress, clocked  # noqa: E402
from npa_rules.audit.public import FEW, HELD, masked, pair, view  # noqa: E402
from npa_rules.audit.run import run  # noqa: E402
from npa_rules.audit.summary import Cell, Lacking, Near, RuleCount, Summary  # noqa: E402
from npa_rules.audit.text import markdown, text  # noqa: E402
from npa_rules.audit.told import Teller  # noqa: E402
from npa_rules.audit.workbook import Workbook  # noqa: E402
from npa_rules.model.case import Settings  # noqa: E402
from tests.audit.small import table  # noqa: E402

GOLDEN = Path(__file__).resolve().parent / "golden"


@pytest.fixture(scope="module")
def audited(ruleset):
    _, frame, plan, limits, unmeasured = table(ruleset)
    return run(plan, [frame], limits=limits, unmeasured=unmeasured)


def stable(told: str, ruleset) -> str:
    return told.replace(ruleset.digest[:12], "digest")


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("form", ["txt", "md"])
@pytest.mark.parametrize("public", [False, True])
def test_the_summary_as_it_was_read(ruleset, audited, lang, form, public):
    """Read the difference; then write the file anew by removing it and running this test once."""
    teller = Teller(ruleset, ruleset.subjects["rent_increase"], lang, public=public)
    told = stable((text if form == "txt" else markdown)(teller, audited), ruleset)
    path = GOLDEN / f"rent_increase{'.public' if public else ''}.{lang}.{form}"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_text(told, encoding="utf-8")
    assert told == path.read_text(encoding="utf-8")
    if form == "txt":
        assert max(map(len, told.splitlines())) <= 80


def test_the_summary_as_data(ruleset, audited):
    for public in (False, True):
        found = data(ruleset, audited, public=public)
        Draft202012Validator(schema()).validate(found)
    found = data(ruleset, audited)
    assert found["rows"] == 600 and len(found["rules"]) == len(audited.rules)
    assert all(sum(r["verdicts"].values()) == 600 == sum(c["count"] for c in r["reasons"]) for r in found["rules"])


def few(ruleset, counts, rows=None):
    """A summary of one rule with these counts."""
    rule = ruleset.judging("rent_increase")[0].id
    ways = [("complies", "met"), ("violates", "missed"), ("not_applicable", "outside_period"),
            ("not_applicable", "out_of_scope"), ("undetermined", "missing")]  # fmt: skip
    cells = tuple(Cell(*w, n) for w, n in zip(ways, counts, strict=False) if n)
    near = (Near(rule, "x", True, 7, 3),)
    return Summary("rent_increase", 20261124, ruleset.digest, rows or sum(counts), (RuleCount(rule, cells),), near, (), (),
                   (Lacking("ground", 2, 1, (rule,)),), counts[4], 0, Settings(20261124))  # fmt: skip


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_no_count_below_five_is_published(ruleset, tmp_path, lang):
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl, to read workbooks back, is not installed")
    summary = few(ruleset, (977, 3, 1200, 41, 0), 2221)
    teller = Teller(ruleset, ruleset.subjects["rent_increase"], lang, public=True)
    _, _, plan, _, _ = table(ruleset)
    Workbook(tmp_path / "b.xlsx", plan, lang, public=True).close(summary)
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    assert len(book.sheetnames) == 2
    cells = [str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    found = data(ruleset, summary, public=True)
    assert found["rules"][0]["verdicts"]["violates"] == FEW and found["rules"][0]["verdicts"]["not_applicable"] == HELD
    assert found["near"][0]["missed"] == HELD and found["missing"][0]["named"] == FEW
    for told in (text(teller, summary), markdown(teller, summary), "\n".join(cells)):
        assert "<5" in told.replace("\\", "")
        words = told.replace("\\", "").replace("|", " ").replace(";", " ").split()
        assert not {"2", "3", "41", "7"} & set(words), told


def consistent(shown, total):
    """All counts that an outsider can think of: a `<5` is 1 to 4, what is held back beside it is 5 or more."""
    if all(s == HELD for s in shown):
        return None
    options = [range(1, 5) if s == FEW else [s] if isinstance(s, int) else None for s in shown]
    held = options.count(None)
    found = []
    for some in itertools.product(*(o for o in options if o is not None)):
        rest = total - sum(some)
        if (held == 0 and rest == 0) or (held and rest >= 5 * held):
            found.append(some)
    return found


def test_what_is_hidden_cannot_be_computed():
    """Whoever knows the total and how hiding works can still not tell which of 1 to 4 a hidden count is."""
    rng = random.Random(5)
    hidden = 0
    for _ in range(3_000):
        counts = [rng.choice([0, 0, 1, 2, 3, 4, 5, 6, 9, 12, 40, 1000]) for _ in range(rng.randint(1, 6))]
        shown = masked(counts)
        assert all(s == n for s, n in zip(shown, counts, strict=True) if isinstance(s, int))
        assert not any(isinstance(s, int) and 0 < s < 5 for s in shown)
        if any(0 < n < 5 for n in counts):
            assert HELD in shown or sum(0 < n < 5 for n in counts) > 1
        possible = consistent(shown, sum(counts))
        if possible is None:
            continue
        places = [s for s in shown if s != HELD]
        for number, one in enumerate(places):
            if one == FEW:
                hidden += 1
                assert {p[number] for p in possible} == {1, 2, 3, 4}, (counts, shown)
    assert hidden > 1_000


def test_a_part_is_hidden_with_its_rest():
    assert pair(40, 20) == (40, 20) and pair(40, 0) == (40, 0) and pair(40, 40) == (40, 40)
    assert pair(40, 2) == (HELD, HELD) and pair(40, 37) == (HELD, HELD) and pair(3, 1) == (FEW, HELD)


def test_a_table_of_fewer_than_five_rows_shows_nothing(ruleset):
    shown = view(few(ruleset, (2, 0, 1, 0, 0)), public=True)
    assert shown.rows == FEW and set(shown.rules[0].cells.values()) == {HELD}


class Screen:
    def __init__(self, terminal=True):
        self.terminal, self.written = terminal, []

    def isatty(self):
        return self.terminal

    def write(self, text):
        self.written.append(text)

    def flush(self):
        pass


def test_progress_is_told_at_most_ten_times_a_second():
    now = [0.0]
    screen = Screen()
    progress = Progress(200_000, "nl", screen, lambda: now[0])
    for step in range(1, 1_001):
        now[0] = step / 1000
        progress(step * 100)
    assert 9 <= len(screen.written) <= 11
    assert "100.000 per seconde" in screen.written[-1] and "nog 0:01" in screen.written[-1]
    progress.close()
    assert screen.written[-1].strip() == ""


def test_progress_is_silent_where_nobody_looks():
    screen = Screen(terminal=False)
    progress = Progress(None, "en", screen)
    progress(100)
    progress.close()
    assert screen.written == []
    assert [clocked(s) for s in (5, 65, 3_725)] == ["0:05", "1:05", "1:02:05"]
