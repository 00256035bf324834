"""Immutable records with named fields, as cheap to define as a start of 50 ms needs.

The standard library's data classes generate and compile code for each class: some 35 ms for ours, before a single fact
is read. A `Record` does with one `__init__` for all, and type checkers see it as a frozen data class.
"""

from __future__ import annotations

from collections.abc import Callable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Self, dataclass_transform
else:

    def dataclass_transform(**_):
        return lambda found: found


class Fresh:
    """A default that is made anew for each record."""

    __slots__ = ("make",)

    def __init__(self, make: Callable[[], object]) -> None:
        self.make = make


def fresh(*, default_factory: Callable[[], Any]) -> Any:
    """The default of a field that holds a dict, list or set."""
    return Fresh(default_factory)


class _Maker(type):
    """Turns the annotations of a class into slots, and the values beside them into defaults."""

    def __new__(mcs, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> Any:
        own = tuple(n for n in space.get("__annotations__", ()))
        defaults = {n: space.pop(n) for n in own if n in space}
        inherited = next((b for b in bases if isinstance(b, _Maker)), None)
        before: tuple[str, ...] = getattr(inherited, "__match_args__", ())
        space["__slots__"] = tuple(n for n in own if n not in before)
        space["__match_args__"] = (*(n for n in before if n not in own), *own)
        made: Any = super().__new__(mcs, name, bases, space)
        made._defaults = {**getattr(inherited, "_defaults", {}), **defaults}
        made._setters = tuple(getattr(made, n).__set__ for n in made.__match_args__)
        return made


@dataclass_transform(frozen_default=True, field_specifiers=(fresh,))
class _Frozen(_Maker):
    """The metaclass of records that never change."""


@dataclass_transform(field_specifiers=(fresh,))
class _Open(_Maker):
    """The metaclass of records that are filled step by step."""


class _Base:
    """What all records do: take their fields by position or name, compare and print by them."""

    __slots__ = ()
    __match_args__: tuple[str, ...] = ()
    if TYPE_CHECKING:
        _defaults: dict[str, Any]
        _setters: tuple[Any, ...]
    else:
        _defaults = {}
        _setters = ()

    def __init__(self, *values: Any, **named: Any) -> None:
        setters = self._setters
        if len(named) == len(setters):  # every field by its name
            try:
                values = tuple(map(named.__getitem__, self.__match_args__))
            except KeyError as missing:
                raise TypeError(f"{type(self).__name__} needs {missing}") from None
        elif len(values) < len(setters):
            values = (*values, *self._rest(len(values), named))
        elif named or len(values) > len(setters):
            raise TypeError(f"{type(self).__name__}: {len(values)} values, {sorted(named)}")
        for put, value in zip(setters, values, strict=True):
            put(self, value)

    def _rest(self, given: int, named: dict[str, Any]) -> list[Any]:
        """The values of the fields after those given by position."""
        found = []
        for name in self.__match_args__[given:]:
            if name in named:
                found.append(named.pop(name))
            elif name in self._defaults:
                default = self._defaults[name]
                found.append(default.make() if isinstance(default, Fresh) else default)
            else:
                raise TypeError(f"{type(self).__name__} needs {name}")
        if named:
            raise TypeError(f"{type(self).__name__} has no {', '.join(named)}")
        return found

    def _values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, n) for n in self.__match_args__)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self), self._values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{n}={getattr(self, n)!r}' for n in self.__match_args__)})"

    def but(self, **changed: Any) -> Self:
        """The same record with some fields changed."""
        return type(self)(
            **{n: changed.pop(n) if n in changed else getattr(self, n) for n in self.__match_args__}, **changed
        )


class Record(_Base, metaclass=_Frozen):
    """A record that never changes; equal records are interchangeable, in a dict too."""

    __slots__ = ()

    if not TYPE_CHECKING:

        def __setattr__(self, name, value):
            raise AttributeError(f"{type(self).__name__} does not change")


class OpenRecord(_Base, metaclass=_Open):
    """A record that is filled step by step; equal only to itself."""

    __slots__ = ()

    if not TYPE_CHECKING:
        __eq__ = object.__eq__
        __hash__ = object.__hash__


def built(kind: Any, values: list[Any]) -> Any:
    """A record of a class from all its values in order, without the checks of its `__init__`: for data we wrote."""
    found = object.__new__(kind)
    for put, value in zip(kind._setters, values, strict=True):
        put(found, value)
    return found
