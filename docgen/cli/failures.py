"""The machine's failures in plain words."""

from __future__ import annotations

import errno

import click

from docgen.cli.exit_codes import ExitCode

_NO_ACCESS = "máy không cho phép đọc hoặc ghi; hãy kiểm tra quyền của thư mục, hoặc đóng tệp đang mở"
_FULL = "đĩa đã đầy; hãy giải phóng bớt chỗ rồi chạy lại, các tệp đã ghi xong vẫn nguyên vẹn"
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
    errno.EIO: "ổ đĩa báo lỗi khi đọc hoặc ghi; hãy kiểm tra ổ đĩa, dây mạng",
}


class MachineError(click.ClickException):
    """Something that is neither the clerk's records nor the command: shown in words, exit status 4."""

    exit_code = ExitCode.MACHINE


def words_for(error: OSError) -> str:
    """Return what happened and what to do, with the file that it happened to."""
    what = _WORDS.get(error.errno or 0) or f"máy báo lỗi: {error.strerror or error}"
    return f"{error.filename}: {what}" if error.filename else what
