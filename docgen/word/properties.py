"""Tags in the document's properties: title, subject, keywords, category, remarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from docgen.composition.tag_text import Place, Tag, TagKind, scan, shorten
from docgen.diagnostics import Diagnostic, Span
from docgen.word.complaints import MISPLACED_TAG
from docgen.word.instructions import Instructions, TagAt

_LABELS = {
    "title": "Tiêu đề",
    "subject": "Chủ đề",
    "keywords": "Từ khóa",
    "category": "Phân loại",
    "description": "Ghi chú",
}

TaggedProperty = tuple[etree._Element, Tag]


def read_properties(root: etree._Element, file: str) -> tuple[list[TaggedProperty], list[Diagnostic]]:
    """Return the tags in the properties that can be filled, each with its element, and what is wrong with them."""
    properties: list[TaggedProperty] = []
    found: list[Diagnostic] = []
    for element in root:
        name = etree.QName(element).localname
        text = element.text or ""
        if "{" not in text and "}" not in text:
            continue
        place = Place(Span(file, place=f"thuộc tính {_LABELS.get(name, name)}"), text)
        tags, complaints = scan(text, place)
        found += complaints
        if name in _LABELS:
            properties += [(element, tag) for tag in tags if tag.kind is not TagKind.REMARK]
        elif tags:
            hint = f"Chỉ điền được: {', '.join(_LABELS.values())}."
            found.append(place.complain(MISPLACED_TAG, f"Thuộc tính «{name}» không điền được thẻ", hint))
        found += [_remark(tag) for tag in tags if tag.kind is TagKind.REMARK]
    return properties, found


def property_problems(properties: Sequence[TaggedProperty]) -> Iterator[Diagnostic]:
    """Complain of tags that take paragraphs or rows away and of blocks that pass from one property to another."""
    depth: dict[etree._Element, int] = {}
    for element, tag in properties:
        if tag.level:
            yield tag.place.complain(
                MISPLACED_TAG, f"Thẻ «{shorten(tag.source)}» trong thuộc tính viết không có chữ «{tag.level}»"
            )
        step = {"if": 1, "for": 1, "endif": -1, "endfor": -1}.get(tag.word, 0) if tag.kind is TagKind.STATEMENT else 0
        depth[element] = depth.get(element, 0) + step
    for element, tag in properties:
        if depth.get(element):
            yield tag.place.complain(MISPLACED_TAG, "Khối phải mở và đóng trong cùng một thuộc tính")
            depth[element] = 0


def mark_properties(properties: Sequence[TaggedProperty], instructions: Instructions) -> None:
    """Put the tags into their elements as instructions."""
    for element, tag in reversed(properties):
        text = element.text or ""
        node = instructions.node(TagAt(tag))
        element.text, node.tail = text[: tag.start], text[tag.end :]
        element.insert(0, node)


def _remark(tag: Tag) -> Diagnostic:
    return tag.place.complain(MISPLACED_TAG, "Thuộc tính không dùng được thẻ ghi chú {# … #}", "Xóa thẻ ghi chú.")
