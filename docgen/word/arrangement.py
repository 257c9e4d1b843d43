"""Where statements may stand: alone in what they remove, both ends of a block in the same place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from docgen.composition.tag_blocks import Block
from docgen.composition.tag_text import Tag, TagKind, shorten
from docgen.diagnostics import Diagnostic
from docgen.word.complaints import MISPLACED_TAG
from docgen.word.reading import OBJECT, TaggedParagraph
from docgen.word.slots import Slot
from docgen.word.xml_names import CELL, PARAGRAPH, ROW, W, ancestor

_REMOVED = {"p": (PARAGRAPH, "đoạn"), "tr": (ROW, "hàng của bảng"), "tc": (CELL, "ô của bảng")}
WHOLE = tuple(_REMOVED)
"""The levels of tags that take their paragraph, row or cell away with them."""


def removed_by(paragraph: TaggedParagraph, tag: Tag) -> etree._Element | None:
    """Return the paragraph, row or cell that goes away with the tag, None when it stands outside a table."""
    name = _REMOVED[tag.level][0]
    return paragraph.element if name == PARAGRAPH else ancestor(paragraph.element, name)


def lonely_problems(paragraphs: Sequence[TaggedParagraph]) -> Iterator[Diagnostic]:
    """Complain of ``p``, ``tr`` and ``tc`` tags that are not alone in what they remove."""
    seen: set[etree._Element] = set()
    for paragraph in paragraphs:
        for tag in paragraph.tags:
            if tag.level in WHOLE:
                yield from _lonely(paragraph, tag, seen)


def _lonely(paragraph: TaggedParagraph, tag: Tag, seen: set[etree._Element]) -> Iterator[Diagnostic]:
    what = _REMOVED[tag.level][1]
    element = removed_by(paragraph, tag)
    shown = shorten(tag.source)
    if element is None:
        yield tag.place.complain(MISPLACED_TAG, f"Thẻ «{shown}» chỉ dùng trong bảng", "Ngoài bảng viết {%p … %}.")
        return
    if element in seen:
        message = f"Có hai thẻ cùng bỏ một {what}; thẻ thứ hai là «{shown}»"
        yield tag.place.complain(MISPLACED_TAG, message, f"Mỗi thẻ {{%{tag.level} … %}} đứng riêng một {what}.")
        return
    seen.add(element)
    text = "".join(str(node.text or "") for node in element.iter(W + "t"))
    others = text.replace(tag.source, "", 1).strip()
    if others or OBJECT in paragraph.text or next(element.iter(W + "drawing", W + "pict"), None) is not None:
        message = f"Thẻ «{shown}» phải đứng một mình trong {what}; ở đó còn «{shorten(others) or 'hình'}»"
        hint = f"Chuyển phần còn lại sang {what} khác, hoặc bỏ chữ «{tag.level}» sau dấu mở thẻ."
        yield tag.place.complain(MISPLACED_TAG, message, hint)
    if next(element.iter(W + "sectPr"), None) is not None:
        message = f"Thẻ «{shown}» nằm trong đoạn mang dấu ngắt phần (section break)"
        yield tag.place.complain(MISPLACED_TAG, message, "Đặt thẻ vào một đoạn riêng trước dấu ngắt phần.")


Standing = tuple[TaggedParagraph | Slot, Tag]


def block_problems(standing: Sequence[Standing], blocks: Sequence[Block]) -> Iterator[Diagnostic]:
    """Complain of blocks whose tags are of different levels or stand in different paragraphs, tables or cells."""
    for block in blocks:
        first, opener = standing[block.opener]
        for index in (*block.middles, block.closer):
            paragraph, tag = standing[index]
            if _level(tag) != _level(opener):
                message = f"Thẻ «{shorten(tag.source)}» không cùng kiểu với thẻ mở «{shorten(opener.source)}»"
                hint = "Cả khối dùng một kiểu: đều {%p … %}, đều {%tr … %}, đều {%tc … %}, hay đều {% … %} trong đoạn."
                yield tag.place.complain(MISPLACED_TAG, message, hint)
            elif _container(paragraph, tag) is not _container(first, opener):
                message = f"Khối mở bằng «{shorten(opener.source)}» lại nối ở chỗ khác bằng «{shorten(tag.source)}»"
                yield tag.place.complain(MISPLACED_TAG, message, _same_place_hint(opener))


def _level(tag: Tag) -> str:
    return "" if tag.level == "r" else tag.level


def _same_place_hint(opener: Tag) -> str:
    if opener.level == "p":
        return "Thẻ mở và thẻ đóng phải ở cùng ô của bảng, cùng khung, hoặc đều ở ngoài bảng."
    if opener.level == "tr":
        return "Thẻ mở và thẻ đóng phải ở hai hàng của cùng một bảng."
    if opener.level == "tc":
        return "Thẻ mở và thẻ đóng phải ở hai ô của cùng một hàng."
    return "Khối qua nhiều đoạn thì viết {%p … %}, mỗi thẻ một đoạn riêng."


def _container(paragraph: TaggedParagraph | Slot, tag: Tag) -> etree._Element | Slot | None:
    if isinstance(paragraph, Slot):
        return paragraph
    if tag.level in WHOLE:
        element = removed_by(paragraph, tag)
        return None if element is None else element.getparent()
    return paragraph.atoms_of(tag)[0].run.getparent()


def statements(paragraphs: Sequence[TaggedParagraph], slots: Sequence[Slot], root: etree._Element) -> list[Standing]:
    """Return the tags that stay after remarks are dropped, each with its paragraph or slot, in the order of the part.

    A text box stands in the middle of its paragraph, and so do its tags.
    """
    order = {element: place for place, element in enumerate(root.iter(etree.Element))}
    found: list[tuple[tuple[int, int], Standing]] = []
    for paragraph in paragraphs:
        for tag in paragraph.tags:
            found.append(((order[paragraph.atoms_of(tag)[0].element], tag.start), (paragraph, tag)))
    for slot in slots:
        names = [*slot.element.attrib]
        for tag in slot.tags:
            place = names.index(slot.attribute) if slot.attribute is not None else 0
            found.append(((order[slot.element], (place << 20) + tag.start), (slot, tag)))
    found.sort(key=lambda item: item[0])
    return [standing for _, standing in found if standing[1].kind is not TagKind.REMARK]
