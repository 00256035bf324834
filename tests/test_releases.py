"""What each release said can be performed again: identical under the same rules, else with every difference explained."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from npa_rules.cli.main import run
from npa_rules.receipt import body, digest, law_digest, rule_digest
from npa_rules.verify import Verification
from tests import release

REPORTS = sorted(release.RELEASES.glob("*/*.report.json"))
INPUTS = {"rules", "laws", "parameters"}


def facts_of(report: Path) -> Path:
    return report.with_name(report.name.removesuffix(".report.json"))


def same_rules(receipt: dict[str, Any], ruleset) -> bool:
    """Whether every rule and law that a report rests on means what it meant."""
    rules, laws = receipt["rules"]["rules"], receipt["rules"]["laws"]
    known = all(i in ruleset.rules and rule_digest(ruleset, ruleset.rules[i]) == d for i, d in rules.items())
    return known and all(n in ruleset.laws and law_digest(ruleset.laws[n]) == d for n, d in laws.items())


def check(found: dict[str, Any], same: bool) -> None:
    """A release under the same rules is identical; under others verify names them and explains every verdict."""
    kinds = {c["kind"] for c in found["causes"]}
    assert not kinds & {"altered", "facts", "options"}, found["causes"]
    if same and not kinds & {"parameters", "engine"}:
        hint = "a change of the program turns or re-founds verdicts; for a -dev folder: python -m tests.release VERSION"
        assert found["identical"], (hint, found["verdicts"][:3])
    elif not same:
        assert kinds & {"rules", "laws"} and all(c["changes"] for c in found["causes"])
    for turn in found["verdicts"]:
        assert turn["because"] and set(turn["because"]) <= kinds


def verified(report: Path, facts: Path, capsys) -> dict[str, Any]:
    assert run(["verify", str(report), str(facts), "--format", "json"]) in (0, 1)
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("report", REPORTS, ids=[f"{r.parent.name}/{r.name}" for r in REPORTS])
def test_release(report, ruleset, capsys):
    data = json.loads(report.read_text("utf-8"))
    assert data["receipt"]["report"] == digest(body(data))
    check(verified(report, facts_of(report), capsys), same_rules(data["receipt"], ruleset))


def test_there_is_a_release():
    assert REPORTS
    for folder in release.RELEASES.iterdir():
        assert len((folder / "ruleset.txt").read_text("utf-8").strip()) == 64


def test_writing_a_release(tmp_path, ruleset, capsys, monkeypatch):
    monkeypatch.setattr(release, "FACTS", ("toewijzing.yaml",))
    folder = release.write("9.9.9", tmp_path)
    report = folder / "toewijzing.yaml.report.json"
    assert str(tmp_path) not in report.read_text("utf-8")
    assert verified(report, facts_of(report), capsys)["identical"]
    with pytest.raises(FileExistsError):
        release.write("9.9.9", tmp_path)
    release.write("9.9.9-dev", tmp_path)
    release.write("9.9.9-dev", tmp_path)


def test_a_release_under_other_rules(tmp_path, monkeypatch, capsys):
    """One rule, one figure and one law of today changed in a copy: verify names them, and crashes on none."""
    import shutil

    rules = tmp_path / "set"
    shutil.copytree(release.ROOT / "rules", rules / "rules")
    report = next(r for r in REPORTS if r.name.startswith("toewijzing-niet-passend"))
    rule = next(p for p in (rules / "rules").rglob("*.yaml") if "\nid: STAT-DAEB\n" in p.read_text("utf-8"))
    text = rule.read_text("utf-8")
    assert "modality: norm" in text
    rule.write_text(text.replace("modality: norm", "modality: effort"), encoding="utf-8")
    laws = rules / "rules" / "laws.yaml"
    laws.write_text(
        laws.read_text("utf-8").replace("stands_until: '2026-12-31'", "stands_until: '2026-12-30'"), "utf-8"
    )
    monkeypatch.setenv("NPA_RULES", str(rules))
    found = verified(report, facts_of(report), capsys)
    causes = {c["kind"]: {one["what"] for one in c["changes"]} for c in found["causes"]}
    assert {"rules", "laws"} <= set(causes) and "STAT-DAEB" in causes["rules"]
    turned = {v["rule"]: (v["was"], v["now"], v["because"]) for v in found["verdicts"] if v["kind"] == "turned"}
    assert turned["STAT-DAEB"] == ("violates", "shortfall", ["rules"])
    check(found, same=False)
    shutil.rmtree(rules / "rules" / "rollups")  # they rest on the rule that goes
    for path in (rules / "rules" / "statute").rglob("*.yaml"):
        if "\nid: STAT-PT\n" in path.read_text("utf-8"):
            path.unlink()
    assert any(
        v["rule"] == "STAT-PT" and v["kind"] == "gone" for v in verified(report, facts_of(report), capsys)["verdicts"]
    )


def test_verification_is_identical_only_without_differences():
    assert Verification(3).identical
    assert not Verification(3, causes={"rules": []}).identical
