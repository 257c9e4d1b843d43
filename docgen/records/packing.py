"""What one file of records says, as bytes: small, quickly read back, and data only.

Equal parts of the records of a file (the same emergency numbers, the same features) are written once and shared again
by the records read back. The format is pickle's, narrowed: reading back knows the nouns of the office and a few plain
values, and refuses every other name, so that bytes can never run anything.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from docgen.diagnostics import Diagnostic, Rule, Severity, Span
from docgen.model import OfficeModel, Period
from docgen.records.kinds import RECORD_KINDS
from docgen.records.reading import FileReading, Part, ReadRecord
from docgen.records.record import LeftOut, RecordKey
from docgen.schema import Entry, Mapping, Places, Scalar, Sequence

_SHARED = (str, int, Enum, date, type(None))
_DATA: tuple[type, ...] = (
    *(Scalar, Sequence, Mapping, Entry, Places),
    *(Diagnostic, Rule, Severity, Span, LeftOut, RecordKey, Part, ReadRecord, FileReading, Period, Decimal, date),
)


class ForeignBytesError(Exception):
    """The bytes were not written by :func:`pack`."""


def pack(reading: FileReading) -> bytes:
    """Return the reading as bytes.

    The places of a record that can be read alone are not among them: they take fifty times the room of its values, and
    are looked up in the text again for the few records that have something to say.
    """
    share = _Sharing()
    records = tuple(
        ReadRecord(key, share(value), part, places if part.start < 0 else None)
        for key, value, part, places in reading.records
    )
    rest = (reading.file, reading.kind, reading.complaints, reading.left_out, reading.known, reading.blind)
    return _dumped((records, *rest))


def unpack(data: bytes) -> FileReading:
    """Return the reading that :func:`pack` wrote. Raises ForeignBytesError for any other bytes."""
    try:
        records, file, kind, complaints, left_out, known, blind = _Unpacker(io.BytesIO(data)).load()
        return FileReading(file, kind, records, complaints, left_out, known, blind)
    except Exception as error:
        raise ForeignBytesError(str(error)) from error


def pack_complaints(complaints: Iterable[Diagnostic]) -> bytes:
    """Return complaints as bytes of the same narrow format."""
    return _dumped(tuple(complaints))


def unpack_complaints(data: bytes) -> list[Diagnostic]:
    """Return what :func:`pack_complaints` wrote. Raises ForeignBytesError for any other bytes."""
    try:
        complaints = list(_Unpacker(io.BytesIO(data)).load())
    except Exception as error:
        raise ForeignBytesError(str(error)) from error
    if not all(isinstance(item, Diagnostic) for item in complaints):
        raise ForeignBytesError("not complaints")
    return complaints


def _dumped(value: Any) -> bytes:
    into = io.BytesIO()
    _Packer(into, protocol=5).dump(value)
    return into.getvalue()


class _Sharing:
    """Makes one object of equal ones."""

    def __init__(self) -> None:
        self._pool: dict[Any, Any] = {}

    def __call__(self, value: Any) -> Any:
        """Return an equal value whose parts are shared; what could be equal and yet print otherwise is not shared."""
        if isinstance(value, BaseModel):
            kind = type(value)
            parts = tuple(map(self, value.__dict__.values()))
            key = (kind, tuple(map(_identity, parts)), frozenset(value.model_fields_set))
            found = self._pool.get(key)
            if found is None:
                # The key names parts by address: the value made of them keeps them alive as long as the pool.
                found = self._pool[key] = revive(kind, parts, self._set_of(key[2]))
            return found
        if isinstance(value, tuple):
            items = tuple(map(self, value))
            return self._pool.setdefault((tuple, tuple(map(_identity, items))), items)
        if isinstance(value, _SHARED):
            return self._pool.setdefault((type(value), value), value)
        return value

    def _set_of(self, names: frozenset[str]) -> set[str]:
        found: set[str] = self._pool.setdefault((set, names), set(names))
        return found


def _identity(part: Any) -> int:
    return id(part)


def revive(kind: type[BaseModel], values: tuple[Any, ...], names_set: set[str]) -> BaseModel:
    """Make a model of values that it had before, in the order of its fields; they are not looked at again."""
    made = kind.__new__(kind)
    _put(made, "__dict__", dict(zip(_names(kind), values, strict=True)))
    _put(made, "__pydantic_fields_set__", names_set)
    _put(made, "__pydantic_extra__", None)
    _put(made, "__pydantic_private__", None)
    return made


_put = object.__setattr__


@lru_cache(maxsize=256)
def _names(kind: type[BaseModel]) -> tuple[str, ...]:
    return tuple(kind.model_fields)


class _Packer(pickle.Pickler):
    """Writes a model as its values."""

    def reducer_override(self, value: Any) -> Any:
        """Return how a model is made again; everything else is left to pickle."""
        if isinstance(value, BaseModel):
            return revive, (type(value), tuple(value.__dict__.values()), value.__pydantic_fields_set__)
        return NotImplemented


class _Unpacker(pickle.Unpickler):
    """Reads only what :class:`_Packer` writes."""

    def find_class(self, module: str, name: str) -> Any:
        """Return a noun or plain value by its name. Raises UnpicklingError for every other name."""
        found = _known_names().get((module, name))
        if found is None:
            raise pickle.UnpicklingError(f"{module}.{name} has no place here")
        return found


@lru_cache(maxsize=1)
def _known_names() -> dict[tuple[str, str], Callable[..., Any]]:
    known: list[Any] = [revive, *_DATA, *_nouns()]
    return {(item.__module__, item.__qualname__): item for item in known}


def _nouns() -> Iterator[type]:
    """Yield the models of all kinds of record, their parts, and the enumerations that these name."""
    waiting: list[Any] = list(RECORD_KINDS.values())
    seen: set[type] = set()
    while waiting:
        item = waiting.pop()
        if isinstance(item, type) and item not in seen and issubclass(item, OfficeModel | Enum):
            seen.add(item)
            yield item
            if issubclass(item, OfficeModel):
                waiting += [info.annotation for info in item.model_fields.values()]
        else:
            waiting += getattr(item, "__args__", ())
