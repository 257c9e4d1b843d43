"""Where each line of a certificate stands, measured with the real fonts; what cannot be drawn becomes a complaint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from typing import Any

from docgen.diagnostics import Diagnostic
from docgen.pdf import complaints
from docgen.pdf.declaration import CertificateDeclaration, CompiledBox
from docgen.pdf.drawing import Across, Down, TextBox
from docgen.pdf.faces import load_face
from docgen.pdf.filling import fill
from docgen.pdf.fitting import POINT_MM, FittedText, Measure, fit
from docgen.pdf.metadata import PageInfo

_LONGEST_QUOTE = 80


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """One line of text: left end of its baseline in millimetres from the top left corner of the sheet."""

    text: str
    left: float
    baseline: float
    width: float
    size_pt: float


@dataclass(frozen=True, slots=True)
class PlacedRule:
    """A horizontal line: its left end, its length in millimetres, its weight in points."""

    left: float
    top: float
    width: float
    weight_pt: float


@dataclass(frozen=True, slots=True, eq=False)
class PlacedBox:
    """The paragraphs of one box as lines, and the rule below the last; equal to itself only, as declarations are."""

    box: TextBox
    paragraphs: tuple[tuple[PlacedLine, ...], ...]
    rule: PlacedRule | None


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """All boxes of a certificate that have something to say, what the file says, and what could not be placed."""

    boxes: tuple[PlacedBox, ...]
    info: PageInfo | None
    diagnostics: tuple[Diagnostic, ...]


def place(fields: Mapping[str, Any], declaration: CertificateDeclaration, *, coded: bool = False) -> PlacedPage:
    """Fill, measure and place every box of the declaration; ``coded`` those too that stand beside a square code."""
    filled = fill(fields, declaration)
    placed: list[PlacedBox] = []
    found = list(filled.diagnostics)
    for index, paragraphs in filled.boxes:
        if declaration.boxes[index].box.with_code and not coded:
            continue
        answer = _place_box(declaration, index, paragraphs)
        if isinstance(answer, PlacedBox):
            placed.append(answer)
        else:
            found.append(answer)
    return PlacedPage(tuple(placed), filled.info, tuple(found))


@lru_cache(maxsize=4096)
def _place_box(declaration: CertificateDeclaration, index: int, paragraphs: tuple[str, ...]) -> PlacedBox | Diagnostic:
    """Place one box; most certificates of a run share all but two or three of theirs."""
    compiled = declaration.boxes[index]
    box, face = compiled.box, load_face(compiled.box.face)
    missing = [char for text in paragraphs for char in face.missing(text)]
    if missing:
        return _undrawable(missing, paragraphs, compiled)

    spacing = box.spacing

    def advance(text: str) -> float:
        return face.advance(text) / 1000 + spacing * len(text)

    @cache
    def width(text: str) -> float:
        return face.width(text) / 1000 + spacing * (len(text) - 1)

    fitted = fit(paragraphs, box, advance, width)
    if fitted is None:
        return _too_long(paragraphs, compiled)
    lines = _placed(fitted, box, width)
    return PlacedBox(box, lines, _underline(lines[-1][-1], box))


def _undrawable(missing: list[str], paragraphs: tuple[str, ...], compiled: CompiledBox) -> Diagnostic:
    shown = ", ".join(f"«{char}» (U+{ord(char):04X})" for char in dict.fromkeys(missing))
    return complaints.MISSING_GLYPH.at(
        compiled.span,
        f"phông chữ của giấy không có ký tự {shown} trong ô «{compiled.box.name}»: «{_quote(paragraphs)}»",
        "Hãy viết lại nội dung này trong bản ghi bằng chữ Việt hoặc chữ Latinh",
    )


def _too_long(paragraphs: tuple[str, ...], compiled: CompiledBox) -> Diagnostic:
    box = compiled.box
    return complaints.TEXT_TOO_LONG.at(
        compiled.span,
        f"nội dung của ô «{box.name}» dài {sum(map(len, paragraphs))} ký tự, không vừa ô rộng {box.width:g} mm, "
        f"nhiều nhất {box.most_lines} dòng, dù đã thu chữ còn cỡ {box.least_size_pt:g}: «{_quote(paragraphs)}»",
        "Hãy rút gọn nội dung trong bản ghi",
        "hoặc sửa tệp bố trí: tăng «rong», «cao», «so_dong» hoặc giảm «co_nho_nhat» của ô này",
    )


def _quote(paragraphs: tuple[str, ...]) -> str:
    text = " / ".join(paragraphs)
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"


def _placed(fitted: FittedText, box: TextBox, width_em: Measure) -> tuple[tuple[PlacedLine, ...], ...]:
    size_mm = fitted.size_pt * POINT_MM
    spare = box.text_height - fitted.height_mm(box.face, box.line_spacing)
    above = spare * _share(box.down, Down.TOP, Down.MIDDLE)
    across = _share(box.across, Across.LEFT, Across.CENTRE)
    baselines = _baselines(box.top + above + box.face.ascent * size_mm, box.line_spacing * size_mm)

    def line(text: str) -> PlacedLine:
        width = width_em(text) * size_mm
        left = box.left + (box.width - width) * across
        return PlacedLine(text, left, next(baselines), width, fitted.size_pt)

    return tuple(tuple(line(text) for text in paragraph) for paragraph in fitted.paragraphs)


def _share(chosen: Enum, before: Enum, middle: Enum) -> float:
    """Return the part of the free room that is left before the text."""
    return 0.0 if chosen is before else 0.5 if chosen is middle else 1.0


def _baselines(first: float, step: float) -> Iterator[float]:
    while True:
        yield first
        first += step


def _underline(last: PlacedLine, box: TextBox) -> PlacedRule | None:
    if box.underline is None:
        return None
    width = last.width * box.underline.ratio
    top = last.baseline + box.face.descent * last.size_pt * POINT_MM + box.underline.distance_mm
    return PlacedRule(last.left + (last.width - width) / 2, top, width, box.underline.weight_pt)
