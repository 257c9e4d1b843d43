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
@click.argument("subject", metavar="MÃ")
@year_option
@folder_option
def explain(subject: str, year: int | None, folder: Path | None) -> int:
    """Giải thích văn bản của một doanh nghiệp, hoặc kết quả xét của một khu, cụm.

    MÃ là mã hoặc tên. Với doanh nghiệp: từng điều khoản tùy điều kiện có hay không có, vì dữ kiện nào, ghi ở dòng nào.
    Với khu, cụm: từng tiêu chí đạt hay chưa, còn thiếu bao nhiêu.
    """
    from docgen.production import check_office

    checked = check_office(office_folder(folder))
    if not checked.is_sound:
        complain_about((item for item in checked.diagnostics if item.is_error), checked.sources)
        complain("Hồ sơ, mẫu đang có lỗi; phần giải thích dưới đây chỉ dựa trên những hồ sơ, mẫu không có lỗi.")
        complain("")
    for line in _lines(subject, year, checked):
        result(line)
    return ExitCode.GOOD if checked.is_sound else ExitCode.WRONG_OFFICE


def _lines(subject: str, year: int | None, checked: CheckedOffice) -> Iterator[str]:
    from docgen.cli.explaining import enterprise_lines, park_lines
    from docgen.production import find_enterprises, find_parks

    messages: list[str] = []
    parks = find_parks([subject], checked.dossier, messages)
    if parks:
        return park_lines(parks[0], year, checked)
    enterprises = find_enterprises([subject], checked.dossier, messages)
    if enterprises:
        return enterprise_lines(enterprises[0], checked)
    raise click.UsageError("; ".join(messages))
