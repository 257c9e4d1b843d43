"""The ornamental frame: woven lines in gold and red between plain rules, a rosette in each corner.

Drawn by us from curves; no emblem, no seal, no picture. All lengths are millimetres from the top left corner.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docgen.pdf.drawing import Border, CertificateDrawing, Flourish, Rosette
from docgen.pdf.guilloche import beads, braid, circle, petals, polygon, turned
from docgen.pdf.objects import number

_REPEAT = 13.0
"""Length of one repeat of the woven band where its width is 13 mm; it follows the width and the side's length."""

_PETALS = 12


@dataclass(frozen=True, slots=True)
class Form:
    """A drawing used many times: its extent (left, top, right, bottom) and its operators."""

    box: tuple[float, float, float, float]
    code: str


@dataclass(frozen=True, slots=True)
class Art:
    """The operators of the page's ornaments, in millimetres from the top left, and the forms that they place."""

    code: str
    forms: dict[str, Form]


def draw_art(drawing: CertificateDrawing) -> Art:
    """Return frame, background and flourishes of a certificate."""
    border, width, height = drawing.border, drawing.width_mm, drawing.height_mm
    forms: dict[str, Form] = {}
    lines = ["1 J 1 j"]
    if drawing.background is not None:
        lines += _background(drawing.background, forms)
    lines += _rules(width, height, border)
    lines += _bands(width, height, border, forms)
    lines += _corners(width, height, border, forms)
    for flourish in drawing.flourishes:
        lines += _flourish(flourish)
    return Art("\n".join(lines), forms)


def _rules(width: float, height: float, border: Border) -> Iterator[str]:
    """Yield the plain rules on both sides of the woven band, on a breath of gold."""
    edge, band = border.inset_mm, border.width_mm
    yield f"{_colour(border.accent_colour, 0.09)} rg"
    for inset, whole in ((edge, True), (edge + band, False)):
        yield _rectangle(inset, width, height) + ("" if whole else " f*")
    rules = (
        (0.15, 0.3, border.accent_colour),
        (1.15, 0.9, border.main_colour),
        (2.05, 0.25, border.accent_colour),
        (band - 1.75, 0.25, border.accent_colour),
        (band - 1.05, 0.55, border.main_colour),
        (band - 0.15, 0.3, border.accent_colour),
    )
    for inset, weight, colour in rules:
        yield f"{_colour(colour)} RG {number(weight)} w {_rectangle(edge + inset, width, height)} S"


def _bands(width: float, height: float, border: Border, forms: dict[str, Form]) -> Iterator[str]:
    """Yield the woven band of the four sides, between the corners, each a whole number of repeats."""
    edge, band = border.inset_mm, border.width_mm
    reach, repeat = band / 2 - 2.35, _REPEAT * band / 13
    forms["W"] = Form((-0.5, -reach - 0.5, repeat + 0.5, reach + 0.5), _weave(repeat, reach, border))
    start = edge + band
    for length, matrix in (
        (width, f"1 0 0 1 0 {number(edge + band / 2)}"),
        (width, f"1 0 0 1 0 {number(height - edge - band / 2)}"),
        (height, f"0 1 1 0 {number(edge + band / 2)} 0"),
        (height, f"0 1 1 0 {number(width - edge - band / 2)} 0"),
    ):
        room = length - 2 * start
        count = max(1, round(room / repeat))
        scale = room / count / repeat
        yield f"q {matrix} cm"
        for index in range(count):
            yield f"q {scale:.5f} 0 0 1 {number(start + index * room / count)} 0 cm /W Do Q"
        yield "Q"


def _weave(length: float, reach: float, border: Border) -> str:
    """Return one repeat of the band: a gold braid, a finer one, red beads on top."""
    gold, red = border.accent_colour, border.main_colour
    return "\n".join(
        (
            f"1 j {_colour(gold, 0.55)} RG 0.13 w {braid(length, reach, 2, 12, 4)}",
            f"{_colour(gold)} RG 0.17 w {beads(length, reach * 0.98, 0.42, 2, 8, 5)}",
            f"{_colour(red)} RG 0.15 w {beads(length, reach * 0.66, 0.16, 1, 8, 8)}",
        )
    )


