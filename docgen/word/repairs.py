"""Making tables whole on a tree: rows without cells, tables without rows, empty cells, wrong grids.

For the tables only whose cells tags decide (see :mod:`docgen.word.guarding`); all else is guarded where it stands.
"""

from __future__ import annotations

from lxml import etree

from docgen.word.marking import remove
from docgen.word.xml_names import CELL, PARAGRAPH, ROW, TABLE, TEXT_BOX, W, value_of

BLOCKS = {PARAGRAPH, TABLE, W + "sdt", W + "customXml", W + "altChunk"}
"""What may stand side by side with paragraphs."""

HOLDERS = (CELL, TEXT_BOX, W + "hdr", W + "ftr", W + "footnote", W + "endnote", W + "comment")
"""What must hold a paragraph at least; a cell must end with one."""

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def repair_tables(root: etree._Element) -> None:
    """Make the tables below ``root`` whole again, in place."""
    for row in [row for row in root.iter(ROW) if next(row.iter(CELL), None) is None]:
        remove(row)
    for table in [table for table in root.iter(TABLE) if next(table.iter(ROW), None) is None]:
        remove(table)
    for holder in root.iter(CELL, TEXT_BOX):
        if not len(holder) or holder[-1].tag != PARAGRAPH:
            _close_with_paragraph(holder)
    for table in root.iter(TABLE):
        _fit_grid(table)


def _close_with_paragraph(holder: etree._Element) -> None:
    blocks = [child for child in holder if child.tag in BLOCKS]
    if not blocks or (holder.tag == CELL and blocks[-1].tag != PARAGRAPH):
        holder.append(holder.makeelement(PARAGRAPH))


def _fit_grid(table: etree._Element) -> None:
    """Give the grid as many columns as the widest row has, sharing the table's width evenly, if it has not."""
    grid = table.find(W + "tblGrid")
    rows = rows_of(table)
    wanted = max((columns_of(row) for row in rows), default=0)
    if wanted == 0 or (grid is not None and len(grid.findall(W + "gridCol")) == wanted):
        return
    if grid is None:
        grid = table.makeelement(W + "tblGrid")
        properties = table.find(W + "tblPr")
        table.insert(0 if properties is None else table.index(properties) + 1, grid)
    total = sum(int(value_of(column, "w") or 0) for column in grid) or wanted * 1000
    widths = [total * (place + 1) // wanted - total * place // wanted for place in range(wanted)]
    for column in list(grid):
        grid.remove(column)
    for width in widths:
        grid.append(grid.makeelement(W + "gridCol", {W + "w": str(width)}))
    for row in rows:
        _fit_cells(row, widths)


def _fit_cells(row: etree._Element, widths: list[int]) -> None:
    at = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
    for cell in _cells(row):
        span = _span(cell)
        width = cell.find(f"{W}tcPr/{W}tcW")
        if width is not None:
            width.set(W + "w", str(sum(widths[at : at + span])))
            width.set(W + "type", "dxa")
        at += span


def columns_of(row: etree._Element) -> int:
    """Return how many columns of the grid the row takes."""
    around = sum(_number(row.find(f"{W}trPr/{W}{name}"), 0) for name in ("gridBefore", "gridAfter"))
    return around + sum(_span(cell) for cell in _cells(row))


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row.iter(CELL) if next(cell.iterancestors(ROW), None) is row]


def rows_of(table: etree._Element) -> list[etree._Element]:
    """Return the rows of a table, not those of tables inside it."""
    return [row for row in table.iter(ROW) if next(row.iterancestors(TABLE), None) is table]


def _span(cell: etree._Element) -> int:
    return _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)


def _number(element: etree._Element | None, otherwise: int) -> int:
    text = value_of(element)
    return int(text) if text is not None and text.isdigit() else otherwise
