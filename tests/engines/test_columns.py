"""Polars says what the reference says, and generated cases show every kind of verdict."""

from __future__ import annotations

import random
from collections import Counter
from fractions import Fraction

import pytest

from npa_rules.cases import reachable
from npa_rules.engines.quantity import NONE
from npa_rules.engines.reference import Run
from npa_rules.model import tree
from npa_rules.model.case import Happening, Item, Settings
from npa_rules.model.rule import Rule, RuleSet, index
from npa_rules.model.words import BUILT_IN
from tests.generate import made, many
from tests.mutate import mixed, subjects, thinned

columns = pytest.importorskip("npa_rules.engines.columns", reason="the extra `tables` (Polars) is not installed")
KINDS = {
    "allocation": {"complies", "violates", "justified", "not_applicable", "undetermined"},
    "rent_increase": {"complies", "violates", "not_applicable", "undetermined"},
    "corporation_year": {"complies", "violates", "justified", "shortfall", "not_applicable", "undetermined"},
    "municipality_plan": {"complies", "violates", "justified", "not_applicable", "undetermined"},
    "region": {"complies", "violates", "not_applicable", "undetermined"},
}
ROWS = 5_000  # of each subject: 25,000 in all
TODAY, LATER = 20261124, 20290301  # the duty of 2028 is pending today, and due later
AS_OF = {"corporation_year": LATER}
MIXED = {"corporation_year": 0.05, "municipality_plan": 0.15, "region": 0.5}  # the share of items made of cases
LEFT_OUT = (0, 0, 0, 0.02, 0.1, 0.3)  # the share of facts that an item lacks


def generated(ruleset, cases, name, count, as_of):
    """Items from cases, mixed and thinned, and more made for what mixing leaves rare."""
    subject, rng = ruleset.subjects[name], random.Random(17)
    if name in ("allocation", "rent_increase"):
        return many(ruleset, subject, count)
    mine, items = subjects(cases)[name], []
    while len(items) < count:
        if rng.random() < MIXED[name]:
            batch = [i for i in mixed(rng, mine, len(items)) if i.subject is subject][:1]
        else:
            batch = [Item(subject, f"made-{len(items)}", made(rng, subject))]
        items += thinned(rng, batch, rng.choice(LEFT_OUT), as_of)
    return items


def differences(ruleset, subject, items, as_of, rules=None):
    """What columns and reference say differently, how often each verdict comes, and how often in the rule's period."""
    plan = columns.Plan(ruleset, subject, as_of)
    rows = columns.frame(ruleset, items)
    codes, seen, wrong = plan.judge(rows), Counter(), []
    assert codes.height == len(items)
    lean = rows.select(n for n in rows.columns if rows[n].null_count() < rows.height)
    assert columns.judge(ruleset, subject, lean, as_of).equals(codes), "what the table lacks or is full of folds away"
    told = {rule: series.to_list() for rule, series in codes.to_dict().items()}
    for number, item in enumerate(items):
        run = Run(ruleset, [item], Settings(as_of=as_of))
        for rule in ruleset.judging(subject.name):
            outcome = run.judge(rule, item)
            seen[rule.id, outcome.verdict, outcome.reason] += 1
            said = columns.decode(told[rule.id][number])
            if said != (outcome.verdict, outcome.reason):
                wrong.append((rule.id, item.facts, said, outcome.verdict, outcome.reason))
    return plan, wrong, seen


def read(ruleset, rule: Rule) -> set[str]:
    """The facts of the subject that a rule reads, itself or through definitions."""
    found, rules = set(), [rule]
    while rules:
        one = rules.pop()
        tops = [*one.conditions().values(), *(v.node for v in (*one.values.values(), *one.derives.values()))]
        for node in (n for top in tops for n in tree.walk(top)):
            name = node.event if isinstance(node, tree.Happened) else getattr(node, "list", "")
            if isinstance(node, tree.Fact) and not node.of:
                name = node.name
            if name and name not in found and name not in one.values:
                found.add(name)
                rules += ruleset.defining(rule.applies_to, name)
    derived = {n for n in found if ruleset.defining(rule.applies_to, n)}
    return found - derived - {*BUILT_IN}


