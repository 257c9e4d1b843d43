"""``docgen schema``: JSON Schemas for the editor."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli.console import result
from docgen.cli.exit_codes import ExitCode
from docgen.cli.options import OPTIONS, folder_option, office_folder


@click.command("schema", options_metavar=OPTIONS)
@click.option(
    "--ra",
    "output",
    metavar="THƯ_MỤC",
    type=click.Path(path_type=Path),
    help="Nơi ghi lược đồ. Mặc định: records/.luoc_do trong thư mục văn phòng.",
)
@folder_option
def schema(output: Path | None, folder: Path | None) -> int:
    """Ghi lược đồ (JSON Schema) của từng loại hồ sơ để VS Code gợi ý tên khóa tiếng Việt và báo lỗi khi đang gõ.

    Cần cài tiện ích YAML của Red Hat trong VS Code.
    """
    from docgen.production import RECORDS, SCHEMA_FOLDER, line_for_editor, write_schemas

    office = office_folder(folder)
    paths = write_schemas(output or office / RECORDS / SCHEMA_FOLDER)
    result("Chép dòng tương ứng vào đầu mỗi tệp hồ sơ:")
    for kind, path in paths.items():
        result(f"  {kind}: {line_for_editor(path, office, kind)}")
    return ExitCode.GOOD
