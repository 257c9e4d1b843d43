"""``docgen check``: look at records and templates, write nothing."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli.console import complain, complain_about, count_of, result
from docgen.cli.exit_codes import ExitCode
from docgen.cli.options import OPTIONS, folder_option, office_folder


@click.command("check", options_metavar=OPTIONS)
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON cho chương trình khác đọc.")
@folder_option
def check(as_json: bool, folder: Path | None) -> int:
    """Kiểm tra mọi hồ sơ và mẫu, liệt kê tất cả các lỗi cùng lúc; không ghi tệp nào.

    Mỗi lỗi có tên tệp, số dòng, số cột, chính dòng đó và cách sửa.
    """
    from docgen.diagnostics import render_json
    from docgen.production import preview

    seen = preview(office_folder(folder))
    if as_json:
        result(render_json(seen.diagnostics))
    else:
        complain_about(seen.diagnostics, seen.checked.sources)
    if any(item.is_error for item in seen.diagnostics):
        if not as_json:
            complain("Hãy sửa các lỗi trên; khi còn lỗi thì chưa văn bản nào được làm.")
        return ExitCode.WRONG_OFFICE
    if not as_json:
        files = len(seen.checked.office.records) + len(seen.checked.office.templates)
        result(f"Đã kiểm tra {files} tệp, làm được {seen.papers} văn bản: {count_of(seen.diagnostics)}.")
    return ExitCode.GOOD
