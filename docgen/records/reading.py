"""One file of records by itself: what it holds, what is wrong with it.

A pure function of kind, name and bytes, so that files can be read side by side, and unchanged ones not again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from docgen.diagnostics import Diagnostic, Span
from docgen.model import OfficeModel
from docgen.records.complaints import MORE_MISTAKES
from docgen.records.kinds import RECORD_KINDS, YEARLY, name_of
from docgen.records.record import LeftOut, RecordKey
from docgen.records.sources import Sources
from docgen.schema import Mapping as MappingNode
from docgen.schema import Node, Places, Scalar, Sequence, bind, compose, compose_part, decode, plain_list

_ID_LINE = re.compile(r"^\s*(?:- )?(?:ma|nam)\s*:\s*[\"']?([a-z0-9]+(?:[_-][a-z0-9]+)*)", re.MULTILINE)
_MOST_COMPLAINTS = 1_000
_DASH = re.compile(r" *- +")


class Part(NamedTuple):
    """Where a record stands in the text of its file.

    Its lines (from 1, both included; what stands before the first record belongs to it), its position in the list,
    the line where its dash stands, and the stretch from that dash to the next one: bytes of the file where these are
    the text in UTF-8 (``raw``), else characters of the text. ``start`` is -1 where the record cannot be read alone: in
    a file of one record, or in a list whose dashes do not open the lines.
    """

    first_line: int
    last_line: int
    position: int
    dash_line: int
    start: int
    end: int
    raw: bool = False


class ReadRecord(NamedTuple):
    """A right record of a file; ``places`` is None where they are to be looked up in the text again."""

    key: RecordKey
    value: OfficeModel
    part: Part
    places: Places | None


@dataclass(frozen=True, slots=True)
class FileReading:
    """What one file says.

    ``known`` are ids that exist although their record is wrong; ``blind`` tells that not even these could be guessed,
    because the bytes are no text.
    """

    file: str
    kind: str
    records: tuple[ReadRecord, ...] = ()
    complaints: tuple[Diagnostic, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    known: tuple[str, ...] = ()
    blind: bool = False


def read_file(file: str, kind: str, data: bytes) -> FileReading:
    """Read one file of a kind; a wrong record is left out, the complaints tell every mistake."""
    text, complaints = decode(data, file)
    if text is None:
        return FileReading(file, kind, complaints=tuple(complaints), blind=True)
    plain = plain_list(text, RECORD_KINDS[kind]) if not complaints else None
    if plain is not None:
        return FileReading(file, kind, tuple(_plain_records(plain, kind, text, data)))
    return _read_tree(file, kind, data, text, complaints)


def _plain_records(plain: list[tuple[int, OfficeModel]], kind: str, text: str, data: bytes) -> Iterator[ReadRecord]:
    """Yield the records of a list whose dashes open these lines at the very left."""
    parts = _parts_alone([line for line, _ in plain], text, data)
    for (_, value), part in zip(plain, parts, strict=True):
        yield ReadRecord(RecordKey(kind, name_of(kind, value)), value, part, None)


def _read_tree(file: str, kind: str, data: bytes, text: str, complaints: list[Diagnostic]) -> FileReading:
    """Read a file by its tree, in which everything has its place."""
    node, found = compose(text, file)
    complaints = [*complaints, *(item for item in found if item not in complaints)]
    if node is None:
        return FileReading(file, kind, complaints=tuple(complaints), known=tuple(_ID_LINE.findall(text)))
    records: list[ReadRecord] = []
    left_out: list[LeftOut] = []
    known: list[str] = []
    wrong_lines = {item.span.line for item in complaints if item.is_error}
    for item, part in _parts(node, text, data):
        value, places, wrong_values = bind(item, RECORD_KINDS[kind])
        complaints += wrong_values
        wrong = 0 in wrong_lines or any(part.first_line <= line <= part.last_line for line in wrong_lines)
        if value is None or wrong:
            name = _written_name(item, kind)
            known += [name] if name else []
            left_out.append(LeftOut(RecordKey(kind, name), places.span()))
        else:
            records.append(ReadRecord(RecordKey(kind, name_of(kind, value)), value, part, places))
        if len(complaints) > _MOST_COMPLAINTS:
            return _hopeless(file, kind, text, complaints)
    return FileReading(file, kind, tuple(records), tuple(complaints), tuple(left_out), tuple(known))


def _hopeless(file: str, kind: str, text: str, complaints: list[Diagnostic]) -> FileReading:
    """Give a file up as a whole: nobody reads more than a thousand complaints, and their number has no other end."""
    message = f"tệp có hơn {_MOST_COMPLAINTS} chỗ sai nên không đọc tiếp"
    more = MORE_MISTAKES.at(Span(file), message, "Sửa các chỗ đã nêu rồi kiểm tra lại")
    named = tuple(_ID_LINE.findall(text))
    return FileReading(file, kind, complaints=(*complaints[:_MOST_COMPLAINTS], more), known=named)


class PartReader:
    """Reads the tree of one record again from the text of its file, when a place of it is asked for."""

    __slots__ = ("_file", "_part", "_sources")

    def __init__(self, sources: Sources, file: str, part: Part) -> None:
        self._sources = sources
        self._file = file
        self._part = part

    def __call__(self) -> Node:
        """Return the tree. Raises ValueError when the text is not the one that the part was found in."""
        part = self._part
        if part.start >= 0:
            node, position = compose_part(self._stretch(), self._file, part.dash_line), 0
        else:
            node, position = compose(self._sources[self._file], self._file)[0], part.position
        if isinstance(node, Sequence) and position < len(node.items):
            return node.items[position]
        if node is None or isinstance(node, Sequence):
            raise ValueError(f"the text of {self._file} has changed under its record {part.position}")
        return node

    def _stretch(self) -> str:
        start, end = self._part.start, self._part.end
        if self._part.raw:
            return self._sources.bytes_of(self._file)[start:end].decode()
        return self._sources[self._file][start:end]


def _parts(node: Node, text: str, data: bytes) -> Iterator[tuple[Node, Part]]:
    """Yield each record of a file with where it stands."""
    lines = text.split("\n")
    if not isinstance(node, Sequence):
        yield node, Part(1, max(len(lines), node.line), 0, 1, -1, -1)
        return
    items = node.items
    if all(_opens_its_line(item, node, lines) for item in items):
        yield from zip(items, _parts_alone([item.line for item in items], text, data), strict=True)
        return
    for position, item in enumerate(items):
        last = items[position + 1].line - 1 if position + 1 < len(items) else len(lines)
        yield item, Part(item.line if position else 1, max(last, item.line), position, item.line, -1, -1)


def _parts_alone(dashes: list[int], text: str, data: bytes) -> Iterator[Part]:
    """Yield where each record of a list stands, given the lines that their dashes open."""
    raw = data == text.encode()
    lines: list[str] | list[bytes] = data.split(b"\n") if raw else text.split("\n")
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    whole = len(data) if raw else len(text)
    for position, line in enumerate(dashes):
        after = dashes[position + 1] if position + 1 < len(dashes) else None
        last = after - 1 if after is not None else len(lines)
        end = starts[after - 1] if after is not None else whole
        yield Part(line if position else 1, max(last, line), position, line, starts[line - 1], end, raw)


def _opens_its_line(item: Node, owner: Sequence, lines: list[str]) -> bool:
    """Whether a dash of the list stands first on the line where the item begins."""
    before = lines[item.line - 1][: item.column - 1]
    return isinstance(item, MappingNode) and before.find("-") == owner.column - 1 and bool(_DASH.fullmatch(before))


def _written_name(node: Node, kind: str) -> str:
    entry = node.entries.get("nam" if kind in YEARLY else "ma") if isinstance(node, MappingNode) else None
    return entry.value.text.strip() if entry is not None and isinstance(entry.value, Scalar) else ""
