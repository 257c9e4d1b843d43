"""Putting docxtpl's objects into a filled part, on its tree: in the place of the marks that they left."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from copy import deepcopy

from lxml import etree

from docgen.word.additions import Additions
from docgen.word.objects import NEW_PAGE, NEW_PARAGRAPH, TARGET, Blocks, Inline, Linked, Part, Placed
from docgen.word.repairs import BLOCKS, DRAWING, HOLDERS
from docgen.word.xml_names import (
    CELL,
    PARAGRAPH,
    RUN,
    TEXT,
    XML_SPACE,
    W,
    ancestor,
    parse_filled_xml,
    serialise,
    value_of,
)

_BREAKS = re.compile("([\n\t])")


def splice(
    data: bytes, part: str, objects: Sequence[Placed], additions: Additions, serial: Callable[[], bytes]
) -> bytes:
    """Return the part of this entry name with its objects; ``serial`` gives ids for drawings."""
    return _Splicer(parse_filled_xml(data), part, additions, serial).splice(objects)


class _Splicer:
    def __init__(self, root: etree._Element, part: str, additions: Additions, serial: Callable[[], bytes]) -> None:
        self._root = root
        self._part = part
        self._additions = additions
        self._serial = serial
        self._names: dict[int, str] = {}

    def splice(self, objects: Sequence[Placed]) -> bytes:
        for note in list(self._root.iter(etree.ProcessingInstruction)):
            if not isinstance(note, etree._ProcessingInstruction) or note.target != TARGET:
                continue
            placed = objects[int(note.text or "")]
            self._relate(placed.linked)
            if isinstance(placed, Inline):
                for piece in placed.pieces:
                    if isinstance(piece, etree._Element):
                        self._number_drawings(piece)
                _put_inline(note, placed)
            else:
                self._put_blocks(note, placed)
        return serialise(self._root)

    def _relate(self, linked: Sequence[Linked]) -> None:
        for link in linked:
            if isinstance(link.target, str):
                identity = self._additions.relate(self._part, link.kind, link.target, external=True)
            else:
                identity = self._additions.relate(self._part, link.kind, self._added(link.target))
            link.element.set(link.attribute, identity)

    def _added(self, part: Part) -> str:
        """Add a part with all that it relates to, each once; its own ids stay, since its bytes name them."""
        if id(part) not in self._names:
            name = self._names[id(part)] = self._additions.add_part(part.name, part.data, part.content_type)
            for identity, kind, target in part.links:
                external = isinstance(target, str)
                shown = target if isinstance(target, str) else self._added(target)
                self._additions.relate(name, kind, shown, external=external, identity=identity)
        return self._names[id(part)]

    def _number_drawings(self, element: etree._Element) -> None:
        for drawing in element.iter(DRAWING):
            drawing.set("id", self._serial().decode())

    def _put_blocks(self, note: etree._Element, placed: Blocks) -> None:
        paragraph = ancestor(note, PARAGRAPH)
        assert paragraph is not None, "a text stands in a paragraph"
        holder = paragraph.getparent()
        assert holder is not None, "a paragraph stands in a part"
        self._add_lists(placed)
        self._add_styles(placed)
        for block in placed.blocks:
            self._number_drawings(block)
            self._number_apart(block)
            paragraph.addprevious(block)
        holder.remove(paragraph)
        last = next((child for child in reversed(holder) if child.tag in BLOCKS), None)
        if holder.tag in HOLDERS and (last is None or (holder.tag == CELL and last.tag != PARAGRAPH)):
            holder.append(holder.makeelement(PARAGRAPH))

    def _add_lists(self, placed: Blocks) -> None:
        """Add the lists of a sub-document as new ones, so that each copy counts from its beginning."""
        given = {number: self._additions.add_list(*placed.lists[number]) for number in placed.lists}
        for place in (*placed.blocks, *placed.styles.values()):
            for element in place.iter(W + "numId"):
                number = given.get(value_of(element) or "")
                if number is not None:
                    element.set(W + "val", number)

    def _add_styles(self, placed: Blocks) -> None:
        if not placed.styles:
            return
        sheet = self._additions.styles()
        known = {value_of(style, "styleId") for style in sheet.iter(W + "style")}
        for identity, style in placed.styles.items():
            if identity not in known:
                made = deepcopy(style)
                if W + "default" in made.attrib:
                    del made.attrib[W + "default"]
                sheet.append(made)

    def _number_apart(self, block: etree._Element) -> None:
        """Give bookmarks of a block that comes in ids of their own, and drop those and the ids that are there twice."""
        starts = list(self._root.iter(W + "bookmarkStart"))
        names = {value_of(mark, "name") for mark in starts}
        number = 1 + max((int(value_of(mark, "id") or 0) for mark in starts), default=0)
        given: dict[str | None, str] = {}
        for mark in list(block.iter(W + "bookmarkStart", W + "bookmarkEnd")):
            identity = value_of(mark, "id")
            if mark.tag == W + "bookmarkStart" and value_of(mark, "name") not in names:
                given[identity] = str(number + len(given))
            if identity in given:
                mark.set(W + "id", given[identity])
            else:
                _drop(mark)
        known = {value_of(each) for each in self._root.iterfind(f".//{W}sdtPr/{W}id")}
        for each in block.findall(f".//{W}sdtPr/{W}id"):
            if value_of(each) in known:
                _drop(each)


def _put_inline(note: etree._Element, placed: Inline) -> None:
    """Cut the run at the mark and put the pieces between its halves, in new paragraphs where they say so."""
    left, right = _cut(note)
    properties = left.find(W + "rPr")
    at = left
    anchors: list[etree._Element] = []
    for piece in placed.pieces:
        if isinstance(piece, str) and piece in (NEW_PARAGRAPH, NEW_PAGE):
            at = _new_paragraph(at, page=piece == NEW_PAGE)
            anchors.append(at)
        else:
            made = _run_of(left, properties, piece) if isinstance(piece, str) else piece
            at.addnext(made)
            at = made
    for run in (left, right):
        if all(child.tag == W + "rPr" for child in run):
            _drop(run)
    for anchor in anchors:
        _drop(anchor)


def _cut(note: etree._Element) -> tuple[etree._Element, etree._Element]:
    """Cut the run that holds the mark in two; the mark goes."""
    text = note.getparent()
    assert text is not None, "a mark stands in a text"
    run = text.getparent()
    assert run is not None, "a text stands in a run"
    right = run.makeelement(RUN)
    properties = run.find(W + "rPr")
    if properties is not None:
        right.append(deepcopy(properties))
    rest = run.makeelement(TEXT, {XML_SPACE: "preserve"})
    following = list(note.itersiblings())
    rest.text, note.tail = note.tail, None
    rest.extend(following)
    moved = list(text.itersiblings())
    text.remove(note)
    if rest.text or len(rest):
        right.append(rest)
    right.extend(moved)
    if not text.text and not len(text):
        run.remove(text)
    run.addnext(right)
    return run, right


def _run_of(like: etree._Element, properties: etree._Element | None, text: str) -> etree._Element:
    run = like.makeelement(RUN)
    if properties is not None:
        run.append(deepcopy(properties))
    for piece in _BREAKS.split(text):
        if piece in ("\n", "\t"):
            etree.SubElement(run, W + ("br" if piece == "\n" else "tab"))
        elif piece:
            etree.SubElement(run, TEXT, {XML_SPACE: "preserve"}).text = piece
    return run


def _new_paragraph(at: etree._Element, *, page: bool) -> etree._Element:
    """End the paragraph after ``at`` and begin another like it; return what the next piece comes after.

    A section break stays with the last of them, where it was.
    """
    paragraph = at.getparent()
    assert paragraph is not None, "a run stands in a paragraph"
    made = paragraph.makeelement(PARAGRAPH)
    properties = paragraph.find(W + "pPr")
    if properties is not None:
        made.append(deepcopy(properties))
        for section in properties.findall(W + "sectPr"):
            properties.remove(section)
    anchor = etree.SubElement(made, RUN)
    made.extend(list(at.itersiblings()))
    paragraph.addnext(made)
    if page:
        between = paragraph.makeelement(PARAGRAPH)
        etree.SubElement(etree.SubElement(between, RUN), W + "br", {W + "type": "page"})
        paragraph.addnext(between)
    return anchor


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
