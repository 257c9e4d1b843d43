"""Sheets of rows as an Excel file: text only, the same rows give the same bytes.

A value is never a formula, whatever it begins with: names and addresses come from outside. openpyxl stamps the clock
into the properties and the container; both are set to one fixed day here.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from docgen.vietnamese import nfc

_MOST_LETTERS = 32_767
"""Characters that Excel takes in one cell."""
_MOST_IN_TITLE = 31
_MIDNIGHT_1980 = (1980, 1, 1, 0, 0, 0)
_FIXED_DAY = b"2000-01-01T00:00:00Z"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\]")
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what its heading says, and its width in characters."""

    heading: str
    width: float = 14.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: a bold row of headings, then the rows, each with one text for every column.

    ``freeze`` keeps the headings in sight and repeats them on every printed page; ``filter`` puts Excel's filter
    buttons on them. ``title`` is cut to the 31 characters that Excel takes.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    freeze: bool = True
    filter: bool = True


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
    return _without_clock(buffer.getvalue())


def _title(text: str) -> str:
    return _NOT_IN_TITLE.sub("-", _clean(text))[:_MOST_IN_TITLE].strip("' ") or "Bảng"


def _fill(page: object, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.worksheet import Worksheet

    assert isinstance(page, Worksheet)
    line = Side(style="thin", color="FF999999")
    frame = Border(left=line, right=line, top=line, bottom=line)
    rows = [tuple(column.heading for column in sheet.columns), *sheet.rows]
    for number, row in enumerate(rows, start=1):
        for place, (text, _) in enumerate(zip(row, sheet.columns, strict=True), start=1):
            cell = page.cell(number, place)
            if text:
                # openpyxl takes a text that begins with «=» for a formula: the type is set after the value.
                cell.value = _clean(text)
                cell.data_type = "s"
            cell.number_format = "@"
            cell.border = frame
            cell.alignment = Alignment(vertical="top" if number > 1 else "center", wrap_text=True)
            if number == 1:
                cell.font = Font(bold=True)
                cell.fill = PatternFill("solid", fgColor="FFDDE6F0")
    for place, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(place)].width = column.width
    if sheet.freeze:
        page.freeze_panes = "A2"
        page.print_title_rows = "1:1"
    if sheet.filter and sheet.columns:
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(rows)}"
    _lay_out(page)


def _lay_out(page: object) -> None:
    from openpyxl.worksheet.header_footer import HeaderFooter, HeaderFooterItem, _HeaderFooterPart
    from openpyxl.worksheet.properties import PageSetupProperties
    from openpyxl.worksheet.worksheet import Worksheet

    assert isinstance(page, Worksheet)
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


def _without_clock(data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>" + _FIXED_DAY, content)
            entry = zipfile.ZipInfo(name, _MIDNIGHT_1980)
            entry.create_system = 3
            target.writestr(entry, content, zipfile.ZIP_DEFLATED, 6)
    return made.getvalue()
