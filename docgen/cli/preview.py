"""``docgen preview``: one certificate as a picture."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli.console import complain, complain_about, result
from docgen.cli.exit_codes import ExitCode
from docgen.cli.options import OPTIONS, folder_option, office_folder, year_option
from docgen.cli.selecting import output_folder

_DOTS_PER_INCH = 150


@click.command("preview", options_metavar=OPTIONS)
@click.argument("type_name", metavar="LOẠI")
@click.option("--khu", "park", metavar="MÃ", help="Xem giấy của khu, cụm này. Mặc định: giấy đầu tiên có thể làm.")
@year_option
@click.option(
    "--ra",
    "target",
    metavar="TỆP",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("xem_truoc.png"),
    help="Tệp hình PNG sẽ ghi. Mặc định: xem_truoc.png trong thư mục hiện tại.",
)
@folder_option
def preview(type_name: str, park: str | None, year: int | None, target: Path, folder: Path | None) -> int:
    """Vẽ thử một giấy thành hình PNG để xem khi sửa bố trí, không làm giấy nào.

    LOẠI là loại giấy có tệp bố trí, ví dụ giay_cong_nhan; xem các loại bằng lệnh: docgen list loai.
    """
    from docgen.production import WrongRequestError, check_office, resolve_request, sketch_certificate

    office = office_folder(folder)
    output_folder(office, target)
    if target.suffix.lower() != ".png":
        raise click.UsageError(f"tên tệp hình phải kết thúc bằng .png, không phải «{target.name}»")
    checked = check_office(office)
    try:
        asked = resolve_request((type_name,), (park,) if park else (), (), year, checked)
    except WrongRequestError as error:
        raise click.UsageError("; ".join(error.messages)) from error
    answer = sketch_certificate(checked, asked, target, _DOTS_PER_INCH)
    if answer.title is not None:
        others = f" (còn {answer.others} giấy nữa; chọn bằng --khu, --nam)" if answer.others else ""
        result(f"Đã vẽ {answer.title} vào {target}{others}.")
        return ExitCode.GOOD
    errors = [item for item in (*checked.diagnostics, *answer.diagnostics) if item.is_error]
    complain_about(errors, checked.sources)
    complain("Không có giấy nào vẽ được theo yêu cầu này.")
    return ExitCode.WRONG_OFFICE
