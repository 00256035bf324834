"""Errors as part of the product: a code, a place, an excerpt, a suggestion and a remedy, in Dutch and English.

Everything that can be wrong with a file or a command becomes a `Diagnostic`; a run collects all of them and raises one
`InputError`. The sentences live in `messages`, so that every code has both languages and a page (`npa explain E203`).
"""

from __future__ import annotations

from collections.abc import Iterable

LEVELS = {"nl": ("fout", "waarschuwing"), "en": ("error", "warning")}


class Diagnostic:
    """One finding about one place of one file.

    `code` is a key of `messages.CATALOGUE`; `values` fill the placeholders of its sentence. `excerpt` is the line of a
    rule file, or keys with `…` for a facts file (no message repeats a value of a facts file). `line` and `column` count
    from 1; 0 means that the place has none (a directory, an unreadable file).
    """

    __slots__ = ("code", "column", "excerpt", "file", "line", "suggestion", "values")

    def __init__(
        self,
        code: str,
        /,
        *,
        file: str = "",
        line: int = 0,
        column: int = 0,
        excerpt: str = "",
        suggestion: str = "",
        **values: object,
    ) -> None:
        self.code, self.file, self.line, self.column = code, file, line, column
        self.excerpt, self.suggestion, self.values = excerpt, suggestion, values

    @property
    def place(self) -> str:
        """`file:line:column`, as far as known."""
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}"

    def sentence(self, lang: str) -> str:
        """The one-line statement of what is wrong, in `nl` or `en`."""
        from npa_rules.messages import CATALOGUE, term

        told = {name: term(name, value, lang) for name, value in self.values.items()}
        return CATALOGUE[self.code].sentence[lang].format(**told)

    def render(self, lang: str) -> str:
        """The whole message as a good compiler prints it."""
        from npa_rules.messages import CATALOGUE, SUGGESTION

        word = LEVELS[lang][self.code.startswith("W")]
        lines = [f"{word}[{self.code}]: {self.sentence(lang)}"]
        if self.file:
            lines.append(f"  --> {self.place}")
        if self.excerpt:
            gutter = str(self.line)
            lines.append(f"{' ' * len(gutter)} |")
            lines.append(f"{gutter} | {self.excerpt}")
            if self.column <= len(self.excerpt):
                lines.append(f"{' ' * len(gutter)} | {' ' * max(self.column - 1, 0)}^")
        if self.suggestion:
            lines.append(f"  = {SUGGESTION[lang].format(self.suggestion)}")
        lines.append(f"  = {CATALOGUE[self.code].remedy[lang]}")
        return "\n".join(lines)

    def as_dict(self) -> dict[str, object]:
        """The finding as plain data, for `--format json`."""
        return {
            "code": self.code,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "sentence": {lang: self.sentence(lang) for lang in ("nl", "en")},
            "suggestion": self.suggestion or None,
        }

    def __repr__(self) -> str:
        return f"{self.code} {self.place} {self.values} {self.suggestion}".rstrip()


class InputError(Exception):
    """The input or the usage is wrong; carries every finding of the run (exit code 2)."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = list(diagnostics)
        super().__init__("; ".join(repr(d) for d in self.diagnostics[:5]))


class InternalError(Exception):
    """Two engines disagree, or a promise of the evaluator broke: never a verdict (exit code 4)."""


def nearest(name: str, candidates: Iterable[str]) -> str:
    """The candidate that `name` was probably meant to be, or an empty string."""
    from difflib import get_close_matches

    found = get_close_matches(name[:200], [str(c) for c in candidates], n=1, cutoff=0.7)
    return found[0] if found else ""
