"""The words of a difference: what kinds there are, and the sentences that they are told in."""

from __future__ import annotations

from npa_rules.model.words import Text

LANGS = ("nl", "en")
KINDS: dict[str, Text] = {
    "norm": {"nl": "norm", "en": "norm"},
    "limit": {"nl": "grens", "en": "limit"},
    "date": {"nl": "datum", "en": "date"},
    "scope": {"nl": "bereik", "en": "scope"},
    "exception": {"nl": "uitzondering", "en": "exception"},
    "party": {"nl": "partij", "en": "party"},
    "reading": {"nl": "lezing", "en": "reading"},
    "figure": {"nl": "cijfer", "en": "figure"},
    "law": {"nl": "wet", "en": "law"},
    "clause": {"nl": "bepaling", "en": "clause"},
}
T = {
    "nl": {"gone": "vervalt: {}", "added": "komt erbij: {}", "to": "{} → {}", "all": "alle voorwaarden samen",
           "any": "een van de voorwaarden", "from": "geldt vanaf", "until": "geldt tot en met",
           "open": "zonder datum", "none": "geen", "always": "altijd", "by": "van", "was": "was {}, is nu {}", "no_later": "uiterlijk {}",
           "law": "wacht op de wet",
           "until_law": "tot de wet", "default": "standaardlezing", "standing": "lezing '{}': status",
           "reading": "lezing '{}': {}", "new_reading": "nieuwe lezing '{}': {}", "no_reading": "lezing '{}' vervalt",
           "value": "{}: {} → {}", "new_value": "nieuw: {} = {}", "no_value": "vervalt: {}", "clauses": "bepalingen",
           "about": "gaat over", "suspends": "zet opzij", "gives": "{} = {} → {}", "remark": "signalering '{}' is anders",
           "presume": "wordt aangenomen", "otherwise": "zegt iets anders bij: {}", "yes": "ja", "no": "nee"},
    "en": {"gone": "lapses: {}", "added": "is added: {}", "to": "{} → {}", "all": "all conditions together",
           "any": "one of the conditions", "from": "in force from", "until": "in force until",
           "open": "without a date", "none": "none", "always": "always", "by": "by", "was": "was {}, is now {}",
           "no_later": "no later than {}",
           "law": "waits for the act",
           "until_law": "until the act", "default": "default reading", "standing": "reading '{}': standing",
           "reading": "reading '{}': {}", "new_reading": "new reading '{}': {}", "no_reading": "reading '{}' lapses",
           "value": "{}: {} → {}", "new_value": "new: {} = {}", "no_value": "lapses: {}", "clauses": "clauses",
           "about": "is about", "suspends": "sets aside", "gives": "{} = {} → {}", "remark": "remark '{}' differs",
           "presume": "is presumed", "otherwise": "says something else under: {}", "yes": "yes", "no": "no"},
}  # fmt: skip


PARTS: dict[str, dict[str, dict[str, str]]] = {  # a condition that went or came, by the kind of its place
    "nl": {
        "scope": {"gone": "geldt niet meer alleen als: {}", "added": "geldt alleen als: {}",
                  "not_gone": "geldt nu ook voor: {}", "not_added": "geldt niet voor: {}"},
        "norm": {"gone": "vraagt niet meer: {}", "added": "vraagt nu: {}"},
        "exception": {"gone": "vervalt: {}", "added": "komt erbij: {}"},
    },
    "en": {
        "scope": {"gone": "no longer holds only if: {}", "added": "holds only if: {}",
                  "not_gone": "now holds for this as well: {}", "not_added": "does not hold for: {}"},
        "norm": {"gone": "no longer asks: {}", "added": "now asks: {}"},
        "exception": {"gone": "lapses: {}", "added": "is added: {}"},
    },
}  # fmt: skip


def named(label: str, lang: str) -> str:
    """A word with what it means behind it: `effort: missing it is no breach` as `an effort (missing it is no breach)`."""
    word, _, meant = label.partition(": ")
    article = "een" if lang == "nl" else "an" if word[0] in "aeio" else "a"
    return f"{article} {word} ({meant})" if meant else word
