"""The drafts beside the rules in use, in a folder of their own: their cases carried, and what of them stays open."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from pathlib import Path

from npa_rules.cases import Report, run_all
from npa_rules.errors import Diagnostic, InputError
from npa_rules.load.rule_file import RuleFile
from npa_rules.load.ruleset import Sources, load_sources
from npa_rules.model.record import Record
from npa_rules.recalibration.carry import Left, carried


class Open(Record):
    """What the cases of a rule leave to be done: those that fail, and what none of them shows any more."""

    rule: str
    cases: tuple[Left, ...]
    unseen: tuple[str, ...]  # a verdict, or a condition with the state that no case shows


class Trial(Record):
    """The drafts with their cases: their texts by place, how many cases were carried how, and what is open."""

    texts: dict[str, str]
    how: dict[str, int]
    open: tuple[Open, ...]


def tried(folder: Path, name: str, files: dict[str, str]) -> Trial:
    """Load the drafts of an edition beside the rules of a folder, carry their cases and run all that there are.

    Nothing is written but in a folder that is gone afterwards. Raises `InputError` (E970) where the drafts do not load.
    """
    with tempfile.TemporaryDirectory(prefix="npa-") as made:
        shutil.copytree(folder / "rules", Path(made, "rules"))
        for place, text in files.items():
            target = Path(made, "rules", name, place)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
        old = load_sources(folder)
        try:
            new = load_sources(made)
        except InputError as error:
            count = len(error.diagnostics)
            raise InputError([Diagnostic("E970", name=name, count=count), *error.diagnostics[:3]]) from None
    return _carried(name, old, new)


def _carried(name: str, old: Sources, new: Sources) -> Trial:
    texts: dict[str, str] = {}
    how: Counter[str] = Counter()
    left: dict[str, tuple[Left, ...]] = {}
    latest: dict[str, RuleFile] = {f.rule.id: f for f in old.files.values() if not f.rule.earlier}
    files = dict(new.files)
    for key, draft in new.files.items():
        was = draft.rule.replaces
        if draft.rule.edition != name or was is None:
            continue
        found = carried(latest[was.rule], old.ruleset, draft, new.ruleset)
        place = draft.rule.file.removeprefix(f"rules/{name}/")
        texts[place], left[draft.rule.id], files[key] = found.text, found.left, found.file
        how.update(found.how)
    after = run_all(Sources(new.ruleset, files, new.names, new.folder, new.places))
    return Trial(texts, dict(how), tuple(_open(after, files, left, _known(run_all(old), old.files))))


class _Known(Record):
    """What the cases of the old rules leave open already: the numbers of those that fail, and what none shows."""

    failed: set[tuple[str, int]]
    unseen: set[tuple[str, str]]


def _known(report: Report, files: dict[str, RuleFile]) -> _Known:
    failed = {(f.case.rule.id, f.case.number) for f in report.failures}
    names = {f.source.name: f.rule.id for f in files.values()}
    return _Known(failed, {(names[g.file], _said(g)) for g in report.gaps})


def _open(report: Report, files: dict[str, RuleFile], left: dict[str, tuple[Left, ...]], known: _Known) -> list[Open]:
    """What is newly open per rule, those of older editions whose cases the drafts disturb among them."""
    was = {
        f.rule.id: f.rule.replaces.rule if f.rule.id in left and f.rule.replaces else f.rule.id for f in files.values()
    }
    failed: dict[str, list[Left]] = {}
    for one in report.failures:
        rule, case = one.case.rule.id, one.case
        if (was[rule], case.number) in known.failed:
            continue
        told = next((e for e in left.get(rule, ()) if e.case == case.number), None)
        if told is None:  # a case that the shape of the rule brings, or of an older rule
            wanted = str(case.expected.get("verdict", ""))
            now = one.verdict.verdict if one.verdict is not None else ""
            told = Left(case.number, case.line, wanted, now, "other")
        failed.setdefault(rule, []).append(told)
    names = {f.source.name: f.rule.id for f in files.values()}
    unseen: dict[str, list[str]] = {}
    for gap in report.gaps:
        rule = names[gap.file]
        if (was[rule], _said(gap)) not in known.unseen:
            unseen.setdefault(rule, []).append(_said(gap))
    return [Open(n, tuple(failed.get(n, ())), tuple(unseen.get(n, ()))) for n in was if n in failed or n in unseen]


def _said(gap: Diagnostic) -> str:
    """What no case shows: a verdict, or a condition with its state."""
    values = gap.values
    return str(values["verdict"]) if "verdict" in values else f"{values['id']} {values['state']}"
