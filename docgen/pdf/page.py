"""Placed lines, rules and the border drawn on a PDF page: same input, same bytes."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from docgen.pdf.border import draw_border, draw_flourish
from docgen.pdf.drawing import CertificateDrawing
from docgen.pdf.placing import PlacedPage

_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class PageInfo:
    """What the file says about itself."""

    title: str
    author: str
    subject: str


def draw_page(drawing: CertificateDrawing, page: PlacedPage, info: PageInfo) -> bytes:
    """Return a PDF of one page."""
    target = BytesIO()
    height = drawing.height_mm
    canvas = Canvas(
        target, pagesize=(drawing.width_mm * _MM, height * _MM), invariant=1, pageCompression=1, lang="vi-VN"
    )
    canvas.setTitle(info.title)
    canvas.setAuthor(info.author)
    canvas.setSubject(info.subject)
    canvas.setCreator("docgen")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.saveState()
    canvas.transform(_MM, 0, 0, -_MM, 0, height * _MM)
    draw_border(canvas, drawing.width_mm, height, drawing.border)
    for flourish in drawing.flourishes:
        draw_flourish(canvas, flourish)
    canvas.restoreState()
    _draw_texts(canvas, page, height)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _draw_texts(canvas: Canvas, page: PlacedPage, height: float) -> None:
    for rule in page.rules:
        canvas.setStrokeColor(f"#{rule.colour}")
        canvas.setLineWidth(rule.weight_pt)
        y = (height - rule.top) * _MM
        canvas.line(rule.left * _MM, y, (rule.left + rule.width) * _MM, y)
    for line in page.lines:
        canvas.setFillColor(f"#{line.colour}")
        canvas.setFont(line.font_name, line.size_pt)
        canvas.drawString(line.left * _MM, (height - line.baseline) * _MM, line.text)
