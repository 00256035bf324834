"""A file that appears whole or not at all, and a run that is killed leaves nothing behind.

Where the system has files without a name (Linux), the file is written so and gets its name when it is whole: a process
that dies leaves nothing. Elsewhere it is written beside the target under a name that says whose it is, and the next
run sweeps what a dead one left.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import IO, Any

from npa_rules.errors import Diagnostic, InputError

MORE = 65_536  # bytes
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_STRAY = re.compile(r"\.npa-([0-9]+)-[A-Za-z0-9_]+\.tmp\Z")


class Atomic:
    """One file to write: `stream` is open for bytes; `commit` names it, `drop` forgets it."""

    def __init__(self, path: str | Path) -> None:
        """Raises `InputError` (E831) when nothing can be written there."""
        self.path = Path(path)
        self._name: Path | None = None
        try:
            sweep(self.path.parent)
            if self.path.is_dir():
                raise IsADirectoryError(errno.EISDIR, "is a directory")
            self.stream = self._open()
        except OSError as error:
            raise trouble(error, self.path) from None

    def _open(self) -> IO[Any]:
        folder = self.path.parent
        flag = getattr(os, "O_TMPFILE", 0)
        if flag and Path("/proc/self/fd").is_dir():
            with contextlib.suppress(OSError):  # not every file system has them
                return os.fdopen(os.open(folder, flag | os.O_RDWR, 0o666), "w+b")
        handle, name = tempfile.mkstemp(prefix=f".npa-{os.getpid()}-", suffix=".tmp", dir=folder)
        self._name = Path(name)
        mask = os.umask(0)
        os.umask(mask)
        self._name.chmod(0o666 & ~mask)  # mkstemp gives it to its owner only
        return os.fdopen(handle, "w+b")

    def commit(self) -> str:
        """The file under its name, on the disk; what stood there before is replaced at once."""
        try:
            self.stream.flush()
            os.fsync(self.stream.fileno())
            name = self._name or self._linked()
            self.stream.close()
            name.replace(self.path)
            self._name = None
            settle(self.path.parent)
        except OSError as error:
            self.drop()
            raise trouble(error, self.path) from None
        return str(self.path)

    def _linked(self) -> Path:
        """A name for a file without one, beside the target."""
        with tempfile.NamedTemporaryFile(prefix=f".npa-{os.getpid()}-", suffix=".tmp", dir=self.path.parent) as free:
            name = Path(free.name)
        here = os.open(self.path.parent, os.O_RDONLY)
        try:  # only with a folder given does the link follow to the file itself
            os.link(f"/proc/self/fd/{self.stream.fileno()}", name, src_dir_fd=here)
        finally:
            os.close(here)
        self._name = name
        return name

    def failed(self, error: BaseException) -> InputError:
        """What went wrong while a library wrote; one that does not say it is asked again by writing a little more."""
        if not isinstance(error, OSError) and "os error" not in str(error):
            try:
                self.stream.seek(0, os.SEEK_END)
                self.stream.write(b"\0" * MORE)
                self.stream.flush()
            except (OSError, ValueError) as other:
                error = other
        return trouble(error, self.path)

    def drop(self) -> None:
        """Nothing is left; twice is no harm."""
        with contextlib.suppress(OSError):
            self.stream.close()
        if self._name is not None:
            self._name.unlink(missing_ok=True)
            self._name = None


def workplace() -> tempfile.TemporaryDirectory[str]:
    """A folder for what a library must write on the way; the next run sweeps what a dead one left."""
    sweep(Path(tempfile.gettempdir()))
    return tempfile.TemporaryDirectory(prefix=f".npa-{os.getpid()}-", suffix=".tmp")


def settle(folder: Path) -> None:
    """The new name on the disk too, where a folder can be synchronised."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(folder: Path) -> None:
    """Remove what runs that are dead left in a folder."""
    for entry in os.scandir(folder):
        found = _STRAY.match(entry.name)
        if found and not alive(int(found[1])):
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, ignore_errors=True)
                continue
            with contextlib.suppress(OSError):
                Path(entry.path).unlink()


def alive(process: int) -> bool:
    """Whether a process exists, as far as it can be told; an unknown one is left alone."""
    if os.name == "nt":  # signal 0 would end it there
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def trouble(error: BaseException, path: str | Path) -> InputError:
    """What went wrong while writing, as a finding: the disk is full (E830), or the place cannot be written (E831)."""
    number = getattr(error, "errno", None)
    if number is None:  # Polars tells it in words
        told = re.search(r"os error (\d+)", str(error))
        number = int(told[1]) if told else None
    if number in FULL or "disk full" in str(error):
        return InputError([Diagnostic("E830", file=str(path))])
    why = errno.errorcode.get(number or 0, type(error).__name__)  # the same in every language
    return InputError([Diagnostic("E831", file=str(path), why=why)])
