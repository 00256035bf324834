"""One pass: what sinks are given and what is counted is what the reference evaluator says, row by row."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest

pl = pytest.importorskip("polars", reason="the extra `tables` (Polars) is not installed")

from npa_rules.audit.batch import meanings  # noqa: E402
from npa_rules.audit.missing import Explainer, edges, placed  # noqa: E402
from npa_rules.audit.near import EURO, PERCENT, comparisons, fitted, with_near  # noqa: E402
from npa_rules.audit.reads import reads  # noqa: E402
from npa_rules.audit.run import run  # noqa: E402
from npa_rules.audit.summary import folded  # noqa: E402
from npa_rules.engines import columns  # noqa: E402
from npa_rules.engines.quantity import Num  # noqa: E402
from npa_rules.engines.reference import Run  # noqa: E402
from npa_rules.model.case import Item, Settings  # noqa: E402
from tests.audit.small import AS_OF, Kept, table  # noqa: E402
from tests.engines.test_columns import generated  # noqa: E402
from tests.mutate import mixed, subjects  # noqa: E402


def outcomes(ruleset, items, as_of=AS_OF):
    found = {}
    for number, item in enumerate(items):
        one = Run(ruleset, [item], Settings(as_of=as_of))
        for rule in ruleset.judging(item.subject.name):
            found[number, rule.id] = one.judge(rule, item)
    return found


@pytest.mark.parametrize("name", ["rent_increase", "allocation"])
def test_a_run_says_what_the_reference_says(ruleset, name):
    items, frame, plan, limits, unmeasured = table(ruleset, name)
    sink, seen = Kept(), []
    summary = run(plan, frame.iter_slices(250), [sink], seen.append, limits=limits, unmeasured=unmeasured)
    wanted = outcomes(ruleset, items)
    told, start = {}, 0
    for batch in sink.batches:
        for row, rule, code, missing in batch.findings.drop("overrides").iter_rows():
            told[start + row, rule] = (*meanings()[code], sorted(missing))
        start += batch.rows.height
    reported = {
        k: (o.verdict, o.reason, sorted(o.missing))
        for k, o in wanted.items()
        if o.verdict in ("violates", "shortfall", "undetermined")
    }
    assert told == reported
    counts = Counter((rule, o.verdict, o.reason) for (_, rule), o in wanted.items())
    assert {(r.rule, c.verdict, c.reason): c.count for r in summary.rules for c in r.cells} == counts
    assert summary.rows == len(items) and all(r.rows == len(items) for r in summary.rules)
    open_ = [(k, o) for k, o in wanted.items() if o.verdict == "undetermined"]
    assert summary.explained == len(open_) and summary.left_out == 0
    for one in summary.lacking:
        with_it = [(k, {folded(t) for t in o.missing}) for k, o in open_ if one.name in {folded(t) for t in o.missing}]
        assert one.named == len(with_it)
        assert one.alone == sum(len(t) == 1 for _, t in with_it)
        assert set(one.rules) == {rule for (_, rule), _ in with_it}
    assert [i.named for i in summary.lacking] == sorted((i.named for i in summary.lacking), reverse=True)
    assert sink.closed and not sink.aborted and seen == [250, 500, 600]


@pytest.mark.parametrize("as_of", [20250601, AS_OF, 20350301])
def test_missing_of_every_subject_equals_the_reference(ruleset, cases, as_of):
    """Rows that are alike for a rule are asked for once, and get what each of them would get alone."""
    import random

    rng, pairs = random.Random(as_of), 0
    for name, mine in subjects(cases).items():
        if not ruleset.judging(name):
            continue
        subject, items = ruleset.subjects[name], []
        while len(items) < 60:
            items += [i for i in mixed(rng, mine, len(items)) if i.subject is subject][:1]
        items += items[:20]  # rows that come twice
        plan = columns.Plan(ruleset, subject, as_of)
        sink = Kept()
        summary = run(plan, [columns.frame(ruleset, items)], [sink])
        (batch,) = sink.batches
        wanted = outcomes(ruleset, items, as_of)
        for row, rule, _, missing in batch.findings.drop("overrides").iter_rows():
            assert missing == sorted(wanted[row, rule].missing), (rule, items[row].facts)
        pairs += summary.explained
    assert pairs > 2_000


def test_rows_that_are_alike_are_asked_for_once(ruleset):
    """Of an allocation without income the rent only counts by the limits that it lies between."""
    subject = ruleset.subjects["allocation"]
    facts = {"allocation_date": 20260301, "household_size": 1, "household_has_aow": False}
    items = [Item(subject, str(n), facts | {"net_rent": Fraction(50_000 + n, 100)}) for n in range(2_000)]
    plan = columns.Plan(ruleset, subject, AS_OF)
    explainer = Explainer(plan)
    frame = columns.frame(ruleset, items)
    found = explainer.missing(frame, "STAT-PT", list(range(2_000)))
    assert explainer.asked < 20
    for number in range(0, 2_000, 97):
        one = Run(ruleset, [items[number]], Settings(as_of=AS_OF))
        assert list(found[number]) == sorted(one.judge(ruleset.rules["STAT-PT"], items[number]).missing)


def test_a_limit_to_what_is_looked_up_is_counted(ruleset):
    _, frame, plan, _, _ = table(ruleset)
    sink = Kept()
    whole = run(plan, [frame])
    summary = run(plan, frame.iter_slices(100), [sink], explain_rows=50)
    assert (summary.explained, summary.left_out) == (50, whole.explained - 50)
    unknown = sum(b.findings["missing"].null_count() for b in sink.batches)
    assert unknown == summary.left_out


def test_intervals_tell_a_figure_from_its_neighbours():
    starts = edges({Fraction(71302, 100), Fraction(5, 1000)}, 100)
    values = pl.Series([0, 1, 71301, 71302, 71303, None])
    assert placed(values, starts).to_list() == [0, 1, 1, 2, 3, None]


def test_what_a_rule_reads_covers_what_its_outcome_rests_on(ruleset):
    found = reads(ruleset, ruleset.rules["STAT-PT"])
    assert {
        "net_rent",
        "household_income",
        "household_size",
        "household_wealth_above_limit",
        "corporation",
    } <= found.facts
    assert "net_rent" not in found.exact
    assert "rent_before" in reads(ruleset, ruleset.rules["STAT-RENT-INCREASE"]).exact


def test_nearness_is_what_a_hand_computes(ruleset):
    """For the rule with one limit: both sides by the reference, the distance by hand."""
    items, frame, plan, limits, _ = table(ruleset)
    summary = run(plan, [frame], limits=limits)
    for rule_id in ("STAT-RENT-INCREASE", "NPA-BET-034"):
        rule = ruleset.rules[rule_id]
        (one,) = comparisons(rule)
        within = missed = 0
        for item in items:
            judge = Run(ruleset, [item], Settings(as_of=AS_OF))
            outcome = judge.judge(rule, item)
            if outcome.verdict == "not_applicable" or rule.when is None:
                continue
            scope = judge.frame(rule, item)
            if scope.truth(rule.when)[0] is not True or scope.in_period()[0] is not True:
                continue
            left, right = scope.evaluate(one.left), scope.evaluate(one.right)
            if not (isinstance(left, Num) and left.known and isinstance(right, Num) and right.known):
                continue
            near = abs(left.low - right.low) <= max(abs(right.low) * PERCENT, EURO)
            within, missed = within + near, missed + (near and outcome.verdict == "violates")
        (told,) = [n for n in summary.near if n.rule == rule_id]
        assert told.money and (told.within, told.missed) == (within, missed) and within > missed > 0
    assert set(summary.no_limit) == {"NPA-BET-061", "NPA-BET-062"}


def test_rules_that_ask_for_nearness_leave_the_others_alone(ruleset):
    for name in ("allocation", "region", "corporation_year"):
        added, limits = with_near(ruleset, name)
        own = [r.id for r in added.judging(name) if not r.id.startswith("~")]
        assert own == [r.id for r in ruleset.judging(name)]
        assert {i.probe for i in limits} == {r.id for r in added.judging(name)} - set(own)


def test_a_limit_that_no_column_holds_is_named(ruleset):
    subject = ruleset.subjects["allocation"]
    plan, limits, unmeasured = fitted(lambda r: columns.Plan(r, subject, AS_OF), ruleset, "allocation")
    assert plan.refused == {} and {i.rule for i in unmeasured}.isdisjoint({i.rule for i in limits})
    _, frame, plan, limits, unmeasured = table(ruleset, "allocation", 50)
    summary = run(plan, [frame], limits=limits, unmeasured=unmeasured)
    assert set(summary.unmeasured) == {i.rule for i in unmeasured}


def test_a_rule_that_is_not_printed_is_judged_and_named(ruleset, cases):
    """Here every rule with lists, since no list may be longer than one."""
    subject = ruleset.subjects["municipality_plan"]
    items = generated(ruleset, cases, "municipality_plan", 40, AS_OF)
    plan = columns.Plan(ruleset, subject, AS_OF)
    rule = ruleset.judging("municipality_plan")[0].id
    plan.printed.pop(rule)
    plan.refused[rule] = "a reason"
    summary = run(plan, [columns.frame(ruleset, items)])
    assert [(r.rule, r.refused) for r in summary.rules if r.refused] == [(rule, "a reason")]
    wanted = Counter(o.verdict for (_, r), o in outcomes(ruleset, items).items() if r == rule)
    (told,) = [r for r in summary.rules if r.rule == rule]
    assert {v: told.count(v) for v in wanted} == wanted


def test_a_sink_that_fails_leaves_nothing(ruleset):
    _, frame, plan, _, _ = table(ruleset)
    first, second = Kept(), Kept(fail_after=1)
    with pytest.raises(RuntimeError):
        run(plan, frame.iter_slices(100), [first, second])
    assert first.aborted and second.aborted and not first.closed


def test_rows_without_id_or_line_are_numbered(ruleset):
    _, frame, plan, _, _ = table(ruleset)
    sink = Kept()
    run(plan, frame.drop("#id", "#line").iter_slices(400), [sink])
    assert sink.batches[1].rows["#id"][0] == "401" and sink.batches[1].rows["#line"][0] == 401
