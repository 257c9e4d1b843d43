"""How wide the room is that a paragraph's lines have: of its cell, or of its section's text area, in twips."""

from __future__ import annotations

from lxml import etree

from docgen.word.styles import StyleSheet, margins_in, whole
from docgen.word.xml_names import CELL, ROW, TABLE, TEXT_BOX, W, value_of

TWIPS_PER_MM = 1440 / 25.4


def container_width(paragraph: etree._Element, styles: StyleSheet) -> int | None:
    """Return the width between the borders of text of what holds the paragraph, before its own indents.

    None for text boxes and where the template does not say.
    """
    for holder in paragraph.iterancestors(CELL, TEXT_BOX):
        return None if holder.tag == TEXT_BOX else _cell_width(holder, styles)
    return _section_width(paragraph)


def _cell_width(cell: etree._Element, styles: StyleSheet) -> int | None:
    table = next(cell.iterancestors(TABLE), None)
    properties = cell.find(W + "tcPr")
    width = _own_width(properties) or _grid_width(cell)
    if table is None or width is None:
        return None
    pairs = zip(
        margins_in(properties, "tcMar"),
        margins_in(table.find(W + "tblPr"), "tblCellMar"),
        styles.margins_of(table),
        strict=True,
    )
    sides = [next(side for side in pair if side is not None) for pair in pairs]
    return width - sum(sides)


def _own_width(properties: etree._Element | None) -> int | None:
    width = None if properties is None else properties.find(W + "tcW")
    return whole(value_of(width, "w"), 0) or None if value_of(width, "type") == "dxa" else None


def _grid_width(cell: etree._Element) -> int | None:
    row = next(cell.iterancestors(ROW), None)
    table = next(cell.iterancestors(TABLE), None)
    if row is None or table is None:
        return None
    columns = [whole(value_of(column, "w"), 0) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    at = whole(value_of(row.find(f"{W}trPr/{W}gridBefore")), 0)
    for other in row.iter(CELL):
        if next(other.iterancestors(ROW), None) is not row:
            continue
        span = whole(value_of(other.find(f"{W}tcPr/{W}gridSpan")), 1)
        if other is cell:
            return sum(columns[at : at + span]) or None
        at += span
    return None


def _section_width(paragraph: etree._Element) -> int | None:
    """Return the text width of the section: its properties stand in its last paragraph or end the body."""
    block = paragraph
    while (parent := block.getparent()) is not None and parent.tag != W + "body":
        block = parent
    if parent is None:
        return None
    for later in (block, *block.itersiblings()):
        section = later if later.tag == W + "sectPr" else later.find(f"{W}pPr/{W}sectPr")
        if section is not None:
            return _text_width(section)
    return None


def _text_width(section: etree._Element) -> int | None:
    page, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
    if page is None or margins is None:
        return None
    edges = sum(whole(value_of(margins, side), 0) for side in ("left", "right", "gutter"))
    width = whole(value_of(page, "w"), 0) - edges
    columns = section.find(W + "cols")
    count = whole(value_of(columns, "num"), 1)
    if count > 1:
        width = (width - (count - 1) * whole(value_of(columns, "space"), 720)) // count
    return width if width > 0 else None
