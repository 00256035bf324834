"""A line of progress on a terminal: rows so far, how fast, how long still."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TextIO

from npa_rules.prose.format import figure

EVERY = 0.1  # seconds: at most ten updates a second
T = {
    "nl": {"so_far": "{rows} rijen, {rate} per seconde", "left": ", nog {time}"},
    "en": {"so_far": "{rows} rows, {rate} a second", "left": ", {time} left"},
}


class Progress:
    """Writes over its own line; says nothing where no terminal listens."""

    def __init__(
        self,
        total: int | None,
        lang: str,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.total, self.lang, self.clock = total, lang, clock
        self.stream = stream if stream is not None else sys.stderr
        self.on = self.stream.isatty()
        self.start = clock()
        self.last = float("-inf")
        self.width = 0

    def __call__(self, rows: int) -> None:
        """So many rows are done."""
        now = self.clock()
        if not self.on or now - self.last < EVERY:
            return
        self.last = now
        spent = max(now - self.start, 1e-9)
        rate = rows / spent
        told = T[self.lang]["so_far"].format(rows=figure(rows, self.lang), rate=figure(round(rate), self.lang))
        if self.total and rows:
            told += T[self.lang]["left"].format(time=clocked((self.total - rows) / rate))
            told = f"{100 * rows // self.total:3d}% {told}"
        self.stream.write("\r" + told.ljust(self.width))
        self.stream.flush()
        self.width = len(told)

    def close(self) -> None:
        """Leave the line empty for what comes after it."""
        if self.on and self.width:
            self.stream.write("\r" + " " * self.width + "\r")
            self.stream.flush()
            self.width = 0


def clocked(seconds: float) -> str:
    """Minutes and seconds, or hours and minutes: `2:05`, `1:02:05`."""
    whole = max(0, round(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes}:{left:02d}"
