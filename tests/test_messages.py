"""The catalogue of messages: both languages say the same, in their own words, and every code can be produced."""

from __future__ import annotations

import re
import string

import pytest

from npa_rules.cli.commands import cli
from npa_rules.messages import CATALOGUE, SUGGESTION, Message, term
from npa_rules.messages.terms import OTHER_SYNTAX, TERMS
from tests import test_compare, test_difference, test_editions, test_lint, test_lock, test_overrides, test_verify
from tests.audit.codes import CODES as AUDIT
from tests.cli import test_commands
from tests.facts import test_case_file, test_values
from tests.impact.codes import CODES as IMPACT
from tests.load import test_data_files, test_json_source, test_rule_file, test_versions, test_yaml_source
from tests.readers import codes as reader_codes
from tests.recalibration import test_recalibrate
from tests.recalibration import test_source as test_own_copy

TESTED = (
    test_yaml_source.CODES
    | test_json_source.CODES
    | test_rule_file.CODES
    | test_data_files.CODES
    | test_versions.CODES
    | test_editions.CODES
    | test_difference.CODES
    | test_lock.CODES
    | test_values.CODES
    | test_case_file.CODES
    | test_lint.CODES
    | test_commands.CODES
    | test_recalibrate.CODES
    | test_own_copy.CODES
    | test_overrides.CODES
    | test_compare.CODES
    | test_verify.CODES
    | reader_codes.CODES
    | AUDIT
    | IMPACT
)
ENGLISH = re.compile(
    r"\b(the|this|that|and|not|with|without|which|must|may|should|your|you|has|have|does|from)\b", re.I
)
DUTCH = re.compile(r"\b(de|het|een|niet|geen|voor|wordt|worden|deze|dit|van|naar|bij|zijn|uw|u)\b")
KINDS = ("sentence", "remedy", "page")


def test_every_code_is_produced_by_a_test():
    assert sorted(set(CATALOGUE) - TESTED) == []
    assert sorted(TESTED - set(CATALOGUE)) == []


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def prose(text: str) -> str:
    """A text without what is code: backticks, quotes, options, placeholders and mappings."""
    return re.sub(r"`[^`]*`|'[^']*'|--\S+|\{.*?\}|`", " ", text)


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_message(code):
    message: Message = CATALOGUE[code]
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", message.slug)
    for kind in KINDS:
        texts = getattr(message, kind)
        assert set(texts) == {"nl", "en"}
        assert all(t.strip() == t and t and "\n" not in t and "  " not in t for t in texts.values())
        assert ENGLISH.findall(prose(texts["nl"])) == []
        assert DUTCH.findall(prose(texts["en"])) == []
    assert fields(message.sentence["nl"]) == fields(message.sentence["en"])
    for lang in ("nl", "en"):
        assert not message.sentence[lang].endswith(".")
        assert message.remedy[lang].endswith(".") and message.page[lang].endswith((".", "`."))
        assert len(message.page[lang]) > len(message.remedy[lang])


def test_slugs_tell_codes_apart():
    assert len({m.slug for m in CATALOGUE.values()}) == len(CATALOGUE)


def test_words_that_fill_a_sentence_are_in_both_languages():
    for name, texts in {**TERMS, "": OTHER_SYNTAX, "'{}'": SUGGESTION}.items():
        assert set(texts) == {"nl", "en"}, name
        assert ENGLISH.findall(prose(texts["nl"])) == []
    assert term("problem", "something new of a parser", "nl") == OTHER_SYNTAX["nl"]
    assert term("kind", "bool", "nl") != term("kind", "bool", "en")
    assert term("name", "bool", "nl") == "bool"


def test_commands_in_the_pages_exist():
    """What a page tells a reader to type is there: the command and its options."""
    for message in CATALOGUE.values():
        for kind in ("remedy", "page"):
            for text in getattr(message, kind).values():
                for typed in re.findall(r"`npa ([a-z]+)([^`]*)`", text):
                    assert typed[0] in cli.commands, typed
                    known = {o for p in cli.commands[typed[0]].params for o in p.opts} | {"--help"}
                    assert set(re.findall(r"--[a-z-]+", typed[1])) <= known, typed
