"""One record with its value, its places and the lines it fills."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from docgen.diagnostics import Span
from docgen.model import OfficeModel
from docgen.schema import Places

T_co = TypeVar("T_co", bound=OfficeModel, covariant=True)


class RecordKey(NamedTuple):
    """Names one record of an office: folder name under ``records/`` and id (the year, for yearly records)."""

    kind: str
    id: str | int


@dataclass(frozen=True, slots=True)
class Record(Generic[T_co]):
    """A record as read: the model, where each value stands, the file and its lines (from 1, both included)."""

    value: T_co
    places: Places
    file: str
    first_line: int = 0
    last_line: int = 0

    def span(self, *path: str | int) -> Span:
        """Return the place of the value at the path of Vietnamese keys and positions, or of its nearest parent."""
        return self.places.span(*path)

    def covers(self, span: Span) -> bool:
        """Tell whether a place lies within this record."""
        return span.file == self.file and self.first_line <= span.line <= self.last_line


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A record that is not in the dossier, and the record it depends on that is not there either.

    ``cause`` is None when the record is wrong itself (then a complaint lies within its lines).
    """

    key: RecordKey
    span: Span
    cause: RecordKey | None = None
