"""What a JSON report was made of, as digests: so that it can be performed again, and a change in it is found.

Canonical JSON has sorted keys, no space and no floats, its text in NFC; a digest is the SHA-256 of it, in hex. Words
(sentences, labels, citations) lie outside what is judged; of a rule its meaning counts and not its wording or version.

No digest tells a reader more about facts than the report itself does: `facts.cited` is over the facts that the report
shows. `facts.sealed` covers all facts and is made only under a key (the environment variable NPA_RECEIPT_KEY).
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import sys
import unicodedata
from fractions import Fraction
from typing import Any

from npa_rules import __version__
from npa_rules.engines.quantity import Absent
from npa_rules.judge import Verdict
from npa_rules.load.fields import iso
from npa_rules.model import tree
from npa_rules.model.case import Item, Settings
from npa_rules.model.dictionary import FactType
from npa_rules.model.record import Fresh, Record
from npa_rules.model.rule import Law, Rule, RuleSet
from npa_rules.report.data import exact, override

FORM = 1
KEY = "NPA_RECEIPT_KEY"
SHORT = 16  # hex digits by which one rule is told from another version of it
PLUS = "+"  # between the digests of several versions of one rule
SIDES = ("left", "right")
FIGURES = "figures"  # the path of cited facts under which figures stand
SAID = {
    "label",
    "because",
    "help",
    "found_in",
    "evidence",
    "judgement",
    "title",
    "outcomes",
    "tags",
    "status",
    "file",
    "slug",
    "version",
    "earlier",
    "replaces",
    "published",
    "recorded",
    "begun",
    "cut_by",
    "agreed_until",
}  # a version and an edition that ends count by the days on which a rule holds
WORDS = {
    "sentence",
    "text",
    "label",
    "citation",
    "source",
    "confidence",
    "disagreed_by",
    "rule_version",
    "title",
    "page",
    "ranges",
    "to_show",
}  # of a verdict entry


def canonical(value: Any) -> bytes:
    """Plain data as the one text that it has; `TypeError` for a float or anything else that is no plain data."""
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def plain(value: Any) -> Any:
    """Data of texts in NFC, whole numbers, truths, lists and mappings, and nothing else."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {plain(k): plain(v) for k, v in value.items()}
    raise TypeError(f"no plain data: {type(value).__name__}")


def digest(value: Any) -> str:
    """The SHA-256 of the canonical form, in hex."""
    return hashlib.sha256(canonical(value)).hexdigest()


# ---- rules ---------------------------------------------------------------------------------------------------------
def meaning(value: Any) -> Any:
    """What a part of a rule set means, as plain data: without labels, and without what stands at its default."""
    if isinstance(value, Fraction):
        return exact(value)
    if isinstance(value, Absent):
        return {"none": True}
    if isinstance(value, tuple | list):
        return [meaning(v) for v in value]
    if isinstance(value, frozenset):
        return sorted((meaning(v) for v in value), key=canonical)
    if isinstance(value, dict):
        return {k: meaning(v) for k, v in value.items()}
    if isinstance(value, Record):
        fields = {n: getattr(value, n) for n in names(value) if n not in SAID}
        kept = {n: meaning(v) for n, v in fields.items() if not stands(type(value)._defaults.get(n, ...), v)}
        if isinstance(value, FactType):
            kept |= {n: sorted(kept[n]) for n in ("codes", "holds") if n in kept}
        return {"is": type(value).__name__, **kept}
    return value


def names(record: Record) -> tuple[str, ...]:
    """The fields of a record."""
    return record.__match_args__


def stands(default: Any, value: Any) -> bool:
    """Whether a field has its default."""
    return bool((default.make() if isinstance(default, Fresh) else default) == value)


