"""A rule in words before there are facts: its conditions as an indented list, its figures as they are computed."""

from __future__ import annotations

from npa_rules.model import tree
from npa_rules.model.dictionary import Scale
from npa_rules.model.rule import Rule
from npa_rules.model.words import VERDICTS
from npa_rules.prose.condition import Conditions, lower
from npa_rules.prose.format import code, plain
from npa_rules.prose.phrases import DATES, OPERATORS, YEARS

T = {
    "nl": {"all": "alles hiervan", "any": "ten minste een hiervan", "not": "niet", "is": "is", "is_not": "is niet",
           "one_of": "een van", "none_of": "geen van", "includes": "noemt", "within": "alleen uit", "present": "is opgegeven",
           "absent": "is er niet", "each": "voor elk van '{}'", "some": "voor ten minste een van '{}'", "where": "waarbij",
           "has": "geldt", "happened": "is gebeurd", "by": "uiterlijk {}", "since": "niet vóór {}", "verdict": "het oordeel over '{}' is",
           "sum": "som van {} in '{}'", "count": "aantal in '{}'", "greatest": "hoogste {} in '{}'", "least": "laagste {} in '{}'",
           "first": "eerste {} in '{}'", "last": "laatste {} in '{}'", "share": "deel van {} in {}, in procent",
           "group": "'{}' gegroepeerd op {}", "if": "als", "else": "anders", "years": "{} plus {} jaar", "on": "op {}",
           "min": "kleinste van", "max": "grootste van", "round_half_up": "afgerond", "round_up": "naar boven afgerond",
           "round_down": "naar beneden afgerond", "or": " of ", "so_far": "{} tot dan toe"},
    "en": {"all": "all of these", "any": "at least one of these", "not": "not", "is": "is", "is_not": "is not",
           "one_of": "one of", "none_of": "none of", "includes": "names", "within": "only from", "present": "is given",
           "absent": "does not exist", "each": "for each of '{}'", "some": "for at least one of '{}'", "where": "where",
           "has": "holds", "happened": "took place", "by": "no later than {}", "since": "not before {}",
           "verdict": "the verdict on '{}' is",
           "sum": "sum of {} in '{}'", "count": "number in '{}'", "greatest": "greatest {} in '{}'", "least": "least {} in '{}'",
           "first": "first {} in '{}'", "last": "last {} in '{}'", "share": "part of {} in {}, in percent",
           "group": "'{}' grouped by {}", "if": "if", "else": "otherwise", "years": "{} plus {} years", "on": "on {}",
           "min": "least of", "max": "greatest of", "round_half_up": "rounded", "round_up": "rounded up",
           "round_down": "rounded down", "or": " or ", "so_far": "{} so far"},
}  # fmt: skip
Line = tuple[int, str]  # how deep, and what


