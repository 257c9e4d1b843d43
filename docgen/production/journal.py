"""What earlier runs know about an output folder: ``.docgen/nhat_ky.sqlite``.

For each paper it holds what the paper said and rested on, for each file the digest of what was written. It is
disposable: without it every file counts as edited by hand until its bytes are shown to be ours. What it says is
always on the safe side: a file that is about to get its name is noted first (``sap_ghi``), so a killed run leaves
either the note or the file, never a file of ours that nobody knows. SQLite's own syncing is off: a power cut can
cost the journal, never a paper.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from docgen.production.journal_file import HIDDEN, JOURNAL, journal_errors, open_journal, set_aside

__all__ = ["HIDDEN", "JOURNAL", "Composed", "FileNote", "Journal"]


class Composed(NamedTuple):
    """What a paper said when it was last composed; ``path`` is empty where its type's condition left it out."""

    path: str
    title: str
    said: bytes
    rests_on: str


class FileNote(NamedTuple):
    """A file that docgen wrote or is about to write.

    ``seen`` is size, time of change and time of last touch (ns) when it was last known to hold the digest, zeros when
    unknown; ``said`` is empty for files of a time when this was not kept.
    """

    path: str
    type_id: str
    subject_id: str
    digest: bytes
    seen: tuple[int, int, int]
    said: bytes
    rests_on: str


