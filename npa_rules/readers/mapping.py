"""Which column is which fact: mapping files of users, known layouts and known words, all in one form of YAML.

A mapping file:

    format: 1
    subject: dwelling
    decimal: comma                       # comma | point, where the cells leave it open
    id: 'Eenheidscode'                   # the column with the row's own id
    columns:
      'Nettohuur': {fact: net_rent, values: {'0,01': unknown}}
      'Jaarhuur': {fact: net_rent, factor: '1/12'}       # the figure times this one
      'Datum advies': {fact: advice, part: date}         # a part of an event or a set of codes
    constants: {corporation: '12345678'}                 # the same for all rows
    ignore: ['Opmerking']

A layout (`layouts/*.yaml`) adds `layout`, `label`, `subjects`, `requires` (headers by which it is recognised), `unused`
(columns that no fact asks for) and `outside` (rows that are about something else).
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from npa_rules.errors import nearest
from npa_rules.load.fields import Fields, shown
from npa_rules.load.source import Node, Source, open_source
from npa_rules.load.yaml_source import parse_yaml
from npa_rules.model.record import Record, fresh
from npa_rules.model.words import Text

if TYPE_CHECKING:
    from npa_rules.model.dictionary import Subject

KEYS = ("format", "subject", "decimal", "id", "columns", "constants", "ignore")
LAYOUT_KEYS = (*KEYS, "layout", "label", "subjects", "requires", "unused", "outside")
FACTOR = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,9})?(?:/[1-9][0-9]{0,14})?\Z")


class Column(Record):
    """What a column is. `values` translates cells (to `unknown`, `none` or another value), `factor` multiplies figures;
    `until` names a column with the last day on which the cell counts."""

    fact: str
    part: str = ""
    factor: Fraction | None = None
    values: dict[str, str] = fresh(default_factory=dict)
    until: str = ""


class Outside(Record):
    """Rows that are about something else: those whose cell is one of `when`, or none of `unless`, or not `like`."""

    column: str
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    like: str = ""


class Mapping(Record):
    """A mapping file or a layout."""

    name: str = ""
    label: Text = fresh(default_factory=dict)
    subjects: tuple[str, ...] = ()
    mark: str = ""
    id: str = ""
    columns: dict[str, Column] = fresh(default_factory=dict)
    constants: dict[str, str] = fresh(default_factory=dict)
    ignore: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    outside: tuple[Outside, ...] = ()


class Words(Record):
    """Other names of facts, other spellings of codes, and names of the column with the id."""

    facts: dict[str, tuple[str, ...]]
    values: dict[str, dict[str, str]]
    ids: tuple[str, ...]


def read_mapping(path: Path, subject: Subject) -> Mapping:
    """A mapping file of a user; raises `InputError` with every finding."""
    source = open_source(str(path), private=False)
    root = parse_yaml(source)
    found = _mapping(source, root, KEYS)
    if found.subjects and subject.name not in found.subjects:
        source.report("E204", root.mapping["subject"], value=found.subjects[0], allowed=subject.name)
    columns = root.mapping.get("columns")
    for header, column in found.columns.items():
        if column.fact not in subject.facts and columns is not None:
            place, hint = columns.mapping[header], nearest(column.fact, subject.facts)
            source.report("E501", place, name=shown(column.fact), subject=subject.name, suggestion=hint)
    for name in found.constants:
        if name not in subject.facts:
            place, hint = root.mapping["constants"].keys[name], nearest(name, subject.facts)
            source.report("E501", place, name=shown(name), subject=subject.name, suggestion=hint)
    source.stop()
    return found


def _mapping(source: Source, root: Node, keys: tuple[str, ...]) -> Mapping:
    fields = Fields(source, root, keys)
    fields.version()
    subject = fields.text("subject")
    columns = fields.get("columns")
    constants = fields.get("constants")
    return Mapping(
        fields.text("layout"),
        fields.label("label", need=False),
        (subject,) if subject else fields.strings("subjects"),
        fields.choice("decimal", ("comma", "point")),
        fields.text("id"),
        {h: _column(source, n) for h, n in columns.mapping.items()} if columns is not None else {},
        {n: _text(v) for n, v in constants.mapping.items()} if constants is not None else {},
        fields.strings("ignore"),
        fields.strings("requires"),
        fields.strings("unused"),
        _outside(source, fields.get("outside")),
    )


def _column(source: Source, node: Node) -> Column:
    if isinstance(node.value, str):
        return Column(node.value)
    fields = Fields(source, node, ("fact", "part", "factor", "values", "until"))
    factor = fields.get("factor")
    times: Fraction | None = None
    if factor is not None:
        text = str(factor.value) if isinstance(factor.value, str | int) else ""
        if isinstance(factor.value, Fraction):
            times = factor.value
        elif FACTOR.match(text) and Fraction(text):
            times = Fraction(text)
        else:
            source.report("E107", factor)
    values = fields.get("values")
    told = {k: _text(v) for k, v in values.mapping.items()} if values is not None else {}
    return Column(fields.text("fact", need=True), fields.text("part"), times, told, fields.text("until"))


def _outside(source: Source, node: Node | None) -> tuple[Outside, ...]:
    found = []
    for child in node.sequence if node is not None else ():
        fields = Fields(source, child, ("column", "when", "unless", "like"))
        when, unless = fields.strings("when"), fields.strings("unless")
        found.append(Outside(fields.text("column", need=True), when, unless, fields.text("like")))
    return tuple(found)


def _text(node: Node) -> str:
    value = node.value
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def save_mapping(path: Path, subject: str, mapping: Mapping) -> None:
    """Write a mapping file that reads the same columns as the same facts."""
    path.write_text(written(subject, mapping), encoding="utf-8")


def written(subject: str, mapping: Mapping) -> str:
    """A mapping as YAML."""
    lines = ["format: 1", f"subject: {subject}"]
    lines += [f"decimal: {mapping.mark}"] if mapping.mark else []
    lines += [f"id: {quoted(mapping.id)}"] if mapping.id else []
    lines += ["columns:"] if mapping.columns else []
    for header, column in mapping.columns.items():
        inner = [f"fact: {column.fact}"]
        inner += [f"part: {quoted(column.part)}"] if column.part else []
        inner += [f"factor: {quoted(str(column.factor))}"] if column.factor is not None else []
        told = ", ".join(f"{quoted(k)}: {quoted(v)}" for k, v in column.values.items())
        inner += [f"values: {{{told}}}"] if told else []
        inner += [f"until: {quoted(column.until)}"] if column.until else []
        lines.append(f"  {quoted(header)}: {{{', '.join(inner)}}}")
    lines += ["constants:"] if mapping.constants else []
    lines += [f"  {n}: {quoted(v)}" for n, v in mapping.constants.items()]
    lines += [f"ignore: [{', '.join(quoted(i) for i in mapping.ignore)}]"] if mapping.ignore else []
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """A text between single quotes, as YAML wants it."""
    return "'" + text.replace("'", "''") + "'"


@cache
def layouts() -> tuple[Mapping, ...]:
    """The layouts that come with the program."""
    found = []
    for place in sorted(files("npa_rules.readers").joinpath("layouts").iterdir(), key=lambda p: p.name):
        if place.name.endswith(".yaml") and place.name != "words.yaml":
            source = Source(place.name, place.read_text("utf-8"), private=False)
            found.append(_mapping(source, parse_yaml(source), LAYOUT_KEYS))
            source.stop()
    return tuple(found)


@cache
def words() -> Words:
    """Other names and spellings that come with the program."""
    text = files("npa_rules.readers").joinpath("layouts", "words.yaml").read_text("utf-8")
    source = Source("words.yaml", text, private=False)
    fields = Fields(source, parse_yaml(source), ("format", "facts", "values", "ids"))
    fields.version()
    facts, values = fields.need("facts"), fields.need("values")
    names = {n: tuple(_text(v) for v in c.sequence) for n, c in facts.mapping.items()} if facts is not None else {}
    told = (
        {n: {k: _text(v) for k, v in c.mapping.items()} for n, c in values.mapping.items()}
        if values is not None
        else {}
    )
    found = Words(names, told, fields.strings("ids"))
    source.stop()
    return found
