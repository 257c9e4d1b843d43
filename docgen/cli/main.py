"""The command ``docgen``: its commands, and the one place where failures of the machine become words."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from docgen.cli.click_words import speak_vietnamese
from docgen.cli.console import complain, result, use_utf8
from docgen.cli.exit_codes import ExitCode
from docgen.cli.failures import words_for, words_for_shortage
from docgen.cli.lazy_group import LazyGroup
from docgen.cli.options import HELP_NAMES, OPTIONS, folder_option

COMMANDS = {
    "build": ("docgen.cli.build:build", "Làm văn bản Word và giấy công nhận từ hồ sơ."),
    "status": ("docgen.cli.status:status", "Cho biết văn bản nào còn đúng, đã cũ, đã sửa tay, thiếu hoặc thừa."),
    "check": ("docgen.cli.check:check", "Kiểm tra hồ sơ và mẫu, không ghi tệp nào."),
    "preview": ("docgen.cli.preview:preview", "Vẽ thử một giấy thành hình để xem khi sửa bố trí."),
    "list": ("docgen.cli.list:list_records", "Liệt kê cơ quan, khu, doanh nghiệp, loại giấy tờ…"),
    "explain": ("docgen.cli.explain:explain", "Giải thích vì sao có điều khoản này, vì sao khu đạt hay chưa đạt."),
    "compare": ("docgen.cli.compare:compare", "So sánh văn bản cũ với văn bản mới, ghi thành tệp Word mang vết sửa."),
    "review": (
        "docgen.cli.review:review",
        "Rà soát nội quy đang áp dụng của các doanh nghiệp, lập danh sách theo khu.",
    ),
    "keys": ("docgen.cli.keys:keys", "Tạo, xem, ngừng dùng khóa ký mã QR trên giấy."),
    "verify": ("docgen.cli.verify:verify", "Kiểm tra một giấy là thật hay giả, còn giá trị hay không."),
    "verify-page": ("docgen.cli.verify_page:verify_page", "Ghi trang HTML để ai cũng kiểm tra được giấy."),
    "register": ("docgen.cli.register:register", "Sổ cấp giấy công nhận: lập sổ, tra, hủy, cấp lại, nhập, xuất."),
    "fields": ("docgen.cli.fields:fields", "Liệt kê các trường mà mẫu của một loại giấy tờ dùng được."),
    "filters": ("docgen.cli.filters:filters", "Liệt kê các bộ lọc (cách viết) dùng được trong thẻ, kèm ví dụ."),
    "schema": ("docgen.cli.schema:schema", "Ghi lược đồ để VS Code gợi ý tên khóa khi soạn hồ sơ."),
    "init": ("docgen.cli.init:init", "Tạo thư mục văn phòng mới với mẫu và hồ sơ ví dụ."),
}


def _say_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    import platform

    from docgen import __version__

    machine = f"{platform.system()} {platform.release()} ({platform.machine()})"
    result(f"docgen phiên bản {__version__}, Python {platform.python_version()}, hệ điều hành {machine}")
    context.exit()


@click.group(
    "docgen",
    cls=LazyGroup,
    lazy=COMMANDS,
    context_settings={"help_option_names": HELP_NAMES, "max_content_width": 100},
    options_metavar=OPTIONS,
    subcommand_metavar="LỆNH [THAM SỐ]...",
    no_args_is_help=True,
    epilog="Xem cách dùng từng lệnh: docgen LỆNH --help",
)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_say_version,
    help="Cho biết phiên bản của docgen, của Python và hệ điều hành.",
)
@folder_option
@click.pass_context
def main(context: click.Context, folder: Path | None) -> None:
    """Làm văn bản của mô hình «Khu công nghiệp, cụm công nghiệp an toàn về an ninh, trật tự».

    Một thư mục văn phòng gồm hồ sơ (records) và mẫu (templates). Từ đó làm ra kế hoạch liên tịch, nội quy của từng
    doanh nghiệp, danh sách khen thưởng hằng năm và giấy công nhận của khu, cụm đạt chuẩn.
    """
    context.obj = folder


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status (see :class:`~docgen.cli.exit_codes.ExitCode`).

    ``arguments`` are the words after ``docgen``; by default those of this process.
    """
    speak_vietnamese()
    use_utf8()
    try:
        return int(main.main(args=arguments, prog_name="docgen", standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        complain("Đã dừng theo yêu cầu. Các văn bản đã ghi xong vẫn nguyên vẹn; chạy lại lệnh để làm tiếp.")
        return ExitCode.STOPPED
    except BrokenPipeError:
        # The reader of a pipe («docgen list | head») has gone; what is still buffered must not raise at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.MACHINE
    except OSError as error:
        complain(f"Lỗi: {words_for(error)}")
        return ExitCode.MACHINE
    except (MemoryError, RuntimeError) as error:
        words = words_for_shortage(error)
        if words is None:
            raise
        complain(f"Lỗi: {words}")
        return ExitCode.MACHINE
