"""The same rules as a good engineer writes them in SQL, for DuckDB and Spark: NULL is unknown, shared parts are columns.

The two dialects differ in quotes, whole division and the type of eight bits only.
"""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.tables.figures import AS_OF, LAST, steps
from npa_rules.model.rule import RuleSet

NO_LIMIT = 10_000_000  # cents
QUOTES = {"duckdb": '"', "spark": "`"}
DIVIDED = {"duckdb": "//", "spark": "DIV"}
BYTES = {"duckdb": "UTINYINT", "spark": "TINYINT"}


class Writer:
    """What differs between dialects, and what is written often."""

    def __init__(self, ruleset: RuleSet, dialect: str) -> None:
        self.ruleset, self.div, self.byte = ruleset, DIVIDED[dialect], BYTES[dialect]
        self.q = QUOTES[dialect]

    def name(self, text: str) -> str:
        """A quoted name."""
        return f"{self.q}{text}{self.q}"

    def verdict(self, name: str, alive: str, met: str, missed: int = 1, pending: str = "", excused: str = "") -> str:
        """The verdict out of three-valued truths."""
        rows = [f"WHEN {alive} AND {met} THEN 0"]
        rows.append(f"WHEN NOT {alive} OR (NOT {met} AND {pending}) THEN 4" if pending else f"WHEN NOT {alive} THEN 4")
        late = f"{alive} AND NOT {met}" + (f" AND NOT {pending}" if pending else "")
        rows += [f"WHEN {late} AND {excused} THEN 2", f"WHEN {late} AND NOT {excused} THEN {missed}"] if excused else []
        rows += [] if excused else [f"WHEN {late} THEN {missed}"]
        return f"CAST(CASE {' '.join(rows)} ELSE 5 END AS {self.byte}) AS {self.name(name)}"

    def dated(self, name: str, date: str, key: str = "", scale: int = 100, end: int = 0) -> str:
        """The value of a parameter on a date."""
        rows = []
        for until, value in steps(self.ruleset, name, key, scale, end):
            test = f"{date} IS NOT NULL" if until == LAST else f"{date} <= {until}"
            rows.append(f"WHEN {test} THEN {'NULL' if value is None else value}")
        return f"CAST(CASE {' '.join(rows)} END AS BIGINT)"

    def happened(self, event: str, *holds: str) -> str:
        """An event took place by the date of observation, with its content."""
        state, date = self.name(f"{event}#state"), self.name(f"{event}#date")
        parts = [f"{state} = 'done'", f"({date} IS NULL OR {date} <= {AS_OF})"]
        return "(" + " AND ".join([*parts, *(self.name(f"{event}#holds.{h}") for h in holds)]) + ")"

    def happened_by(self, event: str, day: str) -> str:
        """An event took place by a day and by the date of observation; without a date by the latter."""
        state, date = self.name(f"{event}#state"), f"COALESCE({self.name(f'{event}#date')}, 0)"
        in_time = (
            f"CASE WHEN {self.name(f'{event}#date')} IS NULL AND {day} < {AS_OF} THEN NULL ELSE {date} <= {day} END"
        )
        return f"({state} = 'done' AND {date} <= {AS_OF} AND {in_time})"


def dwelling(w: Writer, table: str) -> str:
    """Labels, condition and damp on the date of observation."""
    damp = {c: w.name(f"damp_causes#has.{c}") for c in ("building", "use", "groundwater", "unclear")}
    expert = w.happened("damp_expert_judged", "independent", "cause")
    rules = [
        w.verdict("NPA-DUU-015", "(NOT is_monument AND NOT designated_for_demolition)", "(energy_label >= 3)", 3, "TRUE"),
        w.verdict("NPA-DUU-026", "correction_table_applied", "(CASE WHEN usable_floor_area <= 0 THEN TRUE END)"),
        w.verdict("NPA-LEE-009", damp["building"],
                  w.happened("damp_measures_taken", "at_the_cause", "solved_or_controlled"), 3),
        w.verdict("NPA-LEE-010", damp["groundwater"], w.happened("groundwater_solution_sought"), 3),
        w.verdict("NPA-LEE-011", damp["use"], w.happened("damp_help_offered", "unasked", "together")),
        w.verdict("NPA-LEE-013", damp["unclear"], expert, excused="(NOT damp_expert_arrangement_made)"),
        w.verdict("NPA-LEE-019", "TRUE", "(condition_score <= 4)", excused="has_renovation_or_demolition_plan"),
    ]  # fmt: skip
    return f"SELECT {', '.join(rules)} FROM {table}"


