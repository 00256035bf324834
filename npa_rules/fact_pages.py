"""A page per fact and per subject: what it means, what is accepted, where it is found, and which rules use it."""

from __future__ import annotations

from npa_rules.model import tree
from npa_rules.model.dictionary import FactType, Relation, Subject
from npa_rules.model.rule import Rule, RuleSet
from npa_rules.model.words import PARTIES, TYPES, UNITS
from npa_rules.pages import Entry, Page, linked, made, plainly, tops
from npa_rules.prose.format import code, plain

T = {
    "nl": {"subject": "Onderwerp", "help": "Uitleg", "type": "Soort", "unit": "Eenheid", "bounds": "Grenzen", "codes": "Codes",
           "scale": "Schaal, van slecht naar goed", "none": "Geen", "may_be_none": "`none` als de bron zegt dat het er niet is",
           "presume": "Aangenomen", "presumed": "{}, als u niets opgeeft", "part_of": "Deel van", "judgement": "Oordeel",
           "holds": "Met daarin", "by": "Van", "found": "Te vinden in", "members": "Velden", "same_as": "Andere schrijfwijze van",
           "derived": "Volgt uit", "used": "Gebruikt door", "counts": "Telt als", "facts": "Gegevens", "time": "Datum die telt",
           "relations": "Hoort bij", "of_list": "veld van de lijst '{}'", "from": "vanaf {}", "to": "tot en met {}"},
    "en": {"subject": "Subject", "help": "Meaning", "type": "Kind", "unit": "Unit", "bounds": "Bounds", "codes": "Codes",
           "scale": "Scale, worst first", "none": "None", "may_be_none": "`none` when the source says that there is none",
           "presume": "Presumed", "presumed": "{}, when you give nothing", "part_of": "Part of", "judgement": "Judgement",
           "holds": "Containing", "by": "By", "found": "Found in", "members": "Fields", "same_as": "Another way of writing",
           "derived": "Follows from", "used": "Used by", "counts": "Counts when", "facts": "Facts", "time": "Date that counts",
           "relations": "Belongs to", "of_list": "field of the list '{}'", "from": "from {}", "to": "up to {}"},
}  # fmt: skip
Place = tuple[Subject, FactType, FactType | None]  # a fact, or a field with the list that it belongs to


def places(ruleset: RuleSet, name: str) -> list[Place]:
    """The facts that a name means: `subject.fact`, `subject.list.field`, or a bare fact in every subject that has it."""
    first, _, rest = name.partition(".")
    if first in ruleset.subjects and rest:
        fact, _, field = rest.partition(".")
        entry = ruleset.subjects[first].facts.get(fact)
        return [] if entry is None else _place(ruleset.subjects[first], entry, field)
    fact, _, field = name.partition(".")
    found = [(s, s.facts[fact]) for s in ruleset.subjects.values() if fact in s.facts]
    return [p for s, e in found for p in _place(s, e, field)]


def _place(subject: Subject, entry: FactType, field: str) -> list[Place]:
    if not field:
        return [(subject, entry, None)]
    return [(subject, entry.members[field], entry)] if field in entry.members else []


def names(ruleset: RuleSet) -> list[str]:
    """Every name that has a page."""
    found = [*ruleset.subjects]
    for subject in ruleset.subjects.values():
        for entry in subject.facts.values():
            path = f"{subject.name}.{entry.name}"
            found += [entry.name, path, *(f"{path}.{m}" for m in entry.members)]
    return found


