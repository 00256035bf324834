"""One rule file as a checked `Rule`, with its cases kept as places until they are run."""

from __future__ import annotations

import re

from npa_rules.errors import nearest
from npa_rules.load.attested import read as read_attested
from npa_rules.load.attested import requirement
from npa_rules.load.condition import Builder
from npa_rules.load.editions import cut, dated, succession
from npa_rules.load.fields import Fields, shown
from npa_rules.load.scope import Names, Scope
from npa_rules.load.source import Node as Place
from npa_rules.load.source import Source
from npa_rules.model import tree
from npa_rules.model.record import Record
from npa_rules.model.rule import Edition, Excuse, NamedValue, Reading, Remark, Rule
from npa_rules.model.words import MODALITIES, PARTIES, STANDINGS, STATUSES, VERDICTS

KEYS = [
    "format",
    "id",
    "slug",
    "version",
    "status",
    "clauses",
    "label",
    "applies_to",
    "modality",
    "in_force",
    "published",
    "recorded",
    "supersedes",
    "replaces",
    "due",
    "when",
    "values",
    "requires",
    "attested",
    "excused_if",
    "readings",
    "derives",
    "suspends",
    "presume",
    "excuses",
    "remarks",
    "room",
    "outcomes",
    "tags",
    "cases",
]
EXCUSED = {"modality": MODALITIES, "owed_by": PARTIES}
_ID = re.compile(r"(NPA|STAT)-[A-Z0-9]+(-[A-Z0-9]+)*\Z")
_LOCAL_ID = re.compile(r"(?!NPA-|STAT-)[A-Z][A-Z0-9]*(-[A-Z0-9]+)+\Z")  # of rules of a user
_VERSION = re.compile(r"(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)){2}\Z")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


class RuleFile(Record):
    """A rule with the places of its file, for lint and tests."""

    rule: Rule
    source: Source
    root: Place
    cases: tuple[Place, ...]
    premises: tuple[str, ...]
    given: Place | None = None  # the facts beside the event in the standard cases of the attested shape


def head(source: Source, root: Place) -> tuple[str, str]:
    """The id and subject of a rule file, before anything else of it is understood."""
    fields = Fields(source, root, KEYS)
    return fields.text("id", need=True), fields.text("applies_to", need=True)