def rent_increase(w: Writer, table: str) -> str:
    """Rises within what may be asked, on all grounds; where a figure is open its least and greatest value."""

    def on(name: str, key: str = "", scale: int = 100) -> str:
        return w.dated(name, "effective_date", key, scale)

    first_limit = next(v for u, v in steps(w.ruleset, "social_rent_limit") if u >= 20240701)

    def above(kind: str) -> str:
        one, many = f"{kind}_one", f"{kind}_many"
        return (
            f"CASE WHEN household_income_iah > {many} THEN TRUE WHEN household_income_iah <= {one} THEN FALSE "
            f"WHEN household_size = 1 THEN household_income_iah > {one} ELSE "
            f"CASE WHEN household_size <> 1 THEN household_income_iah > {many} END END"
        )

    def raised(percent: str, unknown: int) -> str:
        return f"rent_before * (1000 + COALESCE({percent}, {unknown})) {w.div} 1000"

    income = {}
    for end, high, middle, unknown in (
        ("least", "high", "middle", 0),
        ("most", "(high IS NULL OR high)", "(middle IS NULL OR middle)", NO_LIMIT),
    ):
        income[end] = (
            f"CASE WHEN by_income AND {high} THEN rent_before + COALESCE(high_step, {unknown}) "
            f"WHEN by_income AND {middle} THEN rent_before + COALESCE(middle_step, {unknown}) ELSE rent_before END"
        )
    least = "CASE WHEN low_from IS NULL THEN rent_before ELSE rent_least END + COALESCE(extra, 0)"
    most = f"rent_most + COALESCE(extra, {NO_LIMIT})"

    def within(low: str, high: str) -> str:
        return f"CASE WHEN rent_after <= {low} THEN TRUE WHEN rent_after > {high} THEN FALSE END"

    def between(first: int, last: int, rest: str) -> str:
        return f"(effective_date >= {first} AND effective_date <= {last} AND {rest})"

    met = "(middle AND rent_after <= maximum_rent_by_points AND within_scheme)"
    rules = [
        w.verdict("STAT-MID-RENT-INCREASE", "(effective_date >= 20240701 AND ordinary AND mid)", "within_mid"),
        w.verdict("STAT-RENT-INCREASE", "(effective_date >= 20220101 AND regular)", "within_max"),
        w.verdict("NPA-BET-034", between(20250701, 20341231, "regular"), "within_max"),
        w.verdict("NPA-BET-035", between(20230101, 20250630, "regular"), "within_max"),
        w.verdict("NPA-BET-047", between(20250101, 20341231, "scheme"), met),
        w.verdict("NPA-BET-048", between(20220101, 20241231, "scheme"), met),
        w.verdict("NPA-BET-061", between(20220101, 20241231, "insulated"), "free"),
        w.verdict("NPA-BET-062", between(20250101, 20341231, "insulated"), "free"),
    ]
    return f"""
WITH figures AS (
  SELECT *,
    {on("max_individual_rent_increase_regulated", scale=10)} AS percent,
    {on("max_rent_increase_mid_rent", scale=10)} AS percent_mid,
    {on("low_rent_threshold")} AS low_from, {on("low_rent_max_increase")} AS low_step,
    {on("iah_max_increase_middle_income")} AS middle_step, {on("iah_max_increase_high_income")} AS high_step,
    {on("iah_middle_income_above", "single")} AS middle_one, {on("iah_middle_income_above", "multi")} AS middle_many,
    {on("iah_high_income_above", "single")} AS high_one, {on("iah_high_income_above", "multi")} AS high_many,
    {on("social_rent_limit")} AS social, (ground = 'income_dependent') AS by_income
  FROM {table}
), parts AS (
  SELECT *,
    {raised("percent", 0)} AS by_percent, {raised("percent", 10_000)} AS by_percent_most,
    {raised("percent_mid", 0)} AS mid_least, {raised("percent_mid", 10_000)} AS mid_most,
    CASE WHEN rent_before < low_from THEN rent_before + low_step WHEN low_from IS NOT NULL THEN rent_before END AS low_rent,
    {above("middle")} AS middle, {above("high")} AS high,
    CASE WHEN ground = 'home_improvement' THEN increase_for_improvement ELSE 0 END AS extra,
    (ground <> 'new_letting' AND COALESCE(regulated_contract, TRUE) AND COALESCE(self_contained, TRUE)) AS ordinary,
    COALESCE(mid_rent_contract, CASE WHEN effective_date >= 20220101 AND (effective_date < 20240701
      OR rent_before <= GREATEST(social, {first_limit})) THEN FALSE END) AS mid
  FROM figures
), ranges AS (
  SELECT *, {income["least"]} AS income_least, {income["most"]} AS income_most,
    CASE WHEN rent_before IS NOT NULL THEN GREATEST(by_percent, low_rent) END AS rent_least,
    CASE WHEN rent_before IS NOT NULL THEN
      GREATEST(by_percent_most, COALESCE(low_rent, rent_before + {NO_LIMIT})) END AS rent_most,
    (ordinary AND by_income AND NOT mid) AS scheme
  FROM parts
), tests AS (
  SELECT *,
    {within(f"GREATEST(income_least, {least})", f"GREATEST(income_most, {most})")} AS within_max,
    {within("GREATEST(income_least, rent_least)", "GREATEST(income_most, rent_most)")} AS within_scheme,
    {within("mid_least + COALESCE(extra, 0)", f"mid_most + COALESCE(extra, {NO_LIMIT})")} AS within_mid,
    (ordinary AND NOT mid) AS regular,
    (ground <> 'new_letting' AND insulation_measure AND sitting_tenant) AS insulated,
    (increase_for_insulation <= 0) AS free
  FROM ranges
)
SELECT {", ".join(rules)} FROM tests"""


