"""The schemas for editors accept every rule, refuse a mistyped name, and are those of the rule set."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from npa_rules.editor import build
from npa_rules.lint import plain

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def validators(ruleset) -> dict[str, Draft202012Validator]:
    return {name: Draft202012Validator(schema) for name, schema in build(ruleset).items()}


def test_the_files_are_those_of_the_rule_set(ruleset):
    for name, schema in build(ruleset).items():
        assert json.loads((ROOT / f"schemas/editor/{name}.schema.json").read_text("utf-8")) == schema
        Draft202012Validator.check_schema(schema)
    assert len(list((ROOT / "schemas/editor").iterdir())) == len(build(ruleset))


def test_every_rule_is_accepted_and_names_its_schema(sources, validators):
    for file in sources.files.values():
        errors = list(validators[file.rule.applies_to].iter_errors(plain(file.root)))
        assert errors == [], (file.rule.file, errors[0].message)
        first = (ROOT / file.rule.file).read_text("utf-8").split("\n", 1)[0]
        named = (ROOT / file.rule.file).parent / first.removeprefix("# yaml-language-server: $schema=")
        assert named.resolve() == ROOT / f"schemas/editor/{file.rule.applies_to}.schema.json"


def changed(rule: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    found = copy.deepcopy(rule)
    node: Any = found
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    return found


@pytest.mark.parametrize(
    "rule, path, value",
    [
        ("STAT-PT", ("requires", "any", 0, "fact"), "net_rnt"),
        ("STAT-PT", ("when", "all", 0, "fact"), "suitable_incom_group"),
        ("STAT-PT-GROUP", ("values", "inside", "any", 1, "equals"), "permit_holdr"),
        ("STAT-PT-GROUP", ("derives", "suitable_rent_cap", "table", 0, "then", "parameter"), "capping_limit"),
        ("NPA-BET-042", ("in_force", "needs_law"), "some-act"),
        ("NPA-BET-059", ("when", "all", 3, "at_least"), "A9"),
        ("NPA-BES-021", ("values", "adopted", "event"), "framework"),
        ("STAT-PT", ("cases", 0, "facts", "net_rnt"), 700),
    ],
)
def test_a_mistyped_name_is_refused(sources, validators, rule, path, value):
    file = sources.files[rule]
    validator = validators[file.rule.applies_to]
    assert not validator.is_valid(changed(plain(file.root), path, value))
