"""``docgen verify-page``: one HTML file by which anyone checks a certificate in a browser."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from docgen.cli.console import complain_about, result
from docgen.cli.exit_codes import ExitCode
from docgen.cli.options import OPTIONS, day_argument, folder_option, office_folder
from docgen.cli.selecting import output_folder
from docgen.cli.verify import trust_options


@click.command("verify-page", options_metavar=OPTIONS)
@click.argument("target", metavar="TỆP.html", type=click.Path(path_type=Path, dir_okay=False))
@trust_options
@click.option("--ngay", "made_on", metavar="NGÀY", callback=day_argument, help="Ngày lập trang. Mặc định: hôm nay.")
@folder_option
def verify_page(target: Path, register: Path | None, book: Path | None, made_on: date, folder: Path | None) -> int:
    """Ghi một trang HTML để ai cũng kiểm tra được giấy bằng trình duyệt, không cần mạng.

    Trang mang sẵn khóa công khai và, nếu có --so, sổ cấp giấy. Mỗi lần cấp, hủy giấy thì ghi lại trang và thay bản cũ
    trên máy chủ của cơ quan. Ghi đè tệp cũ cùng tên.
    """
    from docgen.production import NotCheckableError, read_trusted, write_checking_page

    office = office_folder(folder)
    output_folder(office, target)
    if target.suffix.lower() not in (".html", ".htm"):
        raise click.UsageError(f"tên tệp phải kết thúc bằng .html, không phải «{target.name}»")
    try:
        trusted = read_trusted(office, book, register)
    except NotCheckableError as error:
        raise click.UsageError(str(error)) from error
    if trusted.book is None:
        complain_about(trusted.diagnostics, trusted.sources)
        return ExitCode.WRONG_OFFICE
    write_checking_page(target, trusted, made_on)
    known = f"sổ xuất ngày {trusted.register.day:%d/%m/%Y}" if trusted.register else "không kèm sổ cấp giấy"
    result(f"Đã ghi trang kiểm tra vào {target} ({len(trusted.book.keys)} khóa, {known}).")
    return ExitCode.GOOD
