"""A sequence of texts and tags compiled once, checked against the fields, run many times.

Every tag gets a line of its own in the source (a line break right after its opening braces), so that a line number of
the parser, of the tree or of a traceback is the running number of a tag: that is how every complaint knows its place.
"""

from __future__ import annotations

import marshal
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType, TracebackType
from typing import Any, TypeVar

from jinja2 import Environment, StrictUndefined, Template, TemplateSyntaxError, UndefinedError, nodes
from jinja2.runtime import LoopContext

from docgen.composition.allow_list import LOOP, Scope, TreeChecker, check_tree
from docgen.composition.complaints_expression import FORBIDDEN_CHARACTER, WRONG_TAG
from docgen.composition.failure import MissingValue, TagFailure
from docgen.composition.field_tree import FieldTree
from docgen.composition.filters import FILTERS, Empty, Unfit
from docgen.composition.tag_blocks import MOST_NESTED
from docgen.composition.tag_source import missing
from docgen.composition.tag_text import Place, Tag, TagKind, shorten
from docgen.diagnostics import Diagnostic

Writer = Callable[[Any], str]
"""Turns the value of a tag into the text that goes into the paper; raises Empty or Unfit."""

_FILE_NAME = "<tags of a paper>"


class TagEnvironment(Environment):
    """Jinja with dict items as the only attributes, our filters, no globals, no tests."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return the item of a group of fields; None stays None, so that a condition on an absent group is false."""
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return the item of a group or list; an absent one is undefined and an error where it is used."""
        if obj is None:
            return None
        if isinstance(obj, LoopContext):
            return getattr(obj, argument) if argument in LOOP.children else self.undefined(name=str(argument))
        if isinstance(obj, Mapping) and argument in obj:
            return obj[argument]
        if isinstance(obj, list | tuple) and isinstance(argument, int) and -len(obj) <= argument < len(obj):
            return obj[argument]
        return self.undefined(name=str(argument))


@lru_cache
def environment(write: Writer) -> TagEnvironment:
    """Return the one environment whose values are written by ``write`` (a function of a module)."""
    made = TagEnvironment(undefined=StrictUndefined, finalize=write, keep_trailing_newline=True, cache_size=0)
    made.globals.clear()
    made.tests.clear()
    made.filters.clear()
    made.filters.update({name: known.apply for name, known in FILTERS.items()})
    return made


def check_tags(tags: Sequence[Tag], fields: FieldTree, functions: Collection[str] = ()) -> list[Diagnostic]:
    """Check every tag alone, so that all mistakes show at once even where blocks do not match."""
    return read_tags(tags, fields, functions)[1]


def read_tags(
    tags: Sequence[Tag], fields: FieldTree, functions: Collection[str] = ()
) -> tuple[list[nodes.Node | None], list[Diagnostic]]:
    """Check every tag alone; return what each says (None for one that only closes or remarks) and the complaints.

    Names in what is returned are spelt canonically, as the fields are.
    """
    found: list[Diagnostic] = []
    scopes = [Scope(fields.children)]
    read: list[nodes.Node | None] = []
    blocks: list[str] = []
    for tag in tags:
        read.append(None)
        steers = tag.kind is TagKind.STATEMENT
        if steers and tag.word in ("if", "for", "endif", "endfor"):
            _count_block(tag.word, blocks, scopes)
        if steers and tag.word == "else" and blocks and blocks[-1] == "for" and len(scopes) > 1:
            # The branch of an empty list does not know the loop's variable.
            scopes[-1] = scopes[-2]
        if tag.kind is TagKind.REMARK or (steers and tag.word in ("else", "endif", "endfor")):
            continue
        if steers and tag.word not in ("if", "elif", "for"):
            continue
        checker = TreeChecker(_always(tag.place), functions)
        read[-1], complaint = _parse_alone(tag)
        found += [complaint] if complaint else []
        if len(scopes) > MOST_NESTED:
            # Deeper is refused with the blocks; a scope for each level would cost the square of the depth.
            continue
        if isinstance(read[-1], nodes.For):
            scopes.append(checker.loop(read[-1], scopes[-1]))
        elif steers and tag.word == "for":
            scopes.append(scopes[-1].inside_loop(tag.rest.split(" ", 1)[0], None))
        elif read[-1] is not None:
            checker.statements([read[-1]], scopes[-1])
        found += checker.found
    return read, found


def _count_block(word: str, blocks: list[str], scopes: list[Scope]) -> None:
    """Open or close a block; the end of a loop takes its scope away."""
    if not word.startswith("end"):
        blocks.append(word)
        return
    opening = word.removeprefix("end")
    while blocks and opening in blocks and blocks.pop() != opening:
        pass
    if opening == "for" and len(scopes) > 1:
        scopes.pop()


def _always(place: Place) -> Callable[[int], Place]:
    return lambda _line: place


def _parse_alone(tag: Tag) -> tuple[nodes.Node | None, Diagnostic | None]:
    if tag.kind is TagKind.VALUE:
        source = f"{{{{ {tag.body} }}}}"
    elif tag.word == "for":
        source = f"{{% {tag.body} %}}{{% endfor %}}"
    else:
        source = f"{{% if {tag.rest} %}}{{% endif %}}"
    tree, complaint = parse(source, _always(tag.place), tag.source)
    if tree is None:
        return None, complaint
    if len(tree.body) != 1:
        return None, _syntax_complaint(tag.place, tag.source, "")
    return tree.body[0], None


_REMEMBERED = 1_000
"""Characters of a source up to which its tree is remembered: one tag is read by the check, the lint and the engines."""


@lru_cache(maxsize=2048)
def _parsed(source: str) -> nodes.Template:
    return environment(str).parse(source)


_Node = TypeVar("_Node", bound=nodes.Node)


def _copied(node: _Node) -> _Node:
    """Return a tree of its own, since whoever checks a tree spells its names anew; much faster than to parse again."""
    made = object.__new__(type(node))
    for name in node.attributes:
        setattr(made, name, getattr(node, name))
    for name in node.fields:
        value = getattr(node, name)
        if isinstance(value, nodes.Node):
            value = _copied(value)
        elif isinstance(value, list):
            value = [_copied(item) if isinstance(item, nodes.Node) else item for item in value]
        setattr(made, name, value)
    return made


def parse(
    source: str, place_of: Callable[[int], Place], shown: str = ""
) -> tuple[nodes.Template | None, Diagnostic | None]:
    """Parse a source; a syntax error or a nesting that would overrun the parser comes back as a complaint."""
    try:
        return _copied(_parsed(source) if len(source) <= _REMEMBERED else environment(str).parse(source)), None
    except TemplateSyntaxError as error:
        return None, _syntax_complaint(place_of(error.lineno), shown, error.message or "")
    except RecursionError:
        return None, place_of(0).complain(WRONG_TAG, f"Thẻ lồng nhau quá sâu: «{shorten(shown)}»", "Viết gọn lại.")


_ODD_CHARACTER = re.compile(r"unexpected char '(.+)' at")
_LEFT_OVER = re.compile(r"expected token 'end of (?:print statement|statement block)', got '(.+)'")
_NOTHING = re.compile(r"[Ee]xpected an expression, got 'end of")


def _syntax_complaint(place: Place, shown: str, error: str) -> Diagnostic:
    odd, left = _ODD_CHARACTER.search(error), _LEFT_OVER.search(error)
    if odd:
        reason, hint = f": có ký tự lạ «{odd.group(1)}»", "Xóa ký tự đó rồi gõ lại thẻ."
    elif left and left.group(1) == "=":
        reason, hint = "", "So sánh bằng viết hai dấu bằng «==»."
    elif left:
        reason = f": thừa chữ «{left.group(1)}»"
        hint = "Tên trường nhiều tiếng nối bằng dấu gạch dưới, chữ để so sánh đặt trong dấu nháy."
    elif _NOTHING.search(error):
        reason, hint = ": thiếu tên trường hoặc điều kiện", "Viết tên trường vào giữa hai dấu ngoặc."
    else:
        reason, hint = "", "Xem lại dấu nháy, dấu ngoặc và tên trường trong thẻ."
    return place.complain(WRONG_TAG, f"Không hiểu thẻ «{shorten(shown)}»{reason}", hint)


@dataclass(frozen=True)
class Program:
    """Texts and tags as one compiled value; picklable, without state between runs, usable by threads at once."""

    code: bytes
    write: Writer
    tags: tuple[Tag, ...]

    def run(self, fields: Mapping[str, Any], functions: Mapping[str, Callable[..., Any]] | None = None) -> str:
        """Return the text with every tag filled.

        Raises MissingValue when a tag needs a value that is empty, TagFailure when it cannot be written; both name
        the tag's place.
        """
        template = _template(self.code, self.write)
        context = template.new_context({**fields, **(functions or {})})
        try:
            return "".join(template.root_render_func(context))
        except TagFailure:
            raise
        except (Empty, UndefinedError) as error:
            raise MissingValue(self._missing(template, error)) from error
        except Unfit as error:
            tag = self._tag_at(template, error)
            message = f"Không in được thẻ «{shorten(tag.source)}»: {error}"
            raise TagFailure(tag.place.complain(FORBIDDEN_CHARACTER, message)) from error
        except TypeError as error:
            if not _raised_by_tag(error.__traceback__):
                raise
            raise MissingValue(self._missing(template, error)) from error

    def _missing(self, template: Template, error: BaseException) -> Diagnostic:
        tag = self._tag_at(template, error)
        return missing(tag, error)

    def _tag_at(self, template: Template, error: BaseException) -> Tag:
        line = 0
        trace = error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == _FILE_NAME:
                line = template.get_corresponding_lineno(trace.tb_lineno)
            trace = trace.tb_next
        return self.tags[min(max(line - 2, 0), len(self.tags) - 1)]


def _raised_by_tag(trace: TracebackType | None) -> bool:
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and trace.tb_frame.f_code.co_filename == _FILE_NAME


@lru_cache(maxsize=256)
def _template(code: bytes, write: Writer) -> Template:
    loaded = marshal.loads(code)  # noqa: S302 - made by compile_program in this or the parent process, never read from a file
    if not isinstance(loaded, CodeType):
        raise TypeError("not the code of a program")
    return Template.from_code(environment(write), loaded, {})


CLOSING_IF = "{% endif %}"
_OPENING_LINE = re.compile(r"\{[{%]\n")


def source_of(tag: Tag) -> str:
    """Return the tag as the parser reads it, on a line of its own."""
    return f"{{{{\n{tag.body} }}}}" if tag.kind is TagKind.VALUE else f"{{%\n{tag.body} %}}"


def compile_program(
    source: str, tags: Sequence[Tag], fields: FieldTree, write: Writer, functions: Collection[str] = ()
) -> tuple[Program | None, list[Diagnostic]]:
    """Compile a source in which each of ``tags`` stands as :func:`source_of` writes it and no other line break is.

    Complaints are those of the allow-list over the whole tree. Raises ValueError when the source holds other tags
    than those given: that would be a fault of the caller, never of a template.
    """

    def place_of(line: int) -> Place:
        return tags[min(max(line - 2, 0), len(tags) - 1)].place

    tree, complaint = parse(source, place_of)
    if tree is None:
        return None, [complaint] if complaint else []
    openings = len(_OPENING_LINE.findall(source))
    lexed = sum(kind in ("variable_begin", "block_begin") for _, kind, _ in environment(write).lex(source))
    if openings != len(tags) or lexed - openings != source.count(CLOSING_IF):
        raise ValueError(f"the source has {openings} tags, {len(tags)} were read")
    found = check_tree(tree, fields, place_of, functions) if tags else []
    if found:
        return None, found
    code = environment(write).compile(tree, filename=_FILE_NAME)
    return Program(marshal.dumps(code), write, tuple(tags)), []
