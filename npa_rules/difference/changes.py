"""Two rules side by side over their typed trees: what changed, as sentences; another order or label is no change."""

from __future__ import annotations

from collections import Counter

from npa_rules import meaning
from npa_rules.difference.words import LANGS, PARTS, T, named
from npa_rules.model import tree
from npa_rules.model.record import Record
from npa_rules.model.rule import NamedValue, Reading, Rule, RuleSet
from npa_rules.model.words import MODALITIES, PARTIES, STANDINGS, Text
from npa_rules.prose.condition import lower
from npa_rules.prose.format import date
from npa_rules.prose.outline import Outline


class Change(Record):
    """One thing that changed: its kind (see `KINDS`) and how it reads."""

    kind: str
    text: Text


class Comparison:
    """An older and a newer rule, each in its own rule set."""

    def __init__(self, old_set: RuleSet, old: Rule, new_set: RuleSet, new: Rule) -> None:
        self.old_set, self.new_set, self.old, self.new = old_set, new_set, old.own(), new.own()
        self.before = {lang: Outline(old_set, lang) for lang in LANGS}
        self.after = {lang: Outline(new_set, lang) for lang in LANGS}
        self.found: list[Change] = []
        self.brief = False

    def changes(self, *, brief: bool = False) -> list[Change]:
        """Everything that changed.

        `brief` is for a rule and its predecessor of another edition: not from when to when, nor how what is asked is
        computed or read, which two rules nearly always do in their own way.
        """
        self.found, self.brief = [], brief
        old, new = self.old, self.new
        if old.applies_to != new.applies_to:
            labels = [
                {lang: lower(s.subjects[r.applies_to].label[lang]) for lang in LANGS}
                for s, r in ((self.old_set, old), (self.new_set, new))
            ]
            self.say("scope", "about", *labels)
        if old.modality != new.modality:
            kinds = [{x: named(MODALITIES[r.modality][x], x) for x in LANGS} for r in (old, new)]
            self.turned("norm", *kinds)
        if not brief:
            self.in_force()
        self.due()
        self.parties()
        for part, kind in (("when", "scope"), ("requires", "norm"), ("excused_if", "exception")):
            self.conditions(kind, old.conditions().get(part), new.conditions().get(part))
        if brief:
            return self.found
        self.values(old.values, new.values)
        self.values(old.derives, new.derives)
        self.values(old.room, new.room)
        self.readings()
        self.rest()
        one, two = meaning.of_rule(old), meaning.of_rule(new)
        parts = sorted(k for k in {*one, *two} if one.get(k) != two.get(k))
        if parts and not self.found:
            self.add("norm", {x: T[x]["otherwise"].format(", ".join(parts)) for x in LANGS})
        return self.found

    # ---- words -----------------------------------------------------------------------------------------------------
    def add(self, kind: str, told: Text) -> None:
        """Keep one change."""
        self.found.append(Change(kind, told))

    def say(self, kind: str, name: str, old: Text, new: Text) -> None:
        """`name: old → new`."""
        self.add(kind, {lang: f"{T[lang][name]}: {T[lang]['to'].format(old[lang], new[lang])}" for lang in LANGS})

    def turned(self, kind: str, old: Text, new: Text) -> None:
        """`was this, is now that`."""
        self.add(kind, {x: T[x]["was"].format(old[x], new[x]) for x in LANGS})

    def words(self, node: tree.Node, unit: str, *, new: bool) -> Text:
        """A condition or figure of the older or newer rule in words."""
        rule, outlines = (self.new, self.after) if new else (self.old, self.before)
        if isinstance(node, tree.Condition) and not isinstance(node, tree.Holds):
            return {lang: outlines[lang].inline(rule, node) for lang in LANGS}
        return {lang: outlines[lang].figure(rule, node, unit) for lang in LANGS}

    # ---- dates and parties -----------------------------------------------------------------------------------------
    def in_force(self) -> None:
        """From when until when, and the law that is waited for."""
        always = {lang: T[lang]["always"] for lang in LANGS}

        def told(day: int | None) -> Text:
            return {lang: date(day, lang) for lang in LANGS} if day else always

        old, new = meaning.of_rule(self.old), meaning.of_rule(self.new)
        for name in ("from", "until"):
            if old.get(name) != new.get(name):
                self.say("date", name, told(old.get(name)), told(new.get(name)))
        if self.old.clauses != self.new.clauses:
            self.say("clause", "clauses", *(dict.fromkeys(LANGS, ", ".join(r.clauses)) for r in (self.old, self.new)))

    def due(self) -> None:
        """Until when, and which law."""
        names = [self._due(self.old, new=False), self._due(self.new, new=True)]
        if self.brief and not all(r.due_open or r.due is not None for r in (self.old, self.new)):
            return
        if meaning.of_rule(self.old).get("due") != meaning.of_rule(self.new).get("due") and names[0] != names[1]:
            self.turned("date", *names)
        for attribute, name in (("needs_law", "law"), ("until_law", "until_law")):
            laws = [getattr(r, attribute) for r in (self.old, self.new)]
            if laws[0] != laws[1]:
                sets = (self.old_set, self.new_set)
                labels = [s.laws[n].label if n else self.none() for s, n in zip(sets, laws, strict=True)]
                self.say("law", name, *({lang: lower(x[lang]) for lang in LANGS} for x in labels))

    def _due(self, rule: Rule, *, new: bool) -> Text:
        if rule.due_open:
            return {lang: T[lang]["open"] for lang in LANGS}
        if rule.due is None:
            return {x: T[x]["open"] for x in LANGS} if self.brief else self.none()
        told = self.words(rule.due, "", new=new)
        return {x: T[x]["no_later"].format(told[x]) for x in LANGS}

    def none(self) -> Text:
        """Nothing, in words."""
        return {lang: T[lang]["none"] for lang in LANGS}

    def parties(self) -> None:
        """Who owes it."""
        old, new = set(self.old.owed_by), set(self.new.owed_by)
        if old != new and not (self.brief and not (old and new)):
            said = [{x: ", ".join(PARTIES[p][x] for p in sorted(s)) or T[x]["none"] for x in LANGS} for s in (old, new)]
            self.say("party", "by", *said)

    # ---- conditions ------------------------------------------------------------------------------------------------
    def conditions(self, kind: str, old: tree.Condition | None, new: tree.Condition | None) -> None:
        """Parts that came, went or say something else; parts that only moved are the same."""
        if old is not None and new is not None and type(old) is not type(new):
            joined = [type(n).__name__.lower() for n in (old, new)]
            if set(joined) == {"all", "any"}:
                self.add(kind, {x: f"{T[x][joined[0]]} → {T[x][joined[1]]}" for x in LANGS})
        parts = [self._parts(old), self._parts(new)]
        same = Counter(meaning.text(meaning.node(p)) for p in parts[0])
        same &= Counter(meaning.text(meaning.node(p)) for p in parts[1])
        gone, came = (self._without(p, same.copy()) for p in parts)
        for part in [*gone]:
            about = self._about(self.old, part)
            other = next((c for c in came if self._about(self.new, c) == about), None)
            if other is None:
                continue
            gone.remove(part)
            came.remove(other)
            self.pair(kind, part, other)
        for parts_, what, new_ in ((gone, "gone", False), (came, "added", True)):
            for part in parts_:
                inner = _opposite(part) if kind == "scope" else None
                told = self.words(inner or part, "", new=new_)
                name = f"not_{what}" if inner is not None else what
                self.add(kind, {x: PARTS[x][kind][name].format(told[x]) for x in LANGS})

    def pair(self, kind: str, old: tree.Condition, new: tree.Condition) -> None:
        """Two conditions about the same thing."""
        if isinstance(old, tree.All | tree.Any | tree.Not):
            inner = [n if isinstance(n, tree.All | tree.Any) else n.part for n in (old, new)]  # type: ignore[attr-defined]
            self.conditions(kind, *inner)
            return
        if self.brief and self._computed(old, new):
            return
        told = [self.words(old, "", new=False), self.words(new, "", new=True)]
        if self.brief and told[0] == told[1]:
            return  # another name for the same thing
        limit = isinstance(old, tree.Compare) and isinstance(new, tree.Compare) and old.operator == new.operator
        self.add("limit" if limit and kind == "norm" else kind, {x: f"{told[0][x]} → {told[1][x]}" for x in LANGS})

    def _computed(self, old: tree.Condition, new: tree.Condition) -> bool:
        """Whether both hold the same thing against a limit that the rule computes: the figures tell how that changed."""
        if not (isinstance(old, tree.Compare) and isinstance(new, tree.Compare) and old.operator == new.operator):
            return False
        limits = [r.values.get(c.right.name) if isinstance(c.right, tree.Value) else None
                  for r, c in ((self.old, old), (self.new, new))]  # fmt: skip
        return all(v is not None and not isinstance(v.node, tree.Literal) for v in limits)

    @staticmethod
    def _parts(node: tree.Condition | None) -> list[tree.Condition]:
        if node is None:
            return []
        return [*node.parts] if isinstance(node, tree.All | tree.Any) else [node]

    @staticmethod
    def _without(parts: list[tree.Condition], same: Counter[str]) -> list[tree.Condition]:
        left = []
        for part in parts:
            key = meaning.text(meaning.node(part))
            if same[key]:
                same[key] -= 1
            else:
                left.append(part)
        return left

    @staticmethod
    def _about(rule: Rule, part: tree.Condition) -> str:
        """What a condition is about: its left side, event, list or rule; for a connective what kind it is."""
        named = getattr(part, "left", None) or getattr(part, "value", None)
        if isinstance(named, tree.Value) and named.name in rule.values:
            inner = rule.values[named.name].node
            named = inner if isinstance(inner, tree.Fact) else named  # a name for a fact is the fact
        if named is not None:
            return meaning.text(meaning.node(named))
        names = [str(getattr(part, n, "")) for n in ("event", "rule", "list")]
        return f"{type(part).__name__} {' '.join(names)}"

    # ---- values, readings and the rest -----------------------------------------------------------------------------
    def values(self, old: dict[str, NamedValue], new: dict[str, NamedValue]) -> None:
        """Named values that are computed otherwise."""
        for name in [*old, *(n for n in new if n not in old)]:
            one, two = old.get(name), new.get(name)
            if one is not None and two is not None:
                if meaning.named({name: one}) != meaning.named({name: two}):
                    self._value(name, one, two)
            elif two is not None:
                told = self.words(two.node, two.unit, new=True)
                self.add("norm", {x: T[x]["new_value"].format(two.label.get(x, name), told[x]) for x in LANGS})
            elif one is not None:
                self.add("norm", {x: T[x]["no_value"].format(one.label.get(x, name)) for x in LANGS})

    def _value(self, name: str, old: NamedValue, new: NamedValue) -> None:
        if isinstance(old.node, tree.Condition) and isinstance(new.node, tree.Condition):
            inner = [
                n.value if isinstance(n, tree.Holds) and isinstance(n.value, tree.Condition) else n
                for n in (old.node, new.node)
            ]
            self.conditions("norm", *inner)
            return
        told = [self.words(old.node, old.unit, new=False), self.words(new.node, new.unit, new=True)]
        if old.unit != new.unit and told[0] == told[1]:
            told = [{x: f"{t[x]} [{v.unit or '-'}]" for x in LANGS} for t, v in zip(told, (old, new), strict=True)]
        label = new.label or old.label
        fixed = isinstance(old.node, tree.Literal) and isinstance(new.node, tree.Literal)
        text = {x: T[x]["value"].format(label.get(x, name), told[0][x], told[1][x]) for x in LANGS}
        self.add("limit" if fixed else "norm", text)

    def readings(self) -> None:
        """Readings that came or went, another default, another standing, and what a reading computes."""
        old, new = self.old.readings, self.new.readings
        if self.old.default_reading != self.new.default_reading:
            names = [
                dict.fromkeys(LANGS, f"'{r.default_reading}'") if r.default_reading else self.none()
                for r in (self.old, self.new)
            ]
            self.say("reading", "default", *names)
        for name in [*old, *(n for n in new if n not in old)]:
            self._reading(name, old.get(name), new.get(name))

    def _reading(self, name: str, old: Reading | None, new: Reading | None) -> None:
        if old is None and new is not None:
            self.add("reading", {x: T[x]["new_reading"].format(name, new.because[x]) for x in LANGS})
        elif new is None:
            self.add("reading", {x: T[x]["no_reading"].format(name) for x in LANGS})
        elif old is not None:
            if old.standing != new.standing:
                before, after = STANDINGS[old.standing], STANDINGS[new.standing]
                self.add("reading", {x: f"{T[x]['standing'].format(name)}: {before[x]} → {after[x]}" for x in LANGS})
            place = len(self.found)
            self.values(old.values, new.values)
            self.found[place:] = [
                Change("reading", {x: T[x]["reading"].format(name, c.text[x]) for x in LANGS})
                for c in self.found[place:]
            ]

    def rest(self) -> None:
        """What is set aside, presumed or flagged."""
        old, new = self.old, self.new
        sides = [[*r.suspends, *([r.suspends_fact] if r.suspends_fact else [])] for r in (old, new)]
        since = [meaning.node(r.suspends_since) for r in (old, new)]
        if sorted(sides[0]) != sorted(sides[1]) or since[0] != since[1]:
            self.say("scope", "suspends", *({x: ", ".join(s) or T[x]["none"] for x in LANGS} for s in sides))
        if old.presume != new.presume:
            self.say("reading", "presume", *(self._yes(r.presume) for r in (old, new)))
        tests = [{r.name: meaning.node(r.test) for r in rule.remarks} for rule in (old, new)]
        for name in sorted({n for n in (*tests[0], *tests[1]) if tests[0].get(n) != tests[1].get(n)}):
            self.add("norm", {x: T[x]["remark"].format(name) for x in LANGS})

    def _yes(self, value: bool | None) -> Text:
        return self.none() if value is None else {x: T[x]["yes" if value else "no"] for x in LANGS}


def _opposite(part: tree.Condition) -> tree.Condition | None:
    """What a condition that says `not` says it of; None for any other."""
    if isinstance(part, tree.Not):
        return part.part
    if not isinstance(part, tree.Compare) or (part.kind, part.operator) != ("bool", "equals"):
        return None
    denied = isinstance(part.right, tree.Literal) and part.right.value is False
    return part.but(right=tree.Literal("bool", True)) if denied else None
