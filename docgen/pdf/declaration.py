"""A drawing declaration read from its YAML text, its tags compiled, its boxes checked against the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from docgen.composition.expression import CompiledText, Condition, compile_condition, compile_text
from docgen.composition.field_tree import FieldTree, field_tree
from docgen.composition.views import RecognitionFields
from docgen.diagnostics import Diagnostic, Span, has_errors
from docgen.pdf import complaints
from docgen.pdf.drawing import CertificateDrawing, CodeTexts, TextBox
from docgen.pdf.geometry import misplaced
from docgen.pdf.pictures import RasterPicture, read_png
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


@dataclass(frozen=True, slots=True)
class CompiledCode:
    """What the square code says, ready to be filled: texts by the names of :class:`~docgen.pdf.drawing.CodeTexts`."""

    condition: Condition | None
    texts: Mapping[str, CompiledText]
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
    pictures: tuple[RasterPicture, ...] = ()
    code: CompiledCode | None = None


def load_declaration(
    text: str, file: str, fields: FieldTree | None = None, files: Mapping[str, bytes] | None = None
) -> tuple[CertificateDeclaration | None, list[Diagnostic]]:
    """Read and compile a declaration; ``file`` is the name that complaints show.

    ``fields`` says what its tags can name, by default the fields of a recognition certificate; ``files`` are those
    beside the declaration by name, for its pictures. Returns None in place
    of the declaration when a complaint is an error.
    """
    node, found = compose(text, file)
    if node is None:
        return None, found
    drawing, places, more = bind(node, CertificateDrawing)
    found = [*found, *more]
    if drawing is None:
        return None, found
    found += misplaced(drawing, places)
    pictures, more = _read_pictures(drawing, places, files or {})
    found += more
    declaration, more = _compile(drawing, places, field_tree(RecognitionFields) if fields is None else fields)
    found += more
    code, more = _compile_code(drawing, places, field_tree(RecognitionFields) if fields is None else fields)
    found += more
    if declaration is not None:
        declaration = replace(declaration, pictures=tuple(pictures), code=code)
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


def _compile_code(
    drawing: CertificateDrawing, places: Places, fields: FieldTree
) -> tuple[CompiledCode | None, list[Diagnostic]]:
    if drawing.code is None:
        return None, []
    found: list[Diagnostic] = []
    texts: dict[str, CompiledText] = {}
    condition = None
    for name, info in CodeTexts.model_fields.items():
        source, key = getattr(drawing.code, name), info.alias or name
        if source is None:
            continue
        if name == "condition":
            condition, more = compile_condition(source, places.span("ma_qr", key), fields)
        else:
            compiled, more = compile_text(source, places.span("ma_qr", key), fields)
            texts |= {name: compiled} if compiled is not None else {}
        found += more
    if drawing.code_space is None:
        message = "có «ma_qr» nhưng không có «cho_ma» là chỗ in mã"
        found.append(complaints.NO_CODE_SPACE.at(places.span("ma_qr"), message, "Hãy thêm «cho_ma», hoặc xóa «ma_qr»"))
    return CompiledCode(condition, texts, places.span("ma_qr")), found


def _all_texts(boxes: Sequence[CompiledBox], about: Sequence[CompiledText]) -> list[CompiledText]:
    return [*(item for box in boxes for item in box.texts), *about]


def _read_pictures(
    drawing: CertificateDrawing, places: Places, files: Mapping[str, bytes]
) -> tuple[list[RasterPicture], list[Diagnostic]]:
    read: list[RasterPicture] = []
    found: list[Diagnostic] = []
    for index, picture in enumerate(drawing.pictures):
        span = places.span("hinh", index, "tep")
        if picture.file not in files:
            found.append(
                complaints.NO_PICTURE.at(
                    span,
                    f"không có tệp hình «{picture.file}» bên cạnh tệp bố trí này",
                    "Chép tệp PNG vào cùng thư mục hoặc xóa hình này",
                )
            )
            continue
        answer = read_png(files[picture.file])
        if isinstance(answer, RasterPicture):
            read.append(answer)
        else:
            message = f"không dùng được hình «{picture.file}»: {answer}"
            found.append(complaints.PICTURE_NOT_READ.at(span, message, "Hãy lưu lại hình thành tệp PNG"))
    return read, found
