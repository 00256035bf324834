"""The chain from conditions to verdicts as derivations over tokens: T, F or U, nothing else.

A verdict may rest on the verdict of another rule, about this or a related subject. Which follows from which is a small
network: what the evaluator says of each part of a rule goes in as tokens, the verdicts that a rule can still give come
out, and feed the premises of the next. The same network is walked by the plain chainer here and by the agenda.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from npa_rules.engines.frame import Frame
from npa_rules.engines.quantity import TRUE, every
from npa_rules.engines.reference import Run
from npa_rules.model import tree
from npa_rules.model.case import Item
from npa_rules.model.record import OpenRecord, Record, fresh
from npa_rules.model.rule import Rule, RuleSet
from npa_rules.model.words import BINDING

Token = tuple[str, str]  # a name and T, F or U
LETTER = {True: "T", False: "F", None: "U"}
PARTS = ("scope", "requires", "waits", "excused")
CAN = ("complies", "justified", "missed", "not_applicable")


class Derivation(Record):
    """When all of these tokens are there, so is that one."""

    when: tuple[Token, ...]
    then: Token


class Network(OpenRecord):
    """The derivations of one rule and of all that it rests on, in layers: a layer is complete before the next begins.

    `asked` names the tokens that the evaluator gives. `settled` names, per layer, what is U when the layer ends without
    it: a conclusion from what did not happen, which a chainer must not draw before.
    """

    rule: Rule
    layers: list[list[Derivation]] = fresh(default_factory=list)
    settled: list[list[str]] = fresh(default_factory=list)

    def derivations(self) -> Iterator[Derivation]:
        """All of them, layer by layer."""
        for layer in self.layers:
            yield from layer


def premises(rule: Rule) -> list[tree.Premise]:
    """The premises of a rule, in reading order."""
    heads: list[tree.Node] = [*rule.conditions().values(), *(v.node for v in rule.values.values())]
    return [n for head in heads for n in tree.walk(head) if isinstance(n, tree.Premise)]


def build(ruleset: RuleSet, rule: Rule) -> Network:
    """The network of a rule."""
    network = Network(rule)
    _rule(ruleset, network, rule, "")
    return network


def _rule(ruleset: RuleSet, network: Network, rule: Rule, path: str) -> None:
    """First what the rule rests on, then its parts, then its verdicts."""
    parts: list[Derivation] = []
    for premise in premises(rule):
        _rule(ruleset, network, ruleset.rules[premise.rule], there(path, premise))
        raw = f"{path}{premise.id}?"
        network.layers.append([*_premise(ruleset, premise, path, raw), *_presumed(premise, path, raw)])
        network.settled.append([f"{path}{premise.id}"])
    for name, head in _heads(rule).items():
        if head is not None and rests(head):
            parts += _condition(head, path, f"{path}{name}")
    network.layers.append(parts)
    network.settled.append([f"{path}{name}" for name in ("when", *PARTS[1:])])
    if rule.when is not None and rests(rule.when):
        gate, when, scope = (f"{path}{name}" for name in ("gate", "when", "scope"))
        both = [Derivation(((gate, "T"), (when, "T")), (scope, "T"))]
        network.layers.append([*both, *(Derivation(((n, "F"),), (scope, "F")) for n in (gate, when))])
        network.settled.append([scope])
    network.layers.append(list(_verdicts(path, opposed=rule.opposed)))
    network.settled.append([])


def there(path: str, premise: tree.Premise) -> str:
    """The path of the rule that a premise speaks of."""
    return f"{path}{premise.of}>{premise.rule}>"


def _heads(rule: Rule) -> dict[str, tree.Condition | None]:
    return {"when": rule.when, "requires": rule.requires, "excused": rule.excused_if}


def rests(node: tree.Condition) -> bool:
    """Whether a condition rests on the verdict of another rule."""
    return any(isinstance(n, tree.Premise) for n in tree.walk(node))


def _premise(ruleset: RuleSet, premise: tree.Premise, path: str, raw: str) -> list[Derivation]:
    """Inside when only verdicts asked for can come, outside when none can, else open."""
    rule, below = ruleset.rules[premise.rule], there(path, premise)
    names = {v: "missed" if v == missed(rule) else v for v in (*CAN[:2], missed(rule), "not_applicable")}
    inside = [f"{below}can {n}" for v, n in names.items() if v in premise.verdicts]
    outside = [f"{below}can {n}" for v, n in names.items() if v not in premise.verdicts]
    found = [Derivation(tuple((n, "F") for n in outside), (raw, "T"))]
    found.append(Derivation(tuple((n, "F") for n in inside), (raw, "F")))
    found += [Derivation(((a, "T"), (b, "T")), (raw, "U")) for a, b in product(inside, outside)]
    return found


def _presumed(premise: tree.Premise, path: str, raw: str) -> list[Derivation]:
    """An open premise is what it is presumed to be, where that may be."""
    name = f"{path}{premise.id}"
    found = [Derivation(((raw, v),), (name, v)) for v in "TF"]
    if premise.presume is not None:
        found.append(Derivation(((raw, "U"), (f"{name} presumed", "T")), (name, LETTER[premise.presume])))
    return found


def _condition(node: tree.Condition, path: str, name: str) -> list[Derivation]:
    """The connectives above a premise; what holds no premise is a token of the evaluator's."""
    if isinstance(node, tree.Premise):
        return [Derivation(((f"{path}{node.id}", v),), (name, v)) for v in "TF"]
    if isinstance(node, tree.Not):
        inner = f"{path}{node.part.id}"
        own = [Derivation(((inner, a),), (name, b)) for a, b in (("T", "F"), ("F", "T"))]
        return [*own, *_inner(node.part, path)]
    assert isinstance(node, tree.All | tree.Any)
    every, one = ("T", "F") if isinstance(node, tree.All) else ("F", "T")
    names = [f"{path}{p.id}" for p in node.parts]
    found = [Derivation(tuple((n, every) for n in names), (name, every))]
    found += [Derivation(((n, one),), (name, one)) for n in names]
    return [*found, *(d for p in node.parts for d in _inner(p, path))]


