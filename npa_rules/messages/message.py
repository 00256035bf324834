"""The form of one message: what is wrong, how to repair it, and a page for `npa explain CODE`."""

from __future__ import annotations

from npa_rules.model.record import Record
from npa_rules.model.words import Text


class Message(Record):
    """One code of the catalogue, each text in `nl` and `en`.

    `sentence` is one line, filled by `str.format` with the values of a diagnostic: names, codes of rule files and
    limits, never a value of a facts file. `remedy` and `page` are printed as they are.
    """

    slug: str
    sentence: Text
    remedy: Text
    page: Text
