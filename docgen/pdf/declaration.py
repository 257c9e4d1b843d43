"""A drawing declaration read from its YAML text, its tags compiled, its boxes checked against the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from docgen.composition.expression import CompiledText, Condition, compile_condition, compile_text
from docgen.composition.field_tree import FieldTree, field_tree
from docgen.composition.views import RecognitionFields
from docgen.diagnostics import Diagnostic, Span, has_errors
from docgen.pdf import complaints
from docgen.pdf.drawing import LEAST_BORDER_MM, LEAST_INSIDE_MM, CertificateDrawing, Rectangle, TextBox
from docgen.pdf.fitting import POINT_MM
from docgen.schema import Places, bind, compose

PARTING = "\ue0ff"
"""Stands between texts that are filled in one go; no font has it, and a value with it is filled by itself."""


@dataclass(frozen=True, slots=True)
class CompiledBox:
    """A box with its texts and its condition ready to be filled; ``span`` is its place in the declaration."""

    box: TextBox
    texts: tuple[CompiledText, ...]
    condition: Condition | None
    span: Span


@dataclass(frozen=True, slots=True, eq=False)
class CertificateDeclaration:
    """A certificate ready to be drawn: see :func:`docgen.pdf.draw_certificate`.

    ``about`` are the file's title, author, subject and, where given, day. ``together`` are all texts as one, parted by
    ``PARTING``: filled in one go they cost a third.
    One is equal to itself only, so that what is worked out once for it is found again without comparing its boxes.
    """

    drawing: CertificateDrawing
    boxes: tuple[CompiledBox, ...]
    about: tuple[CompiledText, ...]
    together: CompiledText
    span: Span


def load_declaration(
    text: str, file: str, fields: FieldTree | None = None
) -> tuple[CertificateDeclaration | None, list[Diagnostic]]:
    """Read and compile a declaration; ``file`` is the name that complaints show.

    ``fields`` says what its tags can name, by default the fields of a recognition certificate. Returns None in place
    of the declaration when a complaint is an error.
    """
    node, found = compose(text, file)
    if node is None:
        return None, found
    drawing, places, more = bind(node, CertificateDrawing)
    found = [*found, *more]
    if drawing is None:
        return None, found
    found += [*_geometry(drawing, places), *_signing_space(drawing, places)]
    declaration, more = _compile(drawing, places, field_tree(RecognitionFields) if fields is None else fields)
    found += more
    return (None if has_errors(found) else declaration), found


def _compile(
    drawing: CertificateDrawing, places: Places, fields: FieldTree
) -> tuple[CertificateDeclaration | None, list[Diagnostic]]:
    found: list[Diagnostic] = []

    def text(source: str, span: Span) -> CompiledText | None:
        compiled, more = compile_text(source, span, fields)
        found.extend(more)
        return compiled

    info = [
        text(source, places.span("thong_tin", key))
        for source, key in (
            (drawing.info.title, "tieu_de"),
            (drawing.info.author, "tac_gia"),
            (drawing.info.subject, "chu_de"),
            (drawing.info.day, "ngay"),
        )
        if source is not None
    ]
    boxes = []
    for index, box in enumerate(drawing.boxes):
        texts = [text(source, places.span("o", index, "noi_dung", at)) for at, source in enumerate(box.paragraphs)]
        condition = None
        if box.condition is not None:
            condition, more = compile_condition(box.condition, places.span("o", index, "dieu_kien"), fields)
            found.extend(more)
        whole = tuple(item for item in texts if item is not None)
        boxes.append(CompiledBox(box, whole, condition, places.span("o", index, "ten")))
    about = tuple(item for item in info if item is not None)
    if has_errors(found):
        return None, found
    together = text(PARTING.join(item.source for item in _all_texts(boxes, about)), places.span())
    if together is None:
        return None, found
    return CertificateDeclaration(drawing, tuple(boxes), about, together, places.span()), found


def _all_texts(boxes: Sequence[CompiledBox], about: Sequence[CompiledText]) -> list[CompiledText]:
    return [*(item for box in boxes for item in box.texts), *about]


def _geometry(drawing: CertificateDrawing, places: Places) -> Iterator[Diagnostic]:
    if not drawing.border_can_be_drawn:
        yield complaints.BORDER_SIZE.at(
            places.span("khung", "be_day"),
            f"khung viền phải dày ít nhất {LEAST_BORDER_MM} mm và chừa bên trong ít nhất "
            f"{LEAST_INSIDE_MM} x {LEAST_INSIDE_MM} mm",
            "Hãy sửa «cach_mep», «be_day» hoặc khổ giấy",
        )
        return
    inside = drawing.inside
    for index, box in enumerate(drawing.boxes):
        if not inside.contains(box):
            yield complaints.BOX_OUTSIDE.at(
                places.span("o", index, "ten"),
                f"ô «{box.name}» ra ngoài phần giấy trong khung viền "
                f"(từ {_mm(inside.left)} đến {_mm(inside.right)} mm theo chiều ngang, "
                f"từ {_mm(inside.top)} đến {_mm(inside.bottom)} mm theo chiều dọc)",
                "Hãy sửa «trai», «tren», «rong», «cao» của ô",
            )
        yield from _sizes(box, index, places)
    yield from _overlaps(drawing.boxes, places)


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


def _overlaps(boxes: Sequence[TextBox], places: Places) -> Iterator[Diagnostic]:
    for (_, first), (index, second) in combinations(enumerate(boxes), 2):
        if first.overlaps(second):
            yield complaints.BOXES_OVERLAP.at(
                places.span("o", index, "ten"),
                f"ô «{second.name}» chồng lên ô «{first.name}»",
                "Hãy dời một ô hoặc giảm bề rộng, bề cao của nó",
            )


def _signing_space(drawing: CertificateDrawing, places: Places) -> Iterator[Diagnostic]:
    space: Rectangle = drawing.signing_space
    for index, box in enumerate(drawing.boxes):
        if space.overlaps(box):
            yield complaints.NO_SIGNING_SPACE.at(
                places.span("o", index, "ten"),
                f"ô «{box.name}» lấn vào chỗ chừa để ký và đóng dấu",
                "Hãy dời ô hoặc sửa «cho_ky»",
            )
    if drawing.border_can_be_drawn and not drawing.inside.contains(space):
        yield complaints.NO_SIGNING_SPACE.at(
            places.span("cho_ky"), "chỗ chừa để ký và đóng dấu ra ngoài khung viền", "Hãy sửa «cho_ky»"
        )


def _mm(number: float) -> str:
    return f"{number:.4g}".replace(".", ",")
