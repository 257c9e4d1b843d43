"""``docgen list``: what the office has."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli.console import complain, complain_about, result
from docgen.cli.exit_codes import ExitCode
from docgen.cli.options import OPTIONS, folder_option, office_folder


@click.command("list", options_metavar=OPTIONS)
@click.argument("kind", metavar="[THỨ]", required=False)
@folder_option
def list_records(kind: str | None, folder: Path | None) -> int:
    """Liệt kê những gì có trong thư mục văn phòng.

    THỨ là một trong: loai (loại giấy tờ và tệp làm ra), co-quan, khu, doanh-nghiep, ke-hoach, tieu-chi, danh-gia,
    khen-thuong, hinh-thuc-khen, luong-co-so, van-ban-phap-luat. Không ghi thì đếm tất cả.
    """
    from docgen.cli.listings import LISTINGS
    from docgen.cli.tables import table_lines
    from docgen.production import check_office
    from docgen.vietnamese import closest, slug

    key = slug(kind) if kind else ""
    if key and key not in LISTINGS:
        near = closest(key, LISTINGS)
        hint = f"có phải «{near}» không?" if near else f"hãy chọn một trong: {', '.join(LISTINGS)}"
        raise click.UsageError(f"không có thứ «{kind}» để liệt kê; {hint}")
    checked = check_office(office_folder(folder))
    if key:
        lines = table_lines(LISTINGS[key].heading, LISTINGS[key].rows(checked))
    else:
        counts = [(name, str(len(listing.rows(checked))), listing.title) for name, listing in LISTINGS.items()]
        lines = table_lines(("Thứ", "Số lượng", "Là"), counts)
    for line in lines:
        result(line)
    if not checked.is_sound:
        complain("")
        complain_about((item for item in checked.diagnostics if item.is_error), checked.sources)
        complain("Hồ sơ, mẫu có lỗi không được liệt kê ở trên.")
        return ExitCode.WRONG_OFFICE
    return ExitCode.GOOD