def serves(ruleset, name: str, rule: Rule, kind: str) -> bool:
    """Whether a rule counts for the share of a verdict: it can give it, and its facts are among those made."""
    if name not in MIXED:
        return True
    rng = random.Random(3)
    facts = {f for _ in range(200) for f in made(rng, ruleset.subjects[name])}
    lists = {f"{f}_complete" for f in facts}
    return kind in {*reachable(rule), "not_applicable", "undetermined"} and read(ruleset, rule) <= facts | lists


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(KINDS))
def test_columns_equal_reference_on_generated_rows(ruleset, cases, name, capsys):
    """The share of a verdict is that among the pairs, in force, of rules that can give it on facts that are made."""
    subject, as_of = ruleset.subjects[name], AS_OF.get(name, TODAY)
    items = generated(ruleset, cases, name, ROWS, as_of)
    assert len(items) >= ROWS
    plan, wrong, seen = differences(ruleset, subject, items, as_of)
    assert plan.refused == {}, "every rule of these subjects is printed"
    assert wrong == []
    shares = {}
    for kind in sorted(KINDS[name]):
        able = {r.id for r in ruleset.judging(name) if serves(ruleset, name, r, kind)}
        pairs = Counter({key: n for key, n in seen.items() if key[0] in able and key[2] != "outside_period"})
        shares[kind] = round(sum(n for (_, v, _), n in pairs.items() if v == kind) / pairs.total(), 3)
    with capsys.disabled():
        print(f"\n{name}: {len(items)} generated cases, {seen.total()} verdicts, {shares}")
    assert all(s >= 0.05 for s in shares.values()), shares


@pytest.mark.slow
@pytest.mark.parametrize("as_of", [20250601, TODAY, 20270201, 20350301])
def test_columns_equal_reference_on_every_subject(ruleset, cases, as_of):
    """Items made of the cases, on days before and after the dates that rules name."""
    rng = random.Random(as_of)
    for name, mine in subjects(cases).items():
        subject, items = ruleset.subjects[name], []
        while ruleset.judging(name) and len(items) < 150:
            batch = [i for i in mixed(rng, mine, len(items)) if i.subject is subject][:1]
            items += thinned(rng, batch, rng.choice((0, 0, 0.1, 0.3, 0.6)), as_of)
        if items:
            assert differences(ruleset, subject, items, as_of)[1] == []


def test_rules_that_are_not_printed(ruleset):
    """None: a rule that joins this list is judged row by row, slowly but rightly."""
    refused = {}
    for name, subject in ruleset.subjects.items():
        if ruleset.judging(name):
            refused |= columns.Plan(ruleset, subject, TODAY).refused
    assert refused == {}


# ---- every part of a rule by itself ----------------------------------------------------------------------------------
def conditions(node):
    """The conditions at the level of the subject, all of them."""
    found = [node] if isinstance(node, tree.Condition) else []
    if not isinstance(node, tree.Quantified | tree.Aggregate):
        for child in tree.children(node):
            found += conditions(child)
    return found


def taken_apart(rule: Rule):
    """A rule for each condition, and two for each named value, under each reading, with less around it."""
    readings = {"": {}} | {name: reading.values for name, reading in rule.readings.items()}
    for reading, replaced in readings.items():
        values = rule.values | replaced
        parts = [c for top in rule.conditions().values() for c in conditions(top)]
        parts += [c for v in values.values() for c in conditions(v.node)]
        for name, value in values.items():
            if not isinstance(value.node, tree.Group):
                parts.append(tree.Present("there", tree.Value(name)))
            if value.kind == "number":
                limits = (("at_least", 3), ("at_least", -(10**6)), ("at_most", 2030))
                parts += [tree.Compare("some", o, tree.Value(name), tree.Literal("number", n)) for o, n in limits]
        parts += [p.but(presume=state) for p in parts if isinstance(p, tree.Premise) for state in (True, False)]
        facts = sorted(
            {
                n.name
                for p in parts
                for n in tree.walk(p)
                if isinstance(n, tree.Compare) and n.kind == "number"
                for n in tree.children(n)
                if isinstance(n, tree.Fact) and not n.of
            }
        )
        parts += [tree.Compare("any", "at_least", tree.Fact(f), tree.Literal("number", -(10**6))) for f in facts]
        for number, part in enumerate(parts):
            yield rule.but(
                id=f"{rule.id}~{reading}~{number}", requires=part, values=values, since=None, until=None, readings={},
                when=None, excused_if=rule.excused_if if number % 3 else None, derives={}, suspends=(),
                suspends_fact="", modality="effort" if number % 2 else "norm",
            )  # fmt: skip


def corners(subject):
    """Short lists of projects, whole or not, with and without a year."""
    if subject.name != "municipality_plan":
        return []
    one = {"dwellings": 10, "social_rent": 3, "delivery_year": 2027}
    lists = [(), (one,), (one | {"delivery_year": NONE},), ({"dwellings": 10, "social_rent": 3},), (one, one)]
    lists += [
        (one, {"dwellings": 10, "social_rent": 3}),
        ({"dwellings": 0},),
        ({"social_rent": 4, "delivery_year": 2027},),
    ]
    wholes = [{}, {"projects_complete": True}, {"projects_complete": False}]
    facts = [{"projects": members} | whole for members in lists for whole in wholes]
    return [Item(subject, f"corner-{n}", f | {"adopted_on": 20260301}) for n, f in enumerate(facts)]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["corporation_year", "municipality_plan", "region", "national_commitment"])
