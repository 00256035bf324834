"""What all tests share: the rule set, read once, and every case of every rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from npa_rules.cases import Case, read_cases
from npa_rules.load.ruleset import Sources, load_sources
from npa_rules.model.rule import RuleSet
from tests.load.ruleset import write

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory):
    """No test reads or leaves a cache in the user's home."""
    patch = pytest.MonkeyPatch()
    patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    yield
    patch.undo()


@pytest.fixture(scope="session")
def sources() -> Sources:
    return load_sources(ROOT)


@pytest.fixture(scope="session")
def ruleset(sources: Sources) -> RuleSet:
    return sources.ruleset


@pytest.fixture(scope="session")
def cases(sources: Sources) -> list[Case]:
    return [c for f in sources.files.values() for c in read_cases(f, sources.ruleset)]


@pytest.fixture(scope="session")
def small_sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    """The small rule set of `tests/load/ruleset.py`, unbroken."""
    return load_sources(write(tmp_path_factory.mktemp("small")))


@pytest.fixture(scope="session")
def small(small_sources: Sources) -> RuleSet:
    return small_sources.ruleset


@pytest.fixture(scope="session")
def small_cases(small_sources: Sources) -> list[Case]:
    return [c for f in small_sources.files.values() for c in read_cases(f, small_sources.ruleset)]
