"""``docgen review``: the regulations in force against what records and law ask for now."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.console import complain, complain_about, result
from docgen.cli.exit_codes import ExitCode
from docgen.cli.failures import MachineError
from docgen.cli.options import OPTIONS, day_argument, folder_option, office_folder
from docgen.cli.selecting import output_folder

if TYPE_CHECKING:
    from docgen.production import ReviewResult


@click.command("review", options_metavar=OPTIONS)
@click.option("--khu", "parks", metavar="MÃ", multiple=True, help="Chỉ rà soát khu, cụm này (ghi được nhiều lần).")
@click.option(
    "--doanh-nghiep",
    "enterprises",
    metavar="MÃ",
    multiple=True,
    help="Chỉ rà soát doanh nghiệp này và kể hết các điều khoản; không ghi danh sách.",
)
@click.option(
    "--ngay", "day", metavar="NGÀY", callback=day_argument, help="Xét theo pháp luật của ngày này. Mặc định: hôm nay."
)
@click.option("--co-quan", "agency", metavar="MÃ", help="Cơ quan lập danh sách. Mặc định: đơn vị quản lý từng khu.")
@click.option("--thu", "dry_run", is_flag=True, help="Chỉ xem kết quả, không ghi tệp nào.")
@click.option(
    "--ghi-de", "over_edited", is_flag=True, help="Chuyển danh sách đã sửa tay vào .docgen/luu_cu rồi ghi mới."
)
@click.option(
    "--ra",
    "output",
    metavar="THƯ_MỤC",
    type=click.Path(path_type=Path),
    help="Thư mục kết quả. Mặc định: output trong thư mục văn phòng.",
)
@folder_option
def review(folder: Path | None, output: Path | None, **words: Any) -> int:
    """Rà soát nội quy đang áp dụng của các doanh nghiệp.

    So nội quy ghi ở khóa noi_quy_hien_hanh của từng doanh nghiệp với nội quy mà hồ sơ, mẫu và pháp luật hiện nay cần
    có: chưa có, còn phù hợp, phải bổ sung hay phải thay thế, thiếu điều nào, vì sao. Mỗi khu, cụm có một danh sách Word
    và một bảng Excel trong thư mục kết quả.
    """
    from docgen.production import FolderInUseError, ReviewRequest, WrongRequestError, review_office

    office = office_folder(folder)
    request = ReviewRequest(folder=office, output=output_folder(office, output), **words)
    try:
        answer = review_office(request)
    except WrongRequestError as error:
        raise click.UsageError("; ".join(error.messages)) from error
    except FolderInUseError as error:
        raise MachineError(f"thư mục kết quả {error.folder} đang được dùng; hãy đợi xong rồi chạy lại") from error
    if answer.refused:
        complain_about((item for item in answer.checked.diagnostics if item.is_error), answer.checked.sources)
        complain("Chưa rà soát, chưa ghi tệp nào. Hãy sửa các lỗi trên rồi chạy lại.")
        return ExitCode.WRONG_OFFICE
    return _tell(request.day, bool(request.enterprises), request.output, answer)


def _tell(day: date, closely: bool, output: Path, answer: ReviewResult) -> int:
    from docgen.cli.review_words import review_lines
    from docgen.production import Outcome, Result

    found = [item for review in answer.reviews for item in review.diagnostics]
    complain_about([*found, *answer.diagnostics], answer.checked.sources)
    for line in review_lines(answer, day, output, closely=closely):
        result(line)
    if any(written.outcome is Outcome.LOCKED for written in answer.written):
        return ExitCode.MACHINE
    failed = {Result.UNREADABLE, Result.UNJUDGED}
    if answer.set_aside or any(review.result in failed for review in answer.reviews):
        return ExitCode.SOME_FAILED
    return ExitCode.GOOD
