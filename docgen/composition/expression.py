"""The one tag language, in declarations as in Word templates: texts with tags, and conditions.

Sandboxed by an allow-list over the parse tree (see :mod:`docgen.composition.allow_list`), strict about missing values,
never markup. Decision: Jinja's own parser and compiler, because clerks' templates are written in docxtpl's language,
but none of its objects: fields are plain data, attributes are dict items, nothing can be called or changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docgen.composition.allow_list import check_tree, field_paths
from docgen.composition.complaints_expression import FORBIDDEN_CHARACTER, REFUSED_TAG, WRONG_TAG
from docgen.composition.failure import MissingValue, TagFailure
from docgen.composition.field_tree import FieldTree
from docgen.composition.filters import FORBIDDEN, to_text
from docgen.composition.program import Program, check_tags, compile_program, environment, source_of
from docgen.composition.tag_blocks import Block, match_blocks
from docgen.composition.tag_text import Place, Tag, TagKind, scan, shorten
from docgen.diagnostics import Diagnostic, Span

__all__ = [
    "CompiledText",
    "Condition",
    "MissingValue",
    "TagFailure",
    "check_tree",
    "compile_condition",
    "compile_text",
    "environment",
]

_LINE_BREAK = "\ufffe"
_NOTHING = "\uffff"
"""Stand-ins for a line break and a remark: characters that no text may hold, so no value can be taken for one."""


@dataclass(frozen=True)
class CompiledText:
    """A text with tags, checked and compiled; picklable."""

    source: str
    program: Program

    def render(self, fields: Mapping[str, Any]) -> str:
        """Return the text filled with the fields; raises MissingValue or TagFailure naming the tag."""
        return self.program.run(fields).replace(_LINE_BREAK, "\n").replace(_NOTHING, "")


@dataclass(frozen=True)
class Condition:
    """A condition over the fields, checked and compiled; picklable.

    ``source`` is the condition as written, ``names`` the dotted paths of the fields that it asks.
    """

    source: str
    names: tuple[str, ...]
    program: Program

    def holds(self, fields: Mapping[str, Any]) -> bool:
        """Tell whether the condition is true of the fields; raises MissingValue where an empty one is compared."""
        return self.program.run(fields) == "x"


def compile_text(source: str, span: Span, fields: FieldTree) -> tuple[CompiledText | None, list[Diagnostic]]:
    """Compile a text with tags; all its mistakes are complaints at ``span``, and then there is no text."""
    place = Place(span)
    bad = FORBIDDEN.search(source)
    if bad:
        return None, [
            place.complain(FORBIDDEN_CHARACTER, f"Có ký tự điều khiển U+{ord(bad.group()):04X} không in được")
        ]
    tags, found = scan(source, place)
    blocks, complaints = match_blocks(tags)
    found += complaints + check_tags(tags, fields) + _loops_in_loops(tags, blocks)
    if found:
        return None, found
    pieces: list[str] = []
    position = 0
    for tag in tags:
        pieces.append(_one_line(source[position : tag.start]))
        pieces.append(_NOTHING if tag.kind is TagKind.REMARK else source_of(tag))
        position = tag.end
    pieces.append(_one_line(source[position:]))
    live = [tag for tag in tags if tag.kind is not TagKind.REMARK]
    program, found = compile_program("".join(pieces), live, fields, to_text)
    return (CompiledText(source, program) if program else None), found


def _loops_in_loops(tags: Sequence[Tag], blocks: Sequence[Block]) -> list[Diagnostic]:
    """Refuse a loop inside a loop: a title or a name has no use for it, and it could run for hours."""
    loops = [block for block in blocks if tags[block.opener].word == "for"]
    inner = [block for block in loops if any(outer.opener < block.opener < outer.closer for outer in loops)]
    message = "Ở đây không dùng được vòng lặp trong vòng lặp"
    return [tags[block.opener].place.complain(REFUSED_TAG, message) for block in inner]


def _one_line(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", _LINE_BREAK)


def compile_condition(source: str, span: Span, fields: FieldTree) -> tuple[Condition | None, list[Diagnostic]]:
    """Compile a condition: the inside of an ``if`` tag, without braces."""
    place = Place(span)
    opening = f"{{% if {source} %}}"
    tags, found = scan(opening, place)
    if not found and [tag.source for tag in tags] != [opening]:
        found = [place.complain(WRONG_TAG, f"Điều kiện «{shorten(source)}» không viết dấu ngoặc của thẻ bên trong")]
    found += check_tags(tags, fields)
    if found:
        return None, found
    program, found = compile_program(source_of(tags[0]) + "x{% endif %}", tags, fields, to_text)
    tree = environment(to_text).parse(source_of(tags[0]) + "{% endif %}")
    paths = field_paths(tree.body[0])
    return (Condition(source, paths, program) if program else None), found
