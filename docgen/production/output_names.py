"""Where each paper goes below the output folder: names legal on Windows, all different, never outside.

Windows takes 259 characters for a whole path. The part below the output folder is kept to 150, wherever that folder
is, so that the same paper has the same name on every machine; long words give way first, then the folders.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from docgen.composition.document import Document
from docgen.vietnamese import nfc, safe_file_name, slug

_SAFE_PART = re.compile(r"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,78}[A-Za-z0-9_-])?$")
_RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)
_LONGEST_PART = 80
_LONGEST_BELOW = 150
_LONGEST_NAME = 120
_SHORTEST_NAME = 60
_DIGEST_LETTERS = 10


def wanted_path(document: Document, extension: str) -> str:
    """Return the path (with ``/``) that a document asks for below the output folder, with its extension (no dot).

    It takes at most 150 characters, all of them ASCII.
    """
    folder = _folder(document.folder)
    room = min(_LONGEST_NAME, _LONGEST_BELOW - len(folder) - 1)
    return str(PurePosixPath(folder, safe_file_name(document.file_id, document.file_label, extension, room)))


def _folder(parts: Iterable[str]) -> str:
    """Return the folder; one too long ends, where a name still fits in it, with a digest that tells it from others."""
    whole = "/".join(folder_part(part) for part in parts)
    room = _LONGEST_BELOW - _SHORTEST_NAME - 1
    if len(whole) <= room:
        return whole
    digest = hashlib.sha256(whole.encode("ascii")).hexdigest()[:_DIGEST_LETTERS]
    kept = PurePosixPath(whole[: room - len(digest) - 1])
    return str(PurePosixPath(*(folder_part(part) for part in kept.parts[:-1]), f"{_end(kept.name)}{digest}"))


def _end(name: str) -> str:
    kept = name.strip("._-")
    return f"{kept}_" if kept else ""


class Placer:
    """Gives every paper a path of its own; one that a disk might take for another's gets «-2», «-3»… at its end."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        """``taken`` are the paths of papers that are not placed here."""
        self._taken = {same_name_key(path) for path in taken}

    def place(self, wanted: str) -> str:
        """Return ``wanted`` or the next free path."""
        pure = PurePosixPath(wanted)
        path, count = wanted, 1
        while same_name_key(path) in self._taken:
            count += 1
            path = str(pure.with_name(f"{pure.stem}-{count}{pure.suffix}"))
        self._taken.add(same_name_key(path))
        return path


def folder_part(text: str) -> str:
    """Return one folder name made of ``text`` that every disk accepts and that never climbs out of its folder."""
    part = text if _SAFE_PART.match(text) else slug(text)[:_LONGEST_PART].strip("._-")
    if not part:
        return "khac"
    stem, dot, rest = part.partition(".")
    # Windows takes «con.txt» for the device too: the mark must stand before the dot.
    return f"{stem}_{dot}{rest}" if _RESERVED.match(part) else part


def same_name_key(path: str) -> str:
    """Return what two paths share when some disk takes them for one (letter case, Unicode form)."""
    return nfc(nfc(path).casefold())
