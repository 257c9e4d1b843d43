"""What record files, and the rules across them, said the last time, so that unchanged ones are not read again.

One entry a file and one for the rules, below ``.docgen/ho_so`` in the office folder (git passes it over), sealed (see
:mod:`docgen.production.sealed_entries`). The whole folder may be thrown away at any time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from docgen.diagnostics import Diagnostic
from docgen.production.program_digest import program_digest
from docgen.production.sealed_entries import SealedEntries, open_entries
from docgen.records import FileReading, ForeignBytesError, pack_complaints, unpack, unpack_complaints

_ENTRIES = "ho_so"
_MARK = b"docgen ho so 1\n"
_ROOMS = ("diagnostics", "vietnamese", "schema", "model", "records", "review")
_ACROSS = "records (soát chéo)"
"""Stands for the name of a file in the entry of the rules across records."""


class RecordsCache:
    """Sealed readings of the record files of one office."""

    def __init__(self, entries: SealedEntries) -> None:
        """Nothing is read yet."""
        self._entries = entries
        self._digests: dict[str, bytes] = {}

    def get(self, file: str, data: bytes) -> FileReading | None:
        """Return what a record file with these bytes says, or None where that is not known for sure."""
        self._digests[file] = hashlib.sha256(data).digest()
        packed = self._entries.get(file, self._digests[file])
        try:
            return unpack(packed) if packed is not None else None
        except ForeignBytesError:
            return None

    def put(self, file: str, packed: bytes) -> None:
        """Keep what ``docgen.records.pack`` made of a file whose bytes ``get`` has seen; never raises OSError."""
        self._entries.put(file, self._digests[file], packed)

    def across(self) -> list[Diagnostic] | None:
        """Return what the rules said across records when all files were as ``get`` has seen them, or None."""
        packed = self._entries.get(_ACROSS, self._all())
        try:
            return unpack_complaints(packed) if packed is not None else None
        except ForeignBytesError:
            return None

    def put_across(self, complaints: Iterable[Diagnostic]) -> None:
        """Keep what the rules say across records of the files as ``get`` has seen them; never raises OSError."""
        self._entries.put(_ACROSS, self._all(), pack_complaints(complaints))

    def sweep(self) -> None:
        """Throw away the entries of files that ``get`` was not asked for, and what killed runs left."""
        self._entries.keep_only((*self._digests, _ACROSS))

    def _all(self) -> bytes:
        rows = (name.encode() + b"\0" + digest for name, digest in sorted(self._digests.items()))
        return hashlib.sha256(b"".join(len(row).to_bytes(8, "big") + row for row in rows)).digest()


def open_cache(office: Path) -> RecordsCache | None:
    """Return the cache of an office folder, made where there was none; None where none can be kept safely."""
    entries = open_entries(office, _ENTRIES, _MARK, program_digest(*_ROOMS))
    return None if entries is None else RecordsCache(entries)
