"""``docgen fields``: what the templates of a document type may name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.console import complain, complain_about, result
from docgen.cli.exit_codes import ExitCode
from docgen.cli.options import OPTIONS, folder_option, office_folder

if TYPE_CHECKING:
    from docgen.production.field_rows import FieldRow

_LONGEST_EXAMPLE = 60
_HEADING = ("Trường", "Loại", "Để trống", "Ví dụ", "Là")


@click.command("fields", options_metavar=OPTIONS)
@click.argument("kind", metavar="LOẠI")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON cho chương trình khác đọc.")
@folder_option
def fields(kind: str, as_json: bool, folder: Path | None) -> int:
    """Liệt kê mọi trường mà mẫu của một loại giấy tờ dùng được.

    LOẠI là mã loại giấy tờ, ví dụ noi-quy; xem các mã bằng lệnh docgen list loai. Mỗi trường có loại, có thể để trống
    hay không, các giá trị được phép và một ví dụ lấy từ hồ sơ. Trường có dấu [] thuộc từng mục của danh sách, lấy ra
    bằng vòng lặp: for x in danh_sach.
    """
    from docgen.production import WrongRequestError, check_office, resolve_request
    from docgen.production.field_rows import field_rows

    checked = check_office(office_folder(folder))
    try:
        (type_id,) = resolve_request((kind,), (), (), None, checked).types
    except WrongRequestError as error:
        if not checked.is_sound:
            complain_about((item for item in checked.diagnostics if item.is_error), checked.sources)
        raise click.UsageError("; ".join(error.messages)) from error
    rows = field_rows(checked.types[type_id], checked.dossier)
    if as_json:
        result(json.dumps([_json_row(row) for row in rows], ensure_ascii=False, indent=2))
    else:
        _show(rows)
    if checked.is_sound:
        return ExitCode.GOOD
    complain("Hồ sơ, mẫu đang có lỗi (xem bằng docgen check); ví dụ chỉ lấy từ những hồ sơ không có lỗi.")
    return ExitCode.WRONG_OFFICE


def _show(rows: list[FieldRow]) -> None:
    from docgen.cli.tables import table_lines

    for line in table_lines(_HEADING, [_table_row(row) for row in rows]):
        result(line)


def _table_row(row: FieldRow) -> tuple[str, ...]:
    example = " ".join((row.example or "").split())
    if len(example) > _LONGEST_EXAMPLE:
        example = example[: _LONGEST_EXAMPLE - 1] + "…"
    label = f"{row.label} (chỉ: {', '.join(row.choices)})" if row.choices else row.label
    return row.path, row.kind.value, "có thể" if row.optional else "", example, label


def _json_row(row: FieldRow) -> dict[str, object]:
    return {
        "truong": row.path,
        "loai": row.kind.value,
        "co_the_trong": row.optional,
        "gia_tri_duoc_phep": list(row.choices),
        "nhan": row.label,
        "vi_du": row.example,
    }
