"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

OPTIONS = "[TÙY CHỌN]"
HELP_NAMES = ["--help", "-h"]
_MOST_PROCESSES = 256
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_Function = TypeVar("_Function", bound=Callable[..., Any])


def _existing_folder(_context: click.Context, _option: click.Parameter, value: Path | None) -> Path | None:
    if value is not None and not value.is_dir():
        raise click.BadParameter(f"không có thư mục «{value}»")
    return value


def _year(_context: click.Context, _option: click.Parameter, value: str | None) -> int | None:
    if value is None:
        return None
    if not (value.isascii() and value.isdigit() and _FIRST_YEAR <= int(value[:6]) <= _LAST_YEAR):
        raise click.BadParameter(f"«{value}» không phải là năm; hãy ghi bốn chữ số, ví dụ 2017")
    return int(value)


def _processes(_context: click.Context, _option: click.Parameter, value: str | None) -> int | None:
    if value is None:
        return None
    if not (value.isascii() and value.isdigit() and 1 <= int(value[:9]) <= _MOST_PROCESSES):
        raise click.BadParameter(f"«{value}» không phải là số tiến trình; hãy ghi một số từ 1 đến {_MOST_PROCESSES}")
    return int(value)


def day_argument(_context: click.Context, _option: click.Parameter, value: str | None) -> date:
    """Read a day as clerks write it; today where none is given."""
    from pydantic import TypeAdapter, ValidationError

    from docgen.model.types import Day

    if value is None:
        return date.today()
    try:
        return TypeAdapter(Day).validate_python(value)
    except ValidationError as error:
        raise click.BadParameter(f"{error.errors()[0]['msg']}; ví dụ 15/6/2026") from error


def processes_option(function: _Function) -> _Function:
    """Add ``--tien-trinh``: how many processes work."""
    option = click.option(
        "--tien-trinh",
        "processes",
        metavar="SỐ",
        callback=_processes,
        help="Số tiến trình cùng làm. Mặc định: một khi có ít văn bản, mọi nhân của máy khi có nhiều.",
    )
    return option(function)


def folder_option(function: _Function) -> _Function:
    """Add ``--thu-muc``: the office folder."""
    option = click.option(
        "--thu-muc",
        "folder",
        metavar="THƯ_MỤC",
        type=click.Path(path_type=Path),
        callback=_existing_folder,
        help="Thư mục văn phòng, nơi có records và templates. Mặc định: thư mục hiện tại.",
    )
    return option(function)


def year_option(function: _Function) -> _Function:
    """Add ``--nam``: one year."""
    return click.option("--nam", "year", metavar="NĂM", callback=_year, help="Chỉ lấy năm này.")(function)


def office_folder(given: Path | None) -> Path:
    """Return the office folder: the one given to the command, else to ``docgen`` itself, else the current one."""
    above = click.get_current_context().obj
    return given or (above if isinstance(above, Path) else None) or Path()
