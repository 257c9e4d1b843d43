"""Tags outside paragraphs: in properties, descriptions of pictures, targets of links, charts, variables, bound data.

Each is one text by itself, an element's or an attribute's; a block opens and closes in the same one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from docgen.composition.tag_text import Place, Tag, TagKind, scan, shorten
from docgen.diagnostics import Diagnostic
from docgen.word.chart_text import TEXT as CHART_TEXT
from docgen.word.chart_text import VALUE, gather_tags, is_number, role_of
from docgen.word.complaints import MISPLACED_TAG
from docgen.word.package import RELATIONSHIP
from docgen.word.parts import FilledPart, PartKind
from docgen.word.places import OFFICE_RELATIONS, Places, users_of
from docgen.word.xml_names import W

PROPERTIES = {
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
"""The properties of a file that tags may stand in, with Word's names for them."""

_TEXTS = ("lpwstr", "lpstr", "bstr")
_DESCRIBED = {"docPr": ("descr", "title"), "cNvPr": ("descr", "title"), "shape": ("alt", "title")}
_WORD_TEXTS = (W + "tblCaption", W + "tblDescription")
_CODED_BRACES = re.compile("%7[bB]")

_Text = tuple[etree._Element, str | None, str, str]
"""An element, its attribute or None for its text, what it is in words, the text."""


@dataclass(eq=False)
class Slot:
    """A text with tags: of the element, or of one attribute of it; ``what`` is its kind in words."""

    element: etree._Element
    attribute: str | None
    what: str
    place: Place
    text: str
    tags: list[Tag]


def read_slots(root: etree._Element, part: FilledPart, places: Places) -> tuple[list[Slot], list[Diagnostic]]:
    """Return the tagged texts of a part that stand in no paragraph, in order, and what is wrong with their tags.

    ``places`` are those of the part, or of the part whose links it holds. Tags of a chart that formats cut are put
    together in its tree.
    """
    slots: list[Slot] = []
    found: list[Diagnostic] = []
    if part.kind is PartKind.CHART:
        gather_tags(root)
    users = users_of(places.root, OFFICE_RELATIONS) if part.kind is PartKind.LINKS else {}
    for element, attribute, what, text in slot_texts(root, part):
        if "{" not in text and "}" not in text:
            continue
        at = users.get(element.get("Id", "")) if part.kind is PartKind.LINKS else element
        place = places.of(at, what, text)
        tags, complaints = scan(text, place)
        found += complaints
        slots.append(Slot(element, attribute, what, place, text, tags))
    return slots, found


def slot_texts(root: etree._Element, part: FilledPart) -> Iterator[_Text]:
    """Yield the texts of a part in which tags may stand though they are in no paragraph."""
    texts = {
        PartKind.WORD: _texts_of_drawings,
        PartKind.PROPERTIES: _texts_of_properties,
        PartKind.LINKS: _targets,
        PartKind.CHART: _texts_of_chart,
        PartKind.SETTINGS: _variables,
        PartKind.STORE: _data,
    }[part.kind]
    for element in root.iter(etree.Element):
        yield from texts(element)


def _texts_of_drawings(element: etree._Element) -> Iterator[_Text]:
    if element.tag in _WORD_TEXTS:
        yield element, W + "val", "mô tả bảng", element.get(W + "val", "")
    for attribute in _DESCRIBED.get(etree.QName(element).localname, ()):
        yield element, attribute, "mô tả hình", element.get(attribute, "")


def _texts_of_properties(element: etree._Element) -> Iterator[_Text]:
    name, parent = etree.QName(element).localname, element.getparent()
    if name in PROPERTIES:
        yield element, None, f"thuộc tính {PROPERTIES[name]}", element.text or ""
    elif name in _TEXTS:
        shown = name if parent is None else parent.get("name", name)
        yield element, None, f"thuộc tính {shown}", element.text or ""


def _targets(element: etree._Element) -> Iterator[_Text]:
    kind = element.get("Type", "").rsplit("/", 1)[-1]
    if element.tag == RELATIONSHIP and kind == "hyperlink" and element.get("TargetMode") == "External":
        target = element.get("Target", "")
        yield element, "Target", "liên kết", unquote(target) if _CODED_BRACES.search(target) else target


def _texts_of_chart(element: etree._Element) -> Iterator[_Text]:
    if element.tag in (CHART_TEXT, VALUE) and not is_number(element):
        yield element, None, role_of(element), element.text or ""


def _variables(element: etree._Element) -> Iterator[_Text]:
    if element.tag == W + "docVar":
        yield element, W + "val", f"biến «{element.get(W + 'name', '')}»", element.get(W + "val", "")


def _data(element: etree._Element) -> Iterator[_Text]:
    name = etree.QName(element).localname
    yield element, None, f"mục «{name}»", element.text or ""
    for attribute, value in element.attrib.items():
        yield element, str(attribute), f"mục «{name}»", str(value)


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
