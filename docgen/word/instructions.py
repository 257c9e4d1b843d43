"""What a part of a template becomes: a flat stream of bytes to copy and instructions between them.

While a part is being compiled an instruction stands in its tree as a processing instruction with its number (the
parser has taken all others away), or in an attribute as a number between two private characters; so the tree is
serialised once, whole, its namespaces in place, and the bytes between the instructions are the literals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from docgen.composition.tag_text import Tag
from docgen.word.living_numbers import RunAt

TARGET = "docgen"
_PRIVATE = [chr(code) for code in range(0xE0D0, 0xF8FF)]


@dataclass(frozen=True, slots=True)
class TagAt:
    """A tag to be run; ``held`` where what it prints is looked at again as text (see :class:`Hold`).

    ``writer`` is the function of generated source that writes its value, empty for that of plain text; ``run`` is what
    a number or reference needs to know of the run that it stands in.
    """

    tag: Tag
    held: bool = False
    writer: str = ""
    run: RunAt | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """Static text of a held paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Do:
    """An act of the second sort: ``kind`` names it, ``number`` tells apart what belongs together, ``value`` is its own.

    The kinds and what they do are listed in :mod:`docgen.word.generating`.
    """

    kind: str
    number: int = 0
    value: Any = None


Instruction = TagAt | Text | Do
Piece = bytes | Instruction


@dataclass
class Instructions:
    """The instructions of one part by number, and the ways to put them into its tree.

    ``xml`` is the part before; two private characters that it leaves unused mark instructions in attributes.
    """

    xml: bytes
    known: list[Instruction] = field(default_factory=list)
    kept: dict[bytes, bytes] = field(default_factory=dict)
    _numbers: int = 0

    def __post_init__(self) -> None:
        unused = (char for char in _PRIVATE if char.encode() not in self.xml)
        self._value_mark, self._whole_mark = next(unused), next(unused)
        v, w = self._value_mark.encode(), self._whole_mark.encode()
        note = rb"<\?" + TARGET.encode() + rb" (\d+)\?>"
        whole = rb'(\s[\w.:-]+=")' + w + rb"(\d+)" + w + rb'"'
        self._marks = re.compile(b"|".join((note, v + rb"(\d+)" + v, whole)))

    def fresh(self) -> int:
        """Return a number that no other group of acts has."""
        self._numbers += 1
        return self._numbers

    def node(self, instruction: Instruction) -> etree._Element:
        """Return the node that stands for an instruction in the tree."""
        self.known.append(instruction)
        return etree.ProcessingInstruction(TARGET, str(len(self.known) - 1))

    def of(self, node: etree._Element) -> Instruction | None:
        """Return the instruction of a node of the tree, None for an element."""
        if isinstance(node, etree._ProcessingInstruction):
            return self.known[int(node.text or "")]
        return None

    def value(self, instruction: Instruction) -> str:
        """Return what stands for an instruction inside an attribute's value."""
        self.known.append(instruction)
        return f"{self._value_mark}{len(self.known) - 1}{self._value_mark}"

    def whole(self, instruction: Instruction) -> str:
        """Return the value of an attribute that the instruction writes whole, with its name and the blank before."""
        self.known.append(instruction)
        return f"{self._whole_mark}{len(self.known) - 1}{self._whole_mark}"

    def stream(self, xml: bytes) -> Iterator[Piece]:
        """Yield the literals and instructions of a serialised tree in order.

        An instruction that writes its attribute whole comes with the attribute's bytes. A mark for ``keep`` leaves no
        instruction: the literal around it goes into ``kept``, with what the mark carries in its place.
        """
        literal, kept = [b""], [b""]
        position = 0
        for mark in self._marks.finditer(xml):
            before = xml[position : mark.start()]
            literal.append(before)
            kept.append(before)
            position = mark.end()
            name, number = mark.group(3), int(mark.group(1) or mark.group(2) or mark.group(4))
            instruction = self.known[number]
            if isinstance(instruction, Do) and instruction.kind == "keep":
                kept.append(instruction.value)
                continue
            yield from self._joined(literal, kept)
            literal, kept = [], []
            if name is not None and isinstance(instruction, Do):
                instruction = Do(instruction.kind, instruction.number, name + instruction.value + b'"')
            yield instruction
        yield from self._joined([*literal, xml[position:]], [*kept, xml[position:]])

    def _joined(self, literal: list[bytes], kept: list[bytes]) -> Iterator[bytes]:
        data, other = b"".join(literal), b"".join(kept)
        if data:
            yield data
        if other != data:
            assert data, "a paragraph begins before it can say that it is kept"
            self.kept[data] = other