class Outline(Conditions):
    """What a rule asks, without facts."""

    def lines(self, rule: Rule, node: tree.Node, depth: int = 0) -> list[Line]:
        """A condition as an indented list; a connective stands above its parts."""
        t = T[self.lang]
        match node:
            case tree.All(_, parts) | tree.Any(_, parts):
                head = t["all" if isinstance(node, tree.All) else "any"]
                return [(depth, f"{head}:"), *(x for p in parts for x in self.lines(rule, p, depth + 1))]
            case tree.Not(_, part):
                below = self.lines(rule, part, depth)
                return [(depth, f"{t['not']}: {below[0][1]}"), *below[1:]]
            case tree.Holds(_, value) if isinstance(value, tree.Condition):
                return self.lines(rule, value, depth)
            case tree.Quantified(_, name, listed, where, has):
                told = [(depth, t[name].format(self.list_label(rule, listed)))]
                told += (
                    [(depth + 1, f"{t['where']}:"), *self.lines(rule, where, depth + 2)] if where is not None else []
                )
                return [*told, (depth + 1, f"{t['has']}:"), *self.lines(rule, has, depth + 2)]
            case tree.Condition():
                return [(depth, self.leaf(rule, node))]
        return [(depth, self.figure(rule, node))]

    def leaf(self, rule: Rule, node: tree.Condition) -> str:
        """One condition."""
        t = T[self.lang]
        match node:
            case tree.Compare(_, operator, left, right, kind):
                return self.comparison(rule, operator, left, right, kind)
            case tree.OneOf(_, left, codes, negated):
                named = ", ".join(code(c.value, self.lang, self.entry(rule, left)) for c in codes)
                return f"{self.figure(rule, left)}: {t['none_of' if negated else 'one_of']} {named}"
            case tree.Includes(_, left, wanted):
                return f"{self.figure(rule, left)} {t['includes']}: {code(wanted, self.lang, self.entry(rule, left))}"
            case tree.Within(_, left, wanted):
                return f"{self.figure(rule, left)}: {t['within']} {code(wanted, self.lang, self.entry(rule, left))}"
            case tree.Present(_, left, negated):
                return f"{self.figure(rule, left)} {t['absent' if negated else 'present']}"
            case tree.Happened(_, _, by, since, _):
                told = [self.event(rule, node)]
                told += [t["by"].format(self.figure(rule, by))] if by is not None else []
                told += [t["since"].format(self.figure(rule, since))] if since is not None else []
                return ", ".join(told)
            case tree.Premise(_, name, _, verdicts, _, label):
                words = t["or"].join(VERDICTS[v][self.lang] for v in sorted(verdicts))
                title = self.ruleset.rules[name].label[self.lang]
                return label[self.lang] if label else f"{t['verdict'].format(title)} {words}"
            case tree.Holds(_, value):
                return self.figure(rule, value)
        return node.id

    def comparison(self, rule: Rule, operator: str, left: tree.Node, right: tree.Node, kind: str) -> str:
        """`bruto huur: ten hoogste € 713,02`; a truth by its label."""
        t, own = T[self.lang], self.named(rule, left)
        label = self.figure(rule, left)
        if isinstance(right, tree.Literal) and right.kind == "bool":
            no = (right.value is False) == (operator == "equals")
            return f"{t['not']}: {label}" if no else label
        if isinstance(right, tree.Literal) and right.kind in ("code", "text"):
            told = code(right.value, self.lang, self.entry(rule, left))
            return f"{label} {t['is' if operator == 'equals' else 'is_not']} {told}"
        words = (DATES if kind == "date" else YEARS if own[2] == "year" else OPERATORS)[self.lang]
        return f"{label}: {words[operator]} {self.figure(rule, right, own[2], own[3])}"

    def list_label(self, rule: Rule, name: str) -> str:
        """What a list, or a group of it, is called."""
        entry = self.ruleset.subjects[rule.applies_to].facts.get(name)
        return lower(self.label(entry)) if entry is not None else lower(self.named(rule, tree.Value(name))[0])

    def field(self, rule: Rule, listed: str, name: str) -> str:
        """What a field of a list is called."""
        value = rule.values.get(listed)
        base = value.node.list if value is not None and isinstance(value.node, tree.Group) else listed
        entry = self.ruleset.subjects[rule.applies_to].facts.get(base)
        member = entry.members.get(name) if entry is not None else None
        return lower(self.label(member)) if member is not None else self.grouped(rule, name)

    def grouped(self, rule: Rule, name: str) -> str:
        """What a sum, or a running sum, of a grouped list is called."""
        bare = name.removesuffix("_so_far")
        lists = [f for f in self.ruleset.subjects[rule.applies_to].facts.values() if bare in f.members]
        label = lower(self.label(lists[0].members[bare])) if lists else bare.replace("_", " ")
        return T[self.lang]["so_far"].format(label) if bare != name else label

    def figure(self, rule: Rule, node: tree.Node, unit: str = "", scale: Scale | None = None) -> str:
        """A quantity in words, down to what it is made of."""
        t = T[self.lang]
        match node:
            case tree.Literal(kind, value, scale_name):
                if kind in ("bool", "code", "codes", "text"):
                    return code(value, self.lang, None)
                return plain(value, kind, unit, self.lang, scale or self.ruleset.scales.get(scale_name))  # type: ignore[arg-type]
            case tree.Member(name):
                entry = self.entry(rule, node)
                return lower(self.label(entry)) if entry is not None else self.grouped(rule, name)
            case tree.Parameter(_, at, _):
                label = lower(self.named(rule, node)[0])
                return f"{label} {t['on'].format(self.figure(rule, at))}" if at is not None else label
            case tree.Arithmetic(operator, left, right):
                same = isinstance(left, tree.Arithmetic) and (operator in "+-" or left.operator in "*/")
                first = self.figure(rule, left) if same else self.bracket(rule, left)
                return f"{first} {operator.replace('*', '×')} {self.bracket(rule, right)}"
            case tree.Function(name, arguments):
                told = arguments[:1] if name.startswith("round") else arguments
                return f"{t[name]} ({'; '.join(self.figure(rule, a, unit) for a in told)})"
            case tree.Share(of, whole):
                return t["share"].format(self.bracket(rule, of), self.bracket(rule, whole))
            case tree.Plus(day, years):
                return t["years"].format(self.figure(rule, day), years)
            case tree.Aggregate(name, listed, of, where):
                fields = (self.field(rule, listed, of), self.list_label(rule, listed))
                told_ = t[name].format(*(fields if name == "sum" else fields[1:]))
                return told_ if where is None else f"{told_} {t['where']} {self.inline(rule, where)}"
            case tree.Extreme(name, listed, of, where):
                told_ = t[name].format(self.figure(rule, of), self.list_label(rule, listed))
                return told_ if where is None else f"{told_} {t['where']} {self.inline(rule, where)}"
            case tree.Edge(name, listed, of):
                return t[name].format(self.field(rule, listed, of), self.list_label(rule, listed))
            case tree.Group(listed, by, _):
                return t["group"].format(self.list_label(rule, listed), self.field(rule, listed, by))
            case tree.Table((tree.Row(None, then, _),)):
                return self.figure(rule, then, unit)
            case tree.Table(rows):
                return "; ".join(self.row(rule, r, unit) for r in rows)
            case tree.Condition():
                return self.inline(rule, node)
        return lower(self.named(rule, node)[0])

    def row(self, rule: Rule, row: tree.Row, unit: str) -> str:
        """One row of a table: when, and what then."""
        t, then = T[self.lang], self.figure(rule, row.then, unit)
        return f"{t['else']}: {then}" if row.test is None else f"{t['if']} {self.inline(rule, row.test)}: {then}"

    def inline(self, rule: Rule, node: tree.Condition) -> str:
        """A condition within a sentence."""
        lines = [text for _, text in self.lines(rule, node)]
        joined = lines[0] if len(lines) == 1 else "; ".join(lines).replace(":;", ":")
        return f"({joined})" if len(lines) > 1 else joined

    def bracket(self, rule: Rule, node: tree.Node) -> str:
        """A part of a sum, in brackets where it is a sum itself."""
        told = self.figure(rule, node)
        return f"({told})" if isinstance(node, tree.Arithmetic | tree.Table) else told
