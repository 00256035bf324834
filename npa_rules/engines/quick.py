"""Short questions about one item that stands alone: by the generated functions where they can answer."""

from __future__ import annotations

from npa_rules.engines.program import ASK, MEANING, UNKNOWN, Laws, Program, Programs
from npa_rules.engines.reference import Run
from npa_rules.model.case import Item, Settings
from npa_rules.model.rule import Rule


class Quick:
    """Answers for items without related ones, under settings that suppose nothing; None where it cannot tell."""

    def __init__(self, programs: Programs, settings: Settings) -> None:
        self.programs, self.settings = programs, settings
        self.readings = tuple(sorted(settings.readings.items()))
        self._whole: dict[str, Program] = {}  # of all rules of a subject

    @staticmethod
    def serves(settings: Settings, items: list[Item]) -> bool:
        """Whether the generated functions know these settings."""
        supposed = settings.parameters or settings.laws or settings.verdicts or settings.known_at or settings.probe
        return len(items) == 1 and settings.presumptions and not supposed

    def verdicts(self, item: Item) -> list[tuple[str, str]]:
        """Verdict and reason of every rule of the item's subject; what is left open by the reference evaluator."""
        program = self._whole.get(item.subject.name)
        if program is None:
            program = self._whole[item.subject.name] = self.programs.of(item.subject, readings=self.readings)
        codes = program.codes(item.facts, self.settings.as_of)
        if ASK not in codes:
            return [MEANING[c] for c in codes]
        run, found = Run(self.programs.ruleset, [item], self.settings), []
        for rule, code in zip(program.variant.rules, codes, strict=True):
            if code == ASK:
                outcome = run.by_date(rule, item)
                found.append((outcome.verdict, outcome.reason))
            else:
                found.append(MEANING[code])
        return found

    def under(self, rule: Rule, item: Item, reading: tuple[str, str]) -> str | None:
        """The verdict with one reading switched."""
        others = tuple(r for r in self.readings if r[0] != reading[0])
        program = self.programs.of(item.subject, (rule.id,), (*others, reading))
        (code,) = program.codes(item.facts, self.settings.as_of)
        return None if code == ASK else MEANING[code][0]

    def matters(self, rule: Rule, item: Item, holder: str, name: str) -> bool | None:
        """Whether the verdict rests on a presumption: not, when it stands without it; so, when its values differ in it."""
        if holder not in (item.key, "law", "premise"):
            return None
        if self.supposing(rule, item, holder, name, UNKNOWN) is not None:
            return False
        options: list[object] = [True, False]
        if holder == item.key:
            entry = item.subject.facts[name]
            if entry.kind not in ("bool", "code"):
                return None
            options = [*entry.codes] if entry.kind == "code" else options
        found = {self.supposing(rule, item, holder, name, o) for o in options}
        return True if len(found) > 1 and None not in found else None

    def supposing(self, rule: Rule, item: Item, holder: str, name: str, value: object) -> str | None:
        """The verdict when a presumption is replaced by a value."""
        facts = item.facts
        laws: Laws = ()
        premises: dict[str, object] = {name: value} if holder == "premise" else {}
        if holder == "law":
            laws = ((name, bool(value) if value is not UNKNOWN else None),)
        elif holder == item.key:
            facts = {**facts, name: value}
        program = self.programs.of(item.subject, (rule.id,), self.readings, laws)
        (code,) = program.codes(facts, self.settings.as_of, premises)
        return None if code == ASK else MEANING[code][0]
