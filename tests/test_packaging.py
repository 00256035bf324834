"""Wheel, sdist and editable install find the rules and schemas."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    done = subprocess.run(
        [sys.executable, "-m", "build", "--outdir", str(out), str(ROOT)], capture_output=True, text=True, check=False
    )
    if done.returncode and "No module named build" in done.stderr:
        pytest.skip("the package `build` is not installed (extra `dev`)")
    assert done.returncode == 0, done.stderr[-2000:]
    return out


def test_the_sdist_carries_the_rules(built):
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = archive.getnames()
    assert any(n.endswith("rules/statute/suitable-allocation.yaml") for n in names)
    assert any(n.endswith("schemas/rule.schema.json") for n in names)


def test_the_wheel_runs_away_from_the_checkout(built, tmp_path):
    wheel = next(built.glob("*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "npa_rules/_data/ruleset.jsonl" in names
    assert "npa_rules/_data/schemas/report.schema.json" in names
    venv.create(tmp_path / "venv", with_pip=True)
    python = next((tmp_path / "venv").glob("*/python"))
    subprocess.run([str(python), "-m", "pip", "install", "-q", str(wheel)], check=True, capture_output=True)
    facts = tmp_path / "facts.yaml"
    facts.write_text((ROOT / "examples/toewijzing.yaml").read_text("utf-8"))
    env = {**os.environ, "HOME": str(tmp_path / "nowhere"), "XDG_CACHE_HOME": "/proc/none"}
    env.pop("NPA_RULES", None)
    done = subprocess.run(
        [str(python), "-m", "npa_rules", "check", str(facts), "--lang", "nl"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=env,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert "Voldoet aan: passend toewijzen" in done.stdout


def test_this_install_finds_the_rules():
    done = subprocess.run([sys.executable, "-m", "npa_rules", "rules", "list"], capture_output=True, text=True)
    assert "STAT-PT " in done.stdout
