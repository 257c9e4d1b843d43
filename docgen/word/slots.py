"""Tags outside paragraphs: in the file's properties, in descriptions of pictures and tables, in targets of links.

Each is one text by itself, an element's or an attribute's; a block opens and closes in the same one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from docgen.composition.tag_text import Place, Tag, TagKind, scan, shorten
from docgen.diagnostics import Diagnostic, Span
from docgen.word.complaints import MISPLACED_TAG
from docgen.word.gate import RELATIONSHIP
from docgen.word.parts import FilledPart, PartKind
from docgen.word.xml_names import W

_PROPERTIES = {
    "title": "Tiêu đề",
    "subject": "Chủ đề",
    "creator": "Tác giả",
    "keywords": "Từ khóa",
    "category": "Phân loại",
    "description": "Ghi chú",
    "contentStatus": "Trạng thái",
    "Company": "Cơ quan",
    "Manager": "Người quản lý",
}
_TEXTS = ("lpwstr", "lpstr", "bstr")
_DESCRIBED = {"docPr": ("descr", "title"), "cNvPr": ("descr", "title"), "shape": ("alt", "title")}
_WORD_TEXTS = (W + "tblCaption", W + "tblDescription")
_CODED_BRACES = re.compile("%7[bB]")


@dataclass(eq=False)
class Slot:
    """A text with tags: of the element, or of one attribute of it; ``what`` is its kind in words."""

    element: etree._Element
    attribute: str | None
    what: str
    place: Place
    text: str
    tags: list[Tag]


def read_slots(root: etree._Element, part: FilledPart, file: str) -> tuple[list[Slot], list[Diagnostic]]:
    """Return the tagged texts of a part that stand in no paragraph, in order, and what is wrong with their tags."""
    slots: list[Slot] = []
    found: list[Diagnostic] = []
    for element, attribute, what, text in _texts(root, part):
        if "{" not in text and "}" not in text:
            continue
        named = f"{what}, {part.label}" if part.kind is PartKind.WORD else what
        place = Place(Span(file, place=named), text)
        tags, complaints = scan(text, place)
        found += complaints
        slots.append(Slot(element, attribute, what, place, text, tags))
    if part.kind is PartKind.PROPERTIES:
        found += _other_properties(root, file)
    return slots, found


def _texts(root: etree._Element, part: FilledPart) -> Iterator[tuple[etree._Element, str | None, str, str]]:
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        if part.kind is PartKind.PROPERTIES:
            if name in _PROPERTIES:
                yield element, None, f"thuộc tính {_PROPERTIES[name]}", element.text or ""
            elif name in _TEXTS:
                parent = element.getparent()
                shown = name if parent is None else parent.get("name", name)
                yield element, None, f"thuộc tính {shown}", element.text or ""
        elif part.kind is PartKind.LINKS:
            kind = element.get("Type", "").rsplit("/", 1)[-1]
            if element.tag == RELATIONSHIP and kind == "hyperlink" and element.get("TargetMode") == "External":
                target = element.get("Target", "")
                yield element, "Target", "liên kết", unquote(target) if _CODED_BRACES.search(target) else target
        elif element.tag in _WORD_TEXTS:
            yield element, W + "val", "mô tả bảng", element.get(W + "val", "")
        else:
            for attribute in _DESCRIBED.get(name, ()):
                yield element, attribute, "mô tả hình", element.get(attribute, "")


def is_slot(element: etree._Element, attribute: str) -> bool:
    """Tell whether an attribute of a Word part is one that tags may stand in."""
    if element.tag in _WORD_TEXTS:
        return attribute == W + "val"
    return attribute in _DESCRIBED.get(etree.QName(element).localname, ())


def _other_properties(root: etree._Element, file: str) -> Iterator[Diagnostic]:
    for element in root.iter(etree.Element):
        name, text = etree.QName(element).localname, element.text or ""
        if name not in _PROPERTIES and name not in _TEXTS and "{{" in text:
            place = Place(Span(file, place=f"thuộc tính {name}"), text)
            hint = f"Chỉ điền được: {', '.join(_PROPERTIES.values())}, và các thuộc tính tự đặt kiểu chữ."
            yield place.complain(MISPLACED_TAG, f"Thuộc tính «{name}» không điền được thẻ", hint)


def slot_problems(slots: Sequence[Slot]) -> Iterator[Diagnostic]:
    """Complain of remarks, of tags that take paragraphs or rows away, of blocks that leave their text."""
    for slot in slots:
        depth = 0
        for tag in slot.tags:
            if tag.kind is TagKind.REMARK:
                message = f"Ở {slot.what} không dùng được thẻ ghi chú {{# … #}}"
                yield slot.place.complain(MISPLACED_TAG, message, "Xóa thẻ ghi chú.")
            elif tag.level:
                message = f"Thẻ «{shorten(tag.source)}» ở {slot.what} viết không có chữ «{tag.level}»"
                yield slot.place.complain(MISPLACED_TAG, message)
            if tag.kind is TagKind.STATEMENT:
                depth += {"if": 1, "for": 1, "endif": -1, "endfor": -1}.get(tag.word, 0)
        if depth:
            yield slot.place.complain(MISPLACED_TAG, f"Khối phải mở và đóng trong cùng một {slot.what}")