def rule_digest(ruleset: RuleSet, rule: Rule, known_at: int | None = None) -> str:
    """The meaning of a version of a rule, of the facts that it reads and of how its subject relates to others; short.

    By what was known on a date its window then is part of it: what was not public yet held on no day.
    """
    subject = ruleset.subjects[rule.applies_to]
    entries: dict[str, Any] = {}
    for node in nodes(rule):
        home = subject
        if isinstance(node, tree.Fact) and node.of in subject.relations:
            home = ruleset.subjects[subject.relations[node.of].to]
        name = node.name if isinstance(node, tree.Fact) else getattr(node, "list", "") or getattr(node, "event", "")
        if name in home.facts:
            entries[f"{home.name}.{name}"] = meaning(home.facts[name])
    scales = {e["scale"] for e in entries.values() if e.get("scale")}
    about = {"time": subject.time, "closes": subject.closes, "relations": meaning(subject.relations)}
    whole = [meaning(rule), entries, about, {s: list(ruleset.scales[s].order) for s in sorted(scales)}]
    if known_at is not None:
        whole.append(plain(ruleset.window(rule, known_at)))
    return digest(whole)[:SHORT]


def law_digest(law: Law, known_at: int | None = None) -> str:
    """The status of a law, as it was known; short."""
    then = law.known(known_at)
    return digest([then.status, meaning(then.but(source="", history=()))] if then is not None else None)[:SHORT]


def nodes(rule: Rule) -> list[tree.Node]:
    """Every node of the trees of a rule."""
    found: list[tree.Node | None] = [*rule.conditions().values(), *(r.test for r in rule.remarks)]
    values = (*rule.values.values(), *rule.derives.values(), *rule.room.values())
    found += [v.node for v in (*values, *(v for r in rule.readings.values() for v in r.values.values()))]
    found += [rule.due, rule.suspends_since]
    return [n for top in found if top is not None for n in tree.walk(top)]


def rules_part(ruleset: RuleSet, verdicts: list[Verdict]) -> dict[str, Any]:
    """The rules that the verdicts rest on, each in the versions that were looked at, with the laws that those wait for."""
    known_at = verdicts[0].known_at if verdicts else None
    keys = {k for v in verdicts for k in (v.rule.key, *v.rests_on)}
    used = [ruleset.rules[k] for k in sorted(keys)]
    versions: dict[str, set[str]] = {}
    for rule in used:
        versions.setdefault(rule.id, set()).add(rule_digest(ruleset, rule, known_at))
    rules = {i: PLUS.join(sorted(digests)) for i, digests in versions.items()}
    waited = {law for rule in used for law in (rule.needs_law, rule.until_law) if law}
    laws = {n: law_digest(ruleset.laws[n], known_at) for n in sorted(waited)}
    return {"digest": digest([rules, laws]), "rules": rules, "laws": laws}


# ---- parameters and facts --------------------------------------------------------------------------------------------
def figures(data: dict[str, Any]) -> dict[tuple[str, str, str], Any]:
    """Every figure that a report read: by parameter, category and date its value, and the other one of a conflict.

    In a report by what was known on a date, since when it was public comes last.
    """
    return {
        (p["id"], p["key"] or "", p["at"]): [
            p["value"],
            p["other_value"],
            *([p["known"]["from"]] if "known" in p else []),
        ]
        for entry in data["verdicts"]
        for p in entry["parameters"]
    }


def cited(data: dict[str, Any], ruleset: RuleSet) -> dict[tuple[str, str], dict[str, Any]]:
    """The facts that a report shows: by subject and id each path with its value (null: unknown).

    Where a rule compares a value that follows from facts alone, that value stands for them, as `RULE: value`; of the
    figures that were read the category and date follow from facts, under `FIGURES`.
    """
    found: dict[tuple[str, str], dict[str, Any]] = {}
    known: dict[str, dict[str, list[str]]] = {}  # by rule and condition the paths of the left and the right side
    for entry in data["verdicts"]:
        mine = found.setdefault((entry["subject"], entry["subject_id"]), {})
        read = {(p["id"], p["key"] or "", p["at"]) for p in entry["parameters"]}
        if read:
            mine[FIGURES] = sorted([*{tuple(r) for r in mine.get(FIGURES, [])} | read])
        for c in entry["conditions"]:
            rule = ruleset.newest(c["rule"])
            if rule is None:
                continue
            if rule.id not in known:
                known[rule.id] = {
                    n.id: [factual(version, getattr(n, s, None)) for s in SIDES]
                    for version in ruleset.versions(rule.id)
                    for n in nodes(version)
                    if isinstance(n, tree.Condition) and hasattr(n, "id")
                }
            for side, path in zip(SIDES, known[rule.id].get(c["id"], ()), strict=False):
                if path and c[side] is not None:
                    other = rule.applies_to != entry["subject"] and ":" not in path
                    mine[f"{rule.applies_to}.{path}" if other else path] = c[side]["value"]
    return found


