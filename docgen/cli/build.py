"""``docgen build``: make the papers."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.console import complain, complain_about, result
from docgen.cli.exit_codes import ExitCode
from docgen.cli.failures import MachineError
from docgen.cli.options import OPTIONS, folder_option, office_folder, processes_option
from docgen.cli.selecting import output_folder, selection_options

if TYPE_CHECKING:
    from docgen.production import BuildRequest, BuildResult, FolderInUseError


@click.command("build", options_metavar=OPTIONS)
@selection_options
@click.option("--thu", "dry_run", is_flag=True, help="Làm thử: làm đủ mọi bước nhưng không ghi tệp nào.")
@click.option(
    "--bo-qua-loi", "leave_out_wrong", is_flag=True, help="Bỏ các hồ sơ có lỗi ra ngoài, vẫn làm phần còn lại."
)
@click.option("--lam-lai", "remake_all", is_flag=True, help="Làm lại tất cả, kể cả văn bản còn đúng.")
@click.option(
    "--ghi-de",
    "over_edited",
    is_flag=True,
    help="Chuyển tệp đã sửa tay vào .docgen/luu_cu trong thư mục kết quả rồi ghi bản mới vào chỗ cũ.",
)
@click.option(
    "--gop",
    "print_run",
    is_flag=True,
    help="Làm thêm một tệp PDF gồm mọi giấy để gửi in và một bảng Excel theo dõi việc ký, giao giấy.",
)
@click.option(
    "--xen",
    "cut_marks",
    is_flag=True,
    help="Cùng với --gop: tờ in rộng hơn mỗi cạnh 10 mm, có dấu xén và 3 mm tràn lề cho nhà in.",
)
@processes_option
@click.option("--cum", "cluster", metavar="ĐỊA_CHỈ", help="Làm trên cụm máy Dask ở địa chỉ này: tcp://10.0.0.5:8786.")
@folder_option
def build(folder: Path | None, output: Path | None, **words: Any) -> int:
    """Làm văn bản Word và giấy công nhận từ hồ sơ.

    Không ghi LOẠI thì làm tất cả các loại; xem các loại bằng lệnh: docgen list loai. Chỉ những văn bản mới, thiếu tệp
    hoặc có hồ sơ, mẫu đã thay đổi mới được làm lại. Có lỗi trong hồ sơ hoặc mẫu thì liệt kê hết các lỗi và không ghi
    tệp nào. Tệp mà bạn đã sửa tay không bao giờ bị ghi đè: bản mới được đặt bên cạnh.
    """
    from docgen.production import BuildRequest

    if words["processes"] is not None and words["cluster"] is not None:
        raise click.UsageError("chỉ dùng một trong hai: --tien-trinh hoặc --cum")
    if words["cut_marks"] and not words["print_run"]:
        raise click.UsageError("--xen chỉ dùng cùng với --gop")
    if words["print_run"] and words["dry_run"]:
        raise click.UsageError("không dùng --gop khi làm thử (--thu)")
    office = office_folder(folder)
    return _run(BuildRequest(folder=office, output=output_folder(office, output), **words))


def _run(request: BuildRequest) -> int:
    from docgen.cli.passphrases import ask_passphrase
    from docgen.cli.progress_bar import shown_progress
    from docgen.cli.summary import summary_lines
    from docgen.production import CrewFailureError, FolderInUseError, KeyRefusedError, WrongRequestError, build

    started = time.monotonic()
    try:
        with shown_progress() as progress:
            answer = build(request, progress, ask_passphrase)
    except WrongRequestError as error:
        raise click.UsageError("; ".join(error.messages)) from error
    except FolderInUseError as error:
        raise MachineError(_who_holds(error)) from error
    except CrewFailureError as error:
        raise MachineError(str(error)) from error
    except KeyRefusedError as error:
        complain(f"Chưa ghi tệp nào: {error}.")
        return ExitCode.WRONG_OFFICE
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
