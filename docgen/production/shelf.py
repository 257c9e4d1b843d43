"""An output folder as it lies on the disk, told against the journal: which files are ours, which a person changed."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path, PurePosixPath

from docgen.production.foundations import is_form
from docgen.production.journal import FileNote, Journal
from docgen.production.older_journal import read_older
from docgen.production.papers import Paper

_LARGEST_KNOWN = 200 * 1024 * 1024
_OF_NO_FILE = b"-"


class State(Enum):
    """How a paper stands in the output folder."""

    NEW = "mới"
    CURRENT = "còn đúng"
    RECORD_CHANGED = "cũ vì bản ghi"
    FORM_CHANGED = "cũ vì mẫu"
    EDITED = "đã sửa tay"
    MISSING = "thiếu tệp"
    EXTRA = "thừa"


class OutputPathError(OSError):
    """A part of the output folder leads outside it, or a folder stands where a file should go."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How one paper stands: its state, the files that made it old, the path of its text of today, whether to make it.

    ``used`` differs from the paper's path where that holds a file that was edited by hand.
    """

    paper: Paper
    state: State
    because: tuple[str, ...]
    used: str
    needed: bool


class Shelf:
    """The files below one output folder; looks, never writes. Every method raises OSError when the disk fails."""

    def __init__(self, root: Path, journal: Journal, *, verify: bool = False) -> None:
        """With ``verify`` every file is read; without, one whose size and times are those of last time is believed."""
        self.root = root
        self._journal = journal
        self._verify = verify
        self._below = f"{root}{os.sep}"
        self._inside: set[str] = set()
        self._possible: dict[str, list[FileNote]] = {}
        self.older, intended = read_older(root, journal)
        journal.files.update((note.path, note) for note in self.older)
        for note in (*journal.intended, *intended):
            self._possible.setdefault(note.path, []).append(note)
        self._refreshed: set[str] = set()

    def settle_intended(self) -> None:
        """Find out which files a killed run had written already."""
        for path in self._possible:
            seen = self.seen(path)
            if seen is not None:
                self.note_of(path, seen)

    def standing(self, paper: Paper) -> Standing:
        """Tell how a paper stands and where its text of today belongs."""
        edited = False
        for candidate in candidates(paper.path):
            seen = self.seen(candidate)
            if seen is None:
                known = candidate in self._journal.files
                state = State.EDITED if edited else State.MISSING if known else State.NEW
                return Standing(paper, state, (), candidate, needed=True)
            note = self.note_of(candidate, seen)
            if note is None:
                edited = True
                continue
            state, because = self._judge(paper, note)
            needed = state is not State.CURRENT
            if not needed and self._journal.changed(note.rests_on):
                self._refresh(note._replace(rests_on=self._journal.rests_on(paper.rests_on)))
            return Standing(paper, State.EDITED if edited else state, because, candidate, needed)
        raise AssertionError("endless candidates")

    def note_of(self, path: str, seen: tuple[int, int, int]) -> FileNote | None:
        """Return what is known of an existing file, or None when it does not hold what docgen wrote there."""
        note = self._journal.files.get(path)
        if note is not None and note.seen == seen and not self._verify:
            return note
        found = self.digest(path)
        for known in (note, *self._possible.get(path, ())):
            if known is not None and known.digest == found:
                self._refresh(known._replace(seen=seen))
                return self._journal.files[path]
        return None

    def refreshed(self) -> list[FileNote]:
        """Return what the journal should know better about files than it was told so far."""
        return [self._journal.files[path] for path in sorted(self._refreshed) if path in self._journal.files]

    def _refresh(self, note: FileNote) -> None:
        self._journal.files[note.path] = note
        self._refreshed.add(note.path)

    def wrote(self, path: str, digest: bytes) -> bool:
        """Tell whether docgen wrote these bytes under this path."""
        notes = (self._journal.files.get(path), *self._possible.get(path, ()))
        return any(note is not None and note.digest == digest for note in notes)

    def seen(self, path: str) -> tuple[int, int, int] | None:
        """Return size, time of change and of last touch (ns) of a file; None when there is none."""
        self._refuse_outside(path)
        target = f"{self._below}{path}"
        try:
            status = os.lstat(target)
            if stat.S_ISLNK(status.st_mode):
                status = os.stat(target)  # noqa: PTH116 - tens of thousands of these, four times as fast
        except FileNotFoundError:
            return (-1, 0, 0) if os.path.islink(target) else None  # noqa: PTH114 - as above
        if stat.S_ISDIR(status.st_mode):
            raise OutputPathError(errno.EISDIR, "có thư mục trùng tên với tệp cần ghi", target)
        return (status.st_size, status.st_mtime_ns, status.st_ctime_ns)

    def is_open(self, path: str) -> bool:
        """Tell whether Word or LibreOffice says that a file is open there."""
        folder, _, name = path.rpartition("/")
        return any(os.path.exists(f"{self._below}{folder}/{owner}") for owner in owner_files(name))  # noqa: PTH110 - as in ``seen``

    def digest(self, path: str) -> bytes | None:
        """Return the SHA-256 of a file, None when there is none; what is too large to be ours has that of no file."""
        seen = self.seen(path)
        if seen is None:
            return None
        if not 0 <= seen[0] <= _LARGEST_KNOWN:
            return _OF_NO_FILE
        return hashlib.sha256((self.root / path).read_bytes()).digest()

    def superfluous(
        self, standings: Iterable[Standing], types: Iterable[str] | None, apart: Collection[str] = ()
    ) -> list[str]:
        """Return the files of docgen that no paper has any more, sorted; of all types when ``types`` is None.

        Those of the types ``apart`` are not among them: another command makes these.
        """
        wanted = None if types is None else set(types)
        notes = ((path, self._journal.files[path]) for path in self.unused(standings))
        return sorted(
            path
            for path, note in notes
            if (wanted is None or note.type_id in wanted) and note.type_id not in apart and (self.root / path).is_file()
        )

    def unused(self, standings: Iterable[Standing]) -> list[str]:
        """Return the paths that the journal knows and none of these papers uses, sorted; they may be gone by now."""
        used = {path for standing in standings for path in (standing.paper.path, standing.used)}
        return sorted(self._journal.files.keys() - used)

    def _judge(self, paper: Paper, note: FileNote) -> tuple[State, tuple[str, ...]]:
        changed = self._journal.changed(note.rests_on)
        forms = tuple(name for name in changed if is_form(name))
        if note.said == paper.said:
            return (State.FORM_CHANGED, forms) if forms else (State.CURRENT, ())
        if not note.said or changed == forms != ():
            return State.FORM_CHANGED, forms
        return State.RECORD_CHANGED, changed

    def _refuse_outside(self, path: str) -> None:
        folder, _, name = path.rpartition("/")
        if folder in self._inside and name != "..":
            return
        pure = PurePosixPath(path)
        inside = (self.root / pure.parent).resolve().is_relative_to(self.root.resolve())
        if pure.is_absolute() or ".." in pure.parts or not inside:
            raise OutputPathError(errno.EXDEV, "đường dẫn ra ngoài thư mục kết quả", str(self.root / path))
        self._inside.add(folder)


def candidates(path: str) -> Iterator[str]:
    """Yield the path and the ones beside it that are tried when a person's file stands there; there is no end."""
    yield path
    pure = PurePosixPath(path)
    count = 1
    while True:
        mark = " (bản mới)" if count == 1 else f" (bản mới {count})"
        yield str(pure.with_name(f"{pure.stem}{mark}{pure.suffix}"))
        count += 1


def owner_files(name: str) -> tuple[str, ...]:
    """Names of the files by which Word and LibreOffice say that a document is open."""
    return (f"~${name}", f"~${name[1:]}", f"~${name[2:]}", f".~lock.{name}#")
