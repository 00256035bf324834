"""One pass over a table: judge a batch, hand it to the sinks, count it, forget it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import polars as pl

from npa_rules.audit.basis import Basis, plain
from npa_rules.audit.batch import ID, LINE, REPORTED, Batch, Judging, Sink, codes_of
from npa_rules.audit.missing import Answer, Explainer
from npa_rules.audit.near import Limit
from npa_rules.audit.overruled import Marks
from npa_rules.audit.summary import Counting, Summary

Progress = Callable[[int], None]  # the rows so far
FINDINGS = {"row": pl.Int64(), "rule": pl.String(), "code": pl.UInt8(), "missing": pl.List(pl.String()),
            "overrides": pl.List(pl.String())}  # fmt: skip


def run(
    plan: Judging,
    batches: Iterable[pl.DataFrame],
    sinks: Sequence[Sink] = (),
    progress: Progress | None = None,
    *,
    limits: Sequence[Limit] = (),
    unmeasured: Sequence[Limit] = (),
    explain_rows: int | None = None,
    on_codes: Callable[[pl.DataFrame, pl.DataFrame], None] | None = None,
    basis: Basis | None = None,
) -> Summary:
    """Judge every row and give the figures; the files of the sinks stand in their place when this returns.

    `limits` and `unmeasured` are those of `near.fitted`, whose plan this must then be. `explain_rows` open pairs of row and
    rule at most are asked what is missing (None: all). `on_codes` sees rows with all codes, those of added rules too.
    Of the `basis`, `dates` takes the verdicts of rows away that no edition covers (they are null), and `overruled` marks
    those that departures touch. Whatever goes wrong, no sink leaves a file.
    """
    ids = {r.id for r in plan.ruleset.judging(plan.subject.name)}
    added = {i.probe for i in limits} | {r for r in ids if r.startswith("~")}
    basis = basis or plain(plan)
    counting, explainer = (
        Counting(plan, list(limits), tuple({i.rule for i in unmeasured}), basis),
        Explainer(plan, explain_rows),
    )
    try:
        for rows in batches:
            named = identified(rows, counting.rows)
            codes = plan.judge(named)
            codes = dateless(named, codes, basis)
            if on_codes is not None:
                on_codes(named, codes)
            own = codes.select(c for c in codes.columns if c not in added)
            marks = basis.overruled.look(named, own) if basis.overruled is not None else {}
            batch = Batch(named, own, findings(named, own, explainer, marks))
            for sink in sinks:
                sink.write(batch)
            counting.add(batch, codes)
            if progress is not None:
                progress(counting.rows)
        summary = counting.summary(explainer.answered, explainer.left_out)
    except BaseException:
        abort(sinks)
        raise
    for number, sink in enumerate(sinks):
        try:
            sink.close(summary)
        except BaseException:
            abort(sinks[number:])
            raise
    return summary


def abort(sinks: Sequence[Sink]) -> None:
    """Leave nothing behind, whatever a sink says about it."""
    for sink in sinks:
        sink.abort()


def identified(rows: pl.DataFrame, before: int) -> pl.DataFrame:
    """The rows with an id and a line, also where the source has none."""
    line = pl.int_range(before + 1, before + 1 + rows.height, dtype=pl.Int64, eager=True).alias(LINE)
    found = rows if LINE in rows.columns else rows.with_columns(line)
    return found if ID in rows.columns else found.with_columns(pl.col(LINE).cast(pl.String).alias(ID))


def dateless(rows: pl.DataFrame, codes: pl.DataFrame, basis: Basis) -> pl.DataFrame:
    """The codes, null in rows whose date no edition covers."""
    mask = basis.dates.look(rows) if basis.dates is not None and rows.height else None
    if mask is None or not mask.any():
        return codes
    return codes.with_columns(pl.when(~mask).then(pl.all()))


def findings(rows: pl.DataFrame, codes: pl.DataFrame, explainer: Explainer, marks: Marks) -> pl.DataFrame:
    """The pairs of row and rule that are reported, in the order of the rows, with what is missing for the open ones."""
    reported, open_ = codes_of(REPORTED), codes_of(("undetermined",))
    numbers = {rule: codes[rule].is_in(reported).arg_true() for rule in codes.columns}
    numbers = {rule: found for rule, found in numbers.items() if len(found)}
    asked = {r: n.filter(codes[r].gather(n).is_in(open_)).to_list() for r, n in numbers.items()}
    answers = explainer.answers(rows, asked)
    parts = []
    for rule, found in numbers.items():
        told = dict(zip(asked[rule], answers[rule], strict=True))
        missing: list[Answer | None] = [told.get(n, ()) for n in found.to_list()]
        frame = pl.DataFrame({"row": found.cast(pl.Int64), "code": codes[rule].gather(found)})
        parts.append(frame.with_columns(
            pl.lit(rule).alias("rule"), pl.Series("missing", missing, dtype=FINDINGS["missing"]),
            overrides=touching(found, marks.get(rule, [])),
        ).select([*FINDINGS]))  # fmt: skip
    return pl.concat(parts).sort("row", maintain_order=True) if parts else pl.DataFrame(schema=FINDINGS)


def touching(found: pl.Series, marks: Sequence[tuple[str, pl.Series]]) -> pl.Expr:
    """The departures that may touch the verdict of a rule in each of these rows; null where there are none for the rule."""
    if not marks:
        return pl.lit(None, FINDINGS["overrides"])
    named = [pl.when(mask.gather(found)).then(pl.lit(name)) for name, mask in marks]
    return pl.concat_list(named).list.drop_nulls()
