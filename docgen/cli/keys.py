"""``docgen keys``: the keys by which the codes of certificates are signed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.console import complain, complain_about, result
from docgen.cli.exit_codes import ExitCode
from docgen.cli.options import HELP_NAMES, OPTIONS, day_argument, folder_option, office_folder

if TYPE_CHECKING:
    from docgen.trust import KeyBook


@click.group(
    "keys",
    options_metavar=OPTIONS,
    subcommand_metavar="VIỆC [THAM SỐ]...",
    context_settings={"help_option_names": HELP_NAMES},
    no_args_is_help=True,
)
def keys() -> None:
    """Tạo, xem, ngừng dùng khóa ký mã QR trên giấy.

    Khóa nằm trong thư mục khoa của văn phòng: so_khoa.yaml là sổ khóa công khai, ai cũng được xem; các tệp .pem là
    khóa bí mật, mở bằng mật khẩu. Mật khẩu gõ khi được hỏi hoặc đặt trong biến môi trường DOCGEN_MAT_KHAU_KHOA.
    """


@keys.command("new", options_metavar=OPTIONS)
@click.option("--co-quan", "agency", metavar="MÃ", required=True, help="Cơ quan cấp giấy, theo mã trong hồ sơ.")
@click.option(
    "--tu-ngay",
    "first_day",
    metavar="NGÀY",
    callback=day_argument,
    help="Ký được giấy có ngày quyết định từ ngày này. Mặc định: hôm nay.",
)
@click.option("--may-chu", "host", metavar="TÊN_MIỀN", help="Tên miền của trang kiểm tra giấy, in vào mã.")
@folder_option
def new(agency: str, first_day: date, host: str | None, folder: Path | None) -> int:
    """Tạo một khóa mới, khóa cũ vẫn giữ nguyên."""
    from pydantic import ValidationError

    from docgen.cli.passphrases import new_passphrase
    from docgen.production import KeyRefusedError, check_office, new_key, set_host

    office = _office(folder)
    book = _book(office)
    if book is None:
        return ExitCode.WRONG_OFFICE
    record = check_office(office).dossier.agencies.get(agency)
    period = None if record is None else record.value.on(first_day)
    if period is None:
        raise click.UsageError(
            f"hồ sơ không có cơ quan «{agency}» vào ngày {first_day:%d/%m/%Y}; xem: docgen list co-quan"
        )
    passphrase = new_passphrase()
    if passphrase is None:
        raise click.UsageError("cần mật khẩu: chạy trong cửa sổ lệnh, hoặc đặt biến DOCGEN_MAT_KHAU_KHOA")
    try:
        book = set_host(office, book, host) if host is not None else book
        key = new_key(office, book, agency, period.name, first_day, passphrase)
    except ValidationError as error:
        raise click.UsageError(f"«{host}» không phải là tên miền, ví dụ xacthuc.namdinh.gov.vn") from error
    except KeyRefusedError as error:
        raise click.UsageError(str(error)) from error
    result(f"Đã tạo khóa {key.id} của {key.holder}, dùng từ ngày {key.first_day:%d/%m/%Y}.")
    result("Hãy sao lưu thư mục khoa và cất mật khẩu ở hai nơi khác nhau: mất một trong hai là không ký được nữa.")
    return ExitCode.GOOD


@keys.command("list", options_metavar=OPTIONS)
@folder_option
def list_keys(folder: Path | None) -> int:
    """Liệt kê các khóa: mã, cơ quan giữ, dùng từ ngày nào đến ngày nào."""
    book = _book(_office(folder))
    if book is None:
        return ExitCode.WRONG_OFFICE
    if not book.keys:
        result("Chưa có khóa nào. Tạo bằng lệnh: docgen keys new --co-quan MÃ")
    for key in book.keys:
        until = "đang dùng" if key.last_day is None else f"ngừng dùng sau ngày {key.last_day:%d/%m/%Y}"
        result(f"{key.id}  từ {key.first_day:%d/%m/%Y}, {until}  {key.holder} ({key.agency})")
    if book.host is not None:
        result(f"Mã dẫn tới: {book.host}")
    return ExitCode.GOOD


@keys.command("retire", options_metavar=OPTIONS)
@click.argument("key_id", metavar="MÃ_KHÓA")
@click.option(
    "--den-ngay",
    "last_day",
    metavar="NGÀY",
    callback=day_argument,
    help="Ngày cuối cùng khóa còn được dùng. Mặc định: hôm nay.",
)
@folder_option
def retire(key_id: str, last_day: date, folder: Path | None) -> int:
    """Ngừng dùng một khóa: giấy đã ký vẫn kiểm tra được, giấy đề ngày về sau thì không."""
    from docgen.production import KeyRefusedError, retire_key

    office = _office(folder)
    book = _book(office)
    if book is None:
        return ExitCode.WRONG_OFFICE
    try:
        key = retire_key(office, book, key_id, last_day)
    except KeyRefusedError as error:
        raise click.UsageError(str(error)) from error
    result(f"Khóa {key.id} ngừng dùng sau ngày {last_day:%d/%m/%Y}. Gửi lại so_khoa.yaml cho những nơi kiểm tra giấy.")
    return ExitCode.GOOD


def _office(given: Path | None) -> Path:
    """Return the office folder; the one given to ``docgen`` itself stands two contexts above."""
    return office_folder(given or click.get_current_context().find_root().obj)


def _book(office: Path) -> KeyBook | None:
    from docgen.production import KEY_BOOK, read_key_book

    book, data, found = read_key_book(office)
    if book is None:
        complain_about(found, {KEY_BOOK: data.decode("utf-8", "replace")})
        complain("Chưa làm gì. Hãy sửa sổ khóa rồi chạy lại.")
    return book
