"""A page per rule and per clause: the same fields for `npa explain` on a terminal and for the pages of `npa docs`."""

from __future__ import annotations

from fractions import Fraction

from npa_rules.model import tree
from npa_rules.model.record import Record
from npa_rules.model.rule import LAST, Clause, Rule, RuleSet
from npa_rules.model.words import CHANGES, MODALITIES, PARTIES, QUANTITIES, STANDINGS, STATUSES, VERDICTS
from npa_rules.prose.condition import lower, upper
from npa_rules.prose.format import date, plain
from npa_rules.prose.outline import Line, Outline
from npa_rules.report.data import exact

T = {
    "nl": {"clauses": "Bepalingen", "force": "Geldt", "from": "vanaf {}", "until": "tot en met {}", "law": "wacht op: {}",
           "until_law": "tot deze wet geldt: {}", "facts": "Gebruikt", "readings": "Lezingen", "subject": "Gaat over",
           "modality": "Aard", "rules": "Regels", "file": "Bestand", "none": "geen regel; nog niet uitgewerkt",
           "context": "geen regel: achtergrond, waar niets aan te toetsen is", "values": "Bedragen en waarden",
           "status": "Status", "parties": "Partijen", "citation": "Vindplaats", "by": "Van", "due": "Uiterlijk", "first": "Niet eerder dan",
           "no_due": "zonder einddatum", "standing": "nu: het geldt altijd",
           "evidence": "Blijkt uit", "holds": "Met daarin", "when": "Van toepassing als",
           "requires": "Eis", "excused_if": "Toch toegestaan als", "computed": "Zo berekend", "derives": "Bepaalt",
           "sets_aside": "Zet opzij", "excuses": "Verontschuldigt",
           "excused": "regels van de soort {} die op deze partij rusten: {}",
           "default": "standaard", "instead": "dan is {} = {}", "figures": "Cijfers",
           "replaces": "In plaats van", "versions": "Versies",
           "series": "Reeks", "none_yet": "nog geen waarde", "outcomes": "Oordeel"},
    "en": {"clauses": "Clauses", "force": "In force", "from": "from {}", "until": "until {}", "law": "waits for: {}",
           "until_law": "until this law is in force: {}", "facts": "Uses", "readings": "Readings", "subject": "About",
           "modality": "Kind", "rules": "Rules", "file": "File", "none": "no rule; not worked out yet",
           "context": "no rule: background, with nothing to check", "values": "Figures and values",
           "status": "Status", "parties": "Parties", "citation": "Found at", "by": "By", "due": "No later than",
           "first": "Not before",
           "no_due": "without an end date", "standing": "now: it always holds",
           "evidence": "Shown by", "holds": "Containing", "when": "Applies if",
           "requires": "Asks", "excused_if": "Allowed even so if", "computed": "Computed so", "derives": "Gives",
           "sets_aside": "Sets aside", "excuses": "Excuses",
           "excused": "rules of the kind {} that this party owes: {}",
           "default": "default", "instead": "then {} = {}", "figures": "Figures",
           "replaces": "Instead of", "versions": "Versions",
           "series": "Series", "none_yet": "no value yet", "outcomes": "Verdict"},
}  # fmt: skip


class Entry(Record):
    """One line of a field: how deep it stands, what it says, and the rule or clause that it speaks of (or none)."""

    text: str
    depth: int = 0
    link: str = ""


class Field(Record):
    """A label and what stands beside it."""

    label: str
    entries: tuple[Entry, ...]


class Page(Record):
    """A title and its fields, in one language."""

    id: str
    title: str
    fields: tuple[Field, ...]


def plainly(*texts: str) -> tuple[Entry, ...]:
    """Lines without a link."""
    return tuple(Entry(x) for x in texts)


def linked(names: list[tuple[str, str]]) -> tuple[Entry, ...]:
    """Lines that each speak of a rule or clause."""
    return tuple(Entry(text, 0, name) for name, text in names)


def indented(lines: list[Line]) -> tuple[Entry, ...]:
    """Lines of an outline."""
    return tuple(Entry(upper(text) if depth == 0 else text, depth) for depth, text in lines)


def made(page_id: str, title: str, fields: list[tuple[str, tuple[Entry, ...]]]) -> Page:
    """A page of the fields that say something."""
    return Page(page_id, title, tuple(Field(label, entries) for label, entries in fields if entries))