def factual(rule: Rule, node: tree.Node | None) -> str:
    """The path of a fact, or the name of a value that reads no figure of the law; empty for anything else."""
    if isinstance(node, tree.Fact):
        return f"{node.of}.{node.name}" if node.of else node.name
    if not isinstance(node, tree.Value):
        return ""
    stack, seen = [node.name], set[str]()
    while stack:
        name = stack.pop()
        if name in seen or name not in rule.values:
            continue
        seen.add(name)
        below = tree.walk(rule.values[name].node)
        if any(isinstance(n, tree.Parameter) for n in below):
            return ""
        stack += [n.name for n in below if isinstance(n, tree.Value)]
    return f"{rule.id}: {node.name}"


def sealed_facts(items: list[Item]) -> dict[str, str | None]:
    """All facts under the user's key, and which key that was.

    Both null without a key: a digest without a secret would let a reader try values until one fits.
    """
    key = os.environ.get(KEY, "").encode()
    if not key:
        return {"sealed": None, "key": None}
    whole = sorted(([i.subject.name, i.id, meaning(i.facts)] for i in items), key=canonical)
    seal = hmac.new(key, canonical(whole), hashlib.sha256).hexdigest()
    return {"sealed": seal, "key": hmac.new(key, b"npa-rules receipt", hashlib.sha256).hexdigest()[:SHORT]}


# ---- the receipt -----------------------------------------------------------------------------------------------------
class Asked(Record):
    """What a report was asked for, beside its facts."""

    edition: str | None
    only: tuple[str, ...]
    settings: Settings

    def data(self) -> dict[str, Any]:
        """As plain data."""
        s = self.settings
        return {
            "as_of": iso(s.as_of),
            "known_at": iso(s.known_at) if s.known_at is not None else None,
            "edition": self.edition,
            "only": list(self.only),
            "readings": dict(sorted(s.readings.items())),
            "presumptions": s.presumptions,
            "overrides": [override(o) for o in s.overrides],
        }


def judged(entry: Any) -> Any:
    """A verdict entry without its words and without where its facts stand."""
    if isinstance(entry, dict):
        return {k: judged(v) for k, v in entry.items() if k not in WORDS}
    return [judged(v) for v in entry] if isinstance(entry, list) else entry


def body(data: dict[str, Any]) -> dict[str, Any]:
    """A report without its receipt."""
    return {k: v for k, v in data.items() if k != "receipt"}


def libraries() -> dict[str, str | None]:
    """The versions of Python and of what took part: a facts file in JSON needs no YAML, one subject no chaining."""
    found: dict[str, str | None] = {"python": ".".join(map(str, sys.version_info[:3]))}
    if "yaml" in sys.modules:
        found["PyYAML"] = sys.modules["yaml"].__version__
    if sys.modules.get("durable") is not None:  # imported, and not only barred
        from importlib.metadata import version

        found["durable-rules"] = version("durable-rules")
    return found


def sealed(
    data: dict[str, Any], ruleset: RuleSet, verdicts: list[Verdict], asked: Asked, items: list[Item]
) -> dict[str, Any]:
    """The report with its receipt."""
    shown = cited(data, ruleset)
    receipt: dict[str, Any] = {
        "form": FORM,
        "engine": f"npa-rules {__version__}",
        "libraries": libraries(),
        "asked": asked.data(),
        "rules": rules_part(ruleset, verdicts),
        "parameters": digest([[*k, v] for k, v in sorted(figures(data).items())]),
        "facts": {
            "subjects": len(shown),
            "cited": digest([[*k, v] for k, v in sorted(shown.items())]),
            **sealed_facts(items),
        },
        "verdicts": digest(judged(data["verdicts"])),
        "report": digest(body(data)),
    }
    return {**data, "receipt": {**receipt, "digest": digest(receipt)}}
