"""Where a kept report was altered: against its own receipt, and against the same report performed again."""

from __future__ import annotations

from collections.abc import Iterator

from npa_rules.differences import ABSENT, Change, Data, changes, entries, name
from npa_rules.receipt import body, digest, judged

LOOSE = ("engine", "ruleset_digest", "verdicts")  # of a report: told apart
ASKED = ("as_of", "known_at", "presumptions", "overrides")  # stand in the receipt and at the head of the report
SEAL = ("receipt.facts.sealed", "receipt.facts.key")  # differ without the key too


def fits(receipt: Data) -> bool:
    """Whether the digest of a receipt is its own."""
    return digest({k: v for k, v in receipt.items() if k != "digest"}) == receipt.get("digest")


def whole(report: Data) -> bool:
    """Whether a report is what its receipt was made over."""
    old = report["receipt"]
    return bool(digest(body(report)) == old.get("report") and digest(judged(report["verdicts"])) == old.get("verdicts"))


def same_program(report: Data, again: Data) -> bool:
    """Whether both were made by one version of the program with the same rule files: then their words are the same too."""
    versions = [(r["receipt"].get("engine"), r.get("ruleset_digest")) for r in (report, again)]
    return versions[0] == versions[1]


def head_places(report: Data) -> list[Change]:
    """Where a report says something else of how it was made than its receipt; no facts and no rules are needed for it."""
    old, known = report["receipt"], report["receipt"]["asked"]
    asked: Data = {n: known.get(n) for n in ASKED}
    asked["overrides"] = [in_force(o, known["as_of"]) for o in known["overrides"]]
    said = {n: report.get(n, ABSENT) for n in ASKED if n in report or asked[n]}
    used = {e["rule"]: e["reading"] for e in report["verdicts"] if e.get("reading")}
    asked["readings"] = {r: n for r, n in known["readings"].items() if r in used}
    said["readings"] = {r: used[r] for r in asked["readings"]}
    asked = {n: v for n, v in asked.items() if n in said}
    one: Data = {"engine": report.get("engine")}
    two: Data = {"engine": str(old.get("engine"))}
    if f"{one['engine']} ".startswith(f"{two['engine']} "):  # the report adds which engine judged
        one = two
    if fits(old):
        return [*changes(one | said, two | asked)]
    return [*changes({"asked": asked} | two, {"asked": said} | one, "receipt")]


def in_force(override: Data, as_of: str) -> Data:
    """An override of a receipt as the head of the report tells it."""
    until = override.get("until")
    return override | {"in_force": not isinstance(until, str) or until >= as_of}


def receipt_places(report: Data, again: Data, *, head: bool) -> list[Change]:
    """Where a receipt was altered, as far as it can be told; `head` says that it was, in what was asked for."""
    old, new = report["receipt"], again["receipt"]
    loose = {"engine", "libraries", "digest", *(["asked"] if head else [])}
    other = digest(body(report)) != old.get("report")
    if other or head:  # then these differ for another reason too
        loose |= {"report", "verdicts", "facts", "parameters"}
    found = [c for c in changes(old, new, "receipt") if c.what.split(".")[1] not in loose and c.what not in SEAL]
    if not head and not found and other:
        return [unfit("report", report)]
    return found if found or head else [unfit("digest", report)]


def unfit(which: str, report: Data) -> Change:
    """That a digest is not the one of what it was made over, where no place can be named."""
    return Change(f"receipt.{which}", report["receipt"].get(which, ABSENT), ABSENT)


def body_places(report: Data, again: Data) -> Iterator[Change]:
    """Where two reports differ, apart from their receipts, what those record, and the places of facts in files."""
    top = [{k: v for k, v in body(r).items() if k not in (*LOOSE, *ASKED)} for r in (report, again)]
    yield from changes(top[0], top[1])
    was, now = entries(report), entries(again)
    for key in dict.fromkeys((*was, *now)):
        place = f"verdicts[{name(key)}]"
        if key not in was or key not in now:
            yield Change(place, *(True if key in side else ABSENT for side in (was, now)))
            continue
        one, two = ({k: v for k, v in e.items() if k != "source"} for e in (was[key], now[key]))
        yield from changes(one, two, place)
        keys = [dict.fromkeys(e["source"]) if isinstance(e.get("source"), dict) else None for e in (was[key], now[key])]
        yield from changes(keys[0], keys[1], f"{place}.source")
    common = [k for k in was if k in now], [k for k in now if k in was]
    if common[0] != common[1]:
        yield Change("verdicts[]", [name(k) for k in common[0]], [name(k) for k in common[1]])


def leftovers(report: Data, again: Data) -> list[Change]:
    """What differs where rules, figures, facts, options, files and program are the same: it was put in by hand.

    Versions of libraries, the order of subjects and a seal of another key may differ.
    """
    old, new = report["receipt"], again["receipt"]
    bare = [{k: v for k, v in r.items() if k not in ("libraries", "digest", "report", "verdicts")} for r in (old, new)]
    found = [*(c for c in body_places(report, again) if c.what != "verdicts[]"), *changes(bare[0], bare[1], "receipt")]
    if old["facts"].get("key") != new["facts"]["key"] and (old["facts"].get("key") or not old["facts"].get("sealed")):
        found = [c for c in found if c.what not in SEAL]
    return found + [Change(f"receipt.{n}", ABSENT, True) for n in ("engine", "libraries") if n not in old]


def structural(change: Change) -> bool:
    """Whether a field came or went."""
    return ABSENT in (change.was, change.now) and not change.what.endswith("]")
