"""From the stream of a part to the Python source that fills it, a line a literal and a line a tag.

The source defines ``fill(F, T)``: ``F`` are the fields, ``T`` the :class:`docgen.word.filling.Filling` that collects
the pieces of the paper and notes for the second pass. ``L<n>`` are the literals, ``S<n>`` what instructions carry.
Nothing from a template stands in the source but names, numbers and quoted constants that the allow-list let through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import nodes

from docgen.composition.tag_source import Names, expression_source
from docgen.composition.tag_text import Tag, TagKind
from docgen.word.generating_numbers import remembered_levels, source_of_call
from docgen.word.instructions import Do, Instruction, Piece, TagAt, Text

_HEAD = (
    "def fill(F, T):",
    " out, notes, marks, seen = T.out, T.notes, T.marks, T.seen",
    " add, text, words, serial = out.append, T.text, T.words, T.serial",
    " field, extend = F.get, out.extend",
    " number, refer, name, own_name = T.number, T.refer, T.name, T.own_name",
    " chuong, muc, dieu, khoan, diem, named = T.paper.numbers.functions",
)
_STARTS, _ENDS = ("if", "for"), ("endif", "endfor")


@dataclass(frozen=True)
class Generated:
    """Source of a part with its literals and constants; ``lines`` gives the number of the tag of each source line."""

    source: str
    literals: tuple[bytes, ...]
    constants: tuple[Any, ...]
    tags: tuple[Tag, ...]
    lines: tuple[int, ...]


def generate(stream: Iterable[Piece], said: Mapping[int, nodes.Node | None], first_mark: int = 0) -> Generated:
    """Write the source of a part; ``said`` is the parse tree of each tag by its ``id``.

    Bookmarks of clauses that have their names in the template are numbered on from ``first_mark``.
    """
    writer = _Writer(said, first_mark, remembered_levels(said.values()))
    for piece in stream:
        if isinstance(piece, bytes):
            writer.literal(piece)
        elif isinstance(piece, TagAt):
            writer.tag(piece)
        else:
            writer.act(piece)
    return writer.finished()


@dataclass
class _Loop:
    number: int
    names: Names
    has_else: bool = False


@dataclass
class _Writer:
    said: Mapping[int, nodes.Node | None]
    first_mark: int
    remembered: frozenset[int]
    source: list[str] = field(default_factory=lambda: list(_HEAD))
    lines: list[int] = field(default_factory=lambda: [0] * (len(_HEAD) + 1))
    literals: dict[bytes, int] = field(default_factory=dict)
    constants: list[Any] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    names: Names = field(default_factory=Names)
    around: list[Names] = field(default_factory=list)
    waiting: list[tuple[str, int]] = field(default_factory=list)
    depth: int = 1
    loops: int = 0

    def line(self, code: str) -> None:
        """Write a line; what waits to be added goes before it."""
        self.flush()
        self._write(code, self._tag)

    def add(self, code: str) -> None:
        """Add what an expression gives to the pieces; adjacent ones are added at once, each on its own line."""
        self.waiting.append((code, self._tag))

    def flush(self) -> None:
        waiting, self.waiting = self.waiting, []
        if len(waiting) == 1:
            self._write(f"add({waiting[0][0]})", waiting[0][1])
        elif waiting:
            self._write("extend((", waiting[0][1])
            for code, tag in waiting:
                self._write(f"{code},", tag)
            self._write("))", waiting[-1][1])

    @property
    def _tag(self) -> int:
        return max(len(self.tags) - 1, 0)

    def _write(self, code: str, tag: int) -> None:
        self.source.append(" " * self.depth + code)
        self.lines.append(tag)

    def literal(self, data: bytes) -> None:
        self.add(f"L{self.literals.setdefault(data, len(self.literals))}")

    def constant(self, value: Any) -> str:
        self.constants.append(value)
        return f"S{len(self.constants) - 1}"

    def finished(self) -> Generated:
        self.flush()
        assert self.depth == 1, "blocks are matched before"
        paths = [f" {variable} = {source}" for source, variable in self.names.paths.items()]
        head = len(_HEAD)
        source = "\n".join([*self.source[:head], *paths, *self.source[head:]]) + "\n"
        lines = (*self.lines[:head], *([0] * len(paths)), *self.lines[head:])
        return Generated(source, tuple(self.literals), tuple(self.constants), tuple(self.tags), lines)

    def tag(self, at: TagAt) -> None:
        self.tags.append(at.tag)
        if at.tag.kind is TagKind.VALUE:
            self._print(at)
        elif at.tag.word in ("if", "elif"):
            said = self.said[id(at.tag)]
            assert isinstance(said, nodes.If)
            self.flush()
            self.depth -= at.tag.word == "elif"
            self.line(f"{at.tag.word} {expression_source(said.test, self.names)}:")
            self._open(self.names if at.tag.word == "if" else None)
        elif at.tag.word == "for":
            self._for(at.tag)
        elif at.tag.word == "else":
            self._else()
        else:
            self.close()

    def close(self) -> None:
        """End the body of a block."""
        self.flush()
        self.depth -= 1
        self.names = self.around.pop()

    def _open(self, names: Names | None) -> None:
        """Begin the body of a block; ``names`` are those to go back to at its end, None for one already begun."""
        if names is not None:
            self.around.append(names)
        self.depth += 1
        self.line("pass")

    def _print(self, at: TagAt) -> None:
        said = self.said[id(at.tag)]
        assert isinstance(said, nodes.Output)
        printed = said.nodes[0]
        write = at.writer or ("words" if at.held else "text")
        if isinstance(printed, nodes.TemplateData):
            self.add(f"{write}({printed.data!r})")
        elif not isinstance(printed, nodes.Call):
            self.add(f"{write}({expression_source(printed, self.names)})")
        else:
            source = source_of_call(printed, at, self)
            (self.line if source.is_line else self.add)(source.code)

    def _for(self, tag: Tag) -> None:
        said = self.said[id(tag)]
        assert isinstance(said, nodes.For)
        assert isinstance(said.target, nodes.Name)
        self.loops += 1
        number = self.loops
        inner = self.names.inside_loop(number, said.target.name)
        self.line(f"s{number} = sequence({expression_source(said.iter, self.names)}); T.spend(len(s{number}))")
        if said.test is not None:
            test = expression_source(said.test, inner)
            self.line(f"s{number} = [v{number} for v{number} in s{number} if {test}]")
        self.line(f"n{number}, i{number} = len(s{number}), -1")
        self.line(f"for v{number} in s{number}:")
        self._open(self.names)
        self.names = inner
        self.line(f"i{number} += 1")
        self.line("if len(out) > T.room: T.measure()")

    def _else(self) -> None:
        outside = self.around[-1]
        self.flush()
        self.depth -= 1
        if self.names is outside:
            self.line("else:")
        else:
            self.line(f"if not n{self.names.loop}:")
            self.names = outside
        self._open(None)

    def act(self, instruction: Instruction) -> None:
        if isinstance(instruction, Text):
            self.add(self.constant(instruction.text))
            return
        assert isinstance(instruction, Do)
        _ACTS[instruction.kind](self, instruction.number, instruction.value)


def _add(writer: _Writer, _number: int, value: Any) -> None:
    writer.add(writer.constant(value))


def _hole(writer: _Writer, _number: int, _value: Any) -> None:
    writer.add('b""')


def _start(writer: _Writer, number: int, _value: Any) -> None:
    writer.line(f"h{number} = len(out)")


def _note(writer: _Writer, number: int, value: Any) -> None:
    """Note the pieces since the start of this number for the second pass."""
    writer.line(f"notes.append((h{number}, len(out), {writer.constant(value)}))")


def _note_here(writer: _Writer, _number: int, value: Any) -> None:
    writer.line(f"notes.append((len(out), len(out), {writer.constant(value)}))")


def _note_hole(writer: _Writer, number: int, value: Any) -> None:
    _note_here(writer, number, value)
    _hole(writer, number, value)


def _mark(writer: _Writer, number: int, value: Any) -> None:
    writer.line(f"marks.append((h{number}, {writer.constant(value)}))")


def _table(writer: _Writer, number: int, _value: Any) -> None:
    writer.line(f"r{number}, x{number}, y{number}, h{number} = 0, 0, 0, len(out)")


def _row(writer: _Writer, number: int, _value: Any) -> None:
    writer.line(f"r{number} += 1; x{number} = y{number}; y{number} = len(out)")


def _empty_table(writer: _Writer, number: int, _value: Any) -> None:
    writer.line(f"if not r{number}: T.clear(h{number})")


def _last_rows(writer: _Writer, number: int, value: Any) -> None:
    writer.line(f"if r{number} > 2: notes.append((x{number}, y{number}, {writer.constant(value)}))")


def _holder(writer: _Writer, number: int, _value: Any) -> None:
    writer.line(f"b{number} = 0")


def _block(writer: _Writer, number: int, value: Any) -> None:
    """Remember what was written last in a holder: 1 a paragraph, 2 another block; a table only where it has rows."""
    kind, table = value
    writer.line((f"if r{table}: " if table else "") + f"b{number} = {kind}")


def _close(writer: _Writer, number: int, value: Any) -> None:
    needs_paragraph, paragraph = value
    writer.line(f"if b{number} != 1: add({writer.constant(paragraph)})" if needs_paragraph else
                f"if not b{number}: add({writer.constant(paragraph)})")  # fmt: skip


def _once(writer: _Writer, number: int, _value: Any) -> None:
    writer.line(f"if {number} not in seen:")
    writer._open(writer.names)
    writer.line(f"seen.add({number})")


def _end_once(writer: _Writer, _number: int, _value: Any) -> None:
    writer.close()


def _once_only(writer: _Writer, number: int, value: Any) -> None:
    writer.line(f"if {number} not in seen: seen.add({number}); add({writer.constant(value)})")


def _drawing(writer: _Writer, number: int, value: Any) -> None:
    writer.line(f"add(serial() if {number} in seen else {writer.constant(value)}); seen.add({number})")


def _first_round(writer: _Writer, _number: int, _value: Any) -> None:
    writer.line(f"if i{writer.names.loop} == 0:")
    writer._open(writer.names)


def _other_rounds(writer: _Writer, _number: int, _value: Any) -> None:
    writer.flush()
    writer.depth -= 1
    writer.line("else:")
    writer._open(None)


def _new_list(writer: _Writer, _number: int, value: Any) -> None:
    number, last = value
    writer.line(f"T.new_list({writer.constant(number)}, {last})")


def _list(writer: _Writer, _number: int, value: Any) -> None:
    writer.add(f"T.list_number({writer.constant(value)})")


_ACTS: dict[str, Callable[[_Writer, int, Any], None]] = {
    "add": _add,
    "hole": _hole,
    "start": _start,
    "note": _note,
    "note here": _note_here,
    "note hole": _note_hole,
    "mark": _mark,
    "table": _table,
    "row": _row,
    "empty table": _empty_table,
    "last rows": _last_rows,
    "holder": _holder,
    "block": _block,
    "close": _close,
    "once": _once,
    "end once": _end_once,
    "once only": _once_only,
    "drawing": _drawing,
    "new list": _new_list,
    "list": _list,
    "first round": _first_round,
    "other rounds": _other_rounds,
    "end round": _end_once,
}
