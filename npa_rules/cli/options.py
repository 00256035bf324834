"""The options of `npa check`, said once: click builds its command from them, a start without click reads them itself."""

from __future__ import annotations

from npa_rules.model.record import Record
from npa_rules.model.words import Text

LANGS = ("nl", "en")
FORMS = ("text", "json", "markdown")


class Option(Record):
    """One option: `text` takes a value, `many` may be given more than once, `flag` takes none."""

    name: str
    kind: str
    help: Text
    choices: tuple[str, ...] = ()
    default: str | None = None

    @property
    def key(self) -> str:
        """The name of the parameter that it fills."""
        return self.name.lstrip("-").replace("-", "_")


class Chosen(Record):
    """A command line as it was understood."""

    facts: tuple[str, ...]
    as_of: str | None = None
    known_at: str | None = None
    edition: str | None = None
    only: tuple[str, ...] = ()
    reading: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    config: str | None = None
    format: str = "text"
    explain: bool = False
    strict: bool = False
    no_presumptions: bool = False
    lang: str | None = None


CHECK = (
    Option("--as-of", "text", {"nl": "Peildatum (jjjj-mm-dd).", "en": "Date of observation (yyyy-mm-dd)."}),
    Option("--known-at", "text", {"nl": "Kennis van die datum.", "en": "What was known on that date."}),
    Option("--edition", "text", {"nl": "Alleen regels van deze editie.", "en": "Only rules of this edition."}),
    Option("--only", "many", {"nl": "Alleen deze regel, bepaling of tag.", "en": "Only this rule, clause or tag."}),
    Option("--reading", "many", {"nl": "REGEL=lezing.", "en": "RULE=reading."}),
    Option("--rules", "many", {"nl": "Map met eigen regels erbij.", "en": "Folder with rules of your own."}),
    Option("--config", "text", {"nl": "Afwijkingen (npa.toml).", "en": "Overrides (npa.toml)."}),
    Option("--format", "text", {"nl": "Vorm van het verslag.", "en": "Form of the report."}, FORMS, "text"),
    Option("--explain", "flag", {"nl": "Toon alle voorwaarden.", "en": "Show every condition."}),
    Option(
        "--strict", "flag", {"nl": "Code 3 bij open of voorlopige oordelen.", "en": "Exit 3 when open or provisional."}
    ),
    Option("--no-presumptions", "flag", {"nl": "Neem niets aan.", "en": "Presume nothing."}),
    Option("--lang", "text", {"nl": "Taal.", "en": "Language."}, LANGS),
)


def parse(arguments: list[str]) -> Chosen | None:
    """The plain command lines; None for what click must see to: help, mistakes, unusual forms."""
    known = {o.name: o for o in CHECK}
    found: dict[str, object] = {}
    many: dict[str, list[str]] = {}
    facts: list[str] = []
    rest = iter(arguments)
    for word in rest:
        if not word.startswith("-") or word == "-":
            facts.append(word)
            continue
        name, _, value = word.partition("=")
        option = known.get(name)
        if option is None:
            return None
        if option.kind == "flag":
            if "=" in word:
                return None
            found[option.key] = True
            continue
        text = value if "=" in word else next(rest, None)
        if text is None or text.startswith("-") or (option.choices and text not in option.choices):
            return None
        many.setdefault(option.key, []).append(text) if option.kind == "many" else found.update({option.key: text})
    return Chosen(tuple(facts), **found, **{k: tuple(v) for k, v in many.items()})  # type: ignore[arg-type]
