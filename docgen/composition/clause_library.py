"""The clause library of an office: every ``templates/dieu_khoan/*.yaml`` read, bound and looked at by itself.

Decision: clauses that papers share are kept as YAML, not as Word. A complaint comes with file, line and column, an
editor completes the keys, the house styles of the template that uses a clause give its layout so that none can be
spoilt, a lawyer sees a change as a change of lines, and one text stands as an article in one paper and as a paragraph
of another. Articles with tables stay in their Word template: a table is layout, which Word does better.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from docgen.composition.complaints_clauses import CLAUSE_TWICE_IN_LIBRARY, EMPTY_CLAUSE, LONE_POINT
from docgen.composition.tag_text import Place
from docgen.diagnostics import Diagnostic, Span
from docgen.model import LibraryClause
from docgen.schema import Entry, Node, Places, Scalar, Sequence, bind, compose, decode, json_schema
from docgen.schema import Mapping as MappingNode

CLAUSE_FOLDER = "dieu_khoan"
_BELOW = ("templates", CLAUSE_FOLDER)


@dataclass(frozen=True, slots=True)
class LoadedClause:
    """A clause with the places of its texts; ``file`` is where it stands, ``text`` the text of that file."""

    clause: LibraryClause
    file: str
    places: Places
    text: str

    def place(self, *path: str | int) -> Place:
        """Return the place of a text of the clause, from which each of its characters finds its line and column."""
        span = self.places.span(*path)
        return Place(span, lines=tuple(_lines(self.places.text(*path) or "", span, self.text)))


@dataclass(frozen=True, slots=True)
class ClauseLibrary:
    """The clauses of an office by their ids, in the order of files and lines; a value.

    ``followed`` are tag prefix and clause id where some record of that prefix wants clauses of its own after that
    clause: only there a template gets room for them, so that nobody else pays for it; a paper without own clauses is
    the same with and without that room.
    """

    clauses: Mapping[str, LoadedClause] = field(default_factory=dict)
    followed: frozenset[tuple[str, str]] = frozenset()


EMPTY_LIBRARY = ClauseLibrary()
"""The library of an office that has none."""


def load_clauses(files: Mapping[str, bytes]) -> tuple[ClauseLibrary, list[Diagnostic]]:
    """Read the library among ``files`` (paths like ``templates/dieu_khoan/chung.yaml``).

    A wrong clause is left out and complained about; the others are there.
    """
    clauses: dict[str, LoadedClause] = {}
    diagnostics: list[Diagnostic] = []
    for file in sorted(name for name in files if _is_library(name)):
        text, found = decode(files[file], file)
        diagnostics += found
        node, found = compose(text, file) if text is not None else (None, [])
        diagnostics += found
        for item in _items(node):
            clause, places, found = bind(_with_groups(item), LibraryClause)
            diagnostics += found
            if clause is None or text is None:
                continue
            loaded = LoadedClause(clause, file, places, text)
            earlier = clauses.setdefault(clause.id, loaded)
            if earlier is not loaded:
                message = f"mã «{clause.id}» đã đặt cho điều khoản ở {earlier.places.span('ma')}"
                hint = "Mỗi điều khoản một mã; đổi mã ở một trong hai nơi"
                diagnostics.append(CLAUSE_TWICE_IN_LIBRARY.at(places.span("ma"), message, hint))
            diagnostics += _doubts(loaded)
    return ClauseLibrary(clauses), diagnostics


def clause_schema() -> dict[str, Any]:
    """Return the JSON Schema of a file of the library: one clause or a list; «- text» stands for «- noi_dung: text»."""
    record = json_schema(LibraryClause)
    dialect, definitions = record.pop("$schema"), record.pop("$defs", {})
    for name in ("ClauseParagraph", "ClausePoint"):
        definitions[name] = {"anyOf": [{"type": "string"}, definitions[name]]}
    one = {"$ref": "#/$defs/dieu_khoan"}
    return {
        "$schema": dialect,
        "title": "Thư viện điều khoản",
        "anyOf": [one, {"type": "array", "minItems": 1, "items": one}],
        "$defs": {**definitions, "dieu_khoan": {"title": "Điều khoản", **record}},
    }


def _is_library(name: str) -> bool:
    path = PurePosixPath(name)
    return path.parts[:2] == _BELOW and len(path.parts) == 3 and path.suffix in (".yaml", ".yml")


def _items(node: Node | None) -> tuple[Node, ...]:
    if node is None:
        return ()
    return node.items if isinstance(node, Sequence) else (node,)


def _doubts(loaded: LoadedClause) -> Iterator[Diagnostic]:
    clause = loaded.clause
    if clause.lead is None and not clause.paragraphs:
        message = f"điều khoản «{clause.id}» không có «khoan» cũng không có «doan»"
        hint = "Viết nội dung dưới «khoan», mỗi khoản mở đầu bằng «- »"
        yield EMPTY_CLAUSE.at(loaded.places.span("ma"), message, hint)
    for position, paragraph in enumerate(clause.paragraphs):
        if len(paragraph.points) == 1:
            hint = "Nhập điểm đó vào nội dung của khoản"
            yield LONE_POINT.at(loaded.places.span("khoan", position, "diem"), "khoản này chỉ có một điểm", hint)


def _with_groups(node: Node) -> Node:
    """Return the tree with every «- text» under «khoan» and «diem» as a group with the key «noi_dung»."""
    if not isinstance(node, MappingNode):
        return node
    entries = {key: _grouped(entry) if key in ("khoan", "diem") else entry for key, entry in node.entries.items()}
    return MappingNode(entries, node.file, node.line, node.column)


def _grouped(entry: Entry) -> Entry:
    value = entry.value
    if not isinstance(value, Sequence):
        return entry
    items = tuple(_as_group(item) if isinstance(item, Scalar) else _with_groups(item) for item in value.items)
    return Entry(entry.key, Sequence(items, value.file, value.line, value.column))


def _as_group(item: Scalar) -> Node:
    key = Scalar("noi_dung", item.file, item.line, item.column, item.length)
    return MappingNode({"noi_dung": Entry(key, item)}, item.file, item.line, item.column)


def _lines(value: str, span: Span, source: str) -> Iterator[tuple[int, Span]]:
    """Yield where each line of the source begins in a value: folded and block texts are read off line by line."""
    lines = source.split("\n")
    wanted, position = value.strip(), 0
    for number in range(span.line, len(lines) + 1):
        line = lines[number - 1]
        start = span.column - 1 if number == span.line else 0
        own = line[start:].strip().strip("\"'")
        if not own or (number == span.line and own[0] in ">|"):
            continue
        shared = _shared(own, wanted[position:])
        if not shared:
            return
        yield position, Span(span.file, number, line.index(own[:shared], start) + 1, shared)
        position += shared
        position += len(wanted[position:]) - len(wanted[position:].lstrip())
        if position >= len(wanted):
            return


def _shared(line: str, rest: str) -> int:
    """Return how many characters the line and the rest of the value begin alike with; a remark ends it."""
    for count, (left, right) in enumerate(zip(line, rest, strict=False)):
        if left != right:
            return count
    return min(len(line), len(rest))
