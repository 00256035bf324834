"""An impact as text, Markdown or plain data."""

from __future__ import annotations

from typing import Any

from npa_rules.difference.changes import Change
from npa_rules.difference.report import WIDTH, wrap
from npa_rules.difference.sides import Side
from npa_rules.difference.words import KINDS
from npa_rules.impact.causes import causes
from npa_rules.impact.dates import finding
from npa_rules.impact.pairs import Flip, Impact, Pair, Where
from npa_rules.load.fields import iso
from npa_rules.model.words import REASONS, VERDICTS
from npa_rules.prose.format import date, figure
from npa_rules.report.data import departures
from npa_rules.report.deviations import Deviations
from npa_rules.report.markdown import escape

HOW = {
    "edition": {
        "nl": "De regels van beide edities zijn toegepast alsof zij op elke dag gelden; een cijfer of een wet is die van "
        "de datum van het geval.",
        "en": "The rules of both editions are applied as if in force on every day; a figure or a law is that of the date "
        "of the case.",
    },
    "version": {
        "nl": "Beide versies zijn toegepast alsof zij op elke dag gelden; een cijfer of een wet is die van de datum van het "
        "geval.",
        "en": "Both versions are applied as if in force on every day; a figure or a law is that of the date of the case.",
    },
    "date": {
        "nl": "Elk geval is beoordeeld alsof het op de ene en op de andere datum valt.",
        "en": "Each case is judged as if it fell on the one date and on the other.",
    },
    "known": {
        "nl": "Elk geval is beoordeeld op zijn eigen datum, met de regels, cijfers en wetten die op elk van beide dagen "
        "bekend waren.",
        "en": "Each case is judged on its own date, with the rules, figures and laws that were known on each of both days.",
    },
    "revision": {
        "nl": "Elk geval is beoordeeld op zijn eigen datum, door de regels van beide mappen of revisies.",
        "en": "Each case is judged on its own date, by the rules of both folders or revisions.",
    },
}
T = {
    "nl": {"title": "Gevolg van {} → {}", "as_of": "Peildatum {}.", "known_at": "Met wat bekend was op {}.",
           "rows": "{subject}: {count} beoordeeld; {turned} oordelen slaan om, bij {touched} ervan.",
           "none": "Geen oordeel slaat om.", "turned": "Oordelen die omslaan", "new": "Nieuwe regels",
           "lapsed": "Vervallen regels", "same": "Zonder omslag", "row": "rij {} ({})", "more": "en nog {}",
           "cause": "Door", "one_of": "Door een of meer van:", "all": "Alle rijen staan in {}.",
           "no_cause": "geen verschil in regel, cijfer of wet gevonden",
           "refused": "Niet beoordeeld.", "notes": "Aantal {count}: {rows}.", "both_sides": "Aan beide kanten",
           "departures": "Afwijkingen en onenigheid", "from": "was", "to": "wordt", "count": "aantal", "first": "de eerste"},
    "en": {"title": "Impact of {} → {}", "as_of": "Date of observation {}.", "known_at": "With what was known on {}.",
           "rows": "{subject}: {count} judged; {turned} verdicts turn, of {touched} of them.",
           "none": "No verdict turns.", "turned": "Verdicts that turn", "new": "New rules",
           "lapsed": "Lapsed rules", "same": "Without a turn", "row": "row {} ({})", "more": "and {} more",
           "cause": "By", "one_of": "By one or more of:", "all": "All rows are in {}.",
           "no_cause": "no difference in rule, figure or law was found",
           "refused": "Not judged.", "notes": "{count} in all: {rows}.", "both_sides": "On both sides",
           "departures": "Overrides and disagreements", "from": "was", "to": "becomes", "count": "count", "first": "the first"},
}  # fmt: skip


def listed(impact: Impact, state: str) -> list[tuple[str, Pair]]:
    """The pairs of one state with their subject: `turned` and `same` are those that have a counterpart."""
    every = [(s, p) for s, found in impact.pairs.items() for p in found]
    if state in ("turned", "same"):
        return [(s, p) for s, p in every if p.state == "paired" and bool(p.turned) is (state == "turned")]
    return [(s, p) for s, p in every if p.state == state]


def name(pair: Pair) -> str:
    """`NPA-BET-035 → NPA-BET-034`, with versions where only these differ."""
    if pair.old is None or pair.new is None:
        return pair.rule.id
    if pair.old.id != pair.new.id:
        return f"{pair.old.id} → {pair.new.id}"
    versions = [pair.old.version, pair.new.version]
    return pair.new.id if versions[0] == versions[1] else f"{pair.new.id} {versions[0]} → {versions[1]}"


def clauses(pair: Pair) -> str:
    """The clauses of both rules, once where they are the same."""
    return " → ".join(dict.fromkeys(", ".join(r.clauses) for r in (pair.old, pair.new) if r is not None))


