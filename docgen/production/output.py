"""Writing finished papers: whole or not at all, and never over something that a person changed."""

from __future__ import annotations

import errno
import hashlib
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from types import TracebackType

from docgen.production.at_once import all_at_once
from docgen.production.folder_lock import LOCK, FolderLock
from docgen.production.journal import HIDDEN, FileNote, Journal
from docgen.production.older_journal import forget_older
from docgen.production.papers import Paper
from docgen.production.shelf import OutputPathError, Shelf, candidates, owner_files
from docgen.production.whole_file import TEMPORARY_FILES, FileHeldError, rename, write_whole

ARCHIVE = f"{HIDDEN}/luu_cu"
_MOST_AT_ONCE = 64
_MOST_BYTES = 8 * 1024 * 1024
_LONGEST_WAIT = 0.5
_THREADS = 16


class Outcome(Enum):
    """What became of one finished paper."""

    WRITTEN = "đã ghi"
    UNCHANGED = "giữ nguyên vì đã đúng"
    BESIDE = "ghi cạnh tệp đã sửa tay"
    LOCKED = "chưa ghi được vì tệp đang mở"


@dataclass(frozen=True, slots=True)
class Written:
    """Where a paper went: the path below the output folder that was meant, the one that was used, the outcome.

    ``archived`` is where ``--ghi-de`` moved the file that a person had changed, empty when there was none; ``is_new``
    tells whether this run gave the file its bytes (or would have, in a dry run).
    """

    path: str
    used: str
    outcome: Outcome
    archived: str = ""
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where one paper of a batch goes; ``data`` is None when its bytes are there already."""

    paper: Paper
    note: FileNote
    outcome: Outcome
    data: bytes | None
    archive: tuple[str, ...] = ()


def plan_path(shelf: Shelf, path: str, digest: bytes, *, over_edited: bool = False) -> Written:
    """Decide, without writing, where bytes with this digest go when ``path`` is wanted. Raises OSError."""
    for candidate in candidates(path):
        found = shelf.digest(candidate)
        beside = candidate != path
        if found == digest:
            return Written(path, candidate, Outcome.BESIDE if beside else Outcome.UNCHANGED)
        if found is None or over_edited or shelf.wrote(candidate, found):
            target = shelf.root / candidate
            if any((target.parent / name).exists() for name in owner_files(target.name)):
                return Written(path, candidate, Outcome.LOCKED)
            return Written(path, candidate, Outcome.BESIDE if beside else Outcome.WRITTEN, is_new=True)
    raise AssertionError("endless candidates")


class Output:
    """An output folder held by this run; use it in a ``with`` block, which makes the folder if it is missing.

    Papers are written a batch at a time, the journal before them; the first batches are small, so that the first
    papers are there at once. Raises :class:`~docgen.production.folder_lock.FolderInUseError` on entering when another
    run holds the folder, and OSError for a full disk or a refusing one; what was written before stays whole.
    """

    def __init__(
        self, root: Path, digests: Mapping[str, bytes], *, verify: bool = False, archive_day: date | None = None
    ) -> None:
        """Prepare; nothing is touched before entering. With ``archive_day`` files edited by hand are moved away."""
        self.root = root
        self.journal: Journal
        self.shelf: Shelf
        self._digests = digests
        self._verify = verify
        self._day = archive_day
        self._stack = ExitStack()
        self._queue: list[tuple[Paper, bytes]] = []
        self._done: list[FileNote] = []
        self._at_once = 1
        self._since = 0.0
        self._folders: set[Path] = set()

    def __enter__(self) -> Output:
        """Take the folder: lock it, sweep what dead runs left, read what earlier runs wrote."""
        self.root.mkdir(parents=True, exist_ok=True)
        self._stack.enter_context(FolderLock(self.root))
        try:
            if not (self.root / HIDDEN).resolve().is_relative_to(self.root.resolve()):
                raise OutputPathError(errno.EXDEV, "đường dẫn ra ngoài thư mục kết quả", str(self.root / HIDDEN))
            _sweep(self.root)
            self.journal = self._stack.enter_context(Journal(self.root, self._digests, writable=True))
            self.shelf = Shelf(self.root, self.journal, verify=self._verify)
            self.shelf.settle_intended()
            self.journal.intend((), (*self.shelf.older, *self.shelf.refreshed()))
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Settle the journal of a run that ended well, keep the notes of another one, let the folder go."""
        with self._stack:
            if kind is None:
                self.journal.intend((), (*self.shelf.refreshed(), *self._done))
                self.journal.settle()
                forget_older(self.root)
                for folder in sorted({*self._folders, self.root, self.root / HIDDEN}):
                    _sync(folder)
            else:
                with suppress(OSError):
                    self.journal.intend((), self._done)

    def put(self, paper: Paper, data: bytes) -> list[tuple[Paper, Written]]:
        """Take one finished paper and return those that were written by now. Raises OSError."""
        now = time.monotonic()
        self._since = self._since if self._queue else now
        self._queue.append((paper, data))
        size = sum(len(queued) for _, queued in self._queue)
        if len(self._queue) >= self._at_once or size >= _MOST_BYTES or now - self._since >= _LONGEST_WAIT:
            return self.flush()
        return []

    def flush(self) -> list[tuple[Paper, Written]]:
        """Write what was taken and return it; a file open in another program is an outcome. Raises OSError."""
        queue, self._queue = self._queue, []
        self._at_once = min(2 * self._at_once, _MOST_AT_ONCE)
        written: list[tuple[Paper, Written]] = []
        plans: list[_Plan] = []
        for paper, data in queue:
            plan = self._plan(paper, data)
            if plan.outcome is Outcome.LOCKED:
                written.append((paper, Written(paper.path, plan.note.path, Outcome.LOCKED)))
            else:
                plans.append(plan)
        done, self._done = self._done, []
        self.journal.intend([plan.note for plan in plans], done)
        failure: OSError | None = None
        for plan, answer in zip(plans, self._write_all(plans), strict=True):
            if isinstance(answer, Written):
                written.append((plan.paper, answer))
            else:
                failure = failure or answer
        if failure is not None:
            raise failure
        return written

    def _plan(self, paper: Paper, data: bytes) -> _Plan:
        digest = hashlib.sha256(data).digest()
        went = plan_path(self.shelf, paper.path, digest, over_edited=self._day is not None)
        note = FileNote(went.used, *paper.key, digest, (0, 0, 0), paper.said, self.journal.rests_on(paper.rests_on))
        found = self.shelf.digest(went.used)
        if went.outcome is Outcome.LOCKED or found == digest:
            return _Plan(paper, note, went.outcome, None)
        edited = found is not None and not self.shelf.wrote(went.used, found)
        return _Plan(paper, note, went.outcome, data, self._to_archive(paper) if edited else ())

    def _to_archive(self, paper: Paper) -> tuple[str, ...]:
        """Return the edited file and our own newer texts beside it, which its name now takes over."""
        paths = [paper.path]
        for candidate in candidates(paper.path):
            found = self.shelf.digest(candidate) if candidate != paper.path else b""
            if found is None:
                return tuple(paths)
            if found and self.shelf.wrote(candidate, found):
                paths.append(candidate)
        raise AssertionError("endless candidates")

    def _write_all(self, plans: list[_Plan]) -> Iterator[Written | OSError]:
        for plan in plans:
            folder = (self.root / plan.note.path).parent
            if folder not in self._folders:
                folder.mkdir(parents=True, exist_ok=True)
                self._folders.add(folder)
        for plan, answer in zip(plans, all_at_once(self._write, plans, _THREADS), strict=True):
            if isinstance(answer, Written) and answer.outcome is not Outcome.LOCKED:
                note = plan.note._replace(seen=self.shelf.seen(plan.note.path) or (0, 0, 0))
                self.journal.files[note.path] = note
                self._done.append(note)
            yield answer

    def _write(self, plan: _Plan) -> Written | OSError:
        path, target = plan.paper.path, self.root / plan.note.path
        try:
            archived = self._archive(plan.archive)
            if plan.data is not None:
                write_whole(target, plan.data)
        except FileHeldError:
            return Written(path, plan.note.path, Outcome.LOCKED)
        except OSError as error:
            return error
        return Written(path, plan.note.path, plan.outcome, archived, is_new=plan.data is not None)

    def _archive(self, paths: tuple[str, ...]) -> str:
        """Move files into the folder of the day; returns where the first one went."""
        went = ""
        for path in paths:
            wanted = Path(ARCHIVE, str(self._day), path)
            target, count = wanted, 1
            while (self.root / target).exists():
                count += 1
                target = wanted.with_name(f"{wanted.stem} ({count}){wanted.suffix}")
            (self.root / target).parent.mkdir(parents=True, exist_ok=True)
            rename(self.root / path, self.root / target)
            went = went or target.as_posix()
        return went


def _sweep(root: Path) -> None:
    """Take away temporary files of dead runs: this run holds the folder, so no living run writes here.

    A folder below with a lock of its own is the output folder of other runs, which sweep it themselves.
    """
    for leftover in root.rglob(TEMPORARY_FILES):
        between = leftover.relative_to(root).parents
        if leftover.is_file() and not any((root / folder / LOCK).exists() for folder in between if folder.parts):
            leftover.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    """Force the names in a folder to disk; Windows has no such thing."""
    if sys.platform == "win32":  # pragma: no cover
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
