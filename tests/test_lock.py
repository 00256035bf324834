"""The lock: what is published changes no more; a new version is told of and takes a step that is large enough."""

from __future__ import annotations

import json

import pytest

from npa_rules.cli.main import run
from npa_rules.errors import InputError
from npa_rules.lint import lint
from npa_rules.load.ruleset import load_sources
from npa_rules.lock import read, write
from tests.edits import EDITS, FULL, FULL_TEXT, HARMLESS, MORE, START, edited
from tests.findings import readable
from tests.load import ruleset
from tests.load.ruleset import EDITION, LETTING, PARAMETER, PLAIN, SECOND

CODES = {"E930", "E931", "E932", "E933", "E936", "E937", "W922", "E976", "E979", "W976"}
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
    assert write(load_sources(put(tmp_path, START))) == (31, 31)
    return tmp_path


def errors(folder):
    return [d for d in lint(folder) if d.code.startswith("E9") or d.code == "W922"]


def test_the_files_of_the_lock(locked):
    """One file per chapter, its lines sorted, each a name, a digest and the meaning; writing again changes nothing."""
    names = sorted(p.name for p in (locked / "rules/lock").iterdir())
    assert names == ["counts.txt", "editions.lock", "facts.lock", "laws.lock", "parameters.lock", "try.lock"]
    before = {p: p.read_bytes() for p in (locked / "rules/lock").iterdir()}
    counts = {p.stem: t.count(b"\n") for p, t in before.items() if p.suffix == ".lock"}
    assert before[locked / "rules/lock/counts.txt"].decode() == "".join(f"{n}\t{counts[n]}\n" for n in sorted(counts))
    for text in (t for p, t in before.items() if p.suffix == ".lock"):
        lines = text.decode().splitlines()
        assert lines == sorted(lines) and all(len(x.split("\t")) == 3 for x in lines)
    assert errors(locked) == []
    assert write(load_sources(locked)) == (31, 0)
    assert before == {p: p.read_bytes() for p in (locked / "rules/lock").iterdir()}
    lines, damaged = read(locked / "rules/lock")
    assert not damaged and json.loads(lines["NPA-TRY-3@1.0.0"].data)["requires"]["right"]["value"] == 4


@pytest.mark.parametrize("edit", EDITS, ids=[e.name for e in EDITS])
def test_an_edit_is_refused_in_words(locked, edit):
    (finding,) = errors(put(locked, edited(edit)))
    assert finding.code == ("E979" if edit.kind == "figure" else "E931")
    assert edit.nl in finding.sentence("nl").replace("\xa0", " ") and edit.en in finding.sentence("en")
    readable(finding)
    with pytest.raises(InputError) as refused:
        write(load_sources(locked))
    assert [d.code for d in refused.value.diagnostics] == [finding.code]


@pytest.mark.parametrize("edit", HARMLESS, ids=[e.name for e in HARMLESS])
def test_an_edit_without_meaning_is_fine(locked, edit):
    assert errors(put(locked, edited(edit))) == []


@pytest.mark.parametrize("row", MORE, ids=[r[0] for r in MORE])
def test_more_edits(locked, row):
    """What changes the meaning of anything that a verdict rests on is named; what does not is fine."""
    _, file, old, new, said = row
    assert START[file].count(old) >= 1
    found = errors(put(locked, {**START, file: START[file].replace(old, new, 1)}))
    assert {f.code for f in found} == ({"E931" if file in (FULL, SECOND) else "E979"} if said else set())
    for finding in found:
        readable(finding)
    assert not said or any(said in f.sentence("en").replace("\xa0", " ") for f in found)