def _inner(node: tree.Condition, path: str) -> list[Derivation]:
    return _condition(node, path, f"{path}{node.id}") if rests(node) and not isinstance(node, tree.Premise) else []


def _verdicts(path: str, *, opposed: bool) -> Iterator[Derivation]:
    """The order of judgement: which verdicts can come, from what is T, F or U of each part (`opposed`: never met)."""
    scope, requires, waits, excused = (f"{path}{name}" for name in PARTS)

    def all_of(then: str, *options: tuple[str, str]) -> Iterator[Derivation]:
        for letters in product(*(o for _, o in options)):
            yield Derivation(tuple(zip((n for n, _ in options), letters, strict=True)), (f"{path}can {then}", "T"))

    def none_of(then: str, *options: Token) -> Iterator[Derivation]:
        for option in options:
            yield Derivation((option,), (f"{path}can {then}", "F"))

    yield from all_of("complies", (scope, "TU"), (requires, "T" if opposed else "TU"))
    yield from none_of("complies", (scope, "F"), *((requires, v) for v in ("FU" if opposed else "F")))
    yield from all_of("justified", (scope, "TU"), (requires, "FU"), (waits, "FU"), (excused, "TU"))
    yield from none_of("justified", (scope, "F"), (requires, "T"), (waits, "T"), (excused, "F"))
    yield from all_of("missed", (scope, "TU"), (requires, "FU"), (waits, "FU"), (excused, "FU"))
    yield from none_of("missed", (scope, "F"), (requires, "T"), (waits, "T"), (excused, "T"))
    yield from all_of("not_applicable", (scope, "FU"))
    yield from all_of("not_applicable", (scope, "T"), (requires, "FU"), (waits, "TU"))
    for letters in (((scope, "T"), (requires, "T")), ((scope, "T"), (waits, "F"))):
        yield Derivation(letters, (f"{path}can not_applicable", "F"))


def missed(rule: Rule) -> str:
    """The verdict of a rule that is not met."""
    return "violates" if rule.modality in BINDING else "shortfall"


# ---- what the evaluator says ---------------------------------------------------------------------------------------
def tokens(run: Run, rule: Rule, item: Item, path: str = "") -> dict[str, str]:
    """A token for every part that holds no premise, of a rule and of all that it rests on."""
    found: dict[str, str] = {}
    frame = run.frame(rule, item)
    for premise in premises(rule):
        target = frame.related(premise.of) if premise.of else item
        found |= tokens(run, run.ruleset.rules[premise.rule], target, there(path, premise))
        if premise.presume is not None:
            found[f"{path}{premise.id} presumed"] = LETTER[run.settings.presumptions]
    found |= _parts(run, frame, path)
    return found


def _parts(run: Run, frame: Frame, path: str) -> dict[str, str]:
    rule = frame.rule
    gate, when = run.gate(frame), rule.when
    found = {f"{path}waits": LETTER[run.waits(frame)[0]]}
    if when is None or not rests(when):
        found[f"{path}scope"] = LETTER[every((gate, frame.truth(when) if when is not None else TRUE))[0]]
    else:
        found[f"{path}gate"] = LETTER[gate[0]]
    for name, head in _heads(rule).items():
        if head is None and name == "excused":
            found[f"{path}excused"] = "F"
        for node in _given(head) if head is not None else ():
            found[f"{path}{name}" if node is head else f"{path}{node.id}"] = LETTER[frame.truth(node)[0]]
    return found


def _given(node: tree.Condition) -> list[tree.Condition]:
    """The nodes nearest the head that hold no premise."""
    if not rests(node):
        return [node]
    return [g for c in tree.children(node) if isinstance(c, tree.Condition) for g in _given(c)]


def plain(network: Network, given: dict[str, str]) -> dict[str, str]:
    """The plain chainer: every token that follows; a contradiction is a `ValueError`."""
    known = dict(given)
    for layer, settled in zip(network.layers, network.settled, strict=True):
        again = True
        while again:
            again = False
            for derivation in layer:
                name, value = derivation.then
                if name not in known and all(known.get(n) == v for n, v in derivation.when):
                    known[name] = value
                    again = True
                elif known.get(name, value) != value and all(known.get(n) == v for n, v in derivation.when):
                    raise ValueError(f"{name} is {known[name]} and {value}")
        for name in settled:
            known.setdefault(name, "U")
    return known


def possible(network: Network, known: dict[str, str]) -> set[str]:
    """The verdicts that the rule can still give."""
    named = {"missed": missed(network.rule)}
    return {named.get(n, n) for n in CAN if known.get(f"can {n}") == "T"}
