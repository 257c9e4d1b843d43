"""One line of the register and the chain that ties every column of it to all lines before."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from enum import Enum

FORM = 1
"""Which columns a line has; a later form adds columns and is hashed with them, older lines stay as they are."""
BEGINNING = hashlib.sha256(b"docgen: so cap giay, 1").digest()
"""What stands in the chain before the first line."""


class Kind(Enum):
    """What a line records; the values are those of the file."""

    FOUNDED = "lap_so"
    """The register itself: ``text`` is its own name, ``subject`` the agency."""
    OPENED = "mo"
    """A series (of a year, or of all years: year 0): ``number`` is its first number, ``text`` its pattern."""
    ISSUED = "cap"
    IMPORTED = "nhap"
    """A number that the paper book gave."""
    CANCELLED = "huy"
    REISSUED = "cap_lai"
    """A new number for a subject that had one, which no longer stands."""


GIVES = frozenset({Kind.ISSUED, Kind.IMPORTED, Kind.REISSUED})
"""The kinds that give a number to a subject."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a line says; what it lacks is an empty text or 0. Days are ISO; ``refers`` is the position of a line."""

    kind: Kind
    day: str
    series: str = ""
    year: int = 0
    number: int = 0
    text: str = ""
    subject: str = ""
    name: str = ""
    decision: str = ""
    decision_day: str = ""
    reason: str = ""
    refers: int = 0


COLUMNS = tuple(item.name for item in fields(Draft))


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the register: its position from 1, what it says, and the chain up to it (32 bytes)."""

    position: int
    draft: Draft
    digest: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """Where a register stands: how many lines, and the chain up to the last one."""

    count: int = 0
    digest: bytes = BEGINNING

    def __str__(self) -> str:
        """Return «12:5f3a…», as it is printed and typed."""
        return f"{self.count}:{self.digest.hex()}"


def parse_head(text: str) -> Head | None:
    """Read a head as it is printed; None for a text that is not one."""
    count, _, digest = text.strip().partition(":")
    try:
        return Head(int(count), bytes.fromhex(digest)) if len(digest) == 64 and count.isdecimal() else None
    except ValueError:
        return None


def chained(before: bytes, position: int, draft: Draft) -> bytes:
    """Return the chain with this line: SHA-256 of the chain before and of every column, types told apart."""
    row = json.dumps([position, FORM, *columns_of(draft)], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(before + row.encode("utf-8", "surrogatepass")).digest()


def columns_of(draft: Draft) -> tuple[str | int, ...]:
    """Return what a line says, in the order of the file's columns."""
    return (draft.kind.value, *(getattr(draft, name) for name in COLUMNS[1:]))
