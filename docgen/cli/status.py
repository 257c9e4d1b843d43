"""``docgen status``: how every paper stands in the output folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from docgen.cli.console import complain, complain_about, result
from docgen.cli.exit_codes import ExitCode
from docgen.cli.options import OPTIONS, folder_option, office_folder
from docgen.cli.selecting import output_folder, selection_options


@click.command("status", options_metavar=OPTIONS)
@selection_options
@folder_option
def status(folder: Path | None, output: Path | None, **words: Any) -> int:
    """Cho biết văn bản nào mới, còn đúng, đã cũ, đã sửa tay, thiếu tệp hoặc thừa; không ghi tệp nào.

    Cũ vì bản ghi thì nêu tệp hồ sơ đã thay đổi, cũ vì mẫu thì nêu mẫu. Lệnh docgen build chỉ làm lại những văn bản
    cần làm.
    """
    from docgen.cli.status_lines import status_lines
    from docgen.production import BuildRequest, WrongRequestError, output_status

    office = office_folder(folder)
    request = BuildRequest(folder=office, output=output_folder(office, output), **words)
    try:
        answer = output_status(request)
    except WrongRequestError as error:
        raise click.UsageError("; ".join(error.messages)) from error
    if answer.refused:
        complain_about((item for item in answer.diagnostics if item.is_error), answer.checked.sources)
        complain("Hãy sửa các lỗi trên; khi còn lỗi thì chưa biết được văn bản nào còn đúng.")
        return ExitCode.WRONG_OFFICE
    for line in status_lines(request, answer):
        result(line)
    return ExitCode.GOOD
