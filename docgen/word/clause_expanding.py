"""Clauses of the library put into the body of a template before it is compiled.

A paragraph that holds nothing but ``{{ dieu_khoan("ten") }}`` gives way to ordinary paragraphs with tags in the house
styles of the template. From there on nobody knows the difference, except that complaints name the place in the YAML.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from docgen.composition.clause_library import ClauseLibrary
from docgen.composition.clause_lines import ClauseLine, LineStyle, article_lines, own_lines, paragraph_lines
from docgen.composition.complaints_clauses import CLAUSE_PLACED_TWICE, CLAUSE_TAG, MISSING_STYLE, UNKNOWN_CLAUSE
from docgen.composition.field_tree import FieldTree
from docgen.composition.tag_text import Place, Tag, TagKind, scan, shorten
from docgen.diagnostics import Diagnostic, Span
from docgen.vietnamese import closest
from docgen.word.parts import MAIN_LABEL, FilledPart
from docgen.word.reading import OBJECT, paragraph_atoms
from docgen.word.styles import StyleSheet
from docgen.word.xml_names import PARAGRAPH, RUN, TEXT, W

_CALL = re.compile(r"dieu_khoan\s*\(")
_GOOD_CALL = re.compile(r"""dieu_khoan\s*\(\s*(["'])(?P<name>[^"']*)\1\s*(?:,\s*nhu\s*=\s*(["'])khoan\3\s*)?\)""")
_FORM = 'Viết {{ dieu_khoan("ten") }} hoặc {{ dieu_khoan("ten", nhu="khoan") }} một mình trong một đoạn.'


@dataclass(frozen=True, slots=True)
class Expansion:
    """Where the paragraphs of a part come from after clauses were put in.

    ``places`` are those of paragraphs from the library by their number; ``groups`` the number of the first paragraph
    of each clause and how many it brought; ``clauses`` the ids that were put in, in order.
    """

    places: Mapping[int, Place] = field(default_factory=dict)
    groups: tuple[tuple[int, int], ...] = ()
    clauses: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """The files of the library that clauses came from, sorted."""
        return tuple(sorted({place.span.file for place in self.places.values()}))

    def own_number(self, number: int) -> int:
        """Return the number that a paragraph has in the Word file itself; a clause there is one paragraph."""
        return number - sum(count - 1 for first, count in self.groups if first + count <= number)


NO_CLAUSES = Expansion()
"""The expansion of a template that calls no clause."""


def expand_clauses(
    root: etree._Element, part: FilledPart, file: str, fields: FieldTree, library: ClauseLibrary, styles: StyleSheet
) -> tuple[Expansion, list[Diagnostic]]:
    """Put the clauses that a part calls into its tree; wrong calls are taken out and complained about.

    Own clauses get room only where the ``fields`` that the template may name have them.
    """
    owner = next((name for name, tree in fields.children.items() if "dieu_rieng" in tree.children), "")
    expanding = _Expanding(part, file, owner, library, {name: key for key, name in styles.names.items()})
    shift = 0
    for number, paragraph in enumerate(list(root.iter(PARAGRAPH)), 1):
        text = "".join(atom.text for atom in paragraph_atoms(paragraph))
        if _CALL.search(text):
            lines = expanding.lines_of(paragraph, text, number)
            for offset, line in enumerate(lines):
                paragraph.addprevious(expanding.paragraph(paragraph, line))
                expanding.places[number + shift + offset] = line.place
            if lines:
                paragraph.getparent().remove(paragraph)  # type: ignore[union-attr]
                expanding.groups.append((number + shift, len(lines)))
                shift += len(lines) - 1
    return Expansion(expanding.places, tuple(expanding.groups), tuple(expanding.placed)), expanding.found


@dataclass
class _Expanding:
    part: FilledPart
    file: str
    owner: str
    library: ClauseLibrary
    style_ids: Mapping[str, str]
    places: dict[int, Place] = field(default_factory=dict)
    groups: list[tuple[int, int]] = field(default_factory=list)
    placed: dict[str, int] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)

    def lines_of(self, paragraph: etree._Element, text: str, number: int) -> list[ClauseLine]:
        """Return what a call becomes; nothing where it is wrong, and then its text is gone too."""
        span = Span(self.file, line=number, place=f"đoạn {number}, {self.part.label}", part=self.part.name)
        place = Place(span, text.replace(OBJECT, "").strip())
        tags, wrong = scan(text, place, in_word=True)
        calls = [tag for tag in tags if tag.kind is TagKind.VALUE and _CALL.match(tag.body)]
        if wrong or not calls:
            return []
        lines, complaints = self._called(calls[0], text, number)
        self.found += complaints
        if not lines:
            for atom in paragraph_atoms(paragraph):
                if atom.element.tag == TEXT:
                    atom.element.text = ""
        return lines

    def _called(self, tag: Tag, text: str, number: int) -> tuple[list[ClauseLine], list[Diagnostic]]:
        call = _GOOD_CALL.fullmatch(tag.body)
        shown = shorten(tag.source)
        if call is None:
            return [], [tag.place.complain(CLAUSE_TAG, f"Thẻ «{shown}» viết không đúng", _FORM)]
        if text.strip() != tag.source or self.part.label != MAIN_LABEL:
            message = f"Thẻ «{shown}» phải đứng một mình trong một đoạn của thân văn bản"
            return [], [tag.place.complain(CLAUSE_TAG, message, _FORM)]
        name = call["name"]
        loaded = self.library.clauses.get(name)
        if loaded is None:
            guess = closest(name, self.library.clauses)
            hint = f"Có phải «{guess}» không?" if guess else "Xem các mã (ma) trong templates/dieu_khoan."
            message = f"Thư viện không có điều khoản «{shorten(name)}»"
            return [], [tag.place.complain(UNKNOWN_CLAUSE, message, hint)]
        if name in self.placed:
            message = f"Điều khoản «{name}» đã đặt ở đoạn {self.placed[name]}"
            return [], [tag.place.complain(CLAUSE_PLACED_TWICE, message, "Xóa một trong hai thẻ.")]
        self.placed[name] = number
        lines, complaints = paragraph_lines(loaded) if call[3] else (article_lines(loaded), [])
        if (self.owner, name) in self.library.followed and not call[3]:
            lines = [*lines, *own_lines(self.owner, name, loaded.places.span("ma"))]
        return lines, [*complaints, *self._missing_styles(tag, lines)]

    def _missing_styles(self, tag: Tag, lines: Sequence[ClauseLine]) -> list[Diagnostic]:
        wanted = dict.fromkeys(line.style for line in lines if line.style is not LineStyle.COMMAND)
        missing = [style.value for style in wanted if style.value not in self.style_ids]
        if not missing:
            return []
        message = f"Mẫu không có kiểu đoạn {', '.join(f'«{name}»' for name in missing)} mà điều khoản cần"
        hint = "Mở đầu từ bản sao của một mẫu có sẵn, các kiểu «VB …» đã có trong đó."
        return [tag.place.complain(MISSING_STYLE, message, hint)]

    def paragraph(self, called: etree._Element, line: ClauseLine) -> etree._Element:
        """Return a paragraph of a clause in the style of the house."""
        made = called.makeelement(PARAGRAPH)
        properties = etree.SubElement(made, W + "pPr")
        style = self.style_ids.get(line.style.value)
        if style is not None:
            etree.SubElement(properties, W + "pStyle").set(W + "val", style)
        if line.keeps_next:
            etree.SubElement(properties, W + "keepNext")
        text = etree.SubElement(etree.SubElement(made, RUN), TEXT)
        text.text = line.text
        return made
