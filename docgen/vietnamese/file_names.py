"""Names of files that every system takes, that tell papers apart and that a person can read."""

from __future__ import annotations

import hashlib
import re

from docgen.vietnamese.slug import slug

_PLAIN_IDENTIFIER = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
_EXTENSION = re.compile(r"[a-z0-9]{1,10}")
_DIGEST_LETTERS = 10


def safe_file_name(identifier: str, label: str, extension: str, max_bytes: int = 120) -> str:
    """Return ``identifier-unaccented_label.extension``: ASCII, legal on Windows, at most ``max_bytes`` bytes.

    The identifier ends at the last hyphen, so two identifiers never share a name whatever their labels are, and no
    name is a reserved one such as ``con``. An identifier that is not plain (lower-case a-z, 0-9, joined by ``_`` or
    ``-``) or is too long is made plain and carries a digest of itself. The label is cut between words where it can be.
    Raises ValueError when the extension is not 1 to 10 lower-case letters or digits, or ``max_bytes`` is below 40.
    """
    extension = extension.removeprefix(".")
    if not _EXTENSION.fullmatch(extension):
        raise ValueError(f"not a file extension: {extension!r}")
    if max_bytes < 40:
        raise ValueError(f"no room for a name in {max_bytes} bytes")
    room = max_bytes - len(extension) - 1
    start = f"{_plain(identifier, room - 1)}-"
    return f"{start}{_cut(slug(label), room - len(start))}.{extension}"


def _plain(identifier: str, room: int) -> str:
    if _PLAIN_IDENTIFIER.fullmatch(identifier) and len(identifier) <= room:
        return identifier
    digest = hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST_LETTERS]
    readable = slug(identifier)[: room - len(digest) - 1].strip("_")
    return f"{readable}_{digest}" if readable else digest


def _cut(words: str, room: int) -> str:
    if len(words) <= room:
        return words
    kept = words[: max(room, 0)]
    whole_words = kept.rpartition("_")[0] if words[len(kept)] != "_" else kept
    return (whole_words or kept).strip("_")
