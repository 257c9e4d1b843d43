"""Turning a part with tags into the source of a program.

In the tree each tag becomes a short numbered marker, whole, in one text element (a value) or between two runs (a
statement inside a paragraph); docxtpl's ``patch_xml`` then lifts the markers of paragraphs, rows and cells out of what
they remove; last each marker becomes the tag itself. So docxtpl never sees what stands inside a tag, and what comes
out can be counted against what was read.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from copy import deepcopy

from docxtpl import DocxTemplate
from lxml import etree

from docgen.composition.program import source_of
from docgen.composition.tag_text import Tag, TagKind
from docgen.word.arrangement import WHOLE, removed_by
from docgen.word.reading import Atom, TaggedParagraph
from docgen.word.xml_names import RUN, TEXT, XML_SPACE, W

_MARKER = re.compile(r"(?:\{\{|\{%(?:p|tr|tc)?) t(\d+) (?:\}\}|%\})")
_BRACES = str.maketrans({"{": "&#123;", "}": "&#125;"})


def program_source(root: etree._Element, paragraphs: Sequence[TaggedParagraph]) -> tuple[str, list[Tag]]:
    """Rewrite the tree (it is used up) and return the source of its program and the tags in it."""
    tags: list[Tag] = []
    for paragraph in paragraphs:
        live = [tag for tag in paragraph.tags if tag.kind is not TagKind.REMARK]
        first = len(tags)
        tags += live
        numbers = {id(tag): first + offset for offset, tag in enumerate(live)}
        for tag in reversed(paragraph.tags):
            _mark(paragraph, tag, numbers.get(id(tag)))
    for paragraph in paragraphs:
        for tag in paragraph.tags:
            if tag.kind is TagKind.REMARK and tag.level in WHOLE:
                _remove(removed_by(paragraph, tag))
    return with_tags(_patched(marked_source(root)), tags), tags


def marked_source(root: etree._Element) -> str:
    """Serialise a tree with markers on one line; braces that are no marker's are written as references."""
    xml = etree.tostring(root, encoding="unicode").replace("\n", "&#10;")
    pieces: list[str] = []
    position = 0
    for marker in _MARKER.finditer(xml):
        pieces += [xml[position : marker.start()].translate(_BRACES), marker.group()]
        position = marker.end()
    return "".join([*pieces, xml[position:].translate(_BRACES)])


def with_tags(marked: str, tags: Sequence[Tag]) -> str:
    """Replace each marker by its tag; raises ValueError unless the markers are exactly those of the tags, in order."""
    numbers = [int(marker.group(1)) for marker in _MARKER.finditer(marked)]
    if numbers != list(range(len(tags))):
        raise ValueError("a tag was lost or moved on the way into the source")
    return _MARKER.sub(lambda marker: source_of(tags[int(marker.group(1))]), marked)


def marker_of(tag: Tag, number: int) -> str:
    """Return the marker that stands for the tag of this number."""
    level = tag.level if tag.level in WHOLE else ""
    return f"{{{{ t{number} }}}}" if tag.kind is TagKind.VALUE else f"{{%{level} t{number} %}}"


def _patched(xml: str) -> str:
    patched = DocxTemplate(io.BytesIO()).patch_xml(xml)
    if not isinstance(patched, str):
        raise TypeError("patch_xml gave no text")
    return patched


def _mark(paragraph: TaggedParagraph, tag: Tag, number: int | None) -> None:
    atoms = paragraph.atoms_of(tag)
    if tag.kind is TagKind.STATEMENT and tag.level not in WHOLE and number is not None:
        _between_runs(atoms, tag, marker_of(tag, number))
    else:
        _in_place(atoms, tag, "" if number is None else marker_of(tag, number))


def _in_place(atoms: list[Atom], tag: Tag, marker: str) -> None:
    """Put the marker where the tag begins and take the rest of the tag away."""
    first = atoms[0].element
    for atom in reversed(atoms):
        if atom.element.tag != TEXT:
            atom.run.remove(atom.element)
            continue
        text = atom.element.text or ""
        before, after = text[: max(tag.start - atom.start, 0)], text[max(tag.end - atom.start, 0) :]
        atom.element.text = before + (marker if atom.element is first else "") + after
        atom.element.set(XML_SPACE, "preserve")


def _between_runs(atoms: list[Atom], tag: Tag, marker: str) -> None:
    """Split the runs at the borders of the tag, take its own runs away and put the marker between the others."""
    last, first = atoms[-1], atoms[0]
    right = _split(last, tag.end - last.start)
    left_run = first.run
    _split(first, tag.start - first.start)
    current = left_run.getnext()
    while current is not None and current is not right:
        following = current.getnext()
        if current.tag == RUN:
            _remove(current)
        current = following
    left_run.tail = marker + (left_run.tail or "")


def _split(atom: Atom, offset: int) -> etree._Element:
    """Cut the run of the atom after ``offset`` characters of it; return the new run on the right."""
    run, element = atom.run, atom.element
    right = run.makeelement(RUN)
    properties = run.find(W + "rPr")
    if properties is not None:
        right.append(deepcopy(properties))
    moved = list(element.itersiblings())
    if element.tag == TEXT:
        rest = element.makeelement(TEXT, {XML_SPACE: "preserve"})
        text = element.text or ""
        element.text, rest.text = text[:offset], text[offset:]
        element.set(XML_SPACE, "preserve")
        right.append(rest)
    elif offset == 0:
        moved.insert(0, element)
    right.extend(moved)
    right.tail, run.tail = run.tail, None
    run.addnext(right)
    return right


def _remove(element: etree._Element | None) -> None:
    """Take an element out of the tree, leaving the text after it (markers) where it is."""
    parent = None if element is None else element.getparent()
    if element is None or parent is None:
        return
    tail = element.tail
    before = element.getprevious()
    parent.remove(element)
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