def rule_page(ruleset: RuleSet, rule: Rule, lang: str) -> Page:
    """What a rule asks, from what it is built."""
    t, outline = T[lang], Outline(ruleset, lang)
    clauses = [(c, f"{c}, {ruleset.clauses[c].citation}: {ruleset.clauses[c].title[lang]}") for c in rule.clauses]
    fields = [
        ("Id", plainly(f"{rule.id} {rule.version} ({rule.slug})")),
        (t["status"], plainly(STATUSES[rule.status][lang])),
        (t["subject"], (Entry(ruleset.subjects[rule.applies_to].label[lang], 0, rule.applies_to),)),
        (t["modality"], plainly(MODALITIES[rule.modality][lang])),
        (t["force"], in_force(ruleset, rule, lang)),
        (t["clauses"], linked(clauses)),
        (t["replaces"], replaced(ruleset, rule, lang)),
        (t["versions"], versions(ruleset, rule, lang)),
    ]
    if rule.attested:
        fields += attested(ruleset, rule, lang)
    for part, node in rule.conditions().items():
        if not (rule.attested and part == "requires"):
            fields.append((t[part], indented(outline.lines(rule, node))))
    if rule.due is not None and not rule.attested:
        fields.append((t["due"], plainly(outline.figure(rule, rule.due))))
    entries = ruleset.subjects[rule.applies_to].facts
    for name, value in rule.derives.items():
        label = lower(entries[name].label[lang])
        fields.append((t["derives"], plainly(f"{label} = {outline.figure(rule, value.node, value.unit)}")))
    fields.append((t["sets_aside"], linked([(c, c) for c in rule.suspends])))
    if rule.excuses is not None:
        about = MODALITIES[rule.excuses.modality][lang].split(":")[0], PARTIES[rule.excuses.owed_by][lang]
        users = [(r.key, f"{r.label[lang]} ({r.key})") for r in ruleset.rules.values() if r.excused_by == rule.id]
        fields.append((t["excuses"], (Entry(t["excused"].format(*about)), *linked(users))))
    fields.append((t["outcomes"], plainly(*(f"{VERDICTS[v][lang]}: {e[lang]}" for v, e in rule.outcomes.items()))))
    fields.append((t["computed"], computed(outline, rule)))
    nodes = [n for top in tops(rule) for n in tree.walk(top)]
    facts = dict.fromkeys(n.name for n in nodes if isinstance(n, tree.Fact) and not n.of and n.name in entries)
    used = [(f"{rule.applies_to}.{f}", f"{entries[f].label[lang]} ({f})") for f in facts]
    fields.append((t["facts"], linked(used)))
    series = dict.fromkeys(n.name for n in nodes if isinstance(n, tree.Parameter))
    fields.append((t["values"], plainly(*(f"{ruleset.parameters[p].label[lang]} ({p})" for p in series))))
    fields.append((t["readings"], readings(outline, rule)))
    fields.append((t["file"], plainly(rule.file)))
    return made(rule.key, rule.label[lang], fields)


def tops(rule: Rule) -> list[tree.Node]:
    """Every tree of a rule."""
    found: list[tree.Node] = [*rule.conditions().values()]
    found += [v.node for v in (*rule.values.values(), *rule.derives.values())]
    return [*found, rule.due] if rule.due is not None else found


def in_force(ruleset: RuleSet, rule: Rule, lang: str) -> tuple[Entry, ...]:
    """From and until when a rule holds, and the law that it waits for."""
    t = T[lang]
    told = [t["from"].format(date(rule.since, lang))] if rule.since else []
    told += [t["until"].format(date(rule.until, lang))] if rule.until else []
    told += [t["law"].format(ruleset.laws[rule.needs_law].label[lang])] if rule.needs_law else []
    told += [t["until_law"].format(ruleset.laws[rule.until_law].label[lang])] if rule.until_law else []
    return plainly("; ".join(told)) if told else ()


def replaced(ruleset: RuleSet, rule: Rule, lang: str) -> tuple[Entry, ...]:
    """The rule that this one takes the place of, and how far it says something else."""
    if rule.replaces is None:
        return ()
    name = rule.replaces.rule
    told = f"{ruleset.rules[name].label[lang]} ({name}): {CHANGES[rule.replaces.change][lang]}"
    return (Entry(told, 0, name), *plainly(*([rule.replaces.note[lang]] if rule.replaces.note else [])))


