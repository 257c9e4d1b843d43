"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

OPTIONS = "[TÙY CHỌN]"
HELP_NAMES = ["--help", "-h"]
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_Function = TypeVar("_Function", bound=Callable[..., Any])


class YearType(click.ParamType):
    """A year as four digits."""

    name = "năm"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the year as a number; fails with a Vietnamese message."""
        text = str(value)
        if not (text.isascii() and text.isdigit() and _FIRST_YEAR <= int(text[:6]) <= _LAST_YEAR):
            self.fail(f"«{text}» không phải là năm; hãy ghi bốn chữ số, ví dụ 2017", param, ctx)
        return int(text)


class FolderType(click.ParamType):
    """A folder that exists."""

    name = "thư mục"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the folder's path; fails with a Vietnamese message."""
        path = Path(value)
        if not path.is_dir():
            self.fail(f"không có thư mục «{value}»", param, ctx)
        return path


def folder_option(function: _Function) -> _Function:
    """Add ``--thu-muc``: the office folder."""
    option = click.option(
        "--thu-muc",
        "folder",
        metavar="THƯ_MỤC",
        type=FolderType(),
        help="Thư mục văn phòng, nơi có records và templates. Mặc định: thư mục hiện tại.",
    )
    return option(function)


def year_option(function: _Function) -> _Function:
    """Add ``--nam``: one year."""
    return click.option("--nam", "year", metavar="NĂM", type=YearType(), help="Chỉ lấy năm này.")(function)


def office_folder(given: Path | None) -> Path:
    """Return the office folder: the one given to the command, else to ``docgen`` itself, else the current one."""
    above = click.get_current_context().obj
    return given or (above if isinstance(above, Path) else None) or Path()
