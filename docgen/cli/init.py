"""``docgen init``: a new office folder."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli.console import result
from docgen.cli.exit_codes import ExitCode
from docgen.cli.options import OPTIONS


@click.command("init", options_metavar=OPTIONS)
@click.argument("folder", metavar="THƯ_MỤC", type=click.Path(path_type=Path))
def init(folder: Path) -> int:
    """Tạo THƯ_MỤC văn phòng mới: mẫu văn bản, chỗ để hồ sơ và mỗi loại hồ sơ một ví dụ có chú thích.

    Thư mục phải chưa có hoặc còn trống.
    """
    from docgen.production import FolderNotEmptyError, new_office

    try:
        files = new_office(folder)
    except FolderNotEmptyError as error:
        message = f"thư mục «{folder}» đã có tệp bên trong; hãy chọn tên thư mục mới hoặc thư mục trống"
        raise click.UsageError(message) from error
    result(f"Đã tạo thư mục văn phòng {folder} gồm {len(files)} tệp:")
    result("  templates  mẫu văn bản: mở và sửa bằng Word")
    result("  vi_du      hồ sơ ví dụ có chú thích, mỗi loại một tệp; không dùng để làm văn bản")
    result("  records    hồ sơ của đơn vị, đang trống")
    result("Bước tiếp theo: chép từng tệp từ vi_du sang thư mục cùng tên trong records, sửa cho đúng đơn vị mình, rồi")
    result(f'  docgen --thu-muc "{folder}" check   để kiểm tra hồ sơ')
    result(f'  docgen --thu-muc "{folder}" build   để làm văn bản')
    return ExitCode.GOOD