def allocation(w: Writer, table: str) -> str:
    """The suitable and the income-target allocation; where size or AOW is open the least and greatest limit."""
    limit, date = "appropriate_allocation_income_limit", "allocation_date"
    keys = ("single", "single_aow", "multi", "multi_aow")
    figures = [f"{w.dated(limit, date, k)} AS {k}" for k in keys]
    figures += [f"{w.dated(limit, date, 'multi_aow', end=1)} AS multi_aow_most"]  # sources of 2025 differ
    figures += [f"{w.dated('daeb_income_limit', date, k)} AS daeb_{k}" for k in ("single", "multi")]
    figures += [f"{w.dated(f'capping_limit_{k}', date)} AS {k}" for k in ("low", "high")]
    figures += [f"(net_rent <= {w.dated('social_rent_limit', date)}) AS social"]
    figures += [f"{w.dated('npa_agreed_label_a_plus_rent_raise', date)} AS raised"]
    figures += ["COALESCE(household_group, 'regular') AS grouped", "household_has_aow AS aow", "household_size AS size"]

    def limits(of: str, last: str) -> str:
        return (
            f"CASE WHEN size = 1 AND NOT aow THEN single WHEN size = 1 AND aow THEN single_aow "
            f"WHEN size <> 1 AND NOT aow THEN multi WHEN size <> 1 AND aow THEN {last} "
            f"WHEN size <> 1 THEN {of}(multi, {last}) WHEN NOT aow THEN {of}(single, multi) "
            f"WHEN aow THEN {of}(single_aow, {last}) ELSE {of}(single, single_aow, multi, {last}) END"
        )

    low_2024, high_2024 = (
        next(v for u, v in steps(w.ruleset, f"capping_limit_{k}") if u >= 20240701) for k in ("low", "high")
    )
    cap_2024 = f"CASE WHEN size <= 2 THEN {low_2024} WHEN size > 2 THEN {high_2024} END"
    ahead = "(in_term AND NOT before_law AND suitable AND NOT within_cap AND a_plus AND within_raised AND booked_on_free_space)"
    aimed = "COALESCE(suitable AND a_plus, TRUE)"
    rules = [
        w.verdict("STAT-DAEB", f"({date} >= 20220101 AND social)", "daeb_group", excused="booked_on_daeb_free_space"),
        w.verdict("STAT-PT", f"({date} >= 20220101 AND suitable)", "within_cap", excused="booked_on_free_space"),
        f"CAST(CASE WHEN COALESCE(in_term, TRUE) AND before_law IS NULL AND {aimed} THEN 5 ELSE 4 END AS {w.byte}) "
        f"AS {w.name('NPA-BET-042')}",
        f"CAST(CASE WHEN {ahead} THEN 2 WHEN NOT {ahead} THEN 4 ELSE 5 END AS {w.byte}) AS {w.name('NPA-BET-059')}",
    ]
    return f"""
WITH figures AS (SELECT *, {", ".join(figures)} FROM {table}), parts AS (
  SELECT *,
    CASE WHEN household_income <= {limits("LEAST", "multi_aow")} THEN TRUE
      WHEN household_income > {limits("GREATEST", "multi_aow_most")} THEN FALSE END AS low_income,
    CASE WHEN size = 1 THEN household_income <= daeb_single WHEN size <> 1 THEN household_income <= daeb_multi
      WHEN household_income <= daeb_single THEN TRUE WHEN household_income > daeb_multi THEN FALSE END AS within_daeb,
    CASE WHEN size <= 2 THEN net_rent <= low WHEN size > 2 THEN net_rent <= high
      WHEN net_rent <= low THEN TRUE WHEN net_rent > high THEN FALSE END AS within_cap,
    CASE WHEN size IS NOT NULL THEN net_rent * ({cap_2024}) <= (CASE WHEN size <= 2 THEN low ELSE high END) * (({cap_2024}) + raised)
      WHEN net_rent * {high_2024} <= low * ({high_2024} + raised) THEN TRUE
      WHEN net_rent * {low_2024} > high * ({low_2024} + raised) THEN FALSE END AS within_raised,
    (COALESCE(self_contained, TRUE) AND (social OR {date} >= 20260101)) AS dwelling,
    (grouped = 'student' AND size <= 2) AS student, (aow AND COALESCE(household_wealth_above_limit, FALSE)) AS wealthy,
    ({date} >= 20250101 AND {date} <= 20341231) AS in_term,
    CASE WHEN {date} <= 20261231 THEN FALSE END AS before_law, (energy_label >= 7) AS a_plus
  FROM figures
), tests AS (
  SELECT *,
    CASE WHEN {date} IS NOT NULL THEN
      (low_income OR grouped = 'permit_holder' OR student) AND NOT wealthy AND dwelling END AS suitable,
    (low_income OR within_daeb OR grouped IN ('care', 'permit_holder') OR student) AS daeb_group
  FROM parts
)
SELECT {", ".join(rules)} FROM tests"""


