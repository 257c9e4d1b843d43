"""Word's own signs for a change: who, when, which; one counter for a whole paper so that no number comes twice."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from itertools import count

from lxml import etree

from docgen.word.xml_names import RUN, W

AUTHOR = "docgen"
DATE = "2000-01-01T00:00:00Z"
INS, DEL, MOVE_FROM, MOVE_TO = (W + name for name in ("ins", "del", "moveFrom", "moveTo"))
_HYPERLINK = W + "hyperlink"
_MARK_PROPERTIES = (INS, DEL, MOVE_FROM, MOVE_TO)


class Marker:
    """Makes the elements that mark changes; its numbers begin at ``first``."""

    def __init__(self, first: int) -> None:
        """``first`` is higher than every number the paper already uses."""
        self._numbers = count(first)
        self.made = 0
        """How many marks of changes were made."""

    def next_id(self) -> str:
        """Return a number that nothing else has."""
        return str(next(self._numbers))

    def make(self, tag: str) -> etree._Element:
        """Return an empty mark of a change."""
        self.made += 1
        return etree.Element(tag, {W + "id": self.next_id(), W + "author": AUTHOR, W + "date": DATE})

    def earlier(self, name: str, inside: str, children: Iterable[etree._Element]) -> etree._Element:
        """Return ``w:<name>`` that keeps earlier properties: ``children`` are copied into ``w:<inside>``."""
        change = self.make(W + name)
        holder = etree.SubElement(change, W + inside)
        holder.extend([copy.deepcopy(child) for child in children])
        return change

    def wrapped(self, tag: str, elements: Iterable[etree._Element]) -> list[etree._Element]:
        """Return run-level elements as put in, struck out or moved; a hyperlink is marked on its inside."""
        out: list[etree._Element] = []
        for element in elements:
            if element.tag == _HYPERLINK:
                inside = self.wrapped(tag, list(element))
                element.extend(inside)
                out.append(element)
            elif element.tag in (W + "bookmarkStart", W + "bookmarkEnd"):
                out.append(element)
            else:
                if tag == DEL:
                    strike(element)
                if not out or out[-1].tag != tag:
                    out.append(self.make(tag))
                out[-1].append(element)
        return out

    def marked_row(self, row: etree._Element, tag: str) -> None:
        """Mark a whole row of a table as put in or struck out."""
        properties = row.find(W + "trPr")
        if properties is None:
            properties = etree.Element(W + "trPr")
            before = row.find(W + "tblPrEx")
            row.insert(0 if before is None else 1, properties)
        properties.append(self.make(tag))


def strike(run: etree._Element) -> None:
    """Give the text of a struck-out run the names it then has; text boxes inside keep theirs."""
    for child in run.iter(W + "t", W + "instrText") if run.tag != RUN else run:
        if child.tag == W + "t":
            child.tag = W + "delText"
        elif child.tag == W + "instrText":
            child.tag = W + "delInstrText"


def paragraph_properties(
    base: Iterable[etree._Element],
    letters: Iterable[etree._Element],
    section: etree._Element | None,
    changes: tuple[etree._Element | None, etree._Element | None],
    signs: Iterable[etree._Element] = (),
) -> etree._Element | None:
    """Build a ``w:pPr`` in the order of the schema, None where nothing would be in it.

    ``letters`` are the properties of the paragraph mark, ``signs`` what happened to the mark, ``changes`` the earlier
    properties of the mark and of the paragraph.
    """
    properties = etree.Element(W + "pPr")
    properties.extend([copy.deepcopy(child) for child in base])
    mark = etree.Element(W + "rPr")
    mark.extend(list(signs))
    mark.extend([copy.deepcopy(child) for child in letters if child.tag not in _MARK_PROPERTIES])
    if changes[0] is not None:
        mark.append(changes[0])
    if len(mark):
        properties.append(mark)
    if section is not None:
        properties.append(section)
    if changes[1] is not None:
        properties.append(changes[1])
    return properties if len(properties) else None
