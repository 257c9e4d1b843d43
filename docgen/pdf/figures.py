"""Pictures of the office and the square code on a page: each drawn with what a screen reader says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from docgen.pdf.drawing import CertificateDrawing, Rectangle
from docgen.pdf.objects import POINTS, Objects, number, text_string
from docgen.pdf.pictures import RasterPicture

Corners = tuple[float, float, float, float]
"""Left, bottom, right and top in points from the lower left corner of the sheet."""

_QUIET = 4
"""Empty modules that a reader wants around a code (ISO/IEC 18004)."""


@dataclass(frozen=True, slots=True)
class SquareCode:
    """A square code to be drawn: rows of ``1`` (dark) and ``0``, and what a screen reader says of it."""

    rows: tuple[str, ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class Figure:
    """Operators that draw a figure, and the kind and properties of its structure element."""

    code: str
    element: str


def in_points(place: Rectangle, drawing: CertificateDrawing) -> Corners:
    """Return where a rectangle stands on the page."""
    height = drawing.height_mm
    return (
        place.left * POINTS,
        (height - place.bottom) * POINTS,
        place.right * POINTS,
        (height - place.top) * POINTS,
    )


def add_pictures(
    objects: Objects, drawing: CertificateDrawing, pictures: Sequence[RasterPicture]
) -> list[tuple[str, int, Figure]]:
    """Append the pictures; return for each its name on the page, its number, and how it is drawn."""
    added = []
    for index, (declared, picture) in enumerate(zip(drawing.pictures, pictures, strict=True), 1):
        name = f"I{index}"
        number_ = objects.add(_image(objects, picture))
        corners = _fitted(in_points(declared, drawing), picture.width / picture.height)
        left, bottom, right, top = corners
        size = f"{number(right - left)} 0 0 {number(top - bottom)} {number(left)} {number(bottom)}"
        added.append((name, number_, _figure(f"q {size} cm /{name} Do Q\n", corners, declared.meaning)))
    return added


def code_figure(code: SquareCode, corners: Corners) -> Figure:
    """Return the code as large as its place allows, with its white margin: a rectangle for each run of dark modules.

    One path for all, in units of a module from the top left corner, so that no reader shows seams between rows.
    """
    left, bottom, right, top = _fitted(corners, 1)
    size = len(code.rows) + 2 * _QUIET
    module = f"{(right - left) / size:.6f}"
    starts = _starts(len(code.rows))
    runs = "".join(
        [starts[found.start()] + _LENGTHS[found.end() - found.start()] for found in _DARK.finditer("0".join(code.rows))]
    )
    matrix = f"{module} 0 0 -{module} {number(left)} {number(top)}"
    drawn = f"q {matrix} cm\n1 1 1 rg 0 0 {size} {size} re f\n0 0 0 rg\n{runs}f\nQ\n"
    return _figure(drawn, (left, bottom, right, top), code.meaning)


_DARK = re.compile("1+")
_LENGTHS = tuple(f"{length} 1 re\n" for length in range(200))


@lru_cache(maxsize=32)
def _starts(size: int) -> tuple[str, ...]:
    """Return column and row of each module, counted with the margin; a light one stands behind each row."""
    return tuple(f"{_QUIET + column} {_QUIET + row} " for row in range(size) for column in range(size + 1))


def _image(objects: Objects, picture: RasterPicture) -> bytes:
    mask = ""
    if picture.opacity is not None:
        mask = f"/SMask {objects.add(_pixels(picture, picture.opacity, '/ColorSpace/DeviceGray'))} 0 R"
    return _pixels(picture, picture.colours, f"/ColorSpace/DeviceRGB{mask}")


def _pixels(picture: RasterPicture, deflated: bytes, keys: str) -> bytes:
    size = f"/Width {picture.width}/Height {picture.height}/BitsPerComponent 8/Filter/FlateDecode"
    head = f"<</Type/XObject/Subtype/Image{size}{keys}/Length {len(deflated)}>>stream\n"
    return head.encode() + deflated + b"\nendstream"


def _fitted(corners: Corners, ratio: float) -> Corners:
    """Return the largest rectangle of this width by height in the middle of the corners."""
    left, bottom, right, top = corners
    width = min(right - left, (top - bottom) * ratio)
    across, down = (left + right) / 2, (bottom + top) / 2
    return across - width / 2, down - width / ratio / 2, across + width / 2, down + width / ratio / 2


def _figure(code: str, corners: Corners, meaning: str) -> Figure:
    box = " ".join(map(number, corners))
    return Figure(code, f"Figure/Alt {text_string(meaning).decode()}/A<</O/Layout/Placement/Block/BBox[{box}]>>")
