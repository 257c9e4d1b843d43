"""The file of the journal: opened, made, and set aside when it cannot be read."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

HIDDEN = ".docgen"
JOURNAL = "nhat_ky.sqlite"
_LAYOUT = 1
_WAIT_SECONDS = 5
_TABLES = f"""
BEGIN IMMEDIATE;
CREATE TABLE phien_ban (so INTEGER PRIMARY KEY, ten TEXT NOT NULL, sha256 BLOB NOT NULL, UNIQUE (ten, sha256)) STRICT;
CREATE TABLE da_soan (
    loai TEXT NOT NULL, ma TEXT NOT NULL, duong_dan TEXT NOT NULL, ten TEXT NOT NULL,
    noi_dung BLOB NOT NULL, dua_tren TEXT NOT NULL, PRIMARY KEY (loai, ma)
) STRICT, WITHOUT ROWID;
CREATE TABLE da_ghi (
    duong_dan TEXT NOT NULL PRIMARY KEY, loai TEXT NOT NULL, ma TEXT NOT NULL, sha256 BLOB NOT NULL,
    co INTEGER NOT NULL, sua INTEGER NOT NULL, cham INTEGER NOT NULL, noi_dung BLOB NOT NULL, dua_tren TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE sap_ghi (
    duong_dan TEXT NOT NULL, sha256 BLOB NOT NULL, loai TEXT NOT NULL, ma TEXT NOT NULL,
    noi_dung BLOB NOT NULL, dua_tren TEXT NOT NULL, PRIMARY KEY (duong_dan, sha256)
) STRICT, WITHOUT ROWID;
PRAGMA user_version = {_LAYOUT};
COMMIT;
"""
_OF_THE_DISK = {
    "SQLITE_FULL": errno.ENOSPC,
    "SQLITE_IOERR": errno.EIO,
    "SQLITE_READONLY": errno.EROFS,
    "SQLITE_CANTOPEN": errno.EACCES,
    "SQLITE_PERM": errno.EACCES,
    "SQLITE_BUSY": errno.EBUSY,
    "SQLITE_LOCKED": errno.EBUSY,
}


def open_journal(path: Path | None, *, writable: bool) -> sqlite3.Connection:
    """Open a journal whose layout is ours; makes it when it is missing and ``writable``.

    With ``writable`` False a missing one (or None) is an empty one in memory. Raises sqlite3.DatabaseError when the
    file is damaged or somebody else's, OSError when the disk refuses.
    """
    if path is None or not (writable or path.exists()):
        return _connect(":memory:", made=True)
    with journal_errors(path):
        if writable:
            path.parent.mkdir(exist_ok=True)
            return _connect(str(path), made=False)
        return _connect(f"{path.resolve().as_uri()}?mode=rw", made=None)


def set_aside(path: Path, error: sqlite3.DatabaseError, *, writable: bool) -> Path:
    """Move a journal that cannot be read out of the way and return where it is now. Raises OSError."""
    if not writable:
        return path
    count = 1
    while (target := path.with_name(f"{path.stem}.hong-{count}{path.suffix}")).exists():
        count += 1
    path.replace(target)
    with suppress(FileNotFoundError):
        path.with_name(f"{path.name}-journal").replace(target.with_name(f"{target.name}-journal"))
    return target


@contextmanager
def journal_errors(path: Path) -> Iterator[None]:
    """Let the disk's refusals leave as OSError with the journal's name, damage as sqlite3.DatabaseError."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", None) or ""
        code = next((number for start, number in _OF_THE_DISK.items() if name.startswith(start)), None)
        if code is None:
            raise
        raise OSError(code, str(error), str(path)) from error


def _connect(name: str, *, made: bool | None) -> sqlite3.Connection:
    """Open; ``made`` True makes the tables, False makes them in an empty file, None takes an empty file for empty."""
    base = sqlite3.connect(name, timeout=_WAIT_SECONDS, isolation_level=None, uri=name.startswith("file:"))
    try:
        if made is not None:
            base.execute("PRAGMA journal_mode = DELETE")
            base.execute("PRAGMA synchronous = OFF")
        (layout,) = base.execute("PRAGMA user_version").fetchone()
        (tables,) = base.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if layout == 0 and tables == 0:
            if made is None:
                base.close()
                return _connect(":memory:", made=True)
            base.executescript(_TABLES)
        elif layout != _LAYOUT:
            raise sqlite3.DatabaseError(f"layout {layout} is not {_LAYOUT}")
        elif (found := base.execute("PRAGMA quick_check(1)").fetchone()) != ("ok",):
            raise sqlite3.DatabaseError(str(found))
    except BaseException:
        base.close()
        raise
    return base
