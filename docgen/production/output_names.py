"""Where each paper goes below the output folder: names legal on Windows, all different, never outside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from docgen.composition.document import Document
from docgen.vietnamese import nfc, safe_file_name, slug

_SAFE_PART = re.compile(r"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,78}[A-Za-z0-9_-])?$")
_RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)
_LONGEST_PART = 80


def place_documents(documents: Iterable[tuple[Document, str]]) -> list[str]:
    """Return the path of each document (with its extension, no dot) below the output folder, with ``/``.

    Paths are in the order of the documents; two that a disk might take for one get «-2», «-3»… after the name.
    """
    taken: set[str] = set()
    return [_free_path(document, extension, taken) for document, extension in documents]


def folder_part(text: str) -> str:
    """Return one folder name made of ``text`` that every disk accepts and that never climbs out of its folder."""
    part = text if _SAFE_PART.match(text) else slug(text)[:_LONGEST_PART].strip("._-")
    if not part:
        return "khac"
    return f"{part}_" if _RESERVED.match(part) else part


def same_name_key(path: str) -> str:
    """Return what two paths share when some disk takes them for one (letter case, Unicode form)."""
    return nfc(nfc(path).casefold())


def _free_path(document: Document, extension: str, taken: set[str]) -> str:
    folder = PurePosixPath(*(folder_part(part) for part in document.folder))
    name = safe_file_name(document.file_id, document.file_label, extension)
    path = str(folder / name)
    count = 1
    while same_name_key(path) in taken:
        count += 1
        path = str(folder / f"{name.removesuffix('.' + extension)}-{count}.{extension}")
    taken.add(same_name_key(path))
    return path
