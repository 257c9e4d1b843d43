"""How the register's file is laid out, and how a file of an older layout becomes one of this."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import lru_cache

APPLICATION = 0x53434731
"""SQLite's ``application_id`` of a register: «SCG1»."""

_FIRST = (
    """
CREATE TABLE so (
    stt INTEGER PRIMARY KEY, dang INTEGER NOT NULL, viec TEXT NOT NULL, ngay TEXT NOT NULL, ky_hieu TEXT NOT NULL,
    nam INTEGER NOT NULL, so INTEGER NOT NULL, so_ghi TEXT NOT NULL, doi_tuong TEXT NOT NULL, ten TEXT NOT NULL,
    quyet_dinh TEXT NOT NULL, ngay_quyet_dinh TEXT NOT NULL, ly_do TEXT NOT NULL, ve INTEGER NOT NULL,
    bam BLOB NOT NULL
) STRICT""",
    "CREATE UNIQUE INDEX mot_so_mot_noi ON so (so_ghi) WHERE viec IN ('cap', 'nhap', 'cap_lai')",
    """
CREATE TRIGGER khong_sua BEFORE UPDATE ON so
BEGIN SELECT RAISE(ABORT, 'khong duoc sua dong da ghi'); END""",
    """
CREATE TRIGGER khong_xoa BEFORE DELETE ON so
BEGIN SELECT RAISE(ABORT, 'khong duoc xoa dong da ghi'); END""",
    """
CREATE TRIGGER noi_tiep BEFORE INSERT ON so WHEN NEW.stt <> (SELECT count(*) + 1 FROM so)
BEGIN SELECT RAISE(ABORT, 'dong moi phai noi tiep dong cuoi'); END""",
    f"PRAGMA application_id = {APPLICATION}",
)
MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST,)
"""What makes each layout from the one before; the number of the layout is kept in ``PRAGMA user_version``."""

Layout = tuple[tuple[str, str, str], ...]


def layout_number(base: sqlite3.Connection) -> int:
    """Return which layout a file has; 0 for an empty one."""
    (number,) = base.execute("PRAGMA user_version").fetchone()
    return int(number)


def migrate(base: sqlite3.Connection, back_up: Callable[[int], None]) -> None:
    """Bring a file to the newest layout, one at a time, each whole or not at all.

    ``back_up`` is called with the number of the old layout before each step from a file that holds something.
    """
    while (number := layout_number(base)) < len(MIGRATIONS):
        if number:
            back_up(number)
        base.execute("BEGIN IMMEDIATE")
        try:
            if layout_number(base) == number:
                for statement in MIGRATIONS[number]:
                    base.execute(statement)
                base.execute(f"PRAGMA user_version = {number + 1}")
            base.execute("COMMIT")
        except BaseException:
            base.rollback()
            raise


def layout_of(base: sqlite3.Connection) -> Layout:
    """Return tables, indexes and triggers with their text."""
    return tuple(base.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_schema ORDER BY name"))


def right_layout() -> Layout:
    """Return what the file of this layout holds."""
    return _layout_after(MIGRATIONS)


@lru_cache(maxsize=4)
def _layout_after(migrations: tuple[tuple[str, ...], ...]) -> Layout:
    base = sqlite3.connect(":memory:", isolation_level=None)
    for statements in migrations:
        for statement in statements:
            base.execute(statement)
    answer = layout_of(base)
    base.close()
    return answer
