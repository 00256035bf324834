"""Records: fields by position or name, defaults, equality, no change."""

from __future__ import annotations

import pytest

from npa_rules.model.record import OpenRecord, Record, built, fresh


class Point(Record):
    x: int
    y: int = 2
    names: dict[str, str] = fresh(default_factory=dict)


class Labelled(Point):
    label: str = ""


class Pair(Record):
    a: int
    b: int


class Basket(OpenRecord):
    items: list[int] = fresh(default_factory=list)


def test_fields_by_position_and_name():
    assert Point(1) == Point(x=1) == Point(1, 2) == Point(names={}, y=2, x=1)
    assert Point(1).names is not Point(1).names
    assert Labelled(1, label="a").but(y=5) == Labelled(1, 5, {}, "a")
    assert Labelled.__match_args__ == ("x", "y", "names", "label")
    assert built(Point, [1, 2, {}]) == Point(1)


@pytest.mark.parametrize("values, named", [((), {}), ((1, 2, {}, 4), {}), ((1,), {"z": 1}), ((1,), {"x": 2})])
def test_wrong_fields_are_refused(values, named):
    with pytest.raises(TypeError):
        Point(*values, **named)
    with pytest.raises(TypeError):
        Point(1).but(z=1)
    with pytest.raises(TypeError):
        Point(x=1, y=2, z=3)


def test_a_record_does_not_change_and_an_open_one_does():
    with pytest.raises(AttributeError):
        Point(1).x = 3
    basket = Basket()
    basket.items = [1]
    assert basket.items == [1]
    assert basket != Basket([1]), "an open record is equal only to itself"
    assert {Pair(1, 2): 1} == {Pair(1, 2): 1}
    assert Point(1, 2, {}) != Labelled(1, 2, {})
    with pytest.raises(AttributeError):
        Point(1).other = 1


def test_it_prints_its_fields_and_matches_by_them():
    match Point(1):
        case Point(x, y):
            assert (x, y) == (1, 2)
    assert repr(Point(1)) == "Point(x=1, y=2, names={})"
