"""docxtpl's sub-documents: the blocks of another document with all that they rest on, copied whole.

Their relationships, styles and lists are those of the document that the sub-document was made for (docxtpl moves them
there); what of them the paper lacks is added to it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from lxml import etree

from docgen.composition.filters import Unfit
from docgen.word.additions import OFFICE
from docgen.word.objects import Blocks, Linked, Part
from docgen.word.rich_text import SAFE_LINK
from docgen.word.xml_names import W, parse_template_xml, value_of

_MICROSOFT = "http://schemas.microsoft.com/office/word/"
_REFUSED = {
    W + "footnoteReference": "chú thích chân trang",
    W + "endnoteReference": "chú thích cuối",
    W + "commentReference": "lời bàn (comment)",
    W + "altChunk": "phần chèn từ tệp khác (altChunk)",
    W + "object": "đối tượng nhúng (OLE)",
    W + "control": "đối tượng nhúng (ActiveX)",
    W + "subDoc": "văn bản con nối ngoài",
    W + "headerReference": "đầu trang riêng của một phần (section)",
    W + "footerReference": "chân trang riêng của một phần (section)",
}
_COPIED = {"image", "hyperlink", "chart", "diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors"}
_COPIED |= {"chartUserShapes", "chartStyle", "chartColorStyle", "diagramDrawing", "themeOverride"}
_STYLED = (W + "pStyle", W + "rStyle", W + "tblStyle")


def read_sub_document(value: Any) -> Blocks:
    """Read a Subdoc; raises Unfit where it holds what is not copied: notes, remarks, embedded objects,
    headers and footers of a section inside."""
    body = parse_template_xml(etree.tostring(value.subdocx.element.body))
    found = Blocks([child for child in body if child.tag != W + "sectPr"])
    parts: dict[str, Part] = {}
    for block in found.blocks:
        for element in block.iter(etree.Element):
            if element.tag in _REFUSED:
                raise Unfit(f"văn bản con có {_REFUSED[str(element.tag)]}, phần này không chép được")
        for element in block.iter(etree.Element):
            _without_microsoft_ids(element)
            found.linked += _links_of(element, value.docx.part, parts)
    _collect_styles(found, value)
    _collect_lists(found, value)
    return found


def _without_microsoft_ids(element: etree._Element) -> None:
    for name in list(element.attrib):
        if str(name).startswith("{" + _MICROSOFT):
            del element.attrib[name]


def _links_of(element: etree._Element, source: Any, parts: dict[str, Part]) -> Iterator[Linked]:
    for name, said in element.attrib.items():
        identity = str(said)
        if str(name).startswith(f"{{{OFFICE}}}") and identity:
            if identity not in source.rels:
                raise Unfit(f"văn bản con nối đến phần «{identity}» không có trong nó")
            kind, target = _target(source.rels[identity], parts)
            yield Linked(element, str(name), kind, target)


def _target(relation: Any, parts: dict[str, Part]) -> tuple[str, Part | str]:
    kind = str(relation.reltype)
    if relation.is_external:
        if not (kind.endswith("/hyperlink") and SAFE_LINK.match(relation.target_ref)):
            raise Unfit(f"văn bản con lấy nội dung từ bên ngoài: «{relation.target_ref[:60]}»")
        return kind, str(relation.target_ref)
    if kind.rsplit("/", 1)[-1] not in _COPIED:
        raise Unfit(f"văn bản con có phần kiểu «{kind.rsplit('/', 1)[-1]}», phần này không chép được")
    return kind, _part(relation.target_part, parts)


def _part(source: Any, parts: dict[str, Part]) -> Part:
    name = str(source.partname).lstrip("/")
    if name not in parts:
        made = Part(name, bytes(source.blob), str(source.content_type))
        parts[name] = made
        made.links += [(identity, *_target(relation, parts)) for identity, relation in sorted(source.rels.items())]
    return parts[name]


def _collect_styles(found: Blocks, value: Any) -> None:
    sheet = parse_template_xml(etree.tostring(value.docx.styles.element))
    known = {value_of(style, "styleId") or "": style for style in sheet.iter(W + "style")}
    wanted = [value_of(each) or "" for block in found.blocks for each in block.iter(*_STYLED)]
    while wanted:
        identity = wanted.pop()
        style = known.get(identity)
        if style is None or identity in found.styles:
            continue
        found.styles[identity] = style
        wanted += [value_of(each) or "" for each in style.iter(W + "basedOn", W + "link", W + "next")]


def _collect_lists(found: Blocks, value: Any) -> None:
    places = [*found.blocks, *found.styles.values()]
    numbers = {value_of(each) or "" for place in places for each in place.iter(W + "numId")} - {"", "0"}
    if not numbers:
        return
    related = [each for each in value.docx.part.rels.values() if posixpath.basename(each.reltype) == "numbering"]
    if not related:
        raise Unfit("văn bản con có danh sách đánh số mà không có phần định nghĩa danh sách")
    lists = parse_template_xml(bytes(related[0].target_part.blob))
    patterns = {value_of(each, "abstractNumId"): each for each in lists.iter(W + "abstractNum")}
    for each in lists.iter(W + "num"):
        number = value_of(each, "numId") or ""
        pattern = patterns.get(value_of(each.find(W + "abstractNumId")))
        if number in numbers and pattern is not None:
            found.lists[number] = (deepcopy(each), deepcopy(pattern))
    missing = numbers - set(found.lists)
    if missing:
        raise Unfit(f"văn bản con dùng danh sách số {', '.join(sorted(missing))} không có định nghĩa")
