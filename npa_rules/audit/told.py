"""The summary in words: tables of texts and figures, from which terminal, Markdown and workbook are made."""

from __future__ import annotations

from npa_rules import __version__
from npa_rules.audit.batch import NOT_APPLICABLE as WAYS
from npa_rules.audit.circumstances import Cell, Circumstances, Table
from npa_rules.audit.public import FEW, HELD, Row, Shown, View, view
from npa_rules.audit.summary import Summary
from npa_rules.model.dictionary import Subject
from npa_rules.model.rule import RuleSet
from npa_rules.model.words import REASONS, VERDICTS
from npa_rules.prose.condition import lower, upper
from npa_rules.prose.format import date, figure

HEADS = {
    "nl": ("voldoet", "voldoet niet", "onderbouwd", "achter", "n.v.t.", "onvoldoende"),
    "en": ("complies", "violates", "justified", "falls short", "n/a", "undetermined"),
}
T = {
    "nl": {
        "verdicts": "Oordelen per bepaling",
        "rule": "Toetsregel",
        "clause": "Bepaling",
        "title": "{subject}: {rows} rijen, beoordeeld op {date}",
        "applies": "Niet van toepassing, naar reden",
        "lacking": "Wat het meest ontbreekt",
        "lacking_head": ("Gegeven", "Naam", "Open oordelen", "Waarvan dit alleen", "Toetsregels"),
        "lacking_about": (
            "Aanvullen beslist ten hoogste zoveel open oordelen; bij 'waarvan dit alleen' ontbreekt niets anders."
        ),
        "left_out": "Bij {left} open oordelen is niet opgezocht wat ontbreekt.",
        "near": "Dicht bij de grens",
        "near_head": ("Toetsregel", "Voorwaarde", "Marge", "Rijen", "Waarvan niet voldaan"),
        "percent": "1%",
        "euro": "1% of 1 euro",
        "no_limit": "Zonder grens in cijfers: {names}.",
        "unmeasured": "Afstand niet gemeten (het getal past niet in een kolom): {names}.",
        "slow": "Rij voor rij beoordeeld",
        "slow_head": ("Toetsregel", "Naam", "Waarom"),
        "none": "geen",
        "masked": "Aantallen onder de 5 staan er als {few}; met {held} is weggelaten waaruit zo'n aantal te berekenen is.",
        "figures": "Regels {digest}, npa-rules {version}.",
        "counted": "Geteld zijn rijen per toetsregel; een rij telt bij elke regel een keer.",
        "law": "wet: {label}",
        "of": "{field} ({list})",
        "date_of": "{label}: datum",
        "holds": "{label}: {part}",
    },
    "en": {
        "verdicts": "Verdicts by clause",
        "rule": "Rule",
        "clause": "Clause",
        "title": "{subject}: {rows} rows, judged on {date}",
        "applies": "Not applicable, by reason",
        "lacking": "What is missing most",
        "lacking_head": ("Fact", "Name", "Open verdicts", "Of these alone", "Rules"),
        "lacking_about": (
            "Supplying it decides at most so many open verdicts; for 'of these alone' nothing else is missing."
        ),
        "left_out": "For {left} open verdicts was not looked up what is missing.",
        "near": "Near the limit",
        "near_head": ("Rule", "Condition", "Margin", "Rows", "Of these not met"),
        "percent": "1%",
        "euro": "1% or 1 euro",
        "no_limit": "Without a limit in figures: {names}.",
        "unmeasured": "Distance not measured (the figure does not fit a column): {names}.",
        "slow": "Judged row by row",
        "slow_head": ("Rule", "Name", "Why"),
        "none": "none",
        "masked": "Counts below 5 are shown as {few}; {held} holds back what such a count could be computed from.",
        "figures": "Rules {digest}, npa-rules {version}.",
        "counted": "Rows are counted by rule; a row counts once with each rule.",
        "law": "law: {label}",
        "of": "{field} ({list})",
        "date_of": "{label}: date",
        "holds": "{label}: {part}",
    },
}