def versions(ruleset: RuleSet, rule: Rule, lang: str) -> tuple[Entry, ...]:
    """All versions of a rule that has more than one, with the days on which each holds."""
    t, found = T[lang], []
    for other in ruleset.versions(rule.id) if rule.id in ruleset.index.versions else ():
        days = ruleset.window(other)
        told = [t["from"].format(date(days[0], lang))] if days is not None and days[0] else []
        told += [t["until"].format(date(days[1], lang))] if days is not None and days[1] != LAST else []
        told = ["-"] if days is None else told
        found.append((other.key, f"{other.version} {' '.join(told)}".strip()))
    return linked(found)


def attested(ruleset: RuleSet, rule: Rule, lang: str) -> list[tuple[str, tuple[Entry, ...]]]:
    """Who owes what, by when, and what it must hold."""
    t, event = T[lang], ruleset.subjects[rule.applies_to].facts[rule.attested]
    due = t["no_due"] if rule.due_open else t["standing"]
    due = Outline(ruleset, lang).figure(rule, rule.due) if rule.due is not None else due
    asked = [n for n in tree.walk(rule.requires) if isinstance(n, tree.Happened)] if rule.requires is not None else []
    holds = dict.fromkeys(h for n in asked for h in n.holds)
    return [
        (t["requires"], (Entry(f"{event.label[lang]} ({rule.attested})", 0, f"{rule.applies_to}.{rule.attested}"),)),
        (t["holds"], plainly(*(event.holds[h][lang] for h in holds))),
        (t["due"], plainly(due)),
        *((t["first"], plainly(Outline(ruleset, lang).figure(rule, n.not_before))) for n in asked if n.not_before),
        (t["by"], plainly(", ".join(PARTIES[p][lang] for p in rule.owed_by))),
    ]


def computed(outline: Outline, rule: Rule) -> tuple[Entry, ...]:
    """Every named value: what it is called and how it comes about."""
    found: list[Entry] = []
    for name, value in (*rule.values.items(), *rule.room.items()):
        label = upper(value.label.get(outline.lang, name))
        lines = outline.lines(rule, value.node)
        if len(lines) == 1:
            made_of = outline.figure(rule, value.node, value.unit)
            found += [Entry(f"{label} = {made_of}")] if lower(label) != made_of else []
        else:
            found += [Entry(f"{label}:"), *(Entry(text, depth + 1) for depth, text in lines)]
    return tuple(found)


def readings(outline: Outline, rule: Rule) -> tuple[Entry, ...]:
    """Every reading: its standing, why, and what it changes."""
    t, lang, found = T[outline.lang], outline.lang, []
    for reading in rule.readings.values():
        standing = STANDINGS[reading.standing][lang] + (f"; {t['default']}" if reading.default else "")
        found.append(Entry(f"{reading.name} ({standing}): {reading.because[lang]}"))
        for name, value in reading.values.items():
            label = lower(rule.values[name].label.get(lang, name))
            found.append(Entry(t["instead"].format(label, outline.figure(rule, value.node, value.unit)), 1))
    return tuple(found)


def _quantity(value: int | Fraction, unit: str, lang: str) -> str:
    """A figure of the register; calendar years, days and articles have no separators."""
    if unit == "date":
        told = date(int(value), lang)
    elif unit == "article" or (unit == "year" and value > 1000):
        told = str(exact(value))
    else:
        told = plain(value, "number", "", lang)
    return QUANTITIES[unit][lang].format(told) if unit in QUANTITIES else f"{told} {unit}"


def clause_page(ruleset: RuleSet, clause: Clause, lang: str) -> Page:
    """Where a clause stands, what figures it names, and which rules decide it or why none does."""
    t = T[lang]
    deciding = [(r.key, f"{r.label[lang]} ({r.key})") for r in ruleset.rules.values() if clause.id in r.clauses]
    why = clause.undecided.get(lang) or t["context" if clause.kind == "context" else "none"]
    home = ruleset.editions.get(clause.edition)  # a clause of a user is of none
    figures = [_quantity(q.value, q.unit, lang) for q in clause.quantities.values()]
    return made(
        clause.id,
        clause.title[lang],
        [
            ("Id", plainly(clause.id)),
            (t["citation"], plainly(f"{home.label[lang] if home is not None else clause.edition}, {clause.citation}")),
            (t["modality"], plainly(MODALITIES[clause.kind][lang]) if clause.kind in MODALITIES else ()),
            (t["parties"], plainly(", ".join(PARTIES[p][lang] for p in clause.parties)) if clause.parties else ()),
            (t["figures"], plainly(*figures)),
            (t["rules"], linked(deciding) or plainly(why)),
        ],
    )
