"""A kept report beside the same performed again: identical, or what differs and why.

The digests of a receipt carry no signature. They find an alteration that leaves them as they were; one that makes them
anew is found because the report then does not follow from its rules, figures and facts.
"""

from __future__ import annotations

import re
from typing import Any

from npa_rules.altered import (
    body_places,
    fits,
    head_places,
    leftovers,
    receipt_places,
    same_program,
    structural,
    unfit,
    whole,
)
from npa_rules.differences import ABSENT, Change, Data, Key, changes, entries, name
from npa_rules.load.fields import day
from npa_rules.load.local import PREFIXES
from npa_rules.model.record import OpenRecord, Record, fresh
from npa_rules.model.rule import RuleSet
from npa_rules.receipt import FIGURES, PLUS, canonical, cited, figures, judged, law_digest, plain, rule_digest

DEPENDENT = ("conditions", "parameters", "missing", "possible")  # of an entry: what a verdict follows from


class Turn(Record):
    """A verdict that does not come out as the report says; `because` are kinds of causes."""

    key: Key
    kind: str  # turned | differs | new | gone
    was: str | None
    now: str | None
    places: tuple[Change, ...]
    because: tuple[str, ...]


class Verification(OpenRecord):
    """What was found. Kinds of causes: altered, rules, laws, parameters, facts, options, engine."""

    verdicts: int
    causes: dict[str, list[Change]] = fresh(default_factory=dict)
    turns: list[Turn] = fresh(default_factory=list)
    notes: dict[str, list[Change]] = fresh(default_factory=dict)  # engine, libraries, rule_files, words, order

    @property
    def identical(self) -> bool:
        """Whether the same inputs gave the same verdicts, and the report is as it was made."""
        return not self.causes and not self.turns

    def cause(self, kind: str, found: list[Change]) -> None:
        """Record what differs in one kind of input, if anything does."""
        if found:
            self.causes[kind] = [*self.causes.get(kind, []), *found]


Items = dict[tuple[str, str], set[str]]  # the facts given now, by subject and id


def verify(report: Data, again: Data, ruleset: RuleSet, items: Items, local: set[str]) -> Verification:
    """Compare a report with the same performed again; `items` and `local` are the facts and own rules given now."""
    report, again = plain(report), plain(again)  # texts in the one form of the digests
    items = {(subject, plain(i)): names for (subject, i), names in items.items()}
    old, new = report["receipt"], again["receipt"]
    found = Verification(len(report["verdicts"]))
    sealed, kept, program = fits(old), whole(report), same_program(report, again)
    folders = other_folders(old, local)
    found.cause("options", [*folders, *unusable(old, new)])
    found.cause("altered", head_places(report))
    if sealed:
        found.cause("rules", other_rules(report, again, ruleset, local=bool(folders)))
        now = {n: law_digest(ruleset.laws[n], known_at(again)) for n in old["rules"]["laws"] if n in ruleset.laws}
        found.cause("laws", [*changes(old["rules"]["laws"], now)])
    else:
        found.cause("altered", receipt_places(report, again, head="altered" in found.causes))
    inputs = old["rules"] == new["rules"], old.get("parameters") == new["parameters"], facts_of(old) == facts_of(new)
    same = all(inputs) and "options" not in found.causes
    if kept or not inputs[1]:
        found.cause("parameters", other_figures(report, again))
    if kept or not inputs[2]:
        changed = {c.what for c in found.causes.get("rules", ())}
        found.cause("facts", other_facts(report, again, ruleset, items, changed) or other_seal(old, new))
    if not kept:
        places = [*body_places(report, again)]
        found.cause("altered", places if same else [c for c in places if structural(c)])
        if "altered" not in found.causes:
            found.cause("altered", [unfit("report", report)])
    if sealed and not found.causes:  # the same facts, figures and options: what was not looked at then is new
        known = old["rules"]["rules"]
        found.cause("rules", [Change(i, ABSENT, d) for i, d in new["rules"]["rules"].items() if i not in known])
    turned(found, report, again, kept and not program, "altered" if same and not kept else "")
    if found.identical and program:
        found.cause("altered", leftovers(report, again))
    notes(found, report, again, kept)
    return found


def other_rules(report: Data, again: Data, ruleset: RuleSet, *, local: bool) -> list[Change]:
    """Rules of the report that are gone or mean something else, and rules that judge its subjects and were not there.

    A definition that the report did not look at may be new or may only bear on other facts: it is not named here.
    """
    was, used = (r["receipt"]["rules"]["rules"] for r in (report, again))
    same = facts_of(report["receipt"]) == facts_of(again["receipt"])
    now = {i: standing(ruleset, i, d, used.get(i, d) if same else d, known_at(again)) for i, d in was.items()}
    now = {i: d for i, d in now.items() if d}
    about = {(e["subject"], e["subject_id"]) for e in report["verdicts"]}
    judging = {
        e["rule"] for e in again["verdicts"] if (e["subject"], e["subject_id"]) in about and e["rule"] not in was
    }
    if local:  # told as an option: their rules are not others, they are not here
        was = {i: d for i, d in was.items() if i.startswith(PREFIXES)}
    return [*changes(was, now), *(Change(i, ABSENT, used[i]) for i in sorted(judging))]


