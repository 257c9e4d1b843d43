"""docxtpl's RichText, RichTextParagraph and Listing: read as markup, put into the order that the schema asks for."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from lxml import etree

from docgen.composition.filters import FORBIDDEN, Unfit
from docgen.word.additions import OFFICE
from docgen.word.objects import NEW_PAGE, NEW_PARAGRAPH, Blocks, Inline, Linked
from docgen.word.xml_names import PARAGRAPH, RUN, TEXT, W_NAMESPACE, XML_SPACE, W, parse_filled_xml

RELATION = f"{{{OFFICE}}}id"
LINK = W + "hyperlink"
SAFE_LINK = re.compile(r"(?i)(https?://|mailto:)")
_SIGNS = {NEW_PARAGRAPH: "\ue0d2", NEW_PAGE: "\ue0d3"}
_BARE_AMPERSAND = re.compile(r"&(?!#?\w+;)")
_CUT = re.compile("([\n\t\ue0d2\ue0d3])")
_ORDER = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow"),
    *("emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position"),
    *("sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang"),
    *("eastAsianLayout", "specVanish", "oMath"),
)
_PLACES = {W + name: place for place, name in enumerate(_ORDER)}


def read_rich_text(value: Any) -> Inline:
    """Read a RichText; raises Unfit where its markup is damaged or it links to a relationship that is not here."""
    inline = Inline([])
    for element in _parsed(value.xml):
        inline.pieces += _pieces(element)
        if element.tag == LINK:
            inline.linked.append(_linked(element))
    return inline


def read_rich_paragraphs(value: Any) -> Blocks:
    """Read a RichTextParagraph; raises Unfit as :func:`read_rich_text` does, and at signs for a new page."""
    blocks = Blocks([])
    for paragraph in _parsed(value.xml):
        current = paragraph
        for child in list(paragraph):
            if child.tag == W + "pPr":
                continue
            paragraph.remove(child)
            for piece in _pieces(child):
                if isinstance(piece, str):
                    if piece == NEW_PAGE:
                        raise Unfit("giá trị có dấu sang trang, không dùng được trong RichTextParagraph")
                    blocks.blocks.append(current)
                    current = _empty_like(paragraph)
                else:
                    current.append(piece)
            if child.tag == LINK:
                blocks.linked.append(_linked(child))
        blocks.blocks.append(current)
    return blocks


def read_listing(value: Any) -> Inline:
    """Read a Listing: texts in the letters of the tag, between them the signs for new paragraphs and pages."""
    text = html.unescape(str(value.xml))
    _refuse_forbidden(text.replace(NEW_PARAGRAPH, "").replace(NEW_PAGE, ""))
    return Inline([piece for piece in re.split(f"([{NEW_PARAGRAPH}{NEW_PAGE}])", text) if piece])


def _refuse_forbidden(text: str) -> None:
    bad = FORBIDDEN.search(text)
    if bad:
        raise Unfit(f"giá trị có ký tự điều khiển U+{ord(bad.group()):04X} không in được")


def _parsed(xml: Any) -> list[etree._Element]:
    text = str(xml)
    for sign, private in _SIGNS.items():
        text = text.replace(sign, private)
    _refuse_forbidden(text)
    # RichText escapes its texts, not the address of a link.
    text = _BARE_AMPERSAND.sub("&amp;", text)
    try:
        root = parse_filled_xml(f'<w:p xmlns:w="{W_NAMESPACE}" xmlns:r="{OFFICE}">{text}</w:p>'.encode())
    except etree.XMLSyntaxError as error:
        raise Unfit(f"định dạng của giá trị viết sai ({error.msg})") from error
    for properties in root.iter(W + "rPr"):
        in_schema_order(properties)
    for shading in root.iter(W + "shd"):
        if shading.get(W + "val") is None:
            shading.set(W + "val", "clear")
    return list(root)


def in_schema_order(properties: etree._Element) -> None:
    """Put the children of a ``w:rPr`` into the order of the schema; of two alike the last counts."""
    last = {str(child.tag): child for child in properties}
    properties[:] = sorted(last.values(), key=lambda child: _PLACES.get(str(child.tag), len(_PLACES)))


def _pieces(element: etree._Element) -> Iterator[str | etree._Element]:
    """Cut a run at its line breaks, tabs and signs; a link is kept whole, so it may hold no sign."""
    if element.tag == LINK:
        runs = [piece for run in element for piece in _pieces(run)]
        if any(isinstance(piece, str) for piece in runs):
            raise Unfit("liên kết trong giá trị có dấu sang đoạn")
        element[:] = [run for run in runs if not isinstance(run, str)]
        yield element
        return
    if element.tag != RUN:
        raise Unfit(f"giá trị có phần «{etree.QName(element).localname}» không đặt được trong đoạn")
    properties = element.find(W + "rPr")
    current = _run_like(element, properties)
    for text in element.iter(TEXT):
        for piece in _CUT.split(text.text or ""):
            if piece in ("\n", "\t"):
                etree.SubElement(current, W + ("br" if piece == "\n" else "tab"))
            elif piece in _SIGNS.values():
                yield current
                yield NEW_PARAGRAPH if piece == _SIGNS[NEW_PARAGRAPH] else NEW_PAGE
                current = _run_like(element, properties)
            elif piece:
                made = etree.SubElement(current, TEXT, {XML_SPACE: "preserve"})
                made.text = piece
    yield current


def _run_like(run: etree._Element, properties: etree._Element | None) -> etree._Element:
    made = run.makeelement(RUN)
    if properties is not None:
        made.append(deepcopy(properties))
    return made


def _empty_like(paragraph: etree._Element) -> etree._Element:
    made = paragraph.makeelement(PARAGRAPH)
    properties = paragraph.find(W + "pPr")
    if properties is not None:
        made.append(deepcopy(properties))
    return made


def _linked(link: etree._Element) -> Linked:
    target = link.get(RELATION, "")
    if not SAFE_LINK.match(target):
        raise Unfit(f"liên kết «{target[:60]}» của giá trị không phải địa chỉ web; đưa thẳng địa chỉ vào url_id")
    return Linked(link, RELATION, f"{OFFICE}/hyperlink", target)
