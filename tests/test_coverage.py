"""Every clause is accounted for, and one that is not makes the command fail."""

from __future__ import annotations

import json

from npa_rules.cli.main import run
from npa_rules.coverage import counted, coverage, data, markdown, text
from tests.load.ruleset import CLAUSES, FILES, write


def test_every_clause_of_the_agreement(sources):
    found = coverage(sources)
    total = counted(found)["total"]
    assert total["clauses"] == 593
    assert total["open"] == 0
    assert total["clauses"] == total["rules"] + total["context"] + total["reasoned"]
    assert sum(row["clauses"] for name, row in counted(found).items() if name != "total") == 593
    told = data(sources, found)
    assert len(told["clauses"]) == 593
    (framework,) = [c for c in told["clauses"] if c["id"] == "BES-021"]
    assert [r["id"] for r in framework["rules"]] == ["NPA-BES-021"]
    assert "violates" in framework["rules"][0]["verdicts"]
    for lang in ("nl", "en"):
        assert markdown(found, lang).count("\n| BES-") == 188
        assert text(found, lang, every=True).count("\nSAM-") == 124


def test_an_open_clause_fails(tmp_path, monkeypatch, capsys):
    """The small rule set has no edition of that name; one clause without a rule is enough to fail."""
    register = FILES[CLAUSES].replace("edition: try", "edition: npa-2025").replace("kind: norm", "kind: target")
    third = "  NEW-1: {citation: 'par. 3', title: {nl: 'Nieuw', en: 'New'}, kind: norm, parties: [corporation]}\n"
    edition = FILES["rules/try/edition.yaml"].replace("edition: try", "edition: npa-2025")
    files = {CLAUSES: register + third, "rules/try/edition.yaml": edition}
    monkeypatch.setenv("NPA_RULES", str(write(tmp_path, files)))
    assert run(["coverage", "--lang", "en", "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [(c["id"], c["status"]) for c in told["clauses"]] == [
        ("TRY-1", "rules"),
        ("TRY-2", "rules"),
        ("NEW-1", "open"),
    ]
