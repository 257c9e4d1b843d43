"""``docgen verify``: is this certificate genuine, and does it still stand?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from docgen.cli.console import complain_about, result
from docgen.cli.exit_codes import ExitCode
from docgen.cli.options import OPTIONS, day_argument, folder_option, office_folder

if TYPE_CHECKING:
    from docgen.production import Checked

_Function = TypeVar("_Function", bound=Callable[..., Any])


class VerifyCode(IntEnum):
    """What the exit status of ``docgen verify`` means besides those of every command; the gravest verdict counts."""

    CANCELLED = 10
    NOT_IN_REGISTER = 11
    FORGED = 12
    UNKNOWN_KEY = 13
    EXPIRED = 14
    NO_CODE = 15


_GRAVEST = ("FORGED", "UNKNOWN_KEY", "CANCELLED", "NOT_IN_REGISTER", "EXPIRED", "NO_CODE")


def trust_options(function: _Function) -> _Function:
    """Add the register export and the list of keys that certificates are checked against."""
    path = click.Path(path_type=Path, exists=True, dir_okay=False)
    register = click.option("--so", "register", metavar="TỆP", type=path, help="Sổ cấp giấy đã xuất (tệp JSON có ký).")
    book = click.option(
        "--khoa", "book", metavar="TỆP", type=path, help="Sổ khóa công khai. Mặc định: khoa/so_khoa.yaml của văn phòng."
    )
    return register(book(function))


@click.command("verify", options_metavar=OPTIONS)
@click.argument("target", metavar="TỆP_HOẶC_MÃ")
@trust_options
@click.option(
    "--ngay", "today", metavar="NGÀY", callback=day_argument, help="Xét hiệu lực vào ngày này. Mặc định: hôm nay."
)
@folder_option
def verify(target: str, register: Path | None, book: Path | None, today: date, folder: Path | None) -> int:
    """Kiểm tra một giấy: tệp PDF, ảnh chụp mã QR, hoặc nội dung mã.

    Không cần mạng. Với tệp PDF, chữ in trên giấy được so với nội dung mã. Kết quả và mã thoát: có giá trị (0), chữ ký
    đúng nhưng chưa đối chiếu sổ (0), đã thu hồi (10), không có trong sổ (11), giả (12), không xác định được khóa (13),
    hết hiệu lực (14), không thấy mã (15).
    """
    from docgen.production import NotCheckableError, read_trusted
    from docgen.production import verify as verify_target

    try:
        trusted = read_trusted(office_folder(folder), book, register)
        if trusted.book is None:
            complain_about(trusted.diagnostics, trusted.sources)
            return ExitCode.WRONG_OFFICE
        answers = verify_target(target, trusted.book, trusted.register, today)
    except NotCheckableError as error:
        raise click.UsageError(str(error)) from error
    for answer in answers:
        _show(answer, many=len(answers) > 1)
    names = {answer.verdict.standing.name for answer in answers}
    return next((VerifyCode[name] for name in _GRAVEST if name in names), ExitCode.GOOD)


def _show(answer: Checked, *, many: bool) -> None:
    verdict = answer.verdict
    result(f"Trang {answer.page}: {verdict.standing.value}" if many and answer.page else verdict.standing.value)
    for reason in verdict.reasons:
        result(f"  - {reason}")
    statement = verdict.statement
    if statement is None:
        return
    lines = [
        ("Cấp cho", statement.subject),
        ("Số vào sổ", statement.serial),
        ("Tiêu chuẩn", f"{statement.standard}, năm {statement.year}"),
        ("Quyết định", f"số {statement.decision} ngày {statement.day:%d/%m/%Y}"),
    ]
    if verdict.key is not None:
        lines.append(("Khóa", f"{verdict.key.id} của {verdict.key.holder}"))
    result("  Mã ghi (hãy so với chữ in trên giấy):")
    for name, value in lines:
        result(f"    {name}: {value}")
