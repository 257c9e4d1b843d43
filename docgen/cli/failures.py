"""The machine's failures in plain words."""

from __future__ import annotations

import errno

import click

from docgen.cli.exit_codes import ExitCode

_NO_ACCESS = "máy không cho phép đọc hoặc ghi; hãy kiểm tra quyền của thư mục, hoặc đóng tệp đang mở"
_FULL = "đĩa đã đầy; hãy giải phóng bớt chỗ rồi chạy lại, các tệp đã ghi xong vẫn nguyên vẹn"
CLOSE_PROGRAMS = "hãy đóng bớt chương trình khác, hoặc thêm --tien-trinh 1, rồi chạy lại"
_WORDS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _NO_ACCESS,
    errno.EPERM: _NO_ACCESS,
    errno.EROFS: "ổ đĩa chỉ cho đọc; hãy chọn thư mục kết quả ở nơi khác bằng --ra",
    errno.EBUSY: "chương trình khác đang dùng tệp này; hãy đợi một lát rồi chạy lại",
    errno.ENOENT: "không tìm thấy tệp hoặc thư mục",
    errno.EEXIST: "đã có tệp trùng tên với thư mục cần tạo; hãy đổi tên tệp đó hoặc chọn thư mục khác",
    errno.ENOTDIR: "một phần của đường dẫn là tệp chứ không phải thư mục",
    errno.EISDIR: "có thư mục trùng tên với tệp cần ghi; hãy đổi tên thư mục đó",
    errno.EXDEV: "đường dẫn dẫn ra ngoài thư mục kết quả; hãy bỏ lối tắt (liên kết) ở đó",
    errno.ENAMETOOLONG: "tên đường dẫn quá dài; hãy chọn thư mục gần gốc ổ đĩa hơn",
    errno.EAGAIN: "máy không cho mở thêm tiến trình; " + CLOSE_PROGRAMS,
    errno.ENOMEM: "máy hết bộ nhớ; " + CLOSE_PROGRAMS,
    errno.EMFILE: "đang mở quá nhiều tệp cùng lúc; " + CLOSE_PROGRAMS,
    errno.ENFILE: "máy đang mở quá nhiều tệp cùng lúc; " + CLOSE_PROGRAMS,
    errno.EIO: "ổ đĩa báo lỗi khi đọc hoặc ghi; hãy kiểm tra ổ đĩa, dây mạng",
}


class MachineError(click.ClickException):
    """Something that is neither the clerk's records nor the command: shown in words, exit status 4."""

    exit_code = ExitCode.MACHINE


def words_for_shortage(error: MemoryError | RuntimeError) -> str | None:
    """Return what the machine ran out of and what to do; None when this is no shortage but a bug."""
    if isinstance(error, MemoryError):
        return f"máy hết bộ nhớ; {CLOSE_PROGRAMS}. Các tệp đã ghi xong vẫn nguyên vẹn"
    # Python has no exception of its own for it.
    if str(error).startswith("can't start new thread"):
        return f"máy không cho mở thêm luồng xử lý; {CLOSE_PROGRAMS}. Các tệp đã ghi xong vẫn nguyên vẹn"
    return None


def words_for(error: OSError) -> str:
    """Return what happened and what to do, with the file that it happened to."""
    if error.errno == errno.ENAMETOOLONG:
        from docgen.production import PathTooLongError

        if isinstance(error, PathTooLongError):
            return f"{error.filename}: {error.strerror}"
    what = _WORDS.get(error.errno or 0) or f"máy báo lỗi: {error.strerror or error}"
    return f"{error.filename}: {what}" if error.filename else what
