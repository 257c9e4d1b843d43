"""The shipped faces: what they can draw, how wide, how closely; read by the drawing library once a process.

All widths are whole thousandths of the size, as a PDF states them, so that what is measured is what is drawn.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from io import BytesIO
from operator import add

from reportlab.pdfbase.ttfonts import TTFontFile

from docgen.pdf.drawing import Face

FILES = {
    Face.REGULAR: "LiberationSerif-Regular.ttf",
    Face.BOLD: "LiberationSerif-Bold.ttf",
    Face.ITALIC: "LiberationSerif-Italic.ttf",
    Face.BOLD_ITALIC: "LiberationSerif-BoldItalic.ttf",
    Face.DISPLAY: "DocgenDisplay-Bold.ttf",
}

_BESIDE_NEIGHBOURS = {"\u0323", "\u031b"}
"""Dot below and horn: marks that leave a small letter room under the arm of a capital before it."""


class LoadedFace:
    """One face: its file, the widths of its characters, how pairs of them move together."""

    def __init__(self, face: Face) -> None:
        data = resources.files(__package__).joinpath("fonts", FILES[face]).read_bytes()
        self.file = TTFontFile(BytesIO(data), charInfo=1)
        units: int = self.file.unitsPerEm
        glyphs: dict[int, int] = self.file.charToGlyph
        advances = [round(advance * 1000 / units) for advance, _ in self.file.hmetrics]
        self.widths = {chr(code): advances[glyph] for code, glyph in glyphs.items() if glyph and code >= 32}
        self.kerning: Mapping[str, int] = _Kerning(glyphs, dict(_kern_pairs(table_of(self.file, "kern"))), units)
        self._steps = _Steps(self.widths, self.kerning)

    def advance(self, text: str) -> int:
        """Return the width of a text without kerning, in thousandths of the size."""
        return sum(map(self.widths.__getitem__, text))

    def width(self, text: str) -> int:
        """Return the width of a text as it is drawn, kerned, in thousandths of the size."""
        return sum(map(self._steps.__getitem__, map(add, text, text[1:]))) + self.widths[text[-1]] if text else 0

    def missing(self, text: str) -> list[str]:
        """Return the characters of ``text`` that the face cannot draw, each once, in order."""
        return [char for char in dict.fromkeys(text) if char not in self.widths]


class _Steps(dict[str, int]):
    """How far it is from the first letter of a pair to the second: as wide as the first, and the kerning."""

    def __init__(self, widths: Mapping[str, int], kerning: Mapping[str, int]) -> None:
        super().__init__()
        self._widths, self._kerning = widths, kerning

    def __missing__(self, pair: str) -> int:
        self[pair] = step = self._widths[pair[0]] + self._kerning[pair]
        return step


class _Kerning(dict[str, int]):
    """How far the second of two letters moves, in thousandths of the size; looked up in the font at first use.

    The serif kerns letters without accents only; a pair with accents moves like its bare letters, unless a mark could
    run into the neighbour: «Tạ» like «Ta», «Tổ» not at all. Blanks stay as wide
    as they are, else words in capitals run together.
    """

    def __init__(self, glyphs: dict[int, int], pairs: dict[tuple[int, int], int], units: int) -> None:
        super().__init__()
        self._glyphs, self._pairs, self._units = glyphs, pairs, units

    def __missing__(self, pair: str) -> int:
        if " " in pair or "\xa0" in pair:
            self[pair] = 0
            return 0
        amount = self._amount(pair[0], pair[1])
        if amount is None:
            amount = self._amount(_bare(pair[0], set()), _bare(pair[1], _BESIDE_NEIGHBOURS)) or 0
        self[pair] = rounded = round(amount * 1000 / self._units)
        return rounded

    def _amount(self, left: str, right: str) -> int | None:
        return self._pairs.get((self._glyphs.get(ord(left), 0), self._glyphs.get(ord(right), 0)))


def _bare(char: str, allowed: set[str]) -> str:
    """Return the letter without marks, or unchanged where its marks could touch a neighbour."""
    parts = unicodedata.normalize("NFD", char)
    letter, marks = parts[0], parts[1:]
    if char.isupper() and "\u031b" not in marks:
        return letter
    on_the_left = not allowed and "\u031b" not in marks
    return letter if on_the_left or set(marks) <= allowed else char


def table_of(file: TTFontFile, tag: str) -> bytes:
    """Return a table of a font file as it stands there."""
    return bytes(file.get_table(tag))  # type: ignore[no-untyped-call]


def _kern_pairs(table: bytes) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield the pairs of a ``kern`` table's horizontal subtables of format 0 (OpenType 1.9, kern)."""
    (count,) = struct.unpack_from(">H", table, 2)
    offset = 4
    for _ in range(count):
        _, _, coverage, pairs = struct.unpack_from(">4H", table, offset)
        if coverage == 1:
            for left, right, amount in struct.iter_unpack(">HHh", table[offset + 14 : offset + 14 + 6 * pairs]):
                yield (left, right), amount
        offset += 14 + 6 * pairs


@cache
def load_face(face: Face) -> LoadedFace:
    """Return the face, read from the package on first use."""
    return LoadedFace(face)
