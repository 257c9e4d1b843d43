"""The options by which ``build`` and ``status`` choose papers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from docgen.cli.options import year_option

_Function = TypeVar("_Function", bound=Callable[..., Any])


def selection_options(function: _Function) -> _Function:
    """Add the types, ``--khu``, ``--doanh-nghiep``, ``--nam`` and ``--ra``."""
    add = (
        click.argument("types", metavar="[LOẠI]...", nargs=-1),
        click.option("--khu", "parks", metavar="MÃ", multiple=True, help="Chỉ lấy khu, cụm này (ghi được nhiều lần)."),
        click.option(
            "--doanh-nghiep",
            "enterprises",
            metavar="MÃ",
            multiple=True,
            help="Chỉ lấy doanh nghiệp này: mã, tên hoặc mã số thuế (ghi được nhiều lần).",
        ),
        year_option,
        click.option(
            "--ra",
            "output",
            metavar="THƯ_MỤC",
            type=click.Path(path_type=Path),
            help="Thư mục kết quả. Mặc định: output trong thư mục văn phòng.",
        ),
        click.option(
            "--kiem-ky",
            "verify_files",
            is_flag=True,
            help="Đọc lại từng tệp kết quả để biết có bị sửa hay không, không chỉ xem cỡ tệp và giờ sửa.",
        ),
    )
    for option in reversed(add):
        function = option(function)
    return function


def output_folder(office: Path, given: Path | None) -> Path:
    """Return the output folder; raises click.UsageError for one among the records or templates."""
    output = given or office / "output"
    for name in ("records", "templates"):
        if output.resolve().is_relative_to((office / name).resolve()):
            raise click.UsageError(f"thư mục kết quả không được nằm trong {name}; hãy chọn thư mục khác cho --ra")
    return output
