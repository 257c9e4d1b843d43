"""One file written whole or not at all: a temporary file beside it, forced to disk, then renamed."""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import count
from pathlib import Path

TEMPORARY_FILES = ".docgen-*.tmp"
"""Pattern of the temporary files that a killed run leaves behind."""

_numbers = count(1)


class FileHeldError(OSError):
    """The system does not let go of an existing file: on Windows, another program has it open."""


def write_whole(target: Path, data: bytes) -> None:
    """Give ``target`` these bytes at one stroke; its folder must exist. May be called by several threads.

    Raises :class:`FileHeldError` when the existing file is held by another program, OSError when the disk fails; the
    old file is untouched then.
    """
    temporary = target.parent / TEMPORARY_FILES.replace("*", f"{os.getpid()}-{next(_numbers)}")
    temporary.unlink(missing_ok=True)
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        rename(temporary, target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def rename(source: Path, target: Path) -> None:
    """Move a file over another. Raises :class:`FileHeldError` when one of them is held by another program, OSError."""
    try:
        source.replace(target)
    except PermissionError as error:
        if not target.exists():
            raise
        raise FileHeldError(error.errno, "tệp đang mở trong chương trình khác", str(target)) from error
