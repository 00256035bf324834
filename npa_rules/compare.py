"""Two reports side by side, as of a half-yearly monitor: which verdicts turned, came or went, and what changed with them."""

from __future__ import annotations

from typing import Any

from npa_rules.altered import fits, whole
from npa_rules.differences import ABSENT, Change, Data, Key, changes, entries
from npa_rules.errors import Diagnostic, InputError
from npa_rules.model.record import OpenRecord, Record, fresh
from npa_rules.model.rule import RuleSet
from npa_rules.receipt import FIGURES, cited, judged

BAD = ("violates", "shortfall")
GOOD = ("complies", "justified")
BY_DATE = ("pending", "outside_period", "pending_law")  # reasons that the date alone can end
Why = dict[str, tuple[Change, ...]]  # by facts, parameters, rules, date or options
KINDS = ("worse", "better", "other", "new", "gone", "grounds")


class Row(Record):
    """One verdict that differs. `why`: what changed with it, by facts, parameters, rules, date or options.

    Kinds: `worse` and `better` (into or out of a violation or shortfall), `other`, `new`, `gone`, and `grounds`: the
    same verdict, with other facts or figures under it.
    """

    kind: str
    key: Key  # of the new report; of the old one for what is gone
    before: str | None
    after: str | None
    why: Why
    sentence: dict[str, str]  # of the new report, else of the old one
    provisional: tuple[bool, bool] = (False, False)


class Comparison(OpenRecord):
    """Everything that differs, with the heads of both reports."""

    old: Data
    new: Data
    rows: list[Row]
    same: int
    paired: dict[tuple[str, str], str] = fresh(default_factory=dict)  # (subject, old id): new id
    altered: tuple[str, ...] = ()  # `old` and `new`: a report that is not as it was made, by its own receipt


def compare(old: Data, new: Data, ruleset: RuleSet, pairs: tuple[str, ...] = ()) -> Comparison:
    """Set two reports side by side; raises `InputError` for a pair that is none (E954)."""
    paired = pair(old, new, pairs)
    was = {renamed(key, paired): (key, entry) for key, entry in entries(old).items()}
    now = entries(new)
    sealed = {side: r for side, r in (("old", old), ("new", new)) if "receipt" in r}
    altered = tuple(side for side, r in sealed.items() if not (fits(r["receipt"]) and whole(r)))
    found = Comparison(old, new, [], 0, paired, altered)
    common = options(old, new)
    sides = {(e["subject"], e["subject_id"]) for e in new["verdicts"]}
    before = {(k[0], k[1]) for k in was}
    rules = [{k[2] for k in side} for side in (was, now)]
    for key in dict.fromkeys((*was, *now)):
        if key in was and key in now:
            row = both(key, was[key][1], now[key], (old, new), ruleset, common)
            found.rows += [row] if row is not None else []
            found.same += row is None
        elif key in now:
            subject, rule = key[:2] in before, key[2] in rules[0]
            why = common if subject and rule else came(key, subject, ABSENT, True)
            found.rows.append(Row("new", key, None, now[key]["verdict"], why, now[key].get("sentence") or {}))
        else:
            own, entry = was[key]
            subject, rule = key[:2] in sides, own[2] in rules[1]
            why = common if subject and rule else came(own, subject, True, ABSENT)
            found.rows.append(Row("gone", own, entry["verdict"], None, why, entry.get("sentence") or {}))
    found.rows.sort(key=lambda r: KINDS.index(r.kind))
    return found


def came(key: Key, subject: bool, was: Any, now: Any) -> Why:
    """Why a verdict is new or gone: its subject is, else its rule."""
    return {"rules": (Change(key[2], was, now),)} if subject else {"facts": (Change(f"{key[0]} {key[1]}", was, now),)}


def pair(old: Data, new: Data, pairs: tuple[str, ...]) -> dict[tuple[str, str], str]:
    """Which subjects of the old report are which of the new, where their ids differ: as asked, and where only one can be."""
    was = dict.fromkeys((e["subject"], e["subject_id"]) for e in old["verdicts"])
    now = dict.fromkeys((e["subject"], e["subject_id"]) for e in new["verdicts"])
    found: dict[tuple[str, str], str] = {}
    for text in pairs:
        one, mark, two = text.partition("=")
        kinds = [kind for kind, name in was if name == one and (kind, two) in now]
        taken = any(((kind, two) in was and two != one) or two in found.values() for kind in kinds)
        if not mark or not kinds or taken or (kinds[0], one) in found:
            raise InputError([Diagnostic("E954", name=text[:60])])
        found |= {(kind, one): two for kind in kinds}
    for kind in dict.fromkeys(k for k, _ in was):
        left = [i for k, i in was if k == kind and (k, i) not in now and (k, i) not in found]
        right = [i for k, i in now if k == kind and (k, i) not in was and i not in found.values()]
        if len(left) == len(right) == 1:
            found[kind, left[0]] = right[0]
    return found


def renamed(key: Key, paired: dict[tuple[str, str], str]) -> Key:
    """A key of the old report with the id that its subject has in the new one."""
    return (key[0], paired.get((key[0], key[1]), key[1]), key[2], key[3])


