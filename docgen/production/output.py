"""Writing finished papers: whole or not at all, and never over something that a person changed."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from enum import Enum
from pathlib import Path, PurePosixPath
from types import TracebackType

from docgen.production.folder_lock import LOCK, FolderLock
from docgen.production.manifest import (
    JOURNAL,
    MANIFEST,
    Entry,
    Journal,
    Manifest,
    digest_of,
    manifest_text,
    read_manifest,
)
from docgen.production.whole_file import TEMPORARY_FILES, FileHeldError, write_whole

_LARGEST_KNOWN = 200 * 1024 * 1024


class Outcome(Enum):
    """What became of one finished paper."""

    WRITTEN = "đã ghi"
    UNCHANGED = "giữ nguyên vì đã đúng"
    BESIDE = "ghi cạnh tệp đã sửa tay"
    LOCKED = "chưa ghi được vì tệp đang mở"


@dataclass(frozen=True, slots=True)
class Written:
    """Where a paper went: the path below the output folder that was meant, the one that was used, the outcome."""

    path: str
    used: str
    outcome: Outcome


class OutputPathError(OSError):
    """A part of the output folder leads outside it, or a folder stands where a file should go."""


def plan_path(root: Path, path: str, digest: str, manifest: Manifest) -> Written:
    """Decide, without writing, where bytes with this digest go when ``path`` is wanted. Raises OSError."""
    _refuse_outside(root, path)
    for candidate in _candidates(path):
        target = root / candidate
        found = _digest_on_disk(target)
        if found == digest:
            outcome = Outcome.UNCHANGED if candidate == path else Outcome.BESIDE
            return Written(path, candidate, outcome)
        if found is None or manifest.wrote(candidate, found):
            if any((target.parent / name).exists() for name in _owner_files(target.name)):
                return Written(path, candidate, Outcome.LOCKED)
            outcome = Outcome.WRITTEN if candidate == path else Outcome.BESIDE
            return Written(path, candidate, outcome)
    raise AssertionError("endless candidates")


class Output:
    """An output folder held by this run; use it in a ``with`` block, which makes the folder if it is missing.

    Raises :class:`~docgen.production.folder_lock.FolderInUseError` on entering when another run holds the folder, and
    OSError for a full disk or a refusing one; what was written before stays whole in every case.
    """

    def __init__(self, root: Path) -> None:
        """Prepare; nothing is touched before entering."""
        self.root = root
        self.manifest = Manifest()
        self._stack = ExitStack()
        self._journal: Journal | None = None
        self._folders: set[Path] = set()

    def __enter__(self) -> Output:
        """Take the folder: lock it, sweep what dead runs left, read what earlier runs wrote."""
        self.root.mkdir(parents=True, exist_ok=True)
        self._stack.enter_context(FolderLock(self.root))
        try:
            _sweep(self.root)
            self.manifest = read_manifest(self.root)
            self._journal = Journal(self.root)
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Settle the manifest of a run that ended well (the journal of another one stays) and let the folder go."""
        with self._stack:
            if self._journal is not None:
                self._journal.close()
            if kind is None:
                for folder in sorted(self._folders):
                    _sync_folder(folder)
                write_whole(self.root / MANIFEST, manifest_text(self.manifest).encode("utf-8"))
                (self.root / JOURNAL).unlink(missing_ok=True)
                _sync_folder(self.root)

    def put(self, path: str, data: bytes, type_id: str, subject_id: str) -> Written:
        """Write one finished paper. Raises OSError, but a file open in another program is an outcome."""
        entry = Entry(digest_of(data), type_id, subject_id)
        written = plan_path(self.root, path, entry.digest, self.manifest)
        if written.outcome is Outcome.LOCKED:
            return written
        target = self.root / written.used
        if _digest_on_disk(target) != entry.digest:
            target.parent.mkdir(parents=True, exist_ok=True)
            if self._journal is None:
                raise ValueError("put outside the with block")
            self._journal.note(written.used, entry)
            try:
                write_whole(target, data)
            except FileHeldError:
                return Written(path, written.used, Outcome.LOCKED)
            self._folders.add(target.parent)
        self.manifest.entries[written.used] = entry
        return written


def _candidates(path: str) -> Iterable[str]:
    yield path
    pure = PurePosixPath(path)
    count = 1
    while True:
        mark = " (bản mới)" if count == 1 else f" (bản mới {count})"
        yield str(pure.with_name(f"{pure.stem}{mark}{pure.suffix}"))
        count += 1


def _digest_on_disk(target: Path) -> str | None:
    """Return the digest of a file, None when there is none; something too large to be ours gets a digest of no file."""
    try:
        if target.is_dir():
            raise OutputPathError(errno.EISDIR, "có thư mục trùng tên với tệp cần ghi", str(target))
        if target.stat().st_size > _LARGEST_KNOWN:
            return "-"
        return digest_of(target.read_bytes())
    except FileNotFoundError:
        return "-" if target.is_symlink() else None


def _owner_files(name: str) -> tuple[str, ...]:
    """Names of the files by which Word and LibreOffice say that a document is open."""
    return (f"~${name}", f"~${name[1:]}", f"~${name[2:]}", f".~lock.{name}#")


def _refuse_outside(root: Path, path: str) -> None:
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or not (root / pure.parent).resolve().is_relative_to(root.resolve()):
        raise OutputPathError(errno.EXDEV, "đường dẫn ra ngoài thư mục kết quả", str(root / path))


def _sweep(root: Path) -> None:
    """Take away temporary files of dead runs: this run holds the folder, so no living run writes here.

    A folder below with a lock of its own is the output folder of other runs, which sweep it themselves.
    """
    for leftover in root.rglob(TEMPORARY_FILES):
        between = leftover.relative_to(root).parents
        if leftover.is_file() and not any((root / folder / LOCK).exists() for folder in between if folder.parts):
            leftover.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Force the names in a folder to disk; Windows has no such thing."""
    if sys.platform == "win32":  # pragma: no cover
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
