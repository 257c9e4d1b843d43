"""What a paragraph says as plain text, and what its styles are called."""

from __future__ import annotations

from lxml import etree

from docgen.word.package import Package
from docgen.word.xml_names import PARAGRAPH, TEXT, W, parse_template_xml, value_of

_SIGNS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}


def text_of_paragraph(paragraph: etree._Element) -> str:
    """Return the text of a paragraph with what its fields show; text boxes in it are left out, being read apart."""
    pieces = []
    for node in paragraph.iter(TEXT, *_SIGNS):
        if next(node.iterancestors(PARAGRAPH), None) is not paragraph or _of_properties(node):
            continue
        pieces.append(node.text or "" if node.tag == TEXT else _SIGNS[str(node.tag)])
    return "".join(pieces)


def _of_properties(node: etree._Element) -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag == W + "tabs"


def style_names(package: Package) -> dict[str, str]:
    """Return the names of the paragraph styles by id, that of the usual one under "" too."""
    found: dict[str, str] = {}
    for part in package.related(package.main, "styles")[:1]:
        for style in parse_template_xml(package.by_name[part].data).iter(W + "style"):
            if value_of(style, "type") != "paragraph":
                continue
            name = value_of(style.find(W + "name")) or ""
            found[value_of(style, "styleId") or ""] = name
            if value_of(style, "default") in ("1", "true", "on"):
                found[""] = name
    return found