def read_rule(source: Source, root: Place, names: Names, edition: Edition, *, earlier: bool = False) -> RuleFile | None:
    """The rule of a file; None (with findings in the source) when its subject is unknown.

    `earlier` tells that the rule set holds a later version of it.
    """
    fields = Fields(source, root)
    fields.version()
    rule_id, about = fields.text("id"), fields.text("applies_to")
    if source.name in names.local:
        if rule_id and not _LOCAL_ID.match(rule_id):
            source.report("E949", fields.get("id"), name=shown(rule_id))
    elif rule_id and not _ID.match(rule_id):
        source.report("E204", fields.get("id"), value=shown(rule_id), allowed="NPA-…, STAT-…")
    slug, version = fields.text("slug", need=True), fields.text("version", need=True)
    if slug and not _SLUG.match(slug):
        source.report("E204", fields.get("slug"), value=shown(slug), allowed="kebab-case")
    if version and not _VERSION.match(version):
        source.report("E204", fields.get("version"), value=shown(version), allowed="1.2.3")
    subject = names.subjects.get(about)
    if subject is None:
        hint = nearest(about, names.subjects)
        if about:
            source.report("E305", fields.get("applies_to"), name=shown(about), suggestion=hint)
        return None
    values_place = fields.get("values")
    scope = Scope(source, names, subject, values_place.mapping if values_place is not None else {})
    builder = Builder(scope)
    due = fields.get("due")
    due_open = due is not None and due.value == "open"
    body = _Body(fields, scope, builder)
    due_node = None
    if due is not None and not due_open:  # events in named values wait for it too, and it may be a named value itself
        before = len(source.diagnostics)
        builder.default_due = builder.operand(due, "date")
        del source.diagnostics[before:]
    values = body.named("values")
    if due is not None and not due_open:
        due_node = builder.default_due = builder.operand(due, "date")
    clauses = fields.strings("clauses", need=True)
    clause_list = fields.get("clauses")
    for place in clause_list.sequence if clause_list is not None else ():
        scope.clause(str(place.value), place)
    force = fields.get("in_force")
    period = Fields(source, force, ("from", "until", "needs_law", "until_law")) if force is not None else None
    for key in ("needs_law", "until_law"):
        law = period.text(key) if period is not None else ""
        if law and law not in names.laws:
            source.report(
                "E308", period.get(key) if period else None, name=shown(law), suggestion=nearest(law, names.laws)
            )
        names.used.add(f"law:{law}")
    suspended, by_fact, since = body.suspends()
    block = fields.get("attested")
    attested = read_attested(source, block, subject) if block is not None and block.kind == "map" else None
    requires = body.part("requires")
    if attested is not None and block is not None:
        after = block.mapping.get("not_before")
        start_node = builder.operand(after, "date") if after is not None else None
        scope.fact(attested.event, block.mapping.get("event"), "event")
        requires = requirement(subject, attested, due_node, start_node)
    readings, derives = body.readings(values), body.derived(names)
    first = period.date("from") if period is not None else None
    published, recorded, begun = dated(fields, edition, first)
    rule = Rule(
        id=rule_id,
        slug=slug,
        version=version,
        status=fields.choice("status", STATUSES, "draft", need=True),
        edition=edition.name,
        file=source.name,
        clauses=clauses,
        label=fields.label("label"),
        applies_to=about,
        modality=fields.choice("modality", MODALITIES, "norm", need=True),
        since=first,
        until=period.date("until") if period is not None else None,
        needs_law=period.text("needs_law") if period is not None else "",
        until_law=period.text("until_law") if period is not None else "",
        when=body.part("when"),
        values=values,
        requires=requires,
        attested=attested.event if attested is not None else "",
        owed_by=attested.by if attested is not None else (),
        due=due_node,
        due_open=due_open,
        excused_if=body.part("excused_if"),
        readings=readings,
        derives=derives,
        suspends=suspended,
        suspends_fact=by_fact,
        suspends_since=since,
        presume=fields.flag("presume"),
        excuses=body.excuse(derives),
        remarks=body.remarks(),
        room=body.named("room"),
        outcomes=body.outcomes(),
        tags=fields.strings("tags"),
        default_reading=next((r.name for r in readings.values() if r.default), ""),
        row_clauses=row_clauses(values),
        published=published,
        recorded=recorded,
        begun=begun,
        supersedes=fields.text("supersedes"),
        replaces=succession(fields, names),
        earlier=earlier,
    )
    rule = cut(rule, edition, names.successors.get(edition.name, ""))
    forms = [k for k in ("requires", "attested", "derives", "suspends") if fields.get(k) is not None]
    if len(forms) != 1:
        source.report("E207", root, keys="requires, attested, derives, suspends")
    cases = fields.get("cases")
    own = tuple(cases.sequence) if cases is not None else ()
    return RuleFile(rule, source, root, own, tuple(scope.premises), attested.given if attested is not None else None)


def row_clauses(values: dict[str, NamedValue]) -> tuple[str, ...]:
    """The clauses that rows of tables name."""
    nodes = [n for v in values.values() for n in tree.walk(v.node)]
    return tuple(sorted({n.clause for n in nodes if isinstance(n, tree.Row) and n.clause}))


