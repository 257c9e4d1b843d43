"""The shipped Liberation Serif faces as fonts of the drawing library, loaded once a process."""

from __future__ import annotations

from functools import cache
from importlib import resources
from io import BytesIO

from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont

from docgen.pdf.drawing import Face

_FILES = {
    Face.REGULAR: "LiberationSerif-Regular.ttf",
    Face.BOLD: "LiberationSerif-Bold.ttf",
    Face.ITALIC: "LiberationSerif-Italic.ttf",
    Face.BOLD_ITALIC: "LiberationSerif-BoldItalic.ttf",
}


class LoadedFace:
    """One face: its name in the drawing library, its widths, the characters it can draw."""

    def __init__(self, face: Face) -> None:
        file = _FILES[face]
        data = resources.files(__package__).joinpath("fonts", file).read_bytes()
        font = TTFont(file.removesuffix(".ttf"), BytesIO(data), asciiReadable=False, shapable=False)
        registerFont(font)
        self.font_name: str = font.fontName
        self._widths: dict[int, float] = font.face.charWidths
        self._glyphs: dict[int, int] = font.face.charToGlyph

    def width_em(self, text: str) -> float:
        """Return the width of a text that the face can draw, as a multiple of its size."""
        return sum(self._widths[ord(char)] for char in text) / 1000

    def missing(self, text: str) -> list[str]:
        """Return the characters of ``text`` that the face cannot draw, each once, in order."""
        return [char for char in dict.fromkeys(text) if ord(char) not in self._glyphs or ord(char) < 32]


@cache
def load_face(face: Face) -> LoadedFace:
    """Return the face, read from the package on first use."""
    return LoadedFace(face)
