"""What record files, and the rules across them, said the last time, so that unchanged ones are not read again.

One entry a file and one for the rules, below ``.docgen/ho_so`` in the office folder (git passes it over), sealed with
a key that only this user has and that never lies in an office folder: an entry that came with somebody else's folder
is not even looked into. The seal covers name and bytes of the record files and the program, so an entry can be
missing or refused but never stale. The whole folder may be thrown away at any time.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from docgen.diagnostics import Diagnostic
from docgen.production.program_digest import program_digest
from docgen.records import FileReading, ForeignBytesError, pack_complaints, unpack, unpack_complaints

CACHE_FOLDER = ".docgen"
_ENTRIES = "ho_so"
_KEY_NAME = "khoa_bo_nho_dem"
_KEY_BYTES = 32
_SEAL_BYTES = 32
_MARK = b"docgen ho so 1\n"
_ROOMS = ("diagnostics", "vietnamese", "schema", "model", "records", "review")
_ACROSS = "records (soát chéo)"
"""Stands for the name of a file in the entry of the rules across records."""


class RecordsCache:
    """Sealed readings of the record files of one office; every failure of the disk only means reading again."""

    def __init__(self, folder: Path, key: bytes, program: bytes) -> None:
        """``folder`` is there; ``program`` is the digest of the program that reads and writes."""
        self._folder = folder
        self._key = key
        self._program = program
        self._digests: dict[str, bytes] = {}

    def get(self, file: str, data: bytes) -> FileReading | None:
        """Return what a record file with these bytes says, or None where that is not known for sure."""
        self._digests[file] = hashlib.sha256(data).digest()
        packed = self._unsealed(file, self._digests[file])
        try:
            return unpack(packed) if packed is not None else None
        except ForeignBytesError:
            return None

    def put(self, file: str, packed: bytes) -> None:
        """Keep what ``docgen.records.pack`` made of a file whose bytes ``get`` has seen; never raises OSError."""
        self._keep(file, self._digests[file], packed)

    def across(self) -> list[Diagnostic] | None:
        """Return what the rules said across records when all files were as ``get`` has seen them, or None."""
        packed = self._unsealed(_ACROSS, self._all())
        try:
            return unpack_complaints(packed) if packed is not None else None
        except ForeignBytesError:
            return None

    def put_across(self, complaints: Iterable[Diagnostic]) -> None:
        """Keep what the rules say across records of the files as ``get`` has seen them; never raises OSError."""
        self._keep(_ACROSS, self._all(), pack_complaints(complaints))

    def sweep(self) -> None:
        """Throw away the entries of files that ``get`` was not asked for, and what killed runs left."""
        kept = {self._path(file).name for file in (*self._digests, _ACROSS)}
        with suppress(OSError):
            for path in self._folder.iterdir():
                if path.name not in kept:
                    with suppress(OSError):
                        path.unlink()

    def _all(self) -> bytes:
        rows = (name.encode() + b"\0" + digest for name, digest in sorted(self._digests.items()))
        return hashlib.sha256(b"".join(len(row).to_bytes(8, "big") + row for row in rows)).digest()

    def _unsealed(self, name: str, digest: bytes) -> bytes | None:
        try:
            entry = self._path(name).read_bytes()
        except OSError:
            return None
        start = len(_MARK) + _SEAL_BYTES
        seal, packed = entry[len(_MARK) : start], entry[start:]
        is_ours = entry.startswith(_MARK) and hmac.compare_digest(seal, self._seal(name, digest, packed))
        return packed if is_ours else None

    def _keep(self, name: str, digest: bytes, packed: bytes) -> None:
        path = self._path(name)
        temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        try:
            temporary.write_bytes(b"".join((_MARK, self._seal(name, digest, packed), packed)))
            temporary.replace(path)
        except OSError:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self._folder / hashlib.sha256(name.encode()).hexdigest()[:40]

    def _seal(self, name: str, digest: bytes, packed: bytes) -> bytes:
        seal = hmac.new(self._key, digestmod=hashlib.sha256)
        for part in (self._program, name.encode(), digest, packed):
            seal.update(len(part).to_bytes(8, "big"))
            seal.update(part)
        return seal.digest()


def open_cache(office: Path) -> RecordsCache | None:
    """Return the cache of an office folder, made where there was none; None where none can be kept safely."""
    key = _user_key()
    if key is None:
        return None
    root = office / CACHE_FOLDER
    folder = root / _ENTRIES
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if root.is_symlink() or folder.is_symlink():
            return None
        ignore = root / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", "utf-8")
    except OSError:
        return None
    return RecordsCache(folder, key, program_digest(*_ROOMS))


def _user_key() -> bytes | None:
    """Return this user's key, made at the first time; None where it cannot be kept from others."""
    try:
        path = _state_folder() / _KEY_NAME
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            _make_key(path)
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            key = file.read(_KEY_BYTES + 1)
    except (OSError, RuntimeError):
        return None
    private = os.name == "nt" or (status.st_uid == os.getuid() and not stat.S_IMODE(status.st_mode) & 0o077)
    return key if private and len(key) == _KEY_BYTES else None


def _make_key(path: Path) -> None:
    """Write a new key; of two first runs at once the later one wins, and the other's entries are refused next time."""
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(8)}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(_KEY_BYTES))
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _state_folder() -> Path:
    """Where this user's programs keep what they know: never in an office folder."""
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "docgen"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "docgen"
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "docgen"
