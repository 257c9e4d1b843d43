"""Where in a template something stands, in the words of a clerk: part, paragraph, its text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from docgen.composition.tag_text import Place
from docgen.diagnostics import Span
from docgen.word.reading import paragraph_text
from docgen.word.xml_names import PARAGRAPH, ancestor

OFFICE_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
"""The namespace of attributes by which elements name relationships of their part."""


@dataclass(frozen=True)
class Places:
    """The places of one part: ``part`` is its entry, ``label`` its name in words; ``file`` that of the template.

    ``own_number`` gives the number that a paragraph had before others came in.
    """

    file: str
    part: str
    label: str
    root: etree._Element
    own_number: Callable[[int], int] = int
    _numbers: dict[etree._Element, int] = field(default_factory=dict)

    def of(self, element: etree._Element | None, what: str = "", text: str = "") -> Place:
        """Return the place of an element, that of its paragraph where it stands in one; None is the part itself.

        ``what`` names it within its paragraph; ``text`` stands for the text of its paragraph.
        """
        holder = element if element is None or element.tag == PARAGRAPH else ancestor(element, PARAGRAPH)
        shown = paragraph_text(holder).strip() if holder is not None and not text else text
        number = 0 if holder is None else self.own_number(self._number(holder))
        inside = f"đoạn {number}, {self.label}" if number else self.label
        joined = f"{what} ở {inside}" if what and number else ", ".join(filter(None, (what, inside)))
        return Place(Span(self.file, number, place=joined, part=self.part), shown, is_whole=True)

    def _number(self, paragraph: etree._Element) -> int:
        if not self._numbers:
            self._numbers.update((each, number) for number, each in enumerate(self.root.iter(PARAGRAPH), 1))
        return self._numbers[paragraph]


def users_of(root: etree._Element, relation: str) -> Mapping[str, etree._Element]:
    """Return the first element that names each relationship by an attribute in the namespace ``relation``."""
    found: dict[str, etree._Element] = {}
    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            if str(name).startswith(relation):
                found.setdefault(str(value), element)
    return found