def both(
    key: Key, was: Data, now: Data, reports: tuple[Data, Data], ruleset: RuleSet, common: dict[str, Any]
) -> Row | None:
    """A verdict in both reports; None where nothing of it differs that a reader would follow up."""
    why: Why = {}
    for kind, found in (
        ("facts", facts(key, was, now, ruleset)),
        ("parameters", parameters(was, now)),
        ("rules", rules(was, now, reports)),
        ("date", dates(key, was, now, reports, ruleset)),
    ):
        if found:
            why[kind] = tuple(found)
    if (
        {"parameters", "rules"} & set(why) or common
    ) and "facts" in why:  # what a definition derives from those is no fact
        given = tuple(c for c in why["facts"] if ":" not in c.what and not ruleset.defining(key[0], c.what))
        why = {k: given if k == "facts" else v for k, v in why.items() if k != "facts" or given}
    before, after = was["verdict"], now["verdict"]
    provisional = was.get("provisional") is True, now.get("provisional") is True
    if before == after and was.get("reason") == now.get("reason"):
        if not [*changes(stripped(was), stripped(now))]:
            return None
        return Row("grounds", key, before, after, why or common, now.get("sentence") or {}, provisional)
    if after in BAD and before not in BAD:
        kind = "worse"
    else:
        kind = "better" if before in BAD and after in GOOD else "other"
    return Row(kind, key, before, after, why | common, now.get("sentence") or {}, provisional)


def stripped(entry: Data) -> Any:
    """A verdict without its words, its subject's id, and the dates on which figures were read."""
    told = judged({k: v for k, v in entry.items() if k not in ("subject_id", "parameters")})
    read = sorted({(p["id"], str(p.get("key")), str(p.get("value"))) for p in entry["parameters"]})
    return {**told, "parameters": [list(r) for r in read]}


def facts(key: Key, was: Data, now: Data, ruleset: RuleSet) -> list[Change]:
    """Facts that the verdict shows and that changed, the date of the subject apart."""
    old, new = (next(iter(cited({"verdicts": [e]}, ruleset).values()), {}) for e in (was, now))
    time = ruleset.subjects[key[0]].time if key[0] in ruleset.subjects else ""
    paths = [p for p in dict.fromkeys((*old, *new)) if p not in (time, FIGURES, "as_of")]
    found = [Change(p, old[p], new[p]) for p in paths if p in old and p in new and old[p] != new[p]]
    given = [(c.was, c.now) for c in found if ":" not in c.what]  # a value that is just one of these tells nothing more
    return [c for c in found if ":" not in c.what or (c.was, c.now) not in given]


def parameters(was: Data, now: Data) -> list[Change]:
    """Figures that the verdict read, by parameter and category, and that changed."""
    old, new = ({(p["id"], p.get("key") or ""): p.get("value") for p in e["parameters"]} for e in (was, now))
    return [
        Change(f"{n}[{k}]" if k else n, old[n, k], new[n, k])
        for n, k in sorted(set(old) & set(new))
        if old[n, k] != new[n, k]
    ]


def rules(was: Data, now: Data, reports: tuple[Data, Data]) -> list[Change]:
    """The rule, and those behind its conditions, where they mean something else: by receipt, else by version."""
    one, two = (((r.get("receipt") or {}).get("rules") or {}).get("rules") for r in reports)
    if isinstance(one, dict) and isinstance(two, dict):
        ids = sorted({was["rule"], *(c["rule"] for e in (was, now) for c in e["conditions"])})
        return [Change(i, one[i], two[i]) for i in ids if i in one and i in two and one[i] != two[i]]
    if was.get("rule_version") != now.get("rule_version"):
        return [Change(was["rule"], was.get("rule_version"), now.get("rule_version"))]
    return []


def dates(key: Key, was: Data, now: Data, reports: tuple[Data, Data], ruleset: RuleSet) -> list[Change]:
    """The date of the subject, and the date of observation where a term or a period depends on it."""
    found = []
    time = ruleset.subjects[key[0]].time if key[0] in ruleset.subjects else ""
    old, new = (next(iter(cited({"verdicts": [e]}, ruleset).values()), {}) for e in (was, now))
    if time and time in old and time in new and old[time] != new[time]:
        found.append(Change(time, old[time], new[time]))
    waiting = any(e.get("reason") in BY_DATE or e.get("due") or e.get("provisional") for e in (was, now))
    waiting = waiting or old.get("as_of") != new.get("as_of")
    if waiting and reports[0].get("as_of") != reports[1].get("as_of"):
        found.append(Change("as_of", reports[0].get("as_of"), reports[1].get("as_of")))
    return found


def options(old: Data, new: Data) -> Why:
    """What the two reports were asked differently: knowledge date, presumptions, readings, overrides."""
    sides = []
    for report in (old, new):
        asked = (report.get("receipt") or {}).get("asked") or {}
        sides.append(
            {
                "known_at": report.get("known_at"),
                "presumptions": report.get("presumptions"),
                "supposed_parameters": sorted(map(str, report.get("supposed_parameters") or [])),
                "readings": asked.get("readings") or {},
                "overrides": sorted(o["id"] for o in report.get("overrides") or [] if o.get("in_force")),
            }
        )
    found = tuple(changes(sides[0], sides[1]))
    return {"options": found} if found else {}


def data(found: Comparison) -> Data:
    """The comparison as plain data."""
    return {
        "compare": 1,
        "old": {k: found.old.get(k) for k in ("as_of", "known_at", "engine", "ruleset_digest")},
        "new": {k: found.new.get(k) for k in ("as_of", "known_at", "engine", "ruleset_digest")},
        "altered": list(found.altered),
        "paired": [{"subject": s, "old": o, "new": n} for (s, o), n in found.paired.items()],
        "same": found.same,
        "verdicts": [
            {
                "kind": r.kind,
                "subject": r.key[0],
                "subject_id": r.key[1],
                "rule": r.key[2],
                "was": r.before,
                "now": r.after,
                "provisional": {"was": r.provisional[0], "now": r.provisional[1]},
                "sentence": r.sentence or None,
                "why": {k: [c.data() for c in v] for k, v in r.why.items()},
            }
            for r in found.rows
        ],
    }
