"""Which parts of a .docx may hold tags, and what a clerk calls them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from docgen.word.package import Package, rels_of
from docgen.word.xml_names import W, parse_template_xml, value_of

_WORD_PARTS = {
    "header": "phần đầu trang",
    "footer": "phần chân trang",
    "footnotes": "chú thích chân trang",
    "endnotes": "chú thích cuối",
    "comments": "ghi chú bên lề",
}
_PROPERTIES = ("core-properties", "custom-properties", "extended-properties")
_OTHERS = {
    "styles": "các kiểu chữ (Styles)",
    "numbering": "các danh sách tự đánh số",
    "fontTable": "danh sách phông chữ",
    "glossaryDocument": "các mẩu văn bản dựng sẵn (Building Blocks)",
    "diagramData": "sơ đồ SmartArt",
    "diagramDrawing": "sơ đồ SmartArt",
}
READ_LINKS = {*_WORD_PARTS, *_PROPERTIES, "chart", "settings", "customXml", "customXmlProps", "styles", "numbering"}
"""The relationships whose parts are read as XML."""

_STORE = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}itemID"
MAIN_LABEL = "thân văn bản"
PROPERTIES_LABEL = "thuộc tính tệp"
LINKS_LABEL = "liên kết"
SETTINGS_LABEL = "biến của văn bản"
CHART_LABEL = "biểu đồ"
STORE_LABEL = "dữ liệu của khung nội dung"


class PartKind(Enum):
    """What a part holds: Word text, or texts that stand by themselves, and of what."""

    WORD = "word"
    PROPERTIES = "properties"
    LINKS = "links"
    CHART = "chart"
    SETTINGS = "settings"
    STORE = "store"


@dataclass(frozen=True, slots=True)
class FilledPart:
    """A part that tags may stand in: its entry name, its name in words, what it holds."""

    name: str
    label: str
    kind: PartKind = PartKind.WORD

    @property
    def is_word(self) -> bool:
        """Whether the part is Word text."""
        return self.kind is PartKind.WORD


def filled_parts(package: Package) -> list[FilledPart]:
    """Return the parts in the order in which they are filled.

    That is: body, headers, footers, notes, comments, charts, properties, variables, data of content controls, links.
    """
    words = [FilledPart(package.main, MAIN_LABEL)]
    for kind, label in _WORD_PARTS.items():
        words += _numbered(package.related(package.main, kind), label, PartKind.WORD)
    charts = [name for part in words for name in package.related(part.name, "chart")]
    links = [FilledPart(name, LINKS_LABEL, PartKind.LINKS) for part in words if (name := _links_of(package, part))]
    properties = [name for kind in _PROPERTIES for name in package.related("", kind)]
    return [
        *words,
        *_numbered(charts, CHART_LABEL, PartKind.CHART),
        *(FilledPart(name, PROPERTIES_LABEL, PartKind.PROPERTIES) for name in properties),
        *_numbered(package.related(package.main, "settings"), SETTINGS_LABEL, PartKind.SETTINGS),
        *_numbered(_bound_stores(package, words), STORE_LABEL, PartKind.STORE),
        *links,
    ]


def label_of(package: Package, name: str) -> str:
    """Return what a clerk calls a part; its entry name where there is no word for it."""
    if not name:
        return "cả tệp"
    filled = {part.name: part.label for part in filled_parts(package)}
    others = {link.part: _OTHERS[link.kind] for link in package.links(package.main) if link.kind in _OTHERS}
    return {**others, **filled}.get(name, f"phần «{name}» của tệp")


def _numbered(names: list[str], label: str, kind: PartKind) -> list[FilledPart]:
    ordered = sorted(set(names), key=_natural)
    numbered = len(ordered) > 1
    return [FilledPart(name, f"{label} {place}" if numbered else label, kind) for place, name in enumerate(ordered, 1)]


def _links_of(package: Package, part: FilledPart) -> str:
    name = rels_of(part.name)
    return name if name in package.by_name else ""


def _bound_stores(package: Package, words: list[FilledPart]) -> list[str]:
    """Return the stores of data that content controls show: Word puts what they hold in place of the control's text."""
    stores = package.related(package.main, "customXml")
    if not stores:
        return []
    bound = {identity for part in words for identity in _bindings(package.by_name[part.name].data)}
    return [name for name in stores if not bound.isdisjoint(_identities(package, name))]


def _bindings(data: bytes) -> Iterator[str]:
    if b"dataBinding" in data:
        for binding in parse_template_xml(data).iter(W + "dataBinding"):
            yield (value_of(binding, "storeItemID") or "").upper()


def _identities(package: Package, store: str) -> Iterator[str]:
    for name in package.related(store, "customXmlProps"):
        yield parse_template_xml(package.by_name[name].data).get(_STORE, "").upper()


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(piece or 0), text) for text, piece in re.findall(r"(\D+)(\d*)", name)]
