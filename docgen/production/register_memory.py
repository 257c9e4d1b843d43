"""Where a register stood, remembered outside its file: beside it, and where this user's programs keep what they know.

Who puts back last week's copy of the file has not put back these. A register is remembered by its own name, and each
place by the name of the register that was there; what cannot be kept is told, never passed over.
"""

from __future__ import annotations

import hashlib
import json
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from docgen.production.sealed_entries import state_folder
from docgen.production.whole_file import write_whole
from docgen.register import Head, parse_head

HEAD_FILE = "dau_so.txt"
_FOLDER = "so_cap_giay"
_NAME = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Remembered:
    """A register's name, where it stood, and where that is written."""

    id: str
    head: Head
    where: Path


def remembered(path: Path) -> list[Remembered]:
    """Return what is remembered of the register at a path: by the file beside it and by this user."""
    found = [_read(path.with_name(HEAD_FILE))]
    with suppress(OSError, RuntimeError):
        place = _place(path)
        if place.exists():
            found.append(_read(_state(place.read_text("utf-8").strip())))
    return [item for item in found if item is not None]


def remembered_by_name(id_: str) -> Remembered | None:
    """Return what this user remembers of a register wherever it lay."""
    try:
        return _read(_state(id_))
    except RuntimeError:
        return None


def remember(path: Path, id_: str, head: Head) -> bool:
    """Remember where the register stands now; never back to fewer lines. Tells whether both places took it."""
    kept = _write(path.with_name(HEAD_FILE), id_, head)
    try:
        state = _state(id_)
        state.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        kept = _write(state, id_, head) and kept
        place = _place(path)
        if not place.exists() or place.read_text("utf-8").strip() != id_:
            place.parent.mkdir(exist_ok=True)
            write_whole(place, f"{id_}\n".encode())
    except (OSError, RuntimeError):
        return False
    return kept


def forget_place(path: Path) -> None:
    """Forget which register lay at a path, because a new one is founded there on purpose. Raises OSError."""
    path.with_name(HEAD_FILE).unlink(missing_ok=True)
    with suppress(RuntimeError):
        _place(path).unlink(missing_ok=True)


def _write(target: Path, id_: str, head: Head) -> bool:
    """Write a head unless one of as many lines or more is there already: another run was quicker."""
    try:
        known = _read(target)
        if known is None or known.id != id_ or known.head.count < head.count:
            write_whole(target, _text(id_, head))
    except OSError:
        return False
    return True


def _text(id_: str, head: Head) -> bytes:
    note = "Tệp này ghi nhớ sổ cấp giấy đã đến đâu, để nhận ra bản cũ. Xin đừng sửa, đừng xóa."
    return json.dumps({"ghi_chu": note, "so": id_, "dau_so": str(head)}, ensure_ascii=False, indent=1).encode() + b"\n"


def _read(file: Path) -> Remembered | None:
    """Return what a file remembers; None for a missing one or one that says nothing."""
    try:
        row = json.loads(file.read_text("utf-8"))
        id_, head = str(row["so"]), parse_head(str(row["dau_so"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Remembered(id_, head, file) if head is not None and _NAME.fullmatch(id_) else None


def _state(id_: str) -> Path:
    return state_folder() / _FOLDER / f"{id_ if _NAME.fullmatch(id_) else 'khong'}.json"


def _place(path: Path) -> Path:
    name = hashlib.sha256(str(path.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:40]
    return state_folder() / _FOLDER / "noi" / name
