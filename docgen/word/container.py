"""The zip container of a template with what never changes packed beforehand; only filled parts are deflated.

Entries that stay lie first, in one piece, those that change after them; the directory names all in the order of the
template. Fixed times and no extra fields: the same parts give the same bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from docgen.word.deflating import checksum, deflate

if TYPE_CHECKING:
    from docgen.word.archive import Entry

_FLAG_OF_UTF8 = 0x800
_SMALL = 4096
"""Bytes of a part that is likely to come out the same for many papers: a footer, the properties."""

_DEFLATED = 8
_MIDNIGHT_1980 = (0, 0x21)
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")


@dataclass(frozen=True, slots=True)
class _Standing:
    """A changing entry: its name as bytes and flags; where its record comes in the directory."""

    name: bytes
    flags: int
    place: int


@dataclass(frozen=True, slots=True)
class Container:
    """A container with places for the parts that change; picklable.

    ``body`` are the entries that stay, ``directory`` the records of all, empty for those that change.
    """

    body: bytes
    directory: tuple[bytes, ...]
    changing: tuple[_Standing, ...]

    def written(self, parts: Sequence[bytes]) -> bytes:
        """Return the container with these bytes for the changing entries, in the order that it was made with."""
        records = list(self.directory)
        pieces = [self.body]
        offset = len(self.body)
        for standing, data in zip(self.changing, parts, strict=True):
            packed, crc = _packed_again(data) if len(data) < _SMALL else _packed(data)
            sizes = (crc, len(packed), len(data))
            records[standing.place] = _record(standing.name, standing.flags, sizes, offset)
            head = _head(standing.name, standing.flags, sizes)
            pieces += (head, packed)
            offset += len(head) + len(packed)
        size = sum(map(len, records))
        count = len(records)
        return b"".join([*pieces, *records, _END.pack(b"PK\x05\x06", 0, 0, count, count, size, offset, 0)])


def _packed(data: bytes) -> tuple[bytes, int]:
    return deflate(data), checksum(data)


_packed_again = lru_cache(maxsize=256)(_packed)


def container_of(entries: Sequence[Entry], changing: Sequence[str]) -> Container:
    """Pack the entries but for those named in ``changing``, whose bytes come with each writing, in that order."""
    body = bytearray()
    directory: list[bytes] = []
    places: dict[str, _Standing] = {}
    for place, entry in enumerate(entries):
        name = entry.name.encode("utf-8")
        flags = 0 if name.isascii() else _FLAG_OF_UTF8
        if entry.name in changing:
            places[entry.name] = _Standing(name, flags, place)
            directory.append(b"")
            continue
        sizes = (entry.checksum, len(entry.deflated), entry.size)
        directory.append(_record(name, flags, sizes, len(body)))
        body += _head(name, flags, sizes) + entry.deflated
    return Container(bytes(body), tuple(directory), tuple(places[name] for name in changing))


def _head(name: bytes, flags: int, sizes: tuple[int, int, int]) -> bytes:
    return _LOCAL.pack(b"PK\x03\x04", 20, flags, _DEFLATED, *_MIDNIGHT_1980, *sizes, len(name), 0) + name


def _record(name: bytes, flags: int, sizes: tuple[int, int, int], offset: int) -> bytes:
    version = (20, 20, flags, _DEFLATED, *_MIDNIGHT_1980)
    return _CENTRAL.pack(b"PK\x01\x02", *version, *sizes, len(name), 0, 0, 0, 0, 0, offset) + name