class Journal:
    """The journal of one output folder, read whole; use it in a ``with`` block.

    With ``writable`` False nothing is written anywhere and a missing journal is an empty one. ``damaged`` tells where
    a journal that could not be read was moved to (its own name when it was left in place).
    """

    def __init__(self, root: Path, digests: Mapping[str, bytes], *, writable: bool) -> None:
        """``digests`` are those of the office's files as they are now, by name. Raises OSError."""
        self.path = root / HIDDEN / JOURNAL
        self.damaged: Path | None = None
        self.composed: dict[tuple[str, str], Composed] = {}
        self.files: dict[str, FileNote] = {}
        self.intended: list[FileNote] = []
        self._digests = digests
        self._writable = writable
        self._versions: dict[int, tuple[str, bytes]] = {}
        self._numbers: dict[tuple[str, bytes], int] = {}
        self._changed: dict[str, tuple[str, ...]] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        self._texts: dict[tuple[str, ...], str] = {}
        self._next = 0
        self._base = self._open()

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close; what was not committed is dropped."""
        self._base.close()

    def changed(self, rests_on: str) -> tuple[str, ...]:
        """Return which of the things that a paper rested on are different now, sorted; empty when none is."""
        if rests_on not in self._changed:
            parts = [self._versions[int(number)] for number in rests_on.split()]
            self._changed[rests_on] = tuple(sorted(name for name, digest in parts if self._digests.get(name) != digest))
        return self._changed[rests_on]

    def names(self, rests_on: str) -> tuple[str, ...]:
        """Return the names of what a paper rested on, sorted."""
        if rests_on not in self._names:
            self._names[rests_on] = tuple(sorted(self._versions[int(number)][0] for number in rests_on.split()))
        return self._names[rests_on]

    def rests_on(self, names: tuple[str, ...]) -> str:
        """Return the text that stands for these names as they are now."""
        if names not in self._texts:
            self._texts[names] = " ".join(str(self._number(name)) for name in names)
        return self._texts[names]

    def remember(self, composed: Mapping[tuple[str, str], Composed], gone: Iterable[tuple[str, str]]) -> None:
        """Keep what papers say, forget papers that are no more. Raises OSError."""
        with self._transaction():
            rows = [(*key, *item) for key, item in composed.items()]
            self._base.executemany("INSERT OR REPLACE INTO da_soan VALUES (?, ?, ?, ?, ?, ?)", rows)
            self._base.executemany("DELETE FROM da_soan WHERE loai = ? AND ma = ?", list(gone))
        self.composed.update(composed)

    def intend(self, notes: Iterable[FileNote], done: Iterable[FileNote]) -> None:
        """Note files that are about to get their names, and those that have them by now. Raises OSError."""
        finished = list(done)
        with self._transaction():
            self._base.executemany(
                "INSERT OR REPLACE INTO sap_ghi VALUES (?, ?, ?, ?, ?, ?)",
                [(note.path, note.digest, note.type_id, note.subject_id, note.said, note.rests_on) for note in notes],
            )
            self._base.executemany(
                "INSERT OR REPLACE INTO da_ghi VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [(*note[:4], *note.seen, note.said, note.rests_on) for note in finished],
            )
            self._base.executemany("DELETE FROM sap_ghi WHERE duong_dan = ?", [(note.path,) for note in finished])
        self.files.update((note.path, note) for note in finished)

    def forget(self, paths: Iterable[str]) -> None:
        """Drop files that are no longer ours or no longer there. Raises OSError."""
        rows = [(path,) for path in paths]
        if not rows:
            return
        with self._transaction():
            self._base.executemany("DELETE FROM da_ghi WHERE duong_dan = ?", rows)
            self._base.executemany("DELETE FROM sap_ghi WHERE duong_dan = ?", rows)
        for (path,) in rows:
            self.files.pop(path, None)

    def settle(self) -> None:
        """Drop notes and versions that nothing needs; the run ended well. Raises OSError."""
        used = {number for text in self._all_texts() for number in text.split()}
        useless = [(number,) for number in self._versions if str(number) not in used]
        with self._transaction():
            self._base.execute("DELETE FROM sap_ghi")
            if len(useless) > len(used):
                self._base.executemany("DELETE FROM phien_ban WHERE so = ?", useless)

    def _open(self) -> sqlite3.Connection:
        try:
            base = open_journal(self.path, writable=self._writable)
            try:
                with journal_errors(self.path):
                    self._load(base)
            except BaseException:
                base.close()
                raise
        except sqlite3.DatabaseError as error:
            self.damaged = set_aside(self.path, error, writable=self._writable)
            self.composed, self.files, self.intended = {}, {}, []
            self._versions, self._numbers = {}, {}
            base = open_journal(self.path if self._writable else None, writable=self._writable)
        return base

    def _load(self, base: sqlite3.Connection) -> None:
        for number, name, digest in base.execute("SELECT so, ten, sha256 FROM phien_ban"):
            self._versions[number] = (name, digest)
            self._numbers[name, digest] = number
        self._next = max(self._versions, default=0)
        rows = base.execute("SELECT loai, ma, duong_dan, ten, noi_dung, dua_tren FROM da_soan")
        self.composed = {(type_id, subject): Composed(*rest) for type_id, subject, *rest in rows}
        rows = base.execute("SELECT duong_dan, loai, ma, sha256, co, sua, cham, noi_dung, dua_tren FROM da_ghi")
        self.files = {row[0]: FileNote(row[0], row[1], row[2], row[3], row[4:7], row[7], row[8]) for row in rows}
        rows = base.execute("SELECT duong_dan, loai, ma, sha256, noi_dung, dua_tren FROM sap_ghi")
        self.intended = [FileNote(row[0], row[1], row[2], row[3], (0, 0, 0), row[4], row[5]) for row in rows]
        known = {str(number) for number in self._versions}
        if not known.issuperset(number for text in set(self._all_texts()) for number in text.split()):
            raise sqlite3.DatabaseError("a paper rests on a file version that is not there")

    def _all_texts(self) -> Iterator[str]:
        yield from (item.rests_on for item in self.composed.values())
        yield from (note.rests_on for note in (*self.files.values(), *self.intended))

    def _number(self, name: str) -> int:
        version = (name, self._digests.get(name, b""))
        if version not in self._numbers:
            number = self._next = self._next + 1
            self._numbers[version], self._versions[number] = number, version
            if self._writable:
                with journal_errors(self.path):
                    self._base.execute("INSERT INTO phien_ban VALUES (?, ?, ?)", (number, *version))
        return self._numbers[version]

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Make one change of the journal, whole or not at all."""
        with journal_errors(self.path):
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._base.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._base.execute("ROLLBACK")
                raise
