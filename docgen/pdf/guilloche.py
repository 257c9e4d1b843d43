"""Fine woven lines as paths: strands that cross like a braid, and rosettes of petals; lengths in millimetres.

Everything repeats, so only one repeat is drawn and then placed again and again: that keeps files small.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import cos, pi, sin, tau

from reportlab.pdfgen.pathobject import PDFPathObject

Point = tuple[float, float]
Curve = Callable[[float], Point]

_DIGITS = 3
_SLOPE = 1e-4


def strand(curve: Curve, start: float, end: float, pieces: int, path: PDFPathObject) -> None:
    """Append a smooth line through the curve's points between two values of its parameter."""
    step = (end - start) / pieces
    path.moveTo(*_rounded(curve(start)))
    for piece in range(pieces):
        first, last = start + piece * step, start + (piece + 1) * step
        (x0, y0), (x3, y3) = curve(first), curve(last)
        (u0, v0), (u3, v3) = _slope(curve, first), _slope(curve, last)
        third = step / 3
        controls = _rounded((x0 + u0 * third, y0 + v0 * third)), _rounded((x3 - u3 * third, y3 - v3 * third))
        path.curveTo(*controls[0], *controls[1], *_rounded((x3, y3)))


def braid(length: float, reach: float, turns: int, strands: int, pieces: int) -> str:
    """Return one repeat of a braid along x: strands of equal waves, each a little behind the one before."""
    path = PDFPathObject()
    for index in range(strands):
        strand(_wave(length / turns, reach, index / strands), 0, length, pieces * turns, path)
    return f"{path.getCode()} S"


def beads(length: float, reach: float, waist: float, turns: int, strands: int, pieces: int) -> str:
    """Return one repeat of a braid that swells to ``reach`` in its middle and narrows to a part of it at its ends."""
    path = PDFPathObject()
    for index in range(strands):
        wave = _wave(length / turns, 1, index / strands)

        def swollen(x: float, wave: Curve = wave) -> Point:
            swell = (1 + waist) / 2 - (1 - waist) / 2 * cos(tau * x / length)
            return x, reach * swell * wave(x)[1]

        strand(swollen, 0, length, pieces * turns, path)
    return f"{path.getCode()} S"


def petals(radius: float, depth: float, count: int, strands: int, pieces: int = 6) -> str:
    """Return one of ``count`` equal sectors of a rosette; ``depth`` is how far petals reach in, a part of the radius.

    Each strand is a circle whose radius swings ``count`` times; strands follow each other like those of a braid.
    """
    path = PDFPathObject()
    for index in range(strands):

        def swung(angle: float, behind: float = tau * index / strands) -> Point:
            distance = radius * (1 - depth / 2 + depth / 2 * cos(count * angle + behind))
            return distance * cos(angle), distance * sin(angle)

        strand(swung, 0, tau / count, pieces, path)
    return f"{path.getCode()} S"


def circle(radius: float) -> str:
    """Return a circle as a path."""
    path = PDFPathObject()
    strand(lambda angle: (radius * cos(angle), radius * sin(angle)), 0, tau, 8, path)
    path.close()
    return str(path.getCode())


def polygon(points: Sequence[Point]) -> str:
    """Return a closed path through the points."""
    path = PDFPathObject()
    path.moveTo(*_rounded(points[0]))
    for point in points[1:]:
        path.lineTo(*_rounded(point))
    path.close()
    return str(path.getCode())


def turned(count: int, index: int) -> str:
    """Return the six numbers that turn what follows by ``index`` of ``count`` equal parts of a full turn."""
    angle = 2 * pi * index / count
    return " ".join(f"{round(value, 5):g}" for value in (cos(angle), sin(angle), -sin(angle), cos(angle), 0, 0))


def _wave(length: float, reach: float, behind: float) -> Curve:
    return lambda x: (x, reach * sin(tau * (x / length + behind)))


def _slope(curve: Curve, at: float) -> Point:
    (x0, y0), (x1, y1) = curve(at - _SLOPE), curve(at + _SLOPE)
    return (x1 - x0) / (2 * _SLOPE), (y1 - y0) / (2 * _SLOPE)


def _rounded(point: Point) -> Point:
    return round(point[0], _DIGITS), round(point[1], _DIGITS)
