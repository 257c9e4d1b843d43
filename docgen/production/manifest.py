"""What earlier runs wrote into an output folder, so that a paper edited by hand is never written over.

``.docgen.json`` holds the digest of each file as it was last written. While a run goes on, every digest is added to a
journal *before* the file gets its name; a killed run leaves the journal, and the next run reads both. So a file whose
digest is in neither was changed by a person, or never came from docgen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

MANIFEST = ".docgen.json"
JOURNAL = ".docgen.nhat_ky"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One file that docgen wrote: SHA-256 of its bytes, the document type and the record that it was made for."""

    digest: str
    type_id: str
    subject_id: str


@dataclass(slots=True)
class Manifest:
    """Entries by path below the output folder; ``candidates`` adds digests that a killed run may have written."""

    entries: dict[str, Entry] = field(default_factory=dict)
    candidates: dict[str, set[str]] = field(default_factory=dict)

    def wrote(self, path: str, digest: str) -> bool:
        """Tell whether docgen wrote these bytes under this path."""
        entry = self.entries.get(path)
        return (entry is not None and entry.digest == digest) or digest in self.candidates.get(path, ())


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of ``data`` as hexadecimal text."""
    return hashlib.sha256(data).hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest and a left journal; one that is missing or damaged counts as empty.

    Empty is the safe side: unknown files are kept. Raises OSError when the disk cannot be read.
    """
    manifest = Manifest()
    for path, row in _rows_of_manifest(folder / MANIFEST):
        _take(row, path, manifest)
    for line in _text_of(folder / JOURNAL).splitlines():
        row = _json_or_none(line)
        if isinstance(row, dict) and isinstance(row.get("tep"), str):
            path = row["tep"]
            before = manifest.entries.get(path)
            if before is not None:
                manifest.candidates.setdefault(path, set()).add(before.digest)
            _take(row, path, manifest)
    return manifest


def manifest_text(manifest: Manifest) -> str:
    """Return the manifest as JSON, the same text for the same entries."""
    rows = {path: _row(entry) for path, entry in sorted(manifest.entries.items())}
    return json.dumps({"phien_ban": _VERSION, "tep": rows}, ensure_ascii=False, indent=1) + "\n"


class Journal:
    """The digests of the run that is going on, one JSON line each, handed to the system before the file is named."""

    def __init__(self, folder: Path) -> None:
        """Open the journal of an output folder, keeping what a killed run left in it. Raises OSError."""
        self._file: TextIO = (folder / JOURNAL).open("a", encoding="utf-8", newline="\n")

    def note(self, path: str, entry: Entry) -> None:
        """Say that ``path`` is about to hold this. Raises OSError."""
        self._file.write(json.dumps({"tep": path, **_row(entry)}, ensure_ascii=False) + "\n")
        self._file.flush()

    def close(self) -> None:
        """Close the file and leave it where it is."""
        self._file.close()


def _row(entry: Entry) -> dict[str, str]:
    return {"sha256": entry.digest, "loai": entry.type_id, "ma": entry.subject_id}


def _take(row: Mapping[str, Any], path: str, manifest: Manifest) -> None:
    digest = row.get("sha256")
    if isinstance(digest, str):
        manifest.entries[path] = Entry(digest, str(row.get("loai", "")), str(row.get("ma", "")))


def _rows_of_manifest(file: Path) -> list[tuple[str, dict[str, Any]]]:
    whole = _json_or_none(_text_of(file))
    rows = whole.get("tep") if isinstance(whole, dict) else None
    if not isinstance(rows, dict):
        return []
    return [(path, row) for path, row in rows.items() if isinstance(row, dict)]


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""


def _json_or_none(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None
