"""``docgen explain``: why a paper says what it says, why a park meets the standard or not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.console import complain, complain_about, result
from docgen.cli.exit_codes import ExitCode
from docgen.cli.options import OPTIONS, folder_option, office_folder, year_option

if TYPE_CHECKING:
    from docgen.production import CheckedOffice


@click.command("explain", options_metavar=OPTIONS)
@click.argument("subject", metavar="[MÃ]", required=False)
@click.option(
    "--tat-ca",
    "everyone",
    is_flag=True,
    help="Xét mọi doanh nghiệp, khu, cụm: điều khoản nào nơi nào có, nơi nào không.",
)
@click.option(
    "--bang",
    "table",
    metavar="TỆP.xlsx",
    type=click.Path(path_type=Path),
    help="Ghi bảng điều khoản của mọi doanh nghiệp, khu, cụm ra tệp Excel mới này.",
)
@click.option("--khu", "parks", metavar="MÃ", multiple=True, help="Chỉ xét khu, cụm này (ghi được nhiều lần).")
@year_option
@folder_option
def explain(
    subject: str | None,
    everyone: bool,
    table: Path | None,
    parks: tuple[str, ...],
    year: int | None,
    folder: Path | None,
) -> int:
    """Giải thích văn bản của một doanh nghiệp, kết quả xét của một khu, cụm, hoặc điều khoản của mọi nơi.

    MÃ là mã hoặc tên. Với doanh nghiệp, và với quy chế phối hợp của khu, cụm: từng điều khoản tùy điều kiện có hay
    không có, vì dữ kiện nào, ghi ở dòng nào. Với khu, cụm còn có: từng tiêu chí đạt hay chưa, còn thiếu bao nhiêu.
    Với --tat-ca hoặc --bang: điều khoản nào không nơi nào có, nơi nào cũng có, điều kiện nào không hồ sơ nào thỏa, nơi
    nào có tổ hợp điều khoản riêng.
    """
    from docgen.production import check_office

    together = everyone or table is not None or bool(parks)
    if together == (subject is not None):
        raise click.UsageError("ghi MÃ của một doanh nghiệp, khu, cụm; hoặc dùng --tat-ca, --bang TỆP.xlsx (kèm --khu)")
    if table is not None and (table.suffix.lower() != ".xlsx" or table.exists()):
        why = "đã có tệp này; hãy chọn tên khác" if table.exists() else "tên tệp phải có đuôi .xlsx"
        raise click.UsageError(f"--bang {table}: {why}")
    checked = check_office(office_folder(folder))
    if not checked.is_sound:
        complain_about((item for item in checked.diagnostics if item.is_error), checked.sources)
        complain("Hồ sơ, mẫu đang có lỗi; phần giải thích dưới đây chỉ dựa trên những hồ sơ, mẫu không có lỗi.")
        complain("")
    lines = _together(table, parks, year, checked) if subject is None else _lines(subject, year, checked)
    for line in lines:
        result(line)
    return ExitCode.GOOD if checked.is_sound else ExitCode.WRONG_OFFICE


def _together(table: Path | None, parks: tuple[str, ...], year: int | None, checked: CheckedOffice) -> Iterator[str]:
    from docgen.cli.matrix_words import matrix_lines
    from docgen.composition import Selection
    from docgen.production import clause_matrices, find_parks, matrix_sheets, write_new_file
    from docgen.records import write_workbook

    messages: list[str] = []
    chosen = find_parks(parks, checked.dossier, messages)
    if messages:
        raise click.UsageError("; ".join(messages))
    matrices = clause_matrices(checked, Selection(parks=chosen, year=year))
    for matrix in matrices:
        yield from matrix_lines(matrix)
        yield ""
    if table is not None and matrices:
        write_new_file(table, write_workbook(matrix_sheets(matrices)))
        yield f"Đã ghi bảng điều khoản: {table}"
    elif not matrices:
        yield "Không có mẫu Word nào làm cho từng doanh nghiệp, từng khu, cụm."


def _lines(subject: str, year: int | None, checked: CheckedOffice) -> Iterator[str]:
    from docgen.cli.explaining import paper_lines, park_lines
    from docgen.composition import SubjectKind
    from docgen.production import find_enterprises, find_parks

    messages: list[str] = []
    parks = find_parks([subject], checked.dossier, messages)
    if parks:
        return park_lines(parks[0], year, checked)
    enterprises = find_enterprises([subject], checked.dossier, messages)
    if enterprises:
        return paper_lines(SubjectKind.ENTERPRISE, enterprises[0], checked)
    raise click.UsageError("; ".join(messages))
