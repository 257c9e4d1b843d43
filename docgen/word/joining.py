"""Paragraphs that a tag joins: ``-%}`` with the one after it, ``{%-`` with the one before.

The joined paragraph has the properties of the first. docxtpl drops the text that stands beside such a tag; here a tag
with text on the side of its sign is an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from docgen.composition.tag_text import Tag, TagKind, shorten
from docgen.diagnostics import Diagnostic
from docgen.word.complaints import MISPLACED_TAG
from docgen.word.reading import TaggedParagraph, tagged
from docgen.word.xml_names import PARAGRAPH, W

_PASSED = (W + "bookmarkStart", W + "bookmarkEnd", W + "proofErr")


def join_paragraphs(paragraphs: list[TaggedParagraph]) -> tuple[list[TaggedParagraph], list[Diagnostic]]:
    """Join paragraphs where tags say so, in the tree and in the list; complain of signs that join nothing."""
    wanted = [(paragraph, paragraph.text, list(_wanted(paragraph))) for paragraph in paragraphs]
    if not any(signs for _, _, signs in wanted):
        return paragraphs, []
    found: list[Diagnostic] = []
    known = {each.element: each for each in paragraphs}
    owners: dict[etree._Element, TaggedParagraph] = {}
    for paragraph, text, signs in wanted:
        for after, tag in signs:
            owner = owners.get(paragraph.element, paragraph)
            if not after and owner is not paragraph:
                continue
            other = _neighbour(owner.element, after=after)
            problem = _problem(owner.element, text, tag, other, after=after)
            if problem is not None or other is None:
                found += [problem] if problem else []
                continue
            neighbour = known.get(other) or tagged(other, paragraph.place)
            first, second = (owner, neighbour) if after else (neighbour, owner)
            known.pop(second.element, None)
            known[first.element] = owners[second.element] = first
            _join(first, second)
    order = {element: place for place, element in enumerate(_in_order(known))}
    return sorted(known.values(), key=lambda each: order[each.element]), found


def _wanted(paragraph: TaggedParagraph) -> Iterator[tuple[bool, Tag]]:
    for tag in paragraph.tags:
        if tag.kind is TagKind.STATEMENT:
            if tag.source.startswith("{%-"):
                yield False, tag
            if tag.source.endswith("-%}"):
                yield True, tag


def _in_order(joined: dict[etree._Element, TaggedParagraph]) -> Iterator[etree._Element]:
    if joined:
        yield from next(iter(joined)).getroottree().getroot().iter(PARAGRAPH)


def _neighbour(element: etree._Element, *, after: bool) -> etree._Element | None:
    for sibling in element.itersiblings(etree.Element, preceding=not after):
        if sibling.tag not in _PASSED:
            return sibling if sibling.tag == PARAGRAPH else None
    return None


def _problem(
    element: etree._Element, text: str, tag: Tag, other: etree._Element | None, *, after: bool
) -> Diagnostic | None:
    shown = shorten(tag.source)
    beside = text[tag.end :] if after else text[: tag.start]
    if tag.level:
        return tag.place.complain(MISPLACED_TAG, f"Thẻ «{shown}» bỏ cả đoạn, không nối được đoạn bằng dấu «-»")
    if beside.strip():
        where = "cuối" if after else "đầu"
        other_text = shorten(beside.strip())
        message = f"Thẻ «{shown}» nối đoạn bằng dấu «-» mà không đứng ở {where} đoạn; bên cạnh còn «{other_text}»"
        return tag.place.complain(MISPLACED_TAG, message, "Bỏ dấu «-», hoặc xuống dòng ngay ở chỗ đó.")
    broken = [] if other is None else [each.find(f"{W}pPr/{W}sectPr") for each in (other, element)]
    if other is None or any(section is not None for section in broken):
        where = "sau" if after else "trước"
        message = f"Thẻ «{shown}» nối với đoạn {where} nó, mà ngay {where} nó không có đoạn văn nào nối được"
        return tag.place.complain(MISPLACED_TAG, message, "Bỏ dấu «-».")
    return None


def _join(first: TaggedParagraph, second: TaggedParagraph) -> None:
    shift = len(first.text)
    first.element.extend([child for child in second.element if child.tag != W + "pPr"])
    parent = second.element.getparent()
    assert parent is not None, "a paragraph stands in a part"
    parent.remove(second.element)
    first.atoms += [replace(atom, start=atom.start + shift) for atom in second.atoms]
    first.tags += [replace(tag, start=tag.start + shift, end=tag.end + shift) for tag in second.tags]
