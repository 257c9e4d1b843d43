"""Sheets of rows as an Excel file: text only, the same rows give the same bytes.

A value is never a formula, whatever it begins with: names and addresses come from outside. openpyxl stamps the clock
into the properties and the container; both are set to one fixed day here.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docgen.records.workbook_rows import FIRST_ROW, with_rows
from docgen.vietnamese import nfc

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_LETTERS = 32_767
"""Characters that Excel takes in one cell."""
_MOST_IN_TITLE = 31
_UPRIGHT_HEIGHT = 210.0
"""Points that headings on their side get: about forty characters."""
_MIDNIGHT_1980 = (1980, 1, 1, 0, 0, 0)
_FIXED_DAY = b"2000-01-01T00:00:00Z"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\]")
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what its heading says, and its width in characters.

    ``upright`` turns the heading on its side, so that a column of marks stays narrow; its cells are centred.
    """

    heading: str
    width: float = 14.0
    upright: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: a bold row of headings, then the rows, each with one text for every column.

    ``freeze`` keeps the headings in sight and repeats them on every printed page, and so the first ``freeze_columns``
    columns; ``filter`` puts Excel's filter buttons on the headings. ``title`` is cut to the 31 characters that Excel
    takes.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    freeze: bool = True
    filter: bool = True
    freeze_columns: int = 0


def write_workbook(sheets: Sequence[Sheet]) -> bytes:
    """Return the sheets, at least one, as the bytes of an .xlsx, laid out to be printed on A4 across.

    Raises ValueError for no sheet, two of one title, or a row whose length is not the number of columns.
    """
    from openpyxl import Workbook

    titles = [_title(sheet.title) for sheet in sheets]
    if not titles or len({title.casefold() for title in titles}) < len(titles):
        raise ValueError(f"the titles of sheets must be there and differ: {titles}")
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, sheet in zip(titles, sheets, strict=True):
        _fill(book.create_sheet(title), sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return _finished(buffer.getvalue(), sheets)


def _title(text: str) -> str:
    return _NOT_IN_TITLE.sub("-", _clean(text))[:_MOST_IN_TITLE].strip("' ") or "Bảng"


def _fill(page: Worksheet, sheet: Sheet) -> None:
    from openpyxl.utils import get_column_letter

    for place, column in enumerate(sheet.columns, start=1):
        cell = page.cell(1, place)
        _write(cell, column.heading)
        _dress(cell, column, heading=True)
        page.column_dimensions[get_column_letter(place)].width = column.width
    if any(column.upright for column in sheet.columns):
        page.row_dimensions[1].height = _UPRIGHT_HEIGHT
    _dress_first_row(page, sheet)
    if sheet.freeze:
        page.freeze_panes = f"{get_column_letter(sheet.freeze_columns + 1)}2"
        page.print_title_rows = "1:1"
        if sheet.freeze_columns:
            page.print_title_cols = f"A:{get_column_letter(sheet.freeze_columns)}"
    if sheet.filter and sheet.columns:
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"
    _lay_out(page)


def _dress_first_row(page: Worksheet, sheet: Sheet) -> None:
    """Give the looks of the columns to an empty row, in whose place the rows will come."""
    for row in sheet.rows:
        if len(row) != len(sheet.columns):
            raise ValueError(f"a row of {len(row)} texts for {len(sheet.columns)} columns")
    if sheet.rows and sheet.columns:
        for place, column in enumerate(sheet.columns, start=1):
            _dress(page.cell(FIRST_ROW, place), column, heading=False)


def _write(cell: Cell | MergedCell, text: str) -> None:
    """Give a cell its text; what begins with «=» is a formula to openpyxl unless the type is set after the value."""
    if text:
        cell.value = _clean(text)
        cell.data_type = "s"


def _dress(cell: Cell | MergedCell, column: Column, *, heading: bool) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    line = Side(style="thin", color="FF999999")
    cell.number_format = "@"
    cell.border = Border(left=line, right=line, top=line, bottom=line)
    across = "center" if column.upright else None
    cell.alignment = Alignment(vertical="center" if heading else "top", horizontal=across, wrap_text=True)
    if heading:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="FFDDE6F0")
        if column.upright:
            cell.alignment = Alignment(vertical="bottom", horizontal="center", text_rotation=90, wrap_text=True)


def _lay_out(page: Worksheet) -> None:
    from openpyxl.worksheet.header_footer import HeaderFooter, HeaderFooterItem, _HeaderFooterPart
    from openpyxl.worksheet.properties import PageSetupProperties

    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.HeaderFooter = HeaderFooter(oddFooter=HeaderFooterItem(center=_HeaderFooterPart(text="&P/&N")))


def _clean(text: str) -> str:
    """Return the text as a cell takes it: characters that XML has no place for become spaces, the rest is kept."""
    clean = _NOT_IN_XML.sub(" ", nfc(text))
    return clean if len(clean) <= _MOST_LETTERS else clean[: _MOST_LETTERS - 1] + "…"


def _finished(data: bytes, sheets: Sequence[Sheet]) -> bytes:
    """Return the file with its rows and without the clock."""
    pages = {f"xl/worksheets/sheet{number}.xml": sheet for number, sheet in enumerate(sheets, start=1)}
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>" + _FIXED_DAY, content)
            entry = zipfile.ZipInfo(name, _MIDNIGHT_1980)
            entry.create_system, entry.compress_type = 3, zipfile.ZIP_DEFLATED
            sheet = pages.get(name)
            with target.open(entry, "w") as written:
                for piece in [content] if sheet is None or not sheet.rows else _with_rows(content, sheet):
                    written.write(piece)
    return made.getvalue()


def _with_rows(page: bytes, sheet: Sheet) -> Iterator[bytes]:
    rows = [[_clean(text) if text else "" for text in row] for row in sheet.rows]
    return with_rows(page, rows, [column.upright for column in sheet.columns])
