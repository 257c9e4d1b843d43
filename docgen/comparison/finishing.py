"""The last touches to a written part: numbers of its own for bookmarks, ranges and drawings, all prefixes declared."""

from __future__ import annotations

from lxml import etree

from docgen.comparison.marks import Marker
from docgen.comparison.moving import number_ranges
from docgen.comparison.preparing import number_bookmarks

_IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def finish(root: etree._Element, marker: Marker) -> None:
    """Number what a part numbers."""
    number_bookmarks(root, marker.next_id)
    number_ranges(root, marker)
    for drawing in root.iter(_DRAWING):
        drawing.set("id", marker.next_id())


def with_both_names(root: etree._Element, other: etree._Element) -> etree._Element:
    """Return the part under a root that declares the prefixes of both, and lets older programs ignore the same."""
    names = {**other.nsmap, **root.nsmap}
    ignorable = " ".join(
        dict.fromkeys(
            prefix
            for source in (root, other)
            for prefix in str(source.get(_IGNORABLE, "")).split()
            if names.get(prefix) == source.nsmap.get(prefix)
        )
    )
    if names == root.nsmap and ignorable == root.get(_IGNORABLE, ""):
        return root
    made = etree.Element(root.tag, nsmap=names)  # type: ignore[arg-type]
    for name, value in root.attrib.items():
        made.set(str(name), str(value))
    if ignorable:
        made.set(_IGNORABLE, ignorable)
    made.extend(list(root))
    return made
