"""The register's file: SQLite, read whole and checked whole, written one transaction at a time.

A rollback journal (never WAL, which a network share cannot carry) with everything synced, so that a line that was
answered for survives a power cut. ``BEGIN IMMEDIATE`` lets one process write; the others wait, then read what it wrote
before they count on. The file is checked through SQLite's own eyes (``integrity_check``), by its layout and triggers,
and by replaying every line.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from docgen.diagnostics import Rule
from docgen.production.journal_file import journal_errors
from docgen.production.register_layout import APPLICATION, MIGRATIONS, layout_number, layout_of, migrate, right_layout
from docgen.register import COLUMNS, FORM, Book, Draft, Entry, Kind, columns_of
from docgen.register.complaints import DAMAGED, NEWER_REGISTER

BACKUPS = "sao_luu"
_WAIT_SECONDS = 120
_TYPES = (int, int, str, str, str, int, int, str, str, str, str, str, str, int, bytes)
_INSERT = f"INSERT INTO so VALUES ({', '.join('?' * (len(COLUMNS) + 3))})"  # noqa: S608 - nothing but question marks


class UnreadableRegisterError(Exception):
    """The file is damaged, was tampered with, or is of a newer program: the rule, and what was found in words."""

    def __init__(self, rule: Rule, message: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message


class RegisterStore:
    """The lines of one file; use it in a ``with`` block.

    With ``create`` the file is made where there is none, otherwise a missing one is an OSError. Opening raises
    :class:`UnreadableRegisterError` for a file that is not as docgen wrote it, OSError when the disk refuses.
    """

    def __init__(self, path: Path, *, create: bool = False) -> None:
        """Open the file and check all of it."""
        self.path = path
        self.book = Book()
        with _errors(path):
            uri = f"{path.resolve().as_uri()}?mode={'rwc' if create else 'rw'}"
            self._base = sqlite3.connect(uri, uri=True, timeout=_WAIT_SECONDS, isolation_level=None)
        try:
            with _errors(path):
                self._check(create=create)
                self._read_whole()
        except BaseException:
            self._base.close()
            raise

    def __enter__(self) -> RegisterStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self._base.close()

    def write(self, plan: Callable[[Book], Sequence[Draft]]) -> list[Entry]:
        """Write the lines that ``plan`` makes of the book as it is when nobody else writes: all of them or none.

        Returns the lines written. Raises ValueError for a line that breaks the law of the register, OSError.
        """
        with _errors(self.path):
            self._base.execute("BEGIN IMMEDIATE")
            try:
                self._read_on()
                entries = [self.book.add(draft) for draft in plan(self.book)]
                self._base.executemany(_INSERT, map(_row, entries))
                self._base.execute("COMMIT")
            except BaseException:
                # What was added is not in the file: the next one reads all of it again.
                self.book = Book()
                self._base.rollback()
                raise
        return entries

    def refresh(self) -> None:
        """Read what others have written since. Raises UnreadableRegisterError, OSError."""
        with _errors(self.path):
            self._read_whole()

    def _check(self, *, create: bool) -> None:
        number = layout_number(self._base)
        if number > len(MIGRATIONS):
            raise UnreadableRegisterError(
                NEWER_REGISTER, f"sổ có dạng {number}, bản docgen này biết đến {len(MIGRATIONS)}"
            )
        self._base.execute("PRAGMA journal_mode = DELETE")
        self._base.execute("PRAGMA synchronous = EXTRA")
        if number == 0 and not create:
            raise UnreadableRegisterError(DAMAGED, "tệp trống, hoặc không phải là sổ cấp giấy")
        if number == 0 and layout_of(self._base):
            raise UnreadableRegisterError(DAMAGED, "tệp là cơ sở dữ liệu khác, không phải là sổ cấp giấy")
        if 0 < number < len(MIGRATIONS):
            self._whole()
        migrate(self._base, self._back_up)
        self._whole()
        (application,) = self._base.execute("PRAGMA application_id").fetchone()
        if application != APPLICATION or layout_of(self._base) != right_layout():
            raise UnreadableRegisterError(DAMAGED, "bảng, chỉ mục hoặc khóa chống sửa của tệp không còn như khi lập sổ")

    def _whole(self) -> None:
        found = self._base.execute("PRAGMA integrity_check(1)").fetchone()
        if found != ("ok",):
            raise UnreadableRegisterError(DAMAGED, f"tệp bị hỏng ({found[0]})")

    def _back_up(self, number: int) -> None:
        folder = self.path.parent / BACKUPS
        folder.mkdir(exist_ok=True)
        (count,) = self._base.execute("SELECT count(*) FROM so").fetchone()
        target = folder / f"{self.path.stem}.dang_{number}.{count}_dong{self.path.suffix}"
        target.unlink(missing_ok=True)
        with closing(sqlite3.connect(target)) as copy:
            self._base.backup(copy)

    def _read_whole(self) -> None:
        """Read all lines as they stood at one moment, whoever writes meanwhile."""
        self._base.execute("BEGIN")
        try:
            self._read_on()
        finally:
            self._base.rollback()

    def _read_on(self) -> None:
        """Take over the lines that others wrote since."""
        count = self.book.head.count
        if count:
            found = self._base.execute("SELECT bam FROM so WHERE stt = ?", (count,)).fetchone()
            if found != (self.book.head.digest,):
                raise UnreadableRegisterError(DAMAGED, f"dòng {count} đổi khác trong khi đang dùng sổ")
        for row in self._base.execute("SELECT * FROM so WHERE stt > ? ORDER BY stt", (count,)):
            problem = self.book.replay(_entry(row))
            if problem is not None:
                raise UnreadableRegisterError(DAMAGED, problem)
        (total,) = self._base.execute("SELECT count(*) FROM so").fetchone()
        if total != self.book.head.count:
            raise UnreadableRegisterError(DAMAGED, f"tệp có {total} dòng, chỉ đọc được {self.book.head.count} dòng")


def _row(entry: Entry) -> tuple[Any, ...]:
    return (entry.position, FORM, *columns_of(entry.draft), entry.digest)


def _entry(row: tuple[Any, ...]) -> Entry:
    """Return a line of the file; each value must have the very type that was written."""
    position, form, kind, *rest, digest = row
    if tuple(map(type, row)) != _TYPES or form != FORM or kind not in {item.value for item in Kind}:
        raise UnreadableRegisterError(DAMAGED, f"dòng {position} không còn như khi ghi")
    return Entry(position, Draft(Kind(kind), *rest), digest)


@contextmanager
def _errors(path: Path) -> Iterator[None]:
    """Let the disk's refusals leave as OSError, everything else that SQLite says of a file as damage."""
    try:
        with journal_errors(path):
            yield
    # Of a damaged schema SQLite speaks in bytes that are no text.
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise UnreadableRegisterError(DAMAGED, f"tệp bị hỏng ({error})") from error
