"""``docgen check``: look at records and templates, change nothing; on request give templates back with comments."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.console import complain, complain_about, count_of, result
from docgen.cli.exit_codes import ExitCode
from docgen.cli.options import OPTIONS, folder_option, office_folder

if TYPE_CHECKING:
    from docgen.production import Preview


@click.command("check", options_metavar=OPTIONS)
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON cho chương trình khác đọc.")
@click.option(
    "--word",
    "copies",
    is_flag=True,
    help="Chép mỗi mẫu Word có lỗi, lưu ý thành <tên>.gop_y.docx bên cạnh, mỗi lỗi là một ghi chú (comment) tại chỗ.",
)
@folder_option
def check(as_json: bool, copies: bool, folder: Path | None) -> int:
    """Kiểm tra mọi hồ sơ và mẫu, liệt kê tất cả các lỗi cùng lúc; không sửa tệp nào.

    Mỗi lỗi có tên tệp, số dòng, số cột (với mẫu Word: phần, đoạn), chính dòng đó và cách sửa. Lưu ý thì không cản việc
    làm văn bản: trường có thể để trống mà mẫu in thẳng, điều kiện không bản ghi nào làm đúng, trường không bao giờ có.
    """
    from docgen.diagnostics import render_json
    from docgen.production import examine

    seen = examine(office_folder(folder))
    if as_json:
        result(render_json(seen.diagnostics))
    else:
        complain_about(seen.diagnostics, seen.checked.sources)
    if copies:
        _write_copies(seen)
    if any(item.is_error for item in seen.diagnostics):
        if not as_json:
            complain("Hãy sửa các lỗi trên; khi còn lỗi thì chưa văn bản nào được làm.")
        return ExitCode.WRONG_OFFICE
    if not as_json:
        files = len(seen.checked.office.records) + len(seen.checked.office.templates)
        result(f"Đã kiểm tra {files} tệp, làm được {seen.papers} văn bản: {count_of(seen.diagnostics)}.")
    return ExitCode.GOOD


def _write_copies(seen: Preview) -> None:
    """Write the annotated copies and say where; on the side of complaints, so that JSON stays alone."""
    from docgen.production import write_review_copies

    written = write_review_copies(seen.checked.office, seen.diagnostics)
    if not written:
        complain("Không có lỗi hay lưu ý nào về mẫu Word nên không chép bản góp ý nào.")
    for item in written:
        if item.copy is None:
            complain(f"Mẫu {item.template} không mở được nên không chép được bản góp ý.")
        else:
            complain(f"Bản góp ý của mẫu {item.template} ({item.complaints} chỗ): {item.copy}")
