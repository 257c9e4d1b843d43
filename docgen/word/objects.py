"""docxtpl's own objects as values of tags: rich text, listings, pictures, sub-documents.

While a part is filled an object only leaves a mark in the text, with its number; what it brings is judged there, so
that a complaint names the tag. :mod:`docgen.word.splicing` puts it into the filled part afterwards, as a tree: papers
without objects never pay for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from docgen.composition.filters import Unfit

TARGET = "docgen-object"
NEW_PARAGRAPH, NEW_PAGE = "\a", "\f"


@dataclass(frozen=True, slots=True)
class Linked:
    """Something that an attribute of an element relates to: made a relationship of the part it comes to stand in."""

    element: etree._Element
    attribute: str
    kind: str
    target: Part | str
    """A part to be added, or the address of an external link."""


@dataclass(slots=True)
class Part:
    """A part that an object brings: a name to begin with, its bytes, its type, what it relates to by id."""

    name: str
    data: bytes
    content_type: str
    links: list[tuple[str, str, Part | str]] = field(default_factory=list)


@dataclass(slots=True)
class Inline:
    """What stands within a paragraph: texts in the letters of the tag, runs, signs for a new paragraph or page."""

    pieces: list[str | etree._Element]
    linked: list[Linked] = field(default_factory=list)

    @property
    def has_paragraphs(self) -> bool:
        """Whether the object cuts the paragraph that it stands in."""
        return any(isinstance(piece, str) and piece in (NEW_PARAGRAPH, NEW_PAGE) for piece in self.pieces)


@dataclass(slots=True)
class Blocks:
    """What stands in the place of a paragraph; with the styles and lists that it needs, by their ids."""

    blocks: list[etree._Element]
    linked: list[Linked] = field(default_factory=list)
    styles: dict[str, etree._Element] = field(default_factory=dict)
    lists: dict[str, tuple[etree._Element, etree._Element]] = field(default_factory=dict)


Placed = Inline | Blocks
Writer = Callable[[Any], bytes]


def is_object(value: Any) -> bool:
    """Tell whether a value is one of docxtpl's objects."""
    return type(value).__module__.partition(".")[0] == "docxtpl"


def place(value: Any, objects: list[Placed], *, block: bool = False, inner: bool = False) -> bytes:
    """Judge an object, keep it in ``objects`` and return the mark that stands for it.

    ``block``: the tag stands alone in a paragraph that blocks may take the place of; ``inner``: it stands in a link or
    the like, which no paragraph may cut. Raises Unfit where the object is damaged or does not go there.
    """
    placed = _read(value)
    if isinstance(placed, Blocks) and not block:
        raise Unfit("giá trị gồm cả đoạn văn; viết {{p tên_trường }}, một mình trong một đoạn")
    if inner and isinstance(placed, Inline):
        if placed.has_paragraphs:
            raise Unfit("giá trị có dấu sang đoạn, không đặt được trong liên kết hay khung nội dung")
        if any(isinstance(piece, etree._Element) and _is_link(piece) for piece in placed.pieces):
            raise Unfit("giá trị có liên kết, không đặt được trong một liên kết khác")
    objects.append(placed)
    return b"<?%b %d?>" % (TARGET.encode(), len(objects) - 1)


def _is_link(element: etree._Element) -> bool:
    return etree.QName(element).localname == "hyperlink"


def _read(value: Any) -> Placed:
    from docgen.word.pictures import read_picture
    from docgen.word.rich_text import read_listing, read_rich_paragraphs, read_rich_text
    from docgen.word.sub_documents import read_sub_document

    readers: dict[str, Callable[[Any], Placed]] = {
        "RichText": read_rich_text,
        "RichTextParagraph": read_rich_paragraphs,
        "Listing": read_listing,
        "InlineImage": read_picture,
        "Subdoc": read_sub_document,
    }
    name = type(value).__name__
    if name not in readers:
        raise Unfit(f"giá trị là đối tượng «{name}», không in được trong văn bản")
    return readers[name](value)
