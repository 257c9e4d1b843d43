"""One run per output folder: a lock that the operating system drops when its holder dies.

The lock file stays in the folder (taking it away would let two runs lock two different files of one name); its text
names the holder for the clerk who has to wait. On a shared drive between two machines the system's lock may not
reach across, so a text left by another machine also holds the folder.
"""

from __future__ import annotations

import errno
import json
import os
import socket
import sys
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

LOCK = ".docgen.lock"
_LOCKED_BYTE = 1 << 30


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a folder: process number, machine, local time of the start («05/3/2026 08:15:00»)."""

    pid: int
    host: str
    since: str

    @staticmethod
    def this_process() -> Holder:
        """Return this process as holder from now on."""
        return Holder(os.getpid(), socket.gethostname(), datetime.now().strftime("%d/%m/%Y %H:%M:%S"))


class FolderInUseError(Exception):
    """Another run holds the output folder."""

    def __init__(self, folder: Path, holder: Holder | None, *, elsewhere: bool) -> None:
        """``elsewhere`` tells that the holder was started on another machine, where it may be dead or alive."""
        super().__init__(str(folder))
        self.folder = folder
        self.holder = holder
        self.elsewhere = elsewhere


class FolderLock:
    """Holds an output folder inside a ``with`` block.

    Entering raises :class:`FolderInUseError` when another run holds the folder, OSError when the disk refuses.
    """

    def __init__(self, folder: Path) -> None:
        """Prepare the lock of an existing folder; nothing is touched before entering."""
        self._folder = folder
        self._file: BinaryIO | None = None

    def __enter__(self) -> FolderLock:
        """Take the folder, over from a dead run if need be."""
        path = self._folder / LOCK
        file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644), "r+b", buffering=0)
        try:
            mine = Holder.this_process()
            locked = _try_lock(file)
            holder = _read_holder(file)
            elsewhere = holder is not None and holder.host != mine.host
            silent = locked is None and holder is not None and holder.pid != mine.pid and _is_alive(holder.pid)
            if locked is False or elsewhere or silent:
                raise FolderInUseError(self._folder, holder, elsewhere=elsewhere)
            _write(file, json.dumps(asdict(mine), ensure_ascii=False))
        except BaseException:
            file.close()
            raise
        self._file = file
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the folder go."""
        if self._file is not None:
            _write(self._file, "")
            self._file.close()
            self._file = None


def _write(file: BinaryIO, text: str) -> None:
    file.seek(0)
    file.truncate(0)
    file.write(text.encode("utf-8"))


def _read_holder(file: BinaryIO) -> Holder | None:
    file.seek(0)
    try:
        row = json.loads(file.read(2000).decode("utf-8", "replace") or "null")
        return Holder(int(row["pid"]), str(row["host"]), str(row["since"]))
    except (ValueError, KeyError, TypeError):
        return None


if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _try_lock(file: BinaryIO) -> bool | None:
        file.seek(_LOCKED_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _is_alive(pid: int) -> bool:
        return False

else:
    import fcntl

    def _try_lock(file: BinaryIO) -> bool | None:
        """Lock the file; False when another process holds it, None where the disk knows no locks."""
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno not in (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS):
                raise
            return None
        return True

    def _is_alive(pid: int) -> bool:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except (PermissionError, OverflowError):
            return True
        return True
