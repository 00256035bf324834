"""The README's commands print what it says, the golden outputs hold, the schemas are those of the code."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from npa_rules.schema import build

ROOT = Path(__file__).resolve().parent.parent
README_PATH = ROOT / "README.md"
README = README_PATH.read_text("utf-8")
EXAMPLES = ("toewijzing", "toewijzing-boven-de-grens", "toewijzing-niet-passend", "toewijzing-onvolledig",
            "huurverhoging", "huurverhoging-te-hoog", "huurverhogingen", "corporatiejaar", "programma", "regio",
            "woning", "verkoop", "sloop", "renovatie", "prestatieafspraken", "sector", "projectsteun",
            "landelijke-afspraken", "bouwproject", "gemeentejaar", "regio-compleet", "gemeente-voorbeeld")  # fmt: skip
ENGLISH = re.compile(
    r"\b(the|rent|income|limit|household|allocation|rule|clause|presumed|needed|verdict|yes|unknown)\b"
)


def npa(command: str) -> subprocess.CompletedProcess[str]:
    words = shlex.split(command)
    assert words[0] == "npa"
    env = {k: v for k, v in os.environ.items() if k not in ("NPA_LANG", "LC_ALL", "LANG", "NPA_RULES")}
    return subprocess.run(
        [sys.executable, "-m", "npa_rules", *words[1:]],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=env,
        encoding="utf-8",
    )


def without_digest(text: str) -> str:
    return re.sub(r"(Regels|Rules) [0-9a-f]{12}", r"\1 …", text)


def example(name: str) -> Path:
    found = [*(ROOT / "examples").glob(f"{name}.*"), *(ROOT / "examples" / name).glob(f"{name}.*")]
    return found[0].relative_to(ROOT)


def command(name: str, lang: str, form: str) -> str:
    return f"npa check {example(name).as_posix()} --lang {lang} --format {form} --as-of 2026-11-24"


def test_readme_blocks_print_what_they_say():
    run = re.search(r"<!-- run -->\n```sh\n(.*)\n```\n\n<!-- output -->\n```text\n(.*?)```", README, re.S)
    assert run is not None
    assert without_digest(npa(run.group(1).split("&&")[-1].strip()).stdout) == run.group(2)
    others = re.findall(r"<!-- output: (npa .*?) -->\n```text\n(.*?)```", README, re.S)
    assert others
    for shown, output in others:
        assert without_digest(npa(shown).stdout) == output


def test_every_subject_has_an_example_of_its_own(ruleset):
    """One file each, beside the municipality in which everything occurs."""
    own = [example(name) for name in EXAMPLES if name not in ("regio-compleet", "gemeente-voorbeeld")]
    text = "".join((ROOT / path).read_text("utf-8") for path in own)
    assert {*re.findall(r"\bsubject\W+([a-z_]+)", text)} == {*ruleset.subjects}


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_golden_text(name, lang):
    done = npa(command(name, lang, "text"))
    assert done.returncode in (0, 1)
    assert without_digest(done.stdout) == (ROOT / f"examples/expected/{name}.{lang}.txt").read_text("utf-8")
    lines = done.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    if lang == "nl":
        prose = re.sub(r"[A-Za-z]+-[A-Za-z0-9-]+|\(?[a-z_]+:[a-z_@0-9-]+;?|[a-z]+_[a-z_]+", "", done.stdout)
        assert ENGLISH.findall(prose) == []
    for i, line in enumerate(lines):  # the sentence comes before any id
        if re.search(r"\b(STAT|NPA)-[A-Z]", line):
            assert i > 3


@pytest.mark.parametrize("name", EXAMPLES)
def test_golden_json(name):
    found = json.loads(npa(command(name, "nl", "json")).stdout)
    Draft202012Validator(json.loads((ROOT / "schemas/report.schema.json").read_text("utf-8"))).validate(found)
    expected = json.loads((ROOT / f"examples/expected/{name}.json").read_text("utf-8"))
    assert found["verdicts"] == expected["verdicts"]
    assert found["presumed"] == expected["presumed"]


def test_markdown_has_a_row_per_rule():
    done = npa(command("toewijzing", "nl", "markdown"))
    assert done.stdout.startswith("# Toewijzing")
    assert done.stdout.count("\n| ") >= 5


def test_schemas_are_those_of_the_code():
    for name, schema in build().items():
        assert json.loads((ROOT / f"schemas/{name}.schema.json").read_text("utf-8")) == schema
        Draft202012Validator.check_schema(schema)


def test_lint_finds_no_error():
    done = npa("npa lint --lang en")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("0 errors")


@pytest.mark.parametrize("name", ["STAT-PT", "suitable-allocation", "BET-042", "E301", "W105"])
def test_explain(name):
    for lang in ("nl", "en"):
        done = npa(f"npa explain {name} --lang {lang}")
        assert done.returncode == 0
        assert len(done.stdout) > 80


def test_explain_suggests():
    done = npa("npa explain BET-0422 --lang en")
    assert done.returncode == 2
    assert "did you mean" in done.stderr


def test_a_rule_about_another_subject_judges_nothing():
    assert npa("npa check examples/toewijzing.yaml --only NPA-BET-034").returncode == 2


def test_exit_codes():
    assert npa(command("toewijzing", "nl", "text")).returncode == 0
    assert npa(command("toewijzing-niet-passend", "nl", "text")).returncode == 1
    assert npa(command("toewijzing-onvolledig", "nl", "text")).returncode == 0
    assert npa(command("toewijzing-onvolledig", "nl", "text") + " --strict").returncode == 3
    assert npa("npa check --lang nl").returncode == 2
    assert npa("npa check examples/toewijzing.yaml --as-of 2026-02-30").returncode == 2
    assert npa("npa check examples/toewijzing.yaml --only NIETS").returncode == 2
