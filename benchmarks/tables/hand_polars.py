"""The rules of four subjects as a good engineer writes them in Polars: null is unknown, shared parts are columns.

Verdicts only (`figures.VERDICTS`), for the columns that the generated tables have.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from benchmarks.tables.figures import AS_OF, LAST, VERDICTS, steps
from npa_rules.model.rule import RuleSet

NO_LIMIT = 10_000_000  # cents: the greatest rent and rise that a table may hold
COMPLIES, VIOLATES, JUSTIFIED, SHORTFALL, NOT_APPLICABLE, UNDETERMINED = (
    pl.lit(n, pl.UInt8) for n in range(len(VERDICTS))
)
TRUE, FALSE = pl.lit(True), pl.lit(False)
c = pl.col


def verdict(
    alive: pl.Expr,
    met: pl.Expr,
    missed: pl.Expr = VIOLATES,
    pending: pl.Expr | None = None,
    excused: pl.Expr | None = None,
) -> pl.Expr:
    """The verdict out of Kleene truths."""
    chain = pl.when(alive & met).then(COMPLIES)
    if pending is None:
        chain = chain.when(~alive).then(NOT_APPLICABLE)
        late = alive & ~met
    else:
        chain = chain.when(~alive | (~met & pending)).then(NOT_APPLICABLE)
        late = alive & ~met & ~pending
    if excused is None:
        return chain.when(late).then(missed).otherwise(UNDETERMINED)
    return chain.when(late & excused).then(JUSTIFIED).when(late & ~excused).then(missed).otherwise(UNDETERMINED)


def dated(ruleset: RuleSet, name: str, date: pl.Expr, key: str = "", scale: int = 100, end: int = 0) -> pl.Expr:
    """The value of a parameter on a date; null where none was published, its least or greatest where sources differ."""
    found: pl.Expr = pl
    for until, value in steps(ruleset, name, key, scale, end):
        given = pl.lit(value, pl.Int64)
        found = found.when(date.is_not_null() if until == LAST else date <= until).then(given)
    return found.otherwise(None)


def happened(event: str, *holds: str) -> pl.Expr:
    """An event took place by the date of observation, with its content."""
    found = c(f"{event}#state").eq("done") & (c(f"{event}#date").is_null() | (c(f"{event}#date") <= AS_OF))
    for content in holds:
        found &= c(f"{event}#holds.{content}")
    return found


def happened_by(event: str, day: pl.Expr) -> pl.Expr:
    """An event took place by a day and by the date of observation; without a date by the latter."""
    date = c(f"{event}#date")
    in_time = pl.when(date.is_null() & (day < AS_OF)).then(None).otherwise(date.fill_null(0) <= day)
    return c(f"{event}#state").eq("done") & (date.fill_null(0) <= AS_OF) & in_time


def dwelling(rows: pl.LazyFrame, ruleset: RuleSet) -> pl.LazyFrame:
    """Labels, condition and damp on the date of observation."""
    damp = "damp_causes#has."
    efg = verdict(~c("is_monument") & ~c("designated_for_demolition"), c("energy_label") >= 3, SHORTFALL, TRUE)
    small = pl.when(c("usable_floor_area") <= 0).then(True)  # no limit was published
    measures = happened("damp_measures_taken", "at_the_cause", "solved_or_controlled")
    help_ = happened("damp_help_offered", "unasked", "together")
    expert = happened("damp_expert_judged", "independent", "cause")
    none_yet = ~c("damp_expert_arrangement_made")
    poor = verdict(TRUE, c("condition_score") <= 4, excused=c("has_renovation_or_demolition_plan"))
    return rows.select(
        efg.alias("NPA-DUU-015"),
        verdict(c("correction_table_applied"), small).alias("NPA-DUU-026"),
        verdict(c(f"{damp}building"), measures, SHORTFALL).alias("NPA-LEE-009"),
        verdict(c(f"{damp}groundwater"), happened("groundwater_solution_sought"), SHORTFALL).alias("NPA-LEE-010"),
        verdict(c(f"{damp}use"), help_).alias("NPA-LEE-011"),
        verdict(c(f"{damp}unclear"), expert, excused=none_yet).alias("NPA-LEE-013"),
        poor.alias("NPA-LEE-019"),
    )


def rent_increase(rows: pl.LazyFrame, ruleset: RuleSet) -> pl.LazyFrame:
    """Rises within what may be asked, on all grounds; where a figure is open its least and greatest value."""
    date, before, after = c("effective_date"), c("rent_before"), c("rent_after")

    def on(name: str, key: str = "", scale: int = 100) -> pl.Expr:
        return dated(ruleset, name, date, key, scale)

    one, many = c("household_size") == 1, c("household_size") != 1
    income = c("household_income_iah")
    rows = rows.with_columns(
        percent=on("max_individual_rent_increase_regulated", scale=10),
        percent_mid=on("max_rent_increase_mid_rent", scale=10),
        low_from=on("low_rent_threshold"),
        low_step=on("low_rent_max_increase"),
        middle_step=on("iah_max_increase_middle_income"),
        high_step=on("iah_max_increase_high_income"),
        middle_one=on("iah_middle_income_above", "single"),
        middle_many=on("iah_middle_income_above", "multi"),
        high_one=on("iah_high_income_above", "single"),
        high_many=on("iah_high_income_above", "multi"),
        social=on("social_rent_limit"),
    )
    by_income = c("ground") == "income_dependent"
    first_limit = next(v for u, v in steps(ruleset, "social_rent_limit") if u >= 20240701)
    rent = pl.when(before.is_not_null())
    middle = (one & (income > c("middle_one"))) | (many & (income > c("middle_many")))
    middle = pl.when(income > c("middle_many")).then(True).when(income <= c("middle_one")).then(False).otherwise(middle)
    high = (one & (income > c("high_one"))) | (many & (income > c("high_many")))
    high = pl.when(income > c("high_many")).then(True).when(income <= c("high_one")).then(False).otherwise(high)
    no_mid = pl.when(
        (date >= 20220101) & ((date < 20240701) | (before <= pl.max_horizontal("social", pl.lit(first_limit))))
    )
    rows = rows.with_columns(
        by_percent=rent.then(before * (1000 + c("percent").fill_null(0)) // 1000),
        by_percent_most=rent.then(before * (1000 + c("percent").fill_null(10_000)) // 1000),
        mid_least=rent.then(before * (1000 + c("percent_mid").fill_null(0)) // 1000),
        mid_most=rent.then(before * (1000 + c("percent_mid").fill_null(10_000)) // 1000),
        low_rent=pl.when(before < c("low_from"))
        .then(before + c("low_step"))
        .when(c("low_from").is_not_null())
        .then(before),
        middle=middle,
        high=high,
        extra=pl.when(c("ground") == "home_improvement").then(c("increase_for_improvement")).otherwise(0),
        ordinary=(c("ground") != "new_letting")
        & c("regulated_contract").fill_null(True)
        & c("self_contained").fill_null(True),
        mid=pl.coalesce("mid_rent_contract", no_mid.then(False)),
    )
    rows = rows.with_columns(
        income_least=pl.when(by_income & c("high")).then(before + c("high_step").fill_null(0))
        .when(by_income & c("middle")).then(before + c("middle_step").fill_null(0))
        .otherwise(before),
        income_most=pl.when(~by_income).then(before)
        .when(c("high").is_null() | c("high")).then(before + c("high_step").fill_null(NO_LIMIT))
        .when(c("middle").is_null() | c("middle")).then(before + c("middle_step").fill_null(NO_LIMIT))
        .otherwise(before),
        rent_least=pl.max_horizontal("by_percent", "low_rent"),
        rent_most=pl.max_horizontal("by_percent_most", c("low_rent").fill_null(before + NO_LIMIT)),
        scheme=c("ordinary") & by_income & ~c("mid"),
    )  # fmt: skip
    # where no threshold of low rents was published, the rent itself is all that is certain
    least = pl.when(c("low_from").is_null()).then(before).otherwise("rent_least") + c("extra").fill_null(0)
    most = c("rent_most") + c("extra").fill_null(NO_LIMIT)
    rows = rows.with_columns(
        within=pl.when(after <= pl.max_horizontal("income_least", least)).then(True)
        .when(after > pl.max_horizontal("income_most", most)).then(False),
        within_scheme=pl.when(after <= pl.max_horizontal("income_least", "rent_least")).then(True)
        .when(after > pl.max_horizontal("income_most", "rent_most")).then(False),
        within_mid=pl.when(after <= c("mid_least") + c("extra").fill_null(0)).then(True)
        .when(after > c("mid_most") + c("extra").fill_null(NO_LIMIT)).then(False),
        regular=c("ordinary") & ~c("mid"),
        insulated=(c("ground") != "new_letting") & c("insulation_measure") & c("sitting_tenant"),
        free=c("increase_for_insulation") <= 0,
    )  # fmt: skip
    scheme_met = c("middle") & (after <= c("maximum_rent_by_points")) & c("within_scheme")

    def between(first: int, last: int) -> pl.Expr:
        return (date >= first) & (date <= last)

    return rows.select(
        verdict((date >= 20240701) & c("ordinary") & c("mid"), c("within_mid")).alias("STAT-MID-RENT-INCREASE"),
        verdict((date >= 20220101) & c("regular"), c("within")).alias("STAT-RENT-INCREASE"),
        verdict(between(20250701, 20341231) & c("regular"), c("within")).alias("NPA-BET-034"),
        verdict(between(20230101, 20250630) & c("regular"), c("within")).alias("NPA-BET-035"),
        verdict(between(20250101, 20341231) & c("scheme"), scheme_met).alias("NPA-BET-047"),
        verdict(between(20220101, 20241231) & c("scheme"), scheme_met).alias("NPA-BET-048"),
        verdict(between(20220101, 20241231) & c("insulated"), c("free")).alias("NPA-BET-061"),
        verdict(between(20250101, 20341231) & c("insulated"), c("free")).alias("NPA-BET-062"),
    )


def allocation(rows: pl.LazyFrame, ruleset: RuleSet) -> pl.LazyFrame:
    """The suitable and the income-target allocation; where size or AOW is open the least and greatest limit."""
    date, size, aow, rent = (c(n) for n in ("allocation_date", "household_size", "household_has_aow", "net_rent"))
    income, group = c("household_income"), c("household_group").fill_null("regular")

    def on(name: str, key: str = "") -> pl.Expr:
        return dated(ruleset, name, date, key)

    limit = "appropriate_allocation_income_limit"
    rows = rows.with_columns(
        *(on(limit, k).alias(k) for k in ("single", "single_aow", "multi", "multi_aow")),
        *(on("daeb_income_limit", k).alias(f"daeb_{k}") for k in ("single", "multi")),
        multi_aow_most=dated(ruleset, limit, date, "multi_aow", end=1),  # sources of 2025 differ
        low=on("capping_limit_low"),
        high=on("capping_limit_high"),
        social=rent <= on("social_rent_limit"),
    )
    least, most = pl.min_horizontal, pl.max_horizontal
    alone, more = size == 1, size != 1

    def limits(of: Callable[..., pl.Expr], last: str) -> pl.Expr:
        """Of four limits, by size and AOW, as far as they are known."""
        four = (c("single"), c("single_aow"), c("multi"), c(last))
        return (
            pl.when(alone & ~aow).then(four[0])
            .when(alone & aow).then(four[1])
            .when(more & ~aow).then(four[2])
            .when(more & aow).then(four[3])
            .when(more).then(of(four[2], four[3]))
            .when(~aow).then(of(four[0], four[2]))
            .when(aow).then(of(four[1], four[3]))
            .otherwise(of(*four))
        )  # fmt: skip

    student = (group == "student") & (size <= 2)
    rows = rows.with_columns(
        low_income=pl.when(income <= limits(least, "multi_aow")).then(True)
        .when(income > limits(most, "multi_aow_most")).then(False),
        within_daeb=pl.when(alone).then(income <= c("daeb_single")).when(more).then(income <= c("daeb_multi"))
        .when(income <= c("daeb_single")).then(True).when(income > c("daeb_multi")).then(False),
        permit=group == "permit_holder",
        student=student,
        within_cap=pl.when(size <= 2).then(rent <= c("low")).when(size > 2).then(rent <= c("high"))
        .when(rent <= c("low")).then(True).when(rent > c("high")).then(False),
        dwelling=c("self_contained").fill_null(True) & (c("social") | (date >= 20260101)),
    )  # fmt: skip
    wealthy = aow & c("household_wealth_above_limit").fill_null(False)
    rows = rows.with_columns(
        # without a date it is not known which definition holds
        suitable=pl.when(date.is_not_null()).then(
            (c("low_income") | c("permit") | c("student")) & ~wealthy & c("dwelling")
        ),
        daeb_group=c("low_income") | c("within_daeb") | group.is_in(["care", "permit_holder"]) | c("student"),
        a_plus=c("energy_label") >= 7,
        cap=pl.when(size <= 2).then(c("low")).when(size > 2).then(c("high")),
        before_law=pl.when(date <= 20261231).then(False),  # the law is agreed, not in force
    )
    low_2024, high_2024 = (
        next(v for u, v in steps(ruleset, f"capping_limit_{k}") if u >= 20240701) for k in ("low", "high")
    )
    cap_2024 = pl.when(size <= 2).then(low_2024).when(size > 2).then(high_2024)
    raised = dated(ruleset, "npa_agreed_label_a_plus_rent_raise", date)
    within_raised = pl.when(size.is_not_null()).then(rent * cap_2024 <= c("cap") * (cap_2024 + raised)).when(
        rent * high_2024 <= c("low") * (high_2024 + raised)).then(True).when(
        rent * low_2024 > c("high") * (low_2024 + raised)).then(False)  # fmt: skip
    period = (date >= 20250101) & (date <= 20341231)
    ahead = period & ~c("before_law") & c("suitable") & ~c("within_cap") & c("a_plus") & within_raised
    return rows.select(
        verdict((date >= 20220101) & c("social"), c("daeb_group"), excused=c("booked_on_daeb_free_space")).alias("STAT-DAEB"),
        verdict((date >= 20220101) & c("suitable"), c("within_cap"), excused=c("booked_on_free_space")).alias("STAT-PT"),
        pl.when(period & c("before_law").is_null() & (c("suitable") & c("a_plus")).fill_null(True)).then(UNDETERMINED)
        .when(date.is_null() & (c("suitable") & c("a_plus")).fill_null(True)).then(UNDETERMINED)
        .otherwise(NOT_APPLICABLE).alias("NPA-BET-042"),
        verdict(ahead & c("booked_on_free_space"), FALSE, excused=TRUE).alias("NPA-BET-059"),
    )  # fmt: skip


def sale(rows: pl.LazyFrame, ruleset: RuleSet) -> pl.LazyFrame:
    """Sales by the local agreement, approved, offered first and with their condition disclosed."""
    date, agreed = c("transfer_date"), c("agreement_date")
    maximum = c("agreed_sales_maximum")
    number = pl.when(c("agreed_sales_maximum#none")).then(True).when(maximum == 0).then(False).otherwise(
        c("sales_up_to_this_one") <= maximum)  # fmt: skip
    rows = rows.with_columns(
        period=(date >= 20250101) & (date <= 20341231),
        third=c("buyer_type") == "other",
        occupant=happened_by("offer_to_sitting_tenant", agreed),
        tenants=happened_by("offer_to_tenants_in_municipality", agreed),
        let=c("dwelling_let_at_offer"),
    )
    offered = (c("let") & c("occupant")) | (~c("let") & c("tenants")) | (c("occupant") & c("tenants"))
    hopeful = (c("condition_disclosed#state") != "dropped") & (agreed >= AS_OF)
    within = c("complex_may_be_sold") & number & c("sale_conditions_met")
    return rows.select(
        verdict(c("period") & c("local_agreement_on_sale"), within, excused=c("sale_deviation_motivated")).alias(
            "NPA-BES-172"
        ),
        verdict(c("period") & c("third"), happened_by("aw_approval", date)).alias("NPA-BES-176"),
        verdict(c("period") & c("third"), offered).alias("NPA-BES-177"),
        verdict(c("period") & (agreed >= 20250101), happened_by("condition_disclosed", agreed), pending=hopeful).alias(
            "NPA-BES-178"
        ),
    )


RULES = {"dwelling": dwelling, "rent_increase": rent_increase, "allocation": allocation, "sale": sale}
