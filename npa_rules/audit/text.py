"""The summary for a terminal, at most 80 columns wide, and as Markdown."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from npa_rules.audit.circumstances import Cell, Table
from npa_rules.audit.public import FEW, HELD
from npa_rules.audit.summary import Summary
from npa_rules.audit.told import Teller
from npa_rules.report.markdown import escape

WIDTH = 80
FIGURE = 13  # columns of one figure


def text(teller: Teller, summary: Summary) -> str:
    """The summary as a note; a name that is long stands above its figures."""
    return text_of(teller, teller.tables(summary))


def text_of(teller: Teller, tables: Sequence[Table]) -> str:
    """Tables as a note."""
    lines: list[str] = []
    for table in tables:
        lines += ["", table.title, "=" * len(table.title)]
        for told in table.before:
            lines += textwrap.wrap(told, WIDTH, break_on_hyphens=False, break_long_words=False)
        lines += [*([""] if table.before else []), *_rows(teller, table)]
    return "\n".join(lines).lstrip("\n") + "\n"


def _rows(teller: Teller, table: Table) -> list[str]:
    """Texts of a row in one paragraph, its figures below in columns."""
    figures = [n for n in range(len(table.head)) if any(isinstance(r[n], int) or _mark(r[n]) for r in table.rows)]
    texts = [n for n in range(len(table.head)) if n not in figures]
    found, said = [], False
    for row in table.rows:
        name = "; ".join(str(row[n]) for n in texts if row[n] != "")
        found += textwrap.wrap(name, WIDTH, subsequent_indent="  ", break_on_hyphens=False, break_long_words=False)
        if not figures:
            continue
        heads = [table.head[n] for n in figures]
        if max(map(len, heads)) < FIGURE and len(figures) <= 6:
            if not said:
                found.insert(0, "  " + "".join(f"{h:>{FIGURE}}" for h in heads))
                said = True
            found.append("  " + "".join(f"{_shown(teller, row[n]):>{FIGURE}}" for n in figures))
        else:
            shown = [n for n in figures if row[n] != 0] or figures
            told = "; ".join(f"{table.head[n]}: {_shown(teller, row[n])}" for n in shown)
            found += textwrap.wrap(told, WIDTH, initial_indent="    ", subsequent_indent="      ")
    return found


def _mark(cell: Cell) -> bool:
    return cell in (FEW, HELD)


def _shown(teller: Teller, cell: Cell) -> str:
    return teller.count(cell)


def markdown(teller: Teller, summary: Summary) -> str:
    """The summary as Markdown."""
    title = teller.title(summary)
    return f"# {escape(title)}\n" + markdown_of(teller, teller.tables(summary), title)


def markdown_of(teller: Teller, tables: Sequence[Table], title: str = "") -> str:
    """Tables as Markdown; a first line that is the title of the whole is not said again."""
    lines: list[str] = []
    for table in tables:
        lines += ["", f"## {escape(table.title)}", ""]
        for told in table.before[1 if table.before[:1] == (title,) else 0 :]:
            lines += [escape(told), ""]
        if table.rows:
            figures = [all(isinstance(r[n], int) or _mark(r[n]) for r in table.rows) for n in range(len(table.head))]
            lines.append("| " + " | ".join(map(escape, table.head)) + " |")
            lines.append("|" + "|".join("---:" if f else "---" for f in figures) + "|")
            for row in table.rows:
                cells = [escape(c) if isinstance(c, str) else teller.count(c) for c in row]
                lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"
