"""Where each line of a certificate stands, measured with the real fonts; what cannot be drawn becomes a complaint."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docgen.composition.failure import TagFailure
from docgen.diagnostics import Diagnostic
from docgen.pdf import complaints
from docgen.pdf.declaration import CertificateDeclaration, CompiledBox
from docgen.pdf.drawing import Across, Down, TextBox
from docgen.pdf.faces import LoadedFace, load_face
from docgen.pdf.fitting import ASCENT, DESCENT, POINT_MM, FittedText, fit
from docgen.vietnamese import nfc, upper

_LONGEST_QUOTE = 80
_BLANKS = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """One line of text: left end of its baseline in millimetres from the top left corner of the sheet."""

    text: str
    left: float
    baseline: float
    width: float
    size_pt: float
    font_name: str
    colour: str


@dataclass(frozen=True, slots=True)
class PlacedRule:
    """A horizontal line: its left end, its length in millimetres, its weight in points."""

    left: float
    top: float
    width: float
    weight_pt: float
    colour: str


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """All lines of a certificate, and what could not be placed."""

    lines: tuple[PlacedLine, ...]
    rules: tuple[PlacedRule, ...]
    diagnostics: tuple[Diagnostic, ...]


def place(fields: Mapping[str, Any], declaration: CertificateDeclaration) -> PlacedPage:
    """Fill, measure and place every box of the declaration."""
    lines: list[PlacedLine] = []
    rules: list[PlacedRule] = []
    found: list[Diagnostic] = []
    for compiled in declaration.boxes:
        try:
            if compiled.condition is not None and not compiled.condition.holds(fields):
                continue
            paragraphs = _paragraphs(compiled, fields)
        except TagFailure as failure:
            found.append(failure.diagnostic)
            continue
        face = load_face(compiled.box.face)
        complaint = _undrawable(paragraphs, compiled, face)
        fitted = fit(paragraphs, compiled.box, face.width_em) if paragraphs and complaint is None else None
        if fitted is not None:
            placed = list(_placed(fitted, compiled.box, face))
            lines += placed
            rules += _underline(placed[-1], compiled.box)
        elif paragraphs:
            found.append(complaint or _too_long(paragraphs, compiled))
    return PlacedPage(tuple(lines), tuple(rules), tuple(found))


def _paragraphs(compiled: CompiledBox, fields: Mapping[str, Any]) -> list[str]:
    """Texts of the box, composed and single-spaced, empty ones left out; no-break blanks stay as they are."""
    rendered = [_BLANKS.sub(" ", nfc(text.render(fields))).strip(" ") for text in compiled.texts]
    if compiled.box.capitals:
        rendered = [upper(text) for text in rendered]
    return [text for text in rendered if text]


def _undrawable(paragraphs: list[str], compiled: CompiledBox, face: LoadedFace) -> Diagnostic | None:
    missing = [char for text in paragraphs for char in face.missing(text)]
    if not missing:
        return None
    shown = ", ".join(f"«{char}» (U+{ord(char):04X})" for char in dict.fromkeys(missing))
    return complaints.MISSING_GLYPH.at(
        compiled.span,
        f"phông chữ của giấy không có ký tự {shown} trong ô «{compiled.box.name}»: «{_quote(paragraphs)}»",
        "Hãy viết lại nội dung này trong bản ghi bằng chữ Việt hoặc chữ Latinh",
    )


def _too_long(paragraphs: list[str], compiled: CompiledBox) -> Diagnostic:
    box = compiled.box
    return complaints.TEXT_TOO_LONG.at(
        compiled.span,
        f"nội dung của ô «{box.name}» dài {sum(map(len, paragraphs))} ký tự, không vừa ô rộng {box.width:g} mm, "
        f"nhiều nhất {box.most_lines} dòng, dù đã thu chữ còn cỡ {box.least_size_pt:g}: «{_quote(paragraphs)}»",
        "Hãy rút gọn nội dung trong bản ghi",
        "hoặc sửa tệp bố trí: tăng «rong», «cao», «so_dong» hoặc giảm «co_nho_nhat» của ô này",
    )


def _quote(paragraphs: list[str]) -> str:
    text = " / ".join(paragraphs)
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"


def _placed(fitted: FittedText, box: TextBox, face: LoadedFace) -> Iterator[PlacedLine]:
    size_mm = fitted.size_pt * POINT_MM
    spare = box.text_height - fitted.height_mm(box.line_spacing)
    first = box.top + {Down.TOP: 0.0, Down.MIDDLE: spare / 2, Down.BOTTOM: spare}[box.down] + ASCENT * size_mm
    for index, line in enumerate(fitted.lines):
        width = face.width_em(line) * size_mm
        free = box.width - width
        left = box.left + {Across.LEFT: 0.0, Across.CENTRE: free / 2, Across.RIGHT: free}[box.across]
        baseline = first + index * box.line_spacing * size_mm
        yield PlacedLine(line, left, baseline, width, fitted.size_pt, face.font_name, box.colour)


def _underline(last: PlacedLine, box: TextBox) -> Iterator[PlacedRule]:
    if box.underline is not None:
        width = last.width * box.underline.ratio
        top = last.baseline + DESCENT * last.size_pt * POINT_MM + box.underline.distance_mm
        yield PlacedRule(last.left + (last.width - width) / 2, top, width, box.underline.weight_pt, box.colour)
