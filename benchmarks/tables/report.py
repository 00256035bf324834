"""results.json, and the page (results.md) and the plot (results.svg) that are made of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results.json"


def load() -> dict[str, Any]:
    """The figures so far, a part each with its machine."""
    found: dict[str, Any] = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    return found


def add(name: str, found: Any, rows: int, machine: dict[str, Any]) -> None:
    """The figures of one part."""
    all_ = load() | {name: {"rows": rows, "machine": machine, "found": rounded(found)}}
    RESULTS.write_text(json.dumps(all_, indent=1, sort_keys=True) + "\n", "utf-8")


def rounded(found: Any) -> Any:
    """Figures to four places that count."""
    if isinstance(found, dict):
        return {str(k): rounded(v) for k, v in found.items()}
    return float(f"{found:.4g}") if isinstance(found, float) else found


Line = tuple[str, str, str, str]  # what, wanted, found, whether it is met


def met(test: bool) -> str:
    """In a word."""
    return "yes" if test else "NO"


def lines(all_: dict[str, Any]) -> list[Line]:
    """What was wanted and what was found, a line each; ratios by the clock and by processor time."""
    found = {name: part["found"] for name, part in all_.items()}
    told: list[Line] = []

    def ratio(what: str, wanted: float, r: dict[str, float]) -> None:
        best = f"{r['wall']:.2f} by the clock, {r['cpu']:.2f} by processor time"
        told.append((what, f"at least {wanted:g}", best, met(r["wall"] >= wanted)))

    def least(what: str, wanted: float, listed: list[dict[str, float]]) -> None:
        clock, cpu = min(r["wall"] for r in listed), min(r["cpu"] for r in listed)
        told.append(
            (
                what,
                f"at least {wanted:g}",
                f"{clock:.1f} by the clock, {cpu:.1f} by processor time",
                met(clock >= wanted),
            )
        )

    for engine, peer in (("polars", "Polars"), ("duckdb", "SQL on DuckDB")):
        for how, title in (("written", "wide table written"), ("counted", "counts")):
            if engine in found:
                ratio(
                    f"23 rules, speed beside hand-written {peer}: {title}", 0.8, found[engine]["together"][how]["ratio"]
                )
                known = found[engine]["together"][how].get("ratio_profile_known")
                if known:
                    ratio(f"… {title}, the profile of the table known before", 0.8, known)
    if "synthetic" in found:
        for engine in ("polars", "duckdb"):
            ratio(
                f"150 synthetic rules, speed beside the same by hand, written: {engine}",
                0.8,
                found["synthetic"][engine]["ratio"],
            )
        seconds = found["synthetic"]["polars"]["ours"]["wall"]
        rows = found["synthetic"]["rows"]
        told.append(
            (
                f"{rows:,} rows x 150 synthetic rules, wide table written",
                "under 20 s",
                f"{seconds:.1f} s",
                met(seconds < 20),
            )
        )
    if "planning" in found:
        seconds = found["planning"]["printed_and_first_row"]["wall"]
        told.append(
            (
                "150 rules printed and planned (Polars, with the first row)",
                "under 0.2 s",
                f"{seconds:.3f} s",
                met(seconds < 0.2),
            )
        )
        both = found["planning"]["statement"]["wall"] + found["planning"]["duckdb_plans_ours"]["wall"]
        told.append(("150 rules printed as SQL and planned by DuckDB", "under 0.2 s", f"{both:.3f} s", met(both < 0.2)))
    if "memory" in found:
        for kind, title in (("real", "8 rules on rent increases"), ("synthetic", "150 synthetic rules")):
            sizes = sorted(found["memory"][kind], key=int)
            small, large = (found["memory"][kind][s]["peak_mib"] for s in (sizes[0], sizes[-1]))
            told.append(
                (
                    f"peak memory, {title}, {int(sizes[0]):,} rows",
                    "under 1,024 MiB",
                    f"{small:,.0f} MiB",
                    met(small < 1024),
                )
            )
            told.append(
                (
                    f"… {int(sizes[-1]):,} rows beside that",
                    "at most 1.3 times",
                    f"{large:,.0f} MiB, {large / small:.2f} times",
                    met(large <= 1.3 * small),
                )
            )
    if "by_rows" in found:
        one, two, four = (found["by_rows"][f"{n}x"]["cpu"] for n in (1, 2, 4))
        told.append(
            (
                f"processor time for 1, 2, 4 times {found['by_rows']['unit']:,} rows",
                "linear: at most 2, 4",
                f"1, {two / one:.2f}, {four / one:.2f}",
                met(two / one <= 2.1 and four / one <= 4.2),
            )
        )
    if "by_rules" in found:
        one, two, four = (found["by_rules"][f"{n} rules"]["cpu"] for n in (75, 150, 300))
        told.append(
            (
                f"processor time for 75, 150, 300 rules on {found['by_rules']['rows']:,} rows",
                "less than 2, 4",
                f"1, {two / one:.2f}, {four / one:.2f}",
                met(two / one < 2 and four / one < 4),
            )
        )
    if "openfisca" in found:
        for how in ("written", "counted"):
            least(
                f"speed beside OpenFisca-core, 11 rules, {how} (the lesser of two subjects)",
                3,
                list(found["openfisca"]["ratio"][how].values()),
            )
    if "by_row" in found:
        for name, title, wanted in (
            ("zen_expressions", "zen-engine, compiled expressions", 100),
            ("zen_graph", "zen-engine, decision graph", 100),
            ("cel", "CEL in C++", 1),
        ):
            least(
                f"speed beside {title}, 11 rules, counts (100,000 rows of the peer; the lesser of two subjects)",
                wanted,
                [found["by_row"][s][name]["ratio"] for s in found["by_row"]],
            )
    if "pandera" in found:
        least(
            f"speed beside pandera, 23 rules, met or not only, {found['pandera']['rows']:,} rows (the least of four subjects)",
            1,
            [v["ratio"] for v in found["pandera"].values() if isinstance(v, dict)],
        )
    if "one_record" in found:
        least(
            "one record, verdicts only, beside zen-engine's compiled expressions (the least of three)",
            20,
            [v["ratio"] for v in found["one_record"].values()],
        )
    if "spark" in found:
        times = 1 / found["spark"]["ratio"]
        told.append(
            (
                f"Spark with two workers beside hand-written Spark SQL, {found['spark']['rows']:,} rows",
                "at most 1.2 times as long",
                f"{times:.2f} times",
                met(times <= 1.2),
            )
        )
    return told


def page(all_: dict[str, Any]) -> str:
    """results.md."""
    machine = next(iter(all_.values()))["machine"]
    versions = ", ".join(f"{n} {v}" for n, v in machine["versions"].items() if v)
    loads = sorted({part["machine"]["load"][0] for part in all_.values()})
    checked = all_["checked"]["found"] if "checked" in all_ else {}
    compared = ", ".join(f"{s} {n:,}" for s, n in checked.items()) or "not in this run"
    head = f"""# The table engine beside hand-written code and peers

