"""What facts, figures and conditions are called, and one condition as a line."""

from __future__ import annotations

from datetime import date as calendar
from fractions import Fraction
from typing import Any

from npa_rules.engines.ledger import Seen
from npa_rules.engines.quantity import NONE, Num, Quantity, Sym
from npa_rules.model import tree
from npa_rules.model.dictionary import FactType, Scale
from npa_rules.model.rule import Rule, RuleSet
from npa_rules.model.words import BUILT_IN, VERDICTS
from npa_rules.prose.format import code, date, plain, shown, telling
from npa_rules.prose.phrases import DATES, OPERATORS, PHRASES, YEARS

PROPER = frozenset({"Aedes", "Europese", "Rijk", "State", "VvE", "Wgiw", "Woonbond", "Wvrv"})  # keep their capital
COUNTED = ("dwellings", "allocations", "projects", "persons", "tenants", "years")


class Conditions:
    """Names and lines, for one rule set and one language."""

    def __init__(self, ruleset: RuleSet, lang: str) -> None:
        self.ruleset, self.lang = ruleset, lang
        self.t: dict[str, Any] = PHRASES[lang]

    # ---- names -----------------------------------------------------------------------------------------------------
    def entry(self, rule: Rule, node: tree.Node) -> FactType | None:
        """The dictionary entry behind a fact, or behind a field of a list through the node that holds it."""
        subject = self.ruleset.subjects[rule.applies_to]
        if isinstance(node, tree.Fact):
            if node.of:
                subject = self.ruleset.subjects[subject.relations[node.of].to]
            return subject.facts.get(node.name)
        if isinstance(node, tree.Member):
            tops = [*rule.conditions().values(), *(v.node for v in rule.values.values())]
            for within in (n for top in tops for n in tree.walk(top)):
                if isinstance(within, tree.Quantified | tree.Aggregate | tree.Extreme) and node in tree.walk(within):
                    listed = subject.facts.get(within.list)
                    return listed.members.get(node.name) if listed is not None else None
        return None

    def named(self, rule: Rule, node: tree.Node) -> tuple[str, str, str, Scale | None]:
        """Label, kind, unit and scale of a node (an empty label for a bare figure)."""
        entry = self.entry(rule, node)
        if entry is not None:
            return self.label(entry), entry.kind, entry.unit or unit_of(entry), self.ruleset.scales.get(entry.scale)
        if isinstance(node, tree.Value) and node.name in rule.values:
            value = rule.values[node.name]
            return value.label.get(self.lang, node.name), value.kind, value.unit, None
        if isinstance(node, tree.Parameter):
            series = self.ruleset.parameters[node.name]
            return series.label.get(self.lang, series.name), "number", series.unit, None
        if isinstance(node, tree.Literal):
            return "", node.kind, "", self.ruleset.scales.get(node.scale)
        if isinstance(node, tree.Fact) and node.name in BUILT_IN and not node.of:
            return self.t[node.name], "date", "", None
        return "", "number", "", None

    def label(self, entry: FactType) -> str:
        """What a fact is called."""
        return entry.label.get(self.lang, entry.name)

    # ---- lines -----------------------------------------------------------------------------------------------------
    def line(self, seen: Seen) -> str:
        """One condition: what, its value, and the limit or what was asked for."""
        rule, node = self.ruleset.rules[seen.rule], seen.condition
        match node:
            case tree.Compare(_, operator, left, right, kind):
                return self.compared(rule, seen, operator, left, right, kind)
            case tree.OneOf(_, left, codes, negated):
                wanted = self.t["or"].join(code(c.value, self.lang, self.entry(rule, left)) for c in codes)
                return self.asked(rule, seen, left, self.t["none_of" if negated else "one_of"] + wanted)
            case tree.Includes(_, left, wanted):
                return self.asked(rule, seen, left, code(wanted, self.lang, self.entry(rule, left)))
            case tree.Within(_, left, _) | tree.Present(_, left, _):
                return self.asked(rule, seen, left, "")
            case tree.Happened():
                return self.stated(self.event(rule, node), self.placed(rule, node, seen))
            case tree.Premise():
                return self.premise(seen, node)
            case tree.Quantified(_, name, listed, _, _):
                named = self.ruleset.subjects[rule.applies_to].facts.get(listed)
                label = self.label(named) if named is not None else self.named(rule, tree.Value(listed))[0]
                phrase = self.t["list" if name == "each" else "list_some"].format(label=label)
                return self.stated(phrase, state(seen.truth, self.lang))
        return node.id

    def placed(self, rule: Rule, node: tree.Happened, seen: Seen) -> str:
        """Whether an event counts, with its date, and the content it lacks or the last day where it came too late."""
        word, when, last = state(seen.truth, self.lang), seen.left, seen.right
        asides = [date(int(when.low), self.lang)] if isinstance(when, Num) and when.known else []
        if seen.truth is False and isinstance(last, Sym) and last.options:
            entry = self.ruleset.subjects[rule.applies_to].facts[node.event]
            names = ", ".join(entry.holds[h][self.lang] for h in node.holds if h in last.options)
            asides.append(self.t["lacks"].format(names=names))
        elif asides and seen.truth is False and isinstance(last, Num) and last.known:
            late = last.low < when.low  # type: ignore[union-attr]
            if not late and (node.not_before is None or last.low == when.low):  # type: ignore[union-attr]
                return f"{word} ({asides[0]})"
            word = self.t["too_late" if late else "too_early"]
            asides.append(f"{DATES[self.lang]['at_most' if late else 'at_least']} {date(int(last.low), self.lang)}")
        return f"{word} ({'; '.join(asides)})" if asides else word

    def event(self, rule: Rule, node: tree.Happened) -> str:
        """What an event is called, with the content asked of it: `kader vastgesteld (noemt een middel om te sturen)`."""
        entry = self.ruleset.subjects[rule.applies_to].facts[node.event]
        asked = ", ".join(entry.holds[code][self.lang] for code in node.holds)
        return self.label(entry) + (f" ({asked})" if asked else "")

    def stated(self, label: str, value: str) -> str:
        return str(self.t["plain"].format(label=upper(label), value=value))

    def asked(self, rule: Rule, seen: Seen, left: tree.Node, wanted: str) -> str:
        label, kind, unit, scale = self.named(rule, left)
        value = shown(seen.left, kind, unit, self.lang, scale, self.entry(rule, left))
        if seen.truth is not False or not wanted:
            return self.stated(label, value)
        return str(self.t["wanted"].format(label=upper(label), value=value, operator="", limit=wanted))

    def premise(self, seen: Seen, node: tree.Premise) -> str:
        """A premise with a label of its own as yes or no; without, the verdict of the other rule."""
        if node.label:
            presumed = isinstance(seen.left, Sym) and seen.truth is not None and not self.settled(seen.left, node)
            word = state(seen.truth, self.lang) + (f" ({self.t['presumed']})" if presumed else "")
            return self.stated(node.label[self.lang], word)
        options = seen.left.options if isinstance(seen.left, Sym) and seen.left.options else frozenset()
        words = self.t["or"].join(VERDICTS[str(v)][self.lang] for v in sorted(map(str, options)))
        return self.stated(self.ruleset.rules[node.rule].label[self.lang], words)

    def aside(self, seen: Seen) -> str:
        """A figure and its limit as an aside: `huishoudinkomen € 58.000; grens ten hoogste € 39.925, …`."""
        node, rule = seen.condition, self.ruleset.rules[seen.rule]
        assert isinstance(node, tree.Compare)
        label, kind, unit, scale = self.named(rule, node.left)
        value = shown(seen.left, kind, unit, self.lang, scale, self.entry(rule, node.left))
        limit = self.limit(rule, seen, node.right, unit, scale)
        words = OPERATORS[self.lang]
        return str(self.t["aside"].format(label=lower(label), value=value, operator=words[node.operator], limit=limit))

    @staticmethod
    def settled(can: Sym, node: tree.Premise) -> bool:
        """Whether the verdicts that can come decide a premise, without a presumption."""
        options = can.options or frozenset()
        return options <= node.verdicts or not options & node.verdicts

    def compared(self, rule: Rule, seen: Seen, operator: str, left: tree.Node, right: tree.Node, kind: str) -> str:
        label, own_kind, unit, scale = self.named(rule, left)
        value = self.decisive(seen, own_kind, unit) or shown(
            seen.left, own_kind, unit, self.lang, scale, self.entry(rule, left)
        )
        if seen.left is NONE or bare(operator, right, seen.truth):
            return self.stated(label, value)
        same = operator in ("equals", "not_equals")
        if isinstance(right, tree.Literal) and (same or right.kind in ("bool", "code", "text")):
            if right.kind == "bool" or seen.truth is not False:
                return self.stated(label, value)
            wanted = shown(seen.right, own_kind, unit, self.lang, scale, self.entry(rule, left))
            other = self.t["other"] if operator == "not_equals" else ""
            return str(self.t["wanted"].format(label=upper(label), value=value, operator=other, limit=wanted))
        words = (DATES if kind == "date" else YEARS if unit == "year" else OPERATORS)[self.lang]
        if seen.right is NONE:
            named = lower(self.named(rule, right)[0])
            return str(self.t["absent"].format(label=upper(label), value=value, limit=named))
        limit = self.limit(rule, seen, right, unit, scale)
        key = "no_limit" if limit.startswith(self.t["not_known"]) else "limit"
        return str(self.t[key].format(label=upper(label), value=value, operator=words[operator], limit=limit))

    def decisive(self, seen: Seen, kind: str, unit: str) -> str:
        """Of a range too wide to be told, the end that decides a comparison: `ten hoogste 4.150`; else nothing."""
        left, node = seen.left, seen.condition
        if not isinstance(node, tree.Compare) or not isinstance(left, Num) or left.known or left.undefined:
            return ""
        if seen.truth is None or kind != "number" or telling(left) or node.operator in ("equals", "not_equals"):
            return ""
        above = (node.operator in ("at_least", "more_than")) is seen.truth
        end = left.low if above else left.high
        if isinstance(end, float):
            return ""
        words = (YEARS if unit == "year" else OPERATORS)[self.lang]["at_least" if above else "at_most"]
        return f"{words} {plain(end, kind, unit, self.lang)}"

    def limit(self, rule: Rule, seen: Seen, right: tree.Node, unit: str, scale: Scale | None) -> str:
        """The other side of a comparison, with what it is called."""
        name, kind, own_unit, own_scale = self.named(rule, right)
        value = self.bound(seen.right, kind, unit or own_unit, scale or own_scale)
        return f"{value}, {lower(name)}" if name else value

    def bound(self, value: Quantity | None, kind: str, unit: str, scale: Scale | None) -> str:
        if isinstance(value, Num) and not value.known and not value.undefined and telling(value):
            ends = [plain(e, kind, unit, self.lang, scale) for e in (value.low, value.high)]  # type: ignore[arg-type]
            return str(self.t["some_value"].format(low=ends[0], high=ends[1]))
        known = value is NONE or (isinstance(value, Num | Sym) and value.known)
        return shown(value, kind, unit, self.lang, scale) if known else str(self.t["not_known"])

    def counted(self, seen: Seen) -> bool:
        """Whether the figure of a comparison is a number of things, of which there are too many and not a too high one."""
        node, rule = seen.condition, self.ruleset.rules[seen.rule]
        return isinstance(node, tree.Compare) and self.named(rule, node.left)[2] in COUNTED

    def gap(self, seen: Seen) -> tuple[str, str, str] | None:
        """`over` or `under`, by how much, and the limit: for a known figure on the wrong side of a known limit."""
        node, left, right = seen.condition, seen.left, seen.right
        if not isinstance(node, tree.Compare) or seen.truth is not False:
            return None
        key = {"at_most": "over", "less_than": "over", "at_least": "under", "more_than": "under"}.get(node.operator)
        if key is None or not isinstance(left, Num) or not isinstance(right, Num) or not left.known or not right.known:
            return None
        rule = self.ruleset.rules[seen.rule]
        unit = self.named(rule, node.left)[2] or self.named(rule, node.right)[2]
        limit = plain(right.low, node.kind, unit, self.lang)  # type: ignore[arg-type]
        if node.kind == "date" and key == "over":
            return "late", str(days(right.low, left.low)), limit
        entry = self.entry(rule, node.left)
        if node.kind != "number" or (entry is not None and entry.type == "year"):
            return None
        amount = plain(abs(Fraction(left.low) - Fraction(right.low)), "number", points(unit), self.lang)
        return key, amount, limit


