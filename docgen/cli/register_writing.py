"""``docgen register new | cancel | reissue | import``: the register written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from docgen.cli.console import result
from docgen.cli.options import OPTIONS, folder_option, office_folder
from docgen.cli.register_words import asked, tell, written_lines

if TYPE_CHECKING:
    from docgen.register import Book, Draft, Refusal

_Function = TypeVar("_Function", bound=Callable[..., int])


def _day(_context: click.Context, _option: click.Parameter, value: str | None) -> str:
    from pydantic import TypeAdapter, ValidationError

    from docgen.model.types import Day

    if value is None:
        return ""
    try:
        answer: date = TypeAdapter(Day).validate_python(value)
    except ValidationError as error:
        raise click.BadParameter(f"{error.errors()[0]['msg']}; ví dụ 15/6/2026") from error
    return answer.isoformat()


def _decision_day_option(function: _Function) -> _Function:
    option = click.option(
        "--ngay-quyet-dinh",
        "decision_day",
        metavar="NGÀY",
        callback=_day,
        help="Ngày của quyết định ấy, ví dụ 15/6/2026.",
    )
    return option(function)


@click.command("new", options_metavar=OPTIONS)
@click.option(
    "--co-quan", "agency", metavar="MÃ", help="Cơ quan cấp giấy. Mặc định: cơ quan công nhận của năm gần nhất."
)
@click.option(
    "--so-dau",
    "starts",
    metavar="NĂM=SỐ",
    multiple=True,
    help="Số đầu tiên mà sổ này cấp trong năm, khi sổ giấy đã cấp các số trước đó: 2026=15 (ghi được nhiều lần).",
)
@click.option("--thay-so-mat", "lost", is_flag=True, help="Sổ cũ ở đây đã mất hẳn: lập sổ khác thay thế.")
@folder_option
def new(agency: str | None, starts: tuple[str, ...], lost: bool, folder: Path | None) -> int:
    """Lập sổ cấp giấy cho văn phòng này.

    Các số đã ghi trong hồ sơ (so_vao_so) được nhận vào sổ như các số của sổ giấy; số mới nối tiếp số lớn nhất của năm.
    """
    from docgen.production import new_register

    answer = asked(lambda: new_register(office_folder(folder), agency, starts, date.today(), lost=lost))
    if isinstance(answer, int):
        return answer
    taken = sum(entry.draft.subject != "" and entry.draft.series != "" for entry in answer.entries)
    return tell(answer, f"Đã lập sổ {answer.path}, nhận {taken} số đã ghi trong hồ sơ.")


@click.command("cancel", options_metavar=OPTIONS)
@click.argument("number", metavar="SỐ")
@click.option("--ly-do", "reason", metavar="LỜI", help="Vì sao hủy (phải ghi).")
@click.option("--quyet-dinh", "decision", metavar="SỐ", help="Số, ký hiệu quyết định hủy (phải ghi).")
@_decision_day_option
@folder_option
def cancel(number: str, reason: str | None, decision: str | None, decision_day: str, folder: Path | None) -> int:
    """Hủy giấy mang SỐ; số vẫn nằm trong sổ, không cấp lại cho ai."""
    from docgen.production import change_register
    from docgen.register import cancel as cancelled

    if reason is None or decision is None:
        raise click.UsageError("hủy giấy phải ghi lý do và quyết định: --ly-do LỜI --quyet-dinh SỐ")

    def plan(book: Book) -> Draft | Refusal:
        return cancelled(book, number, reason, decision, decision_day, date.today().isoformat())

    answer = asked(lambda: change_register(office_folder(folder), number, plan))
    if isinstance(answer, int):
        return answer
    text = answer.entries[0].draft.text if answer.entries else number
    return tell(answer, f"Đã hủy giấy số {text}. Lần làm giấy sau sẽ không làm giấy này; xin thu hồi bản đã in.")


@click.command("reissue", options_metavar=OPTIONS)
@click.argument("number", metavar="SỐ")
@click.option("--ly-do", "reason", metavar="LỜI", help="Vì sao cấp lại: mất, hỏng, sai tên… (phải ghi)")
@click.option("--quyet-dinh", "decision", metavar="SỐ", default="", help="Số, ký hiệu quyết định cấp lại, nếu có.")
@_decision_day_option
@folder_option
def reissue(number: str, reason: str | None, decision: str, decision_day: str, folder: Path | None) -> int:
    """Cấp lại giấy mang SỐ: cùng một nơi, số mới; số cũ hết hiệu lực và vẫn nằm trong sổ."""
    from docgen.production import change_register
    from docgen.register import reissue as reissued

    if reason is None:
        raise click.UsageError("cấp lại phải ghi lý do: --ly-do LỜI")

    def plan(book: Book) -> Draft | Refusal:
        return reissued(book, number, reason, decision, decision_day, date.today().isoformat())

    answer = asked(lambda: change_register(office_folder(folder), number, plan))
    if isinstance(answer, int):
        return answer
    text = answer.entries[0].draft.text if answer.entries else ""
    done = (
        f"Số mới là {text}. Chạy docgen build giay-cong-nhan để in; hồ sơ ghi «so_vao_so» cũ thì sửa hoặc bỏ dòng ấy."
    )
    return tell(answer, done)


@click.command("import", options_metavar=OPTIONS)
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--thu", "dry_run", is_flag=True, help="Chỉ đọc và kiểm tra, không ghi vào sổ.")
@folder_option
def import_book(file: Path, dry_run: bool, folder: Path | None) -> int:
    """Nhập các số của sổ giấy từ bảng Excel TỆP (.xlsx), trang đầu tiên.

    Các cột: Số vào sổ, Năm, Ký hiệu, Mã, Tên, Số quyết định, Ngày quyết định, Tình trạng, Lý do, Quyết định hủy, Ngày
    quyết định hủy, Thay cho số; cần nhất là Số vào sổ và Tên. Có ô sai thì kể hết các ô và không nhập hàng nào.
    """
    from docgen.production import import_paper_book

    answer = asked(lambda: import_paper_book(office_folder(folder), file, date.today(), dry_run=dry_run))
    if isinstance(answer, int):
        return answer
    count = sum(entry.draft.kind.value in ("nhap", "cap_lai") for entry in answer.entries)
    before = f"; {answer.known} số đã có trong sổ" if answer.known else ""
    done = f"Đọc thử {count} số, chưa ghi vào sổ{before}." if dry_run else f"Đã nhập {count} số{before}."
    status = tell(answer, done)
    if not answer.refused:
        for line in written_lines(answer):
            result(line)
    return status
