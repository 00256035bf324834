"""The one line of arithmetic: it means what Python's fractions mean, and nothing else gets through."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from npa_rules.load.expression import ExpressionError, parse_expression
from npa_rules.model import tree

KNOWN = {"rent": Fraction(60001, 100), "persons": Fraction(3), "min": Fraction(7), "_x1": Fraction(-2)}


def half_up(value: Fraction, digits: int) -> Fraction:
    scale = 10**digits
    size = Fraction(math.floor(abs(value) * scale + Fraction(1, 2)), scale)
    return -size if value < 0 else size


FUNCTIONS: dict[str, Callable[..., Fraction]] = {
    "min": min,
    "max": max,
    "round_up": lambda x, n: Fraction(math.ceil(x * 10**n), 10**n),
    "round_down": lambda x, n: Fraction(math.floor(x * 10**n), 10**n),
    "round_half_up": half_up,
}
OPERATORS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
}


def evaluate(node: tree.Node) -> Fraction:
    """The value of a parsed expression."""
    match node:
        case tree.Literal("number", value):
            return Fraction(value)
        case tree.Value(name):
            return KNOWN[name]
        case tree.Arithmetic(operator, left, right):
            return OPERATORS[operator](evaluate(left), evaluate(right))
        case tree.Function(name, arguments):
            values = [evaluate(a) for a in arguments]
            return FUNCTIONS[name](values[0], int(values[1])) if name.startswith("round") else FUNCTIONS[name](*values)
    raise AssertionError(node)


def parse(text: str) -> tree.Node:
    return parse_expression(text, lambda name, _: tree.Value(name))


def python(text: str) -> Fraction:
    """What Python makes of the same text, with every figure a fraction."""
    exact = re.sub(r"(?<![\w.])[0-9]+(?:\.[0-9]+)?", lambda m: f"F('{m.group()}')", text)
    called = re.sub(r"\b(\w+)\s*\(", lambda m: m.group() if m.group(1) == "F" else f"f_{m.group(1)}(", exact)
    functions = {f"f_{n}": f for n, f in FUNCTIONS.items()}
    functions |= {f"f_{n}": lambda x, d, f=f: f(x, int(d)) for n, f in FUNCTIONS.items() if n.startswith("round")}
    return Fraction(eval(called.strip(), {"__builtins__": {}, "F": Fraction, **functions, **KNOWN}))


SPACE = st.sampled_from(["", " ", "  "])
ATOMS = st.sampled_from([*KNOWN, "0", "1", "2", "7", "0.5", "1.023", "999999999999999.999999"])


def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, SPACE, st.sampled_from("+-*/"), SPACE, inner).map("".join),
        st.tuples(st.just("("), SPACE, inner, SPACE, st.just(")")).map("".join),
        inner.map("-{}".format),
        st.tuples(st.sampled_from(["min", "max"]), SPACE, inner, inner).map(lambda t: f"{t[0]}{t[1]}({t[2]}, {t[3]})"),
        st.tuples(st.sampled_from(["round_up", "round_down", "round_half_up"]), inner, st.integers(0, 6)).map(
            lambda t: f"{t[0]}({t[1]},{t[2]})"
        ),
    )


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.recursive(ATOMS, larger, max_leaves=8).filter(lambda t: len(t) <= 400))
def test_means_what_fractions_mean(text):
    try:
        wanted = python(text)
    except ZeroDivisionError:
        with pytest.raises(ZeroDivisionError):
            evaluate(parse(text))
    else:
        assert evaluate(parse(text)) == wanted


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.text("0123456789._abe(),+-*/ '[]$é\n", max_size=12))
def test_any_text_is_read_or_refused_at_a_place_within_it(text):
    try:
        parse(text)
    except ExpressionError as error:
        assert 0 <= error.position <= len(text)
        assert error.token == "…" or text[error.position :].startswith(error.token)


WRONG = [
    ("", 0),
    ("1 +", 3),
    ("1 2", 2),
    ("1 +* 2", 3),
    ("(1", 2),
    ("1)", 1),
    ("rent ** 2", 6),
    ("1e3", 0),
    ("007", 0),
    ("1_000", 0),
    ("1,5", 1),
    ("rent % 2", 5),
    ("max(", 4),
    ("max()", 4),
    ("round_up(rent)", 0),
    ("round_up(rent, persons)", 0),
    ("round_up(rent, 7)", 0),
    ("system('x')", 6),
    ("rent.real", 4),
    ("rent[0]", 4),
    ("lambda: 1", 6),
    ("(" * 30 + "1" + ")" * 30, 21),
    ("-" * 30 + "1", 21),
    ("1" + "+1" * 200, 400),
]


@pytest.mark.parametrize(("text", "position"), WRONG)
def test_refused(text, position):
    with pytest.raises(ExpressionError) as raised:
        parse(text)
    assert raised.value.position == position
