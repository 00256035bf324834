"""The commands of the README by which a report is signed with OpenSSH: they work, and another byte is refused."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from npa_rules.cli.main import run

ROOT = Path(__file__).resolve().parent.parent


def typed(command: str, folder: Path) -> int:
    """The exit code of a command line of OpenSSH; `<` gives it a file."""
    words, _, given = command.partition(" < ")
    program, *arguments = words.split()
    with (folder / (given or "report.json")).open("rb") as stream:
        found = shutil.which(program)
        assert found
        return subprocess.run(
            [found, *arguments], cwd=folder, stdin=stream, capture_output=True, check=False
        ).returncode


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="OpenSSH is not installed")
def test_signing_as_the_readme_says(tmp_path, monkeypatch, capsys):
    block = (ROOT / "README.md").read_text("utf-8").partition("<!-- sign -->\n```sh\n")[2].partition("```")[0]
    sign, check, verify = block.splitlines()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "facts.yaml").write_bytes((ROOT / "examples/huurverhoging.yaml").read_bytes())
    assert run(["check", "facts.yaml", "--format", "json", "--as-of", "2026-11-24"]) == 0
    (tmp_path / "report.json").write_text(capsys.readouterr().out, encoding="utf-8")
    made = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "id_ed25519"]
    subprocess.run(made, cwd=tmp_path, check=True, capture_output=True)
    signer = re.search(r"-I (\S+)", check)
    assert signer
    key = " ".join((tmp_path / "id_ed25519.pub").read_text("utf-8").split()[:2])
    (tmp_path / "allowed_signers").write_text(f"{signer[1]} {key}\n", encoding="utf-8")
    assert typed(sign, tmp_path) == 0 and (tmp_path / "report.json.sig").is_file()
    assert typed(check, tmp_path) == 0
    assert run(verify.split()[1:]) == 0
    report = tmp_path / "report.json"
    report.write_bytes(report.read_bytes() + b" ")  # the same to `npa verify`, and not what was signed
    assert typed(check, tmp_path) != 0
    assert run(verify.split()[1:]) == 0
