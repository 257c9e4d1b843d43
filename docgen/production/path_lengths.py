"""How long a path may be here, asked before the first file is written: half a folder of papers helps nobody."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from docgen.production.journal import HIDDEN

_COUNTED = "" if sys.platform == "win32" else " (một chữ có dấu tính là 2 hoặc 3)"
_BESIDE = " (bản mới 99)"
"""What the text of today may get at the end of its name where a person's file stands in its place."""
_JOURNAL = f"{HIDDEN}/nhat_ky.sqlite-journal"
_LONGEST_OF_SQLITE = 512
"""Bytes of a path that SQLite as it is usually built opens, found by trying 3.40; it calls a longer one unopenable."""


class PathTooLongError(OSError):
    """The output folder lies too deep for the papers that shall go there; the message is for the clerk."""


def refuse_too_long(root: Path, paths: Iterable[str], archive: str | None, longest: int | None = None) -> None:
    """Raise :class:`PathTooLongError` when a paper of these would get a longer path than this system takes.

    ``paths`` lie below the output folder ``root``; ``archive`` is the folder there that edited files are moved to, None
    when they stay. ``longest`` is how much a path may take, of the system where it is not given: characters on Windows,
    bytes elsewhere.
    """
    limit = longest_path(root) if longest is None else longest
    prefix = "" if archive is None else f"{archive}/{date.max}/"
    longest_below = max((_size(f"{prefix}{path}{_BESIDE}") for path in paths), default=0)
    room = min(limit - longest_below, min(limit, _LONGEST_OF_SQLITE) - _size(_JOURNAL)) - 1
    place = os.path.abspath(root)  # noqa: PTH100 - links are not followed: the system counts what it is given
    if _size(place) > room:
        raise PathTooLongError(
            errno.ENAMETOOLONG,
            f"thư mục kết quả nằm quá sâu: đường dẫn của nó dài {_size(place)} ký tự, mà trên máy này chỉ được dài "
            f"nhiều nhất {max(room, 0)} ký tự{_COUNTED} để các tệp trong đó còn có chỗ đặt tên; chưa ghi tệp nào. Hãy "
            "chọn thư mục gần gốc ổ đĩa hơn bằng --ra",
            str(root),
        )


def longest_path(folder: Path) -> int:
    """Return how much a whole path in a folder may take: characters on Windows, bytes elsewhere."""
    if sys.platform == "win32":  # pragma: no cover
        return _longest_on_windows()
    existing = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    try:
        return os.pathconf(existing, "PC_PATH_MAX") - 1
    except (OSError, ValueError):
        return 1023


def _size(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2 if sys.platform == "win32" else len(os.fsencode(text))


if sys.platform == "win32":  # pragma: no cover

    def _longest_on_windows() -> int:
        """Return 259, or what Windows takes where its administrator allowed long paths."""
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SYSTEM\CurrentControlSet\Control\FileSystem") as key:
                allowed = winreg.QueryValueEx(key, "LongPathsEnabled")[0]
        except OSError:
            allowed = 0
        return 32_000 if allowed else 259
