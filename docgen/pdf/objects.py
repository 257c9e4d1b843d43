"""The grammar of a PDF file: strings, streams, numbered objects, the table that tells where each begins."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

POINTS = 72 / 25.4
"""Points in a millimetre."""

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""PDF/A-2 wants four bytes above 127 on the second line (ISO 19005-2, 6.1.2)."""


def number(value: float) -> str:
    """Write a number with at most three decimals and nothing superfluous."""
    return f"{value:.3f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"


def text_string(text: str) -> bytes:
    """Write a text for a reader's eyes: UTF-16 with its mark, in hexadecimal."""
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"


def stream(data: bytes, keys: str = "", *, packed: bool = True) -> bytes:
    """Write a stream, deflated unless told otherwise; ``keys`` are further entries of its dictionary."""
    if packed:
        data, keys = zlib.compress(data, 9), f"/Filter/FlateDecode{keys}"
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (keys.encode(), len(data), data)


@dataclass(slots=True)
class Objects:
    """Objects numbered one after the other from ``first``."""

    first: int
    bodies: list[bytes] = field(default_factory=list)

    def add(self, body: bytes | str) -> int:
        """Append an object and return its number."""
        self.bodies.append(body.encode() if isinstance(body, str) else body)
        return self.first + len(self.bodies) - 1


def wrapped(number_: int, body: bytes) -> bytes:
    """Write an object with its number."""
    return b"%d 0 obj\n%b\nendobj\n" % (number_, body)


def table_lines(written: Sequence[bytes], offset: int) -> bytes:
    """Return the lines of the cross-reference table for objects that follow each other from ``offset``."""
    lines = []
    for item in written:
        lines.append(b"%010d 00000 n \n" % offset)
        offset += len(item)
    return b"".join(lines)


def closing(table: bytes, count: int, at: int, root: int, info: int, identity: bytes) -> bytes:
    """Return table and trailer; ``table`` holds the lines of objects 1 to ``count - 1``, ``at`` is where it begins."""
    name = identity.hex().upper().encode()
    return b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]>>\n" % (
        count,
        table,
        count,
        root,
        info,
        name,
        name,
    ) + b"startxref\n%d\n%%%%EOF\n" % (at,)


def identity_of(*parts: bytes) -> bytes:
    """Return sixteen bytes that stand for these parts: the file's identifier, made of nothing but its content."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.digest()[:16]
