"""Names of WordprocessingML and the strict parser: no entities, no network, no recovery."""

from __future__ import annotations

from typing import Any

from lxml import etree

W_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{W_NAMESPACE}}}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

PARAGRAPH = W + "p"
RUN = W + "r"
TEXT = W + "t"
TABLE = W + "tbl"
ROW = W + "tr"
CELL = W + "tc"
TEXT_BOX = W + "txbxContent"


def parse_template_xml(data: bytes) -> etree._Element:
    """Parse a part of a template; comments and processing instructions are left out.

    Raises lxml.etree.XMLSyntaxError where the part is not well-formed.
    """
    return etree.fromstring(data, _parser(remove_notes=True))


def parse_filled_xml(data: bytes) -> etree._Element:
    """Parse a piece of a part that tags have filled; raises lxml.etree.XMLSyntaxError where it is not well-formed."""
    return etree.fromstring(data, _parser(remove_notes=False))


def serialise(root: etree._Element) -> bytes:
    """Return the part as bytes, as Word writes it: UTF-8 with a declaration."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _parser(*, remove_notes: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=remove_notes,
        remove_pis=remove_notes,
        recover=False,
    )


def value_of(element: etree._Element | None, name: str = "val") -> str | None:
    """Return the attribute ``w:name`` of an element, None where either is absent."""
    if element is None:
        return None
    found = element.get(W + name)
    return None if found is None else str(found)


def ancestor(element: etree._Element, *names: str) -> etree._Element | None:
    """Return the nearest ancestor with one of these names."""
    return next(element.iterancestors(*names), None)


def word_prefix(root: etree._Element) -> str:
    """Return the prefix that a part gives to Word's names, "w" where it gives none that attributes can use."""
    return next((name for name, uri in root.nsmap.items() if uri == W_NAMESPACE and name), "w")


def with_one_prefix(root: etree._Element) -> etree._Element:
    """Return the tree with one prefix for all Word's names, so that what is put into its text fits everywhere."""
    prefix = word_prefix(root)
    if all(element.prefix == prefix for element in root.iter(W + "*")):
        return root
    # lxml takes None for the default namespace, its stubs do not say so.
    names: Any = {name: uri for name, uri in root.nsmap.items() if uri != W_NAMESPACE} | {prefix: W_NAMESPACE}
    made = etree.Element(root.tag, _attributes(root), nsmap=names)
    _copy(root, made)
    return made


def _copy(source: etree._Element, target: etree._Element) -> None:
    target.text, target.tail = source.text, source.tail
    for child in source:
        _copy(child, etree.SubElement(target, child.tag, _attributes(child)))


def _attributes(element: etree._Element) -> Any:
    return dict(element.attrib)
