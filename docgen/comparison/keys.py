"""What makes two pieces of a paper the same: a text that is equal when, and only when, they look and read alike."""

from __future__ import annotations

from lxml import etree

from docgen.word.xml_names import value_of

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ON = ("1", "true", "on")


def key_of(element: etree._Element | None) -> str:
    """Return the key of an element with all that is in it; "" for none."""
    if element is None:
        return ""
    pieces: list[str] = []
    _write(element, pieces)
    return "".join(pieces)


def is_same(one: etree._Element, other: etree._Element) -> bool:
    """Tell whether two elements have equal keys; for those written alike, which most are, at the speed of lxml."""
    return etree.tostring(one, with_tail=False) == etree.tostring(other, with_tail=False) or key_of(one) == key_of(
        other
    )


def key_of_children(element: etree._Element | None, leaving_out: tuple[str, ...] = ()) -> str:
    """Return the key of what is in an element but for children of some names; "" for none."""
    if element is None:
        return ""
    pieces: list[str] = []
    for child in element:
        if child.tag not in leaving_out:
            _write(child, pieces)
    return "".join(pieces)


def _write(element: etree._Element, pieces: list[str]) -> None:
    pieces.append(f"<{element.tag!s}")
    if element.attrib:
        for name, value in sorted((str(name), str(value)) for name, value in element.attrib.items()):
            if name != _SPACE:
                pieces.append(f" {name}={value!r}")
    pieces.append(">")
    if element.text and (len(element) == 0 or element.text.strip()):
        pieces.append(element.text)
    for child in element:
        _write(child, pieces)
    pieces.append("</>")


def is_on(element: etree._Element | None) -> bool:
    """Tell whether a switch is there and not turned off."""
    return element is not None and (value_of(element) or "1") in _ON