def sale(w: Writer, table: str) -> str:
    """Sales by the local agreement, approved, offered first and with their condition disclosed."""
    none = w.name("agreed_sales_maximum#none")
    offered = (
        "((dwelling_let_at_offer AND occupant) OR (NOT dwelling_let_at_offer AND tenants) OR (occupant AND tenants))"
    )
    hopeful = f"({w.name('condition_disclosed#state')} <> 'dropped' AND agreement_date >= {AS_OF})"
    within = "(complex_may_be_sold AND number_kept AND sale_conditions_met)"
    disclosed = w.happened_by("condition_disclosed", "agreement_date")
    rules = [
        w.verdict("NPA-BES-172", "(in_term AND local_agreement_on_sale)", within, excused="sale_deviation_motivated"),
        w.verdict("NPA-BES-176", "(in_term AND third)", w.happened_by("aw_approval", "transfer_date")),
        w.verdict("NPA-BES-177", "(in_term AND third)", offered),
        w.verdict("NPA-BES-178", "(in_term AND agreement_date >= 20250101)", disclosed, pending=hopeful),
    ]
    return f"""
WITH tests AS (
  SELECT *, (transfer_date >= 20250101 AND transfer_date <= 20341231) AS in_term, (buyer_type = 'other') AS third,
    {w.happened_by("offer_to_sitting_tenant", "agreement_date")} AS occupant,
    {w.happened_by("offer_to_tenants_in_municipality", "agreement_date")} AS tenants,
    CASE WHEN {none} THEN TRUE WHEN agreed_sales_maximum = 0 THEN FALSE
      ELSE sales_up_to_this_one <= agreed_sales_maximum END AS number_kept
  FROM {table}
)
SELECT {", ".join(rules)} FROM tests"""


RULES: dict[str, Callable[[Writer, str], str]] = {
    "dwelling": dwelling, "rent_increase": rent_increase, "allocation": allocation, "sale": sale,
}  # fmt: skip
