"""Files of the folder ``records/`` -> dossier, with all complaints at once."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from docgen.diagnostics import Diagnostic, Span
from docgen.records.complaints import DUPLICATE_ID, UNKNOWN_REFERENCE
from docgen.records.dossier import Dossier, dossier_of
from docgen.records.files import record_files
from docgen.records.kinds import NOUNS, YEARLY, Reference, references_of
from docgen.records.reading import FileReading, PartReader, ReadRecord, read_file
from docgen.records.record import LeftOut, Record, RecordKey
from docgen.records.sources import Sources
from docgen.schema import Places
from docgen.vietnamese import closest

_MOST_NAMED = 8


@dataclass
class _Joined:
    """The files put together; ``known`` and ``blind`` as in FileReading, by kind."""

    sources: Sources
    records: dict[RecordKey, Record[Any]] = field(default_factory=dict)
    complaints: list[Diagnostic] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    known: dict[str, set[str]] = field(default_factory=dict)
    blind: set[str] = field(default_factory=set)


def load_dossier(files: Mapping[str, bytes]) -> tuple[Dossier, list[Diagnostic]]:
    """Read the records among ``files`` (paths like ``records/khu/kcn_bao_minh.yaml``).

    A wrong record, and each that depends on it, is left out of the dossier; the complaints tell every mistake.
    """
    chosen, complaints = record_files(files)
    with collector_at_rest():
        readings = [read_file(file, kind, files[file]) for file, kind in chosen]
        dossier, found = join_files(readings, files)
    return dossier, [*complaints, *found]


def join_files(readings: Iterable[FileReading], files: Mapping[str, bytes]) -> tuple[Dossier, list[Diagnostic]]:
    """Make the dossier from files that were read one by one (in the order of ``record_files``).

    ``files`` are the bytes that they were read from: places are looked up there. Complaints are those of the files,
    then ids used twice and references to nothing.
    """
    read = list(readings)
    joined = _Joined(Sources(files, [reading.file for reading in read if not reading.blind]))
    for reading in read:
        _take(joined, reading)
    for key, record in joined.records.items():
        joined.complaints += _unknown_references(joined, key, record)
    return dossier_of(joined.records, joined.sources, joined.left_out), joined.complaints


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Keep Python from looking for cycles among half a million new nodes, of which there are none; a third quicker."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _take(joined: _Joined, reading: FileReading) -> None:
    joined.complaints += reading.complaints
    joined.left_out += reading.left_out
    if reading.blind:
        joined.blind.add(reading.kind)
    if reading.known:
        joined.known.setdefault(reading.kind, set()).update(reading.known)
    for read in reading.records:
        record = _record(joined, reading.file, read)
        first = joined.records.setdefault(read.key, record)
        if first is not record:
            joined.complaints.append(_duplicate(read.key, record, first))
            joined.left_out.append(LeftOut(read.key, record.span()))


def _record(joined: _Joined, file: str, read: ReadRecord) -> Record[Any]:
    part = read.part
    places = read.places if read.places is not None else Places(PartReader(joined.sources, file, part))
    return Record(read.value, places, file, part.first_line, part.last_line)


def _duplicate(key: RecordKey, record: Record[Any], first: Record[Any]) -> Diagnostic:
    field_name = "nam" if key.kind in YEARLY else "ma"
    other = first.span(field_name)
    what = f"năm {key.id}" if key.kind in YEARLY else f"mã «{key.id}»"
    message = f"{what} đã dùng cho {NOUNS[key.kind]} ở {other}"
    hint = "Gộp hai bản ghi làm một" if key.kind in YEARLY else "Đặt mã khác cho một trong hai bản ghi"
    return DUPLICATE_ID.at(record.span(field_name), message, hint)


def _unknown_references(joined: _Joined, key: RecordKey, record: Record[Any]) -> Iterator[Diagnostic]:
    for reference in references_of(record.value):
        is_there = RecordKey(reference.kind, reference.id) in joined.records
        if is_there or reference.kind in joined.blind or reference.id in joined.known.get(reference.kind, ()):
            continue
        yield _unknown(joined, reference, record.span(*reference.path))


def _unknown(joined: _Joined, reference: Reference, span: Span) -> Diagnostic:
    ids = [str(key.id) for key in joined.records if key.kind == reference.kind]
    ids += sorted(joined.known.get(reference.kind, ()))
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