def test_a_last_day_that_was_given_stays(tmp_path):
    """Of an edition, and of a figure that left a hole behind it."""
    (tmp_path / "CHANGELOG.md").write_text(TEXT, "utf-8")
    hole = START[PARAMETER].replace("until: '2024-12-31'", "until: '2024-12-30'")
    ended = {**START, EDITION: START[EDITION].replace("until: null", "until: '2030-12-31'"), PARAMETER: hole}
    write(load_sources(put(tmp_path, ended)))
    assert errors(tmp_path) == []
    for file, old, new in ((EDITION, "2030-12-31", "2031-12-31"), (PARAMETER, "2024-12-30", "2024-12-31")):
        (finding,) = errors(put(tmp_path, {**ended, file: ended[file].replace(old, new)}))
        assert finding.code == "E979" and f"until: {old} → {new}" in finding.sentence("en")


def test_what_is_gone_or_renamed(locked):
    """A figure under another date of knowledge, a series, rule or version of another name: the old one is missed."""
    for file, old, new, name in (
        (PARAMETER, "recorded: '2026-01-01'", "recorded: '2026-01-02'", "rent_cap[low]@2024-01-01#2026-01-01"),
        (PARAMETER, "published: null", "published: '2023-12-01'", "rent_cap[low]@2024-01-01#2026-01-01"),
        (PLAIN, "parameter: floor", "parameter: flour", "series:floor"),
        (FULL, "id: NPA-TRY-4", "id: NPA-TRY-5", "NPA-TRY-4@1.0.0"),
        (FULL, "version: 1.0.0", "version: 1.0.1", "NPA-TRY-4@1.0.0"),
        (FULL, "version: 1.0.0\nstatus: stable", "version: 0.9.0\nstatus: draft", "NPA-TRY-4@1.0.0"),
        (LETTING, "  comfort: {type: ordered, scale: comfort, label: {nl: 'Comfort', en: 'Comfort'}}\n", "", "fact:letting.comfort"),
    ):  # fmt: skip
        found = errors(put(locked, {**START, file: START[file].replace(old, new, 1)}))
        assert name in [f.values["name"] for f in found if f.code == "E932"], name


def test_a_renamed_file_and_another_folder(locked):
    moved = {n: t for n, t in START.items() if n != FULL} | {"rules/try/renamed.yaml": FULL_TEXT}
    assert errors(put(locked, moved)) == []
    (locked / "rules/try/renamed.yaml").unlink()
    (locked / "rules/try/deep").mkdir()
    (locked / "rules/try/deep/full.yaml").write_text(FULL_TEXT, "utf-8")
    assert errors(locked) == []
    assert write(load_sources(locked)) == (31, 0) and errors(locked) == []
    assert (locked / "rules/lock/try-deep.lock").is_file()
    for name in ("cap", "group", "persons"):
        (locked / f"rules/try/{name}.yaml").rename(locked / f"rules/try/deep/{name}.yaml")
    assert write(load_sources(locked)) == (31, 0) and errors(locked) == []
    assert not (locked / "rules/lock/try.lock").exists()
    (locked / "rules/try/deep/full.yaml").unlink()


def test_a_draft_of_a_high_number_is_no_release(locked):
    draft = SECOND_.replace("{}", "1.0.1", 1).replace("status: stable", "status: draft")
    assert errors(put(locked, {**START, "rules/try/full-2.yaml": draft})) == []
    with pytest.raises(InputError) as refused:
        write(load_sources(locked))
    assert [d.code for d in refused.value.diagnostics] == ["E930"]


