"""The colour profile of the output intent: sRGB, built here from the published numbers of IEC 61966-2-1.

Built rather than shipped, so that no file of another owner is passed on; three matrix columns adapted to D50 and the
transfer curve as a table (ICC.1:2001-04, version 2, which every printer's software reads).
"""

from __future__ import annotations

import struct

_COLUMNS = {
    "rXYZ": (0.43607, 0.22249, 0.01392),
    "gXYZ": (0.38515, 0.71687, 0.09708),
    "bXYZ": (0.14307, 0.06061, 0.71410),
}
"""Primaries of sRGB in XYZ relative to D50, as adapted by Bradford's method."""

_D50 = (0.9642, 1.0, 0.8249)
_WHITE = (0.9505, 1.0, 1.0891)
_CURVE_POINTS = 1024


def srgb_profile() -> bytes:
    """Return the profile; the same bytes every time."""
    curve = b"curv" + bytes(4) + struct.pack(">L", _CURVE_POINTS)
    curve += b"".join(
        struct.pack(">H", round(65535 * _linear(at / (_CURVE_POINTS - 1)))) for at in range(_CURVE_POINTS)
    )
    tags = {"desc": _description("sRGB IEC61966-2.1"), "cprt": _text("No copyright, use freely"), "wtpt": _xyz(_WHITE)}
    tags |= {tag: _xyz(column) for tag, column in _COLUMNS.items()}
    return _profile(tags, curve)


def _profile(tags: dict[str, bytes], curve: bytes) -> bytes:
    count = len(tags) + 3
    start = 128 + 4 + 12 * count
    table, data = [], b""
    for tag, body in tags.items():
        table.append((tag, start + len(data), len(body)))
        data += body + bytes(-len(body) % 4)
    table += [(tag, start + len(data), len(curve)) for tag in ("rTRC", "gTRC", "bTRC")]
    data += curve + bytes(-len(curve) % 4)
    directory = struct.pack(">L", count)
    directory += b"".join(struct.pack(">4sLL", tag.encode(), at, size) for tag, at, size in table)
    return _header(start + len(data)) + directory + data


def _header(size: int) -> bytes:
    made = struct.pack(">6H", 1999, 10, 18, 0, 0, 0)
    illuminant = b"".join(struct.pack(">l", round(value * 65536)) for value in _D50)
    head = struct.pack(">L4s4s4s4s4s", size, bytes(4), b"\x02\x10\0\0", b"mntr", b"RGB ", b"XYZ ") + made
    head += b"acsp" + bytes(4) + bytes(4) + bytes(4) + bytes(4) + bytes(8) + bytes(4) + illuminant
    return head + bytes(128 - len(head))


def _linear(value: float) -> float:
    return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + b"".join(struct.pack(">l", round(value * 65536)) for value in values)


def _text(words: str) -> bytes:
    return b"text" + bytes(4) + words.encode("ascii") + b"\0"


def _description(words: str) -> bytes:
    data = words.encode("ascii") + b"\0"
    return b"desc" + bytes(4) + struct.pack(">L", len(data)) + data + bytes(4 + 4 + 2 + 1 + 67)
