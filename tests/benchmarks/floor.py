"""The floor: deflating the changed parts of a finished paper and writing the zip, nothing else."""

from __future__ import annotations

import importlib
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

Deflate = Callable[[bytes], bytes]
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")


@dataclass(frozen=True)
class Compressor:
    """A way to deflate: its name with the level, the function, the matching checksum."""

    name: str
    deflate: Deflate
    checksum: Callable[[bytes], int]


@dataclass(frozen=True)
class Floor:
    """The parts of one finished paper: (name, bytes, deflated when they are those of the template)."""

    compressor: Compressor
    recognised: bool
    parts: tuple[tuple[bytes, bytes, bytes | None, int], ...]

    def write(self) -> bytes:
        """Return the paper's zip file."""
        body, directory = bytearray(), bytearray()
        for name, data, kept, kept_checksum in self.parts:
            deflated = self.compressor.deflate(data) if kept is None else kept
            checksum = self.compressor.checksum(data) if kept is None else kept_checksum
            sizes = (checksum, len(deflated), len(data), len(name), 0)
            directory += _CENTRAL.pack(b"PK\1\2", 20, 20, 0, 8, 0, 33, *sizes, 0, 0, 0, 0, len(body)) + name
            body += _LOCAL.pack(b"PK\3\4", 20, 0, 8, 0, 33, *sizes) + name + deflated
        count = len(self.parts)
        return bytes(body + directory + _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0))


def floor_of(template: bytes, paper: bytes) -> Floor:
    """Take a paper apart; the compressor is the one that gives the very bytes that stand in it."""
    before = _entries(template)
    after = _entries(paper)
    changed = {name for name, (data, _) in after.items() if before.get(name, (b"",))[0] != data}
    largest = max(changed, key=lambda name: len(after[name][0]))
    data, deflated = after[largest]
    known = [way for way in compressors() if way.deflate(data) == deflated]
    parts = tuple(
        (name.encode(), data, None if name in changed else deflated, zlib.crc32(data))
        for name, (data, deflated) in after.items()
    )
    return Floor((known or list(compressors()))[0], bool(known), parts)


def compressors() -> Iterator[Compressor]:
    """Yield the ways to deflate that are installed, the fastest library first."""
    for module, levels in (("isal.isal_zlib", range(1, 4)), ("zlib_ng.zlib_ng", range(1, 10)), ("zlib", range(1, 10))):
        try:
            library = importlib.import_module(module)
        except ImportError:
            continue
        for level in levels:
            yield Compressor(f"{module.split('.')[0]} level {level}", _deflater(library, level), library.crc32)


def _deflater(library: Any, level: int) -> Deflate:
    def deflate(data: bytes) -> bytes:
        squeezer = library.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
        return bytes(squeezer.compress(data) + squeezer.flush())

    return deflate


def _entries(docx: bytes) -> dict[str, tuple[bytes, bytes]]:
    found = {}
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        for info in archive.infolist():
            start = info.header_offset + 30
            start += sum(struct.unpack_from("<2H", docx, info.header_offset + 26))
            found[info.filename] = (archive.read(info), docx[start : start + info.compress_size])
    return found
