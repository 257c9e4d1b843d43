"""Entries that only this user's docgen has written, in an office's ``.docgen`` or beside the key that tells.

An entry is sealed with a key that only this user has and that never lies in an office folder: one that came with
somebody else's folder is not even looked into, so that an entry may hold what must not be taken from strangers.
The seal covers the name, what the entry rests on and the program, so an entry can be missing or refused but never
stale. Every failure of the disk only means making the thing again.
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

CACHE_FOLDER = ".docgen"
_KEY_NAME = "khoa_bo_nho_dem"
_KEY_BYTES = 32
_SEAL_BYTES = 32


class SealedEntries:
    """Sealed bytes by name in one folder; ``mark`` opens each file, ``program`` is the digest of who writes it."""

    def __init__(self, folder: Path, key: bytes, mark: bytes, program: bytes) -> None:
        """``folder`` is there."""
        self._folder = folder
        self._key = key
        self._mark = mark
        self._program = program

    def get(self, name: str, digest: bytes) -> bytes | None:
        """Return what was kept under a name for what has this digest, None where that is not known for sure."""
        try:
            entry = self._path(name).read_bytes()
        except OSError:
            return None
        start = len(self._mark) + _SEAL_BYTES
        seal, packed = entry[len(self._mark) : start], entry[start:]
        is_ours = entry.startswith(self._mark) and hmac.compare_digest(seal, self._seal(name, digest, packed))
        return packed if is_ours else None

    def put(self, name: str, digest: bytes, packed: bytes) -> None:
        """Keep bytes under a name; never raises OSError."""
        path = self._path(name)
        temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        try:
            temporary.write_bytes(b"".join((self._mark, self._seal(name, digest, packed), packed)))
            temporary.replace(path)
        except OSError:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)

    def keep_newest(self, count: int) -> None:
        """Throw away the oldest entries beyond ``count``; never raises OSError."""
        with suppress(OSError):
            paths = sorted(self._folder.iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True)
            for path in paths[count:]:
                with suppress(OSError):
                    path.unlink()

    def keep_only(self, names: Iterable[str]) -> None:
        """Throw away the entries of other names, and what killed runs left; never raises OSError."""
        kept = {self._path(name).name for name in names}
        with suppress(OSError):
            for path in self._folder.iterdir():
                if path.name not in kept:
                    with suppress(OSError):
                        path.unlink()

    def _path(self, name: str) -> Path:
        return self._folder / hashlib.sha256(name.encode()).hexdigest()[:40]

    def _seal(self, name: str, digest: bytes, packed: bytes) -> bytes:
        seal = hmac.new(self._key, digestmod=hashlib.sha256)
        for part in (self._program, name.encode(), digest, packed):
            seal.update(len(part).to_bytes(8, "big"))
            seal.update(part)
        return seal.digest()


def open_entries(office: Path, name: str, mark: bytes, program: bytes) -> SealedEntries | None:
    """Return the entries of an office in ``.docgen/<name>``, made where there were none.

    None where none can be kept safely.
    """
    key = _user_key()
    if key is None:
        return None
    root = office / CACHE_FOLDER
    folder = root / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if root.is_symlink() or folder.is_symlink():
            return None
        ignore = root / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", "utf-8")
    except OSError:
        return None
    return SealedEntries(folder, key, mark, program)


def open_user_entries(name: str, mark: bytes, program: bytes) -> SealedEntries | None:
    """Return this user's entries of all offices, beside the key; None where none can be kept safely."""
    key = _user_key()
    if key is None:
        return None
    folder = state_folder() / name
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if folder.is_symlink():
            return None
    except OSError:
        return None
    return SealedEntries(folder, key, mark, program)


def _user_key() -> bytes | None:
    """Return this user's key, made at the first time; None where it cannot be kept from others."""
    try:
        path = state_folder() / _KEY_NAME
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


def state_folder() -> Path:
    """Where this user's programs keep what they know: never in an office folder."""
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "docgen"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "docgen"
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "docgen"
