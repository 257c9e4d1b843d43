"""A font cut down to some of its characters, without hints, in the order in which a PDF names them."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from reportlab.pdfbase.ttfonts import TTFontFile, TTFontMaker

from docgen.pdf.faces import table_of

_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX, _INSTRUCTIONS = 0x1, 0x8, 0x20, 0x40, 0x80, 0x100
"""Flags of a component of a glyph (OpenType 1.9, glyf)."""


def subset_font(file: TTFontFile, characters: Sequence[str]) -> bytes:
    """Return a TrueType font whose glyph ``n`` draws character ``n - 1``; glyph 0 stands for what is missing.

    A character has a glyph of its own even where the font draws two alike (Đ and Ð, blank and no-break blank), so
    that a reader of the PDF gets back the very text. Parts of composed letters follow. Hints are left out: they are
    half of the file, and neither printers nor today's screens use them at the sizes of a certificate.
    """
    wanted = [0, *(file.charToGlyph[ord(char)] for char in characters)]
    own: dict[int, int] = {}
    glyphs: list[bytes] = []
    place = 0
    outlines = table_of(file, "glyf")
    while place < len(wanted):
        number = wanted[place]
        glyph = outlines[file.glyphPos[number] : file.glyphPos[number + 1]]
        glyphs.append(_without_hints(glyph, wanted, own))
        place += 1
    return _written(file, wanted, glyphs)


def _without_hints(glyph: bytes, wanted: list[int], own: dict[int, int]) -> bytes:
    if not glyph:
        return glyph
    (contours,) = struct.unpack_from(">h", glyph)
    if contours < 0:
        return _composed(glyph, wanted, own)
    ends = 10 + 2 * contours
    (hints,) = struct.unpack_from(">H", glyph, ends)
    return glyph[:ends] + b"\0\0" + glyph[ends + 2 + hints :]


def _composed(glyph: bytes, wanted: list[int], own: dict[int, int]) -> bytes:
    """Return a composed glyph whose parts go by their new numbers; parts not yet wanted become so."""
    parts = [glyph[:10]]
    offset, flags = 10, _MORE
    while flags & _MORE:
        flags, part = struct.unpack_from(">HH", glyph, offset)
        if part not in own:
            own[part] = len(wanted)
            wanted.append(part)
        size = 4 + (4 if flags & _WORDS else 2)
        size += 2 * bool(flags & _SCALE) + 4 * bool(flags & _TWO_SCALES) + 8 * bool(flags & _MATRIX)
        parts.append(struct.pack(">HH", flags & ~_INSTRUCTIONS, own[part]) + glyph[offset + 4 : offset + size])
        offset += size
    return b"".join(parts)


def _written(file: TTFontFile, wanted: Sequence[int], glyphs: Sequence[bytes]) -> bytes:
    font = TTFontMaker()
    padded = [glyph + b"\0" * (-len(glyph) % 4) for glyph in glyphs]
    places = [0]
    for glyph in padded:
        places.append(places[-1] + len(glyph))
    font.add("glyf", b"".join(padded))
    font.add("loca", struct.pack(f">{len(places)}L", *places))
    font.add("hmtx", b"".join(struct.pack(">HH", *_metrics(file, number)) for number in wanted))
    head, hhea, maxp = (bytearray(table_of(file, tag)) for tag in ("head", "hhea", "maxp"))
    struct.pack_into(">L", head, 8, 0)
    struct.pack_into(">h", head, 50, 1)
    struct.pack_into(">H", hhea, 34, len(wanted))
    struct.pack_into(">H", maxp, 4, len(wanted))
    struct.pack_into(">7H", maxp, 14, 1, 0, 0, 0, 0, 0, 0)
    for tag, table in (("head", head), ("hhea", hhea), ("maxp", maxp)):
        font.add(tag, bytes(table))
    return bytes(font.makeStream())


def _metrics(file: TTFontFile, number: int) -> tuple[int, int]:
    advance, bearing = file.hmetrics[number]
    return int(advance), int(bearing) & 0xFFFF
