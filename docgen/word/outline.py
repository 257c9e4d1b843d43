"""The clauses of a template and the conditions around each: what explains why an enterprise gets an article or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docgen.composition.expression import Condition, compile_condition
from docgen.composition.field_tree import FieldTree
from docgen.composition.tag_text import Tag, TagKind
from docgen.word.numbering import FUNCTIONS
from docgen.word.numbering import LEVELS as NUMBERED
from docgen.word.parts import filled_parts
from docgen.word.reading import TaggedParagraph, paragraph_text, read_paragraphs
from docgen.word.template import WordTemplate
from docgen.word.xml_names import PARAGRAPH, parse_template_xml

LEVELS = {
    "VB Chương": "chương",
    "VB Tên chương": "tên chương",
    "VB Mục": "mục",
    "VB Điều": "điều",
    "VB Khoản": "khoản",
    "VB Điểm": "điểm",
}
"""Paragraph styles that hold clauses, and what a clerk calls each level."""

_FUNCTIONS = "|".join(name for name in FUNCTIONS if name != "dan")
_NUMBER = re.compile(r"\{\{(?:[rp]\s)?\s*(?:" + _FUNCTIONS + r")\s*\([^{}]*\)\s*\}\}")
_NAME = re.compile(r"^(?:" + "|".join(NUMBERED) + r""")\s*\(\s*["']([a-z][a-z0-9_]*)["']\s*\)$""")


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition around a clause: it must be true, or false where ``wanted`` is False.

    ``condition`` is None where the condition asks the variable of a loop around it and so cannot be told beforehand.
    """

    source: str
    wanted: bool
    condition: Condition | None

    def holds(self, fields: Mapping[str, Any]) -> bool | None:
        """Tell whether the guard lets the clause through, None where that cannot be told."""
        return None if self.condition is None else self.condition.holds(fields) is self.wanted


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a template: its level (see LEVELS), its text with tags as written but without its number.

    ``name`` is what its number tag calls it, empty where it has none or takes it from a field. ``guards`` are the
    conditions around it, the outermost first; ``loops`` the ``for`` heads around it.
    """

    level: str
    text: str
    guards: tuple[Guard, ...]
    loops: tuple[str, ...]
    place: str
    name: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The dotted paths of the fields that its conditions ask, each once."""
        found = (name for guard in self.guards if guard.condition for name in guard.condition.names)
        return tuple(dict.fromkeys(found))

    def applies(self, fields: Mapping[str, Any]) -> bool | None:
        """Tell whether a paper with these fields has the clause; None where a loop decides it."""
        answers = [guard.holds(fields) for guard in self.guards]
        if False in answers:
            return False
        return None if None in answers or self.loops else True


def outline(template: WordTemplate) -> tuple[Clause, ...]:
    """Return the clauses of the template's body in order."""
    package = template.package
    root = parse_template_xml(package.by_name[package.main].data)
    tagged, _ = read_paragraphs(root, filled_parts(package)[0], template.file, template.expansion)
    by_element = {paragraph.element: paragraph for paragraph in tagged}
    blocks: list[_Around] = []
    clauses: list[Clause] = []
    for number, element in enumerate(root.iter(PARAGRAPH), 1):
        for tag in _steering(by_element.get(element)):
            _follow(tag, blocks, template.fields)
        level = LEVELS.get(template.styles.name_of(element))
        text = " ".join(_NUMBER.sub("", paragraph_text(element)).split())
        if level is not None and text:
            guards = tuple(guard for around in blocks for guard in around.guards)
            loops = tuple(around.loop for around in blocks if around.loop)
            placed = template.expansion.places.get(number)
            place = str(placed.span) if placed else f"đoạn {template.expansion.own_number(number)}"
            clauses.append(Clause(level, text, guards, loops, place, _name(by_element.get(element))))
    return tuple(clauses)


def _name(paragraph: TaggedParagraph | None) -> str:
    calls = (_NAME.match(tag.body) for tag in (paragraph.tags if paragraph else ()))
    return next((call.group(1) for call in calls if call), "")


@dataclass(slots=True)
class _Around:
    guards: list[Guard]
    loop: str = ""


def _steering(paragraph: TaggedParagraph | None) -> Iterator[Tag]:
    """Yield the tags that open and close blocks of whole paragraphs or rows."""
    for tag in paragraph.tags if paragraph else ():
        if tag.kind is TagKind.STATEMENT and tag.level in ("p", "tr", "tc"):
            yield tag


def _follow(tag: Tag, blocks: list[_Around], fields: FieldTree) -> None:
    if tag.word == "for":
        blocks.append(_Around([], tag.rest))
    elif tag.word == "if":
        blocks.append(_Around([_guard(tag, fields)]))
    elif tag.word in ("endif", "endfor"):
        blocks.pop()
    elif not blocks[-1].loop:
        blocks[-1].guards = [Guard(guard.source, False, guard.condition) for guard in blocks[-1].guards]
        blocks[-1].guards += [_guard(tag, fields)] if tag.word == "elif" else []


def _guard(tag: Tag, fields: FieldTree) -> Guard:
    condition, _ = compile_condition(tag.rest, tag.place.span, fields)
    return Guard(tag.rest, True, condition)
