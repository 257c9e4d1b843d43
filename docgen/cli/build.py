"""``docgen build``: make the papers."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.console import complain, complain_about, result
from docgen.cli.exit_codes import ExitCode
from docgen.cli.failures import MachineError
from docgen.cli.options import OPTIONS, folder_option, office_folder, year_option

if TYPE_CHECKING:
    from docgen.production import BuildRequest, BuildResult, FolderInUseError


@click.command("build", options_metavar=OPTIONS)
@click.argument("types", metavar="[LOẠI]...", nargs=-1)
@click.option("--khu", "parks", metavar="MÃ", multiple=True, help="Chỉ làm cho khu, cụm này (ghi được nhiều lần).")
@click.option(
    "--doanh-nghiep",
    "enterprises",
    metavar="MÃ",
    multiple=True,
    help="Chỉ làm cho doanh nghiệp này: mã, tên hoặc mã số thuế (ghi được nhiều lần).",
)
@year_option
@click.option(
    "--ra",
    "output",
    metavar="THƯ_MỤC",
    type=click.Path(path_type=Path),
    help="Thư mục kết quả. Mặc định: output trong thư mục văn phòng.",
)
@click.option("--thu", "dry_run", is_flag=True, help="Làm thử: làm đủ mọi bước nhưng không ghi tệp nào.")
@click.option(
    "--bo-qua-loi", "leave_out_wrong", is_flag=True, help="Bỏ các hồ sơ có lỗi ra ngoài, vẫn làm phần còn lại."
)
@folder_option
def build(
    types: tuple[str, ...],
    parks: tuple[str, ...],
    enterprises: tuple[str, ...],
    year: int | None,
    output: Path | None,
    dry_run: bool,
    leave_out_wrong: bool,
    folder: Path | None,
) -> int:
    """Làm văn bản Word và giấy công nhận từ hồ sơ.

    Không ghi LOẠI thì làm tất cả các loại; xem các loại bằng lệnh: docgen list loai. Có lỗi trong hồ sơ hoặc mẫu thì
    liệt kê hết các lỗi và không ghi tệp nào. Tệp mà bạn đã sửa tay không bao giờ bị ghi đè.
    """
    from docgen.production import BuildRequest

    office = office_folder(folder)
    request = BuildRequest(
        folder=office,
        output=_output_folder(office, output),
        types=types,
        parks=parks,
        enterprises=enterprises,
        year=year,
        dry_run=dry_run,
        leave_out_wrong=leave_out_wrong,
    )
    return _run(request)


def _output_folder(office: Path, given: Path | None) -> Path:
    output = given or office / "output"
    for name in ("records", "templates"):
        if output.resolve().is_relative_to((office / name).resolve()):
            raise click.UsageError(f"thư mục kết quả không được nằm trong {name}; hãy chọn thư mục khác cho --ra")
    return output


def _run(request: BuildRequest) -> int:
    from docgen.cli.progress_bar import shown_progress
    from docgen.cli.summary import summary_lines
    from docgen.production import FolderInUseError, WrongRequestError, build

    started = time.monotonic()
    try:
        with shown_progress() as progress:
            answer = build(request, progress)
    except WrongRequestError as error:
        raise click.UsageError("; ".join(error.messages)) from error
    except FolderInUseError as error:
        raise MachineError(_who_holds(error)) from error
    if answer.refused:
        complain_about((item for item in answer.diagnostics if item.is_error), answer.checked.sources)
        complain("Chưa ghi tệp nào. Hãy sửa các lỗi trên rồi chạy lại.")
        warnings = sum(not item.is_error for item in answer.diagnostics)
        if warnings:
            complain(f"Ngoài ra còn {warnings} lưu ý, xem bằng lệnh: docgen check")
        return ExitCode.WRONG_OFFICE
    if answer.left_out or answer.set_aside:
        complain_about((item for item in answer.diagnostics if item.is_error), answer.checked.sources)
    for line in summary_lines(request, answer, time.monotonic() - started):
        result(line)
    return _exit_code(answer)


def _exit_code(answer: BuildResult) -> ExitCode:
    if answer.locked:
        return ExitCode.MACHINE
    return ExitCode.SOME_FAILED if answer.set_aside or answer.left_out else ExitCode.GOOD


def _who_holds(error: FolderInUseError) -> str:
    from docgen.production import LOCK

    holder = error.holder
    who = f"máy {holder.host}, tiến trình {holder.pid}, từ {holder.since}" if holder else "một lần chạy khác"
    if error.elsewhere:
        return (
            f"thư mục kết quả {error.folder} đang được dùng ({who}); nếu chắc chắn máy đó không còn chạy docgen, "
            f"hãy xóa tệp {LOCK} trong thư mục này rồi chạy lại"
        )
    return f"thư mục kết quả {error.folder} đang được dùng ({who}); hãy đợi xong hoặc chọn thư mục khác bằng --ra"
