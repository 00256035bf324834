"""`npa verify REPORT FACTS…`: perform a kept report again, and say whether it is identical, or what differs and why."""

from __future__ import annotations

import json
import sys
from fractions import Fraction
from typing import Any

from npa_rules.cli.check import config_above, perform
from npa_rules.cli.exits import OK, VIOLATION
from npa_rules.errors import Diagnostic, InputError
from npa_rules.load.compiled import load
from npa_rules.load.config import read_config
from npa_rules.load.fields import day
from npa_rules.load.source import NUMBER, number
from npa_rules.model.case import Settings
from npa_rules.model.override import Disagreement, Override
from npa_rules.model.rule import ALWAYS, OWN, ParameterSeries, Period, RuleSet
from npa_rules.model.words import NUMERIC
from npa_rules.overrides import figures, folder_name
from npa_rules.receipt import Asked, sealed
from npa_rules.report.data import build
from npa_rules.report.stored import STDIN, read_report
from npa_rules.report.verification import data, text
from npa_rules.verify import own_rules, verify


def run(path: str, facts: tuple[str, ...], rules: tuple[str, ...], form: str, lang: str) -> int:
    """Print the outcome: 0 identical, 1 differs."""
    if not facts:
        raise InputError([Diagnostic("E703")])
    if [path, *facts].count(STDIN) > 1:
        raise InputError([Diagnostic("E953")])
    report = read_report(path, receipt=True)
    asked = report["receipt"]["asked"]
    local = {folder_name(r): r for r in rules or own_folders(asked, facts)}
    ruleset = load(local=tuple(local.values()))
    settings = settings_of(report, ruleset, local, path)
    judged = perform(ruleset, settings, facts, chosen_rules(ruleset, asked), edition=asked.get("edition"))
    items = [i for c in judged.cases for i in c.items]
    again = sealed(
        build(ruleset, judged.verdicts, settings, judged.releases, judged.supposed),
        ruleset,
        judged.verdicts,
        Asked(asked.get("edition"), tuple(asked["only"]), settings),
        items,
    )
    found = verify(report, again, ruleset, {(i.subject.name, i.id): {*i.facts} for i in items}, {*local})
    if form == "json":
        sys.stdout.write(json.dumps(data(found), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(text(found, lang))
    return OK if found.identical else VIOLATION


def own_folders(asked: dict[str, Any], facts: tuple[str, ...]) -> list[str]:
    """Where the own rules of a report lie, by the `npa.toml` above the facts; none where it does not name them."""
    wanted = {o.get("target") for o in own_rules(asked)}
    config = config_above(facts) if wanted else None
    return [o.folder for o in read_config(config).folders if o.target in wanted] if config is not None else []


def chosen_rules(ruleset: RuleSet, asked: dict[str, Any]) -> frozenset[str]:
    """The rules that were asked for, as far as they are still there; none is not the same as all."""
    edition, only = asked.get("edition"), {n for n in asked["only"] if isinstance(n, str)}
    if edition is None and not only:
        return frozenset()
    found = [r for r in ruleset.rules.values() if edition is None or r.edition == edition]
    found = [r for r in found if not only or only & {r.id, r.slug, *r.clauses, *r.tags}]
    return frozenset(r.id for r in found) or frozenset({"-"})


def settings_of(report: dict[str, Any], ruleset: RuleSet, local: dict[str, str], path: str) -> Settings:
    """The settings that a receipt records; what the rule set no longer knows is left out, and found as a difference."""
    asked = report["receipt"]["asked"]
    as_of = day(asked["as_of"])
    known_at = day(asked["known_at"]) if isinstance(asked.get("known_at"), str) else None
    if as_of is None or (asked.get("known_at") is not None and known_at is None):
        raise InputError([Diagnostic("E952", file="stdin" if path == STDIN else path)])
    overrides = [override(o, ruleset, local, as_of) for o in asked["overrides"] if isinstance(o, dict)]
    known = [o for o in overrides if o is not None]
    counting = [o for o in known if not o.expired(as_of)]
    readings = {r: n for r, n in asked["readings"].items() if n in ruleset.readings(r)}
    return Settings(
        as_of=as_of,
        known_at=known_at,
        presumptions=asked["presumptions"],
        readings=readings,
        parameters=figures(ruleset, counting),
        overrides=tuple(known),
        disagreements=tuple(disagreements(report)),
    )


def override(o: dict[str, Any], ruleset: RuleSet, local: dict[str, str], as_of: int) -> Override | None:
    """An override as a receipt records it; None when what it is about is not there."""
    kind, target, key = str(o.get("kind")), str(o.get("target")), str(o.get("key") or "")
    until = day(str(o["until"])) if o.get("until") else None
    made = Override(kind, target, str(o.get("who") or ""), str(o.get("why") or ""), until, key)
    if kind == "rules":
        return made.but(folder=local.get(target, "")) if target in local or made.expired(as_of) else None
    if kind == "reading":
        chosen = str(o.get("reading"))
        known = chosen in ruleset.readings(target)
        return made.but(chosen=chosen) if known else None
    since, through = day(str(o.get("from"))), day(str(o["through"])) if o.get("through") else None
    if kind != "parameter" or target not in ruleset.parameters or since is None:
        return None
    value = usable(o.get("value"), ruleset.parameters[target])
    if value is None:
        return None
    period = Period(since, through, key, value, made.who, confidence=OWN, published=ALWAYS, recorded=ALWAYS)
    return made.but(period=period)


def usable(value: Any, series: ParameterSeries) -> int | Fraction | str | bool | None:
    """A value that may stand in the place of one of a series, as `npa.toml` could have given it; else None."""
    if series.type not in NUMERIC:
        kind = bool if series.type == "bool" else int if series.type == "date" else str
        return value if type(value) is kind else None
    figure = number(value) if isinstance(value, str) and NUMBER.match(value) else value
    if isinstance(figure, bool) or not isinstance(figure, int | Fraction):
        return None
    within = (series.low is None or series.low <= figure) and (series.high is None or figure <= series.high)
    return figure if within else None


def disagreements(report: dict[str, Any]) -> list[Disagreement]:
    """Those that a report shows."""
    found = []
    for d in report.get("disagreements") or []:
        if isinstance(d, dict):
            rule, reading, party, why = (str(d.get(n)) for n in ("rule", "reading", "party", "why"))
            found.append(Disagreement(rule, reading, party, why, day(str(d.get("date"))) or 0))
    return found
