"""The ornamental frame: red and gold rules around a key fret that mirrors at the middle of each side.

Drawn by us from straight lines; no emblem, no seal, no picture. All lengths are millimetres from the top left corner.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docgen.pdf.drawing import Border, Flourish

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

Point = tuple[float, float]

_CORNER_STEP = 3.0
"""How far the corner blocks reach beyond the straight frame, millimetres."""

_KEY: tuple[Point, ...] = ((0, 0), (0, 5), (4, 5), (4, 1.5), (1.6, 1.5), (1.6, 3.3), (2.7, 3.3))
"""One key of the fret in a grid five high; it rises from the lower rule and winds inward."""

_KEY_PITCH = 5.6
_GRID = 5.0


def draw_border(canvas: Canvas, page_width: float, page_height: float, border: Border) -> None:
    """Draw the frame on a canvas whose unit is the millimetre and whose origin is the top left corner."""
    band = border.width_mm - _CORNER_STEP
    outer = border.inset_mm
    canvas.setLineJoin(0)
    canvas.setLineCap(2)
    main, accent = border.main_colour, border.accent_colour
    _frame(canvas, page_width, page_height, outer + 0.4, 0.8, main)
    _frame(canvas, page_width, page_height, outer + 1.6, 0.3, accent)
    _frame(canvas, page_width, page_height, outer + band - 1.6, 0.3, accent)
    _frame(canvas, page_width, page_height, outer + band - 0.25, 0.5, main)
    _fret(canvas, page_width, page_height, border, band)
    for x, across in ((outer, 1), (page_width - outer, -1)):
        for y, down in ((outer, 1), (page_height - outer, -1)):
            canvas.saveState()
            canvas.transform(across, 0, 0, down, x, y)
            _corner(canvas, border)
            canvas.restoreState()


def draw_flourish(canvas: Canvas, flourish: Flourish) -> None:
    """Draw a short line that thins out on both sides of a lozenge."""
    canvas.setFillColor(f"#{flourish.colour}")
    half = flourish.width / 2
    for side in (-1, 1):
        _polygon(
            canvas,
            [
                (flourish.centre + side * 4.2, flourish.top - 0.28),
                (flourish.centre + side * half, flourish.top),
                (flourish.centre + side * 4.2, flourish.top + 0.28),
            ],
            fill=True,
        )
        _lozenge(canvas, flourish.centre + side * 2.9, flourish.top, 0.7, fill=True)
    _lozenge(canvas, flourish.centre, flourish.top, 1.5, fill=True)


def _frame(canvas: Canvas, page_width: float, page_height: float, inset: float, weight: float, colour: str) -> None:
    canvas.setStrokeColor(f"#{colour}")
    canvas.setLineWidth(weight)
    canvas.rect(inset, inset, page_width - 2 * inset, page_height - 2 * inset, stroke=1, fill=0)


def _fret(canvas: Canvas, page_width: float, page_height: float, border: Border, band: float) -> None:
    """Draw the key fret on the four sides, between the corner blocks."""
    canvas.setStrokeColor(f"#{border.accent_colour}")
    canvas.setFillColor(f"#{border.main_colour}")
    canvas.setLineWidth(0.32)
    gap, edge = 2.5, border.inset_mm
    middle = edge + band / 2
    for length, matrix in (
        (page_width, (1, 0, 0, 1, 0, 0)),
        (page_width, (1, 0, 0, -1, 0, page_height)),
        (page_height, (0, 1, 1, 0, 0, 0)),
        (page_height, (0, 1, -1, 0, page_width, 0)),
    ):
        canvas.saveState()
        canvas.transform(*matrix)
        start = edge + border.width_mm + 1.2
        _side(canvas, start, length - start, middle, band - 2 * gap)
        canvas.restoreState()


def _side(canvas: Canvas, start: float, end: float, middle: float, height: float) -> None:
    """Draw one side from ``start`` to ``end`` along x: keys that turn towards the lozenge in the centre."""
    grid = height / _GRID
    centre = (start + end) / 2
    room = centre - start - 2.4
    count = int(room / (_KEY_PITCH * grid))
    pitch = room / count
    scale = pitch / _KEY_PITCH
    for direction, origin in ((1, start), (-1, end)):
        for index in range(count):
            flip = 1 if index % 2 == 0 else -1
            key = [
                (origin + direction * (index * pitch + x * scale), middle + flip * (height / 2 - y * grid))
                for x, y in _KEY
            ]
            _polyline(canvas, key)
    _lozenge(canvas, centre, middle, height * 0.42, fill=False)
    _lozenge(canvas, centre, middle, height * 0.2, fill=True)


def _corner(canvas: Canvas, border: Border) -> None:
    """Draw the corner block with its eight-pointed star; the canvas is mirrored so that x and y point inward."""
    side = border.width_mm
    canvas.setFillColorRGB(1, 1, 1)
    canvas.setStrokeColor(f"#{border.main_colour}")
    canvas.setLineWidth(0.5)
    canvas.rect(0, 0, side - 0.25, side - 0.25, stroke=0, fill=1)
    canvas.rect(0.25, 0.25, side - 0.5, side - 0.5, stroke=1, fill=0)
    canvas.setStrokeColor(f"#{border.accent_colour}")
    canvas.setLineWidth(0.3)
    canvas.rect(1.3, 1.3, side - 2.6, side - 2.6, stroke=1, fill=0)
    centre = side / 2
    reach = side / 2 - 2.1
    half = reach / 2**0.5
    canvas.setLineWidth(0.4)
    canvas.rect(centre - half, centre - half, 2 * half, 2 * half, stroke=1, fill=0)
    _lozenge(canvas, centre, centre, reach, fill=False)
    canvas.setFillColor(f"#{border.main_colour}")
    _lozenge(canvas, centre, centre, reach * 0.38, fill=True)


def _polyline(canvas: Canvas, points: Sequence[Point]) -> None:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    canvas.drawPath(path, stroke=1, fill=0)


def _lozenge(canvas: Canvas, x: float, y: float, reach: float, *, fill: bool) -> None:
    _polygon(canvas, [(x - reach, y), (x, y - reach), (x + reach, y), (x, y + reach)], fill=fill)


def _polygon(canvas: Canvas, points: Sequence[Point], *, fill: bool) -> None:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    path.close()
    canvas.drawPath(path, stroke=0 if fill else 1, fill=1 if fill else 0)
