"""A case file through the rules: each verdict with what it presumed, and the readings that would turn it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from npa_rules.engines.frame import quantity
from npa_rules.engines.ledger import Books, Seen
from npa_rules.engines.quantity import INF, NONE, Num, Quantity, compare
from npa_rules.engines.reference import Outcome, Run
from npa_rules.errors import Diagnostic, InputError
from npa_rules.model import tree
from npa_rules.model.case import Item, Settings
from npa_rules.model.record import OpenRecord, fresh
from npa_rules.model.rule import Period, Rule, RuleSet
from npa_rules.model.words import PART_OF

if TYPE_CHECKING:
    from npa_rules.engines.chain import Chain
    from npa_rules.engines.program import Programs
    from npa_rules.engines.quick import Quick

At = Callable[[Item, str], tuple[int, int, str]]  # line, column and excerpt of a fact of an item


class Verdict(OpenRecord):
    """One rule on one item, as it is reported."""

    rule: Rule
    item: Item
    verdict: str
    reason: str
    provisional: list[str]
    possible: list[str]
    missing: list[str]
    presumed: list[str]
    reading: str
    sensitive_to: list[str]
    by: str
    remarks: list[str]
    clauses: tuple[str, ...]
    truths: dict[str, bool | None]
    trace: list[Seen] = fresh(default_factory=list)
    figures: dict[tuple[str, str, int], Period | None] = fresh(default_factory=dict)
    room: dict[str, Quantity] = fresh(default_factory=dict)
    excluded: bool = False  # an open verdict that cannot become a violation or a shortfall
    due: int | None = None  # until when a duty that is pending may be met
    rests_on: tuple[str, ...] = ()  # every rule that was looked at, by its key
    overrides: list[str] = fresh(default_factory=list)  # of a user, that touch it
    known_at: int | None = None  # by what was known when

    def uninvoked(self) -> str:
        """The definition whose excuse was looked at and that nobody invoked: said once per report, not at each verdict."""
        added = self.rule.excused_by
        looked = [s.truth for s in self.trace if added and (s.rule, s.condition.id) == (self.rule.key, added)]
        makers = [s for s in self.trace if added and s.rule.partition("@")[0] == added]  # in whatever version
        appeals = [s.truth for s in makers if getattr(s.condition, "kind", "") == "bool"]
        return added if looked and looked[0] is False and not any(appeals) else ""


class Judge:
    """Judges the items of one case file under one set of settings."""

    def __init__(
        self,
        ruleset: RuleSet,
        items: list[Item],
        settings: Settings,
        programs: Programs | None = None,
        chain: Chain | None = None,
    ) -> None:
        """`programs` makes many short files fast: the same verdicts, once the functions are generated.

        `chain` confirms what rests on the verdicts about other subjects of the file.
        """
        self.chain = chain if len(items) > 1 else None
        self.ruleset, self.items, self.settings = ruleset, items, settings
        self.run = Run(ruleset, items, settings)
        self.quick: Quick | None = None
        if programs is not None:
            from npa_rules.engines.quick import Quick

            self.quick = Quick(programs, settings) if Quick.serves(settings, items) else None
        self.releases: set[str] = set()  # releases and excuses presumed not invoked: said once per report
        self.reserved = reserved(ruleset)
        self._open: set[tuple[str, str]] = set()  # rules and items whose date leaves the version open

    def all(self, only: frozenset[str] = frozenset()) -> list[Verdict]:
        """A verdict per item and rule of its subject, statute first; `only` limits to rules, slugs, clauses or tags.

        Of a rule with several versions the one of the item's date judges; a rule that was not public yet does not exist.
        An item about one party (`party`) is asked for what that party owes; an item without, for everything.
        """
        return [
            self.by_date(rule, item)
            for item in self.items
            for rule in self.ruleset.judging(item.subject.name, self.settings.known_at)
            if (only & {rule.id, rule.slug, *rule.clauses, *rule.tags} if only else owes(rule, item))
        ]

    def by_date(self, rule: Rule, item: Item) -> Verdict:
        """The verdict of a rule in the version of the item's date."""
        if rule.id not in self.ruleset.index.versions:
            return self.one(rule, item)
        found = self.run.versions(rule.id, item)
        if len(found) > 1:
            self._open.add((rule.id, item.key))
        return self.one(found[0], item)

    def one(self, rule: Rule, item: Item) -> Verdict:
        """The verdict of one version of a rule with its presumptions and sensitivities."""
        outcome = self.judged(self.run, rule, item)
        if self.chain is not None:
            self.chain.confirm(self.run, rule, item, outcome)
        ledger = Books(outcome.ledger)
        presumed = self.presumptions(rule, item, ledger)
        bearing = self.cited(rule, item, ledger)
        cited = tuple(c for c in rule.clauses if c in bearing)
        return Verdict(
            rule=rule,
            item=item,
            verdict=outcome.verdict,
            reason=outcome.reason,
            provisional=self.provisional(rule, item, ledger, outcome),
            possible=outcome.verdicts,
            missing=sorted(outcome.missing),
            presumed=sorted(presumed),
            reading=self.settings.readings.get(rule.id) or rule.default_reading,
            sensitive_to=self.sensitive(rule, item, ledger, outcome),
            by=outcome.by,
            remarks=outcome.remarks,
            clauses=cited or rule.clauses,
            truths=outcome.truths,
            trace=ledger.trace,
            figures=ledger.figures,
            room=self.room(rule, item, outcome),
            excluded=self.excluded(rule, item, outcome),
            due=self.due(rule, item),
            rests_on=tuple(sorted(ledger.rules)),
            known_at=self.settings.known_at,
        )

    def cited(self, rule: Rule, item: Item, ledger: Books) -> set[str]:
        """The clauses that bear on this case: of table rows those that decided, of editions those of its date."""
        in_rows = set(rule.row_clauses)
        decided = ledger.clauses & (in_rows | {""})
        found = (set(rule.clauses) - in_rows) | decided if in_rows and decided else set(rule.clauses)
        date = self.run.frame(rule, item).date()
        editions = {c: self.ruleset.editions.get(self.ruleset.clauses[c].edition) for c in found - {""}}
        kept = {c for c, e in editions.items() if e is None or (date.low <= (e.until or INF) and date.high >= e.since)}
        return kept or found  # a later edition may restate what held before it

    def presumptions(self, rule: Rule, item: Item, ledger: Books) -> set[str]:
        """The presumptions that matter: made unknown, one at a time, they are among what is missing."""
        named: set[str] = set()
        for holder, name in sorted(ledger.used):
            if holder == "release":
                self.releases.add(name)
            elif self.matters(rule, item, holder, name):
                excusing = self.excusing(holder, name)
                self.releases.add(excusing) if excusing else named.add(self.path(item, holder, name))
        return named

    def excusing(self, holder: str, name: str) -> str:
        """The definition that excuses other rules when this fact of an item is so; empty for any other fact."""
        return self.reserved.get((self.subject_of(holder), name), "") if self.reserved else ""

    def subject_of(self, holder: str) -> str:
        """The subject of the item that a presumption is about."""
        return next((i.subject.name for i in self.items if i.key == holder), holder.lstrip("~").split("[")[0])

    def provisional(self, rule: Rule, item: Item, ledger: Books, outcome: Outcome) -> list[str]:
        """Why the verdict may still turn: its own period is not over, or that of a premise on which it rests."""
        found = [name for name in sorted(ledger.provisional) if self.matters(rule, item, "premise", name)]
        return [*(["period_not_over"] if outcome.unfinished else []), *found]

    def due(self, rule: Rule, item: Item) -> int | None:
        """The day until which a duty may be met, where it is known."""
        if rule.due is None:
            return None
        until = self.run.frame(rule, item).figure(rule.due)
        return int(until.low) if until.known else None

    def room(self, rule: Rule, item: Item, outcome: Outcome) -> dict[str, Quantity]:
        """How far the norm is off, where the rule says so and applies."""
        if not rule.room or outcome.verdict == "not_applicable":
            return {}
        frame = self.run.frame(rule, item)
        return {name: frame.evaluate(value.node) for name, value in rule.room.items()}

    def excluded(self, rule: Rule, item: Item, outcome: Outcome) -> bool:
        """Whether an open verdict can become no violation and no shortfall, whatever is presumed."""
        if outcome.verdict != "undetermined":
            return False
        open_too = self.rerun(rule, item, self.settings.but(presumptions=False))
        return not {"violates", "shortfall"} & set(open_too.verdicts)

    def matters(self, rule: Rule, item: Item, holder: str, name: str) -> bool:
        """Whether a presumption, made unknown, is among what is missing."""
        quick = self.quick.matters(rule, item, holder, name) if self._plain(rule) and self.quick is not None else None
        if quick is not None:
            return quick
        probed = self.rerun(rule, item, self.settings.but(probe=(holder, name)))
        token = f"{holder}:{name}" if holder in ("premise", "law") else name
        return any(t == token or t.endswith(f".{token}") for t in probed.missing)

    def path(self, item: Item, holder: str, name: str) -> str:
        """A presumption as it is named in the verdict about an item: a fact, a rule, `law:…`, `relation.fact`."""
        if holder in (item.key, "premise"):
            return name
        if holder == "law":
            return f"law:{name}"
        other = self.subject_of(holder)
        relation = next((r.name for r in item.subject.relations.values() if r.to == other), other)
        return f"{relation}.{name}"

    def sensitive(self, rule: Rule, item: Item, ledger: Books, outcome: Outcome) -> list[str]:
        """The arguable readings, one switch at a time, under which the verdict differs."""
        found = []
        for rule_id in sorted(ledger.rules):
            other = self.ruleset.rules[rule_id]
            current = self.settings.readings.get(other.id) or other.default_reading
            for reading in other.readings.values():
                if reading.name == current or reading.standing != "arguable":
                    continue
                if self.under(rule, item, other.id, reading.name) != outcome.verdict:
                    found.append(reading.name if other.id == rule.id else f"{other.id}:{reading.name}")
        return sorted({*found})

    def under(self, rule: Rule, item: Item, rule_id: str, reading: str) -> str:
        """The verdict with one reading switched."""
        quick = (
            self.quick.under(rule, item, (rule_id, reading)) if self._plain(rule) and self.quick is not None else None
        )
        return quick or self.rerun(rule, item, self.settings.reading(rule_id, reading)).verdict

    def rerun(self, rule: Rule, item: Item, settings: Settings) -> Outcome:
        return self.judged(Run(self.ruleset, self.items, settings), rule, item)

    def judged(self, run: Run, rule: Rule, item: Item) -> Outcome:
        """What comes of one version, or of all that the date leaves open."""
        return run.by_date(rule.id, item) if (rule.id, item.key) in self._open else run.judge(rule, item)

    def _plain(self, rule: Rule) -> bool:
        """Whether a rule has one version: the generated functions take that of the date, which may be another."""
        return rule.id not in self.ruleset.index.versions


