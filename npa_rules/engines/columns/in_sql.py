"""Expressions and the steps of a sheet as SQL text, every operator in parentheses, in three dialects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from npa_rules.engines.columns.expression import BOOL, BYTE, LONG, TEXT, WIDE, Expr
from npa_rules.engines.columns.sheet import ROW, ROWS, Gathered, Gathering, Grouped, Lent, Level, Sheet, Step
from npa_rules.model.record import Record

POSITION = "#pos"  # the place of a member in its list


class Dialect(Record):
    """Where the engines differ."""

    name: str
    quote: str
    types: Mapping[str, str]
    divide: str  # two whole numbers, the first a multiple of the second
    divide_wide: str  # the same with 128 bits
    holds: str  # a list of texts and a text
    ends: Mapping[str, str]  # the first and last of a column in the order of another one
    materialized: str
    escape: Callable[[str], str]
    adapts: bool = False  # a bare number beside an eight-bit one is one too

    def named(self, column: str) -> str:
        """A quoted name."""
        q = self.quote
        return f"{q}{column.replace(q, q + q)}{q}"


def _doubled(text: str) -> str:
    return text.replace("'", "''")


def _backslashed(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")


DIALECTS = {
    "duckdb": Dialect(
        "duckdb",
        '"',
        {LONG: "BIGINT", WIDE: "HUGEINT", BYTE: "UTINYINT", TEXT: "VARCHAR", BOOL: "BOOLEAN"},
        "({0} // {1})",
        "({0} // {1})",
        "list_contains({0}, {1})",
        {"first": "arg_min({0}, {1})", "last": "arg_max({0}, {1})"},
        " MATERIALIZED",
        _doubled,
        adapts=True,
    ),
    "spark": Dialect(
        "spark",
        "`",
        {LONG: "BIGINT", WIDE: "DECIMAL(38, 0)", BYTE: "TINYINT", TEXT: "STRING", BOOL: "BOOLEAN"},
        "({0} DIV {1})",
        "({0} / {1})",
        "array_contains({0}, {1})",
        {"first": "min_by({0}, {1})", "last": "max_by({0}, {1})"},
        "",
        _backslashed,
    ),
    "postgres": Dialect(
        "postgres",
        '"',
        {LONG: "BIGINT", WIDE: "NUMERIC(38, 0)", BYTE: "SMALLINT", TEXT: "TEXT", BOOL: "BOOLEAN"},
        "div({0}, {1})",
        "div({0}, {1})",
        "({1} = ANY({0}))",
        {"first": "(array_agg({0} ORDER BY {1}))[1]", "last": "(array_agg({0} ORDER BY {1} DESC))[1]"},
        " MATERIALIZED",
        _doubled,
    ),
}
_INFIX = {"and": "AND", "eq": "=", "le": "<=", "add": "+", "sub": "-", "mul": "*"}
_TRUTHS = frozenset({"and", "not", "eq", "le", "given", "contains", "any"})


class Sql:
    """Prints expressions; `kinds` are the types of the columns of the table, those of the sheet are found."""

    def __init__(self, dialect: Dialect, sheet: Sheet, kinds: Mapping[str, str]) -> None:
        self.dialect, self.sheet = dialect, sheet
        self._kinds = dict(kinds)

    def name(self, column: str) -> str:
        """A quoted name."""
        return self.dialect.named(column)

    def kind(self, e: Expr) -> str:
        """The type of an expression."""
        if e.op in _TRUTHS:
            return BOOL
        match e.op:
            case "col":
                return self._column(e.value)
            case "lit":
                return BOOL if isinstance(e.value, bool) else TEXT
            case "no_text":
                return TEXT
            case "number":
                return LONG
            case "wide" | "wide_number":
                return WIDE
            case "code":
                return BYTE
            case "sum":
                return LONG
            case "if":
                return self.kind(e.args[1])
        return self.kind(e.args[0])

    def _column(self, name: str) -> str:
        if name not in self._kinds:
            if name in self.sheet.made:
                found = self.kind(self.sheet.made[name])
            elif name in self.sheet.gathered:
                found = self.kind(self.sheet.gathered[name].expression)
            else:  # of groups: their marks are truths, their keys and sums are numbers
                found = BOOL if name.endswith("#") else LONG
            self._kinds[name] = found
        return self._kinds[name]

    def text(self, value: str) -> str:
        """A quoted text."""
        return f"'{self.dialect.escape(value)}'"

    def typed(self, value: object, kind: str) -> str:
        """A value with a type of its own."""
        return f"CAST({value} AS {self.dialect.types[kind]})"

    def __call__(self, e: Expr) -> str:
        match e.op:
            case "col":
                return self.name(e.value)
            case "lit":
                return str(e.value).upper() if isinstance(e.value, bool) else self.text(e.value)
            case "number":
                return self.typed(e.value, LONG)
            case "wide_number":
                return self.typed(e.value, WIDE)
            case "code":
                return self.typed(e.value, BYTE)
            case "no_text":
                return self.typed("NULL", TEXT)
            case "wide":
                return self.typed(self(e.args[0]), WIDE)
            case "given":
                return f"({self(e.args[0])} IS NOT NULL)"
            case "filled":
                if isinstance(e.value, bool):
                    return f"({self(e.args[0])} IS {'NOT FALSE' if e.value else 'TRUE'})"
                return f"COALESCE({self(e.args[0])}, {e.value})"
            case "not" if e.args[0].op == "and":  # some of them do not hold
                return f"({' OR '.join(self(~p) for p in e.args[0].args)})"
            case "not":
                return f"(NOT {self(e.args[0])})"
            case "neg":
                return f"(- {self(e.args[0])})"
            case "if":
                return f"(CASE {self._choices(e)} END)"
            case "contains":
                return self.dialect.holds.format(self(e.args[0]), self.text(e.value))
            case "mod":
                return self._left(*map(self, e.args))
            case "floordiv":
                a, b = map(self, e.args)
                kind = self.kind(e.args[0])
                divide = self.dialect.divide_wide if kind == WIDE else self.dialect.divide
                return self.typed(divide.format(f"({a} - {self._left(a, b)})", b), kind)
            case "any":
                found = self(e.args[0])
                return f"(MAX(CASE WHEN {found} THEN 1 ELSE 0 END) = 1)"
            case "sum":
                return self.typed(f"SUM({self(e.args[0])})", LONG)
            case "first" | "last":
                return self.dialect.ends[e.op].format(self(e.args[0]), self.name(POSITION))
        if not all(a.op == "number" for a in e.args):  # a bare number is as wide as what it stands beside
            parts = [str(a.value) if a.op == "number" else self(a) for a in e.args]
        else:
            parts = [*map(self, e.args)]
        return f"({f' {_INFIX[e.op]} '.join(parts)})"

    def _choices(self, e: Expr) -> str:
        test, then, other = e.args
        rest = f"ELSE {self(other)}"
        if other.op == "if":
            rest = self._choices(other)
        elif other.op == "number" or (other.op == "code" and self.dialect.adapts):
            rest = f"ELSE {other.value}"  # as wide as the ones before it
        return f"WHEN {self(test)} THEN {self(then)} {rest}"

    @staticmethod
    def _left(a: str, b: str) -> str:
        """What is left after rounding down; engines differ for numbers below zero."""
        return f"((({a} % {b}) + {b}) % {b})"


class Query:
    """One statement: a chain of common table expressions, one a step."""

    def __init__(self, sql: Sql, tables: Mapping[str, str]) -> None:
        self.sql, self.parts = sql, list[tuple[str, str]]()
        self.homes = dict(tables)

    def _add(self, body: str) -> str:
        name = f"step_{len(self.parts) + 1}"
        self.parts.append((name, body))
        return name

    def enter(self, home: str, table: str) -> None:
        """The members of a list, marked as such."""
        self.homes[home] = self._add(f"SELECT *, TRUE AS {self.sql.name(f'{home}#')} FROM {table}")

    def run(self, steps: list[Step], keys: Iterable[str], outputs: Iterable[Expr]) -> None:
        """The steps of a sheet; each hands on no more than later ones, the keys and the outputs look at."""
        q = self.sql.name
        for step, left in zip(steps, handed(steps, keys, outputs), strict=True):
            match step:
                case Level(home, columns):
                    made = [*map(q, left), *(f"{self.sql(e)} AS {q(n)}" for n, e in columns.items())]
                    self.homes[home] = self._add(f"SELECT {', '.join(made)} FROM {self.homes[home]}")
                case Lent(home, names):
                    lent = [*(f"m.{q(n)}" for n in left), *(f"r.{q(n)}" for n in names)]
                    self.homes[home] = self._add(
                        f"SELECT {', '.join(lent)} FROM {self.homes[home]} m "
                        f"JOIN {self.homes[ROWS]} r ON (m.{q(ROW)} = r.{q(ROW)})"
                    )
                case Grouped():
                    self.homes[step.home] = self._add(self._grouped(step))
                case Gathering(home, gathered):
                    self.homes[ROWS] = self._add(self._gathering(home, gathered, left))

    def _grouped(self, step: Grouped) -> str:
        q, group = self.sql.name, step.group
        row, key, source = q(ROW), q(f"{step.home}.key"), q(group.key)
        sums = [f"{self.sql.typed(f'SUM({q(group.sums[n])})', LONG)} AS {q(n)}" for n in step.sums]
        inner = (
            f"SELECT {', '.join([row, f'{source} AS {key}', *sums])} FROM {self.homes[group.source]} "
            f"WHERE {q(group.where)} GROUP BY {row}, {source}"
        )
        window = f"OVER (PARTITION BY {row} ORDER BY {key} ROWS UNBOUNDED PRECEDING)"
        running = [f"{self.sql.typed(f'SUM({q(n)}) {window}', LONG)} AS {q(f'{n}~')}" for n in step.running]
        marks = [f"TRUE AS {q(f'{step.home}#')}", f"{key} AS {q(POSITION)}"]
        return f"SELECT {', '.join(['g.*', *running, *marks])} FROM ({inner}) g"

    def _gathering(self, home: str, gathered: Mapping[str, Gathered], left: Iterable[str]) -> str:
        q = self.sql.name
        made = ", ".join(f"{self.sql(g.expression)} AS {q(n)}" for n, g in gathered.items())

        def filled(name: str, default: bool | int) -> str:
            other = str(default).upper() if isinstance(default, bool) else self.sql.typed(default, LONG)
            return f"COALESCE(m.{q(name)}, {other}) AS {q(name)}"

        found = ", ".join([*(f"r.{q(n)}" for n in left), *(filled(n, g.default) for n, g in gathered.items())])
        return (
            f"SELECT {found} FROM {self.homes[ROWS]} r LEFT JOIN "
            f"(SELECT {q(ROW)}, {made} FROM {self.homes[home]} GROUP BY {q(ROW)}) m ON (r.{q(ROW)} = m.{q(ROW)})"
        )

    def select(self, keys: Mapping[str, str], outputs: Mapping[str, Expr]) -> str:
        """The whole statement: the key columns under their names and these outputs of every row."""
        q = self.sql.name
        columns = [
            *(f"{q(k)} AS {q(n)}" for n, k in keys.items()),
            *(f"{self.sql(e)} AS {q(n)}" for n, e in outputs.items()),
        ]
        chosen = ",\n  ".join(columns)
        final = f"SELECT\n  {chosen}\nFROM {self.homes[ROWS]}"
        if not self.parts:
            return final
        used = "\n".join([*(body for _, body in self.parts), final])
        chain = []
        for name, body in self.parts:
            twice = sum(part.startswith(name) and not part[len(name) :][:1].isdigit() for part in _mentions(used, name))
            chain.append(f"{name} AS{self.sql.dialect.materialized if twice > 1 else ''} (\n  {body}\n)")
        return "WITH " + ",\n".join(chain) + "\n" + final


def handed(steps: list[Step], keys: Iterable[str], outputs: Iterable[Expr]) -> list[tuple[str, ...]]:
    """For each step the columns of its home that were there before it and are looked at after it."""
    needed: dict[str, set[str]] = {ROWS: set(keys).union(*(e.roots for e in outputs))}
    found: list[tuple[str, ...]] = []
    for step in reversed(steps):
        left: set[str] = set()
        match step:
            case Level(home, columns):
                left = needed.setdefault(home, {ROW}) - columns.keys()
                needed[home] = left.union(*(e.roots for e in columns.values()))
            case Lent(home, names):
                left = needed.setdefault(home, {ROW}) - set(names)
                needed[home] = left
                needed[ROWS] |= {ROW, *names}
            case Grouped():
                used = {step.group.key, step.group.where, *(step.group.sums[n] for n in step.sums)}
                needed.setdefault(step.group.source, {ROW}).update(used)
            case Gathering(home, gathered):
                left = needed[ROWS].union((ROW,)) - gathered.keys()
                needed[ROWS] = left
                looked = {ROW}.union(*(g.expression.roots for g in gathered.values()))
                ordered = any(g.expression.op in ("first", "last") for g in gathered.values())
                needed.setdefault(home, {ROW}).update(looked | ({POSITION} if ordered else set()))
        found.append(tuple(sorted(left)))
    return found[::-1]


def _mentions(text: str, name: str) -> list[str]:
    """What follows each place where a step is named."""
    found, start = [], text.find(name)
    while start >= 0:
        found.append(text[start : start + len(name) + 1])
        start = text.find(name, start + 1)
    return found
