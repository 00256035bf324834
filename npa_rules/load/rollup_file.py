"""One roll-up file: the facts of a higher subject, each with its condition on rows and the clause that it rests on."""

from __future__ import annotations

from npa_rules.errors import nearest
from npa_rules.load.condition import Builder
from npa_rules.load.fields import Fields, shown
from npa_rules.load.scope import Names, Scope
from npa_rules.load.source import Node, Source
from npa_rules.model.dictionary import Subject
from npa_rules.model.rollup import Measure, RollUp

KEYS = ("format", "rollup", "from", "to", "keys", "dated", "presumes", "facts", "cases")
MEASURE = ("count", "growth", "members", "fixed", "mean", "between", "sum", "years_back", "clauses")
KINDS = MEASURE[:7]


def read_rollup(source: Source, root: Node, names: Names) -> RollUp | None:
    """A roll-up; findings go to its source."""
    fields = Fields(source, root, KEYS)
    fields.version()
    ends: list[Subject] = []
    for key in ("from", "to"):
        name = fields.text(key, need=True)
        if name in names.subjects:
            ends.append(names.subjects[name])
        elif name:
            source.report("E305", fields.get(key), name=shown(name), suggestion=nearest(name, names.subjects))
    if len(ends) < 2:
        return None
    below, above = ends
    scope = Scope(source, names, below, {})
    keys: dict[str, str] = {}
    listed = fields.get("keys")
    for name, child in listed.mapping.items() if listed is not None else ():
        known(source, above, name, listed.keys[name] if listed is not None else None, names)
        scope.fact(str(child.value), child)
        keys[name] = str(child.value)
    dated = fields.text("dated")
    if dated:
        entry = below.facts.get(dated)
        scope.fact(dated, fields.get("dated"), "" if entry is not None and entry.type == "year" else "date")
    measures: dict[str, Measure] = {}
    listed = fields.need("facts")
    for name, child in listed.mapping.items() if listed is not None else ():
        known(source, above, name, listed.keys[name] if listed is not None else None, names)
        found = read_measure(scope, names, above, name, child)
        if found is not None:
            measures[name] = found
    name = fields.text("rollup", need=True)
    return RollUp(name, below.name, above.name, keys, dated, fields.label("presumes"), measures)


def known(source: Source, subject: Subject, name: str, place: Node | None, names: Names) -> None:
    """A fact of the target."""
    names.used.add(f"fact:{subject.name}.{name}")
    if name not in subject.facts:
        hint = nearest(name, subject.facts)
        source.report("E301", place, name=shown(name), subject=subject.name, suggestion=hint)


def read_measure(scope: Scope, names: Names, above: Subject, name: str, place: Node) -> Measure | None:
    """How one fact follows from the rows."""
    source, builder = scope.source, Builder(scope)
    fields = Fields(source, place, MEASURE)
    kinds = [k for k in KINDS if k in place.mapping]
    if len(kinds) != 1:
        source.report("E207", place, keys=", ".join(KINDS))
        return None
    clauses = fields.strings("clauses", need=True)
    for clause in clauses:
        if clause not in names.clauses:
            source.report("E307", fields.get("clauses"), name=shown(clause), suggestion=nearest(clause, names.clauses))
    back = fields.figure(fields.get("years_back"))
    child = place.mapping[kinds[0]]
    plain = Measure(name, kinds[0], clauses, years_back=int(back or 0))
    if kinds[0] == "count":
        return plain.but(where=None if child.value == "all" else builder.condition(child, name))
    if kinds[0] == "fixed":
        entry = above.facts.get(name)
        if entry is not None and child.value not in entry.codes:
            code = shown(str(child.value))
            source.report("E408", child, code=code, name=name, suggestion=nearest(str(child.value), entry.codes))
        return plain.but(value=str(child.value))
    if kinds[0] == "members":
        entry = above.facts.get(name)
        for field, key in child.keys.items():
            if entry is not None and field not in entry.members:
                source.report("E309", key, name=shown(field), suggestion=nearest(field, entry.members))
        return plain.but(members={f: builder.valued(c, f) for f, c in child.mapping.items()})
    if kinds[0] in ("mean", "between"):
        return averaged(scope, above, plain, child)
    if kinds[0] == "sum":
        inner = Fields(source, child, ("of", "given"))
        said = inner.need("of")
        node = builder.valued(said, name) if said is not None else None
        return plain.but(sum=node, given=builder.optional(inner.get("given"), f"{name}.given"))
    inner = Fields(source, child, ("before", "after", "where", "less", "less_where"))
    units = set()
    for part in ("before", "after", "less"):
        if part != "less" or inner.get(part) is not None:
            amount = scope.fact(inner.text(part, need=True), inner.get(part), "number")
            units |= {(amount.unit, amount.decimals)} if amount is not None else set()
    if len(units) > 1:  # they are summed as they are
        left, right, *_ = sorted(unit for unit, _ in units)
        source.report("E402", child, left=left, right=right)
    return plain.but(
        before=inner.text("before"),
        after=inner.text("after"),
        less=inner.text("less"),
        where=builder.optional(inner.get("where"), f"{name}.where"),
        less_where=builder.optional(inner.get("less_where"), f"{name}.less"),
    )


def averaged(scope: Scope, above: Subject, plain: Measure, place: Node) -> Measure:
    """A mean of a figure of the rows, in the same unit."""
    fields = Fields(scope.source, place, ("of", "where"))
    entry, target = scope.fact(fields.text("of", need=True), fields.get("of"), "number"), above.facts.get(plain.fact)
    if entry is not None and target is not None and entry.unit != target.unit:
        scope.source.report("E402", place, left=entry.unit, right=target.unit)
    where = Builder(scope).optional(fields.get("where"), f"{plain.fact}.where")
    return plain.but(of=fields.text("of"), where=where)
