"""The catalogue of errors (E…) and warnings (W…), in Dutch and English: one module per hundred codes.

A code keeps its meaning; a new one takes the next free number of its hundred. `errors.Diagnostic` prints a sentence and
a remedy, `npa explain CODE` the page.
"""

from __future__ import annotations

from npa_rules.messages.e1_file import FILE
from npa_rules.messages.e2_shape import SHAPE
from npa_rules.messages.e3_name import NAME
from npa_rules.messages.e4_meaning import MEANING
from npa_rules.messages.e5_fact import FACT
from npa_rules.messages.e6_series import SERIES
from npa_rules.messages.e7_command import COMMAND
from npa_rules.messages.e8_table import TABLE
from npa_rules.messages.e9_source import SOURCE
from npa_rules.messages.e83_audit import E83
from npa_rules.messages.e92_version import VERSION
from npa_rules.messages.e94_receipt import RECEIPT
from npa_rules.messages.e96_impact import E96
from npa_rules.messages.e97_edition import EDITION
from npa_rules.messages.e97_report import E97
from npa_rules.messages.e965_summary import SUMMARY
from npa_rules.messages.message import Message
from npa_rules.messages.terms import term
from npa_rules.messages.w1_columns import COLUMNS
from npa_rules.messages.w1_lint import LINT
from npa_rules.messages.w81_rows import ROWS

__all__ = ["CATALOGUE", "SUGGESTION", "Message", "term"]

SUGGESTION = {"nl": "bedoelt u '{}'?", "en": "did you mean '{}'?"}

CATALOGUE: dict[str, Message] = {
    **FILE,
    **SHAPE,
    **NAME,
    **MEANING,
    **FACT,
    **SERIES,
    **COMMAND,
    **TABLE,
    **E83,
    **LINT,
    **COLUMNS,
    **SOURCE,
    **VERSION,
    **RECEIPT,
    **E96,
    **EDITION,
    **E97,
    **ROWS,
    **SUMMARY,
}