def test_rules_of_a_user_are_not_locked(locked, tmp_path):
    from npa_rules.lock import check
    from tests.test_overrides import OWN

    own = tmp_path / "own"
    own.mkdir()
    text = OWN.replace("version: 0.1.0", "version: 1.0.0").replace("status: draft", "status: stable")
    text = text.replace("TOWN-1", "TRY-1").replace("{parameter: town_cap}", "550")
    (own / "rent.yaml").write_text(text, "utf-8")
    sources = load_sources(locked, (str(own),))
    assert len(sources.files) == 5 and check(sources) == []
    assert write(sources) == (31, 0)


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
    assert write(load_sources(locked)) == (32, 1)
    (finding,) = errors(
        put(locked, {**START, PARAMETER: follows.replace("until: '2026-12-31'", "until: '2026-12-30'")})
    )
    assert finding.code == "E979" and "2026-12-31 → 2026-12-30" in finding.sentence("en")


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
    ("1.1.0", "modality: norm", "modality: target", "major"),  # no case need show it
    ("1.1.0", "in_force: {from", "in_force: {needs_law: new-act, from", "major"),
    ("1.1.0", ", values: {cap: {expr: '850'}}", ", values: {cap: {expr: '790'}}", "major"),  # under a reading only
    (
        "1.0.1",
        "  wide: {standing: arguable, because: {nl: 'ruimer', en: 'wider'}, values: {cap: {expr: '850'}}}\n",
        "",
        "major",
    ),
    ("1.1.0", "in_force: {from", "in_force: {until_law: new-act, from", "major"),
    ("2.0.0", "modality: norm", "modality: target", ""),
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
        assert write(load_sources(locked)) == (32, 1)
        assert errors(locked) == []


PARTS = {
    "applies_to": "owner",
    "modality": "effort",
    "owed_by": ("vng",),
    "since": 20240102,
    "until": 20301231,
    "needs_law": "new-act",
    "until_law": "new-act",
}


def test_what_a_later_edition_ends_was_still_agreed(locked):
    """The days of a rule in the lock are those of its file, whatever edition overtakes it."""
    from npa_rules.meaning import of_rule

    rule = load_sources(locked).ruleset.rules["NPA-TRY-4"]
    assert of_rule(rule.but(cut_by="next", until=20301231, agreed_until=rule.until)) == of_rule(rule)


@pytest.mark.parametrize("part", PARTS)
def test_parts_that_no_case_need_show(locked, part):
    """Each asks for a major step before any case is replayed; the first case that asks for one is named else."""
    from npa_rules.replay import MAJOR, change

    assert {*PARTS} == {*MAJOR}
    sources = load_sources(locked)
    old = sources.files["NPA-TRY-4"]
    assert change(sources, old, old.rule) == ("patch", "")
    assert change(sources, old, old.rule.but(**{part: PARTS[part]})) == ("major", MAJOR[part])
    never = old.rule.but(when=None, requires=old.rule.excused_if, excused_if=None)
    line = FULL_TEXT[: FULL_TEXT.index("  - {as_of")].count("\n") + 1
    assert change(sources, old, never) == ("major", f"rules/try/full.yaml:{line}: complies → undetermined")


def test_an_outcome_is_a_verdict_with_what_it_can_become(locked):
    from npa_rules.cases import read_cases
    from npa_rules.replay import outcome

    sources = load_sources(locked)
    file = sources.files["NPA-TRY-4"]
    told = [outcome(sources.ruleset, c, file.rule) for c in read_cases(file, sources.ruleset)]
    assert told == [
        ("complies", ("complies",)),
        ("violates", ("violates",)),
        ("undetermined", ("complies", "violates")),
    ]


def test_a_step_is_taken_from_the_version_before(locked):
    """Back to what 1.0.0 said is a step from 2.0.0, not none from 1.0.0."""
    two = SECOND_.replace("{}", "2.0.0", 1).replace("expr: '800'", "expr: '810'")
    back = SECOND_.replace("{}", "2.0.1", 1).replace("supersedes: '1.0.0'", "supersedes: '2.0.0'")
    (locked / "CHANGELOG.md").write_text(TEXT + ROW.format("2.0.0") + ROW.format("2.0.1"), "utf-8")
    found = errors(put(locked, {**START, "rules/try/full-2.yaml": two, "rules/try/v3.yaml": back}))
    assert [(f.values["name"], f.values["step"]) for f in found if f.code == "E937"] == [("NPA-TRY-4@2.0.1", "major")]
    (locked / "rules/try/v3.yaml").unlink()