def standing(ruleset: RuleSet, rule: str, was: str, used: str, when: int | None) -> str:
    """The digests of a rule that tell whether it is as it was; empty where it is gone.

    A version that was looked at and is still there stands as it was, unless the same facts (`used`) now ask for another.
    """
    if ruleset.newest(rule) is None:
        return ""
    known = [rule_digest(ruleset, r, when) for r in ruleset.versions(rule)]
    return used if {*was.split(PLUS)} <= {*known} else known[-1]


def known_at(report: Data) -> int | None:
    """By what was known on which date a report judges."""
    return day(report["known_at"]) if isinstance(report.get("known_at"), str) else None


def facts_of(receipt: Data) -> tuple[Any, Any]:
    """What a receipt says of the facts that its report shows, and of how many subjects they are."""
    return receipt["facts"].get("cited"), receipt["facts"].get("subjects")


def other_seal(old: Data, new: Data) -> list[Change]:
    """Facts that no verdict shows, where both receipts are sealed with one key."""
    was, now = old["facts"], new["facts"]
    if not was.get("key") or was.get("key") != now["key"] or was.get("sealed") == now["sealed"]:
        return []
    return [Change("receipt.facts.sealed", was.get("sealed"), now["sealed"])]


def turned(found: Verification, report: Data, again: Data, older: bool, why: str) -> None:
    """Every verdict that is not the same, with the causes that bear on it; an `older` report may have told less."""
    was, now = entries(report), entries(again)
    other_engine = report["receipt"].get("engine") != again["receipt"]["engine"]
    for key in dict.fromkeys((*was, *now)):
        old, new = was.get(key), now.get(key)
        places = tuple(changes(judged(old), judged(new))) if old is not None and new is not None else ()
        if older:
            found.notes["fields"] = [*found.notes.get("fields", []), *filter(untold, places)]
            places = tuple(c for c in places if not untold(c))
        if old is not None and new is not None and not places:
            continue
        verdicts = [e["verdict"] if e is not None else None for e in (old, new)]
        kind = (
            "new" if old is None else "gone" if new is None else "turned" if verdicts[0] != verdicts[1] else "differs"
        )
        because = (why,) if why else bearing(found, key, old, new)
        if not because:
            because = (unexplained(found, key, kind, places, other_engine),)
        found.turns.append(Turn(key, kind, verdicts[0], verdicts[1], places, because))


def untold(change: Change) -> bool:
    """A field that the report does not have."""
    return change.was is ABSENT and not change.what.endswith("]")


def bearing(found: Verification, key: Key, old: Data | None, new: Data | None) -> tuple[str, ...]:
    """The causes that bear on a verdict; all of them where none is seen to."""
    both = [e for e in (old, new) if e is not None]
    rules = {key[2], *(c["rule"] for e in both for c in e["conditions"])}
    read = {(p["id"], p["at"]) for e in both for p in e["parameters"]}
    about = f"{key[0]} {key[1]}"
    bears = {
        "rules": lambda c: c.what in rules,
        "parameters": lambda c: (c.what.split("[")[0].split("@")[0], c.what.rpartition("@")[2]) in read,
        "facts": lambda c: c.what == about or c.what.startswith(f"{about}: "),
    }
    kinds = tuple(k for k, cs in found.causes.items() if k in bears and any(map(bears[k], cs)))
    return kinds or tuple(found.causes)


def unexplained(found: Verification, key: Key, turn: str, places: tuple[Change, ...], other_engine: bool) -> str:
    """Rules, figures and shown facts are the same, and the digests fit: another engine, an alteration, or other facts."""
    if other_engine:
        found.causes.setdefault("engine", [])
        return "engine"
    heads = {c.what.split(".")[0].split("[")[0] for c in places if not c.what.endswith("[]")}
    kind = "facts" if heads & set(DEPENDENT) else "altered"
    place = f"verdicts[{name(key)}]"
    sides = (ABSENT, True) if turn == "new" else (True, ABSENT)
    found.cause(kind, [Change(f"{place}.{c.what}", c.was, c.now) for c in places] or [Change(place, *sides)])
    return kind


def other_folders(old: Data, local: set[str]) -> list[Change]:
    """Folders of own rules that the report had and this run has not, or the reverse."""
    had = {str(o.get("target")) for o in own_rules(old["asked"])}
    return [Change(f"--rules {n}", n in had, n in local) for n in sorted(had ^ local)]


