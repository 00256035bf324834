"""From nodes of a rule file to the typed tree: conditions, values, tables, expressions."""

from __future__ import annotations

from fractions import Fraction

from npa_rules.errors import nearest
from npa_rules.load.expression import ExpressionError, parse_expression
from npa_rules.load.fields import Fields, day, shown
from npa_rules.load.scope import Scope
from npa_rules.load.source import NUMBER, number
from npa_rules.load.source import Node as Place
from npa_rules.model import tree
from npa_rules.model.tree import Condition, Literal, Node
from npa_rules.model.words import VERDICTS

FIGURES = {o: o for o in ("equals", "not_equals", "at_most", "less_than", "at_least", "more_than")}
DATES = {"before": "less_than", "on_or_before": "at_most", "after": "more_than", "on_or_after": "at_least"}
SETS = ("one_of", "none_of", "includes", "within", "is_true", "is_false", "is_present")
OPERATORS = (*FIGURES, *DATES, *SETS)
CONNECTIVES = ("all", "any", "not", "each", "some", "event", "verdict")
VALUES = (
    "fact",
    "member",
    "value",
    "parameter",
    "expr",
    "share",
    "sum",
    "count",
    "greatest",
    "least",
    "first",
    "last",
    "group",
    "table",
)
EXTRAS = ("of", "at", "key", "plus", "unit", "label", "id", "by", "not_before", "holds", "presume")


