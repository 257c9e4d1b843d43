"""Files of the folder ``records/`` -> dossier, with all complaints at once."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from docgen.diagnostics import Diagnostic, Span
from docgen.model import OfficeModel
from docgen.records.complaints import DUPLICATE_ID, UNKNOWN_REFERENCE
from docgen.records.dossier import Dossier, dossier_of
from docgen.records.files import record_files
from docgen.records.kinds import NOUNS, RECORD_KINDS, YEARLY, Reference, name_of, references_of
from docgen.records.record import LeftOut, Record, RecordKey
from docgen.schema import Mapping as MappingNode
from docgen.schema import Node, Places, Scalar, Sequence, bind, compose, decode
from docgen.vietnamese import closest

_ID_LINE = re.compile(r"^\s*(?:- )?(?:ma|nam)\s*:\s*[\"']?([a-z0-9]+(?:[_-][a-z0-9]+)*)", re.MULTILINE)
_MOST_NAMED = 8


@dataclass
class _Reading:
    """What has been read so far.

    ``known`` are ids that exist although their record is wrong, by kind; a kind in ``blind`` had a file whose ids
    cannot even be guessed, so nothing can be called unknown there.
    """

    records: dict[RecordKey, Record[Any]] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    complaints: list[Diagnostic] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    known: dict[str, set[str]] = field(default_factory=dict)
    blind: set[str] = field(default_factory=set)


def load_dossier(files: Mapping[str, bytes]) -> tuple[Dossier, list[Diagnostic]]:
    """Read the records among ``files`` (paths like ``records/khu/kcn_bao_minh.yaml``).

    A wrong record, and each that depends on it, is left out of the dossier; the complaints tell every mistake.
    """
    chosen, complaints = record_files(files)
    reading = _Reading(complaints=complaints)
    with _collector_at_rest():
        for file, kind in chosen:
            _read_file(reading, file, kind, files[file])
    for key, record in reading.records.items():
        reading.complaints += _unknown_references(reading, key, record)
    return dossier_of(reading.records, reading.sources, reading.left_out), reading.complaints


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep Python from looking for cycles among half a million new nodes, of which there are none; a third quicker."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read_file(reading: _Reading, file: str, kind: str, data: bytes) -> None:
    text, complaints = decode(data, file)
    if text is None:
        reading.complaints += complaints
        reading.blind.add(kind)
        return
    reading.sources[file] = text
    node, found = compose(text, file)
    complaints += [item for item in found if item not in complaints]
    reading.complaints += complaints
    if node is None:
        reading.known.setdefault(kind, set()).update(_ID_LINE.findall(text))
        return
    wrong_lines = {item.span.line for item in complaints if item.is_error}
    for item, first, last in _parts(node, text.count("\n") + 1):
        wrong = 0 in wrong_lines or any(first <= line <= last for line in wrong_lines)
        _read_record(reading, kind, item, (first, last), wrong=wrong)


def _parts(node: Node, end: int) -> Iterator[tuple[Node, int, int]]:
    """Yield each record of a file with its first and last line; what stands before the first belongs to it."""
    items = node.items if isinstance(node, Sequence) else (node,)
    for position, item in enumerate(items):
        last = items[position + 1].line - 1 if position + 1 < len(items) else end
        yield item, item.line if position else 1, max(last, item.line)


def _read_record(reading: _Reading, kind: str, node: Node, lines: tuple[int, int], *, wrong: bool) -> None:
    value, places, complaints = bind(node, RECORD_KINDS[kind])
    reading.complaints += complaints
    if value is None or wrong:
        _leave_out(reading, kind, node)
        return
    key = RecordKey(kind, name_of(kind, value))
    record: Record[OfficeModel] = Record(value, places, node.file, *lines)
    if key in reading.records:
        reading.complaints.append(_duplicate(key, record, reading.records[key]))
        reading.left_out.append(LeftOut(key, record.span()))
    else:
        reading.records[key] = record


def _leave_out(reading: _Reading, kind: str, node: Node) -> None:
    entry = node.entries.get("nam" if kind in YEARLY else "ma") if isinstance(node, MappingNode) else None
    name = entry.value.text.strip() if entry is not None and isinstance(entry.value, Scalar) else ""
    if name:
        reading.known.setdefault(kind, set()).add(name)
    reading.left_out.append(LeftOut(RecordKey(kind, name), Places(node).span()))


def _duplicate(key: RecordKey, record: Record[Any], first: Record[Any]) -> Diagnostic:
    field_name = "nam" if key.kind in YEARLY else "ma"
    other = first.span(field_name)
    what = f"năm {key.id}" if key.kind in YEARLY else f"mã «{key.id}»"
    message = f"{what} đã dùng cho {NOUNS[key.kind]} ở {other}"
    hint = "Gộp hai bản ghi làm một" if key.kind in YEARLY else "Đặt mã khác cho một trong hai bản ghi"
    return DUPLICATE_ID.at(record.span(field_name), message, hint)


def _unknown_references(reading: _Reading, key: RecordKey, record: Record[Any]) -> Iterator[Diagnostic]:
    for reference in references_of(record.value):
        is_there = RecordKey(reference.kind, reference.id) in reading.records
        if is_there or reference.kind in reading.blind or reference.id in reading.known.get(reference.kind, ()):
            continue
        yield _unknown(reading, reference, record.span(*reference.path))


def _unknown(reading: _Reading, reference: Reference, span: Span) -> Diagnostic:
    ids = [str(key.id) for key in reading.records if key.kind == reference.kind]
    ids += sorted(reading.known.get(reference.kind, ()))
    near = closest(reference.id, ids)
    folder = PurePosixPath("records") / reference.kind
    if near is not None:
        hint = f"Có phải «{near}» không?"
    elif not ids:
        hint = f"Thư mục {folder} chưa có bản ghi nào; thêm bản ghi có mã «{reference.id}»"
    elif len(ids) <= _MOST_NAMED:
        hint = f"Các mã đang có: {', '.join(sorted(ids))}"
    else:
        hint = f"Xem các mã trong thư mục {folder}, hoặc thêm bản ghi có mã «{reference.id}»"
    return UNKNOWN_REFERENCE.at(span, f"không có {NOUNS[reference.kind]} nào mang mã «{reference.id}»", hint)
