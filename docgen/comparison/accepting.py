"""Tracked changes of a part taken as accepted, in place (ECMA-376 part 1, 17.13.5)."""

from __future__ import annotations

import re

from lxml import etree

from docgen.word.xml_names import CELL, PARAGRAPH, ROW, TABLE, W

_ANY = re.compile(
    rb":(?:ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|numberingChange|\w+PrChange|\w+PrExChange|tblGridChange)\b"
)
_CONTENT_GONE = (W + "del", W + "moveFrom")
_CONTENT_KEPT = (W + "ins", W + "moveTo")
_NOTES = tuple(
    W + name
    for name in (
        *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "trPrChange", "tcPrChange"),
        *("tblGridChange", "numberingChange", "cellIns", "cellMerge"),
        *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
        *(f"customXml{kind}Range{end}" for kind in ("Ins", "Del", "MoveFrom", "MoveTo") for end in ("Start", "End")),
    )
)


def has_changes(part: bytes) -> bool:
    """Tell quickly whether a part may hold tracked changes."""
    return _ANY.search(part) is not None


def accept_changes(root: etree._Element) -> bool:
    """Accept every tracked change of a part; tell whether there was one."""
    seen = next(root.iter(*_CONTENT_GONE, *_CONTENT_KEPT, *_NOTES, W + "cellDel"), None) is not None
    if not seen:
        return False
    for row in [row for row in root.iter(ROW) if row.find(f"{W}trPr/{W}del") is not None]:
        _remove(row)
    for cell in [cell for cell in root.iter(CELL) if cell.find(f"{W}tcPr/{W}cellDel") is not None]:
        _remove(cell)
    for element in list(root.iter(W + "rPr", W + "trPr")):
        _accept_marks(element)
    for element in list(root.iter(*_CONTENT_GONE)):
        if element.getparent() is not None and not _is_mark(element):
            _remove(element)
    for element in list(root.iter(*_CONTENT_KEPT)):
        if not _is_mark(element):
            _unwrap(element)
    for paragraph in [item for item in root.iter(PARAGRAPH) if _mark(item, *_CONTENT_GONE) is not None]:
        join_with_next(paragraph)
    for element in list(root.iter(*_NOTES, *_CONTENT_GONE)):
        if element.getparent() is not None:
            _remove(element)
    _drop_empty_tables(root)
    return True


def _accept_marks(properties: etree._Element) -> None:
    for mark in properties.findall(W + "ins") + properties.findall(W + "moveTo"):
        properties.remove(mark)


def _is_mark(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag in (W + "rPr", W + "trPr")


def _mark(paragraph: etree._Element, *names: str) -> etree._Element | None:
    return next((found for name in names if (found := paragraph.find(f"{W}pPr/{W}rPr/{name}")) is not None), None)


def join_with_next(paragraph: etree._Element) -> None:
    """Remove the mark of a paragraph: what it holds comes before the next one's; an empty one goes altogether."""
    content = [child for child in paragraph if child.tag != W + "pPr"]
    following = paragraph.getnext()
    while following is not None and following.tag not in (PARAGRAPH, TABLE, W + "sectPr", W + "sdt"):
        following = following.getnext()
    if following is not None and following.tag == PARAGRAPH:
        properties = following.find(W + "pPr")
        place = 0 if properties is None else 1
        for child in reversed(content):
            following.insert(place, child)
        _remove(paragraph)
    elif not any(True for child in content for _ in child.iter(W + "r")) and _may_go(paragraph):
        _remove(paragraph)


def _may_go(paragraph: etree._Element) -> bool:
    """Tell whether its holder does without the paragraph: something stands after it that it may end with."""
    following = paragraph.getnext()
    return following is not None and following.tag != W + "sectPr"


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for child in reversed(list(element)):
        parent.insert(place + 1, child)
    parent.remove(element)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _drop_empty_tables(root: etree._Element) -> None:
    for table in list(root.iter(TABLE)):
        if table.find(f".//{ROW}") is None:
            _remove(table)
