"""One paper before it is paper: a frozen, picklable value that an engine turns into bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Document:
    """What one paper says and where it goes.

    ``type_id`` is the folder of its type, ``subject_id`` the record it is made for, ``title`` a Vietnamese name for
    messages, ``folder`` the sub-folder parts below the output folder, ``file_id`` and ``file_label`` the parts of
    its file name (identifier first), ``fields`` plain data for tags (see ``docgen.model.to_fields``).
    """

    type_id: str
    subject_id: str
    title: str
    folder: tuple[str, ...]
    file_id: str
    file_label: str
    fields: dict[str, Any]
