"""Words that fill a placeholder of a sentence: what was expected, and what is wrong with the syntax."""

from __future__ import annotations

from npa_rules.messages.w1_columns import WHY
from npa_rules.model.words import TYPES, Text

OTHER_SYNTAX: Text = {"nl": "de opmaak klopt niet", "en": "the syntax is wrong"}

TERMS: dict[str, Text] = {
    **TYPES,
    **WHY,
    "map": {"nl": "sleutels met waarden", "en": "keys with values"},
    "list": {"nl": "een lijst", "en": "a list"},
    "text": {"nl": "tekst", "en": "text"},
    "true/false": {"nl": "true of false", "en": "true or false"},
    "codes": {"nl": "een lijst van codes", "en": "a list of codes"},
    "?": {"nl": "een waarde", "en": "a value"},
    "a colon was expected": {"nl": "er hoort een dubbele punt te staan", "en": "a colon was expected"},
    "a key in double quotes was expected": {
        "nl": "er hoort een sleutel tussen dubbele aanhalingstekens te staan",
        "en": "a key in double quotes was expected",
    },
    "a value was expected": {"nl": "er hoort een waarde te staan", "en": "a value was expected"},
    "a comma or ] was expected": {"nl": "er hoort een komma of ] te staan", "en": "a comma or ] was expected"},
    "a comma or } was expected": {"nl": "er hoort een komma of } te staan", "en": "a comma or } was expected"},
    "an escape is not valid": {"nl": "een teken na \\ is niet toegestaan", "en": "an escape is not valid"},
    "text after the end of the document": {
        "nl": "er staat nog tekst na het einde",
        "en": "text after the end of the document",
    },
    "the text does not end, or holds a control character": {
        "nl": "de tekst eindigt niet, of bevat een stuurteken",
        "en": "the text does not end, or holds a control character",
    },
    "value": {"nl": "deze waarde is niet te lezen", "en": "this value cannot be read"},
    "mapping values are not allowed in this context": {
        "nl": "een dubbele punt staat op een plaats waar dat niet kan",
        "en": "a colon stands where it cannot",
    },
    "could not find expected": {"nl": "er ontbreekt een dubbele punt", "en": "a colon is missing"},
    "did not find expected key": {"nl": "er hoort een sleutel te staan", "en": "a key was expected"},
    "did not find expected node content": {"nl": "er hoort een waarde te staan", "en": "a value was expected"},
    "did not find expected": {"nl": "er ontbreekt een teken", "en": "a character is missing"},
    "found character that cannot start any token": {
        "nl": "hier staat een tab of een teken dat niet kan",
        "en": "a tab or another character that cannot stand here",
    },
    "found unexpected end of stream": {"nl": "de tekst eindigt te vroeg", "en": "the text ends too early"},
    "found unexpected document indicator": {
        "nl": "hier begint een tweede document",
        "en": "a second document begins here",
    },
    "found unknown escape character": {"nl": "een teken na \\ is niet toegestaan", "en": "an escape is not valid"},
}


def term(name: str, value: object, lang: str) -> object:
    """What fills a placeholder, in the language of the sentence."""
    if isinstance(value, dict):
        return value[lang]
    if name not in ("expected", "problem", "kind", "left", "right", "why") or not isinstance(value, str):
        return value
    if value in TERMS:
        return TERMS[value][lang]
    return OTHER_SYNTAX[lang] if name == "problem" else value
