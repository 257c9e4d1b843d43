"""The one tag language, in declarations as in Word templates: texts with tags, and conditions.

Sandboxed by an allow-list over the parse tree (see :mod:`docgen.composition.allow_list`), strict about missing values,
never markup. Decision: Jinja's own parser and compiler, because clerks' templates are written in docxtpl's language,
but none of its objects: fields are plain data, attributes are dict items, nothing can be called or changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from types import NoneType
from typing import Any

from jinja2 import nodes

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
    """A text with tags, checked and compiled; picklable.

    ``pieces`` are its words and the paths of its fields, where it has nothing but fields printed as they are.
    """

    source: str
    program: Program
    pieces: tuple[str | tuple[str, ...], ...] | None = None

    def render(self, fields: Mapping[str, Any]) -> str:
        """Return the text filled with the fields; raises MissingValue or TagFailure naming the tag."""
        simple = _put_together(self.pieces, fields) if self.pieces is not None else None
        if simple is not None:
            return simple
        return self.program.run(fields).replace(_LINE_BREAK, "\n").replace(_NOTHING, "")


@dataclass(frozen=True)
class Condition:
    """A condition over the fields, checked and compiled; picklable.

    ``source`` is the condition as written, ``names`` the dotted paths of the fields that it asks. ``asks`` are these
    paths where the answer depends on nothing else, and empty where that is not sure.
    """

    source: str
    names: tuple[str, ...]
    program: Program
    asks: tuple[tuple[str, ...], ...] = ()

    def holds(self, fields: Mapping[str, Any]) -> bool:
        """Tell whether the condition is true of the fields; raises MissingValue where an empty one is compared."""
        values = [_value_at(path, fields) for path in self.asks]
        if not values or any(type(value) not in _COMPARED for value in values):
            return self.program.run(fields) == "x"
        answers = _answers(self.program.code)
        question = tuple((type(value), value) for value in values)
        answer = answers.get(question)
        if answer is None:
            answer = self.program.run(fields) == "x"
            if len(answers) < _MOST_ANSWERS:
                answers[question] = answer
        return answer


_COMPARED = frozenset({str, int, bool, Decimal, date, NoneType})
_MOST_ANSWERS = 4096
_NAME = re.compile(r"[a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*)*")


@lru_cache(maxsize=512)
def _answers(_code: bytes) -> dict[tuple[tuple[type, Any], ...], bool]:
    """Return what a condition answered so far: thousands of enterprises ask it about the same few facts."""
    return {}


def _value_at(path: tuple[str, ...], fields: Any) -> Any:
    """Return the value at the path; the fields themselves, which are never compared, where there is none."""
    value = fields
    for step in path:
        if not isinstance(value, dict) or step not in value:
            return fields
        value = value[step]
    return value


def _put_together(pieces: tuple[str | tuple[str, ...], ...], fields: Mapping[str, Any]) -> str | None:
    """Return the text, or None where a value is not just words and must be looked at properly."""
    written: list[str] = []
    for piece in pieces:
        if isinstance(piece, tuple):
            value = _value_at(piece, fields)
            if type(value) is not str or FORBIDDEN.search(value):
                return None
            written.append(value)
        else:
            written.append(piece)
    return "".join(written)


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
    return (CompiledText(source, program, _simple_pieces(source, tags)) if program else None), found


def _simple_pieces(source: str, tags: Sequence[Tag]) -> tuple[str | tuple[str, ...], ...] | None:
    pieces: list[str | tuple[str, ...]] = []
    position = 0
    for tag in tags:
        if tag.kind is not TagKind.VALUE or not _NAME.fullmatch(tag.body):
            return None
        pieces += [_one_line(source[position : tag.start]).replace(_LINE_BREAK, "\n"), tuple(tag.body.split("."))]
        position = tag.end
    return (*pieces, _one_line(source[position:]).replace(_LINE_BREAK, "\n"))


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
    asks = tuple(tuple(path.split(".")) for path in paths)
    # A field behind a filter or a bracket has no path of its own: then the answer is asked anew each time.
    whole = {name.name for name in tree.find_all(nodes.Name)} == {path[0] for path in asks}
    return (Condition(source, paths, program, asks if whole else ()) if program else None), found