ROWS = {
    "| NPA-TRY-4 | 1.0.1 | letting | from 2027-01-01 | x |": True,
    "|NPA-TRY-4|1.0.1|letting|2027|x|": True,
    "  | `NPA-TRY-4` | `1.0.1` | `letting` | 2027 | x |": True,
    "| NPA-TRY-3 | 1.0.1 | letting | from 2027-01-01 | x |": False,
    "| NPA-TRY-4 | 1.0.0 | letting | from 2027-01-01 | x |": False,
    "| NPA-TRY-4 | 1.0.1 | owner | from 2027-01-01 | x |": False,
    "| NPA-TRY-4 | 1.0.1 | letting | soon | x |": False,
    "NPA-TRY-4 1.0.1 letting from 2027-01-01": False,
    "": False,
}


@pytest.mark.parametrize("row", ROWS)
def test_the_row_of_a_new_version(locked, row):
    (locked / "CHANGELOG.md").write_text(TEXT + row + "\n", "utf-8")
    found = errors(put(locked, {**START, "rules/try/full-2.yaml": SECOND_.replace("{}", "1.0.1", 1)}))
    assert [f.code for f in found] == (["W922"] if ROWS[row] else ["E933", "W922"])


def test_days_between_versions(locked):
    """A warning names the days; versions that follow or supersede leave none."""
    ended = FULL_TEXT.replace("version: 1.0.0", "version: 0.9.0").replace("until: null", "until: '2026-12-31'")
    next_ = FULL_TEXT.replace("version: 1.0.0", "version: 0.9.1").replace("from: '2024-01-01'", "from: '{}'")
    for since, codes in (("2027-01-01", []), ("2027-01-02", ["W976"])):
        files = {**START, FULL: ended, "rules/try/full-2.yaml": next_.replace("{}", since)}
        found = [d for d in lint(put(locked, files)) if d.code == "W976"]
        assert [f.code for f in found] == codes
        for finding in found:
            readable(finding)
            assert finding.place.startswith("rules/try/full-2.yaml:10:") and "2026-12-31" in finding.sentence("nl")


def test_deciding_what_was_open_is_a_minor_step():
    from npa_rules.replay import between

    open_ = ("undetermined", ("complies", "violates"))
    assert between(open_, open_) == "patch"
    assert between(open_, ("complies", ("complies",))) == "minor"
    assert between(open_, ("not_applicable", ("not_applicable",))) == "major"
    assert between(("complies", ("complies",)), open_) == "major"
    assert between(("undetermined", ("complies", "not_applicable", "violates")), open_) == "minor"


