"""`npa.toml`, `--rules` and `--reading` for every command that judges by the rules or speaks of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import click

from npa_rules.model.record import Record

if TYPE_CHECKING:
    from npa_rules.impact.sides import Departing as Departure
    from npa_rules.model.case import Settings
    from npa_rules.model.rule import RuleSet

HERE = "npa.toml"  # for commands without facts: the file in or above the folder where they run
F = TypeVar("F", bound=Callable[..., Any])
CONFIG_OPTION = click.option("--config", help="Afwijkingen (npa.toml) / overrides (npa.toml).")
RULES_OPTION = click.option(
    "--rules", multiple=True, help="Map met eigen regels erbij / folder with rules of your own."
)
READING_OPTION = click.option("--reading", multiple=True, help="REGEL=lezing / RULE=reading.")


class Departing(Protocol):
    """What the options say of departures from the rules."""

    @property
    def config(self) -> str | None: ...
    @property
    def rules(self) -> tuple[str, ...]: ...
    @property
    def reading(self) -> tuple[str, ...]: ...


class Departures(Record):
    """The same, once read."""

    config: str | None
    rules: tuple[str, ...]
    reading: tuple[str, ...]


def own_options(command: F) -> F:
    """Where rules of a user are, for commands that speak of rules; the `npa.toml` in or above this folder is read."""
    for option in (CONFIG_OPTION, RULES_OPTION):
        command = option(command)
    return command


def departure_options(command: F) -> F:
    """How a user departs from the rules; beside these an `npa.toml` beside or above the facts is read."""
    for option in (CONFIG_OPTION, RULES_OPTION, READING_OPTION):
        command = option(command)
    return command


def departed(files: tuple[str, ...], asked: Departing, as_of: int, known_at: int | None) -> tuple[RuleSet, Settings]:
    """The rule set with the rules of the user in it, and the settings with the other departures; `InputError` as in check.

    The nearest `npa.toml` above the files counts, or the one that is named.
    """
    from npa_rules.cli.check import chosen_readings, config_above
    from npa_rules.load.compiled import load
    from npa_rules.model.case import Settings

    config = asked.config or config_above(files)
    if config is None and not asked.rules and not asked.reading:
        return load(), Settings(as_of=as_of, known_at=known_at)
    from npa_rules import overrides

    plan = overrides.plan(config, asked.rules, as_of)
    ruleset = load(local=plan.local)
    settings = Settings(as_of=as_of, known_at=known_at, readings=chosen_readings(ruleset, asked.reading))
    return ruleset, overrides.settled(plan, ruleset, settings)


def ruleset_here(config: str | None = None, rules: tuple[str, ...] = ()) -> RuleSet:
    """The rule set with the own rules of the `npa.toml` in or above this folder, those that have not expired today."""
    import time

    from npa_rules.cli.check import config_above
    from npa_rules.load.compiled import load

    config = config or config_above((HERE,))
    if config is None and not rules:
        return load()
    from npa_rules import overrides

    return load(local=overrides.plan(config, rules, int(time.strftime("%Y%m%d"))).local)


def departing(name: str, files: tuple[str, ...], asked: Departing, as_of: int) -> Departure:
    """How one side of an impact departs from its rules: a folder with an `npa.toml` by that one, else as in `departed`."""
    from pathlib import Path

    from npa_rules import overrides
    from npa_rules.cli.check import CONFIG, chosen_readings, config_above
    from npa_rules.difference.sides import is_folder
    from npa_rules.impact.sides import NOT
    from npa_rules.impact.sides import Departing as Departure

    own = Path(name, CONFIG)
    config = str(own) if is_folder(name) and own.is_file() else asked.config or config_above(files)
    if config is None and not asked.rules and not asked.reading:
        return NOT
    plan = overrides.plan(config, asked.rules, as_of)

    def settle(ruleset: RuleSet, settings: Settings) -> Settings:
        return overrides.settled(plan, ruleset, settings.but(readings=chosen_readings(ruleset, asked.reading)))

    return Departure(plan.local, settle)
