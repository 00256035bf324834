"""VERA `Eenheid` in JSON: what is nested becomes columns, one dwelling a row.

Of the energy performances those that are final count; the label is of the one registered last, the heat demand of the
last of kind WAR. A value object's code counts, and its name where it has no code. Monuments: a list that is there and
holds none of RIJ, PRO and GEM says that the dwelling is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from npa_rules.readers.json_source import loads, told
from npa_rules.readers.raw import BROKEN, LINE, Raw

MONUMENTS = frozenset(["RIJ", "PRO", "GEM"])
COLUMNS = (
    "energieprestaties.label", "energieprestaties.registratiedatum", "energieprestaties.einddatum",
    "energieprestaties.warmtebehoefte", "energieprestaties.warmtebehoefte.einddatum", "monumenten.monument",
    "bestemming.sloop", "prijscomponenten.nettohuur",
)  # fmt: skip


def flat(raw: Raw) -> Raw:
    """The same rows with columns for what is nested, where the table is one of VERA dwellings."""
    if "energieprestaties" not in raw.names and "prijscomponenten" not in raw.names:
        return raw
    take, width = raw.take, len(raw.names)
    names = [n for n in ("energieprestaties", "monumenten", "bestemming", "prijscomponenten") if n in raw.names]
    places = {n: str(raw.names.index(n)) for n in names}

    def more(size: int) -> Iterator[pl.DataFrame]:
        for batch in take(size):
            held = {n: batch[p].to_list() for n, p in places.items()}
            rows = [facts({n: parsed(c[at]) for n, c in held.items()}) for at in range(batch.height)]
            extra = [
                pl.Series(str(width + n), [told(r.get(c)) for r in rows], dtype=pl.String)
                for n, c in enumerate(COLUMNS)
            ]
            cells = batch.drop(LINE, BROKEN).with_columns(extra)
            yield cells.with_columns(batch[LINE], batch[BROKEN])

    found = Raw(raw.kind, [*raw.names, *COLUMNS], more, warnings=raw.warnings)
    found.mark, found.settle = raw.mark, raw.settle
    return found


def parsed(cell: str | None) -> Any:
    """The JSON of a cell."""
    try:
        return loads(cell) if cell else None
    except (ValueError, RecursionError):
        return None


def code(value: Any) -> str:
    """The code of a value object, else its name."""
    if not isinstance(value, dict):
        return value if isinstance(value, str) else ""
    return str(value.get("code") or value.get("naam") or "")


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects of a list."""
    return [v for v in value if isinstance(v, dict)] if isinstance(value, list) else []


def facts(nested: dict[str, Any]) -> dict[str, Any]:
    """The columns of one dwelling."""
    found: dict[str, Any] = {}
    final = [e for e in objects(nested.get("energieprestaties")) if code(e.get("status")) in ("DEF", "")]
    labels = sorted((e for e in final if code(e.get("label"))), key=lambda e: str(e.get("registratiedatum") or ""))
    if labels:
        last = labels[-1]
        found["energieprestaties.label"] = code(last["label"])
        found["energieprestaties.registratiedatum"] = last.get("registratiedatum")
        found["energieprestaties.einddatum"] = last.get("einddatum")
    heat = sorted(
        (e for e in final if code(e.get("soort")) == "WAR"), key=lambda e: str(e.get("registratiedatum") or "")
    )
    if heat:
        found["energieprestaties.warmtebehoefte"] = heat[-1].get("waarde")
        found["energieprestaties.warmtebehoefte.einddatum"] = heat[-1].get("einddatum")
    if isinstance(nested.get("monumenten"), list):
        found["monumenten.monument"] = any(code(m) in MONUMENTS for m in nested["monumenten"])
    if code(nested.get("bestemming")):
        found["bestemming.sloop"] = code(nested["bestemming"]) == "SLO"
    rents = [
        p
        for p in objects(nested.get("prijscomponenten"))
        if (code(p.get("soort")) == "NET" or code(p.get("detailSoort")) == "KAL") and not p.get("einddatum")
    ]
    if len(rents) == 1:  # with more than one it is not certain which is the rent
        found["prijscomponenten.nettohuur"] = rents[0].get("bedrag")
    return found
