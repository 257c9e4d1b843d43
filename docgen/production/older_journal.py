"""The journal of earlier versions, ``.docgen.json`` and ``.docgen.nhat_ky``: read once, then taken away."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from docgen.production.journal import FileNote, Journal

_WRITTEN = ".docgen.json"
_GOING_ON = ".docgen.nhat_ky"
_NEVER_SEEN = (0, 0, 0)


def read_older(root: Path, journal: Journal) -> tuple[list[FileNote], list[FileNote]]:
    """Return the files that earlier versions wrote, and those that a killed run of theirs may have written.

    What the journal knows itself is left out, and so is what cannot be read: those files are kept. Raises OSError.
    """
    whole = _json_or_none(_text_of(root / _WRITTEN))
    rows = whole.get("tep") if isinstance(whole, dict) else None
    written = [note for path, row in (rows.items() if isinstance(rows, dict) else ()) for note in _notes(path, row)]
    lines = map(_json_or_none, _text_of(root / _GOING_ON).splitlines())
    intended = [note for row in lines if isinstance(row, dict) for note in _notes(row.get("tep"), row)]
    known = journal.files
    return [it for it in written if it.path not in known], [it for it in intended if it.path not in known]


def forget_older(root: Path) -> None:
    """Take the files of the older journal away: the journal holds what they held. Raises OSError."""
    for name in (_WRITTEN, _GOING_ON):
        (root / name).unlink(missing_ok=True)


def _notes(path: Any, row: Any) -> Iterator[FileNote]:
    if isinstance(path, str) and isinstance(row, Mapping):
        try:
            digest = bytes.fromhex(str(row.get("sha256")))
        except ValueError:
            return
        yield FileNote(path, str(row.get("loai", "")), str(row.get("ma", "")), digest, _NEVER_SEEN, b"", "")


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