def fact_page(ruleset: RuleSet, place: Place, lang: str) -> Page:
    """What a fact means, what is accepted for it, where it is found and what rests on it."""
    subject, entry, listed = place
    t = T[lang]
    path = ".".join([subject.name, *([listed.name] if listed is not None else []), entry.name])
    scale = ruleset.scales[entry.scale].order if entry.scale in ruleset.scales else ()
    about = subject.label[lang] + (f"; {t['of_list'].format(listed.label[lang])}" if listed is not None else "")
    makers = [] if listed is not None else [r.key for r in ruleset.defining(subject.name, entry.name)]
    users = (
        [] if listed is not None else [r.key for r in ruleset.rules.values() if uses(ruleset, r, subject, entry.name)]
    )
    whole = (listed.members if listed is not None else subject.facts).get(entry.part_of)
    qualified = entry.qualified_by
    counts: tuple[Entry, ...] = ()
    if qualified is not None:
        other = subject.facts[qualified[0]]
        counts = plainly(f"{other.label[lang]} = {code(qualified[1], lang, other)} ({qualified[0]}: {qualified[1]})")
    presumed = () if entry.presume is None else plainly(t["presumed"].format(code(entry.presume, lang, entry)))
    members = tuple(
        Entry(f"{m.label[lang]} ({m.name}): {TYPES[m.type][lang]}", 0, f"{path}.{m.name}")
        for m in entry.members.values()
    )
    fields = [
        ("Id", plainly(path)),
        (t["subject"], (Entry(about, 0, subject.name),)),
        (t["help"], plainly(*([entry.help[lang]] if entry.help else []))),
        (t["judgement"], plainly(*([entry.judgement[lang]] if entry.judgement else []))),
        (t["type"], plainly(TYPES[entry.type][lang])),
        (t["unit"], plainly(UNITS[entry.unit][lang]) if entry.unit in UNITS and entry.unit != entry.type else ()),
        (t["bounds"], bounds(entry, lang)),
        (t["codes"], plainly(*(f"{c}: {label[lang]}" for c, label in entry.codes.items()))),
        (t["scale"], plainly(", ".join(scale)) if scale else ()),
        (t["none"], plainly(t["may_be_none"]) if entry.may_be_none else ()),
        (t["presume"], presumed),
        (t["counts"], counts),
        (t["part_of"], plainly(f"{whole.label[lang]} ({whole.name})") if whole is not None else ()),
        (t["same_as"], plainly(entry.same_as) if entry.same_as else ()),
        (t["holds"], plainly(*(f"{h}: {label[lang]}" for h, label in entry.holds.items()))),
        (t["by"], plainly(", ".join(PARTIES[p][lang] for p in entry.attested_by)) if entry.attested_by else ()),
        (t["found"], plainly(*(f[lang] for f in entry.found_in))),
        (t["members"], members),
        (t["derived"], linked([(i, f"{ruleset.rules[i].label[lang]} ({i})") for i in makers])),
        (t["used"], linked([(i, f"{ruleset.rules[i].label[lang]} ({i})") for i in users])),
    ]
    return made(path, entry.label[lang], fields)


def bounds(entry: FactType, lang: str) -> tuple[Entry, ...]:
    """The least and the greatest that is accepted."""
    t, kind = T[lang], entry.kind
    if entry.type == "bool" or (entry.low is None and entry.high is None):
        return ()
    year = entry.type == "year"
    told = [t["from"].format(plain(entry.low, kind, entry.unit, lang, year=year))] if entry.low is not None else []
    told += [t["to"].format(plain(entry.high, kind, entry.unit, lang, year=year))] if entry.high is not None else []
    return plainly(" ".join(told))


def uses(ruleset: RuleSet, rule: Rule, subject: Subject, name: str) -> bool:
    """Whether a rule reads a fact, of its own subject or of a related one: in a condition, a value or a list."""
    own, relations = rule.applies_to == subject.name, ruleset.subjects[rule.applies_to].relations
    if not own and subject.name not in {r.to for r in relations.values()}:
        return False
    heads = [*tops(rule), *(v.node for v in rule.room.values()), *(r.test for r in rule.remarks)]
    heads += [v.node for r in rule.readings.values() for v in r.values.values()]
    heads += [rule.suspends_since] if rule.suspends_since is not None else []
    return (own and rule.suspends_fact == name) or any(
        _reads(n, name, own, relations, subject) for top in heads for n in tree.walk(top)
    )


def _reads(node: tree.Node, name: str, own: bool, relations: dict[str, Relation], subject: Subject) -> bool:
    if isinstance(node, tree.Fact) and node.name == name:
        return relations[node.of].to == subject.name if node.of in relations else own and not node.of
    return own and name in (getattr(node, "event", None), getattr(node, "list", None))


def whole_list(subject: Subject, name: str) -> bool:
    """Whether a fact only says that a list is complete: it comes with every list and needs no page."""
    return name.endswith("_complete") and name.removesuffix("_complete") in subject.facts


def subject_page(ruleset: RuleSet, subject: Subject, lang: str) -> Page:
    """Every fact of a subject."""
    t = T[lang]
    facts = [f for n, f in subject.facts.items() if not whole_list(subject, n)]
    relations = [(r.to, f"{ruleset.subjects[r.to].label[lang]} ({r.to})") for r in subject.relations.values()]
    time = subject.facts.get(subject.time)
    fields = [
        ("Id", plainly(subject.name)),
        (t["time"], plainly(f"{time.label[lang]} ({time.name})") if time is not None else ()),
        (t["relations"], linked(relations)),
        (t["facts"], linked([(f"{subject.name}.{f.name}", f"{f.label[lang]} ({f.name})") for f in facts])),
    ]
    return made(subject.name, subject.label[lang], fields)
