"""Which files of an office are records, and which lie there by mistake."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from docgen.diagnostics import Diagnostic, Span
from docgen.records.complaints import NOT_A_RECORD_FILE, OPEN_ELSEWHERE, STRAY_FILE, UNKNOWN_FOLDER
from docgen.records.kinds import RECORD_KINDS
from docgen.vietnamese import closest, slug

ROOT = "records"
REGULATIONS = "noi_quy_hien_hanh"
"""Folder below ``records/`` with the regulations in force as Word files; records name them, nothing else reads them."""
_READ = frozenset({".yaml", ".yml"})
_OF_THE_SYSTEM = frozenset({"thumbs.db", "desktop.ini"})


def record_files(files: Iterable[str]) -> tuple[list[tuple[str, str]], list[Diagnostic]]:
    """Return (file, kind) of each record file in a fixed order, and warnings about the others under ``records/``.

    Folders are compared by slug. Hidden files (a name that begins with a dot) and the system's own are passed over.
    """
    chosen: list[tuple[str, str]] = []
    complaints: list[Diagnostic] = []
    unknown_folders: dict[str, int] = {}
    for file in sorted(files):
        path = PurePosixPath(file)
        if path.parts[:1] != (ROOT,) or _is_hidden(path) or path.parts[1:2] == (REGULATIONS,):
            continue
        kind = slug(path.parts[1]) if len(path.parts) > 2 else ""
        if path.name.startswith("~$"):
            message = "đây là tệp tạm mà Word hoặc Excel tạo ra khi mở một tệp"
            hint = "Đóng tệp đang mở trong Word, Excel; tệp tạm sẽ tự mất"
            complaints.append(OPEN_ELSEWHERE.at(Span(file), message, hint))
        elif len(path.parts) < 3:
            complaints.append(_stray(path))
        elif kind not in RECORD_KINDS:
            folder = f"{ROOT}/{path.parts[1]}"
            unknown_folders[folder] = unknown_folders.get(folder, 0) + 1
        elif path.suffix.lower() not in _READ:
            complaints.append(_not_yaml(path))
        else:
            chosen.append((file, kind))
    complaints += [_unknown_folder(folder, count) for folder, count in unknown_folders.items()]
    return chosen, complaints


def _is_hidden(path: PurePosixPath) -> bool:
    return any(part.startswith(".") for part in path.parts) or path.name.casefold() in _OF_THE_SYSTEM


def _stray(path: PurePosixPath) -> Diagnostic:
    message = f"tệp không được đọc vì không nằm trong thư mục loại bản ghi nào của {ROOT}"
    near = closest(path.stem, RECORD_KINDS)
    where = f"Chuyển tệp vào {ROOT}/{near}/" if near else f"Chuyển tệp vào một trong: {', '.join(RECORD_KINDS)}"
    return STRAY_FILE.at(Span(str(path)), message, where)


def _unknown_folder(folder: str, count: int) -> Diagnostic:
    message = f"không có loại bản ghi này, {count} tệp trong thư mục không được đọc"
    near = closest(PurePosixPath(folder).name, RECORD_KINDS)
    hint = f"Có phải «{near}» không?" if near else f"Các thư mục được đọc: {', '.join(RECORD_KINDS)}"
    return UNKNOWN_FOLDER.at(Span(folder), message, hint)


def _not_yaml(path: PurePosixPath) -> Diagnostic:
    if path.suffix.lower() in {".xlsx", ".xls", ".ods", ".csv", ".docx", ".doc"}:
        message = f"tệp {path.suffix} không được đọc; bản ghi nằm trong tệp chữ .yaml"
        return NOT_A_RECORD_FILE.at(
            Span(str(path)), message, "Chép nội dung sang tệp .yaml, hoặc chuyển tệp đi nơi khác"
        )
    message = f"tệp {path.suffix or 'không có đuôi'} không được đọc; bản ghi nằm trong tệp có đuôi .yaml"
    return NOT_A_RECORD_FILE.at(Span(str(path)), message, "Đổi đuôi tệp thành .yaml, hoặc chuyển tệp đi nơi khác")
