"""The workbook: the summary, a sheet for each clause that is not met with its rows and their values, what words mean."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from npa_rules.audit.atomic import Atomic, trouble, workplace
from npa_rules.audit.batch import ID, LINE, MISSED, Batch, Judging, codes_of, meanings
from npa_rules.audit.cells import harmless, value
from npa_rules.audit.reads import reads
from npa_rules.audit.summary import Summary
from npa_rules.audit.told import Teller
from npa_rules.engines.columns.facts import parts
from npa_rules.model.record import OpenRecord
from npa_rules.model.rule import Rule
from npa_rules.model.words import VERDICTS

ROWS = 5_000  # of one sheet: what Excel opens at once and a reader still scrolls through
WIDTHS = (24, 10, 26, 20)
T = {
    "nl": {
        "summary": "Samenvatting",
        "words": "Uitleg",
        "head": ("Aanduiding", "Regel in bron", "Toetsregel", "Oordeel"),
        "left_out": (
            "Van de {all} rijen staan hier de eerste {shown}. De {rest} andere staan in de lange uitvoer (CSV of Parquet) "
            "en in de oordelentabel."
        ),
        "none": "Alle rijen die niet voldoen of achterblijven staan hieronder: {all}.",
        "terms": ("Woord", "Betekenis"),
    },
    "en": {
        "summary": "Summary",
        "words": "Explanation",
        "head": ("Identifier", "Line in source", "Rule", "Verdict"),
        "left_out": (
            "Of the {all} rows the first {shown} are here. The {rest} others are in the long export (CSV or Parquet) "
            "and in the verdict table."
        ),
        "none": "All rows that do not comply or fall short are below: {all}.",
        "terms": ("Word", "Meaning"),
    },
}


class Sheet(OpenRecord):
    """The rows of one clause so far: columns of facts, the rule and its code; `all` counts those left out too."""

    rules: list[Rule]
    facts: list[str]
    kept: list[pl.DataFrame]
    shown: int = 0
    all: int = 0


class Workbook:
    """A sink that writes `xlsx`. With `public` it holds no rows, and counts are masked."""

    def __init__(
        self, path: str | Path, plan: Judging, lang: str = "nl", *, rows: int = ROWS, public: bool = False
    ) -> None:
        self.plan, self.lang, self.most, self.public = plan, lang, rows, public
        self.teller = Teller(plan.ruleset, plan.subject, lang, public=public)
        self.sheets: dict[str, Sheet] = {}
        for rule in plan.ruleset.judging(plan.subject.name):
            if rule.id.startswith("~"):
                continue
            sheet = self.sheets.setdefault(rule.clauses[0], Sheet([], [], []))
            sheet.rules.append(rule)
            wanted = reads(plan.ruleset, rule).facts
            sheet.facts = [n for n in plan.subject.facts if n in wanted or n in sheet.facts]
        self.file = Atomic(path)

    def write(self, batch: Batch) -> None:
        """Keep the rows of clauses that are not met, up to the number that a sheet may have."""
        if self.public:
            return
        missed = batch.findings.filter(pl.col("code").is_in(codes_of(MISSED)))
        for sheet in self.sheets.values():
            mine = missed.filter(pl.col("rule").is_in([r.id for r in sheet.rules]))
            sheet.all += mine.height
            taken = mine.head(self.most - sheet.shown)
            if not taken.height:
                continue
            sheet.shown += taken.height
            columns = [p for n in sheet.facts for p in parts(self.plan.subject.facts[n]) if p in batch.rows.columns]
            rows = batch.rows.select(pl.col(ID).cast(pl.String), LINE, *columns)[taken["row"]]
            sheet.kept.append(rows.hstack(taken.select("rule", "code")))

    def close(self, summary: Summary) -> list[str]:
        """Write the workbook and put it in its place."""
        from xlsxwriter.exceptions import XlsxWriterException

        try:
            with workplace() as folder:
                self._write(summary, folder)
        except (OSError, XlsxWriterException) as error:
            self.file.drop()
            raise trouble(_cause(error), self.file.path) from None
        except BaseException:
            self.file.drop()
            raise
        return [self.file.commit()]

    def abort(self) -> None:
        """Leave nothing."""
        self.file.drop()

    # ---- the sheets ------------------------------------------------------------------------------------------------
    def _write(self, summary: Summary, folder: str) -> None:
        import xlsxwriter

        options = {"constant_memory": True, "tmpdir": folder, "strings_to_formulas": False, "strings_to_urls": False}
        book = xlsxwriter.Workbook(self.file.stream, options)
        forms = {"head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
                 "title": book.add_format({"bold": True, "font_size": 14}),
                 "wrap": book.add_format({"text_wrap": True, "valign": "top"})}  # fmt: skip
        self._summary(book, forms, summary)
        for clause, sheet in self.sheets.items():
            if sheet.all:
                self._rows(book, forms, clause, sheet)
        self._words(book, forms)
        book.close()

    def _summary(self, book: Any, forms: dict[str, Any], summary: Summary) -> None:
        sheet = book.add_worksheet(T[self.lang]["summary"])
        sheet.set_column(0, 0, 58)
        sheet.set_column(1, 20, 14)
        row = 0
        for table in self.teller.tables(summary):
            sheet.write_string(row, 0, harmless(table.title), forms["title"])
            row += 1
            for line in table.before:
                sheet.write_string(row, 0, harmless(line))
                row += 1
            for column, name in enumerate(table.head):
                sheet.write_string(row, column, harmless(name), forms["head"])
            row += 1
            for cells in table.rows:
                for column, cell in enumerate(cells):
                    put(sheet, row, column, cell)
                row += 1
            row += 1

    def _rows(self, book: Any, forms: dict[str, Any], clause: str, kept: Sheet) -> None:
        t, lang, subject = T[self.lang], self.lang, self.plan.subject
        sheet = book.add_worksheet(clause[:31])
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.set_column(len(WIDTHS), len(WIDTHS) + len(kept.facts), 18)
        sheet.write_string(0, 0, harmless(self.teller.clause(clause)), forms["title"])
        told = t["none"] if kept.shown == kept.all else t["left_out"]
        figures = {"all": kept.all, "shown": kept.shown, "rest": kept.all - kept.shown}
        sheet.write_string(1, 0, str(told).format(**{k: self.teller.count(n) for k, n in figures.items()}))
        head = [*t["head"], *(subject.facts[n].label[lang] for n in kept.facts)]
        for column, name in enumerate(head):
            sheet.write_string(3, column, harmless(name), forms["head"])
        sheet.freeze_panes(4, 1)
        pairs, number = meanings(), 4
        for frame in kept.kept:
            for row in frame.iter_rows(named=True):
                verdict = VERDICTS[pairs[row["code"]][0]][lang]
                facts = [value(subject.facts[n], row, self.plan.ruleset.scales, lang) for n in kept.facts]
                cells = [harmless(row[ID] or ""), row[LINE], row["rule"], verdict, *facts]
                for column, cell in enumerate(cells):
                    put(sheet, number, column, cell)
                number += 1
        sheet.autofilter(3, 0, max(number - 1, 3), len(head) - 1)

    def _words(self, book: Any, forms: dict[str, Any]) -> None:
        sheet = book.add_worksheet(T[self.lang]["words"])
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 1, 100)
        for column, name in enumerate(T[self.lang]["terms"]):
            sheet.write_string(0, column, str(name), forms["head"])
        for number, (name, told) in enumerate(self.teller.words(), 1):
            sheet.write_string(number, 0, harmless(name))
            sheet.write_string(number, 1, harmless(told), forms["wrap"])


def put(sheet: Any, row: int, column: int, cell: object) -> None:
    """A cell by its kind; a text is never a formula."""
    if isinstance(cell, str):
        sheet.write_string(row, column, harmless(cell))
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell)


def _cause(error: BaseException) -> BaseException:
    """The error of the system behind one of the library."""
    while not isinstance(error, OSError) and (error.__cause__ or error.__context__):
        error = error.__cause__ or error.__context__  # type: ignore[assignment]
    return error
