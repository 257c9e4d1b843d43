"""One part of a template compiled: its source, literals and constants; from its tree, checked before."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from jinja2 import nodes
from lxml import etree

from docgen.composition.tag_source import FILE_NAME, failure_of, runtime
from docgen.composition.tag_text import Tag
from docgen.word.cells import CELL_LEVELS
from docgen.word.filling import Filling, Paper
from docgen.word.generating import Generated, generate
from docgen.word.guarding import Guards, tables_apart
from docgen.word.holding import plan_lines
from docgen.word.instructions import Instructions
from docgen.word.lists import ListSheet, begin_lists_anew
from docgen.word.marking import mark_tags
from docgen.word.objects import Placed
from docgen.word.parts import FilledPart
from docgen.word.reading import TaggedParagraph
from docgen.word.slot_marking import mark_slots
from docgen.word.slots import Slot
from docgen.word.styles import StyleSheet
from docgen.word.writing import PLAIN, Markup, text_writer, word_markup
from docgen.word.xml_names import serialise, word_prefix

_START_TAG = re.compile(rb"<[^?!][^>]*>")


@dataclass(frozen=True)
class PartProgram:
    """A part that tags decide, compiled; picklable: the code is made of its source once a process.

    ``moves_notes``: its tags copy marks of notes or comments, or take them away.
    """

    part: FilledPart
    generated: Generated
    markup: Markup
    moves_notes: bool = False

    @cached_property
    def _fill(self) -> Callable[[Mapping[str, Any], Filling], None]:
        names = runtime()
        names.update((f"L{number}", data) for number, data in enumerate(self.generated.literals))
        names.update((f"S{number}", value) for number, value in enumerate(self.generated.constants))
        exec(compile(self.generated.source, FILE_NAME, "exec"), names)  # noqa: S102 - source made by generating.py only
        made: Callable[[Mapping[str, Any], Filling], None] = names["fill"]
        return made

    def __getstate__(self) -> dict[str, Any]:
        """Leave the code out: it is made again where the value arrives."""
        return {name: value for name, value in self.__dict__.items() if name != "_fill"}

    @property
    def tags(self) -> tuple[Tag, ...]:
        """The tags of the part in the order in which they stand."""
        return self.generated.tags

    def fill(self, fields: Mapping[str, Any], paper: Paper) -> Filling:
        """Run the tags; raises MissingValue and TagFailure naming the tag's place."""
        objects: list[Placed] = []
        filling = Filling(paper, text_writer(self.markup, objects), objects)
        try:
            self._fill(fields, filling)
        except Exception as error:
            failure = failure_of(error, self._tag_at)
            if failure is None or failure is error:
                raise
            raise failure from error
        return filling

    def _tag_at(self, line: int) -> Tag:
        return self.generated.tags[self.generated.lines[min(line, len(self.generated.lines) - 1)]]


Said = Mapping[int, nodes.Node | None]


@dataclass(frozen=True)
class ReadPart:
    """A part as read and checked: its tree, its tagged paragraphs and slots, and what each tag says.

    ``said`` are the parse trees of the tags in the order in which they stand, by the tag's ``id``; ``tags`` those tags.
    """

    part: FilledPart
    root: etree._Element
    paragraphs: Sequence[TaggedParagraph]
    slots: Sequence[Slot]
    tags: Sequence[Tag]
    said: Said


def word_program(read: ReadPart, styles: StyleSheet, lists: ListSheet, first_mark: int) -> PartProgram | bytes | None:
    """Compile a Word part, using up its tree.

    Returns the part's new bytes where no tag and no ruled line decides anything, None where it stays as it is.
    """
    root, prefix = read.root, word_prefix(read.root)
    before = serialise(root)
    start = _START_TAG.search(before)
    assert start is not None, "a part has a root"
    instructions = Instructions(before)
    markup = word_markup(prefix)
    apart = tables_apart(read.paragraphs)
    lines = plan_lines(root, read.paragraphs, styles, apart)
    mark_tags(read.paragraphs, instructions, lines.held)
    mark_slots(read.slots, instructions)
    begin_lists_anew(root, instructions, lists)
    lines.insert(instructions, prefix, markup)
    guards = Guards(root, instructions, apart, styles, prefix, start.group())
    guards.insert()
    after = serialise(root)
    if not instructions.known:
        return None if before == after else after
    program = _program(read, instructions, after, markup, first_mark)
    return replace(program, moves_notes=guards.moves_notes)


def slot_program(read: ReadPart) -> PartProgram:
    """Compile a part that has slots only, using up its tree."""
    instructions = Instructions(serialise(read.root))
    mark_slots(read.slots, instructions)
    return _program(read, instructions, serialise(read.root), PLAIN, 0)


def _program(read: ReadPart, instructions: Instructions, xml: bytes, markup: Markup, first_mark: int) -> PartProgram:
    generated = generate(instructions.stream(xml), read.said, first_mark)
    _check_order(generated, read.tags, read.said)
    return PartProgram(read.part, generated, markup)


def _check_order(generated: Generated, read: Sequence[Tag], said: Said) -> None:
    """Raise ValueError unless the tags are exactly those that were read, in their order: a fault of this program."""
    ran, wanted = ([tag for tag in tags if tag.level not in CELL_LEVELS] for tags in (generated.tags, read))
    cells = [sorted(id(tag) for tag in tags if tag.level in CELL_LEVELS) for tags in (generated.tags, read)]
    if [id(tag) for tag in ran] != [id(tag) for tag in wanted if id(tag) in said] or cells[0] != cells[1]:
        raise ValueError("a tag was lost or moved on the way into the program")
