"""What filling can leave behind that Word calls damage: empty cells, tables without rows, wrong grids, twin ids."""

from __future__ import annotations

from lxml import etree

from docgen.word.xml_names import CELL, PARAGRAPH, ROW, TABLE, TEXT_BOX, W, value_of

_BLOCKS = {PARAGRAPH, TABLE, W + "sdt", W + "customXml", W + "altChunk"}
_HOLDERS = (CELL, TEXT_BOX, W + "hdr", W + "ftr", W + "footnote", W + "endnote", W + "comment")
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def repair(root: etree._Element) -> None:
    """Make the filled tree a whole document again, in place."""
    for row in [row for row in root.iter(ROW) if next(row.iter(CELL), None) is None]:
        _remove(row)
    for table in [table for table in root.iter(TABLE) if next(table.iter(ROW), None) is None]:
        _remove(table)
    for holder in root.iter(*_HOLDERS):
        if not len(holder) or holder[-1].tag != PARAGRAPH:
            _close_with_paragraph(holder)
    for table in root.iter(TABLE):
        _fit_grid(table)
    _pair_bookmarks(root)
    _number_apart(root)


def _close_with_paragraph(holder: etree._Element) -> None:
    blocks = [child for child in holder if child.tag in _BLOCKS]
    if not blocks or (holder.tag == CELL and blocks[-1].tag != PARAGRAPH):
        holder.append(holder.makeelement(PARAGRAPH))


def _fit_grid(table: etree._Element) -> None:
    """Give the grid as many columns as the widest row has, sharing the table's width evenly, if it has not."""
    grid = table.find(W + "tblGrid")
    rows = [row for row in table.iter(ROW) if _table_of(row) is table]
    wanted = max((_columns(row) for row in rows), default=0)
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


def _columns(row: etree._Element) -> int:
    around = sum(_number(row.find(f"{W}trPr/{W}{name}"), 0) for name in ("gridBefore", "gridAfter"))
    return around + sum(_span(cell) for cell in _cells(row))


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row.iter(CELL) if next(cell.iterancestors(ROW), None) is row]


def _table_of(row: etree._Element) -> etree._Element | None:
    return next(row.iterancestors(TABLE), None)


def _span(cell: etree._Element) -> int:
    return _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)


def _number(element: etree._Element | None, otherwise: int) -> int:
    text = value_of(element)
    return int(text) if text is not None and text.isdigit() else otherwise


def _pair_bookmarks(root: etree._Element) -> None:
    """Pair bookmark starts and ends again: loops copy them, removed paragraphs take one end away."""
    open_marks: dict[str, tuple[etree._Element, int]] = {}
    names: set[str] = set()
    spare: list[etree._Element] = []
    count = 0
    for mark in list(root.iter(W + "bookmarkStart", W + "bookmarkEnd")):
        number = value_of(mark, "id") or ""
        if mark.tag == W + "bookmarkStart":
            name = value_of(mark, "name") or ""
            if name in names or number in open_marks:
                spare.append(mark)
                continue
            names.add(name)
            open_marks[number] = (mark, count)
            count += 1
        elif number in open_marks:
            start, given = open_marks.pop(number)
            start.set(W + "id", str(given))
            mark.set(W + "id", str(given))
        else:
            spare.append(mark)
    for mark in [*spare, *(start for start, _ in open_marks.values())]:
        _remove(mark)


def _number_apart(root: etree._Element) -> None:
    """Give drawings ids of their own and take from copied paragraphs the ids that only one may carry."""
    used: set[int] = set()
    for drawing in root.iter(_DRAWING):
        number = int(drawing.get("id", "0"))
        if number in used:
            number = max(used) + 1
            drawing.set("id", str(number))
        used.add(number)
    seen: set[str] = set()
    for element in root.iter(PARAGRAPH, ROW):
        identity = element.get(_W14 + "paraId")
        if identity is not None and identity in seen:
            for name in ("paraId", "textId"):
                if _W14 + name in element.attrib:
                    del element.attrib[_W14 + name]
        elif identity is not None:
            seen.add(identity)
    ids: set[str] = set()
    for control in root.iter(W + "sdtPr"):
        identity_element = control.find(W + "id")
        identity = value_of(identity_element)
        if identity_element is not None and identity in ids:
            control.remove(identity_element)
        elif identity is not None:
            ids.add(identity)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    parent.remove(element)