def _corners(width: float, height: float, border: Border, forms: dict[str, Form]) -> Iterator[str]:
    edge, band = border.inset_mm, border.width_mm
    half = band / 2
    radius = half - 1.5
    for name, code in _rosette(radius, border).items():
        forms[name] = Form((-half, -half, half, half), code)
    sectors = "\n".join(f"q {turned(_PETALS, index)} cm /P Do Q" for index in range(_PETALS))
    forms["C"] = Form((-half - 1, -half - 1, half + 1, half + 1), f"{_corner_ground(half, border)}\n{sectors}\n/H Do")
    for x in (edge + half, width - edge - half):
        for y in (edge + half, height - edge - half):
            yield f"q 1 0 0 1 {number(x)} {number(y)} cm /C Do Q"


def _corner_ground(half: float, border: Border) -> str:
    """Return the quiet square on which the rosette stands."""
    code = [f"{_colour(border.accent_colour, 0.09)} rg {number(-half)} {number(-half)} {number(2 * half)} "]
    code[0] += f"{number(2 * half)} re f"
    for inset, weight, colour in (
        (0.15, 0.3, border.accent_colour),
        (0.85, 0.7, border.main_colour),
        (1.55, 0.2, border.accent_colour),
    ):
        side = half - inset
        code.append(f"{_colour(colour)} RG {number(weight)} w {number(-side)} {number(-side)} ")
        code[-1] += f"{number(2 * side)} {number(2 * side)} re S"
    return "\n".join(code)


def _rosette(radius: float, border: Border) -> dict[str, str]:
    gold, red = border.accent_colour, border.main_colour
    sector = (
        f"{_colour(gold)} RG 0.13 w {petals(radius * 0.97, 0.42, _PETALS, 6)}",
        f"{_colour(red)} RG 0.13 w {petals(radius * 0.7, 0.5, _PETALS, 3)}",
    )
    heart = (
        f"{_colour(gold)} rg {circle(radius * 0.22)} f",
        f"{_colour(red)} rg {circle(radius * 0.12)} f",
    )
    return {"P": "\n".join(sector), "H": "\n".join(heart)}


def _background(rosette: Rosette, forms: dict[str, Form]) -> Iterator[str]:
    """Yield the pale rosette behind the text, from rings of petals that grow smaller towards the middle."""
    yield f"q 1 0 0 1 {number(rosette.across_mm)} {number(rosette.down_mm)} cm {_colour(rosette.colour)} RG 0.14 w"
    for name, count, share, depth, strands in (("B", 36, 1, 0.3, 8), ("D", 24, 0.72, 0.5, 6), ("E", 12, 0.38, 0.86, 6)):
        radius = rosette.radius_mm * share
        reach = radius + 1
        forms[name] = Form((-reach, -reach, reach, reach), petals(radius, depth, count, strands, 4))
        for index in range(count):
            yield f"q {turned(count, index)} cm /{name} Do Q"
    yield "Q"


def _flourish(flourish: Flourish) -> Iterator[str]:
    """Yield a short line that thins out on both sides of a lozenge."""
    yield f"{_colour(flourish.colour)} rg"
    half, middle, top = flourish.width / 2, flourish.centre, flourish.top
    for side in (-1, 1):
        thick = middle + side * 4.2
        yield f"{polygon([(thick, top - 0.28), (middle + side * half, top), (thick, top + 0.28)])} f"
        yield f"{_lozenge(middle + side * 2.9, top, 0.7)} f"
    yield f"{_lozenge(middle, top, 1.5)} f"


def _lozenge(x: float, y: float, reach: float) -> str:
    return polygon([(x - reach, y), (x, y - reach), (x + reach, y), (x, y + reach)])


def _rectangle(inset: float, width: float, height: float) -> str:
    return f"{number(inset)} {number(inset)} {number(width - 2 * inset)} {number(height - 2 * inset)} re"


def _colour(colour: str, strength: float = 1.0) -> str:
    """Return red, green and blue from 0 to 1; a weaker strength mixes in white."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return " ".join(number(1 - strength * (1 - part)) for part in parts)
