"""``docgen register``: the register of certificates (sổ cấp giấy)."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli.lazy_group import LazyGroup
from docgen.cli.options import OPTIONS, folder_option, office_folder

_WRITING, _READING = "docgen.cli.register_writing", "docgen.cli.register_reading"
COMMANDS = {
    "new": (f"{_WRITING}:new", "Lập sổ, nhận các số đã ghi trong hồ sơ."),
    "list": (f"{_READING}:list_numbers", "Liệt kê các số đã cấp."),
    "show": (f"{_READING}:show", "Cho biết một số đã cấp cho ai, còn hiệu lực hay không, các lần ghi sổ."),
    "cancel": (f"{_WRITING}:cancel", "Hủy một giấy; số vẫn nằm trong sổ với lý do và quyết định."),
    "reissue": (f"{_WRITING}:reissue", "Cấp lại: số mới thay cho số cũ của cùng một nơi."),
    "import": (f"{_WRITING}:import_book", "Nhập các số của sổ giấy từ bảng Excel."),
    "export": (f"{_READING}:export", "Xuất sổ ra Excel (.xlsx) hoặc JSON (.json)."),
    "verify": (f"{_READING}:verify", "Kiểm tra sổ còn nguyên vẹn, không phải bản cũ."),
}


@click.group(
    "register",
    cls=LazyGroup,
    lazy=COMMANDS,
    options_metavar=OPTIONS,
    subcommand_metavar="LỆNH [THAM SỐ]...",
    no_args_is_help=True,
    epilog="Xem cách dùng từng lệnh: docgen register LỆNH --help",
)
@folder_option
@click.pass_context
def register(context: click.Context, folder: Path | None) -> None:
    """Sổ cấp giấy công nhận: số nào cấp cho ai, mỗi số chỉ cấp một lần.

    Sổ là tệp so_cap_giay/so_cap_giay.sqlite trong thư mục văn phòng. Khi đã có sổ, lệnh docgen build giay-cong-nhan lấy
    số vào sổ từ đây. Chưa có sổ thì số lấy theo hồ sơ như cũ.
    """
    context.obj = office_folder(folder)