def head(impact: Impact, lang: str) -> list[str]:
    """What was compared and how, sentence by sentence."""
    t = T[lang]
    told = [HOW[impact.two.kind][lang], t["as_of"].format(date(impact.as_of, lang))]
    return [*told, *([t["known_at"].format(date(impact.known_at, lang))] if impact.known_at else [])]


def noted(impact: Impact, lang: str) -> list[str]:
    """What no edition covers, and the rows of it."""
    t, found = T[lang], []
    for n in impact.notes:
        told = f"{n.code}: {finding(n).sentence(lang)}"
        side = "" if n.side == "both" else f" ({(impact.one if n.side == 'old' else impact.two).label[lang]})"
        out = f" {t['refused']}" if n.code.startswith("E") else ""
        left = n.count - len(n.first)
        rows = ", ".join(place(w, lang) for w in n.first) + (f" {t['more'].format(figure(left, lang))}" if left else "")
        found.append(f"{told}{side}.{out} {t['notes'].format(count=figure(n.count, lang), rows=rows)}")
    return found


def departing(impact: Impact, lang: str) -> list[str]:
    """The departures of a user on each side, those that have expired too, and the disagreements of parties."""
    t, told = T[lang], []
    for side in (impact.one, impact.two):
        assert side.settings is not None and side.whole is not None
        speak = Deviations(side.whole, side.settings, lang)
        told.append([line for _, lines in speak.closing(None) for line in lines])
    if told[0] == told[1]:
        return [f"{t['both_sides']}: {line}" for line in told[0]]
    return [
        f"{side.label[lang]}: {line}"
        for side, lines in zip((impact.one, impact.two), told, strict=True)
        for line in lines
    ]


def counted(impact: Impact, lang: str) -> list[str]:
    """How many were judged, and of how many a verdict turned."""
    sets = [s.ruleset for s in (impact.two, impact.one)]
    labels = [next(r.subjects[n].label[lang] for r in sets if n in r.subjects) for n in impact.items]
    return [
        T[lang]["rows"].format(
            subject=", ".join(labels),
            count=figure(sum(impact.items.values()), lang),
            turned=figure(impact.turned, lang),
            touched=figure(impact.touched, lang),
        )
    ]


def place(w: Where, lang: str) -> str:
    """A row or an item."""
    return f"{w.id} ({w.file}:{w.line})" if w.item else T[lang]["row"].format(w.line, w.id)


def named(flip: Flip, lang: str) -> str:
    """The first rows of a direction."""
    t = T[lang]
    told = [place(w, lang) for w in flip.rows]
    left = flip.count - len(flip.rows)
    return ", ".join(told) + (f" {t['more'].format(figure(left, lang))}" if left else "")


def ordered(pair: Pair) -> list[Flip]:
    """The directions, most verdicts first."""
    names = [*VERDICTS]
    return sorted(pair.flips.values(), key=lambda f: (-f.count, names.index(f.old), names.index(f.new)))


def direction(flip: Flip, lang: str) -> str:
    """`voldoet → voldoet niet`; why, where that alone does not tell."""
    told = []
    for at, verdict in enumerate((flip.old, flip.new)):
        why = sorted({r[at] for r in flip.reasons}) if verdict == "not_applicable" else []
        told.append(VERDICTS[verdict][lang] + (f" ({'; '.join(REASONS[r][lang] for r in why)})" if why else ""))
    return " → ".join(told)


def tally(counts: dict[str, int], lang: str) -> str:
    """`voldoet 4, voldoet niet 1`."""
    return ", ".join(f"{VERDICTS[v][lang]} {figure(counts[v], lang)}" for v in VERDICTS if counts.get(v))


def because(impact: Impact, subject: str, pair: Pair, lang: str) -> list[str]:
    """The responsible changes, each with its kind."""
    found: list[Change] = causes(impact, subject, pair)
    return [f"{KINDS[c.kind][lang]}: {c.text[lang]}" for c in found] or [T[lang]["no_cause"]]


def text(impact: Impact, lang: str, rows: str = "") -> str:
    """For a terminal, 80 wide."""
    t = T[lang]
    title = t["title"].format(impact.one.label[lang], impact.two.label[lang])
    lines = [*wrap(title, "", ""), "=" * min(len(title), WIDTH)]
    for sentence in (*head(impact, lang), *counted(impact, lang), *noted(impact, lang)):
        lines += wrap(sentence, "", "")
    departs = departing(impact, lang)
    lines += ["", t["departures"]] if departs else []
    for line in departs:
        lines += wrap(line, "  - ", "    ")
    if not impact.turned:
        lines += ["", t["none"]]
    for state in ("turned", "new", "lapsed", "same"):
        found = listed(impact, state)
        if not found:
            continue
        lines += ["", f"{t[state]} ({len(found)})"]
        if state == "same":
            lines += wrap(", ".join(name(p) for _, p in found), "  ", "  ")
            continue
        for subject, pair in found:
            lines += wrap(f"{pair.rule.label[lang]} [{name(pair)}]; {clauses(pair)}", "  - ", "    ")
            if state != "turned":
                lines += wrap(tally(pair.after if state == "new" else pair.before, lang) or "-", "    ", "      ")
                continue
            for flip in ordered(pair):
                lines += wrap(f"{direction(flip, lang)}: {figure(flip.count, lang)}", "    ", "      ")
                lines += wrap(named(flip, lang), "      ", "      ")
            said = because(impact, subject, pair, lang)
            lines += wrap(f"{t['cause']}: {said[0]}" if len(said) == 1 else t["one_of"], "    ", "      ")
            for one in said if len(said) > 1 else []:
                lines += wrap(one, "      - ", "        ")
    if rows:
        lines += ["", t["all"].format(rows)]
    return "\n".join(lines) + "\n"