class _Body:
    def __init__(self, fields: Fields, scope: Scope, builder: Builder) -> None:
        self.fields, self.scope, self.builder, self.source = fields, scope, builder, fields.source

    def part(self, name: str) -> tree.Condition | None:
        place = self.fields.get(name)
        return self.builder.condition(place, name) if place is not None else None

    def named(self, key: str) -> dict[str, NamedValue]:
        """The entries of `values` (or of `room`); read twice, so that each knows the kinds of those it uses."""
        place = self.fields.get(key)
        if place is None:
            return {}
        if place.kind != "map":
            self.source.report("E203", place, expected="map")
            return {}
        before = len(self.source.diagnostics)
        for name, child in place.mapping.items():
            self.scope.kinds[name] = self.scope.kind(self.builder.valued(child, f"{key}.{name}"))
        del self.source.diagnostics[before:]
        return {name: self.one(child, f"{key}.{name}", name) for name, child in place.mapping.items()}

    def one(self, place: Place, path: str, name: str) -> NamedValue:
        node = self.builder.valued(place, path)
        if name:
            self.scope.kinds[name] = self.scope.kind(node)
        fields = Fields(self.source, place) if place.kind == "map" else None
        label = fields.label("label", need=False) if fields is not None else {}
        return NamedValue(node, self.scope.kind(node), fields.text("unit") if fields is not None else "", label)

    def readings(self, values: dict[str, NamedValue]) -> dict[str, Reading]:
        place = self.fields.get("readings")
        found: dict[str, Reading] = {}
        for name, child in place.mapping.items() if place is not None else ():
            fields = Fields(self.source, child, ("default", "standing", "because", "values"))
            replaced: dict[str, NamedValue] = {}
            changes = fields.get("values")
            for key, node in changes.mapping.items() if changes is not None else ():
                if key not in values:
                    hint = nearest(key, values)
                    self.source.report("E409", changes.keys[key] if changes else None, name=key, suggestion=hint)
                kinds = dict(self.scope.kinds)
                new = self.one(node, f"readings.{name}.{key}", key)
                self.scope.kinds = kinds
                old = values.get(key)
                if old is not None and "?" not in (old.kind, new.kind) and old.kind != new.kind:
                    self.source.report("E402", node, left=old.kind, right=new.kind)
                replaced[key] = NamedValue(
                    new.node, new.kind, new.unit or (old.unit if old else ""), new.label or (old.label if old else {})
                )
            standing = fields.choice("standing", STANDINGS, "arguable", need=True)
            default = fields.flag("default") is True
            if default and changes is not None:  # what is asked without a reading would be something else
                self.source.report("E978", child.keys["values"], name=name)
            found[name] = Reading(name, default, standing, fields.label("because"), replaced)
        if found and sum(r.default for r in found.values()) != 1:
            self.source.report("E207", place, keys="default")
        return found

    def derived(self, names: Names) -> dict[str, NamedValue]:
        place = self.fields.get("derives")
        found: dict[str, NamedValue] = {}
        for name, child in place.mapping.items() if place is not None else ():
            entry = self.scope.fact(name, place.keys[name] if place else None)
            value = self.one(child, f"derives.{name}", "")
            if entry is not None:
                if "?" not in (value.kind, entry.kind) and value.kind != entry.kind:
                    self.source.report("E402", place.keys[name] if place else None, left=entry.kind, right=value.kind)
                names.used.add(f"derived:{self.scope.subject.name}.{name}")
                value = NamedValue(value.node, entry.kind, entry.unit, entry.label)
            found[name] = value
        return found

    def suspends(self) -> tuple[tuple[str, ...], str, tree.Node | None]:
        place = self.fields.get("suspends")
        if place is None:
            return (), "", None
        if place.kind == "list":
            clauses = self.fields.strings("suspends")
            for child in place.sequence:
                self.scope.clause(str(child.value), child)
            return clauses, "", None
        fields = Fields(self.source, place, ("fact", "since"))
        fact = fields.text("fact", need=True)
        if fact:
            self.scope.fact(fact, fields.get("fact"), "codes")
        since = fields.get("since")
        return (), fact, self.builder.operand(since, "date") if since is not None else None

    def excuse(self, derives: dict[str, NamedValue]) -> Excuse | None:
        """The modality of the rules that the truth of a definition excuses, and who owes them."""
        place = self.fields.get("excuses")
        if place is None:
            return None
        fields = Fields(self.source, place, ("modality", "owed_by"))
        modality, owed_by = (fields.choice(k, allowed, need=True) for k, allowed in EXCUSED.items())
        if len(derives) != 1:
            self.source.report("E207", place, keys="derives")
            return None
        ((fact, value),) = derives.items()
        if modality and owed_by and value.kind not in ("bool", "?"):
            self.source.report("E402", place, left="bool", right=value.kind)
        return Excuse(fact, modality, owed_by)

    def remarks(self) -> tuple[Remark, ...]:
        place = self.fields.get("remarks")
        found = []
        for name, child in place.mapping.items() if place is not None else ():
            fields = Fields(self.source, child, ("if", "label"))
            test = fields.need("if")
            if test is not None:
                condition = self.builder.condition(test, f"remarks.{name}")
                found.append(Remark(name, condition, fields.label("label")))
        return tuple(found)

    def outcomes(self) -> dict[str, dict[str, str]]:
        found = self.fields.labels("outcomes")
        place = self.fields.get("outcomes")
        for name in found:
            if name not in VERDICTS and place is not None:
                hint = nearest(name, VERDICTS)
                self.source.report(
                    "E204", place.keys[name], value=shown(name), allowed=", ".join(VERDICTS), suggestion=hint
                )
        return found