def reserved(ruleset: RuleSet) -> dict[tuple[str, str], str]:
    """The presumed facts, by subject and name, on which definitions that excuse other rules rest, with each definition."""
    found = {}
    for rule in (ruleset.rules[i] for i in ruleset.index.excusing):
        for node in (n for v in rule.derives.values() for n in tree.walk(v.node)):
            entry = ruleset.subjects[rule.applies_to].facts.get(node.name) if isinstance(node, tree.Fact) else None
            if entry is not None and entry.presume is not None:
                found[rule.applies_to, entry.name] = rule.id
    return found


def owes(rule: Rule, item: Item) -> bool:
    """Whether a promise is one of the party that an item is about, where both name parties."""
    party = item.facts.get("party")
    if not rule.owed_by or not isinstance(party, str):
        return True
    return bool({"all", party, PART_OF.get(party)} & {*rule.owed_by})


def check_derived(ruleset: RuleSet, items: list[Item], settings: Settings, at: At | None = None) -> None:
    """A supplied fact that differs from what the definitions derive is an input error (E508); `at` says where it is."""
    problems = []
    for item in items:
        for name in [n for n in item.facts if ruleset.defining(item.subject.name, n)]:
            rest = Item(item.subject, item.id, {k: v for k, v in item.facts.items() if k != name}, item.file, item.line)
            run = Run(ruleset, [rest if i is item else i for i in items], settings)
            probe = ruleset.judging(item.subject.name)
            if not probe:
                continue
            value = run.frame(probe[0], rest).fact(name)
            given = quantity(item.subject.facts[name], item.facts[name], name, {})
            clash = False
            if value is not NONE and given is not NONE and isinstance(value, Num) == isinstance(given, Num):
                clash = compare(value, "equals", given)[0] is False
            if clash:
                maker = ruleset.defining(item.subject.name, name)[0].id
                line, column, excerpt = at(item, name) if at is not None else (item.line, 1, "")
                place = {"file": item.file, "line": line, "column": column, "excerpt": excerpt}
                problems.append(Diagnostic("E508", **place, name=name, rule=maker))  # type: ignore[arg-type]
    if problems:
        raise InputError(problems)