def markdown(impact: Impact, lang: str, rows: str = "") -> str:
    """The same with headings and a table a rule."""
    t = T[lang]
    lines = [f"# {t['title'].format(impact.one.label[lang], impact.two.label[lang])}", ""]
    lines += [" ".join([*head(impact, lang), *counted(impact, lang)])]
    lines += [line for one in noted(impact, lang) for line in ("", escape(one))]
    departs = [escape(line) for line in departing(impact, lang)]
    lines += ["", f"## {t['departures']}", "", *(f"- {line}" for line in departs)] if departs else []
    lines += [] if impact.turned else ["", t["none"]]
    for state in ("turned", "new", "lapsed", "same"):
        found = listed(impact, state)
        lines += ["", f"## {t[state]} ({len(found)})", ""] if found else []
        for subject, pair in found:
            lines.append(f"- **{pair.rule.label[lang]}** [{name(pair)}] ({clauses(pair)})")
            if state in ("new", "lapsed"):
                lines.append(f"  - {tally(pair.after if state == 'new' else pair.before, lang) or '-'}")
            if state == "turned":
                lines += ["", f"  | {t['from']} → {t['to']} | {t['count']} | {t['first']} |", "  |---|--:|---|"]
                for flip in ordered(pair):
                    cell = named(flip, lang).replace("|", "\\|")
                    lines.append(f"  | {direction(flip, lang)} | {figure(flip.count, lang)} | {cell} |")
                said = because(impact, subject, pair, lang)
                lines += ["", f"  {t['cause']}: {said[0]}" if len(said) == 1 else f"  {t['one_of']}"]
                lines += ["", *(f"  - {one}" for one in said)] if len(said) > 1 else []
    return "\n".join([*lines, *(["", t["all"].format(rows)] if rows else [])]) + "\n"


def departed(side: Side) -> dict[str, Any]:
    """The departures of a user on a side."""
    return departures(side.settings) if side.settings is not None else {}


def data(impact: Impact) -> dict[str, Any]:
    """The impact as plain data."""

    def rule(pair: Pair, side: str) -> dict[str, Any] | None:
        found = pair.old if side == "old" else pair.new
        if found is None:
            return None
        return {"id": found.id, "version": found.version, "edition": found.edition, "clauses": list(found.clauses)}

    return {
        "impact": 1,
        "kind": impact.two.kind,
        "old": {"label": impact.one.label, "ruleset_digest": impact.one.ruleset.digest, **departed(impact.one)},
        "new": {"label": impact.two.label, "ruleset_digest": impact.two.ruleset.digest, **departed(impact.two)},
        "as_of": iso(impact.as_of),
        "known_at": iso(impact.known_at) if impact.known_at else None,
        "as_if_in_force": impact.two.kind in ("edition", "version"),
        "judged": impact.items,
        "dates": [
            {
                "code": n.code,
                "side": n.side,
                "subject": n.subject,
                "sentence": {x: finding(n).sentence(x) for x in ("nl", "en")},
                "covered": n.covered,
                "rows": n.count,
                "first": [{"id": w.id, "line": w.line, "file": w.file} for w in n.first],
            }
            for n in impact.notes
        ],
        "turned": impact.turned,
        "touched": impact.touched,
        "rules": [
            {
                "state": pair.state,
                "subject": subject,
                "title": pair.rule.label,
                "old": rule(pair, "old"),
                "new": rule(pair, "new"),
                "verdicts_old": {v: n for v, n in pair.before.items() if n} if pair.old is not None else None,
                "verdicts_new": {v: n for v, n in pair.after.items() if n} if pair.new is not None else None,
                "flips": [
                    {
                        "old": f.old,
                        "new": f.new,
                        "count": f.count,
                        "reasons": [list(r) for r in sorted(f.reasons)],
                        "first": [{"id": w.id, "line": w.line, "file": w.file} for w in f.rows],
                    }
                    for f in ordered(pair)
                ],
                "causes": [{"kind": c.kind, "text": c.text} for c in causes(impact, subject, pair)],
            }
            for subject, found in impact.pairs.items()
            for pair in found
        ],
    }