class Teller:
    """Says a summary in one language."""

    def __init__(self, ruleset: RuleSet, subject: Subject, lang: str, *, public: bool = False) -> None:
        self.ruleset, self.subject, self.lang, self.public = ruleset, subject, lang, public
        self.t = T[lang]

    def tables(self, summary: Summary) -> list[Table]:
        """Everything that there is to say, the most important first."""
        shown = view(summary, public=self.public)
        around = Circumstances(self.ruleset, self.lang)
        found = [*around.dates(summary, shown), self.verdicts(summary, shown), *around.departures(summary, shown)]
        tables = (self.applies(shown), self.lacking(summary, shown), self.near(summary, shown), self.slow(summary))
        return [*found, *(t for t in tables if t is not None)]

    # ---- the tables ------------------------------------------------------------------------------------------------
    def verdicts(self, summary: Summary, shown: View) -> Table:
        """By clause and rule how often each verdict came."""
        rows: list[tuple[Cell, ...]] = []
        around = Circumstances(self.ruleset, self.lang)
        for clause, mine in self.by_clause(shown).items():
            for r in mine:
                told = "; ".join([clause, *around.disagreed(summary, r.rule)])
                rows.append((self.rule(r.rule), told, *(r.verdicts.get(v, 0) for v in VERDICTS)))
        before = [self.title(summary), *around.opening(summary, shown), str(self.t["counted"])]
        if self.public:
            before.append(str(self.t["masked"]).format(few=FEW, held=HELD))
        before.append(str(self.t["figures"]).format(digest=summary.ruleset_digest[:12], version=__version__))
        head = (str(self.t["rule"]), str(self.t["clause"]), *(upper(h) for h in HEADS[self.lang]))
        return Table(str(self.t["verdicts"]), tuple(before), head, tuple(rows))

    def title(self, summary: Summary) -> str:
        rows = view(summary, public=self.public).rows
        label = self.subject.label[self.lang]
        return str(self.t["title"]).format(subject=label, rows=self.count(rows), date=date(summary.as_of, self.lang))

    def by_clause(self, shown: View) -> dict[str, list[Row]]:
        """The rules by the clause that leads them."""
        found: dict[str, list[Row]] = {}
        for row in shown.rules:
            found.setdefault(self.ruleset.rules[row.rule].clauses[0], []).append(row)
        return found

    def applies(self, shown: View) -> Table | None:
        """Why rules did not apply."""
        kept = [r for r in shown.rules if any(v == "not_applicable" for v, _ in r.cells)]
        ways = [w for w in WAYS if any(("not_applicable", w) in r.cells for r in kept)]
        rows = tuple((self.rule(r.rule), *(r.cells.get(("not_applicable", w), 0) for w in ways)) for r in kept)
        head = (str(self.t["rule"]), *(upper(REASONS[w][self.lang]) for w in ways))
        return Table(str(self.t["applies"]), (), head, rows) if rows else None

    def lacking(self, summary: Summary, shown: View) -> Table | None:
        """Which fact is missing most."""
        before = [str(self.t["lacking_about"])]
        if summary.left_out:
            before.append(str(self.t["left_out"]).format(left=self.count(shown.left_out)))
        rows = tuple(
            (self.lacks(one.name), one.name, named, alone, ", ".join(one.rules)) for one, named, alone in shown.lacking
        )
        if not rows and not summary.left_out:
            return None
        return Table(str(self.t["lacking"]), tuple(before), tuple(self.t["lacking_head"]), rows)

    def near(self, summary: Summary, shown: View) -> Table | None:
        """How many rows are near a limit."""
        before = []
        for key, names in (("no_limit", summary.no_limit), ("unmeasured", summary.unmeasured)):
            if names:
                before.append(str(self.t[key]).format(names=", ".join(names)))
        rows = tuple(
            (self.rule(n.rule), n.condition, str(self.t["euro" if n.money else "percent"]), within, missed)
            for n, within, missed in shown.near
            if within != 0
        )
        return Table(str(self.t["near"]), tuple(before), tuple(self.t["near_head"]), rows) if rows else None

    def slow(self, summary: Summary) -> Table | None:
        """Which rules were judged row by row, and why."""
        rows = tuple((self.rule(r.rule), r.rule, r.refused) for r in summary.rules if r.refused)
        return Table(str(self.t["slow"]), (), tuple(self.t["slow_head"]), rows) if rows else None

    # ---- words -----------------------------------------------------------------------------------------------------
    def words(self) -> list[tuple[str, str]]:
        """Verdicts and reasons with their meaning."""
        lang = self.lang
        from npa_rules.audit.glossary import MEANING

        found = [(upper(t[lang]), MEANING[v][lang]) for v, t in VERDICTS.items()]
        return [*found, *((upper(REASONS[w][lang]), MEANING[w][lang]) for w in WAYS)]

    def rule(self, name: str) -> str:
        """A rule by its title and id."""
        return f"{self.ruleset.rules[name].label[self.lang]} [{name}]"

    def clause(self, name: str) -> str:
        """A clause by its place and title."""
        found = self.ruleset.clauses.get(name)
        if found is None:
            return name
        place = f"{'NPA ' if found.edition != 'statute' else ''}{found.citation}"
        return f"{name}, {place}: {lower(found.title[self.lang])}"

    def count(self, number: Shown) -> str:
        """A count as the reader writes it."""
        return number if isinstance(number, str) else figure(number, self.lang)

    def lacks(self, token: str) -> str:
        """The label of what is missing."""
        kind, _, name = token.partition(":")
        if name and kind == "parameter":
            return self.ruleset.parameters[name].label[self.lang]
        if name and kind == "law":
            return str(self.t["law"]).format(label=lower(self.ruleset.laws[name].label[self.lang]))
        if name or token in self.ruleset.rules:
            return self.ruleset.rules[name or token].label[self.lang]
        subject, path = self.subject, token
        first, _, rest = token.partition(".")
        if first in subject.relations:
            subject, path = self.ruleset.subjects[subject.relations[first].to], rest
        elif first in self.ruleset.subjects and rest:
            subject, path = self.ruleset.subjects[first], rest
        return self.labelled(subject, path)

    def labelled(self, subject: Subject, path: str) -> str:
        """The label of a fact of a subject, a field of a list, or a part of an event."""
        lang = self.lang
        name, _, rest = path.partition(".")
        entry = subject.facts.get(name.removesuffix("[]"))
        if entry is None:
            return path
        label = entry.label[lang]
        if rest == "date":
            return str(self.t["date_of"]).format(label=label)
        if rest.startswith("holds."):
            return str(self.t["holds"]).format(label=label, part=entry.holds[rest[6:]][lang])
        if rest in entry.members:
            return str(self.t["of"]).format(field=entry.members[rest].label[lang], list=lower(label))
        return label
