"""The lock: what is published changes no more; a new version is told of and takes a step that is large enough."""

from __future__ import annotations

import json

import pytest

from npa_rules.cli.main import run
from npa_rules.errors import InputError
from npa_rules.lint import lint
from npa_rules.load.ruleset import load_sources
from npa_rules.lock import read, write
from tests.edits import EDITS, FULL, FULL_TEXT, HARMLESS, START, edited
from tests.findings import readable
from tests.load import ruleset
from tests.load.ruleset import PARAMETER

CODES = {"E930", "E931", "E932", "E933", "E936", "E937", "W922"}
TEXT = "# Changes\n\n| rule | version | about | period | what |\n|---|---|---|---|---|\n"
ROW = "| NPA-TRY-4 | {} | letting | from 2027-01-01 | another cap |\n"


def put(folder, files):
    """Files in a folder; those that are not there any more are taken away."""
    for name in [*START, "rules/try/full-2.yaml"]:
        (folder / name).unlink(missing_ok=True)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def locked(tmp_path):
    """The small rule set, published and locked."""
    (tmp_path / "CHANGELOG.md").write_text(TEXT, "utf-8")
    assert write(load_sources(put(tmp_path, START))) == (8, 8)
    return tmp_path


def errors(folder):
    return [d for d in lint(folder) if d.code.startswith("E9") or d.code == "W922"]


def test_the_files_of_the_lock(locked):
    """One file per chapter, its lines sorted, each a name, a digest and the meaning; writing again changes nothing."""
    names = sorted(p.name for p in (locked / "rules/lock").iterdir())
    assert names == ["parameters.lock", "try.lock"]
    before = {p: p.read_bytes() for p in (locked / "rules/lock").iterdir()}
    for text in before.values():
        lines = text.decode().splitlines()
        assert lines == sorted(lines) and all(len(x.split("\t")) == 3 for x in lines)
    assert errors(locked) == []
    assert write(load_sources(locked)) == (8, 0)
    assert before == {p: p.read_bytes() for p in (locked / "rules/lock").iterdir()}
    lines, damaged = read(locked / "rules/lock")
    assert not damaged and json.loads(lines["NPA-TRY-3@1.0.0"].data)["requires"]["right"]["value"] == 4


@pytest.mark.parametrize("edit", EDITS, ids=[e.name for e in EDITS])
def test_an_edit_is_refused_in_words(locked, edit):
    (finding,) = errors(put(locked, edited(edit)))
    assert finding.code == "E931"
    assert edit.nl in finding.sentence("nl").replace("\xa0", " ") and edit.en in finding.sentence("en")
    readable(finding)
    with pytest.raises(InputError) as refused:
        write(load_sources(locked))
    assert [d.code for d in refused.value.diagnostics] == ["E931"]


@pytest.mark.parametrize("edit", HARMLESS, ids=[e.name for e in HARMLESS])
def test_an_edit_without_meaning_is_fine(locked, edit):
    assert errors(put(locked, edited(edit))) == []


def test_what_is_published_stays(locked):
    (finding,) = errors(put(locked, {n: t for n, t in START.items() if n != FULL}))
    assert (finding.code, finding.values["name"]) == ("E932", "NPA-TRY-4@1.0.0")
    readable(finding)


def test_a_figure_may_end_where_the_next_begins(locked):
    text = START[PARAMETER]
    open_ = "  - from: '2025-01-01'\n    until: null\n"
    ended = open_.replace("null", "'2026-12-31'")
    next_ = ended.replace("2025-01-01", "2027-01-01").replace("'2026-12-31'", "null")
    rest = text[text.index(open_) + len(open_) :].split("  - from")[0]
    follows = text.replace(open_ + rest, ended + rest + next_ + rest)
    assert errors(put(locked, {**START, PARAMETER: follows})) == []
    assert write(load_sources(locked)) == (9, 1)
    (finding,) = errors(
        put(locked, {**START, PARAMETER: follows.replace("until: '2026-12-31'", "until: '2026-12-30'")})
    )
    assert finding.code == "E931" and "2026-12-31 → 2026-12-30" in finding.sentence("en")


SECOND_ = FULL_TEXT.replace(
    "version: 1.0.0", "version: {}\nsupersedes: '1.0.0'\npublished: null\nrecorded: '2026-06-01'"
)
STEPS = [
    ("1.0.1", "", "", ""),
    ("1.0.1", "expr: '800'", "expr: '810'", "major"),
    ("1.1.0", "expr: '800'", "expr: '810'", "major"),
    ("2.0.0", "expr: '800'", "expr: '810'", ""),
    ("1.0.1", "from: '2024-01-01'", "from: '2027-01-01'", "major"),
    ("2.0.0", "from: '2024-01-01'", "from: '2027-01-01'", ""),
    ("1.0.1", "excused_if: {id: consulted, event: consultation}\n", "", ""),
    ("1.0.1", "fact: rent, at_most: {value: cap}}", "fact: base_rent, at_most: {value: cap}}", "major"),
]


@pytest.mark.parametrize(("version", "old", "new", "needed"), STEPS)
def test_the_step_of_a_new_version(locked, version, old, new, needed):
    text = SECOND_.replace("{}", version, 1)
    files = {**START, "rules/try/full-2.yaml": text.replace(old, new, 1) if old else text}
    found = errors(put(locked, files))
    codes = ["W922", "E933", *(["E937"] if needed else [])]
    assert sorted(f.code for f in found) == sorted(codes)
    for finding in found:
        readable(finding)
        if finding.code == "E937":
            assert finding.values["step"] == needed and "NPA-TRY-4@1.0.0" not in str(finding.values["name"])
    (locked / "CHANGELOG.md").write_text(TEXT + ROW.format(version), "utf-8")
    assert [f.code for f in errors(locked)] == [c for c in ("E937", "W922") if c in codes]
    if not needed:
        assert write(load_sources(locked)) == (9, 1)
        assert errors(locked) == []


def test_deciding_what_was_open_is_a_minor_step():
    from npa_rules.replay import between

    open_ = ("undetermined", ("complies", "violates"))
    assert between(open_, open_) == "patch"
    assert between(open_, ("complies", ("complies",))) == "minor"
    assert between(open_, ("not_applicable", ("not_applicable",))) == "major"
    assert between(("complies", ("complies",)), open_) == "major"
    assert between(("undetermined", ("complies", "not_applicable", "violates")), open_) == "minor"


def test_a_damaged_lock(locked):
    file = locked / "rules/lock/try.lock"
    file.write_text(file.read_text("utf-8").replace('"value":4', '"value":5'), "utf-8")
    found = errors(locked)
    assert "E936" in [f.code for f in found]
    assert found[0].place.startswith("rules/lock/try.lock:")
    readable(found[0])


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_drafts_are_locked_with_a_release_only(tmp_path, capsys, lang):
    ruleset.write(tmp_path)
    assert run(["lock", str(tmp_path), "--lang", lang]) == 2
    out, err = capsys.readouterr()
    assert out == "" and "[E930]" in err and not (tmp_path / "rules/lock").exists()
    assert run(["lock", str(tmp_path), "--release", "--lang", lang]) == 0
    assert "7" in capsys.readouterr().out
    assert run(["lock", str(tmp_path), "--release", "--lang", lang]) == 0
    assert "7" in capsys.readouterr().out and errors(tmp_path) == []


def test_the_repository_has_no_lock_before_its_first_release(sources):
    assert not (sources.folder / "rules/lock").exists()
    assert all(f.rule.status == "draft" for f in sources.files.values())
