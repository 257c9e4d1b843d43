"""A compiled template: filled any number of times, by threads at once, in other processes; it keeps no state."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from docgen import __version__
from docgen.composition.failure import TagFailure
from docgen.composition.field_tree import FieldTree
from docgen.composition.tag_text import shorten
from docgen.layout import LayoutProfile
from docgen.word.additions import Additions
from docgen.word.clause_expanding import NO_CLAUSES, Expansion
from docgen.word.complaints import WRONG_REFERENCE
from docgen.word.container import Container
from docgen.word.filling import Filling, Paper, Reference
from docgen.word.notes_whole import whole_notes
from docgen.word.numbering import Numbering
from docgen.word.package import Package
from docgen.word.part_program import PartProgram
from docgen.word.splicing import splice
from docgen.word.styles import StyleSheet


class AbsentReference(TagFailure):
    """A tag refers to a clause that this paper does not have."""


@dataclass(frozen=True)
class WordTemplate:
    """A gated, checked and compiled .docx; picklable. ``file`` is its name for messages."""

    file: str
    package: Package
    fields: FieldTree
    styles: StyleSheet
    programs: tuple[PartProgram, ...]
    container: Container
    last_drawing: int
    last_bookmark: int
    expansion: Expansion = NO_CLAUSES

    @cached_property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, of the bytes of the template with its clauses and the version of this program."""
        body = self.package.by_name[self.package.main].data if self.expansion.groups else b""
        return hashlib.sha256(f"{__version__}\n{self.package.digest}\n".encode() + body).hexdigest()

    def render(self, fields: Mapping[str, Any], profile: LayoutProfile) -> bytes:
        """Return the finished .docx; the same fields give the same bytes.

        Raises MissingValue where a tag would print an empty value, AbsentReference where it refers to a clause that
        is not in this paper, TagFailure where a value cannot be printed; each names the tag's place.
        """
        paper = Paper(profile, Numbering(), self.last_drawing, self.last_bookmark)
        filled = [(program, program.fill(fields, paper)) for program in self.programs]
        for program, filling in filled:
            filling.resolve(_absence(program))
        # All references first: one in a header can ask for a bookmark in the body.
        changed = [filling.finish() for _, filling in filled]
        if paper.begun or self._moves_notes or any(filling.objects for _, filling in filled):
            return self._with_objects(filled, changed, paper)
        return self.container.written(changed)

    def _with_objects(self, filled: list[tuple[PartProgram, Filling]], parts: list[bytes], paper: Paper) -> bytes:
        """Put docxtpl's objects into the filled parts; what they bring, and lists that began anew, into the package."""
        additions = Additions(
            self.package, {program.part.name: data for (program, _), data in zip(filled, parts, strict=True)}
        )
        for number, made in paper.begun:
            if additions.begin_anew(number) != made:
                raise ValueError("a list got another number than its paragraphs")
        spliced = {
            program.part.name: splice(data, program.part.name, filling.objects, additions, paper.serial)
            if filling.objects
            else data
            for (program, filling), data in zip(filled, parts, strict=True)
        }
        return additions.written(whole_notes(spliced, self.package, paper.serial) if self._moves_notes else spliced)

    @cached_property
    def _moves_notes(self) -> bool:
        return any(program.moves_notes for program in self.programs)


def _absence(program: PartProgram) -> Callable[[Reference, str], Exception]:
    def absent(reference: Reference, name: str) -> Exception:
        tag = program.tags[reference.spot.tag]
        message = (
            f"Thẻ «{shorten(tag.source)}» dẫn đến «{shorten(name)}» mà văn bản này không có điều khoản mang tên đó"
        )
        hint = 'Đặt câu dẫn chiếu trong khối if cùng điều kiện với nơi được dẫn, hoặc viết lời thay: thay="…".'
        return AbsentReference(tag.place.complain(WRONG_REFERENCE, message, hint))

    return absent
