"""Bad input: each ends with exit code 2, a coded message and no traceback, in a child process, fast and small."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

HEAD = "subject: allocation\nid: x\nfacts:\n"
BAD = {
    "unknown-fact.yaml": (HEAD + "  houshold_size: 2\n", "E501"),
    "wrong-type.yaml": (HEAD + "  household_size: twee\n", "E502"),
    "nan.yaml": (HEAD + "  net_rent: .nan\n", "E107"),
    "exponent.yaml": (HEAD + "  net_rent: 1e400\n", "E107"),
    "no-such-day.yaml": (HEAD + "  allocation_date: '2026-02-30'\n", "E205"),
    "double-key.yaml": (HEAD + "  net_rent: 700\n  net_rent: 800\n", "E118"),
    "tag.yaml": (HEAD + "  net_rent: !!python/object/apply:os.system ['true']\n", "E115"),
    "bomb.yaml": ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "E114"),
    "long-text.yaml": (HEAD + "  corporation: '" + "x" * 10_000_000 + "'\n", "E104"),
    "long-line.json": ('{"subject": "' + "x" * 3_000_000 + '"}', "E108"),
    "empty.yaml": ("", "E110"),
    "blank.json": ("  \n", "E110"),
    "binary.yaml": (b"\x00\x01\x02" * 100, "E105"),
    "encoding.yaml": (HEAD.encode() + b"  corporation: 'caf\xe9'\n", "E109"),
    "deep.yaml": (HEAD + "  corporation: " + "[" * 100_000 + "\n", "E112"),
    "deep.json": ('{"subject": ' + "[" * 100_000, "E112"),
    "digits.yaml": (HEAD + "  household_size: " + "9" * 5000 + "\n", "E107"),
    "digits.json": ('{"subject": "allocation", "facts": {"household_size": ' + "9" * 5000 + "}}", "E107"),
    "yes.yaml": (HEAD + "  household_has_aow: yes\n", "E106"),
    "octal.yaml": (HEAD + "  household_size: 010\n", "E107"),
    "clock.yaml": (HEAD + "  net_rent: 12:30\n", "E107"),
    "comma.yaml": (HEAD + "  net_rent: 702,10\n", "E107"),
    "person.yaml": (HEAD + "  bsn: '123456782'\n", "E511"),
    "two-documents.yaml": (HEAD + "  net_rent: 700\n---\na: 1\n", "E113"),
    "no-subject.yaml": ("facts: {}\n", "E513"),
    "two-lists.yaml": (
        "subject: municipality_plan\nid: x\nfacts:\n  projects: [{dwellings: 9}]\n  programme_by_year: [{dwellings: 9}]\n",
        "E507",
    ),
    "bounds.yaml": (HEAD + "  household_size: 0\n", "E503"),
    "decimals.yaml": (HEAD + "  net_rent: 700.001\n", "E504"),
}


@pytest.fixture(scope="module")
def limit(tmp_path_factory) -> int:
    """The peak memory of `npa --version` plus 100 MiB, in KiB."""
    subprocess.run([sys.executable, "-m", "npa_rules", "rules", "list"], capture_output=True, check=True)
    code = (
        "import resource,subprocess,sys;"
        "subprocess.run([sys.executable,'-m','npa_rules','--version'],capture_output=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return int(found.stdout) + 100 * 1024


def check(path: Path) -> tuple[subprocess.CompletedProcess[str], float, int]:
    code = (
        "import resource,subprocess,sys;"
        f"r=subprocess.run([sys.executable,'-m','npa_rules','check',{str(path)!r},'--lang','en'],capture_output=True,text=True);"
        "sys.stdout.write(r.stdout);sys.stderr.write(r.stderr);"
        "sys.stderr.write('\\nrss %d' % resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss);"
        "sys.exit(r.returncode)"
    )
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    return done, time.perf_counter() - start, int(done.stderr.rsplit("rss ", 1)[1])


@pytest.mark.parametrize("name", sorted(BAD))
def test_bad_file(tmp_path, limit, name):
    content, code = BAD[name]
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    done, _, memory = check(path)
    assert done.returncode == 2, done.stderr
    assert f"error[{code}]" in done.stderr
    assert name in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert memory < limit
    assert done.stdout == ""
    for secret in ("twee", "123456782", "702,10", "700.001", "xxxx", "9999"):
        assert secret not in done.stderr


def test_directory_and_missing_file(tmp_path):
    for path, code in ((tmp_path, "E101"), (tmp_path / "none.yaml", "E102")):
        done, _, _ = check(path)
        assert done.returncode == 2
        assert code in done.stderr


def test_every_finding_is_shown_at_once(tmp_path):
    path = tmp_path / "three.yaml"
    path.write_text(HEAD + "  houshold_size: 2\n  net_rent: veel\n  allocation_date: '2026-13-01'\n")
    done, _, _ = check(path)
    assert all(c in done.stderr for c in ("E501", "E502", "E205", "three.yaml:4:3", "did you mean 'household_size'?"))


assert resource  # the limits are measured by the child
