"""What a paragraph says as plain text, and what its styles are called."""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from docgen.word.package import Package
from docgen.word.xml_names import PARAGRAPH, TEXT, W, parse_template_xml, value_of

_SIGNS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}


def text_of_paragraph(paragraph: etree._Element) -> str:
    """Return the text of a paragraph with what its fields show; text boxes in it are left out, being read apart."""
    pieces = []
    has_boxes = next(paragraph.iterdescendants(PARAGRAPH), None) is not None
    for node in paragraph.iter(TEXT, *_SIGNS):
        if has_boxes and next(node.iterancestors(PARAGRAPH), None) is not paragraph:
            continue
        if node.tag == TEXT:
            pieces.append(node.text or "")
        elif not _of_properties(node):
            pieces.append(_SIGNS[str(node.tag)])
    return "".join(pieces)


def _of_properties(node: etree._Element) -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag == W + "tabs"


def style_names(package: Package) -> dict[str, str]:
    """Return the names of the paragraph styles by id, that of the usual one under "" too."""
    parts = package.related(package.main, "styles")[:1]
    return dict(_names_in(package.by_name[parts[0]].data)) if parts else {}


@lru_cache(maxsize=8)
def _names_in(styles: bytes) -> dict[str, str]:
    """Return the names in a part of styles, remembered: all papers of a batch have the same."""
    found: dict[str, str] = {}
    for style in parse_template_xml(styles).iter(W + "style"):
        if value_of(style, "type") != "paragraph":
            continue
        name = value_of(style.find(W + "name")) or ""
        found[value_of(style, "styleId") or ""] = name
        if value_of(style, "default") in ("1", "true", "on"):
            found[""] = name
    return found
