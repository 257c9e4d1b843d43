"""Tags that say something of their table cell: ``colspan``, ``cellbg``, ``vm`` and ``hm``.

``colspan`` and ``cellbg`` write an attribute of the cell; ``vm`` joins the copies of a cell in a loop of rows into one,
``hm`` those in a loop of cells. In the list of tags they stand as values, since they print one, at their own level.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any

from lxml import etree

from docgen.composition.filters import Empty, Unfit, to_text
from docgen.composition.tag_blocks import Block
from docgen.composition.tag_text import Tag, TagKind, shorten
from docgen.diagnostics import Diagnostic
from docgen.word.arrangement import Standing, removed_by
from docgen.word.complaints import MISPLACED_TAG
from docgen.word.instructions import Do, Instructions, TagAt
from docgen.word.reading import TaggedParagraph
from docgen.word.xml_names import CELL, PARAGRAPH, ROW, W, ancestor, value_of

MOST_COLUMNS = 63
_ASKED = {"vm": "loop.first", "hm": "loop.length"}
CELL_LEVELS = ("colspan", "cellbg", *_ASKED)
SPANNING = ("colspan", "hm")
"""Those that decide how many columns a row has."""

_LOOPED = {"vm": ("tr", "hàng"), "hm": ("tc", "ô")}
_COLOUR = re.compile(r"#?([0-9A-Fa-f]{6})|auto")
_ORDER = [
    "cnfStyle",
    "tcW",
    "gridSpan",
    "hMerge",
    "vMerge",
    "tcBorders",
    "shd",
    "noWrap",
    "tcMar",
    "textDirection",
    "tcFitText",
    "vAlign",
    "hideMark",
]


def as_cell_tag(tag: Tag) -> Tag:
    """Return a tag that says something of its cell at the level of its word; any other as it is."""
    if tag.kind is not TagKind.STATEMENT or tag.level or tag.word not in CELL_LEVELS:
        return tag
    body = _ASKED.get(tag.word, tag.rest) if not (tag.word in _ASKED and tag.rest) else tag.body
    return replace(tag, kind=TagKind.VALUE, level=tag.word, body=body)


def cell_problems(standing: Sequence[Standing], blocks: Sequence[Block]) -> Iterator[Diagnostic]:
    """Complain of such tags outside tables, twice in a cell, or outside the loop that they join the copies of."""
    seen: set[tuple[etree._Element, str]] = set()
    for index, (paragraph, tag) in enumerate(standing):
        if tag.level not in CELL_LEVELS or not isinstance(paragraph, TaggedParagraph):
            continue
        cell = ancestor(paragraph.element, CELL)
        shown = shorten(tag.source)
        if cell is None:
            yield tag.place.complain(MISPLACED_TAG, f"Thẻ «{shown}» chỉ dùng trong ô của bảng")
            continue
        said = "colspan" if tag.level == "hm" else tag.level
        if (cell, said) in seen:
            yield tag.place.complain(
                MISPLACED_TAG, f"Ô này đã có một thẻ khác nói điều mà «{shown}» nói", "Bỏ bớt một."
            )
        seen.add((cell, said))
        if (around := _block_in_cell(standing, blocks, index, cell)) is not None:
            message = f"Thẻ «{shown}» nói về cả ô nên không theo khối «{shorten(around.source)}» ở trong ô"
            hint = 'Chuyển thẻ ra ngoài khối và viết điều kiện ngay trong thẻ: {% cellbg "FFF2CC" if … else "auto" %}.'
            yield tag.place.complain(MISPLACED_TAG, message, hint)
        if tag.level in _LOOPED and not _is_looped(standing, blocks, index, cell):
            level, what = _LOOPED[tag.level]
            message = f"Thẻ «{shown}» gộp các {what} do một vòng lặp tạo ra, mà ô này không nằm trong vòng lặp đó"
            yield tag.place.complain(
                MISPLACED_TAG, message, f"Đặt ô vào giữa {{%{level} for … %}} và {{%{level} endfor %}}."
            )


def _block_in_cell(
    standing: Sequence[Standing], blocks: Sequence[Block], index: int, cell: etree._Element
) -> Tag | None:
    """Return the tag that opens a block around the tag within its cell."""
    for block in blocks:
        paragraph, opener = standing[block.opener]
        if block.opener < index < block.closer and isinstance(paragraph, TaggedParagraph):
            inside = ancestor(paragraph.element, CELL) is cell and opener.level not in ("tr", "tc")
            if inside:
                return opener
    return None


def _is_looped(standing: Sequence[Standing], blocks: Sequence[Block], index: int, cell: etree._Element) -> bool:
    """Tell whether the innermost loop around the tag goes through the rows (or cells) that the cell is one of."""
    loops = [
        block for block in blocks if block.opener < index < block.closer and standing[block.opener][1].word == "for"
    ]
    if not loops:
        return False
    paragraph, opener = standing[loops[-1].opener]
    level = _LOOPED[standing[index][1].level][0]
    if opener.level != level or not isinstance(paragraph, TaggedParagraph):
        return False
    element = removed_by(paragraph, opener)
    looped = ancestor(cell, ROW) if level == "tr" else cell
    return element is not None and looped is not None and element.getparent() is looped.getparent()


def mark_cell(paragraph: TaggedParagraph, tag: Tag, instructions: Instructions) -> None:
    """Put what the tag says into its cell."""
    cell = ancestor(paragraph.element, CELL)
    assert cell is not None, "checked before"
    properties = _properties(cell)
    if tag.level == "colspan":
        _set(properties, "gridSpan", {"val": instructions.value(TagAt(tag, writer="T.span"))})
    elif tag.level == "cellbg":
        colour = instructions.value(TagAt(tag, writer="T.colour"))
        _set(properties, "shd", {"val": "clear", "color": "auto", "fill": colour})
    elif tag.level == "hm":
        span = int(value_of(cell.find(f"{W}tcPr/{W}gridSpan")) or 1)
        _set(properties, "gridSpan", {"val": instructions.value(TagAt(tag, writer=f"T.times({span})"))})
        cell.addprevious(instructions.node(Do("first round")))
        cell.addnext(instructions.node(Do("end round")))
    else:
        _set(properties, "vMerge", {"val": instructions.value(TagAt(tag, writer="T.merge"))})
        properties.addnext(instructions.node(Do("first round")))
        empty = etree.SubElement(cell, PARAGRAPH)
        empty.extend(deepcopy(paragraph.element.findall(W + "pPr")))
        empty.addprevious(instructions.node(Do("other rounds")))
        empty.addnext(instructions.node(Do("end round")))


def _properties(cell: etree._Element) -> etree._Element:
    found = cell.find(W + "tcPr")
    if found is None:
        found = cell.makeelement(W + "tcPr")
        cell.insert(0, found)
    return found


def _set(properties: etree._Element, name: str, values: dict[str, str]) -> None:
    """Set a property of a cell, in the place that the schema gives it."""
    for known in properties.findall(W + name):
        properties.remove(known)
    places = {W + each: place for place, each in enumerate(_ORDER)}
    made = properties.makeelement(W + name, {W + key: value for key, value in values.items()})
    before = [child for child in properties if places.get(str(child.tag), len(places)) < places[W + name]]
    properties.insert(len(before), made)


def write_span(value: Any) -> bytes:
    """Write how many columns a cell spans; raises Empty, and Unfit where it is no whole number that a table has."""
    if value is None:
        raise Empty
    text = to_text(value).strip()
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= MOST_COLUMNS:
        raise Unfit(f"số cột gộp phải là số nguyên từ 1 đến {MOST_COLUMNS}, không phải «{shorten(text, 20)}»")
    return b"%d" % int(text)


def write_colour(value: Any) -> bytes:
    """Write the colour of a cell; raises Empty, and Unfit where it is not six hexadecimal digits."""
    text = to_text(value).strip()
    found = _COLOUR.fullmatch(text)
    if found is None:
        raise Unfit(f"màu nền viết bằng sáu chữ số thập lục phân, ví dụ FFCC00, không phải «{shorten(text, 20)}»")
    return (found.group(1) or "auto").encode()


def write_merge(first: bool) -> bytes:
    """Write whether a cell begins a merged one or continues it."""
    return b"restart" if first else b"continue"