Written by `python -m benchmarks.tables`; medians of runs in turns on one machine: {machine["processors"]} processors, Python
{machine["python"]}, {versions}; {machine["on"]}.
Parts were measured one after another, each with the load of the machine at its end in results.json ({loads[0]} to
{loads[-1]}, this program's own). A figure is met by the clock; the ratio of processor time beside it leaves out how well
each uses the second processor.

The 23 rules are all that judge dwellings, rent increases, allocations and sales. By hand they give a verdict; ours give
a verdict and its reason. Verdicts were compared cell for cell ({compared}) before anything was
timed, unknowns included. OpenFisca, zen-engine and CEL have no ranges: they have the 11 rules on dwellings and sales,
with a second truth or array for what is known. pandera says met or not. The 150 synthetic rules are invented.
How often a field is open in the generated tables is assumed (`facts.py`); how real tables leave it open is not published.

| | wanted | found | met |
|---|---|---|---|
"""
    return head + "".join(f"| {' | '.join(line)} |\n" for line in lines(all_)) + "\n![Figures](results.svg)\n"


def plot(all_: dict[str, Any], path: Path) -> None:
    """Seconds against rows and rules, memory against rows, and ratios."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "npa-rules"
    from matplotlib import pyplot

    found = {name: part["found"] for name, part in all_.items()}
    figure, axes = pyplot.subplots(1, 4, figsize=(16, 3.6))
    if "by_rows" in found:
        unit = found["by_rows"]["unit"]
        axes[0].plot([unit / 1e6 * n for n in (1, 2, 4)], [found["by_rows"][f"{n}x"]["cpu"] for n in (1, 2, 4)], "o-")
        axes[0].set(title="150 synthetic rules", xlabel="million rows", ylabel="processor seconds", xlim=0, ylim=0)
    if "by_rules" in found:
        counts = (75, 150, 300)
        axes[1].plot(counts, [found["by_rules"][f"{n} rules"]["cpu"] for n in counts], "o-")
        axes[1].set(
            title=f"{found['by_rules']['rows']:,} rows", xlabel="rules", ylabel="processor seconds", xlim=0, ylim=0
        )
    if "memory" in found:
        for kind, title in (("real", "8 rent rules"), ("synthetic", "150 synthetic rules")):
            sizes = sorted(found["memory"][kind], key=int)
            peaks = [found["memory"][kind][s]["peak_mib"] for s in sizes]
            axes[2].plot([int(s) / 1e6 for s in sizes], peaks, "o-", label=title)
        axes[2].set(title="peak memory", xlabel="million rows", ylabel="MiB", xlim=0, ylim=0)
        axes[2].legend()
    bars = {
        f"{engine}, {how}": found[engine]["together"][how]["ratio"]["cpu"]
        for engine in ("polars", "duckdb") if engine in found for how in ("written", "counted")
    }  # fmt: skip
    axes[3].barh(list(bars), list(bars.values()))
    axes[3].axvline(0.8, color="black", linewidth=0.8)
    axes[3].set(title="beside hand-written (wanted 0.8)", xlabel="ratio of processor time", xlim=0)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def write() -> None:
    """The page, and the plot where matplotlib is installed."""
    all_ = load()
    (HERE / "results.md").write_text(page(all_), "utf-8")
    try:
        plot(all_, HERE / "results.svg")
    except ModuleNotFoundError:
        print("no plot: matplotlib is not installed")