def unusable(old: Data, new: Data) -> list[Change]:
    """Overrides that the report had and that cannot be made here: what they are about is not there, or not like that."""
    made = {o["id"] for o in new["asked"]["overrides"]}
    lost = [o for o in old["asked"]["overrides"] if o["kind"] != "rules" and o["id"] not in made]
    return [Change(o["id"], True, ABSENT) for o in lost]


def own_rules(asked: Data) -> list[Data]:
    """The folders of own rules that counted."""
    found = [o for o in asked["overrides"] if isinstance(o, dict) and o.get("kind") == "rules"]
    return [o for o in found if not isinstance(o.get("until"), str) or o["until"] >= asked["as_of"]]


def other_figures(report: Data, again: Data) -> list[Change]:
    """Figures that both read and that differ."""
    was, now = figures(report), figures(again)
    return [
        Change(f"{k[0]}[{k[1]}]@{k[2]}" if k[1] else f"{k[0]}@{k[2]}", *map(single, (was[k], now[k])))
        for k in sorted(was)
        if k in now and canonical(was[k]) != canonical(now[k])
    ]


def single(told: list[Any]) -> Any:
    """The figure; with it the other one where sources contradict each other, and since when it was public."""
    return told[0] if told[1:] == [None] else [v for v in told if v is not None]


def other_facts(report: Data, again: Data, ruleset: RuleSet, items: Items, changed: set[str]) -> list[Change]:
    """Subjects that only one side has, and facts that both show and that differ; of `changed` rules no values."""
    was, now = cited(report, ruleset), cited(again, ruleset)
    found = [Change(f"{s} {i}", True, ABSENT) for s, i in sorted(set(was) - set(items))]
    found += [Change(f"{s} {i}", ABSENT, True) for s, i in sorted(set(now) - set(was))]
    for key in sorted(set(was) & set(now)):
        for path, value in was[key].items():
            if path == FIGURES:
                found += [] if changed else dated(key, ruleset, value, now[key].get(path, value))
                continue
            other = now[key].get(path, value)
            follows = path not in items.get(key, ()) and bool(ruleset.defining(key[0], path))
            if canonical(value) != canonical(other) and not follows and path.split(":")[0] not in changed:
                found.append(Change(f"{key[0]} {key[1]}: {path}", value, other))
    return found


def dated(key: tuple[str, str], ruleset: RuleSet, was: list[Any], now: list[Any]) -> list[Change]:
    """The date or category by which the same figure was read elsewhere: these follow from facts."""
    old, new = ({f[0]: f for f in side} for side in (was, now))
    once = [n for n in old if n in new and len(old) == len(was) and len(new) == len(now)]
    about, subject = f"{key[0]} {key[1]}", ruleset.subjects.get(key[0])
    dates = {(old[n][2], new[n][2]) for n in once if old[n][2] != new[n][2]}
    found = [Change(f"{about}: {n} (key)", old[n][1], new[n][1]) for n in once if old[n][1] != new[n][1]]
    return [Change(f"{about}: {subject.time if subject is not None else ''}", *d) for d in sorted(dates)] + found


def notes(found: Verification, report: Data, again: Data, kept: bool) -> None:
    """What differs and makes no verdict another: the engine, libraries, other rule files, words, the order of subjects."""
    old, new = report["receipt"], again["receipt"]
    if old["facts"].get("key") != new["facts"]["key"] and old["facts"].get("key"):
        found.notes["sealed"] = [Change("receipt.facts.key", old["facts"]["key"], new["facts"]["key"])]
    if "engine" in found.causes:
        found.causes["engine"] = [Change("engine", old.get("engine"), new["engine"])]
    told = {
        "engine": [*changes(old.get("engine"), new["engine"], "engine")],
        "libraries": [c for c in changes(old.get("libraries", {}), new["libraries"]) if ABSENT not in (c.was, c.now)],
    }
    if report.get("ruleset_digest") != again["ruleset_digest"]:
        told["rule_files"] = [Change("ruleset_digest", report.get("ruleset_digest"), again["ruleset_digest"])]
    if kept:
        places = [c for c in body_places(report, again) if c.what.startswith("verdicts[")]
        places = [c for c in places if not untold(c)]
        judged_places = {f"verdicts[{name(t.key)}]" for t in found.turns}
        told["words"] = [c for c in places if not c.what.startswith(tuple(judged_places))] if places else []
        told["order"] = [c for c in told["words"] if c.what == "verdicts[]"]
        told["words"] = [c for c in told["words"] if c.what != "verdicts[]" and "altered" not in found.causes]
    names = dict.fromkeys(re.sub(r"\[[^]]*\]", "[]", c.what) for c in found.notes.pop("fields", []))
    told["fields"] = [Change(n, ABSENT, True) for n in names]
    found.notes |= {k: v for k, v in told.items() if v}
