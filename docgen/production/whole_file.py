"""One file written whole or not at all: a temporary file beside it, forced to disk, then renamed.

Names are plain text here: thousands of papers are written a minute, and making paths would cost as much as writing.
"""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import BinaryIO

_BEFORE, _AFTER = ".docgen-", ".tmp"
TEMPORARY_FILES = f"{_BEFORE}*{_AFTER}"
"""Pattern of the temporary files that a killed run leaves behind."""

_numbers = count(1)


class FileHeldError(OSError):
    """The system does not let go of an existing file: on Windows, another program has it open."""


def write_whole(target: Path | str, data: bytes) -> None:
    """Give ``target`` these bytes at one stroke; its folder must exist. May be called by several threads.

    Raises :class:`FileHeldError` when the existing file is held by another program, OSError when the disk fails; the
    old file is untouched then.
    """
    name = os.fspath(target)
    temporary = f"{os.path.dirname(name)}{os.sep}{_BEFORE}{os.getpid()}-{next(_numbers)}{_AFTER}"  # noqa: PTH120
    try:
        with _made_anew(temporary) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        rename(temporary, name)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108
        raise


def _made_anew(temporary: str) -> BinaryIO:
    """Open a new file; one of its name can only have been left by a killed run."""
    try:
        return open(temporary, "xb")  # noqa: PTH123 - closed by the caller
    except FileExistsError:
        os.unlink(temporary)  # noqa: PTH108
        return open(temporary, "xb")  # noqa: PTH123 - as above


def rename(source: Path | str, target: Path | str) -> None:
    """Move a file over another. Raises :class:`FileHeldError` when one of them is held by another program, OSError."""
    try:
        os.replace(source, target)  # noqa: PTH105
    except PermissionError as error:
        if not Path(target).exists():
            raise
        raise FileHeldError(error.errno, "tệp đang mở trong chương trình khác", str(target)) from error