def bare(operator: str, right: tree.Node, truth: bool | None) -> bool:
    """Whether a comparison only asks that there is any, or that there is none and there is none: no limit to tell."""
    zero = isinstance(right, tree.Literal) and right.kind == "number" and right.value == 0
    return zero and (operator == "more_than" or (operator == "at_most" and truth is True))


def days(earlier: Any, later: Any) -> int:
    """How many days lie between two dates yyyymmdd."""
    a, b = (calendar(int(d) // 10000, int(d) // 100 % 100, int(d) % 100) for d in (earlier, later))
    return (b - a).days


def points(unit: str) -> str:
    """The unit of a difference: percentages differ by percentage points."""
    return "percentage_point" if unit == "percent" else unit


def state(truth: bool | None, lang: str) -> str:
    """Yes, no or unknown."""
    words = {"nl": {True: "ja", False: "nee", None: "onbekend"}, "en": {True: "yes", False: "no", None: "unknown"}}
    return words[lang][truth]


def unit_of(entry: FactType) -> str:
    """The unit of a type that brings its own."""
    return {"money": "eur", "percent": "percent", "year": "year"}.get(entry.type, "")


def upper(text: str) -> str:
    """With a capital."""
    return text[:1].upper() + text[1:]


def lower(text: str) -> str:
    """Without its capital, unless it is an abbreviation."""
    if text.startswith("Eén"):
        return "één" + text[3:]
    if text.split(" ", 1)[0] in PROPER:
        return text
    return text if text[1:2].isupper() or text[1:2] in ("", "-", "&") else text[:1].lower() + text[1:]
