"""A page as a picture for the screen, drawn by a reader of PDF that browsers use too."""

from __future__ import annotations

from io import BytesIO

POINTS_PER_INCH = 72


def first_page_as_png(data: bytes, dots_per_inch: int) -> bytes:
    """Return the first page of a PDF as a PNG."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        image = document[0].render(scale=dots_per_inch / POINTS_PER_INCH).to_pil()
    finally:
        document.close()
    target = BytesIO()
    image.save(target, "PNG", optimize=False)
    return target.getvalue()
