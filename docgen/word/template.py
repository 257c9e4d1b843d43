"""A compiled template: filled any number of times, by threads at once, in other processes; it keeps no state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from docgen.composition.failure import TagFailure
from docgen.composition.field_tree import FieldTree
from docgen.composition.program import Program
from docgen.composition.tag_text import shorten
from docgen.diagnostics import Diagnostic
from docgen.layout import LayoutProfile
from docgen.word.archive import write_archive
from docgen.word.complaints import WRONG_REFERENCE
from docgen.word.finishing import finish_notes
from docgen.word.gate import Package
from docgen.word.numbering import Numbering
from docgen.word.parts import FilledPart, filled_parts
from docgen.word.repairs import repair
from docgen.word.styles import StyleSheet
from docgen.word.typesetting import typeset
from docgen.word.xml_names import parse_filled_xml, parse_template_xml, serialise


class AbsentReference(TagFailure):
    """A tag refers to an article that this paper does not have."""


@dataclass(frozen=True)
class FilledProgram:
    """A part of the .docx and the program that fills it."""

    part: FilledPart
    program: Program


@dataclass(frozen=True)
class WordTemplate:
    """A gated, checked and compiled .docx; picklable. ``file`` is its name for messages."""

    file: str
    package: Package
    fields: FieldTree
    styles: StyleSheet
    programs: tuple[FilledProgram, ...]

    def render(self, fields: Mapping[str, Any], profile: LayoutProfile) -> bytes:
        """Return the finished .docx; the same fields give the same bytes.

        Raises MissingValue where a tag would print an empty value, AbsentReference where it refers to an article that
        is not in this paper, TagFailure where a value cannot be printed; each names the tag's place.
        """
        numbering = Numbering()
        functions = numbering.functions()
        roots = {
            filled.part: parse_filled_xml(filled.program.run(fields, functions if filled.part.is_word else {}))
            for filled in self.programs
        }
        body = filled_parts(self.package)[0]
        if body not in roots:
            roots[body] = parse_template_xml(self.package.by_name[body.name].data)
        changed: dict[str, bytes] = {}
        for part, root in roots.items():
            if part.is_word:
                self._finish(root, numbering, profile)
            changed[part.name] = serialise(root)
        return write_archive(self.package.entries, changed)

    def _finish(self, root: etree._Element, numbering: Numbering, profile: LayoutProfile) -> None:
        def article_of(name: str) -> str:
            if name not in numbering.articles:
                raise AbsentReference(self._absent(name))
            return numbering.articles[name]

        finish_notes(root, article_of)
        repair(root)
        typeset(root, self.styles, profile)

    def _absent(self, name: str) -> Diagnostic:
        tags = [tag for filled in self.programs for tag in filled.program.tags if tag.word.startswith("dan")]
        tag = next((tag for tag in tags if name in tag.body), tags[0])
        message = f"Thẻ «{shorten(tag.source)}» dẫn đến điều «{shorten(name)}» mà văn bản này không có điều đó"
        hint = "Đặt câu dẫn chiếu trong khối if cùng điều kiện với điều được dẫn."
        return tag.place.complain(WRONG_REFERENCE, message, hint)
