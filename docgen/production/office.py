"""The files of one office folder, read once; all papers of a run come from these bytes."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from docgen.diagnostics import Diagnostic, Span
from docgen.production.complaints import (
    LINK_TO_OUTSIDE,
    MISSING_FOLDER,
    NOT_A_FILE,
    OVERSIZED_FILE,
    TOO_MANY_FILES,
    UNREADABLE_NAME,
)
from docgen.records import REGULATIONS
from docgen.vietnamese import nfc

RECORDS = "records"
TEMPLATES = "templates"
REVIEW_COPY = ".gop_y.docx"
"""How the names of templates end that carry the complaints about them as comments; they are no templates."""
MOST_FILES = 100_000
LARGEST_FILE = 20 * 1024 * 1024
# A named pipe must not hold the program until someone writes into it.
_READ_WITHOUT_WAITING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_WHAT_IT_HOLDS = {RECORDS: "hồ sơ (cơ quan, khu, doanh nghiệp…)", TEMPLATES: "mẫu văn bản"}


@dataclass(frozen=True, slots=True)
class Office:
    """The files of an office: bytes by path below the folder (``records/khu/bao_minh.yaml``, always with ``/``)."""

    folder: Path
    records: Mapping[str, bytes] = field(default_factory=dict)
    templates: Mapping[str, bytes] = field(default_factory=dict)


def read_office(folder: Path) -> tuple[Office, list[Diagnostic]]:
    """Read ``records/**`` and ``templates/**`` of an office folder.

    Files that Word or an editor leaves behind (``~$…``, ``….tmp``) and hidden files are passed over. A missing
    folder, a link that leads outside, a file over 20 MB are complaints. Raises OSError when the disk cannot be read.
    """
    root = folder.resolve()
    diagnostics: list[Diagnostic] = []
    parts = {name: _read_part(root, name, diagnostics) for name in (RECORDS, TEMPLATES)}
    return Office(root, parts[RECORDS], parts[TEMPLATES]), diagnostics


def _read_part(root: Path, name: str, diagnostics: list[Diagnostic]) -> dict[str, bytes]:
    part = root / name
    if not part.is_dir():
        diagnostics.append(
            MISSING_FOLDER.at(
                Span(name),
                f"không có thư mục «{name}» chứa {_WHAT_IT_HOLDS[name]} trong {root}",
                "Chạy lệnh trong thư mục văn phòng, hoặc chỉ rõ bằng --thu-muc",
                "Chưa có thư mục văn phòng thì tạo bằng lệnh: docgen init TÊN_THƯ_MỤC",
            )
        )
        return {}
    if not part.resolve().is_relative_to(root):
        diagnostics.append(_leads_outside(name))
        return {}
    files: dict[str, bytes] = {}
    for path in _files_below(part, root, diagnostics):
        if len(files) >= MOST_FILES:
            diagnostics.append(
                TOO_MANY_FILES.at(
                    Span(name),
                    f"thư mục «{name}» có hơn {MOST_FILES} tệp",
                    "Chuyển những tệp không phải hồ sơ, mẫu ra thư mục khác",
                )
            )
            break
        data = _read_file(path, root, diagnostics)
        if data is not None:
            files[_name_of(path, root)] = data
    return files


def _files_below(folder: Path, root: Path, diagnostics: list[Diagnostic]) -> Iterator[Path]:
    """Yield the files below a folder in order of their names; linked folders are complained about, not entered."""
    for entry in sorted(folder.iterdir(), key=lambda item: nfc(item.name)):
        if _passed_over(entry.name) or (entry.name == REGULATIONS and folder == root / RECORDS):
            continue
        if not entry.is_dir():
            yield entry
        elif entry.is_symlink():
            diagnostics.append(_leads_outside(_name_of(entry, root)))
        else:
            yield from _files_below(entry, root, diagnostics)


def _passed_over(name: str) -> bool:
    if name.startswith((".", "~$")) or name in {"Thumbs.db", "desktop.ini"}:
        return True
    return name.lower().endswith((".tmp", "~", REVIEW_COPY))


def _read_file(path: Path, root: Path, diagnostics: list[Diagnostic]) -> bytes | None:
    name = _name_of(path, root)
    span = Span(name)
    if any("\ud800" <= char <= "\udfff" for char in path.name):
        diagnostics.append(UNREADABLE_NAME.at(span, "tên tệp có ký tự bị hỏng", "Đổi tên tệp bằng chữ không dấu"))
        return None
    if path.is_symlink() and not path.resolve().is_relative_to(root):
        diagnostics.append(_leads_outside(name))
        return None
    with os.fdopen(os.open(path, _READ_WITHOUT_WAITING), "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            diagnostics.append(NOT_A_FILE.at(span, "đây không phải là tệp thông thường", "Chuyển nó ra khỏi thư mục"))
            return None
        data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        diagnostics.append(
            OVERSIZED_FILE.at(
                span,
                f"tệp nặng hơn {LARGEST_FILE // 1024 // 1024} MB nên không được đọc",
                "Chia hồ sơ thành nhiều tệp, hoặc chuyển tệp không liên quan ra chỗ khác",
            )
        )
        return None
    return data


def _name_of(path: Path, root: Path) -> str:
    text = path.relative_to(root).as_posix()
    return nfc(text.encode("utf-8", "replace").decode("utf-8"))


def _leads_outside(name: str) -> Diagnostic:
    return LINK_TO_OUTSIDE.at(
        Span(name),
        "đây là lối tắt (liên kết) tới nơi khác nên không được đọc",
        "Chép hẳn tệp, thư mục vào đây thay cho lối tắt",
    )
