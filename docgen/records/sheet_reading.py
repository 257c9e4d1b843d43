"""The first sheet of an Excel file as rows of text, each cell with its place.

A cell gives what a clerk sees in it: zeros before a number that its format shows, days with the day first, of a formula
the value that Excel kept. The caller has looked at the container.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from docgen.diagnostics import Span
from docgen.vietnamese import nfc, short_date

MOST_ROWS = 100_000
MOST_COLUMNS = 100
_ZEROS = re.compile(r"0{2,15}")


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell, trimmed and NFC («» for an empty one), and its place."""

    text: str
    span: Span


class NotASheetError(Exception):
    """The bytes are no Excel file (.xlsx) that can be read."""


def read_first_sheet(data: bytes, file: str) -> list[tuple[Cell, ...]]:
    """Return the rows of the first sheet, empty ones included. Raises :class:`NotASheetError`.

    Rows past 100,000 and columns past 100 are not read: no book of an office has them.
    """
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # What openpyxl cannot keep (drawings, rules for input) is nothing that a cell says.
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            sheet = book.worksheets[0]
            return list(_rows(sheet, file))
        # A damaged file makes openpyxl raise whatever its parts raise.
        except Exception as error:
            raise NotASheetError(str(error)) from error


def _rows(sheet: Any, file: str) -> Iterator[tuple[Cell, ...]]:
    from openpyxl.utils import get_column_letter

    rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS)
    for number, row in enumerate(rows, start=1):
        yield tuple(
            Cell(_text(cell), Span(file, place=f"trang «{sheet.title}», ô {get_column_letter(column)}{number}"))
            for column, cell in enumerate(row, start=1)
        )


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, int) and value >= 0 and _ZEROS.fullmatch(form := str(cell.number_format)):
        return f"{value:0{len(form)}d}"
    return " ".join(nfc(str(value)).split())
