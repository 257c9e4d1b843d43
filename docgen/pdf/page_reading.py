"""Any PDF as others see it: the words of each page and its picture, read by a library that browsers use too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

MOST_PAGES = 5_000
_DOTS_PER_INCH = 200
_LARGEST_SIDE = 5_000
_POINTS_PER_INCH = 72


class NotAPdfError(Exception):
    """The bytes are no PDF that can be opened; the message says why, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class PageSeen:
    """One page: its number from 1, its text line by line, its picture as PNG."""

    number: int
    text: str
    picture: bytes


def _text_of(page: Any) -> str:
    """Return the words of a page; the reader writes a sign of its own for a dash at the end of a line."""
    return str(page.get_textpage().get_text_range()).replace("\x02", "-").replace("\ufffe", "-")


def pages_of(data: bytes) -> Iterator[PageSeen]:
    """Yield the pages of a PDF. Raises :class:`NotAPdfError`."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise NotAPdfError("không mở được tệp PDF này; có thể tệp đã hỏng hoặc có mật khẩu") from error
    try:
        if len(document) > MOST_PAGES:
            raise NotAPdfError(f"tệp có hơn {MOST_PAGES} trang")
        for index in range(len(document)):
            page = document[index]
            scale = min(_DOTS_PER_INCH / _POINTS_PER_INCH, _LARGEST_SIDE / max(*page.get_size(), 1))
            target = BytesIO()
            page.render(scale=scale, grayscale=True).to_pil().save(target, "PNG", compress_level=1)
            yield PageSeen(index + 1, _text_of(page), target.getvalue())
    except pypdfium2.PdfiumError as error:
        raise NotAPdfError("một trang của tệp PDF này không đọc được") from error
    finally:
        document.close()
