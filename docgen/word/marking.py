"""Putting the tags of a part into its tree as instructions, each where it acts.

A value stands inside its text element, a statement of a paragraph between two runs, and one of whole paragraphs, rows
or cells in the place of what it takes away.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from copy import deepcopy

from lxml import etree

from docgen.composition.tag_text import Tag, TagKind
from docgen.word.arrangement import WHOLE, removed_by
from docgen.word.cells import CELL_LEVELS, mark_cell
from docgen.word.instructions import Instructions, TagAt, Text
from docgen.word.living_numbers import run_at
from docgen.word.reading import Atom, TaggedParagraph
from docgen.word.xml_names import RUN, TEXT, XML_SPACE, W


def mark_tags(
    paragraphs: Sequence[TaggedParagraph], instructions: Instructions, held: Collection[etree._Element]
) -> None:
    """Put every tag of the paragraphs into the tree; remarks vanish; ``held`` are paragraphs looked at again."""
    for paragraph in paragraphs:
        for tag in reversed(paragraph.tags):
            node = None
            if tag.level in CELL_LEVELS:
                mark_cell(paragraph, tag, instructions)
            elif tag.kind is not TagKind.REMARK:
                run = run_at(tag, paragraph.atoms_of(tag)[0].run)
                at = TagAt(tag, paragraph.element in held, _writer_of(paragraph, tag), run)
                node = instructions.node(at)
            if tag.kind is not TagKind.VALUE and tag.level in WHOLE:
                _instead(removed_by(paragraph, tag), node)
            elif tag.kind is TagKind.STATEMENT and node is not None:
                _between_runs(paragraph.atoms_of(tag), tag, node)
            else:
                _in_place(paragraph.atoms_of(tag), tag, node)
        if paragraph.tags:
            _drop_empty(paragraph.element)


def _writer_of(paragraph: TaggedParagraph, tag: Tag) -> str:
    """Return what writes a value where it stands: in a link no paragraph may be cut, alone in one blocks may come."""
    if tag.kind is not TagKind.VALUE:
        return ""
    if paragraph.atoms_of(tag)[0].run.getparent() is not paragraph.element:
        return "T.inner"
    return "T.block" if tag.level == "p" else ""


def mark_texts(texts: Sequence[etree._Element], instructions: Instructions) -> None:
    """Turn the static text of these text elements into instructions, so that it can be looked at again."""
    for element in texts:
        for child in list(element):
            if child.tail:
                text, child.tail = child.tail, None
                child.addnext(instructions.node(Text(text)))
        if element.text:
            element.insert(0, instructions.node(Text(element.text)))
            element.text = None
        element.set(XML_SPACE, "preserve")


def _instead(element: etree._Element | None, node: etree._Element | None) -> None:
    """Put the node in the place of an element, or take the element away; the text after it stays."""
    if element is None:
        return
    if node is not None:
        element.addprevious(node)
    remove(element)


def _in_place(atoms: list[Atom], tag: Tag, node: etree._Element | None) -> None:
    """Put the node where the tag begins and take the text of the tag away."""
    first = atoms[0].element
    for atom in reversed(atoms):
        if atom.element.tag != TEXT:
            atom.run.remove(atom.element)
            continue
        text = atom.element.text or ""
        before, after = text[: max(tag.start - atom.start, 0)], text[max(tag.end - atom.start, 0) :]
        if atom.element is first and node is not None:
            atom.element.text, node.tail = before, after
            atom.element.insert(0, node)
        else:
            atom.element.text = before + after
        atom.element.set(XML_SPACE, "preserve")


def _between_runs(atoms: list[Atom], tag: Tag, node: etree._Element) -> None:
    """Split the runs at the borders of the tag, take its own runs away and put the node between the others."""
    last, first = atoms[-1], atoms[0]
    right = _split(last, tag.end - last.start)
    left_run = first.run
    _split(first, tag.start - first.start)
    current = left_run.getnext()
    while current is not None and current is not right:
        following = current.getnext()
        if current.tag == RUN:
            remove(current)
        current = following
    right.addprevious(node)


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
        rest.extend(list(element))
        element.set(XML_SPACE, "preserve")
        right.append(rest)
    elif offset == 0:
        moved.insert(0, element)
    right.extend(moved)
    right.tail, run.tail = run.tail, None
    run.addnext(right)
    return right


def _drop_empty(paragraph: etree._Element) -> None:
    """Drop text elements and runs that splitting left with nothing in them."""
    for text in [each for each in paragraph.iter(TEXT) if not each.text and not len(each)]:
        remove(text)
    for run in [each for each in paragraph.iter(RUN) if all(child.tag == W + "rPr" for child in each)]:
        remove(run)
    # A link or content control whose words were all the end of a tag that begins before it.
    for holder in [each for each in paragraph.iter(W + "hyperlink", W + "sdtContent") if not len(each)]:
        control = holder.getparent() if holder.tag == W + "sdtContent" else holder
        if control is not None:
            remove(control)


def remove(element: etree._Element) -> None:
    """Take an element out of the tree, leaving the text after it where it is."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail
    before = element.getprevious()
    element.tail = None
    parent.remove(element)
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
