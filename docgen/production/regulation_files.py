"""The regulation in force of an enterprise as bytes: from its own folder among the records, never from outside it."""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePosixPath

from docgen.diagnostics import Diagnostic, Span
from docgen.production.complaints import REGULATION_UNREADABLE
from docgen.production.office import LARGEST_FILE, RECORDS
from docgen.records import REGULATIONS

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_SAVE_AS_WORD = "Mở bằng Word rồi lưu lại thành .docx, ghi tên tệp mới ở «tep»"
_HINTS = {
    ".pdf": "Tìm bản Word gốc, hoặc gõ lại thành .docx; ghi tên tệp mới ở «tep»",
    ".doc": _SAVE_AS_WORD,
    ".rtf": _SAVE_AS_WORD,
    ".odt": _SAVE_AS_WORD,
}


def read_regulation(root: Path, file: str, place: Span) -> tuple[bytes | None, list[Diagnostic]]:
    """Return the bytes of a regulation, or why it cannot be read, at the place of the record that names it.

    ``root`` is the office folder, ``file`` a path below ``records/noi_quy_hien_hanh``.
    """
    folder = root / RECORDS / REGULATIONS
    shown = f"{RECORDS}/{REGULATIONS}/{file}"
    suffix = PurePosixPath(file).suffix.lower()
    target = folder / file
    try:
        if not target.resolve().is_relative_to(folder.resolve()) or not folder.resolve().is_relative_to(root.resolve()):
            return _refused(place, f"«{shown}» dẫn ra ngoài thư mục {RECORDS}/{REGULATIONS}", "Chép hẳn tệp vào đó")
        if not target.exists():
            return _refused(place, f"không có tệp «{shown}»", "Chép tệp vào thư mục này, hoặc sửa «tep»")
        if suffix != ".docx":
            what = f"tệp {suffix}" if suffix else "tệp không có đuôi"
            hint = _HINTS.get(suffix, "Cần tệp Word .docx; ghi tên tệp mới ở «tep»")
            return _refused(place, f"«{shown}» là {what}, không phải văn bản Word .docx", hint)
        with os.fdopen(os.open(target, _FLAGS), "rb") as opened:
            if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
                return _refused(place, f"«{shown}» không phải là tệp thông thường", "Ghi tên một tệp .docx ở «tep»")
            data = opened.read(LARGEST_FILE + 1)
    except OSError as error:
        return _refused(place, f"máy không đọc được «{shown}»: {error.strerror}", "Kiểm tra quyền đọc của tệp")
    if len(data) > LARGEST_FILE:
        return _refused(place, f"«{shown}» nặng hơn {LARGEST_FILE // 2**20} MB", "Bỏ bớt ảnh trong tệp rồi lưu lại")
    return data, []


def _refused(place: Span, message: str, hint: str) -> tuple[None, list[Diagnostic]]:
    return None, [REGULATION_UNREADABLE.at(place, message, hint)]
