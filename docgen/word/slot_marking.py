"""Putting the tags of slots into the tree as instructions: see :mod:`docgen.word.slots`."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.word.instructions import Do, Instructions, TagAt
from docgen.word.package import RELATIONSHIP
from docgen.word.settling import SafeLink
from docgen.word.slots import Slot


def mark_slots(slots: Sequence[Slot], instructions: Instructions) -> None:
    """Put the tags of the slots into the tree as instructions."""
    for slot in slots:
        if slot.attribute is None:
            _mark_element(slot, instructions)
            continue
        is_link = slot.element.tag == RELATIONSHIP
        number = instructions.fresh()
        pieces = [instructions.value(Do("start", number))] if is_link else []
        position = 0
        for tag in slot.tags:
            pieces.append(slot.text[position : tag.start])
            pieces.append(instructions.value(TagAt(tag, writer="T.linked" if is_link else "T.quoted")))
            position = tag.end
        pieces.append(slot.text[position:])
        if is_link:
            pieces.append(instructions.value(Do("note", number, SafeLink(slot.tags[0]))))
        slot.element.set(slot.attribute, "".join(pieces))


def _mark_element(slot: Slot, instructions: Instructions) -> None:
    element = slot.element
    for tag in reversed(slot.tags):
        text = element.text or ""
        node = instructions.node(TagAt(tag))
        element.text, node.tail = text[: tag.start], text[tag.end :]
        element.insert(0, node)
