"""The two sides of a comparison: an edition, a version of a rule, a date, a folder or a git revision."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from pathlib import Path

from npa_rules.errors import Diagnostic, InputError, nearest
from npa_rules.load.compiled import load
from npa_rules.load.fields import day
from npa_rules.load.places import data_folder
from npa_rules.load.ruleset import load_sources
from npa_rules.model.case import Settings
from npa_rules.model.record import OpenRecord
from npa_rules.model.rule import LAST, Rule, RuleSet
from npa_rules.model.words import Text
from npa_rules.prose.format import date


class Side(OpenRecord):
    """One side: what it is called, its rules by id, and the days that it is about."""

    kind: str  # edition | version | date | revision
    label: Text
    ruleset: RuleSet
    rules: dict[str, Rule]
    since: int = 0
    until: int = LAST
    whole: RuleSet | None = None  # of an impact: the rule set before the settings were worked into it
    settings: Settings | None = None  # and these: what was known, and the departures of a user


Local = tuple[str, ...]  # folders with rules of a user


def sides(one: str, two: str, local: tuple[Local, Local] = ((), ())) -> tuple[Side, Side]:
    """Both sides, each with own rules of a user; `InputError` (E934, E935) when one is not understood or of another kind."""
    found = side(one, local[0]), side(two, local[1])
    if found[0].kind != found[1].kind:
        raise InputError([Diagnostic("E934", name=f"{one} {two}"[:80], allowed=_known())])
    return found


def side(name: str, local: Local = ()) -> Side:
    """One side by its name."""
    ruleset = load(local=local)
    if name in ruleset.editions:
        edition = ruleset.editions[name]
        rules = {r.id: r for r in ruleset.rules.values() if r.edition == name and not r.earlier}
        return Side("edition", edition.label, ruleset, rules, edition.since, edition.until or LAST)
    rule = version(ruleset, name)
    if rule is not None:
        label = dict.fromkeys(("nl", "en"), f"{rule.id} {rule.version}")
        return Side("version", label, ruleset, {rule.id: rule}, rule.since or 0, rule.until or LAST)
    on = day(name)
    if on is not None:
        return Side("date", {x: date(on, x) for x in ("nl", "en")}, ruleset, holding(ruleset, on), on, on)
    if is_folder(name):
        return revision(name, load_sources(Path(name), local).ruleset)
    return revision(name, at(name, ruleset, local))


def is_folder(name: str) -> bool:
    """Whether a name is that of a folder with a rule set."""
    return Path(name, "rules").is_dir()


def version(ruleset: RuleSet, name: str) -> Rule | None:
    """A rule by id, or by id and version."""
    rule, _, number = name.upper().partition("@")
    if rule not in ruleset.rules:
        return None
    if not number:
        return ruleset.rules[rule]
    found = next((r for r in ruleset.versions(rule) if r.version == number), None)
    if found is None:
        known = [f"{rule}@{r.version}" for r in ruleset.versions(rule)]
        hint = known[0] if len(known) == 1 else nearest(name.upper(), known)
        raise InputError([Diagnostic("E934", name=name[:80], allowed=", ".join(known), suggestion=hint)])
    return found


def holding(ruleset: RuleSet, on: int) -> dict[str, Rule]:
    """The rules that hold on a day, each in the version of that day."""
    found: dict[str, Rule] = {}
    for rule in sorted(ruleset.rules.values(), key=lambda r: r.earlier, reverse=True):
        window = ruleset.window(rule)
        edition = ruleset.editions.get(rule.edition)
        if window is not None and window[0] <= on <= window[1] and (edition is None or edition.covers(on, on)):
            found[rule.id] = rule
    return found


def revision(name: str, ruleset: RuleSet) -> Side:
    """The whole of a rule set that was read from a folder or a revision."""
    rules = {r.id: r for r in ruleset.rules.values() if not r.earlier}
    return Side("revision", dict.fromkeys(("nl", "en"), name), ruleset, rules)


def at(name: str, ruleset: RuleSet, local: Local = ()) -> RuleSet:
    """The rule set of a git revision of the folder with the rules; E934 or E935 when there is none."""
    folder = data_folder()
    try:
        where = subprocess.run(["git", "-C", folder, "rev-parse", "--show-prefix"], capture_output=True, check=True)
        prefix = where.stdout.decode().strip()
        tree = f"{name}:{prefix}rules" if not name.startswith("-") else ""
        packed = subprocess.run(
            ["git", "-C", folder, "archive", "--prefix=rules/", tree], capture_output=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        known = [*ruleset.editions, *ruleset.rules]
        raise InputError(
            [Diagnostic("E934", name=name[:80], allowed=_known(), suggestion=nearest(name, known))]
        ) from None
    with tempfile.TemporaryDirectory() as made, tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(made, filter="data")
        try:
            return load_sources(Path(made), local).ruleset
        except InputError as error:
            count = len(error.diagnostics)
            raise InputError([Diagnostic("E935", name=name[:80], count=count), *error.diagnostics[:3]]) from None


def _known() -> str:
    return f"{', '.join(load().editions)}, NPA-…@1.0.0, 2026-07-01, HEAD~1"
