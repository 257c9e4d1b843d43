"""Which program this is: not a number that somebody must remember to raise, but its files themselves."""

from __future__ import annotations

import hashlib
import secrets
import sys
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import docgen

_LIBRARIES = (
    *("pydantic", "pydantic-core", "pyyaml", "jinja2", "markupsafe", "lxml", "python-docx", "docxtpl", "isal"),
    *("reportlab", "pillow", "cryptography"),
)


@lru_cache(maxsize=16)
def program_digest(*rooms: str) -> bytes:
    """Return the SHA-256 of the files of these rooms (of all when none is named), of Python and of the libraries.

    Files are code, fonts, tables of widths: whatever lies in a room but what Python compiles for itself.

    Two programs with the same digest make the same values of the same bytes. Where the code cannot be read, every
    process has a digest of its own, so that nothing of an earlier one is trusted.
    """
    package = Path(docgen.__file__).resolve().parent
    digest = hashlib.sha256(f"{docgen.__version__} {sys.version}".encode())
    try:
        files = [file for room in rooms or ("",) for file in sorted((package / room).rglob("*")) if _counts(file)]
        for file in files:
            data = file.read_bytes()
            digest.update(f"\n{file.relative_to(package).as_posix()} {len(data)}\n".encode() + data)
    except OSError:
        files = []
    if not files:
        digest.update(secrets.token_bytes(32))
    for library in _LIBRARIES:
        digest.update(f"\n{library} {_version(library)}".encode())
    return digest.digest()


def _counts(file: Path) -> bool:
    return "__pycache__" not in file.parts and file.suffix != ".pyc" and file.is_file()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "not installed"