def test_parts_of_rules_equal_reference(ruleset, cases, name):
    """Whole rules hide what a part says; `undefined` comes to light where `when` no longer keeps it out."""
    apart = {p.id: p for r in ruleset.rules.values() if r.applies_to == name for p in taken_apart(r)}
    rules = {**{i: ruleset.rules[i] for i in ruleset.rules}, **apart}
    judging = {name: tuple(apart)}
    fields = {
        n: getattr(ruleset, n) for n in ("digest", "subjects", "scales", "parameters", "laws", "clauses", "editions")
    }
    parts = RuleSet(rules=rules, index=index(list(rules.values())).but(judging=judging), **fields)
    subject, rng = ruleset.subjects[name], random.Random(5)
    mine, items = subjects(cases)[name], []
    while len(items) < 100:
        if rng.random() < 0.5 or name == "national_commitment":
            batch = [i for i in mixed(rng, mine, len(items)) if i.subject is subject][:1]
        else:
            batch = [Item(subject, f"made-{len(items)}", made(rng, subject))]
        items += thinned(rng, batch, rng.choice(LEFT_OUT), TODAY)
    items += corners(subject)
    plan, wrong, seen = differences(parts, subject, items, TODAY)
    assert wrong == []
    assert plan.refused == {}
    assert any(key[1:] == ("undetermined", "undefined") for key in seen), seen


# ---- exactness -------------------------------------------------------------------------------------------------------
def verdicts(ruleset, name, rule, *facts):
    """The verdicts of one rule on these facts, the same by columns and by the reference."""
    subject = ruleset.subjects[name]
    items = [Item(subject, str(i), f) for i, f in enumerate(facts)]
    _, wrong, _ = differences(ruleset, subject, items, TODAY)
    assert wrong == []
    codes = columns.judge(ruleset, subject, columns.frame(ruleset, items), TODAY)[rule]
    return [columns.decode(c)[0] for c in codes]


def counted(*pairs):
    """Members of a list with so many dwellings and social ones."""
    return tuple({"dwellings": d, "social_rent": s} for s, d in pairs)


@pytest.mark.parametrize(("name", "rule", "entry"), [
    ("region", "NPA-BES-017", "municipalities"), ("municipality_plan", "NPA-BES-014", "projects"),
])  # fmt: skip
def test_one_dwelling_short_of_thirty_percent_is_short(ruleset, name, rule, entry):
    lists = [counted((29_999_999, 100_000_000)), counted((30_000_000, 100_000_000)), counted((3, 10)), counted((2, 7))]
    lists += [counted(*[(30, 100)] * 399, (29, 100)), counted(*[(30, 100)] * 400)]
    lists += [counted(*[(30_000_000, 100_000_000)] * 399, (29_999_999, 100_000_000))]
    lists += [counted(*[(30_000_000, 100_000_000)] * 400)]
    facts = [{"adopted_on": 20260301, "area_differentiation_invoked": False, entry: members} for members in lists]
    if name == "region":
        facts = [{entry: f[entry]} for f in facts]
    short, met = "violates", "complies"
    assert verdicts(ruleset, name, rule, *facts) == [short, met, met, short, short, met, short, met]


def test_a_programme_of_400_projects_is_judged_by_year(ruleset):
    """The running totals of 2031 to 2034 stay 5 points behind, and one dwelling makes the difference."""
    early, late = (25_000_000, 100_000_000), (35_000_000, 100_000_000)
    projects = [
        p | {"delivery_year": y} for y in range(2026, 2035) for p in counted(*[early if y < 2031 else late] * 40)
    ]
    projects += [p | {"delivery_year": 2034} for p in counted(*[late] * 40)]
    behind = [dict(p) for p in projects]
    behind[45]["social_rent"] -= 1  # in 2027, for the first year itself is not compared
    facts = {"adopted_on": 20260301, "programme_balance_acceptable": False}
    found = verdicts(ruleset, "municipality_plan", "NPA-BES-031", facts | {"projects": tuple(projects)},
                     facts | {"projects": tuple(behind)})  # fmt: skip
    assert len(projects) == 400
    assert found == ["complies", "violates"]


def test_lists_longer_than_expected_are_judged(ruleset):
    members = counted(*[(3, 10)] * 2_500)
    assert verdicts(ruleset, "region", "NPA-BES-017", {"municipalities": members}) == ["complies"]


