"""Where in the body of a template a comment stands that is about any part of it.

Word knows comments in the body only. What is wrong in a note is said at the note's mark, in a text box at the paragraph
that carries it, in a header or footer at the first paragraph of its section, in a chart or link where it is shown; what
is nowhere in the text, a property of the file, at the first paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from docgen.diagnostics import Diagnostic, Span
from docgen.word.package import Package
from docgen.word.places import OFFICE_RELATIONS, users_of
from docgen.word.reading import OBJECT, paragraph_atoms, paragraph_text
from docgen.word.xml_names import PARAGRAPH, TEXT_BOX, W, ancestor, parse_template_xml, value_of

_MARKS = {"footnote": "footnoteReference", "endnote": "endnoteReference", "comment": "commentReference"}
_NOTES = tuple(W + name for name in _MARKS)
_OF_SECTIONS = (W + "headerReference", W + "footerReference")
_WORD_LINKS = ("header", "footer", "footnotes", "endnotes", "comments")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The paragraph of the body that carries a comment, and what of it is meant.

    ``is_exact``: the very paragraph that is complained of. ``child`` is the child of the paragraph that stands for what
    is meant (the mark of a note), None for the whole paragraph. ``text`` is what is complained of, where it is another.
    """

    paragraph: etree._Element
    is_exact: bool = False
    child: etree._Element | None = None
    text: str = ""


@dataclass(frozen=True)
class Anchors:
    """Finds the anchors in a body; the texts of other parts are looked up in the package."""

    package: Package
    body: etree._Element

    def of(self, complaint: Diagnostic) -> Anchor | None:
        """Return where to say it; None where the body has no paragraph at all."""
        span = complaint.span
        paragraph = self._paragraph(span)
        if span.part == self.package.main and paragraph is not None:
            outer = _outside_boxes(paragraph)
            if outer is paragraph and _is_about(complaint, paragraph):
                return Anchor(paragraph, is_exact=True)
            return Anchor(outer, text=_text(complaint, paragraph))
        spot = self._spot(span.part, paragraph)
        first = next(iter(self._paragraphs), None)
        if spot is None:
            return None if first is None else Anchor(first, text=_text(complaint, paragraph))
        carrier = spot if spot.tag == PARAGRAPH else ancestor(spot, PARAGRAPH)
        assert carrier is not None, "marks and links stand in paragraphs"
        outer = _outside_boxes(carrier)
        child = child_of(outer, spot) if spot is not carrier and outer is carrier else None
        return Anchor(outer, child=child, text=_text(complaint, paragraph))

    @cached_property
    def _paragraphs(self) -> list[etree._Element]:
        return [each for each in self.body.iter(PARAGRAPH) if ancestor(each, TEXT_BOX) is None]

    def _paragraph(self, span: Span) -> etree._Element | None:
        """Return the paragraph that is complained of, in whatever part; None where it is none."""
        if not span.line or span.part not in self.package.by_name:
            return None
        paragraphs = list(self._root(span.part).iter(PARAGRAPH))
        return paragraphs[span.line - 1] if span.line <= len(paragraphs) else None

    def _root(self, part: str) -> etree._Element:
        return self.body if part == self.package.main else parse_template_xml(self.package.by_name[part].data)

    def _spot(self, part: str, inside: etree._Element | None) -> etree._Element | None:
        """Return the mark, link or paragraph of the body by which a part, or an element of it, comes into the text."""
        note = None if inside is None else ancestor(inside, *_NOTES)
        if note is not None:
            mark = W + _MARKS[etree.QName(note).localname]
            return next((each for each in self.body.iter(mark) if value_of(each, "id") == value_of(note, "id")), None)
        user = self._user(self.package.main, part)
        if user is not None:
            return self._first_of_section(user) if user.tag in _OF_SECTIONS else _in_paragraph(user)
        for kind in _WORD_LINKS:
            for source in self.package.related(self.package.main, kind):
                user = self._user(source, part)
                if user is not None:
                    return self._spot(source, user)
        return None

    def _user(self, source: str, part: str) -> etree._Element | None:
        """Return the element of one part that brings in another."""
        identities = [link.identity for link in self.package.links(source) if part and link.part == part]
        users = users_of(self._root(source), OFFICE_RELATIONS) if identities else {}
        return next((users[identity] for identity in identities if identity in users), None)

    def _first_of_section(self, reference: etree._Element) -> etree._Element | None:
        """Return the first paragraph of the section that shows a header or footer."""
        section, first = reference.getparent(), None
        for paragraph in self._paragraphs:
            first = paragraph if first is None else first
            own = paragraph.find(f"{W}pPr/{W}sectPr")
            if own is not None and own is section:
                return first
            first = None if own is not None else first
        return first


def child_of(paragraph: etree._Element, element: etree._Element) -> etree._Element:
    """Return the child of the paragraph that holds the element."""
    while (parent := element.getparent()) is not None and parent is not paragraph:
        element = parent
    return element


def _in_paragraph(element: etree._Element) -> etree._Element | None:
    return element if ancestor(element, PARAGRAPH) is not None else None


def _outside_boxes(paragraph: etree._Element) -> etree._Element:
    """Return the paragraph itself, or the one that carries the text box that it stands in."""
    while (box := ancestor(paragraph, TEXT_BOX)) is not None and (carrier := ancestor(box, PARAGRAPH)) is not None:
        paragraph = carrier
    return paragraph


def _is_about(complaint: Diagnostic, paragraph: etree._Element) -> bool:
    """Tell whether the text of the paragraph is meant, not what hangs in it (the description of a picture)."""
    return bool(complaint.span.column) or complaint.excerpt in ("", paragraph_text(paragraph).strip())


def _text(complaint: Diagnostic, paragraph: etree._Element | None) -> str:
    """Return the tag that is complained of, else the text around it."""
    span = complaint.span
    if paragraph is not None and span.column:
        text = "".join(atom.text for atom in paragraph_atoms(paragraph))
        tag = text[span.column - 1 : span.column - 1 + span.length].replace(OBJECT, "").strip()
        if tag:
            return tag
    return complaint.excerpt
