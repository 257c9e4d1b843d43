"""``docgen compare``: what changed between two papers or two folders of papers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.console import complain, complain_about, result
from docgen.cli.exit_codes import ExitCode
from docgen.cli.failures import MachineError
from docgen.cli.options import OPTIONS, processes_option

if TYPE_CHECKING:
    from docgen.production import Comparison

_PATH = click.Path(path_type=Path)


@click.command("compare", options_metavar=OPTIONS)
@click.argument("old", metavar="CŨ", type=_PATH)
@click.argument("new", metavar="MỚI", type=_PATH)
@click.option(
    "--ra",
    "output",
    metavar="NƠI_GHI",
    type=_PATH,
    default=Path("so_sanh"),
    help="Thư mục kết quả, hoặc tên tệp .docx khi so sánh hai tệp. Mặc định: so_sanh.",
)
@processes_option
def compare(old: Path, new: Path, output: Path, processes: int | None) -> int:
    """So sánh văn bản CŨ với văn bản MỚI: hai tệp Word .docx, hoặc hai thư mục.

    Mỗi cặp văn bản có thay đổi được ghi thành một tệp Word mang vết sửa (Track Changes): bấm chấp nhận tất cả thì
    được bản mới, từ chối tất cả thì được bản cũ. Kèm theo là tom_tat.xlsx liệt kê từng điều, khoản, điểm được thêm,
    bỏ, sửa, chuyển chỗ hoặc đổi số. Hai thư mục thì ghép theo đường dẫn, không có thì theo mã đứng đầu tên tệp. Tệp
    gốc không bị sửa; tệp kết quả đã có từ trước cũng không bị ghi đè, bản mới được đặt bên cạnh.
    """
    from docgen.production import CompareRequest, CrewFailureError, WrongRequestError, compare_papers

    try:
        answer = compare_papers(CompareRequest(old, new, output, processes))
    except WrongRequestError as error:
        raise click.UsageError("; ".join(error.messages)) from error
    except CrewFailureError as error:
        raise MachineError(str(error)) from error
    complain_about((item for pair in answer.pairs for item in pair.complaints), {})
    return _tell(answer, is_single=old.is_file())


def _tell(answer: Comparison, *, is_single: bool) -> int:
    from docgen.cli.comparing_lines import comparison_lines

    if is_single and answer.failed:
        complain("Chưa so sánh được. Hãy xem lại tệp nêu trên.")
        return ExitCode.WRONG_OFFICE
    for line in comparison_lines(answer, is_single=is_single):
        result(line)
    return ExitCode.SOME_FAILED if answer.failed else ExitCode.GOOD