DAMAGE = {
    "a figure": (lambda t: t.replace('"value":4', '"value":5'), "E936"),
    "a digest": (lambda t: t.replace("\t", "\t0", 1), "E936"),
    "a name": (lambda t: t.replace("NPA-TRY-3@1.0.0", "NPA-TRY-3@1.0.9"), "E932"),
    "a line less": (lambda t: t.split("\n", 1)[1], "E976"),
    "a line twice": (lambda t: t + t.split("\n", 1)[0] + "\n", "E936"),
    "an empty line": (lambda t: t.replace("\n", "\n\n", 1), "E936"),
    "a conflict": (lambda t: "<<<<<<< HEAD\n" + t + "=======\n" + t + ">>>>>>> other\n", "E936"),
    "half of it": (lambda t: t[: len(t) // 2], "E936"),
    "no file": (lambda _: None, "E976"),
    "empty": (lambda _: "", "E976"),
    "other bytes": (lambda t: t.encode().replace(b"letting", b"l\xe9tting"), "E936"),
    "a list": (lambda t: t + "x\t" + "0" * 64 + "\t[]\n", "E936"),
    "deep": (lambda t: t + "x\t" + "0" * 64 + "\t" + "[" * 100000 + "\n", "E936"),
    "line ends of Windows": (lambda t: t.replace("\n", "\r\n").encode(), ""),
    "another order": (lambda t: "".join(f"{x}\n" for x in reversed(t.splitlines())), ""),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_lock(locked, name):
    """Whatever somebody or a merge did to it: refused where a line could be lost, and `npa lock` does not write over it."""
    change, code = DAMAGE[name]
    file = locked / "rules/lock/try.lock"
    text = change(file.read_text("utf-8"))
    file.unlink() if text is None else file.write_bytes(text if isinstance(text, bytes) else text.encode())
    found = errors(locked)
    assert (code in [f.code for f in found]) if code else found == []
    for finding in found:
        readable(finding)
    if code:
        with pytest.raises(InputError):
            write(load_sources(locked))
    else:
        assert write(load_sources(locked)) == (31, 0)


def test_damaged_counts(locked):
    counts = locked / "rules/lock/counts.txt"
    text = counts.read_text("utf-8")
    for changed, code in (("", "E102"), (text.replace("try\t4", "try\tmany"), "E936"), (text + "gone\t3\n", "E976")):
        counts.write_text(changed, "utf-8") if changed else counts.unlink()
        assert code in [d.code for d in lint(locked)]
    counts.write_text(text.replace("try\t4", "try\t2"), "utf-8")  # of a merge: fewer than there are
    assert errors(locked) == []


def test_both_sides_of_a_merge(locked):
    """Two branches lock a version each; with the lines of both kept, whatever their order and count, all is well."""
    texts = {}
    for version, old in (("1.1.0", "expr: '800'"), ("1.2.0", "expr: '800'")):
        files = {**START, f"rules/try/v{version}.yaml": SECOND_.replace("{}", version, 1).replace(old, "expr: '800'")}
        (locked / "CHANGELOG.md").write_text(TEXT + ROW.format(version), "utf-8")
        before = (locked / "rules/lock/try.lock").read_text("utf-8")
        write(load_sources(put(locked, files)))
        texts[version] = (locked / "rules/lock/try.lock").read_text("utf-8")
        (locked / "rules/lock/try.lock").write_text(before, "utf-8")
        (locked / "rules/lock/counts.txt").write_text(
            (locked / "rules/lock/counts.txt").read_text("utf-8").replace("try\t5", "try\t4"), "utf-8"
        )
        (locked / f"rules/try/v{version}.yaml").unlink()
    both = sorted({*texts["1.1.0"].splitlines(), *texts["1.2.0"].splitlines()})
    assert len(both) == 6
    (locked / "rules/lock/try.lock").write_text("".join(f"{x}\n" for x in both), "utf-8")
    second = SECOND_.replace("{}", "1.2.0", 1).replace("supersedes: '1.0.0'", "supersedes: '1.1.0'")
    files = {"rules/try/v1.1.0.yaml": SECOND_.replace("{}", "1.1.0", 1), "rules/try/v1.2.0.yaml": second}
    found = errors(put(locked, {**START, **files}))
    assert [f.code for f in found] == ["E931"]  # that it now supersedes another version is a change, and seen


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_drafts_are_locked_with_a_release_only(tmp_path, capsys, lang):
    ruleset.write(tmp_path)
    assert run(["lock", str(tmp_path), "--lang", lang]) == 2
    out, err = capsys.readouterr()
    assert out == "" and "[E930]" in err and not (tmp_path / "rules/lock").exists()
    assert run(["lock", str(tmp_path), "--release", "--lang", lang]) == 0
    assert "30" in capsys.readouterr().out
    assert run(["lock", str(tmp_path), "--release", "--lang", lang]) == 0
    assert "30" in capsys.readouterr().out and errors(tmp_path) == []


def test_the_repository_has_no_lock_before_its_first_release(sources):
    assert not (sources.folder / "rules/lock").exists()
    assert all(f.rule.status == "draft" for f in sources.files.values())