class Builder:
    """Builds the nodes of one rule; complaints go to the source of the scope."""

    def __init__(self, scope: Scope) -> None:
        self.scope, self.source = scope, scope.source
        self.default_due: Node | None = None

    # ---- conditions ------------------------------------------------------------------------------------------------
    def condition(self, place: Place, path: str) -> Condition:
        """The condition at a place; on a complaint a harmless one, so that reading goes on."""
        fields = Fields(self.source, place, (*CONNECTIVES, *VALUES, *OPERATORS, *EXTRAS))
        name = fields.text("id") or path
        found = [k for k in place.mapping if k in CONNECTIVES or (k in OPERATORS)]
        if place.kind != "map" or not found:
            if place.kind == "map":
                self.source.report("E207", place, keys=", ".join((*CONNECTIVES, *OPERATORS)))
            return tree.All(name, ())
        connective = next((k for k in found if k in CONNECTIVES), "")
        if len(found) > 1:
            self.source.report("E207", place, keys=", ".join(found))
            return tree.All(name, ())
        if connective:
            return self.connective(connective, fields, place.mapping[connective], name)
        return self.leaf(found[0], fields, place, name)

    def connective(self, kind: str, fields: Fields, child: Place, name: str) -> Condition:
        if kind in ("all", "any"):
            if child.kind != "list" or not child.sequence:
                self.source.report("E203", child, expected="list")
            parts = tuple(self.condition(c, f"{name}.{kind}[{i}]") for i, c in enumerate(child.sequence))
            return tree.All(name, parts) if kind == "all" else tree.Any(name, parts)
        if kind == "not":
            return tree.Not(name, self.condition(child, f"{name}.not"))
        if kind == "event":
            return self.event(fields, name)
        if kind == "verdict":
            return self.premise(fields, child, name)
        over = Fields(self.source, child, ("list", "where", "has"))
        listed = over.text("list", need=True)
        has = over.need("has")
        with self.scope.inside(listed, over.get("list")):
            where = self.optional(over.get("where"), f"{name}.where")
            met = self.condition(has, f"{name}.has") if has is not None else tree.All(name, ())
        return tree.Quantified(name, kind, listed, where, met)

    def event(self, fields: Fields, name: str) -> Condition:
        event = fields.text("event")
        entry = self.scope.fact(event, fields.get("event"), "event")
        holds = fields.strings("holds")
        listed = fields.get("holds")
        for place in listed.sequence if listed is not None else ():
            if entry is not None and place.value not in entry.holds:
                code, hint = shown(str(place.value)), nearest(str(place.value), entry.holds)
                self.source.report("E408", place, code=code, name=event, suggestion=hint)
        by, after = fields.get("by"), fields.get("not_before")
        return tree.Happened(
            name,
            event,
            self.operand(by, "date") if by is not None else self.default_due,
            self.operand(after, "date") if after is not None else None,
            holds,
        )

    def premise(self, fields: Fields, child: Place, name: str) -> Condition:
        inner = Fields(self.source, child, ("rule", "of", "is"))
        wanted = inner.need("is")
        verdicts = [wanted] if wanted is not None and wanted.kind == "scalar" else wanted.sequence if wanted else []
        for node in verdicts:
            if node.value not in VERDICTS:
                said, hint = shown(str(node.value)), nearest(str(node.value), VERDICTS)
                self.source.report("E204", node, value=said, allowed=", ".join(VERDICTS), suggestion=hint)
        of = inner.text("of")
        rule = inner.text("rule", need=True)
        self.scope.premise(rule, inner.get("rule"), of, inner.get("of"))
        asked = frozenset(str(n.value) for n in verdicts)
        return tree.Premise(name, rule, of, asked, fields.flag("presume"), fields.label("label", need=False))

    def leaf(self, operator: str, fields: Fields, place: Place, name: str) -> Condition:
        left = self.value(place, name)
        kind = self.scope.kind(left)
        argument = place.mapping[operator]
        if operator == "is_present":
            return tree.Present(name, left, negated=fields.flag(operator) is False)
        if operator in ("is_true", "is_false"):
            self.expect(kind, ("bool",), operator, argument)
            return tree.Compare(name, "equals", left, Literal("bool", operator == "is_true"), "bool")
        if operator in ("one_of", "none_of"):
            self.expect(kind, ("code", "text", "ordered", "number"), operator, argument)
            codes = tuple(self.literal(c, kind, left) for c in argument.sequence)
            return tree.OneOf(name, left, codes, negated=operator == "none_of")
        if operator in ("includes", "within"):
            self.expect(kind, ("codes",), operator, argument)
            codes = tuple(self.literal(c, kind, left) for c in (argument.sequence or [argument]))
            members = frozenset(str(c.value) for c in codes)
            return tree.Within(name, left, members) if operator == "within" else tree.Includes(name, left, min(members))
        if operator in DATES:
            self.expect(kind, ("date",), operator, argument)
            return tree.Compare(name, DATES[operator], left, self.operand(argument, "date", left), "date")
        if operator not in ("equals", "not_equals"):
            self.expect(kind, ("number", "ordered"), operator, argument)
        return tree.Compare(name, operator, left, self.operand(argument, kind, left), kind)

    def expect(self, kind: str, allowed: tuple[str, ...], operator: str, place: Place) -> None:
        if kind not in (*allowed, "?"):
            self.source.report("E401", place, operator=operator, kind=kind)

    def optional(self, place: Place | None, path: str) -> Condition | None:
        return self.condition(place, path) if place is not None else None

    # ---- values ----------------------------------------------------------------------------------------------------
    def valued(self, place: Place, path: str) -> Node:
        """A value, or a condition used as one (an operator makes it a condition)."""
        if place.kind == "map" and any(k in place.mapping for k in (*CONNECTIVES, *OPERATORS)):
            return tree.Holds(path, self.condition(place, path))
        if place.kind == "map":
            Fields(self.source, place, (*VALUES, *EXTRAS))
        return self.value(place, path)

    def value(self, place: Place, path: str) -> Node:
        if place.kind == "scalar":
            return self.literal(place, "?", None)
        fields = Fields(self.source, place)
        found = [k for k in place.mapping if k in VALUES]
        if len(found) != 1:
            self.source.report("E207", place, keys=", ".join(VALUES))
            return Literal("number", 0)
        name, child = found[0], place.mapping[found[0]]
        node = self.construct(name, fields, child, path)
        plus = fields.get("plus")
        if plus is not None:
            shift = Fields(self.source, plus, ("years",))
            years = shift.figure(shift.need("years"))
            return tree.Plus(node, years if isinstance(years, int) else 0)
        return node

    def construct(self, name: str, fields: Fields, child: Place, path: str) -> Node:
        if name == "fact":
            return self.scope.fact_node(fields.text("fact"), child, fields.text("of"), fields.get("of"))
        if name == "value":
            return self.scope.value_node(fields.text("value"), child)
        if name == "member":
            return self.scope.member_node(fields.text("member"), child)
        if name == "parameter":
            return self.parameter(fields, child)
        if name == "expr":
            return self.expression(child)
        if name == "table":
            return self.table(child, path)
        return self.aggregate(name, child, path)

    def parameter(self, fields: Fields, child: Place) -> Node:
        series = self.scope.parameter(fields.text("parameter"), child)
        key, at = fields.get("key"), fields.get("at")
        key_node: Node | None = None
        if key is not None:
            key_node = Literal("code", str(key.value)) if key.kind == "scalar" else self.value(key, "key")
        if series is not None and (bool(series.keys) != (key is not None)):
            self.source.report("E602", child, name=series.name)
        elif series is not None and isinstance(key_node, Literal) and key_node.value not in series.keys:
            hint = nearest(str(key_node.value), series.keys)
            self.source.report("E408", key, code=shown(str(key_node.value)), name=series.name, suggestion=hint)
        return tree.Parameter(fields.text("parameter"), self.operand(at, "date") if at is not None else None, key_node)

    def expression(self, child: Place) -> Node:
        text = child.value if isinstance(child.value, str) else None
        if text is None:
            figure = Fields(self.source, child).figure(child)
            return Literal("number", figure if figure is not None else 0)
        try:
            return parse_expression(text, lambda n, i: self.scope.name_node(n, child, i))
        except ExpressionError as error:
            self.source.at("E403", *self.source.within(child, error.position), token=shown(error.token))
            return Literal("number", 0)

    def table(self, child: Place, path: str) -> Node:
        rows: list[tree.Row] = []
        if child.kind != "list" or not child.sequence:
            self.source.report("E203", child, expected="list")
        for i, place in enumerate(child.sequence):
            fields = Fields(self.source, place, ("if", "then", "clause"))
            test = self.optional(fields.get("if"), f"{path}.table[{i}]")
            then = fields.need("then")
            if (test is None) != (i == len(child.sequence) - 1):
                self.source.report("E407", place)
            clause = fields.text("clause")
            if clause:
                self.scope.clause(clause, fields.get("clause"))
            value = self.valued(then, f"{path}.then[{i}]") if then else Literal("number", 0)
            before = next((k for k in (self.scope.kind(r.then) for r in rows) if k != "?"), "?")
            if then is not None and "?" not in (before, kind := self.scope.kind(value)) and before != kind:
                self.source.report("E402", then, left=before, right=kind)
            rows.append(tree.Row(test, value, clause))
        return tree.Table(tuple(rows))

    def aggregate(self, name: str, child: Place, path: str) -> Node:
        if name == "share":
            fields = Fields(self.source, child, ("of", "in"))
            of, whole = fields.need("of"), fields.need("in")
            blank = Literal("number", 0)
            return tree.Share(
                self.value(of, path) if of is not None else blank,
                self.value(whole, path) if whole is not None else blank,
            )
        if name == "group":
            fields = Fields(self.source, child, ("list", "by", "sum"))
            listed, by = fields.text("list", need=True), fields.text("by", need=True)
            sums = fields.get("sum")
            with self.scope.inside(listed, fields.get("list")):
                for place in (fields.get("by"), *(sums.sequence if sums is not None else ())):
                    if place is not None and self.scope.fields():
                        self.scope.member_node(str(place.value), place)
            return tree.Group(listed, by, fields.strings("sum"))
        fields = Fields(self.source, child, ("list", "of", "where"))
        listed = fields.text("list", need=True)
        if name in ("greatest", "least"):
            of = fields.need("of")
            with self.scope.inside(listed, fields.get("list")):
                figure = self.value(of, path) if of is not None else Literal("number", 0)
                where = self.optional(fields.get("where"), f"{path}.where")
            return tree.Extreme(name, listed, figure, where)
        field = fields.text("of")
        with self.scope.inside(listed, fields.get("list")):
            if field:
                self.scope.member_node(field, fields.get("of") or child)
            where = self.optional(fields.get("where"), f"{path}.where")
        if name in ("first", "last"):
            return tree.Edge(name, listed, field)
        return tree.Aggregate(name, listed, field, where)

    # ---- operands --------------------------------------------------------------------------------------------------
    def operand(self, place: Place, kind: str, left: Node | None = None) -> Node:
        """The right side of a comparison: a literal of the left side's kind, or a value."""
        if place.kind == "scalar":
            return self.literal(place, kind, left)
        node = self.valued(place, "operand")
        other = self.scope.kind(node)
        if "?" not in (kind, other) and kind != other:
            self.source.report("E402", place, left=kind, right=other)
        return node

    def literal(self, place: Place, kind: str, left: Node | None) -> Literal:
        value = place.value
        if isinstance(value, bool):
            if kind not in ("bool", "?"):
                self.source.report("E402", place, left=kind, right="bool")
            return Literal("bool", value)
        if kind == "?" and isinstance(value, str):
            kind = "date" if day(value) else "number" if NUMBER.match(value) else "code"
        if kind == "date":
            found = day(value) if isinstance(value, str) else None
            if found is None:
                self.source.report("E205", place)
            return Literal("date", found or 20000101)
        if kind == "ordered":
            return self.scope.rank(place, left)
        if isinstance(value, int | Fraction):
            if kind not in ("number", "?"):
                self.source.report("E402", place, left=kind, right="number")
            return Literal("number", value)
        if kind == "number" and isinstance(value, str):
            if NUMBER.match(value):
                return Literal("number", number(value))
            self.source.report("E107", place)
            return Literal("number", 0)
        if not isinstance(value, str):
            self.source.report("E203", place, expected=kind)
            return Literal("code", "")
        self.scope.code(value, place, left)
        return Literal("text" if kind == "text" else "code", value)