def test_six_decimals_of_a_percentage_count(ruleset):
    facts = {"year": 2026, "rent_sum_measure": "statutory"}
    exact, over = Fraction("3.6"), Fraction("3.600001")
    found = verdicts(
        ruleset, "corporation_year", "NPA-BET-028", *(facts | {"rent_sum_increase_pct": p} for p in (exact, over))
    )
    assert found == ["complies", "violates"]


def test_a_figure_is_never_cut(ruleset):
    subject = ruleset.subjects["corporation_year"]
    with pytest.raises(ValueError, match="mean_heat_demand_kwh_m2"):
        columns.frame(ruleset, [Item(subject, "a", {"mean_heat_demand_kwh_m2": Fraction(1, 3)})])


def test_a_figure_out_of_bounds_is_refused(ruleset):
    """That nothing outgrows its column is proved from the bounds."""
    for name, facts in (
        ("corporation_year", {"dwellings_efg": 10**8}),
        ("corporation_year", {"dwellings_efg": -1}),
        ("region", {"municipalities": ({"dwellings": 10**9},)}),
    ):
        rows = columns.frame(ruleset, [Item(ruleset.subjects[name], "a", facts)])
        with pytest.raises(ValueError, match="out of bounds"):
            columns.judge(ruleset, ruleset.subjects[name], rows, TODAY)


# ---- what surrounds the rules ----------------------------------------------------------------------------------------
def test_rules_that_are_not_printed_are_judged_row_by_row(ruleset, cases, monkeypatch):
    """Never skipped: the codes are those of the reference, and the plan says which rules and why."""
    from npa_rules.engines.columns import printer

    def refuse(*_):
        raise columns.NotPrintable("not today")

    monkeypatch.setattr(printer.lists, "aggregate", refuse)
    subject = ruleset.subjects["municipality_plan"]
    items = generated(ruleset, cases, "municipality_plan", 50, TODAY)
    plan, wrong, _ = differences(ruleset, subject, items, TODAY)
    assert wrong == []
    assert {"NPA-BES-014", "NPA-BES-015", "NPA-BES-016", "NPA-BES-028", "NPA-BES-031"} <= set(plan.refused)
    assert set(plan.refused.values()) == {"not today"}


def test_facts_come_back_from_columns(ruleset, cases):
    rng = random.Random(1)
    for name, mine in subjects(cases).items():
        subject = ruleset.subjects[name]
        items = [i for n in range(40) for i in thinned(rng, mixed(rng, mine, n), 0.1, TODAY) if i.subject is subject]
        for item, back in zip(items, columns.items(subject, columns.frame(ruleset, items)), strict=True):
            assert plain(item.facts) == plain(back.facts)


def plain(value):
    """Without the evidence of an event, which no verdict rests on."""
    if isinstance(value, Happening):
        return (value.state, value.date, value.holds)
    if isinstance(value, tuple):
        return [plain(v) for v in value]
    return {k: plain(v) for k, v in value.items()} if isinstance(value, dict) else value


def test_no_rows_give_no_codes(ruleset):
    for name in KINDS:
        subject = ruleset.subjects[name]
        rows = columns.frame(ruleset, [Item(subject, "a", {})]).head(0)
        assert columns.judge(ruleset, subject, rows.lazy(), TODAY).shape == (0, len(ruleset.judging(name)))


def test_columns_that_a_table_leaves_out_are_not_given(ruleset):
    """A table holds what its owner has; the rest is unknown, and verdicts are open where it matters."""
    subject = ruleset.subjects["corporation_year"]
    rows = columns.frame(ruleset, [Item(subject, "a", {"year": 2026, "dwellings_condition_5_6": 0})])
    few = rows.select("year", "dwellings_condition_5_6")
    assert columns.judge(ruleset, subject, few, TODAY).equals(columns.judge(ruleset, subject, rows, TODAY))


def test_attested_absence_is_a_column_of_its_own(ruleset):
    subject = ruleset.subjects["corporation_year"]
    facts = [{"local_daeb_share_pct": v} if v is not None else {} for v in (NONE, Fraction(85), None)]
    rows = columns.frame(ruleset, [Item(subject, "a", f) for f in facts])
    assert rows["local_daeb_share_pct"].to_list() == [None, 85_000_000, None]
    assert rows["local_daeb_share_pct#none"].to_list() == [True, False, False]


def test_a_figure_that_might_not_fit_is_refused():
    with pytest.raises(columns.NotPrintable):
        columns.fits(2**63)


def test_codes_are_read_back():
    assert columns.decode(columns.encode("justified", "excused")) == ("justified", "excused")
