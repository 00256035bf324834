"""One case through all its rules, beside the same rules in zen-engine.

    python benchmarks/case.py [REPEATS]

Full explanation (both values of every condition, what was presumed, which other reading would turn it) against zen's
decision graph with trace; verdicts only against zen's compiled expressions. The verdicts are compared first. Prints
medians and ratios; asserts nothing about time.
"""

from __future__ import annotations

import sys
from pathlib import Path

from timing import interleaved
from zen_peer import context, expressions, graph

from npa_rules.engines.program import Programs
from npa_rules.engines.quick import Quick
from npa_rules.facts.case_file import read_case
from npa_rules.judge import Judge
from npa_rules.load.ruleset import load_sources
from npa_rules.model.case import Item, Settings

ROOT = Path(__file__).resolve().parent.parent
AS_OF = 20261124


def main() -> None:
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 25
    ruleset = load_sources(ROOT).ruleset
    programs = Programs(ruleset)
    for name in ("toewijzing", "toewijzing-niet-passend", "huurverhoging"):
        (item,) = read_case(str(ROOT / "examples" / f"{name}.yaml"), ruleset).items
        compare(name, item, programs, repeats)


def compare(name: str, item: Item, programs: Programs, repeats: int) -> None:
    """One example: the same verdicts first, then both times."""
    ruleset, settings = programs.ruleset, Settings(as_of=AS_OF)
    quick = Quick(programs, settings)
    rules = [r.id for r in ruleset.judging(item.subject.name)]
    compiled, decision = expressions(ruleset, item.subject), graph(ruleset, item.subject)
    given = context(item.subject, item.facts)
    ours = [v for v, _ in quick.verdicts(item)]
    result = decision.evaluate(given)["result"]
    assert ours == [compiled[r].evaluate(given) for r in rules] == [result["r_" + r.replace("-", "_")] for r in rules]
    full = interleaved(
        repeats,
        20,
        ours=lambda: Judge(ruleset, [item], settings, programs).all(),
        zen=lambda: decision.evaluate(given, {"trace": True}),
    )
    short = interleaved(
        repeats, 200, ours=lambda: quick.verdicts(item), zen=lambda: [compiled[r].evaluate(given) for r in rules]
    )
    print(f"{name}, {len(rules)} rules: full explanation {full['ours'] * 1e6:.0f} us, zen graph with trace "
          f"{full['zen'] * 1e6:.0f} us: {full['zen'] / full['ours']:.2f} times as fast (asked: at least 1); "
          f"verdicts only {short['ours'] * 1e6:.1f} us, zen expressions {short['zen'] * 1e6:.1f} us: "
          f"{short['zen'] / short['ours']:.1f} times as fast (asked: at least 5)")  # fmt: skip


if __name__ == "__main__":
    main()
