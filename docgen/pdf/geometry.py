"""Whether the boxes of a drawing are where they can be: inside the border, apart, and out of the signature's way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from docgen.diagnostics import Diagnostic, Span
from docgen.pdf import complaints
from docgen.pdf.drawing import LEAST_BORDER_MM, LEAST_INSIDE_MM, CertificateDrawing, Rectangle, TextBox
from docgen.pdf.fitting import POINT_MM
from docgen.schema import Places

Area = tuple[str, Rectangle, Span]
"""What a thing is called in complaints, where it is, and where it is declared."""


def misplaced(drawing: CertificateDrawing, places: Places) -> Iterator[Diagnostic]:
    """Yield everything that is wrong with the places and sizes of a drawing."""
    if not drawing.border_can_be_drawn:
        yield complaints.BORDER_SIZE.at(
            places.span("khung", "be_day"),
            f"khung viền phải dày ít nhất {LEAST_BORDER_MM} mm và chừa bên trong ít nhất "
            f"{LEAST_INSIDE_MM} x {LEAST_INSIDE_MM} mm",
            "Hãy sửa «cach_mep», «be_day» hoặc khổ giấy",
        )
    for index, box in enumerate(drawing.boxes):
        yield from _sizes(box, index, places)
    areas = list(_areas(drawing, places))
    if drawing.border_can_be_drawn:
        yield from _outside(drawing.inside, areas)
    for (first_name, first, _), (name, second, span) in combinations(areas, 2):
        if first.overlaps(second):
            yield complaints.BOXES_OVERLAP.at(
                span, f"{name} chồng lên {first_name}", "Hãy dời một ô hoặc giảm bề rộng, bề cao của nó"
            )
    yield from _signing_space(drawing, areas, places)


def _areas(drawing: CertificateDrawing, places: Places) -> Iterator[Area]:
    for index, box in enumerate(drawing.boxes):
        yield f"ô «{box.name}»", box, places.span("o", index, "ten")
    for index, picture in enumerate(drawing.pictures):
        yield f"hình «{picture.file}»", picture, places.span("hinh", index, "tep")
    if drawing.code_space is not None:
        yield "ô mã QR", drawing.code_space, places.span("cho_ma")


def _outside(inside: Rectangle, areas: list[Area]) -> Iterator[Diagnostic]:
    for name, area, span in areas:
        if not inside.contains(area):
            yield complaints.BOX_OUTSIDE.at(
                span,
                f"{name} ra ngoài phần giấy trong khung viền "
                f"(từ {_mm(inside.left)} đến {_mm(inside.right)} mm theo chiều ngang, "
                f"từ {_mm(inside.top)} đến {_mm(inside.bottom)} mm theo chiều dọc)",
                "Hãy sửa «trai», «tren», «rong», «cao» của ô",
            )


def _sizes(box: TextBox, index: int, places: Places) -> Iterator[Diagnostic]:
    if box.least_size_pt > box.size_pt:
        yield complaints.SIZES_REVERSED.at(
            places.span("o", index, "co_nho_nhat"),
            f"ô «{box.name}» có cỡ chữ nhỏ nhất {_mm(box.least_size_pt)} lớn hơn cỡ chữ {_mm(box.size_pt)}",
            "Hãy đổi hai số này cho đúng",
        )
    needed = (box.face.ascent + box.face.descent) * box.least_size_pt * POINT_MM
    if needed > box.text_height + 1e-6:
        yield complaints.BOX_TOO_LOW.at(
            places.span("o", index, "cao"),
            f"ô «{box.name}» chừa cho chữ {_mm(box.text_height)} mm, "
            f"một dòng cỡ {_mm(box.least_size_pt)} cần {_mm(needed)} mm",
            "Hãy tăng «cao» hoặc giảm «co_nho_nhat»",
        )


def _signing_space(drawing: CertificateDrawing, areas: list[Area], places: Places) -> Iterator[Diagnostic]:
    space = drawing.signing_space
    for name, area, span in areas:
        if space.overlaps(area):
            yield complaints.NO_SIGNING_SPACE.at(
                span, f"{name} lấn vào chỗ chừa để ký và đóng dấu", "Hãy dời ô hoặc sửa «cho_ky»"
            )
    if drawing.border_can_be_drawn and not drawing.inside.contains(space):
        yield complaints.NO_SIGNING_SPACE.at(
            places.span("cho_ky"), "chỗ chừa để ký và đóng dấu ra ngoài khung viền", "Hãy sửa «cho_ky»"
        )


def _mm(number: float) -> str:
    return f"{number:.4g}".replace(".", ",")
